"""Lists of records without a figure: what happened, when and of which kind, to be counted.

A register of incidents or a list of tasks has no measure, and still is data: its rows can be
counted by kind or by date. A list that only names things (codes, contacts, terms) has a different
text on every row and is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing_app.excel.annotations import is_annotation
from briefing_app.excel.blocks import blocks
from briefing_app.excel.cell_types import CellType
from briefing_app.excel.header_rows import layout_of
from briefing_app.excel.header_words import is_code, is_dictionary
from briefing_app.excel.label_columns import ColumnKind, column_kinds
from briefing_app.excel.regions import Region
from briefing_app.excel.row_roles import sampled, types_of
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value

_FEWEST_ROWS = 20
"""Records from which on counting them says something."""
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 60
_LONGEST_FIELD = 100
"""Characters, on average, of a field; what is longer is prose."""


def record_lists(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> Iterator[Region]:
    """Yield the blocks whose first row names every column and whose rows fall into kinds."""
    for cells in blocks(grid, taken):
        if cells.rows <= _FEWEST_ROWS or cells.columns < _FEWEST_COLUMNS:
            continue
        if any(overlap(cells, other) for other in taken):
            continue
        rows = [r for r in grid.rows(cells.top, cells.bottom) if len(grid.values[r]) > 1]
        columns = range(cells.left, cells.right + 1)
        if len(rows) <= _FEWEST_ROWS or not _names_all(grid, rows[0], columns):
            continue
        if _are_records(grid, rows[0], sampled(rows[1:]), columns):
            area = CellRange(grid.sheet, rows[0], cells.left, rows[-1], cells.right)
            yield Region(area, layout_of(grid, area, rows[:1], rows[1:], columns))


def _names_all(grid: SheetGrid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row has a short text of its own over every column."""
    names = [grid.values[row].get(column) for column in columns]
    if not all(isinstance(name, str) and len(name) <= _LONGEST_HEADER for name in names):
        return False
    texts = [str(name).strip().casefold() for name in names]
    types = types_of(grid, row, columns)
    return (
        len(set(texts)) == len(texts)
        and set(types) == {CellType.TEXT}
        and not any(map(is_annotation, texts))
        and not is_dictionary(texts)
    )


def _are_records(grid: SheetGrid, header: int, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Return whether rows fall into kinds, by two columns or by one and a date."""
    filled = sum(column in grid.values[row] for row in rows for column in columns)
    if filled * 2 < len(rows) * len(columns):
        return False
    kinds = dict(zip(columns, column_kinds(grid, rows, columns), strict=True))
    names = [str(grid.values[header][column]) for column in columns]
    if sum(map(is_code, names)) * 2 >= len(names):
        return False
    fields = {
        column: [cells[column] for row in rows if column in (cells := grid.values[row])]
        for column in columns
    }
    if any(_is_prose(values) or _is_contact(values) for values in fields.values()):
        return False
    grouped = sum(_falls_into_kinds(fields[column], len(rows)) for column in columns)
    dated = ColumnKind.PERIODS in kinds.values()
    return grouped > 1 or (grouped == 1 and dated)


def _falls_into_kinds(values: Sequence[Value], rows: int) -> bool:
    different = len(set(values))
    return len(values) * 2 >= rows and 1 < different <= len(values) // 4


def _is_prose(values: Sequence[Value]) -> bool:
    texts = [value for value in values if isinstance(value, str)]
    return sum(map(len, texts)) > _LONGEST_FIELD * max(1, len(texts))


def _is_contact(values: Sequence[Value]) -> bool:
    """Return whether most values are addresses of mail."""
    return sum(isinstance(value, str) and "@" in value for value in values) * 2 > len(values) > 0
