"""What stands on a worksheet around its tables: titles, notes, headers, figures beside them.

A table's own values are kept with the table; whoever shows it in its place needs the rest of the
cells near it. Rows and columns are those of the worksheet, 1-based.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing_app.excel.sheet_reader import SheetContent
from briefing_app.excel.workbook_content import ContextCell, SheetContext
from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.data_table import DataTable
from briefing_app.model.number_text import value_text
from briefing_app.ooxml.sheet_cells import Band, LooseRows

_MARGINS = ((40, 12), (10, 4), (0, 0))
"""Rows and columns around a table: as many as there is room for."""
_MOST_OF_SHEET, _MOST = 20_000, 100_000
"""Cells of a worksheet, and of all together."""
_LONGEST = 300


class _Near(NamedTuple):
    """A table with its margins: first and last row, first and last column; its data's places."""

    top: int
    bottom: int
    left: int
    right: int
    rows: frozenset[int]
    columns: frozenset[int]


_Places = dict[int, list[int]]
"""Rows by column."""


@dataclass(slots=True)
class _Found:
    """The places of cells, until there are too many."""

    most: int
    places: _Places
    count: int = 0

    def add(self, column: int, rows: Sequence[int]) -> bool:
        """Add cells of a column; return whether there is room for more."""
        taken = rows[: max(0, self.most - self.count)]
        if taken:
            self.places.setdefault(column, []).extend(taken)
        self.count += len(rows)
        return self.count <= self.most


def sheet_contexts(
    sheets: Sequence[SheetContent], tables: Sequence[DataTable]
) -> tuple[SheetContext, ...]:
    """Return what stands around the tables of each worksheet that has any."""
    by_sheet: dict[str, list[DataTable]] = {}
    for table in tables:
        by_sheet.setdefault(table.cells.sheet, []).append(table)
    contexts: list[SheetContext] = []
    left = _MOST
    for sheet in sheets:
        own = by_sheet.get(sheet.part.name)
        if own:
            contexts.append(_context(sheet, own, min(left, _MOST_OF_SHEET)))
            left -= len(contexts[-1].cells)
    return tuple(contexts)


def _context(sheet: SheetContent, tables: Sequence[DataTable], most: int) -> SheetContext:
    rows, columns = 0, 0
    found = _Found(most, {})
    for rows, columns in _MARGINS:
        found = _places(sheet, [_near(table, rows, columns) for table in tables], most)
        if found.count <= most:
            break
    cells = sorted(_cells(sheet, found.places))
    hidden = sheet.whole.hidden_rows.spans, sheet.whole.hidden_columns.spans
    return SheetContext(sheet.part.name, *hidden, rows, columns, tuple(cells))


def _near(table: DataTable, rows: int, columns: int) -> _Near:
    cells = table.cells
    return _Near(
        cells.top - rows,
        cells.bottom + rows,
        cells.left - columns,
        cells.right + columns,
        frozenset(table.row_numbers),
        frozenset(column.index for column in table.columns),
    )


def _places(sheet: SheetContent, near: Sequence[_Near], most: int) -> _Found:
    """Return where the visible cells near tables are that are no data of one."""
    found = _Found(most, {})
    in_order = sorted(near)
    for block in sheet.cells.blocks:
        first, last = block.rows[0], block.rows[-1]
        meeting = [one for one in in_order if one.top <= last and first <= one.bottom]
        if not meeting:
            continue
        if isinstance(block, Band):
            places = _of_band(sheet, block, meeting)
        else:
            places = _of_rows(sheet, block, meeting)
        for column, rows in places:
            if not found.add(column, rows):
                return found
    return found


def _of_band(
    sheet: SheetContent, band: Band, near: Sequence[_Near]
) -> Iterator[tuple[int, list[int]]]:
    known: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    hidden = sheet.whole.hidden_columns
    for column, segment in band.columns.items():
        over = [one for one in near if one.left <= column <= one.right]
        if not over or column in hidden:
            continue
        key = tuple(id(one) if column in one.columns else -id(one) for one in over)
        if key not in known:
            own = [one.rows for one in over if column in one.columns]
            known[key] = [*_rows_left(sheet, band.rows, over, own)]
        rows = [row for index, row in known[key] if segment.values[index] is not None]
        if rows:
            yield column, rows


def _rows_left(
    sheet: SheetContent,
    rows: Sequence[int],
    over: Sequence[_Near],
    own: Sequence[frozenset[int]],
) -> Iterator[tuple[int, int]]:
    """Yield (index, row) of visible rows near a table that hold no data of one. over: by top."""
    hidden = sheet.whole.hidden_rows
    done = 0
    for one in over:
        start = max(done, bisect_left(rows, one.top))
        done = max(start, bisect_right(rows, one.bottom))
        for index in range(start, done):
            row = rows[index]
            if not any(row in data for data in own) and row not in hidden:
                yield index, row


def _of_rows(
    sheet: SheetContent, block: LooseRows, near: Sequence[_Near]
) -> Iterator[tuple[int, list[int]]]:
    hidden_rows, hidden_columns = sheet.whole.hidden_rows, sheet.whole.hidden_columns
    waiting, active = [*near], [*near[:0]]
    for index, row in enumerate(block.rows):
        while waiting and waiting[0].top <= row:
            active.append(waiting.pop(0))
        active = [one for one in active if row <= one.bottom]
        if not active or row in hidden_rows:
            continue
        for column, _, _ in block.cells(index):
            over = [one for one in active if one.left <= column <= one.right]
            is_data = any(row in one.rows and column in one.columns for one in over)
            if over and not is_data and column not in hidden_columns:
                yield column, [row]


def _cells(sheet: SheetContent, places: Mapping[int, Sequence[int]]) -> Iterator[ContextCell]:
    for column, rows in places.items():
        values, formats = sheet.rows.column(rows, column)
        for row, value, code in zip(rows, values, formats, strict=True):
            text = value_text(value, code).strip() if value != BLANK else ""
            if text:
                is_figure = not isinstance(value, str | Missing | bool)
                yield row, column, text[:_LONGEST], is_figure
