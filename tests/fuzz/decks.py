"""Decks that are damaged at random, painted: pictures and findings, never a crash.

    python -m tests.fuzz.decks [DECK|FOLDER...] [--seconds 60] [--seed 1]

Without decks, the bundled sample is damaged. Each is drawn, painted and written as PDF in a process
that may use 1 GB, as the program's own worker. What may not happen (any error but a BriefingError,
more than ten seconds for a slide, more memory, a light box that is not listed) is printed with the
deck and the seed that show it, and is a fault of the program.
"""

from __future__ import annotations

import argparse
import faulthandler
import itertools
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import BriefingError, Place
from tests.fuzz.deck_mutations import mutated_deck

if TYPE_CHECKING:
    from briefing_app.model.drawing import Drawing, Item

SECONDS_PER_SLIDE = 10.0
MEMORY_BYTES = 1 << 30
_HANGS = 60.0
_SCALE = 0.5


def paint(content: bytes) -> int:
    """Draw, paint and print all slides of a deck; return how many things were not painted.

    Raises AssertionError, or whatever the program raises, where that is not allowed.
    """
    from briefing_app.ooxml.package import Package
    from briefing_app.render.deck_resources import DeckResources
    from briefing_app.render.painter import Studio
    from briefing_app.render.pdf import pdf_of
    from briefing_app.render.pdf_outline import DocumentFacts
    from briefing_app.render.png import image_of
    from briefing_app.usecases.shipped_files import load_metrics

    studio, unpainted, drawings = Studio(), 0, []
    try:
        package = Package.read(content, Place(file="deck.pptx"))
        resources = DeckResources(package, load_metrics())
    except BriefingError as problem:
        _assert_clear(problem)
        return 1
    for slide in resources.outline.slides:
        start = time.monotonic()
        drawing = _drawn(resources, slide.part)
        if drawing is None:
            unpainted += 1
            continue
        assert drawing.unpainted or not has_light_box(drawing.items), f"not listed: {slide.part}"
        size = max(drawing.width, drawing.height)
        image_of(drawing, min(_SCALE, 1000 / size), studio)
        spent = time.monotonic() - start
        assert spent <= SECONDS_PER_SLIDE, f"{spent:.0f} seconds for {slide.part}"
        unpainted += len(drawing.unpainted)
        drawings.append(drawing)
    if drawings:
        pdf_of(drawings, DocumentFacts(), studio)
    return unpainted + len(studio.unpainted)


def _drawn(resources: object, part: str) -> Drawing | None:
    """Return the drawing of a slide; None where it is refused with a clear error."""
    from briefing_app.render.deck_resources import DeckResources
    from briefing_app.render.slide_drawing import slide_drawing

    assert isinstance(resources, DeckResources)
    try:
        return slide_drawing(resources.package, part, resources)
    except BriefingError as problem:
        _assert_clear(problem)
        return None


def _assert_clear(problem: BriefingError) -> None:
    assert problem.what
    assert problem.remedy


def has_light_box(items: Sequence[Item]) -> bool:
    """Tell whether something stands as a light box."""
    from briefing_app.model.drawing import Group, Outline
    from briefing_app.render.light_boxes import BOX_EDGE, BOX_FILL

    return any(
        has_light_box(item.items)
        if isinstance(item, Group)
        else isinstance(item, Outline) and (item.fill, item.stroke) == (BOX_FILL, BOX_EDGE)
        for item in items
    )


def _work(decks: Sequence[Path], seed: int, seconds: float) -> None:
    """Paint damaged decks one after the other and tell of each before it is begun."""
    from briefing_app.render.qt_start import start_qt
    from briefing_app.usecases.shipped_files import shipped_fonts

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    start_qt(shipped_fonts())
    contents = [deck.read_bytes() for deck in decks]
    until = time.monotonic() + seconds
    for number in itertools.count(seed):
        if time.monotonic() > until:
            return
        place = number % len(decks)
        _say(f"{number} {decks[place].name}")
        faulthandler.dump_traceback_later(_HANGS, exit=True)
        try:
            changed = mutated_deck(contents[place], number)
            _say(f"unpainted {paint(changed)}")
        except Exception:  # noqa: BLE001 - whatever it is, it is a fault and gets reported
            _say("FAULT " + traceback.format_exc().replace("\n", "\n  "))
        faulthandler.cancel_dump_traceback_later()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def faults(decks: Sequence[Path], seed: int, seconds: float) -> Iterator[str]:
    """Yield what may not happen; at the end "" with how much was painted is printed."""
    until, painted = time.monotonic() + seconds, 0
    while (left := until - time.monotonic()) > 0:
        command = [sys.executable, "-m", "tests.fuzz.decks", "--work", "--seed", str(seed)]
        command += ["--seconds", f"{left:.1f}", *map(str, decks)]
        answer = subprocess.run(command, check=False, capture_output=True, text=True)
        begun = [line for line in answer.stdout.splitlines() if line[:1].isdigit()]
        painted += len(begun)
        last, failed = "", answer.returncode != 0
        for line in answer.stdout.splitlines():
            last = line if line[:1].isdigit() else last
            if line.startswith(("FAULT", "  ")):
                yield f"{last}: {line}" if line.startswith("FAULT") else line
        if failed:
            yield f"{begun[-1:]}: ended with {answer.returncode}\n{answer.stderr[-2000:]}"
        if not begun:
            break
        seed = int(begun[-1].split()[0]) + 1
    _say(f"{painted} damaged decks painted, up to seed {seed - 1}")


def main(arguments: Sequence[str]) -> int:
    """Paint damaged decks for a while; exit status 1 when something happened that may not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("decks", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    call = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        decks = _decks(call.decks, Path(folder))
        if call.work:
            _work(decks, call.seed, call.seconds)
            return 0
        found = False
        for fault in faults(decks, call.seed, call.seconds):
            found = True
            _say(fault)
    return 1 if found else 0


def _decks(named: Sequence[Path], folder: Path) -> list[Path]:
    """Return the decks that are named, those in named folders, or else the bundled sample."""
    if not named:
        command = [sys.executable, "-m", "briefing_app", "demo", "-o", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        named = [folder]
    found: list[Path] = []
    for path in named:
        found += sorted(path.rglob("*.p[op]t[xm]")) if path.is_dir() else [path]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
