"""The bundled samples as decks: all topics for a client, pages in three languages, a gallery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.files import write_atomically
from briefing_app.model.briefing import LANGUAGES
from briefing_app.model.finding import Finding, Severity
from briefing_app.policy.settings import TEMPLATE
from briefing_app.progress import QUIET, Progress
from briefing_app.usecases.build_deck import Built, build_deck
from briefing_app.usecases.draft_briefing import Choice, draft, open_sources
from briefing_app.usecases.export_deck import FORMATS, Exported, export
from briefing_app.usecases.shipped_files import (
    gallery_library,
    load_metrics,
    load_template,
    sample_library,
)

PAGE_TOPIC, PAGE_TEMPLATE = "ai-governance", "radar-a4"


@dataclass(frozen=True, slots=True)
class SampleDeck:
    """A deck of the sample. name: of its files, without an ending."""

    name: str
    choice: Choice
    template: str


SAMPLE_DECKS = (
    SampleDeck("client-deck", Choice(), TEMPLATE.default),
    *(
        SampleDeck(f"radar-{language}", Choice((PAGE_TOPIC,), language=language), PAGE_TEMPLATE)
        for language in LANGUAGES
    ),
)


@dataclass(frozen=True, slots=True)
class BuiltSample:
    """What was built. files: all of them, in order; slides: by the name of the deck."""

    files: tuple[str, ...]
    slides: dict[str, int]
    findings: tuple[Finding, ...]


def build_sample(folder: Path, progress: Progress = QUIET) -> BuiltSample:
    """Build the decks of the sample into a folder, each as .pptx, .pdf and a PNG for each slide.

    Raises CallError, InputError, OutputError, WorkerError or Cancelled.
    """
    contents = open_sources([sample_library()], (), progress)
    made = {deck.name: _built(deck, contents, folder, progress) for deck in SAMPLE_DECKS}
    return BuiltSample(
        files=tuple(file for exported in made.values() for file in exported.files),
        slides={
            name: exported.built.deck.slide_count if exported.built.deck else 0
            for name, exported in made.items()
        },
        findings=tuple(
            dict.fromkeys(f for exported in made.values() for f in exported.built.findings)
        ),
    )


def build_gallery(
    output: Path, template: str, formats: Sequence[str], progress: Progress = QUIET
) -> Exported:
    """Build the deck of all kinds of chart. formats: as of a build.

    Raises CallError, InputError, OutputError, WorkerError or Cancelled.
    """
    contents = open_sources([gallery_library()], (), progress)
    gallery = SampleDeck(output.stem, Choice(), template)
    build = partial(_write, gallery, contents, progress)
    return export(build, output, formats, progress)


def _built(
    deck: SampleDeck, contents: Sequence[WorkbookContent], folder: Path, progress: Progress
) -> Exported:
    build = partial(_write, deck, contents, progress)
    output = folder / f"{deck.name}.pptx"
    return export(build, output, FORMATS, progress, Severity.WARNING)


def _write(
    deck: SampleDeck, contents: Sequence[WorkbookContent], progress: Progress, output: Path
) -> Built:
    template = load_template(deck.template)
    made = draft(contents, deck.choice)
    built = build_deck(made, template, load_metrics(), progress=progress)
    if built.deck is not None:
        write_atomically(output, built.deck.content)
    return built
