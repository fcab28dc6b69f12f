"""Blocks of filled cells: what blank rows and columns set apart.

The work is linear in rows: rows filled in the same columns are looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_range import CellRange

_Part = list[tuple[int, tuple[int, ...]]]
"""Filled rows, ascending, each with its filled columns, ascending."""


def blocks(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> list[CellRange]:
    """Return the blocks of a worksheet, top-left first. taken: cells that are not to be used.

    A block is what no wholly blank row or column divides any more; hidden rows and columns count
    as if they were not there. Blocks of one cell are left out.
    """
    filled = [(row, columns) for row in grid.values if (columns := _free(grid, row, taken))]
    found = [cells for cells in _divided(grid, filled) if cells.rows > 1 or cells.columns > 1]
    return sorted(found, key=lambda cells: (cells.top, cells.left))


def _free(grid: SheetGrid, row: int, taken: Sequence[CellRange]) -> tuple[int, ...]:
    here = [cells for cells in taken if cells.top <= row <= cells.bottom]
    columns = tuple(grid.values[row])
    if not here:
        return columns
    return tuple(c for c in columns if not any(cells.left <= c <= cells.right for cells in here))


def _divided(grid: SheetGrid, filled: _Part) -> Iterator[CellRange]:
    """Yield the ranges that blank rows and columns set apart, dividing until nothing divides."""
    waiting: list[_Part] = [filled] if filled else []
    while waiting:
        part = waiting.pop()
        bands = _bands(grid, part)
        if len(bands) > 1:
            waiting += bands
            continue
        runs = _column_runs(grid, part)
        if len(runs) > 1:
            waiting += _shared_out(part, runs)
        else:
            left, right = runs[0]
            yield CellRange(grid.sheet, part[0][0], left, part[-1][0], right)


def _bands(grid: SheetGrid, part: _Part) -> list[_Part]:
    """Return a part divided where a visible row is blank."""
    if part[-1][0] - part[0][0] + 1 == len(part):
        return [part]
    starts = [0]
    for index in range(1, len(part)):
        upper, lower = part[index - 1][0], part[index][0]
        if lower - upper > 1 and grid.rows_apart(upper, lower) > 0:
            starts.append(index)
    return [part[a:b] for a, b in zip(starts, [*starts[1:], len(part)], strict=True)]


def _column_runs(grid: SheetGrid, part: _Part) -> list[tuple[int, int]]:
    """Return (first, last) of the columns that no visible blank column divides.

    A row with one cell is a title or a note that may stand over a gap between two tables; such
    rows have no say where others are there.
    """
    patterns = {columns for _, columns in part}
    wide = [columns for columns in patterns if len(columns) > 1] or patterns
    numbers = sorted({column for columns in wide for column in columns})
    runs = [(run[0], run[-1]) for run in _runs(numbers, grid.columns_apart)]
    for column in sorted({columns[0] for columns in patterns if len(columns) == 1}, reverse=True):
        # Labels that stand alone at the left, such as the names of groups, belong to the table.
        if column < runs[0][0] and grid.columns_apart(column, runs[0][0]) == 0:
            runs[0] = (column, runs[0][1])
    return runs


def _runs(numbers: Sequence[int], apart: Callable[[int, int], int]) -> list[list[int]]:
    """Return ascending numbers in groups with no visible number missing inside."""
    runs = [[numbers[0]]]
    for number in numbers[1:]:
        if number - runs[-1][-1] > 1 and apart(runs[-1][-1], number) > 0:
            runs.append([number])
        else:
            runs[-1].append(number)
    return runs


def _shared_out(part: _Part, runs: Sequence[tuple[int, int]]) -> list[_Part]:
    """Return a part divided into runs of columns; what stands between two of them is left out."""
    known: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    parts: list[_Part] = [[] for _ in runs]
    for row, columns in part:
        shares = known.get(columns)
        if shares is None:
            shares = [tuple(c for c in columns if left <= c <= right) for left, right in runs]
            known[columns] = shares
        for share, own in zip(shares, parts, strict=True):
            if share:
                own.append((row, share))
    return [own for own in parts if own]
