"""Where a table's headers end: its header rows, its label columns and its rows of data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.excel.annotations import is_masthead
from briefing_app.excel.cell_types import CellType, is_quantity
from briefing_app.excel.label_columns import ColumnKind, column_kinds, label_columns
from briefing_app.excel.row_roles import (
    RowRole,
    labels_years,
    names_axes,
    names_classes,
    names_steps,
    numbers_columns,
    row_role,
    sampled,
    typed_header,
    types_of,
)
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import unit_line
from briefing_app.model.cell_range import CellRange

_MOST_HEADER_ROWS = 12
"""More levels than that are a form, not a header."""
_GAP_TO_BODY = 3
"""Visible blank rows that a header may keep from its body."""
_MOST_FACTS = 30
"""Rows of facts over time series."""
_LONGEST_HEADER = 200
"""Characters of a header cell; what is longer is a sentence about the table."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a rectangle divides. All numbers are worksheet rows and columns.

    header_rows and data_rows: visible rows with something in them; columns: visible columns that
    are not empty, those with labels first; label_columns: how many of them hold row labels;
    height and width: visible rows and columns that the headers take, blank ones between counted.
    """

    header_rows: tuple[int, ...]
    data_rows: tuple[int, ...]
    columns: tuple[int, ...]
    label_columns: int
    numeric: bool
    """Whether any column holds numbers."""
    height: int = 0
    width: int = 0
    kinds: tuple[ColumnKind, ...] = ()
    """What each column holds below the headers."""


def find_layout(grid: SheetGrid, cells: CellRange, header_rows: int | None = None) -> Layout | None:
    """Return the layout of a rectangle, or None when it has no row of data.

    header_rows: how many worksheet rows hold headers where that is known (an Excel table);
    otherwise they are recognised, and there may be none.
    """
    rows = [row for row in grid.rows(cells.top, cells.bottom) if _filled(grid, row, cells)]
    columns = filled_columns(grid, rows, cells)
    if not rows or not columns:
        return None
    if header_rows is None:
        first, heads = recognised_headers(grid, rows, columns)
        heads = heads if first == 0 else 0
    else:
        heads = sum(row < cells.top + header_rows for row in rows)
    if heads >= len(rows):
        return None
    return layout_of(grid, cells, rows[:heads], rows[heads:], columns)


def _filled(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    return grid.has(row, cells.left, cells.right)


def filled_columns(grid: SheetGrid, rows: Sequence[int], cells: CellRange) -> list[int]:
    """Return the columns of a range with a filled cell in some of these rows."""
    patterns = {tuple(grid.filled(row, cells.left, cells.right)) for row in rows}
    return sorted({column for columns in patterns for column in columns})


def layout_of(
    grid: SheetGrid,
    cells: CellRange,
    headers: Sequence[int],
    data: Sequence[int],
    columns: Sequence[int],
) -> Layout:
    """Return the layout of a rectangle whose header rows are known."""
    sample = sampled(data)
    kinds = column_kinds(grid, sample, columns)
    count = label_columns(grid, headers, sample, columns, kinds)
    height = grid.rows_apart(cells.top - 1, headers[-1] + 1) if headers else 0
    return Layout(
        tuple(headers),
        tuple(data),
        tuple(columns),
        count,
        ColumnKind.FIGURES in kinds,
        height,
        _width(grid, cells, headers, columns, count),
        tuple(kinds),
    )


def _width(
    grid: SheetGrid, cells: CellRange, headers: Sequence[int], columns: Sequence[int], count: int
) -> int:
    """Return how many columns the labels take, with blank ones before the first value.

    A blank column that the lowest header names is a column of values that are not there. A hidden
    column counts where it is filled in these rows.
    """
    if count == 0:
        return 0
    last, after = columns[count - 1], columns[count] if count < len(columns) else 0
    hidden = grid.hidden_filled(cells.top, cells.bottom, cells.left, max(after, last))
    while headers and last + 1 < after and last + 1 not in grid.values[headers[-1]]:
        last += 1
    return grid.columns_apart(cells.left - 1, last + 1) + hidden


def recognised_headers(
    grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]
) -> tuple[int, int]:
    """Return (first header row, first row of data) as indexes into rows; equal without a header.

    Rows before the first header are titles and the like. A header is found from the first row
    with figures upwards: rows of texts and periods over the columns of figures, with what names
    only labels where no header names them. Rows of labels alone next to the figures are banners
    over rows, which belong to the data.
    """
    series = series_header(grid, rows, columns)
    if series is not None:
        return series
    body = first_data(grid, rows, columns)
    if body is None:
        return 0, 0
    sample = sampled(rows[body:])
    kinds = column_kinds(grid, sample, columns)
    count = label_columns(grid, (), sample, columns, kinds)
    values = columns[count:] or columns
    lowest = _lowest_header(grid, rows, body, columns, values, _second_names(kinds, columns, count))
    steps = lowest > 0 and _names_in_numbers(grid, rows, lowest - 1, columns)
    first = _header_start(grid, rows, lowest - steps, columns, values, lowest=not steps)
    end = lowest
    if first < lowest < body and names_axes(
        grid, rows[lowest - 1], rows[lowest], columns, values, rows[lowest + 1 :]
    ):  # fmt: skip
        end += 1
    return first, (end if first < end else body if first == body else end)


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


def _second_names(
    kinds: Sequence[ColumnKind], columns: Sequence[int], count: int
) -> frozenset[int]:
    """Return the columns of names between those of figures: the second side of a balance.

    A row of names alone is a banner over rows there, as it is at the left.
    """
    last = max((i for i, kind in enumerate(kinds) if kind is ColumnKind.FIGURES), default=-1)
    between = range(count + 1, last)
    return frozenset(columns[i] for i in between if kinds[i] is ColumnKind.TEXTS)


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
        if role is RowRole.DATA and named and not wide and _is_lone_period(grid, row, columns):
            continue  # it stands over the header, as the year or the date of the table
        if role is RowRole.DATA and _numbers_over_header(grid, rows, index, columns):
            continue
        if role is RowRole.DATA and _names_in_numbers(grid, rows, index, columns):
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


def _names_in_numbers(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int]
) -> bool:
    """Return whether a row that looks like data heads the table: by steps, or typed as text."""
    if row_role(grid, rows[index], columns) is not RowRole.DATA:
        return False
    return names_steps(grid, rows, index, columns) or typed_header(grid, rows, index, columns)


def _is_lone_period(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    filled = [column for column in columns if column in grid.values[row]]
    kinds = types_of(grid, row, filled)
    return kinds == [CellType.PERIOD]


def _lowest_header(
    grid: SheetGrid,
    rows: Sequence[int],
    body: int,
    columns: Sequence[int],
    values: Sequence[int],
    names: frozenset[int],
) -> int:
    """Return the index below the last row over the values: banners below it go with the data.

    names: columns among the values over which a lone banner may stand, too.
    """
    end = body
    while end > 0 and not _over_values(grid, rows[end - 1], values, names):
        end -= 1
    if end == 0:
        return body
    return _without_first_row(grid, rows, end, columns, values)


def _without_first_row(
    grid: SheetGrid, rows: Sequence[int], end: int, columns: Sequence[int], values: Sequence[int]
) -> int:
    """Return an end that leaves out a row of data without a figure below a complete header."""
    if end < 2:
        return end
    above, row = rows[end - 2], rows[end - 1]
    named = grid.values[above]
    cells = [column for column in values if column in grid.values[row]]
    complete = all(column in named for column in columns)
    units = cells and all(unit_line(str(grid.values[row][column])) for column in cells)
    labelled = any(column in grid.values[row] for column in columns if column not in values)
    if complete and labelled and not units and len(cells) * 5 < len(values) * 4:
        return end - 1
    return end


def _over_values(
    grid: SheetGrid, row: int, values: Sequence[int], names: frozenset[int] = frozenset()
) -> bool:
    return any(column not in names for column in grid.filled(row, values[0], values[-1]))


def _header_start(
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
    ):
        # A unit or a remark for all columns stands between them and their headers, or the header
        # of a column that the row above leaves blank.
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
    start += _titles_merged(grid, rows[start:end], columns, alone=lowest)
    while start < end and not _over_values(grid, rows[start], values):
        start += 1  # labels alone belong to a header only between its rows
    return start


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
    if len(values) == 1 and len(filled) > 1 and is_quantity(grid.values[row][over[0]]):
        return row_role(grid, row, columns) is RowRole.PERIODS and lowest
    if len(over) == 1:
        return _lone_header(grid, row, filled, columns, values, lowest=lowest)
    return not lowest or len(over) * 3 >= len(values) or _spans_columns(grid, row, values)


def _is_key(filled: Sequence[int], over: Sequence[int], text: str) -> bool:
    """Return whether a row says something of the whole table: ``Unit of measure: | persons``."""
    return len(filled) == 2 and len(over) == 1 and text.rstrip().endswith((":", "\uff1a"))


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
