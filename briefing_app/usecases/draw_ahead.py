"""Slides drawn in a second process while this one paints: the same pages, on two processors.

Which pages the other one draws follows from their numbers alone, and nothing hangs on it: a page
that does not come is drawn by whoever asked for it, and so are faults met where they are told of.
"""

from __future__ import annotations

import contextlib
import faulthandler
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing_app.errors import BriefingError, InputError, Place, WorkerError
from briefing_app.files import read_file
from briefing_app.model.drawing import Drawing
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.strict_parts import transitional
from briefing_app.progress import Progress
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.drawing_frames import Reader, Sender
from briefing_app.render.notes_pages import notes_page
from briefing_app.render.slide_drawing import slide_drawing
from briefing_app.system.paths import program_command
from briefing_app.usecases.render_deck import DRAW_TASK, LIMITS, SECONDS_PER_SLIDE, Wish
from briefing_app.usecases.shipped_files import load_metrics
from briefing_app.worker import JsonObject, Next, accompanied

FEWEST = 60
"""Decks with fewer pages are done before a second process has started."""
_FIRST, _EVERY = 20, 5
"""Who paints draws the first pages, until the other has started, and then one in so many."""
_MOST_WAITING = 16
_PATIENCE = SECONDS_PER_SLIDE / 2
"""Seconds; then the other process is given up, and there is time left to draw."""


def shares(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return which of these pages the second process draws."""
    if len(numbers) < FEWEST:
        return ()
    return tuple(one for place, one in enumerate(numbers) if place >= _FIRST and place % _EVERY)


def drawn_page(resources: DeckResources, number: int, kind: str) -> Drawing:
    """Return a slide (from 1), or its notes page; raises BriefingError where its part is broken."""
    package, part = resources.package, resources.outline.slides[number - 1].part
    slide = slide_drawing(package, part, resources)
    return notes_page(package, part, slide, resources) if kind == "notes" else slide


class DrawnAhead:
    """What comes from the other process, in the order in which pages are asked for."""

    def __init__(self, numbers: Sequence[int] = (), following: Next = lambda _: None) -> None:
        self._numbers = frozenset(numbers)
        self._following = following
        self._reader = Reader()
        self._waiting: JsonObject | None = None

    def page(self, number: int) -> Drawing | None:
        """Return the drawing of a page; None where it does not come from there."""
        if number not in self._numbers:
            return None
        frame = self._waiting or self._following(_PATIENCE)
        if frame is None:
            self._numbers = frozenset()
            return None
        if frame["done"] != number:  # it left this one to us
            self._waiting = frame
            return None
        self._waiting = None
        return self._reader.drawing_of(str(frame["what"]))


@dataclass(frozen=True, slots=True)
class Job:
    """A deck that is to be painted. numbers: of the slides that are wished, from 1.

    left_out: slides that a painter has failed at; ahead: where drawings may come from.
    """

    resources: DeckResources
    wish: Wish
    numbers: tuple[int, ...]
    left_out: frozenset[int] = frozenset()
    ahead: DrawnAhead = field(default_factory=DrawnAhead)


def job_of(deck: Path, wish: Wish) -> Job:
    """Return a deck read; raises InputError when it cannot be, or when it has no such slide."""
    package = transitional(Package.read(read_file(deck), Place(file=deck.name)))
    resources = DeckResources(package, load_metrics())
    slides = enumerate(resources.outline.slides, 1)
    numbers = tuple(number for number, one in slides if wish.hidden or not one.hidden)
    if not numbers:
        raise InputError(
            "The deck has no slide that is shown.",
            remedy="Choose a deck with slides, or show the hidden ones.",
            place=package.place,
        )
    return Job(resources, wish, numbers)


@contextlib.contextmanager
def shared_job(deck: Path, wish: Wish, left_out: frozenset[int]) -> Iterator[Job]:
    """Give a deck read, and have pages drawn by a second process where that is worth it.

    Raises as :func:`job_of` does.
    """
    job = replace(job_of(deck, wish), left_out=left_out)
    theirs = shares([one for one in job.numbers if one not in left_out])
    with contextlib.ExitStack() as stack:
        if theirs:
            request: JsonObject = {"deck": str(deck), "kind": wish.kind, "numbers": [*theirs]}
            command = [*program_command(), "--worker"]
            other = accompanied(command, DRAW_TASK, request, LIMITS, _MOST_WAITING)
            with contextlib.suppress(WorkerError):
                job = replace(job, ahead=DrawnAhead(theirs, stack.enter_context(other)))
        yield job


def draw_pages(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``draw-pages`` in a worker: tell each drawing, as JSON, with its number.

    A page that cannot be drawn is left out; one that takes too long ends the process, even where
    nobody is left to end it.
    """
    deck, numbers, sender = Path(str(request["deck"])), request["numbers"], Sender()
    package = transitional(Package.read(read_file(deck), Place(file=deck.name)))
    resources = DeckResources(package, load_metrics())
    for number in numbers if isinstance(numbers, list) else ():
        faulthandler.dump_traceback_later(SECONDS_PER_SLIDE, exit=True)
        with contextlib.suppress(BriefingError):
            drawing = drawn_page(resources, number, str(request["kind"]))
            faulthandler.cancel_dump_traceback_later()  # to tell may take as long as it takes
            progress.tell(sender.text_of(drawing), number)
    faulthandler.cancel_dump_traceback_later()
    return {}
