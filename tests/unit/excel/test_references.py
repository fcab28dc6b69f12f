from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from briefing_app.errors import ReferenceMissing
from briefing_app.excel.references import resolve
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.data_table import DataTable, Workbook

Parse = Callable[..., WorkbookContent]

ROWS = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]


@pytest.fixture
def tables(parse: Parse) -> tuple[DataTable, ...]:
    def declare(book: Book) -> None:
        book["My data"].add_table(Table(displayName="Sales", ref="A1:C3"))
        book.defined_names["Costs"] = DefinedName("Costs", attr_text="Costs23!$A$1:$C$3")

    return parse({"My data": ROWS, "Costs23": ROWS, "Other": ROWS}, declare).tables


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("'My data'!A1:C3", "My data#1"),
        ("my data!$A$1:$C$3", "My data#1"),
        ("sales", "My data#1"),
        ("Sales[#All]", "My data#1"),
        ("'My data'!Sales", "My data#1"),
        ("My Data", "My data#1"),
        ("'My data'", "My data#1"),
        ("MY DATA#1", "My data#1"),
        ("COSTS", "Costs23#1"),
        ("other", "Other#1"),
        ("[book.xlsx]Other!A1:C3", "Other#1"),
        ("'[Book.xlsx]My data'!A1:C3", "My data#1"),
    ],
)
def test_a_table_is_found_by_any_of_its_names(
    tables: tuple[DataTable, ...], reference: str, found: str
) -> None:
    assert resolve(reference, tables).id == found


def test_a_wrong_name_is_answered_with_the_nearest(tables: tuple[DataTable, ...]) -> None:
    with pytest.raises(ReferenceMissing) as caught:
        resolve("Saless", tables)
    assert caught.value.remedy == "Did you mean Sales?"
    assert caught.value.place.file == "book.xlsx"


def test_a_name_unlike_any_is_answered_with_what_there_is(tables: tuple[DataTable, ...]) -> None:
    with pytest.raises(ReferenceMissing) as caught:
        resolve("Quarterly", tables)
    assert "Sales, My data#1, Costs, Costs23#1, Other#1" in caught.value.remedy


@pytest.mark.parametrize("reference", ["", "!", "Sheet!", "'", "[", "A1:", "[x]", "Other!A1:ZZZZ9"])
def test_nonsense_is_refused_in_the_same_way(tables: tuple[DataTable, ...], reference: str) -> None:
    with pytest.raises(ReferenceMissing):
        resolve(reference, tables)
    with pytest.raises(ReferenceMissing):
        resolve(reference, ())


def test_a_range_without_a_sheet_must_fit_one_table_only(tables: tuple[DataTable, ...]) -> None:
    assert resolve("A1:C3", tables[2:]).id == "Other#1"
    with pytest.raises(ReferenceMissing, match="fits 3 tables"):
        resolve("A1:C3", tables)


def test_two_workbooks_with_one_name_are_never_guessed_between(
    tables: tuple[DataTable, ...],
) -> None:
    twin = replace(tables[2], workbook=Workbook("twin.xlsx", "0"))
    with pytest.raises(ReferenceMissing, match="fits 2 tables"):
        resolve("Other", (*tables, twin))
    assert resolve("[twin.xlsx]Other", (*tables, twin)) is twin


def test_a_named_range_is_read_on_demand_though_it_is_too_plain_to_be_found(parse: Parse) -> None:
    def name(book: Book) -> None:
        book.defined_names["Body"] = DefinedName("Body", attr_text="Data!$A$2:$B$3")

    content = parse({"Data": ROWS}, name, ["Body", "Data!b1:C99", "Data", "Nowhere!A1:B2"])
    first, second = content.referenced
    assert (first[0], first[1].name, first[1].header_rows) == ("Body", "Body", 0)
    assert (second[0], second[1].cells.address) == ("Data!b1:C99", "B1:C3")
    assert resolve("Body", [table for _, table in content.referenced]) is first[1]
    assert resolve(second[1].id, [table for _, table in content.referenced]) is second[1]
