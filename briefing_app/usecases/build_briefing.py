"""Build or check a saved briefing, with the very bytes that the window exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefing_app.errors import CallError, Place
from briefing_app.excel.content_cache import ContentCache
from briefing_app.files import write_atomically
from briefing_app.model.finding import Finding
from briefing_app.model.project import Project
from briefing_app.progress import QUIET, Progress
from briefing_app.store.briefing_file import is_briefing, read_briefing
from briefing_app.usecases.build_deck import Built, build_deck
from briefing_app.usecases.draft_briefing import Draft
from briefing_app.usecases.project_draft import draft_project
from briefing_app.usecases.project_sources import open_project
from briefing_app.usecases.shipped_files import load_metrics, load_template


@dataclass(frozen=True, slots=True)
class Instead:
    """What is taken instead of what a briefing says, "" for nothing.

    default_template: for a briefing that names none.
    """

    language: str = ""
    template: str = ""
    default_template: str = ""


def briefing_among(sources: list[Path]) -> Path | None:
    """Return the one saved briefing that was given, None where workbooks were.

    Raises CallError for a briefing together with other sources.
    """
    briefings = [path for path in sources if is_briefing(path)]
    if briefings and len(sources) > 1:
        raise CallError(
            "A briefing is built alone: it names its workbooks itself.",
            remedy="Give the briefing only, or only workbooks.",
            place=Place(file=str(briefings[0])),
        )
    return briefings[0] if briefings else None


def build_project(
    project: Project,
    default_template: str,
    *,
    clean: bool = False,
    progress: Progress = QUIET,
    cache: ContentCache | None = None,
) -> Built:
    """Return the deck of a project; workbooks that cannot be read are findings.

    default_template: for a project that names none. Raises CallError, InputError for a template
    that cannot be used, and Cancelled.
    """
    template = load_template(project.template or default_template)
    opened = open_project(project, progress, cache=cache)
    made = draft_project(project, opened.contents).draft
    made = Draft(made.briefing, (*opened.findings, *made.findings))
    return build_deck(made, template, load_metrics(), clean=clean, progress=progress)


def build_from_briefing(
    path: Path,
    instead: Instead,
    output: Path | None,
    *,
    clean: bool = False,
    progress: Progress = QUIET,
    cache: ContentCache | None = None,
) -> Built:
    """Build the deck of a saved briefing and write it, if there is anything to show.

    output: None to write nothing, as for a check. Raises FileMissing, FileDamaged and InputError
    for the briefing itself, OutputError, and what :func:`build_project` raises.
    """
    project, found = read_briefing(path)
    project = replace(
        project,
        language=instead.language or project.language,
        template=instead.template or project.template,
    )
    built = build_project(
        project, instead.default_template, clean=clean, progress=progress, cache=cache
    )
    if built.deck is not None and output is not None:
        write_atomically(output, built.deck.content)
    return replace(built, findings=_together(found, built.findings))


def _together(first: tuple[Finding, ...], then: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys((*first, *then)))
