"""Data tables found on worksheets: Excel tables, then defined names, then blocks of cells.

Each finder proposes rectangles (:class:`Candidate`) and says which cells are taken; what is
proposed is read by one reader. A further finder (print areas, grids with several headers) is one
more function in :func:`find_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing_app.errors import CallError
from briefing_app.excel.blocks import blocks
from briefing_app.excel.header_rows import Layout, find_layout
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.excel.surroundings import lone_text
from briefing_app.excel.table_reader import Candidate, read_table, with_id
from briefing_app.model.cell_range import CellRange, split_reference
from briefing_app.model.data_table import DataTable, FoundBy, Workbook
from briefing_app.ooxml.spreadsheet import DefinedName, ExcelTable
from briefing_app.progress import QUIET, Progress

_Read = tuple[Candidate, Layout]


def table_candidates(sheet: str, tables: Sequence[ExcelTable]) -> Iterator[Candidate]:
    """Yield the Excel tables of a worksheet as candidates."""
    for table in tables:
        try:
            cells = CellRange.parse(sheet, table.ref)
        except CallError:
            continue  # a table of nowhere
        yield Candidate(
            cells,
            FoundBy.TABLE,
            table.name,
            table.header_rows,
            table.totals_rows,
            table.columns,
        )


def name_candidates(
    names: Sequence[DefinedName], sheets: Mapping[str, SheetGrid]
) -> Iterator[Candidate]:
    """Yield the defined names that mean one range of at least 2 x 2 cells on a visible sheet.

    Names of Excel itself (print areas, filters), hidden ones and formulas are left out. Larger
    ranges come first.
    """
    found = []
    for name in names:
        cells = None if name.hidden or is_reserved(name.name) else named_cells(name, sheets)
        if cells and cells.rows >= 2 and cells.columns >= 2:
            found.append(Candidate(cells, FoundBy.NAME, name.name))
    yield from sorted(found, key=lambda item: -item.cells.rows * item.cells.columns)


def is_reserved(name: str) -> bool:
    """Return whether a defined name belongs to Excel itself (ECMA-376-1, 18.2.5)."""
    return name.lower().startswith(
        ("_xlnm", "_xl", "print_area", "print_titles", "_filterdatabase")
    )


_FORMULA_SIGNS = re.compile(r"[(){},+*/&<>=#]")


def named_cells(name: DefinedName, sheets: Mapping[str, SheetGrid]) -> CellRange | None:
    """Return the range that a name means, cut to the filled cells; None when it is something else.

    sheets: the visible worksheets by name in lower case.
    """
    sheet, address = split_reference(name.text)
    grid = sheets.get((sheet or name.sheet).lower())
    if grid is None or _FORMULA_SIGNS.search(address):
        return None
    try:
        cells = CellRange.parse(grid.sheet, address)
    except CallError:
        return None
    return grid.cropped(cells)


def find_tables(
    grids: Sequence[SheetGrid],
    tables: Mapping[str, Sequence[ExcelTable]],
    names: Sequence[DefinedName],
    workbook: Workbook,
    left_out: Sequence[CellRange] = (),
    progress: Progress = QUIET,
) -> tuple[DataTable, ...]:
    """Return the data tables of the visible worksheets, in sheet order, then from the top left.

    tables: Excel tables by sheet name; left_out: cells that hold something else (the topic
    library). Two tables never share a cell: an Excel table goes before a name, a name before a
    block.
    """
    by_name = {grid.sheet.lower(): grid for grid in grids}
    named = list(name_candidates(names, by_name))
    found: list[DataTable] = []
    for grid in progress.steps("Looking for tables", grids):
        taken = [cells for cells in left_out if cells.sheet == grid.sheet]
        read = [*_listed(grid, table_candidates(grid.sheet, tables.get(grid.sheet, ())), taken)]
        own = (item for item in named if item.cells.sheet == grid.sheet)
        read += [*_listed(grid, own, taken, need_numbers=True)]
        cells = (Candidate(block, FoundBy.BLOCK) for block in blocks(grid, taken))
        read += [*_listed(grid, cells, taken, need_numbers=True)]
        found += _read(grid, read, workbook)
    return tuple(found)


def _listed(
    grid: SheetGrid,
    candidates: Iterator[Candidate],
    taken: list[CellRange],
    *,
    need_numbers: bool = False,
) -> Iterator[_Read]:
    """Yield the candidates that are data tables and free, and add their cells to those taken.

    What a person declared an Excel table is one; anything else needs a header row, a column of
    numbers and a name for most of its columns.
    """
    for candidate in candidates:
        if any(overlap(candidate.cells, cells) for cells in taken):
            continue
        layout = find_layout(grid, candidate.cells, candidate.header_rows)
        if layout is None or (need_numbers and not _is_data(grid, layout, candidate)):
            continue
        taken.append(candidate.cells)
        yield candidate, layout


def _is_data(grid: SheetGrid, layout: Layout, candidate: Candidate) -> bool:
    if not (layout.header_rows and layout.numeric and len(layout.columns) > 1):
        return False
    cells = candidate.cells
    if lone_text(grid, layout.header_rows[0], cells.left, cells.right):
        # A title inside a named range: the name frames a page. A header merged over the columns
        # of a block is a header.
        return candidate.found_by is not FoundBy.NAME
    named = sum(
        any(column in grid.values[row] for row in layout.header_rows) for column in layout.columns
    )
    return named * 2 >= len(layout.columns)


def _read(grid: SheetGrid, found: Sequence[_Read], workbook: Workbook) -> Iterator[DataTable]:
    ordered = sorted(found, key=lambda item: (item[0].cells.top, item[0].cells.left))
    for number, (candidate, layout) in enumerate(ordered, 1):
        others = [other.cells for other, _ in ordered if other is not candidate]
        yield with_id(read_table(grid, candidate, layout, workbook, others), number)
