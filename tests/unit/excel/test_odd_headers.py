"""Headers that look like links, markup or lines about a table are headers all the same."""

from __future__ import annotations

import io

import openpyxl
import pytest

from briefing_app.excel.workbook_parser import parse_workbook


@pytest.mark.parametrize(
    "odd", ["</a:t>", "Index", "Home", "Source: survey", "Contents", "Unit: t", "« all »"]
)
def test_a_header_that_looks_like_something_else(odd: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Region", "A & B", odd), ("Asia", 1, 2), ("Europe", 3, 4), ("Africa", 5, 6)):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    (table,) = parse_workbook(target.getvalue(), "a.xlsx").tables
    assert (table.cells.address, table.header_rows, table.header_cols) == ("A1:C4", 1, 1)
