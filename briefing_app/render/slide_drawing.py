"""A slide as a drawing: background, master, layout and its own shapes from back to front.

The one place where shapes, text, tables and charts come together. Whatever cannot be painted
stands as a light box with its name, and is listed; a damaged shape never costs the slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefing_app.errors import BriefingError
from briefing_app.model.drawing import Drawing, Item, Outline
from briefing_app.ooxml.backgrounds import PartLook, SlideLook
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.shape_placement import Placement
from briefing_app.ooxml.slide_shapes import (
    FRAME,
    SlideShape,
    slide_shapes,
    standing_shapes,
)
from briefing_app.ooxml.xml_reader import Node
from briefing_app.render.deck_resources import Board, DeckResources
from briefing_app.render.frame_items import put_frame
from briefing_app.render.light_boxes import light_box, rectangle
from briefing_app.render.shape_items import Page, page_of, put_shape

_DAMAGED = (BriefingError, ArithmeticError, LookupError, ValueError)
"""What reading a damaged shape may end in; anything else is a fault of the program."""
_MOST_LISTED = 200
_LONGEST_TITLE = 300


def slide_drawing(package: Package, slide_part: str, resources: DeckResources) -> Drawing:
    """Return what a slide paints.

    resources: of the same package; what slides share is worked out once in them. Raises
    FileDamaged for a slide that cannot be read, alone or with what lies behind it.
    """
    if resources.package is not package:
        raise ValueError("the resources are of another package")
    look = resources.looks.of(slide_part)
    page = page_of(resources, look, slide_part)
    width, height = resources.outline.slide_size
    board = Board()
    board.items += _background(look, width, height)
    for behind in look.painted[:-1]:
        board.add(_standing(behind, look, resources))
    sheets = [resources.sheet(one) for one in look.parts]
    title = ""
    for shape in slide_shapes(sheets[0], sheets[1:]):
        put_any(shape, page, board)
        if not title and shape.placeholder is not None and shape.placeholder.role == "title":
            title = _plain_text(shape.node)
    return Drawing(
        width,
        height,
        tuple(board.items),
        tuple(board.links),
        title[:_LONGEST_TITLE],
        _language(look.parts[0].root) or resources.outline.language,
        _listed(board.unpainted),
    )


def deck_drawings(
    package: Package, resources: DeckResources, parts: Iterable[str] | None = None
) -> Iterator[Drawing]:
    """Yield the drawings of a deck's slides, hidden ones included, or of the given slide parts.

    A slide that cannot be read is a page with a light box that says why.
    """
    width, height = resources.outline.slide_size
    for part in resources.numbers if parts is None else parts:
        try:
            yield slide_drawing(package, part, resources)
        except BriefingError as damage:
            label = f"slide: {damage.what}"
            box = light_box(Placement(0.0, 0.0, width, height), label, resources.metrics)
            yield Drawing(width, height, box, unpainted=(label,))


def _background(look: SlideLook, width: float, height: float) -> tuple[Item, ...]:
    paint = look.background((0.0, 0.0, width, height))
    return () if paint is None else (Outline(rectangle(0.0, 0.0, width, height), paint),)


def _standing(behind: PartLook, look: SlideLook, resources: DeckResources) -> Board:
    """Return what a layout or master shows on a slide."""
    sheet = resources.sheet(behind)

    def made() -> Board:
        board = Board()
        page = page_of(resources, look, behind.part)
        for shape in standing_shapes(sheet):
            put_any(shape, page, board)
        return board

    return resources.standing(sheet, look.scope, made)


def put_any(shape: SlideShape, page: Page, board: Board) -> None:
    """Put any shape on a board; where reading it fails, a light box stands in its place."""
    own = Board()
    try:
        if shape.kind == FRAME:
            put_frame(shape, page, own, put_any)
        else:
            put_shape(shape, page, own)
    except _DAMAGED as damage:
        reason = damage.what if isinstance(damage, BriefingError) else "its data is damaged"
        label = f"{shape.name or shape.kind}: {reason}"
        own = Board(unpainted=[label])
        if shape.placement is not None:
            own.items += light_box(shape.placement, label, page.resources.metrics)
    board.add(own)


def _plain_text(shape: Node) -> str:
    """Return a shape's text on one line."""
    paragraphs = (
        "".join(
            node.text or "" if node.tag == tag("a:t") else " "
            for node in paragraph.iter(tag("a:t"), tag("a:br"))
        )
        for paragraph in shape.iter(tag("a:p"))
    )
    return " ".join(" ".join(paragraphs).replace("\v", " ").split())


def _language(root: Node) -> str:
    """Return the language of most of a slide's runs, "" where none says one."""
    said = Counter(node.get("lang", "") for node in root.iter(tag("a:rPr")))
    del said[""]
    return max(said, key=lambda language: (said[language], language), default="")


def _listed(unpainted: Sequence[str]) -> tuple[str, ...]:
    """Return what is not painted, each once, and not without end."""
    listed = tuple(dict.fromkeys(unpainted))
    if len(listed) <= _MOST_LISTED:
        return listed
    return (*listed[:_MOST_LISTED], f"{len(listed) - _MOST_LISTED} more")
