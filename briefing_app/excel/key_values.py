"""Labels with one figure each and no header: the key figures of a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing_app.excel.blocks import blocks
from briefing_app.excel.cell_types import is_quantity
from briefing_app.excel.header_rows import layout_of
from briefing_app.excel.regions import Region
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value

_MOST_ROWS = 60
"""Rows of a block of key figures; a longer list has a header."""


def key_values(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> Iterator[Region]:
    """Yield the blocks of two columns, texts and quantities, with at least two rows.

    A lone text at the top is their title. What holds anything but quantities, such as an address
    or the metadata of a file, is no data.
    """
    for cells in (_with_names(grid, block) for block in blocks(grid, taken)):
        if any(overlap(cells, other) for other in taken):
            continue
        if cells.columns < 2 or not 2 <= cells.rows <= _MOST_ROWS:
            continue
        rows = grid.rows(cells.top, cells.bottom)
        while rows and cells.right not in grid.values[rows[0]]:
            rows = rows[1:]
        if any(grid.filled(r, cells.left, cells.right) != [cells.left, cells.right] for r in rows):
            continue
        if len(rows) < 2 or not _are_pairs(grid, rows, cells):
            continue
        if _are_pages([grid.value(row, cells.right) for row in rows]):
            continue
        area = CellRange(grid.sheet, rows[0], cells.left, rows[-1], cells.right)
        yield Region(area, layout_of(grid, area, (), rows, (cells.left, cells.right)))


_COLUMNS_APART = 2
"""Visible blank columns over which a figure still reaches its name."""


def _with_names(grid: SheetGrid, cells: CellRange) -> CellRange:
    """Return a column of figures with the names that blank columns set apart at its left."""
    if cells.columns > 1 or not 2 <= cells.rows <= _MOST_ROWS:
        return cells
    left = {
        max(grid.filled(row, 1, cells.left - 1), default=0)
        for row in grid.rows(cells.top, cells.bottom)
    }
    column = min(left)
    if len(left) > 1 or not column or grid.columns_apart(column, cells.left) > _COLUMNS_APART:
        return cells
    return CellRange(cells.sheet, cells.top, column, cells.bottom, cells.right)


def _are_pages(values: Sequence[Value]) -> bool:
    """Return whether whole numbers rise from row to row: a table of contents."""
    numbers = [value for value in values if isinstance(value, float) and value.is_integer()]
    return len(numbers) == len(values) > 2 and all(a <= b for a, b in pairwise(numbers))


def _are_pairs(grid: SheetGrid, rows: Sequence[int], cells: CellRange) -> bool:
    """Return whether rows are names with quantities, or with quantities and at most a date."""
    names = [grid.value(row, cells.left) for row in rows]
    values = [grid.value(row, cells.right) for row in rows]
    if not all(isinstance(name, str) and not is_quantity(name) for name in names):
        return False
    others = [value for value in values if not is_quantity(value)]
    dates = all(isinstance(value, datetime.datetime) for value in others)
    return dates and len(others) * 4 <= len(values)
