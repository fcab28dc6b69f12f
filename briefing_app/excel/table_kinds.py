"""What sort of table it is, which way it runs, and how its rows are nested."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.excel.cell_types import CellType
from briefing_app.excel.header_rows import Layout
from briefing_app.excel.label_columns import ColumnKind
from briefing_app.excel.row_roles import sampled, types_of
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.data_table import Orientation, TableKind

_MANY_RECORDS = 12
"""Rows from which on a list with repeated labels is records, and not a small cross-tab."""


def table_kind(grid: SheetGrid, layout: Layout) -> TableKind:
    """Return what sort of table a layout is.

    Records have one header row that names every column, and either fields that are no figures
    beside the figures, or several columns of labels that are written out again on every row; or
    they have no figures at all.
    """
    if not layout.header_rows:
        return TableKind.KEY_VALUE if len(layout.columns) == 2 else TableKind.CROSS_TAB
    head = grid.values[layout.header_rows[-1]]
    if len(layout.header_rows) > 1 or not all(column in head for column in layout.columns):
        return TableKind.CROSS_TAB
    if not layout.numeric and len(layout.data_rows) >= _MANY_RECORDS:
        return TableKind.RECORDS
    values = layout.columns[layout.label_columns :]
    kinds = layout.kinds[layout.label_columns :]
    others = sum(kind in (ColumnKind.TEXTS, ColumnKind.FLAGS, ColumnKind.PERIODS) for kind in kinds)
    if others and _across(grid, layout.header_rows, values) < len(values) - others:
        return TableKind.RECORDS
    labels = layout.columns[: layout.label_columns]
    if len(labels) < 2 or len(layout.data_rows) < _MANY_RECORDS or _across(
        grid, layout.header_rows, values
    ):  # fmt: skip
        return TableKind.CROSS_TAB
    sample = sampled(layout.data_rows)
    repeated = any(_repeats(grid, sample, column) for column in labels)
    return TableKind.RECORDS if repeated else TableKind.CROSS_TAB


def _repeats(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column is filled on every row with few different texts."""
    listed = [grid.values[row][column] for row in rows if column in grid.values[row]]
    return len(listed) == len(rows) and len(set(listed)) * 2 <= len(listed)


def _across(grid: SheetGrid, headers: Sequence[int], columns: Sequence[int]) -> int:
    """Return how many columns a header row names by a period, at most."""
    return max(
        (sum(kind is CellType.PERIOD for kind in types_of(grid, row, columns)) for row in headers),
        default=0,
    )


def orientation(grid: SheetGrid, layout: Layout) -> Orientation:
    """Return which way the variables run.

    They run in rows where periods run across, and where number formats agree along each row and
    differ between rows.
    """
    values = layout.columns[layout.label_columns :]
    if len(values) > 1 and _across(grid, layout.header_rows, values) * 3 >= len(values) * 2:
        return Orientation.ROWS
    rows = [_formats(grid, row, values) for row in sampled(layout.data_rows)[:60]]
    formats = [row for row in rows if row]
    along = all(len(row) == 1 for row in formats)
    if len(values) > 1 and along and len({next(iter(row)) for row in formats}) > 1:
        return Orientation.ROWS
    return Orientation.COLUMNS


def _formats(grid: SheetGrid, row: int, columns: Sequence[int]) -> frozenset[str]:
    cells, formats = grid.values[row], grid.formats.get(row, {})
    return frozenset(
        formats.get(column, GENERAL) for column in columns if isinstance(cells.get(column), float)
    )


def row_levels(grid: SheetGrid, layout: Layout) -> tuple[int, ...]:
    """Return the level of each data row, 0 outermost; () when all are on one.

    A level is shown by the column that a label stands in, where each row has one label, and
    within it by the cell's indent and the blanks before the text.
    """
    labels = layout.columns[: layout.label_columns]
    if not labels:
        return ()
    texts = [column for column in labels if _holds_texts(grid, layout.data_rows, column)]
    depths = [_depth(grid, row, texts) for row in layout.data_rows]
    order = sorted({depth for depth in depths if depth is not None})
    if len(order) < 2:
        return ()
    levels = {depth: level for level, depth in enumerate(order)}
    return tuple(0 if depth is None else levels[depth] for depth in depths)


def _holds_texts(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    return any(isinstance(grid.values[row].get(column), str) for row in sampled(rows))


def _depth(grid: SheetGrid, row: int, columns: Sequence[int]) -> tuple[int, int] | None:
    """Return (column, indent) of a row's label: how deep it stands; None without one.

    Where a row has several labels, they are names in different columns, and no levels.
    """
    cells = grid.values[row]
    filled = [column for column in columns if isinstance(cells.get(column), str)]
    if not filled:
        return None
    column = filled[-1]
    text = str(cells[column])
    blanks = len(text) - len(text.lstrip(" \u00a0\u3000\t"))
    indent = grid.indents.get(row, {}).get(column, 0)
    place = columns.index(column) if len(filled) == 1 and len(columns) == 2 else 0
    return place, indent * 2 + blanks
