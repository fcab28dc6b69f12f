"""Where the labels of slices stand: within their slice where they fit, else around the circle.

All lengths in points; angles in degrees, clockwise from the top. Labels around the circle stand
to the right of its right half and to the left of its left half, moved up and down as little as
can be so that none touches another; their sides clear the circle at the height where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, fsum, hypot, radians, sin, sqrt

from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height, spread
from briefing_app.charts.plot_area import EDGE_PT

_AWAY_PT = 6.0
"""From the circle to a label around it."""
_THINNEST = 1e-4
"""Degrees of a slice that is taken for one."""
_WITHIN_PT = 4.0
"""Air around a label within its slice."""
_WITHIN_AT = (0.5, 0.62)
"""Shares of the radius where the middle of a label within is tried."""
_APART_PT = 2.0
"""Between two labels around the circle."""
_NOT_FAR = 16.0
"""How far labels of two lines may move; beyond, name and value share a line."""
BETWEEN = "  "
"""Between a name and a value on one line."""
_MOST_LINES = 3
_WIDEST = 0.28
"""Share of the width that the radius takes when there are labels around."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice. index: of its category; start, sweep: in degrees."""

    index: int
    start: float
    sweep: float

    @property
    def middle(self) -> float:
        """Return the angle of its middle."""
        return self.start + self.sweep / 2

    def at(self, radius: float) -> tuple[float, float]:
        """Return the point on its middle at a radius, from the middle of the circle."""
        return radius * sin(radians(self.middle)), -radius * cos(radians(self.middle))


@dataclass(frozen=True, slots=True)
class SliceLabel:
    """A label: the lines of its name, whether the value stands behind it, and its box.

    x, y: the middle of the box, from the middle of the circle, to the right and down; cut: the
    name is shortened.
    """

    slice: Slice
    name: tuple[str, ...]
    one_line: bool
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0
    within: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A circle and its labels. left_out: how many slices have none."""

    radius: float
    size_pt: float
    labels: tuple[SliceLabel, ...]
    left_out: int = 0


def slices_of(values: Sequence[float | None]) -> tuple[Slice, ...]:
    """Return the slices that can be seen.

    LibreOffice takes one of next to nothing for the whole circle and labels it elsewhere.
    """
    total = fsum(v for v in values if v)
    slices, start = [], 0.0
    for n, value in enumerate(values):
        sweep = (value or 0.0) / total * 360.0
        if sweep >= _THINNEST:
            slices.append(Slice(n, start, sweep))
        start += sweep
    return tuple(slices)


def plan_round(
    frame: Frame, slices: Sequence[Slice], texts: Sequence[str], *, ring: bool
) -> RoundPlan:
    """Return the circle and its labels. texts: the values as printed, one for each category.

    Name and value stand under each other where no label has to move far, else on one line; then
    all are set smaller, and the smallest slices go without last.
    """
    half = min(frame.width, frame.height) / 2 - EDGE_PT
    radius = max(min(half - 2 * line_height(frame.label_pt), frame.width * _WIDEST), half * 0.3)
    sizes = _sizes(frame)
    for size in sizes:
        manner = _Manner(frame, texts, size, radius, ring=ring)
        for way, far in ((manner, _NOT_FAR), (replace(manner, one_line=True), 1e9), (manner, 1e9)):
            labels = _plan(way, slices, far)
            if labels is not None:
                return RoundPlan(radius, size, labels)
    last = _Manner(frame, texts, sizes[-1], radius, ring=ring, one_line=True, cut=True)
    largest = sorted(slices, key=lambda each: -each.sweep)
    low, high = 0, len(slices)  # how many of the largest slices have room for their labels
    found = RoundPlan(radius, sizes[-1], (), len(slices))
    while low < high:
        count = (low + high + 1) // 2
        labels = _plan(last, sorted(largest[:count], key=lambda each: each.start), 1e9)
        if labels is None:
            high = count - 1
        else:
            low, found = count, RoundPlan(radius, sizes[-1], labels, len(slices) - count)
    return found


def _sizes(frame: Frame) -> list[float]:
    most, least = frame.sizes
    sizes = [most - n for n in range(int(most - least) + 1)]
    return sizes if sizes[-1] == least else [*sizes, least]


@dataclass(frozen=True, slots=True)
class _Manner:
    """How labels are set. one_line: the value behind the name; cut: names may be shortened."""

    frame: Frame
    texts: Sequence[str]
    size: float
    radius: float
    ring: bool
    one_line: bool = False
    cut: bool = False

    @property
    def room(self) -> float:
        """Return the width that a label around the circle may take."""
        return self.frame.width / 2 - self.radius - _AWAY_PT - EDGE_PT


def _plan(manner: _Manner, slices: Sequence[Slice], far: float) -> tuple[SliceLabel, ...] | None:
    """Return a label for each slice, None where they do not fit or one moves too far."""
    labels = []
    under = replace(manner, one_line=False, cut=False)
    for each in slices:
        inside = None
        if not manner.ring:
            whole = _sized(under, each, manner.radius)
            inside = _within(whole, manner.radius) if whole else None
        label = inside or _sized(manner, each, manner.room)
        if label is None:
            return None
        labels.append(label)
    return _around(labels, manner.radius, manner.frame.height, far)


def _sized(manner: _Manner, slice_: Slice, room: float) -> SliceLabel | None:
    """Return a label without a place, None where it does not fit into the room."""
    ruler, size, shown = manner.frame.ruler, manner.size, manner.texts[slice_.index]
    name = manner.frame.spec.categories[slice_.index]
    number, line = ruler.number_width(shown, size), line_height(size)
    if number > room:
        return None
    if not name.strip():
        return SliceLabel(slice_, (), True, number, line)
    if manner.one_line:
        return _beside(manner, slice_, name, number)
    if not ruler.words_fit(name, size, room):
        return None
    lines = ruler.lines(name, size, room)
    if len(lines) > _MOST_LINES:
        return None
    width = max(ruler.widest(lines, size), number)
    return SliceLabel(slice_, lines, False, width, line * (len(lines) + 1))


def _beside(manner: _Manner, slice_: Slice, name: str, number: float) -> SliceLabel | None:
    """Return a label whose value stands behind the name; number: the width of the value."""
    ruler, size = manner.frame.ruler, manner.size
    blank = ruler.width(f"0{BETWEEN}0", size) - ruler.width("00", size)
    for_name = manner.room - number - blank
    shown = ruler.shortened(name, size, for_name) if manner.cut else name
    width = ruler.width(shown, size)
    if width > for_name:
        return None
    return SliceLabel(
        slice_, (shown,), True, width + blank + number, line_height(size), cut=shown != name
    )


def _within(label: SliceLabel, radius: float) -> SliceLabel | None:
    """Return a label in the middle of its slice, None where it would stick out."""
    for share in _WITHIN_AT:
        x, y = label.slice.at(radius * share)
        wide, high = label.width / 2 + _WITHIN_PT, label.height / 2 + _WITHIN_PT / 2
        corners = [(x + dx, y + dy) for dx in (-wide, wide) for dy in (-high, high)]
        if all(_is_inside(label.slice, at, radius) for at in corners) and not (
            label.slice.sweep > 180 and abs(x) < wide and abs(y) < high
        ):
            return replace(label, x=x, y=y, within=True)
    return None


def _is_inside(slice_: Slice, at: tuple[float, float], radius: float) -> bool:
    """Return whether a point lies in a slice; a convex one is cut out by its two edges."""
    if hypot(*at) > radius:
        return False
    if slice_.sweep >= 359.0:
        return True
    # How far a point lies clockwise from the first edge, and counterclockwise from the last one.
    first, last = radians(slice_.start), radians(slice_.start + slice_.sweep)
    after = at[0] * cos(first) + at[1] * sin(first) > 0
    before = at[0] * cos(last) + at[1] * sin(last) < 0
    return (after and before) if slice_.sweep <= 180 else (after or before)


def _around(
    labels: Sequence[SliceLabel], radius: float, height: float, far: float
) -> tuple[SliceLabel, ...] | None:
    """Return labels with their places, None where those of one side are too many."""
    placed = [each for each in labels if each.within]
    for right in (True, False):
        side = [
            each for each in labels if not each.within and (each.slice.middle % 360 < 180) == right
        ]
        heights = [each.height + _APART_PT for each in side]
        if sum(heights) > height - 2 * EDGE_PT:
            return None
        wanted = [_height_beside(each, radius) for each in side]
        middles = spread(wanted, heights, EDGE_PT - height / 2, height / 2 - EDGE_PT)
        if any(abs(one - other) > far for one, other in zip(wanted, middles, strict=True)):
            return None
        for each, y in zip(side, middles, strict=True):
            x = _edge(each, y, radius) + each.width / 2
            placed.append(replace(each, x=x if right else -x, y=y))
    return tuple(sorted(placed, key=lambda each: each.slice.index))


def _height_beside(label: SliceLabel, radius: float) -> float:
    """Return where the middle of a label wants to be: level with its slice, or over it."""
    _, y = label.slice.at(radius + _AWAY_PT)
    return y - cos(radians(label.slice.middle)) * label.height / 2


def _edge(label: SliceLabel, y: float, radius: float) -> float:
    """Return how far from the middle the near edge of a label at a height stands."""
    clear = radius + _AWAY_PT / 2
    nearest = max(0.0, abs(y) - label.height / 2)
    beside = sqrt(max(0.0, clear**2 - nearest**2)) + _AWAY_PT / 2 if nearest < clear else 0.0
    return max(beside, abs(label.slice.at(radius)[0]), 2.0)
