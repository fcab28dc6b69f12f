"""Worksheets read into grids; long ones into grids that leave out the rows like many others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from briefing_app.errors import CallError, FileDamaged, Place
from briefing_app.excel.cell_formats import CellDecoder, cell_formats
from briefing_app.excel.long_sheets import LazyRows, rows_left_out
from briefing_app.excel.sheet_grid import SheetGrid, Spans
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.ooxml.cell_styles import cell_styles
from briefing_app.ooxml.cell_text import shared_strings
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.sheet_cells import Formula, SheetCells
from briefing_app.ooxml.sheet_scan import SheetScan, scan_sheet
from briefing_app.ooxml.spreadsheet import PivotTable, SheetPart, WorkbookParts, pivot_tables
from briefing_app.progress import Progress

MOST_SHEETS = 2_000
"""Visible worksheets that are read; nobody made more by hand."""
_REMEDY = "Open the file in Excel, save it under a new name and try again."


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A visible worksheet.

    grid: what tables are looked for in; whole: all rows, the same as grid on all but long sheets;
    rows: the same cell by cell; left_out: (first, last) spans of rows that only ``whole`` holds;
    uncalculated: its visible formula cells without a result; filters: ranges of filters that leave
    something out; linked: formulas that refer to other workbooks; pivots: its pivot tables.
    """

    part: SheetPart
    grid: SheetGrid
    whole: SheetGrid
    rows: LazyRows
    left_out: tuple[tuple[int, int], ...]
    uncalculated: tuple[Formula, ...]
    cells: SheetCells
    filters: tuple[str, ...] = ()
    linked: tuple[Formula, ...] = ()
    pivots: tuple[PivotTable, ...] = ()
    has_formulas: bool = False


@dataclass(frozen=True, slots=True)
class SheetsContent:
    """The visible worksheets, and of all their formulas how many have no result.

    not_read: how many visible worksheets there are beyond MOST_SHEETS.
    """

    sheets: tuple[SheetContent, ...]
    formulas: int
    without_result: int
    not_read: int = 0


def read_sheets(package: Package, workbook: WorkbookParts, progress: Progress) -> SheetsContent:
    """Return the visible worksheets with their cells; raises FileDamaged and FileUnsafe.

    A workbook that asks to be calculated when opened and whose formulas all hold 0 was written
    by a program that computed nothing: those zeros are no results.
    """
    parts = [
        sheet for sheet in workbook.sheets if sheet.visible and sheet.is_worksheet and sheet.part
    ]
    if not parts:
        return SheetsContent((), 0, 0)
    not_read = len(parts[MOST_SHEETS:])
    parts = parts[:MOST_SHEETS]
    formats = cell_formats(cell_styles(package, workbook.styles))
    decoder = CellDecoder(formats, date_1904=workbook.date_1904)
    scans = _scans(package, workbook, parts, progress)
    formulas = sum(scan.formulas for scan in scans)
    zeros = sum(len(scan.zeros) for scan in scans)
    uncached = sum(len(scan.uncached) for scan in scans)
    zeros_count = workbook.recalculates and zeros > 0 and zeros + uncached == formulas
    contents = []
    for part, scan in zip(parts, scans, strict=True):
        doubtful = (*scan.uncached, *scan.zeros) if zeros_count else scan.uncached
        with_place = Place(package.place.file, part.name)
        content = _content(part, scan, decoder, doubtful, with_place)
        contents.append(replace(content, pivots=pivot_tables(package, part)))
    without = uncached + (zeros if zeros_count else 0)
    return SheetsContent(tuple(contents), formulas, without, not_read)


def _scans(
    package: Package, workbook: WorkbookParts, parts: Sequence[SheetPart], progress: Progress
) -> list[SheetScan]:
    """Scan the sheets, each part once; progress counts their kilobytes."""
    what = "Reading the sheets"
    strings: list[str | None] = []
    if workbook.strings:
        progress.tell(what)
        strings = shared_strings(package.contents[workbook.strings], package.place)
    sizes = [len(package.contents[part.part]) for part in parts]
    total, done = sum(sizes) >> 10, 0
    scans: dict[str, SheetScan] = {}
    for part, size in zip(parts, sizes, strict=True):

        def told(position: int, before: int = done) -> None:
            progress.tell(what, (before + position) >> 10, total)

        if part.part not in scans:
            told(0)
            scans[part.part] = scan_sheet(
                package.contents[part.part],
                Place(package.place.file, part.name),
                strings,
                told,
                doubts_zeros=workbook.recalculates,
            )
        done += size
    progress.tell(what, total, total)
    return [scans[part.part] for part in parts]


def _content(
    part: SheetPart,
    scan: SheetScan,
    decoder: CellDecoder,
    doubtful: Sequence[Formula],
    place: Place,
) -> SheetContent:
    hidden_rows, hidden_columns = Spans(scan.hidden_rows), Spans(scan.hidden_columns)
    visible = tuple(
        formula
        for formula in doubtful
        if formula.row not in hidden_rows and formula.column not in hidden_columns
    )
    merged = tuple(_merged(part.name, scan.merged))
    missing: dict[int, dict[int, Value]] = {}
    for formula in visible:
        value = Missing(MissingKind.UNCALCULATED, formula_text(formula))
        missing.setdefault(formula.row, {})[formula.column] = value
    hidden = hidden_rows, hidden_columns
    try:
        rows = LazyRows(scan.cells, decoder, *hidden, missing)
        left_out = rows_left_out(scan.cells, *hidden, missing, merged)
        grid = _filled_grid(part.name, rows, rows.without(left_out), merged, scan, left_out)
    except (LookupError, ValueError, OverflowError) as cause:
        raise FileDamaged(
            f"A cell cannot be read ({type(cause).__name__}: {cause}).",
            remedy=_REMEDY,
            place=place,
        ) from cause
    whole = grid
    if left_out:
        values, formats, indents = rows.values(), rows.formats(), rows.indents()
        whole = SheetGrid(part.name, values, formats, merged, *hidden, indents)
    return SheetContent(
        part,
        grid,
        whole,
        rows,
        left_out,
        visible,
        scan.cells,
        filters=scan.filters,
        linked=scan.linked,
        has_formulas=scan.formulas > 0,
    )


def plain_sheet(
    part: SheetPart, cells: SheetCells, decoder: CellDecoder, merged: tuple[CellRange, ...] = ()
) -> SheetContent:
    """Return a sheet of which nothing but its cells and merged ranges is known."""
    scan = SheetScan(cells, 0, (), (), (), (), tuple(span.address for span in merged))
    return _content(part, scan, decoder, (), Place(sheet=part.name))


def _filled_grid(
    sheet: str,
    rows: LazyRows,
    numbers: Sequence[int],
    merged: tuple[CellRange, ...],
    scan: SheetScan,
    left_out: Sequence[tuple[int, int]],
) -> SheetGrid:
    values: dict[int, Mapping[int, Value]] = {}
    formats: dict[int, Mapping[int, str]] = {}
    indents: dict[int, Mapping[int, int]] = {}
    for number in numbers:
        row = rows.row(number)
        if row.values:
            values[number] = row.values
            if row.formats:
                formats[number] = row.formats
            if row.indents:
                indents[number] = row.indents
    hidden_rows = Spans(sorted((*scan.hidden_rows, *left_out)))
    columns = Spans(scan.hidden_columns)
    unseen = _hidden_cells(scan, numbers, columns)
    return SheetGrid(sheet, values, formats, merged, hidden_rows, columns, indents, unseen)


def _hidden_cells(scan: SheetScan, numbers: Sequence[int], columns: Spans) -> dict[int, list[int]]:
    """Return the rows in which hidden columns are filled: they count as columns of a table."""
    found: dict[int, list[int]] = {}
    if scan.hidden_columns:
        for number in numbers:
            for column, _, _ in scan.cells.cells(number):
                if column in columns:
                    found.setdefault(column, []).append(number)
    return found


def formula_text(formula: Formula) -> str:
    """Return a formula as its own cell shows it, ``=SUM(B2:B9)``; ``=`` when that is unknown."""
    text = f"={formula.text}"
    if not formula.origin or not formula.text:
        return text
    try:
        moved = Translator(text, origin=formula.origin).translate_formula(formula.address)
    except (TokenizerError, TranslatorError, ValueError, IndexError):
        return "="
    return str(moved)


def _merged(sheet: str, references: Sequence[str]) -> Iterator[CellRange]:
    for reference in references:
        try:
            yield CellRange.parse(sheet, reference)
        except CallError:
            continue  # a merge of nowhere hides and moves nothing
