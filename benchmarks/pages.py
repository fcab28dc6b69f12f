"""What a page costs to PDF: ours beside LibreOffice's, and a slide on the screen.

    python benchmarks/pages.py [--runs N]

Decks of 10 and of 100 chart slides are made by the engine. The cost of a page is a slope: the time
for 100 slides less the time for 10, by 90, so that no start-up is in it. Each run is a process of
its own, the two take turns, and medians are compared; ours has large decks drawn by a second
process, and needs two idle processors to be as fast as it can be. Its bytecode is made before, as
an installer does. Then, in one process, each of the 100 slides is painted once at 1920 x 1080
pixels; the first is left out of the median.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from benchmarks.content import chart_slides
from benchmarks.our_engine import build

FEW, MANY = 10, 100
_PROGRAM = Path(__file__).resolve().parent.parent / "briefing_app"
_PAINT = """
import sys, time
from pathlib import Path
from statistics import median
from briefing_app.usecases.render_deck import slide_pictures
times, before = [], time.perf_counter()
for picture in slide_pictures(Path(sys.argv[1]), width=1920):
    now = time.perf_counter()
    times.append(now - before)
    before = now
print(median(times[1:]) * 1000, max(times[1:]) * 1000)
"""


def make(count: int, folder: Path) -> Path:
    """Build a deck of so many chart slides and return it."""
    deck = folder / f"{count}.pptx"
    build(chart_slides(count), deck)
    return deck


def ours(deck: Path, folder: Path) -> float:
    """Return the seconds that our command takes to make a PDF."""
    start = time.perf_counter()
    command = [sys.executable, "-P", "-m", "briefing_app", "render", str(deck)]
    subprocess.run([*command, "-o", str(folder / "ours.pdf")], check=True, capture_output=True)
    return time.perf_counter() - start


def theirs(deck: Path, folder: Path) -> float:
    """Return the seconds that LibreOffice takes."""
    profile = Path(tempfile.gettempdir(), f"pages-profile-{os.getpid()}").as_uri()
    start = time.perf_counter()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(deck)],
        check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - start


def slopes(decks: Sequence[Path], folder: Path, runs: int) -> dict[str, float]:
    """Return the seconds per page of each program."""
    engines: dict[str, Callable[[Path, Path], float]] = {"ours": ours, "LibreOffice": theirs}
    for engine in engines.values():
        engine(decks[0], folder)  # profiles and caches are made once
    taken: dict[tuple[str, Path], list[float]] = {}
    for _ in range(runs):
        for deck in decks:
            for name, engine in engines.items():
                taken.setdefault((name, deck), []).append(engine(deck, folder))
    few, many = decks
    return {
        name: (median(taken[name, many]) - median(taken[name, few])) / (MANY - FEW)
        for name in engines
    }


def main(arguments: Sequence[str]) -> int:
    """Print the costs; exit status 1 when a page costs more than a seventh of LibreOffice's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    call = parser.parse_args(arguments)
    compileall.compile_dir(_PROGRAM, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        decks = [make(count, folder) for count in (FEW, MANY)]
        cost = slopes(decks, folder, call.runs)
        done = subprocess.run(
            [sys.executable, "-c", _PAINT, str(decks[1])],
            check=True,
            capture_output=True,
            text=True,
        )
    for engine, seconds in cost.items():
        print(f"{engine}: {seconds * 1000:.1f} ms a page to PDF")
    ratio = cost["LibreOffice"] / cost["ours"]
    print(f"LibreOffice takes {ratio:.1f} times ours")
    middle, most = done.stdout.split()
    print(f"a slide at 1920 x 1080: median {float(middle):.1f} ms, most {float(most):.1f} ms")
    return 0 if ratio >= 7 and float(middle) <= 30 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
