"""Dumbbells: two values of each category on one line, and what lies between them.

A scatter: each category has a row of its own, its name is a label at the left edge, and thin lines
join the two dots. The values stand at the outer sides, the names of the two series over the first
row. All places but the sides of the labels are formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, nice_scale, scale_with_room, tick_texts, value_axis
from briefing_app.charts.cell_labels import name_formula
from briefing_app.charts.chart_elements import (
    SCALING,
    VALUE_AXIS,
    Inner,
    Look,
    fill_and_line,
    label_range,
    line_only,
    other_labels,
    range_label,
    series_name,
    setting,
)
from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.columns_and_bars import HIGHEST_SLOT_PT
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.label_placement import (
    AXIS_GAP_PT,
    AxisTexts,
    line_height,
    size_within,
    spread,
)
from briefing_app.charts.lines import is_flat, readable
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import EDGE_PT, TICK_PT, names_beside
from briefing_app.charts.point_series import (
    Dress,
    cells,
    marker,
    points_of,
    scatter_chart,
)
from briefing_app.charts.shared_scale import values_shown
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info
from briefing_app.ooxml.elements import Xml, join

_MOST_ROWS = 100
_LARGEST_DOT_PT, _SMALLEST_DOT_PT = 11, 3
_LINK_PT = 1.5
_LABEL_GAP_PT = 4.0
_NAMES_APART_PT = 10.0
_LEAST_WIDTH = 0.25
_ENDS = (1, 2)
"""Columns of the workbook with the values, 0-based."""


def dumbbell_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be dumbbells."""
    if len(spec.series) != 2:
        return error(
            "chart-dumbbell-series",
            f"Dumbbells join two series, and here are {len(spec.series)}.",
            "Choose two columns, or another kind of chart.",
        )
    if len(spec.categories) > _MOST_ROWS:
        return error(
            "chart-dumbbell-rows",
            f"{len(spec.categories)} rows of dots cannot be read.",
            "Show the first of them, or choose a table.",
        )
    return None


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand. slot: height of a row; label_pt: of values, 0 for an axis instead."""

    inner: Inner
    slot: float
    scale: Scale
    names: AxisTexts
    label_pt: float
    dot: int
    heads: tuple[str, ...]

    def x(self, value: float) -> float:
        """Return where a value stands, from the left edge of the frame."""
        scale, inner = self.scale, self.inner
        return inner.left + (value - scale.low) / (scale.high - scale.low) * inner.width

    @property
    def radius(self) -> float:
        """Return the radius of a dot in units of value."""
        return self.dot / 2 * (self.scale.high - self.scale.low) / self.inner.width


def draw_dumbbell(frame: Frame) -> Drawing:
    """Return dumbbells of two series, one row for each category, from top to bottom."""
    plan = _plan(frame)
    sheet = ChartSheet.of(frame)
    count = len(frame.spec.categories)
    rows = sheet.helper("Row", *_rows([1.0] * count), "0")
    colours = (frame.palette.greys[0], frame.palette.focus)
    series = [_links(frame, plan, sheet)]
    for group in _groups(frame, colours):
        series.append(_dots(frame, plan, sheet, group, len(series)))
    series.append(_row_names(frame, plan, sheet, rows, len(series)))
    series.append(_heads(frame, plan, sheet, colours, len(series)))
    return Drawing(
        inner=plan.inner,
        axes=_axes(frame, plan),
        columns=sheet.columns,
        series=len(series),
        groups=(scatter_chart(series),),
        findings=(
            *said.names_cut(sum(a != b for a, b in zip(plan.heads, frame.names, strict=True))),
            *said.of_category_texts(plan.names, frame.spec, lying=True),
            *said.axis_for_labels(shown=not plan.label_pt),
            *said.scale_widened(beyond=_beyond_limits(frame)),
            *_cut_scale(plan.scale),
        ),
    )


def _rows(given: Sequence[float | None]) -> tuple[list[float | None], list[str]]:
    """Return the number of each row, and its formula, where a value is given."""
    numbers = [None if v is None else n + 1.0 for n, v in enumerate(given)]
    return numbers, ["" if v is None else f"ROW(A{n + 2})-1" for n, v in enumerate(given)]


# --- geometry ---------------------------------------------------------------------------------


def _plan(frame: Frame) -> _Plan:
    count, size = len(frame.spec.categories), frame.label_pt
    top = line_height(size) + 2 * EDGE_PT + frame.over
    slot = min((frame.height - top - EDGE_PT) / count, HIGHEST_SLOT_PT)
    label = size_within(1.1, slot, *frame.sizes)
    tick = min(size, TICK_PT)
    if not label:
        slot = (frame.height - top - line_height(tick) - AXIS_GAP_PT - EDGE_PT) / count
    names, left = names_beside(frame, slot)
    width = max(frame.width - left - EDGE_PT - frame.beside, frame.width * _LEAST_WIDTH)
    dot = max(_SMALLEST_DOT_PT, min(_LARGEST_DOT_PT, int(slot * 0.6)))
    inner = Inner(left, top, width, slot * count)
    scale = _scale(frame, width, dot, label)
    if not label:
        width -= frame.ruler.widest(tick_texts(scale, frame)[-1:], tick) / 2
        inner = Inner(left, top, width, slot * count)
    heads = tuple(
        frame.ruler.shortened(name, size, frame.width / 2 - _NAMES_APART_PT - EDGE_PT)
        for name in frame.names
    )
    return _Plan(inner, slot, scale, names, label, dot, heads)


def _scale(frame: Frame, width: float, dot: float, label: float) -> Scale:
    """Return the axis of values: with room for labels at both ends, or shown."""
    low, high = values_shown(frame, *frame.limits)
    if not is_flat(low, high) or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    if not label:
        return nice_scale(low, high)
    widest = frame.ruler.widest_number(frame.all_value_texts, label)
    room = widest + dot / 2 + _LABEL_GAP_PT + 2 * EDGE_PT
    return scale_with_room(low, high, width, room, room)


def _beyond_limits(frame: Frame) -> bool:
    limits = frame.spec.limits
    return limits is not None and values_shown(frame, *frame.limits) != (min(limits), max(limits))


def _cut_scale(scale: Scale) -> tuple[Finding, ...]:
    if scale.low <= 0 <= scale.high:
        return ()
    return (
        info(
            "chart-axis-not-from-zero",
            "The dots do not stand on an axis from zero, so that the change can be seen.",
            "Choose bars where the size of the values matters more than their change.",
        ),
    )


def _axes(frame: Frame, plan: _Plan) -> Xml:
    """Return the axis of values, shown only without labels, and that of rows, always hidden."""
    size = min(frame.label_pt, TICK_PT)
    return join(
        (
            points_axis(plan.scale, frame, size),
            hidden_rows(len(frame.spec.categories)),
        )
    )


# --- series -----------------------------------------------------------------------------------


def _links(frame: Frame, plan: _Plan, sheet: ChartSheet) -> Xml:
    """Return the thin lines between the dots: two points and an empty row for each category.

    A line ends at the edges of its dots, since LibreOffice paints it over them.
    """
    radius = float(f"{plan.radius:.6g}")
    ends: list[float | None] = []
    ways: list[str] = []
    rows: list[float | None] = []
    places: list[str] = []
    for n, (one, other) in enumerate(zip(*frame.values, strict=True)):
        known = one is not None and other is not None
        for sign in (-1, 1):
            ends.append(_link_end(one or 0.0, other or 0.0, sign, radius) if known else None)
            ways.append(_link_formula(n + 2, sign, radius) if known else "")
            rows.append(n + 1.0 if known else None)
            places.append(f"ROW(A{n + 2})-1" if known else "")
        ends.append(None)
        ways.append("")
        rows.append(None)
        places.append("")
    x = sheet.helper("Link", ends, ways, frame.format_of(0))
    y = sheet.helper("Link row", rows, places, "0")
    count = len(rows)
    values = cells("xVal", sheet, x, 0, count), cells("yVal", sheet, y, 0, count)
    line = line_only(frame.palette.greys[1], _LINK_PT)
    return points_of(0, series_name(x, "Link"), values, Dress(line))


def _link_end(one: float, other: float, sign: int, radius: float) -> float:
    return (one + other) / 2 + sign * max(0.0, abs(other - one) / 2 - radius)


def _link_formula(row: int, sign: int, radius: float) -> str:
    plus = "+" if sign > 0 else "-"
    half = f"MAX(0,ABS(C{row}-B{row})/2-{plain_number(radius)})"
    return f"(B{row}+C{row})/2{plus}{half}"


@dataclass(frozen=True, slots=True)
class _Group:
    """Dots of one colour. end: 0 for the first series, 1 for the second; rows: its categories.

    name: of the column that holds them, "" where that is the column of the series.
    """

    end: int
    colour: Colour
    rows: tuple[int, ...]
    name: str = ""


def _groups(frame: Frame, colours: Sequence[Colour]) -> list[_Group]:
    """Return the dots of both ends; with categories in focus, the second end has two colours."""
    every = tuple(range(len(frame.spec.categories)))
    inside = tuple(n for n in every if frame.spec.categories[n] in frame.spec.focus)
    first = _Group(0, colours[0], every)
    if not inside or len(inside) == len(every):
        return [first, _Group(1, colours[1], every)]
    name, rest = frame.names[1], tuple(n for n in every if n not in inside)
    return [
        first,
        _Group(1, frame.palette.greys[2], rest, f"{name} (not in focus)"),
        _Group(1, colours[1], inside, f"{name} (in focus)"),
    ]


def _dots(frame: Frame, plan: _Plan, sheet: ChartSheet, group: _Group, index: int) -> Xml:
    """Return dots of one colour, with their values at the outer sides."""
    end, letter = group.end, "BC"[group.end]
    other, count = frame.values[1 - end], len(frame.spec.categories)
    own = [v if n in group.rows else None for n, v in enumerate(frame.values[end])]
    head = group.name or frame.names[end]
    column = _ENDS[end]
    if group.name:
        formulas = ["" if v is None else f"{letter}{n + 2}" for n, v in enumerate(own)]
        column = sheet.helper(head, own, formulas, frame.format_of(end))
    y = sheet.helper(f"Row ({head})", *_rows(own), "0")
    values = cells("xVal", sheet, column, 0, count), cells("yVal", sheet, y, 0, count)
    mark = marker(fill_and_line(group.colour, None), plan.dot)
    title = series_name(column, head)
    texts = [
        "" if v is None or (end == 0 and v == other[n]) else frame.numbers.text(v)
        for n, v in enumerate(own)
    ]
    if not plan.label_pt or not any(texts):
        return points_of(index, title, values, Dress(mark=mark))
    formulas = [
        frame.numbers.formula(f"{letter}{n + 2}", signed=False) if shown else ""
        for n, shown in enumerate(texts)
    ]
    said_by = sheet.helper(f"{head} (label)", [shown or None for shown in texts], formulas)
    look = frame.look(plan.label_pt)
    points = [
        range_label(n, shown, look, _side(own[n], other[n], end))
        for n, shown in enumerate(texts)
        if shown
    ]
    labels = other_labels(points, look, "r")
    dress = Dress(mark=mark, labels=labels, extension=label_range(said_by, texts))
    return points_of(index, title, values, dress)


def _side(own: float | None, other: float | None, end: int) -> str:
    """Return on which side of its dot a value stands: away from the other one."""
    if own is None or other is None or own == other:
        return "r" if end else "l"
    return "l" if own < other else "r"


def _row_names(frame: Frame, plan: _Plan, sheet: ChartSheet, rows: int, index: int) -> Xml:
    """Return points at the left edge whose labels are the names of the categories."""
    names, count = frame.spec.categories, len(frame.spec.categories)
    low = plan.scale.low
    x = sheet.helper("Left edge", [low] * count)
    texts, formulas = [], []
    for n, (shown, name) in enumerate(zip(plan.names.texts, names, strict=True)):
        lines = frame.ruler.lines(shown, plan.names.size_pt, plan.names.widest * 1.001)
        left_out = n % plan.names.skip or not shown.strip()
        texts.append("" if left_out else "\n".join(lines))
        formulas.append("" if left_out else name_formula(lines, name, f"A{n + 2}"))
    column = sheet.helper("Name", [shown or None for shown in texts], formulas)
    look = frame.look(plan.names.size_pt, frame.palette.muted)
    points = [range_label(n, shown, look, "l") for n, shown in enumerate(texts) if shown]
    values = cells("xVal", sheet, x, 0, count), cells("yVal", sheet, rows, 0, count)
    return points_of(
        index,
        series_name(column, "Name"),
        values,
        _names_dress(points, look, "l", label_range(column, texts)),
    )


def _heads(
    frame: Frame, plan: _Plan, sheet: ChartSheet, colours: Sequence[Colour], index: int
) -> Xml:
    """Return two points over the first row whose labels are the names of the series."""
    middle = (plan.scale.low + plan.scale.high) / 2
    first = [row[0] for row in frame.values]
    at = [middle if value is None else value for value in first]
    formulas = [
        "" if value is None else f"{letter}2" for letter, value in zip("BC", first, strict=True)
    ]
    x = sheet.helper("Name of series", at, formulas, frame.format_of(0))
    y = sheet.helper("Top", [0.5, 0.5])
    texts = list(plan.heads)
    column = sheet.helper(
        "Name of series (label)",
        [shown or None for shown in texts],
        [
            name_formula((shown,), name, f"{letter}$1") if shown else ""
            for shown, name, letter in zip(texts, frame.names, "BC", strict=True)
        ],
    )
    looks = [_head_look(frame, colour) for colour in colours]
    widths = [
        frame.ruler.width(shown, frame.label_pt, bold=True) + _NAMES_APART_PT for shown in texts
    ]
    wanted = [plan.x(value) for value in at]
    places = spread(wanted, widths, EDGE_PT, frame.width - EDGE_PT)
    points = [
        range_label(n, shown, looks[n], "t", ((places[n] - wanted[n]) / frame.width, 0.0))
        for n, shown in enumerate(texts)
        if shown.strip()
    ]
    values = cells("xVal", sheet, x, 0, 2), cells("yVal", sheet, y, 0, 2)
    return points_of(
        index,
        series_name(x, "Name of series"),
        values,
        _names_dress(points, looks[0], "t", label_range(column, texts)),
    )


def _names_dress(points: Sequence[Xml], look: Look, position: str, extension: Xml) -> Dress:
    """Return the dress of points that are nothing but their labels."""
    if not points:
        return Dress()
    return Dress(labels=other_labels(points, look, position), extension=extension)


def _head_look(frame: Frame, colour: Colour) -> Look:
    return frame.look(frame.label_pt, readable(colour, frame), bold=True)


# --- axes -------------------------------------------------------------------------------------


def points_axis(scale: Scale, frame: Frame, size_pt: float) -> Xml:
    """Return the axis of values below; its ids are those that a scatter gives its x."""
    drawn = value_axis(scale, frame, horizontal=True, size_pt=size_pt)
    swapped = drawn.replace('<c:axId val="2"/>', '<c:axId val="1"/>')
    return Xml(swapped.replace('<c:crossAx val="1"/>', '<c:crossAx val="2"/>'))


def hidden_rows(count: int) -> Xml:
    """Return the axis of rows, from top to bottom."""
    return VALUE_AXIS(
        axId=setting("c:axId", 2),
        scaling=SCALING(
            orientation=setting("c:orientation", "maxMin"),
            max=setting("c:max", plain_number(count + 0.5)),
            min=setting("c:min", "0.5"),
        ),
        delete=setting("c:delete", 1),
        axPos=setting("c:axPos", "l"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "none"),
        crossAx=setting("c:crossAx", 1),
        crosses=setting("c:crosses", "min"),
        crossBetween=setting("c:crossBetween", "midCat"),
    )
