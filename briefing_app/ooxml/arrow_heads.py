"""Ends of lines: what an a:headEnd or a:tailEnd draws (ECMA-376-1, 20.1.8.38, 20.1.8.57)."""

from __future__ import annotations

from math import hypot

from briefing_app.model.drawing import Segment
from briefing_app.ooxml.shape_outlines import Point, ShapePen

_SIZES = {"sm": 2.0, "med": 3.0, "lg": 5.0}
"""Width or length in widths of the line."""
_OPEN_SIZES = {"sm": 2.5, "med": 3.5, "lg": 5.5}
_THINNEST_PT = 2.0
"""Thinner lines get the head of a line this wide, as PowerPoint draws them."""
_OPEN_CUT = 0.5


def _corners(kind: str, length: float, half: float) -> tuple[Point, ...]:
    """Return the corners of a head whose tip is at 0, 0 and which lies towards positive x."""
    if kind == "stealth":
        return ((0, 0), (length, half), (length * 0.6, 0), (length, -half))
    if kind == "diamond":
        return ((-length / 2, 0), (0, half), (length / 2, 0), (0, -half))
    return ((0, 0), (length, half), (length, -half))


def _cut_back(kind: str, length: float, line: float) -> float:
    """Return by how much the line ends before the tip, so that it does not show beyond it."""
    if kind == "triangle":
        return length - min(line, length) * 0.1
    if kind == "stealth":
        return length * 0.6
    return 0.0


def _placed(points: tuple[Point, ...], tip: Point, direction: Point) -> tuple[Point, ...]:
    far = hypot(*direction) or 1.0
    dx, dy = -direction[0] / far, -direction[1] / far
    return tuple((tip[0] + x * dx - y * dy, tip[1] + x * dy + y * dx) for x, y in points)


def arrow_head(
    kind: str, width: str, length: str, line_width_pt: float, tip: Point, direction: Point
) -> tuple[tuple[Segment, ...], float]:
    """Return the outline of a head and by how many points the line is to be cut back.

    kind: ``triangle``, ``stealth``, ``diamond``, ``oval`` (closed, filled with the line's paint),
    ``arrow`` (open, stroked with the line's own pen) or ``none``; width, length: sm, med or lg;
    direction: the way in which the line reaches the tip, of any length.
    """
    if kind in {"", "none"}:
        return (), 0.0
    line = max(line_width_pt, _THINNEST_PT)
    sizes = _OPEN_SIZES if kind == "arrow" else _SIZES
    far, half = sizes.get(length, sizes["med"]) * line, sizes.get(width, sizes["med"]) * line / 2
    pen = ShapePen()
    if kind == "oval":
        _oval(pen, far / 2, half, tip, direction)
    elif kind == "arrow":
        back, point, front = _placed(((far, half), (0, 0), (far, -half)), tip, direction)
        pen.move(*back).line(point, front)
        return pen.path().segments, line_width_pt * _OPEN_CUT
    else:
        pen.polygon(*_placed(_corners(kind, far, half), tip, direction))
    return pen.path().segments, _cut_back(kind, far, line_width_pt)


def _oval(pen: ShapePen, along: float, across: float, tip: Point, direction: Point) -> None:
    """Draw an ellipse around the tip, its axes along and across the line."""
    reach = 0.5522847498
    quarter = (
        (along, 0), (along, across * reach), (along * reach, across), (0, across),
        (-along * reach, across), (-along, across * reach), (-along, 0),
        (-along, -across * reach), (-along * reach, -across), (0, -across),
        (along * reach, -across), (along, -across * reach), (along, 0),
    )  # fmt: skip
    points = _placed(quarter, tip, direction)
    pen.move(*points[0])
    pen.cubic(*(number for point in points[1:] for number in point)).close()
