"""Workbooks of the samples: sheets of texts and blocks of figures, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring, tostring

from assets.samples.sample_blocks import Block, CellValue

AUTHOR = "Briefing Deck Builder sample"
DATE = datetime.datetime.fromisoformat("2026-11-02")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Library:
    """A topic library. lists: header and rows of its sheets of texts by name."""

    title: str
    lists: Mapping[str, Rows]
    blocks: Sequence[Block]


# --- worksheets -------------------------------------------------------------------------------

FACE = "Calibri"
BOLD = Font(name=FACE, size=11, bold=True)
GREY = Font(name=FACE, size=11, color="595959")
HEADING = Font(name=FACE, size=14, bold=True)
RULE = Side(style="thin", color="808080")
WIDEST = 60
"""Characters in the widest column."""
LINE_HEIGHT = 15
"""Points."""


def _write_block(sheet: Worksheet, block: Block) -> None:
    sheet["A1"], sheet["A2"] = block.title, block.unit or None
    sheet["A1"].font, sheet["A2"].font = HEADING, GREY
    top = 4
    _write_row(sheet, top, block.header)
    for offset, row in enumerate(block.rows, 1):
        _write_row(sheet, top + offset, row)
        for column, code in enumerate(block.formats, 1):
            sheet.cell(top + offset, column).number_format = code
        sheet.cell(top + offset, 1).alignment = Alignment(horizontal="left")
    for column in range(1, len(block.header) + 1):
        head = sheet.cell(top, column)
        head.font, head.border = BOLD, Border(bottom=RULE)
        head.alignment = Alignment(horizontal="right" if column > 1 else "left", wrap_text=True)
    bottom = top + len(block.rows)
    if block.total:
        for column in range(1, len(block.header) + 1):
            total = sheet.cell(bottom, column)
            total.font, total.border = BOLD, Border(top=RULE)
    for offset, text in enumerate(filter(None, (block.source, block.note)), 2):
        sheet.cell(bottom + offset, 1, text).font = GREY
    for column, label in enumerate(block.header, 1):
        words = [str(row[column - 1]) for row in block.rows if isinstance(row[column - 1], str)]
        longest = max((len(word) + 2 for word in words), default=0)
        width = min(WIDEST, max(12, len(label) * 0.75, longest))
        sheet.column_dimensions[get_column_letter(column)].width = width
    _name_block(sheet, block, f"A{top}:{get_column_letter(len(block.header))}{bottom}")


def _name_block(sheet: Worksheet, block: Block, cells: str) -> None:
    if block.table:
        table = Table(displayName=block.table, ref=cells)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
    if block.name and sheet.parent is not None:
        first, last = cells.split(":")
        address = ":".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", corner) for corner in (first, last))
        sheet.parent.defined_names[block.name] = DefinedName(
            block.name, attr_text=f"'{sheet.title}'!{address}"
        )


def _write_row(sheet: Worksheet, row: int, values: Iterable[CellValue]) -> None:
    for column, value in enumerate(values, 1):
        sheet.cell(row, column, value)


def _cell_of(label: str, text: str) -> CellValue:
    if label == "Order":
        return int(text)
    return datetime.datetime.fromisoformat(text) if label == "Date" else text or None


def _write_list(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write one of the sheets that a topic library is known by: a header, then rows."""
    _write_row(sheet, 1, header)
    for number, row in enumerate(rows, 2):
        values = zip(header, row, strict=True)
        _write_row(sheet, number, (_cell_of(label, text) for label, text in values))
    for column, label in enumerate(header, 1):
        sheet.cell(1, column).font = BOLD
        sheet.cell(1, column).border = Border(bottom=RULE)
        longest = max(len(label), *(len(row[column - 1]) for row in rows))
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(
            WIDEST, max(18 if label == "Date" else 9, longest + 2)
        )
        for number in range(2, len(rows) + 2):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, datetime.datetime):
                cell.number_format = "d mmmm yyyy"
    for number, row in enumerate(rows, 2):
        lines = max(-(-len(text) * 11 // (WIDEST * 10)) for text in row)
        sheet.row_dimensions[number].height = LINE_HEIGHT * lines
    sheet.freeze_panes = "A2"


# --- file -------------------------------------------------------------------------------------


def library_bytes(library: Library) -> bytes:
    """Return the workbook; the same bytes every time."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for name, (header, *rows) in library.lists.items():
        _write_list(book.create_sheet(name), header, rows)
    for block in library.blocks:
        _write_block(book.create_sheet(block.sheet), block)
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.properties.title = library.title
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.created = DATE
    saved = io.BytesIO()
    book.save(saved)
    return _timeless(saved.getvalue())


def _timeless(package: bytes) -> bytes:
    """Return a package without the time at which it was saved.

    Parts are stored, not deflated: zlib's bytes differ between its versions.
    """
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            content = old.read(name)
            if name == "docProps/core.xml":
                when = f"{DATE:%Y-%m-%dT%H:%M:%SZ}".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + when, content)
            if name == "xl/styles.xml":
                content = _fonts_in_order(content)
            new.writestr(entry, content)
    return saved.getvalue()


FONT_ORDER = (
    "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
).split(" ")
"""CT_Font, as the Open XML SDK validates it (ECMA-376-1, 18.8.22)."""


def _fonts_in_order(styles: bytes) -> bytes:
    """Return the styles with the properties of each font in the schema's order."""
    root = fromstring(styles)
    for font in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(child.tag.rpartition("}")[2]))
    return cast("bytes", tostring(root))
