"""Tables that were asked for by range or name, wherever no finder would have seen one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing_app.errors import CallError, ReferenceMissing
from briefing_app.excel.references import resolve, split_workbook
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.table_finder import is_reserved, named_cells
from briefing_app.excel.table_reader import Candidate, read_table
from briefing_app.excel.text_tables import text_block, text_layout
from briefing_app.model.cell_range import CellRange, split_reference
from briefing_app.model.data_table import DataTable, FoundBy, Workbook
from briefing_app.ooxml.spreadsheet import DefinedName


def asked_tables(
    references: Iterable[str],
    tables: Sequence[DataTable],
    grids: Sequence[SheetGrid],
    names: Sequence[DefinedName],
    workbook: Workbook,
) -> Iterator[tuple[str, DataTable]]:
    """Yield (reference, table) for what is asked for, is there, and is not yet a table.

    Ranges are cut to their filled cells; their id is the range itself. Nothing is yielded for a
    reference to nothing.
    """
    by_name = {grid.sheet.lower(): grid for grid in grids}
    for reference in references:
        wanted = _new_reference(reference, tables, workbook)
        candidate = _asked(wanted, by_name, names) if wanted else None
        if candidate is None:
            continue
        grid = by_name[candidate.cells.sheet.lower()]
        layout = text_layout(grid, candidate.cells)
        if layout is not None:
            others = [table.cells for table in tables if table.cells.sheet == grid.sheet]
            table = read_table(grid, candidate, layout, workbook, others)
            yield reference, replace(table, id=str(candidate.cells))


def _new_reference(reference: str, tables: Sequence[DataTable], workbook: Workbook) -> str:
    """Return a reference without its workbook; "" when it is for another or already a table."""
    book, wanted = split_workbook(reference)
    if book and book != workbook.name.casefold():
        return ""
    try:
        resolve(reference, tables)
    except ReferenceMissing:
        return wanted
    return ""


def _asked(
    wanted: str, grids: Mapping[str, SheetGrid], names: Sequence[DefinedName]
) -> Candidate | None:
    sheet, address = split_reference(wanted)
    grid = grids.get(sheet.lower()) if sheet or len(grids) != 1 else next(iter(grids.values()))
    if grid is not None:
        try:
            cells = grid.cropped(CellRange.parse(grid.sheet, address))
            return Candidate(cells, FoundBy.BLOCK) if cells else None
        except CallError:
            pass  # not a range: perhaps a name that is local to the sheet
    for name in names:
        local = not sheet or name.sheet.lower() == sheet.lower()
        if name.name.lower() == address.lower() and local and not is_reserved(name.name):
            named = named_cells(name, grids)
            if named:
                return Candidate(named, FoundBy.NAME, name.name)
    return _sheet_of_texts(wanted, grids)


def _sheet_of_texts(wanted: str, grids: Mapping[str, SheetGrid]) -> Candidate | None:
    """Return what stands on a sheet that is named alone, where no table was found on it."""
    sheet, address = split_reference(wanted)
    name = (address or sheet).strip("'").replace("''", "'").lower()
    grid = grids.get(name) if not (sheet and address) else None
    cells = text_block(grid) if grid else None
    return Candidate(cells, FoundBy.BLOCK) if cells else None
