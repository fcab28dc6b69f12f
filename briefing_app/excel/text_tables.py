"""Tables of texts without figures, read where somebody asks for them: they list no data."""

from __future__ import annotations

from briefing_app.excel.blocks import blocks
from briefing_app.excel.cell_types import CellType
from briefing_app.excel.header_rows import Layout, find_layout
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_range import CellRange

_LONGEST_HEAD = 80
"""Characters; what is longer is a text of the table."""


def text_layout(grid: SheetGrid, cells: CellRange) -> Layout | None:
    """Return the layout of a range, its first row the header where it holds texts alone.

    Nothing tells the header of a table of texts from its rows but its place. None without a row
    of data.
    """
    layout = find_layout(grid, cells)
    if layout is None or layout.numeric or layout.header_rows or len(layout.data_rows) < 2:
        return layout
    return find_layout(grid, cells, 1) if _is_head(grid, cells.top, cells) else layout


def _is_head(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    """Return whether a row names columns: short texts, at most the corner empty, no dates."""
    kinds = grid.types(row)
    filled = grid.filled(row, cells.left, cells.right)
    heads = [grid.values[row][column] for column in filled]
    return (
        len(filled) >= max(2, cells.columns - 1)
        and all(kinds[column] is CellType.TEXT for column in filled)
        and all(len(str(head)) <= _LONGEST_HEAD for head in heads)
    )


def text_block(grid: SheetGrid) -> CellRange | None:
    """Return the largest block of a worksheet, without lines of one cell above and below it.

    None where there is nothing below its first row: a header alone is no table.
    """
    found = max(blocks(grid), key=lambda cells: cells.rows * cells.columns, default=None)
    if found is None or found.columns < 2:
        return None
    rows = grid.rows(found.top, found.bottom)
    wide = [row for row in rows if len(grid.filled(row, found.left, found.right)) > 1]
    if len(wide) < 2:
        return None
    return grid.cropped(CellRange(grid.sheet, wide[0], found.left, wide[-1], found.right))
