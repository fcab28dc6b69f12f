"""Worksheets read into grids: values by openpyxl, hidden cells and formulas by the raw scan."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from briefing_app.errors import CallError, FileDamaged, Place
from briefing_app.excel.cell_values import to_value
from briefing_app.excel.sheet_grid import SheetGrid, Spans
from briefing_app.model.cell_range import MAX_COLUMN, CellRange
from briefing_app.model.cell_value import GENERAL, Missing, MissingKind, Value
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.sheet_scan import Formula, SheetScan, scan_sheet
from briefing_app.ooxml.spreadsheet import SheetPart, WorkbookParts
from briefing_app.ooxml.values_package import values_package
from briefing_app.progress import Progress

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_ROWS_PER_CHECK = 2_000
# What openpyxl 3.1 is known to raise for parts that it does not understand, and no more.
_OPENPYXL_RAISES = (
    AttributeError,
    LookupError,  # a missing part, a style or string out of range, an unknown encoding
    TypeError,
    ValueError,
    OverflowError,
    OSError,
    SyntaxError,  # the XML parsers' errors derive from it
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A visible worksheet. uncalculated: its visible formula cells without a result."""

    part: SheetPart
    grid: SheetGrid
    uncalculated: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class SheetsContent:
    """The visible worksheets, and of all their formulas how many have no result."""

    sheets: tuple[SheetContent, ...]
    formulas: int
    without_result: int


def read_sheets(package: Package, workbook: WorkbookParts, progress: Progress) -> SheetsContent:
    """Return the visible worksheets with their cells; raises FileDamaged and FileUnsafe.

    A workbook that asks to be calculated when opened and whose formulas all hold 0 was written
    by a program that computed nothing: those zeros are no results.
    """
    parts = [
        sheet for sheet in workbook.sheets if sheet.visible and sheet.is_worksheet and sheet.part
    ]
    scans = [
        scan_sheet(package.contents[part.part], Place(package.place.file, part.name))
        for part in progress.steps("Looking through the sheets", parts)
    ]
    formulas = sum(scan.formulas for scan in scans)
    zeros = sum(len(scan.zeros) for scan in scans)
    uncached = sum(len(scan.uncached) for scan in scans)
    zeros_count = workbook.recalculates and zeros > 0 and zeros + uncached == formulas
    grids = _grids(package, workbook, parts, scans, progress)
    contents = []
    for part, scan, cells in zip(parts, scans, grids, strict=True):
        doubtful = (*scan.uncached, *scan.zeros) if zeros_count else scan.uncached
        contents.append(_content(part, scan, cells, doubtful))
    return SheetsContent(tuple(contents), formulas, uncached + (zeros if zeros_count else 0))


_Cells = tuple[dict[int, dict[int, Value]], dict[int, dict[int, str]]]


def _grids(
    package: Package,
    workbook: WorkbookParts,
    parts: Sequence[SheetPart],
    scans: Sequence[SheetScan],
    progress: Progress,
) -> list[_Cells]:
    if not parts:
        return []
    small = values_package(package, workbook, parts)
    with _openpyxl_errors(package.place):
        book = openpyxl.load_workbook(
            io.BytesIO(small), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            cast("ReadOnlyWorksheet", sheet).reset_dimensions()
        rows = [sheet.iter_rows() for sheet in book.worksheets]
    found = []
    for index, (part, scan) in enumerate(zip(parts, scans, strict=True)):
        progress.tell("Reading the sheets", index, len(parts))
        with _openpyxl_errors(Place(package.place.file, part.name)):
            found.append(_read_cells(rows[index], scan, progress))
    return found


@contextmanager
def _openpyxl_errors(place: Place) -> Iterator[None]:
    """Turn what openpyxl raises on parts it does not understand into FileDamaged; mute warnings."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _OPENPYXL_RAISES as cause:
        raise FileDamaged(
            f"The cells cannot be read ({type(cause).__name__}: {cause}).",
            remedy="Open the file in Excel, save it under a new name and try again.",
            place=place,
        ) from cause


def _read_cells(rows: Iterable[tuple[object, ...]], scan: SheetScan, progress: Progress) -> _Cells:
    hidden_rows, hidden_columns = Spans(scan.hidden_rows), Spans(scan.hidden_columns)
    values: dict[int, dict[int, Value]] = {}
    formats: dict[int, dict[int, str]] = {}
    for count, cells in enumerate(rows):
        if count % _ROWS_PER_CHECK == 0:
            progress.check()
        filled = [
            cell for cell in cells if isinstance(cell, ReadOnlyCell) and cell.value is not None
        ]
        if not filled or filled[0].row in hidden_rows:
            continue
        row_values: dict[int, Value] = {}
        row_formats: dict[int, str] = {}
        for cell in filled:
            value = to_value(cell.value, cell.data_type)
            if value is None or cell.column in hidden_columns:
                continue
            if cell.column > MAX_COLUMN:
                raise ValueError("a column number is out of range")
            row_values[cell.column] = value
            number_format = cell.number_format
            if number_format != GENERAL:
                row_formats[cell.column] = number_format
        if row_values:
            values[filled[0].row] = row_values
            if row_formats:
                formats[filled[0].row] = row_formats
    return values, formats


def _content(
    part: SheetPart, scan: SheetScan, cells: _Cells, doubtful: Sequence[Formula]
) -> SheetContent:
    values, formats = cells
    hidden_rows, hidden_columns = Spans(scan.hidden_rows), Spans(scan.hidden_columns)
    visible = tuple(
        formula
        for formula in doubtful
        if formula.row not in hidden_rows and formula.column not in hidden_columns
    )
    if visible:
        for formula in visible:
            missing = Missing(MissingKind.UNCALCULATED, formula_text(formula))
            values.setdefault(formula.row, {})[formula.column] = missing
        values = {row: dict(sorted(values[row].items())) for row in sorted(values)}
    merged = tuple(_merged(part.name, scan.merged))
    grid = SheetGrid(part.name, values, formats, merged, hidden_rows, hidden_columns)
    return SheetContent(part, grid, visible)


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
