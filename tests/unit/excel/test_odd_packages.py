"""Packages written wrongly, by programs or with a purpose: each is read or is one error."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from openpyxl.worksheet.table import Table

from briefing_app.errors import FileDamaged, FileUnsafe, InputError
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.files import write_zip

MakeBook = Callable[..., bytes]
Edit = Callable[[bytes], bytes]
Rewrite = Callable[[bytes, Mapping[str, Edit | None]], bytes]
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
TYPES, RELS, TABLE = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/tables/table1.xml"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
ROWS = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = (
    '<row r="1"><c r="A1" t="str"><v>Region</v></c><c r="B1" t="str"><v>2019</v></c>'
    '<c r="C1" t="str"><v>2020</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>Europe</v></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c>'
    '</row><row r="3"><c r="A3" t="str"><v>Asia</v></c><c r="B3"><v>3</v></c><c r="C3"><v>4</v></c>'
    "</row>"
)


@pytest.fixture
def book(make_book: MakeBook) -> bytes:
    def change(made: object) -> None:
        made["A"].add_table(Table(displayName="Sales", ref="A1:C3"))  # type: ignore[index]

    return make_book({"A": ROWS}, change)


def sheet(xml: bytes, cells: str = CELLS) -> bytes:
    """Return a sheet with these rows."""
    start, end = xml.index(b"<sheetData>"), xml.index(b"</sheetData>")
    return xml[: start + 11] + cells.encode() + xml[end:]


def of_cells(change: Callable[[str], str]) -> Mapping[str, Edit | None]:
    return {SHEET: lambda xml: sheet(xml, change(CELLS))}


def prefixed(xml: bytes) -> bytes:
    """Return a sheet whose elements have a prefix of their own."""
    xml = re.sub(rb"<(/?)(?![?/])([A-Za-z])", rb"<\1x:\2", sheet(xml))
    return xml.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)


def utf16(xml: bytes) -> bytes:
    return xml.decode().replace("utf-8", "UTF-16").encode("utf-16")


READ_ALL_THE_SAME: dict[str, Mapping[str, Edit | None]] = {
    "as it is": {SHEET: sheet},
    "prefixes": {SHEET: prefixed},
    "UTF-16": {SHEET: utf16, BOOK: utf16, STYLES: utf16},
    "byte order marks": dict.fromkeys((SHEET, BOOK, STYLES, TYPES, RELS), b"\xef\xbb\xbf".__add__),
    "no styles": {STYLES: None},
    "no theme": {"xl/theme/theme1.xml": None},
    "no properties": {"docProps/core.xml": None, "docProps/app.xml": None},
    "properties are no XML": {"docProps/core.xml": lambda _: b"nothing"},
    "cells without an address": of_cells(lambda xml: re.sub(r'<c r="[A-C]\d"', "<c", xml)),
    "rows without a number": of_cells(lambda xml: re.sub(r'<row r="\d"', "<row", xml)),
    "rows out of order": of_cells(
        lambda xml: "".join(reversed(re.findall(r"<row.*?</row>", xml)))
    ),
    "cells out of order": of_cells(
        lambda xml: re.sub(
            r"(<row[^>]*>)(<c.*?</c>)(<c.*?</c>)(<c.*?</c>)", r"\1\4\3\2", xml
        )
    ),
    "a wrong size": {SHEET: lambda xml: xml.replace(b'ref="A1:C3"', b'ref="B9:A"', 1)},
    "a list of extensions": {
        SHEET: lambda xml: xml.replace(
            b"</worksheet>", b'<extLst><ext uri="{0}"><row/><c/></ext></extLst></worksheet>'
        )
    },
    "another kind of content beside": {
        SHEET: lambda xml: xml.replace(
            b"<sheetData>",
            b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
            b'markup-compatibility/2006"><mc:Choice Requires="x14"><foo/></mc:Choice>'
            b"<mc:Fallback/></mc:AlternateContent><sheetData>",
        )
    },
    "a wrong kind of content for a sheet": {
        TYPES: lambda xml: xml.replace(b"spreadsheetml.worksheet+xml", b"spreadsheetml.nothing+xml")
    },
    "a table twice": {
        SHEET_RELS: lambda xml: xml.replace(
            b"</Relationships>",
            re.findall(rb"<Relationship [^>]*>", xml)[0].replace(b"rId1", b"rId9")
            + b"</Relationships>",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("name", READ_ALL_THE_SAME)
def test_what_is_written_in_another_way_is_read(book: bytes, rewrite: Rewrite, name: str) -> None:
    read = parse_workbook(rewrite(book, READ_ALL_THE_SAME[name]), "book.xlsx")
    (table,) = read.tables
    assert (table.cells.address, table.name) == ("A1:C3", "Sales")
    assert [column.values for column in table.columns] == [
        ("Europe", "Asia"), (1.0, 3.0), (2.0, 4.0)
    ]  # fmt: skip


DAMAGED: dict[str, Mapping[str, Edit | None]] = {
    "no workbook": {BOOK: None},
    "no relationships of the workbook": {RELS: None},
    "no content types": {TYPES: None},
    "a text that is not there": of_cells(
        lambda xml: xml.replace('t="str"><v>Europe', 't="s"><v>99')
    ),
    "a style that is not there": of_cells(lambda xml: xml.replace('r="B2"', 'r="B2" s="999"')),
    "a style below none": of_cells(lambda xml: xml.replace('r="B2"', 'r="B2" s="-1"')),
    "a row beyond the sheet": of_cells(lambda xml: xml.replace('row r="3"', 'row r="1048577"')),
    "a row that is no number": of_cells(lambda xml: xml.replace('row r="3"', 'row r="x"')),
    "a cell beyond the sheet": of_cells(lambda xml: xml.replace('r="C3"', 'r="XFE3"')),
    "a value that is no number": of_cells(lambda xml: xml.replace("<v>4</v>", "<v>four</v>")),
    "styles are no XML": {STYLES: lambda _: b"<styleSheet"},
    "a sheet is no XML": {SHEET: lambda xml: xml[:-20]},
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_means_nothing_is_damage_or_said(book: bytes, rewrite: Rewrite, name: str) -> None:
    try:
        read = parse_workbook(rewrite(book, DAMAGED[name]), "book.xlsx")
    except InputError as problem:
        assert problem.what  # noqa: PT017
        assert problem.remedy  # noqa: PT017
        return
    assert [finding for finding in read.findings if finding.severity.value == "error"]


def test_a_page_in_utf_16_is_no_table() -> None:
    with pytest.raises(InputError):
        parse_workbook(HTML.encode("utf-16"), "book.xls")


def of_entries(entries: list[tuple[str, bytes]]) -> bytes:
    """Return a zip file of entries with any names, twice the same among them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def entries_of(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("../outside.xml", FileUnsafe),
        ("/etc/passwd", FileUnsafe),
        ("C:/outside.xml", FileUnsafe),
        ("xl\\..\\..\\outside.xml", FileUnsafe),
        (SHEET, FileDamaged),
        (SHEET.upper(), FileDamaged),
    ],
)
def test_odd_names_of_entries_are_refused(book: bytes, name: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        parse_workbook(of_entries([*entries_of(book), (name, b"<a/>")]), "book.xlsx")


def test_entries_that_share_their_bytes_are_refused(book: bytes) -> None:
    """David Fifield's bombs: many entries of the directory over one piece of the file."""
    bomb = bytearray(write_zip([*entries_of(book), ("xl/a.xml", b" " * (3 << 20))]))
    start = bomb.rindex(b"PK\x01\x02")
    end = bomb.rindex(b"PK\x05\x06")
    record = bytes(bomb[start:end])
    count = 200
    extra = b"".join(record.replace(b"xl/a.xml", b"x%07d" % n) for n in range(count))
    directory = int.from_bytes(bomb[end + 12 : end + 16], "little") + len(extra)
    listed = int.from_bytes(bomb[end + 8 : end + 10], "little") + count
    tail = bytearray(bomb[end:])
    tail[8:10] = tail[10:12] = listed.to_bytes(2, "little")
    tail[12:16] = directory.to_bytes(4, "little")
    with pytest.raises((FileUnsafe, FileDamaged)):
        parse_workbook(bytes(bomb[:end]) + extra + bytes(tail), "book.xlsx")


def test_a_workbook_in_a_workbook_is_not_unpacked(book: bytes) -> None:
    inner = write_zip([("xl/a.xml", b" " * (3 << 20))])
    content = of_entries([*entries_of(book), ("xl/embeddings/inner.xlsx", inner)])
    assert [table.name for table in parse_workbook(content, "book.xlsx").tables] == ["Sales"]


def test_a_damaged_table_costs_that_table_alone(book: bytes, rewrite: Rewrite) -> None:
    read = parse_workbook(rewrite(book, {TABLE: lambda xml: xml[:-5]}), "book.xlsx")
    (table,) = read.tables
    assert (table.cells.address, table.name) == ("A1:C3", "")
    assert [finding.code for finding in read.findings] == ["table-damaged"]


def test_a_table_of_nowhere_is_no_table(book: bytes, rewrite: Rewrite) -> None:
    for ref in (b"", b"C3:A1:B2", b"XFE1:XFF2", b"A0:B9"):
        edit = {TABLE: lambda xml, ref=ref: xml.replace(b'ref="A1:C3"', b'ref="' + ref + b'"')}
        read = parse_workbook(rewrite(book, edit), "book.xlsx")
        assert [table.cells.address for table in read.tables] == ["A1:C3"]


def test_numbers_of_thousands_of_digits_are_none(book: bytes, rewrite: Rewrite) -> None:
    digits = b"9" * 5000
    edits: dict[str, Edit | None] = {
        TABLE: lambda xml: xml.replace(b"<table ", b'<table headerRowCount="%s" ' % digits, 1),
        STYLES: lambda xml: xml.replace(b'numFmtId="0"', b'numFmtId="%s"' % digits),
        BOOK: lambda xml: xml.replace(
            b"</sheets>",
            b'</sheets><definedNames><definedName name="x" localSheetId="%s">A!$A$1:$C$3'
            b"</definedName></definedNames>" % digits,
        ),
    }
    read = parse_workbook(rewrite(book, edits), "book.xlsx")
    assert [table.cells.address for table in read.tables] == ["A1:C3"]


HTML = "<html><table><tr><td>Region</td><td>2019</td></tr></table></html>"
XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
MHTML = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("book.xls", HTML, "web page"),
        ("book.xls", f"\ufeff{HTML}", "web page"),
        ("book.xls", XML_2003, "XML Spreadsheet 2003"),
        ("book.xml", XML_2003, "XML Spreadsheet 2003"),
        ("book.xls", MHTML, "web page"),
        ("book.mht", MHTML, "web page"),
    ],
)
def test_other_formats_under_the_name_of_a_workbook_are_named(
    name: str, content: str, word: str
) -> None:
    with pytest.raises(InputError, match=word) as caught:
        parse_workbook(content.encode(), name)
    assert ".xlsx" in caught.value.remedy


def test_a_renamed_workbook_is_read_and_that_said(book: bytes) -> None:
    def read(content: bytes, name: str) -> WorkbookContent:
        found = parse_workbook(content, name)
        assert "file-misnamed" in {finding.code for finding in found.findings}
        return found

    assert read(book, "book.xls").tables[0].cells.address == "A1:C3"
    text = b"Region,2019,2020\nEurope,1,2\nAsia,3,4\n"
    assert read(text, "book.xlsx").tables[0].cells.address == "A1:C3"


@pytest.mark.parametrize(
    "renamed",
    [
        lambda name: name.replace("[Content_Types]", "[content_types]"),
        lambda name: name.replace("/", "\\"),
    ],
)
def test_part_names_may_be_written_otherwise(book: bytes, renamed: Callable[[str], str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w") as archive:
        for name in old.namelist():
            archive.writestr(zipfile.ZipInfo(renamed(name)), old.read(name))
    read = parse_workbook(stream.getvalue(), "a.xlsx")
    assert [table.name for table in read.tables] == ["Sales"]
