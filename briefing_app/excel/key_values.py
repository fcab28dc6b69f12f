"""Labels with one figure each and no header: the key figures of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing_app.excel.blocks import blocks
from briefing_app.excel.cell_types import CellType, cell_type, is_quantity
from briefing_app.excel.header_rows import layout_of
from briefing_app.excel.header_words import names_selection
from briefing_app.excel.regions import Region
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.excel.units import unit_of
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value

_MOST_ROWS = 60
"""Rows of a block of key figures; a longer list has a header."""


def key_values(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> Iterator[Region]:
    """Yield the blocks of names and quantities, at most with units beside them.

    They have at least two rows. A lone text at the top is their title. What holds anything but
    quantities, such as an address or the metadata of a file, is no data.
    """
    for cells in (_with_names(grid, block) for block in blocks(grid, taken)):
        if any(overlap(cells, other) for other in taken):
            continue
        if cells.columns < 2 or not 2 <= cells.rows <= _MOST_ROWS:
            continue
        rows = grid.rows(cells.top, cells.bottom)
        while rows and cells.right not in grid.values[rows[0]]:
            rows = rows[1:]
        columns = grid.filled(rows[0], cells.left, cells.right) if rows else []
        if len(rows) < 2 or any(grid.filled(r, cells.left, cells.right) != columns for r in rows):
            continue
        figures = _figures(grid, rows, columns)
        if not figures or columns[0] != cells.left:
            continue
        names = [grid.value(row, cells.left) for row in rows]
        values = [grid.value(row, figures) for row in rows]
        if not _are_pairs(names, values) or _are_pages(values):
            continue
        if all(names_selection(str(name)) for name in names):
            continue
        area = CellRange(grid.sheet, rows[0], cells.left, rows[-1], cells.right)
        yield Region(area, layout_of(grid, area, (), rows, columns))


def _figures(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """Return the column of figures: the second of two, or the one that units stand beside.

    0 where there is none.
    """
    if len(columns) == 2:
        return columns[1]
    if len(columns) != 3:
        return 0
    for figures, units in ((columns[2], columns[1]), (columns[1], columns[2])):
        cells = [grid.value(row, units) for row in rows]
        if all(isinstance(cell, str) and len(cell) <= _LONGEST_UNIT for cell in cells):
            known = sum(bool(unit_of(str(cell))) for cell in cells)
            if known * 3 >= len(cells) * 2:
                return figures
    return 0


_LONGEST_UNIT = 12
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


def _are_pairs(names: Sequence[Value], values: Sequence[Value]) -> bool:
    """Return whether rows are names with quantities, or with quantities and at most a date."""
    if not all(isinstance(name, str) and not is_quantity(name) for name in names):
        return False
    others = [value for value in values if not is_quantity(value)]
    dates = all(cell_type(value) is CellType.PERIOD for value in others)
    return dates and len(others) * 4 <= len(values)
