"""Blocks of filled cells: what blank rows and columns set apart.

The work is linear in rows: rows filled in the same columns are looked at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from briefing_app.excel.cell_types import CellType
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value

MOST_BLOCKS = 1_000
"""Blocks of a worksheet that are looked at; what has more is no page that somebody reads."""

_Part = list[tuple[int, tuple[int, ...]]]
"""Filled rows, ascending, each with its filled columns, ascending."""


def blocks(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> list[CellRange]:
    """Return the blocks of a worksheet, top-left first. taken: cells that are not to be used.

    A block is what no wholly blank row or column divides any more; hidden rows and columns count
    as if they were not there. Blocks of one cell are left out, and of more than MOST_BLOCKS the
    smallest ones.
    """
    found = _all_blocks(grid, taken)
    if len(found) > MOST_BLOCKS:
        found.sort(key=lambda cells: (-cells.rows * cells.columns, cells.top, cells.left))
        del found[MOST_BLOCKS:]
    return sorted(found, key=lambda cells: (cells.top, cells.left))


def blocks_left_out(grid: SheetGrid) -> int:
    """Return how many blocks a worksheet has beyond those that are looked at."""
    filled = 0
    for cells in grid.values.values():  # a block has at least two cells
        filled += len(cells)
        if filled > 2 * MOST_BLOCKS:
            return max(0, len(_all_blocks(grid, ())) - MOST_BLOCKS)
    return 0


def _all_blocks(grid: SheetGrid, taken: Sequence[CellRange]) -> list[CellRange]:
    filled = [(row, columns) for row in grid.values if (columns := _free(grid, row, taken))]
    return [cells for cells in _divided(grid, filled) if cells.rows > 1 or cells.columns > 1]


def _free(grid: SheetGrid, row: int, taken: Sequence[CellRange]) -> tuple[int, ...]:
    here = [cells for cells in taken if cells.top <= row <= cells.bottom]
    columns = tuple(grid.values[row])
    if not here:
        return columns
    return tuple(c for c in columns if not any(cells.left <= c <= cells.right for cells in here))


def _divided(grid: SheetGrid, filled: _Part) -> Iterator[CellRange]:
    """Yield the ranges that blank rows and columns set apart, dividing until nothing divides."""
    waiting: list[tuple[_Part, bool]] = [(filled, False)] if filled else []
    while waiting:
        part, spaced = waiting.pop()
        bands = [part] if spaced else _bands(grid, part)
        if len(bands) > 1:
            waiting += ((band, _is_spaced(grid, band)) for band in bands)
            continue
        spaced = spaced or _is_spaced(grid, part)
        runs = _column_runs(grid, part)
        if len(runs) > 1:
            waiting += ((own, spaced) for own in _shared_out(part, runs))
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
    starts = _under_one_header(grid, part, _without_spaced_rows(grid, part, starts))
    return [part[a:b] for a, b in zip(starts, [*starts[1:], len(part)], strict=True)]


_SPACED_ROWS = 4
"""Single rows, each after one blank row, from which on the blank rows only space them out."""


def _goes_on(grid: SheetGrid, part: _Part, above: int, start: int) -> bool:
    """Return whether a row continues those above: filled in their columns, or a number alone."""
    columns = part[start][1]
    if len(columns) == 1:
        return isinstance(grid.values[part[start][0]][columns[0]], float)
    first, last = part[above][1][0], part[above][1][-1]
    return first <= columns[0] and columns[-1] <= last


def _is_spaced(grid: SheetGrid, band: _Part) -> bool:
    """Return whether blank rows are left inside a band: it is one table, whatever its columns."""
    rows = band[-1][0] - band[0][0] + 1
    return rows > len(band) and grid.rows_apart(band[0][0], band[-1][0]) > len(band) - 2


def _without_spaced_rows(grid: SheetGrid, part: _Part, starts: Sequence[int]) -> list[int]:
    """Return the starts of bands without those of rows that a table spaces out."""
    kept: list[int] = []
    run: list[int] = []
    for index, start in enumerate([*starts, len(part)]):
        single = index < len(starts) and (
            start + 1 == (starts[index + 1] if index + 1 < len(starts) else len(part))
        )
        near = bool(run) and start < len(part) and part[start][0] - part[run[-1]][0] == 2
        if near and len(run) >= _SPACED_ROWS and _goes_on(grid, part, run[0], start):
            run.append(start)
            continue
        if single and len(part[start][1]) > 1 and (near or not run):
            run.append(start)
            continue
        kept += run[:1] if len(run) >= _SPACED_ROWS else run
        run = [start] if single and len(part[start][1]) > 1 else []
        if not run and start < len(part):
            kept.append(start)
    return kept


_WIDE_HEADER = 4
"""Columns that a header names side by side, from which on it says what a table's columns are."""
_GROUPS = 3
"""Bands without a header from which on they are the groups of the table above them."""


_LABELLED_ROWS = 60
"""Rows of a group that tell where its labels stand."""
_NAMES = (CellType.TEXT, CellType.PERIOD)

_Head = tuple[int, int, int]
"""First and last column of a table under a header, and the first one after a gap in it."""


def _under_one_header(grid: SheetGrid, part: _Part, starts: Sequence[int]) -> list[int]:
    """Return the starts of bands without those of groups of rows under one wide header.

    Ledgers and long lists set their groups apart by a blank row and leave columns blank: a group
    alone would fall apart where the header says that it is one table.
    """
    kept: list[int] = []
    ends = [*starts[1:], len(part)]
    place = 0
    while place < len(starts):
        kept.append(starts[place])
        last = _last_group(grid, part, starts, ends, place)
        place = last + 1
    return kept


def _last_group(
    grid: SheetGrid, part: _Part, starts: Sequence[int], ends: Sequence[int], place: int
) -> int:
    """Return the place of the last band that goes with a band; its own without a wide header."""
    if place + 1 == len(starts):
        return place
    head = _wide_header(grid, part[starts[place] : ends[place]])
    if head is None:
        return place
    last, gaps = place, False
    while last + 1 < len(starts):
        band = part[starts[last + 1] : ends[last + 1]]
        above = part[ends[last] - 1][0]
        if grid.rows_apart(above, band[0][0]) > 1 or not _is_group(grid, band, *head):
            break
        gaps = gaps or len(_runs(sorted({c for _, cs in band for c in cs}), grid.columns_apart)) > 1
        last += 1
    return last if gaps or last - place >= _GROUPS else place


def _wide_header(grid: SheetGrid, band: _Part) -> _Head | None:
    """Return the columns that one row of a band names, and where the first gap ends."""
    left = min(columns[0] for _, columns in band)
    right = max(columns[-1] for _, columns in band)
    for row, columns in band[:_HEADER_ROWS]:
        if columns[-1] != right or columns[0] > left + 1 or len(columns) < _WIDE_HEADER:
            continue
        if not _names_columns(grid, row, columns):
            continue
        runs = _runs(columns, grid.columns_apart)
        if len(runs) == 1:
            return left, right, right + 1
        cells = grid.values[row]
        if len({cells[column] for column in columns}) == len(columns):
            return max(left - 1, 1), right, runs[1][0]
    return None


def _names_columns(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is words and periods; years before those that Excel users type, too."""
    cells, types = grid.values[row], grid.types(row)
    if all(types[column] in (CellType.TEXT, CellType.PERIOD) for column in columns):
        return True
    if not all(types[column] in (CellType.NUMBER, CellType.PERIOD) for column in columns):
        return False
    years = [value for column in columns if isinstance(value := cells[column], float)]
    periods = sum(types[column] is CellType.PERIOD for column in columns)
    rising = all(a < b and b.is_integer() for a, b in pairwise(years))
    return rising and len(years) == len(columns) <= 2 * periods


def _is_group(grid: SheetGrid, band: _Part, left: int, right: int, gap: int) -> bool:
    """Return whether a band stands under a header's columns and begins with none of its own.

    gap: the first column after one that the header leaves blank; labels there are those of a
    table of its own.
    """
    if not all(left <= columns[0] and columns[-1] <= right for _, columns in band):
        return False
    if gap <= right and not _has_labels_once(grid, band, gap):
        return False
    for row, columns in band[:3]:
        types = [grid.types(row)[column] for column in columns]
        named = types.count(CellType.TEXT) + types.count(CellType.PERIOD)
        texts = {grid.values[row][column] for column in columns}
        if named == len(types) >= _WIDE_HEADER - 1 and len(texts) * 2 > named:
            return False  # the names of a header differ
    return True


def _has_labels_once(grid: SheetGrid, band: _Part, gap: int) -> bool:
    """Return whether a band has its labels before a column, and after it none."""
    labels = False
    for row, columns in band[:_LABELLED_ROWS]:
        types = grid.types(row)
        if any(types[column] is CellType.TEXT for column in columns if column >= gap):
            return False
        labels = labels or (columns[0] < gap and types[columns[0]] in _NAMES)
    return labels


def _column_runs(grid: SheetGrid, part: _Part) -> list[tuple[int, int]]:
    """Return (first, last) of the columns that no visible blank column divides.

    A row with one cell is a title or a note that may stand over a gap between two tables; such
    rows have no say where others are there.
    """
    patterns = {columns for _, columns in part}
    wide = [columns for columns in patterns if len(columns) > 1] or patterns
    numbers = sorted({column for columns in wide for column in columns} | _merged(grid, part))
    runs = [(run[0], run[-1]) for run in _runs(numbers, grid.columns_apart)]
    if len(part) == 1 and len(runs) > 1:
        return _row_runs(grid.values[part[0][0]], runs)
    for column in sorted({columns[0] for columns in patterns if len(columns) == 1}, reverse=True):
        # Labels that stand alone at the left, such as the names of groups, belong to the table.
        if column < runs[0][0] and grid.columns_apart(column, runs[0][0]) == 0:
            runs[0] = (column, runs[0][1])
    return runs


def _merged(grid: SheetGrid, part: _Part) -> set[int]:
    """Return the columns that headers merged side by side reach: one header joins its columns.

    One merged cell alone in its row is a title, and two that leave columns between them are those
    of two tables.
    """
    found: set[int] = set()
    if grid.merged and len(part) > 1:
        for row, columns in part[:_HEADER_ROWS]:
            spans = grid.merged_over(row)
            own = [column for column in columns if column in spans] if spans else []
            if len(own) > 1:
                for left, after in zip(own, [*own[1:], own[-1] + _WIDEST_HEADER], strict=True):
                    found.update(range(left, min(spans[left] + 1, after)))
    return found


_WIDEST_HEADER = 64
"""Columns that the last merged cell of a row reaches, at most."""
_HEADER_ROWS = 12
"""Rows at the top of a part among which its merged headers are looked for."""


def _row_runs(cells: Mapping[int, Value], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs of a row that stands alone: figures after a gap belong to the label."""
    joined = [runs[0]]
    for first, last in runs[1:]:
        if isinstance(cells[first], str) or not isinstance(cells[joined[-1][0]], str):
            joined.append((first, last))
        else:
            joined[-1] = (joined[-1][0], last)
    return joined


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
            shares = [
                columns[bisect_left(columns, left) : bisect_right(columns, right)]
                for left, right in runs
            ]
            known[columns] = shares
        for share, own in zip(shares, parts, strict=True):
            if share:
                own.append((row, share))
    return [own for own in parts if own]
