"""The stacked waterfall: levels are stacks of parts, and each change is split into its parts.

In a step, what falls lies below the level before it and what rises above it, so that the bar
spans from the lowest to the highest point of the step. Below zero there is no such picture; that
is refused.

Parts and the total flag of each step are inputs; all else in the workbook is a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import (
    BAR_KEY_PT,
    LegendPlan,
    legend_above,
    nice_scale,
    plan_legend,
    scale_with_room,
)
from briefing_app.charts.chart_elements import (
    INVISIBLE,
    Inner,
    Plotted,
    fill_and_line,
    hidden_line,
    label_range,
    name_label,
    other_labels,
    range_label,
    series_name,
    series_title,
    series_values,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.columns_and_bars import (
    WIDEST_SLOT_PT,
    bar_chart,
    bar_series,
    names_for_legend,
)
from briefing_app.charts.drawing import Frame, Row, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import even_sizes, line_height, size_within, spread
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.palette import ink_on
from briefing_app.charts.plot_area import (
    EDGE_PT,
    LABEL_ROOM_PT,
    PlotArea,
    categories_of,
    height_above,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.side_names import SideNames, side_names
from briefing_app.charts.waterfall import (
    Step,
    connectors_shown,
    join_columns,
    join_lines,
    steps_in,
)
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, warning
from briefing_app.ooxml.elements import NOTHING, Xml

_LOW_LINE = 1.05
_KEY_PT = BAR_KEY_PT + 16.0
"""Keys are wider where a chart has lines too."""
_NAMED_SHARE = 0.7
"""Of the height of the frame, about what the axes take."""
_SMALL = 1e-9
"""Of the highest level: what is less below zero comes from rounding."""


@dataclass(frozen=True, slots=True)
class Split:
    """One step in parts. start, end: levels; falls, rises: by part, none below zero.

    A level has its parts in ``rises`` and none in ``falls``.
    """

    start: float
    end: float
    falls: tuple[float, ...]
    rises: tuple[float, ...]
    total: bool
    shown: bool

    @property
    def base(self) -> float:
        """Return the lower edge of the bar."""
        return 0.0 if self.total else self.start - sum(self.falls)

    @property
    def top(self) -> float:
        """Return the upper edge of the bar."""
        return self.base + sum(self.falls) + sum(self.rises)

    @property
    def change(self) -> float:
        """Return what a step adds."""
        return sum(self.rises) - sum(self.falls)


def splits_of(parts: Sequence[Sequence[Step]]) -> tuple[Split, ...]:
    """Return the steps of a bridge from those of its parts."""
    splits: list[Split] = []
    level = 0.0
    for row in zip(*parts, strict=True):
        end = float(sum(step.end for step in row))
        total = row[0].total
        changes = [0.0 if total else step.change or 0.0 for step in row]
        splits.append(
            Split(
                0.0 if total else level,
                end,
                tuple(max(-change, 0.0) for change in changes),
                tuple(step.end for step in row)
                if total
                else tuple(max(change, 0.0) for change in changes),
                total,
                total or any(step.change is not None for step in row),
            )
        )
        level = end
    return tuple(splits)


def stacked_waterfall_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a stacked waterfall."""
    rows: list[Row] = [
        tuple(v if isinstance(v, float | int) and isfinite(v) else None for v in series.values)
        for series in spec.series
    ]
    numbers = label_format(spec.number_format, spec.language)
    splits = splits_of([steps_in(row, spec.total_categories, numbers) for row in rows])
    low = -_SMALL * max(split.top for split in splits)
    for name, split in zip(spec.categories, splits, strict=True):
        if split.base < low or any(rise < low for rise in split.rises):
            return error(
                "chart-waterfall-below-zero",
                f"At “{name}” the stacked waterfall would fall below zero, where parts cannot be "
                "stacked.",
                "Choose a waterfall of the totals, or stacked columns for the parts.",
            )
    return None


@dataclass(frozen=True)
class _Plan:
    """What is drawn. parts: steps by series; totals: texts over the bars."""

    frame: Frame
    parts: tuple[tuple[Step, ...], ...]
    splits: tuple[Split, ...]
    totals: tuple[str, ...]
    area: PlotArea
    side: SideNames | None
    legend: LegendPlan | None
    shown: tuple[str, ...]
    cut: int


def draw_stacked_waterfall(frame: Frame) -> Drawing:
    """Return a waterfall whose levels and changes are split into the series."""
    plan = _plan(frame)
    sheet = _inputs(plan)
    categories = categories_of(plan.area.texts, frame.spec.categories, sheet.columns)
    columns = _helpers(plan, sheet)
    bars, findings = _bars(plan, sheet, columns, categories)
    lines: list[Xml] = []
    if connectors_shown(frame.spec):
        ends = [split.end for split in plan.splits]
        first = len(sheet.columns)
        letters = column_letters(columns.end + 1)
        sheet.columns += join_columns(ends, letters, frame.spec.number_format)
        lines += join_lines(frame, sheet.columns, first, len(bars), categories)
    if plan.area.label_pt:
        lines.append(_total_line(plan, sheet, columns, len(bars) + len(lines), categories))
    lines += _names_beside(plan, sheet, columns, len(bars) + len(lines), categories)
    count = len(frame.names)
    hidden = [*range(count + 1), *range(2 * count + 1, len(bars) + len(lines))]
    return Drawing(
        inner=plan.area.inner,
        groups=(bar_chart(bars, lying=False, overlap=100),),
        lines=tuple(lines),
        axes=plan.area.axes(frame),
        columns=sheet.columns,
        series=len(bars) + len(lines),
        categories=categories,
        area=plan.area,
        legend=legend_above(plan.legend, hidden, frame) if plan.legend else NOTHING,
        findings=(
            *said.names_cut(plan.cut),
            *said.of_category_texts(plan.area.texts, frame.spec, lying=False),
            *said.axis_for_labels(shown=not plan.area.label_pt),
            *_broken(plan),
            *findings,
        ),
        told=_told(plan),
    )


def _broken(plan: _Plan) -> tuple[Finding, ...]:
    """Return what is said of levels that are not what the steps before them lead to."""
    numbers = plan.frame.numbers
    found = []
    for name, before, split, *steps in zip(
        plan.frame.spec.categories[1:], plan.splits, plan.splits[1:],
        *(row[1:] for row in plan.parts), strict=False,
    ):  # fmt: skip
        if split.total and any(step.given for step in steps):
            found.append(
                warning(
                    "chart-bridge-broken",
                    f"“{name}” is {numbers.text(split.end)}, but the steps before it lead to "
                    f"{numbers.text(before.end)}, or to it with other parts.",
                    "Check the steps; a rounding difference may be shown as a step of its own.",
                )
            )
    return tuple(found)


# --- geometry ---------------------------------------------------------------------------------


def _plan(frame: Frame) -> _Plan:
    spec = frame.spec
    parts = tuple(steps_in(row, spec.total_categories, frame.numbers) for row in frame.values)
    splits = splits_of(parts)
    totals = tuple(_total_text(frame, split) for split in splits)
    several = len(frame.names) > 1
    side = _side_names(frame, splits) if several else None
    shown, cut = names_for_legend(frame) if several else (frame.names, 0)
    if side:
        shown, cut = frame.names, side.cut
    legend = None if side or not several else plan_legend(shown, frame, _KEY_PT)
    top = legend.height + EDGE_PT if legend else EDGE_PT
    area = _area(frame, splits, totals, top, side.width if side else EDGE_PT)
    return _Plan(frame, parts, splits, totals, area, side, legend, shown, cut)


def _side_names(frame: Frame, splits: Sequence[Split]) -> SideNames | None:
    """Return the names of the parts beside the last level; None where a legend stands in."""
    last = splits[-1]
    if not last.total or not all(last.rises):
        return None
    at_the_end = replace(frame.spec, series=tuple(
        replace(series, values=(part,))
        for series, part in zip(frame.spec.series, last.rises, strict=True)
    ))  # fmt: skip
    side = side_names(replace(frame, spec=at_the_end))
    high = max(split.top for split in splits)
    if side is None or len(side.named) < len(frame.names):
        return None
    room = last.top / high * frame.height * _NAMED_SHARE
    return side if room >= sum(side.heights) else None


def _total_text(frame: Frame, split: Split) -> str:
    if split.total:
        return frame.numbers.text(split.end)
    return frame.numbers.signed_text(split.change) if split.shown else ""


def _area(
    frame: Frame, splits: Sequence[Split], totals: Sequence[str], top: float, right: float
) -> PlotArea:
    high = max(0.0, *(split.top for split in splits))
    left, slot, texts = slots_below(frame, EDGE_PT, right, WIDEST_SLOT_PT)
    size = size_within(frame.ruler.widest(totals, 1.0, bold=True), slot - 2.0, *frame.sizes)
    if not size:
        scale = nice_scale(0.0, high)
        return standing_with_axis(frame, top, scale, right=right, cap=WIDEST_SLOT_PT)
    height = height_above(frame, top, texts)
    room = line_height(size) + LABEL_ROOM_PT + frame.over
    scale = scale_with_room(0.0, high, height, 0.0, room)
    inner = Inner(left, top, slot * len(splits), height)
    return PlotArea(inner, slot, scale, texts, size)


# --- the worksheet ----------------------------------------------------------------------------


def _inputs(plan: _Plan) -> ChartSheet:
    """Return steps, parts and the flag of levels; a level that follows has no parts of its own."""
    frame = plan.frame
    sheet = ChartSheet([SheetColumn("", frame.spec.categories)])
    for n, (name, steps) in enumerate(zip(frame.names, plan.parts, strict=True)):
        own = [step.change if step.given else None for step in steps]
        sheet.input(name, own, frame.format_of(n))
    sheet.input("Total (1) or change (0)", [float(split.total) for split in plan.splits], "0")
    return sheet


@dataclass(frozen=True, slots=True)
class _Columns:
    """Numbers of the columns of helpers."""

    end: int
    base: int
    falls: tuple[int, ...]
    rises: tuple[int, ...]
    top: int
    levels: tuple[int, ...]


def _helpers(plan: _Plan, sheet: ChartSheet) -> _Columns:
    frame, splits, count = plan.frame, plan.splits, len(plan.parts)
    rows, code, flag = range(len(splits)), frame.spec.number_format, count + 1
    levels = []
    for n, (name, steps) in enumerate(zip(frame.names, plan.parts, strict=True)):
        own = len(sheet.columns)
        formulas = [_level_formula(own, n + 1, flag, r) for r in rows]
        levels.append(sheet.helper(f"{name} level", [s.end for s in steps], formulas, code))
    across = [f"{cell(levels[0], r)}:{cell(levels[-1], r)}" for r in rows]
    inputs = [f"{cell(1, r)}:{cell(count, r)}" for r in rows]
    end = sheet.helper("End", [s.end for s in splits], [f"SUM({a})" for a in across], code)
    base = sheet.helper(
        "Base",
        [s.base for s in splits],
        [
            f'IF({cell(flag, r)}=1,0,{cell(end, r - 1) if r else 0}+SUMIF({inputs[r]},"<0"))'
            for r in rows
        ],
        code,
    )
    falls = tuple(
        sheet.helper(
            f"{name} falls",
            [s.falls[n] for s in splits],
            [f"IF({cell(flag, r)}=1,0,MAX(-{cell(n + 1, r)},0))" for r in rows],
            code,
        )
        for n, name in enumerate(frame.names)
    )
    rises = tuple(
        sheet.helper(
            f"{name} rises",
            [s.rises[n] for s in splits],
            [f"IF({cell(flag, r)}=1,{cell(levels[n], r)},MAX({cell(n + 1, r)},0))" for r in rows],
            code,
        )
        for n, name in enumerate(frame.names)
    )
    top = sheet.helper(
        "Top",
        [s.top if s.shown else None for s in splits],
        [f"SUM({cell(base, r)}:{cell(rises[-1], r)})" if splits[r].shown else "" for r in rows],
        code,
    )
    return _Columns(end, base, falls, rises, top, tuple(levels))


def _level_formula(own: int, part: int, flag: int, row: int) -> str:
    """Return the formula of the level of a part after a step."""
    given = cell(part, row)
    if row == 0:
        return f"N({given})"
    before = cell(own, row - 1)
    return f"IF({cell(flag, row)}=1,IF(ISBLANK({given}),{before},{given}),{before}+{given})"


# --- the series -------------------------------------------------------------------------------


def _bars(
    plan: _Plan, sheet: ChartSheet, columns: _Columns, categories: Xml
) -> tuple[list[Xml], tuple[Finding, ...]]:
    """Return the base and the parts that fall and rise; a part has one colour in both."""
    frame, code = plan.frame, plan.frame.spec.number_format
    colours = colours_of(frame)[0]
    sizes, left_out = _label_sizes(plan)
    paper = frame.palette.background if plan.area.bar >= 6.0 else None

    def bar(index: int, name: Xml, column: int, look: Xml, labels: tuple[Xml, Xml]) -> Xml:
        held = [v or None for v in sheet.numbers(column)]
        plotted = Plotted(name, categories, series_values(column, held, code))
        return bar_series(index, plotted, look, labels=labels[0], extension=labels[1])

    none = (NOTHING, NOTHING)
    made = [bar(0, series_name(columns.base, "Base"), columns.base, INVISIBLE, none)]
    for way, held in (("falls", columns.falls), ("rises", columns.rises)):
        for n, column in enumerate(held):
            name = (
                series_title(n + 1, frame.names[n], plan.shown[n])
                if way == "rises"
                else series_name(column, f"{frame.names[n]} falls")
            )
            labels = _segment_labels(plan, sheet, n, way, sizes)
            look = fill_and_line(colours[n], paper)
            made.append(bar(len(made), name, column, look, labels))
    return made, left_out


def _segment_text(plan: _Plan, n: int, r: int, way: str) -> str:
    """Return the text of a segment: a change with its sign, or the part of a level."""
    split = plan.splits[r]
    amount = (split.rises if way == "rises" else split.falls)[n]
    if not amount:
        return ""
    numbers = plan.frame.numbers
    if split.total:
        return numbers.text(amount)
    return numbers.signed_text(amount if way == "rises" else -amount)


def _label_sizes(
    plan: _Plan,
) -> tuple[dict[tuple[str, int, int], float], tuple[Finding, ...]]:
    """Return the size of the label of each segment that has room for one."""
    if not plan.area.label_pt or len(plan.parts) == 1:
        return {}, ()
    frame, area = plan.frame, plan.area
    most, least = area.label_pt, frame.least_pt
    fits: dict[tuple[str, int, int], float] = {}
    for way in ("falls", "rises"):
        for n in range(len(plan.parts)):
            for r, split in enumerate(plan.splits):
                shown = _segment_text(plan, n, r, way)
                if not shown:
                    continue
                amount = (split.rises if way == "rises" else split.falls)[n]
                high = size_within(_LOW_LINE, amount * area.unit - 1.0, most, least)
                wide = frame.ruler.width(shown, 1.0)
                fits[way, n, r] = min(high, size_within(wide, area.bar - EDGE_PT, most, least))
    even = dict(zip(fits, even_sizes(list(fits.values()), most), strict=True))
    missing = sum(not size for size in even.values())
    return even, said.labels_left_out(missing, len(even))


def _segment_labels(
    plan: _Plan, sheet: ChartSheet, n: int, way: str, sizes: dict[tuple[str, int, int], float]
) -> tuple[Xml, Xml]:
    frame = plan.frame
    rows = [r for r in range(len(plan.splits)) if sizes.get((way, n, r))]
    if not rows:
        return NOTHING, NOTHING
    texts = ["" if r not in rows else _segment_text(plan, n, r, way)
             for r in range(len(plan.splits))]  # fmt: skip
    level = len(plan.parts) + 2 + n
    formulas = [
        ""
        if not shown
        else frame.numbers.formula(cell(level, r), signed=False)
        if plan.splits[r].total
        else frame.numbers.formula(cell(n + 1, r), signed=True)
        for r, shown in enumerate(texts)
    ]
    column = sheet.helper(f"{frame.names[n]} {way} (label)", [t or None for t in texts], formulas)
    ink = ink_on(colours_of(frame)[0][n], frame.palette)
    points = [range_label(r, texts[r], frame.look(sizes[way, n, r], ink), "ctr") for r in rows]
    usual = frame.look(plan.area.label_pt, ink)
    return other_labels(points, usual, "ctr"), label_range(column, texts)


def _total_line(
    plan: _Plan, sheet: ChartSheet, columns: _Columns, index: int, categories: Xml
) -> Xml:
    """Return the line whose labels are the levels, in bold, and the changes over their bars."""
    frame, count = plan.frame, len(plan.parts)
    formulas = [
        ""
        if not split.shown
        else frame.numbers.formula(cell(columns.end, r), signed=False)
        if split.total
        else frame.numbers.formula(f"SUM({cell(1, r)}:{cell(count, r)})", signed=True)
        for r, split in enumerate(plan.splits)
    ]
    labels = sheet.helper("Label", [t or None for t in plan.totals], formulas)
    look, bold = (frame.look(plan.area.label_pt, bold=b) for b in (False, True))
    points = [
        range_label(r, shown, bold if plan.splits[r].total else look, "t")
        for r, shown in enumerate(plan.totals)
        if shown
    ]
    column = sheet.columns[columns.top]
    return hidden_line(
        index,
        series_name(columns.top, "Top"),
        categories,
        series_values(columns.top, column.values, column.number_format),
        other_labels(points, look, "t") if points else NOTHING,
        label_range(labels, plan.totals),
    )


def _names_beside(
    plan: _Plan, sheet: ChartSheet, columns: _Columns, index: int, categories: Xml
) -> list[Xml]:
    """Return the names of the parts beside the last level, each at a point in its middle."""
    frame, area, side = plan.frame, plan.area, plan.side
    if side is None:
        return []
    last = len(plan.splits) - 1
    ends = [sum(plan.splits[-1].rises[: n + 1]) for n in range(len(frame.names))]
    middles = [end - part / 2 for end, part in zip(ends, plan.splits[-1].rises, strict=True)]
    wanted = [(area.scale.high - middle) * area.unit for middle in middles]
    at = spread(wanted, side.heights, 0.0, area.inner.height)
    made = []
    for n, name in enumerate(frame.names):
        own = cell(columns.levels[n], last)
        formula = f"SUM({cell(columns.levels[0], last)}:{own})-{own}/2"
        values = [*(None,) * last, middles[n]]
        column = sheet.helper(f"{name} (name)", values, [*("",) * last, formula])
        look = frame.look(side.size_pt, bold=name in frame.spec.focus)
        lines = () if side.lines[n] == (name,) else side.lines[n]
        shift = (area.bar / 2 / frame.width, (at[n] - wanted[n]) / frame.height)
        made.append(
            hidden_line(
                index + n,
                series_name(n + 1, name),
                categories,
                series_values(column, values, "General"),
                other_labels([name_label(last, lines, look, shift)], look, "r"),
            )
        )
    return made


# --- in words ---------------------------------------------------------------------------------

_COLON = {"zh": "："}
_BETWEEN = {"zh": "，"}
_MOST_TOLD = 6


def _told(plan: _Plan) -> tuple[str, ...]:
    """Return the levels with their parts for the alternative text."""
    language = plan.frame.spec.language[:2]
    colon, between = _COLON.get(language, ": "), _BETWEEN.get(language, ", ")
    numbers = plan.frame.numbers
    levels = [
        (name, split)
        for name, split in zip(plan.frame.spec.categories, plan.splits, strict=True)
        if split.total
    ]
    chosen = levels if len(levels) <= _MOST_TOLD else [levels[0], levels[-1]]
    told = []
    for name, split in chosen:
        parts = between.join(
            f"{part[:60]} {numbers.text(value)}"
            for part, value in list(zip(plan.frame.names, split.rises, strict=True))[:_MOST_TOLD]
        )
        told.append(f"{name[:60]}{colon}{numbers.text(split.end)} ({parts})")
    return tuple(told)
