"""What `briefing tables` and `briefing topics` print, for people and as JSON."""

from __future__ import annotations

from briefing_app.excel.workbook_reader import WorkbookContent
from briefing_app.model.data_table import DataTable
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.story.summary_proposal import is_long_list, propose_summary


def _summary(table: DataTable) -> dict[str, object] | None:
    proposed = propose_summary(table) if is_long_list(table) else None
    return {"text": str(proposed.request), "reason": proposed.reason} if proposed else None


def _table(table: DataTable) -> dict[str, object]:
    return {
        "id": table.id,
        "name": table.name or None,
        "sheet": table.cells.sheet,
        "range": table.cells.address,
        "header_rows": table.header_height,
        "header_cols": table.header_width,
        "title": table.title or None,
        "unit": table.unit or None,
        "source": table.source or None,
        "notes": list(table.notes),
        "found_by": table.found_by.value,
        "kind": table.kind.value,
        "summary": _summary(table),
        "orientation": table.orientation.value,
        "column_units": list(table.column_units),
        "row_levels": list(table.row_levels),
        "total_rows": [table.row_numbers[row] for row in table.total_rows],
        "hidden_left_out": {"rows": table.hidden_rows, "columns": table.hidden_columns},
    }


def tables_document(content: WorkbookContent) -> dict[str, object]:
    """Return the document ``briefing.tables/1``; total_rows are worksheet rows, 1-based."""
    return {
        "schema": "briefing.tables/1",
        "workbook": content.workbook.name,
        "tables": [_table(table) for table in content.tables],
        "problems": [],
    }


def tables_lines(content: WorkbookContent) -> tuple[str, ...]:
    """Return one line per table: id, range, how it was found, title and unit; the summary below."""
    if not content.tables:
        return (f"{content.workbook.name}: no data tables",)
    return tuple(line for table in content.tables for line in _table_lines(table))


def _table_lines(table: DataTable) -> list[str]:
    line = (
        f"{table.id}  {table.cells}  ({table.found_by.value}, {table.row_count} rows, "
        f"{len(table.columns)} columns)  "
        + ", ".join(part for part in (table.title or table.name, table.unit) if part)
    )
    proposed = _summary(table)
    return [line, f"    records; proposed summary: {proposed['text']}"] if proposed else [line]


def _text(text: Text) -> dict[str, str]:
    return {"": text.default} | dict(text.by_language)


def _message(message: KeyMessage) -> dict[str, object]:
    return {"heading": _text(message.heading), "text": _text(message.text)}


def _exhibit(exhibit: ExhibitRequest) -> dict[str, object]:
    return {
        "kind": exhibit.kind or None,
        "data": exhibit.data or None,
        "title": _text(exhibit.title),
        "unit": _text(exhibit.unit),
        "source": _text(exhibit.source),
        "options": dict(exhibit.options),
    }


def _topic(topic: Topic) -> dict[str, object]:
    return {
        "id": topic.id,
        "headline": _text(topic.headline),
        "standfirst": _text(topic.standfirst),
        "section": _text(topic.section),
        "author": topic.author or None,
        "date": topic.date or None,
        "tags": list(topic.tags),
        "related": list(topic.related),
        "source": _text(topic.source),
        "layout": topic.layout or None,
        "owner": topic.owner or None,
        "expires": topic.expires or None,
        "messages": [_message(message) for message in topic.messages],
        "exhibits": [_exhibit(exhibit) for exhibit in topic.exhibits],
        "extra": dict(topic.extra),
        "sheet": topic.place.sheet or None,
        "cell": topic.place.cell or None,
    }


def topics_document(content: WorkbookContent) -> dict[str, object]:
    """Return the document ``briefing.topics/1``; texts by language, "" for the default."""
    return {
        "schema": "briefing.topics/1",
        "workbook": content.workbook.name,
        "topics": [_topic(topic) for topic in content.topics],
        "problems": [],
    }


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def topics_lines(content: WorkbookContent) -> tuple[str, ...]:
    """Return one line per topic: ID, headline, how many messages and exhibits."""
    if not content.topics:
        return (f"{content.workbook.name}: no topics",)
    return tuple(
        f"{topic.id}  {topic.headline.in_language('en')}  "
        f"({_counted(len(topic.messages), 'message')}, "
        f"{_counted(len(topic.exhibits), 'exhibit')})"
        for topic in content.topics
    )
