"""Cell ranges in A1 form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import CallError
from briefing_app.model.cell_range import (
    MAX_COLUMN,
    MAX_ROW,
    CellRange,
    cell_address,
    parse_cell,
    quote_sheet,
    split_reference,
)


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_an_address_reads_back(row: int, column: int) -> None:
    assert parse_cell(cell_address(row, column)) == (row, column)


@pytest.mark.parametrize("wrong", ["", "4B", "A0", "XFE1", "A1048577", "A1:B", "é1", "A-1"])
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(CallError, match="not a cell address"):
        parse_cell(wrong)


def test_a_range_is_ordered_and_measured() -> None:
    cells = CellRange.parse("My data", "$F$12:A3")
    assert str(cells) == "'My data'!A3:F12"
    assert (cells.rows, cells.columns) == (10, 6)
    assert CellRange.parse("S", "B4") == CellRange("S", 4, 2, 4, 2)


@given(st.text(min_size=1, max_size=20).filter(lambda name: name.strip() == name))
def test_a_quoted_sheet_name_reads_back(name: str) -> None:
    assert split_reference(f"{quote_sheet(name)}!A1:B2") == (name, "A1:B2")
