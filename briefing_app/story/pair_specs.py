"""Charts of pairs: one value beside, before or against another."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.model.cell_value import Missing
from briefing_app.model.chart_spec import ChartKind, Series
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, info
from briefing_app.story.chart_series import (
    Ask,
    Made,
    by_columns,
    by_rows,
    in_time,
    rows_in_time,
)
from briefing_app.story.column_meaning import tells_limit, tells_target


def of_pairs(ask: Ask) -> Made:
    """Return a butterfly or a dumbbell: two series over the categories.

    Points in time give the first and the last of them; otherwise it is the first two measures.
    """
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    dumbbell = ask.kind is ChartKind.DUMBBELL
    if dumbbell and data.time_rows and len(data.rows) > 1 and measures:
        rows = rows_in_time(data)
        spec = by_columns(wish, data, measures, [rows[0], rows[-1]])
        return replace(spec, time=False), [*findings, *_between(ask, len(rows))]
    if data.time_columns and not wish.names("series"):
        columns = in_time(measures)
        pair: tuple[Column, ...] = (columns[0], columns[-1]) if len(columns) > 1 else ()
        findings += _between(ask, len(columns))
    else:
        pair, found = ask.picked(measures, 2)
        findings += found
    if len(pair) < 2:
        return ask.cannot(
            f"{ask.name.capitalize()} sets two columns of one unit against each other, and the "
            f"table has {len(pair)}.",
            "Name a range with two columns of figures.",
        )
    spec = by_rows(wish, data, pair, data.rows)
    return replace(spec, time=False), findings


def of_slope(ask: Ask) -> Made:
    """Return a line for each series from the first to the last point in time."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    if data.time_rows and not data.time_columns:
        rows = rows_in_time(data)
        if len(rows) > 1 and measures:
            spec = by_rows(wish, data, measures, [rows[0], rows[-1]])
            return replace(spec, time=True), [*findings, *_between(ask, len(rows))]
    if data.time_columns:
        columns = in_time(measures)
        pair = [columns[0], columns[-1]] if len(columns) > 1 else []
        findings += _between(ask, len(columns))
    else:
        first_two, found = ask.picked(measures, 2)
        pair = list(first_two)
        findings += found
    if len(pair) < 2:
        return ask.cannot(
            "A slope goes from one column of figures to another, and the table has "
            f"{len(pair)} of one unit.",
            "Name a range with two points in time.",
        )
    return by_columns(wish, data, pair, data.rows), findings


def _between(ask: Ask, count: int) -> list[Finding]:
    """Return what is said of the points in time between the first and the last."""
    if count < 3:
        return []
    what = f"{ask.name.capitalize()} shows the first and the last of {count} points in time."
    remedy = "Choose a line where the way between them matters."
    return [info("periods-left-out", what, remedy, ask.wish.place)]


def of_bullets(ask: Ask) -> Made:
    """Return the measure, its target and the limits of bands, the lowest first."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    asked, _ = ask.picked(measures, len(measures)) if wish.names("series") else ((), [])
    columns = list(asked or measures)
    target = next((c for c in columns if tells_target(c.label)), None)
    limits = [c for c in columns if c is not target and tells_limit(c.label)]
    plain = [c for c in columns if c is not target and c not in limits]
    if target is None and len(plain) > 1:
        target = plain.pop(1)
    if target is None or not plain:
        return ask.cannot(
            "A bullet chart needs a column of what was reached and one of the target.",
            "Name a range with both; a header such as “Target” or “Plan” tells them apart.",
        )
    if asked:
        plain, limits = plain[:1], [*plain[1:], *limits]
    unused = [column.label for column in plain[1:]]
    if unused:
        what = f"A bullet chart shows one measure; not charted: {', '.join(unused)}."
        remedy = "Name the measure, the target and the limits with the option series=…."
        findings.append(info("measures-left-out", what, remedy, wish.place))
    spec = by_rows(wish, data, [plain[0], target, *limits], data.rows)
    bands = sorted(spec.series[2:], key=_middle)
    return replace(spec, series=(*spec.series[:2], *bands), time=False), findings


def _middle(series: Series) -> float:
    known = [value for value in series.values if not isinstance(value, Missing)]
    return sum(known) / len(known) if known else 0.0
