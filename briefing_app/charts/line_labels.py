"""Where the labels of lines stand so that they lie on no line and on no other label.

All lengths in points from the upper left corner of the axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.plot_area import EDGE_PT, PlotArea

LABEL_GAP_PT = 5.0
"""From a point to the near edge of its label."""
_BESIDE_PT = 8.5
"""How far a label beside its point moves up or down to clear a steep line."""

_Point = tuple[float, float]
_Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where a label stands: a position that PowerPoint knows, and how far it moves down."""

    position: str
    down: float = 0.0


_ABOVE, _BELOW, _RIGHT, _LEFT = Side("t"), Side("b"), Side("r"), Side("l")
_UPPER_RIGHT, _LOWER_RIGHT = Side("r", -_BESIDE_PT), Side("r", _BESIDE_PT)
_UPPER_LEFT, _LOWER_LEFT = Side("l", -_BESIDE_PT), Side("l", _BESIDE_PT)
_ON_TOP = (_ABOVE, _UPPER_LEFT, _UPPER_RIGHT, _BELOW, _LOWER_RIGHT, _LOWER_LEFT, _RIGHT, _LEFT)
_UNDER = (_BELOW, _LOWER_RIGHT, _LOWER_LEFT, _ABOVE, _UPPER_LEFT, _UPPER_RIGHT, _RIGHT, _LEFT)


def clear_sides(
    frame: Frame,
    area: PlotArea,
    *,
    named: bool,
    filled: bool = False,
    others: Sequence[_Rect] = (),
) -> list[list[Side | None]]:
    """Return for each point on which side its label stands; [] when one is clear on none.

    named: the last point's label is its name and value to the right, and needs no side; filled:
    there is an area under the line, so that a label had better stand on top; others: boxes that
    are taken, each by its left, top, right and bottom.
    """
    segments = _segments(frame, area)
    taken = list(others)
    sides: list[list[Side | None]] = []
    for row, texts in zip(frame.values, frame.value_texts, strict=True):
        chosen: list[Side | None] = []
        for n, value in enumerate(row):
            if value is None or (named and n + 1 == len(row)):
                chosen.append(None)
                continue
            width = frame.ruler.number_width(texts[n], area.label_pt) + 2.0
            at = area.point(n, value)
            for side in _ON_TOP if filled else _preferred(row, n):
                rect = _label_box(at, side, width, area.label_pt)
                if _is_clear(rect, taken, segments, area):
                    taken.append(rect)
                    chosen.append(side)
                    break
            else:
                return []
        sides.append(chosen)
    return sides


def free_of_lines(frame: Frame, area: PlotArea, rect: _Rect) -> bool:
    """Return whether no line enters a box (left, top, right, bottom) and no point lies in it."""
    left, top, right, bottom = rect
    points = (area.point(n, v) for row in frame.values for n, v in enumerate(row) if v is not None)
    if any(left < x < right and top < y < bottom for x, y in points):
        return False
    return not any(_crosses(rect, one, other) for one, other in _segments(frame, area))


def ends_clear(
    frame: Frame, area: PlotArea, ends: Sequence[int], sizes: Sequence[tuple[float, float]]
) -> bool:
    """Return whether names to the right of lines that end early lie on nothing.

    ends: the last category of each line; sizes: width and height of each name.
    """
    early = [n for n, end in enumerate(ends) if end < len(frame.spec.categories) - 1]
    segments = _segments(frame, area)
    taken: list[_Rect] = []
    for n in early:
        x, y = area.point(ends[n], frame.values[n][ends[n]] or 0.0)
        width, height = sizes[n]
        left = x + LABEL_GAP_PT
        rect = (left, y - height / 2, left + width, y + height / 2)
        if not _is_clear(rect, taken, segments, area):
            return False
        taken.append(rect)
    return True


def _segments(frame: Frame, area: PlotArea) -> list[tuple[_Point, _Point]]:
    """Return the pieces of all lines; a missing value leaves a gap."""
    pieces = []
    for row in frame.values:
        points = [None if v is None else area.point(n, v) for n, v in enumerate(row)]
        pieces += [(a, b) for a, b in pairwise(points) if a and b]
    return pieces


def _preferred(row: Row, n: int) -> tuple[Side, ...]:
    """Return sides in order: on top, in a valley under the point, then the other ones."""
    value = row[n] or 0.0
    before = row[n - 1] if n else None
    after = row[n + 1] if n + 1 < len(row) else None
    valley = before is not None and after is not None and before > value < after
    return _UNDER if valley else _ON_TOP


def _label_box(at: _Point, side: Side, width: float, height: float) -> _Rect:
    x, y = at[0], at[1] + side.down
    left = {"r": x + LABEL_GAP_PT, "l": x - LABEL_GAP_PT - width}.get(side.position, x - width / 2)
    top = {"t": y - LABEL_GAP_PT - height, "b": y + LABEL_GAP_PT}.get(side.position, y - height / 2)
    return left, top, left + width, top + height


def _is_clear(
    rect: _Rect,
    taken: Sequence[_Rect],
    segments: Sequence[tuple[_Point, _Point]],
    area: PlotArea,
) -> bool:
    left, top, right, bottom = rect
    if left < -EDGE_PT or right > area.inner.width + EDGE_PT:
        return False
    if top < min(-EDGE_PT, EDGE_PT - area.inner.top) or bottom > area.inner.height:
        return False
    if area.base_line and top < (zero := area.scale.high * area.unit) < bottom:
        return zero >= area.inner.height
    if any(left < r and l < right and top < b and t < bottom for l, t, r, b in taken):  # noqa: E741
        return False
    return not any(_crosses(rect, one, other) for one, other in segments)


def _crosses(rect: _Rect, one: _Point, other: _Point) -> bool:
    """Return whether a piece of line that runs to the right enters a rectangle."""
    left, top, right, bottom = rect
    (x1, y1), (x2, y2) = one, other
    if x2 < left or right < x1:
        return False
    start, end = max(left, x1), min(right, x2)
    slope = (y2 - y1) / (x2 - x1)
    at_start, at_end = y1 + (start - x1) * slope, y1 + (end - x1) * slope
    return max(at_start, at_end) > top and min(at_start, at_end) < bottom
