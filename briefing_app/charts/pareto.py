"""The Pareto chart: columns from the largest to the smallest, and their share so far as a line.

Both stand on one scale: where the line reaches 100 %, the columns would reach their total. So the
line starts on top of the first column and crosses none. The columns that make up the first 80 %
are in the colour of the series, the others in grey.

In the workbook ranks, sorted names and values and the share so far are formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import fsum, isfinite

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import (
    LINE_KEY_PT,
    Scale,
    legend_above,
    nice_scale,
    plan_legend,
    scale_with_room,
)
from briefing_app.charts.chart_elements import (
    SECOND_AXIS_IDS,
    Inner,
    Plotted,
    fill_and_line,
    line_chart,
    no_label,
    series_name,
    series_title,
    series_values,
    value_label,
    value_labels,
)
from briefing_app.charts.columns_and_bars import (
    WIDEST_SLOT_PT,
    bar_chart,
    bar_series,
    focus_points,
)
from briefing_app.charts.drawing import Frame, Row, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import line_height, size_within
from briefing_app.charts.line_over_columns import MARKER_PT, line_over
from briefing_app.charts.palette import Colour, ink_on
from briefing_app.charts.plot_area import (
    EDGE_PT,
    LABEL_ROOM_PT,
    PlotArea,
    categories_of,
    height_above,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.second_axes import second_axes
from briefing_app.charts.segment_texts import share_numbers
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml, join

VITAL = 0.8
"""Share of the total that the columns in colour make up."""
_SHARE_CODE = "0%"
_TICKS = 0.2
# Columns of the worksheet, 0-based; before them the names and the values as inputs.
_RANK, _NAME, _VALUE, _SHARE = range(2, 6)

_LINE_NAMES = {"en": "Cumulative share", "de": "Kumulierter Anteil", "zh": "累计占比"}
_TOLD = {
    "en": "{few} of {count} make up {share}: {names}",
    "de": "{few} von {count} machen {share} aus: {names}",
    "zh": "{count}个中的{few}个占{share}：{names}",
}
_MOST_TOLD = 5


def pareto_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a Pareto chart."""
    if len(spec.series) != 1:
        return error(
            "chart-pareto-series",
            f"A Pareto chart has one series, and here are {len(spec.series)}.",
            "Choose one column, or another kind of chart.",
        )
    values = [v for v in spec.series[0].values if isinstance(v, float | int) and isfinite(v)]
    if min(values) < 0 or fsum(values) <= 0:
        return error(
            "chart-pareto-total",
            "Shares so far need values of which none is below zero and one is above.",
            "Choose columns, or a waterfall.",
        )
    return None


def sorted_largest_first(spec: ChartSpec) -> ChartSpec:
    """Return the categories of the only series by their values, those without one last."""
    series = spec.series[0]
    known = {
        n: v for n, v in enumerate(series.values) if isinstance(v, float | int) and isfinite(v)
    }
    order = sorted(range(len(series.values)), key=lambda n: (n not in known, -known.get(n, 0.0)))
    arranged = replace(
        series,
        values=tuple(series.values[n] for n in order),
        addresses=tuple(series.addresses[n] for n in order) if series.addresses else (),
    )
    return replace(
        spec,
        categories=tuple(spec.categories[n] for n in order),
        groups=tuple(spec.groups[n] for n in order) if spec.groups else (),
        series=(arranged,),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the chart is drawn.

    shares: the line; share_scale: its axis; inside: columns with their label in the middle;
    without: those with none.
    """

    area: PlotArea
    shares: Row
    share_scale: Scale
    inside: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()


def draw_pareto(frame: Frame) -> Drawing:
    """Return a Pareto chart; the categories stand in order, the largest first."""
    language = frame.spec.language[:2].lower()
    names = (frame.names[0], _LINE_NAMES.get(language, _LINE_NAMES["en"]))
    cut = frame.ruler.shortened(names[0], frame.least_pt, frame.width * 0.9 - 60.0)
    legend = plan_legend((cut, names[1]), frame, LINE_KEY_PT)
    plan = _plan(frame, legend.height + EDGE_PT)
    columns = _columns(frame, plan, names[1])
    categories = categories_of(plan.area.texts, frame.spec.categories, columns, _NAME)
    bars = _bars(frame, plan, categories, cut)
    line = _line(frame, plan, categories, names[1])
    return Drawing(
        inner=plan.area.inner,
        groups=(bar_chart([bars], lying=False, overlap=0),),
        over=(line_chart([line], SECOND_AXIS_IDS),),
        axes=join((plan.area.axes(frame), _share_axes(frame, plan))),
        columns=columns,
        series=2,
        categories=categories,
        area=plan.area,
        legend=legend_above(legend, (), frame),
        findings=(
            *said.names_cut(int(cut != names[0])),
            *said.of_category_texts(plan.area.texts, frame.spec, lying=False),
            *said.axis_for_labels(shown=not plan.area.label_pt),
            *said.labels_left_out(len(plan.without), len(plan.shares)),
        ),
        told=(_told(frame, plan, language),),
    )


def _share_axes(frame: Frame, plan: _Plan) -> Xml:
    """Return the axes of the line, which says nothing beyond 100 %."""
    code = share_numbers(frame.spec.language).written(negative=False)
    return second_axes(plan.share_scale, frame, plan.area.tick_pt, f'[>1.001]"";{code}')


# --- plan -------------------------------------------------------------------------------------


def _plan(frame: Frame, top: float) -> _Plan:
    row = frame.values[0]
    known = [value for value in row if value is not None]
    sums = list(accumulate(known))
    total = sums[-1]
    shares: Row = (*(part / total for part in sums), *(None,) * (len(row) - len(known)))
    return _with_labels(frame, top, total, shares) or _with_axes(frame, top, total, shares)


def _with_labels(frame: Frame, top: float, total: float, shares: Row) -> _Plan | None:
    left, slot, names = slots_below(frame, EDGE_PT, EDGE_PT, WIDEST_SLOT_PT)
    ruler = frame.ruler
    percent = share_numbers(frame.spec.language).text(1.0)
    natural = max(ruler.widest_number(frame.all_value_texts, 1.0), ruler.number_width(percent, 1.0))
    size = size_within(natural, slot - 2.0, *frame.sizes)
    if not size:
        return None
    height = height_above(frame, top, names)
    room = line_height(size) + LABEL_ROOM_PT
    scale = scale_with_room(0.0, total, height, 0.0, room + frame.over)
    inner = Inner(left, top, slot * len(shares), height)
    area = PlotArea(inner, slot, scale, names, size)
    inside, without = _inside(frame, area, shares, total)
    return _Plan(area, shares, Scale(0.0, scale.high / total), inside, without)


def _inside(
    frame: Frame, area: PlotArea, shares: Row, total: float
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the columns whose label has no room under the line, and those where it has none."""
    high = line_height(area.label_pt)
    inside: set[int] = set()
    without: set[int] = set()
    for n, (value, share) in enumerate(zip(frame.values[0], shares, strict=True)):
        if value is None or share is None:
            continue
        wide = frame.ruler.number_width(frame.value_texts[0][n], area.label_pt)
        before = share * total - value
        # The line rises to the middle of the column; it is lowest over the label's left end.
        lowest = before + value * (1 - min(1.0, (wide / 2 + 2.0) / area.slot))
        if n and (lowest - value) * area.unit >= high + LABEL_ROOM_PT / 2:
            continue
        fits = value * area.unit >= high + MARKER_PT and wide <= area.bar - 2.0
        (inside if fits else without).add(n)
    return frozenset(inside), frozenset(without)


def _with_axes(frame: Frame, top: float, total: float, shares: Row) -> _Plan:
    right = frame.ruler.width(share_numbers(frame.spec.language).text(1.0), 10.0) + 4 * EDGE_PT
    scale = nice_scale(0.0, total)
    area = standing_with_axis(frame, top, scale, right=right, cap=WIDEST_SLOT_PT)
    return _Plan(area, shares, Scale(0.0, scale.high / total, _TICKS))


# --- series -----------------------------------------------------------------------------------


def _vital(frame: Frame, plan: _Plan) -> frozenset[int]:
    """Return the columns in colour: those that the headline names, else up to 80 %."""
    marked = colours_of(frame)[1]
    if marked:
        return marked
    starts = (0.0, *(share or 1.0 for share in plan.shares))
    return frozenset(n for n in range(len(plan.shares)) if starts[n] < VITAL - 1e-9)


def _bars(frame: Frame, plan: _Plan, categories: Xml, shown: str) -> Xml:
    palette, vital = frame.palette, _vital(frame, plan)
    rest = frozenset(range(len(plan.shares))) - vital
    code = frame.format_of(0)
    return bar_series(
        0,
        Plotted(
            series_title(1, frame.names[0], shown),
            categories,
            series_values(_VALUE, frame.values[0], code),
        ),
        fill_and_line(palette.focus, None),
        labels=_bar_labels(frame, plan, vital),
        points=focus_points(rest, palette.neutral),
    )


def _bar_labels(frame: Frame, plan: _Plan, vital: frozenset[int]) -> Xml:
    size = plan.area.label_pt
    if not size:
        return NOTHING
    code = frame.numbers.written(negative=False)
    points = [
        no_label(n)
        if n in plan.without
        else value_label(n, code, frame.look(size, _ink(frame, n in vital)), "ctr")
        for n in sorted(plan.inside | plan.without)
    ]
    return value_labels(code, frame.look(size), "outEnd", join(points))


def _ink(frame: Frame, vital: bool) -> Colour:
    palette = frame.palette
    return ink_on(palette.focus if vital else palette.neutral, palette)


def _line(frame: Frame, plan: _Plan, categories: Xml, name: str) -> Xml:
    colour, size = frame.palette.total, plan.area.label_pt
    code = share_numbers(frame.spec.language).written(negative=False)
    plotted = Plotted(
        series_name(_SHARE, name), categories, series_values(_SHARE, plan.shares, _SHARE_CODE)
    )
    labels = value_labels(code, frame.look(size, colour), "t") if size else NOTHING
    return line_over(1, plotted, colour, len(plan.shares), labels)


# --- the worksheet ----------------------------------------------------------------------------


def _columns(frame: Frame, plan: _Plan, line_name: str) -> list[SheetColumn]:
    """Return names and values as inputs, then rank, sorted name and value, and share so far."""
    row, names, code = frame.values[0], frame.spec.categories, frame.format_of(0)
    last = len(row) + 1
    known = [value is not None for value in row]
    ranks = [float(n) if there else None for n, there in enumerate(known, 1)]
    at = [f"MATCH({n},$C$2:$C${last},0)" for n in range(1, last)]
    return [
        *frame.input_columns(),
        _helper(
            "Rank",
            ranks,
            [
                f"RANK(B{r},$B$2:$B${last})+COUNTIF($B$2:B{r},B{r})-1" if known[r - 2] else ""
                for r in range(2, last + 1)
            ],
            "0",
        ),
        _helper(
            "Category (sorted)",
            names,
            [f"INDEX($A$2:$A${last},{at[n]})" if known[n] else "" for n in range(len(row))],
            "General",
        ),
        _helper(
            f"{frame.names[0]} (sorted)",
            row,
            [f"INDEX($B$2:$B${last},{at[n]})" if known[n] else "" for n in range(len(row))],
            code,
        ),
        _helper(
            line_name,
            plan.shares,
            [
                f"SUM(E$2:E{r})/SUM(E$2:E${last})" if known[r - 2] else ""
                for r in range(2, last + 1)
            ],
            _SHARE_CODE,
        ),
    ]


def _helper(
    header: str, values: Sequence[float | str | None], formulas: Sequence[str], code: str
) -> SheetColumn:
    return SheetColumn(header, values, code, helper=True, formulas=formulas)


def _told(frame: Frame, plan: _Plan, language: str) -> str:
    few = sum((share or 1.0) < VITAL - 1e-9 for share in plan.shares) + 1
    few = min(few, sum(share is not None for share in plan.shares))
    names = ", ".join(frame.spec.categories[:few][:_MOST_TOLD])
    share = share_numbers(frame.spec.language).text(plan.shares[few - 1] or 0.0)
    told = _TOLD.get(language, _TOLD["en"])
    return told.format(few=few, count=len(plan.shares), share=share, names=names)
