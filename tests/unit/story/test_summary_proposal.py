"""Which summary is proposed for a list, from what its columns are."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, Value
from briefing_app.model.data_table import Column, DataTable, FoundBy, TableKind, Workbook
from briefing_app.model.summary import spread
from briefing_app.story.column_meaning import is_rate, names_things, says_amount, tells_place
from briefing_app.story.summary_proposal import is_long_list, propose_summary

COUNT = 120
Columns = Mapping[str, Sequence[Value]]


def table_of(columns: Columns, kind: TableKind = TableKind.RECORDS, labels: int = 1) -> DataTable:
    count = len(next(iter(columns.values())))
    made = tuple(
        Column((name,), tuple(values), ("General",) * count, index)
        for index, (name, values) in enumerate(columns.items(), 1)
    )
    return DataTable(
        id="Data#1",
        name="",
        cells=CellRange("Data", 1, 1, count + 1, len(columns)),
        header_rows=1,
        header_cols=labels,
        columns=made,
        found_by=FoundBy.BLOCK,
        workbook=Workbook("Orders.xlsx", "ab" * 32),
        row_numbers=tuple(range(2, count + 2)),
        kind=kind,
    )


def cycle(*values: Value, count: int = COUNT) -> list[Value]:
    return [values[n % len(values)] for n in range(count)]


def names(many: int, count: int = COUNT) -> list[Value]:
    return [f"Name {n % many}" for n in range(count)]


def numbers(count: int = COUNT) -> list[Value]:
    chance = random.Random(3)  # noqa: S311 - the same data each time
    return [round(chance.uniform(1, 999), 2) for _ in range(count)]


def days(span: int, count: int = COUNT) -> list[Value]:
    first = datetime.datetime.fromisoformat("2020-01-15")
    return [first + datetime.timedelta(days=n * span // count) for n in range(count)]


IDS: list[Value] = [float(n + 1000) for n in range(COUNT)]
YEARS = cycle(2018.0, 2019.0, 2020.0, 2021.0)
REGIONS = cycle("Asia", "Europe", "Africa")


@pytest.mark.parametrize(
    ("columns", "proposed"),
    [
        ({"Region": REGIONS, "Sales": numbers()}, "sum of Sales by Region"),
        ({"Order ID": IDS, "Region": REGIONS, "Sales": numbers()}, "sum of Sales by Region"),
        ({"Town": names(40), "Sales": numbers()}, "sum of Sales by Town, top 10"),
        ({"Town": names(20), "Sales": numbers()}, "sum of Sales by Town, top 10"),
        ({"Customer": names(60), "Region": REGIONS, "Sales": numbers()}, "sum of Sales by Region"),
        ({"Region": REGIONS, "Unit price": numbers()}, "average of Unit price by Region"),
        ({"Region": REGIONS, "Unemployment rate": numbers()},
         "average of Unemployment rate by Region"),
        ({"Region": REGIONS, "Price": numbers(), "Sales": numbers()}, "sum of Sales by Region"),
        ({"Region": REGIONS, "Postcode": numbers(), "lat": numbers()}, "count by Region"),
        ({"Nation": names(30), "Year": YEARS, "Emissions": numbers()}, "sum of Emissions by Year"),
        ({"Region": REGIONS, "Date": days(360), "Sales": numbers()},
         "sum of Sales by month of Date and Region"),
        ({"Town": names(40), "Date": days(1500), "Sales": numbers()},
         "sum of Sales by quarter of Date"),
        ({"Town": names(40), "Date": days(9000), "Sales": numbers()},
         "sum of Sales by year of Date"),
        ({"地区": REGIONS, "销售额": numbers()}, "sum of 销售额 by 地区"),
        ({"Region": REGIONS, "Indikator": cycle("Fläche", "Einwohner"), "Wert": numbers()},
         "sum of Wert by Indikator"),
    ],
)  # fmt: skip
def test_the_roles_of_the_columns_decide(columns: Columns, proposed: str) -> None:
    made = propose_summary(table_of(columns))
    assert made is not None
    assert str(made.request) == proposed
    assert made.reason


def test_without_a_column_that_groups_nothing_is_proposed() -> None:
    unique: list[Value] = [f"Name {n}" for n in range(COUNT)]
    assert propose_summary(table_of({"Name": unique, "Sales": numbers()})) is None


def test_the_same_is_proposed_for_a_list_and_for_its_sample() -> None:
    many = 9_000
    columns: Columns = {
        "Town": names(700, many),
        "Region": cycle("Asia", "Europe", "Africa", "Oceania", "America", "Antarctica", count=many),
        "Date": days(3000, many),
        "Sales": numbers(many),
    }
    whole = table_of(columns)
    some = {name: [values[row] for row in spread(many)] for name, values in columns.items()}
    assert propose_summary(whole) == propose_summary(replace(whole, columns=table_of(some).columns))


@pytest.mark.parametrize(
    ("table", "long"),
    [
        (table_of({"Region": REGIONS[:15], "Sales": numbers(15)}), False),
        (table_of({"Region": REGIONS[:16], "Sales": numbers(16)}), True),
        (table_of({"Name": names(22, 22), "Sales": numbers(22)}), False),
        (table_of({"Region": REGIONS, "Sales": numbers()}, TableKind.CROSS_TAB), True),
        (table_of({"Town": names(COUNT), "Sales": numbers()}, TableKind.CROSS_TAB), False),
        (table_of({"Section": [BLANK] * 40, "Item": names(40, 40), "Amount": numbers(40)},
                  TableKind.CROSS_TAB, labels=2), False),
        (table_of({"Region": REGIONS, "2019": numbers(), "2020": numbers()},
                  TableKind.CROSS_TAB), False),
    ],
)  # fmt: skip
def test_only_lists_too_long_to_read_are_summed_up(table: DataTable, long: bool) -> None:
    assert is_long_list(table) is long


@pytest.mark.parametrize(
    "header", ["ID", "customer_id", "ISO code", "PLZ", "Order No", "股票代码", "countrycode key"]
)
def test_names_of_things(header: str) -> None:
    assert names_things(header)


@pytest.mark.parametrize("header", ["Number of cases", "Sales", "Nominal value", "Video views"])
def test_no_names_of_things(header: str) -> None:
    assert not names_things(header)


@pytest.mark.parametrize(
    "header",
    ["Unemployment rate", "GDP per capita", "cgdppc", "Anteil", "Preis", "占比", "Zinssatz"],
)
def test_rates(header: str) -> None:
    assert is_rate(header)
    assert is_rate("Sales", "%")
    assert not says_amount(header)


@pytest.mark.parametrize("header", ["Sales", "Population", "Umsatz in €", "CO2 emissions"])
def test_amounts(header: str) -> None:
    assert not is_rate(header)
    assert says_amount(header)
    assert not tells_place(header)
