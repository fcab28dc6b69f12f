"""Choose an exhibit's kind from what the data is, with the reason in words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing_app.charts.families import FAMILIES
from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.exhibit_spec import TextExhibit
from briefing_app.story.chart_reasons import REASONS
from briefing_app.story.column_roles import Cross
from briefing_app.story.kind_names import KIND_OF
from briefing_app.story.table_shape import Shape

TABLE = "table"
TEXT_KINDS = tuple(kind.value for kind in TextExhibit)
KINDS = (*(kind.value for kind in ChartKind if kind in FAMILIES), TABLE, *TEXT_KINDS)
"""Every kind that can be asked for, named as in a topic library."""

_MANY_PERIODS, _MANY_SERIES, _MANY_ROWS, _FEW_ROWS = 8, 7, 25, 2
_MOST_COMBINED, _MOST_BULLETS, _MOST_TASKS, _MOST_DUMBBELLS = 20, 15, 30, 20
_FEWEST_POINTS, _FEWEST_OBSERVATIONS = 8, 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind (one of KINDS) and why."""

    kind: str
    reason: str


def kind_named(words: str) -> str | None:
    """Return the kind that is meant by words, in any case; None when it is not known."""
    plain = " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
    plain = plain.replace(" %", "%").removesuffix(" chart").removesuffix("diagramm").strip()
    kind = KIND_OF.get(plain, plain)
    return kind if kind in KINDS else None


def nearest_kinds(words: str) -> tuple[str, ...]:
    """Return the names of kinds that look most like what was written."""
    names = [name for name, kind in KIND_OF.items() if kind in KINDS]
    near = difflib.get_close_matches(words.casefold(), names, n=3, cutoff=0.4)
    return tuple(dict.fromkeys(KIND_OF[name] for name in near)) or KINDS


def choose_kind(cross: Cross) -> Choice:
    """Return the kind that shows a data table best."""
    return _first(Shape(cross))


def ranked_kinds(cross: Cross) -> tuple[Choice, ...]:
    """Return the charts and the table that say something of a data table, the best first.

    Whether a chart can be drawn of all of it is not asked.
    """
    shape = Shape(cross)
    first = _first(shape)
    found = [first]
    for kind, reason in REASONS.items():
        if kind in FAMILIES and kind.value != first.kind and (said := reason(shape)):
            found.append(Choice(kind.value, said))
    if first.kind != TABLE:
        found.append(Choice(TABLE, f"{shape.rows} rows, every figure to be read: a table"))
    return tuple(found)


def _first(shape: Shape) -> Choice:
    """Return the chart that says more than the usual one, if there is one, else the usual one."""
    for kind, suits in _CLEARLY_BETTER.items():
        if kind in FAMILIES and suits(shape):
            reason = REASONS[kind](shape)
            if reason:
                return Choice(kind.value, reason)
    return _usual(shape)


def _is_combined(shape: Shape) -> bool:
    few = 1 < shape.periods <= _MOST_COMBINED and not shape.data.time_columns
    return shape.data.time_rows and few and shape.has_own_units and shape.columns == 2


def _is_slope(shape: Shape) -> bool:
    parts = shape.adds_up or shape.shares
    return shape.periods == 2 and 2 < shape.series <= _MANY_SERIES and not parts


def _is_dumbbell(shape: Shape) -> bool:
    across = shape.data.time_columns and not shape.data.time_rows
    return across and shape.periods == 2 and _MANY_SERIES < shape.rows <= _MOST_DUMBBELLS


def _is_bullet(shape: Shape) -> bool:
    named = shape.rows <= _MOST_BULLETS and not shape.over_time and not shape.data.is_unnamed
    return named and shape.targets == 1 and len(shape.alike) == 2


def _is_of_shares(shape: Shape) -> bool:
    few = 1 < shape.categories <= _MANY_PERIODS and 1 < shape.series <= _MANY_SERIES
    return few and shape.shares


def _is_scatter(shape: Shape) -> bool:
    named = not shape.over_time and shape.rows >= _FEWEST_POINTS
    return named and shape.has_own_units and shape.columns == 2


def _is_histogram(shape: Shape) -> bool:
    alone = shape.columns == 1 and len(shape.data.table.value_columns) == 1
    return shape.data.is_unnamed and alone and shape.rows >= _FEWEST_OBSERVATIONS


_CLEARLY_BETTER: Mapping[ChartKind, Callable[[Shape], bool]] = {
    ChartKind.GANTT: lambda shape: shape.is_plan and shape.rows <= _MOST_TASKS,
    ChartKind.COMBINATION: _is_combined,
    ChartKind.SLOPE: _is_slope,
    ChartKind.DUMBBELL: _is_dumbbell,
    ChartKind.BULLET: _is_bullet,
    ChartKind.FULL_COLUMN: lambda shape: shape.over_time and _is_of_shares(shape),
    ChartKind.FULL_BAR: lambda shape: not shape.over_time and _is_of_shares(shape),
    ChartKind.SCATTER: _is_scatter,
    ChartKind.HISTOGRAM: _is_histogram,
}
"""Kinds that are chosen before the usual ones, and for which tables."""


def _usual(shape: Shape) -> Choice:
    """Return columns, lines, bars, stacks or a table."""
    rows, columns = shape.rows, shape.columns
    if not columns or rows < 1:
        return Choice(TABLE, "no column of figures: a table")
    if shape.over_time:
        return _usual_over_time(shape)
    if rows > _MANY_ROWS:
        return Choice(TABLE, f"{rows} rows are too many for a chart: a table")
    if columns == 1:
        return Choice("bar", f"{rows} categories to compare: bars")
    if shape.adds_up:
        return Choice("stacked bar", f"{columns} parts that add up: stacked bars")
    if columns <= 3 and rows * columns <= _MANY_ROWS:
        return Choice("bar", f"{rows} categories, {columns} measures: bars")
    return Choice(TABLE, f"{rows} rows of {columns} measures: a table")


def _usual_over_time(shape: Shape) -> Choice:
    rows, columns = shape.rows, shape.columns
    periods, series = (columns, rows) if shape.data.time_columns else (rows, columns)
    if series > _MANY_SERIES and periods <= _MANY_PERIODS:
        return Choice(TABLE, f"{series} series are too many for a chart: a table")
    if periods <= _MANY_PERIODS and series <= _FEW_ROWS:
        return Choice("column", f"{periods} periods: columns")
    if shape.adds_up and periods <= _MANY_PERIODS:
        reason = f"{periods} periods and {series} parts that add up: stacked columns"
        return Choice("stacked column", reason)
    return Choice("line", f"{periods} periods, {series} series: lines")
