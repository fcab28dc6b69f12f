"""What stands around tables is kept beside them, so that they can be shown in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from briefing_app.excel import sheet_context
from briefing_app.excel.workbook_content import SheetContext, WorkbookContent
from briefing_app.excel.workbook_reader import parse_workbook

Fill = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def parsed(tmp_path: Path) -> Callable[[Fill], WorkbookContent]:
    """Return what reads a workbook that a function fills."""

    def parse(fill: Fill) -> WorkbookContent:
        book = openpyxl.Workbook()
        fill(book)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return parse_workbook(path.read_bytes(), path.name)

    return parse


def sales(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    sheet["A1"] = "Sales by region, EUR m"
    lines: list[tuple[str | float, ...]] = [
        ("Region", "2021", "2022"), ("North", 10.5, 12), ("South", 8, 7), ("West", 3, 4)
    ]  # fmt: skip
    for row, line in enumerate(lines, start=3):
        for column, value in enumerate(line, start=2):
            sheet.cell(row, column, value)
    sheet["B8"] = "Source: own figures"
    sheet["G4"] = 0.5
    sheet["G4"].number_format = "0%"
    sheet["G5"] = "hidden away"
    sheet.row_dimensions[5].hidden = True


def test_titles_headers_and_notes_are_kept_and_data_is_not(
    parsed: Callable[[Fill], WorkbookContent],
) -> None:
    content = parsed(sales)
    (context,) = content.contexts
    assert context.sheet == "Sales"
    texts = {(row, column): (text, figure) for row, column, text, figure in context.cells}
    assert texts[1, 1] == ("Sales by region, EUR m", False)
    assert texts[3, 2] == ("Region", False)
    assert texts[8, 2] == ("Source: own figures", False)
    assert texts[4, 7] == ("50%", True)
    (table,) = content.tables
    own = {(row, column.index) for row in table.row_numbers for column in table.columns}
    assert own
    assert not own & set(texts)
    assert context.hidden_rows == ((5, 5),)
    assert not [row for row, _ in texts if row == 5], "hidden cells are not shown"


def test_what_is_far_from_every_table_is_left_out(
    parsed: Callable[[Fill], WorkbookContent],
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sales(book)
        sheet = book["Sales"]
        sheet["A60"] = "far below"
        sheet["AF4"] = "far right"

    (context,) = parsed(fill).contexts
    assert (context.rows, context.columns) == (40, 12)
    assert not {text for _, _, text, _ in context.cells} & {"far below", "far right"}


def test_where_there_is_too_much_less_is_kept_around(
    parsed: Callable[[Fill], WorkbookContent], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sales(book)
        for row in range(20, 44):
            book["Sales"].cell(row, 2, f"note {row}")

    assert len(parsed(fill).contexts[0].cells) > 20
    monkeypatch.setattr(sheet_context, "_MOST_OF_SHEET", 20)
    (context,) = parsed(fill).contexts
    assert (context.rows, context.columns) == (10, 4)
    assert 3 < len(context.cells) <= 20
    monkeypatch.setattr(sheet_context, "_MOST_OF_SHEET", 2)
    (context,) = parsed(fill).contexts
    assert (context.rows, context.columns, len(context.cells)) == (0, 0, 2)


def test_long_sheets_keep_what_stands_beside_their_records(
    parsed: Callable[[Fill], WorkbookContent],
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet["A1"] = "All orders"
        sheet.append([])
        sheet.append(["Region", "Month", "Sales"])
        for row in range(6000):
            sheet.append([("North", "South")[row % 2], f"2024-{row % 12 + 1:02}", row / 4])
        sheet["H3000"] = "look here"

    content = parsed(fill)
    (table,) = content.tables
    assert table.row_count == 6000
    (context,) = content.contexts
    assert [(row, column, text) for row, column, text, _ in context.cells] == [
        (1, 1, "All orders"),
        (3, 1, "Region"),
        (3, 2, "Month"),
        (3, 3, "Sales"),
        (3000, 8, "look here"),
    ]


def test_a_list_of_tables_needs_no_surroundings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sales(book)
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert parse_workbook(path.read_bytes(), path.name, with_cells=False).contexts == ()
    assert SheetContext("Sales").cells == ()
