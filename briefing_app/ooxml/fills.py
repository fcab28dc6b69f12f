"""Fills of shapes, lines, text and backgrounds (ECMA-376-1, 20.1.8).

A frame is x, y, width and height in points: the box of what is filled, in the coordinates in which
it is painted.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from math import cos, hypot, radians, sin

from briefing_app.model.drawing import (
    Colour,
    Gradient,
    GradientShape,
    Paint,
    Pattern,
    PictureFill,
    Solid,
)
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.picture_changes import blip_changes
from briefing_app.ooxml.pictures import Media, blip_alpha, blip_picture, no_media, picture_size
from briefing_app.ooxml.plain_values import degrees, flag, fraction, points
from briefing_app.ooxml.xml_reader import Node

Frame = tuple[float, float, float, float]
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions, cut away from a rectangle; below 0: added to it."""

_PATHS = {"circle": GradientShape.CIRCLE}
_FILLS = frozenset(
    tag(f"a:{name}")
    for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
) | {tag("p:blipFill")}
_FARTHEST = 100.0


class Inherit(Enum):
    """Nothing is said: what the style, the layout or the master says holds."""

    INHERIT = "inherit"


INHERIT = Inherit.INHERIT


def _edges(node: Node | None) -> Edges:
    if node is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (
        min(max(fraction(node.get(side)), -_FARTHEST), _FARTHEST) for side in "ltrb"
    )
    return left, top, right, bottom


def _inside(frame: Frame, edges: Edges) -> Frame:
    """Return a frame without its edges; width or height are 0 where nothing is left."""
    x, y, width, height = frame
    left, top, right, bottom = edges
    return (
        x + width * left,
        y + height * top,
        max(width * (1 - left - right), 0.0),
        max(height * (1 - top - bottom), 0.0),
    )


def fill_element(properties: Node | None) -> Node | None:
    """Return the element of a fill in ``p:spPr``, ``a:ln``, ``a:rPr``, ``p:bgPr`` or ``a:tcPr``."""
    if properties is None:
        return None
    return next((child for child in properties if child.tag in _FILLS), None)


def read_fill(
    properties: Node | None,
    scope: ColourScope,
    frame: Frame,
    media: Media = no_media,
    *,
    group: Paint | None = None,
    rotation: float = 0.0,
) -> Paint | Inherit | None:
    """Return the fill that an element's properties say.

    None for no fill, INHERIT when nothing is said. group: the fill of the group around, already
    worked out, for ``a:grpFill``; rotation: degrees by which the frame is going to be turned, for
    fills that stay upright (rotWithShape="0").
    """
    node = fill_element(properties)
    if node is None:
        return INHERIT
    if node.tag == tag("a:grpFill"):
        return group
    return paint_of(node, scope, frame, media, rotation=rotation)


def paint_of(
    node: Node, scope: ColourScope, frame: Frame, media: Media = no_media, *, rotation: float = 0.0
) -> Paint | None:
    """Return the paint of one fill element; None for ``a:noFill`` and what cannot be made out."""
    if node.tag == tag("a:solidFill"):
        colour = read_colour(node, scope)
        return None if colour is None else Solid(colour)
    if node.tag == tag("a:gradFill"):
        return _gradient(node, scope, frame, rotation)
    if node.tag == tag("a:pattFill"):
        fore = read_colour(node.find(tag("a:fgClr")), scope) or Colour("000000")
        back = read_colour(node.find(tag("a:bgClr")), scope) or Colour("FFFFFF")
        return Pattern(node.get("prst", "pct50"), fore, back)
    if node.tag in {tag("a:blipFill"), tag("p:blipFill")}:
        return read_picture_fill(node, frame, media, scope)
    return None


# ------------------------------------------------------------------------------------- gradients
def _stops(node: Node, scope: ColourScope) -> tuple[tuple[float, Colour], ...]:
    """Return the stops, rising; those of one place keep the order of the file."""
    found: list[tuple[float, Colour]] = []
    for stop in node.iterfind(f"{tag('a:gsLst')}/{tag('a:gs')}"):
        colour = read_colour(stop, scope)
        if colour is not None:
            found.append((min(max(fraction(stop.get("pos")), 0.0), 1.0), colour))
    return tuple(sorted(found, key=lambda stop: stop[0]))


def _gradient(node: Node, scope: ColourScope, frame: Frame, rotation: float) -> Paint | None:
    stops = _stops(node, scope)
    if not stops:
        return None
    if len(stops) == 1:
        return Solid(stops[0][1])
    upright = rotation if not flag(node.get("rotWithShape"), default=True) else 0.0
    region = _inside(_turned_box(frame, upright), _edges(node.find(tag("a:tileRect"))))
    path = node.find(tag("a:path"))
    if path is not None:
        made = _path_gradient(path, stops, region)
    else:
        made = _linear_gradient(node.find(tag("a:lin")), stops, region)
    return _turned_back(made, frame, upright)


def _turned_box(frame: Frame, rotation: float) -> Frame:
    """Return the upright box around a frame that is turned about its middle."""
    if not rotation:
        return frame
    x, y, width, height = frame
    c, s = abs(cos(radians(rotation))), abs(sin(radians(rotation)))
    wide, high = width * c + height * s, width * s + height * c
    return x + (width - wide) / 2, y + (height - high) / 2, wide, high


def _turned_back(made: Gradient, frame: Frame, rotation: float) -> Gradient:
    if not rotation:
        return made
    mid_x, mid_y = frame[0] + frame[2] / 2, frame[1] + frame[3] / 2
    c, s = cos(radians(-rotation)), sin(radians(-rotation))

    def turned(point: tuple[float, float]) -> tuple[float, float]:
        dx, dy = point[0] - mid_x, point[1] - mid_y
        return mid_x + dx * c - dy * s, mid_y + dx * s + dy * c

    return Gradient(made.shape, made.stops, turned(made.start), turned(made.end))


def _linear_gradient(
    node: Node | None, stops: tuple[tuple[float, Colour], ...], region: Frame
) -> Gradient:
    """Return stops along a line through the middle, as long as the region is in its direction.

    With ``scaled`` the direction is stretched as the region is (20.1.8.41).
    """
    x, y, width, height = region
    angle = radians(0.0 if node is None else degrees(node.get("ang")) % 360)
    dx, dy = cos(angle), sin(angle)
    if node is not None and flag(node.get("scaled")) and width and height:
        dx, dy = dx * width, dy * height
        far = hypot(dx, dy)
        dx, dy = dx / far, dy / far
    half = (abs(width * dx) + abs(height * dy)) / 2
    mid_x, mid_y = x + width / 2, y + height / 2
    start = (mid_x - dx * half, mid_y - dy * half)
    return Gradient(GradientShape.LINEAR, stops, start, (mid_x + dx * half, mid_y + dy * half))


def _path_gradient(node: Node, stops: tuple[tuple[float, Colour], ...], region: Frame) -> Gradient:
    """Return stops from the focus (``a:fillToRect``) to the corner that is farthest from it.

    The first stop fills the whole focus; ``shape`` is painted as ``rect``.
    """
    x, y, width, height = region
    edges = _edges(node.find(tag("a:fillToRect")))
    focus_x = x + width * _middle(edges[0], edges[2])
    focus_y = y + height * _middle(edges[1], edges[3])
    far_x = x if focus_x - x > x + width - focus_x else x + width
    far_y = y if focus_y - y > y + height - focus_y else y + height
    within = max(1 - edges[0] - edges[2], 0.0), max(1 - edges[1] - edges[3], 0.0)
    inner = min(hypot(width * within[0], height * within[1]) / 2, _REACH_MOST)
    reach = hypot(far_x - focus_x, far_y - focus_y)
    start = min(inner / reach, 1.0) if reach else 0.0
    moved = tuple((start + place * (1 - start), colour) for place, colour in stops)
    shape = _PATHS.get(node.get("path", ""), GradientShape.RECTANGLE)
    return Gradient(shape, moved, (focus_x, focus_y), (far_x, far_y))


_REACH_MOST = 1e6


def _middle(before: float, after: float) -> float:
    """Return the middle of what two edges leave, as a fraction, inside the whole."""
    return min(max((before + 1 - after) / 2, 0.0), 1.0)


# -------------------------------------------------------------------------------------- pictures
def read_picture_fill(
    node: Node, frame: Frame, media: Media, scope: ColourScope | None = None
) -> PictureFill | None:
    """Return the picture of an ``a:blipFill`` in a frame; None when there is none.

    Stretched: the frame without ``a:fillRect``; what ``a:srcRect`` cuts away is not shown, and
    where it goes beyond the picture the frame stays empty. Tiled: one copy at the picture's own
    size times the scale, aligned within the frame. scope: for colours that the file changes.
    """
    blip = node.find(tag("a:blip"))
    picture = blip_picture(blip, media)
    if picture is None:
        return None
    if blip is not None and scope is not None:
        picture = replace(picture, changes=blip_changes(blip, scope))
    source = _edges(node.find(tag("a:srcRect")))
    if source[0] + source[2] >= 1 or source[1] + source[3] >= 1:
        source = (0.0, 0.0, 0.0, 0.0)
    cut = _positive(source)
    if cut[0] + cut[2] >= 1 or cut[1] + cut[3] >= 1:
        return None  # nothing of the picture lies within
    alpha = blip_alpha(blip)
    tile = node.find(tag("a:tile"))
    size = None if tile is None else picture_size(picture)
    if tile is not None and size is not None:
        first, flip = _tile(tile, frame, size, cut), tile.get("flip", "")
        flip = flip if flip in _FLIPS else ""
        return PictureFill(picture, first, cut, tiled=True, alpha=alpha, flip=flip)
    target = _inside(frame, _edges(node.find(f"{tag('a:stretch')}/{tag('a:fillRect')}")))
    if not target[2] or not target[3]:
        return None
    return PictureFill(picture, _inside(target, _empty(source)), cut, alpha=alpha)


def _positive(edges: Edges) -> Edges:
    left, top, right, bottom = (max(edge, 0.0) for edge in edges)
    return left, top, right, bottom


def _empty(source: Edges) -> Edges:
    """Return which parts of the frame lie beyond the picture."""
    wide, high = 1 - source[0] - source[2], 1 - source[1] - source[3]
    left, top, right, bottom = (max(-edge, 0.0) for edge in source)
    return left / wide, top / high, right / wide, bottom / high


_FLIPS = frozenset({"x", "y", "xy"})
_COLUMNS = {"l": 0.0, "r": 1.0}
_ROWS = {"t": 0.0, "b": 1.0}
_LEAST_TILE_PT = 0.75


def _tile(node: Node, frame: Frame, size: tuple[float, float], source: Edges) -> Frame:
    """Return the first copy of a tiled picture (20.1.8.58)."""
    wide = abs(size[0] * fraction(node.get("sx"), 1.0) * (1 - source[0] - source[2]))
    high = abs(size[1] * fraction(node.get("sy"), 1.0) * (1 - source[1] - source[3]))
    wide, high = max(wide, _LEAST_TILE_PT), max(high, _LEAST_TILE_PT)
    place = node.get("algn", "tl")
    column = next((_COLUMNS[one] for one in place if one in _COLUMNS and place != "ctr"), 0.5)
    row = next((_ROWS[one] for one in place if one in _ROWS and place != "ctr"), 0.5)
    return (
        frame[0] + (frame[2] - wide) * column + points(node.get("tx")),
        frame[1] + (frame[3] - high) * row + points(node.get("ty")),
        wide,
        high,
    )
