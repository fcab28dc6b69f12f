from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.table import Table

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.topic import Text

Parse = Callable[..., WorkbookContent]

DATA = [["Region", 2019, 2020], ["Europe", 1, 2], ["Asia", 3, 4]]
TOPICS = [
    ["Our library"],
    ["Headline", "ID", "Tags", "Related", "Date", "Colour", "Headline (de)", "Source"],
    ["Sales grew", "sales", "a; b, c", "costs", datetime.date(2024, 5, 1), "red", "Mehr", "UN"],
    ["Costs fell", "costs", None, None, "spring", None, None, None],
]
MESSAGES = [
    ["Topic", "Order", "Heading", "Text"],
    ["sales", 2, None, "second"],
    ["SALES", 1, "Head", "first"],
    ["costs", None, None, "only"],
]
EXHIBITS = [
    ["Topic", "Kind", "Data", "Options", "Unit"],
    ["sales", "Line", "Data!A1:C3", "Sort=desc; highlight = Asia ", "€ m"],
]


def codes(content: WorkbookContent) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.place.sheet, finding.place.cell) for finding in content.findings]


def test_a_library_is_read_whole(parse: Parse) -> None:
    content = parse({"Topics": TOPICS, "Messages": MESSAGES, "Exhibits": EXHIBITS, "Data": DATA})
    assert content.findings == ()
    assert content.has_library
    sales, costs = content.topics
    assert sales.headline == Text("Sales grew", (("de", "Mehr"),))
    assert (sales.tags, sales.related) == (("a", "b", "c"), ("costs",))
    assert (sales.date, costs.date) == ("2024-05-01", "spring")
    assert sales.extra == (("Colour", "red"),)
    assert sales.source == Text("UN")
    assert (sales.place.file, sales.place.sheet, sales.place.cell) == ("book.xlsx", "Topics", "B3")
    assert [message.text.default for message in sales.messages] == ["first", "second"]
    assert sales.messages[0].heading == Text("Head")
    (exhibit,) = sales.exhibits
    assert (exhibit.kind, exhibit.data, exhibit.unit) == ("Line", "Data!A1:C3", Text("€ m"))
    assert exhibit.options == (("sort", "desc"), ("highlight", "Asia"))


def test_all_problems_are_listed_at_once_each_with_its_cell(parse: Parse) -> None:
    topics = [
        ["ID", "Headline", "Related"],
        ["sales", "Sales grew", "cost; salez"],
        ["Sales", "again", None],
        [None, "no id", None],
        ["costs", None, None],
    ]
    messages = [["Topic", "Text"], ["sale", "lost"], [None, "nobody's"], ["costs", None]]
    exhibits = [
        ["Topic", "Data", "Options"],
        ["sales", "Dato!A1:C3", None],
        ["sales", "Dat", "sort"],
        ["costs", None, None],
        ["nothing", "Data!A1:C3", None],
    ]
    content = parse({"Topics": topics, "Messages": messages, "Exhibits": exhibits, "Data": DATA})
    assert sorted(codes(content)) == [
        ("exhibit-data-missing", "Exhibits", "B2"),
        ("exhibit-data-missing", "Exhibits", "B3"),
        ("exhibit-data-missing", "Exhibits", "B4"),
        ("exhibit-option", "Exhibits", "C3"),
        ("exhibit-topic-unknown", "Exhibits", "A5"),
        ("message-empty", "Messages", "B4"),
        ("message-topic-missing", "Messages", "A3"),
        ("message-topic-unknown", "Messages", "A2"),
        ("topic-headline-missing", "Topics", "B5"),
        ("topic-id-double", "Topics", "A3"),
        ("topic-id-missing", "Topics", "A4"),
        ("topic-related-unknown", "Topics", "C2"),
        ("topic-related-unknown", "Topics", "C2"),
    ]
    remedies = {finding.code: finding.remedy for finding in content.findings}
    assert remedies["message-topic-unknown"] == "Did you mean sales?"
    assert remedies["topic-related-unknown"] == "Did you mean sales?"
    assert [topic.id for topic in content.topics] == ["sales", "costs"]
    assert {finding.severity for finding in content.findings} == {"error"}


@pytest.mark.parametrize(
    ("names", "headers"),
    [
        (("Themen", "Botschaften", "Abbildungen"), ("Überschrift", "Thema", "Text", "Daten")),
        (("主题", "关键信息", "图表"), ("标题", "主题", "正文", "数据")),
    ],
    ids=["German", "Chinese"],
)
def test_sheets_and_columns_have_german_and_chinese_names(
    parse: Parse, names: tuple[str, str, str], headers: tuple[str, str, str, str]
) -> None:
    headline, topic, text, data = headers
    sheets = {
        names[0]: [["ID", headline], ["a", "One"]],
        names[1]: [[topic, text], ["a", "message"]],
        names[2]: [[topic, data], ["a", "Data!A1:C3"]],
        "Data": DATA,
    }
    content = parse(sheets)
    assert content.findings == ()
    (found,) = content.topics
    assert (found.headline.default, found.messages[0].text.default) == ("One", "message")
    assert found.exhibits[0].data == "Data!A1:C3"


def test_excel_tables_of_these_names_are_the_library_wherever_they_stand(parse: Parse) -> None:
    def declare(book: Book) -> None:
        book["All"].add_table(Table(displayName="Topics", ref="A1:B2"))
        book["All"].add_table(Table(displayName="Messages", ref="D1:E2"))

    rows = [["ID", "Headline", None, "Topic", "Text"], ["a", "One", None, "a", "message"]]
    content = parse({"All": rows}, declare)
    assert content.tables == ()
    (topic,) = content.topics
    assert (topic.id, topic.messages[0].text.default) == ("a", "message")


def test_an_exhibit_without_data_shows_the_table_on_the_sheet_of_its_topic(parse: Parse) -> None:
    sheets = {
        "Topics": [["ID", "Headline"], ["Data", "One"]],
        "Exhibits": [["Topic", "Kind"], ["Data", "line"]],
        "Data": DATA,
    }
    assert parse(sheets).findings == ()


def test_a_range_that_an_exhibit_names_is_read_where_no_table_was_found(parse: Parse) -> None:
    sheets = {
        "Topics": [["ID", "Headline"], ["a", "One"]],
        "Exhibits": [["Topic", "Data"], ["a", "Data!A1:B3"]],
        "Data": DATA,
    }
    content = parse(sheets)
    assert content.findings == ()
    ((written, table),) = content.referenced
    assert (written, table.cells.address, table.header_rows) == ("Data!A1:B3", "A1:B3", 1)


def test_data_on_a_hidden_sheet_is_told_apart_from_data_that_is_not_there(parse: Parse) -> None:
    def hide(book: Book) -> None:
        book["Data"].sheet_state = "hidden"

    sheets = {
        "Topics": [["ID", "Headline"], ["a", "One"]],
        "Exhibits": [["Topic", "Data"], ["a", "Data!A1:B3"]],
        "Data": DATA,
    }
    (finding,) = [f for f in parse(sheets, hide).findings if f.code == "exhibit-data-missing"]
    assert finding.message == "The sheet “Data” is hidden and was not read."


def test_a_missing_and_a_double_column_are_said(parse: Parse) -> None:
    content = parse({"Topics": [["ID", "Section", "Chapter"], ["a", "x", "y"]]})
    assert ("library-column-missing", "Topics", "A1") in codes(content)
    assert ("library-column-double", "Topics", "C1") in codes(content)


def test_a_column_that_messages_do_not_have_is_said_to_be_unused(parse: Parse) -> None:
    sheets = {
        "Topics": [["ID", "Headline"], ["a", "One"]],
        "Messages": [["Topic", "Text", "Mood"], ["a", "x", "good"]],
    }
    (finding,) = parse(sheets).findings
    assert (finding.code, finding.severity) == ("library-column-unused", "info")


def test_an_error_value_in_a_text_is_reported_and_not_printed(parse: Parse) -> None:
    content = parse({"Topics": [["ID", "Headline"], ["a", "#REF!"]]})
    assert ("library-cell-error", "Topics", "B2") in codes(content)
    assert not content.topics[0].headline


def test_an_uncalculated_headline_is_an_error_with_its_cell(parse: Parse) -> None:
    content = parse({"Topics": [["ID", "Headline"], ["a", '="Sales "&B1']]})
    assert ("formula-uncalculated", "Topics", "B2") in codes(content)


def test_one_topic_cell_may_be_merged_over_several_messages(parse: Parse) -> None:
    def merge(book: Book) -> None:
        book["Messages"].merge_cells("A2:A3")

    sheets = {
        "Topics": [["ID", "Headline"], ["a", "One"]],
        "Messages": [["Topic", "Text"], ["a", "x"], [None, "y"]],
    }
    content = parse(sheets, merge)
    assert content.findings == ()
    assert [message.text.default for message in content.topics[0].messages] == ["x", "y"]


def test_an_order_that_is_no_number_is_said_and_comes_last(parse: Parse) -> None:
    sheets = {
        "Topics": [["ID", "Headline"], ["a", "One"]],
        "Messages": [["Topic", "Order", "Text"], ["a", "soon", "x"], ["a", "2.", "y"]],
    }
    content = parse(sheets)
    assert codes(content) == [("library-order", "Messages", "B2")]
    assert [message.text.default for message in content.topics[0].messages] == ["y", "x"]


def test_ids_that_are_numbers_match_with_and_without_decimals(parse: Parse) -> None:
    sheets = {
        "Topics": [["ID", "Headline"], [1, "One"]],
        "Messages": [["Topic", "Text"], [1.0, "x"], ["1", "y"]],
    }
    content = parse(sheets)
    assert content.findings == ()
    assert len(content.topics[0].messages) == 2


def test_options_that_stand_alone_and_options_that_go_on(parse: Parse) -> None:
    exhibits = [
        ["Topic", "Data", "Options"],
        ["sales", "Data!A1:C3", "cagr; stacks=Plan: A, B; Actual: C, D; 100%=; Mittelwert"],
    ]
    content = parse(
        {"Topics": [["ID", "Headline"], ["sales", "Up"]], "Exhibits": exhibits, "Data": DATA}
    )
    assert codes(content) == []
    assert content.topics[0].exhibits[0].options == (
        ("cagr", ""),
        ("stacks", "Plan: A, B; Actual: C, D"),
        ("100%", ""),
        ("mittelwert", ""),
    )
