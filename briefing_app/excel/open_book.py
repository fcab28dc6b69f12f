"""A workbook opened, of whatever kind: its sheets, names and Excel tables in one form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from briefing_app.errors import FileDamaged, FileEncrypted, Place
from briefing_app.excel.cell_formats import CellDecoder, CellFormat
from briefing_app.excel.file_kind import (
    FileKind,
    carries_macros,
    is_binary,
    is_misnamed,
    is_strict,
    kind_of,
)
from briefing_app.excel.old_workbooks import read_old_workbook
from briefing_app.excel.sheet_reader import SheetsContent, plain_sheet, read_sheets
from briefing_app.excel.text_files import read_text
from briefing_app.files import read_zip
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.finding import Finding, info, warning
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.spreadsheet import (
    ExcelTable,
    SheetPart,
    WorkbookParts,
    excel_table,
    read_parts,
    table_parts,
)
from briefing_app.ooxml.strict_parts import transitional
from briefing_app.progress import Progress

_FORMATS = (
    CellFormat(GENERAL),
    CellFormat("yyyy-mm-dd", is_moment=True),
    CellFormat("yyyy-mm-dd hh:mm", is_moment=True),
)
_ENCRYPTED_ODS = b"manifest:encryption-data"  # ODF 1.3 part 2, 4.4


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An opened workbook.

    tables: Excel tables by sheet name; findings: what to know of its kind; decimal_sign: that of
    a text file, "" for a workbook, whose numbers need none.
    """

    parts: WorkbookParts
    sheets: SheetsContent
    tables: Mapping[str, tuple[ExcelTable, ...]] = field(default_factory=dict)
    macros: bool = False
    findings: tuple[Finding, ...] = ()
    decimal_sign: str = ""


def open_book(content: bytes, name: str, progress: Progress) -> OpenBook:
    """Return the workbook in these bytes; raises InputError and its kinds, and Cancelled."""
    kind = kind_of(content, name)
    if kind is FileKind.PACKAGE:
        package = Package.read(content, Place(name))
        if is_binary(package):
            kind = FileKind.XLSB
        else:
            return _package(package, name, progress)
    if kind is FileKind.TEXT:
        return _text(content, name, progress)
    return _old(content, name, kind, progress)


def _package(package: Package, name: str, progress: Progress) -> OpenBook:
    macros = carries_macros(package)
    if is_strict(package):
        package = transitional(package)
    parts = read_parts(package)
    sheets = read_sheets(package, parts, progress)
    damaged: list[Finding] = []
    tables = {
        sheet.part.name: tuple(_excel_tables(package, sheet.part, damaged))
        for sheet in sheets.sheets
    }
    findings = (*_misnamed(FileKind.PACKAGE, name), *damaged)
    return OpenBook(parts, sheets, tables, macros, findings)


def _excel_tables(
    package: Package, sheet: SheetPart, damaged: list[Finding]
) -> Iterator[ExcelTable]:
    """Yield the Excel tables of a sheet; a damaged one is a finding, and its cells are there."""
    for part in table_parts(package, sheet):
        try:
            yield excel_table(package, part)
        except FileDamaged:
            damaged.append(
                warning(
                    "table-damaged",
                    "What the file says of an Excel table on the sheet is damaged; its cells were "
                    "read as any others.",
                    "Open the workbook in Excel, let it be repaired, and save it.",
                    Place(package.place.file, sheet.name),
                )
            )


def _misnamed(kind: FileKind, name: str) -> Iterator[Finding]:
    if is_misnamed(kind, name):
        suffix = PurePath(name).suffix.lower()
        yield info(
            "file-misnamed",
            f"The name says {suffix}, but the file is {kind.says}; it was read as that.",
            "Rename the file, so that others are not misled.",
            Place(name),
        )


def _text(content: bytes, name: str, progress: Progress) -> OpenBook:
    text = read_text(content, Place(name), progress)
    part = SheetPart(PurePath(name).stem[:31] or "Text", name, visible=True, is_worksheet=True)
    sheet = plain_sheet(part, text.cells, CellDecoder(_FORMATS, date_1904=False))
    says = {"\t": "tabs"}.get(text.separator, f"“{text.separator}”")
    findings = [
        info(
            "text-file",
            f"Read as text in {text.encoding}, with {says} between the values and "
            f"“{text.decimal}” as the decimal sign.",
            "Where this is wrong, open the file in Excel and save it as .xlsx.",
            Place(name),
        )
    ]
    if not text.sure:
        findings.append(
            warning(
                "text-encoding",
                f"The file does not say in which encoding it is; {text.encoding} fits best.",
                "Look at names with accents; save the file as UTF-8 where they are wrong.",
                Place(name),
            )
        )
    found = (*_misnamed(FileKind.TEXT, name), *findings)
    sheets = SheetsContent((sheet,), 0, 0)
    return OpenBook(_parts((part,)), sheets, findings=found, decimal_sign=text.decimal)


def _old(content: bytes, name: str, kind: FileKind, progress: Progress) -> OpenBook:
    place = Place(name)
    if kind is not FileKind.XLS:
        entries = read_zip(content, place)
        if _ENCRYPTED_ODS in entries.get("META-INF/manifest.xml", b""):
            raise FileEncrypted(
                "The file is protected by a password.",
                remedy="Open it, remove the password and save a copy.",
                place=place,
            )
        del entries
    listed = read_old_workbook(content, place, progress)
    decoder = CellDecoder(_FORMATS, date_1904=False)
    parts = tuple(
        SheetPart(sheet.name, sheet.name, visible=not sheet.hidden, is_worksheet=sheet.is_worksheet)
        for sheet in listed
    )
    sheets = tuple(
        plain_sheet(part, sheet.cells, decoder, sheet.merged)
        for part, sheet in zip(parts, listed, strict=True)
        if part.visible and part.is_worksheet
    )
    finding = warning(
        "values-only",
        f"Of {kind.says} only values are read: percentages show as fractions, error values as "
        "blanks, hidden rows and columns are not left out, formulas are not checked.",
        "Open it in Excel and save it as Excel Workbook (.xlsx).",
        place,
    )
    found = (*_misnamed(kind, name), finding)
    return OpenBook(_parts(parts), SheetsContent(sheets, 0, 0), findings=found)


def _parts(sheets: tuple[SheetPart, ...]) -> WorkbookParts:
    return WorkbookParts(sheets, (), date_1904=False, recalculates=False, title="", author="",
                         strings="", styles="")  # fmt: skip
