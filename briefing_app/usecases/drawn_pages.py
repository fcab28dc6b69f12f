"""Pages drawn: here, or by a second process beside this one (:mod:`draw_ahead`).

A page that does not come from there is drawn by whoever asked for it, and so faults are met where
they are told of.
"""

from __future__ import annotations

import contextlib
import faulthandler
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing_app.errors import BriefingError
from briefing_app.files import read_file
from briefing_app.model.drawing import Drawing
from briefing_app.progress import Progress
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.drawing_frames import Reader, Sender
from briefing_app.render.notes_pages import notes_page
from briefing_app.render.slide_drawing import slide_drawing
from briefing_app.usecases.draw_ahead import WishedSlides, shares, wished_slides
from briefing_app.usecases.render_deck import SECONDS_PER_SLIDE, Wish
from briefing_app.usecases.shipped_files import load_metrics
from briefing_app.worker import JsonObject, Next

_PATIENCE = SECONDS_PER_SLIDE / 2
"""Seconds; then the other process is given up, and there is time left to draw."""


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


def job_of(
    slides: WishedSlides,
    wish: Wish,
    left_out: frozenset[int] = frozenset(),
    ahead: DrawnAhead | None = None,
) -> Job:
    """Return what there is to paint of a deck that has been read."""
    resources = DeckResources(slides.package, load_metrics(), slides.outline)
    return Job(resources, wish, slides.numbers, left_out, ahead or DrawnAhead())


def draw_pages(request: JsonObject, progress: Progress) -> JsonObject:
    """Do the task ``draw-pages`` in a worker: tell each drawing, as JSON, with its number.

    A page that cannot be drawn is left out; one that takes too long ends the process, even where
    nobody is left to end it.
    """
    wish, left_out, sender = request["wish"], request["left_out"], Sender()
    if not isinstance(wish, dict) or not isinstance(left_out, list):
        raise TypeError("a request says what is wished and what is left out")
    wished = Wish(**wish)
    deck = Path(str(request["deck"]))
    slides = wished_slides(read_file(deck), deck, wished)
    resources = job_of(slides, wished).resources
    for number in shares(slides, left_out):
        faulthandler.dump_traceback_later(SECONDS_PER_SLIDE, exit=True)
        with contextlib.suppress(BriefingError):
            drawing = drawn_page(resources, number, wished.kind)
            faulthandler.cancel_dump_traceback_later()  # to tell may take as long as it takes
            progress.tell(sender.text_of(drawing), number)
    faulthandler.cancel_dump_traceback_later()
    return {}
