"""From a project and the content of its workbooks to a briefing, each item on its own.

An item that did not change, of workbooks that did not, gives the same objects again: what is
planned from them need not be planned anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from briefing_app.errors import Place, ReferenceMissing
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info
from briefing_app.model.project import Project, ProjectItem, ProjectSource
from briefing_app.model.remembered import Remembered
from briefing_app.model.summary import SUMMARY_OPTIONS
from briefing_app.model.topic import ExhibitRequest, Text
from briefing_app.story.records import summed_up
from briefing_app.usecases.draft_briefing import (
    Draft,
    briefing_of,
    distinct,
    find_table,
    printed_date,
    proposed_topic,
    reconciled,
    topic_with_tables,
)
from briefing_app.usecases.item_findings import with_items
from briefing_app.usecases.item_texts import (
    NO_TEXTS,
    ItemTexts,
    item_texts,
    with_own_requests,
    with_own_texts,
)
from briefing_app.usecases.project_sources import moved_table, source_findings


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What became of an item.

    chosen: None when the workbook does not hold it (any more), which the findings say; table: the
    REF of its table as it stands now; texts: as written.
    """

    key: str
    chosen: ChosenTopic | None = None
    texts: ItemTexts = NO_TEXTS
    findings: tuple[Finding, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """The briefing of a project, and what became of each of its items, in order."""

    draft: Draft
    items: tuple[ItemDraft, ...]


@dataclass(frozen=True, slots=True)
class DraftMemory:
    """What drafting found out before."""

    picked: Remembered[ItemDraft] = field(default_factory=Remembered)
    summed: Remembered[tuple[ChosenExhibit, tuple[Finding, ...]]] = field(
        default_factory=Remembered
    )
    items: Remembered[ItemDraft] = field(default_factory=Remembered)


def draft_project(
    project: Project, contents: Mapping[str, WorkbookContent], memory: DraftMemory | None = None
) -> ProjectDraft:
    """Return the briefing of a project. contents: by source key; those that are missing are not.

    Items that their workbook does not hold are findings and left out, never an error.
    """
    memory = memory or DraftMemory()
    at_hand = [contents[source.key] for source in project.sources if source.key in contents]
    picked = [_picked(project, item, contents, at_hand, memory) for item in project.items]
    ids = _ids(project, picked)
    items = tuple(
        _drafted(item, one, ids.get(item.key, ""), project.language, memory)
        for item, one in zip(project.items, picked, strict=True)
    )
    topics = [item.chosen for item in items if item.chosen is not None]
    as_read = [one.chosen for one in picked if one.chosen is not None]
    books = distinct(at_hand)
    read = [finding for content in books for finding in content.findings]
    found = [finding for item in items for finding in item.findings]
    findings = (
        *source_findings(project, contents),
        *with_items(
            reconciled(read, found, as_read), {p.key: p.chosen for p in picked if p.chosen}
        ),
    )
    briefing = briefing_of(books, topics, project.language)
    return ProjectDraft(Draft(_with_own_facts(briefing, project), findings), items)


def _with_own_facts(briefing: Briefing, project: Project) -> Briefing:
    own = project.date.strip()
    return replace(
        briefing,
        title=project.title.strip() or briefing.title,
        author=project.author.strip() or briefing.author,
        date=(printed_date([own], project.language) or own) if own else briefing.date,
    )


# --------------------------------------------------------------------------- from the workbook


def _picked(
    project: Project,
    item: ProjectItem,
    contents: Mapping[str, WorkbookContent],
    at_hand: Sequence[WorkbookContent],
    memory: DraftMemory,
) -> ItemDraft:
    """Return an item as its workbook holds it."""
    content = contents.get(item.source)
    if content is None:
        return ItemDraft(item.key)
    source = project.source(item.source)
    bare = ProjectItem(item.key, item.source, item.topic, item.table, item.summary)
    make = partial(_taken, bare, source, content, at_hand)
    return memory.picked.get((content, *at_hand), (bare, source), make)


def _taken(
    item: ProjectItem,
    source: ProjectSource,
    content: WorkbookContent,
    at_hand: Sequence[WorkbookContent],
) -> ItemDraft:
    if item.topic:
        wanted = item.topic.casefold()
        topic = next((t for t in content.topics if t.id.casefold() == wanted), None)
        if topic is None:
            return _gone(item, source, f"topic “{item.topic}”")
        chosen, found = topic_with_tables(topic, content, at_hand)
        if item.summary:
            chosen = _with_summary(chosen, item.summary)
        return ItemDraft(item.key, chosen, findings=tuple(found))
    table, findings = _table(item, source, content)
    if table is None:
        return _gone(item, source, f"table “{item.table}”")
    chosen = proposed_topic(table)
    if item.summary:
        chosen = _with_summary(chosen, item.summary)
    return ItemDraft(item.key, chosen, findings=findings, table=str(table.cells))


def _table(
    item: ProjectItem, source: ProjectSource, content: WorkbookContent
) -> tuple[DataTable | None, tuple[Finding, ...]]:
    try:
        return find_table(item.table, content, [content]), ()
    except ReferenceMissing:
        table = moved_table(item.table, source, content)
    if table is None:
        return None, ()
    said = info(
        "table-moved",
        f"Where “{item.table}” was, the workbook now holds {table.cells}; that is shown.",
        "Look at the slide; then take the new data over.",
        Place(source.name, table.cells.sheet, table.cells.address, item=item.key),
    )
    return table, (said,)


def _gone(item: ProjectItem, source: ProjectSource, what: str) -> ItemDraft:
    finding = error(
        "item-missing",
        f"The workbook does not hold the {what}; it is left out.",
        "Take it out of the briefing, or choose the workbook that holds it.",
        Place(file=source.name, item=item.key),
    )
    return ItemDraft(item.key, findings=(finding,))


def _with_summary(chosen: ChosenTopic, summary: str) -> ChosenTopic:
    """Return a topic whose exhibits are asked to be summed up; which is checked when it is done."""
    option = (SUMMARY_OPTIONS[0], summary)
    exhibits = tuple(
        replace(e, request=replace(e.request, options=(*e.request.options, option)))
        for e in chosen.exhibits
    )
    return replace(chosen, exhibits=exhibits)


def _ids(project: Project, picked: Sequence[ItemDraft]) -> dict[str, str]:
    """Return an ID for each item's topic: its own, told apart from others by the item's key.

    It does not depend on the order of the items, so that moving one changes no other slide.
    """
    order = {source.key: place for place, source in enumerate(project.sources)}
    there = [
        (order.get(item.source, -1), len(item.key), item.key, one.chosen.topic.id)
        for item, one in zip(project.items, picked, strict=True)
        if one.chosen is not None
    ]
    taken: set[str] = set()
    ids: dict[str, str] = {}
    for _, _, key, topic_id in sorted(there):
        own = topic_id
        while own.casefold() in taken:
            own = f"{own} {key}"
        taken.add(own.casefold())
        ids[key] = own
    return ids


# ------------------------------------------------------------------------------ with own texts


def _drafted(
    item: ProjectItem, picked: ItemDraft, topic_id: str, language: str, memory: DraftMemory
) -> ItemDraft:
    """Return an item with what a person changed of it."""
    if picked.chosen is None:
        return picked
    make = partial(_changed, item, picked, topic_id, language, memory)
    return memory.items.get((picked,), (item, topic_id, language), make)


def _changed(
    item: ProjectItem, picked: ItemDraft, topic_id: str, language: str, memory: DraftMemory
) -> ItemDraft:
    if picked.chosen is None:
        return picked
    findings = [*picked.findings]
    asked = with_own_requests(picked.chosen, item, language)
    exhibits: list[ChosenExhibit] = []
    for number, exhibit in enumerate(asked.exhibits, start=1):
        shown, found = _summed(exhibit, language, memory)
        exhibits.append(shown)
        findings += [] if number in item.overrides.hidden else found
    asked = ChosenTopic(replace(asked.topic, id=topic_id), tuple(exhibits))
    return replace(
        picked,
        chosen=with_own_texts(asked, item, language),
        texts=item_texts(asked, item, language),
        findings=tuple(_of_item(finding, item.key) for finding in findings),
    )


def _summed(
    exhibit: ChosenExhibit, language: str, memory: DraftMemory
) -> tuple[ChosenExhibit, tuple[Finding, ...]]:
    """Return an exhibit summed up; its texts do not matter to that, and typing them costs none."""
    request = exhibit.request
    bare = replace(
        request, title=Text(), unit=Text(), source=Text(), headline=Text(), place=Place()
    )
    make = partial(summed_up, ChosenExhibit(bare, exhibit.table), language)
    shown, found = memory.summed.get((exhibit.table,), (bare, language), make)
    asked: ExhibitRequest = replace(request, kind=shown.request.kind)
    return ChosenExhibit(asked, shown.table), tuple(
        finding if str(finding.place) else replace(finding, place=request.place)
        for finding in found
    )


def _of_item(finding: Finding, key: str) -> Finding:
    return replace(finding, place=replace(finding.place, item=key))
