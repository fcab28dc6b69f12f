"""Number formats by the number of a style."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

import pytest
from openpyxl.workbook import Workbook as Book

from briefing_app.excel.workbook_reader import parse_workbook
from briefing_app.model.number_text import value_text

MakeBook = Callable[..., bytes]
Rewrite = Callable[[bytes, Mapping[str, Callable[[bytes], bytes] | None]], bytes]
DAY = datetime.datetime.fromisoformat("2024-03-15")


@pytest.mark.parametrize(
    ("number", "shown"),
    [(31, "2024年3月15日"), (57, "2024年3月"), (58, "3月15日"), (14, "15 Mar 2024")],
)
def test_built_in_dates_of_east_asian_excel_are_dates(
    make_book: MakeBook, rewrite: Rewrite, number: int, shown: str
) -> None:
    def dated(book: Book) -> None:
        for row in (2, 3):
            book.worksheets[0].cell(row, 1).number_format = "mm-dd-yy"

    rows = [["Day", "Sales"], [DAY, 1], [DAY.replace(month=4), 2]]
    content = rewrite(
        make_book({"Data": rows}, dated),
        {"xl/styles.xml": lambda xml: re.sub(rb'numFmtId="14"', b'numFmtId="%d"' % number, xml)},
    )
    (table,) = parse_workbook(content, "book.xlsx").tables
    (first, _), code = table.columns[0].values, table.columns[0].number_formats[0]
    assert first == DAY
    assert value_text(first, code).replace("\u00a0", " ") == shown


def test_a_format_that_cannot_be_read_is_said_once_per_table(
    make_book: MakeBook,
) -> None:
    def dated(book: Book) -> None:
        for row in (2, 3):
            book.worksheets[0].cell(row, 1).number_format = "[$-60401]d/m/yyyy"

    rows = [["Day", "Sales"], [DAY, 1], [DAY.replace(month=4), 2]]
    content = parse_workbook(make_book({"Data": rows}, dated), "book.xlsx")
    (finding,) = (f for f in content.findings if f.code == "format-unreadable")
    assert "[$-60401]d/m/yyyy" in finding.message
    (table,) = content.tables
    column = table.columns[0]
    assert value_text(column.values[0], column.number_formats[0]) == "2024-03-15"
