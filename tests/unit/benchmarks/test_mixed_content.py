"""The benchmark of all kinds: every kind that can be drawn is in it, with figures of its own."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from pptx.shapes.graphfrm import GraphicFrame

from benchmarks.content import chart_slide
from benchmarks.mixed_content import mixed_slides, spec_of
from benchmarks.per_slide import OURS, OURS_MIXED, available, build_here
from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.families import FAMILIES
from briefing_app.model.chart_spec import ChartKind


@pytest.mark.parametrize("kind", ChartKind)
def test_each_kind_gets_a_chart_that_is_not_refused(kind: ChartKind) -> None:
    spec = spec_of(kind, chart_slide(1))
    assert spec.kind is kind
    if kind in FAMILIES:
        assert can_chart(spec) is None


def test_kinds_take_turns_and_no_two_slides_have_the_same_figures() -> None:
    slides = mixed_slides(400)
    assert [slide.chart.kind for slide in slides[: len(FAMILIES)]] == list(FAMILIES)
    assert len({slide.chart.series for slide in slides}) == 400
    assert mixed_slides(40) == slides[:40]


def test_a_deck_of_all_kinds_has_a_chart_on_each_slide(tmp_path: Path) -> None:
    figures = build_here(OURS_MIXED, len(FAMILIES), tmp_path / "deck.pptx")
    assert figures["seconds"] > 0
    slides = list(pptx.Presentation(str(tmp_path / "deck.pptx")).slides)
    assert len(slides) == len(FAMILIES)
    for slide in slides:
        assert any(isinstance(s, GraphicFrame) and s.has_chart for s in slide.shapes)


def test_all_kinds_are_measured_where_that_is_asked_for() -> None:
    assert available(mixed=True)[:2] == [OURS_MIXED, OURS]
    assert available(mixed=False)[0] == OURS
