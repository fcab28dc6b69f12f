"""The binary format of Excel ([MS-XLSB]), of files made here record by record."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from briefing_app.excel.workbook_reader import parse_workbook
from briefing_app.files import write_zip
from briefing_app.model.cell_value import Value

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_BOOK, _END_BOOK, _SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156  # 2.4, by their numbers
_PART, _END_PART, _SIZE, _DATA, _END_DATA = 129, 130, 148, 145, 146
_ROW, _BLANK, _ERROR, _REAL, _TEXT = 0, 1, 3, 5, 6
_NOT_AVAILABLE = 0x2A  # #N/A, 2.5.97.2


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record (2.1.4): its type and size in seven bits a byte, then its data."""
    return varied(kind) + varied(len(data)) + data


def varied(number: int) -> bytes:
    made = bytearray()
    while True:
        made.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(made)


def wide(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: object) -> bytes:
    place = struct.pack("<LL", column, 0)
    if isinstance(value, str) and value.startswith("#"):
        return record(_ERROR, place + bytes([_NOT_AVAILABLE]))
    if isinstance(value, str):
        return record(_TEXT, place + wide(value))
    if isinstance(value, int | float):
        return record(_REAL, place + struct.pack("<d", value))
    return record(_BLANK, place)


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    size = struct.pack("<4L", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    body = b"".join(
        record(_ROW, struct.pack("<LLHBBBL", number, 0, 300, 0, 0, 0, 0))
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )
    return b"".join(
        (record(_PART), record(_SIZE, size), record(_DATA), body, record(_END_DATA),
         record(_END_PART))
    )  # fmt: skip


def workbook(sheets: Sequence[tuple[str, int, Sequence[Sequence[object]]]]) -> bytes:
    """Return a workbook of (name, 0 or 1 for hidden, rows)."""
    listed = b"".join(
        record(_SHEET, struct.pack("<LL", state, number) + wide(f"r{number}") + wide(name))
        for number, (name, state, _) in enumerate(sheets, 1)
    )
    book = (record(_BOOK), record(_SHEETS), listed, record(_END_SHEETS), record(_END_BOOK))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    start = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.bin"/>'
    around = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.bin" '
        f'ContentType="{_MAIN}"/></Types>'
    )
    parts = [
        ("[Content_Types].xml", types.encode()),
        ("_rels/.rels", around.format(start).encode()),
        ("xl/workbook.bin", b"".join(book)),
        ("xl/_rels/workbook.bin.rels", around.format(relations).encode()),
    ]
    parts += [
        (f"xl/worksheets/sheet{number}.bin", sheet(rows))
        for number, (_, _, rows) in enumerate(sheets, 1)
    ]
    return write_zip(parts)


ROWS: Sequence[Sequence[object]] = (
    ("Region", "2019", "2020"), ("Europe", 1, 2.5), ("Asia", "#N/A", 4), ("Africa", 5, 6),
)  # fmt: skip


def values(content: bytes, name: str) -> list[tuple[Value, ...]]:
    (table,) = parse_workbook(content, name).tables
    assert table.cells.address == "A1:C4"
    return [column.values for column in table.columns]


def test_a_binary_workbook_is_read_whatever_its_name() -> None:
    content = workbook([("Data", 0, ROWS)])
    for name in ("book.xlsb", "book.xlsx"):
        labels, first, second = values(content, name)
        assert labels == ("Europe", "Asia", "Africa")
        assert (first[0], first[2]) == (1.0, 5.0)
        assert second == (2.5, 4.0, 6.0)


def test_an_error_value_is_no_number() -> None:
    _, first, _ = values(workbook([("Data", 0, ROWS)]), "book.xlsb")
    assert not isinstance(first[1], float)


def test_hidden_sheets_are_left_out_and_said() -> None:
    content = parse_workbook(workbook([("Data", 0, ROWS), ("Gone", 1, ROWS)]), "book.xlsb")
    assert [table.cells.sheet for table in content.tables] == ["Data"]
    assert {"values-only", "hidden-sheet"} == {finding.code for finding in content.findings}
