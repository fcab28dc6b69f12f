"""Decks of every kind of chart with what must break none, for the checks that every deck passes.

tests/conftest.py checks the package of each; the Open XML SDK and LibreOffice read them at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.usecases.shipped_files import load_metrics, load_template
from tests.deck.chart_decks import WHOLE, Size, chart_deck
from tests.unit.charts.kinds import EXTREMES

SMALL: Size = (12.0, 6.0)
SLOW = "1000 points"
Register = Callable[[bytes, str], None]


def write_deck(cases: Iterable[str], size: Size, name: str, register_deck: Register) -> int:
    """Write a deck of every kind in these cases, and return how many of them are refused."""
    specs = [EXTREMES[case](kind) for kind in FAMILIES for case in cases]
    charts = [(spec, size) for spec in specs if can_chart(spec) is None]
    deck = chart_deck(charts, load_template("client-16x9"), load_metrics())
    assert deck.slide_count == len(charts)
    register_deck(deck.content, name)
    return len(specs) - len(charts)


def test_every_kind_with_whatever_is_charted_is_in_a_deck(register_deck: Register) -> None:
    cases = [case for case in EXTREMES if case != SLOW]
    refused = write_deck(cases, WHOLE, "extremes.pptx", register_deck)
    assert refused < len(cases) * len(FAMILIES) / 3


@pytest.mark.nightly
def test_every_kind_is_in_a_deck_of_small_charts(register_deck: Register) -> None:
    write_deck(EXTREMES, SMALL, "small.pptx", register_deck)


@pytest.mark.nightly
def test_every_kind_with_a_thousand_points_is_in_a_deck(register_deck: Register) -> None:
    write_deck([SLOW], WHOLE, "many-points.pptx", register_deck)
