"""Some records of long lists, for a list of tables: enough to propose how they are summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.excel.sheet_reader import SheetContent
from briefing_app.excel.table_reader import marked_values
from briefing_app.excel.typed_numbers import with_typed_numbers
from briefing_app.model.cell_value import BLANK
from briefing_app.model.data_table import Column, DataTable, TableKind
from briefing_app.model.summary import spread


def listed(table: DataTable, sheet: SheetContent, file_sign: str) -> DataTable:
    """Return a table for a list of tables: without values, records with those of a sample.

    The sample is :func:`briefing_app.model.summary.spread`; file_sign: the decimal sign of a text
    file, "" for a workbook.
    """
    if not _may_be_records(table):
        columns = tuple(replace(column, values=(), number_formats=()) for column in table.columns)
        return replace(table, columns=columns)
    picked = spread(table.row_count)
    numbers = [table.row_numbers[row] for row in picked]
    columns = tuple(
        _sampled(column, picked, numbers, sheet, is_label=place < table.header_cols)
        for place, column in enumerate(table.columns)
    )
    sample = replace(table, columns=columns, row_numbers=tuple(numbers), total_rows=())
    ((typed,), _) = with_typed_numbers((sample,), file_sign)
    return replace(table, columns=typed.columns)


def _may_be_records(table: DataTable) -> bool:
    if table.kind is TableKind.RECORDS:
        return True
    first = table.columns[0].values if table.columns else ()
    flat = table.kind is TableKind.CROSS_TAB and table.header_rows == 1 and not table.row_levels
    return flat and BLANK not in first and len(set(first)) * 2 <= len(first)


def _sampled(
    column: Column,
    picked: Sequence[int],
    numbers: Sequence[int],
    sheet: SheetContent,
    *,
    is_label: bool,
) -> Column:
    """Return a column with the values of the sample; a long sheet keeps them outside the table."""
    if len(column.values) > picked[-1]:
        values = tuple(column.values[row] for row in picked)
        formats = tuple(column.number_formats[row] for row in picked)
        return replace(column, values=values, number_formats=formats)
    found, codes = sheet.rows.column(numbers, column.index)
    marked = marked_values(tuple(found), is_label=is_label)
    return replace(column, values=marked, number_formats=tuple(codes))
