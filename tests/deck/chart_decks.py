"""Decks of nothing but charts: one to a slide, in a frame of a chosen size, without other text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.deck.assemble import Deck, assemble
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.geometry import Box, cm
from briefing_app.model.slide_plan import (
    LaidOutSlide,
    PlannedExhibit,
    PlannedSlide,
    Role,
    SlideKind,
    SlidePlan,
)
from briefing_app.typeset.metrics import Metrics

Size = tuple[float, float]
"""Width and height of a frame in centimetres."""
WHOLE: Size = (30.0, 15.0)
LEFT, TOP = cm(2), cm(2)


def chart_deck(
    charts: Sequence[tuple[ChartSpec, Size]], template: TemplateProfile, metrics: Metrics
) -> Deck:
    """Return a deck with a slide for each chart, in that order, and nothing beside it."""
    slides = tuple(
        PlannedSlide(f"s{n}", SlideKind.TOPIC, f"{n}", exhibit=PlannedExhibit(f"e{n}", spec))
        for n, (spec, _) in enumerate(charts)
    )
    plan = lay_out(SlidePlan("Charts", slides, (), charts[0][0].language), template, metrics)
    placed = (_alone(one, size) for one, (_, size) in zip(plan.slides, charts, strict=True))
    return assemble(replace(plan, slides=tuple(placed)), template, metrics)


def _alone(slide: LaidOutSlide, size: Size) -> LaidOutSlide:
    """Return a slide with its exhibit only, in a frame of a size."""
    box = Box(LEFT, TOP, cm(size[0]), cm(size[1]))
    fills = (replace(fill, box=box) for fill in slide.fills if fill.role is Role.EXHIBIT)
    return replace(slide, fills=tuple(fills))
