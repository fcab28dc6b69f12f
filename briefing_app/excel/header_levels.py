"""Which rows above a body are its header: upwards, level by level."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.excel.annotations import is_link, is_masthead
from briefing_app.excel.cell_types import CellType, is_quantity
from briefing_app.excel.row_roles import RowRole, names_classes, numbers_columns, row_role, types_of
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import unit_line

_MOST_HEADER_ROWS = 12
"""More levels than that are a form, not a header."""


_GAP_TO_BODY = 3
"""Visible blank rows that a header may keep from its body."""


_LONGEST_HEADER = 200
"""Characters of a header cell; what is longer is a sentence about the table."""


def over_values(
    grid: SheetGrid, row: int, values: Sequence[int], names: frozenset[int] = frozenset()
) -> bool:
    """Return whether a row fills a column of values. names: those that hold only names."""
    return any(column not in names for column in grid.filled(row, values[0], values[-1]))


def header_start(
    grid: SheetGrid,
    rows: Sequence[int],
    end: int,
    columns: Sequence[int],
    values: Sequence[int],
    *,
    lowest: bool = True,
) -> int:
    """Return the index of the topmost header row; end when there is no header.

    lowest: whether the row above ``end`` would be the lowest of them.
    """
    start, gaps = end, 0
    below = rows[end] if end < len(rows) else rows[-1] + 1
    if end > 1 and (
        _is_line_over(grid, rows[end - 1], columns, values)
        or _completes(grid, rows[end - 2], rows[end - 1], columns, values)
        or (lowest and _names_units(grid, rows[end - 1], columns))
    ):
        # A unit or a remark stands between columns and their headers, or the header of a column
        # that the row above leaves blank.
        upper = rows[end - 2]
        near = grid.rows_apart(upper, rows[end - 1]) == 0
        if near and _is_header(grid, upper, columns, values, lowest=True):
            start, below = end - 1, rows[end - 1]
    while start > 0 and end - start < _MOST_HEADER_ROWS:
        row = rows[start - 1]
        gap = grid.rows_apart(row, below)
        nearest = lowest and start == end
        allowed = _GAP_TO_BODY if nearest else 1
        if gap > allowed or not _is_header(grid, row, columns, values, lowest=nearest):
            break
        if start < end and gap:
            below_units = all(_names_units(grid, other, columns) for other in rows[start:end])
            if gaps or not (below_units or _spans_over_gap(grid, row, columns, values)):
                break
            gaps += not below_units
        start -= 1
        below = row
    start += _pairs_above(grid, rows[start:end], columns)
    start += _titles_merged(grid, rows[start:end], columns, alone=lowest)
    while start < end and not over_values(grid, rows[start], values):
        start += 1  # labels alone belong to a header only between its rows
    return start


def _pairs_above(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """Return how many rows at the top are facts of the whole table: names and what they are.

    They are two or more rows that fill the same two cells, and none that is merged over columns;
    the row below has a corner of its own. Over a blank corner they name what runs across.
    """
    count, pair = 0, None
    for row in rows[:-1]:
        filled = grid.filled(row, columns[0], columns[-1])
        spans = [grid.span_at(row, column) for column in filled]
        spread = any(span is not None and span.left < span.right for span in spans)
        if len(filled) != 2 or filled[0] != columns[0] or spread or pair not in (None, filled):
            break
        pair = filled
        count += 1
    return count if count > 1 and columns[0] in grid.values[rows[count]] else 0


def _titles_merged(
    grid: SheetGrid, rows: Sequence[int], columns: Sequence[int], *, alone: bool
) -> int:
    """Return how many rows at the top are lone texts merged over the same columns: lines.

    alone: no header follows these rows, so that one of them must be it.
    """
    count, first = 0, None
    for row in rows:
        filled = grid.filled(row, columns[0], columns[-1])
        span = grid.span_at(row, filled[0]) if len(filled) == 1 else None
        if span is None or span.left == span.right or (first and first != (span.left, span.right)):
            break
        first = (span.left, span.right)
        count += 1
    return count if count > 1 and (count < len(rows) or not alone) else 0


def _is_line_over(grid: SheetGrid, row: int, columns: Sequence[int], values: Sequence[int]) -> bool:
    """Return whether a row is one text over the first column of values."""
    filled = grid.filled(row, columns[0], columns[-1])
    text = grid.values[row][filled[0]] if filled else None
    return filled == [values[0]] and isinstance(text, str) and len(text) <= _LONGEST_HEADER


def _completes(
    grid: SheetGrid, upper: int, row: int, columns: Sequence[int], values: Sequence[int]
) -> bool:
    """Return whether a row names only columns of values that the row above it leaves blank."""
    named = [column for column in values if column in grid.values[upper]]
    filled = grid.filled(row, columns[0], columns[-1])
    texts = all(isinstance(grid.values[row][column], str) for column in filled)
    blank = all(column in values and column not in named for column in filled)
    return bool(filled) and texts and blank and len(named) * 2 >= len(values)


def _is_header(
    grid: SheetGrid, row: int, columns: Sequence[int], values: Sequence[int], *, lowest: bool
) -> bool:
    """Return whether a row, next above a header or a body, is a row of headers."""
    role = row_role(grid, row, columns)
    if role is RowRole.DATA:
        heads = names_classes if lowest else numbers_columns
        return heads(grid, row, columns)
    filled = grid.filled(row, columns[0], columns[-1])
    over = [column for column in filled if column >= values[0]]
    if not over:
        return len(filled) > 1 and not lowest
    texts = [value for c in filled if isinstance(value := grid.values[row][c], str)]
    if len(over) * 2 < len(values) and any(len(text) > _LONGEST_HEADER for text in texts):
        return False
    if len(filled) > 1 and texts and _is_key(filled, over, texts[0]):
        return False
    if 2 * sum(map(is_masthead, texts)) >= max(len(texts), 1):
        return False
    if not lowest and len(filled) < 3 and texts and is_link(texts[0]):
        return False
    if not lowest and _is_title_with_unit(grid, row, columns):
        return False
    if len(values) == 1 and len(filled) > 1 and is_quantity(grid.values[row][over[0]]):
        return row_role(grid, row, columns) is RowRole.PERIODS and lowest
    if len(over) == 1:
        return _lone_header(grid, row, filled, columns, values, lowest=lowest)
    return not lowest or len(over) * 3 >= len(values) or _spans_columns(grid, row, values)


def _is_key(filled: Sequence[int], over: Sequence[int], text: str) -> bool:
    """Return whether a row says something of the whole table: ``Unit of measure: | persons``."""
    return len(filled) == 2 and len(over) == 1 and text.rstrip().endswith((":", "\uff1a"))


def _is_title_with_unit(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is a phrase over the first column and a unit over the last."""
    cells = grid.values[row]
    if grid.filled(row, columns[0], columns[-1]) != [columns[0], columns[-1]]:
        return False
    title, unit = cells[columns[0]], cells[columns[-1]]
    said = isinstance(unit, str) and bool(unit_line(unit))
    return said and isinstance(title, str) and len(title.split()) > 1


def _lone_header(
    grid: SheetGrid,
    row: int,
    filled: Sequence[int],
    columns: Sequence[int],
    values: Sequence[int],
    *,
    lowest: bool,
) -> bool:
    """Return whether the only cell of a row over the values is a header, not a title."""
    column = max(filled)
    span = grid.span_at(row, column)
    if span is not None and span.left < span.right:
        return span.left > columns[0] or len(values) == len(columns)
    if lowest:
        return len(values) == 1 or (len(filled) > 1 and len(values) <= 3)
    if len(values) == 1 and len(filled) > 1:
        return False
    value = grid.values[row][column]
    if len(filled) == 1:
        unit = isinstance(value, str) and unit_line(value)
        return columns[0] < column < columns[-1] and not unit
    return not (column == columns[-1] and len(values) > 2)


def _spans_over_gap(
    grid: SheetGrid, row: int, columns: Sequence[int], values: Sequence[int]
) -> bool:
    """Return whether a row above a blank one is a header; a pair there is a filter or a field."""
    filled = [column for column in columns if column in grid.values[row]]
    pair = len(filled) == 2 and filled[0] < values[0] <= filled[1]
    spans = grid.span_at(row, filled[-1]) if filled else None
    return _spans_columns(grid, row, values) and not (pair and spans is None and len(values) > 1)


def _names_units(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether most cells of a row are units, so that what they measure stands above it."""
    cells = [grid.values[row][column] for column in grid.filled(row, columns[0], columns[-1])]
    units = sum(isinstance(value, str) and bool(unit_line(value)) for value in cells)
    return units * 2 > len(cells)


def _spans_columns(grid: SheetGrid, row: int, values: Sequence[int]) -> bool:
    """Return whether a row stands over the columns: half of them filled, or cells merged."""
    types = types_of(grid, row, values)
    if sum(kind is not CellType.BLANK for kind in types) * 2 >= len(values):
        return True
    spans = (grid.span_at(row, column) for column in values if column in grid.values[row])
    return any(span is not None and span.left < span.right for span in spans)
