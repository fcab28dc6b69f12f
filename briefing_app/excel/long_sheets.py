"""Long worksheets: rows made when they are asked for, and rows that say nothing new left out.

Whoever looks for tables learns nothing from the ten-thousandth record that the first hundred did
not say. Of a long unbroken stretch of rows its beginning, its end and some rows of each shape are
kept; the others count as hidden while tables are looked for. A row's shape is which columns are
filled, with what kind of value and in what format; a row that says total is always kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import repeat
from types import NoneType
from typing import Generic, TypeVar

from briefing_app.excel.cell_formats import CellDecoder
from briefing_app.excel.cell_values import LONGEST_MARK, missing_mark
from briefing_app.excel.sheet_grid import Spans
from briefing_app.excel.totals import totals_among
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, GENERAL, Value
from briefing_app.ooxml.sheet_cells import Band, LooseRows, Raw, Segment, SheetCells

LONG = 4_000
"""Rows; a sheet with no more is looked at whole."""
_ENDS = 200  # rows kept at the beginning and at the end of each stretch
_OF_EACH_SHAPE = 20
_LONG_TEXT = 80
_DIGITS_ALIKE = str.maketrans("123456789", "000000000")
"""Names that differ in a number only are of one kind, and are looked at once."""
_MOST_TEXTS = 500_000
_MOST_ROWS_KEPT = 300_000
_MOST_MERGED_ROWS = 5_000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """The visible filled cells of a row by column, ascending.

    formats: number formats other than General; indents: levels of indentation other than 0.
    """

    values: Mapping[int, Value] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    indents: Mapping[int, int] = field(default_factory=dict)


_NOTHING = Row()


class LazyRows:
    """The rows of a worksheet, made when they are asked for. numbers: the filled visible ones."""

    def __init__(
        self,
        cells: SheetCells,
        decoder: CellDecoder,
        hidden_rows: Spans,
        hidden_columns: Spans,
        missing: Mapping[int, Mapping[int, Value]],
    ) -> None:
        self._cells, self._decoder, self._missing = cells, decoder, missing
        self._hidden_columns = hidden_columns
        self._made: dict[int, Row] = {}
        numbers = [*filled_rows(cells, hidden_rows, lambda column: column not in hidden_columns)]
        self.numbers = sorted({*numbers, *missing}) if missing else numbers

    def row(self, number: int) -> Row:
        """Return a row; raises LookupError and ValueError for cells that mean nothing."""
        known = self._made.get(number)
        if known is None:
            if number not in self:
                return _NOTHING
            known = self._make(number)
            if len(self._made) < _MOST_ROWS_KEPT:
                self._made[number] = known
        return known

    def column(self, rows: Sequence[int], column: int) -> tuple[list[Value], list[str]]:
        """Return (values, number formats) of a column's cells in ascending visible rows."""
        values: list[Value] = [BLANK] * len(rows)
        formats = [GENERAL] * len(rows)
        for block in self._cells.blocks:
            start, end = bisect_left(rows, block.rows[0]), bisect_left(rows, block.rows[-1] + 1)
            for place in range(start, end):
                index = rows[place] - block.rows[0]
                if index >= len(block.rows) or block.rows[index] != rows[place]:
                    index = bisect_left(block.rows, rows[place])
                    if block.rows[index] != rows[place]:
                        continue
                found = block.cell(index, column)
                value = self._decoder.value(*found) if found else None
                if found and value is not None:
                    values[place] = value
                    formats[place] = self._decoder.formats[found[1]].code
        for number, missing in self._missing.items():
            place = bisect_left(rows, number)
            if column in missing and place < len(rows) and rows[place] == number:
                values[place], formats[place] = missing[column], GENERAL
        return values, formats

    def without(self, spans: Sequence[tuple[int, int]]) -> list[int]:
        """Return the numbers that lie in none of the ascending spans."""
        kept: list[int] = []
        start = 0
        for first, last in spans:
            kept += self.numbers[start : bisect_left(self.numbers, first)]
            start = bisect_left(self.numbers, last + 1)
        return kept + self.numbers[start:]

    def __contains__(self, number: int) -> bool:
        """Return whether a row is visible and has a filled visible cell."""
        index = bisect_left(self.numbers, number)
        return index < len(self.numbers) and self.numbers[index] == number

    def _make(self, number: int) -> Row:
        values: dict[int, Value] = {}
        formats: dict[int, str] = {}
        indents: dict[int, int] = {}
        for column, raw, style in self._cells.cells(number):
            if column in self._hidden_columns:
                continue
            value = self._decoder.value(raw, style)
            if value is not None:
                values[column] = value
                known = self._decoder.formats[style]
                if known.code != GENERAL:
                    formats[column] = known.code
                if known.indent:
                    indents[column] = known.indent
        missing = self._missing.get(number)
        if missing:
            values = dict(sorted((values | dict(missing)).items()))
        return Row(values, formats, indents)

    def values(self) -> Mapping[int, Mapping[int, Value]]:
        """Return the values by row."""
        return _View(self, lambda row: row.values)

    def formats(self) -> Mapping[int, Mapping[int, str]]:
        """Return the number formats by row."""
        return _View(self, lambda row: row.formats)

    def indents(self) -> Mapping[int, Mapping[int, int]]:
        """Return the indents by row."""
        return _View(self, lambda row: row.indents)


class _View(Mapping[int, Mapping[int, Item]], Generic[Item]):
    """One aspect of the rows of a worksheet as a mapping, rows ascending."""

    def __init__(self, rows: LazyRows, aspect: Callable[[Row], Mapping[int, Item]]) -> None:
        self._rows, self._aspect = rows, aspect

    def __getitem__(self, number: int) -> Mapping[int, Item]:
        if number not in self._rows:
            raise KeyError(number)
        return self._aspect(self._rows.row(number))

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number in self._rows

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows.numbers)

    def __len__(self) -> int:
        return len(self._rows.numbers)


def filled_rows(
    cells: SheetCells, hidden_rows: Spans, is_asked: Callable[[int], bool]
) -> Iterator[int]:
    """Yield the visible rows that have a filled cell in a column that is asked for, ascending."""
    for block in cells.blocks:
        full = isinstance(block, Band) and any(
            is_asked(column) and None not in segment.values
            for column, segment in block.columns.items()
        )
        if full and not hidden_rows.count(block.rows[0], block.rows[-1]):
            yield from block.rows
            continue
        for index, row in enumerate(block.rows):
            if row not in hidden_rows and (
                full or any(is_asked(column) for column, *_ in block.cells(index))
            ):
                yield row


# --------------------------------------------------------------------------- rows left out


def rows_left_out(
    cells: SheetCells,
    hidden_rows: Spans,
    hidden_columns: Spans,
    always: Mapping[int, object],
    merged: Sequence[CellRange],
) -> tuple[tuple[int, int], ...]:
    """Return spans of rows that say nothing new, ascending; none of a sheet that is not long.

    always: rows to be kept, as are those of merged ranges.
    """
    if cells.row_count <= LONG:
        return ()
    kept = {row for span in merged[:_MOST_MERGED_ROWS] for row in (span.top, span.bottom)}
    kept.update(always)
    stretch, found = _Stretch(kept), list[int]()
    for rows, shapes in _shapes(cells, hidden_rows, hidden_columns):
        if stretch.last and _are_apart(stretch.last, rows[0], hidden_rows):
            found += stretch.like_others()
            stretch = _Stretch(kept)
        stretch.add(rows, shapes)
    found += stretch.like_others()
    return _spans(found) if len(found) > LONG // 4 else ()


def _are_apart(upper: int, lower: int, hidden_rows: Spans) -> bool:
    return lower - upper > 1 and lower - upper - 1 > hidden_rows.count(upper + 1, lower - 1)


class _Stretch:
    """Rows with no visible blank row between them. kept: rows that are kept in any case."""

    def __init__(self, kept: Set[int]) -> None:
        self.last = 0
        self._kept = kept
        self._count = 0
        self._seen: dict[_Shape, int] = {}
        self._known: set[_Shape] = set()
        self._alike: list[int] = []
        self._end: deque[int] = deque(maxlen=_ENDS)

    def add(self, rows: Sequence[int], shapes: Sequence[_Shape]) -> None:
        """Add rows with the shape of each; a row that says total is kept."""
        if self._count >= _ENDS and self._known.issuperset(shapes):
            self._alike += [row for row in rows if row not in self._kept] if self._kept else rows
        else:
            for place, (row, shape) in enumerate(zip(rows, shapes, strict=True), self._count):
                seen = self._seen[shape] = self._seen.get(shape, 0) + 1
                if seen > _OF_EACH_SHAPE and _TOTAL not in shape:
                    self._known.add(shape)
                    if place >= _ENDS and row not in self._kept:
                        self._alike.append(row)
        self._count += len(rows)
        self._end.extend(rows[-_ENDS:])
        self.last = rows[-1]

    def like_others(self) -> Iterator[int]:
        """Yield the rows that say nothing new."""
        return (row for row in self._alike if row < self._end[0])


def _spans(rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            spans.append((first, last))
            first = row
        last = row
    return (*spans, (first, last))


_Shape = tuple[int, ...]
"""For each column a number that stands for (column, kind of value, style); 0 for an empty cell."""
_NUMBER, _TOTAL = 1, -1


def _shapes(
    cells: SheetCells, hidden_rows: Spans, hidden_columns: Spans
) -> Iterator[tuple[Sequence[int], Sequence[_Shape]]]:
    """Yield (rows, their shapes) of the visible filled rows, with no other row between them."""
    kinds = _Kinds()
    for block in cells.blocks:
        rows = block.rows
        shapes = [*_shapes_in(block, kinds, hidden_columns)]
        distinct = set(shapes)
        filled = all(map(any, distinct))
        unbroken = rows[-1] - rows[0] + 1 == len(rows)
        if filled and unbroken and not hidden_rows.count(rows[0], rows[-1]):
            yield rows, shapes
            continue
        for row, shape in zip(rows, shapes, strict=True):
            if any(shape) and row not in hidden_rows:
                yield (row,), (shape,)


def _shapes_in(block: Band | LooseRows, kinds: _Kinds, hidden_columns: Spans) -> Iterable[_Shape]:
    """Return the shape of each row of a block."""
    if isinstance(block, LooseRows):
        return (
            tuple(
                kinds.part(column, kinds.of(value), style)
                for column, value, style in cells
                if column not in hidden_columns
            )
            for cells in block.content
        )
    parts = [
        _parts(column, segment, kinds)
        for column, segment in block.columns.items()
        if column not in hidden_columns
    ]
    return zip(*parts, strict=True) if parts else repeat((), len(block.rows))


def _parts(column: int, segment: Segment, kinds: _Kinds) -> Sequence[int]:
    """Return the part of a column in the shape of each row of a band."""
    codes, styles = kinds.of_all(segment.values), segment.styles
    if isinstance(codes, int):
        if isinstance(styles, int):
            return [kinds.part(column, codes, styles)] * len(segment.values)
        codes = [codes] * len(segment.values)
    if isinstance(styles, int):
        known = {code: kinds.part(column, code, styles) for code in set(codes)}
        return [known[code] for code in codes]
    pairs = [*zip(codes, styles, strict=True)]
    both = {pair: kinds.part(column, *pair) for pair in set(pairs)}
    return [both[pair] for pair in pairs]


class _Kinds:
    """Tells kinds of values apart; texts are looked at once."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._parts: dict[tuple[int, int, int], int] = {}

    def part(self, column: int, code: int, style: int) -> int:
        """Return a number that stands for a kind of value in a column and a style."""
        if code in (0, _TOTAL):
            return code
        return self._parts.setdefault((column, code, style), len(self._parts) + 1)

    def of_all(self, values: Sequence[Raw | None]) -> int | list[int]:
        """Return the kind of each value, one number where all are of one kind."""
        if not isinstance(values, list):
            return _NUMBER
        types = {*map(type, values)}
        if str not in types:
            known_types = {kind: _code_of(kind) for kind in types}
            codes = [known_types[kind] for kind in map(type, values)]
            return codes[0] if len(set(codes)) == 1 else codes
        if not types <= {str, NoneType}:
            codes = [self.of(value) for value in values]
            return codes[0] if len(set(codes)) == 1 else codes
        distinct = set(values)
        self._look_at([text for text in distinct if isinstance(text, str)])
        known: dict[Raw | None, int] = {value: self.of(value) for value in distinct}
        if len({*known.values()}) == 1:
            return next(iter(known.values()))
        return [known[value] for value in values]

    def of(self, value: Raw | None) -> int:
        """Return a small number for the kind of a value, 0 for none."""
        if isinstance(value, str):
            if value not in self._texts:
                self._look_at([value])
            return self._texts[value]
        return _code_of(type(value))

    def _look_at(self, texts: Sequence[str]) -> None:
        new = [text for text in texts if text not in self._texts]
        if len(self._texts) > _MOST_TEXTS:
            self._texts.clear()
        shapes = [text.translate(_DIGITS_ALIKE) for text in new]
        kinds = {shape: _kind_of_text(shape) for shape in set(shapes)}
        self._texts.update(zip(new, map(kinds.__getitem__, shapes), strict=True))
        self._texts.update(dict.fromkeys(totals_among(new), _TOTAL))


def _code_of(kind: type) -> int:
    """Return a small number for the type of a value that is no text, 0 for none."""
    return _CODES.get(kind, 3)


_CODES = {float: _NUMBER, NoneType: 0, bool: 2}


def _kind_of_text(text: str) -> int:
    """Return words, a mark, a note or what begins like a number; with the blanks before it."""
    first = text[0]
    if LONGEST_MARK < len(text) <= _LONG_TEXT and first.isalpha():
        return 7  # the usual case
    if len(text) > _LONG_TEXT:
        return 4 + _blanks_before(text)
    if len(text) <= LONGEST_MARK and missing_mark(text):
        return 5 + _blanks_before(text)
    if first.isspace():
        return (6 if text.lstrip()[0].isdigit() else 7) + _blanks_before(text)
    return 6 if first.isdigit() else 7


def _blanks_before(text: str) -> int:
    """Return the blanks before a text, times ten."""
    return 10 * min(len(text) - len(text.lstrip()), 100)
