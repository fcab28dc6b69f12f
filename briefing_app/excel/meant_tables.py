"""What a reference means that is no table as it is written: moved, grown, columns, or a formula.

The table is told by what the reference overlaps. Where two fit, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing_app.errors import CallError, Place, ReferenceMissing
from briefing_app.excel.header_rows import find_layout
from briefing_app.excel.references import resolve, split_workbook
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.model.cell_range import (
    MAX_COLUMN,
    MAX_ROW,
    CellRange,
    parse_cell,
    split_reference,
)
from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.finding import Finding, Severity, error, info, warning
from briefing_app.ooxml.spreadsheet import DefinedName, ExcelTable

_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_STRUCTURED = re.compile(
    r"(?P<name>[^\[\]]+)\[\s*\[(?P<first>[^\[\]]+)\]\s*:\s*\[(?P<last>.+)\]\s*\]"
)
_ONE_COLUMN = re.compile(r"(?P<name>[^\[\]]+)\[(?P<column>[^\[\]#][^\[\]]*)\]")
# OFFSET without a shift, and a range that ends where INDEX says, begin at a cell that is written.
_ANCHOR = r"(?P<anchor>(?:'(?:[^']|'')+'|[^\s'!(),]+)![$]?[A-Z]{1,3}[$]?[0-9]{1,7})"
_GROWING = re.compile(
    rf"=?\s*(?:OFFSET\(\s*{_ANCHOR}\s*[,;]\s*0?\s*[,;]\s*0?\s*[,;].*\)"
    rf"|{_ANCHOR.replace('anchor', 'start')}\s*:\s*(?:INDEX|OFFSET)\(.*\))",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference is taken for: a found table by its id, a range to read, or neither.

    finding: what to say of it, its place the reference itself, or None.
    """

    table: str = ""
    cells: CellRange | None = None
    finding: Finding | None = None

    @property
    def is_open(self) -> bool:
        """Return whether a person must say what is meant."""
        return self.finding is not None and self.finding.severity is Severity.ERROR


def still_to_read(references: Iterable[str], meant: Mapping[str, Meant]) -> list[str]:
    """Return the references that are to be read as tables, as ranges where they mean one."""
    found = ((reference, meant.get(reference, Meant())) for reference in references)
    wanted = (
        str(one.cells) if one.cells else reference
        for reference, one in found
        if not one.table and not one.is_open
    )
    return list(dict.fromkeys(wanted))


def as_written(
    read: Sequence[tuple[str, DataTable]], tables: Sequence[DataTable], meant: Mapping[str, Meant]
) -> tuple[tuple[str, DataTable], ...]:
    """Return (reference, table) for what was read and for what references mean.

    read: (range or name, table) of :func:`still_to_read`; tables: those that were found.
    """
    known = {table.id: table for table in tables} | {str(t.cells): t for t in tables} | dict(read)
    wanted = [
        (reference, one.table or str(one.cells))
        for reference, one in meant.items()
        if one.table or one.cells
    ]
    return (*read, *((reference, known[name]) for reference, name in wanted if name in known))


def with_read(
    meant: Mapping[str, Meant], referenced: Iterable[tuple[str, DataTable]]
) -> dict[str, Meant]:
    """Return what references mean, with those that were read as tables of their own."""
    return {written: Meant(cells=table.cells) for written, table in referenced} | dict(meant)


def told_of(meant: Mapping[str, Meant], references: Sequence[str]) -> list[Finding]:
    """Return what there is to say of the references that the caller asked for."""
    return [one.finding for name, one in meant.items() if name in references and one.finding]


def meanings(
    references: Iterable[str],
    tables: Sequence[DataTable],
    grids: Sequence[SheetGrid],
    names: Sequence[DefinedName],
    excel_tables: Mapping[str, Sequence[ExcelTable]],
    workbook: Workbook,
) -> dict[str, Meant]:
    """Return what references mean, but for tables, ranges that read as one, and nothing at all.

    tables: those that were found; grids: the visible worksheets, with hidden rows and columns;
    excel_tables: by sheet name.
    """
    by_name = {grid.sheet.casefold(): grid for grid in grids}
    meaning = _Meaning(tables, by_name, names, excel_tables)
    found: dict[str, Meant] = {}
    for reference in references:
        book, wanted = split_workbook(reference)
        if book in ("", workbook.name.casefold()) and not _is_table(reference, tables):
            meant = meaning.of(wanted)
            if meant and meant.finding:
                place = Place(workbook.name, cell=wanted)
                meant = replace(meant, finding=replace(meant.finding, place=place))
            if meant:
                found[reference] = meant
    return found


def _is_table(reference: str, tables: Sequence[DataTable]) -> bool:
    try:
        resolve(reference, tables)
    except ReferenceMissing:
        return False
    return True


class _Meaning:
    def __init__(
        self,
        tables: Sequence[DataTable],
        grids: Mapping[str, SheetGrid],
        names: Sequence[DefinedName],
        excel_tables: Mapping[str, Sequence[ExcelTable]],
    ) -> None:
        self._tables = tables
        self._grids = grids
        self._names = names
        self._excel_tables = excel_tables

    def of(self, wanted: str) -> Meant | None:
        sheet, address = split_reference(wanted)
        grid = self._grids.get(sheet.casefold())
        if grid is None and not sheet and len(self._grids) == 1:
            (grid,) = self._grids.values()
        if grid is not None and (lines := _lines(grid.sheet, address)):
            return self._of_lines(wanted, lines)
        if grid is not None and (cells := _range(grid.sheet, address)):
            return self._of_range(wanted, cells, grid)
        for pattern, read in ((_STRUCTURED, self._of_columns), (_ONE_COLUMN, self._of_column)):
            if match := pattern.fullmatch(wanted):
                return read(wanted, match)
        return self._of_name(wanted, sheet, address)

    def _on(self, cells: CellRange) -> list[DataTable]:
        return [table for table in self._tables if _shared(table.cells, cells)]

    def _of_lines(self, wanted: str, lines: CellRange) -> Meant | None:
        """Return what whole columns or rows mean: the one table that they cross."""
        crossed = self._on(lines)
        if len(crossed) > 1:
            return _asks(wanted, crossed)
        if not crossed:
            return None
        (table,) = crossed
        part = _shared(table.cells, lines)
        return Meant(table.id) if part == table.cells else Meant(cells=part)

    def _of_range(self, wanted: str, cells: CellRange, grid: SheetGrid) -> Meant | None:
        touched = self._on(cells)
        if all(_shared(table.cells, cells) == table.cells for table in touched):
            return None  # it reads as it is written
        if len(touched) > 1:
            return _asks(wanted, touched)
        (table,) = touched
        if _is_shifted(cells, table, grid) or _is_headless(cells, table, grid):
            return _moved(wanted, table)
        return _part(wanted, cells, table)

    def _of_columns(self, wanted: str, match: re.Match[str]) -> Meant | None:
        """Return what ``Table1[[Region]:[Sales]]`` means: these columns with their headers."""
        for sheet, listed in self._excel_tables.items():
            for table in listed:
                if table.name.casefold() != match["name"].strip().casefold():
                    continue
                heads = [head.casefold() for head in table.columns]
                ends = [match[end].strip().casefold() for end in ("first", "last")]
                if not all(end in heads for end in ends):
                    return _open(
                        f"The table “{table.name}” has no such columns: “{wanted}”.",
                        f"Its columns: {', '.join(table.columns[:12])}.",
                    )
                cells = CellRange.parse(sheet, table.ref)
                first, last = sorted(heads.index(end) for end in ends)
                part = replace(cells, left=cells.left + first, right=cells.left + last)
                return Meant(cells=part)
        return None

    def _of_column(self, wanted: str, match: re.Match[str]) -> Meant | None:
        for listed in self._excel_tables.values():
            for table in listed:
                if table.name.casefold() == match["name"].strip().casefold() and table.columns:
                    return _open(
                        f"“{wanted}” is one column, without the labels of its rows.",
                        f"Write {table.name} for the whole table, or its columns from the labels "
                        f"on, such as {table.name}[[{table.columns[0]}]:[{match['column']}]].",
                    )
        return None

    def _of_name(self, wanted: str, sheet: str, address: str) -> Meant | None:
        """Return what a name means that stands for a formula or for part of a table."""
        for name in self._names:
            if name.name.casefold() != address.casefold():
                continue
            if sheet and name.sheet.casefold() != sheet.casefold():
                continue
            if match := _GROWING.fullmatch(name.text.strip()):
                meant = self._at(match["anchor"] or match["start"])
                if meant:
                    return meant
            if "[" in name.text and name.text.strip() != wanted and (found := self._same(name)):
                return found
            if "(" in name.text or "[" in name.text:
                shown = name.text.strip()[:_LONGEST_SHOWN]
                return _open(
                    f"The name “{wanted}” is a formula, {shown}, and no range.",
                    "Write the range, the sheet or a table's name instead.",
                )
        return None

    def _at(self, anchor: str) -> Meant | None:
        """Return the found table whose first cell a formula begins with."""
        sheet, address = split_reference(anchor)
        row, column = parse_cell(address)
        for table in self._tables:
            cells = table.cells
            if cells.sheet.casefold() == sheet.casefold() and (cells.top, cells.left) == (
                row, column,
            ):  # fmt: skip
                return Meant(table.id)
        return None

    def _same(self, name: DefinedName) -> Meant | None:
        """Return what the structured reference that a name stands for means."""
        text = name.text.strip().lstrip("=")
        try:
            return Meant(resolve(text, self._tables).id)
        except ReferenceMissing:
            match = _STRUCTURED.fullmatch(text)
            return self._of_columns(text, match) if match else None


def _range(sheet: str, address: str) -> CellRange | None:
    try:
        return CellRange.parse(sheet, address)
    except CallError:
        return None


def _lines(sheet: str, address: str) -> CellRange | None:
    """Return whole columns (``A:F``) or rows (``3:12``) as a range; None for anything else."""
    if match := _COLUMNS.fullmatch(address):
        return _range(sheet, f"{match[1]}1:{match[2]}{MAX_ROW}")
    if match := _ROWS.fullmatch(address):
        first, last = sorted((int(match[1]), int(match[2])))
        return CellRange(sheet, first, 1, last, MAX_COLUMN) if first else None
    return None


def _shared(a: CellRange, b: CellRange) -> CellRange | None:
    """Return the cells that two ranges share, None where they share none."""
    top, left = max(a.top, b.top), max(a.left, b.left)
    bottom, right = min(a.bottom, b.bottom), min(a.right, b.right)
    if a.sheet.casefold() != b.sheet.casefold() or bottom < top or right < left:
        return None
    return CellRange(a.sheet, top, left, bottom, right)


def _is_shifted(cells: CellRange, table: DataTable, grid: SheetGrid) -> bool:
    """Return whether a range begins in blanks before a table and ends in it, or the reverse."""
    there = table.cells
    above = replace(cells, bottom=there.top - 1)
    before = replace(cells, right=there.left - 1)
    return (
        (cells.top < there.top and cells.bottom < there.bottom and not grid.cropped(above))
        or (cells.left < there.left and cells.right < there.right and not grid.cropped(before))
        or (cells.top > there.top and cells.bottom > there.bottom)
        or (cells.left > there.left and cells.right > there.right)
    )


def _is_headless(cells: CellRange, table: DataTable, grid: SheetGrid) -> bool:
    """Return whether a range begins below the headers of a table, and has none of its own."""
    if not table.header_rows or cells.top < table.cells.top + table.header_height:
        return False
    layout = find_layout(grid, cells)
    return layout is None or not layout.header_rows


def _moved(wanted: str, table: DataTable) -> Meant:
    what = f"“{wanted}” is no table any more; the one in {table.cells} is shown instead."
    remedy = "Write where it is now, or better a table's name, which moves with it."
    return Meant(table.id, finding=warning("data-range-moved", what, remedy))


def _part(wanted: str, cells: CellRange, table: DataTable) -> Meant | None:
    """Return a range that begins with a table and ends before it; None when no row is left out."""
    left_out = table.cells.bottom - cells.bottom
    if left_out <= 0:
        return None
    rows = "row of the table is" if left_out == 1 else "rows of the table are"
    what = f"“{wanted}” ends before {table.cells} does: {left_out} {rows} left out."
    remedy = f"Write {table.cells} if the table grew; nothing if this part is meant."
    return Meant(finding=info("data-range-part", what, remedy))


def _asks(wanted: str, tables: Sequence[DataTable]) -> Meant:
    listed = ", ".join(str(table.cells) for table in tables[:8])
    return _open(f"“{wanted}” may be any of {listed}.", "Write which of them is meant.")


def _open(what: str, remedy: str) -> Meant:
    return Meant(finding=error("exhibit-data-missing", what, remedy))
