"""Tables whose headers stand below the figures, and whose labels may stand at their right."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.excel.header_rows import Layout, filled_columns
from briefing_app.excel.label_columns import ColumnKind, column_kinds, label_columns
from briefing_app.excel.row_roles import RowRole, row_role, sampled
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_range import CellRange

_MOST_HEADERS = 4


def turned_layout(grid: SheetGrid, cells: CellRange, rows: Sequence[int]) -> Layout | None:
    """Return the layout of rows with headers at their end, None where there are none.

    Each level of headers touches the one above it, and the first one names at least two columns
    and most columns of figures. In the layout the outermost header and label come first, as
    everywhere.
    """
    last = max(
        (i for i, row in enumerate(rows) if _is_data(grid, row, cells)),
        default=-1,
    )
    data = rows[: last + 1]
    columns = filled_columns(grid, rows, cells)
    if last < 1 or len(columns) < 2:
        return None
    sample = sampled(data)
    kinds = dict(zip(columns, column_kinds(grid, sample, columns), strict=True))
    values = [column for column in columns if kinds[column] is ColumnKind.FIGURES]
    headers: list[int] = []
    for row in rows[last + 1 : last + 1 + _MOST_HEADERS]:
        over = [column for column in values if column in grid.values[row]]
        apart = grid.rows_apart(headers[-1] if headers else data[-1], row)
        if apart or not over or (not headers and not 2 <= len(over) >= len(values) * 0.6):
            break
        headers.append(row)
    if not headers:
        return None
    ordered = columns if kinds[columns[0]] is ColumnKind.TEXTS else columns[::-1]
    count = label_columns(grid, (), sample, ordered, [kinds[column] for column in ordered])
    labels, rest = ordered[:count], sorted(ordered[count:])
    if any(kinds[column] is ColumnKind.FIGURES for column in labels):
        return None
    placed = (*labels, *rest)
    return Layout(
        tuple(headers[::-1]),
        tuple(data),
        placed,
        count,
        numeric=True,
        height=len(headers),
        width=count,
        kinds=tuple(kinds[column] for column in placed),
    )


def _is_data(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    columns = grid.filled(row, cells.left, cells.right)
    return bool(columns) and row_role(grid, row, columns) is RowRole.DATA
