"""References that are no tables as written: what they mean is found and said, or asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.finding import Finding

Parse = Callable[..., WorkbookContent]
DATA: list[list[object]] = [
    ["Region", "2022", "2023"], ["Asia", 1.5, 2.5], ["Europe", 3.5, 4.5], ["Africa", 5.5, 6.5],
]  # fmt: skip
BLANKS: list[list[object]] = [[], []]


def asked(
    parse: Parse,
    reference: str,
    rows: list[list[object]],
    change: Callable[[Book], object] | None = None,
) -> tuple[str, list[Finding]]:
    """Return the range that an exhibit's data is read from, "" for none, and what is said of it."""
    content = parse(
        {
            "Topics": [["ID", "Headline"], ["a", "Headline"]],
            "Exhibits": [["Topic", "Data"], ["a", reference]],
            "Data": rows,
        },
        change,
    )
    found = [table for written, table in content.referenced if written == reference]
    findings = [f for f in content.findings if f.code.startswith(("data-", "exhibit-data"))]
    assert all((f.place.sheet, f.place.cell) == ("Exhibits", "B2") for f in findings)
    return (str(found[0].cells) if found else ""), findings


@pytest.mark.parametrize(
    ("reference", "rows", "now"),
    [
        ("Data!A1:C4", BLANKS + DATA, "Data!A3:C6"),
        ("Data!A3:C6", DATA, "Data!A1:C4"),
        ("Data!A1:C4", [[None, *row] for row in DATA], "Data!B1:D4"),
        ("Data!B1:D4", DATA, "Data!A1:C4"),
        ("Data!A3:C4", DATA, "Data!A1:C4"),
    ],
    ids=["down", "up", "right", "left", "without its header"],
)
def test_a_range_that_moved_is_found_and_said(
    parse: Parse, reference: str, rows: list[list[object]], now: str
) -> None:
    found, (said,) = asked(parse, reference, rows)
    assert found == now
    assert (said.code, said.severity) == ("data-range-moved", "warning")
    assert now in said.message


def test_a_part_of_a_table_is_kept_and_what_is_left_out_is_said(parse: Parse) -> None:
    found, (said,) = asked(parse, "Data!A1:C3", DATA)
    assert found == "Data!A1:C3"
    assert (said.code, said.severity) == ("data-range-part", "info")
    assert "1 row of the table is left out" in said.message


@pytest.mark.parametrize("reference", ["Data!A1:B4", "Data!A1:F9", "Data!A1:C4"])
def test_columns_that_are_chosen_and_room_around_say_nothing(parse: Parse, reference: str) -> None:
    assert asked(parse, reference, DATA)[1] == []


def test_a_range_over_parts_of_two_tables_is_asked_for(parse: Parse) -> None:
    other: list[list[object]] = [["Colour", "Hue"], ["Red", 0.5], ["Blue", 0.25]]
    found, (said,) = asked(parse, "Data!A3:C9", [*DATA, [], [], *other])
    assert found == ""
    assert (said.code, said.severity) == ("exhibit-data-missing", "error")
    assert "Data!A1:C4, Data!A7:B9" in said.message


@pytest.mark.parametrize(
    ("reference", "now"),
    [("Data!A:C", "Data!A1:C4"), ("Data!$A:$B", "Data!A1:B4"), ("Data!1:3", "Data!A1:C3"),
     ("Data!A:XFD", "Data!A1:C4")],
)  # fmt: skip
def test_whole_columns_and_rows_mean_the_table_that_they_cross(
    parse: Parse, reference: str, now: str
) -> None:
    assert asked(parse, reference, DATA) == (now, [])


def test_whole_columns_over_two_tables_are_asked_for(parse: Parse) -> None:
    other: list[list[object]] = [["Colour", "Hue"], ["Red", 0.5], ["Blue", 0.25]]
    found, (said,) = asked(parse, "Data!A:C", [*DATA, [], [], *other])
    assert found == ""
    assert "may be any of Data!A1:C4, Data!A7:B9" in said.message


def with_table(book: Book) -> None:
    book["Data"].add_table(Table(displayName="Sales", ref="A1:C4"))


@pytest.mark.parametrize(
    ("reference", "now"),
    [("Sales[[Region]:[2022]]", "Data!A1:B4"), ("sales[[2022]:[region]]", "Data!A1:B4")],
)
def test_columns_of_an_excel_table(parse: Parse, reference: str, now: str) -> None:
    assert asked(parse, reference, DATA, with_table) == (now, [])


@pytest.mark.parametrize("reference", ["Sales", "Sales[#All]", "Sales[]", "Sales[#Data]"])
def test_the_whole_of_an_excel_table_needs_no_word(parse: Parse, reference: str) -> None:
    assert asked(parse, reference, DATA, with_table)[1] == []


@pytest.mark.parametrize(
    ("reference", "said_of_it"),
    [("Sales[[Region]:[2050]]", "no such columns"), ("Sales[2022]", "is one column")],
)
def test_columns_without_one_clear_meaning(parse: Parse, reference: str, said_of_it: str) -> None:
    found, (said,) = asked(parse, reference, DATA, with_table)
    assert (found, said.severity) == ("", "error")
    assert said_of_it in said.message


@pytest.mark.parametrize(
    "formula",
    [
        "OFFSET(Data!$A$1,0,0,COUNTA(Data!$A:$A),3)",
        "Data!$A$1:INDEX(Data!$C:$C,COUNTA(Data!$A:$A))",
        "Sales[#All]",
    ],
)
def test_a_name_that_grows_with_its_table(parse: Parse, formula: str) -> None:
    def change(book: Book) -> None:
        book.defined_names["Growing"] = DefinedName("Growing", attr_text=formula)
        with_table(book)

    assert asked(parse, "Growing", DATA, change) == ("Data!A1:C4", [])


@pytest.mark.parametrize("formula", ["OFFSET(Data!$A$1,1,1,2,2)", 'INDIRECT("Data!A"&1)'])
def test_a_name_that_is_another_formula_is_said(parse: Parse, formula: str) -> None:
    def change(book: Book) -> None:
        book.defined_names["Growing"] = DefinedName("Growing", attr_text=formula)

    found, (said,) = asked(parse, "Growing", DATA, change)
    assert found == ""
    assert f"“Growing” is a formula, {formula}" in said.message


def test_what_is_asked_for_on_the_command_line_is_said_too(parse: Parse) -> None:
    content = parse({"Data": BLANKS + DATA}, references=["Data!A1:C4"])
    ((_, table),) = content.referenced
    assert table is content.tables[0]
    assert [f.code for f in content.findings] == ["data-range-moved"]
