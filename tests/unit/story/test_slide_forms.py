"""How topics are set: layouts in words, pages of a series, dividers, appendix, related topics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import PlannedSlide, Role, SlideForm, SlideKind, SlidePlan
from briefing_app.story.slide_forms import form_named
from briefing_app.story.slide_planner import plan_slides

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]


def planned(briefing: Briefing, *, one_page: bool = False) -> SlidePlan:
    return plan_slides(briefing, evaluator(), one_page=one_page)


def topics(plan: SlidePlan) -> list[PlannedSlide]:
    return [slide for slide in plan.slides if slide.kind is SlideKind.TOPIC]


def with_layout(chosen: ChosenTopic, layout: str) -> ChosenTopic:
    return replace(chosen, topic=replace(chosen.topic, layout=layout))


@pytest.fixture
def two(make_table: Make, make_topic: MakeTopic) -> ChosenTopic:
    """Return a topic with two exhibits and a message."""
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    chosen = make_topic("a", table=table)
    return replace(chosen, exhibits=chosen.exhibits * 2)


@pytest.mark.parametrize("form", SlideForm)
def test_every_form_is_known_by_its_name(form: SlideForm) -> None:
    assert form_named(form.value.upper().replace(" ", "-")) is form


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Zwei Abbildungen", SlideForm.TWO_EXHIBITS),
        ("Abbildung links", SlideForm.EXHIBIT_LEFT),
        ("图右", SlideForm.EXHIBIT_RIGHT),
        ("Volle Breite", SlideForm.FULL_WIDTH),
        ("Zitat", SlideForm.QUOTATION),
        ("附录", SlideForm.APPENDIX),
    ],
)
def test_forms_are_known_in_three_languages(words: str, form: SlideForm) -> None:
    assert form_named(words) is form


def test_two_exhibits_share_a_slide_when_asked(
    two: ChosenTopic, make_briefing: MakeBriefing
) -> None:
    (slide,) = topics(planned(make_briefing(with_layout(two, "two exhibits"))))
    assert slide.form is SlideForm.TWO_EXHIBITS
    assert len(slide.exhibits) == 2
    assert slide.exhibits[0].key != slide.exhibits[1].key
    assert slide.source == "Source: Annual report 2024"
    assert len(topics(planned(make_briefing(two)))) == 2


def test_one_exhibit_cannot_be_two(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    chosen = make_topic("a", table=make_table(["A", "B"], {"Sales": [1.0, 2.0]}))
    (slide,) = topics(planned(make_briefing(with_layout(chosen, "two exhibits"))))
    assert slide.form is SlideForm.PLAIN


def test_full_width_puts_the_messages_on_the_next_slide(
    two: ChosenTopic, make_briefing: MakeBriefing
) -> None:
    first, texts, second = topics(planned(make_briefing(with_layout(two, "full width"))))
    assert first.exhibit is not None
    assert not first.messages
    assert (texts.exhibit, len(texts.messages)) == (None, 1)
    assert (first.standfirst, texts.standfirst) == ("Sales, € m", "")
    assert second.exhibit is not None
    assert len({slide.key for slide in (first, texts, second)}) == 3


@pytest.mark.parametrize(("language", "marks"), [("en", "“”"), ("de", "„“"), ("zh", "“”")])
def test_a_quotation_stands_in_quotation_marks_once(
    make_topic: MakeTopic, make_briefing: MakeBriefing, language: str, marks: str
) -> None:
    for headline in ("Words", f"{marks[0]}Words{marks[1]}"):
        chosen = with_layout(make_topic("q", headline, messages=()), "quotation")
        (slide,) = topics(planned(make_briefing(chosen, language=language)))
        assert slide.title == f"{marks[0]}Words{marks[1]}"


def test_bound_values_of_a_quotation_keep_their_places(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    chosen = with_layout(make_topic("q", "Sold: {Asia[Sales]}", table=table), "quotation")
    slide = topics(planned(make_briefing(chosen)))[0]
    (value,) = slide.values_of(Role.TITLE)
    assert slide.title[value.start : value.end] == "1.0"


def test_the_appendix_stands_behind_all_others_in_a_section_of_its_own(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    plan = planned(
        make_briefing(
            with_layout(make_topic("x", "Details", section="Markets"), "Anhang"),
            make_topic("a", "Asia leads", section="Markets"),
        )
    )
    assert [slide.title for slide in topics(plan)] == ["Asia leads", "Details"]
    assert [section.name for section in plan.sections] == ["Overview", "Markets", "Appendix"]
    assert topics(plan)[1].tracker == "Appendix"


def test_sections_open_with_a_divider_that_names_their_topics(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    plan = planned(
        make_briefing(make_topic("a", section="One"), make_topic("b", "Second", section="Two"))
    )
    first, second = (slide for slide in plan.slides if slide.kind is SlideKind.SECTION)
    assert (first.title, second.title) == ("One", "Two")
    assert [line.target for line in second.messages] == ["topic:b"]
    assert dict(second.more)[Role.NUMBER][0].text == "2"
    assert plan.sections[2].slides[0] == second.key
    assert plan.slides[-1].kind is SlideKind.BACK
    keys = [key for section in plan.sections for key in section.slides]
    assert keys == [slide.key for slide in plan.slides]


def test_a_single_section_needs_no_divider(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    plan = planned(make_briefing(make_topic("a"), make_topic("b", "Second")))
    assert SlideKind.SECTION not in {slide.kind for slide in plan.slides}


def test_the_name_of_a_layout_is_kept_for_the_template(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    (slide,) = topics(planned(make_briefing(with_layout(make_topic(), "Our big picture"))))
    assert (slide.form, slide.layout) == (SlideForm.PLAIN, "Our big picture")


def test_a_one_page_template_gets_pages_alone(
    two: ChosenTopic, make_briefing: MakeBriefing
) -> None:
    chosen = replace(two, topic=replace(two.topic, author="A. Author", date="2025-08-20"))
    plan = planned(make_briefing(chosen, language="de"), one_page=True)
    assert {slide.kind for slide in plan.slides} == {SlideKind.TOPIC}
    first, further = plan.slides
    assert (first.form, further.form) == (SlideForm.RADAR, SlideForm.CONTINUATION)
    head = {role: texts[0].text for role, texts in first.more}
    assert head == {
        Role.SERIES: "Growth moves east",
        Role.AUTHOR: "A. Author",
        Role.DATE: "20. August 2025",
    }


@pytest.mark.parametrize(
    ("language", "series", "number"),
    [("en", "Radar", "No. 7"), ("de", "Rundschau", "Nr. 7"), ("zh", "Radar", "第7期")],
)
def test_series_and_number_head_the_page(
    make_topic: MakeTopic, make_briefing: MakeBriefing, language: str, series: str, number: str
) -> None:
    chosen = make_topic()
    extra = (("Series", "Radar"), ("Series (de)", "Rundschau"), ("Number", "7"))
    chosen = replace(chosen, topic=replace(chosen.topic, extra=extra))
    plan = planned(make_briefing(chosen, language=language), one_page=True)
    head = {role: texts[0].text for role, texts in plan.slides[0].more}
    assert (head[Role.SERIES], head[Role.NUMBER]) == (series, number)


def test_related_topics_are_linked_when_they_are_in_the_deck(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    chosen = make_topic("a")
    related = ("B", "elsewhere", "nowhere", "a")
    chosen = replace(chosen, topic=replace(chosen.topic, related=related))
    briefing = make_briefing(chosen, make_topic("b", "Second"))
    briefing = replace(briefing, known=(make_topic("Elsewhere", "Third"),))
    (first, second) = topics(planned(briefing))
    lines = dict(first.more)[Role.RELATED]
    assert [(line.heading, line.text, line.target) for line in lines] == [
        ("Related topics", "", ""), ("", "Second", "topic:b"), ("", "Third", ""),
    ]  # fmt: skip
    assert Role.RELATED not in dict(second.more)
