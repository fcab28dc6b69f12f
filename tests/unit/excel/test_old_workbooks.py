from __future__ import annotations

import datetime
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.errors import FileDamaged, FileEncrypted, FileUnsafe
from briefing_app.excel.workbook_reader import parse_workbook

MakeBook = Callable[..., bytes]
ROWS: list[list[str | float]] = [["Region", "2019", "2020"], ["Europe", 1, 2.5], ["  Asia", 3, 4]]


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_values_are_those_of_the_workbook_it_was_made_from(
    make_book: MakeBook, tmp_path: Path, kind: str
) -> None:
    def dates(book: object) -> None:
        sheet = book["Data"]  # type: ignore[index]
        for row, day in enumerate(("Date", datetime.date(2020, 1, 31), datetime.date(2021, 2, 1))):
            sheet.cell(row + 1, 4, day)
        book.create_sheet("Hidden").sheet_state = "hidden"  # type: ignore[attr-defined]

    made = make_book({"Data": ROWS}, dates)
    (tmp_path / "book.xlsx").write_bytes(made)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    content = (tmp_path / f"book.{kind}").read_bytes()
    expected = parse_workbook(made, "book.xlsx")
    for name in (f"book.{kind}", "book.xlsx"):
        read = parse_workbook(content, name)
        (table,) = read.tables
        assert table.cells.address == "A1:D3"
        assert [c.values for c in table.columns] == [c.values for c in expected.tables[0].columns]
        codes = [finding.code for finding in read.findings]
        assert "values-only" in codes
        assert "hidden-sheet" in codes
        assert ("file-misnamed" in codes) == (name == "book.xlsx")


def ods(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def test_a_spreadsheet_that_calamine_cannot_read_is_damage() -> None:
    with pytest.raises(FileDamaged):
        parse_workbook(ods(b"<nothing"), "a.ods")


def test_an_encrypted_spreadsheet_is_said_to_be_one() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(FileEncrypted):
        parse_workbook(ods(b"\x00\x01", manifest), "a.ods")


def test_a_bomb_is_refused_before_calamine_sees_it() -> None:
    with pytest.raises(FileUnsafe):
        parse_workbook(ods(b"\0" * (64 << 20)), "a.ods")


def test_a_spreadsheet_packed_in_another_order_is_still_one() -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            if isinstance(value, float | int)
            else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in ROWS
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    first = zipfile.ZipFile(io.BytesIO(ods(content.encode())))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("META-INF/manifest.xml", "content.xml", "mimetype"):
            archive.writestr(name, first.read(name))
    (table,) = parse_workbook(stream.getvalue(), "a.ods").tables
    assert table.cells.address == "A1:C3"


@pytest.mark.needs("soffice")
def test_an_old_workbook_whose_stream_is_named_in_capitals_is_read(
    make_book: MakeBook, tmp_path: Path
) -> None:
    (tmp_path / "book.xlsx").write_bytes(make_book({"Data": ROWS}))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    usual, capitals = (f"{name}\0".encode("utf-16-le") for name in ("Workbook", "WORKBOOK"))
    content = (tmp_path / "book.xls").read_bytes()
    assert content.count(usual) == 1
    (table,) = parse_workbook(content.replace(usual, capitals), "book.xls").tables
    assert table.cells.address == "A1:C3"
