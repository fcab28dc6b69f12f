"""Layouts named for a use are taken for it, and optional slides only where a layout offers them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.layout_choice import choose_layout
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.exhibit_spec import TimelineEvent, TimelineSpec
from briefing_app.model.slide_plan import (
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Role,
    SlideForm,
    SlideKind,
    SlidePlan,
)
from briefing_app.typeset.metrics import Metrics

TABLE = PlannedExhibit("x", TableSpec(("A",), (("1",),), (True,)), title=PlannedText("Table, m"))
EVENTS = PlannedExhibit("x", TimelineSpec((TimelineEvent(736_000.0, "2016", "Event"),)))
MESSAGES = (PlannedText("Text"),)


def topic(**facts: object) -> PlannedSlide:
    return replace(PlannedSlide("a", SlideKind.TOPIC, "A", source="S"), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slide", "layout"),
    [
        (PlannedSlide("s", SlideKind.SECTION, "One", messages=MESSAGES), "Section"),
        (PlannedSlide("b", SlideKind.BACK, "Deck", standfirst="A"), "Back page"),
        (topic(form=SlideForm.QUOTATION, standfirst="Who"), "Quotation"),
        (topic(form=SlideForm.APPENDIX, exhibit=TABLE), "Appendix"),
        (topic(exhibit=TABLE), "Exhibit full width"),
        (topic(exhibit=TABLE, messages=MESSAGES), "Exhibit and messages"),
        (topic(form=SlideForm.EXHIBIT_LEFT, exhibit=TABLE, messages=MESSAGES),
         "Exhibit and messages"),
        (topic(form=SlideForm.EXHIBIT_RIGHT, exhibit=TABLE, messages=MESSAGES),
         "Messages and exhibit"),
        (topic(form=SlideForm.TWO_EXHIBITS, exhibit=TABLE, second=TABLE), "Two exhibits"),
        (topic(form=SlideForm.TWO_EXHIBITS, exhibit=TABLE, second=TABLE, messages=MESSAGES),
         "Two exhibits and messages"),
        (topic(form=SlideForm.TIMELINE, exhibit=EVENTS, messages=MESSAGES), "Timeline"),
        (topic(form=SlideForm.TIMELINE, exhibit=EVENTS), "Exhibit full width"),
        (topic(form=SlideForm.COMPARISON, exhibit=TABLE, messages=MESSAGES), "Comparison"),
        (topic(layout="messages AND exhibit", exhibit=TABLE, messages=MESSAGES),
         "Messages and exhibit"),
        (topic(messages=MESSAGES), "Messages"),
    ],
)  # fmt: skip
def test_each_form_gets_its_layout(
    slide: PlannedSlide, layout: str, template: TemplateProfile
) -> None:
    assert choose_layout(slide, template).layout.name == layout


def without(template: TemplateProfile, *names: str) -> TemplateProfile:
    kept = tuple(layout for layout in template.layouts if layout.name not in names)
    return replace(template, layouts=kept)


def test_dividers_and_back_page_need_a_layout(template: TemplateProfile, metrics: Metrics) -> None:
    slides = (
        PlannedSlide("s", SlideKind.SECTION, "One"),
        topic(messages=MESSAGES),
        PlannedSlide("back", SlideKind.BACK, "Deck"),
    )
    plan = SlidePlan("Deck", slides, (PlannedSection("One", ("s", "a", "back")),))
    whole = lay_out(plan, template, metrics)
    assert [slide.planned.key for slide in whole.slides] == ["s", "a", "back"]
    less = lay_out(plan, without(template, "Section", "Back page"), metrics)
    assert [slide.planned.key for slide in less.slides] == ["a"]
    assert less.sections == (PlannedSection("One", ("a",)),)


def test_two_exhibits_share_the_place_of_one_where_no_layout_has_two(
    template: TemplateProfile,
) -> None:
    slide = topic(form=SlideForm.TWO_EXHIBITS, exhibit=TABLE, second=TABLE)
    few = without(template, "Two exhibits", "Two exhibits and messages")
    chosen = choose_layout(slide, few)
    first, second = chosen.slot(Role.EXHIBIT), chosen.slot(Role.SECOND_EXHIBIT)
    assert first is not None
    assert second is not None
    assert first.box.right < second.box.x
    assert (first.box.y, first.box.cy) == (second.box.y, second.box.cy)


def test_two_content_boxes_hold_an_exhibit_each(template: TemplateProfile) -> None:
    (pair,) = (layout for layout in template.layouts if layout.name == "Two exhibits")
    boxes = {slot.role: slot for slot in pair.slots}
    first, second = boxes[Role.EXHIBIT], boxes[Role.SECOND_EXHIBIT]
    slots = (boxes[Role.TITLE], first, replace(second, role=Role.MESSAGES))
    foreign = replace(template, layouts=(replace(pair, name="Two Content", slots=slots),))
    slide = topic(form=SlideForm.TWO_EXHIBITS, exhibit=TABLE, second=TABLE, source="")
    chosen = choose_layout(slide, foreign)
    held = {slot.role: slot for slot in chosen.slots}
    assert Role.MESSAGES not in held
    assert held[Role.SECOND_EXHIBIT].box.x == second.box.x
    assert held[Role.SECOND_EXHIBIT].box.bottom == second.box.bottom
    assert held[Role.EXHIBIT].box.x == first.box.x
    assert held[Role.SECOND_EXHIBIT_TITLE].box.bottom == held[Role.SECOND_EXHIBIT].box.y


def test_a_layout_that_the_template_does_not_have_is_said(
    template: TemplateProfile, metrics: Metrics
) -> None:
    slide = topic(layout="Our big picture", messages=MESSAGES)
    laid_out = lay_out(SlidePlan("Deck", (slide,), ()), template, metrics)
    found = [finding for finding in laid_out.findings if finding.code == "layout-unknown"]
    assert len(found) == 1
    assert "Our big picture" in found[0].message


def test_an_exhibit_title_of_its_own_is_not_said_twice(
    template: TemplateProfile, metrics: Metrics
) -> None:
    slide = topic(form=SlideForm.TWO_EXHIBITS, exhibit=TABLE, second=TABLE, standfirst="Table, m")
    (laid_out,) = lay_out(SlidePlan("Deck", (slide,), ()), template, metrics).slides
    texts = {fill.role: fill.paragraphs[0].text for fill in laid_out.fills if fill.paragraphs}
    assert texts[Role.EXHIBIT_TITLE] == texts[Role.SECOND_EXHIBIT_TITLE] == "Table, m"
    assert Role.STANDFIRST not in texts
