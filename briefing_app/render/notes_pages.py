"""Notes pages: a slide's picture and its notes where the notes master has them.

A notes page takes after the notes master as a slide takes after its layout (ECMA-376-1, 19.3.1.26
and .27). A slide without notes has a page with its picture and its number.
"""

from __future__ import annotations

from dataclasses import replace

from briefing_app.errors import BriefingError
from briefing_app.model.drawing import Drawing, Outline
from briefing_app.ooxml.backgrounds import SlideLook
from briefing_app.ooxml.names import Rel
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.shape_looks import shape_line
from briefing_app.ooxml.slide_shapes import (
    SlideShape,
    slide_shapes,
    standing_shapes,
    tree_shapes,
)
from briefing_app.render.deck_resources import Board, DeckResources
from briefing_app.render.light_boxes import rectangle
from briefing_app.render.shape_items import Page, page_of
from briefing_app.render.slide_drawing import put_any
from briefing_app.render.slide_miniatures import Area, finished, page_number, put_miniature

_IMAGE, _NUMBER = "sldImg", "sldNum"
# Where Office's own notes master has the picture, in shares of the page.
_IMAGE_PLACE = (0.1, 0.125, 0.8, 0.3375)


def notes_page(
    package: Package, slide_part: str, slide: Drawing, resources: DeckResources
) -> Drawing:
    """Return the notes page of a slide, whose drawing is given.

    Notes that cannot be read are left out and listed as not painted.
    """
    number = resources.shown_number(slide_part)
    try:
        notes = next(iter(package.related(slide_part, Rel.NOTES_SLIDE)), "")
        board = _own_page(notes, slide, slide_part, resources) if notes else None
    except BriefingError as damage:
        board = Board(unpainted=[f"notes: {damage.what}"])
        _put_plain(board, slide, number, resources)
    if board is None:
        board = _page_of_master(slide, slide_part, resources)
    return finished(board, resources.outline.notes_size, slide)


def notes_area(size: tuple[float, float], share: Area) -> Area:
    """Return shares of a page - x, y, width, height - in points."""
    return share[0] * size[0], share[1] * size[1], share[2] * size[0], share[3] * size[1]


def sheet_of_paper(look: SlideLook, size: tuple[float, float]) -> Board:
    """Return a board with the background of a notes or handout master on it."""
    paint = look.background((0.0, 0.0, *size))
    if paint is None:
        return Board()
    return Board([Outline(rectangle(0.0, 0.0, *size), paint)])


def paper_page(resources: DeckResources, look: SlideLook, part: str, number: int) -> Page:
    """Return the page on which the shapes of notes or handouts stand; number: what it shows."""
    page = page_of(resources, look, part)
    fields = {"slidenum": str(number)} if number else {}
    return replace(page, text=replace(page.text, fields=fields))


def _own_page(notes: str, slide: Drawing, slide_part: str, resources: DeckResources) -> Board:
    look = resources.looks.of(notes)
    number = resources.shown_number(slide_part)
    board = sheet_of_paper(look, resources.outline.notes_size)
    sheets = [resources.sheet(one) for one in look.parts]
    if len(look.painted) > 1:
        behind = paper_page(resources, look, look.parts[-1].part, number)
        for shape in standing_shapes(sheets[-1]):
            put_any(shape, behind, board)
    page = paper_page(resources, look, notes, number)
    for shape in slide_shapes(sheets[0], sheets[1:]):
        if shape.placeholder is not None and shape.placeholder.role == _IMAGE:
            _put_image(shape, slide, page, board)
        else:
            put_any(shape, page, board)
    return board


def _put_image(shape: SlideShape, slide: Drawing, page: Page, board: Board) -> None:
    placement = shape.placement
    if placement is None:
        return
    area = placement.x, placement.y, placement.width, placement.height
    pen = shape_line(shape, page.around, area)
    put_miniature(slide, area, board, None if pen is None else pen.stroke)


def _page_of_master(slide: Drawing, slide_part: str, resources: DeckResources) -> Board:
    """Return the page of a slide without notes: what the notes master shows, and the picture."""
    number = resources.shown_number(slide_part)
    presentation = resources.outline.presentation
    master = next(iter(resources.package.related(presentation, Rel.NOTES_MASTER)), "")
    try:
        look = resources.looks.of(master) if master else None
    except BriefingError:
        look = None  # a page of ours is better than none
    if look is None:
        board = Board()
        _put_plain(board, slide, number, resources)
        return board
    board = sheet_of_paper(look, resources.outline.notes_size)
    page = paper_page(resources, look, master, number)
    sheet = resources.sheet(look.parts[0])
    for shape in () if sheet.tree is None else tree_shapes(sheet.tree, master):
        role = "" if shape.placeholder is None else shape.placeholder.role
        if role == _IMAGE:
            _put_image(shape, slide, page, board)
        elif role in {"", _NUMBER}:
            put_any(shape, page, board)
    return board


def _put_plain(board: Board, slide: Drawing, number: int, resources: DeckResources) -> None:
    size = resources.outline.notes_size
    put_miniature(slide, notes_area(size, _IMAGE_PLACE), board)
    if number:
        board.items += page_number(number, notes_area(size, (0.1, 0.9, 0.8, 0.05)), resources)
