"""Tables of texts are read where somebody asks for them, with their first row as the header."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.data_table import DataTable

Parse = Callable[..., WorkbookContent]
COMPARISON = [
    ["Aspect", "China", "United States"],
    ["Aim", "Capacity", "A race"],
    ["Partners", "The South", "Allies"],
]
EVENTS = [
    ["Date", "Event", "Detail"],
    ["2023", "Initiative", "Principles"],
    ["July 2025", "Action Plan", ""],
    [datetime.datetime.fromisoformat("2025-08-20"), "Radar", ""],
]
LIBRARY = {
    "Topics": [["ID", "Headline"], ["ways", "Two ways compete"]],
    "Messages": [["Topic", "Text"], ["ways", "Text"]],
    "Exhibits": [["Topic", "Kind", "Data"], ["ways", "comparison", ""]],
}


def read(content: WorkbookContent, reference: str) -> DataTable:
    return dict(content.referenced)[reference]


def headers(table: DataTable) -> list[str]:
    return [column.label for column in table.columns]


@pytest.mark.parametrize("reference", ["Ways!A1:C3", "Ways", "'Ways'"])
def test_a_range_or_sheet_of_texts_is_read_when_asked_for(parse: Parse, reference: str) -> None:
    content = parse({"Ways": COMPARISON, "Other": [["x", 1], ["y", 2]]}, references=(reference,))
    table = read(content, reference)
    assert headers(table) == ["Aspect", "China", "United States"]
    assert table.columns[1].values == ("Capacity", "The South")
    assert table.row_numbers == (2, 3)
    assert "Ways" not in {found.cells.sheet for found in content.tables}


def test_dates_among_texts_leave_the_header_alone(parse: Parse) -> None:
    table = read(parse({"Events": EVENTS}, references=("Events!A1:C4",)), "Events!A1:C4")
    assert headers(table) == ["Date", "Event", "Detail"]
    assert table.row_count == 3


def test_the_sheet_that_is_named_like_the_topic_is_read(parse: Parse) -> None:
    content = parse({**LIBRARY, "ways": COMPARISON})
    assert headers(read(content, "ways")) == ["Aspect", "China", "United States"]
    assert "exhibit-data-missing" not in {finding.code for finding in content.findings}


def test_a_title_above_and_a_source_below_are_no_rows(parse: Parse) -> None:
    rows = [["Two ways of governing AI"], *COMPARISON, ["Source: documents, 2025"]]
    table = read(parse({"Ways": rows}, references=("Ways",)), "Ways")
    assert table.row_numbers == (3, 4)


@pytest.mark.parametrize("rows", [[], [["Aspect", "China"]], [["One"], ["Two"], ["Three"]]])
def test_what_is_no_table_is_not_read(parse: Parse, rows: list[list[str]]) -> None:
    content = parse({"Ways": rows, "Other": [["x", "y"], ["a", 1.0]]}, references=("Ways",))
    assert content.referenced == ()


def test_a_first_row_of_long_texts_is_a_row(parse: Parse) -> None:
    rows = [["Aim", "word " * 30], ["Partners", "The South"]]
    table = read(parse({"Ways": rows}, references=("Ways!A1:B2",)), "Ways!A1:B2")
    assert table.row_count == 2
    assert table.header_rows == 0
