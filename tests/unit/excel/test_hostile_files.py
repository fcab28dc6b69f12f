"""Files that nobody sends in good faith, and some that programs write by mistake.

Each is read through the worker, under its limits, and must end in one clear error or a content
within ten seconds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from briefing_app.errors import BriefingError, FileDamaged, FileUnsafe, InputError
from briefing_app.excel.sheet_reader import MOST_SHEETS
from briefing_app.excel.workbook_reader import WorkbookContent, read_workbook
from briefing_app.files import write_zip
from briefing_app.model.cell_range import MAX_COLUMN, column_letters

MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
ROWS = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]
SECONDS = 60.0
"""The bar is ten seconds on an idle machine; here it is what tells a hang from a busy machine."""
WORKER = [
    sys.executable,
    "-c",
    "import sys\n"
    "from briefing_app.worker import serve\n"
    "from briefing_app.excel.workbook_reader import TASK, serve_read\n"
    "sys.exit(serve({TASK: serve_read}, sys.stdin.buffer, sys.stdout.buffer))\n",
]
Read = Callable[[bytes, str], WorkbookContent]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that reads a file in a worker and holds it to its time."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))

    def in_worker(content: bytes, name: str = "book.xlsx") -> WorkbookContent:
        path = tmp_path / name
        path.write_bytes(content)
        start = time.monotonic()
        try:
            return read_workbook(path, WORKER)
        finally:
            assert time.monotonic() - start < SECONDS

    return in_worker


def rows_of(xml: bytes, rows: str) -> bytes:
    start, end = xml.index(b"<sheetData>"), xml.index(b"</sheetData>")
    return xml[: start + 11] + rows.encode() + xml[end:]


def test_a_zip_bomb_is_unsafe(read: Read, make_book: MakeBook, rewrite: Rewrite) -> None:
    bomb = rewrite(make_book({"A": ROWS}), {SHEET: lambda xml: rows_of(xml, " " * (300 << 20))})
    with pytest.raises(FileUnsafe):
        read(bomb, "book.xlsx")


def test_a_bomb_of_entities_is_unsafe(read: Read, make_book: MakeBook, rewrite: Rewrite) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = rewrite(make_book({"A": ROWS}), {SHEET: lambda xml: laughs.encode() + xml})
    with pytest.raises(FileUnsafe):
        read(content, "book.xlsx")


def test_an_entity_from_outside_is_unsafe(
    read: Read, make_book: MakeBook, rewrite: Rewrite
) -> None:
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for part in (SHEET, BOOK, "xl/styles.xml", "docProps/core.xml"):
        content = rewrite(make_book({"A": ROWS}), {part: lambda xml: outside + xml})
        with pytest.raises(FileUnsafe):
            read(content, "book.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_damaged(read: Read, make_book: MakeBook, share: float) -> None:
    whole = make_book({"A": ROWS})
    with pytest.raises(FileDamaged):
        read(whole[: int(len(whole) * share)], "book.xlsx")


def test_a_sheet_of_all_columns_is_read(read: Read, make_book: MakeBook, rewrite: Rewrite) -> None:
    letters = [column_letters(column) for column in range(1, MAX_COLUMN + 1)]

    def wide(xml: bytes) -> bytes:
        head = "".join(f'<c r="{c}1" t="str"><v>h{c}</v></c>' for c in letters)
        body = (
            f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in letters) + "</row>"
            for r in range(2, 22)
        )
        return rows_of(xml, f'<row r="1">{head}</row>' + "".join(body))

    content = read(rewrite(make_book({"A": ROWS}), {SHEET: wide}), "book.xlsx")
    assert [table.cells.address for table in content.tables] == ["A1:XFD21"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS = "application/vnd.openxmlformats-package.relationships+xml"


def relationships(items: Sequence[tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate(items, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def many_sheets(count: int) -> bytes:
    cells = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>c</v></c><c r="B2"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>d</v></c><c r="B3"><v>2</v></c></row>'
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    names = [f"s{n}.xml" for n in range(1, count + 1)]
    types = [("/xl/workbook.xml", "sheet.main"), *((f"/xl/{n}", "worksheet") for n in names)]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>' for name, kind in types
    )
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    space = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    kinds = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{RELS}"/>'
        f"{overrides}</Types>"
    )
    return write_zip(
        [
            ("[Content_Types].xml", kinds.encode()),
            ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", f"<workbook {space}><sheets>{listed}</sheets></workbook>".encode()),
            ("xl/_rels/workbook.xml.rels", relationships([("worksheet", name) for name in names])),
            *((f"xl/{name}", sheet) for name in names),
        ]
    )


def test_of_ten_thousand_sheets_the_first_are_read_and_the_others_counted(read: Read) -> None:
    content = read(many_sheets(10_000), "book.xlsx")
    assert len(content.tables) == MOST_SHEETS
    (finding,) = content.findings
    assert finding.code == "sheets-not-read"
    assert f"{10_000 - MOST_SHEETS:,}" in finding.message


def test_relationships_in_a_circle_do_not_matter(
    read: Read, make_book: MakeBook, rewrite: Rewrite
) -> None:
    rels = relationships(
        [
            ("pivotTable", "sheet1.xml"),
            ("table", "sheet1.xml"),
            ("pivotCacheDefinition", "sheet1.xml"),
            ("worksheet", "../workbook.xml"),
        ]
    )
    change = {"xl/worksheets/_rels/sheet1.xml.rels": lambda _: rels}
    content = read(rewrite(make_book({"A": ROWS}), change), "book.xlsx")
    assert [table.cells.address for table in content.tables] == ["A1:C3"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row>' * 50_000,
        '<row r="1">' + '<c r="A1"><v>1</v></c>' * 50_000 + "</row>",
        "<row>" + "<c><f>A1</f></c>" * 16_000 + "</row>",
        "<row/>" * 200_000,
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>x</t></r>" * 50_000 + "</is></c></row>",
    ],
    ids=["one row again and again", "one cell again", "bare cells", "bare rows", "the last cell",
         "many runs"],
)  # fmt: skip
def test_odd_rows_end_in_time(read: Read, make_book: MakeBook, rewrite: Rewrite, rows: str) -> None:
    content = rewrite(make_book({"A": ROWS}), {SHEET: lambda xml: rows_of(xml, rows)})
    try:
        read(content, "book.xlsx")
    except BriefingError as problem:
        assert isinstance(problem, InputError)  # noqa: PT017


@pytest.mark.parametrize(
    "extra",
    [
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>",
        "<mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 50_000))
        + "</mergeCells>",
    ],
    ids=["everything, often", "many"],
)
def test_many_merged_ranges_end_in_time(
    read: Read, make_book: MakeBook, rewrite: Rewrite, extra: str
) -> None:
    def merge(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", b"</sheetData>" + extra.encode())

    read(rewrite(make_book({"A": ROWS}), {SHEET: merge}), "book.xlsx")
