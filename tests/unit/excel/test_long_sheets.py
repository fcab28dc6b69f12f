from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from briefing_app.excel import long_sheets
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.data_table import DataTable
from briefing_app.model.summary import spread

MakeBook = Callable[..., bytes]
Rows = Sequence[Sequence[object]]
HEAD = ["Name", "Region", "Units", "Price"]


def records(count: int) -> list[list[object]]:
    return [[f"c{n}", "NSEW"[n % 4], n * 7 % 100, None if n % 5 == 0 else n / 8]
            for n in range(count)]  # fmt: skip


def read(make_book: MakeBook, rows: Rows) -> tuple[DataTable, ...]:
    return parse_workbook(make_book({"Data": rows}), "book.xlsx").tables


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sheets count as long from 300 rows on."""
    monkeypatch.setattr(long_sheets, "LONG", 300)
    monkeypatch.setattr(long_sheets, "_ENDS", 30)


def whole(content: bytes, monkeypatch: pytest.MonkeyPatch) -> WorkbookContent:
    with monkeypatch.context() as patch:
        patch.setattr(long_sheets, "LONG", 1 << 30)
        return parse_workbook(content, "book.xlsx")


VARIANTS: Mapping[str, Rows] = {
    "records": [HEAD, *records(900)],
    "a note below": [HEAD, *records(900), [], ["Source: the shop"]],
    "a change near the end": [HEAD, *records(890), ["x", "N", 1, 2, "extra"], *records(5)],
    "two stacked": [HEAD, *records(500), [], [], ["Other", "A", "B"], *[[f"r{n}", n, n] for n in
                    range(500)]],
    "a total at the end": [HEAD, *records(600), ["Total", None, 99, 99]],
    "a total in between": [HEAD, *records(400), ["Total", None, 99, 99], *records(400)],
    "titles above": [["Sales of the year"], [], HEAD, *records(700)],
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.usefixtures("short")
def test_a_long_sheet_reads_as_if_it_were_looked_at_whole(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    content = make_book({"Data": VARIANTS[name]})
    expected = whole(content, monkeypatch)
    assert parse_workbook(content, "book.xlsx").tables == expected.tables


@pytest.mark.usefixtures("short")
def test_rows_are_indeed_left_out_while_tables_are_looked_for(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    found = long_sheets.rows_left_out

    def noted(*arguments: object) -> tuple[tuple[int, int], ...]:
        spans = found(*arguments)  # type: ignore[arg-type]
        seen.append(sum(last - first + 1 for first, last in spans))
        return spans

    monkeypatch.setattr("briefing_app.excel.sheet_reader.rows_left_out", noted)
    read(make_book, [HEAD, *records(900)])
    assert seen[0] > 600


@pytest.mark.usefixtures("short")
def test_hidden_rows_of_a_long_sheet_are_left_out_and_counted(make_book: MakeBook) -> None:
    def hide(book: object) -> None:
        for row in (10, 11, 500):
            book["Data"].row_dimensions[row].hidden = True  # type: ignore[index]

    content = make_book({"Data": [HEAD, *records(900)]}, hide)
    (table,) = parse_workbook(content, "book.xlsx").tables
    assert (table.hidden_rows, table.row_count) == (3, 897)
    assert not {10, 11, 500} & set(table.row_numbers)


@pytest.mark.usefixtures("short")
def test_a_list_of_tables_counts_all_rows_and_holds_a_sample_of_records(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_app.model.summary.SAMPLE", 100)
    content = make_book({"Data": [HEAD, *records(900)]})
    (whole,) = parse_workbook(content, "book.xlsx").tables
    (table,) = parse_workbook(content, "book.xlsx", with_cells=False).tables
    assert (table.cells.address, table.row_count) == ("A1:D901", 900)
    sampled = [tuple(column.values[row] for row in spread(900)) for column in whole.columns]
    assert [column.values for column in table.columns] == sampled
    assert len(sampled[0]) == 100
    assert [column.label for column in table.columns] == HEAD


@pytest.mark.usefixtures("short")
def test_a_part_of_a_long_table_can_be_asked_for(make_book: MakeBook) -> None:
    content = make_book({"Data": [HEAD, *records(900)]})
    read_ = parse_workbook(content, "book.xlsx", ["Data!A1:D501"])
    ((_, table),) = read_.referenced
    assert (table.row_count, table.row_numbers[-1]) == (500, 501)
    assert table.columns[2].values[499] == float(499 * 7 % 100)


@pytest.mark.parametrize("texts", [{150}, set(range(2, 900))])
@pytest.mark.usefixtures("short")
def test_a_list_of_tables_claims_no_cells_that_it_did_not_look_at(
    make_book: MakeBook, texts: set[int]
) -> None:
    rows: list[list[object]] = [[*HEAD], *records(900)]
    for place in texts:
        rows[place][2] = "1 234,5"
    content = make_book({"Data": rows})
    (listed,) = parse_workbook(content, "book.xlsx", with_cells=False).findings
    (read,) = parse_workbook(content, "book.xlsx").findings
    assert listed.code == read.code == "number-as-text"
    assert "in cells of C2:C901;" in listed.message
    assert (f"C{min(texts) + 1}" if len(texts) == 1 else "C3:C900") in read.message
