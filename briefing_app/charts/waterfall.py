"""The waterfall: stacked columns on an invisible base, joined by thin lines.

Seven series are stacked: the base and, apart for above and below zero, what goes up, what goes
down and what is a level. Positive and negative values stack from zero in their own directions, so a
step across zero is two pieces. Three lines take turns in joining one level to the next; a fourth,
which draws nothing, carries the labels.

Only the change and the total flag of each step are inputs; all else in the workbook is a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import nice_scale, scale_with_room
from briefing_app.charts.chart_elements import (
    LINE_SERIES,
    NO_MARKER,
    Inner,
    Plotted,
    fill_and_line,
    hidden_line,
    indices,
    label_range,
    line_only,
    other_labels,
    range_label,
    series_name,
    series_values,
    setting,
)
from briefing_app.charts.columns_and_bars import WIDEST_SLOT_PT, bar_chart, bar_series
from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import line_height, size_within
from briefing_app.charts.number_labels import LabelFormat
from briefing_app.charts.plot_area import (
    EDGE_PT,
    LABEL_ROOM_PT,
    PlotArea,
    categories_of,
    height_above,
    slots_below,
    standing_with_axis,
)
from briefing_app.model.chart_spec import ChartSpec, Mark
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml

# Columns of the worksheet, 0-based: A to C are inputs, D to Q helpers.
_FIRST_BAR, _FIRST_JOIN, _LEVEL, _LABEL = 5, 12, 15, 16
_BARS = ("Base", "Up", "Down", "Total", "Up below zero", "Down below zero", "Total below zero")
_JOINS = 3
_JOIN_PT = 0.75
OFF = ("off", "none", "no", "aus", "keine", "nein", "无", "关")
"""Words of a mark that switches connectors off."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. change: None where there is none; start, end: the levels; total: is a level."""

    change: float | None
    start: float
    end: float
    total: bool
    given: bool
    """The input cell of the step holds a number (a total that follows has none)."""

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return max(self.start, self.end)

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return min(self.start, self.end)

    @property
    def shown(self) -> bool:
        """Return whether there is a number to show."""
        return self.total or self.change is not None


def steps_of(frame: Frame) -> tuple[Step, ...]:
    """Return the bridge step by step.

    A total shows the level reached; the first is an input. A later one that says another number
    than the level reached, as both are printed, keeps its own (:mod:`honesty` tells of it).
    """
    return steps_in(frame.values[0], frame.spec.total_categories, frame.numbers)


def steps_in(row: Row, total_categories: Sequence[int], numbers: LabelFormat) -> tuple[Step, ...]:
    """Return the steps of one row of changes; numbers: how two levels are compared in print."""
    steps: list[Step] = []
    level, totals = 0.0, frozenset(total_categories)
    for n, value in enumerate(row):
        if n not in totals:
            end = level + (value or 0.0)
            steps.append(Step(value, level, end, total=False, given=value is not None))
        else:
            own = value is not None and (n == 0 or numbers.text(value) != numbers.text(level))
            end = value if own and value is not None else level
            steps.append(Step(value, 0.0, end, total=True, given=own))
        level = steps[-1].end
    return tuple(steps)


def connectors_shown(spec: ChartSpec) -> bool:
    """Return whether levels are joined by lines; they are unless a mark says ``off``."""
    marks = [mark for mark in spec.decorations if mark.mark is Mark.CONNECTORS]
    return not marks or marks[-1].text.strip().lower() not in OFF


def bar_values(step: Step) -> tuple[float, ...]:
    """Return the values of the seven series for one step."""
    low, high = step.bottom, step.top
    base = low if low > 0 else high if high < 0 else 0.0
    above = max(high, 0.0) - max(low, 0.0)
    below = min(low, 0.0) - min(high, 0.0)
    pieces = [0.0] * 6
    if step.shown:
        kind = 2 if step.total else 0 if step.end >= step.start else 1
        pieces[kind], pieces[3 + kind] = above, below
    return (base, *pieces)


def waterfall_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a waterfall."""
    if len(spec.series) == 1:
        return None
    return error(
        "chart-waterfall-series",
        f"A waterfall has one series of changes, and here are {len(spec.series)}.",
        "Choose one column, or another kind of chart.",
    )


def draw_waterfall(frame: Frame) -> Drawing:
    """Return a waterfall of the first series."""
    steps = steps_of(frame)
    labels = [_label_text(frame, step) for step in steps]
    area = _geometry(frame, steps, labels)
    columns = _columns(frame, steps, labels)
    categories = categories_of(area.texts, frame.spec.categories, columns)
    series = _bar_series(frame, columns, categories)
    lines = []
    if connectors_shown(frame.spec):
        lines = join_lines(frame, columns, _FIRST_JOIN, len(_BARS), categories)
    if area.label_pt:
        index = len(series) + len(lines)
        lines.append(_label_line(frame, index, steps, columns, categories, area.label_pt))
    return Drawing(
        inner=area.inner,
        groups=(bar_chart(series, lying=False, overlap=100),),
        lines=tuple(lines),
        axes=area.axes(frame),
        columns=columns,
        series=len(series) + len(lines),
        categories=categories,
        area=area,
        findings=(
            *said.of_category_texts(area.texts, frame.spec, lying=False),
            *said.axis_for_labels(shown=not area.label_pt),
        ),
    )


def _label_text(frame: Frame, step: Step) -> str:
    if step.total:
        return frame.numbers.text(step.end)
    return "" if step.change is None else frame.numbers.signed_text(step.change)


def _label_below(step: Step) -> bool:
    """Return whether a step lies below zero, so that its label hangs under it."""
    return step.top <= 0 and step.bottom < 0


def _geometry(frame: Frame, steps: Sequence[Step], labels: Sequence[str]) -> PlotArea:
    low = min(0.0, *frame.reach, *(step.bottom for step in steps))
    high = max(0.0, *frame.reach, *(step.top for step in steps))
    left, slot, texts = slots_below(frame, EDGE_PT, EDGE_PT, WIDEST_SLOT_PT)
    size = size_within(frame.ruler.widest(labels, 1.0, bold=True), slot - 2.0, *frame.sizes)
    if not size:
        return standing_with_axis(frame, EDGE_PT, nice_scale(low, high))
    height = height_above(frame, EDGE_PT, texts)
    room = line_height(size) + LABEL_ROOM_PT
    under = room if any(_label_below(step) for step in steps) else 0.0
    over = room if any(not _label_below(step) for step in steps) else EDGE_PT
    over += frame.over
    scale = scale_with_room(low, high, height, under, over)
    return PlotArea(Inner(left, EDGE_PT, slot * len(steps), height), slot, scale, texts, size)


# --- the worksheet ----------------------------------------------------------------------------


def _columns(frame: Frame, steps: Sequence[Step], labels: Sequence[str]) -> list[SheetColumn]:
    code = frame.format_of(0)
    rows = range(2, len(steps) + 2)
    flags = [float(step.total) for step in steps]
    inputs = [step.change if step.given else None for step in steps]
    name = frame.spec.series[0].name
    bars = list(zip(*(bar_values(step) for step in steps), strict=True))
    return [
        SheetColumn("", frame.spec.categories),
        SheetColumn(name, inputs, code),
        SheetColumn("Total (1) or change (0)", flags, "0"),
        _helper("Start", [s.start for s in steps], _starts(rows), code),
        _helper("End", [s.end for s in steps], _ends(rows), code),
        *(_helper(header, bars[n], _bar_formulas(n, rows), code) for n, header in enumerate(_BARS)),
        *join_columns([step.end for step in steps], "E", code),
        _level_column(steps, code),
        _helper(
            "Label", [shown or None for shown in labels], _label_formulas(frame, steps), "General"
        ),
    ]


def _helper(
    header: str, values: Sequence[float | str | None], formulas: Sequence[str], code: str
) -> SheetColumn:
    return SheetColumn(header, values, code, helper=True, formulas=formulas)


# Formulas depend on little more than their rows; most bridges of a deck share theirs.


@lru_cache(maxsize=64)
def _starts(rows: range) -> tuple[str, ...]:
    return tuple("0" if row == 2 else f"IF(C{row}=1,0,E{row - 1})" for row in rows)


@lru_cache(maxsize=64)
def _ends(rows: range) -> tuple[str, ...]:
    """Return the level after each step; a total without a number of its own is the level so far."""
    return tuple(
        "B2" if row == 2 else f"IF(C{row}=1,IF(ISBLANK(B{row}),E{row - 1},B{row}),D{row}+B{row})"
        for row in rows
    )


@lru_cache(maxsize=512)
def _bar_formulas(series: int, rows: range) -> tuple[str, ...]:
    return tuple(_bar_formula(series, row) for row in rows)


def _bar_formula(series: int, row: int) -> str:
    low, high = f"MIN(D{row},E{row})", f"MAX(D{row},E{row})"
    if series == 0:
        return f"IF({low}>0,{low},IF({high}<0,{high},0))"
    above = f"(MAX(D{row},E{row},0)-MAX({low},0))"
    below = f"(MIN(D{row},E{row},0)-MIN({high},0))"
    piece = above if series <= 3 else below
    kind = (series - 1) % 3
    if kind == 2:
        return f"IF(C{row}=1,{piece},0)"
    sign = ">=" if kind == 0 else "<"
    return f"IF(AND(C{row}=0,E{row}{sign}D{row}),{piece},0)"


def join_columns(ends: Sequence[float], letters: str, code: str) -> list[SheetColumn]:
    """Return the columns of the joining lines: level k at the rows k and k + 1, for every third k.

    ends: the levels; letters: of the column that holds them.
    """
    return [_join_column(j, ends, letters, code) for j in range(_JOINS)]


def _join_column(j: int, ends: Sequence[float], letters: str, code: str) -> SheetColumn:
    values: list[float | None] = []
    formulas: list[str] = []
    for n in range(len(ends)):
        from_here = n % _JOINS == j and n + 1 < len(ends)
        to_here = n > 0 and (n - 1) % _JOINS == j
        if from_here or to_here:
            level = n if from_here else n - 1
            values.append(ends[level])
            formulas.append(f"{letters}{level + 2}")
        else:
            values.append(None)
            formulas.append("")
    return _helper(f"Line {j + 1}", values, formulas, code)


def _level_column(steps: Sequence[Step], code: str) -> SheetColumn:
    """Return where the labels stand: on top of a step, or under it where it lies below zero."""
    values = [None if not s.shown else s.bottom if _label_below(s) else s.top for s in steps]
    formulas = [
        "" if not s.shown else f"{'MIN' if _label_below(s) else 'MAX'}(D{row},E{row})"
        for row, s in enumerate(steps, 2)
    ]
    return _helper("Label level", values, formulas, code)


def _label_formulas(frame: Frame, steps: Sequence[Step]) -> list[str]:
    return [
        _label_formula(frame.numbers, row, total=step.total) if step.shown else ""
        for row, step in enumerate(steps, 2)
    ]


@lru_cache(maxsize=1024)
def _label_formula(numbers: LabelFormat, row: int, *, total: bool) -> str:
    """Return the formula of a label: the level of a total, the change of a step with its sign."""
    return numbers.formula(f"E{row}" if total else f"B{row}", signed=not total)


# --- the series -------------------------------------------------------------------------------


def _bar_series(frame: Frame, columns: Sequence[SheetColumn], categories: Xml) -> list[Xml]:
    palette = frame.palette
    up, down, total = palette.positive, palette.negative, palette.total
    fills = (None, up, down, total, up, down, total)
    code = frame.format_of(0)
    return [
        bar_series(
            n,
            Plotted(
                series_name(_FIRST_BAR + n, header),
                categories,
                series_values(_FIRST_BAR + n, _without_zeros(columns[_FIRST_BAR + n].values), code),
            ),
            fill_and_line(fills[n], None),
        )
        for n, header in enumerate(_BARS)
    ]


def _without_zeros(values: Sequence[float | str | None]) -> Row:
    """Return the numbers without zeros: a bar of no height would leave a hairline."""
    return tuple(v if isinstance(v, float) and v else None for v in values)


def join_lines(
    frame: Frame, columns: Sequence[SheetColumn], first: int, index: int, categories: Xml
) -> list[Xml]:
    """Return the lines that take turns in joining levels.

    first: number of the first of their columns; index: number of the first series.
    """
    lines = []
    for j in range(_JOINS):
        column = columns[first + j]
        idx, order = indices(index + j)
        lines.append(
            LINE_SERIES(
                idx=idx,
                order=order,
                tx=series_name(first + j, column.header),
                spPr=line_only(frame.palette.greys[0], _JOIN_PT),
                marker=NO_MARKER,
                cat=categories,
                val=series_values(first + j, column.values, frame.format_of(0)),
                smooth=setting("c:smooth", 0),
            )
        )
    return lines


def _label_line(
    frame: Frame,
    index: int,
    steps: Sequence[Step],
    columns: Sequence[SheetColumn],
    categories: Xml,
    size_pt: float,
) -> Xml:
    labels = [str(shown or "") for shown in columns[_LABEL].values]
    look, bold = frame.look(size_pt), frame.look(size_pt, bold=True)
    points = [
        range_label(n, shown, bold if step.total else look, "b" if _label_below(step) else "t")
        for n, (step, shown) in enumerate(zip(steps, labels, strict=True))
        if shown
    ]
    return hidden_line(
        index,
        series_name(_LEVEL, columns[_LEVEL].header),
        categories,
        series_values(_LEVEL, columns[_LEVEL].values, frame.format_of(0)),
        other_labels(points, look, "t") if points else NOTHING,
        label_range(_LABEL, labels),
    )
