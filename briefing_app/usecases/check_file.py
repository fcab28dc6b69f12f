"""Check a finished deck, against its own data or against workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing_app.deck.deck_check import check_deck, recorded
from briefing_app.errors import CallError, Place
from briefing_app.excel.content_cache import ContentCache
from briefing_app.facts.expressions import evaluator
from briefing_app.facts.figures_again import FiguresAgain
from briefing_app.files import read_file
from briefing_app.model.cell_range import quote_sheet
from briefing_app.model.deck_record import DeckRecord, RecordedSlide, Status
from briefing_app.model.finding import Finding, Severity
from briefing_app.progress import QUIET, Progress
from briefing_app.usecases.draft_briefing import open_sources
from briefing_app.usecases.figure_findings import SlideNow, figure_findings, table_findings
from briefing_app.usecases.source_match import Matched, match_sources, tables_of

_DECKS = (".pptx", ".potx", ".pptm", ".potm", ".ppsx")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. slides: what became of their figures; matched: the workbooks used."""

    findings: tuple[Finding, ...]
    slides: tuple[SlideNow, ...] = ()
    matched: tuple[Matched, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the keys of ``briefing.check/1`` beside file and findings."""
        return {
            "sources": [one.to_json() for one in self.matched],
            "values": [f.to_json(slide.number) for slide in self.slides for f in slide.figures],
        }

    def lines(self) -> tuple[str, ...]:
        """Return for a person which workbooks were used, and how many figures are what."""
        used = tuple(
            f"“{one.content.workbook.name}” stands for “{one.source}” (by {one.by})"
            for one in self.matched
        )
        counts = Counter(f.status.value for slide in self.slides for f in slide.figures)
        told = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
        return (*used, f"figures: {told}") if counts else used


def check_file(
    path: Path,
    workbooks: Sequence[Path] = (),
    progress: Progress = QUIET,
    *,
    cache: ContentCache | None = None,
) -> Checked:
    """Return what there is to say of a deck.

    workbooks: what to compare its figures with; none: its own embedded data. Raises CallError for
    another kind of file, FileMissing, and what reading a workbook raises.
    """
    if path.suffix.lower() not in _DECKS:
        raise CallError(
            "Only decks can be checked by this version.",
            remedy="Give a .pptx file.",
            place=Place(file=str(path)),
        )
    content = read_file(path)
    if not workbooks:
        return Checked(check_deck(content, path.name))
    record, numbers = recorded(content, path.name)
    asked = _ranges(record) if record else ()
    contents = open_sources(workbooks, asked, progress, cache=cache)
    if record is None:
        digests = {book.workbook.name: book.workbook.sha256 for book in contents}
        return Checked(check_deck(content, path.name, digests))
    matched, unclear = match_sources(record, contents, path.name)
    digests = {one.source: one.content.workbook.sha256 for one in matched}
    tables = {one.source: tables_of(one.content) for one in matched}
    again = FiguresAgain(record, tables, evaluator())
    slides = _compared(record, numbers, again)
    findings = (
        *_eased(check_deck(content, path.name, digests), slides),
        *unclear,
        *table_findings(again.tables_of_texts(), path.name),
        *figure_findings(slides, path.name),
    )
    return Checked(findings, slides, matched)


def _eased(findings: Sequence[Finding], slides: Sequence[SlideNow]) -> list[Finding]:
    """Return findings with a changed workbook for an information where no figure is another."""
    figures = [figure for slide in slides for figure in slide.figures]
    untouched = bool(figures) and all(f.status in (Status.SAME, Status.MOVED) for f in figures)
    if not untouched or any(slide.uncompared for slide in slides):
        return list(findings)
    remedy = "Nothing: every figure of the deck is as it was."
    return [
        replace(finding, severity=Severity.INFO, remedy=remedy)
        if finding.code == "source-changed"
        else finding
        for finding in findings
    ]


def _compared(
    record: DeckRecord, numbers: Mapping[str, int], again: FiguresAgain
) -> tuple[SlideNow, ...]:
    """Return what became of the figures of the slides that are still there, in the deck's order."""
    there = [slide for slide in record.slides if slide.creation_id in numbers]
    return tuple(
        _slide_now(slide, numbers[slide.creation_id], again)
        for slide in sorted(there, key=lambda slide: numbers[slide.creation_id])
    )


def _slide_now(slide: RecordedSlide, number: int, again: FiguresAgain) -> SlideNow:
    exhibits = [again.exhibit(exhibit) for exhibit in slide.exhibits]
    values = [again.value(value) for value in slide.values]
    untied = [source for source in slide.sources if not slide.exhibits]
    origins = [source for value in slide.values for source in value.value.origins]
    changed = any(again.has_changed(source) for source in (*untied, *origins))
    uncompared = len(untied) + values.count(None)
    return SlideNow(
        number,
        tuple(exhibit for exhibit in exhibits if exhibit),
        tuple(value for value in values if value),
        uncompared if changed else 0,
    )


def _ranges(record: DeckRecord) -> tuple[str, ...]:
    """Return the ranges of the exhibits: some were asked for and are found by no rule."""
    exhibits = (exhibit for slide in record.slides for exhibit in slide.exhibits)
    return tuple(dict.fromkeys(f"{quote_sheet(e.sheet)}!{e.cells}" for e in exhibits))
