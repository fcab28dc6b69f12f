"""Texts as they are printed: bound values put in, marks set by the language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing_app.errors import Place
from briefing_app.model.bound_text import BoundText, FillIn
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import BoundValue
from briefing_app.model.typography import NO_BREAK_SPACE, set_text
from briefing_app.ooxml.elements import clean

_LINE_END = re.compile(r"\r\n|\r|\v")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the texts of a topic are set: its language, what computes values, and from what.

    fill_in: an argument, since the room that computes is not known here; tables: the data tables
    whose labels the texts may name, the nearest first; words: what their labels are called in the
    language (model/labels.py). Formulas name the labels as they stand in the tables.
    """

    language: str
    fill_in: FillIn
    tables: tuple[DataTable, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def set(self, text: str, place: Place) -> BoundText:
        """Return a text for a slide; empty, with findings, where a value cannot be computed."""
        # What XML cannot hold would be lost later, and the values would stand elsewhere; a tab
        # means a page number before a line of contents.
        plain = clean(_LINE_END.sub("\n", text).replace("\t", " "))
        filled = self.fill_in(plain, self.tables, self.language, place)
        printed, values = _stripped(filled)
        marked = set_text(printed, self.language)
        return BoundText(marked, _moved(values, printed, marked), filled.findings)

    def nearest(self, table: DataTable | None) -> Wording:
        """Return the wording for what belongs to one table: its labels are looked up first."""
        others = tuple(other for other in self.tables if other is not table)
        return replace(self, tables=(table, *others)) if table else self


def _stripped(filled: BoundText) -> tuple[str, tuple[BoundValue, ...]]:
    """Return the text without blanks at its ends; values keep theirs."""
    if not filled.values:
        return filled.text.strip(), ()
    first = min([len(filled.text) - len(filled.text.lstrip()), *(v.start for v in filled.values)])
    last = max([len(filled.text.rstrip()), *(v.end for v in filled.values)])
    return filled.text[first:last], tuple(
        replace(value, start=value.start - first, end=value.end - first) for value in filled.values
    )


def _moved(values: Sequence[BoundValue], before: str, after: str) -> tuple[BoundValue, ...]:
    """Return values at their places in a text whose marks are set.

    Marks replace characters one by one; only the no-break space before a German % is added.
    """
    if len(before) == len(after) or not values:
        return tuple(values)
    places: list[int] = []
    at = 0
    for character in before:
        at += character == "%" and after[at] == NO_BREAK_SPACE
        places.append(at)
        at += 1
    return tuple(
        replace(value, start=places[value.start], end=places[value.end - 1] + 1) for value in values
    )
