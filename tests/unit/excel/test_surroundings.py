"""The texts around a table in the layouts in which statistics are published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable

Parse = Callable[..., WorkbookContent]
Rows = list[list[object]]

BODY: Rows = [["Region", "2020", "2021", "2022"], ["North", 10, 11, 12], ["South", 20, 21, 22]]


def only(parse: Parse, rows: Rows) -> DataTable:
    (table,) = parse({"Data": rows}).tables
    return table


@pytest.mark.parametrize(
    "above",
    [
        [["Back to contents"], ["Household waste by region"]],
        [["← Inhalt", "Household waste by region"]],
        [["Household waste by region"], ["This worksheet contains one table."]],
        [["This sheet holds notes, too."], ["Household waste by region"]],
        [["Household waste by region"], ["Frequency: yearly"], ["Table: W-1 (old 7)"]],
        [["Household waste by region"], [None], [None], [None], [None], [None]],
        [["Title", "Household waste by region"], ["Unit", "t"]],
        [["表題：", "Household waste by region"], ["統計名：", "x"]],
        [["Household waste by region"], [None], ["Start", 2020], [None]],
    ],
)
def test_the_title_is_the_line_that_names_the_table(parse: Parse, above: Rows) -> None:
    assert "Household waste by region" in only(parse, above + BODY).title


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ([["Output, EUR million, yearly"]], "EUR million"),
        ([["Output (index, 2015 = 100)"]], "index, 2015 = 100"),
        ([["Output (EUR million, without seasonal effects)"]], "EUR million"),
        ([["Output"], ["Unidad de medida: hogares nuevos"]], "hogares nuevos"),
        ([["Output"], ["(단위: 천명)"]], "천명"),
        ([["Output"], [None, None, None, "（単位：千人）"]], "千人"),
        ([["Output"], ["الوحدة: نسمة"]], "نسمة"),
        ([["Output"], ["Einheit / Unit: Stück"]], "Stück"),
        ([["Output"], [None, None, None, "1 000 EUR"]], "1 000 EUR"),
        ([["Output"], ["Period: 2022   |   £'000"]], "£'000"),
        ([["Output"], ["All values in AUD, excluding GST"]], "AUD"),
        ([["Output"], ["Base Period:", "1982-84=100"]], "1982-84=100"),
        ([["编制单位：", "甲公司", "2022年度", "单位：万元"]], "万元"),
        ([["Output"], ["金额单位：人民币万元"]], "人民币万元"),
    ],
)
def test_a_unit_is_found_wherever_it_stands_above(parse: Parse, above: Rows, unit: str) -> None:
    table = only(parse, above + BODY)
    assert unit in (table.unit, *table.column_units)


def test_a_unit_may_stand_in_headers_and_in_the_body(parse: Parse) -> None:
    unknown: list[object] = [None, "(Widgets)", "(Widgets)", "(Widgets)"]
    assert only(parse, [["Output"], BODY[0], unknown, *BODY[1:]]).unit == "Widgets"
    body: Rows = [
        ["Region", "A", "B"],
        ["Base", 100, 120],
        [None, "%", "%"],
        ["Yes", 1, 2],
        ["No", 3, 4],
    ]
    assert only(parse, body).unit == "%"
    scaled: Rows = [
        ["Net assets - EUR ($) in Millions", "2021", "2022"],
        *[row[:3] for row in BODY[1:]],
    ]
    assert only(parse, scaled).unit == "EUR ($) in Millions"
    distance: Rows = [["Distance (km)", "2021", "2022"], ["1 to 2", 5, 6], ["2 to 3", 7, 8]]
    assert only(parse, distance).unit == ""


@pytest.mark.parametrize(
    "below",
    [
        [["Q: Office for Maps"]],
        [["Quelle / Source: Office for Maps"]],
        [["（出所）Office for Maps"]],
        [["자료: Office for Maps"]],
        [["المصدر: Office for Maps"]],
        [["Lähde: Office for Maps"]],
        [["Источник: Office for Maps"]],
        [["(Kaynak: Office for Maps)"]],
        [["Source", "Office for Maps"]],
        [["Kilde:"], ["Office for Maps"]],
        [["1) Provisional."], ["2) Revised."], ["Zdroj: Office for Maps"]],
        [["__________"], ["Stand: 2.11.2023"], ["© Office for Maps, 2023"]],
        [["1) Provisional."], ["Office for Maps, Yearbook 7, 06/2023"]],
        [["How to cite: Office for Maps. Table 7"]],
        [["Short"], ["Remark", "Bron: Office for Maps"]],
        [["Sist endret:"], ["20230222"], ["Kilde:"], ["Office for Maps"], ["Enhet:"], ["hus"]],
        [[None], [None], [None], [None], [None], [None], ["Fonte: Office for Maps"]],
    ],
)
def test_a_source_is_found_wherever_it_stands_below(parse: Parse, below: Rows) -> None:
    assert "Office for Maps" in only(parse, [["Output"], *BODY, *below]).source


def test_a_question_is_no_source(parse: Parse) -> None:
    assert only(parse, [["Output"], *BODY, ["Q: How likely is it?"]]).source == ""


def test_the_publisher_above_stands_for_the_source(parse: Parse) -> None:
    table = only(parse, [["Office for Maps"], ["Table 1 Sheets printed"], *BODY])
    assert (table.title, table.source) == ("Table 1 Sheets printed", "Office for Maps")


def test_tables_share_the_only_source_of_their_sheet(parse: Parse) -> None:
    gap: Rows = [[None], [None]]
    foot = [["Table 1"], *BODY, *gap, ["Table 2"], *BODY, ["Source: UN"]]
    assert [table.source for table in parse({"Data": foot}).tables] == ["UN", "UN"]
    head = [["Table 1"], ["Source: UN"], *BODY, *gap, ["Women"], *BODY]
    assert [table.source for table in parse({"Data": head}).tables] == ["UN", "UN"]


def test_panels_named_in_their_corner_bear_the_title_of_the_sheet(parse: Parse) -> None:
    panel: Rows = [
        [None, "Year", None],
        ["Region", "2020", "2021"],
        ["North", 1, 2],
        ["South", 3, 4],
    ]
    upper, lower = [["Men", *panel[0][1:]], *panel[1:]], [["Women", *panel[0][1:]], *panel[1:]]
    rows = [["Table 1: Jobs by region"], *upper, [None], [None], *lower]
    tables = parse({"Data": rows}).tables
    assert all("Jobs by region" in table.title for table in tables)
    assert len(tables) == 2
    assert "Women" in tables[1].title


def test_panels_without_a_title_bear_the_sheets_and_their_corner(parse: Parse) -> None:
    men: Rows = [["Men", 2020, 2021], ["North", 1, 2], ["South", 3, 4]]
    women = [["Women", 2020, 2021], *men[1:]]
    rows = [["Table 1: Jobs"], ["EUR million"], [None], *men, [None], *women]
    upper, lower = parse({"Data": rows}).tables
    assert (upper.title, lower.title) == ("Table 1: Jobs", "Table 1: Jobs: Women")
    assert lower.unit == "EUR million"


def test_tables_side_by_side_are_named_by_the_headings_of_their_own(parse: Parse) -> None:
    rows: Rows = [
        ["Overview"],
        ["Sales by shop", None, None, None, "Costs by shop"],
        ["Shop", 2020, 2021, None, "Shop", 2020, 2021],
        ["North", 10, 11, None, "North", 8, 9],
        ["South", 20, 21, None, "South", 18, 19],
        ["West", 30, 31, None, "West", 28, 29],
    ]
    titles = [table.title for table in parse({"Data": rows}).tables]
    assert titles == ["Sales by shop", "Costs by shop"]


@pytest.mark.parametrize(
    "above",
    [
        [["XY-2021-T04"], ["Waste by region"]],
        [["Report generated: 2023-10-01 12:00"], ["Waste by region"]],
        [["Table with row headers in column A"], ["Waste by region"]],
        [["Directorate General of Accounts"], [None], ["Waste by region"]],
        [["Holding A/S"], ["Waste by region"]],
        [["Yearbook 2023"], ["Chapter 5: Water"], [None], ["5.4 Waste by region"]],
        [["Census 2020"], [None], ["Waste by region", None, "Table 1"], ["(t)"], [None]],
        [["<表 2> Waste by region"]],
    ],
)
def test_a_name_goes_before_codes_dates_guides_and_publications(parse: Parse, above: Rows) -> None:
    assert "Waste by region" in only(parse, above + BODY).title


def test_an_item_of_a_list_names_the_table_that_it_touches(parse: Parse) -> None:
    rows: Rows = [["a) Steel"], *BODY, [None], ["b) Copper"], *BODY]
    assert [table.title for table in parse({"Data": rows}).tables] == ["a) Steel", "b) Copper"]


@pytest.mark.parametrize(
    "below",
    [
        [["Region", "Year", "Year", "Year"], ["Fonte: Office for Maps"]],
        [["* 자료 : Office for Maps"]],
        [["Data from database: Office for Maps"]],
    ],
)
def test_a_source_stands_behind_headers_and_bullets_too(parse: Parse, below: Rows) -> None:
    assert "Office for Maps" in only(parse, [["Output"], *BODY, *below]).source


def test_a_footnote_with_its_own_source_is_no_source_of_the_table(parse: Parse) -> None:
    below: Rows = [["* Source: Own estimate."], ["Office for Maps"]]
    assert only(parse, [["Output"], *BODY, *below]).source == "Office for Maps"


def test_a_unit_in_the_corner_counts_for_all_columns(parse: Parse) -> None:
    rows: Rows = [["in € million", "Note", "2023", "Change in %"], ["Sales", "(4)", 12, 3]]
    assert only(parse, [["Accounts"], *rows, ["Costs", "(5)", 8, 2]]).unit == "€ million"
