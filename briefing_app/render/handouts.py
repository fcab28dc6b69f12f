"""Handouts: several slides on a page, on the paper of the handout master (ECMA-376-1, 19.3.1.24).

Where slides stand no file says; the places are ours, after those of Office: two below each other,
three with lines to write on, four, six and nine in columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from briefing_app.errors import BriefingError
from briefing_app.model.drawing import Colour, Drawing, Outline, Solid, Stroke
from briefing_app.ooxml.backgrounds import SlideLook
from briefing_app.ooxml.names import Rel, tag
from briefing_app.ooxml.plain_values import flag
from briefing_app.ooxml.slide_shapes import SlideShape, tree_shapes
from briefing_app.render.deck_resources import Board, DeckResources
from briefing_app.render.notes_pages import notes_area, paper_page, sheet_of_paper
from briefing_app.render.slide_drawing import put_any
from briefing_app.render.slide_miniatures import (
    Area,
    finished,
    fitted,
    page_number,
    put_miniature,
)

_GRIDS = {1: (1, 1), 2: (1, 2), 3: (1, 3), 4: (2, 2), 6: (2, 3), 9: (3, 3)}
"""Columns and rows on upright paper, by slides on a page."""
PER_PAGE = tuple(_GRIDS)
WITH_LINES = 3
_BODY = (0.08, 0.08, 0.84, 0.84)
_GAP = 0.04  # between slides, of the page's width
_SLIDES_SHARE = 0.48  # of the width, where there are lines beside the slides
_LINE_PT = 20.0
_PEN = Stroke(Solid(Colour("7F7F7F")), 0.5)
_MOST_LINES = 60


def slide_areas(size: tuple[float, float], per_page: int) -> tuple[Area, ...]:
    """Return where slides stand on a page of that size, in the order of reading.

    Raises ValueError for a number of slides that no handout has.
    """
    if per_page not in _GRIDS:
        raise ValueError(f"no handout has {per_page} slides on a page")
    columns, rows = _GRIDS[per_page]
    if size[0] > size[1] and per_page != WITH_LINES:
        columns, rows = rows, columns
    x, y, width, height = notes_area(size, _BODY)
    gap = _GAP * size[0]
    if per_page == WITH_LINES:
        width *= _SLIDES_SHARE
    wide = (width - gap * (columns - 1)) / columns
    high = (height - gap * (rows - 1)) / rows
    return tuple(
        (x + column * (wide + gap), y + row * (high + gap), wide, high)
        for row in range(rows)
        for column in range(columns)
    )


def handout_pages(
    slides: Iterable[Drawing], per_page: int, resources: DeckResources
) -> Iterator[Drawing]:
    """Yield the pages of a handout; each slide is drawn when its page is.

    per_page: one of PER_PAGE, else ValueError. A page has the title and language of its first
    slide, and lists what is not painted on any.
    """
    areas = slide_areas(resources.outline.notes_size, per_page)
    master = _master(resources)
    drawn, number = iter(slides), 0
    while shown := tuple(islice(drawn, per_page)):
        number += 1
        board = _paper(master, number, resources)
        for slide, area in zip(shown, areas, strict=False):
            put_miniature(slide, area, board)
            if per_page == WITH_LINES:
                board.items += _lines(slide, area, resources.outline.notes_size)
        yield finished(board, resources.outline.notes_size, shown[0])


def _lines(slide: Drawing, area: Area, size: tuple[float, float]) -> Iterator[Outline]:
    """Yield the lines beside a slide, over its height."""
    _, top, _, high = fitted(slide, area)
    left = area[0] + area[2] + _GAP * size[0]
    right = (_BODY[0] + _BODY[2]) * size[0]
    for index in range(1, min(int(high / _LINE_PT), _MOST_LINES) + 1):
        y = top + index * _LINE_PT
        yield Outline((("M", (left, y)), ("L", (right, y))), stroke=_PEN)


def _master(resources: DeckResources) -> SlideLook | None:
    presentation = resources.outline.presentation
    part = next(iter(resources.package.related(presentation, Rel.HANDOUT_MASTER)), "")
    try:
        return resources.looks.of(part) if part else None
    except BriefingError:
        return None  # slides on plain paper are better than none


def _paper(master: SlideLook | None, number: int, resources: DeckResources) -> Board:
    """Return a page as it is before slides are put on it."""
    size = resources.outline.notes_size
    if master is None:
        numbered = page_number(number, notes_area(size, (0.08, 0.92, 0.84, 0.04)), resources)
        return Board([*numbered])
    board = sheet_of_paper(master, size)
    part = master.parts[0].part
    page = paper_page(resources, master, part, number)
    sheet = resources.sheet(master.parts[0])
    for shape in () if sheet.tree is None else tree_shapes(sheet.tree, part):
        if _is_shown(shape, master):
            put_any(shape, page, board)
    return board


def _is_shown(shape: SlideShape, master: SlideLook) -> bool:
    """Tell whether a shape of the handout master shows (19.3.1.25 p:hf).

    What is the date of the day of printing is left out: the same deck gives the same pages.
    """
    if shape.placeholder is None:
        return True
    role = shape.placeholder.role
    switches = master.parts[0].root.find(tag("p:hf"))
    if switches is not None and not flag(switches.get(role), default=True):
        return False
    fields = shape.node.iter(tag("a:fld"))
    return not any(field.get("type", "").startswith("datetime") for field in fields)
