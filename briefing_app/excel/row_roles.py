"""What a row of a worksheet is for: figures, headers, or words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from briefing_app.excel.cell_types import CellType, cell_type, moment, text_type
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import unit_line, unit_of
from briefing_app.model.cell_value import Value

_SAMPLE = 360
"""Rows that tell what a column holds: the first third in order, the rest spread to the end."""
_SENTENCE = 40
"""Characters from which on a text beside a number is a sentence."""


class RowRole(Enum):
    """What a row is for."""

    DATA = "data"
    """It holds figures or marks for them."""
    PERIODS = "periods"
    """Years or dates in order beside at most texts: a header over columns."""
    NUMBERS = "numbers"
    """1, 2, 3 ... across: numbers of columns."""
    TEXTS = "texts"


def sampled(rows: Sequence[int]) -> Sequence[int]:
    """Return the rows that are looked at to type a column."""
    if len(rows) <= _SAMPLE:
        return rows
    head = _SAMPLE // 3
    step = (len(rows) - head) / (_SAMPLE - head)
    spread = [rows[head + int(index * step)] for index in range(_SAMPLE - head - 1)]
    return [*rows[:head], *spread, rows[-1]]


def types_of(grid: SheetGrid, row: int, columns: Iterable[int]) -> list[CellType]:
    """Return what the cells of a row read as."""
    cells = grid.values.get(row, {})
    formats = grid.formats.get(row, {})
    return [
        cell_type(cells[column], formats.get(column, "General"))
        if column in cells
        else CellType.BLANK
        for column in columns
    ]


def row_role(grid: SheetGrid, row: int, columns: Sequence[int]) -> RowRole:
    """Return what a row is for, within the columns of a table."""
    types = types_of(grid, row, columns)
    figures = sum(kind in (CellType.NUMBER, CellType.NUMERAL) for kind in types)
    cells = grid.values[row]
    marks = sum(
        kind is CellType.FLAG or (kind is CellType.MARK and not _is_word(cells[column]))
        for column, kind in zip(columns, types, strict=True)
    )
    letters = types.count(CellType.MARK) + types.count(CellType.FLAG) - marks
    if figures == 1 and _is_numbered_note(types, cells, columns):
        return RowRole.TEXTS
    if figures and CellType.NUMBER not in types and _are_units(types, cells, columns):
        return RowRole.TEXTS
    if figures:
        numbered = [cells[c] for c, kind in zip(columns, types, strict=True)
                    if kind is not CellType.BLANK]  # fmt: skip
        return RowRole.NUMBERS if _are_running(numbered) else RowRole.DATA
    first = next((kind for kind in types if kind is not CellType.BLANK), CellType.BLANK)
    if marks > 1 or letters > 1 or (marks and first is not CellType.MARK):
        return RowRole.DATA
    periods = [
        cells[column]
        for column, kind in zip(columns, types, strict=True)
        if kind is CellType.PERIOD
    ]
    if not periods:
        return RowRole.TEXTS
    texts = sum(kind is CellType.TEXT for kind in types)
    if len(periods) == 1:
        beside = columns[0] not in cells  # at the left, a lone year stands over rows
        return RowRole.PERIODS if texts or beside or isinstance(periods[0], str) else RowRole.DATA
    return RowRole.PERIODS if in_order(periods) or _repeated(periods) else RowRole.DATA


def _is_numbered_note(
    types: Sequence[CellType], cells: Mapping[int, Value], columns: Sequence[int]
) -> bool:
    """Return whether a row is a number and a sentence: a footnote."""
    filled = [
        (kind, cells[column])
        for kind, column in zip(types, columns, strict=True)
        if kind is not CellType.BLANK
    ]
    if len(filled) != 2 or filled[0][0] is CellType.TEXT:
        return False
    text = filled[1][1]
    return isinstance(text, str) and len(text) > _SENTENCE


def _are_units(
    types: Sequence[CellType], cells: Mapping[int, Value], columns: Sequence[int]
) -> bool:
    """Return whether a row is units, of which some look like numbers: ``km²``, ``1 000``."""
    filled = [(k, cells[c]) for k, c in zip(types, columns, strict=True) if k is not CellType.BLANK]
    words = [text for kind, text in filled if kind is CellType.TEXT]
    return bool(words) and all(isinstance(text, str) and unit_of(text) for _, text in filled)


def _is_word(value: Value) -> bool:
    """Return whether a mark is made of letters: alone, it may be a name or explain a sign."""
    return isinstance(value, str) and value.strip().replace(".", "").replace(" ", "").isalpha()


def _are_running(cells: Sequence[Value]) -> bool:
    """Return whether cells number columns: 1, 2, 3 ... and at most ``Total`` after them."""
    numbers = [_whole(value) for value in cells]
    if len(numbers) > 3 and numbers[-1] is None:
        numbers.pop()
    if len(numbers) < 3 or numbers[0] not in (0, 1, 2):
        return False
    return all(a is not None and b == a + 1 for a, b in pairwise(numbers))


def labels_years(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is a text and numbers that may be years, as a row of data may be."""
    cells = [grid.values[row][column] for column in columns if column in grid.values[row]]
    return (
        len(cells) > 1
        and text_type(cells[0]) is CellType.TEXT
        and all(isinstance(value, float) for value in cells[1:])
        if isinstance(cells[0], str)
        else False
    )


def names_classes(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is a text and 0 or 1, 2, 3 ... after it: classes such as children."""
    cells = [grid.values[row][column] for column in columns if column in grid.values[row]]
    text = bool(cells) and isinstance(cells[0], str) and _whole(cells[0]) is None
    return text and _are_running(cells[1:])


def _whole(value: Value) -> int | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.strip(" ()[]").isdecimal():
        return int(value.strip(" ()[]"))
    return None


def in_order(values: Sequence[Value]) -> bool:
    """Return whether periods rise or fall all the way, once or again under each banner.

    Texts that are periods are taken to be in order: they were not typed as figures.
    """
    moments = [moment(value) for value in values]
    if any(value is None for value in moments):
        return True
    numbers = [value for value in moments if value is not None]
    size = next((n for n in range(1, len(numbers)) if numbers[n] == numbers[0]), len(numbers))
    cycle = numbers[:size]
    if size < 2 or len(numbers) % size or numbers != cycle * (len(numbers) // size):
        return False
    steps = [b - a for a, b in pairwise(cycle)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _repeated(values: Sequence[Value]) -> bool:
    """Return whether nearly all periods are one and the same: the year of every column."""
    most = max(values.count(value) for value in values)
    return len(values) > 2 and most * 4 >= len(values) * 3


def names_axes(
    grid: SheetGrid,
    header: int,
    row: int,
    columns: Sequence[int],
    values: Sequence[int],
    below: Sequence[int],
) -> bool:
    """Return whether a row of labels alone still belongs to the header above it.

    It does where it is a unit, where it names several columns of labels that the header leaves
    unnamed, and where the header's corner names what runs across, periods, and the row below what
    runs down. Further rows of labels alone say that it is a banner over rows.
    """
    labels = [column for column in columns if column < values[0]]
    filled = [column for column in labels if column in grid.values[row]]
    named = {column for column in labels if column in grid.values[header]}
    for column in [*named]:
        span = grid.span_at(header, column)
        if span is not None and span.left < span.right:
            named -= set(range(span.left, span.right + 1))
    if len(filled) > 1:
        return not named & set(filled)
    if filled and unit_line(str(grid.values[row][filled[0]])):
        return True
    corner = bool(filled) and filled[0] in named and len(labels) == 1
    across = row_role(grid, header, columns) is RowRole.PERIODS
    if not (corner and across) or grid.rows_apart(header, row):
        return False
    return all(any(column >= values[0] for column in grid.values[other]) for other in below[:60])
