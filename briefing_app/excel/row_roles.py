"""What a row of a worksheet is for: figures, headers, or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from briefing_app.excel.cell_types import (
    FIRST_YEAR,
    LAST_YEAR,
    CellType,
    moment,
    text_type,
)
from briefing_app.excel.header_words import names_periods
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
    known = grid.types(row)
    return [known.get(column, CellType.BLANK) for column in columns]


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
    if figures == 1 and (
        _is_numbered_note(types, cells, columns) or _is_lone_unit(types, cells, columns)
    ):
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


def _is_lone_unit(
    types: Sequence[CellType], cells: Mapping[int, Value], columns: Sequence[int]
) -> bool:
    """Return whether a row is a unit that looks like a number: ``1 000 €``."""
    filled = [cells[c] for kind, c in zip(types, columns, strict=True) if kind != CellType.BLANK]
    return len(filled) == 1 and isinstance(filled[0], str) and bool(unit_line(filled[0]))


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


def numbers_columns(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is texts and 1, 2, 3 ... after them: ``Period``, ``Unit``, 1, 2, 3."""
    cells = [grid.values[row][column] for column in columns if column in grid.values[row]]
    start = next((i for i, cell in enumerate(cells) if _whole(cell) is not None), 0)
    return start > 0 and _are_running(cells[start:])


def names_steps(grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]) -> bool:
    """Return whether a row of numbers alone heads a table: 6 %, 8 %, 10 % over its columns.

    They rise or fall, nothing stands at their left where every row below has a label, and no row
    above names the columns. The corner may name the axis that runs down, in steps as well.
    """
    row = rows[index]
    filled = [column for column in columns if column in grid.values[row]]
    below = rows[index + 1 : index + 21]
    if _is_corner(grid, row, filled, below):
        filled = filled[1:]
    numbers = [numeral(grid.values[row][column]) for column in filled]
    if len(filled) < 3 or None in numbers or filled[0] == columns[0] or len(below) < 2:
        return False
    if not is_monotonic([number for number in numbers if number is not None]):
        return False
    beside = columns[columns.index(filled[0]) - 1]
    if not all(isinstance(grid.values[row].get(beside), str | float) for row in below):
        return False
    above = rows[max(0, index - 3) : index]
    return not any(sum(c in grid.values[r] for c in filled) * 2 > len(filled) for r in above)


def stands_beside_labels(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]
) -> bool:
    """Return whether the header of the labels is merged down to a row: it is one of headers."""
    for above in rows[max(0, index - _MOST_LEVELS) : index]:
        span = grid.span_at(above, columns[0])
        if span is not None and span.bottom >= rows[index]:
            return row_role(grid, above, columns) in (RowRole.TEXTS, RowRole.PERIODS)
    return False


_MOST_LEVELS = 6
"""Rows over which the header of the labels may be merged."""


_MOST_STEPS = 20


def _is_corner(grid: SheetGrid, row: int, filled: Sequence[int], below: Sequence[int]) -> bool:
    """Return whether a row's first cell is a text over steps that reach down to the last row."""
    if len(filled) < 4 or not isinstance(grid.values[row][filled[0]], str):
        return False
    cells = [grid.values[other].get(filled[0]) for other in below]
    if not 3 <= len(cells) < _MOST_STEPS:
        return False
    steps = [number for cell in cells if (number := numeral(cell)) is not None]
    whole = all(set(filled) <= set(grid.values[other]) for other in below)
    return whole and len(steps) == len(cells) and is_monotonic(steps)


def is_monotonic(numbers: Sequence[float]) -> bool:
    """Return whether numbers rise all the way, or fall."""
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def typed_header(grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]) -> bool:
    """Return whether a row is words and numbers typed as text over columns of real numbers."""
    types = types_of(grid, rows[index], columns)
    if _names_among_numbers(grid, rows, index, columns, types):
        return True
    below = rows[index + 1 : index + 4]
    if index == 0 or CellType.NUMBER in types or types.count(CellType.TEXT) < 2 or not below:
        return False
    filled = [c for c, kind in zip(columns, types, strict=True) if kind is not CellType.BLANK]
    words = [c for c, kind in zip(columns, types, strict=True) if kind is CellType.TEXT][1:]
    for row in below:
        kinds = types_of(grid, row, filled)
        over = types_of(grid, row, words)
        if kinds.count(CellType.NUMBER) * 4 < len(filled) * 3 or set(over) != {CellType.NUMBER}:
            return False
    return True


_NAMED_ROWS = 20
"""Rows below a header that tell what its columns hold."""


def _names_among_numbers(
    grid: SheetGrid,
    rows: Sequence[int],
    index: int,
    columns: Sequence[int],
    types: Sequence[CellType],
) -> bool:
    """Return whether names stand over columns that hold nothing but numbers, codes between them.

    The header of a pivot table is the different values of a field: ``0``, ``5G``, ``BigData``.
    """
    row = grid.values[rows[index]]
    names = [
        column for column, kind in zip(columns[1:], types[1:], strict=True) if kind is CellType.TEXT
    ]
    others = sum(kind is not CellType.BLANK for kind in types[1:]) - len(names)
    below = rows[index + 1 : index + 1 + _NAMED_ROWS]
    if types[0] is not CellType.TEXT or len(names) < max(3, 3 * others) or len(below) < 2:
        return False
    if len({str(row[column]) for column in names}) < len(names):
        return False
    held = [cells[column] for other in below for column in names if column in
            (cells := grid.values[other])]  # fmt: skip
    return len(held) * 2 >= len(names) and all(isinstance(value, float) for value in held)


def numeral(value: Value | None) -> float | None:
    """Return a number, or a text that is plainly one such as ``6%``; None for anything else."""
    if isinstance(value, str):
        bare = value.strip().rstrip("%").strip().replace(",", ".")
        return float(bare) if re.fullmatch(r"\d+(?:\.\d+)?", bare, re.ASCII) else None
    return value if isinstance(value, float) else None


_MOST_DIGITS = 15  # that a number in Excel has


def _whole(value: Value) -> int | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    digits = value.strip(" ()[]") if isinstance(value, str) else ""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def in_order(values: Sequence[Value]) -> bool:
    """Return whether periods rise or fall all the way, once or again under each banner.

    Texts that are periods are taken to be in order: they were not typed as figures.
    """
    moments = [moment(value) for value in values]
    if any(value is None for value in moments):
        return True
    numbers = [value for value in moments if value is not None]
    if _are_runs_of_years(numbers):
        return True
    size = next((n for n in range(1, len(numbers)) if numbers[n] == numbers[0]), len(numbers))
    cycle = numbers[:size]
    if size < 2 or len(numbers) % size or numbers != cycle * (len(numbers) // size):
        return False
    steps = [b - a for a, b in pairwise(cycle)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _are_runs_of_years(numbers: Sequence[float]) -> bool:
    """Return whether years follow each other in several runs: 2022, 2023 and again 2023, 2024.

    Annual figures stand beside those of some months or quarters of the same years.
    """
    if not all(FIRST_YEAR <= number <= LAST_YEAR for number in numbers):
        return False
    breaks = [i for i in range(1, len(numbers)) if numbers[i] - numbers[i - 1] != 1]
    ends = pairwise([0, *breaks, len(numbers)])
    return bool(breaks) and all(end - start > 1 for start, end in ends)


def _repeated(values: Sequence[Value]) -> bool:
    """Return whether nearly all periods are one and the same: the year of every column."""
    most = max(Counter(values).values(), default=0)
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
    if len(labels) > 1 and not any(
        column in grid.values[other] for other in (header, row) for column in labels[1:]
    ):
        labels = labels[:1]  # flags and codes beside the labels have no name
    filled = [column for column in labels if column in grid.values[row]]
    named = {column for column in labels if column in grid.values[header]}
    for column in [*named]:
        span = grid.span_at(header, column)
        if span is not None and span.left < span.right:
            named -= set(range(span.left, span.right + 1))
    if len(filled) > 1:
        below_all = len(filled) == len(labels) > len(named) and labels[0] in named
        return below_all or not named & set(filled)
    if filled and unit_line(str(grid.values[row][filled[0]])):
        return True
    corner = bool(filled) and filled[0] in named and len(labels) == 1
    if corner and not names_periods(str(grid.values[header][filled[0]])):
        return False
    across = row_role(grid, header, columns) is RowRole.PERIODS
    if not (corner and across) or grid.rows_apart(header, row):
        return False
    return not _holds_banners(grid, below[:_ROWS_WITH_BANNERS], columns, values)


_ROWS_WITH_BANNERS = 60


def _holds_banners(
    grid: SheetGrid, rows: Sequence[int], columns: Sequence[int], values: Sequence[int]
) -> bool:
    """Return whether labels alone stand over some rows of data; those after them are notes."""
    banner = False
    for row in rows:
        if not any(column >= values[0] for column in grid.values[row]):
            banner = True
        elif banner and row_role(grid, row, columns) is RowRole.DATA:
            return True
    return False
