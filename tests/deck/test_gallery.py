"""The gallery: every kind of chart as a chart, with its decorations, on real data."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assets.samples.sample_blocks import texts_of
from briefing_app.charts.families import FAMILIES
from tests.deck.conftest import Deck

if TYPE_CHECKING:
    from tests.conftest import Decks
    from tests.deck.conftest import Answer

HEADER, *ROWS = texts_of("gallery")
MEANT = {"chart-axis-broken", "chart-category-shortened", "font-stand-in"}
"""Warnings that belong to what a slide shows."""


@pytest.fixture(scope="module")
def gallery(
    briefing: Callable[..., Answer], tmp_path_factory: pytest.TempPathFactory, decks: Decks
) -> tuple[Answer, Deck]:
    """Return what the command said, and the deck."""
    path = tmp_path_factory.mktemp("gallery") / "gallery.pptx"
    answer = briefing("gallery", "--json", "-o", path)
    decks.add(path.read_bytes(), path.name)
    return answer, Deck(path)


def test_the_command_says_what_it_wrote(gallery: tuple[Answer, Deck]) -> None:
    answer, deck = gallery
    assert (answer.status, answer.document["schema"]) == (0, "briefing.gallery/1")
    assert answer.document["slides"] == len(deck.slides)
    grave = {f["code"] for f in answer.findings if f["severity"] != "info"}
    assert grave <= MEANT


def test_every_kind_is_a_chart_with_its_workbook(gallery: tuple[Answer, Deck]) -> None:
    _, deck = gallery
    charts = [name for name in deck.parts if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
    asked = [row[HEADER.index("Kind")] for row in ROWS]
    assert {kind.value for kind in FAMILIES} <= set(asked)
    assert len(charts) == sum(kind != "table" for kind in asked)
    workbooks = [name for name in deck.parts if name.endswith(".xlsx")]
    assert len(workbooks) == len(charts)
    pictures = [name for slide in deck.slides for kind, name in deck.related(slide).values()
                if kind == "image"]  # fmt: skip
    assert pictures == []


def test_what_is_asked_for_is_drawn(gallery: tuple[Answer, Deck]) -> None:
    answer, _ = gallery
    codes = [f["code"] for f in answer.findings]
    assert "chart-decoration-left-out" not in codes
    assert not [code for code in codes if code.startswith(("option-", "kind-unknown"))]


def test_the_same_gallery_has_the_same_bytes(
    gallery: tuple[Answer, Deck], briefing: Callable[..., Answer], tmp_path: Path
) -> None:
    again = tmp_path / "gallery.pptx"
    briefing("gallery", "-o", again)
    assert Deck(again).parts == gallery[1].parts
