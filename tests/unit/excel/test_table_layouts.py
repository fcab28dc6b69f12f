"""Layouts as publishers and firms make them, drawn as text in ``layouts.txt``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefing_app.excel.sheet_grid import SheetGrid, Spans
from briefing_app.excel.table_finder import find_tables
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value
from briefing_app.model.data_table import DataTable, Orientation, TableKind, Workbook

LAYOUTS_FILE = Path(__file__).with_name("layouts.txt")


@dataclass
class Layout:
    text: str
    tables: list[tuple[str, int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    title: str = ""
    unit: str = ""


def layouts() -> dict[str, Layout]:
    found: dict[str, Layout] = {}
    for part in LAYOUTS_FILE.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, text = part.partition("---\n")
        name, *facts = head.strip().split("\n")
        layout = found[name] = Layout(text)
        for fact in facts:
            key, _, value = fact.partition(": ")
            if key == "table":
                cells, rows, columns = value.split()
                layout.tables.append((cells, int(rows), int(columns)))
            elif key == "merged":
                layout.merged = value.split()
            elif key == "title":
                layout.title = value
            else:
                layout.unit = value
    return found


def drawn(text: str, merged: Sequence[str] = ()) -> SheetGrid:
    values: dict[int, dict[int, Value]] = {}
    for row, line in enumerate(text.strip("\n").split("\n"), 1):
        for column, cell in enumerate(line.split("|"), 1):
            if cell.strip():
                values.setdefault(row, {})[column] = _value(cell)
    spans = tuple(CellRange.parse("S", address) for address in merged)
    return SheetGrid("S", values, {}, spans)


def _value(cell: str) -> Value:
    bare = cell.strip()
    if bare.startswith("'"):
        return bare[1:]
    if bare.startswith("D:"):
        return datetime.datetime.fromisoformat(bare[2:])
    try:
        return float(bare)
    except ValueError:
        return cell


def tables_of(text: str, merged: Sequence[str] = ()) -> tuple[DataTable, ...]:
    return find_tables([drawn(text, merged)], {}, [], Workbook("b.xlsx", ""))


LAYOUTS = layouts()


@pytest.mark.parametrize("name", LAYOUTS)
def test_tables_are_found_as_a_reader_marks_them(name: str) -> None:
    layout = LAYOUTS[name]
    tables = tables_of(layout.text, layout.merged)
    found = [(table.cells.address, table.header_height, table.header_width) for table in tables]
    assert found == layout.tables
    if layout.title:
        assert layout.title.casefold() in tables[0].title.casefold()
    if layout.unit:
        assert layout.unit in (tables[0].unit, *tables[0].column_units)


def test_headers_that_nobody_merged_reach_over_their_columns() -> None:
    (table,) = tables_of("|Exports||Imports|\nCountry|2019|2020|2019|2020\nChad|1.5|2.5|3.5|4.5")
    assert [column.header for column in table.value_columns] == [
        ("Exports", "2019"), ("Exports", "2020"), ("Imports", "2019"), ("Imports", "2020"),
    ]  # fmt: skip
    (table,) = tables_of("||Young|||Old|\nSex|a|b|c|d|e|f\nMale|1.5|2|3|4|5|6\nFemale|9|8|7|6|5|4")
    assert [column.header[0] for column in table.value_columns] == ["Young"] * 3 + ["Old"] * 3


def test_headers_may_stand_below_and_at_the_right() -> None:
    text = """
10|11|North|Europe
20|21|South|
30|31|East|Asia
2019|2020||
"""
    (table,) = tables_of(text)
    assert (table.cells.address, table.header_height, table.header_width) == ("A1:D4", 1, 2)
    assert [column.index for column in table.columns] == [4, 3, 1, 2]
    assert [column.label for column in table.value_columns] == ["2019", "2020"]
    assert table.row_numbers == (1, 2, 3)


def test_records_are_told_from_cross_tabs() -> None:
    records = "Date|Customer|Amount|Paid\n" + "\n".join(
        f"D:2023-01-{day:02}|Customer {day % 3}|{day}.5|Yes" for day in range(1, 20)
    )
    (table,) = tables_of(records)
    assert (table.kind, table.orientation) == (TableKind.RECORDS, Orientation.COLUMNS)
    (table,) = tables_of("Region|2019|2020\nNorth|1.5|2.5\nSouth|3.5|4.5")
    assert (table.kind, table.orientation) == (TableKind.CROSS_TAB, Orientation.ROWS)
    (table,) = tables_of("Key figures\nStaff|120\nMargin|12.5%")
    assert (table.kind, table.header_rows, table.title) == (TableKind.KEY_VALUE, 0, "Key figures")


def test_indents_and_columns_of_labels_show_levels() -> None:
    (table,) = tables_of("Item|2019\nAll|3.5\n  Food|1.5\n    Bread|1\n  Rent|2")
    assert table.row_levels == (0, 1, 2, 1)
    (table,) = tables_of("||2019\nAssets||\n|Cash|1.5\n|Debt|2.5\nTotal||4")
    assert table.row_levels == (0, 1, 1, 0)
    grid = drawn("Item|2019\nAll|3.5\nFood|1.5")
    indented = SheetGrid("S", grid.values, {}, indents={3: {1: 1}})
    (table,) = find_tables([indented], {}, [], Workbook("b.xlsx", ""))
    assert table.row_levels == (0, 1)
    (table,) = tables_of("Item|2019\nAll|3.5\nFood|1.5")
    assert table.row_levels == ()


def test_a_hidden_column_counts_as_label_where_it_is_filled() -> None:
    upper = "Income||2019|2020\n15000||0.2|0.1\n20000||0.3|0.2"
    grid = drawn(f"{upper}\n\n\nIncome||2019|2020\n15000||0.5|0.4")
    hidden = SheetGrid(
        "S", grid.values, {}, hidden_columns=Spans([(2, 2)]), hidden_cells={2: [1, 2, 3]}
    )
    first, second = find_tables([hidden], {}, [], Workbook("b.xlsx", ""))
    assert (first.header_width, second.header_width) == (2, 1)


def test_a_header_merged_over_all_values_names_one_of_several_tables() -> None:
    text = """
Tax rates

Rate|SINGLE|
€|1997|1998
15000|0.2|0.1

Rate|MARRIED|
€|1997|1998
15000|0.1|0.05
"""
    first, second = tables_of(text, ("B3:C3", "B7:C7"))
    assert (first.title, second.title) == ("SINGLE", "MARRIED")
    assert first.notes == ("Tax rates",)


def test_a_column_of_units_is_the_unit() -> None:
    (table,) = tables_of("Item|Amount|Currency\nA|1.5|EUR\nB|2.5|EUR")
    assert table.unit == "EUR"
