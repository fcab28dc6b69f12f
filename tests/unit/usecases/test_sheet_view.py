"""The worksheet around a table, window by window, equals the worksheet."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.excel.workbook_reader import parse_workbook
from briefing_app.usecases.sheet_view import SheetView

CELLS: dict[str, str | float] = {
    "A1": "Two tables on a sheet",
    "B3": "Region", "C3": "2021", "D3": "2022",
    "B4": "North", "C4": 10.5, "D4": 12.0,
    "B5": "South", "C5": 8.0, "D5": 7.0,
    "B6": "West", "C6": 3.0, "D6": 4.0,
    "B8": "Source: own figures",
    "G3": "Office", "H3": "People",
    "G4": "Berlin", "H4": 120.0, "G5": "Wien", "H5": 45.0, "G6": "Graz", "H6": 80.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> WorkbookContent:
    """Return a workbook with two tables side by side, a row and a column hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    for address, value in CELLS.items():
        sheet[address] = value
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["F"].hidden = True
    path = tmp_path_factory.mktemp("books") / "book.xlsx"
    book.save(path)
    return parse_workbook(path.read_bytes(), path.name)


def view_of(content: WorkbookContent, first_cell: str) -> SheetView:
    table = next(one for one in content.tables if one.cells.address.startswith(first_cell))
    return SheetView(table, content)


def test_the_table_lies_in_what_is_around_it(content: WorkbookContent) -> None:
    facts = view_of(content, "B3").facts()
    assert facts["cells"] == [3, 2, 6, 4]
    assert facts["body"] == [4, 6]
    assert facts["labels"] == [2]
    assert facts["data_rows"] == 3
    rows = facts["rows"]
    assert isinstance(rows, list)
    assert rows[0] == [1, 1], "row 2 is hidden"
    assert rows[1][0] == 3
    columns = facts["columns"]
    assert isinstance(columns, list)
    assert columns[:7] == [1, 2, 3, 4, 5, 7, 8], "column F is hidden"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 30), st.integers(0, 30), st.integers(0, 12), st.integers(0, 12), st.booleans()
)
def test_every_window_shows_the_cells_of_the_sheet(
    content: WorkbookContent, first: int, count: int, left: int, width: int, other: bool
) -> None:
    view = view_of(content, "G3" if other else "B3")
    shown = view.window(first, count, left, width)
    texts, figures = shown["texts"], shown["figures"]
    assert isinstance(texts, list)
    assert isinstance(figures, list)
    rows, columns = view.rows[first : first + count], view.columns[left : left + width]
    assert len(texts) == len(figures) == len(rows)
    for row, line, right in zip(rows, texts, figures, strict=True):
        expected = [CELLS.get(f"{chr(64 + column)}{row}", "") for column in columns]
        assert line == [f"{one:g}" if isinstance(one, float) else one for one in expected]
        assert right == [n for n, one in enumerate(expected) if isinstance(one, float)]


def test_a_little_more_than_what_is_filled_is_shown(content: WorkbookContent) -> None:
    view = view_of(content, "B3")
    assert view.rows[-1] == 8 + 6
    assert view.columns[-1] == 8 + 3


def test_a_sheet_of_which_only_tables_are_known_shows_the_table(content: WorkbookContent) -> None:
    table = content.tables[0]
    bare = WorkbookContent(content.workbook, (table,), (), (), False, "", "", ())
    view = SheetView(table, bare)
    assert [*view.rows] == [*range(table.cells.top, table.cells.bottom + 1)]
    texts = view.window(1, 1, 0, 3)["texts"]
    assert texts == [["North", "10.5", "12"]]
