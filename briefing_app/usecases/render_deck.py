"""A deck painted by ourselves: a PDF, or a PNG for each slide.

The painting is done in a worker process, since decks come from anybody: a slide that crashes it,
hangs or wants too much memory is left out and named, and the others are painted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import CallError, Cancelled, Place, WorkerError
from briefing_app.files import read_file
from briefing_app.model.finding import Finding, Severity, error, warning
from briefing_app.progress import QUIET, Progress
from briefing_app.system.paths import program_command
from briefing_app.worker import JsonObject, Limits, run

if TYPE_CHECKING:
    from briefing_app.render.png import Image

TASK = "render-deck"
DRAW_TASK = "draw-pages"
LIMITS = Limits(seconds=3600.0, memory_bytes=1 << 30)
"""What painting one deck may use."""
SECONDS_PER_SLIDE = 10.0
SECONDS_AROUND = 60.0
"""For starting, reading the deck, and for what comes after the last slide."""
MOST_LEFT_OUT = 12
"""With more slides that cannot be painted the deck is taken for broken."""
LEAST_DPI, MOST_DPI = 12.0, 1200.0
PAINTING = "painting slides"
HANDOUTS = (1, 2, 3, 4, 6, 9)
_OTHER_KINDS = frozenset(
    f".{ending}"
    for ending in (
        "png jpg jpeg gif svg tif tiff bmp webp emf wmf eps ps xps ppt pps pot pptx pptm potx potm "
        "ppsx ppsm odp otp key xls xlsx xlsm xlsb xltx ods csv tsv doc docx docm dotx odt rtf txt "
        "md htm html xml json zip mp4 briefing"
    ).split()
)
"""Endings that nobody gives a folder: who writes one wants a file that this is not."""
_STALE = re.compile(r"(?P<kind>slide|notes|handout)-(?P<number>\d{3,})\.png")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. dpi: of PNG; kind: slide, notes or handout; per_page: of handouts.

    hidden: also slides that shows leave out.
    """

    dpi: float = 150.0
    kind: str = "slide"
    per_page: int = 6
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written: pages, files in order, and what there is to say of them."""

    pages: int
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def is_pdf(output: Path) -> bool:
    """Tell whether an output means one PDF; else it is a folder of PNG files.

    Raises CallError for a name with the ending of another kind of file.
    """
    ending = output.suffix.lower()
    if ending in _OTHER_KINDS:
        raise CallError(
            f"Slides are written as one .pdf, or as PNG files into a folder, not as {ending}.",
            remedy="Write -o NAME.pdf, or -o FOLDER.",
            place=Place(file=str(output)),
        )
    return ending == ".pdf"


def render_deck(
    deck: Path, output: Path, wish: Wish = Wish(), progress: Progress = QUIET
) -> Rendered:
    """Paint a deck into a PDF, or into a folder as slide-001.png and so on.

    Each file is written whole or not at all; of a folder, files that were written before the work
    was stopped stay. Raises CallError, InputError, OutputError, WorkerError or Cancelled.
    """
    _check(wish)
    left_out: list[int] = []
    while True:
        watch = _Watch(progress)
        request: JsonObject = {
            "deck": str(deck),
            "output": str(output),
            "as_pdf": is_pdf(output),
            "wish": asdict(wish),
            "left_out": [*left_out],
        }
        try:
            answer = run([*program_command(), "--worker"], TASK, request, LIMITS, watch.progress())
        except (WorkerError, Cancelled) as problem:
            if isinstance(problem, Cancelled) and not watch.is_late:
                raise
            slide = watch.slide
            if not slide or slide in left_out or len(left_out) >= MOST_LEFT_OUT:
                raise _gave_up(problem, deck) from problem
            left_out.append(slide)
            continue
        findings = tuple(_not_painted(deck.name, number) for number in sorted(left_out))
        rendered = _rendered(answer)
        return replace(
            rendered, findings=(*findings, *rendered.findings, *_stale(output, rendered))
        )


def _check(wish: Wish) -> None:
    if not LEAST_DPI <= wish.dpi <= MOST_DPI:
        raise CallError(
            f"{wish.dpi:g} dpi cannot be painted.",
            remedy=f"Ask for {LEAST_DPI:g} to {MOST_DPI:g} dpi.",
        )
    if wish.kind == "handout" and wish.per_page not in HANDOUTS:
        raise CallError(
            f"There is no handout with {wish.per_page} slides on a page.",
            remedy=f"Ask for {', '.join(map(str, HANDOUTS))}.",
        )


class _Watch:
    """Looks at the progress of a worker: which slide it is at, and whether it is late."""

    def __init__(self, user: Progress) -> None:
        self._user = user
        self._until = time.monotonic() + SECONDS_AROUND + SECONDS_PER_SLIDE
        self.slide = 0
        self.is_late = False

    def progress(self) -> Progress:
        """Return what the worker's progress is handed to."""
        return Progress(self._told, self._must_stop)

    def _told(self, what: str, done: int, total: int) -> None:
        painting = what == PAINTING and done < total
        self.slide = done + 1 if painting else 0
        patience = SECONDS_PER_SLIDE if painting else SECONDS_AROUND
        self._until = time.monotonic() + patience
        self._user.tell(what, done, total)

    def _must_stop(self) -> bool:
        self._user.check()
        self.is_late = time.monotonic() > self._until
        return self.is_late


def _gave_up(problem: WorkerError | Cancelled, deck: Path) -> WorkerError:
    if isinstance(problem, WorkerError):
        return problem
    return WorkerError(
        "The deck could not be painted in the time that it may take.",
        remedy="Take a smaller deck or a part of it.",
        place=Place(file=str(deck)),
    )


def _not_painted(name: str, number: int) -> Finding:
    return error(
        "slide-not-painted",
        "The slide could not be painted: it took too long, too much memory, or met a fault.",
        "Export this slide from PowerPoint.",
        Place(file=name, slide=number),
    )


def _rendered(answer: JsonObject) -> Rendered:
    pages, files, findings = answer["pages"], answer["files"], answer["findings"]
    if not isinstance(pages, int) or not isinstance(files, list) or not isinstance(findings, list):
        raise TypeError("the worker's answer has another form")
    return Rendered(pages, tuple(map(str, files)), tuple(map(_finding, findings)))


def _finding(facts: dict[str, object]) -> Finding:
    slide = facts["slide"]
    place = Place(str(facts["file"] or ""), slide=slide if isinstance(slide, int) else 0)
    severity = Severity(str(facts["severity"]))
    return Finding(str(facts["code"]), severity, str(facts["message"]), str(facts["remedy"]), place)


def _stale(output: Path, rendered: Rendered) -> list[Finding]:
    """Return a finding when the folder holds more pages than were written now."""
    if is_pdf(output) or not rendered.files:
        return []
    written = {Path(one).name for one in rendered.files}
    kind = next(iter(written)).partition("-")[0]
    names = sorted(path.name for path in output.iterdir() if path.name not in written)
    older = [
        name for name in names if (is_page := _STALE.fullmatch(name)) and is_page["kind"] == kind
    ]
    if not older:
        return []
    return [
        warning(
            "older-pages",
            f"The folder also holds pages that were not written now: {', '.join(older[:3])}"
            + (" …" if len(older) > 3 else "."),
            "Delete them if they are of an older version.",
            Place(file=str(output)),
        )
    ]


def slide_pictures(deck: Path, width: int, progress: Progress = QUIET) -> Iterator[Image]:
    """Yield the slides of a deck, hidden ones too, as images so many pixels wide.

    Painted in this process: for decks of our own, and for measuring. Raises InputError.
    """
    from briefing_app.usecases import paint_deck  # noqa: PLC0415 - Qt is loaded only here

    yield from paint_deck.slide_pictures(deck, width, progress)


def serve_render(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``render-deck`` in a worker; see :mod:`drawn_pages` and :mod:`paint_deck`.

    Raises WorkerError where a library of the system is missing that Qt is linked to.
    """
    from briefing_app.usecases import draw_ahead  # noqa: PLC0415 - only workers need it

    wish, left_out = request["wish"], request["left_out"]
    if not isinstance(wish, dict) or not isinstance(left_out, list):
        raise TypeError("a request says what is wished and what is left out")
    deck, output = Path(str(request["deck"])), Path(str(request["output"]))
    wished = Wish(**wish)
    content = read_file(deck)
    with draw_ahead.drawing_beside(content, deck, wished, left_out) as following:
        # All that is large is loaded only here, while the process beside this one is starting.
        slides = draw_ahead.wished_slides(content, deck, wished)
        del content
        paint_deck = _painting()
        from briefing_app.usecases.drawn_pages import DrawnAhead, job_of  # noqa: PLC0415

        ahead = DrawnAhead(draw_ahead.shares(slides, left_out), following)
        job = job_of(slides, wished, frozenset(left_out), ahead)
        return paint_deck(job, output, progress, as_pdf=bool(request["as_pdf"]))


def _painting() -> Callable[..., JsonObject]:
    try:
        from briefing_app.usecases.paint_deck import paint_deck  # noqa: PLC0415
    except ImportError as problem:
        raise WorkerError(
            f"Painting needs a library that is missing here: {problem}.",
            remedy="Install it; on Debian: libgl1 libegl1 libfontconfig1 libxkbcommon0.",
        ) from problem
    return paint_deck


def serve_drawing(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``draw-pages`` in a worker; see :mod:`drawn_pages`."""
    from briefing_app.usecases import drawn_pages  # noqa: PLC0415 - most workers never need it

    return drawn_pages.draw_pages(request, progress)
