"""Segments of stacks and slices of rings: how large they are in the file, and which carry labels.

A segment's place follows from the file alone: the inner plot area, the ends of the axes, the width
of the gaps and the values (as PowerPoint and LibreOffice draw them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import atan2, cos, hypot, pi, sin

from lxml import etree

from tests.deck.label_measure import CHART_SPACES as NS
from tests.deck.label_measure import Box, Label, numbers_of, val

AIR = 1.2
"""A segment has room for a label when it is so many times as wide and as high."""
_STEPS = 24


@dataclass(frozen=True)
class Segment:
    """A part of a stack, or a slice. series, point: its place among the values of its chart."""

    series: int
    point: int
    value: float
    share: float
    box: Box
    slice: Slice | None = None

    def has_room(self, width: float, height: float) -> bool:
        """Return whether a box of this size in points, with air around it, is inside."""
        wide, high = width * AIR, height * AIR
        if self.slice is not None:
            return self.slice.has_room(wide, high)
        return self.box.right - self.box.left >= wide and self.box.bottom - self.box.top >= high

    def shows(self, labels: Sequence[Label]) -> bool:
        """Return whether a label stands in it; a slice may have its label beside it."""
        if self.slice is None:
            return any(self.box.holds(_around(label)) for label in labels)
        return any(label.point == self.point for label in labels)


@dataclass(frozen=True)
class Slice:
    """A slice of a pie or ring. start, end: clockwise from the top, in radians."""

    x: float
    y: float
    hole: float
    radius: float
    start: float
    end: float

    def has(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        right, up = x - self.x, self.y - y
        turn = (atan2(right, up) - self.start) % (2 * pi)
        return self.hole <= hypot(right, up) <= self.radius and turn <= self.end - self.start

    def has_room(self, wide: float, high: float) -> bool:
        """Return whether a box fits somewhere along the line in its middle."""
        middle = (self.start + self.end) / 2
        for step in range(1, _STEPS):
            reach = self.hole + (self.radius - self.hole) * step / _STEPS
            x, y = self.x + reach * sin(middle), self.y - reach * cos(middle)
            sides = [(x + wide * i / 4, y + high * j / 4) for i in _FIVE for j in _FIVE]
            if all(self.has(*corner) for corner in sides):
                return True
        return False


_FIVE = (-2, -1, 0, 1, 2)


def _around(label: Label) -> Box:
    boxes = [word.box for word in label.words]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def plot_area(chart: etree._Element, frame: Box) -> Box:
    """Return the rectangle of the axes on the page."""
    layout = "c:chart/c:plotArea/c:layout/c:manualLayout/c:"
    x, y, w, h = (float(val(chart, f"{layout}{side}", "0")) for side in "xywh")
    wide, high = frame.right - frame.left, frame.bottom - frame.top
    left, top = frame.left + x * wide, frame.top + y * high
    return Box(left, top, left + w * wide, top + h * high)


def segments(chart: etree._Element, frame: Box, widths: Sequence[float] = ()) -> list[Segment]:
    """Return the painted segments of all stacks, and the slices, of a chart part.

    widths: of the columns of a Marimekko, which are many thin bars in the file.
    """
    area = plot_area(chart, frame)
    found: list[Segment] = []
    for group in chart.iterfind(".//c:barChart", NS):
        if val(group, "c:grouping") in ("stacked", "percentStacked"):
            made = _merged(_stacked(chart, group, area))
            found += _cut(made, area, widths) if widths else made
    for group in (*chart.iterfind(".//c:pieChart", NS), *chart.iterfind(".//c:doughnutChart", NS)):
        found += _slices(group, area)
    return found


# --- stacks -----------------------------------------------------------------------------------


def _stacked(chart: etree._Element, group: etree._Element, area: Box) -> Iterator[list[Segment]]:
    """Yield the segments of each series."""
    rows = [numbers_of(series) for series in group.findall("c:ser", NS)]
    points = 1 + max((idx for row in rows for idx in row), default=-1)
    full = val(group, "c:grouping") == "percentStacked"
    sums = [sum(abs(row.get(n, 0.0)) for row in rows) or 1.0 for n in range(points)]
    place = _Places(chart, group, area, _count(group, points))
    above, below = [0.0] * points, [0.0] * points
    for number, (series, row) in enumerate(zip(group.findall("c:ser", NS), rows, strict=True)):
        made = []
        for n, value in sorted(row.items()):
            size = value / sums[n] if full else value
            base = above if size >= 0 else below
            ends = (base[n], base[n] + size)
            base[n] += size
            if _painted(series):
                box = place.box(n, *ends)
                made.append(Segment(number, n, value, abs(value) / sums[n], box))
        yield made


def _count(group: etree._Element, points: int) -> int:
    counts = [int(val(cat, ".//c:ptCount", "0")) for cat in group.iterfind("c:ser/c:cat", NS)]
    return max([points, *counts])


def _painted(series: etree._Element) -> bool:
    shape = series.find("c:spPr", NS)
    return shape is None or shape.find("a:noFill", NS) is None


class _Places:
    """Where a slot and a value are on the page."""

    def __init__(self, chart: etree._Element, group: etree._Element, area: Box, count: int) -> None:
        self.area, self.count = area, max(count, 1)
        self.lying = val(group, "c:barDir") == "bar"
        self.gap = float(val(group, "c:gapWidth", "150")) / 100
        ids = [node.get("val") for node in group.findall("c:axId", NS)]
        axes = [
            node for node in chart.iterfind("c:chart/c:plotArea/*", NS)
            if val(node, "c:axId") in ids and node.find("c:scaling", NS) is not None
        ]  # fmt: skip
        self.turned = any(
            val(axis, "c:scaling/c:orientation") == "maxMin"
            for axis in axes
            if not axis.tag.endswith("valAx")
        )
        (scale,) = [axis for axis in axes if axis.tag.endswith("valAx")]
        self.mirrored = val(scale, "c:scaling/c:orientation") == "maxMin"
        self.low = float(val(scale, "c:scaling/c:min", "0"))
        self.high = float(val(scale, "c:scaling/c:max", "1"))

    def box(self, slot: int, start: float, end: float) -> Box:
        """Return the box of a bar from one value to another."""
        area = self.area
        long = area.bottom - area.top if self.lying else area.right - area.left
        pitch = long / self.count
        place = self.count - 1 - slot if self.lying and not self.turned else slot
        middle, half = (place + 0.5) * pitch, pitch / (1 + self.gap) / 2
        one, other = sorted((self._along(start), self._along(end)))
        if self.lying:
            return Box(one, area.top + middle - half, other, area.top + middle + half)
        return Box(area.left + middle - half, one, area.left + middle + half, other)

    def _along(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        share = min(max(share, 0.0), 1.0)
        share = 1 - share if self.mirrored else share
        area = self.area
        if self.lying:
            return area.left + share * (area.right - area.left)
        return area.bottom - share * (area.bottom - area.top)


def _merged(rows: Iterator[list[Segment]]) -> list[Segment]:
    """Join slices that touch and are alike: the columns of a Marimekko are many thin bars."""
    joined: list[Segment] = []
    for row in rows:
        run: list[Segment] = []
        for one, other in pairwise([*row, None]):
            assert one is not None
            run.append(one)
            if other is None or not _continues(one, other):
                first, last = run[0].box, run[-1].box
                box = Box(first.left, first.top, last.right, last.bottom)
                joined.append(Segment(one.series, run[0].point, one.value, one.share, box))
                run = []
    return joined


def _cut(made: Sequence[Segment], area: Box, widths: Sequence[float]) -> Iterator[Segment]:
    """Yield segments that reach over several columns of equal parts as one for each of them."""
    whole = sum(widths)
    ends = [area.left + (area.right - area.left) * end / whole for end in accumulate(widths)]
    for one in made:
        inner = [x for x in ends if one.box.left < x < one.box.right]
        for left, right in pairwise([one.box.left, *inner, one.box.right]):
            column = sum(x < (left + right) / 2 for x in ends)
            yield replace(one, point=column, box=replace(one.box, left=left, right=right))


def _continues(one: Segment, other: Segment) -> bool:
    near = (one.box.right - other.box.left, one.box.top - other.box.top, one.value - other.value)
    return max(map(abs, near)) < 0.01


# --- slices -----------------------------------------------------------------------------------


def _slices(group: etree._Element, area: Box) -> Iterator[Segment]:
    (series, *_) = group.findall("c:ser", NS)
    values = numbers_of(series)
    total = sum(map(abs, values.values())) or 1.0
    radius = min(area.right - area.left, area.bottom - area.top) / 2
    # LibreOffice draws every ring with a hole of half its radius.
    hole = radius / 2 if group.tag.endswith("doughnutChart") else 0.0
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    turn = float(val(group, "c:firstSliceAng", "0")) / 180 * pi
    for n, value in sorted(values.items()):
        share = abs(value) / total
        end = turn + share * 2 * pi
        box = Box(x - radius, y - radius, x + radius, y + radius)
        yield Segment(0, n, value, share, box, Slice(x, y, hole, radius, turn, end))
        turn = end
