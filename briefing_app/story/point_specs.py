"""Charts of single points and observations: scatter, bubble, histogram, box plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.data_table import Column
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.labels import said
from briefing_app.story.chart_series import Ask, Made, format_of, series_of_column, with_own_unit
from briefing_app.story.column_roles import label_texts, row_labels, text_columns

MOST_GROUPS = 7
MOST_BOXES = 20


def of_points(ask: Ask) -> Made:
    """Return points by two measures, of whatever units; of bubbles the third is their size."""
    data, wish = ask.data, ask.wish
    needed = 3 if ask.kind is ChartKind.BUBBLE else 2
    columns, findings = ask.picked(data.measures, needed)
    if len(columns) < needed:
        return ask.cannot(
            f"{ask.name.capitalize()} chart needs {needed} columns of figures, and the table has "
            f"{len(columns)}.",
            "Name a range with more columns, or choose bars.",
        )
    rows = [
        row for row in data.rows if all(isinstance(column.values[row], float) for column in columns)
    ]
    findings += _points_left_out(ask, len(data.rows) - len(rows))
    group, found = group_column(ask)
    series = tuple(
        with_own_unit(series_of_column(wish, column, rows), column, rows, wish)
        for column in columns
    )
    units = {one.unit for one in series}
    spec = ChartSpec(
        ask.kind,
        tuple(names_beside(ask, group)[row] for row in rows),
        series,
        unit=wish.unit or (units.pop() if len(units) == 1 else ""),
        number_format=series[0].number_format,
        groups=_of(group_texts(ask, group), rows),
    )
    return spec, [*findings, *found]


def _of(texts: Sequence[str], rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(texts[row] for row in rows) if texts else ()


def _points_left_out(ask: Ask, count: int) -> list[Finding]:
    if not count:
        return []
    rows = "1 row is" if count == 1 else f"{count} rows are"
    what = f"{rows} no point of the chart, since a figure is missing."
    remedy = "Check whether the figures can be had, and note it below the chart."
    return [info("points-left-out", what, remedy, ask.wish.place)]


# --- groups -----------------------------------------------------------------------------------


def group_column(ask: Ask) -> tuple[Column | None, list[Finding]]:
    """Return the column that says which group each row belongs to, if there is one.

    The one that ``groups`` names; else, beside a column of names, texts that come again and again.
    """
    table, asked = ask.wish.table, ask.wish.options.get("groups", "")
    if asked.casefold() in ("none", "keine", "无"):
        return None, []
    if asked:
        named = column_named(ask, asked)
        return named, [] if named else [unknown_column(ask, "groups", asked)]
    texts = text_columns(table)
    groups = [column for column in texts if _repeats(column, ask.data.rows)]
    return (groups[0] if groups and len(texts) > 1 else None), []


def column_named(ask: Ask, name: str) -> Column | None:
    """Return the column of a header, in any case."""
    wanted = said(name, ask.wish.words).casefold()
    columns = ask.wish.table.columns
    return next((column for column in columns if column.label.casefold() == wanted), None)


def unknown_column(ask: Ask, option: str, name: str) -> Finding:
    """Return what is said of an option that names no column."""
    known = ", ".join(column.label for column in ask.wish.table.columns if column.label)
    what = f"The option “{option}” names “{name}”, which is no column of the table."
    return warning("option-name-unknown", what, f"Write one of: {known}.", ask.wish.place)


def _repeats(column: Column, rows: Sequence[int]) -> bool:
    texts = [value for row in rows if isinstance(value := column.values[row], str)]
    return 2 <= len(set(texts)) <= min(MOST_GROUPS, len(texts) - 1)


def group_texts(ask: Ask, group: Column | None) -> tuple[str, ...]:
    """Return the group of each data row; a blank cell belongs to the group above it."""
    if group is None:
        return ()
    filled: list[str] = []
    for text in label_texts(group, ask.wish.language):
        filled.append(text or (filled[-1] if filled else ""))
    return tuple(filled)


def names_beside(ask: Ask, group: Column | None) -> tuple[str, ...]:
    """Return the labels of the data rows without the group that they belong to."""
    table = ask.wish.table
    labels = tuple(column for column in table.label_columns if column is not group)
    if group is None or not labels or len(labels) == len(table.label_columns):
        return ask.data.row_labels
    named = replace(table, columns=labels, header_cols=len(labels))
    return row_labels(named, ask.wish.language)


# --- observations -----------------------------------------------------------------------------


def of_observations(ask: Ask) -> Made:
    """Return a histogram: the observations of one measure, those that are missing left out."""
    data, wish = ask.data, ask.wish
    columns, findings = ask.picked(data.measures, 1)
    if not columns:
        return ask.cannot("There is no column of figures to count.", "Choose another range.")
    rows = [row for row in data.rows if isinstance(columns[0].values[row], float)]
    findings += _points_left_out(ask, len(data.rows) - len(rows))
    spec = ChartSpec(
        ask.kind,
        tuple(data.row_labels[row] for row in rows),
        (series_of_column(wish, columns[0], rows),),
        unit=wish.unit_of(columns),
        number_format=format_of(columns, rows),
        bins=_bins(wish.options.get("bins", "")),
    )
    return spec, findings


def _bins(text: str) -> int:
    return min(int(text), 100) if text.isdecimal() else 0


def of_boxes(ask: Ask) -> Made:
    """Return a box for each group: by a column that names groups, else one for each measure."""
    data, wish = ask.data, ask.wish
    measures, findings = ask.one_measure()
    group, found = group_column(ask)
    findings += found
    if group is None and len(measures) == 1 and wish.table.header_cols:
        first = wish.table.columns[0]
        group = first if _repeats(first, data.rows) else None
    if group is not None:
        measures, found = ask.picked(measures, 1)
        findings += found
        by_group: dict[str, list[int]] = {}
        for row in data.rows:
            by_group.setdefault(group_texts(ask, group)[row], []).append(row)
        boxes = [(name, column, rows) for column in measures for name, rows in by_group.items()]
    else:
        measures, found = ask.picked(measures, MOST_BOXES)
        findings += found
        boxes = [(column.label, column, list(data.rows)) for column in measures]
    series = [_box(ask, name, column, rows) for name, column, rows in boxes]
    series = [box for box in series if box.values]
    if not series or len(series) > MOST_BOXES:
        return ask.cannot(
            f"A box plot sets up to {MOST_BOXES} groups side by side, and here are {len(series)}.",
            "Name the column of groups with the option groups=…, or choose a histogram.",
        )
    longest = max(len(box.values) for box in series)
    spec = ChartSpec(
        ask.kind,
        tuple(str(n + 1) for n in range(longest)),
        tuple(_padded(box, longest) for box in series),
        unit=wish.unit_of(measures),
        number_format=format_of(measures, data.rows),
    )
    return spec, findings


def _box(ask: Ask, name: str, column: Column, rows: Sequence[int]) -> Series:
    known = [row for row in rows if not isinstance(column.values[row], Missing)]
    return replace(series_of_column(ask.wish, column, known), name=name)


def _padded(series: Series, length: int) -> Series:
    more = length - len(series.values)
    return replace(
        series,
        values=(*series.values, *(BLANK,) * more),
        addresses=(*series.addresses, *("",) * more) if series.addresses else (),
    )
