from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing_app.errors import NOWHERE, FileDamaged, FileUnsafe
from briefing_app.model.cell_range import cell_address
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.ooxml import sheet_scan
from briefing_app.ooxml.cell_text import shared_strings
from briefing_app.ooxml.sheet_cells import Band, Cell
from briefing_app.ooxml.sheet_scan import SheetScan, scan_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = ["zero", "one", None]


@pytest.fixture(autouse=True)
def _patterns_for_small_sheets_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_scan, "_SMALL", 0)


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    ).encode()


def parsed(content: bytes) -> bytes:
    """Return the same part in an encoding that only the parser reads."""
    return content.decode().encode("utf-16")


def cells(scan: SheetScan) -> dict[int, list[Cell]]:
    return {
        row: list(scan.cells.cells(row)) for block in scan.cells.blocks for row in block.rows
        if list(scan.cells.cells(row))
    }  # fmt: skip


WAYS = st.sampled_from(
    [
        "<c r='{a}' s='1'/>",
        '<c r="{a}"><v>{n}</v></c>',
        '<c r="{a}" s="2"><v>-{n}.25E-3</v></c>',
        '<c r="{a}" t="s"><v>1</v></c>',
        '<c r="{a}" s="1" t="s"><v>2</v></c>',
        '<c r="{a}" t="b"><v>1</v></c>',
        '<c r="{a}" t="e"><v>#N/A</v></c>',
        '<c r="{a}" t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c>',
        '<c r="{a}"><f>A1*2</f><v>{n}</v></c>',
        '<c r="{a}"><f>A1*3</f><v></v></c>',
        '<c r="{a}"><f t="shared" ref="A1:A9" si="0">B1</f><v>0</v></c>',
        '<c r="{a}"><f t="shared" si="0"/><v>0</v></c>',
        '<c r="{a}" t="inlineStr"><is><t>plain {n}</t></is></c>',
        '<c r="{a}" t="inlineStr"><is><r><t>rich</t></r><r><t xml:space="preserve"> x</t></r></is>'
        "</c>",
        '<c r="{a}"><v><!-- -->{n}</v></c>',
        '<c r="{a}" t="str"><v><![CDATA[</row><row r="7">]]></v></c>',
        "",
    ]
)
ROWS = st.lists(st.lists(WAYS, max_size=4), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.integers(1, 60), st.sampled_from(["", ' ht="0"', ' hidden="1"', ' spans="1:4"']))
def test_rows_read_by_pattern_are_those_that_the_parser_reads(
    kinds: list[list[str]], repeat: int, attribute: str
) -> None:
    rows = "".join(
        f'<row r="{r}"{attribute}>'
        + "".join(
            way.format(a=cell_address(r, column), n=r) for column, way in enumerate(kinds_of, 1)
        )
        + "</row>"
        for r, kinds_of in enumerate(kinds * repeat, 1)
    )
    content = sheet(rows)
    fast = scan_sheet(content, NOWHERE, STRINGS, doubts_zeros=True)
    slow = scan_sheet(parsed(content), NOWHERE, STRINGS, doubts_zeros=True)
    assert cells(fast) == cells(slow)
    assert fast.formulas == slow.formulas
    assert set(fast.uncached) == set(slow.uncached)
    assert set(fast.zeros) == set(slow.zeros)
    assert fast.hidden_rows == slow.hidden_rows
    for row in cells(fast):
        assert [fast.cells.is_formula(row, c) for c in range(1, 5)] == [
            slow.cells.is_formula(row, c) for c in range(1, 5)
        ]


def test_rows_written_alike_are_stored_by_columns() -> None:
    rows = "".join(f'<row r="{r}"><c r="B{r}"><v>{r}</v></c></row>' for r in range(1, 5001))
    scan = scan_sheet(sheet(rows), NOWHERE)
    bands = [block for block in scan.cells.blocks if isinstance(block, Band)]
    assert sum(len(band.rows) for band in bands) > 4900
    assert list(scan.cells.cells(5000)) == [(2, 5000.0, 0)]
    assert list(scan.cells.cells(5001)) == []


def test_a_comment_between_rows_hides_the_rows_in_it() -> None:
    rows = [f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 301)]
    rows[200] = f"<!-- {rows[200]} -->"
    scan = scan_sheet(sheet("".join(rows)), NOWHERE)
    assert sorted(cells(scan)) == [r for r in range(1, 301) if r != 201]


def test_rows_out_of_order_are_put_in_order() -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in (*range(50, 99), *range(1, 50))
    )
    scan = scan_sheet(sheet(rows), NOWHERE)
    assert sorted(cells(scan)) == list(range(1, 99))
    assert list(scan.cells.cells(7)) == [(1, 7.0, 0)]


def test_a_number_beyond_excel_is_an_error_value() -> None:
    scan = scan_sheet(sheet('<row r="1"><c r="A1"><v>1E999</v></c></row>'), NOWHERE)
    assert cells(scan) == {1: [(1, Missing(MissingKind.ERROR, "#NUM!"), 0)]}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"/>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>3</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&nope;</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_what_means_nothing_is_damage(rows: str) -> None:
    with pytest.raises(FileDamaged):
        scan_sheet(sheet(rows), NOWHERE, STRINGS)


def test_a_document_type_is_refused() -> None:
    content = sheet("").replace(b'"1.0"?>', b'"1.0"?><!DOCTYPE x [<!ENTITY a "b">]>')
    with pytest.raises(FileUnsafe):
        scan_sheet(content, NOWHERE)


def test_progress_is_told_and_may_stop_the_work() -> None:
    class Stopped(Exception):
        pass

    def stop(position: int) -> None:
        if position > 100_000:
            raise Stopped

    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 20_000))
    with pytest.raises(Stopped):
        scan_sheet(sheet(rows), NOWHERE, told=stop)


def test_filters_that_leave_something_out_are_noted() -> None:
    active = '<autoFilter ref="A1:B9"><filterColumn colId="0"/></autoFilter>'
    assert scan_sheet(sheet("", after=active), NOWHERE).filters == ("A1:B9",)
    assert scan_sheet(sheet("", after='<autoFilter ref="A1:B9"/>'), NOWHERE).filters == ()


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        ("<si><t>a</t></si><si><t xml:space='preserve'> b</t></si>", ["a", " b"]),
        ('<si><t xml:space="preserve"> b</t></si><si><t>  </t></si>', [" b", None]),
        ("<si><r><t>ri</t></r><r><t>ch</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>", ["rich"]),
        ("<si><t>x_x000D_y &amp; &#x41;&#10;</t></si><si/>", ["x\ny & A\n", None]),
        ("<!-- <si><t>no</t></si> --><si><t>a</t></si>", ["a"]),
    ],
)
def test_shared_strings(items: str, texts: list[str | None]) -> None:
    content = f'<sst xmlns="{MAIN}" count="2">{items}</sst>'.encode()
    assert shared_strings(content, NOWHERE) == texts
