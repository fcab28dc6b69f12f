from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import NOWHERE
from briefing_app.excel.sheet_grid import Spans
from briefing_app.ooxml.sheet_scan import scan_sheet

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


@st.composite
def hidden(draw: st.DrawFn) -> set[int]:
    return draw(st.sets(st.integers(1, 40)))


@given(hidden(), st.integers(1, 45), st.integers(1, 45))
def test_spans_count_what_they_hold(numbers: set[int], first: int, last: int) -> None:
    rows = "".join(f'<row r="{n}" hidden="1"/>' for n in sorted(numbers))
    scan = scan_sheet(SHEET.format(f"<sheetData>{rows}</sheetData>").encode(), NOWHERE)
    spans = Spans(scan.hidden_rows)
    assert {n for n in range(50) if n in spans} == numbers
    assert spans.before(first) == sum(n < first for n in numbers)
    if first <= last:
        assert spans.count(first, last) == sum(first <= n <= last for n in numbers)


@pytest.mark.parametrize(
    ("cell", "uncached"),
    [
        ("<c r='B1'><f>A1</f></c>", True),
        ("<c r='B1'><f>A1</f><v/></c>", True),
        ("<c r='B1' t='str'><f>A1</f><v></v></c>", False),
        ("<c r='B1'><f>A1</f><v>0</v></c>", False),
        ("<c r='B1' t='e'><f>A1</f><v>#N/A</v></c>", False),
        ("<c r='B1'><v>1</v></c>", False),
        ("<c/><c><f>A1</f></c>", True),
    ],
)
def test_a_formula_is_uncached_only_without_a_result(cell: str, uncached: bool) -> None:
    content = SHEET.format(f"<sheetData><row>{cell}</row></sheetData>").encode()
    found = scan_sheet(content, NOWHERE).uncached
    assert [formula.address for formula in found] == (["B1"] if uncached else [])


def test_rows_and_columns_of_no_size_count_as_hidden() -> None:
    content = SHEET.format(
        "<cols><col min='2' max='3' width='0'/><col min='4' max='9' hidden='1'/></cols>"
        "<sheetData><row r='4' ht='0'/><row r='5'/></sheetData>"
    )
    scan = scan_sheet(content.encode(), NOWHERE)
    assert scan.hidden_columns == ((2, 9),)
    assert scan.hidden_rows == ((4, 4),)
