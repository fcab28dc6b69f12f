"""Regions of a worksheet that may be tables: blocks, joined and divided as a reader would.

A blank row or column divides only what can stand alone. A block of figures without labels belongs
to the labels at its left, one without a header to the header above it; and where a header begins
in the middle of a block, so does another table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from briefing_app.excel.annotations import LineKind, is_annotation, line_kind
from briefing_app.excel.body_start import first_data
from briefing_app.excel.calendars import counts_on
from briefing_app.excel.cell_types import CellType, cell_type, text_type
from briefing_app.excel.header_rows import (
    Layout,
    filled_columns,
    layout_of,
    recognised_headers,
)
from briefing_app.excel.header_words import is_code, is_dictionary, is_number_of, may_count
from briefing_app.excel.joined_blocks import joined_blocks
from briefing_app.excel.label_columns import ColumnKind, column_kinds, header_of, is_running
from briefing_app.excel.row_roles import RowRole, labels_years, row_role, sampled, types_of
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.excel.turned_tables import turned_layout
from briefing_app.excel.units import unit_line
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Missing, Value

_LINES_ABOVE = 12
"""Rows above a block that may hold its header, when blank rows set it apart."""


_COLUMNS_APART = 2
"""Visible blank columns over which a header still names columns that are empty so far."""
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle that may be a table, with its layout."""

    cells: CellRange
    layout: Layout


def regions(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> list[Region]:
    """Return the rectangles that may be tables, top-left first; no two share a cell."""
    joined = joined_blocks(grid, taken)
    found: list[Region] = []
    for cells in joined:
        found += _tables(grid, cells, [*taken, *(other for other in joined if other is not cells)])
    ordered = sorted(found, key=lambda region: (region.cells.top, region.cells.left))
    return list(_apart(ordered))


def _apart(found: Sequence[Region]) -> Iterator[Region]:
    """Yield regions that share no cell with one before them."""
    kept: list[CellRange] = []
    for region in found:
        near = (cells for cells in kept if cells.bottom >= region.cells.top)
        if not any(overlap(region.cells, cells) for cells in near):
            kept.append(region.cells)
            yield region


def _tables(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> Iterator[Region]:
    """Yield the tables of a joined block: its header may stand above it, and a table below it."""
    floor = _floor(cells, others)
    above = [
        row
        for row in grid.rows(max(floor + 1, cells.top - _LINES_ABOVE), cells.top - 1)
        if grid.has(row, cells.left, cells.right)
    ]
    own = [r for r in grid.rows(cells.top, cells.bottom) if grid.has(r, cells.left, cells.right)]
    rows: Sequence[int] = above + own
    cells = _widened(grid, cells, rows, others)
    while rows:
        region, rows = _first_table(grid, cells, rows)
        if region is not None and is_data(grid, region):
            yield region


def _widened(
    grid: SheetGrid, cells: CellRange, rows: Sequence[int], others: Sequence[CellRange]
) -> CellRange:
    """Return a block with the columns beside it that only its lowest header row names."""
    columns = filled_columns(grid, rows, cells)
    first, data = recognised_headers(grid, rows, columns)
    if first >= data:
        return cells
    header = grid.values[rows[data - 1]]
    left, right = cells.left, cells.right
    while left - 1 in header:
        left -= 1
    while right + 1 in header:
        right += 1
    right = _over_blank_columns(grid, header, right, rows[data:])
    wide = CellRange(cells.sheet, rows[first], left, cells.bottom, right)
    if any(overlap(wide, other) for other in others):
        return cells
    return CellRange(cells.sheet, cells.top, left, cells.bottom, right)


def _over_blank_columns(
    grid: SheetGrid, header: Mapping[int, Value], right: int, rows: Sequence[int]
) -> int:
    """Return the last column that a header names beyond a gap, where nothing stands below it yet.

    rows: those of the data. Without a gap, or with something below, it is the column given.
    """
    beyond = [column for column in header if column > right]
    if not beyond or len(beyond) < 2 or beyond[0] - right > _COLUMNS_APART + 1:
        return right
    run = [column for index, column in enumerate(beyond) if column == beyond[0] + index]
    names = [header[column] for column in run]
    words = all(isinstance(name, str) and text_type(name) is CellType.TEXT for name in names)
    named = {*header.values()} if words else set()
    if len(named) < len(header) or any(grid.has(row, right + 1, run[-1]) for row in rows):
        return right
    return run[-1]


def _floor(cells: CellRange, others: Sequence[CellRange]) -> int:
    """Return the last row above a block that belongs to another one, 0 without any."""
    return max(
        (
            other.bottom
            for other in others
            if other.bottom < cells.top and other.left <= cells.right and cells.left <= other.right
        ),
        default=0,
    )


def _first_table(
    grid: SheetGrid, cells: CellRange, rows: Sequence[int]
) -> tuple[Region | None, Sequence[int]]:
    """Return the topmost table of these rows, and the rows below it."""
    columns = filled_columns(grid, rows, cells)
    first, data = recognised_headers(grid, rows, columns)
    body = first_data(grid, rows, columns)
    if body is None:
        return None, ()
    data = max(data, first)
    if first >= data and (turned := turned_layout(grid, cells, rows)):
        used = (*turned.header_rows, *turned.data_rows)
        area = CellRange(grid.sheet, min(used), min(turned.columns), max(used), max(turned.columns))
        return Region(area, turned), [row for row in rows if row > area.bottom]
    header = grid.values[rows[data - 1]] if first < data else None
    end = _next_header(grid, rows, max(body, data), columns, header)
    rest = rows[end:]
    own = _without_notes(grid, rows[first:end], data - first, columns, ends=end == len(rows))
    heads = own[: data - first]
    if len(own) <= len(heads) or _is_metadata(grid, rows[first:end], len(own), columns):
        return None, rest
    kept = filled_columns(grid, own, cells)
    area = CellRange(grid.sheet, own[0], kept[0], own[-1], kept[-1])
    return Region(area, layout_of(grid, area, heads, own[len(heads) :], kept)), rest


def _without_notes(
    grid: SheetGrid, rows: Sequence[int], heads: int, columns: Sequence[int], *, ends: bool
) -> Sequence[int]:
    """Return rows without what follows the last row of data: notes, sources, a title.

    ends: nothing else follows. Then a last label without figures stays where the table has other
    rows of labels alone.
    """
    end = len(rows)
    while end > heads and row_role(grid, rows[end - 1], columns) is not RowRole.DATA:
        end -= 1
    last = rows[end - 1] if end > heads else 0
    while last and end < len(rows) and _goes_on(grid, last, rows[end - 1], rows[end], columns):
        end += 1
    if ends and end == len(rows) - 1 and end > heads + 1 and grid.rows_apart(*rows[-2:]) == 0:
        labels = [_lone_label(grid, row, columns) for row in (*rows[heads : heads + 200], rows[-1])]
        if labels[-1] and sum(map(bool, labels[:-2])) > 0:
            end = len(rows)
    return rows[:end]


def _goes_on(grid: SheetGrid, last: int, above: int, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row without figures belongs to the rows of data that it touches.

    It does where it has all the names that the last of them has, or says the same for many.
    """
    if grid.rows_apart(above, row):
        return False
    kinds = zip(columns, types_of(grid, last, columns), strict=True)
    names = [column for column, kind in kinds if kind is CellType.TEXT][:2]
    texts = [grid.values[row].get(column) for column in names]
    named = len(names) > 1 and all(
        isinstance(text, str) and len(text) <= _LONGEST_LABEL and not is_annotation(text)
        for text in texts
    )
    return named or _is_whole(grid, row, columns)


def _is_whole(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row of texts fills most columns, as a field of many records does."""
    filled = grid.filled(row, columns[0], columns[-1])
    texts = [grid.values[row][column] for column in filled]
    return (
        len(filled) > 3
        and len(filled) * 2 >= len(columns)
        and filled[0] == columns[0]
        and len(set(texts)) * 2 < len(texts)
    )


def _lone_label(grid: SheetGrid, row: int, columns: Sequence[int]) -> str:
    """Return the text of a row that holds nothing but a short label, or ""."""
    filled = grid.filled(row, columns[0], columns[-1])
    text = grid.values[row][filled[0]] if len(filled) == 1 else ""
    if not isinstance(text, str) or len(text) > _LONGEST_LABEL or is_annotation(text):
        return ""
    return text if line_kind(text) is LineKind.TITLE else ""


def _is_metadata(grid: SheetGrid, rows: Sequence[int], kept: int, columns: Sequence[int]) -> bool:
    """Return whether pairs go on below the last figure with words: what a file says of itself."""
    if len(columns) != 2 or kept >= len(rows):
        return False
    row, cells = rows[kept], grid.values[rows[kept]]
    touches = grid.rows_apart(rows[kept - 1], row) == 0
    name = cells.get(columns[0])
    return touches and columns[1] in cells and isinstance(name, str) and not is_annotation(name)


def _next_header(
    grid: SheetGrid,
    rows: Sequence[int],
    body: int,
    columns: Sequence[int],
    header: Mapping[int, Value] | None,
) -> int:
    """Return the index of the row where another table begins, len(rows) without one.

    The same header again right below a row of data is that of the next printed page.
    """
    if header is None:
        return len(rows)
    sample = sampled(rows[body:])
    kinds = zip(columns, column_kinds(grid, sample, columns), strict=True)
    values = [column for column, kind in kinds if kind is ColumnKind.FIGURES]
    probes = values[:1] + values[1:2] + values[-1:]
    for index in range(body + 1, len(rows) - 1):
        cells = grid.values[rows[index]]
        if not any(isinstance(cells.get(c), str) or _may_be_year(cells.get(c)) for c in probes):
            continue
        if _begins_table(grid, rows, index, columns, values):
            above = row_role(grid, rows[index - 1], columns) is RowRole.DATA
            page = above and grid.rows_apart(rows[index - 1], rows[index]) == 0
            if not (page and dict(cells) == dict(header)):
                return index
    return len(rows)


def _may_be_year(value: object) -> bool:
    return isinstance(value, float) and cell_type(value) is CellType.PERIOD


def _begins_table(
    grid: SheetGrid, rows: Sequence[int], index: int, columns: Sequence[int], values: Sequence[int]
) -> bool:
    """Return whether a row in the middle of a block is a header: words over most figures."""
    row = rows[index]
    role = row_role(grid, row, columns)
    if role not in (RowRole.TEXTS, RowRole.PERIODS):
        return False
    cells = grid.values[row]
    if grid.rows_apart(rows[index - 2], row) > 0:
        # After a blank row a narrower table may begin: its header names what stands below it.
        near_rows = rows[index + 1 : index + 1 + _ROWS_BELOW]
        below = {column for other in near_rows for column in grid.values[other]}
        values = [column for column in values if column in below or column in cells]
    over = [cells[column] for column in values if column in cells]
    if role is RowRole.PERIODS and labels_years(grid, row, columns) and not _consecutive(over):
        return False  # figures that happen to look like years
    if len(over) * 2 < len(values) or len(values) < 2 or len(over) < 2:
        return False
    if all(isinstance(value, str) and unit_line(value) for value in over):
        return False
    near = grid.rows_apart(rows[index - 1], row) == 0
    if near and columns[0] not in cells and all(map(_is_test_letter, over)):
        return False
    if role is RowRole.TEXTS and len(set(over)) * 2 < len(over):
        return False  # headers differ; this is what many records have in common
    return any(
        row_role(grid, other, columns) is RowRole.DATA for other in rows[index + 1 : index + 4]
    )


_ROWS_BELOW = 12
"""Rows below a header that tell how wide its table is."""


def _is_test_letter(value: Value) -> bool:
    """Return whether a text names columns of a cross-tab that a figure differs from: ``ac``."""
    return isinstance(value, str) and value.isalpha() and len(value) <= _MOST_TEST_LETTERS


_MOST_TEST_LETTERS = 4


def _consecutive(values: Sequence[Value]) -> bool:
    """Return whether years follow each other, up or down."""
    numbers = [value for value in values if isinstance(value, float)]
    steps = {b - a for a, b in pairwise(numbers)}
    return steps in ({1.0}, {-1.0})


def is_data(grid: SheetGrid, region: Region) -> bool:
    """Return whether a region is a data table: figures under headers that name most of them.

    Figures that only name things (codes, ranks, telephone numbers) make a list, not data.
    """
    layout = region.layout
    if not (layout.header_rows and layout.numeric and len(layout.columns) > 1):
        return False
    if counts_on(grid, layout):
        return False
    values = layout.columns[layout.label_columns :]
    named = [
        column for column in values if any(_heads(grid, row, column) for row in layout.header_rows)
    ]
    if len(named) * 2 < len(values) and not _names_the_first(grid, layout):
        return False
    pairs = zip(layout.columns, layout.kinds, strict=True)
    figures = [column for column, kind in list(pairs)[layout.label_columns :]
               if kind is ColumnKind.FIGURES]  # fmt: skip
    if is_dictionary([header_of(grid, layout.header_rows, c) for c in layout.columns]):
        return False
    return any(_measures(grid, layout, column) for column in figures) and _has_figures(
        grid, layout, figures
    )


def _names_the_first(grid: SheetGrid, layout: Layout) -> bool:
    """Return whether a header names the first columns, and further ones were added without."""
    first = layout.columns[:_NAMED_AT_LEAST]
    head = grid.values[layout.header_rows[-1]]
    return len(first) == _NAMED_AT_LEAST and all(isinstance(head.get(c), str) for c in first)


_NAMED_AT_LEAST = 3


def _measures(grid: SheetGrid, layout: Layout, column: int) -> bool:
    """Return whether a column of numbers says how much, and does not only name things."""
    name = header_of(grid, layout.header_rows, column)
    if is_number_of(name):
        return may_count(name) and not is_running(grid, sampled(layout.data_rows), column)
    return not is_code(name)


def _has_figures(grid: SheetGrid, layout: Layout, columns: Sequence[int]) -> bool:
    """Return whether there is a figure among marks, and more than tiles, one below each title."""
    found = islice(_figures(grid, sampled(layout.data_rows), columns), 2)
    if sum(found) < 2:
        return False
    apart = all(grid.columns_apart(a, b) > 0 for a, b in pairwise(layout.columns))
    return len(layout.data_rows) > 1 or not apart or ColumnKind.TEXTS in layout.kinds


def _figures(grid: SheetGrid, rows: Sequence[int], columns: Sequence[int]) -> Iterator[int]:
    """Yield 2 for each number, or result that could not be read, and 1 for a number in a text."""
    for row in rows:
        cells = grid.values[row]
        for column, kind in zip(columns, types_of(grid, row, columns), strict=True):
            if kind is CellType.NUMBER or isinstance(cells.get(column), Missing):
                yield 2
            elif kind is CellType.NUMERAL:
                yield 1


def _heads(grid: SheetGrid, row: int, column: int) -> bool:
    """Return whether a header row has a cell over a column, its own or one that reaches it."""
    cells = grid.values[row]
    if column in cells:
        return True
    left = max((other for other in cells if other < column), default=0)
    return left > 0 and (span := grid.span_at(row, left)) is not None and span.right >= column
