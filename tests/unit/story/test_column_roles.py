"""What labels and columns are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.model.data_table import DataTable
from briefing_app.story.column_roles import (
    cross,
    is_period,
    is_total,
    runs_backwards,
    without_common_headers,
)


@pytest.mark.parametrize(
    "label",
    ["2019", "FY 2020", "2019/20", "Q1 2024", "2024 Q1", "Jan 2024", "März", "2024-05", "2019E",
     "2024年", "2024年3月", "H1 23"],
)  # fmt: skip
def test_points_in_time(label: str) -> None:
    assert is_period(label)


@pytest.mark.parametrize(
    "label", ["Europe", "20", "1200", "Top 5", "2019 budget plan", "", "May be"]
)
def test_what_is_no_point_in_time(label: str) -> None:
    assert not is_period(label)


@pytest.mark.parametrize(
    "label", ["Total", "Grand total:", "Summe", "合计", "World", "Sub-total", "SYSTEM TOTAL"]
)
def test_totals(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize("label", ["Total assets of banks", "Worldwide", "Europe", ""])
def test_what_is_no_total(label: str) -> None:
    assert not is_total(label)


def test_years_across_are_time_columns(make_table: Callable[..., DataTable]) -> None:
    data = cross(make_table(["Europe", "Asia"], {"2019": [1.0, 2.0], "2020": [2.0, 3.0]}))
    assert data.time_columns
    assert not data.time_rows


def test_years_down_are_time_rows(make_table: Callable[..., DataTable]) -> None:
    data = cross(make_table(["2019", "2020"], {"Europe": [1.0, 2.0], "Total": [2.0, 3.0]}))
    assert data.time_rows
    assert data.total_column is not None
    assert [column.label for column in data.measures] == ["Europe"]


def test_a_column_of_text_is_no_measure(make_table: Callable[..., DataTable]) -> None:
    data = cross(make_table(["x", "y"], {"Note": ["good", "bad"], "Sales": [1.0, 2.0]}))
    assert [column.label for column in data.measures] == ["Sales"]


def test_years_with_the_latest_first_run_backwards() -> None:
    assert runs_backwards(["2021", "2020", "2019"])
    assert runs_backwards(["FY 2021", "FY 2020"])
    assert not runs_backwards(["2019", "2020"])
    assert not runs_backwards(["2021", "2020", "Total"])


def test_a_header_over_all_columns_belongs_in_the_title(
    make_table: Callable[..., DataTable],
) -> None:
    table = make_table(["Asia", "Europe"], {"x": [1.0, 2.0], "y": [3.0, 4.0]})
    two_levels = replace(
        table,
        columns=(
            table.columns[0],
            replace(table.columns[1], header=("Married", "2019")),
            replace(table.columns[2], header=("Married", "2020")),
        ),
    )
    short, said = without_common_headers(two_levels)
    assert said == "Married"
    assert [column.header for column in short.value_columns] == [("2019",), ("2020",)]
    assert cross(short).time_columns
    assert without_common_headers(table) == (table, "")


def test_a_year_is_never_grouped_in_thousands(make_table: Callable[..., DataTable]) -> None:
    table = make_table([2019.0, 2020.0], {"Sales": [1.0, 2.0]})
    grouped = replace(
        table,
        columns=(replace(table.columns[0], number_formats=("#,##0",) * 2), table.columns[1]),
    )
    data = cross(grouped)
    assert data.row_labels == ("2019", "2020")
    assert data.time_rows
