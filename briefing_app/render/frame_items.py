"""What a graphic frame holds as things to paint: tables, charts, SmartArt, pictures of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing_app.charts.chart_drawing import chart_items
from briefing_app.charts.user_shapes import user_shapes, user_shapes_id
from briefing_app.model.drawing import Paint, Stroke
from briefing_app.model.text_body import TextBody
from briefing_app.ooxml.drawing_colours import read_colour
from briefing_app.ooxml.fills import INHERIT, Frame, read_fill
from briefing_app.ooxml.graphic_frames import (
    CHART,
    DIAGRAM,
    TABLE,
    FrameContent,
    frame_content,
    target_of,
)
from briefing_app.ooxml.line_styles import read_stroke
from briefing_app.ooxml.shape_placement import (
    GroupSpace,
    Placement,
    child,
    local_name,
)
from briefing_app.ooxml.slide_shapes import FRAME, SlideShape, anchored_shapes, tree_shapes
from briefing_app.ooxml.table_styles import CellText
from briefing_app.ooxml.text_bodies import TextSources, text_body
from briefing_app.ooxml.theme_formats import (
    reference_index,
    reference_scope,
    themed_fill,
    themed_line,
)
from briefing_app.ooxml.xml_reader import Node
from briefing_app.render.deck_resources import Board
from briefing_app.render.light_boxes import light_box
from briefing_app.render.shape_items import (
    Page,
    page_of,
    picture_shape,
    put_link,
    put_shape,
    text_sources,
)
from briefing_app.render.table_drawing import TableMeans, table_items

PutShape = Callable[[SlideShape, Page, Board], None]


def put_frame(shape: SlideShape, page: Page, board: Board, put: PutShape) -> None:
    """Put what a frame holds on a board; put: for the shapes of a SmartArt graphic."""
    placement = shape.placement
    if placement is None:
        return
    content = frame_content(page.resources.package, shape.part, shape.node)
    if content.kind == TABLE and content.node is not None:
        board.items += table_items(
            content.node,
            placement.x,
            placement.y,
            page.resources.table_styles(),
            _table_means(shape, page),
        )
    elif content.kind == CHART and content.part:
        _put_chart(shape, placement, content.part, page, board, put)
    elif content.kind == DIAGRAM and content.part:
        _put_diagram(placement, content.part, page, board, put)
    else:
        _put_stand_in(shape, placement, content, page, board)
    put_link(shape, placement, page, board)


def _put_chart(
    shape: SlideShape, placement: Placement, part: str, page: Page, board: Board, put: PutShape
) -> None:
    """Put a chart on a board, and over it the shapes that were drawn on it."""
    resources = page.resources
    box = (placement.x, placement.y, placement.width, placement.height)
    root = resources.package.tree(part)
    media = resources.looks.pictures.of(part)
    scope = page.around.scope
    kept = resources.chart_styles(scope)
    items, missing = chart_items(root, box, scope, resources.metrics, media, kept)
    board.items += items
    board.unpainted += [f"{shape.name or 'chart'}: {what}" for what in missing]
    relation = user_shapes_id(root)
    drawing = target_of(resources.package, part, relation) if relation else ""
    if drawing:
        anchors = user_shapes(resources.package.tree(drawing), box)
        shapes = (one for _, node, at in anchors for one in anchored_shapes(node, drawing, at))
        _put_inside(shapes, page_of(resources, page.look, drawing), board, put)


def _put_diagram(placement: Placement, part: str, page: Page, board: Board, put: PutShape) -> None:
    """Put the ordinary shapes on a board that Office keeps for a SmartArt graphic."""
    tree = child(page.resources.package.tree(part), "spTree")
    if tree is None:
        return
    space = GroupSpace(placement, 0.0, 0.0, placement.width, placement.height)
    shapes = tree_shapes(tree, part, space)
    _put_inside(shapes, page_of(page.resources, page.look, part), board, put)


def _put_inside(shapes: Iterable[SlideShape], page: Page, board: Board, put: PutShape) -> None:
    """Put the shapes inside a frame on a board; frames in frames might go on without end."""
    for shape in shapes:
        if shape.kind == FRAME:
            board.unpainted.append(f"{shape.name or 'frame'}: a frame inside a frame")
        else:
            put(shape, page, board)


def _put_stand_in(
    shape: SlideShape, placement: Placement, content: FrameContent, page: Page, board: Board
) -> None:
    """Put the picture of what cannot be painted itself on a board, else a light box."""
    if content.picture is not None:
        put_shape(picture_shape(shape, content.picture), page, board)
        return
    label = f"{shape.name or 'frame'}: {content.label}"
    board.unpainted.append(label)
    board.items += light_box(placement, label, page.resources.metrics)


# ----------------------------------------------------------------------------------------- tables
def _table_means(shape: SlideShape, page: Page) -> TableMeans:
    around = page.around
    sources = text_sources(replace(shape, placeholder=None), page)

    def fill(node: Node, frame: Frame) -> Paint | None:
        if local_name(node) == "fillRef":
            scope = reference_scope(node, around.scope)
            return themed_fill(reference_index(node), around.formats, scope, frame)
        found = read_fill(node, around.scope, frame, around.media)
        return None if found is INHERIT else found

    def stroke(node: Node) -> Stroke | None:
        if local_name(node) == "lnRef":
            scope = reference_scope(node, around.scope)
            line = themed_line(reference_index(node), around.formats, scope)
            pen = None if line is None else line.pen()
            return None if pen is None else pen.stroke
        found = read_stroke(node, around.scope)
        return None if found is INHERIT or found is None else found.stroke

    def text(node: Node, style: CellText) -> TextBody:
        colour = None if style.colour is None else read_colour(style.colour, around.scope)
        own = TextSources(
            sources.styles,
            theme_font=style.font,
            bold=style.bold,
            italic=style.italic,
            colour=colour,
        )
        return text_body(node, around.scope, own, page.text)

    return TableMeans(fill, stroke, text, page.resources.metrics)
