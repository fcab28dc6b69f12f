"""Topics as pages by themselves: one large exhibit first, further ones on shared pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import PlannedSlide, Role, SlideForm
from briefing_app.model.topic import Text
from briefing_app.story.slide_planner import plan_slides

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]


def pages(briefing: Briefing) -> tuple[PlannedSlide, ...]:
    return plan_slides(briefing, evaluator(), one_page=True).slides


def with_exhibits(topic: ChosenTopic, *sources: str) -> ChosenTopic:
    """Return a topic that shows its table once for each source."""
    (exhibit,) = topic.exhibits
    return replace(
        topic,
        exhibits=tuple(
            replace(exhibit, request=replace(exhibit.request, source=Text(source)))
            for source in sources
        ),
    )


def test_the_first_page_has_one_exhibit_and_further_ones_share_pages(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [3.0, 1.0]})
    topic = with_exhibits(make_topic("a", table=table), "UN", "UN; UNDP", "UN", "OECD")
    first, second, third = pages(make_briefing(topic))
    assert [slide.form for slide in (first, second, third)] == [
        SlideForm.RADAR, SlideForm.CONTINUATION, SlideForm.CONTINUATION,
    ]  # fmt: skip
    assert first.exhibit is not None
    assert (first.second, bool(first.messages)) == (None, True)
    assert second.exhibit is not None
    assert second.second is not None
    assert third.second is None
    assert second.source == "Source: UN; UNDP"  # the other exhibit's is part of it
    assert (first.source, third.source) == ("Source: UN", "Source: OECD")


def test_two_exhibits_share_the_first_page_where_the_topic_asks_for_it(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [3.0, 1.0]})
    topic = with_exhibits(make_topic("a", table=table), "UN", "OECD", "UNDP")
    asked = replace(topic, topic=replace(topic.topic, layout="two exhibits"))
    first, second = pages(make_briefing(asked))
    assert first.second is not None
    assert first.source == "Source: UN\nSource: OECD"
    assert second.second is None


def test_related_topics_are_named_with_their_values_though_not_in_the_deck(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    table = make_table(["Asia", "Europe"], {"Sales": [3.0, 1.0]})
    other = make_topic("b", "Asia sells {Asia[Sales] | 0.0}", table=table)
    broken = make_topic("c", "Nobody sells {Nobody[Sales]}", table=table)
    topic = make_topic("a", table=table)
    topic = replace(topic, topic=replace(topic.topic, related=("b", "c", "B")))
    (page,) = pages(replace(make_briefing(topic), known=(other, broken), language="de"))
    lines = dict(page.more)[Role.RELATED]
    assert [line.heading or line.text for line in lines][1:] == ["Asia sells 3,0"]
    (value,) = lines[1].values
    assert lines[1].text[value.start : value.end] == "3,0"
    assert lines[1].target == ""
