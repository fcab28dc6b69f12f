"""Sizes are found without trying all of them, and long lists are measured only as far as needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.deck import text_fit
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.layout_choice import choose_layout
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.deck.text_fit import MINIMUM_PT, TextBox, fitting_size, sizes
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.slide_plan import (
    PlannedSlide,
    PlannedText,
    Role,
    SlideKind,
    SlidePlan,
)
from briefing_app.story.slide_planner import plan_slides
from briefing_app.typeset.metrics import Metrics

MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]
WORDS = "Growth in the region has been steady and broad across all of the segments. "


def _slide(key: str, messages: tuple[PlannedText, ...], standfirst: str = "") -> PlannedSlide:
    return PlannedSlide(key, SlideKind.TOPIC, "Title", standfirst=standfirst, messages=messages)


@settings(deadline=None)
@given(words=st.integers(1, 400), paragraphs=st.integers(1, 6))
def test_the_size_found_is_the_largest_that_holds(
    template: TemplateProfile, metrics: Metrics, words: int, paragraphs: int
) -> None:
    texts = tuple(PlannedText("several words " * (words // paragraphs)) for _ in range(paragraphs))
    slot = choose_layout(_slide("a", texts), template).slot(Role.MESSAGES)
    assert slot is not None
    box = TextBox.of(slot, metrics)
    minimum = MINIMUM_PT[Role.MESSAGES]
    held = [size for size in sizes(box.size_pt, minimum) if box.holds(texts, size)]
    assert fitting_size(box, texts, minimum) == (max(held) if held else None)


def test_the_same_text_gets_the_size_of_its_own_layout(
    template: TemplateProfile, metrics: Metrics
) -> None:
    text = (PlannedText(WORDS * 18),)
    alone = _slide("alone", text)
    summary = PlannedSlide("summary", SlideKind.SUMMARY, "Title", standfirst="S", messages=text)
    contents = PlannedSlide("contents", SlideKind.CONTENTS, "Title", messages=text)
    both = [alone, summary, contents]
    together = lay_out(SlidePlan("Deck", tuple(both), ()), template, metrics)
    for slide, laid_out in zip(both, together.slides, strict=True):
        by_itself = lay_out(SlidePlan("Deck", (slide,), ()), template, metrics).slides[0]
        assert laid_out == by_itself


def _measured_paragraphs(briefing: Briefing, template: TemplateProfile, metrics: Metrics) -> int:
    """Return how many paragraphs are measured to lay a briefing out."""
    counted = 0
    plain = text_fit._paragraph

    def counting(*arguments: object) -> object:
        nonlocal counted
        counted += 1
        return plain(*arguments)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_fit, "_paragraph", counting)
        lay_out(plan_slides(briefing, evaluator()), template, metrics)
    return counted


def test_contents_and_summary_cost_no_more_per_topic_as_topics_grow(
    template: TemplateProfile,
    metrics: Metrics,
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
) -> None:
    def cost(count: int) -> float:
        topics = [make_topic(f"t{n}", f"Area {n} leads") for n in range(count)]
        return _measured_paragraphs(make_briefing(*topics), template, metrics) / count

    assert cost(400) <= cost(100) * 1.2
