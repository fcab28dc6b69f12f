"""From a briefing to the plan of its slides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import SlideKind
from briefing_app.story.slide_planner import plan_slides

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]


def test_a_briefing_opens_with_title_contents_and_summary(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    plan = plan_slides(
        make_briefing(
            make_topic("a", "Asia leads", table=table, section="Markets"),
            make_topic("b", "Costs fall", section="Costs"),
            make_topic("c", "Europe follows", section="Markets"),
        )
    )
    kinds = [slide.kind for slide in plan.slides]
    assert kinds[:3] == [SlideKind.TITLE, SlideKind.CONTENTS, SlideKind.SUMMARY]
    assert [slide.title for slide in plan.slides[3:]] == [
        "Asia leads", "Europe follows", "Costs fall",
    ]  # fmt: skip
    assert [(section.name, len(section.slides)) for section in plan.sections] == [
        ("Overview", 3), ("Markets", 2), ("Costs", 1),
    ]  # fmt: skip
    entries = plan.slides[1].messages
    assert [entry.heading or entry.text for entry in entries] == [
        "Markets", "Asia leads", "Europe follows", "Costs", "Costs fall",
    ]  # fmt: skip
    assert {entry.target for entry in entries if entry.text} == {"topic:a", "topic:b", "topic:c"}
    assert plan.slides[2].messages[0].heading == "Asia leads"
    assert plan.slides[3].source == "Source: Annual report 2024"
    assert plan.slides[3].exhibit is not None
    assert plan.slides[3].exhibit.provenance[0].cells == "Data!A3:B5"


def test_one_topic_needs_no_contents(make_topic: MakeTopic, make_briefing: MakeBriefing) -> None:
    plan = plan_slides(make_briefing(make_topic()))
    assert [slide.kind for slide in plan.slides] == [SlideKind.TITLE, SlideKind.TOPIC]


def test_each_exhibit_gets_a_slide_and_the_messages_stand_on_the_first(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    topic = make_topic("a", table=table)
    plan = plan_slides(make_briefing(replace(topic, exhibits=topic.exhibits * 2)))
    first, second = plan.slides[1:]
    assert first.group == second.group == "topic:a"
    assert first.key != second.key
    assert (len(first.messages), len(second.messages)) == (1, 0)


def test_a_bound_value_is_never_printed_raw(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    topic = make_topic(messages=[("", "Sales were {Sales[2024]}."), ("", "A {{brace}} is fine.")])
    plan = plan_slides(make_briefing(topic))
    assert [message.text for message in plan.slides[1].messages] == ["A {brace} is fine."]
    assert [finding.code for finding in plan.findings] == ["bound-value"]


def test_a_table_without_a_topic_gets_a_proposal(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["2019", "2020"], {"Sales": [1.0, 2.0]})
    plan = plan_slides(make_briefing(make_topic(table=table, proposed=True)))
    assert plan.slides[1].title == "Sales rose from 1.0 in 2019 to 2.0 in 2020"
    assert plan.slides[1].proposed
    assert "proposed" in [finding.code for finding in plan.findings]


def test_nothing_to_show_is_an_error(make_briefing: MakeBriefing) -> None:
    plan = plan_slides(make_briefing())
    assert [finding.code for finding in plan.findings] == ["nothing-to-show"]


def test_a_topic_without_a_source_is_said(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    chosen = make_topic()
    bare = replace(chosen, topic=replace(chosen.topic, source=type(chosen.topic.source)()))
    assert "source-missing" in [f.code for f in plan_slides(make_briefing(bare)).findings]


def test_a_very_long_message_is_said_and_kept_out_of_the_summary(
    make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    long = make_topic("a", "First", messages=[("", "word " * 100)])
    plan = plan_slides(make_briefing(long, make_topic("b", "Second")))
    assert "message-long" in [finding.code for finding in plan.findings]
    assert [line.text for line in plan.slides[2].messages] == ["", "Asia leads all regions."]
    assert plan.slides[3].messages[0].text == ("word " * 100).strip()
