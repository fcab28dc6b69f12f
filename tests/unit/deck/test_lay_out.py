"""Layouts are chosen, text is fitted, what is too long is split, and what is lost is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.layout_choice import choose_layout
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.deck.text_fit import MINIMUM_PT, TextBox
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import (
    LaidOutPlan,
    PlannedSlide,
    PlannedText,
    Role,
    SlideKind,
    SlidePlan,
)
from briefing_app.story.slide_planner import plan_slides
from briefing_app.typeset.metrics import Metrics

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]
WORDS = "Growth in the region has been steady and broad across all of the segments. "


def plan_of(*slides: PlannedSlide) -> SlidePlan:
    return SlidePlan("Deck", slides, ())


def messages_of(plan: LaidOutPlan) -> list[PlannedText]:
    return [
        text
        for slide in plan.slides
        for fill in slide.fills
        if fill.role is Role.MESSAGES
        for text in fill.paragraphs
    ]


@pytest.mark.parametrize(
    ("slide", "layout"),
    [
        (PlannedSlide("t", SlideKind.TITLE, "Deck", standfirst="A. Author"), "Title"),
        (PlannedSlide("c", SlideKind.CONTENTS, "C", messages=(PlannedText("x"),)), "Contents"),
        (
            PlannedSlide("s", SlideKind.SUMMARY, "S", messages=(PlannedText("x"),)),
            "Executive summary",
        ),
        (PlannedSlide("m", SlideKind.TOPIC, "M", messages=(PlannedText("x"),)), "Messages"),
        (
            PlannedSlide(
                "m", SlideKind.TOPIC, "M", standfirst="x", source="y", messages=(PlannedText("x"),)
            ),
            "Messages",
        ),
    ],
)
def test_each_kind_of_slide_gets_its_layout(
    slide: PlannedSlide, layout: str, template: TemplateProfile
) -> None:
    assert choose_layout(slide, template).layout.name == layout


def test_an_exhibit_with_messages_and_one_without(
    make_table: Make,
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
    template: TemplateProfile,
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    slide = plan_slides(make_briefing(make_topic(table=table)), evaluator()).slides[1]
    assert choose_layout(slide, template).layout.name == "Exhibit and messages"
    alone = replace(slide, messages=())
    assert choose_layout(alone, template).layout.name == "Exhibit full width"


def test_text_that_fits_keeps_the_template_s_size(
    template: TemplateProfile, metrics: Metrics
) -> None:
    slide = PlannedSlide("m", SlideKind.TOPIC, "M", messages=(PlannedText(WORDS),))
    fill = next(
        fill
        for fill in lay_out(plan_of(slide), template, metrics).slides[0].fills
        if fill.role is Role.MESSAGES
    )
    assert fill.size_pt == 14.0


def test_text_is_set_smaller_before_it_is_split(
    template: TemplateProfile, metrics: Metrics
) -> None:
    texts = tuple(PlannedText(WORDS * 2, "Heading") for _ in range(6))
    plan = lay_out(plan_of(PlannedSlide("m", SlideKind.TOPIC, "M", messages=texts)), template,
                   metrics)  # fmt: skip
    (slide,) = plan.slides
    fill = next(fill for fill in slide.fills if fill.role is Role.MESSAGES)
    assert MINIMUM_PT[Role.MESSAGES] <= fill.size_pt < 14.0


def test_a_message_of_2000_characters_is_split_and_nothing_is_lost(
    template: TemplateProfile, metrics: Metrics
) -> None:
    long = (WORDS * 40)[:2000].strip()
    texts = (PlannedText(long, "Long"), PlannedText("Short one.", "Short"))
    exhibitless = PlannedSlide("m", SlideKind.TOPIC, "M", messages=texts * 3)
    plan = lay_out(plan_of(exhibitless), template, metrics)
    assert len(plan.slides) > 1
    said = " ".join(text.text for text in messages_of(plan))
    assert said.split() == (f"{long} Short one. " * 3).split()
    assert [slide.planned.title for slide in plan.slides][:2] == [
        f"M (1/{len(plan.slides)})",
        f"M (2/{len(plan.slides)})",
    ]
    assert len({slide.planned.key for slide in plan.slides}) == len(plan.slides)
    assert "slide-split" in [finding.code for finding in plan.findings]


def test_a_text_without_any_place_to_break_ends_and_is_said(
    template: TemplateProfile, metrics: Metrics
) -> None:
    endless = PlannedSlide("m", SlideKind.TOPIC, "M", messages=(PlannedText("x" * 60_000),))
    plan = lay_out(plan_of(endless), template, metrics)
    assert {"text-too-long", "text-left-out"} & {finding.code for finding in plan.findings}


def test_a_title_that_does_not_fit_is_a_finding_with_the_words_over(
    template: TemplateProfile, metrics: Metrics
) -> None:
    slide = PlannedSlide("m", SlideKind.TOPIC, WORDS * 6, messages=(PlannedText("x"),))
    plan = lay_out(plan_of(slide), template, metrics)
    (finding,) = [f for f in plan.findings if f.code == "text-too-long"]
    assert finding.place.slide == 1
    assert "title is" in finding.message
    words = int(finding.message.split(" words")[0].rsplit(" ", 1)[1])
    assert 20 < words < 70


def test_sister_slides_share_their_sizes(template: TemplateProfile, metrics: Metrics) -> None:
    few = PlannedSlide("a", SlideKind.TOPIC, "A", messages=(PlannedText(WORDS),))
    many = replace(few, key="b", messages=(PlannedText(WORDS * 2, "Heading"),) * 6)
    plan = lay_out(plan_of(few, many), template, metrics)
    sizes = {
        fill.size_pt for slide in plan.slides for fill in slide.fills if fill.role is Role.MESSAGES
    }
    assert len(sizes) == 1


def test_contents_carry_the_page_numbers_after_splitting(
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
    template: TemplateProfile,
    metrics: Metrics,
) -> None:
    long = [("Long", WORDS * 20)] * 3
    plan = lay_out(
        plan_slides(
            make_briefing(
                make_topic("a", "First", messages=long),
                make_topic("b", "Second"),
            ),
            evaluator(),
        ),
        template,
        metrics,
    )
    keys = [slide.planned.key for slide in plan.slides]
    contents = next(s for s in plan.slides if s.planned.kind is SlideKind.CONTENTS)
    lines = {text.target: text.text for text in contents.planned.messages}
    assert lines["topic:b"] == f"{keys.index('topic:b') + 1}\tSecond"
    assert keys.index("topic:b") > 4
    assert sorted(k for section in plan.sections for k in section.slides) == sorted(keys)


def test_a_long_table_is_split_into_even_parts_with_the_header(
    make_table: Make,
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
    template: TemplateProfile,
    metrics: Metrics,
) -> None:
    names = [f"Country {i}" for i in range(50)]
    table = make_table(names, {"Sales": [float(i) for i in range(50)]})
    topic = make_topic(table=table, kind="table", messages=())
    plan = lay_out(plan_slides(make_briefing(topic), evaluator()), template, metrics)
    specs = [slide.planned.exhibit.spec for slide in plan.slides[1:] if slide.planned.exhibit]
    assert len(specs) > 1
    rows = [row for spec in specs if isinstance(spec, TableSpec) for row in spec.rows]
    assert [row[0] for row in rows] == names
    assert {spec.longest for spec in specs if isinstance(spec, TableSpec)} == {
        ("Country 10", "10.0"),
    }
    lengths = [len(spec.rows) for spec in specs if isinstance(spec, TableSpec)]
    assert max(lengths) - min(lengths) <= len(specs)


def test_a_proposed_table_is_one_slide_and_what_is_left_out_is_said(
    make_table: Make,
    make_topic: MakeTopic,
    make_briefing: MakeBriefing,
    template: TemplateProfile,
    metrics: Metrics,
) -> None:
    names = [f"Country {i}" for i in range(300)]
    table = make_table(names, {"Sales": [float(i) for i in range(300)]})
    topic = make_topic(table=table, proposed=True)
    plan = lay_out(plan_slides(make_briefing(topic), evaluator()), template, metrics)
    (slide,) = plan.slides[1:]
    assert slide.planned.exhibit is not None
    assert isinstance(slide.planned.exhibit.spec, TableSpec)
    shown = len(slide.planned.exhibit.spec.rows)
    (finding,) = [f for f in plan.findings if f.code == "rows-left-out"]
    assert f"last {300 - shown} rows" in finding.message


def test_a_text_is_measured_once(
    template: TemplateProfile, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages are asked for when a slide is split and again when it is filled."""
    asked: list[tuple[PlannedText, ...]] = []
    measure = TextBox.holds

    def counted(box: TextBox, texts: Sequence[PlannedText], size_pt: float) -> bool:
        asked.append(tuple(texts))
        return measure(box, texts, size_pt)

    monkeypatch.setattr(TextBox, "holds", counted)
    messages = (PlannedText("One"), PlannedText("Two"))
    slide = PlannedSlide("m", SlideKind.TOPIC, "M", standfirst="x", messages=messages)
    lay_out(plan_of(slide, replace(slide, key="n")), template, metrics)
    assert asked.count(messages) == 1
    assert len(set(asked)) == len(asked)
