"""Paths of a shape as outlines: filled, shaded, stroked, with heads and a shadow beneath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, radians, sin

from briefing_app.model.drawing import (
    Colour,
    Gradient,
    Outline,
    Paint,
    Pattern,
    Segment,
    Solid,
    Stroke,
)
from briefing_app.ooxml.line_ends import LineEnd, with_ends
from briefing_app.ooxml.line_styles import PenStyle
from briefing_app.ooxml.shape_outlines import ShapePath
from briefing_app.ooxml.shape_placement import Placement
from briefing_app.ooxml.theme_formats import Shadow

# 20.1.10.37 ST_PathFillMode: towards white or black, by how much.
_SHADES = {"lighten": (255, 0.4), "lightenLess": (255, 0.2), "darken": (0, 0.4),
           "darkenLess": (0, 0.2)}  # fmt: skip


def moved(segments: tuple[Segment, ...], dx: float, dy: float) -> tuple[Segment, ...]:
    """Return segments moved to the right and down."""
    if not dx and not dy:
        return segments
    return tuple(
        (command, tuple(v + (dy if n % 2 else dx) for n, v in enumerate(numbers)))
        for command, numbers in segments
    )


def _shaded_colour(colour: Colour, goal: int, share: float) -> Colour:
    channels = (int(colour.rgb[at : at + 2], 16) for at in (0, 2, 4))
    mixed = (round(channel + (goal - channel) * share) for channel in channels)
    return replace(colour, rgb="".join(f"{channel:02X}" for channel in mixed))


def shaded(paint: Paint | None, mode: str) -> Paint | None:
    """Return a fill as a path shows it that is lighter or darker than the others of its shape."""
    if mode not in _SHADES or paint is None:
        return None if mode == "none" else paint
    goal, share = _SHADES[mode]
    if isinstance(paint, Solid):
        return Solid(_shaded_colour(paint.colour, goal, share))
    if isinstance(paint, Gradient):
        stops = tuple((at, _shaded_colour(colour, goal, share)) for at, colour in paint.stops)
        return replace(paint, stops=stops)
    if isinstance(paint, Pattern):
        return replace(
            paint,
            fore=_shaded_colour(paint.fore, goal, share),
            back=_shaded_colour(paint.back, goal, share),
        )
    return paint


def _end(pen: PenStyle, *, head: bool) -> LineEnd | None:
    end = pen.head if head else pen.tail
    return None if end.kind in {"", "none"} else (end.kind, end.width, end.length)


def _is_open(segments: tuple[Segment, ...]) -> bool:
    return bool(segments) and segments[-1][0] != "Z"


def path_outlines(
    path: ShapePath, fill: Paint | None, pen: PenStyle | None, dx: float, dy: float
) -> Iterator[Outline]:
    """Yield the outlines of one path of a shape, moved to where the shape stands."""
    segments = moved(path.segments, dx, dy)
    paint = shaded(fill, path.fill)
    stroke = pen.stroke if pen is not None and path.stroked else None
    if pen is None or stroke is None or not _is_open(segments):
        if paint is not None or stroke is not None:
            yield Outline(segments, paint, stroke)
        return
    head, tail = _end(pen, head=True), _end(pen, head=False)
    if head is None and tail is None:
        yield Outline(segments, paint, stroke)
        return
    if paint is not None:
        yield Outline(segments, paint)
    line, ends = with_ends(segments, stroke.width, head, tail)
    yield Outline(line, None, stroke)
    for is_filled, outline in ends:
        if is_filled:
            yield Outline(outline, stroke.paint)
        else:
            yield Outline(outline, None, replace(stroke, dash=()))


def shadow_outlines(
    paths: tuple[ShapePath, ...],
    shadow: Shadow,
    pen: PenStyle | None,
    at: tuple[float, float],
    placement: Placement,
) -> Iterator[Outline]:
    """Yield the shadow of a filled shape and its line: the same outlines, moved, in one colour.

    A blur is two sharp shadows, the larger one fainter. at: where the outlines are moved;
    placement: how they are going to be flipped and turned. No shadow is flipped with its shape,
    and one that does not turn with it falls in the same direction whatever the shape does.
    """
    angle = radians(shadow.direction - (0.0 if shadow.turns else placement.rotation))
    dx = at[0] + shadow.distance * cos(angle) * (-1 if placement.flip_h else 1)
    dy = at[1] + shadow.distance * sin(angle) * (-1 if placement.flip_v else 1)
    line = 0.0 if pen is None else pen.stroke.width
    layers = ((line, 1.0),) if shadow.blur <= 1.0 else ((line + shadow.blur, 0.3), (line, 0.4))
    filled = [moved(path.segments, dx, dy) for path in paths if path.fill != "none"]
    for width, share in layers:
        paint = Solid(replace(shadow.colour, alpha=shadow.colour.alpha * share))
        for segments in filled:
            yield Outline(segments, paint, Stroke(paint, width) if width else None)
