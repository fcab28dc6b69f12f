"""One shape as things to paint: its outlines, its picture, its text and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing_app.model.drawing import Group, Item, Link, Paint
from briefing_app.ooxml.backgrounds import SlideLook
from briefing_app.ooxml.fills import Frame, read_picture_fill
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.pictures import unpainted_label
from briefing_app.ooxml.preset_shapes import shape_paths
from briefing_app.ooxml.shape_looks import (
    Surroundings,
    font_reference,
    shape_fill,
    shape_geometry,
    shape_line,
    shape_shadow,
)
from briefing_app.ooxml.shape_outlines import ShapePaths
from briefing_app.ooxml.shape_placement import Placement, child, is_true, local_name, read_transform
from briefing_app.ooxml.slide_shapes import CONNECTOR, PICTURE, SlideShape, shape_link
from briefing_app.ooxml.text_bodies import TextSources, text_body
from briefing_app.ooxml.text_properties import TextResources
from briefing_app.ooxml.xml_reader import Node
from briefing_app.render.deck_resources import Board, DeckResources
from briefing_app.render.light_boxes import light_box
from briefing_app.render.outlines import path_outlines, shadow_outlines

_PICTURE_NAME = "picture"


@dataclass(frozen=True, slots=True)
class Page:
    """What the shapes of one part are painted on.

    look: of the slide; part: the part whose relationships the shapes use; around: colours,
    formats and pictures for them; text: fields, links and pictures for their texts; place: the
    number of the slide in the deck, from 1, or 0.
    """

    resources: DeckResources
    look: SlideLook
    part: str
    around: Surroundings
    text: TextResources
    place: int = 0

    @property
    def frame(self) -> Frame:
        """Return the whole page in points."""
        return (0.0, 0.0, *self.resources.outline.slide_size)


def page_of(resources: DeckResources, look: SlideLook, part: str) -> Page:
    """Return the page on which the shapes of a part are painted, on the slide of that look."""
    slide = look.parts[0].part
    place, number = resources.numbers.get(slide, 0), resources.shown_number(slide)
    media = resources.looks.pictures.of(part)
    text = TextResources(
        {"slidenum": str(number)} if number else {},
        media,
        lambda node: resources.link_target(part, place, node),
        resources.kept_texts,
    )
    return Page(resources, look, part, Surroundings(look.scope, look.formats, media), text, place)


def put_shape(shape: SlideShape, page: Page, board: Board) -> None:
    """Put a shape, a connector or a picture on a board; what stands nowhere is not painted."""
    placement = shape.placement
    if placement is None:
        if _has_text(child(shape.node, "txBody")):
            board.unpainted.append(f"{shape.name or 'shape'}: it does not say where it stands")
        return
    if shape.kind == PICTURE:
        _put_picture(shape, placement, page, board)
    elif not _is_empty_placeholder(shape):
        paths = _paths(shape, placement, board)
        _put_outlines(shape, placement, paths, page, board)
        board.items += _text_items(shape, placement, paths, page)
    put_link(shape, placement, page, board)


def put_link(shape: SlideShape, placement: Placement, page: Page, board: Board) -> None:
    """Put the link of a whole shape on a board, where it has one that leads somewhere."""
    node = shape_link(shape.node)
    target = "" if node is None else page.text.link(node)
    if target:
        board.links.append(Link(*placement.bounds(), target))


def _has_text(body: Node | None) -> bool:
    return body is not None and any(
        node.text or local_name(node) == "fld" for node in body.iter(tag("a:t"), tag("a:fld"))
    )


def _is_empty_placeholder(shape: SlideShape) -> bool:
    """Return whether a shape only waits for content: shows and prints leave it out."""
    if shape.placeholder is None or _has_text(child(shape.node, "txBody")):
        return False
    said = child(shape.node, "spPr")
    return (
        child(shape.node, "style") is None
        and child(said, "solidFill", "gradFill", "blipFill", "pattFill", "ln") is None
    )


# --------------------------------------------------------------------------------------- outlines
def _paths(shape: SlideShape, placement: Placement, board: Board) -> ShapePaths:
    geometry = shape_geometry(shape)
    default = "line" if shape.kind == CONNECTOR else "rect"
    paths = shape_paths(
        default if geometry is None else geometry, placement.width, placement.height
    )
    if paths.unknown:
        board.unpainted.append(f"{shape.name or 'shape'}: unknown shape “{paths.unknown}”")
    return paths


def _at(placement: Placement) -> tuple[float, float]:
    """Return by how much outlines are moved: upright shapes are painted in the slide's own."""
    return (placement.x, placement.y) if placement.upright else (0.0, 0.0)


def _frame(placement: Placement) -> Frame:
    return (*_at(placement), placement.width, placement.height)


def _turned(items: list[Item], placement: Placement) -> list[Item]:
    if placement.upright or not items:
        return items
    return [Group(tuple(items), placement.matrix())]


def _fill(shape: SlideShape, placement: Placement, page: Page) -> Paint | None:
    x, y = _at(placement)
    origin = (placement.x - x, placement.y - y)
    if is_true(shape.node.get("useBgFill")):
        _, _, width, height = page.frame
        return page.look.background((-origin[0], -origin[1], width, height))
    return shape_fill(shape, page.around, _frame(placement), origin, placement.rotation)


def _put_outlines(
    shape: SlideShape, placement: Placement, paths: ShapePaths, page: Page, board: Board
) -> None:
    fill = None if shape.kind == CONNECTOR else _fill(shape, placement, page)
    pen = shape_line(shape, page.around, _frame(placement))
    if fill is None and pen is None:
        return
    x, y = _at(placement)
    items: list[Item] = []
    shadow = shape_shadow(shape, page.around) if fill is not None else None
    if shadow is not None:
        items += shadow_outlines(paths.paths, shadow, pen, (x, y), placement)
    for path in paths.paths:
        items += path_outlines(path, fill, pen, x, y)
    board.items += _turned(items, placement)


# --------------------------------------------------------------------------------------- pictures
def _put_picture(shape: SlideShape, placement: Placement, page: Page, board: Board) -> None:
    x, y = _at(placement)
    node = child(shape.node, "blipFill")
    around, frame = page.around, _frame(placement)
    shown = None if node is None else read_picture_fill(node, frame, around.media, around.scope)
    if shown is None:
        label = f"{shape.name or _PICTURE_NAME}: the picture is not in the file"
        board.unpainted.append(label)
        board.items += light_box(placement, label, page.resources.metrics)
        return
    label = unpainted_label(shown.picture)
    if label:
        board.unpainted.append(f"{shape.name or _PICTURE_NAME}: {label}")
    paths = _paths(shape, placement, board)
    pen = shape_line(shape, page.around, _frame(placement))
    items: list[Item] = []
    shadow = shape_shadow(shape, page.around)
    if shadow is not None:
        items += shadow_outlines(paths.paths, shadow, pen, (x, y), placement)
    behind = _fill(shape, placement, page)
    geometry = shape_geometry(shape)
    is_box = geometry is None or geometry.get("prst") == "rect"
    for path in paths.paths:
        items += path_outlines(path, behind if is_box else shown, None, x, y)
    if is_box:
        items.append(shown)
    for path in paths.paths:
        items += path_outlines(path, None, pen, x, y)
    board.items += _turned(items, placement)


def picture_shape(frame: SlideShape, picture: Node) -> SlideShape:
    """Return the picture that stands for what a frame holds, in the frame's place."""
    return SlideShape(PICTURE, picture, frame.name, frame.part, frame.placement)


# ------------------------------------------------------------------------------------------- text
def text_sources(shape: SlideShape, page: Page) -> TextSources:
    """Return what a shape's text takes after, the weakest first."""
    defaults = page.resources.defaults
    master = page.look.parts[-1].root
    if local_name(master) == "notesMaster":
        style = child(master, "notesStyle")
    else:
        name = shape.placeholder.text_style if shape.placeholder else "otherStyle"
        style = child(child(master, "txStyles"), name)
    # PowerPoint sets plain shapes after the presentation's defaults, not the master's otherStyle.
    styles = (defaults, style) if shape.placeholder else (style, defaults)
    bodies = (parent.body for parent in reversed(shape.parents))
    return TextSources(
        tuple(one for one in styles if one is not None),
        tuple(body for body in bodies if body is not None),
        font_reference(shape),
    )


def _text_box(
    shape: SlideShape, placement: Placement, paths: ShapePaths
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the text in the box that it turns with."""
    own = read_transform(child(shape.node, "txXfrm"))
    drawn = read_transform(child(child(shape.node, "spPr"), "xfrm"))
    if own is not None and drawn is not None:  # in SmartArt text has a place of its own
        left, top = own.x - drawn.x, own.y - drawn.y
        return (left, top, left + own.width, top + own.height)
    left, top, right, bottom = paths.text_box
    if placement.flip_h != placement.flip_v:  # text is never mirrored, its box is
        left, right = placement.width - right, placement.width - left
    return (left, top, right, bottom)


def _text_items(
    shape: SlideShape, placement: Placement, paths: ShapePaths, page: Page
) -> Iterator[Item]:
    node = child(shape.node, "txBody")
    if node is None or not _has_text(node):
        return
    body = text_body(node, page.around.scope, text_sources(shape, page), page.text)
    left, top, right, bottom = _text_box(shape, placement, paths)
    width, height = max(right - left, 0.0), max(bottom - top, 0.0)
    items = page.resources.set_text(body, width, height).items
    if not items:
        return
    properties = child(node, "bodyPr")
    if properties is not None and is_true(properties.get("upright")):
        placement = Placement(placement.x, placement.y, placement.width, placement.height)
    a, b, c, d, e, f = placement.matrix(flipped=False)
    matrix = (a, b, c, d, e + a * left + c * top, f + b * left + d * top)
    yield Group(items, matrix)
