"""Which tables say something as a comparison, a timeline or tiles, by what their columns hold."""

from __future__ import annotations

import re

from briefing_app.model.cell_value import Missing, Value
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.exhibit_spec import TextExhibit
from briefing_app.model.typography import MINUS
from briefing_app.story.column_roles import Cross
from briefing_app.story.event_dates import event_date
from briefing_app.story.text_exhibits import HEADS, MOST_TILES

_MOST_EVENTS, _MOST_COMPARED = 16, 12
_MOSTLY = 0.8
_CHANGE = re.compile(rf"\s*[+{MINUS}\u2013-]\s*[0-9.,]")


def suits_texts(kind: TextExhibit, table: DataTable, data: Cross, language: str) -> bool:
    """Return whether a table says something in a kind: by the roles of its columns.

    A comparison sets texts side by side; a timeline tells events, dated and in words; tiles show a
    few figures with their names and perhaps their changes, which points in time are not.
    """
    if kind is TextExhibit.COMPARISON:
        return _compares(table)
    if kind is TextExhibit.TIMELINE:
        return _tells_events(table, language)
    return _is_few_figures(table, data)


def _compares(table: DataTable) -> bool:
    others = table.columns[1:]
    if len(others) not in HEADS or not 2 <= table.row_count <= _MOST_COMPARED:
        return False
    texts = sum(_is_wording(value) for column in others for value in column.values)
    return texts * 2 >= sum(_filled(column) for column in others) > 0


def _tells_events(table: DataTable, language: str) -> bool:
    if len(table.columns) < 2 or not 2 <= table.row_count <= _MOST_EVENTS:
        return False
    dates, events = table.columns[:2]
    dated = sum(
        event_date(value, code, language) is not None
        for value, code in zip(dates.values, dates.number_formats, strict=True)
    )
    enough = table.row_count * _MOSTLY
    return dated >= enough and _texts(events) >= enough


def _is_few_figures(table: DataTable, data: Cross) -> bool:
    columns = table.columns
    if not 2 <= len(columns) <= 3 or not 1 <= table.row_count <= MOST_TILES or data.time_rows:
        return False
    names, figures = columns[0], columns[1]
    if _texts(names) < table.row_count or len(data.total_rows) > 0:
        return False
    if sum(_has_digits(value) for value in figures.values) < table.row_count * _MOSTLY:
        return False
    return len(columns) == 2 or _holds_changes(columns[2])


def _holds_changes(column: Column) -> bool:
    """Return whether a column holds changes: with a sign, or in percent."""
    filled = _filled(column)
    signed = sum(
        _CHANGE.match(value) is not None
        if isinstance(value, str)
        else isinstance(value, float) and (value < 0 or _says_change(code))
        for value, code in zip(column.values, column.number_formats, strict=True)
    )
    return signed >= filled * _MOSTLY and filled > 0


def _says_change(code: str) -> bool:
    return code.lstrip().startswith("+") or "%" in code


def _has_digits(value: Value) -> bool:
    if isinstance(value, str):
        return any(letter.isdigit() for letter in value)
    return isinstance(value, float)


def _is_wording(value: Value) -> bool:
    """Return whether a cell holds words, and not a figure that was typed as text."""
    if not isinstance(value, str):
        return False
    return sum(map(str.isalpha, value)) > sum(map(str.isdigit, value))


def _texts(column: Column) -> int:
    return sum(isinstance(value, str) and bool(value.strip()) for value in column.values)


def _filled(column: Column) -> int:
    return sum(not isinstance(value, Missing) for value in column.values)
