"""Marks in the cells of a table, from the values of the columns that options name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_value import BLANK, Value
from briefing_app.model.chart_spec import TableSpec, Tone
from briefing_app.model.data_table import DataTable
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording

Make = Callable[..., DataTable]
NAMES = ["A", "B", "C", "D"]


def made(table: DataTable, *options: tuple[str, str]) -> MadeExhibit:
    request = ExhibitRequest(kind="table", options=options)
    wording = Wording("en", evaluator(), (table,))
    return make_exhibit(ChosenExhibit(request, table), wording, message="All is well")


def shown(table: DataTable, *options: tuple[str, str]) -> TableSpec:
    exhibit = made(table, *options)
    assert isinstance(exhibit.spec, TableSpec)
    return exhibit.spec


def glyphs(spec: TableSpec, column: int) -> list[str]:
    marks = [row[column] for row in spec.marks]
    return [mark.glyphs if mark else "" for mark in marks]


@pytest.mark.parametrize(
    ("values", "balls"),
    [
        ([0.0, 1.0, 3.0, 4.0], ["○", "◔", "◕", "●"]),
        ([0.0, 0.5, 0.74, 1.0], ["○", "◑", "◕", "●"]),
        ([10.0, 20.0, 40.0, BLANK], ["◔", "◑", "●", ""]),
        ([-1.0, 0.0, 0.25, 1.0], ["", "○", "◔", "●"]),
    ],
)
def test_harvey_balls_are_quarters_shares_or_parts_of_the_largest(
    make_table: Make, values: list[Value], balls: list[str]
) -> None:
    spec = shown(make_table(NAMES, {"Maturity": values}), ("harvey balls", "Maturity"))
    assert glyphs(spec, 1) == balls
    assert all(row[1] == "" for row, ball in zip(spec.rows, balls, strict=True) if ball)
    assert spec.numeric == (False, False)


def test_a_ball_stands_for_its_cell_which_is_not_printed_and_not_bound(make_table: Make) -> None:
    table = make_table(NAMES, {"Sales": [1.0, 2.0, 3.0, 4.0], "Fit": [0.0, 0.5, 0.5, 1.0]})
    spec = shown(table, ("harvey balls", "Fit"))
    assert [row[1] for row in spec.rows] == ["1.0", "2.0", "3.0", "4.0"]
    assert all(addresses[1] and not addresses[2] for addresses in spec.addresses)


def test_lights_by_words_have_a_shape_each(make_table: Make) -> None:
    table = make_table(NAMES, {"Sales": [1.0, 2.0, 3.0, 4.0]})
    status = replace(
        table.columns[1],
        header=("Status",),
        values=("Green", "gelb", "红", "unknown"),
        number_formats=("@",) * 4,
        index=table.columns[1].index + 1,
    )
    spec = shown(replace(table, columns=(*table.columns, status)), ("traffic lights", "Status"))
    assert glyphs(spec, 2) == ["●", "▲", "■", ""]
    assert [row[2] for row in spec.rows] == ["", "", "", "unknown"]


@pytest.mark.parametrize(
    ("limits", "tones"),
    [
        ("30/20", [Tone.NEGATIVE, Tone.CAUTION, Tone.POSITIVE, Tone.POSITIVE]),
        ("10/20", [Tone.POSITIVE, Tone.CAUTION, Tone.NEGATIVE, Tone.NEGATIVE]),
    ],
)
def test_lights_by_limits_keep_the_figure(make_table: Make, limits: str, tones: list[Tone]) -> None:
    table = make_table(NAMES, {"Gross margin": [10.0, 20.0, 30.0, 40.0]})
    spec = shown(table, ("traffic lights", f"Gross margin {limits}"))
    marks = [row[1] for row in spec.marks]
    assert [mark.tone for mark in marks if mark] == tones
    assert [row[1] for row in spec.rows] == ["10.0", "20.0", "30.0", "40.0"]
    assert spec.numeric == (False, True)


def test_bars_stand_in_a_column_of_their_own_and_are_as_long_as_their_values(
    make_table: Make,
) -> None:
    table = make_table(NAMES, {"Sales": [8.0, 4.0, -2.0, 0.0], "Cost": [1.0, 1.0, 1.0, 1.0]})
    spec = shown(table, ("cell bars", "Sales"))
    assert spec.header[1:] == ("Sales", "", "Cost")
    bars = glyphs(spec, 2)
    assert [2 * bar.count("█") + bar.count("▌") for bar in bars] == [32, 16, 8, 0]
    mark = spec.marks[2][2]
    assert mark is not None
    assert mark.tone is Tone.NEGATIVE
    assert all(addresses[2] == "" for addresses in spec.addresses)
    assert [row[1] for row in spec.rows][:2] == ["8.0", "4.0"]


@pytest.mark.parametrize(
    ("good", "tones"),
    [
        ("", [Tone.MUTED, Tone.MUTED]),
        ("up", [Tone.POSITIVE, Tone.NEGATIVE]),
        ("down", [Tone.NEGATIVE, Tone.POSITIVE]),
    ],
)
def test_arrows_follow_the_sign_of_what_is_printed(
    make_table: Make, good: str, tones: list[Tone]
) -> None:
    table = make_table(NAMES, {"Change": [2.0, -1.0, 0.0, BLANK]})
    spec = shown(table, ("arrows", "Change"), ("good", good))
    assert glyphs(spec, 1) == ["▲", "▼", "►", ""]
    assert [row[1].tone for row in spec.marks[:2] if row[1]] == tones


def test_what_cannot_be_marked_is_said(make_table: Make) -> None:
    table = make_table(NAMES, {"Sales": [1.0, 2.0, 3.0, 4.0]})
    unknown = made(table, ("arrows", "Profit"))
    assert "option-name-unknown" in [finding.code for finding in unknown.findings]
    without = made(table, ("traffic lights", "Sales"))
    assert "table-mark-without-values" in [finding.code for finding in without.findings]
    assert isinstance(without.spec, TableSpec)
    assert without.spec.marks == ()


def test_a_table_without_options_has_no_marks(make_table: Make) -> None:
    assert shown(make_table(NAMES, {"Sales": [1.0, 2.0, 3.0, 4.0]})).marks == ()
