"""Where a table's headers end: its header rows, its label columns and its rows of data."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_app.excel.cell_values import label, missing_mark
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import unit_line
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Missing, MissingKind, Value

_MOST_HEADER_ROWS = 4
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_YEAR_WORDS = frozenset(
    {"year", "years", "fy", "jahr", "jahre", "année", "año", "年", "年份", "年度"}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a rectangle divides. All numbers are worksheet rows and columns.

    header_rows and data_rows: visible rows with something in them; columns: visible columns that
    are not empty; label_columns: how many of them, from the left, hold row labels.
    """

    header_rows: tuple[int, ...]
    data_rows: tuple[int, ...]
    columns: tuple[int, ...]
    label_columns: int
    numeric: bool
    """Whether any column holds numbers."""


def find_layout(grid: SheetGrid, cells: CellRange, header_rows: int | None = None) -> Layout | None:
    """Return the layout of a rectangle, or None when it has no row of data.

    header_rows: how many worksheet rows hold headers where that is known (an Excel table);
    otherwise they are recognised, and there may be none.
    """
    rows = [row for row in grid.rows(cells.top, cells.bottom) if _filled(grid, row, cells)]
    filled = {column for row in rows for column in grid.values[row]}
    columns = sorted(column for column in filled if cells.left <= column <= cells.right)
    if not rows or not columns:
        return None
    if header_rows is None:
        heads = recognised_headers(grid, rows, columns)
    else:
        heads = sum(row < cells.top + header_rows for row in rows)
    if heads >= len(rows):
        return None
    headers, data = tuple(rows[:heads]), tuple(rows[heads:])
    kinds = [_is_numeric(grid, data, column) for column in columns]
    return Layout(
        headers,
        data,
        tuple(columns),
        _label_columns(grid, headers, data, columns, kinds),
        any(kinds),
    )


def _filled(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    return any(cells.left <= column <= cells.right for column in grid.values[row])


def recognised_headers(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """Return how many of the first rows are headers; 0 when the first one is none.

    A header row holds texts, or years or dates in order beside at most texts. A second one
    belongs to it only where the one above leaves columns unnamed, names several at once by a
    merged cell, or where it holds nothing but units: else it is a row of data that holds no
    number, such as a country without figures.
    """
    count = 0
    for row in rows[:_MOST_HEADER_ROWS]:
        if not _is_header_row(grid, row, columns, rows):
            break
        if count and not _continues_header(grid, rows[count - 1], row, columns):
            break
        count += 1
    return count


def _is_header_row(grid: SheetGrid, row: int, columns: Sequence[int], rows: Sequence[int]) -> bool:
    cells = [(column, grid.value(row, column)) for column in columns]
    filled = [(column, value) for column, value in cells if not _is_blank(value)]
    values = [value for _, value in filled]
    if not values or any(isinstance(value, bool | Missing) for value in values):
        return False
    moments = [value for value in values if not isinstance(value, str)]
    if not moments:
        # In the first row ``x`` is a name; further down it says that a figure is kept back.
        return row == rows[0] or not any(_is_mark(value) for value in values[1:])
    if not all(is_period(value) for value in moments):
        return False
    if len(moments) == 1:
        column = next(column for column, value in filled if value is moments[0])
        below = [grid.value(other, column) for other in rows if other > row]
        return len(values) > 1 and not any(is_period(value) for value in below)
    return _in_order(moments)


def _continues_header(grid: SheetGrid, above: int, row: int, columns: Sequence[int]) -> bool:
    filled = [column for column in columns if not _is_blank(grid.value(row, column))]
    if filled == [columns[0]] or not filled:
        return False  # a banner over rows, not a header over columns
    texts = [label(grid.value(row, column), "") for column in filled]
    if all(unit_line(text) for text in texts):
        return True
    unnamed = [column for column in columns[1:] if _is_blank(grid.value(above, column))]
    return bool(set(unnamed) & set(filled))


def _is_blank(value: Value) -> bool:
    return isinstance(value, Missing) and value.kind is MissingKind.BLANK


def _is_mark(value: Value) -> bool:
    return isinstance(value, str) and missing_mark(value) is not None


def is_period(value: Value) -> bool:
    """Return whether a value is a date or a number that can be a year."""
    if isinstance(value, datetime.datetime):
        return True
    return isinstance(value, float) and value.is_integer() and _FIRST_YEAR <= value <= _LAST_YEAR


def _in_order(values: Sequence[Value]) -> bool:
    """Return whether dates or years rise or fall all the way, once or again under each banner."""
    size = next((n for n in range(1, len(values)) if values[n] == values[0]), len(values))
    cycle = values[:size]
    if len(values) % size or size < 2 or list(values) != [*cycle] * (len(values) // size):
        return False
    dates = [value for value in cycle if isinstance(value, datetime.datetime)]
    if len(dates) == size:
        steps = [(b - a).total_seconds() for a, b in pairwise(dates)]
    else:
        years = [value if isinstance(value, float) else 0.0 for value in cycle]
        steps = [b - a for a, b in pairwise(years)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _is_numeric(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column holds numbers: at least as many as texts that are no marks."""
    numbers = others = 0
    for row in rows:
        value = grid.value(row, column)
        if isinstance(value, float):
            numbers += 1
        elif isinstance(value, Missing):
            numbers += value.kind in (MissingKind.UNCALCULATED, MissingKind.ERROR)
        elif not _is_mark(value):
            others += 1
    return numbers > 0 and numbers >= others


def _label_columns(
    grid: SheetGrid,
    headers: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
    numeric: Sequence[bool],
) -> int:
    """Return how many leading columns hold labels: texts, dates, years or running numbers.

    One, where numbers start at once, so that every row has a name; none in a single column.
    """
    count = 0
    for index, column in enumerate(columns[:-1]):
        follows = any(numeric[index + 1 :])
        if numeric[index] and not (follows and _is_label_number(grid, headers, rows, column)):
            break
        if not numeric[index] and not follows:
            break
        count += 1
    return max(count, min(1, len(columns) - 1))


def _is_label_number(
    grid: SheetGrid, headers: Sequence[int], rows: Sequence[int], column: int
) -> bool:
    """Return whether a column of numbers names its rows: years, or 1, 2, 3 ..."""
    numbers = [value for row in rows if isinstance(value := grid.value(row, column), float)]
    if len(numbers) < 2:
        return False
    if all(is_period(number) for number in numbers):
        named = {label(grid.value(row, column), "").casefold() for row in headers}
        return bool(named & _YEAR_WORDS) or len(set(numbers)) == len(numbers)
    return (
        len(numbers) > 2
        and numbers[0] in (0.0, 1.0)
        and all(b - a == 1 for a, b in pairwise(numbers))
    )
