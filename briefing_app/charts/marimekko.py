"""The Marimekko: columns as wide as a figure says, in segments.

A hundred thin columns without gaps are stacked; each looks up, by formulas, which of the wide
columns it belongs to. One more at either end is empty, so that lines and labels, which are points
over the columns, may stand at the very edges. Borders between columns are whole slices.

Only the table of figures (and the widths, where they are given) are inputs.
"""

from __future__ import annotations

from math import inf, isfinite

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import legend_above, value_axis
from briefing_app.charts.chart_elements import (
    Plotted,
    category_texts,
    fill_and_line,
    series_title,
    series_values,
)
from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.columns_and_bars import bar_chart, bar_series, focus_points
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.marimekko_plan import SLICES, Plan, plan_of
from briefing_app.charts.marimekko_points import Mosaic, points_over
from briefing_app.charts.marimekko_sheet import Cells, blocks_of_slices, sheet_of
from briefing_app.charts.points_over_columns import (
    hidden_categories,
    points_axes,
    points_chart,
)
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml, join

MOST_COLUMNS = 50
"""Wide columns: their borders are points, and there may be no more of these than slices."""


def marimekko_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a Marimekko."""
    units = spec.kind is ChartKind.MARIMEKKO_UNITS
    values = [
        v
        for series in spec.series
        for v in series.values
        if isinstance(v, float | int) and isfinite(v)
    ]
    if any(v < 0 for v in values):
        return error(
            "chart-marimekko-negative",
            "A Marimekko shows areas, and there are values below zero.",
            "Choose columns or a waterfall, or leave these values out.",
        )
    if len(spec.categories) > MOST_COLUMNS:
        return error(
            "chart-marimekko-columns",
            f"A Marimekko has {MOST_COLUMNS} columns at most, and here are {len(spec.categories)}.",
            "Gather the small ones as “Other”, or choose bars.",
        )
    if units and len(spec.widths) != len(spec.categories):
        return error(
            "chart-marimekko-widths",
            f"There are {len(spec.widths)} widths for {len(spec.categories)} columns.",
            "Choose a column of figures that says how wide each one is.",
        )
    widths = list(spec.widths) if units else values
    if any(w < 0 for w in widths) or not 0 < sum(widths) < inf:
        return error(
            "chart-marimekko-empty",
            "The widths of the columns are all zero, or some are below zero.",
            "Check the figures, or choose columns.",
        )
    return None


def draw_marimekko(frame: Frame) -> Drawing:
    """Return a Marimekko, its heights in per cent or in the units of the values."""
    plan = plan_of(frame)
    sheet, cells = sheet_of(plan)
    wide = [n for n, block in enumerate(plan.blocks) if block.right > block.left]
    bars = _slices(plan, sheet, cells)
    over, findings = points_over(Mosaic(plan, sheet, cells), len(bars))
    axes = join(
        (
            hidden_categories(),
            value_axis(plan.scale, frame, horizontal=False),
            points_axes(SLICES + 2, plan.scale),
        )
    )
    return Drawing(
        inner=plan.inner,
        groups=(bar_chart(bars, lying=False, overlap=100, gap=0),),
        over=(points_chart(over),),
        axes=axes,
        columns=sheet.columns,
        series=len(bars) + len(over),
        legend=legend_above(plan.legend, range(len(bars), len(bars) + len(over)), frame)
        if plan.legend
        else NOTHING,
        findings=(
            *said.names_cut(plan.cut),
            *said.marimekko_names(plan.shortened),
            *said.too_narrow(len(plan.blocks) - len(wide)),
            *findings,
        ),
    )


def _slices(plan: Plan, sheet: ChartSheet, cells: Cells) -> list[Xml]:
    frame = plan.frame
    colours, marked = colours_of(frame)
    names = [str(v or "") for v in sheet.columns[cells.categories].values]
    categories = category_texts(cells.categories, names)
    of = blocks_of_slices(plan.blocks)
    points = frozenset(n for n, b in enumerate(of, 1) if b in marked)
    return [
        bar_series(
            n,
            Plotted(
                series_title(cells.first + n, frame.names[n], plan.shown[n]),
                categories,
                series_values(column, sheet.columns[column].values, "General"),
            ),
            fill_and_line(colours[n], None),
            points=focus_points(points, frame.palette.focus),
        )
        for n, column in enumerate(cells.slices)
    ]
