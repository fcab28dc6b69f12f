"""Where a table's headers end: its header rows, its label columns and its rows of data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.excel.body_start import first_data, names_in_numbers, series_header
from briefing_app.excel.header_levels import header_start, over_values
from briefing_app.excel.label_columns import ColumnKind, column_kinds, label_columns
from briefing_app.excel.row_roles import (
    names_axes,
    sampled,
)
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import unit_line
from briefing_app.model.cell_range import CellRange


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
    sample = sampled(_without_lines_below(grid, rows[body:], columns))
    kinds = column_kinds(grid, sample, columns)
    count = label_columns(grid, (), sample, columns, kinds)
    values = columns[count:] or columns
    lowest = _lowest_header(grid, rows, body, columns, values, _second_names(kinds, columns, count))
    steps = lowest > 0 and names_in_numbers(grid, rows, lowest - 1, columns)
    first = header_start(grid, rows, lowest - steps, columns, values, lowest=not steps)
    end = lowest
    if first < lowest < body and names_axes(
        grid, rows[lowest - 1], rows[lowest], columns, values, rows[lowest + 1 :]
    ):  # fmt: skip
        end += 1
    return first, (end if first < end else body if first == body else end)


def _without_lines_below(
    grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]
) -> Sequence[int]:
    """Return rows of data without the lines of text that touch the last of them."""
    end = len(rows)
    while end > max(1, len(rows) - _MOST_LINES_BELOW):
        if grid.filled(rows[end - 1], columns[0], columns[-1]) != [columns[0]]:
            break
        end -= 1
    return rows[:end]


_MOST_LINES_BELOW = 12


def _second_names(
    kinds: Sequence[ColumnKind], columns: Sequence[int], count: int
) -> frozenset[int]:
    """Return the columns of names between those of figures: the second side of a balance.

    A row of names alone is a banner over rows there, as it is at the left.
    """
    last = max((i for i, kind in enumerate(kinds) if kind is ColumnKind.FIGURES), default=-1)
    between = range(count + 1, last)
    return frozenset(columns[i] for i in between if kinds[i] is ColumnKind.TEXTS)


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
    while end > 0 and not over_values(grid, rows[end - 1], values, names):
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
