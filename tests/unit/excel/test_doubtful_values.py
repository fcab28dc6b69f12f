from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from openpyxl.workbook import Workbook as Book

from briefing_app.excel.workbook_reader import parse_workbook
from briefing_app.model.finding import Finding
from briefing_app.ooxml.names import R

MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
HEAD = ["Item", "2019", "2020"]


def calculated(xml: bytes) -> bytes:
    """Store 7 as the result of each formula."""
    return (
        xml.replace(b"<v></v>", b"<v>7</v>")
        .replace(b"</f><v/>", b"</f><v>7</v>")
        .replace(b"</f><v />", b"</f><v>7</v>")
    )


def settled(xml: bytes) -> bytes:
    """Take out openpyxl's wish to have the workbook calculated."""
    return xml.replace(b'fullCalcOnLoad="1"', b"")


def findings(content: bytes, *codes: str) -> list[Finding]:
    return [f for f in parse_workbook(content, "book.xlsx").findings if f.code in codes]


def rows(count: int = 8) -> Sequence[Sequence[object]]:
    return [HEAD, *([f"r{n}", n, f"=B{n}*2"] for n in range(2, 2 + count))]


@pytest.mark.parametrize(
    ("mark", "code"),
    [(b'calcMode="manual"', "calculation-manual"), (b'fullCalcOnLoad="1"', "calculation-pending")],
)
def test_how_the_workbook_is_calculated_is_said(
    make_book: MakeBook, rewrite: Rewrite, mark: bytes, code: str
) -> None:
    def change(xml: bytes) -> bytes:
        return settled(xml).replace(b"<calcPr", b"<calcPr " + mark)

    made = make_book({"Data": rows()})
    assert findings(rewrite(made, {SHEET: calculated, BOOK: settled}), code) == []
    (finding,) = findings(rewrite(made, {SHEET: calculated, BOOK: change}), code)
    assert finding.place.file == "book.xlsx"


def test_without_formulas_there_is_nothing_to_calculate(make_book: MakeBook) -> None:
    made = make_book({"Data": [HEAD, ["a", 1, 2], ["b", 3, 4]]})
    assert parse_workbook(made, "book.xlsx").findings == ()


def test_a_figure_typed_over_a_formula_is_named(make_book: MakeBook, rewrite: Rewrite) -> None:
    written = [list(row) for row in rows(12)]
    written[5][2] = 99
    content = rewrite(make_book({"Data": written}), {SHEET: calculated})
    (finding,) = findings(content, "typed-over-formula")
    assert (finding.place.sheet, finding.place.cell) == ("Data", "C6")


def test_a_column_of_figures_with_a_few_formulas_is_as_it_should_be(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    written = [[*row[:2], row[0] and n if n % 3 else row[2]] for n, row in enumerate(rows(12))]
    content = rewrite(make_book({"Data": written}), {SHEET: calculated})
    assert findings(content, "typed-over-formula") == []


def test_links_to_other_workbooks_are_listed_and_their_cells_named(
    make_book: MakeBook, rewrite: Rewrite
) -> None:
    target = "file:///C:/other.xlsx"

    def link(xml: bytes) -> bytes:
        listed = f'<externalReferences xmlns:r="{R}"><externalReference r:id="rIdX"/>'
        return xml.replace(b"<calcPr", f"{listed}</externalReferences><calcPr".encode())

    def related(xml: bytes) -> bytes:
        item = f'<Relationship Id="rIdX" Type="{R}/externalLink" Target="externalLinks/l1.xml"/>'
        return xml.replace(b"</Relationships>", item.encode() + b"</Relationships>")

    def outside(_xml: bytes) -> bytes:
        return (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{R}/externalLinkPath" Target="{target}" '
            'TargetMode="External"/></Relationships>'
        ).encode()

    def refer(xml: bytes) -> bytes:
        return calculated(xml).replace(b"<f>B4*2</f>", b"<f>[1]Sheet1!A1*2</f>")

    content = rewrite(
        make_book({"Data": rows()}),
        {
            BOOK: link,
            SHEET: refer,
            "xl/_rels/workbook.xml.rels": related,
            "xl/externalLinks/l1.xml": lambda _: b"<externalLink/>",
            "xl/externalLinks/_rels/l1.xml.rels": outside,
        },
    )
    listed, cells = findings(content, "external-links", "external-values")
    assert target in listed.message
    assert (cells.place.sheet, cells.place.cell) == ("Data", "C4")


def test_a_filter_that_hides_rows_is_said(make_book: MakeBook) -> None:
    def filtered(book: Book) -> None:
        sheet = book["Data"]
        sheet.auto_filter.ref = "A1:C6"
        sheet.auto_filter.add_filter_column(0, ["r2"])
        sheet.row_dimensions[3].hidden = True

    written = [HEAD, *([f"r{n}", n, n * 2] for n in range(2, 7))]
    (finding,) = findings(make_book({"Data": written}, filtered), "filter-active")
    assert "1 row" in finding.message
    assert finding.place.cell == "A1:C6"


@pytest.mark.parametrize(
    ("mark", "words"), [(b'refreshOnLoad="1"', "opened"), (b'invalid="1"', "out of date")]
)
def test_a_pivot_table_that_is_not_current_is_named(
    make_book: MakeBook, rewrite: Rewrite, mark: bytes, words: str
) -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

    def related(kind: str, to: str) -> Callable[[bytes], bytes]:
        item = f'<Relationship Id="r1" Type="{R}/{kind}" Target="{to}"/></Relationships>'
        return lambda _: rels + item.encode()

    def parts(flag: bytes) -> Mapping[str, Callable[[bytes], bytes] | None]:
        pivot = b"<pivotTableDefinition " + space + b' name="P"><location ref="A1:C9"/>'
        return {
            "xl/worksheets/_rels/sheet1.xml.rels": related("pivotTable", "../pivot.xml"),
            "xl/pivot.xml": lambda _: pivot + b"</pivotTableDefinition>",
            "xl/_rels/pivot.xml.rels": related("pivotCacheDefinition", "cache.xml"),
            "xl/cache.xml": lambda _: b"<pivotCacheDefinition " + space + b" " + flag + b"/>",
        }

    made = make_book({"Data": [HEAD, ["a", 1, 2], ["b", 3, 4]]})
    (finding,) = findings(rewrite(made, parts(mark)), "pivot-unrefreshed")
    assert words in finding.message
    assert (finding.place.sheet, finding.place.cell) == ("Data", "A1:C9")
    assert findings(rewrite(made, parts(b"")), "pivot-unrefreshed") == []
