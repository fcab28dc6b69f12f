from __future__ import annotations

import contextlib
import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as Book

from briefing_app.errors import (
    BriefingError,
    Cancelled,
    FileDamaged,
    FileEncrypted,
    FileMissing,
    FileUnsafe,
    InputError,
)
from briefing_app.excel.sheet_grid import overlap
from briefing_app.excel.transport import from_json
from briefing_app.excel.workbook_reader import (
    WorkbookContent,
    parse_workbook,
    read_workbook,
    serve_read,
)
from briefing_app.files import write_zip
from briefing_app.progress import QUIET, Progress

Parse = Callable[..., WorkbookContent]
MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
Rows = Sequence[Sequence[object]]
ROWS = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SHEET = "xl/worksheets/sheet1.xml"
WORKER = [
    sys.executable,
    "-c",
    "import sys\n"
    "from briefing_app.worker import serve\n"
    "from briefing_app.excel.workbook_reader import TASK, serve_read\n"
    "sys.exit(serve({TASK: serve_read}, sys.stdin.buffer, sys.stdout.buffer))\n",
]


def test_a_worker_reads_what_the_function_reads(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book({"Data": ROWS}))
    told: list[str] = []
    content = read_workbook(
        path, WORKER, ["Data!A1:B3"], Progress(lambda what, _done, _total: told.append(what))
    )
    assert content == parse_workbook(path.read_bytes(), "book.xlsx", ["Data!A1:B3"])
    assert content.referenced
    assert "Reading the sheets" in told


def test_an_error_in_the_worker_reaches_the_caller_as_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    path = tmp_path / "book.xlsx"
    with pytest.raises(FileMissing):
        read_workbook(path, WORKER)


def test_the_task_answers_in_json(make_book: MakeBook, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book({"Data": ROWS}))
    answer = from_json(serve_read({"path": str(path), "references": []}, QUIET))
    assert [table.id for table in answer.tables] == ["Data#1"]


def test_reading_can_be_cancelled(make_book: MakeBook) -> None:
    with pytest.raises(Cancelled):
        parse_workbook(make_book({"Data": ROWS}), "book.xlsx", (), Progress(cancelled=lambda: True))


def test_the_same_bytes_give_the_same_content(make_book: MakeBook) -> None:
    content = make_book({"Data": ROWS})
    assert parse_workbook(content, "a.xlsx") == parse_workbook(content, "a.xlsx")


def test_title_and_author_are_those_a_person_wrote(parse: Parse) -> None:
    def name(book: Book) -> None:
        book.properties.title = " The year "
        book.properties.creator = "Ann"

    assert (parse({"Data": ROWS}, name).title, parse({"Data": ROWS}, name).author) == (
        "The year",
        "Ann",
    )
    assert parse({"Data": ROWS}).author == ""


def test_macros_are_said_and_never_run(make_book: MakeBook, rewrite: Rewrite) -> None:
    def kind(xml: bytes) -> bytes:
        return xml.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    content = rewrite(make_book({"Data": ROWS}), {"[Content_Types].xml": kind})
    read = parse_workbook(content, "book.xlsm")
    assert [finding.code for finding in read.findings] == ["macros"]
    assert len(read.tables) == 1


def test_a_sheet_that_the_file_does_not_hold_is_said(make_book: MakeBook, rewrite: Rewrite) -> None:
    content = rewrite(make_book({"Lost": ROWS, "Data": ROWS}), {SHEET: None})
    read = parse_workbook(content, "book.xlsx")
    assert [table.id for table in read.tables] == ["Data#1"]
    assert [(f.code, f.place.sheet) for f in read.findings] == [("sheet-missing", "Lost")]


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "error", "word"),
    [
        ("a.xlsx", b"", FileDamaged, "empty"),
        ("a.xlsx", OLE + utf16("EncryptedPackage\0"), FileEncrypted, "password"),
        ("a.xls", OLE + utf16("EncryptedPackage\0"), FileEncrypted, "password"),
        ("a.xls", OLE + utf16("Workbook\0"), FileDamaged, "cannot be read"),
        ("a.xls", OLE + utf16("PowerPoint Document\0"), FileDamaged, "PowerPoint 97-2003"),
        ("a.xls", b"<html><table></table></html>", FileDamaged, "web page"),
        ("a.csv", b" \n", FileDamaged, "empty"),
        ("a.csv", b"%PDF-1.7 a,b", FileDamaged, "PDF"),
        ("a.xlsx", b"a few words\nand no values\n", FileDamaged, "text file"),
        ("a.numbers", b"PK\x03\x04" + bytes(40), InputError, "Numbers"),
        ("a.xlsx", b"PK\x03\x04 and no more", FileDamaged, "damaged"),
        ("a.xlsx", write_zip([("x.txt", b"x")]), FileDamaged, "not an Office document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_one_clear_error(
    name: str, content: bytes, error: type[InputError], word: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_workbook(content, name)
    assert type(caught.value) is error
    assert word in caught.value.what
    assert caught.value.place.file == name
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (b"spreadsheetml.sheet.main+xml", b"presentationml.presentation.main+xml", "PowerPoint"),
        (b"spreadsheetml.sheet.main+xml", b"wordprocessingml.document.main+xml", "Word"),
        (
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.addin.macroEnabled.main+xml",
            "Excel add-in",
        ),
    ],
)
def test_another_kind_of_office_file_is_named(
    make_book: MakeBook, rewrite: Rewrite, old: bytes, new: bytes, word: str
) -> None:
    content = rewrite(
        make_book({"Data": ROWS}), {"[Content_Types].xml": lambda xml: xml.replace(old, new)}
    )
    with pytest.raises(InputError, match=word):
        parse_workbook(content, "book.xlsx")


ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]>'
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = f'<sst xmlns="{NAMESPACE}"><si><t>Region</t></si></sst>'.encode()


def declared(xml: bytes, encoding: str) -> bytes:
    head, mark, body = xml.decode().partition("?>")
    return (ENTITY + (body if mark else head)).encode(encoding)


def shared(strings: bytes) -> dict[str, Callable[[bytes], bytes] | None]:
    """Return the edits that make cell A1 of a workbook a shared string."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    target = (
        '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    cell = b't="inlineStr"><is><t>Region</t></is>'
    return {
        "xl/sharedStrings.xml": lambda _: strings,
        "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", override.encode()),
        "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", target.encode()),
        SHEET: lambda xml: xml.replace(cell, b't="s"><v>0</v>'),
    }


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(
    make_book: MakeBook, rewrite: Rewrite, part: str, encoding: str
) -> None:
    content = rewrite(make_book({"Data": ROWS}), {part: lambda xml: declared(xml, encoding)})
    with pytest.raises(FileUnsafe):
        parse_workbook(content, "book.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_shared_strings_are_read_but_not_with_a_document_type(
    make_book: MakeBook, rewrite: Rewrite, encoding: str
) -> None:
    made = make_book({"Data": ROWS})
    content = rewrite(made, shared(STRINGS))
    assert parse_workbook(content, "b.xlsx").tables[0].columns[0].label == "Region"
    with pytest.raises(FileUnsafe):
        parse_workbook(rewrite(made, shared(declared(STRINGS, encoding))), "b.xlsx")


def test_a_sheet_in_utf_16_is_read(make_book: MakeBook, rewrite: Rewrite) -> None:
    content = rewrite(make_book({"Data": ROWS}), {SHEET: lambda xml: xml.decode().encode("utf-16")})
    assert [t.cells.address for t in parse_workbook(content, "b.xlsx").tables] == ["A1:C3"]


def test_odd_pictures_links_and_styles_do_not_stand_in_the_way(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    def odd_sheet(xml: bytes) -> bytes:
        space = b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        tail = b'<hyperlinks><hyperlink ref="Z9" r:id="rId9"/></hyperlinks><drawing r:id="rId8"/>'
        xml = xml.replace(b"<worksheet", b"<worksheet" + space, 1)
        return xml.replace(b"</worksheet>", tail + b"</worksheet>")

    def odd_styles(xml: bytes) -> bytes:
        return xml.replace(b"</fills>", b"<fill/></fills>")

    made = make_book({"Data": ROWS})
    for change in ({SHEET: odd_sheet}, {"xl/styles.xml": odd_styles}):
        content = rewrite(made, change)
        with pytest.raises((KeyError, TypeError, ValueError)):
            openpyxl.load_workbook(io.BytesIO(content))
        assert parse_workbook(content, "b.xlsx").tables[0].cells.address == "A1:C3"


def test_a_sheet_is_read_whole_though_it_declares_a_smaller_size(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    def lie(xml: bytes) -> bytes:
        return xml.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"')

    content = rewrite(make_book({"Data": ROWS}), {SHEET: lie})
    assert parse_workbook(content, "b.xlsx").tables[0].cells.address == "A1:C3"


def test_rows_and_cells_without_addresses_follow_each_other(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    def bare(xml: bytes) -> bytes:
        return re.sub(rb'(<(?:row|c)) r="[A-Z0-9]+"', rb"\1", xml)

    content = rewrite(make_book({"Data": ROWS}), {SHEET: bare})
    (table,) = parse_workbook(content, "b.xlsx").tables
    assert table.cells.address == "A1:C3"
    assert table.columns[2].values == (2.0, 4.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b't="s"><v>0', b't="s"><v>7'),
        (b"<v>4</v>", b"<v>four</v>"),
        (b"<v>4</v>", b't="d"><v>never</v>'),
        (b'r="A1"', b'r="1A"'),
        (b'r="A1"', b's="99" r="A1"'),
    ],
    ids=["string", "number", "date", "address", "style"],
)
def test_what_openpyxl_cannot_read_is_damage_and_names_the_sheet(
    make_book: MakeBook, rewrite: Rewrite, old: bytes, new: bytes
) -> None:
    edits = shared(STRINGS)
    share = edits[SHEET]
    assert share
    edits[SHEET] = lambda xml: share(xml).replace(old, new, 1)
    with pytest.raises(FileDamaged) as caught:
        parse_workbook(rewrite(make_book({"Data": ROWS}), edits), "b.xlsx")
    assert caught.value.place.sheet == "Data"
    assert caught.value.__cause__ is not None


def test_strings_in_an_unknown_encoding_are_damage(make_book: MakeBook, rewrite: Rewrite) -> None:
    odd = b'<?xml version="1.0" encoding="odd"?>' + STRINGS
    with pytest.raises(FileDamaged):
        parse_workbook(rewrite(make_book({"Data": ROWS}), shared(odd)), "b.xlsx")


@pytest.mark.parametrize("address", ["XFE9", "A1048577", "A0", "1", "A99999999", "A1e999"])
def test_cells_beyond_a_worksheet_are_damage(
    make_book: MakeBook, rewrite: Rewrite, address: str
) -> None:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    def beyond(xml: bytes) -> bytes:
        cell = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'
        return xml.replace(b"</sheetData>", cell.encode())

    content = rewrite(make_book({"Data": ROWS}), {SHEET: beyond})
    with pytest.raises(FileDamaged):
        parse_workbook(content, "b.xlsx")


CELLS = st.none() | st.integers(-5, 2100) | st.floats(-10, 10) | st.sampled_from(
    ["Region", "Europe", "Total", "n/a", "Source: UN", "* note", "€ m", "2019", "=A1", "#N/A",
     "T (%)"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=7), max_size=14))
def test_whatever_a_sheet_holds_its_tables_are_consistent(make_book: MakeBook, rows: Rows) -> None:
    content = parse_workbook(make_book({"Data": rows}), "b.xlsx")
    for table in content.tables:
        assert table.row_numbers
        assert (
            table.cells.top <= table.row_numbers[0] <= table.row_numbers[-1] <= table.cells.bottom
        )
        assert 0 < table.header_cols < len(table.columns)
        for column in table.columns:
            assert len(column.values) == len(column.number_formats) == table.row_count
            assert len(column.header) == table.header_rows
            assert table.cells.left <= column.index <= table.cells.right
            for row, value in zip(table.row_numbers, column.values, strict=True):
                written = (
                    rows[row - 1][column.index - 1] if column.index <= len(rows[row - 1]) else None
                )
                if isinstance(value, float):  # openpyxl writes 16 digits
                    assert written == pytest.approx(value, rel=1e-15)
        for other in content.tables:
            assert other is table or not overlap(table.cells, other.cells)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_parts_give_a_clear_error_or_a_content(
    make_book: MakeBook, rewrite: Rewrite, data: st.DataObject
) -> None:
    made = make_book({"Data": ROWS, "Topics": [["ID", "Headline"], ["a", "One"]]})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        part = data.draw(st.sampled_from(sorted(archive.namelist())))
        xml = archive.read(part)
    start = data.draw(st.integers(0, len(xml)))
    length = data.draw(st.integers(0, 12))
    inserted = data.draw(
        st.sampled_from([b"", b"<", b'"', b"9", b"\x00", b"\xff", b"&a;", b"r", b"-1"])
    )
    broken = xml[:start] + inserted + xml[start + length :]
    with contextlib.suppress(BriefingError):
        parse_workbook(rewrite(made, {part: lambda _: broken}), "b.xlsx")


def test_cancelling_within_a_long_sheet_stops_the_worker(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker tells of each stretch of rows; whoever cancels there waits for nothing else."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    path = tmp_path / "book.xlsx"
    rows = [["Region", "2019", "2020"], *([f"r{n}", n, n / 8] for n in range(30_000))]
    path.write_bytes(make_book({"Data": rows}))
    told: list[tuple[int, int]] = []

    def note(_what: str, done: int, total: int) -> None:
        told.append((done, total))

    def asked_to_stop() -> bool:
        return any(0 < done < total for done, total in told)

    with pytest.raises(Cancelled):
        read_workbook(path, WORKER, progress=Progress(note, asked_to_stop))
    within = [done for done, total in told if 0 < done < total]
    assert len(within) <= 2
    assert not any(done == total for done, total in told if total)
