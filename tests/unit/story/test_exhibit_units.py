"""The unit beside an exhibit, and what shares its axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.model.data_table import DataTable
from briefing_app.story.exhibit_units import (
    currency_of,
    exhibit_unit,
    rows_of_one_measure,
    same_measure,
    unit_by_column,
)

MakeTable = Callable[..., DataTable]


def labels(table: DataTable) -> list[str]:
    kept = same_measure(table.value_columns, unit_by_column(table))
    return [column.label for column in kept]


def test_percentages_and_amounts_share_no_axis(make_table: MakeTable) -> None:
    amounts = make_table(["x", "y"], {"Sales": [1.0, 2.0]})
    shares = make_table(["x", "y"], {"Share": [0.1, 0.2]}, number_format="0%")
    columns = (*amounts.value_columns, *shares.value_columns)
    assert [column.label for column in same_measure(columns)] == ["Sales"]


def test_two_units_share_no_axis_and_an_unknown_one_may(make_table: MakeTable) -> None:
    table = make_table(["x", "y"], {"Sales": [1.0, 2.0], "Weight": [3.0, 4.0], "Cost": [1.0, 1.0]})
    assert labels(replace(table, column_units=("", "€ m", "t", ""))) == ["Sales", "Cost"]
    assert labels(replace(table, column_units=("", "", "t", "€ m"))) == ["Sales", "Weight", "Cost"]


@pytest.mark.parametrize(
    ("code", "currency"),
    [("[$€-407] #,##0", "€"), ("#,##0.00 [$€-407]", "€"), ("[$¥-804]#,##0", "¥"), ("$#,##0", "$"),
     ("[$USD] 0", "USD"), ("[$-409]0", ""), ("0.0", ""), ("General", "")],
)  # fmt: skip
def test_a_currency_stands_in_the_format(code: str, currency: str) -> None:
    assert currency_of(code) == currency


def test_two_currencies_by_format_share_no_axis(make_table: MakeTable) -> None:
    euro = make_table(["x", "y"], {"A": [1.0, 2.0]}, number_format="[$€-407] 0")
    dollar = make_table(["x", "y"], {"B": [1.0, 2.0]}, number_format="$0")
    columns = (*euro.columns, *(replace(c, index=9) for c in dollar.value_columns))
    assert labels(replace(euro, columns=columns)) == ["A"]


@pytest.mark.parametrize(
    ("unit", "code", "language", "shown"),
    [
        ("€", "#,##0,", "en", "€ thousand"),
        ("€", "#,##0.0,,", "de", "Mio. €"),
        ("元", "#,##0,", "zh", "千元"),
        ("tonnes", "0,,", "en", "million tonnes"),
        ("", "#,##0,", "en", "thousand"),
        ("€ thousand", "#,##0,", "en", "€ thousand"),
        ("€", '0.0,"k"', "en", "€"),
        ("€", "#,##0", "en", "€"),
        ("%", "0%", "en", ""),
        ("%", "0.0", "en", "%"),
    ],
)
def test_a_scale_that_a_format_hides_is_named(
    make_table: MakeTable, unit: str, code: str, language: str, shown: str
) -> None:
    table = make_table(["x", "y"], {"Sales": [1234567.0, 2.0]}, number_format=code)
    table = replace(table, unit=unit)
    assert exhibit_unit(table, table.value_columns, language) == shown


def test_percentages_between_do_not_hide_the_scale_of_amounts(make_table: MakeTable) -> None:
    table = make_table(["Revenue", "Margin"], {"2021": [1_200_000.0, 0.25]})
    column = replace(table.columns[1], number_formats=("#,##0,", "0%"))
    table = replace(table, unit="€", columns=(table.columns[0], column))
    assert exhibit_unit(table, (column,), "en") == "€ thousand"


def test_columns_that_are_shown_may_share_a_unit_of_their_own(make_table: MakeTable) -> None:
    table = make_table(["x", "y"], {"A": [1.0, 2.0], "B": [1.0, 2.0]})
    table = replace(table, unit="", column_units=("", "€ m", "t"))
    assert exhibit_unit(table, table.value_columns[:1], "en") == "€ m"
    assert exhibit_unit(table, table.value_columns, "en") == ""
    whole = replace(table, unit="CHF", column_units=("", "", "t"))
    assert exhibit_unit(whole, whole.value_columns[1:], "en") == "t"
    assert exhibit_unit(whole, whole.value_columns, "en") == "CHF"


def test_rows_of_percentages_leave_an_axis_of_amounts(make_table: MakeTable) -> None:
    table = make_table(["Revenue", "Growth"], {"2021": [5.0, 0.1], "2022": [6.0, 0.2]})
    columns = tuple(
        replace(column, number_formats=("#,##0", "0%")) for column in table.value_columns
    )
    assert rows_of_one_measure(columns, [0, 1]) == (0,)
    assert rows_of_one_measure(columns, [1]) == (1,)
    assert rows_of_one_measure((), [0, 1]) == (0, 1)
