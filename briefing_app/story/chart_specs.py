"""From a data table and a kind to a chart specification."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, warning
from briefing_app.story.chart_options import with_options
from briefing_app.story.chart_order import in_order
from briefing_app.story.chart_series import Ask, Made, by_columns, by_rows, left_out
from briefing_app.story.column_roles import Cross, runs_backwards
from briefing_app.story.exhibit_units import rows_of_one_measure
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.mixed_specs import of_combination, of_stacks, of_widths
from briefing_app.story.pair_specs import of_bullets, of_pairs, of_slope
from briefing_app.story.plan_specs import of_plan
from briefing_app.story.point_specs import of_boxes, of_observations, of_points

_OWN_SERIES = frozenset(
    {
        ChartKind.SCATTER,
        ChartKind.BUBBLE,
        ChartKind.BULLET,
        ChartKind.HISTOGRAM,
        ChartKind.BOX_PLOT,
        ChartKind.GANTT,
        ChartKind.STACKED_CLUSTERED,
        ChartKind.DUMBBELL,
        ChartKind.BUTTERFLY,
    }
)
"""Kinds that take ``series`` for the columns that they are made of."""


def chart_spec(kind: ChartKind, wish: Wish, data: Cross) -> Made:
    """Return a chart of a kind, None where the table does not give it, and what there is to say."""
    spec, findings = _MAKERS.get(kind, _of_cross)(Ask(kind, wish, data))
    if spec is None:
        return None, findings
    spec = replace(
        spec,
        kind=kind,
        title=wish.title,
        number_format=wish.options.get("number format") or spec.number_format,
        language=wish.language,
        message=wish.message,
    )
    if kind not in _OWN_SERIES:
        spec = _with_series(spec, wish)
    spec = replace(spec, focus=_in_focus(spec, wish))
    if spec.time and runs_backwards(spec.categories):
        spec = _backwards(spec)
    named = spec
    spec, found = in_order(spec, wish)
    spec, more = with_options(spec, wish)
    return spec, [*findings, *_unknown_names(named, spec, wish, data), *found, *more]


def _of_cross(ask: Ask) -> Made:
    """Return one value for each category and series: rows by columns, or columns by rows."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    rows = list(data.rows)
    if data.time_columns and not data.time_rows and measures:
        shown = rows_of_one_measure(measures, rows)
        findings += left_out([data.row_labels[row] for row in rows if row not in shown], wish)
        return by_columns(wish, data, measures, shown), findings
    return by_rows(wish, data, measures, rows), findings


def _of_grid(ask: Ask) -> Made:
    """Return the table as it stands: a series for each row, a category for each column."""
    measures, findings = ask.one_measure()
    if not measures:
        return ask.cannot("There is no column of figures.", "Choose another range.")
    return by_columns(ask.wish, ask.data, measures, ask.data.rows), findings


def _of_one_series(ask: Ask) -> Made:
    """Return the parts of one measure: of points in time the latest."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    rows = data.rows
    if len(rows) == 1 and len(measures) > 1:
        return replace(by_columns(wish, data, measures, rows), time=False), findings
    if data.time_columns and not runs_backwards([column.label for column in measures]):
        measures = measures[::-1]
    measures, found = ask.picked(measures, 1)
    spec = by_rows(wish, data, measures, rows)
    return replace(spec, time=False), [*findings, *found]


def _of_steps(ask: Ask) -> Made:
    """Return the steps of a measure in the order of the sheet, with its levels marked."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    if ask.kind is ChartKind.WATERFALL:
        measures, found = ask.picked(measures, 1)
        findings += found
    spec = by_rows(wish, data, measures, range(len(data.row_labels)))
    named = {name.casefold() for name in wish.names("totals")}
    totals = [i for i, label in enumerate(spec.categories) if label.casefold() in named]
    if not named:
        totals = sorted({*data.total_rows, *_levels(spec)})
    return replace(spec, total_categories=tuple(totals), time=False), findings


def _levels(spec: ChartSpec) -> list[int]:
    """Return first and last step when the last is the sum of all before it, in every series."""
    for series in spec.series:
        numbers = [v for v in series.values if isinstance(v, float)]
        if len(numbers) < 3 or len(numbers) != len(series.values):
            return []
        tolerance = 1e-6 * max(abs(v) for v in numbers)
        if abs(sum(numbers[:-1]) - numbers[-1]) > tolerance:
            return []
    return [0, len(spec.categories) - 1] if spec.series else []


def _with_series(spec: ChartSpec, wish: Wish) -> ChartSpec:
    """Keep the series that the option names, in that order."""
    by_name = {series.name.casefold(): series for series in spec.series}
    names = [name.casefold() for name in wish.names("series")]
    kept = [by_name[name] for name in names if name in by_name]
    return replace(spec, series=tuple(kept)) if kept else spec


def _in_focus(spec: ChartSpec, wish: Wish) -> tuple[str, ...]:
    """Return the names in focus as the chart has them, in whatever case they are written."""
    known = {name.casefold(): name for name in (*(s.name for s in spec.series), *spec.categories)}
    return tuple(known.get(name.casefold(), name) for name in wish.names("focus"))


def _unknown_names(named: ChartSpec, spec: ChartSpec, wish: Wish, data: Cross) -> list[Finding]:
    """Return a finding for each name that is neither series nor category.

    named: the chart before its small categories were gathered; spec: after that.
    """
    shown = {s.name for s in (*named.series, *spec.series)} | {*named.categories, *spec.categories}
    known = {name.casefold() for name in (*shown, *named.groups)}
    columns = {column.label.casefold() for column in data.table.value_columns}
    return [
        warning(
            "option-name-unknown",
            f"The option “{option}” names “{name}”, which is no series and no category.",
            f"Write one of: {', '.join(sorted(shown)[:12])}.",
            wish.place,
        )
        for option in ("focus", "totals", "series", "lines")
        for name in wish.names(option)
        if name.casefold() not in known
        and not (option == "totals" and wish.says("totals") is not None)
        and not (option == "series" and name.casefold() in columns)
    ]


def _backwards(spec: ChartSpec) -> ChartSpec:
    """Put points in time in order, the earliest first: a chart that runs backwards misleads."""
    return replace(
        spec,
        categories=spec.categories[::-1],
        series=tuple(
            replace(series, values=series.values[::-1], addresses=series.addresses[::-1])
            for series in spec.series
        ),
    )


_MAKERS: Mapping[ChartKind, Callable[[Ask], Made]] = {
    ChartKind.STACKED_CLUSTERED: of_stacks,
    ChartKind.COMBINATION: of_combination,
    ChartKind.PIE: _of_one_series,
    ChartKind.DOUGHNUT: _of_one_series,
    ChartKind.PARETO: _of_one_series,
    ChartKind.WATERFALL: _of_steps,
    ChartKind.STACKED_WATERFALL: _of_steps,
    ChartKind.MARIMEKKO_UNITS: of_widths,
    ChartKind.BUTTERFLY: of_pairs,
    ChartKind.DUMBBELL: of_pairs,
    ChartKind.SLOPE: of_slope,
    ChartKind.SCATTER: of_points,
    ChartKind.BUBBLE: of_points,
    ChartKind.BULLET: of_bullets,
    ChartKind.HISTOGRAM: of_observations,
    ChartKind.BOX_PLOT: of_boxes,
    ChartKind.HEAT_MAP: _of_grid,
    ChartKind.GANTT: of_plan,
}
"""The others show one value for each category and series."""
