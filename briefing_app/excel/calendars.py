"""Grids whose numbers only count on from cell to cell: calendars, seat plans, forms."""

from __future__ import annotations

from itertools import pairwise

from briefing_app.excel.header_rows import Layout
from briefing_app.excel.sheet_grid import SheetGrid

_FEWEST = 10
"""Numbers from which on a sequence is no coincidence."""
_WEEKS = 2
"""Rows that may be short: the first and the last week of a month."""
_MOST_ROWS = 200


def counts_on(grid: SheetGrid, layout: Layout) -> bool:
    """Return whether the body read row by row is 1, 2, 3 ..., once or from the start again."""
    if len(layout.data_rows) > _MOST_ROWS or len(layout.columns) < 3:
        return False
    cells = [
        value
        for row in layout.data_rows
        for column in layout.columns
        if isinstance(value := grid.values[row].get(column), float)
    ]
    if len(cells) < max(_FEWEST, 3 * len(layout.data_rows) - 2 * _WEEKS):
        return False
    steps = sum(after == before + 1 for before, after in pairwise(cells))
    # A week may show the last days of the month before it, and a new month begins again.
    restarts = sum(after == 1 and before != 0 for before, after in pairwise(cells))
    return steps + restarts >= len(cells) - 1 and restarts * _FEWEST <= len(cells) + _FEWEST
