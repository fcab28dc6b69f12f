"""A table in its place: windows of the worksheet around it, as the window scrolls to them.

A table's own values come from the table, what stands around it from the sheet's context, and other
tables on the sheet are shown, too. Rows and columns are those of the worksheet, hidden ones left
out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing_app.excel.workbook_content import SheetContext, WorkbookContent
from briefing_app.model.cell_range import MAX_COLUMN, MAX_ROW, CellRange
from briefing_app.model.cell_value import Missing
from briefing_app.model.data_table import DataTable
from briefing_app.model.number_text import value_text
from briefing_app.worker import JsonObject

_BEYOND_ROWS, _BEYOND_COLUMNS = 6, 3
"""Empty rows and columns that are shown after the last filled ones."""
_SAMPLED = 6_000
"""Cells that column widths are judged by."""
_SAMPLE_ROWS = 60
_WIDEST = 40
_Shown = tuple[str, bool]
"""A cell's text, and whether it is a figure."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table and where its columns stand in it, by worksheet column."""

    table: DataTable
    columns: dict[int, int]

    def cell(self, row: int, column: int) -> _Shown | None:
        """Return a data cell; None where this is none."""
        place = self.columns.get(column)
        if place is None:
            return None
        rows = self.table.row_numbers
        at = bisect_left(rows, row)
        if at >= len(rows) or rows[at] != row:
            return None
        one = self.table.columns[place]
        value = one.values[at]
        text = value_text(value, one.number_formats[at]).strip()
        return text, not isinstance(value, str | Missing | bool)


class SheetView:
    """What is shown of the worksheet around one table. rows, columns: their numbers in order."""

    def __init__(self, table: DataTable, content: WorkbookContent) -> None:
        self.table = table
        sheet = table.cells.sheet
        self._context = next((c for c in content.contexts if c.sheet == sheet), SheetContext(sheet))
        reach = _reach(table.cells, self._context)
        others = [o for o in content.tables if o is not table and o.cells.meets(reach)]
        self._tables = [
            _Placed(one, {column.index: place for place, column in enumerate(one.columns)})
            for one in (table, *others)
        ]
        self._around = {(row, column): (text, figure)
                        for row, column, text, figure in self._context.cells}  # fmt: skip
        self._place(reach, others)

    def _place(self, reach: CellRange, others: Sequence[DataTable]) -> None:
        """Find out how far the worksheet is shown: not far beyond what is filled."""
        cells, context = self.table.cells, self._context
        rows = [cells.bottom, *(one.cells.bottom for one in others)]
        columns = [cells.right, *(one.cells.right for one in others)]
        for row, column, *_ in context.cells:
            if reach.top <= row <= reach.bottom and reach.left <= column <= reach.right:
                rows.append(row)
                columns.append(column)
        bottom = min(reach.bottom, max(rows) + _BEYOND_ROWS)
        right = min(reach.right, max(columns) + _BEYOND_COLUMNS)
        self.row_spans = _without(reach.top, bottom, context.hidden_rows)
        self.columns = [*_numbers(_without(reach.left, right, context.hidden_columns))]
        self.rows: Sequence[int] = [*_numbers(self.row_spans)]

    def facts(self) -> JsonObject:
        """Return where the table stands in what is shown.

        rows: spans (first, last) of worksheet rows; columns: worksheet columns; cells: top, left,
        bottom, right of the table; body: first and last row with data; labels: the columns that
        hold row labels; widths: of all columns, in characters; data_rows: how many there are.
        """
        table, cells = self.table, self.table.cells
        numbers = table.row_numbers
        return {
            "title": ", ".join(part for part in (table.title or table.name, table.unit) if part),
            "reference": str(cells),
            "rows": [[first, last] for first, last in self.row_spans],
            "columns": self.columns,
            "cells": [cells.top, cells.left, cells.bottom, cells.right],
            "body": [numbers[0], numbers[-1]] if numbers else [cells.bottom + 1, cells.bottom],
            "labels": [column.index for column in table.label_columns],
            "widths": self._widths(),
            "data_rows": table.row_count,
        }

    def _widths(self) -> list[int]:
        """Return how wide columns are: as the table's cells, and figures around it, need."""
        most = max(5, min(_SAMPLE_ROWS, _SAMPLED // max(1, len(self.columns))))
        start = bisect_left(self.rows, self.table.cells.top)
        widths = []
        for column in self.columns:
            longest = 0
            for row in self.rows[start : start + most]:
                text, _ = self._cell(row, column)
                longest = max(longest, len(text))
            widths.append(min(_WIDEST, longest))
        return widths

    def window(self, first: int, count: int, left: int, width: int) -> JsonObject:
        """Return the texts of a window of cells; first and left are counted from 0.

        figures: for each row, which of its cells hold figures, counted from the window's left.
        """
        texts: list[list[str]] = []
        figures: list[list[int]] = []
        columns = self.columns[max(0, left) : max(0, left + width)]
        for row in self.rows[max(0, first) : max(0, first + count)]:
            shown = [self._cell(row, column) for column in columns]
            texts.append([text for text, _ in shown])
            figures.append([place for place, (_, is_figure) in enumerate(shown) if is_figure])
        return {"texts": texts, "figures": figures}

    def _cell(self, row: int, column: int) -> _Shown:
        for placed in self._tables:
            cells = placed.table.cells
            if cells.top <= row <= cells.bottom and cells.left <= column <= cells.right:
                found = placed.cell(row, column)
                if found is not None:
                    return found
        return self._around.get((row, column), ("", False))


def _reach(cells: CellRange, context: SheetContext) -> CellRange:
    """Return a range with the margins whose cells are known."""
    return CellRange(
        cells.sheet,
        max(1, cells.top - context.rows),
        max(1, cells.left - context.columns),
        min(MAX_ROW, cells.bottom + context.rows),
        min(MAX_COLUMN, cells.right + context.columns),
    )


def _without(first: int, last: int, hidden: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans from first to last that are not hidden. hidden: ascending."""
    spans: list[tuple[int, int]] = []
    for start, end in hidden:
        if end < first or start > last:
            continue
        if start > first:
            spans.append((first, start - 1))
        first = end + 1
    return [*spans, (first, last)] if first <= last else spans


def _numbers(spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    for first, last in spans:
        yield from range(first, last + 1)
