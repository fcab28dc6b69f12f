"""Which columns of a table name its rows, and which hold its values."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from briefing_app.excel.cell_types import CellType, cell_type
from briefing_app.excel.cell_values import label
from briefing_app.excel.header_words import is_code, is_note, is_number_of, may_count, names_periods
from briefing_app.excel.row_roles import is_monotonic, numeral
from briefing_app.excel.sheet_grid import SheetGrid

_SIGNS = frozenset({"$", "€", "£", "¥", "%", ")", ")%", "%)"})
"""What print-style statements set beside a number, in a column of its own."""


class ColumnKind(Enum):
    """What a column holds below the headers."""

    BLANK = "blank"
    TEXTS = "texts"
    PERIODS = "periods"
    FIGURES = "figures"
    FLAGS = "flags"


def column_kinds(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> list[ColumnKind]:
    """Return what columns hold in these rows. Marks speak for figures, but not alone."""
    counts = {column: [0] * len(CellType) for column in columns}
    for row in rows:
        known = grid.types(row)
        for column in columns if len(columns) < len(known) else known:
            if column in counts and column in known:
                kind = known[column]
                if kind is CellType.TEXT and grid.values[row][column] in _SIGNS:
                    kind = CellType.MARK
                counts[column][kind] += 1
    return [_kind(counts[column]) for column in columns]


def _kind(counts: Sequence[int]) -> ColumnKind:
    figures = counts[CellType.NUMBER] + counts[CellType.NUMERAL]
    texts, periods, marks = (
        counts[CellType.TEXT],
        counts[CellType.PERIOD],
        counts[CellType.MARK],
    )
    if figures and figures + marks >= texts and (figures >= periods / 8):
        return ColumnKind.FIGURES
    if counts[CellType.FLAG] > texts:
        return ColumnKind.FLAGS
    if periods and periods >= texts:
        return ColumnKind.PERIODS
    if texts:
        return ColumnKind.TEXTS
    return ColumnKind.FIGURES if marks else ColumnKind.BLANK


def header_of(grid: SheetGrid, headers: Sequence[int], column: int) -> str:
    """Return the lowest header of a column, "" without one."""
    cells = (grid.values[row].get(column) for row in reversed(headers))
    return next((label(value, "") for value in cells if value is not None), "")


def label_columns(
    grid: SheetGrid,
    headers: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
    kinds: Sequence[ColumnKind],
) -> int:
    """Return how many leading columns hold labels: texts, periods, codes or running numbers.

    One, where figures start at once, so that every row has a name; none in a single column.
    """
    if len(columns) < 2:
        return 0
    return max(leading_labels(grid, headers, rows, columns, kinds), 1)


def leading_labels(
    grid: SheetGrid,
    headers: Sequence[int],
    rows: Sequence[int],
    columns: Sequence[int],
    kinds: Sequence[ColumnKind],
) -> int:
    """Return how many leading columns hold labels, 0 where figures start at once."""
    texts = [
        index
        for index, kind in enumerate(kinds)
        if kind is ColumnKind.TEXTS and not (index and _are_signs(grid, rows, columns[index]))
    ]
    across = _first_period(grid, headers, columns, kinds)
    table = _Columns(grid, headers, rows, columns, kinds, texts, across)
    count = 0
    last = max((i for i, kind in enumerate(kinds) if kind is ColumnKind.FIGURES), default=-1)
    for index in range(min(len(columns) - 1, last)):
        if kinds[index] is ColumnKind.BLANK:
            continue  # counts only where a column of labels follows
        if not table.names_rows(index, unbroken=count == index > 0):
            break
        count = index + 1
    return count


def _are_signs(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column has a letter or two on some rows only: ``R`` for revised."""
    cells = [grid.values[row].get(column) for row in rows]
    signs = {value.strip() for value in cells if isinstance(value, str)}
    return None in cells and len(signs) <= _MOST_SIGNS and all(len(sign) <= 2 for sign in signs)


_MOST_SIGNS = 3
_TIME = re.compile(r"\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:[ap]m|uhr|h))?\s*", re.IGNORECASE)


def _are_times(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column holds nothing but times of day typed as text: ``08:00``."""
    texts = [v for row in rows if isinstance(v := grid.values[row].get(column), str)]
    return bool(texts) and all(map(_TIME.fullmatch, texts))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table.

    texts: the indexes of those with texts; across: index of the first one headed by a period, 0
    without.
    """

    grid: SheetGrid
    headers: Sequence[int]
    rows: Sequence[int]
    columns: Sequence[int]
    kinds: Sequence[ColumnKind]
    texts: Sequence[int]
    across: int

    def names_rows(self, index: int, *, unbroken: bool) -> bool:
        """Return whether a column holds labels, given that all before it do.

        Numbers do where their header says that they name or count things, where texts follow at
        once or stand between them and the first period across, and where they count the rows.
        unbroken: no blank column stands between.
        """
        kind = self.kinds[index]
        column = self.columns[index]
        if kind in (ColumnKind.TEXTS, ColumnKind.FLAGS):
            times = index > 0 and _are_times(self.grid, self.rows, column)
            return kind is ColumnKind.TEXTS and not times
        name = header_of(self.grid, self.headers, column)
        if kind is ColumnKind.PERIODS and self._is_span(index):
            return False
        if unbroken and self._shares_a_header(index):
            return True
        if kind is ColumnKind.PERIODS and _names_period(self.grid, self.rows, column, name):
            return True
        if kind is ColumnKind.PERIODS and not unbroken:
            return False
        text_before = self._text_after(-1) < index
        if not name and self.headers and text_before and self._steps(column):
            return True
        after = self._text_after(index)
        if may_count(name) and self._has_parts(column):
            return False
        if is_code(name) or (is_number_of(name) and (after < len(self.kinds) or is_note(name))):
            return True
        if index < self.across and after < self.across:
            return True
        between = self.kinds[index + 1 : after]
        at_once = after < len(self.kinds) and set(between) <= {ColumnKind.BLANK}
        return (at_once or is_running(self.grid, self.rows, column)) and not text_before

    def _text_after(self, index: int) -> int:
        """Return the index of the next column with texts, beyond the last one without any."""
        place = bisect_right(self.texts, index)
        return self.texts[place] if place < len(self.texts) else len(self.kinds)

    def _is_span(self, index: int) -> bool:
        """Return whether a column is one of several with dates after texts: begin, end, due."""
        if self._text_after(-1) >= index:
            return False
        near = (index - 1, index + 1)
        dates = [i for i in near if self.kinds[i] is ColumnKind.PERIODS and self._holds_dates(i)]
        return bool(dates) and self._holds_dates(index)

    def _shares_a_header(self, index: int) -> bool:
        """Return whether the lowest header of the column before is merged over this one, too."""
        if not self.headers or not index:
            return False
        span = self.grid.span_at(self.headers[0], self.columns[index - 1])
        return (
            span is not None
            and span.bottom >= self.headers[-1]
            and span.left <= self.columns[index - 1] < self.columns[index] <= span.right
        )

    def _holds_dates(self, index: int) -> bool:
        cells = (self.grid.values[row].get(self.columns[index]) for row in self.rows)
        return any(isinstance(value, datetime.datetime) for value in cells)

    def _has_parts(self, column: int) -> bool:
        """Return whether a column holds parts of a whole: it measures, and counts nothing off."""
        cells = (self.grid.values[row].get(column) for row in self.rows)
        return any(isinstance(value, float) and not value.is_integer() for value in cells)

    def _steps(self, column: int) -> bool:
        """Return whether a column of numbers only rises or falls: the axis of a sensitivity."""
        cells = [self.grid.values[row].get(column) for row in self.rows]
        numbers = [numeral(value) for value in cells]
        if len(numbers) < 3 or None in numbers:
            return False
        return is_monotonic([number for number in numbers if number is not None])


def _first_period(
    grid: SheetGrid, headers: Sequence[int], columns: Sequence[int], kinds: Sequence[ColumnKind]
) -> int:
    """Return the index of the first column of figures headed by a period; 0 below two of them."""
    found = [
        index
        for index, column in enumerate(columns)
        if kinds[index] is ColumnKind.FIGURES
        and any(
            column in grid.values[row] and cell_type(grid.values[row][column]) is CellType.PERIOD
            for row in headers
        )
    ]
    return found[0] if len(found) > 1 else 0


def _names_period(grid: SheetGrid, rows: Sequence[int], column: int, name: str) -> bool:
    """Return whether a column of years or dates names its rows: by its header, or all differ."""
    if names_periods(name):
        return True
    values = [grid.values[row][column] for row in rows if column in grid.values[row]]
    dates = any(not isinstance(value, float) for value in values)
    return dates or (len(rows) > 1 and len(set(values)) == len(values))


def is_running(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column counts its rows: 0 or 1, 2, 3 ..."""
    cells = [grid.values[row].get(column) for row in rows]
    numbers = [value for value in cells if isinstance(value, float)]
    return (
        len(numbers) > 2
        and numbers[0] in (0.0, 1.0)
        and all(b - a >= 1 and b.is_integer() for a, b in pairwise(numbers))
        and numbers[2] - numbers[0] == 2
    )
