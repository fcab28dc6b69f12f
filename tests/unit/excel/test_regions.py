from __future__ import annotations

import datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.excel.annotations import LineKind, key_kind, line_kind
from briefing_app.excel.blocks import blocks
from briefing_app.excel.cell_types import CellType, cell_type, is_quantity, text_type
from briefing_app.excel.regions import regions
from briefing_app.excel.sheet_grid import SheetGrid, Spans, bounds, overlap
from briefing_app.excel.table_finder import find_tables
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.data_table import FoundBy, Workbook
from briefing_app.ooxml.spreadsheet import DefinedName

BOOK = Workbook("b.xlsx", "")
TEXTS = ["Region", "2019", "..", "Total", "Source: x", "1 234", "(a) note", "Table 1", "%", "Jan"]
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from([1.0, 2.0, 3.0, 2019.0, 2020.0, 0.5, -7.0]),
    st.booleans(),
    st.just(datetime.datetime(2020, 1, 31)),  # noqa: DTZ001
    st.just(Missing(MissingKind.ERROR, "#N/A")),
)


@st.composite
def grids(draw: st.DrawFn) -> SheetGrid:
    cells = draw(
        st.dictionaries(st.tuples(st.integers(1, 14), st.integers(1, 9)), VALUES, max_size=70)
    )
    hidden_rows = draw(st.sets(st.integers(1, 14), max_size=2))
    hidden = draw(st.sets(st.integers(1, 9), max_size=2))
    values: dict[int, dict[int, Value]] = {}
    for row, column in sorted(cells):
        if row not in hidden_rows and column not in hidden:
            values.setdefault(row, {})[column] = cells[row, column]
    corners = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 7)), max_size=3))
    merged = tuple(CellRange("S", r, c, r + 1, c + 2) for r, c in corners)
    rows, columns = (Spans((n, n) for n in sorted(numbers)) for numbers in (hidden_rows, hidden))
    return SheetGrid("S", values, {}, merged, rows, columns)


@settings(max_examples=300)
@given(grids())
def test_any_grid_can_be_searched_and_its_tables_are_sound(grid: SheetGrid) -> None:
    tables = find_tables([grid], {}, [], BOOK)
    whole = bounds("S", {row: list(cells) for row, cells in grid.values.items()})
    for table in tables:
        assert whole is not None
        cells = table.cells
        assert whole.top <= cells.top <= cells.bottom <= whole.bottom
        assert whole.left <= cells.left <= cells.right <= whole.right
        assert table.row_numbers
        assert 0 < table.header_cols < len(table.columns)
        assert 0 <= table.header_height < cells.rows
        assert 0 < table.header_width <= cells.columns
        for column in table.columns:
            assert len(column.values) == table.row_count
            assert len(column.header) == table.header_rows
    for one, other in combinations(tables, 2):
        assert not overlap(one.cells, other.cells)


@given(grids())
def test_blocks_hold_every_cell_but_the_lone_ones_and_share_none(grid: SheetGrid) -> None:
    found = blocks(grid)
    for one, other in combinations(found, 2):
        assert not overlap(one, other)
    for cells in found:
        assert cells.rows > 1 or cells.columns > 1


def test_a_long_sheet_is_one_region_to_its_last_row() -> None:
    values: dict[int, dict[int, Value]] = {1: {c: f"col {c}" for c in range(1, 9)}}
    for row in range(2, 40_002):
        values[row] = {1: f"a{row % 9}", **{c: float(row * c) for c in range(2, 9)}}
    (region,) = regions(SheetGrid("S", values, {}))
    assert region.cells.bottom == 40_001


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019", CellType.PERIOD), ("2015 *", CellType.PERIOD), ("2019/20", CellType.PERIOD),
        ("1947Q1", CellType.PERIOD), ("Q1 2020", CellType.PERIOD), ("Mar 2020", CellType.PERIOD),
        ("2023p", CellType.PERIOD), ("31.12.2019", CellType.PERIOD), ("2020年", CellType.PERIOD),
        ("June 30, 2020", CellType.PERIOD), ("20230930", CellType.PERIOD),
        ("1 234,5", CellType.NUMERAL), ("(12.3)", CellType.NUMERAL), ("<0.1", CellType.NUMERAL),
        ("12.5%", CellType.NUMERAL), ("$1.54", CellType.NUMERAL), ("1,234*", CellType.NUMERAL),
        ("..", CellType.MARK), ("n/a", CellType.MARK), ("–", CellType.MARK), ("NA", CellType.MARK),
        ("01001", CellType.TEXT), ("0 - 6", CellType.TEXT), ("MARRIED", CellType.TEXT),
        ("Market", CellType.TEXT), ("65+", CellType.TEXT), ("+49 30 1234", CellType.TEXT),
        (" ", CellType.BLANK),
    ],
)  # fmt: skip
def test_a_text_reads_as_what_it_says(text: str, kind: CellType) -> None:
    assert text_type(text) is kind


def test_a_number_is_a_year_only_where_its_format_does_not_make_it_a_figure() -> None:
    assert cell_type(2019.0) is CellType.PERIOD
    assert cell_type(2019.0, "#,##0") is CellType.NUMBER
    assert cell_type(2019.5) is CellType.NUMBER
    assert cell_type(True) is CellType.FLAG


@pytest.mark.parametrize("value", [15.0, "5.2 years", "3/mo", "10:1", "8.7/10", "12%", "$5"])
def test_a_quantity_says_how_much(value: Value) -> None:
    assert is_quantity(value)


@pytest.mark.parametrize("value", ["Berlin", "+49 30 1234", "info@x.de", "one of 3", True])
def test_words_are_no_quantity(value: Value) -> None:
    assert not is_quantity(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Source: UN", LineKind.SOURCE), ("Fuente: INE", LineKind.SOURCE),
        ("资料来源：国家统计局", LineKind.SOURCE),
        ("data extracted on 19 Aug 2016 from a portal", LineKind.SOURCE),
        ("(in millions)", LineKind.UNIT), ("[Numbers in thousands]", LineKind.UNIT),
        ("Released on 15 November", LineKind.ISSUE), ("PREPARED BY: [Name]", LineKind.ISSUE),
        ("[Company Name]", LineKind.ISSUE), ("1) revised", LineKind.NOTE),
        ("Note: rounded", LineKind.NOTE), ("Ministry of Finance", LineKind.ORGANISATION),
        ("Contoso Ltd", LineKind.ORGANISATION), ("Employment by department", LineKind.TITLE),
        ("Table A-1. Births", LineKind.TITLE), ("Bank lending to households", LineKind.TITLE),
    ],
)  # fmt: skip
def test_lines_beside_a_table_are_told_apart(text: str, kind: LineKind) -> None:
    assert line_kind(text) is kind


def test_the_key_of_a_pair_says_what_it_is() -> None:
    assert key_kind("Unit of measure:") is LineKind.UNIT
    assert key_kind("Dataset:") is LineKind.TITLE
    assert key_kind("Frequency") is None


def small() -> SheetGrid:
    rows: list[list[Value]] = [
        ["Region", "2019", "2020"], ["Europe", 1.5, 2.5], ["Asia", 3.5, 4.5], ["Africa", 5.5, 6.5],
    ]  # fmt: skip
    values = {r: dict(enumerate(cells, 1)) for r, cells in enumerate(rows, 1)}
    return SheetGrid("S", {**values, 9: {1: "a remark"}}, {})


@pytest.mark.parametrize(
    ("address", "cells", "found_by"),
    [
        ("S!$A$1:$C$4", "A1:C4", FoundBy.NAME),
        ("S!$A$2:$C$4", "A1:C4", FoundBy.NAME),
        ("S!$B$1:$B$4", "A1:C4", FoundBy.BLOCK),
        ("S!$A$1:$C$9", "A1:C4", FoundBy.BLOCK),
    ],
    ids=["the table", "its body", "one column", "the page"],
)
def test_a_name_lists_the_table_that_it_means(address: str, cells: str, found_by: FoundBy) -> None:
    (table,) = find_tables([small()], {}, [DefinedName("Sales", address)], BOOK)
    assert (table.cells.address, table.found_by) == (cells, found_by)


@pytest.mark.parametrize(
    ("address", "found_by"),
    [("S!$A$1:$D$6", FoundBy.PRINT_AREA), ("S!$A$1:$D$20", FoundBy.BLOCK),
     ("S!$A$1:$B$6", FoundBy.BLOCK), ("S!$A:$D", FoundBy.BLOCK)],
    ids=["sets the table apart", "holds everything", "cuts it", "whole columns"],
)  # fmt: skip
def test_a_print_area_that_sets_something_apart_is_said(address: str, found_by: FoundBy) -> None:
    name = DefinedName("_xlnm.Print_Area", address, sheet="S")
    (table,) = find_tables([small()], {}, [name], BOOK)
    assert (table.cells.address, table.found_by) == ("A1:C4", found_by)
