"""Build a deck from a briefing: plan, lay out, write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from briefing_app.deck.assemble import Deck, assemble
from briefing_app.deck.lay_out import Desk, lay_out
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.excel.content_cache import ContentCache
from briefing_app.facts.exhibit_cells import Tied, tied
from briefing_app.facts.expressions import evaluator
from briefing_app.files import write_atomically
from briefing_app.model.bound_text import FillIn
from briefing_app.model.briefing import Briefing
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, warning
from briefing_app.model.slide_plan import LaidOutPlan
from briefing_app.progress import QUIET, Progress
from briefing_app.story.slide_planner import PlanMemory, plan_slides
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.draft_briefing import (
    Choice,
    Draft,
    draft,
    open_sources,
    references_elsewhere,
)
from briefing_app.usecases.shipped_files import load_metrics, load_template


@dataclass(frozen=True, slots=True)
class Built:
    """A deck and all findings on the way to it. deck: None when there was nothing to show."""

    deck: Deck | None
    findings: tuple[Finding, ...]


def _stand_ins(template: TemplateProfile, metrics: Metrics) -> list[Finding]:
    """Return a finding for each Latin theme font that is measured by another one.

    Chinese, Japanese and Korean letters are as wide as they are high in every font, so that any
    font measures them well.
    """
    families = {fonts.latin for fonts in (template.theme.major, template.theme.minor)}
    return [
        warning(
            "font-stand-in",
            f"The font “{family}” has no metrics here and is measured by {stand_in}.",
            "Check the line breaks in PowerPoint, or add a metrics table for the font.",
            template.package.place,
        )
        for family in sorted(families)
        if (stand_in := metrics.stand_in(family))
    ]


def build_deck(
    made: Draft,
    template: TemplateProfile,
    metrics: Metrics,
    *,
    clean: bool = False,
    progress: Progress = QUIET,
) -> Built:
    """Return the deck for a drafted briefing: bytes in, bytes out.

    clean: leave out tags, notes and manifest, so that nothing but what is shown leaves the house.
    Raises Cancelled.
    """
    laid_out = laid_out_plan(made.briefing, Memory(template, metrics), progress)
    if not made.briefing.topics:
        return Built(None, all_findings(made, template, metrics, laid_out.findings))
    deck = assemble(laid_out, template, metrics, clean=clean, progress=progress)
    return Built(deck, all_findings(made, template, metrics, deck.findings))


@dataclass(frozen=True)
class Memory:
    """What building decks with one template found out before: what is the same is not done again.

    Use one for sources as they are; what computes bound values keeps the tables that it has read.
    """

    template: TemplateProfile
    metrics: Metrics
    fill_in: FillIn = field(default_factory=evaluator)
    plans: PlanMemory = field(default_factory=PlanMemory)
    tied: Tied = field(default_factory=Tied)
    desks: dict[str, Desk] = field(default_factory=dict)
    """By language."""

    def desk(self, language: str) -> Desk:
        """Return where slides in a language are laid out."""
        return self.desks.setdefault(language, Desk(self.template, self.metrics, language))


def laid_out_plan(briefing: Briefing, memory: Memory, progress: Progress = QUIET) -> LaidOutPlan:
    """Return all slides of a briefing, laid out and their figures tied; raises Cancelled."""
    one_page = memory.template.is_one_page
    plan = plan_slides(briefing, memory.fill_in, memory.plans, one_page=one_page)
    desk = memory.desk(briefing.language)
    laid_out = lay_out(plan, memory.template, memory.metrics, progress, desk)
    return tied(laid_out, _tables(briefing), memory.tied)


def all_findings(
    made: Draft, template: TemplateProfile, metrics: Metrics, of_deck: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what drafting found, what there is to say of the fonts, and what the deck found."""
    return tuple(dict.fromkeys((*made.findings, *_stand_ins(template, metrics), *of_deck)))


def _tables(briefing: Briefing) -> list[DataTable]:
    """Return the data tables that a briefing shows."""
    return [e.table for topic in briefing.topics for e in topic.exhibits if e.table]


def build_from_workbooks(  # noqa: PLR0913 - each is an option of the command
    sources: list[Path],
    choice: Choice,
    template_name: str,
    output: Path,
    *,
    clean: bool = False,
    progress: Progress = QUIET,
    cache: ContentCache | None = None,
) -> Built:
    """Read workbooks, build the deck and write it; nothing is written when nothing can be shown.

    cache: where what is known of workbooks is kept, None to read them anew. Raises InputError,
    CallError, OutputError, WorkerError or Cancelled.
    """
    template = load_template(template_name)
    contents = open_sources(sources, choice.tables, progress, cache=cache)
    if others := references_elsewhere(contents):
        contents = open_sources(sources, [*choice.tables, *others], progress, cache=cache)
    made = draft(contents, choice)
    built = build_deck(made, template, load_metrics(), clean=clean, progress=progress)
    if built.deck is not None:
        write_atomically(output, built.deck.content)
    return built
