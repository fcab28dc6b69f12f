"""A second process that draws slides while this one loads Qt and paints: two processors at work.

This module is small, for the other process is started before anything large is loaded or read.
Which pages it draws both work out for themselves, from the numbers of the slides alone, and nothing
hangs on it: see :mod:`drawn_pages`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from briefing_app.errors import InputError, Place, WorkerError
from briefing_app.ooxml.deck_outline import DeckOutline, read_outline
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.strict_parts import transitional
from briefing_app.system.paths import program_command
from briefing_app.usecases.render_deck import DRAW_TASK, LIMITS, Wish
from briefing_app.worker import JsonObject, Next, accompanied

FEWEST = 30
"""Decks with fewer pages are done before a second process has paid for its start."""
_FIRST, _EVERY = 4, 12
"""Who paints draws the first pages itself, and then one in so many."""
_SLIDE_PART = b"ppt/slides/slide"
"""What all programs name their slides; a deck that does otherwise is drawn by one process."""
_MOST_WAITING = 1 << 23
"""Letters of drawings that wait to be painted; a slide of text and a chart has ten thousand."""


@dataclass(frozen=True, slots=True)
class WishedSlides:
    """A deck read, and the numbers of the slides that are wished, from 1."""

    package: Package
    outline: DeckOutline
    numbers: tuple[int, ...]


def wished_slides(content: bytes, deck: Path, wish: Wish) -> WishedSlides:
    """Return a deck read; raises InputError when it cannot be, or when it has no such slide.

    content: of the file; deck: its name, for messages.
    """
    package = transitional(Package.read(content, Place(file=deck.name)))
    outline = read_outline(package)
    slides = enumerate(outline.slides, 1)
    numbers = tuple(number for number, one in slides if wish.hidden or not one.hidden)
    if not numbers:
        raise InputError(
            "The deck has no slide that is shown.",
            remedy="Choose a deck with slides, or show the hidden ones.",
            place=package.place,
        )
    return WishedSlides(package, outline, numbers)


def shares(slides: WishedSlides, left_out: Collection[int]) -> tuple[int, ...]:
    """Return which pages the second process draws; left_out: those that nobody draws."""
    numbers = [one for one in slides.numbers if one not in left_out]
    if len(numbers) < FEWEST:
        return ()
    return tuple(one for n, one in enumerate(numbers, 1) if n > _FIRST and n % _EVERY)


def _looks_large(content: bytes) -> bool:
    """Guess whether a deck has slides enough: a zip file names each part twice (APPNOTE 4.3)."""
    return content.count(_SLIDE_PART) >= 2 * FEWEST


@contextlib.contextmanager
def drawing_beside(
    content: bytes, deck: Path, wish: Wish, left_out: Collection[int]
) -> Iterator[Next]:
    """Have a second process draw its share of a large deck, and give what tells its pages.

    content: of the file. Of a small deck, and where no process can be started, nothing ever comes.
    """
    following: Next = _nothing
    with contextlib.ExitStack() as stack:
        large = _looks_large(content)
        del content  # which may be large indeed, and is needed no more
        if large:
            request: JsonObject = {
                "deck": str(deck), "wish": asdict(wish), "left_out": [*left_out],
            }  # fmt: skip
            command = [*program_command(), "--worker"]
            other = accompanied(command, DRAW_TASK, request, LIMITS, _MOST_WAITING)
            with contextlib.suppress(WorkerError):
                following = stack.enter_context(other)
        yield following


def _nothing(_seconds: float) -> None:
    """Tell of no page."""
