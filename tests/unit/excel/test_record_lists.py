from __future__ import annotations

import datetime
from collections.abc import Callable

from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import TableKind

Parse = Callable[..., WorkbookContent]
Rows = list[list[object]]

KINDS = ("Theft", "Fire", "Noise")


def incidents(count: int) -> Rows:
    days = [datetime.date(2023, 1 + n % 12, 1 + n % 28) for n in range(count)]
    rows: Rows = [["Date", "Type", "Officer's note"]]
    return rows + [[day, KINDS[n % 3], f"note {n}"] for n, day in enumerate(days)]


def test_records_that_can_be_counted_are_data(parse: Parse) -> None:
    (table,) = parse({"Data": incidents(30)}).tables
    assert (table.cells.address, table.header_height) == ("A1:C31", 1)
    assert table.kind is TableKind.RECORDS


def test_a_few_records_are_a_list(parse: Parse) -> None:
    assert parse({"Data": incidents(15)}).tables == ()


def test_two_kinds_stand_for_a_date(parse: Parse) -> None:
    rows: Rows = [["Case", "Type", "District"]]
    rows += [[f"case {n}", KINDS[n % 3], "NSEW"[n % 4] * 2] for n in range(40)]
    (table,) = parse({"Data": rows}).tables
    assert table.cells.address == "A1:C41"


def test_codes_terms_and_contacts_are_no_records(parse: Parse) -> None:
    codes: Rows = [["Code", "Alpha code", "Country"]]
    codes += [[f"c{n}", f"a{n}", f"Country {n}"] for n in range(40)]
    terms: Rows = [["Term", "Section", "Meaning"]]
    terms += [[f"term {n}", KINDS[n % 3], f"{n} " + "means what it says " * 9] for n in range(40)]
    people: Rows = [["Name", "Team", "Site", "Mail"]]
    people += [[f"P {n}", KINDS[n % 3], "NS"[n % 2] * 2, f"p{n}@example.org"] for n in range(40)]
    for rows in (codes, terms, people):
        assert parse({"Data": rows}).tables == ()
