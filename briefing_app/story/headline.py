"""Proposed titles and messages for a data table that nobody wrote about yet.

Every figure is a cell of the table, in the cell's own format; proposals are marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.number_text import number_text
from briefing_app.story.column_roles import Cross, cross, runs_backwards, without_common_headers

OTHER = frozenset(
    {"other", "others", "rest", "andere", "übrige", "sonstige", "其他"}
    | {"not stated", "ohne angabe", "未注明"}
)
"""Names of what is gathered or unnamed, in lower case; it leads no ranking."""
_SENTENCES = {
    "en": {
        "rise": "{name} rose from {first} in {start} to {last} in {end}",
        "fall": "{name} fell from {first} in {start} to {last} in {end}",
        "same": "{name} was {last} in {end}, as in {start}",
        "lead": "{name} leads with {value}, ahead of {second} with {other}",
        "peak": "{name} peaked at {value} in {when}",
        "last": "{name} comes last with {value}",
        "high": "Peak",
        "low": "Other end",
    },
    "de": {
        "rise": "{name} stieg von {first} ({start}) auf {last} ({end})",
        "fall": "{name} sank von {first} ({start}) auf {last} ({end})",
        "same": "{name} lag {end} bei {last}, wie {start}",
        "lead": "{name} führt mit {value} vor {second} mit {other}",
        "peak": "{name} erreichte {when} mit {value} den höchsten Stand",
        "last": "{name} liegt mit {value} am Ende",
        "high": "Höchststand",
        "low": "Anderes Ende",
    },
    "zh": {
        "rise": "{name}由{start}的{first}升至{end}的{last}",
        "fall": "{name}由{start}的{first}降至{end}的{last}",
        "same": "{name}{end}为{last}，与{start}持平",
        "lead": "{name}以{value}居首，其次为{second}（{other}）",
        "peak": "{name}于{when}达到峰值{value}",
        "last": "{name}以{value}居末",
        "high": "峰值",
        "low": "末位",
    },
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed action title and (heading, text) messages; empty where the data says nothing."""

    title: str
    messages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column of figures with its labels and formats."""

    name: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]


def _line(
    name: str, labels: Sequence[str], cells: Sequence[tuple[float | None, str]], language: str
) -> _Line:
    known = [
        (label, value, number_text(value, code, language))
        for label, (value, code) in zip(labels, cells, strict=True)
        if value is not None
    ]
    return _Line(
        name,
        tuple(label for label, _, _ in known),
        tuple(value for _, value, _ in known),
        tuple(text for _, _, text in known),
    )


def _column_cells(column: Column, rows: Sequence[int]) -> list[tuple[float | None, str]]:
    return [(column.numbers[row], column.number_formats[row]) for row in rows]


def _over_time(line: _Line, words: dict[str, str]) -> Proposal:
    if runs_backwards(line.labels):
        line = _Line(line.name, line.labels[::-1], line.values[::-1], line.texts[::-1])
    first, last = line.values[0], line.values[-1]
    key = "same" if line.texts[0] == line.texts[-1] else "rise" if last > first else "fall"
    title = words[key].format(
        name=line.name,
        first=line.texts[0],
        start=line.labels[0],
        last=line.texts[-1],
        end=line.labels[-1],
    )
    messages: list[tuple[str, str]] = []
    top = max(range(len(line.values)), key=lambda i: line.values[i])
    if 0 < top < len(line.values) - 1:
        peak = words["peak"].format(name=line.name, value=line.texts[top], when=line.labels[top])
        messages.append((words["high"], peak))
    return Proposal(title, tuple(messages))


def _ranking(line: _Line, words: dict[str, str], *, whole: bool) -> Proposal:
    """Return who leads and, where all are shown, who comes last."""
    named = [i for i, label in enumerate(line.labels) if label.casefold() not in OTHER]
    order = sorted(named, key=lambda i: -line.values[i])
    if len(order) < 2:
        return Proposal("")
    best, second, worst = order[0], order[1], order[-1]
    title = words["lead"].format(
        name=line.labels[best],
        value=line.texts[best],
        second=line.labels[second],
        other=line.texts[second],
    )
    messages: list[tuple[str, str]] = []
    if whole and worst not in (best, second):
        text = words["last"].format(name=line.labels[worst], value=line.texts[worst])
        messages.append((words["low"], text))
    return Proposal(title, tuple(messages))


def _main_line(data: Cross, language: str) -> tuple[_Line | None, bool]:
    """Return the line that says most, and whether it runs over time."""
    rows = [row for row in range(len(data.row_labels)) if row not in data.total_rows]
    if not data.measures or not rows:
        return None, False
    if data.time_columns and not data.time_rows:
        # One of several rows is not the story; their total is.
        if not data.total_rows and len(rows) > 1:
            return None, False
        row = data.total_rows[0] if data.total_rows else rows[0]
        cells = [(column.numbers[row], column.number_formats[row]) for column in data.measures]
        labels = [column.label for column in data.measures]
        return _line(data.row_labels[row], labels, cells, language), True
    if not data.total_column and len(data.measures) > 1:
        return None, False
    column = data.total_column or data.measures[0]
    labels = [data.row_labels[row] for row in rows]
    return _line(column.label, labels, _column_cells(column, rows), language), data.time_rows


def propose(table: DataTable, language: str) -> Proposal:
    """Return a title and messages; the title is the table's own when the data says nothing."""
    words = _SENTENCES.get(language, _SENTENCES["en"])
    table, shared = without_common_headers(table)
    line, over_time = _main_line(cross(table, language), language)
    named = table.title or table.name or table.cells.sheet
    fallback = f"{named}, {shared}" if shared else named
    if line is None or len(line.values) < 2 or not all(line.labels):
        return Proposal(fallback)
    if over_time:
        return _over_time(line, words) if line.name else Proposal(fallback)
    # Without names of their own, "X leads ahead of X" would be all there is to say.
    names = {label for label in line.labels if not label.replace(",", "").isdigit()}
    distinct = len(names) == len(line.labels)
    whole = not (table.computed and table.computed.is_part)
    made = _ranking(line, words, whole=whole)
    return made if distinct and made.title else Proposal(fallback)
