"""From a briefing to the plan of its slides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import BoundValue, Role, SlideKind, SlidePlan
from briefing_app.model.topic import ExhibitRequest, Text
from briefing_app.story.slide_planner import plan_slides

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]


def planned(briefing: Briefing) -> SlidePlan:
    return plan_slides(briefing, evaluator())


def test_a_briefing_opens_with_title_contents_and_summary(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    plan = planned(
        make_briefing(
            make_topic("a", "Asia leads", table=table, section="Markets"),
            make_topic("b", "Costs fall", section="Costs"),
            make_topic("c", "Europe follows", section="Markets"),
        )
    )
    kinds = [slide.kind for slide in plan.slides]
    assert kinds[:3] == [SlideKind.TITLE, SlideKind.CONTENTS, SlideKind.SUMMARY]
    assert [slide.title for slide in plan.slides[3:]] == [
        "Markets", "Asia leads", "Europe follows", "Costs", "Costs fall", "Contact",
    ]  # fmt: skip
    assert [(section.name, len(section.slides)) for section in plan.sections] == [
        ("Overview", 3), ("Markets", 3), ("Costs", 3),
    ]  # fmt: skip
    entries = plan.slides[1].messages
    assert [entry.heading or entry.text for entry in entries] == [
        "Markets", "Asia leads", "Europe follows", "Costs", "Costs fall",
    ]  # fmt: skip
    assert {entry.target for entry in entries if entry.text} == {"topic:a", "topic:b", "topic:c"}
    assert plan.slides[2].messages[0].heading == "Asia leads"
    assert plan.slides[4].source == "Source: Annual report 2024"
    assert plan.slides[4].exhibit is not None
    assert plan.slides[4].exhibit.provenance[0].cells == "Data!A3:B5"


def test_one_topic_needs_no_contents(make_topic: MakeTopic, make_briefing: MakeBriefing) -> None:
    plan = planned(make_briefing(make_topic()))
    assert [slide.kind for slide in plan.slides] == [SlideKind.TITLE, SlideKind.TOPIC]


def test_each_exhibit_gets_a_slide_and_the_messages_stand_on_the_first(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    topic = make_topic("a", table=table)
    plan = planned(make_briefing(replace(topic, exhibits=topic.exhibits * 2)))
    first, second = plan.slides[1:]
    assert first.group == second.group == "topic:a"
    assert first.key != second.key
    assert (len(first.messages), len(second.messages)) == (1, 0)


def test_a_value_that_cannot_be_computed_is_never_printed_raw(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    topic = make_topic(messages=[("", "Sales were {Sales[2024]}."), ("", "A {{brace}} is fine.")])
    plan = planned(make_briefing(topic))
    assert [message.text for message in plan.slides[1].messages] == ["A {brace} is fine."]
    assert [finding.code for finding in plan.findings] == ["bound-no-table"]


def bound(text: str, values: tuple[BoundValue, ...]) -> list[str]:
    """Return what stands where a text says that its values stand."""
    return [text[value.start : value.end] for value in values]


def test_values_are_put_into_every_text_of_a_topic(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"2023": [1.0, 2.0], "2024": [3.0, 2.5]})
    made = make_topic(
        "a",
        "  Asia reaches {Asia[2024]}, up {Asia[2024]/Asia[2023]-1 | 0%}",
        table=table,
        messages=[("Now {Asia[2024]}", "Europe is at {Europe[2024]} of {sum('2024')}")],
    )
    topic = replace(
        made.topic, standfirst=Text("From {Asia[2023]}"), source=Text("Report on {sum('2023')}")
    )
    other = make_topic("b", "Europe follows with {Europe[2024]}", table=table)
    plan = planned(make_briefing(replace(made, topic=topic), other))
    assert {finding.code for finding in plan.findings} == {"kind-chosen"}
    slide = plan.slides[3]
    assert slide.title == "Asia reaches 3.0, up 200%"
    assert bound(slide.title, slide.values_of(Role.TITLE)) == ["3.0", "200%"]
    assert bound(slide.standfirst, slide.values_of(Role.STANDFIRST)) == ["1.0"]
    assert slide.source == "Source: Report on 3.0"
    assert bound(slide.source, slide.values_of(Role.SOURCE)) == ["3.0"]
    message = slide.messages[0]
    assert (message.heading, message.text) == ("Now 3.0", "Europe is at 2.5 of 5.5")
    assert bound(message.text, message.values) == ["2.5", "5.5"]
    assert bound(message.heading, message.heading_values) == ["3.0"]
    contents, summary = plan.slides[1], plan.slides[2]
    assert bound(contents.messages[0].text, contents.messages[0].values) == ["3.0", "200%"]
    line = summary.messages[0]
    assert bound(line.heading, line.heading_values) == ["3.0", "200%"]
    assert bound(line.text, line.values) == ["2.5", "5.5"]


def test_places_are_right_after_german_marks_are_set(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asien"], {"2023": [1.0], "2024": [1.5]})
    headline = '5% mehr als "{Asien[2023]}", also {Asien[2024] * 10 | 0}% und {50% | 0%} von 3%'
    plan = planned(make_briefing(make_topic("a", headline, table=table), language="de"))
    slide = plan.slides[1]
    assert slide.title == ("5\u00a0% mehr als „1,0“, also 15\u00a0% und 50\u00a0% von 3\u00a0%")
    assert bound(slide.title, slide.values_of(Role.TITLE)) == ["1,0", "15", "50\u00a0%"]


def test_an_exhibits_own_table_comes_first_in_its_title(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    first = make_table(["Asia"], {"2024": [1.0]})
    second = make_table(["Asia", "Africa"], {"2024": [7.0, 8.0]}, sheet="More")
    made = make_topic("a", "Asia at {Asia[2024]}, Africa at {Africa[2024]}", table=first)
    titled = ExhibitRequest(
        title=Text("Asia: {Asia[2024]}"), source=Text("Book {Asia[2024]}"), kind="bar"
    )
    exhibits = (*made.exhibits, ChosenExhibit(titled, second))
    plan = planned(make_briefing(replace(made, exhibits=exhibits)))
    one, two = plan.slides[1:]
    assert one.title == two.title == "Asia at 1.0, Africa at 8.0"
    assert two.standfirst == "Asia: 7.0, € m"
    assert bound(two.standfirst, two.values_of(Role.STANDFIRST)) == ["7.0"]
    assert two.source == "Source: Book 7.0"
    assert bound(two.source, two.values_of(Role.SOURCE)) == ["7.0"]


def test_braces_of_a_client_are_braces(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = replace(make_table(["a", "b"], {"{x}": [1.0, 2.0]}, title="{T}"), source="By {us}")
    made = make_topic("a", "{T}", table=table, proposed=True)
    proposed = replace(made, topic=replace(made.topic, source=Text("By {us}")))
    plan = planned(make_briefing(proposed))
    assert plan.slides[1].source == "Source: By {us}"
    assert [finding.code for finding in plan.findings if finding.code.startswith("bound")] == []


def test_a_table_without_a_topic_gets_a_proposal(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["2019", "2020"], {"Sales": [1.0, 2.0]})
    plan = planned(make_briefing(make_topic(table=table, proposed=True)))
    assert plan.slides[1].title == "Sales rose from 1.0 in 2019 to 2.0 in 2020"
    assert plan.slides[1].proposed
    assert "proposed" in [finding.code for finding in plan.findings]


def test_nothing_to_show_is_an_error(make_briefing: MakeBriefing) -> None:
    plan = planned(make_briefing())
    assert [finding.code for finding in plan.findings] == ["nothing-to-show"]


def test_a_topic_without_a_source_is_said(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    chosen = make_topic()
    bare = replace(chosen, topic=replace(chosen.topic, source=type(chosen.topic.source)()))
    told = {f.code: f.remedy for f in planned(make_briefing(bare)).findings}
    assert "column Source" in told["source-missing"]
    unprepared = replace(bare, topic=replace(bare.topic, proposed=True))
    told = {f.code: f.remedy for f in planned(make_briefing(unprepared)).findings}
    assert "column Source" not in told["source-missing"]


def test_a_very_long_message_is_said_and_kept_out_of_the_summary(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    long = make_topic("a", "First", messages=[("", "word " * 100)])
    plan = planned(make_briefing(long, make_topic("b", "Second")))
    assert "message-long" in [finding.code for finding in plan.findings]
    assert [line.text for line in plan.slides[2].messages] == ["", "Asia leads all regions."]
    assert plan.slides[3].messages[0].text == ("word " * 100).strip()


def test_a_message_that_fails_takes_its_heading_with_it(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia"], {"2024": [3.0]})
    messages = (
        ("Africa", "Africa is at {Africa[2024]}"),
        ("Europe at {Europe[2024]}", "Asia is at {Asia[2024]}"),
        ("Heading alone", ""),
    )
    plan = planned(make_briefing(make_topic(table=table, messages=messages)))
    said = [(message.heading, message.text) for message in plan.slides[-1].messages]
    assert said == [("", "Asia is at 3.0"), ("Heading alone", "")]
    assert [f.code for f in plan.findings if f.severity == "error"] == ["bound-label-unknown"] * 2
