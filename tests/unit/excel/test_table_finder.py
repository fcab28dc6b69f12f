from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.data_table import FoundBy, TableKind

Parse = Callable[..., WorkbookContent]
MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
Rows = Sequence[Sequence[object]]

PLAIN = [
    ["Revenue by region (US$ billion)"],
    [None],
    ["Region", 2019, 2020, 2021],
    ["Europe", 10, 11, 12.5],
    ["Asia", 20, "n/a", 22],
    ["Total", 30, 11, 34.5],
    ["Source: annual report"],
    ["1) restated"],
]


def test_a_plain_block_is_read_with_all_that_stands_around_it(parse: Parse) -> None:
    (table,) = parse({"Data": PLAIN}).tables
    assert table.id == "Data#1"
    assert str(table.cells) == "Data!A3:D6"
    assert table.found_by is FoundBy.BLOCK
    assert (table.header_rows, table.header_cols) == (1, 1)
    assert [column.label for column in table.columns] == ["Region", "2019", "2020", "2021"]
    assert (table.title, table.unit) == ("Revenue by region", "US$ billion")
    assert table.source == "annual report"
    assert table.notes == ("1) restated",)
    assert table.total_rows == (2,)
    assert table.row_numbers == (4, 5, 6)
    assert table.columns[2].values == (11.0, Missing(MissingKind.NOT_AVAILABLE, "n/a"), 11.0)
    assert table.address(1, 2) == "C5"


def test_tables_stand_side_by_side_and_one_under_the_other(parse: Parse) -> None:
    rows = [
        ["Sales", None, None, "Costs"],
        ["Region", "2019", None, "Region", "2019"],
        ["Europe", 1, None, "Europe", 3],
        ["Asia", 2, None, "Asia", 4],
        [None],
        [None],
        ["Margin"],
        ["Region", "2019"],
        ["Europe", 5],
    ]
    tables = parse({"Data": rows}).tables
    assert [(table.id, table.cells.address, table.title) for table in tables] == [
        ("Data#1", "A2:B4", "Sales"),
        ("Data#2", "D2:E4", "Costs"),
        ("Data#3", "A8:B9", "Margin"),
    ]


def test_a_source_between_two_tables_belongs_to_the_upper_one(parse: Parse) -> None:
    rows = [
        ["Region", "2019"], ["Europe", 1], ["Source: UN"], [None],
        ["Region", "2020"], ["Europe", 5],
    ]  # fmt: skip
    upper, lower = parse({"Data": rows}).tables
    assert (upper.source, lower.source) == ("UN", "")
    assert lower.title == ""


def test_an_excel_table_goes_before_a_block_and_keeps_its_totals_row(parse: Parse) -> None:
    def declare(book: Book) -> None:
        sheet = book["Data"]
        sheet.add_table(Table(displayName="Sales", ref="B2:C5", totalsRowCount=1))

    rows = [
        [None], [None, "Region", "2019"], [None, "Europe", 1], [None, "Asia", 7],
        [None, "Everything", 9], [None, "stray", 5],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}, declare).tables
    assert (table.name, table.found_by) == ("Sales", FoundBy.TABLE)
    assert table.cells.address == "B2:C5"
    assert table.total_rows == (2,)


def test_an_excel_table_without_a_header_row_has_its_columns_names(
    parse: Parse, rewrite: Rewrite, make_book: MakeBook
) -> None:
    def declare(book: Book) -> None:
        book["Data"].add_table(Table(displayName="Bare", ref="A1:B2"))

    content = make_book({"Data": [["Name", "Figure"], ["a", 1]]}, declare)

    def headless(xml: bytes) -> bytes:
        return xml.replace(b'headerRowCount="1"', b'headerRowCount="0"')

    content = rewrite(content, {"xl/tables/table1.xml": headless})
    (table,) = parse_workbook(content, "book.xlsx").tables
    assert table.header_rows == 0
    assert [column.label for column in table.columns] == ["Name", "Figure"]
    assert table.columns[0].values == ("Name", "a")


def test_a_defined_name_is_a_table_but_a_print_area_or_a_small_one_is_not(parse: Parse) -> None:
    def name(book: Book) -> None:
        book.defined_names["Sales"] = DefinedName("Sales", attr_text="Data!$A$1:$B$3")
        book.defined_names["Rate"] = DefinedName("Rate", attr_text="Data!$B$2")
        book.defined_names["Moving"] = DefinedName("Moving", attr_text="OFFSET(Data!$A$1,0,0,2,2)")
        book["Data"].print_area = "A1:C9"

    rows = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]
    (table,) = parse({"Data": rows}, name).tables
    assert (table.name, table.found_by, table.cells.address) == ("Sales", FoundBy.NAME, "A1:B3")


def test_a_name_that_frames_a_page_is_no_table(parse: Parse) -> None:
    def name(book: Book) -> None:
        book.defined_names["Page"] = DefinedName("Page", attr_text="Data!$A$1:$D$8")

    (table,) = parse({"Data": PLAIN}, name).tables
    assert table.found_by is FoundBy.BLOCK


def test_hidden_rows_and_columns_are_left_out_and_counted(parse: Parse) -> None:
    def hide(book: Book) -> None:
        sheet = book["Data"]
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    rows = [["Region", "x", 2019], ["Europe", 1, 2], ["Secret", 8, 9], ["Asia", 5, 6]]
    content = parse({"Data": rows}, hide)
    (table,) = content.tables
    assert (table.hidden_rows, table.hidden_columns) == (1, 1)
    assert table.cells.address == "A1:C4"
    assert table.row_numbers == (2, 4)
    assert [column.values for column in table.columns] == [("Europe", "Asia"), (2.0, 6.0)]
    (finding,) = content.findings
    assert (finding.code, finding.place.cell) == ("hidden-cells", "A1:C4")
    assert "1 hidden row and 1 hidden column" in finding.message


def test_a_hidden_blank_row_does_not_divide_a_table(parse: Parse) -> None:
    def hide(book: Book) -> None:
        book["Data"].row_dimensions[3].hidden = True

    rows = [["Region", "2019"], ["Europe", 2], [None], ["Asia", 6]]
    (table,) = parse({"Data": rows}, hide).tables
    assert table.cells.address == "A1:B4"


def test_a_hidden_sheet_is_left_out_and_said_so(parse: Parse) -> None:
    def hide(book: Book) -> None:
        book["Secret"].sheet_state = "veryHidden"

    rows = [["Region", "2019"], ["Europe", 2]]
    content = parse({"Data": rows, "Secret": rows}, hide)
    assert [table.id for table in content.tables] == ["Data#1"]
    (finding,) = content.findings
    assert finding.code == "hidden-sheet"
    assert "“Secret”" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "City"], ["Ann", "Berlin"], ["Bob", "Paris"]],
        [["a note"], ["another"]],
        [[1, 2], [3, 4]],
        [["Contents"], [None], ["Table 1", "page", 3]],
        [["Region", 2019]],
    ],
    ids=["no numbers", "texts", "no header", "contents", "no data"],
)
def test_what_is_no_data_table_is_not_listed(parse: Parse, rows: Rows) -> None:
    assert parse({"Data": rows}).tables == ()


def test_header_rows_may_be_two_where_the_first_is_merged_over_columns(parse: Parse) -> None:
    def merge(book: Book) -> None:
        book["Data"].merge_cells("B1:C1")
        book["Data"].merge_cells("D1:E1")

    rows = [
        [None, "Revenue", None, "Costs"],
        ["Region", 2019, 2020, 2019, 2020],
        ["Europe", 1, 2, 3, 4],
    ]
    (table,) = parse({"Data": rows}, merge).tables
    assert table.header_rows == 2
    assert [column.header for column in table.value_columns] == [
        ("Revenue", "2019"), ("Revenue", "2020"), ("Costs", "2019"), ("Costs", "2020"),
    ]  # fmt: skip


def test_a_row_without_figures_below_a_whole_header_is_data(parse: Parse) -> None:
    rows = [["Country", "Code", "2019"], ["Atlantis", "AT", None], ["Europe", "EU", 4]]
    (table,) = parse({"Data": rows}).tables
    assert (table.header_rows, table.header_cols, table.row_count) == (1, 2, 2)


def test_a_row_of_units_is_part_of_the_header_and_shared_units_are_said_once(parse: Parse) -> None:
    rows = [["Region", "Sales", "Costs"], [None, "€ m", "€ m"], ["Europe", 4, 3]]
    (table,) = parse({"Data": rows}).tables
    assert (table.header_rows, table.unit) == (2, "€ m")
    assert [column.label for column in table.columns] == ["Region", "Sales", "Costs"]


def test_units_that_differ_stay_in_the_headers(parse: Parse) -> None:
    rows = [["Region", "Sales (€ m)", "Margin (%)"], ["Europe", 4, 3]]
    (table,) = parse({"Data": rows}).tables
    assert table.unit == ""
    assert [column.label for column in table.value_columns] == ["Sales (€ m)", "Margin (%)"]


def test_a_unit_in_the_corner_is_the_units_of_the_table(parse: Parse) -> None:
    (table,) = parse({"Data": [["in € m", "2019"], ["Europe", 4]]}).tables
    assert (table.unit, table.columns[0].label) == ("€ m", "")


def test_years_dates_and_running_numbers_name_rows(parse: Parse) -> None:
    rows = [
        ["No.", "Year", "Month", "Sales"],
        [1, 2019, datetime.date(2019, 1, 31), 5.0],
        [2, 2020, datetime.date(2020, 1, 31), 6.0],
        [3, 2021, datetime.date(2021, 1, 31), 8.0],
    ]
    (table,) = parse({"Data": rows}).tables
    assert table.header_cols == 3
    assert table.columns[2].values[0] == datetime.datetime(2019, 1, 31)  # noqa: DTZ001


def test_date_headers_read_as_their_format_shows_them(parse: Parse) -> None:
    def form(book: Book) -> None:
        for cell in book["Data"][1][1:]:
            cell.number_format = "mmm yy"

    dates = [datetime.date(2024, month, 1) for month in (1, 2, 3)]
    (table,) = parse({"Data": [["Line", *dates], ["Sales", 1, 2, 3]]}, form).tables
    assert [column.label for column in table.value_columns] == ["Jan 2024", "Feb 2024", "Mar 2024"]


def test_leading_blanks_of_labels_are_kept(parse: Parse) -> None:
    (table,) = parse({"Data": [["Region", "2019"], ["Europe", 2], ["  France", 1]]}).tables
    assert table.columns[0].values == ("Europe", "  France")


def test_number_formats_travel_with_the_values(parse: Parse) -> None:
    def form(book: Book) -> None:
        book["Data"]["B2"].number_format = "0.0%"

    (table,) = parse({"Data": [["Region", "Share"], ["Europe", 0.25], ["Asia", 1]]}, form).tables
    assert table.columns[1].number_formats == ("0.0%", "General")


def test_a_numbered_title_goes_before_the_publishers_name(parse: Parse) -> None:
    rows = [
        ["Office of Statistics"], ["Table 3"], ["Births by region"], ["2019 to 2020"],
        ["Region", "2019"], ["Europe", 2],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert table.title == "Table 3: Births by region"
    assert table.notes == ("2019 to 2020",)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: UN (2019)", "UN (2019)"),
        ("Quelle: Destatis", "Destatis"),
        ("Quellen: A; B", "A; B"),
        ("来源\uff1a国家统计局", "国家统计局"),
        ("数据来源: 统计局", "统计局"),
    ],
)
def test_source_lines_are_known_in_three_languages(parse: Parse, line: str, source: str) -> None:
    rows = [["Region", "2019"], ["Europe", 2], [None], [line]]
    (table,) = parse({"Data": rows}).tables
    assert table.source == source


def test_topics_sheets_are_no_data_tables(parse: Parse) -> None:
    topics = [["ID", "Headline", "Order"], ["a", "One", 1], ["b", "Two", 2]]
    content = parse({"Topics": topics, "Data": [["Region", "2019"], ["Europe", 2]]})
    assert [table.id for table in content.tables] == ["Data#1"]
    assert content.has_library


def test_a_sheet_that_only_bears_the_name_topics_is_data(parse: Parse) -> None:
    content = parse({"Topics": [["Region", "2019"], ["Europe", 2]]})
    assert [table.id for table in content.tables] == ["Topics#1"]
    assert not content.has_library


def test_a_print_area_leaves_out_what_no_header_names(parse: Parse) -> None:
    def area(book: Book) -> None:
        book["Data"].print_area = "A1:C3"

    rows: list[list[object]] = [["Region", "2019", "2020"], ["Europe", 1, 2, 3], ["Asia", 3, 4, 7]]
    (table,) = parse({"Data": rows}, area).tables
    assert (table.cells.address, table.found_by) == ("A1:C3", FoundBy.PRINT_AREA)
    grown = [[*rows[0], "2021"], *rows[1:]]
    (table,) = parse({"Data": grown}, area).tables
    assert (table.cells.address, table.found_by) == ("A1:D3", FoundBy.BLOCK)


def test_the_name_of_a_publication_on_every_sheet_is_no_title(parse: Parse) -> None:
    def sheet(title: str) -> list[list[object]]:
        return [["Facts and figures 2023"], [None], [title], ["Region", "2019"], ["North", 4.5]]

    first, second = parse({"A": sheet("Births by region"), "B": sheet("Deaths by region")}).tables
    assert (first.title, second.title) == ("Births by region", "Deaths by region")


def test_each_of_several_tables_takes_the_line_next_to_it(parse: Parse) -> None:
    rows = [
        ["Household budget of a year"], [None], ["Monthly income"], ["Item", "Amount"], ["Job", 5],
        [None], [None], ["Monthly expenses"], ["Item", "Amount"], ["Rent", 3],
    ]  # fmt: skip
    first, second = parse({"Data": rows}).tables
    assert (first.title, second.title) == ("Monthly income", "Monthly expenses")


def test_a_statement_of_accounts_is_the_title(parse: Parse) -> None:
    rows = [["Example Group"], ["Consolidated balance sheet"], ["Item", "2019"], ["Cash", 4.5]]
    (table,) = parse({"Data": rows}).tables
    assert table.title == "Consolidated balance sheet"


def test_a_date_above_the_header_is_no_row_of_data(parse: Parse) -> None:
    rows = [
        ["New hires by industry"], [datetime.date(2006, 9, 11)],
        ["Industry", "Percent", "Number"], [None, "of hires", "of hires"], ["Trade", 0.5, 50.0],
        ["Finance", 0.5, 50.0],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert (table.cells.address, table.header_height) == ("A3:C6", 2)


def test_lines_merged_over_the_columns_are_titles(parse: Parse) -> None:
    def merge(book: Book) -> None:
        for row in (1, 2):
            book["Data"].merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)

    rows = [
        [None, "Benchmark report"], [None, "First-year students"], [None, 2019, 2020, 2021],
        ["Mean", 45.5, 46.5, 47.5], ["SD", 13.1, 13.2, 13.3],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}, merge).tables
    assert (table.cells.address, table.title) == ("A3:D5", "Benchmark report")


def test_names_and_figures_may_be_spaced_out_and_end_with_a_date(parse: Parse) -> None:
    rows = [
        ["Loan"], [None], ["Amount", 30000], [None], ["Rate", 0.09], [None], ["Years", 10], [None],
        ["Payments a year", 12], [None], ["Repaid by", datetime.date(2015, 8, 7)],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert (table.cells.address, table.kind) == ("A3:B11", TableKind.KEY_VALUE)


def test_columns_of_dates_after_names_are_values(parse: Parse) -> None:
    day = datetime.date(2024, 1, 5)
    rows = [["Task", "Start", "End", "Days"], ["a", day, day, 3.5], ["b", day, day, 4.5]]
    (table,) = parse({"Data": rows}).tables
    assert table.header_cols == 1


def test_texts_that_records_have_in_common_are_no_header(parse: Parse) -> None:
    rows = [
        ["Field", "001", "002", "003", "004", "005"], ["Amount", 5.5, 6.5, 7.5, 8.5, 9.5],
        ["Kind", "Trust", "Trust", "Firm", "Firm", "Firm"], ["Rate", 0.5, 0.4, 0.3, 0.2, 0.1],
        ["Term", 10, 20, 30, 15, 5],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert table.cells.address == "A1:F5"


def test_headers_typed_as_text_stand_over_numbers(parse: Parse) -> None:
    rows = [
        ["Year", "Total", "Chapter", "Chapter"], ["and month", "filings", "7", "11"],
        [200504, 167943, 132890, 562], [200505, 152495, 119316, 501],
    ]  # fmt: skip
    (table,) = parse({"Data": rows}).tables
    assert (table.header_height, table.row_count) == (2, 2)
