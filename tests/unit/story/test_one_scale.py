"""Charts of a topic on one scale, where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import SlidePlan
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.slide_planner import plan_slides

Make = Callable[..., DataTable]
Topic = Callable[..., ChosenTopic]
Brief = Callable[..., Briefing]


def planned(
    topic: ChosenTopic, tables: list[DataTable], kinds: str, brief: Brief, scale: str = ""
) -> SlidePlan:
    options = (("scale", scale),) if scale else ()
    exhibits = tuple(
        ChosenExhibit(ExhibitRequest(kind=kind, options=options if n == 0 else ()), table)
        for n, (kind, table) in enumerate(zip(kinds.split(","), tables, strict=True))
    )
    layout = replace(topic.topic, layout="two exhibits")
    return plan_slides(brief(replace(topic, topic=layout, exhibits=exhibits)), evaluator())


def limits(plan: SlidePlan) -> list[tuple[float, float] | None]:
    return [
        exhibit.spec.limits
        for slide in plan.slides
        for exhibit in slide.exhibits
        if isinstance(exhibit.spec, ChartSpec)
    ]


def test_charts_of_one_unit_share_their_scale(
    make_table: Make, make_topic: Topic, make_briefing: Brief
) -> None:
    small = make_table(["A", "B"], {"Sales": [1.0, -3.0]})
    large = make_table(["A", "B"], {"North": [10.0, 20.0], "South": [5.0, 15.0]})
    topic = make_topic()
    plan = planned(topic, [small, large], "column,stacked column", make_briefing, "same")
    assert limits(plan) == [(-3.0, 35.0), (-3.0, 35.0)]
    alone = planned(topic, [small, large], "column,stacked column", make_briefing)
    assert limits(alone) == [None, None]


def test_other_units_and_other_kinds_keep_their_own(
    make_table: Make, make_topic: Topic, make_briefing: Brief
) -> None:
    tables = [make_table(["A", "B"], {"Sales": [1.0, n]}) for n in (3.0, 5.0)]
    other = [tables[0], replace(tables[1], unit="tonnes")]
    plan = planned(make_topic(), other, "column,column", make_briefing, "gleich")
    assert limits(plan) == [(0.0, 3.0), (0.0, 5.0)]
    pie = planned(make_topic(), tables, "column,pie", make_briefing, "same")
    assert limits(pie) == [(0.0, 3.0), None]


def test_charts_side_by_side_with_scales_of_their_own_are_said(
    make_table: Make, make_topic: Topic, make_briefing: Brief
) -> None:
    tables = [make_table(["A", "B"], {"Sales": [1.0, n]}) for n in (3.0, 30.0)]
    plan = planned(make_topic(), tables, "bar,bar", make_briefing)
    assert "scales-differ" in {finding.code for finding in plan.findings}
    same = planned(make_topic(), tables, "bar,bar", make_briefing, "same")
    assert "scales-differ" not in {finding.code for finding in same.findings}
