"""A worksheet as a person sees it: its filled cells, without hidden rows and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from briefing_app.excel.cell_types import CellType, cell_type
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, GENERAL, Value


class Spans:
    """Ascending spans of row or column numbers, such as those that are hidden."""

    __slots__ = ("_firsts", "_lasts", "_sums")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        listed = tuple(spans)
        self._firsts = [first for first, _ in listed]
        self._lasts = [last for _, last in listed]
        self._sums = [0, *accumulate(last - first + 1 for first, last in listed)]

    def __contains__(self, number: int) -> bool:
        """Return whether a number is in a span."""
        index = bisect_right(self._firsts, number) - 1
        return index >= 0 and number <= self._lasts[index]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the spans, ascending."""
        return tuple(zip(self._firsts, self._lasts, strict=True))

    def before(self, number: int) -> int:
        """Return how many numbers in spans are smaller."""
        index = bisect_left(self._firsts, number)
        over = max(0, self._lasts[index - 1] - number + 1) if index else 0
        return self._sums[index] - over

    def count(self, first: int, last: int) -> int:
        """Return how many numbers from first to last are in spans."""
        return self.before(last + 1) - self.before(first)


_WIDE_ROW = 64
"""Cells of a row from which on its columns are looked up, not looked through."""
NO_SPANS = Spans()
_NO_FORMATS: Mapping[int, str] = {}
_NO_VALUES: Mapping[int, Value] = {}


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The filled visible cells of one worksheet, 1-based.

    values: row to column to value, rows and columns ascending, no blanks; formats: the number
    formats other than General, in the same way; merged: merged ranges; indents: the levels of
    indentation other than 0, in the same way.
    """

    sheet: str
    values: Mapping[int, Mapping[int, Value]]
    formats: Mapping[int, Mapping[int, str]]
    merged: tuple[CellRange, ...] = ()
    hidden_rows: Spans = NO_SPANS
    hidden_columns: Spans = NO_SPANS
    indents: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    hidden_cells: Mapping[int, Sequence[int]] = field(default_factory=dict)
    _spans: dict[tuple[int, int], CellRange] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    _merged_rows: dict[int, dict[int, int]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _wide_rows: dict[int, tuple[int, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _types: dict[int, dict[int, CellType]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def types(self, row: int) -> Mapping[int, CellType]:
        """Return what the filled cells of a row read as, by column; kept for the next time."""
        known = self._types.get(row)
        if known is None:
            formats = self.formats.get(row, _NO_FORMATS)
            cells = self.values.get(row, _NO_VALUES)
            known = {
                column: cell_type(value, formats.get(column, GENERAL))
                for column, value in cells.items()
            }
            self._types[row] = known
        return known

    def span_at(self, row: int, column: int) -> CellRange | None:
        """Return the merged range that begins at a cell, None without one."""
        if not self._spans and self.merged:
            self._spans.update({(span.top, span.left): span for span in self.merged})
        return self._spans.get((row, column))

    def merged_over(self, row: int) -> Mapping[int, int]:
        """Return the last column by the first one, of cells merged over columns from a row on."""
        if not self._merged_rows and self.merged:
            for span in self.merged:
                if span.left < span.right:
                    spans = self._merged_rows.setdefault(span.top, {})
                    spans[span.left] = max(span.right, spans.get(span.left, 0))
        return self._merged_rows.get(row, {})

    def hidden_filled(self, top: int, bottom: int, left: int, right: int) -> int:
        """Return how many hidden columns between two are filled in a row between two."""
        return sum(
            left <= column <= right and bisect_right(rows, bottom) > bisect_left(rows, top)
            for column, rows in self.hidden_cells.items()
        )

    def value(self, row: int, column: int) -> Value:
        """Return what a cell shows; BLANK for an empty or hidden one."""
        cells = self.values.get(row)
        return cells.get(column, BLANK) if cells else BLANK

    def number_format(self, row: int, column: int) -> str:
        """Return a cell's number format."""
        cells = self.formats.get(row)
        return cells.get(column, GENERAL) if cells else GENERAL

    def filled(self, row: int, left: int, right: int) -> list[int]:
        """Return the filled columns of a row between two columns, both included."""
        columns = self._columns(row)
        return list(columns[bisect_left(columns, left) : bisect_right(columns, right)])

    def has(self, row: int, left: int, right: int) -> bool:
        """Return whether a row has a filled cell between two columns, both included."""
        columns = self._columns(row)
        place = bisect_left(columns, left)
        return place < len(columns) and columns[place] <= right

    def _columns(self, row: int) -> Sequence[int]:
        """Return the filled columns of a row; those of a wide one are kept, for its many blocks."""
        cells = self.values.get(row, _NO_VALUES)
        if len(cells) <= _WIDE_ROW:
            return list(cells)
        known = self._wide_rows.get(row)
        if known is None:
            known = self._wide_rows[row] = tuple(cells)
        return known

    def rows(self, top: int, bottom: int) -> list[int]:
        """Return the rows with filled cells between two rows, both included."""
        if bottom - top > len(self.values):
            return [row for row in self.values if top <= row <= bottom]
        return [row for row in range(top, bottom + 1) if row in self.values]

    def rows_apart(self, upper: int, lower: int) -> int:
        """Return how many visible rows lie between two rows."""
        return lower - upper - 1 - self.hidden_rows.count(upper + 1, lower - 1)

    def columns_apart(self, left: int, right: int) -> int:
        """Return how many visible columns lie between two columns."""
        return right - left - 1 - self.hidden_columns.count(left + 1, right - 1)

    def cropped(self, cells: CellRange) -> CellRange | None:
        """Return the smallest range that holds the filled cells of a range; None without any."""
        return bounds(
            self.sheet,
            {
                row: columns
                for row in self.rows(cells.top, cells.bottom)
                if (columns := self.filled(row, cells.left, cells.right))
            },
        )


def bounds(sheet: str, filled: Mapping[int, Sequence[int]]) -> CellRange | None:
    """Return the range around filled columns by row; None when there are none."""
    if not filled:
        return None
    return CellRange(
        sheet,
        min(filled),
        min(columns[0] for columns in filled.values()),
        max(filled),
        max(columns[-1] for columns in filled.values()),
    )


def overlap(one: CellRange, other: CellRange) -> bool:
    """Return whether two ranges share a cell."""
    return (
        one.sheet == other.sheet
        and one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )
