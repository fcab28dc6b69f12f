"""The kind of an exhibit follows from what the data is, with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_app.model.data_table import DataTable
from briefing_app.story.chart_choice import KINDS, choose_kind, kind_named, nearest_kinds
from briefing_app.story.column_roles import cross

YEARS = [str(year) for year in range(2015, 2025)]
Make = Callable[..., DataTable]


def test_few_periods_of_one_measure_are_columns(make_table: Make) -> None:
    choice = choose_kind(cross(make_table(YEARS[:4], {"Sales": [1.0, 2.0, 3.0, 4.0]})))
    assert choice.kind == "column"
    assert "4 periods" in choice.reason


def test_many_periods_are_a_line(make_table: Make) -> None:
    table = make_table(YEARS, {"Sales": [float(i) for i in range(10)]})
    assert choose_kind(cross(table)).kind == "line"


def test_parts_that_add_up_are_stacked(make_table: Make) -> None:
    table = make_table(
        YEARS[:3],
        {"A": [1.0, 2.0, 3.0], "B": [2.0] * 3, "C": [1.0] * 3, "Total": [4.0, 5.0, 6.0]},
    )
    assert choose_kind(cross(table)).kind == "stacked column"


def test_parts_that_do_not_add_up_are_not_stacked(make_table: Make) -> None:
    table = make_table(
        YEARS[:3],
        {"A": [1.0, 2.0, 3.0], "B": [2.0] * 3, "C": [1.0] * 3, "Total": [4.0, 5.0, 9.0]},
    )
    assert choose_kind(cross(table)).kind == "line"


def test_a_ranking_is_bars_and_a_long_list_a_table(make_table: Make) -> None:
    names = [f"Country {chr(65 + i % 26)}{i}" for i in range(30)]
    values = [float(i) for i in range(30)]
    assert choose_kind(cross(make_table(names[:10], {"Sales": values[:10]}))).kind == "bar"
    assert choose_kind(cross(make_table(names, {"Sales": values}))).kind == "table"


def test_no_figures_make_a_table(make_table: Make) -> None:
    assert choose_kind(cross(make_table(["x", "y"], {"Note": ["a", "b"]}))).kind == "table"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Stacked Column", "stacked column"),
        ("stacked-columns", "stacked column"),
        ("Bar chart", "bar"),
        ("Wasserfall", "waterfall"),
        ("折线图", "line"),
        ("TABLE", "table"),
    ],
)
def test_kinds_in_plain_words(words: str, kind: str) -> None:
    assert kind_named(words) == kind


def test_an_unknown_kind_gets_the_nearest_names() -> None:
    assert kind_named("watrfall") is None
    assert nearest_kinds("watrfall")[0] == "waterfall"
    assert set(nearest_kinds("§§§§")) <= set(KINDS)
