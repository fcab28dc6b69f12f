"""A workbook's content as JSON and back, for the pipe between the program and its worker.

Tables travel in columns: one list of values and one of number formats each, a format that all
cells of a column share only once. The round trip is exact.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypedDict, cast

from briefing_app.errors import Place
from briefing_app.excel.workbook_content import ContextCell, SheetContext, WorkbookContent
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.data_table import (
    Column,
    DataTable,
    FoundBy,
    Orientation,
    TableKind,
    Workbook,
)
from briefing_app.model.finding import Finding, Severity
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.worker import JsonObject

_Cell = float | str | bool | None | list[str]
"""None is a blank; [iso] is a date; [kind, text] is another kind of missing value."""
_Place = list[str | int]
_Text = list[str]
_Pairs = list[list[str]]


class _Column(TypedDict):
    header: list[str]
    values: list[_Cell]
    formats: str | list[str]
    index: int


class _Table(TypedDict):
    id: str
    name: str
    cells: list[str | int]
    header: list[int]
    columns: list[_Column]
    found_by: str
    texts: list[str]
    notes: list[str]
    totals: list[int]
    hidden: list[int]
    rows: list[int]
    sort: list[str]
    extent: list[int]
    units: list[str]
    levels: list[int]


class _Finding(TypedDict):
    texts: list[str]
    place: _Place


class _Message(TypedDict):
    text: _Text
    heading: _Text
    place: _Place


class _Exhibit(TypedDict):
    kind: str
    data: str
    headline: _Text
    title: _Text
    unit: _Text
    source: _Text
    options: _Pairs
    place: _Place


class _Topic(TypedDict):
    plain: list[str]
    texts: list[_Text]
    tags: list[str]
    related: list[str]
    messages: list[_Message]
    exhibits: list[_Exhibit]
    extra: _Pairs
    place: _Place
    proposed: bool


class _Context(TypedDict):
    sheet: str
    hidden: list[list[int]]
    reach: list[int]
    cells: list[ContextCell]


class _Content(TypedDict):
    workbook: list[str]
    tables: list[_Table]
    referenced: list[tuple[str, _Table]]
    topics: list[_Topic]
    has_library: bool
    title: str
    author: str
    findings: list[_Finding]
    labels: list[tuple[str, _Text]]
    contexts: list[_Context]


def to_json(content: WorkbookContent) -> JsonObject:
    """Return a workbook's content as JSON values."""
    packed: _Content = {
        "workbook": [content.workbook.name, content.workbook.sha256],
        "tables": [_pack_table(table) for table in content.tables],
        "referenced": [(name, _pack_table(table)) for name, table in content.referenced],
        "topics": [_pack_topic(topic) for topic in content.topics],
        "has_library": content.has_library,
        "title": content.title,
        "author": content.author,
        "findings": [_pack_finding(finding) for finding in content.findings],
        "labels": [(label, _pack_text(texts)) for label, texts in content.labels],
        "contexts": [_pack_context(context) for context in content.contexts],
    }
    return cast(JsonObject, packed)


def from_json(facts: JsonObject) -> WorkbookContent:
    """Return the content that :func:`to_json` packed."""
    packed = cast(_Content, facts)
    workbook = Workbook(*packed["workbook"])
    return WorkbookContent(
        workbook=workbook,
        tables=tuple(_table(table, workbook) for table in packed["tables"]),
        referenced=tuple((name, _table(table, workbook)) for name, table in packed["referenced"]),
        topics=tuple(_topic(topic) for topic in packed["topics"]),
        has_library=packed["has_library"],
        title=packed["title"],
        author=packed["author"],
        findings=tuple(_finding(finding) for finding in packed["findings"]),
        labels=tuple((label, _text(texts)) for label, texts in packed["labels"]),
        contexts=tuple(_context(context) for context in packed["contexts"]),
    )


# ------------------------------------------------------------------------------------- tables


def _pack_table(table: DataTable) -> _Table:
    cells = table.cells
    return {
        "id": table.id,
        "name": table.name,
        "cells": [cells.sheet, cells.top, cells.left, cells.bottom, cells.right],
        "header": [table.header_rows, table.header_cols],
        "columns": [_pack_column(column) for column in table.columns],
        "found_by": table.found_by.value,
        "texts": [table.title, table.unit, table.source],
        "notes": [*table.notes],
        "totals": [*table.total_rows],
        "hidden": [table.hidden_rows, table.hidden_columns],
        "rows": _pack_rows(table.row_numbers),
        "sort": [table.kind.value, table.orientation.value],
        "extent": [table.header_height, table.header_width],
        "units": [*table.column_units],
        "levels": [*table.row_levels],
    }


def _table(packed: _Table, workbook: Workbook) -> DataTable:
    sheet, top, left, bottom, right = packed["cells"]
    title, unit, source = packed["texts"]
    return DataTable(
        id=packed["id"],
        name=packed["name"],
        cells=CellRange(str(sheet), int(top), int(left), int(bottom), int(right)),
        header_rows=packed["header"][0],
        header_cols=packed["header"][1],
        columns=tuple(_column(column) for column in packed["columns"]),
        found_by=FoundBy(packed["found_by"]),
        workbook=workbook,
        title=title,
        unit=unit,
        source=source,
        notes=tuple(packed["notes"]),
        total_rows=tuple(packed["totals"]),
        hidden_rows=packed["hidden"][0],
        hidden_columns=packed["hidden"][1],
        row_numbers=_rows(packed["rows"]),
        kind=TableKind(packed["sort"][0]),
        orientation=Orientation(packed["sort"][1]),
        header_height=packed["extent"][0],
        header_width=packed["extent"][1],
        column_units=tuple(packed["units"]),
        row_levels=tuple(packed["levels"]),
    )


def _pack_rows(rows: Sequence[int]) -> list[int]:
    """Return row numbers as first, count, first, count ...: a run for each unbroken stretch."""
    packed: list[int] = []
    for row in rows:
        if packed and row == packed[-2] + packed[-1]:
            packed[-1] += 1
        else:
            packed += (row, 1)
    return packed


def _rows(packed: Sequence[int]) -> tuple[int, ...]:
    runs = zip(packed[::2], packed[1::2], strict=True)
    return tuple(row for first, count in runs for row in range(first, first + count))


def _pack_column(column: Column) -> _Column:
    formats = column.number_formats
    return {
        "header": [*column.header],
        "values": [_pack_value(value) for value in column.values],
        "formats": formats[0] if formats and len(set(formats)) == 1 else [*formats],
        "index": column.index,
    }


def _column(packed: _Column) -> Column:
    values = tuple(_value(value) for value in packed["values"])
    formats = packed["formats"]
    return Column(
        header=tuple(packed["header"]),
        values=values,
        number_formats=(formats,) * len(values) if isinstance(formats, str) else tuple(formats),
        index=packed["index"],
    )


def _pack_value(value: Value) -> _Cell:
    if isinstance(value, Missing):
        return None if value == BLANK else [value.kind.value, value.text]
    if isinstance(value, datetime.datetime):
        return [value.isoformat()]
    return value


def _value(packed: _Cell) -> Value:
    if packed is None:
        return BLANK
    if isinstance(packed, list):
        if len(packed) == 1:
            return datetime.datetime.fromisoformat(packed[0])
        return Missing(MissingKind(packed[0]), packed[1])
    return packed


def _pack_context(context: SheetContext) -> _Context:
    spans = (context.hidden_rows, context.hidden_columns)
    return {
        "sheet": context.sheet,
        "hidden": [[number for span in hidden for number in span] for hidden in spans],
        "reach": [context.rows, context.columns],
        "cells": [*context.cells],
    }


def _context(packed: _Context) -> SheetContext:
    rows, columns = (
        tuple(zip(hidden[::2], hidden[1::2], strict=True)) for hidden in packed["hidden"]
    )
    cells = tuple((row, column, text, figure) for row, column, text, figure in packed["cells"])
    down, across = packed["reach"]
    return SheetContext(packed["sheet"], rows, columns, down, across, cells)


# ------------------------------------------------------------------------- findings and topics


def _pack_finding(finding: Finding) -> _Finding:
    texts = [finding.code, finding.severity.value, finding.message, finding.remedy]
    return {"texts": texts, "place": _pack_place(finding.place)}


def _finding(packed: _Finding) -> Finding:
    code, severity, message, remedy = packed["texts"]
    return Finding(code, Severity(severity), message, remedy, _place(packed["place"]))


def _pack_place(place: Place) -> _Place:
    return [place.file, place.sheet, place.cell, place.slide, place.slot]


def _place(packed: _Place) -> Place:
    file, sheet, cell, slide, slot = packed
    return Place(str(file), str(sheet), str(cell), int(slide), str(slot))


def _pack_text(text: Text) -> _Text:
    """Return a text as its default and then code, text, code, text ..."""
    return [text.default, *(part for pair in text.by_language for part in pair)]


def _text(packed: _Text) -> Text:
    return Text(packed[0], tuple(zip(packed[1::2], packed[2::2], strict=True)))


def _pairs(packed: _Pairs) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in packed)


def _pack_topic(topic: Topic) -> _Topic:
    plain = [topic.id, topic.author, topic.date, topic.layout, topic.owner, topic.expires]
    texts = (topic.headline, topic.standfirst, topic.section, topic.source)
    return {
        "plain": plain,
        "texts": [_pack_text(text) for text in texts],
        "tags": [*topic.tags],
        "related": [*topic.related],
        "messages": [_pack_message(message) for message in topic.messages],
        "exhibits": [_pack_exhibit(exhibit) for exhibit in topic.exhibits],
        "extra": [[*pair] for pair in topic.extra],
        "place": _pack_place(topic.place),
        "proposed": topic.proposed,
    }


def _topic(packed: _Topic) -> Topic:
    name, author, date, layout, owner, expires = packed["plain"]
    headline, standfirst, section, source = (_text(text) for text in packed["texts"])
    return Topic(
        id=name,
        headline=headline,
        standfirst=standfirst,
        section=section,
        author=author,
        date=date,
        tags=tuple(packed["tags"]),
        related=tuple(packed["related"]),
        source=source,
        layout=layout,
        owner=owner,
        expires=expires,
        messages=tuple(_message(message) for message in packed["messages"]),
        exhibits=tuple(_exhibit(exhibit) for exhibit in packed["exhibits"]),
        extra=_pairs(packed["extra"]),
        place=_place(packed["place"]),
        proposed=packed["proposed"],
    )


def _pack_message(message: KeyMessage) -> _Message:
    return {
        "text": _pack_text(message.text),
        "heading": _pack_text(message.heading),
        "place": _pack_place(message.place),
    }


def _message(packed: _Message) -> KeyMessage:
    return KeyMessage(_text(packed["text"]), _text(packed["heading"]), _place(packed["place"]))


def _pack_exhibit(exhibit: ExhibitRequest) -> _Exhibit:
    return {
        "kind": exhibit.kind,
        "data": exhibit.data,
        "headline": _pack_text(exhibit.headline),
        "title": _pack_text(exhibit.title),
        "unit": _pack_text(exhibit.unit),
        "source": _pack_text(exhibit.source),
        "options": [[*pair] for pair in exhibit.options],
        "place": _pack_place(exhibit.place),
    }


def _exhibit(packed: _Exhibit) -> ExhibitRequest:
    return ExhibitRequest(
        kind=packed["kind"],
        data=packed["data"],
        headline=_text(packed["headline"]),
        title=_text(packed["title"]),
        unit=_text(packed["unit"]),
        source=_text(packed["source"]),
        options=_pairs(packed["options"]),
        place=_place(packed["place"]),
    )
