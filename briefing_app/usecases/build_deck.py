"""Build a deck from a briefing: plan, lay out, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing_app.deck.assemble import Deck, assemble
from briefing_app.deck.lay_out import lay_out
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.excel.content_cache import ContentCache
from briefing_app.facts.exhibit_cells import tied
from briefing_app.facts.expressions import evaluator
from briefing_app.files import write_atomically
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, warning
from briefing_app.progress import QUIET, Progress
from briefing_app.story.slide_planner import plan_slides
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
    plan = plan_slides(made.briefing, evaluator())
    findings = (*made.findings, *_stand_ins(template, metrics))
    if not made.briefing.topics:
        return Built(None, (*findings, *plan.findings))
    laid_out = tied(lay_out(plan, template, metrics, progress), _tables(made))
    deck = assemble(laid_out, template, metrics, clean=clean, progress=progress)
    return Built(deck, _distinct((*findings, *deck.findings)))


def _tables(made: Draft) -> list[DataTable]:
    """Return the data tables that a briefing shows."""
    return [e.table for topic in made.briefing.topics for e in topic.exhibits if e.table]


def _distinct(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return each finding once, in order."""
    return tuple(dict.fromkeys(findings))


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
