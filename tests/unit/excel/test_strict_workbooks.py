"""Strict Open XML (ISO/IEC 29500-1) reads like the transitional kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl.worksheet.table import Table

from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.files import write_zip

MakeBook = Callable[..., bytes]
NAMES = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
     "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip
Rows = Sequence[Sequence[object]]
ROWS: Rows = [["Region", "2019", "2020"], ["Europe", 1, 2.5], ["Asia", 3, 4]]


def strict(content: bytes, encoding: str = "utf-8") -> bytes:
    """Return a workbook as Excel saves it with “Strict Open XML Spreadsheet”."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for transitional, other in NAMES:
        parts = {name: xml.replace(transitional, other) for name, xml in parts.items()}
    packed = {name: xml.encode() for name, xml in parts.items()}
    for name in packed:
        if encoding != "utf-8" and name.startswith("xl/w") and name.endswith(".xml"):
            xml = parts[name].partition("?>")[2] if "<?xml" in parts[name] else parts[name]
            packed[name] = xml.encode(encoding)
    return write_zip(packed.items())


def make(make_book: MakeBook, rows: Rows) -> bytes:
    def change(book: object) -> None:
        book["Data"].add_table(Table(displayName="Sales", ref="A1:C3"))  # type: ignore[index]

    return make_book({"Data": rows}, change)


def seen(content: WorkbookContent) -> list[object]:
    return [
        (table.id, table.name, table.cells, [(c.header, c.values) for c in table.columns])
        for table in content.tables
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_strict_workbook_reads_like_the_other_kind(make_book: MakeBook, encoding: str) -> None:
    content = make(make_book, ROWS)
    expected = parse_workbook(content, "book.xlsx")
    read = parse_workbook(strict(content, encoding), "book.xlsx")
    assert seen(read) == seen(expected)
    assert read.tables[0].name == "Sales"
    assert read.findings == expected.findings


def test_text_that_looks_like_a_namespace_stays_as_it_is(make_book: MakeBook) -> None:
    name = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    rows: Rows = [["Namespace", "2019", "2020"], [name, 1, 2], ["Asia", 3, 4]]
    (table,) = parse_workbook(strict(make(make_book, rows)), "book.xlsx").tables
    assert table.columns[0].values[0] == name


def test_dates_written_as_text_are_dates(make_book: MakeBook) -> None:
    content = strict(make(make_book, ROWS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b'<c r="B2" t="n"><v>1</v></c>', b'<c r="B2" t="d"><v>2024-02-29T00:00:00</v></c>'
    )
    read = parse_workbook(write_zip(parts.items()), "book.xlsx")
    assert str(read.tables[0].columns[1].values[0]) == "2024-02-29 00:00:00"
