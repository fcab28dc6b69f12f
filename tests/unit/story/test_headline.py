"""Proposed titles hold figures of the table, in the table's own format."""

from __future__ import annotations

from collections.abc import Callable

from briefing_app.model.data_table import DataTable
from briefing_app.story.headline import propose

Make = Callable[..., DataTable]
YEARS = ["2019", "2020", "2021"]


def test_a_rise_a_fall_and_a_peak(make_table: Make) -> None:
    rise = propose(make_table(YEARS, {"Sales": [1.0, 5.0, 3.0]}), "en")
    assert rise.title == "Sales rose from 1.0 in 2019 to 3.0 in 2021"
    assert rise.messages == (("Peak", "Sales peaked at 5.0 in 2020"),)
    fall = propose(make_table(YEARS, {"Umsatz": [3.0, 2.0, 1.5]}), "de")
    assert fall.title == "Umsatz sank von 3,0 (2019) auf 1,5 (2021)"


def test_what_rounds_to_the_same_did_not_move(make_table: Make) -> None:
    same = propose(make_table(YEARS, {"Sales": [1.01, 2.0, 1.04]}), "en")
    assert same.title == "Sales was 1.0 in 2021, as in 2019"


def test_a_ranking_names_leader_and_second(make_table: Make) -> None:
    found = propose(make_table(["Asia", "Europe", "Africa"], {"Sales": [7.0, 9.0, 2.0]}), "en")
    assert found.title == "Europe leads with 9.0, ahead of Asia with 7.0"
    assert found.messages == (("Other end", "Africa comes last with 2.0"),)


def test_without_figures_the_title_is_the_table_s_own(make_table: Make) -> None:
    found = propose(make_table(["x", "y"], {"Note": ["a", "b"]}, title="Remarks"), "en")
    assert found.title == "Remarks"
    assert found.messages == ()


def test_one_of_several_measures_is_not_the_story(make_table: Make) -> None:
    across = make_table(["Asia", "Europe"], {"2019": [1.0, 2.0], "2020": [2.0, 3.0]})
    assert propose(across, "en").title == "Sales"
    down = make_table(YEARS, {"Asia": [1.0, 2.0, 3.0], "Europe": [1.0, 2.0, 3.0]})
    assert propose(down, "en").title == "Sales"


def test_a_ranking_of_nameless_rows_is_not_the_story(make_table: Make) -> None:
    brackets = make_table(["15,000", "20,000"], {"Rate": [1.0, 2.0]}, title="Tax rates")
    assert propose(brackets, "en").title == "Tax rates"
