"""What the labels of data tables are called in other languages: one table, printed in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.topic import Text

Labels = tuple[tuple[str, Text], ...]
"""(label as it stands in the tables, its texts) pairs; of two for one label the first counts."""


def words_in(labels: Iterable[tuple[str, Text]], language: str) -> dict[str, str]:
    """Return label to text for the labels that are called something else in a language."""
    words: dict[str, str] = {}
    for label, texts in labels:
        text = dict(texts.by_language).get(language, "")
        if text:
            words.setdefault(_bare(label), text)
    return words


def said(text: str, words: Mapping[str, str]) -> str:
    """Return what a label is called; the label itself where nobody said."""
    return words.get(_bare(text), text) if words else text


def table_said(table: DataTable, words: Mapping[str, str]) -> DataTable:
    """Return a table with its headers, texts, title and units as they are called."""
    if not words:
        return table
    return replace(
        table,
        columns=tuple(_column(column, words) for column in table.columns),
        title=said(table.title, words),
        unit=said(table.unit, words),
        column_units=tuple(said(unit, words) for unit in table.column_units),
    )


def _column(column: Column, words: Mapping[str, str]) -> Column:
    values = tuple(
        said(value, words) if isinstance(value, str) else value for value in column.values
    )
    return replace(column, header=tuple(said(h, words) for h in column.header), values=values)


def _bare(label: str) -> str:
    """Return a label with its blanks and line breaks as single blanks."""
    return " ".join(label.split())
