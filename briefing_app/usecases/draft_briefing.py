"""From workbooks to a briefing: which topics, which tables, in which language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_letters

from briefing_app.errors import CallError, Place, ReferenceMissing
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.references import resolve
from briefing_app.excel.workbook_reader import WorkbookContent, read_workbook
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.data_table import DataTable, Workbook
from briefing_app.model.finding import Finding, error, of_error
from briefing_app.model.labels import said, words_in
from briefing_app.model.number_text import date_text
from briefing_app.model.topic import ExhibitRequest, Text, Topic
from briefing_app.progress import QUIET, Progress
from briefing_app.system.paths import program_command
from briefing_app.usecases.record_lists import all_summed_up, asked_summaries, with_summary

WORKER_OPTION = "--worker"
_DATA_MISSING = "exhibit-data-missing"
_DATE_FORMATS = {"en": "d mmmm yyyy", "de": "d. mmmm yyyy", "zh": 'yyyy"年"m"月"d"日"'}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the sources goes into the briefing; nothing chosen means all topics, else tables.

    summaries: how the chosen tables, or all lists of records, are summed up (model/summary.py).
    """

    topics: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    language: str = "en"
    summaries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing and what was found on the way to it."""

    briefing: Briefing
    findings: tuple[Finding, ...]


def open_sources(
    paths: Sequence[Path],
    references: Sequence[str] = (),
    progress: Progress = QUIET,
    *,
    with_cells: bool = True,
    cache: ContentCache | None = None,
) -> tuple[WorkbookContent, ...]:
    """Return what the workbooks hold, each read in a worker process or known to the cache.

    references: ranges and names that are wanted beyond what is found; with_cells: False for a
    list of tables, whose columns then have no values. Raises InputError, WorkerError, CallError
    or Cancelled.
    """
    launch = (*program_command(), WORKER_OPTION)
    for path in paths:
        if path.suffix.lower() == ".briefing":
            raise CallError(
                "This is a saved briefing, not a workbook.",
                remedy="Build it with `briefing build`, or give the workbooks that it names.",
                place=Place(file=str(path)),
            )
    return tuple(
        read_workbook(path, launch, references, progress, with_cells=with_cells, cache=cache)
        for path in paths
    )


def find_table(
    reference: str, own: WorkbookContent | None, contents: Sequence[WorkbookContent]
) -> DataTable:
    """Return the table that a reference means: in its own workbook first, then in the others.

    Raises ReferenceMissing.
    """
    ordered = [c for c in (own,) if c] + [c for c in contents if c is not own]
    for content in ordered:
        for written, table in content.referenced:
            if written.casefold() == reference.casefold():
                return table
    problem: ReferenceMissing | None = None
    for content in ordered:
        try:
            return resolve(reference, content.tables)
        except ReferenceMissing as missing:
            problem = problem or missing
    raise problem or ReferenceMissing(
        f"There is no table “{reference}”.", remedy="Give a workbook that holds it."
    )


def references_elsewhere(contents: Sequence[WorkbookContent]) -> tuple[str, ...]:
    """Return the data that exhibits name and no workbook was asked for but their own.

    Each workbook is read alone; a range in another one that no rule finds is read when asked for.
    """
    if len(contents) < 2:
        return ()
    missing: dict[str, None] = {}
    for content in contents:
        for request in (exhibit for topic in content.topics for exhibit in topic.exhibits):
            try:
                find_table(request.data, content, contents) if request.data else None
            except ReferenceMissing:
                missing[request.data] = None
    return tuple(missing)


def _exhibit(
    request: ExhibitRequest,
    topic: Topic,
    own: WorkbookContent,
    contents: Sequence[WorkbookContent],
) -> tuple[ChosenExhibit, list[Finding]]:
    try:
        return ChosenExhibit(request, find_table(request.data or topic.id, own, contents)), []
    except ReferenceMissing as missing:
        finding = of_error(missing)
        place = request.place if str(request.place) else finding.place
        return ChosenExhibit(request, None), [
            Finding(finding.code, finding.severity, finding.message, finding.remedy, place)
        ]


def topic_with_tables(
    topic: Topic, own: WorkbookContent, contents: Sequence[WorkbookContent]
) -> tuple[ChosenTopic, list[Finding]]:
    """Return a topic with the tables of its exhibits, from its own workbook first.

    An exhibit without its table is an error finding.
    """
    findings: list[Finding] = []
    exhibits: list[ChosenExhibit] = []
    for request in topic.exhibits:
        exhibit, found = _exhibit(request, topic, own, contents)
        exhibits.append(exhibit)
        findings += found
    return ChosenTopic(topic, tuple(exhibits)), findings


def proposed_topic(table: DataTable) -> ChosenTopic:
    """Return the topic that the program proposes for a table that nobody wrote about."""
    place = Place(table.workbook.name, table.cells.sheet, table.cells.address)
    request = ExhibitRequest(data=str(table.cells), place=place)
    headline = Text(table.title or table.name or table.cells.sheet)
    # Two workbooks may both have a “Sheet1#1”; keys must differ all the same.
    topic_id = f"{table.workbook.name}/{table.id}"
    topic = Topic(
        topic_id, headline, source=Text(table.source), exhibits=(request,), place=place,
        proposed=True,
    )  # fmt: skip
    return ChosenTopic(topic, (ChosenExhibit(request, table),))


def _wanted_topics(
    contents: Sequence[WorkbookContent], wanted: Sequence[str]
) -> tuple[list[ChosenTopic], list[Finding]]:
    found: list[ChosenTopic] = []
    findings: list[Finding] = []
    chosen = {name.casefold() for name in wanted}
    known = [topic.id for content in contents for topic in content.topics]
    missing = chosen - {name.casefold() for name in known}
    if missing:
        raise ReferenceMissing(
            f"There is no topic “{min(missing)}”.",
            remedy=f"Topics that are there: {', '.join(known) or 'none'}.",
        )
    for content in contents:
        for topic in content.topics:
            if not chosen or topic.id.casefold() in chosen:
                made, more = topic_with_tables(topic, content, contents)
                found.append(made)
                findings += more
    return found, findings


def printed_date(written: Iterable[str], language: str) -> str:
    """Return the latest of the dates as it is printed; "" when none is an ISO date."""
    dates: list[datetime.datetime] = []
    for text in written:
        try:
            date = datetime.datetime.fromisoformat(text)
        except ValueError:
            continue
        dates.append(date.replace(tzinfo=None))
    if not dates:
        return ""
    return date_text(max(dates), _DATE_FORMATS.get(language, _DATE_FORMATS["en"]), language)


def _title_of(contents: Sequence[WorkbookContent]) -> str:
    """Return the workbook's own title, else its file name as words."""
    for content in contents:
        if content.title:
            return content.title
    stem = Path(contents[0].workbook.name).stem
    words = re.sub(r"[\W_]+", " ", stem).strip() or stem
    return words[:1].upper() + words[1:]


def _without_doubles(topics: Sequence[ChosenTopic]) -> tuple[list[ChosenTopic], list[Finding]]:
    """Return topics with each ID once, and a finding for each other one that is left out."""
    seen: dict[str, ChosenTopic] = {}
    findings: list[Finding] = []
    for chosen in topics:
        first = seen.setdefault(chosen.topic.id.casefold(), chosen).topic
        if first != chosen.topic:
            what = f"The ID “{chosen.topic.id}” is already in {first.place}; this one is left out."
            remedy = "Give each topic an ID of its own."
            findings.append(error("topic-id-double", what, remedy, chosen.topic.place))
    return list(seen.values()), findings


def distinct(contents: Sequence[WorkbookContent]) -> tuple[WorkbookContent, ...]:
    """Return each workbook once, however often and under whatever names it was given."""
    first: dict[str, WorkbookContent] = {}
    for content in contents:
        first.setdefault(content.workbook.sha256, content)
    return tuple(first.values())


def _proposals(tables: Iterable[DataTable]) -> list[ChosenTopic]:
    """Return a proposed topic per table; of two workbooks of one name the later tells its hash."""
    owners: dict[str, Workbook] = {}
    topics: list[ChosenTopic] = []
    for table in tables:
        made = proposed_topic(table)
        if owners.setdefault(made.topic.id, table.workbook) != table.workbook:
            told_apart = f"{made.topic.id} {table.workbook.sha256[:8]}"
            made = replace(made, topic=replace(made.topic, id=told_apart))
        topics.append(made)
    return topics


def row_of(place: Place) -> tuple[str, str, str]:
    """Return file, sheet and row of a place."""
    return place.file, place.sheet, place.cell.lstrip(ascii_letters)


def reconciled(
    read: Sequence[Finding], drafted: Sequence[Finding], topics: Sequence[ChosenTopic]
) -> list[Finding]:
    """Return what was found when reading and when drafting, missing data told once.

    Each workbook is read alone; what its library misses may stand in another workbook.
    """
    exhibits = [exhibit for chosen in topics for exhibit in chosen.exhibits]
    found = {row_of(exhibit.request.place) for exhibit in exhibits if exhibit.table is not None}
    kept = [f for f in read if f.code != _DATA_MISSING or row_of(f.place) not in found]
    told = {row_of(f.place) for f in kept if f.code == _DATA_MISSING}
    return [*kept, *(f for f in drafted if row_of(f.place) not in told)]


def draft(contents: Sequence[WorkbookContent], choice: Choice) -> Draft:
    """Return the briefing that a choice makes of the sources.

    Without a choice all topics; where there are none, one proposed topic per table. Raises
    ReferenceMissing when a chosen topic or table is not there.
    """
    contents = distinct(contents)
    findings = [finding for content in contents for finding in content.findings]
    topics: list[ChosenTopic] = []
    if choice.topics or not (choice.tables or choice.summaries):
        topics, found = _wanted_topics(contents, choice.topics)
        findings = reconciled(findings, found, topics)
    tables = [table for content in contents for table in content.tables]
    named = [find_table(name, None, contents) for name in choice.tables]
    if choice.summaries:
        asked = asked_summaries(named, tables, choice.summaries)
        made = _proposals(table for table, _ in asked)
        pairs = zip(made, (request for _, request in asked), strict=True)
        topics += [with_summary(topic, request) for topic, request in pairs]
    else:
        topics += _proposals(named)
    if not topics and not choice.topics and not named:
        topics = _proposals(tables)
    topics, doubles = _without_doubles(topics)
    topics, summed = all_summed_up(topics, choice.language)
    findings += [*doubles, *summed]
    return Draft(briefing_of(contents, topics, choice.language), tuple(findings))


def briefing_of(
    contents: Sequence[WorkbookContent], topics: Sequence[ChosenTopic], language: str
) -> Briefing:
    """Return the briefing of some topics, with title, author and date as the sources say them."""
    # The author in a workbook's properties is whoever's computer made it; it is not for a slide.
    authors = [chosen.topic.author for chosen in topics if chosen.topic.author]
    labels = tuple(pair for content in contents for pair in content.labels)
    words = words_in(labels, language)
    named = {name.casefold() for chosen in topics for name in chosen.topic.related}
    named -= {chosen.topic.id.casefold() for chosen in topics}
    return Briefing(
        title=said(_title_of(contents), words) if contents else "",
        topics=tuple(topics),
        sources=tuple(content.workbook for content in contents),
        language=language,
        author=said(authors[0], words) if authors else "",
        date=printed_date((chosen.topic.date for chosen in topics), language),
        known=tuple(
            topic_with_tables(topic, content, contents)[0]
            for content in contents
            for topic in content.topics
            if topic.id.casefold() in named
        ),
        labels=labels,
    )
