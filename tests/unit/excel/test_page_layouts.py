"""Pages on which tables, headings and key figures stand as people lay them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook as Book

from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable

Parse = Callable[..., WorkbookContent]
Rows = list[list[object]]

BODY: Rows = [["Region", "2020", "2021", "2022"], ["North", 10, 11, 12], ["South", 20, 21, 22]]


def tables(parse: Parse, rows: Rows) -> dict[str, DataTable]:
    return {table.cells.address: table for table in parse({"Data": rows}).tables}


def test_a_note_that_touches_the_body_is_no_banner_below_the_axes(parse: Parse) -> None:
    rows: Rows = [
        ["TIME", "2020", "2021", "2022"],
        ["GEO (Labels)"],
        ["Belgium", 10, 11, 12],
        ["Denmark", 20, 21, 22],
        ["Special value"],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows) == ("A1:D4", 2)


def test_axes_are_named_beside_a_column_without_a_name(parse: Parse) -> None:
    rows: Rows = [
        ["Time", None, "2020", "2021", "2022"],
        ["Country"],
        ["Australia", "i", 10, 11, 12],
        ["Austria", "i", 20, 21, 22],
        ["Belgium", None, 30, 31, 32],
    ]
    (table,) = tables(parse, rows).values()
    assert table.header_rows == 2


def test_a_banner_over_rows_of_data_is_no_name_of_an_axis(parse: Parse) -> None:
    rows: Rows = [
        ["Year", "2020", "2021", "2022"],
        ["Europe"],
        ["Belgium", 10, 11, 12],
        ["America"],
        ["Canada", 20, 21, 22],
    ]
    (table,) = tables(parse, rows).values()
    assert table.header_rows == 1


def test_key_figures_are_set_apart_by_blank_rows_that_a_neighbour_fills(parse: Parse) -> None:
    rows: Rows = [
        ["Reason", "Now", "Before", None, "Type", "In use", "Idle"],
        ["Damaged", 3, 4, None, "Van", 60, 3],
        ["Late", 5, 6, None, "Truck", 40, 2],
        ["Missing", 7, 8],
        ["Driver", 9, 1],
        ["Lost", 7, 8],
        ["Other", 2, 3, None, "Headline figures"],
        ["Wrong", 2, 3, None, "Orders", 18234],
        ["Total", 35, 33, None, "Miles per gallon", 24.1],
    ]
    found = tables(parse, rows)
    assert set(found) == {"A1:C9", "E1:G3", "E8:F9"}


def test_key_figures_below_a_wide_table_do_not_continue_it(parse: Parse) -> None:
    rows: Rows = [
        ["Holder", "Shares", "%", "New", "Paid", "After"],
        ["Founder", 400, 0.4, 0, 0, 400],
        ["Fund", 600, 0.6, 50, 200, 650],
        ["Total", 1000, 1.0, 50, 200, 1050],
        [None],
        ["Price per share", 4.0],
        ["Value before (m)", 36.0],
    ]
    assert set(tables(parse, rows)) == {"A1:F4", "A6:B7"}


def test_a_link_beside_a_heading_is_no_header(parse: Parse) -> None:
    rows: Rows = [
        ["Back to Contents", "Data 1: Prices of gas"],
        ["Key", "N1", "N2", "N3"],
        ["Date", "Wellhead price", "Citygate price", "Home price"],
        ["2020", 10.5, 11.5, 12.5],
        ["2021", 20.5, 21.5, 22.5],
        ["2022", 30.5, 31.5, 32.5],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows) == ("A2:D6", 2)
    assert table.title == "Data 1: Prices of gas"


def test_times_of_day_written_as_text_name_no_rows(parse: Parse) -> None:
    rows: Rows = [
        ["Day", "Begin", "End", "Hours"],
        ["Mon", "08:00", "16:45", 8.0],
        ["Tue", "08:15", "16:30", 7.5],
        ["Wed", "07:45", "12:00", 4.25],
    ]
    (table,) = tables(parse, rows).values()
    assert table.header_cols == 1


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ([["Town of Sample"], ["Accounts 2023"], ["Spending"]], "Spending"),
        ([["Sample Ltd"], ["Plan of the group"], [None], ["Spending"]], "Spending"),
        ([["Balance sheet"], [None], ["Assumptions"]], "Assumptions"),
        ([["Table 2: Workers"], ["In two parts"], [None], ["Table 2a: Spending"]], "Table 2a"),
    ],
)  # fmt: skip
def test_each_of_several_tables_has_the_heading_next_to_it(
    parse: Parse, above: Rows, title: str
) -> None:
    below: Rows = [[None], ["Table 2b: Income" if "2a" in title else "Income"], *BODY]
    first, second = parse({"Data": [*above, *BODY, *below]}).tables
    assert title in first.title
    assert "Income" in second.title


def test_a_header_over_all_columns_that_says_only_when_is_no_title(
    parse: Parse,
) -> None:
    rows: Rows = [
        ["CONSOLIDATED STATEMENTS OF INCOME - USD ($) $ in Millions", "12 Months Ended"],
        [None, "Sep. 30, 2023", "Sep. 24, 2022", "Sep. 25, 2021"],
        ["Net sales", 10, 11, 12],
        ["Cost of sales", 20, 21, 22],
    ]

    def merge(book: Book) -> None:
        book["Data"].merge_cells("A1:A2")
        book["Data"].merge_cells("B1:D1")

    (table,) = parse({"Data": rows}, merge).tables
    assert "STATEMENTS OF INCOME" in table.title


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Number of dwellings; not seasonally adjusted", "Number of dwellings"),
        ("Alle Preise in EUR zzgl. MwSt.", "EUR"),
        ("All prices in USD excl. VAT", "USD"),
        ("Tous les prix en EUR HT", "EUR"),
    ],
)
def test_a_line_says_the_unit_and_what_it_leaves_out(parse: Parse, line: str, unit: str) -> None:
    (table,) = tables(parse, [["Living in towns"], [line], *BODY]).values()
    assert unit in table.unit


def test_a_unit_of_one_section_is_not_that_of_the_next(parse: Parse) -> None:
    rows: Rows = [
        ["Monthly report"],
        [None],
        ["1. Results", None, None, "in TEUR"],
        *BODY,
        [None],
        ["2. Staff (Köpfe)"],
        *BODY,
        [None],
        ["3. Sites"],
        *BODY,
    ]
    first, second, third = parse({"Data": rows}).tables
    assert (first.unit, second.unit, third.unit) == ("TEUR", "Köpfe", "")


def test_a_year_over_each_header_of_quarters_heads_its_table(parse: Parse) -> None:
    part: Rows = [
        ["Star rating", "Q1", "Q2", "Q3", "Q4", "Year"],
        ["3 stars", 40.1, 50.2, 60.3, 70.4, 55.2],
        ["4 stars", 41.1, 51.2, 61.3, 71.4, 56.2],
    ]
    rows: Rows = [["Occupancy (per cent)"], [None], [2022], *part, [None], [None], [2023], *part]
    assert set(tables(parse, rows)) == {"A4:F6", "A10:F12"}


def test_codes_under_a_header_merged_from_the_names_are_labels(parse: Parse) -> None:
    rows: Rows = [
        ["Period", "Place of residence", None, "Sex", None],
        [None, None, None, "Men", "Women"],
        ["2022", "Portugal", "PT", 10, 11],
        [None, "Continente", "1", 20, 21],
        [None, "Norte", "11", 30, 31],
        [None, "Centro", "16", 30, 31],
    ]

    def merge(book: Book) -> None:
        for cells in ("A1:A2", "B1:C2", "D1:E1"):
            book["Data"].merge_cells(cells)

    (table,) = parse({"Data": rows}, merge).tables
    assert (table.header_rows, table.header_cols) == (2, 3)


@pytest.mark.parametrize(
    "when", ["For the year ended 31 December", "As at 31 December", "Year ended June 30,"]
)
def test_a_merged_line_that_says_only_when_is_no_title(parse: Parse, when: str) -> None:
    rows: Rows = [
        ["FIVE-YEAR SUMMARY"],
        [None],
        [None, when],
        [None, 2023, 2022, 2021],
        ["Revenue", 1, 2, 3],
        ["Profit", 4, 5, 6],
    ]
    (table,) = parse({"Data": rows}, lambda book: book["Data"].merge_cells("B3:D3")).tables
    assert table.title == "FIVE-YEAR SUMMARY"


def test_the_line_over_the_unit_names_the_table_by_what_it_divides(parse: Parse) -> None:
    rows: Rows = [
        ["Survey of Attractions 2023"],
        ["Operators report the figures themselves."],
        [None],
        ["Visits by category of attraction"],
        ["Thousand visits"],
        [None],
        *BODY,
    ]
    (table,) = tables(parse, rows).values()
    assert table.title == "Visits by category of attraction"


def test_percentages_of_a_row_are_a_unit(parse: Parse) -> None:
    above: Rows = [["Views"], ["Base: all (n=12); row percentages"]]
    (table,) = tables(parse, above + BODY).values()
    assert table.unit == "row percentages"


def test_the_portuguese_number_sign_is_a_unit(parse: Parse) -> None:
    rows: Rows = [["Residents"], BODY[0], [None, "N.º", "N.º", "N.º"], *BODY[1:]]
    (table,) = tables(parse, rows).values()
    assert table.unit == "N.º"


def test_a_title_keeps_the_unit_in_its_middle(parse: Parse) -> None:
    (table,) = tables(parse, [["Output (EUR million) by region"], *BODY]).values()
    assert (table.title, table.unit) == ("Output (EUR million) by region", "EUR million")


def test_a_table_with_the_header_of_the_first_has_its_unit(parse: Parse) -> None:
    other: Rows = [["Town", "A", "B", "C"], *BODY[1:]]
    rows: Rows = [["Rooms in use (per cent)"], [None], [2022], *BODY, [None], [2023], *BODY]
    first, second, third = parse({"Data": [*rows, [None], ["Towns"], *other]}).tables
    assert (first.unit, second.unit, third.unit) == ("per cent", "per cent", "")


def test_totals_may_stand_over_the_header(parse: Parse) -> None:
    body: Rows = [[f"D-{n}", f"Customer {n}", "Lead", n * 100, n * 50.5] for n in range(1, 9)]
    rows: Rows = [
        ["Sales pipeline"],
        [None],
        [None, None, "Total:", 3600, 1818],
        ["Deal", "Customer", "Stage", "Value (€)", "Weighted (€)"],
        *body,
    ]
    assert set(tables(parse, rows)) == {"A4:E12"}


@pytest.mark.parametrize("base", ["上年同月=100", "去年同期=100", "2020年=100", "上年=100"])
def test_a_base_in_chinese_is_a_unit(parse: Parse, base: str) -> None:
    (table,) = tables(parse, [[f"居民消费价格指数（{base}）"], *BODY]).values()
    assert table.unit == base


def test_tiles_stand_between_the_name_of_a_page_and_the_heading_of_a_table(parse: Parse) -> None:
    rows: Rows = [
        ["People dashboard"],
        [None],
        ["Headcount", None, "Attrition", None, "Open roles"],
        [1245, None, 0.083, None, 37],
        [None],
        [None],
        ["Headcount by function"],
        *BODY,
    ]
    (table,) = tables(parse, rows).values()
    assert table.title == "Headcount by function"


def test_a_sign_ends_a_header_as_its_unit(parse: Parse) -> None:
    rows: Rows = [
        ["Description", "This year £", "Last year £m", "Change %", "Top 10 %"],
        ["Fees", 10, 11, 1.5, 4],
        ["Rents", 20, 21, 2.5, 5],
    ]
    (table,) = tables(parse, rows).values()
    assert table.column_units == ("", "£", "£m", "%", "")


def test_the_lowest_header_may_be_a_unit_over_some_columns(parse: Parse) -> None:
    rows: Rows = [
        ["No.", "Product", "2023", "2024", None, "Change on", None],
        [None, None, "Dec", "Jan", "Feb", "Feb 2023", "Jan 2024"],
        [None, None, None, None, None, "in %"],
        [1, "Food", 106.1, 129.2, 111.1, -1.3, 0.8],
        [2, "Drink", 123.3, 108.6, 103.5, -8.3, 8.3],
        [3, "Cloth", 109.9, 129.5, 107.6, -8.3, 0.7],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows) == ("A1:G6", 3)


def test_notes_that_touch_the_body_change_no_column(parse: Parse) -> None:
    figures = (5533, 618, 81, 59, 48, 75)
    body: Rows = [["2021年" if m == 1 else None, str(m), "月", *figures] for m in (1, 4, 7, 10)]
    rows: Rows = [
        ["年　月", None, None, "総数", None, "若年", "中年", "老年", "不詳"],
        [None, None, None, "男女計", "男"],
        *body,
        ["資料：総務省統計局「労働力調査」"],
        ["（注）数値は四捨五入してある。"],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows, table.header_cols) == ("A1:I6", 2, 3)


def test_the_balance_of_an_account_may_touch_the_header_of_its_entries(parse: Parse) -> None:
    rows: Rows = [
        ["Account:", "DE00 / current"],
        ["Balance on 31.03.2024:", "3.412,55 EUR"],
        ["Booked", "Valued", "Text", "Payee", "Purpose", "Amount (EUR)"],
        *[["01.01.2024", "01.01.2024", "Debit", f"Firm {n}", f"Invoice {n}", n * -1.5]
          for n in range(1, 9)],
    ]  # fmt: skip
    assert set(tables(parse, rows)) == {"A3:F11"}


def test_a_list_of_facts_may_touch_the_header(parse: Parse) -> None:
    rows: Rows = [
        ["Time frequency", None, "Annual"],
        ["Unit of measure", None, "million euro"],
        ["Indicator", None, "Gross product"],
        ["TIME", "2020", "2021", "2022", "2023"],
        ["Belgium", 1.5, 2.5, 3.5, 4.5],
        ["Denmark", 2.5, 3.5, 4.5, 5.5],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows) == ("A4:E6", 1)
    assert table.unit == "million euro"


def test_title_and_unit_may_touch_the_header_in_one_row(parse: Parse) -> None:
    rows: Rows = [
        ["Cost statement by nature", None, None, "in thousands of CHF"],
        ["Code", "Nature", "Budget 2024", "Actual 2023"],
        ["30", "Personnel", 10.5, 11.5],
        ["31", "Goods", 20.5, 21.5],
    ]
    (table,) = tables(parse, rows).values()
    assert (table.cells.address, table.header_rows) == ("A2:D4", 1)
    assert (table.title, table.unit) == ("Cost statement by nature", "thousands of CHF")


def beside(left: Rows, right: Rows) -> Rows:
    """Return the rows of two pages side by side with one blank column between."""
    width = max(map(len, left)) + 1
    height = max(len(left), len(right))
    pages = [[*page, *([[]] * (height - len(page)))] for page in (left, right)]
    return [[*one, *([None] * (width - len(one))), *two] for one, two in zip(*pages, strict=True)]


def test_the_source_of_a_short_table_stands_beside_a_longer_one(parse: Parse) -> None:
    long: Rows = [["Day", "Open", "Close"], *[[f"d{n}", n + 0.5, n + 1.5] for n in range(12)]]
    page: Rows = [*BODY, [None], ["Source: the survey of towns"]]
    _, right = tables(parse, beside(long, page)).values()
    assert right.source == "the survey of towns"


def test_the_name_of_an_axis_is_no_title_where_the_table_has_one(parse: Parse) -> None:
    part: Rows = [[None, "Destination"], ["Origin", "North", "South"], ["North", 1, 2], ["X", 3, 4]]
    rows: Rows = [
        ["Flows between the districts per day"],
        [None],
        *part,
        [None],
        [None],
        ["Table 2"],
    ]

    def merge(book: Book) -> None:
        book["Data"].merge_cells("B3:C3")

    first, _ = parse({"Data": rows + BODY}, merge).tables
    assert first.title == "Flows between the districts per day"


def test_a_title_in_two_languages_begins_with_the_first(parse: Parse) -> None:
    above: Rows = [["第１表　就業者数"], ["Table 1 Employed persons"]]
    first, _ = parse({"Data": [*above, *BODY, [None], ["表2 世帯"], *BODY]}).tables
    assert first.title == "第１表 就業者数"


def test_a_source_below_a_numbered_title_is_that_of_the_next_table(parse: Parse) -> None:
    above: Rows = [[None], ["Table 2: Vehicles"], ["Thousands"], ["Source: licensing agency"]]
    _, second = parse({"Data": [["Table 1: People"], *BODY, *above, *BODY]}).tables
    assert (second.title, second.unit, second.source) == (
        "Table 2: Vehicles", "Thousands", "licensing agency"
    )  # fmt: skip


def test_a_numbered_note_below_a_source_is_no_title_of_the_next_table(parse: Parse) -> None:
    below: Rows = [[None], ["Source: police"], ["1. Excludes Devon."], [None], ["Homes by size"]]
    first, second = parse({"Data": [["Offences"], *BODY, *below, *BODY]}).tables
    assert (first.source, second.title) == ("police", "Homes by size")
