"""The labels of a data table: paths of its rows and columns, units, and what is part of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from briefing_app.facts.axis import Axis, Standing, bare_key, label_key
from briefing_app.facts.syntax import Path
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.data_table import DataTable
from briefing_app.model.number_text import value_text
from briefing_app.model.scale_words import power_in
from briefing_app.model.total_labels import is_total


class TableLabels:
    """The labels of both axes of a table, found when they are first asked for."""

    def __init__(self, table: DataTable) -> None:
        self.table = table
        self.names = frozenset(
            label_key(name)
            for name in (table.name, table.title, table.id, table.cells.sheet)
            if name
        )

    @cached_property
    def column_units(self) -> tuple[str, ...]:
        """Return the unit of each value column: what its header says, else the table's."""
        table, paths = self.table, self.columns.paths
        told = table.column_units[table.header_cols :] or ("",) * len(paths)
        return tuple(
            unit or unit_in(path) or table.unit for unit, path in zip(told, paths, strict=True)
        )

    @cached_property
    def rows(self) -> Axis:
        """Return the labels of the data rows."""
        table = self.table
        innermost = table.label_columns[-1].values if table.header_cols else ()
        dates = [(i, iso) for i, value in enumerate(innermost) if (iso := _iso_date(value))]
        return Axis(row_paths(table), self._rows_standing, dates)

    @cached_property
    def columns(self) -> Axis:
        """Return the labels of the value columns; index 0 is the first value column."""
        table, paths = self.table, column_paths(self.table)
        told = table.column_units[table.header_cols :] or ("",) * len(paths)
        # The reader takes a unit out of its header; a person writes what the sheet shows.
        shown = [
            (number, f"{path[-1]} ({unit})")
            for number, path in enumerate(paths)
            if path and (unit := told[number] or table.unit)
        ]
        return Axis(paths, lambda: _columns_standing(paths), shown)

    def _rows_standing(self) -> Standing:
        table = self.table
        columns = table.value_columns
        empty = (
            row
            for row in range(table.row_count)
            if all(_is_blank(column.values[row]) for column in columns)
        )
        return Standing(frozenset(empty), frozenset(table.total_rows), _parents(table.row_levels))


def _columns_standing(paths: Sequence[Path]) -> Standing:
    """Return which columns are totals of others, as their labels say."""
    return Standing(
        totals=frozenset(
            number for number, path in enumerate(paths) if path and is_total(bare_key(path[-1]))
        )
    )


def _parents(levels: Sequence[int]) -> tuple[int, ...]:
    """Return for each row the nearest one above it that stands further out, -1 for none."""
    parents: list[int] = []
    open_rows: list[int] = []
    for row, level in enumerate(levels):
        while open_rows and levels[open_rows[-1]] >= level:
            open_rows.pop()
        parents.append(open_rows[-1] if open_rows else -1)
        open_rows.append(row)
    return tuple(parents)


_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")


def unit_in(path: Path) -> str:
    """Return the unit that stands in brackets in a label, the innermost first; "" without one."""
    for label in reversed(path):
        for written in _BRACKETED.findall(label):
            if power_in(written) != 0:
                return str(written)
    return ""


def _is_blank(value: Value) -> bool:
    return isinstance(value, Missing) and value.kind is MissingKind.BLANK


def _iso_date(value: Value) -> str:
    """Return a date as ISO 8601, "" for any other value."""
    return "" if isinstance(value, float | str | bool | Missing) else f"{value:%Y-%m-%d}"


def column_paths(table: DataTable) -> tuple[Path, ...]:
    """Return the header of each value column as a path, empty levels left out."""
    return tuple(
        tuple(label.strip() for label in column.header if label.strip())
        for column in table.value_columns
    )


def row_paths(table: DataTable) -> tuple[Path, ...]:
    """Return the labels of each data row as a path, outermost first.

    The outer labels stand in outer header columns, or further out in the same column. A blank in
    an outer header column stands for the label above it, as a merged cell does.
    """
    shown = [tuple(_labels(table, number)) for number in range(table.header_cols)]
    above = [""] * table.header_cols
    paths: list[Path] = []
    for labels in zip(*shown, strict=True):
        filled = [level for level, label in enumerate(labels) if label]
        if filled:
            above = [*above[: filled[0]], *labels[filled[0] :]]
        paths.append(tuple(label for label in above if label) if filled else ())
    if not shown:
        return ((),) * table.row_count
    return _indented(paths, _parents(table.row_levels)) if table.row_levels else tuple(paths)


def _indented(paths: Sequence[Path], parents: Sequence[int]) -> tuple[Path, ...]:
    """Return the paths of rows behind those of the rows that they are indented under."""
    whole: list[Path] = []
    for path, parent in zip(paths, parents, strict=True):
        outer = whole[parent] if parent >= 0 else ()
        whole.append((*outer, *path[-1:]) if outer else path)
    return tuple(whole)


def _labels(table: DataTable, number: int) -> Iterator[str]:
    column = table.label_columns[number]
    for value, code in zip(column.values, column.number_formats, strict=True):
        yield _label(value, code)


def _label(value: Value, number_format: str) -> str:
    """Return a header cell as a label; whole numbers such as years without groups."""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return value_text(value, number_format).strip()
