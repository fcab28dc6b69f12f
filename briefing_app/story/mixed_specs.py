"""Charts of several kinds of series: combinations, stacks side by side, columns with widths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing_app.model.chart_spec import ChartSpec, Series
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.labels import said
from briefing_app.story.chart_series import (
    Ask,
    Made,
    by_columns,
    by_rows,
    format_of,
    left_out,
    with_own_unit,
)
from briefing_app.story.column_meaning import is_rate, says_amount, tells_target
from briefing_app.story.column_roles import Cross
from briefing_app.story.exhibit_units import rows_of_one_measure, same_measure, unit_by_column
from briefing_app.story.point_specs import column_named, unknown_column

_FAR_APART = 20.0
"""From this ratio of sizes on, one axis would flatten the smaller series."""


# --- combinations -----------------------------------------------------------------------------


def two_measures(data: Cross) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Return the columns that a combination draws as columns, and those that it draws as lines.

    They differ in their unit, else in being amounts and rates; the lines are the rates.
    """
    units = unit_by_column(data.table)
    first = same_measure(data.measures, units)
    rest = tuple(column for column in data.measures if column not in first)
    second = same_measure(rest, units)
    if not second:
        second = tuple(column for column in first if _is_rate(column, units))
        first = tuple(column for column in first if column not in second)
    if first and second and _is_rate(first[0], units) and not _is_rate(second[0], units):
        return second, first
    return first, second


def _is_rate(column: Column, units: dict[int, str]) -> bool:
    return is_rate(column.label, units.get(column.index, ""), column.number_formats)


def of_combination(ask: Ask) -> Made:
    """Return columns and lines; lines of another unit have an axis of their own."""
    data, wish = ask.data, ask.wish
    if data.time_columns and not data.time_rows:
        return _combined_rows(ask)
    columns, lines = two_measures(data)
    named = {name.casefold() for name in wish.names("lines")}
    unlike = bool(columns and lines)
    if named:
        asked = tuple(column for column in data.measures if column.label.casefold() in named)
        lines = asked or lines
        rest = tuple(column for column in data.measures if column not in lines)
        columns = same_measure(rest, unit_by_column(wish.table))
        unlike = bool(columns) and len(same_measure([*columns, *lines], _units(ask))) < len(
            (*columns, *lines)
        )
    elif not columns or not lines:
        every = (*columns, *lines)
        targets = tuple(column for column in every if tells_target(column.label))
        lines = targets if 0 < len(targets) < len(every) else every[-1:]
        columns = tuple(column for column in every if column not in lines)
        unlike = False
    if not columns or not lines:
        return ask.cannot(
            "A combination sets columns beside a line, and the table has one column of figures.",
            "Name a range with two columns of figures.",
        )
    shown = (*columns, *lines)
    findings = left_out([c.label for c in data.measures if c not in shown], wish)
    spec = by_rows(wish, data, columns, data.rows)
    own = tuple(
        with_own_unit(series, column, data.rows, wish)
        for column, series in zip(shown, by_rows(wish, data, shown, data.rows).series, strict=True)
    )
    spec = replace(spec, series=own, line_series=tuple(column.label for column in lines))
    return _with_second_axis(spec, unlike=unlike), findings


def _units(ask: Ask) -> dict[int, str]:
    return unit_by_column(ask.wish.table)


def _combined_rows(ask: Ask) -> Made:
    """Return a combination of a table whose measures run in rows."""
    data, wish = ask.data, ask.wish
    rows = list(data.rows)
    alike = list(rows_of_one_measure(data.measures, rows))
    lines = [row for row in rows if row not in alike]
    unlike = bool(lines)
    named = {name.casefold() for name in wish.names("lines")}
    if named:
        lines = [row for row in rows if data.row_labels[row].casefold() in named]
        alike = [row for row in alike if row not in lines]
        unlike = unlike and any(row not in alike for row in lines)
    elif not lines:
        alike, lines = rows[:-1], rows[-1:]
    elif all(_percent_row(data, row) for row in alike):
        alike, lines = lines, alike
    if not alike or not lines or not data.measures:
        return ask.cannot(
            "A combination sets columns beside a line, and the table has one row of figures.",
            "Name a range with two rows of figures.",
        )
    spec = by_columns(wish, data, data.measures, [*alike, *lines])
    formats = [format_of(data.measures, [row]) for row in (*alike, *lines)]
    series = tuple(
        replace(one, number_format=code) for one, code in zip(spec.series, formats, strict=True)
    )
    spec = replace(
        spec,
        series=series,
        number_format=formats[0],
        line_series=tuple(data.row_labels[row] for row in lines),
    )
    return _with_second_axis(spec, unlike=unlike), []


def _percent_row(data: Cross, row: int) -> bool:
    return "%" in format_of(data.measures, [row])


def _with_second_axis(spec: ChartSpec, *, unlike: bool) -> ChartSpec:
    """Give the lines an axis of their own where they have another unit or another size."""
    if unlike:
        return replace(spec, second_axis=True)
    count = len(spec.series) - len(spec.line_series)
    height = max(map(_largest, spec.series[:count]))
    line = max(map(_largest, spec.series[count:]))
    low, high = sorted((height, line))
    return replace(spec, second_axis=low > 0 and high / low > _FAR_APART)


def _largest(series: Series) -> float:
    return max((abs(value) for value in series.values if isinstance(value, float)), default=0.0)


# --- stacks side by side ----------------------------------------------------------------------


def of_stacks(ask: Ask) -> Made:
    """Return stacks side by side: by headers of two levels, or as the option ``stacks`` says."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    asked = wish.options.get("stacks", "")
    names, found = _asked_stacks(ask, asked, measures) if asked else (_header_stacks(measures), [])
    findings += found
    shown = [column for column in measures if column.index in names]
    if len(set(names.values())) < 2 or not shown:
        return ask.cannot(
            "Stacks side by side need headers of two levels, such as “2023” over “Bolts” and "
            "“Nuts”.",
            "Or write which columns make a stack: stacks=2023: A, B; 2024: C, D.",
        )
    findings += left_out([c.label for c in measures if c.index not in names], wish)
    spec = by_rows(wish, data, shown, data.rows)
    labels = _inner_labels(shown) if not asked else [column.label for column in shown]
    series = tuple(replace(one, name=label) for one, label in zip(spec.series, labels, strict=True))
    stacks = tuple(names[column.index] for column in shown)
    return replace(spec, series=series, stacks=stacks), findings


def _header_stacks(measures: Sequence[Column]) -> dict[int, str]:
    """Return the outer header of each column, by worksheet column."""
    stacks = {column.index: column.header[0] for column in measures if len(column.header) > 1}
    several = len(set(stacks.values())) < len(stacks)
    return stacks if several else {}


def _inner_labels(columns: Sequence[Column]) -> list[str]:
    return [" ".join(filter(None, column.header[1:])) or column.label for column in columns]


def _asked_stacks(
    ask: Ask, asked: str, measures: Sequence[Column]
) -> tuple[dict[int, str], list[Finding]]:
    """Return the stack of each column as it is written: ``Plan: A, B; Actual: C, D``."""
    by_name = {column.label.casefold(): column for column in reversed(measures)}
    stacks: dict[int, str] = {}
    findings: list[Finding] = []
    if ":" not in asked and "\uff1a" not in asked:
        each = [name.strip() for name in asked.split(",")]
        return {c.index: name for c, name in zip(measures, each, strict=False) if name}, []
    for part in re.split(r"[|;\uff1b]", asked):
        stack, _, members = part.replace("\uff1a", ":").partition(":")
        for name in filter(None, map(str.strip, members.split(","))):
            column = by_name.get(said(name, ask.wish.words).casefold())
            if column is None:
                findings.append(unknown_column(ask, "stacks", name))
            else:
                stacks[column.index] = said(stack.strip(), ask.wish.words)
    return stacks, findings


# --- columns with widths ----------------------------------------------------------------------


def of_widths(ask: Ask) -> Made:
    """Return columns as wide as a second measure says: the one that ``widths`` names."""
    data, wish = ask.data, ask.wish
    asked = wish.options.get("widths", "")
    width = column_named(ask, asked) if asked else width_column(data)
    findings = [unknown_column(ask, "widths", asked)] if asked and width is None else []
    width = width or width_column(data)
    others = [column for column in data.measures if column is not width]
    if width is None or not others:
        return ask.cannot(
            "A Marimekko in units needs a column of heights and one of widths.",
            "Name the column of widths with the option widths=….",
        )
    measures = same_measure(others, unit_by_column(wish.table))
    findings += left_out([c.label for c in others if c not in measures], wish)
    widths = width.numbers
    rows = [row for row in data.rows if (wide := widths[row]) is not None and wide > 0]
    dropped = [data.row_labels[row] for row in data.rows if row not in rows]
    if dropped:
        what = f"Not charted, since their width is not above zero: {', '.join(dropped)}."
        findings.append(warning("points-left-out", what, "Check the widths.", wish.place))
    if not rows:
        return ask.cannot("No row has a width above zero.", "Choose another column of widths.")
    if not asked:
        what = f"The columns are as wide as “{width.label}” says."
        remedy = "Name another column with the option widths=…."
        findings.append(info("widths-chosen", what, remedy, wish.place))
    spec = by_rows(wish, data, measures, rows)
    shown = tuple(value for row in rows if (value := widths[row]) is not None)
    return replace(spec, widths=shown, time=False), findings


def width_column(data: Cross) -> Column | None:
    """Return the measure that may be the widths: an amount beside a rate, else the last."""
    if len(data.measures) < 2:
        return None
    columns, lines = two_measures(data)
    if columns and lines:
        return columns[0]
    amounts = [column for column in data.measures if says_amount(column.label)]
    return amounts[0] if len(amounts) == 1 else data.measures[-1]
