"""Series and categories of a chart from the rows and columns of a data table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.model.cell_range import cell_address
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.finding import Finding, error, info
from briefing_app.model.rounding import common_format
from briefing_app.story.column_roles import Cross, plotted, runs_backwards
from briefing_app.story.exhibit_units import exhibit_unit, same_measure, unit_by_column
from briefing_app.story.exhibit_wish import Wish

Made = tuple[ChartSpec | None, list[Finding]]
"""A specification, or None where the table does not give one, and what there is to say."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A kind of chart that is to be made of a data table."""

    kind: ChartKind
    wish: Wish
    data: Cross

    @property
    def name(self) -> str:
        """Return the kind with its article."""
        return f"{'an' if self.kind.value[0] in 'aeiou' else 'a'} {self.kind.value}"

    def cannot(self, what: str, remedy: str) -> tuple[None, list[Finding]]:
        """Return that the table does not give this kind of chart."""
        return None, [error("chart-data", what, remedy, self.wish.place)]

    def one_measure(self) -> tuple[tuple[Column, ...], list[Finding]]:
        """Return the columns that share an axis, and what is said of the others.

        The axis is that of the columns that ``series`` names, else that of the first column.
        """
        names = {name.casefold() for name in self.wish.names("series")}
        asked = tuple(c for c in self.data.measures if c.label.casefold() in names)
        measures = asked or self.data.measures
        shown = same_measure(measures, unit_by_column(self.wish.table))
        return shown, left_out([c.label for c in measures if c not in shown], self.wish)

    def picked(
        self, columns: Sequence[Column], most: int
    ) -> tuple[tuple[Column, ...], list[Finding]]:
        """Return the columns that ``series`` names, else the first ones, and what is left out."""
        by_name = {column.label.casefold(): column for column in reversed(columns)}
        names = [name.casefold() for name in self.wish.names("series")]
        asked = [by_name[name] for name in names if name in by_name]
        shown = tuple((asked or list(columns))[:most])
        others = [column.label for column in columns if column not in shown]
        if not others or asked:
            return shown, []
        count = "one measure" if most == 1 else f"{most} measures"
        what = f"{self.name.capitalize()} shows {count}; not charted: {', '.join(others)}."
        remedy = "Name others with the option series=…, or give each a chart of its own."
        return shown, [info("measures-left-out", what, remedy, self.wish.place)]


def left_out(names: Sequence[str], wish: Wish) -> list[Finding]:
    """Return what is said of measures that do not fit the axis."""
    if not names:
        return []
    return [
        info(
            "measures-left-out",
            f"Not charted, since different units share no axis: {', '.join(names)}.",
            "Show them as a table, as a combination, or in a chart of their own.",
            wish.place,
        )
    ]


def _cells(table: DataTable, column: Column) -> str:
    rows = table.row_numbers
    if not rows or table.computed:
        return ""
    last = cell_address(rows[-1], column.index)
    return f"{table.cells.sheet}!{cell_address(rows[0], column.index)}:{last}"


def series_of_column(wish: Wish, column: Column, rows: Sequence[int]) -> Series:
    """Return a column as a series of some of its rows."""
    return Series(
        column.label,
        tuple(plotted(column.values[row]) for row in rows),
        cells=_cells(wish.table, column),
        addresses=tuple(wish.address(row, column) for row in rows),
    )


def with_own_unit(series: Series, column: Column, rows: Sequence[int], wish: Wish) -> Series:
    """Return the series of a column with the unit and the number format of its own."""
    return replace(
        series,
        number_format=format_of([column], rows),
        unit=exhibit_unit(wish.table, [column], wish.language),
    )


def by_rows(wish: Wish, data: Cross, measures: Sequence[Column], rows: Sequence[int]) -> ChartSpec:
    """Return categories from rows and series from columns."""
    series = tuple(series_of_column(wish, column, rows) for column in measures)
    categories = tuple(data.row_labels[row] for row in rows)
    return ChartSpec(
        ChartKind.COLUMN,
        categories,
        series,
        unit=wish.unit_of(measures),
        number_format=format_of(measures, rows),
        time=data.time_rows,
    )


def by_columns(
    wish: Wish, data: Cross, measures: Sequence[Column], rows: Sequence[int]
) -> ChartSpec:
    """Return categories from columns and series from rows."""
    series = tuple(
        Series(
            data.row_labels[row],
            tuple(plotted(column.values[row]) for column in measures),
            cells=f"{wish.table.cells.sheet}!{wish.address(row, measures[0])}:"
            f"{wish.address(row, measures[-1])}"
            if not wish.table.computed
            else "",
            addresses=tuple(wish.address(row, column) for column in measures),
        )
        for row in rows
    )
    categories = tuple(column.label for column in measures)
    return ChartSpec(
        ChartKind.COLUMN,
        categories,
        series,
        unit=wish.unit_of(measures),
        number_format=format_of(measures, rows),
        time=data.time_columns,
    )


def format_of(measures: Sequence[Column], rows: Sequence[int]) -> str:
    """Return the number format that the cells of some columns and rows share."""
    values: list[float] = []
    codes: list[str] = []
    for column in measures:
        for row in rows:
            value = column.values[row]
            if isinstance(value, float):
                values.append(value)
                codes.append(column.number_formats[row])
    return common_format(values, codes)


def in_time(columns: Sequence[Column]) -> list[Column]:
    """Return columns of points in time with the earliest first."""
    listed = list(columns)
    return listed[::-1] if runs_backwards([column.label for column in listed]) else listed


def rows_in_time(data: Cross) -> list[int]:
    """Return the rows that are points in time with the earliest first."""
    rows = list(data.rows)
    return rows[::-1] if runs_backwards([data.row_labels[row] for row in rows]) else rows
