"""Tables of long sheets: found without most of their rows, completed with all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from briefing_app.excel.long_sheets import filled_rows
from briefing_app.excel.sheet_reader import SheetContent
from briefing_app.excel.table_reader import marked_values
from briefing_app.model.data_table import Column, DataTable


def completed(table: DataTable, sheet: SheetContent, *, with_cells: bool) -> DataTable:
    """Return a table with the rows that were left out while it was looked for.

    They lie between its first and last row of data and are like others of it. with_cells: whether
    to fill the columns, too.
    """
    if not table.row_numbers or not sheet.left_out:
        return table
    added = _added_rows(table, sheet)
    if not added:
        return table
    rows = tuple(sorted((*table.row_numbers, *added)))
    index = {row: place for place, row in enumerate(rows)}
    cells, columns = table.cells, table.columns
    if with_cells:
        columns = tuple(
            _completed(column, rows, sheet, is_label=place < table.header_cols)
            for place, column in enumerate(columns)
        )
    return replace(
        table,
        columns=columns,
        row_numbers=rows,
        total_rows=tuple(index[table.row_numbers[row]] for row in table.total_rows),
        row_levels=_levels(table, rows, sheet),
        hidden_rows=sheet.whole.hidden_rows.count(cells.top, cells.bottom),
    )


def _added_rows(table: DataTable, sheet: SheetContent) -> Sequence[int]:
    """Return the rows left out of the grid that have a filled cell in a column of the table."""
    first, last = table.row_numbers[0], table.row_numbers[-1]
    columns = {column.index for column in table.columns}
    hidden = sheet.whole.hidden_rows
    numbers = list(filled_rows(sheet.cells, hidden, columns.__contains__))
    found: list[int] = []
    for start, end in sheet.left_out:
        if first < start and end < last:
            found += numbers[bisect_left(numbers, start) : bisect_right(numbers, end)]
    return found


def _completed(
    column: Column, rows: Sequence[int], sheet: SheetContent, *, is_label: bool
) -> Column:
    values, formats = sheet.rows.column(rows, column.index)
    return replace(
        column,
        values=marked_values(tuple(values), is_label=is_label),
        number_formats=tuple(formats),
    )


def _levels(table: DataTable, rows: Sequence[int], sheet: SheetContent) -> tuple[int, ...]:
    """Return the level of each row: that of the rows whose label stands in the same way."""
    if not table.row_levels:
        return ()
    pairs = zip(table.row_numbers, table.row_levels, strict=True)
    known = {_way(table, row, sheet): level for row, level in pairs}
    return tuple(known.get(_way(table, row, sheet), 0) for row in rows)


def _way(table: DataTable, row: int, sheet: SheetContent) -> tuple[int, int, int]:
    """Return (column, indent, blanks before the text) of a row's label."""
    cells = sheet.rows.row(row)
    for column in table.label_columns:
        text = cells.values.get(column.index)
        if isinstance(text, str):
            blanks = len(text) - len(text.lstrip())
            return column.index, cells.indents.get(column.index, 0), blanks
    return 0, 0, 0
