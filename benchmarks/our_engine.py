"""Ours: the whole way from a briefing in memory to the file, as `briefing build` goes it.

On board is what the others do not write: notes with provenance, tags, manifest, native sections,
alternative texts, totals over the stacks, names beside them, and text measured to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.content import NUMBER_FORMAT, UNIT, ChartSlide
from benchmarks.mixed_content import MixedSlide
from briefing_app.deck.assemble import assemble
from briefing_app.deck.lay_out import lay_out
from briefing_app.facts.expressions import evaluator
from briefing_app.files import write_atomically
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook
from briefing_app.model.slide_plan import (
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Provenance,
    SlideKind,
    SlidePlan,
)
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.story.slide_planner import plan_slides
from briefing_app.usecases.shipped_files import load_metrics, load_template

METRICS, TEMPLATE = load_metrics(), load_template("client-16x9")
_WORKBOOK = Workbook("Areas.xlsx", "ab" * 32)


def table_of(slide: ChartSlide) -> DataTable:
    """Return the slide's figures as if read from a worksheet, one block below the other."""
    rows = len(slide.categories)
    top = slide.number * (rows + 2)
    values = tuple(
        Column((series.name,), series.values, (NUMBER_FORMAT,) * rows, index)
        for index, series in enumerate(slide.series, start=2)
    )
    return DataTable(
        id=f"Areas#{slide.number}",
        name="",
        cells=CellRange("Areas", top, 1, top + rows, 1 + len(values)),
        header_rows=1,
        header_cols=1,
        columns=(Column(("Site",), slide.categories, (GENERAL,) * rows, 1), *values),
        found_by=FoundBy.BLOCK,
        workbook=_WORKBOOK,
        unit=UNIT,
        row_numbers=tuple(range(top + 1, top + 1 + rows)),
    )


def _topic(slide: ChartSlide) -> ChosenTopic:
    topic = Topic(
        id=f"area-{slide.number}",
        headline=Text(slide.title),
        standfirst=Text(slide.standfirst),
        section=Text("Areas"),
        source=Text(slide.source),
        messages=tuple(KeyMessage(Text(m.text), Text(m.heading)) for m in slide.messages),
    )
    return ChosenTopic(
        topic, (ChosenExhibit(ExhibitRequest(kind="stacked column"), table_of(slide)),)
    )


def _without_front(plan: SlidePlan) -> SlidePlan:
    """Leave out title slide, contents and executive summary, which the others do not have."""
    kept = tuple(slide for slide in plan.slides if slide.kind is SlideKind.TOPIC)
    return replace(plan, slides=kept, sections=plan.sections[1:])


def build(slides: Sequence[ChartSlide], path: Path, *, front: bool = False) -> None:
    """Write the slides as a deck. front: with title slide, contents and executive summary."""
    topics = tuple(_topic(slide) for slide in slides)
    plan = plan_slides(Briefing("Areas", topics, (_WORKBOOK,)), evaluator())
    laid_out = lay_out(plan if front else _without_front(plan), TEMPLATE, METRICS)
    write_atomically(path, assemble(laid_out, TEMPLATE, METRICS).content)


def build_with_front(slides: Sequence[ChartSlide], path: Path) -> None:
    """Write the deck that a user gets, with title slide, contents and executive summary."""
    build(slides, path, front=True)


def _planned(slide: MixedSlide) -> PlannedSlide:
    """Return a slide as the planner would: its texts set, its figures with their provenance."""
    texts, chart = slide.texts, slide.chart
    key = f"topic:area-{texts.number}"
    cells = f"Areas!A{texts.number}:Z{texts.number + len(chart.categories)}"
    source = Provenance(_WORKBOOK.name, _WORKBOOK.sha256, cells)
    return PlannedSlide(
        key=key,
        kind=SlideKind.TOPIC,
        title=texts.title,
        standfirst=texts.standfirst,
        messages=tuple(PlannedText(m.text, m.heading) for m in texts.messages),
        exhibit=PlannedExhibit(f"{key}#data", chart, (source,), title=PlannedText(chart.unit)),
        source=f"Source: {texts.source}",
        tracker="Areas",
        group=key,
    )


def build_mixed(slides: Sequence[MixedSlide], path: Path) -> None:
    """Write slides with charts of all kinds as a deck, from what the planner would give."""
    planned = tuple(_planned(slide) for slide in slides)
    section = PlannedSection("Areas", tuple(slide.key for slide in planned))
    laid_out = lay_out(SlidePlan("Areas", planned, (section,)), TEMPLATE, METRICS)
    write_atomically(path, assemble(laid_out, TEMPLATE, METRICS).content)
