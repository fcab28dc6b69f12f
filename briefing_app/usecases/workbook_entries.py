"""What the window offers of a workbook: topics and tables to pick."""

from __future__ import annotations

from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.facts.expressions import evaluator
from briefing_app.model.bound_text import FillIn
from briefing_app.model.data_table import DataTable, FoundBy
from briefing_app.model.topic import Text, Topic
from briefing_app.story.plain_text import Wording
from briefing_app.usecases.draft_briefing import find_table, topic_with_tables
from briefing_app.worker import JsonObject

_MOST_WORDS = 4_000
"""Characters of a table's labels that a search looks at."""


def entries_of(content: WorkbookContent, language: str) -> list[JsonObject]:
    """Return the topics and then the tables of a workbook.

    Each is {"topic": ID or "", "table": REF or "", "reference", "title", "section", "rows",
    "exhibits", "words"}; words: what a search finds it by.
    """
    fill_in = evaluator()
    topics = [_topic(topic, content, language, fill_in) for topic in content.topics]
    library = _library_sheets(content)
    tables = [_table(one) for one in content.tables if one.cells.sheet not in library]
    return [*topics, *tables]


def _library_sheets(content: WorkbookContent) -> frozenset[str]:
    """Return the sheets that hold the topics themselves; nobody shows those."""
    return frozenset(
        place.sheet
        for topic in content.topics
        for place in (
            topic.place,
            *(message.place for message in topic.messages),
            *(exhibit.place for exhibit in topic.exhibits),
        )
        if place.sheet
    )


def _all(text: Text) -> str:
    return " ".join((text.default, *(words for _, words in text.by_language)))


def _title(topic: Topic, content: WorkbookContent, language: str, fill_in: FillIn) -> str:
    """Return a topic's headline as it will be printed, its bound values computed."""
    chosen, _ = topic_with_tables(topic, content, [content])
    tables = {id(exhibit.table): exhibit.table for exhibit in chosen.exhibits if exhibit.table}
    wording = Wording(language, fill_in, tuple(tables.values()))
    return wording.set(topic.headline.in_language(language), topic.place).text


def _topic(topic: Topic, content: WorkbookContent, language: str, fill_in: FillIn) -> JsonObject:
    messages = [part for one in topic.messages for part in (_all(one.heading), _all(one.text))]
    words = [topic.id, _all(topic.headline), _all(topic.standfirst), _all(topic.section)]
    shown = next((e.data or topic.id for e in topic.exhibits), "")
    return {
        "topic": topic.id,
        "table": _reference(shown, content),
        "reference": "",
        "title": _title(topic, content, language, fill_in) or topic.id,
        "section": topic.section.in_language(language),
        "rows": 0,
        "exhibits": len(topic.exhibits),
        "words": " ".join([*words, *topic.tags, *messages])[:_MOST_WORDS],
    }


def _reference(written: str, content: WorkbookContent) -> str:
    from briefing_app.errors import ReferenceMissing  # noqa: PLC0415

    try:
        return str(find_table(written, content, [content]).cells) if written else ""
    except ReferenceMissing:
        return ""


def reference_of(table: DataTable) -> str:
    """Return how a picked table is named: by its name where it has one, which moves with it."""
    named = table.found_by in (FoundBy.TABLE, FoundBy.NAME) and table.name
    return table.name if named else str(table.cells)


def _table(table: DataTable) -> JsonObject:
    labels = [column.label for column in table.columns]
    rows = [str(value) for column in table.label_columns for value in column.values[:200] if value]
    title = table.title or table.name or f"{table.cells.sheet} {table.cells.address}"
    words = " ".join([title, table.cells.sheet, table.name, *labels, *rows])
    return {
        "topic": "",
        "table": reference_of(table),
        "reference": str(table.cells),
        "title": title,
        "section": "",
        "rows": table.row_count,
        "exhibits": 0,
        "words": words[:_MOST_WORDS],
    }
