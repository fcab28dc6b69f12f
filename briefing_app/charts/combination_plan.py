"""Where columns and lines of one chart stand, so that no line crosses a label.

With a second axis the lines have a band of their own above the columns. On one axis the labels of
the columns stand where no line passes: at the end of each, or within. Where nothing is clear, axes
take the place of labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts.axes import SMALLEST_SPAN, Scale, nice_scale, scale_with_room, tick_texts
from briefing_app.charts.chart_elements import Inner
from briefing_app.charts.columns_and_bars import WIDEST_SLOT_PT
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import AXIS_GAP_PT, line_height, size_within
from briefing_app.charts.line_labels import LABEL_GAP_PT, Side, clear_sides, free_of_lines
from briefing_app.charts.line_over_columns import MARKER_PT
from briefing_app.charts.plot_area import (
    BESIDE,
    EDGE_PT,
    LABEL_ROOM_PT,
    TICK_PT,
    PlotArea,
    height_above,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.shared_scale import values_shown
from briefing_app.charts.stack_labels import DIGIT_HEIGHT
from briefing_app.charts.stack_parts import Stack

_MOST_LINES = 3
"""Lines up to which each value is labelled."""
_BAND, _BAND_OF_MANY = 0.3, 0.45
"""Share of the height that one line has for itself, and several."""
_WIDEST_BAND = 0.55
_AIR_PT = 2.0
_PLACES = ("outEnd", "inEnd", "inBase", "ctr")

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the upper left corner of the axes."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The columns and the lines of a chart, each as a frame of their own.

    stack: the columns where they are stacked, None where they stand side by side.
    """

    columns: Frame
    lines: Frame
    stack: Stack | None

    @property
    def side_by_side(self) -> int:
        """Return how many columns a category has."""
        return 1 if self.stack else len(self.columns.names)

    @property
    def ends(self) -> tuple[float, float]:
        """Return the lowest and the highest end of a column, zero among them."""
        return self.stack.ends if self.stack else self.columns.limits_with_zero

    @property
    def upright(self) -> list[str]:
        """Return the texts that stand over columns."""
        if self.stack and self.stack.totals_shown:
            return self.columns.numbers.quick_texts(self.stack.sums.totals)
        return self.columns.all_value_texts


@dataclass(frozen=True, slots=True)
class CombinedPlan:
    """How a combination is drawn.

    area: of the columns; second: the axis of the lines, None for that of the columns; places: by
    series and category where the label of a column stands, () for none; sides: by line and
    category where its label stands, () beside shown axes.
    """

    area: PlotArea
    second: Scale | None = None
    places: Sequence[Sequence[str]] = ()
    sides: Sequence[Sequence[Side | None]] = ()

    @property
    def line_area(self) -> PlotArea:
        """Return the axes that the lines are drawn on."""
        return replace(self.area, scale=self.second) if self.second else self.area


def combined_plan(parts: Parts, top: float, *, second: bool) -> CombinedPlan:
    """Return the plan. top: points kept free for the legend; second: lines have their own axis."""
    if len(parts.lines.names) <= _MOST_LINES:
        plan = (_in_a_band if second else _on_one_axis)(parts, top)
        if plan:
            return plan
    return _with_second_axis(parts, top) if second else _with_axis(parts, top)


def _pitch(parts: Parts, slot: float) -> tuple[float, float]:
    """Return the thickness of a column, and from the start of one to the next."""
    count, between = parts.side_by_side, BESIDE / 100
    thick = slot / (count + (count - 1) * between + 0.5)
    return thick, thick * (1 + between)


def _label_size(parts: Parts, slot: float) -> float:
    """Return the size of all labels; 0 where they do not fit their slots."""
    frame = parts.columns
    thick, pitch = _pitch(parts, slot)
    bold = parts.stack is not None
    natural = frame.ruler.widest_number(parts.upright, 1.0, bold=bold)
    over = size_within(natural, (slot if parts.side_by_side == 1 else pitch) - 2.0, *frame.sizes)
    widest = frame.ruler.widest_number(parts.lines.all_value_texts, 1.0)
    return min(over, size_within(widest, max(slot, thick) - 2.0, *frame.sizes))


# --- lines in a band --------------------------------------------------------------------------


def _in_a_band(parts: Parts, top: float) -> CombinedPlan | None:
    frame = parts.columns
    left, slot, names = slots_below(frame, EDGE_PT, EDGE_PT, WIDEST_SLOT_PT + 40.0)
    size = _label_size(parts, slot)
    if not size:
        return None
    height = height_above(frame, top, names)
    room = line_height(size) + LABEL_ROOM_PT
    share = _BAND if len(parts.lines.names) == 1 else _BAND_OF_MANY
    band = max(height * share, 2.4 * room)
    low, high = values_shown(frame, *parts.ends)
    if band > height * _WIDEST_BAND:
        return None
    columns = scale_with_room(low, high, height - band, room if low < 0 else 0.0, room)
    per_point = (columns.high - columns.low) / (height - band)
    scale = Scale(columns.low, columns.low + per_point * height)
    inner = Inner(left, top, slot * len(frame.spec.categories), height)
    area = PlotArea(inner, slot, scale, names, size, base_line=low < 0 or parts.stack is None)
    lines_room = line_height(size) + LABEL_GAP_PT + EDGE_PT
    second = _band_scale(parts.lines, height, band, lines_room)
    sides = clear_sides(
        parts.lines,
        replace(area, scale=second, base_line=False),
        named=False,
        others=((0.0, height - band, inner.width, height),),
    )
    if not sides:
        return None
    return CombinedPlan(area, second, _all_at(parts, "outEnd"), sides)


def _band_scale(lines: Frame, height: float, band: float, room: float) -> Scale:
    """Return an axis on which the lines, with their labels, lie in the upper part of the height.

    It starts at zero where the lines then still lie there.
    """
    low, high = lines.limits
    top, bottom = room + lines.over, height - band + room
    if low > 0 and low / high * (height - top) >= bottom:
        return Scale(0.0, high * height / (height - top))
    span = high - low
    if span < max(abs(low), abs(high)) * 1e-9 or span < SMALLEST_SPAN:
        span = abs(high) or 1.0
        low = high - span
    unit = max(height - top - bottom, 1.0) / span
    return Scale(low - bottom / unit, high + top / unit)


def _all_at(parts: Parts, place: str) -> list[list[str]]:
    return [[place] * len(row) for row in parts.columns.values]


# --- one axis ---------------------------------------------------------------------------------


def _on_one_axis(parts: Parts, top: float) -> CombinedPlan | None:
    frame = parts.columns
    left, slot, names = slots_below(frame, EDGE_PT, EDGE_PT, WIDEST_SLOT_PT + 40.0)
    size = _label_size(parts, slot)
    if not size:
        return None
    height = height_above(frame, top, names)
    low, high = parts.ends
    low, high = values_shown(
        frame, min(low, parts.lines.limits[0]), max(high, parts.lines.limits[1])
    )
    room = line_height(size) + LABEL_ROOM_PT + EDGE_PT
    scale = scale_with_room(low, high, height, room if low < 0 else 0.0, room + frame.over)
    area = PlotArea(
        Inner(left, top, slot * len(frame.spec.categories), height),
        slot, scale, names, size, base_line=low < 0 or parts.stack is None,
    )  # fmt: skip
    places: list[list[str]] = []
    if parts.stack:
        taken = _boxes_of_stacks(parts.stack, area)
        if not all(free_of_lines(parts.lines, area, rect) for rect in taken):
            return None
    else:
        places, taken = _clear_places(parts, area)
        if not places:
            return None
    on_lines = replace(area, base_line=low < 0)
    # A label that lies on the edge of a column is only taken where there is no other place.
    for others in ((*taken, *_edges(parts, area)), taken):
        if sides := clear_sides(parts.lines, on_lines, named=False, others=others):
            return CombinedPlan(area, None, places, sides)
    return None


def _edges(parts: Parts, area: PlotArea) -> list[Rect]:
    """Return thin boxes along the ends and sides of the columns."""
    frame, base = parts.columns, area.scale.high * area.unit
    thick, pitch = _pitch(parts, area.slot)
    rows = [parts.stack.sums.above] if parts.stack else frame.values
    edges: list[Rect] = []
    for n, row in enumerate(rows):
        for k, value in enumerate(row):
            if not value:
                continue
            left = (k + 0.5) * area.slot + (n - (parts.side_by_side - 1) / 2) * pitch - thick / 2
            right, end = left + thick, base - value * area.unit
            top, bottom = min(base, end), max(base, end)
            edges.append((left, end - 0.5, right, end + 0.5))
            edges += [(x - 0.5, top, x + 0.5, bottom) for x in (left, right)]
    return edges


def _clear_places(parts: Parts, area: PlotArea) -> tuple[list[list[str]], list[Rect]]:
    """Return where labels of columns stand clear of the lines: all alike where that can be."""
    frame = parts.columns
    shown = [
        (n, k) for n, row in enumerate(frame.values) for k, v in enumerate(row) if v is not None
    ]
    boxes = {
        place: {(n, k): _clear_box(parts, area, n, k, place) for n, k in shown} for place in _PLACES
    }
    for place in _PLACES:
        if all(boxes[place].values()):
            return _all_at(parts, place), [rect for rect in boxes[place].values() if rect]
    places, taken = _all_at(parts, ""), []
    for n, k in shown:
        found = next((place for place in _PLACES if boxes[place][n, k]), "")
        rect = boxes[found][n, k] if found else None
        if rect is None:
            return [], []
        places[n][k] = found
        taken.append(rect)
    return places, taken


def _clear_box(parts: Parts, area: PlotArea, n: int, k: int, place: str) -> Rect | None:
    """Return the box of a column's label at a place, None where a line passes or it has no room."""
    frame = parts.columns
    value = frame.values[n][k] or 0.0
    wide = frame.ruler.number_width(frame.value_texts[n][k], area.label_pt)
    high = line_height(area.label_pt)
    thick, pitch = _pitch(parts, area.slot)
    length = abs(value) * area.unit
    if place != "outEnd" and (wide > thick - 2.0 or length < high + EDGE_PT):
        return None
    centre = (k + 0.5) * area.slot + (n - (parts.side_by_side - 1) / 2) * pitch
    # Distance of the label's middle from the base, along the column.
    along = {
        "outEnd": length + EDGE_PT + high / 2,
        "inEnd": length - high / 2 - 1.0,
        "inBase": high / 2 + 1.0,
        "ctr": length / 2,
    }[place]
    middle = area.scale.high * area.unit - (along if value >= 0 else -along)
    half_wide, half_high = wide / 2 + _AIR_PT, high / 2 + MARKER_PT / 2
    rect = (centre - half_wide, middle - half_high, centre + half_wide, middle + half_high)
    return rect if free_of_lines(parts.lines, area, rect) else None


def _boxes_of_stacks(stack: Stack, area: PlotArea) -> list[Rect]:
    """Return the boxes of labels in segments and over stacks."""
    frame, high, base = stack.frame, line_height(area.label_pt), area.scale.high * area.unit
    rects: list[Rect] = []

    def add(category: int, middle: float, wide: float) -> None:
        x, half = (category + 0.5) * area.slot, wide / 2 + _AIR_PT
        rects.append((x - half, middle - high / 2, x + half, middle + high / 2))

    for k in range(len(frame.spec.categories)):
        ends = [0.0, 0.0]
        for n, row in enumerate(frame.values):
            value = row[k] or 0.0
            side = int(value < 0)
            ends[side] += value
            if abs(value) * area.unit >= frame.least_pt * DIGIT_HEIGHT + 1.0:
                wide = frame.ruler.number_width(frame.value_texts[n][k], area.label_pt)
                add(k, base - (ends[side] - value / 2) * area.unit, wide)
        if stack.totals_shown and (total := stack.sums.totals[k]) is not None:
            text = frame.numbers.quick_text(total)
            wide = frame.ruler.width(text, area.label_pt, bold=True)
            add(k, base - ends[0] * area.unit - EDGE_PT - high / 2, wide)
    return rects


# --- axes -------------------------------------------------------------------------------------


def _with_axis(parts: Parts, top: float) -> CombinedPlan:
    frame = parts.columns
    low, high = parts.ends
    low, high = values_shown(
        frame, min(low, parts.lines.limits[0]), max(high, parts.lines.limits[1])
    )
    return CombinedPlan(
        standing_with_axis(frame, top, nice_scale(low, high), cap=WIDEST_SLOT_PT + 40.0)
    )


def _with_second_axis(parts: Parts, top: float) -> CombinedPlan:
    frame = parts.columns
    first = nice_scale(*values_shown(frame, *parts.ends))
    second = _second_scale(parts.lines, first)
    size = min(frame.label_pt, TICK_PT)
    right = frame.ruler.widest(tick_texts(second, parts.lines), size) + AXIS_GAP_PT + 2 * EDGE_PT
    area = standing_with_axis(frame, top, first, right=right, cap=WIDEST_SLOT_PT + 40.0)
    return CombinedPlan(area, second)


def _second_scale(lines: Frame, first: Scale) -> Scale:
    """Return an axis with zero, whose ticks lie on the gridlines of the first wherever they can."""
    low, high = lines.limits_with_zero
    own = nice_scale(low, high)
    count = round((first.high - first.low) / first.step)
    below = round(-first.low / first.step)
    step = own.step
    for _ in range(40):
        if -below * step <= low and (count - below) * step >= high:
            return Scale(-below * step, (count - below) * step, step)
        step = nice_scale(0.0, step * 6.001).step
    return own
