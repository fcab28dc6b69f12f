"""Blocks of filled cells: what blank rows and columns set apart, without titles and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing_app.excel.sheet_grid import SheetGrid, bounds
from briefing_app.excel.surroundings import is_annotation, lone_text
from briefing_app.model.cell_range import CellRange

_Filled = Mapping[int, Sequence[int]]


def blocks(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> list[CellRange]:
    """Return the blocks of a worksheet, top-left first. taken: cells that are not to be used.

    A block is what no wholly blank row or column divides any more; hidden rows and columns count
    as if they were not there. Lines of text at its top and notes at its bottom are left out.
    """
    filled = {row: columns for row in grid.values if (columns := _free(grid, row, taken))}
    found = [core for block in _divided(grid, filled) if (core := _core(grid, block))]
    return sorted(found, key=lambda cells: (cells.top, cells.left))


def _free(grid: SheetGrid, row: int, taken: Sequence[CellRange]) -> Sequence[int]:
    here = [cells for cells in taken if cells.top <= row <= cells.bottom]
    columns = list(grid.values[row])
    if not here:
        return columns
    return [c for c in columns if not any(cells.left <= c <= cells.right for cells in here)]


def _divided(grid: SheetGrid, filled: _Filled) -> Iterator[CellRange]:
    """Yield the ranges that blank rows and columns set apart, dividing until nothing divides.

    A single row or column cannot be a table and is dropped.
    """
    waiting: list[_Filled] = [filled] if filled else []
    while waiting:
        part = waiting.pop()
        bands = _runs(sorted(part), grid.rows_apart)
        columns = _runs(sorted({c for row in part.values() for c in row}), grid.columns_apart)
        if len(bands) == 1 and len(columns) == 1:
            whole = bounds(grid.sheet, part)
            if whole and whole.rows > 1 and whole.columns > 1:
                yield whole
        elif len(bands) > 1:
            waiting += [{row: part[row] for row in band} for band in bands]
        else:
            waiting += [_between(part, run[0], run[-1]) for run in columns]


def _runs(numbers: Sequence[int], apart: Callable[[int, int], int]) -> list[list[int]]:
    """Return ascending numbers in groups with no visible number missing inside."""
    runs = [[numbers[0]]]
    for number in numbers[1:]:
        if apart(runs[-1][-1], number) > 0:
            runs.append([number])
        else:
            runs[-1].append(number)
    return runs


def _between(part: _Filled, left: int, right: int) -> _Filled:
    inside = {row: [c for c in columns if left <= c <= right] for row, columns in part.items()}
    return {row: columns for row, columns in inside.items() if columns}


def _core(grid: SheetGrid, block: CellRange) -> CellRange | None:
    """Return a block without the lines of text above its header and the notes at its foot."""
    rows = grid.rows(block.top, block.bottom)
    while len(rows) > 1 and _is_title(grid, rows[0], block):
        rows = rows[1:]
    rows = _without_notes(grid, rows, block)
    if not rows:
        return None
    return grid.cropped(CellRange(grid.sheet, rows[0], block.left, rows[-1], block.right))


def _is_title(grid: SheetGrid, row: int, block: CellRange) -> bool:
    """Return whether a row is one lone text, and not a header merged over some of the columns."""
    if not lone_text(grid, row, block.left, block.right):
        return False
    column = grid.filled(row, block.left, block.right)[0]
    return column == block.left or not any(
        span.top <= row <= span.bottom and span.left == column < span.right for span in grid.merged
    )


def _without_notes(grid: SheetGrid, rows: list[int], block: CellRange) -> list[int]:
    """Return rows without the sources and notes at the end, and what continues them."""
    end = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        text = lone_text(grid, rows[index], block.left, block.right)
        if not text:
            break
        if is_annotation(text):
            end = index
    return rows[:end]
