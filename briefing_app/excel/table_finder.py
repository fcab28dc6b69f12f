"""Data tables found on worksheets: Excel tables, then defined names, then blocks of cells.

Each finder proposes rectangles (:class:`Candidate`) and says which cells are taken; what is
proposed is read by one reader. A further finder is one more function in :func:`find_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing_app.errors import CallError
from briefing_app.excel.explained_tables import with_explanations
from briefing_app.excel.header_rows import Layout, find_layout
from briefing_app.excel.key_values import key_values
from briefing_app.excel.record_lists import record_lists
from briefing_app.excel.regions import Region, regions
from briefing_app.excel.sheet_grid import SheetGrid, bounds, overlap
from briefing_app.excel.surroundings import repeated_lines
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


_PRINT_AREA = "_xlnm.print_area"


def print_areas(names: Sequence[DefinedName], grid: SheetGrid) -> list[CellRange]:
    """Return the print areas of a worksheet that leave out some of its filled cells.

    ECMA-376-1, 18.2.5: a sheet's print area is a defined name of that sheet, its ranges joined by
    commas. One around everything sets nothing apart.
    """
    found = []
    for name in names:
        if name.name.lower() != _PRINT_AREA:
            continue
        for part in name.text.split(","):
            sheet, address = split_reference(part)
            if (sheet or name.sheet).lower() != grid.sheet.lower() or _FORMULA_SIGNS.search(part):
                continue
            try:
                found.append(CellRange.parse(grid.sheet, address))
            except CallError:
                continue  # whole rows or columns, or nothing any more
    whole = bounds(grid.sheet, {row: list(cells) for row, cells in grid.values.items()})
    return [area for area in found if whole and not _holds(area, whole)]


def _holds(outer: CellRange, inner: CellRange) -> bool:
    return (
        outer.top <= inner.top
        and outer.left <= inner.left
        and inner.bottom <= outer.bottom
        and inner.right <= outer.right
    )


_MOST_OF_A_TABLE = 0.6


def _meant(cells: CellRange, region: Region) -> CellRange | None:
    """Return the table that a named range means: itself, or the one whose body it is.

    A name that begins with a table's headers and leaves out a few rows or columns cuts it; a name
    for a small part, such as one page of it, lists nothing.
    """
    whole = region.cells
    if not _holds(whole, cells) or cells.rows * cells.columns < _MOST_OF_A_TABLE * (
        whole.rows * whole.columns
    ):
        return whole if _is_body(cells, region) else None
    if (cells.top, cells.left) == (whole.top, whole.left):
        return cells
    return whole if _is_body(cells, region) else None


def _is_body(cells: CellRange, region: Region) -> bool:
    """Return whether a named range is the data below a table's headers."""
    whole = region.cells
    return (
        _holds(whole, cells)
        and cells.top > whole.top
        and cells.rows >= whole.rows - region.layout.height - 2
        and cells.columns == whole.columns
    )


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
    print area, and that before a block.
    """
    by_name = {grid.sheet.lower(): grid for grid in grids}
    named = list(name_candidates(names, by_name))
    repeated = repeated_lines(grids)
    found: list[DataTable] = []
    for grid in progress.steps("Looking for tables", grids):
        taken = [cells for cells in left_out if cells.sheet == grid.sheet]
        read = [*_listed(grid, table_candidates(grid.sheet, tables.get(grid.sheet, ())), taken)]
        names_here = [item for item in named if item.cells.sheet == grid.sheet]
        read += _blocks(grid, names_here, print_areas(names, grid), taken)
        found += _read(grid, read, workbook, repeated)
    return with_explanations(found, grids)


def _listed(
    grid: SheetGrid, candidates: Iterator[Candidate], taken: list[CellRange]
) -> Iterator[_Read]:
    """Yield the candidates that are free and have data, and add their cells to those taken."""
    for candidate in candidates:
        if any(overlap(candidate.cells, cells) for cells in taken):
            continue
        layout = find_layout(grid, candidate.cells, candidate.header_rows)
        if layout is not None:
            taken.append(candidate.cells)
            yield candidate, layout


def _blocks(
    grid: SheetGrid,
    named: Sequence[Candidate],
    areas: Sequence[CellRange],
    taken: list[CellRange],
) -> Iterator[_Read]:
    """Yield the tables that names, print areas and blank rows and columns set apart.

    A name means the table that its cells are, or are the body of. A name for less than a table
    (one column, the figures of one year) or for more (a page) lists nothing: it can still be
    asked for.
    """
    before = tuple(taken)
    for find in (regions, key_values, record_lists):
        for region in find(grid, before):
            if any(overlap(region.cells, cells) for cells in taken):
                continue
            taken.append(region.cells)
            yield _candidate(grid, region, named, areas)


def _candidate(
    grid: SheetGrid, region: Region, named: Sequence[Candidate], areas: Sequence[CellRange]
) -> _Read:
    for item in named:
        cells = _meant(item.cells, region)
        layout = find_layout(grid, cells) if cells and cells != region.cells else region.layout
        if cells and layout and layout.header_rows:
            return Candidate(cells, FoundBy.NAME, item.name), layout
    for area in areas:
        if _holds(area, region.cells):
            return Candidate(region.cells, FoundBy.PRINT_AREA), region.layout
        cells = _printed(grid, region, area)
        layout = find_layout(grid, cells) if cells else None
        if cells and layout and layout.header_rows:
            return Candidate(cells, FoundBy.PRINT_AREA), layout
    return Candidate(region.cells, FoundBy.BLOCK), region.layout


def _printed(grid: SheetGrid, region: Region, area: CellRange) -> CellRange | None:
    """Return the part of a table that its print area leaves, None where it says nothing.

    Columns beside the area are no part where no header names them: side calculations, remarks.
    Rows and columns with headers stay: tables grow, and their print areas are forgotten.
    """
    cells = region.cells
    left, right = max(cells.left, area.left), min(cells.right, area.right)
    if area.top > cells.top or area.bottom < cells.bottom or right - left < 1:
        return None
    outside = [column for column in region.layout.columns if not left <= column <= right]
    headers = region.layout.header_rows
    if any(column in grid.values[row] for row in headers for column in outside):
        return None
    return CellRange(cells.sheet, cells.top, left, cells.bottom, right)


def _read(
    grid: SheetGrid, found: Sequence[_Read], workbook: Workbook, repeated: frozenset[str]
) -> Iterator[DataTable]:
    ordered = sorted(found, key=lambda item: (item[0].cells.top, item[0].cells.left))
    for number, (candidate, layout) in enumerate(ordered, 1):
        others = [other.cells for other, _ in ordered if other is not candidate]
        table = read_table(grid, candidate, layout, workbook, others, repeated)
        yield with_id(table, number)
