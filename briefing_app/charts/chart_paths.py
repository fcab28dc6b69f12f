"""Rectangles and paths of charts, in points of the slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, pi, sin, tan

from briefing_app.model.drawing import Outline, Paint, Segment, Stroke
from briefing_app.model.quick_values import quick

XY = tuple[float, float]


@quick
class Rect:
    """A rectangle by its upper left corner; width and height are never negative."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> XY:
        """Return the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return x, y, width, height."""
        return self.x, self.y, self.width, self.height

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """Return the rectangle less a margin at each side; nothing is left rather than negative."""
        width, height = self.width - left - right, self.height - top - bottom
        return Rect(self.x + left, self.y + top, max(width, 0.0), max(height, 0.0))


def spanned(x1: float, y1: float, x2: float, y2: float) -> Rect:
    """Return the rectangle between two opposite corners."""
    return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def rectangle(rect: Rect) -> tuple[Segment, ...]:
    """Return the path around a rectangle."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        ("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ()),
    )  # fmt: skip


def polygon(points: Sequence[XY]) -> tuple[Segment, ...]:
    """Return a closed path through points."""
    return (*polyline(points), ("Z", ())) if points else ()


def polyline(points: Sequence[XY]) -> tuple[Segment, ...]:
    """Return an open path through points."""
    return tuple(("L" if n else "M", point) for n, point in enumerate(points))


def smooth_line(points: Sequence[XY]) -> tuple[Segment, ...]:
    """Return a curve through points: each tangent runs along the chord of its neighbours."""
    if len(points) < 3:
        return polyline(points)
    padded = [points[0], *points, points[-1]]
    path: list[Segment] = [("M", points[0])]
    for n, (start, end) in enumerate(pairwise(points)):
        before, after = padded[n], padded[n + 3]
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        path.append(("C", (*first, *second, *end)))
    return tuple(path)


def straight(x1: float, y1: float, x2: float, y2: float) -> tuple[Segment, ...]:
    """Return the path from one point to another."""
    return ("M", (x1, y1)), ("L", (x2, y2))


def arc(centre: XY, radius: float, start: float, sweep: float) -> Iterator[Segment]:
    """Yield curves along a circle, clockwise from the top; angles in degrees.

    The pen must stand at the beginning. Quarters at most: errors stay under 0.03 % of the radius.
    """
    pieces = max(1, ceil(abs(sweep) / 90 - 1e-9))
    step = sweep / pieces * pi / 180
    reach = 4 / 3 * tan(step / 4) * radius
    angle = (start - 90) * pi / 180
    cx, cy = centre
    for _ in range(pieces):
        x1, y1 = cx + radius * cos(angle), cy + radius * sin(angle)
        after = angle + step
        x2, y2 = cx + radius * cos(after), cy + radius * sin(after)
        yield (
            "C",
            (
                x1 - reach * sin(angle),
                y1 + reach * cos(angle),
                x2 + reach * sin(after),
                y2 - reach * cos(after),
                x2,
                y2,
            ),
        )
        angle = after


def on_circle(centre: XY, radius: float, degrees: float) -> XY:
    """Return the point on a circle, clockwise from the top."""
    angle = (degrees - 90) * pi / 180
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def circle(centre: XY, radius: float) -> tuple[Segment, ...]:
    """Return the path around a circle."""
    return ("M", on_circle(centre, radius, 0)), *arc(centre, radius, 0, 360), ("Z", ())


def wedge(
    centre: XY, outer: float, inner: float, start: float, sweep: float
) -> tuple[Segment, ...]:
    """Return a slice of a pie, or of a ring where there is an inner radius."""
    if abs(sweep) >= 360 - 1e-6 and inner <= 0:
        return circle(centre, outer)
    path: list[Segment] = [("M", on_circle(centre, outer, start))]
    path += arc(centre, outer, start, sweep)
    if inner > 0:
        path.append(("L", on_circle(centre, inner, start + sweep)))
        path += arc(centre, inner, start + sweep, -sweep)
    else:
        path.append(("L", centre))
    return (*path, ("Z", ()))


def painted(
    segments: Iterable[Segment], fill: Paint | None, stroke: Stroke | None
) -> tuple[Outline, ...]:
    """Return the outline, or nothing when it would not show."""
    path = tuple(segments)
    return (Outline(path, fill, stroke),) if path and (fill or stroke) else ()
