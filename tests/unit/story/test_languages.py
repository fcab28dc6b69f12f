"""One data table, said in the language of the briefing; and headlines of single exhibits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.chart_spec import ChartSpec, TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import PlannedSlide, Role
from briefing_app.model.topic import Text
from briefing_app.story.slide_planner import PlanMemory, plan_slides

Make = Callable[..., DataTable]
MakeTopic = Callable[..., ChosenTopic]
MakeBriefing = Callable[..., Briefing]

LABELS = (
    ("Asia", Text("Asia", (("de", "Asien"), ("zh", "亚洲")))),
    ("World", Text("World", (("de", "Welt"), ("zh", "世界")))),
    ("Sales", Text("Sales", (("de", "Umsatz"),))),
)


def briefing_of(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing, **request: object
) -> Briefing:
    """Return a briefing about sales in Asia and Europe, with labels in three languages."""
    table = make_table(["Asia", "Europe", "World"], {"Sales": [3.0, 1.0, 4.0]})
    topic = make_topic("a", "Asia sells {Asia[Sales] | 0}", table=table)
    (exhibit,) = topic.exhibits
    changed = replace(exhibit, request=replace(exhibit.request, **request))  # type: ignore[arg-type]
    made = make_briefing(replace(topic, exhibits=(changed,)))
    return replace(made, labels=LABELS)


def slide_of(briefing: Briefing, language: str, memory: PlanMemory | None = None) -> PlannedSlide:
    plan = plan_slides(replace(briefing, language=language), evaluator(), memory)
    assert [f.code for f in plan.findings if f.severity.value != "info"] == []
    return plan.slides[-1]


def test_charts_are_said_in_the_language_and_options_name_the_data(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    briefing = briefing_of(
        make_table, make_topic, make_briefing, kind="bar", options=(("focus", "Asia"),)
    )
    for language, asia in (("en", "Asia"), ("de", "Asien"), ("zh", "亚洲")):
        slide = slide_of(briefing, language)
        assert slide.exhibit is not None
        spec = slide.exhibit.spec
        assert isinstance(spec, ChartSpec)
        assert spec.categories == (asia, "Europe")  # the world is the total of the others
        assert spec.focus == (asia,)
        assert slide.title == "Asia sells 3"
        assert slide.values_of(Role.TITLE)[0].formula == "Asia[Sales] | 0"


def test_tables_are_said_in_the_language(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    briefing = briefing_of(make_table, make_topic, make_briefing, kind="table")
    exhibit = slide_of(briefing, "de").exhibit
    assert exhibit is not None
    spec = exhibit.spec
    assert isinstance(spec, TableSpec)
    assert spec.header[-1] == "Umsatz"
    assert [row[0] for row in spec.rows] == ["Asien", "Europe", "Welt"]
    assert spec.total_rows == (2,)


def test_other_labels_are_planned_anew(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    memory = PlanMemory()
    briefing = briefing_of(make_table, make_topic, make_briefing, kind="bar")
    assert slide_of(briefing, "de", memory) is slide_of(briefing, "de", memory)
    other = replace(briefing, labels=(("Asia", Text("Asia", (("de", "Fernost"),))),))
    exhibit = slide_of(other, "de", memory).exhibit
    assert exhibit is not None
    assert isinstance(exhibit.spec, ChartSpec)
    assert exhibit.spec.categories[0] == "Fernost"


def test_an_exhibit_may_have_its_own_headline(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    headline = Text("{Europe[Sales] | 0.0} is Europe’s", (("de", "Europa: {Europe[Sales] | 0.0}"),))
    briefing = briefing_of(make_table, make_topic, make_briefing, headline=headline)
    assert slide_of(briefing, "en").title == "1.0 is Europe’s"
    german = slide_of(briefing, "de")
    assert german.title == "Europa: 1,0"
    (value,) = german.values_of(Role.TITLE)
    assert german.title[value.start : value.end] == "1,0"
    assert german.exhibit is not None
    assert german.exhibit.spec.message == "Europa: 1,0"


def test_a_headline_that_cannot_be_computed_leaves_the_topics(
    make_table: Make, make_topic: MakeTopic, make_briefing: MakeBriefing
) -> None:
    briefing = briefing_of(make_table, make_topic, make_briefing, headline=Text("{Nowhere}"))
    plan = plan_slides(briefing, evaluator())
    assert plan.slides[-1].title == "Asia sells 3"
    assert [f.code for f in plan.findings if f.severity.value == "error"] == ["bound-label-unknown"]
