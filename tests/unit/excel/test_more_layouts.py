"""Layouts of statistics and of business reports, each as people draw them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable

Parse = Callable[..., WorkbookContent]
Rows = list[list[object]]

BODY: Rows = [["Region", "2020", "2021", "2022"], ["North", 10, 11, 12], ["South", 20, 21, 22]]


def tables(parse: Parse, rows: Rows, change: Callable[[Book], object] | None = None) -> dict[
    str, DataTable
]:  # fmt: skip
    return {table.cells.address: table for table in parse({"Data": rows}, change).tables}


def only(parse: Parse, rows: Rows, change: Callable[[Book], object] | None = None) -> DataTable:
    (table,) = tables(parse, rows, change).values()
    return table


def test_years_over_quarters_and_again_over_annual_averages_are_a_header(parse: Parse) -> None:
    rows: Rows = [
        [None, 2023, None, 2024, None, 2022, 2023],
        [None, "T3", "T4", "T1", "T2", None, None],
        ["PIB", 0.1, 0.4, 0.3, 0.3, 2.6, 1.1],
        ["Importations", -1.3, -2.0, -0.4, 0.1, 9.1, 0.7],
        ["Exportations", -1.2, 0.8, 1.2, 0.6, 8.2, 2.5],
    ]
    table = only(parse, rows)
    assert (table.cells.address, table.header_rows) == ("A1:G5", 2)


def test_years_and_months_of_the_same_years_are_a_header(parse: Parse) -> None:
    rows: Rows = [
        ["Destination", None, 2022, 2023, 2023, 2024, "Change in %"],
        ["Destination", None, None, None, "May", "May", None],
        ["All", "A", 4531, 4177, 345, 396, 14.8],
        ["China", "C", 2571, 2377, 185, 236, 19.8],
        ["USA", "U", 291, 277, 25, 26, 9.8],
    ]
    table = only(parse, rows)
    assert (table.cells.address, table.header_rows) == ("A1:G5", 2)


def test_figures_that_look_like_years_remain_figures(parse: Parse) -> None:
    rows: Rows = [
        ["Plant", "Staff", "Cars", "Vans", "Trucks"],
        ["North", 1990, 1850, 2001, 1911],
        ["South", 202, 171, 195, 186],
    ]
    assert only(parse, rows).header_rows == 1


def test_a_row_beside_labels_merged_downwards_is_a_header(parse: Parse) -> None:
    rows: Rows = [
        ["Code", "Branch", "All", None, None, "Women", None, None],
        [None, None, "Median", 0.25, 0.75, "Median", 0.25, 0.75],
        ["05", "Total", 6788, 5400, 9000, 6397, 5100, 8300],
        ["10", "Food", 5788, 4400, 8000, 5397, 4100, 7300],
        ["13", "Textiles", 5688, 4300, 7900, 5297, 4000, 7200],
    ]

    def merge(book: Book) -> None:
        assert isinstance(book.active, Worksheet)
        for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:H1"):
            book.active.merge_cells(cells)

    assert only(parse, rows, merge).header_rows == 2


def test_a_grid_of_two_rates_stands_beside_another_table_by_itself(parse: Parse) -> None:
    rows: Rows = [
        [None, None, None, None, None, "Value by rate and growth"],
        [None, "2022A", "2023A", "2024E", None, "Rate / growth", 0.01, 0.02, 0.03],
        ["Revenue", 112.1, 121.2, 130.1, None, 0.07, 151.0, 155.0, 160.0],
        ["Costs", -92.1, -101.2, -110.1, None, 0.08, 141.0, 145.0, 150.0],
        ["EBIT", 20.0, 20.0, 20.0, None, 0.09, 131.0, 135.0, 140.0],
    ]
    assert set(tables(parse, rows)) == {"A2:D5", "F2:I5"}


def test_keys_that_say_what_a_report_selects_are_no_key_figures(parse: Parse) -> None:
    rows: Rows = [
        ["Line items"],
        [],
        ["G/L account", None, 400000],
        ["Buchungskreis", None, 1000],
        [],
        ["Document", "Type", "Amount"],
        ["A-1", "KR", 12.5],
        ["A-2", "KG", 13.5],
        ["A-3", "KR", 14.5],
    ]
    assert set(tables(parse, rows)) == {"A6:C9"}


def test_key_figures_remain_key_figures(parse: Parse) -> None:
    rows: Rows = [["Customers", None, 400], ["Plants", None, 12]]
    assert set(tables(parse, rows)) == {"A1:C2"}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["City of Ashton", "Result of the poll in each ward"], "Result of the poll in each ward"),
        (["Ville de Sainte-Marie", "Budget primitif 2024"], "Budget primitif 2024"),
        (
            ["ACME TOOLS", "Price list 2024, valid from 1 January"],
            "Price list 2024, valid from 1 J",
        ),
        (["Keller GmbH", "Weg 3, 12345 Musterstadt", None, "Rechnung Nr. 17"], "Rechnung Nr. 17"),
        (["# -------", "# All traffic", "# -------"], "All traffic"),
        (
            ["National accounts", "Use of domestic product 1)", "at current prices", "EUR bn"],
            "Use of domestic product 1)",
        ),
        (
            ["Population statistics", "Residents by sex and age", "Unit: persons"],
            "Residents by sex and age",
        ),
    ],
)
def test_title_below_who_publishes_it(parse: Parse, lines: list[str], title: str) -> None:
    rows: Rows = [[line] for line in lines]
    assert only(parse, [*rows, [], *BODY]).title.startswith(title)


def test_a_title_with_its_number_at_the_right(parse: Parse) -> None:
    rows: Rows = [
        ["Gross monthly wages by branch", None, None, "T 3.4.1.1"],
        ["Switzerland 2022", None, None, "In francs"],
        [],
        *BODY,
    ]
    assert only(parse, rows).title.endswith("Gross monthly wages by branch")


def test_a_statement_named_beside_the_company(parse: Parse) -> None:
    rows: Rows = [
        ["Acme Ltd", "Trial Balance - Detail", "Report Date: 03-JUL-2024"],
        [None, "Period: JUN-24"],
        [],
        *BODY,
    ]
    assert only(parse, rows).title == "Trial Balance - Detail"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（単位　千人）", "千人"),
        ("Dane w tys. zł", "tys. zł"),
        ("Prices in USD per user per month, excl. VAT", "USD per user per month"),
        ("Death rates per 100,000 population by cause, 2019", "per 100,000 population"),
        ("Diebstahl: Fälle je 100 000 Einwohner nach Ländern im Jahr 2019", "je 100 000 Einwohner"),
    ],
)
def test_units_in_lines_above(parse: Parse, line: str, unit: str) -> None:
    assert only(parse, [["Table 2"], [line], [], *BODY]).unit == unit


def test_the_unit_of_all_figures_goes_for_a_table_with_percent_columns(parse: Parse) -> None:
    rows: Rows = [
        ["Management accounts"],
        ["All figures in €k unless stated otherwise"],
        [],
        ["KPI", "Actual", "Budget"],
        ["Orders", 412, 420],
        ["Backlog", 212, 220],
        [],
        [None, "Actual", "Budget", "Var %"],
        ["Sales", 512, 500, 2.4],
        ["Costs", 412, 420, -1.9],
        ["EBIT", 100, 80, 25.0],
    ]
    table = tables(parse, rows)["A8:D11"]
    assert table.unit == "€k"
    assert "%" in table.column_units


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Compiled from: bank and treasury records.", "bank and treasury records."),
        ("Datenbasis: Kraftfahrt, eigene Berechnungen", "Kraftfahrt, eigene Berechnungen"),
        ("Own calculations based on: Labour Survey", "Labour Survey"),
    ],
)
def test_words_for_a_source(parse: Parse, line: str, source: str) -> None:
    assert only(parse, [["Ministry of Finance"], ["Debt"], [], *BODY, [line]]).source == source


def test_the_first_of_two_languages_is_the_title_over_a_list(parse: Parse) -> None:
    rows: Rows = [
        ["Labour force characteristics, monthly"],
        ["Caractéristiques de la population active, données mensuelles"],
        [],
        ["Table: 14-10-0287-01"],
        ["Release date: 2024-06-07"],
        ["Geography: Canada"],
        [],
        *BODY,
    ]
    assert only(parse, rows).title.startswith("Labour force characteristics")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("variations en %, données désaisonnalisées", "%"),
        ("百萬港元 HK$ million", "百萬港元 HK$ million"),
    ],
)
def test_units_amid_a_line_below_the_title(parse: Parse, line: str, unit: str) -> None:
    assert only(parse, [["Table 2. Results"], [line], [], *BODY]).unit == unit


def test_the_text_over_a_table_at_the_right_names_it(parse: Parse) -> None:
    rows: Rows = [
        ["Cash flow analysis"],
        ["EUR m"],
        [None, None, None, None, None, "Sensitivity: rate against growth"],
        [None, "2022A", "2023A", "2024E", None, "Case", "Low", "Mid", "High"],
        ["Revenue", 112.1, 121.2, 130.1, None, "A", 151.0, 155.0, 160.0],
        ["Costs", -92.1, -101.2, -110.1, None, "B", 141.0, 145.0, 150.0],
        ["EBIT", 20.0, 20.0, 20.0, None, "C", 131.0, 135.0, 140.0],
    ]
    found = tables(parse, rows)
    assert found["A4:D7"].title == "Cash flow analysis"
    assert found["F4:I7"].title == "Sensitivity: rate against growth"


def test_a_running_head_with_date_and_page_is_no_title(parse: Parse) -> None:
    rows: Rows = [
        ["30.06.2024", None, "Dynamic list display", 1],
        [],
        ["Line items"],
        [],
        *BODY,
    ]
    assert only(parse, rows).title == "Line items"


def test_a_rate_with_a_slash_is_a_unit(parse: Parse) -> None:
    rows: Rows = [
        ["Region", "Cases", "Incidence (cases/100.000 EW)"],
        ["North", 120, 12.1],
        ["South", 220, 13.1],
    ]
    assert "cases/100.000 EW" in only(parse, rows).column_units


def test_a_line_that_says_dataset_is_the_title(parse: Parse) -> None:
    rows: Rows = [
        ["Dataset: Average annual wages"],
        ["Series", "In constant prices"],
        [],
        *BODY,
    ]
    assert only(parse, rows).title == "Average annual wages"


@pytest.mark.parametrize(
    ("office", "line"),
    [
        ("Servicio de Estadística", "Elaboración propia a partir del Padrón Municipal"),
        ("Abteilung für Finanzen", "Eigene Berechnungen auf Basis des Melderegisters"),
        ("Service des études", "Own calculations based on the Labour Survey"),
    ],
)
def test_own_calculations_say_what_they_rest_on(parse: Parse, office: str, line: str) -> None:
    table = only(parse, [[office], ["Residents of each town in 2024"], [], *BODY, [line]])
    assert table.title == "Residents of each town in 2024"
    assert table.source == line


def test_a_number_sign_inside_a_title_stays(parse: Parse) -> None:
    assert only(parse, [["Deliveries, # of units by region"], [], *BODY]).title == (
        "Deliveries, # of units by region"
    )


def test_a_unit_one_column_beyond_the_table_is_its_unit(parse: Parse) -> None:
    rows: Rows = [["Deliveries by region"], [None, None, None, None, "EUR bn"], *BODY]
    assert only(parse, rows).unit == "EUR bn"
