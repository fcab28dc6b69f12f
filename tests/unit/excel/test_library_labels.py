"""The sheet of a topic library that says what labels are called in other languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefing_app.excel.transport import from_json, to_json
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.topic import Text

Parse = Callable[..., WorkbookContent]

DATA = [["Region", 2019, 2020], ["Europe", 1, 2], ["Asia", 3, 4]]
TOPICS = [["ID", "Headline"], ["sales", "Sales grew"]]
Rows = Sequence[Sequence[object]]
LABELS: Rows = [
    ["Label", "Label (de)", "Label (zh)", "Remark"],
    ["Asia", "Asien", "亚洲", "as the UN has it"],
    ["Europe", "Europa", None, None],
]


def read(parse: Parse, labels: Rows, name: str = "Labels") -> WorkbookContent:
    return parse({"Topics": TOPICS, name: labels, "Data": DATA})


def test_labels_are_read_with_their_languages(parse: Parse) -> None:
    content = read(parse, LABELS)
    assert content.labels == (
        ("Asia", Text("Asia", (("de", "Asien"), ("zh", "亚洲")))),
        ("Europe", Text("Europe", (("de", "Europa"),))),
    )
    assert [finding.code for finding in content.findings] == ["library-column-unused"]
    assert [table.cells.sheet for table in content.tables] == ["Data"]
    assert from_json(to_json(content)) == content


@pytest.mark.parametrize(("sheet", "header"), [("Begriffe", "Begriff"), ("术语", "术语")])
def test_the_sheet_has_german_and_chinese_names(parse: Parse, sheet: str, header: str) -> None:
    content = read(parse, [[header, f"{header} (en)"], ["Asien", "Asia"]], sheet)
    assert content.labels == (("Asien", Text("Asien", (("en", "Asia"),))),)


def test_two_rows_for_one_label_and_a_row_for_none_are_said(parse: Parse) -> None:
    labels: Rows = [["Label", "Label (de)"], ["Asia", "Asien"], ["Asia", "Asia"], [None, "Europa"]]
    content = read(parse, [*labels, ["Asia", "Asien"]])
    assert [(f.code, f.place.sheet, f.place.cell) for f in content.findings] == [
        ("label-double", "Labels", "A3"),
        ("label-missing", "Labels", "A4"),
    ]
    assert content.labels == (("Asia", Text("Asia", (("de", "Asien"),))),)


def test_a_sheet_of_that_name_without_such_a_header_is_data(parse: Parse) -> None:
    content = read(parse, [["Country", "Sales"], ["Asia", 3], ["Europe", 4]])
    assert content.labels == ()
    assert [table.cells.sheet for table in content.tables] == ["Labels", "Data"]


def test_an_exhibit_may_have_a_headline_of_its_own(parse: Parse) -> None:
    exhibits = [
        ["Topic", "Data", "Headline", "Headline (de)"],
        ["sales", "Data!A1:C3", "Asia leads", "Asien führt"],
    ]
    content = parse({"Topics": TOPICS, "Exhibits": exhibits, "Data": DATA})
    (exhibit,) = content.topics[0].exhibits
    assert exhibit.headline == Text("Asia leads", (("de", "Asien führt"),))
    assert from_json(to_json(content)) == content
