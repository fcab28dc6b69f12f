"""Where the figures of a table begin: its first row of data."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.excel.cell_types import CellType
from briefing_app.excel.row_roles import (
    RowRole,
    labels_years,
    names_classes,
    names_steps,
    numbers_columns,
    row_role,
    stands_beside_labels,
    typed_header,
    types_of,
)
from briefing_app.excel.sheet_grid import SheetGrid

_MOST_FACTS = 30
"""Rows of facts over time series."""


def series_header(
    grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]
) -> tuple[int, int] | None:
    """Return (first header row, first row of data) where facts of time series head a table.

    Unit, frequency, first and last date, number of observations and the series' names stand in
    rows over the series, named at the left; below them periods stand at the left. The facts hold
    numbers and dates, but no row of data does without a period then. None where it is not so.
    """
    if len(columns) < 2:
        return None
    left, series = columns[0], columns[1:]
    first = rows[: _MOST_FACTS + 3]
    kinds = [types_of(grid, row, (left,))[0] for row in first]
    end = next((i for i, kind in enumerate(kinds) if kind is CellType.PERIOD), 0)
    below = kinds[end : end + 3]
    if not 3 <= end <= _MOST_FACTS or len(below) < 3 or set(below) != {CellType.PERIOD}:
        return None
    if row_role(grid, rows[end], columns) is not RowRole.DATA:
        return None
    start = end
    while start > 0 and _is_fact(grid, rows[start - 1], left, series, top=start < end):
        start -= 1
    facts = [row_role(grid, row, columns) for row in rows[start:end]]
    named = sum(kind is CellType.TEXT for kind in kinds[start:end])
    numbers = len(facts) - facts.count(RowRole.TEXTS)
    texts = facts.count(RowRole.TEXTS)
    if not numbers or texts < max(2, numbers) or named < max(3, end - start - 1):
        return None
    return start, end


def _is_fact(grid: SheetGrid, row: int, left: int, series: Sequence[int], *, top: bool) -> bool:
    """Return whether a row says something of every series, and of what kind it is at the left.

    The topmost row, the names of the series, may go without.
    """
    filled = sum(column in grid.values[row] for column in series)
    named = isinstance(grid.values[row].get(left), str)
    return filled == len(series) and (named or (top and left not in grid.values[row]))


def first_data(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> int | None:
    """Return the index of the first row of data, None when there is none."""
    series = series_header(grid, rows, columns)
    if series is not None:
        return series[1]
    headed = dated = wide = False
    if len(rows) > 2 and names_classes(grid, rows[0], columns):
        return 1
    for index, row in enumerate(rows):
        role = row_role(grid, row, columns)
        named = index + 1 < len(rows) and row_role(grid, rows[index + 1], columns) is RowRole.TEXTS
        if role is RowRole.DATA and _is_over_header(grid, rows, index, columns, wide=wide):
            continue
        if role is RowRole.DATA and names_in_numbers(grid, rows, index, columns):
            return index + 1
        if role is RowRole.DATA or (role is RowRole.NUMBERS and not (headed or named)):
            return index
        if role is RowRole.NUMBERS and index == len(rows) - 1:
            return index
        if dated and role is RowRole.PERIODS and labels_years(grid, row, columns):
            return index  # figures that happen to look like years
        dated = dated or role is RowRole.PERIODS
        headed = headed or role in (RowRole.TEXTS, RowRole.PERIODS)
        wide = wide or sum(column in grid.values[row] for column in columns) > 1
    return None


def _is_over_header(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int], *, wide: bool
) -> bool:
    """Return whether a row with figures stands over the header that follows it.

    It is the year or the date of the table, numbers its columns or sums them up. wide: whether
    a row above it takes several columns.
    """
    if index + 1 >= len(rows):
        return False
    if not wide and _is_lone_period(grid, rows[index], columns):
        below = rows[index + 1]
        if row_role(grid, below, columns) is RowRole.TEXTS:
            return True
        if _names_labels_and_periods(grid, below, columns):
            return True
    if _numbers_over_header(grid, rows, index, columns):
        return True
    return _totals_header(grid, rows, index, columns, wide=wide)


def _numbers_over_header(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]
) -> bool:
    """Return whether a row numbers columns that the next row names, mostly by words or dates."""
    row = rows[index]
    if index + 2 > len(rows) - 1 or not numbers_columns(grid, row, columns):
        return False
    below = rows[index + 1]
    own, next_ = grid.values[row], grid.values[below]
    shared = sum(column in own and column in next_ for column in columns)
    return shared > 3 and row_role(grid, below, columns) in (RowRole.TEXTS, RowRole.PERIODS)


def _totals_header(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int], *, wide: bool
) -> bool:
    """Return whether a row sums up, over the header that follows it, what stands below that.

    It leaves the first column blank, which the header names together with all others, or is a key
    with a colon and its figure.
    """
    if index + 2 >= len(rows) or len(columns) < _FEWEST_SUMMED_UP:
        return False
    header, cells = grid.values[rows[index + 1]], grid.values[rows[index]]
    names = [header.get(column) for column in columns]
    named = all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
    filled = [column for column in columns if column in cells]
    key = cells.get(columns[0])
    pair = len(filled) == 2 and isinstance(key, str) and key.rstrip().endswith((":", "\uff1a"))
    return (
        named
        and (pair or not (wide or columns[0] in cells))
        and row_role(grid, rows[index + 1], columns) is RowRole.TEXTS
        and row_role(grid, rows[index + 2], columns) is RowRole.DATA
    )


_FEWEST_SUMMED_UP = 3
"""Columns of a table from which on sums over its header are told from its figures."""


def names_in_numbers(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]
) -> bool:
    """Return whether a row that looks like data heads the table: by steps, or typed as text."""
    if row_role(grid, rows[index], columns) is not RowRole.DATA:
        return False
    return (
        names_steps(grid, rows, index, columns)
        or typed_header(grid, rows, index, columns)
        or stands_beside_labels(grid, rows, index, columns)
    )


def heads_grid(grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]) -> bool:
    """Return whether a row is a text and steps across, over steps down: a grid by itself."""
    if index < 0 or not isinstance(grid.values[rows[index]].get(columns[0]), str):
        return False
    return names_steps(grid, rows, index, columns)


def _names_labels_and_periods(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row begins with a text and goes on with periods: a header of its own."""
    named = isinstance(grid.values[row].get(columns[0]), str)
    return (
        named
        and row_role(grid, row, columns) is RowRole.PERIODS
        and types_of(grid, row, columns[:1]) == [CellType.TEXT]
    )


def _is_lone_period(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    filled = [column for column in columns if column in grid.values[row]]
    kinds = types_of(grid, row, filled)
    return kinds == [CellType.PERIOD]
