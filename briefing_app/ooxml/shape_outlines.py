"""Outlines of shapes and the pen that draws them: lines, elliptic arcs and Bézier curves.

A drawing knows only lines and cubic curves; the pen turns everything else into these.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, ceil, cos, isfinite, radians, sin, tan, tau

from briefing_app.model.drawing import Segment

Point = tuple[float, float]
_LARGEST = 1e7
"""No point lies farther out, in points: some six thousand slides."""


@dataclass(frozen=True, slots=True)
class ShapePath:
    """One path of a shape, in points of the shape's own box.

    fill: ``norm``, ``none``, or the shape's fill made ``lighten``, ``lightenLess``, ``darken`` or
    ``darkenLess`` (ECMA-376-1, 20.1.10.37); stroked: whether the shape's line is drawn along it.
    """

    segments: tuple[Segment, ...]
    fill: str = "norm"
    stroked: bool = True


@dataclass(frozen=True, slots=True)
class ShapePaths:
    """The outlines of a shape from back to front, and where its text stands.

    text_box: left, top, right, bottom in points of the shape's box; unknown: the name of a preset
    that nobody knows, which stands as its box, else "".
    """

    paths: tuple[ShapePath, ...]
    text_box: tuple[float, float, float, float]
    unknown: str = ""


def _bounded(value: float) -> float:
    if not isfinite(value):
        return 0.0
    return min(max(value, -_LARGEST), _LARGEST)


def ellipse_angle(rx: float, ry: float, degrees: float) -> float:
    """Return the parameter, in radians, of the point of an ellipse seen under an angle.

    Angles of arcs are those of the ray from the centre (ECMA-376-1, 20.1.9.3); whole turns stay.
    """
    turns, rest = divmod(radians(degrees), tau)
    return turns * tau + atan2(rx * sin(rest), ry * cos(rest)) % tau


class ShapePen:
    """Draws one path; lengths are multiplied by the scale on their way into the segments."""

    __slots__ = ("_scale", "_segments", "_start", "fill", "stroked", "x", "y")

    def __init__(
        self, fill: str = "norm", scale: tuple[float, float] = (1.0, 1.0), *, stroked: bool = True
    ) -> None:
        self._scale = scale
        self._segments: list[Segment] = []
        self._start: Point = (0.0, 0.0)
        self.fill = fill
        self.stroked = stroked
        self.x = self.y = 0.0

    def _add(self, letter: str, *numbers: float) -> None:
        sx, sy = self._scale
        placed = tuple(
            _bounded(number * (sy if index % 2 else sx)) for index, number in enumerate(numbers)
        )
        self._segments.append((letter, placed))
        if numbers:
            self.x, self.y = numbers[-2:]

    def move(self, x: float, y: float) -> ShapePen:
        """Begin a new stretch."""
        self._add("M", x, y)
        self._start = (x, y)
        return self

    def line(self, *points: Point) -> ShapePen:
        """Draw straight lines through the points."""
        for x, y in points:
            self._add("L", x, y)
        return self

    def cubic(self, *numbers: float) -> ShapePen:
        """Draw one cubic curve after the other: six numbers each."""
        for index in range(0, len(numbers) - 5, 6):
            self._add("C", *numbers[index : index + 6])
        return self

    def quad(self, x1: float, y1: float, x: float, y: float) -> ShapePen:
        """Draw a quadratic curve, raised to a cubic one."""
        x0, y0 = self.x, self.y
        self._add(
            "C", x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3,
            x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y,
        )  # fmt: skip
        return self

    def arc(self, rx: float, ry: float, start: float, swing: float) -> ShapePen:
        """Draw an elliptic arc from where the pen is; degrees, clockwise where swing > 0."""
        swing = min(max(swing, -360.0), 360.0)
        if not swing or (not rx and not ry):
            return self
        first = ellipse_angle(rx, ry, start) if rx and ry else radians(start)
        last = ellipse_angle(rx, ry, start + swing) if rx and ry else radians(start + swing)
        count = max(1, ceil(abs(last - first) / (tau / 4) - 1e-9))
        step = (last - first) / count
        reach = 4 / 3 * tan(step / 4)
        cx, cy = self.x - rx * cos(first), self.y - ry * sin(first)
        for index in range(count):
            one, two = first + index * step, first + (index + 1) * step
            self._add(
                "C",
                cx + rx * (cos(one) - reach * sin(one)), cy + ry * (sin(one) + reach * cos(one)),
                cx + rx * (cos(two) + reach * sin(two)), cy + ry * (sin(two) - reach * cos(two)),
                cx + rx * cos(two), cy + ry * sin(two),
            )  # fmt: skip
        return self

    def close(self) -> ShapePen:
        """Close the stretch."""
        if self._segments and self._segments[-1][0] != "Z":
            self._segments.append(("Z", ()))
            self.x, self.y = self._start
        return self

    def polygon(self, *points: Point) -> ShapePen:
        """Draw a closed polygon."""
        return self.move(*points[0]).line(*points[1:]).close()

    def ellipse(self, cx: float, cy: float, rx: float, ry: float) -> ShapePen:
        """Draw a whole ellipse, from its left."""
        return self.move(cx - rx, cy).arc(rx, ry, 180, 360).close()

    def path(self) -> ShapePath:
        """Return what was drawn."""
        return ShapePath(tuple(self._segments), self.fill, self.stroked)
