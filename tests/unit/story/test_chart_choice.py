"""The kind of an exhibit follows from what the data is, with a reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.model.data_table import DataTable
from briefing_app.story.chart_choice import (
    KINDS,
    choose_kind,
    kind_named,
    nearest_kinds,
    ranked_kinds,
)
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


# --- what is clearly better than the usual ----------------------------------------------------

NAMES = ["Asia", "Europe", "Africa", "Oceania"]
FOUR = [40.0, 30.0, 20.0, 10.0]


def ranked(table: DataTable) -> list[str]:
    return [choice.kind for choice in ranked_kinds(cross(table))]


def percent(table: DataTable) -> DataTable:
    columns = (replace(c, number_formats=("0%",) * table.row_count) for c in table.columns[1:])
    return replace(table, columns=(table.columns[0], *columns))


def test_a_measure_beside_its_target_is_bullets(make_table: Make) -> None:
    choice = choose_kind(cross(make_table(NAMES, {"Actual": FOUR, "Target": FOUR})))
    assert choice.kind == "bullet"
    assert choice.reason == "a measure and its target over 4 rows: bullets"
    over_time = make_table(YEARS[:4], {"Actual": FOUR, "Target": FOUR})
    assert choose_kind(cross(over_time)).kind == "column"


def test_measures_of_two_units_over_time_are_combined(make_table: Make) -> None:
    table = make_table(YEARS[:4], {"Sales": FOUR, "Margin": [0.1, 0.2, 0.3, 0.2]})
    rate = replace(table.columns[2], number_formats=("0%",) * 4)
    mixed = replace(table, columns=(*table.columns[:2], rate))
    choice = choose_kind(cross(mixed))
    assert choice.kind == "combination"
    assert choice.reason == "measures of two units over 4 periods: columns and a line"
    assert choose_kind(cross(table)).kind == "column"


def test_dates_of_start_and_end_are_a_plan(make_table: Make) -> None:
    days = [datetime.datetime.fromisoformat(f"2024-0{n}-01") for n in range(1, 5)]
    table = make_table(NAMES, {"Start": days, "End": days[::-1]})
    assert choose_kind(cross(table)).kind == "gantt"
    assert choose_kind(cross(make_table(NAMES, {"Born": days}))).kind == "table"


def test_two_periods_are_slopes_and_of_many_rows_dumbbells(make_table: Make) -> None:
    two = {"2019": FOUR, "2024": FOUR[::-1]}
    assert choose_kind(cross(make_table(NAMES, two))).kind == "slope"
    long = {"2019": [*FOUR, *FOUR, *FOUR], "2024": [*FOUR, *FOUR, *FOUR]}
    assert choose_kind(cross(make_table([f"N{n}" for n in range(12)], long))).kind == "dumbbell"


def test_shares_that_add_to_the_whole_are_full_columns_or_bars(make_table: Make) -> None:
    columns = {"A": [0.5, 0.4], "B": [0.3, 0.4], "C": [0.2, 0.2]}
    assert choose_kind(cross(percent(make_table(["2019", "2020"], columns)))).kind == "100% column"
    assert choose_kind(cross(percent(make_table(NAMES[:2], columns)))).kind == "100% bar"
    short = {"A": [0.5, 0.4], "B": [0.3, 0.4]}
    assert choose_kind(cross(percent(make_table(NAMES[:2], short)))).kind == "bar"


def test_unnamed_observations_are_a_histogram(make_table: Make) -> None:
    numbers = [float(n * n % 37) for n in range(60)]
    table = make_table([str(n + 1) for n in range(60)], {"Growth": numbers})
    choice = choose_kind(cross(table))
    assert choice.kind == "histogram"
    assert "60 observations" in choice.reason


def test_alternatives_have_reasons_and_the_best_stands_first(make_table: Make) -> None:
    parts = make_table(
        YEARS[:3],
        {"A": [1.0, 2.0, 3.0], "B": [2.0] * 3, "C": [1.0] * 3, "Total": [4.0, 5.0, 6.0]},
    )
    choices = ranked_kinds(cross(parts))
    assert choices[0].kind == "stacked column"
    kinds = [choice.kind for choice in choices]
    assert len(set(kinds)) == len(kinds)
    assert {"line", "column", "100% column", "table"} <= set(kinds)
    assert not {"pie", "histogram", "gantt", "bullet", "scatter"} & set(kinds)
    assert all(choice.reason for choice in choices)


def test_only_what_says_something_is_offered(make_table: Make) -> None:
    hundred = make_table([f"Step {n}" for n in range(100)], {"Sales": [1.0] * 100})
    assert not {"waterfall", "pie", "doughnut", "column"} & set(ranked(hundred))
    assert "bar" in ranked(hundred)
    below = make_table(NAMES, {"Profit": [5.0, -2.0, 1.0, 3.0]})
    assert not {"pie", "doughnut", "pareto", "stacked bar"} & set(ranked(below))
    assert "waterfall" in ranked(below)
    rates = percent(make_table(NAMES, {"Margin": [0.3, 0.9, 0.2, 0.5]}))
    assert not {"pie", "waterfall", "pareto", "histogram"} & set(ranked(rates))
    shares = percent(make_table(NAMES, {"Share": [0.3, 0.4, 0.2, 0.1]}))
    assert {"doughnut", "bar"} <= set(ranked(shares))


@pytest.mark.parametrize("words", ["Säulendiagramm", "100 % column", "Donut", "箱线图", "Heatmap"])
def test_more_kinds_in_plain_words(words: str) -> None:
    assert kind_named(words) in KINDS


def test_amounts_that_happen_to_add_to_a_hundred_are_no_shares(make_table: Make) -> None:
    columns = {"2019": FOUR, "2020": FOUR[::-1], "2021": FOUR}
    assert choose_kind(cross(make_table(NAMES, columns))).kind == "line"


def test_a_rate_beside_an_amount_over_many_rows_is_a_scatter(make_table: Make) -> None:
    names = [f"Country {chr(65 + n)}" for n in range(9)]
    columns = {
        "Tonnes per head": [float(n) for n in range(9)],
        "People": [2.0 + n for n in range(9)],
    }
    table = replace(make_table(names, columns), unit="", column_units=("", "", "million"))
    assert choose_kind(cross(table)).kind == "scatter"
    alike = replace(table, column_units=())
    assert choose_kind(cross(alike)).kind == "bar"


def test_what_has_a_total_is_no_rate_whatever_its_title_says(make_table: Make) -> None:
    table = make_table(["2000", "Asia", "Europe", "Total"], {"People": [1.0, 2.0, 3.0, 6.0]},
                       total_rows=(3,), title="Growth of population")  # fmt: skip
    assert "waterfall" in ranked(table)
    rates = make_table(["Asia", "Europe"], {"People": [2.0, 3.0]}, title="Growth of population")
    assert "waterfall" not in ranked(rates)


def test_numbered_rows_of_several_columns_are_no_histogram(make_table: Make) -> None:
    numbers = [float(n * n % 37) for n in range(60)]
    table = make_table([str(n + 1) for n in range(60)], {"Rest": numbers, "Note": ["x"] * 60})
    assert choose_kind(cross(table)).kind == "table"
