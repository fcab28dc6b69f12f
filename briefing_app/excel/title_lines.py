"""Which of the lines above a table is its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing_app.excel.annotations import (
    is_code,
    is_numbered,
    is_only_number,
    is_pair,
    is_sectioned,
    is_statement,
)

PHRASE = 4
"""Words from which on a title says more than a one-word header over all columns."""


@dataclass(slots=True)
class LinesAbove:
    """What the lines above a table say, top to bottom."""

    titles: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    """Of each title, in which group of lines it stands: 0 touches the table."""
    fields: list[str] = field(default_factory=list)
    """Texts that stand several to a row: a form's more often than a title."""
    unit_group: int = -1
    """In which group of lines the unit stands by itself; -1 where none does."""
    named: str = ""
    unit: str = ""
    pair_unit: str = ""
    """A unit beside something else in its line, taken where no line says one by itself."""
    source: str = ""
    publishers: list[str] = field(default_factory=list)
    """Names of organisations, which stand for the source where nothing says one."""
    organisations: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def title_of(
    found: LinesAbove, repeated: frozenset[str], *, several: bool
) -> tuple[str, Sequence[str]]:
    """Return (title, the lines below it).

    The title is the line that is numbered (``Table 3``) or names a statement of accounts, else
    the topmost one that does not stand on other sheets, too; where a sheet has several tables,
    the topmost of the lines next to this one. A line with nothing but the number takes in the
    next. What stands above a numbered title names the publication. Where nothing else is there,
    the name of the organisation is what a reader sees as title.
    """
    if found.named:
        return found.named, found.titles
    lines = found.titles or found.fields or found.organisations[-1:]
    start = _telling(found, lines, several=several)
    if start is None and found.titles:
        nearest = max(found.groups)
        near = lines[found.groups.index(min(found.groups))]
        if several and (min(found.groups) == 0 or _says_something(near)):
            nearest = min(found.groups)
        start = next(i for i, group in enumerate(found.groups) if group <= nearest)
        own = [i for i in range(start, len(lines)) if plain(lines[i]) not in repeated]
        start = next((i for i in own if _says_something(lines[i])), start)
    start = start or 0
    label = bool(lines) and is_only_number(lines[start])
    if label and start and (len(lines) == start + 1 or is_pair(lines[start + 1])):
        start = _title_over_list(found, start)
    lines = lines[start:]
    if len(lines) > 1 and is_only_number(lines[0]):
        return f"{lines[0].rstrip('.:')}: {lines[1]}", lines[2:]
    return (lines[0], lines[1:]) if lines else ("", ())


def _title_over_list(found: LinesAbove, number: int) -> int:
    """Return which line is the title where the table's number stands in a list below it.

    Where a blank row is between them it is the first above that, as a translation may follow.
    """
    above = number - 1
    if len(found.groups) != len(found.titles) or found.groups[above] == found.groups[number]:
        return above
    return found.groups.index(found.groups[above])


def _telling(found: LinesAbove, lines: Sequence[str], *, several: bool) -> int | None:
    """Return the index of the line that says by itself that it is a title, None without one."""
    numbered = [i for i, line in enumerate(lines) if is_numbered(line)]
    if numbered and several and found.titles:
        last = found.groups[numbered[-1]]
        return next(i for i in numbered if found.groups[i] == last)
    if numbered:
        return numbered[0]
    start = _first(lines, is_statement)
    if start is not None and not (several and found.titles and _heads_alone(found, start)):
        return start  # else the statement heads the sheet, and a part of it this table
    start = _first(lines, is_sectioned)
    if start is not None or not found.titles:
        return start
    start = _over_unit(found)
    return _below_publication(found) if start is None and not several else start


def _below_publication(found: LinesAbove) -> int | None:
    """Return which line below the first one of its group is the title; None where none says so.

    It has the mark of a footnote, as only a table's title has; or it says what is divided by what,
    last above the unit, while the first does not.
    """
    if len(set(found.groups)) > 1 or len(found.titles) < 2 or is_pair(found.titles[0]):
        return None
    first, *others = found.titles
    marked = [i for i, line in enumerate(others, 1) if _FOOTNOTE_MARK.search(line)]
    if len(marked) == 1 and not _FOOTNOTE_MARK.search(first):
        return marked[0]
    last = found.titles[-1]
    divided = _DIVIDED.search(last) and not is_pair(last) and len(last.split()) >= PHRASE
    over = found.unit_group == found.groups[-1] and not _DIVIDED.search(first)
    return len(others) if divided and over else None


_FOOTNOTE_MARK = re.compile(r"(?:\s\(?\d\)|[¹²³⁴⁵]\)?|[^\s*]\s?\*{1,3})\s*\Z")


def _over_unit(found: LinesAbove) -> int | None:
    """Return which line says what is divided by what, over a line with the unit; else None."""
    named = [
        i
        for i, group in enumerate(found.groups)
        if group == found.unit_group < max(found.groups) and _DIVIDED.search(found.titles[i])
    ]
    return named[-1] if named else None


_DIVIDED = re.compile(
    r"\w\s+(?:by|nach|par|selon|según|por|per|secondo|naar|efter)\s+\w|[按分]\w", re.IGNORECASE
)


def _heads_alone(found: LinesAbove, statement: int) -> bool:
    """Return whether a text without a date touches the table, and a statement stands apart."""
    last = found.titles[-1]
    dated = any(map(str.isdigit, last)) or is_pair(last) or last.isupper()
    return found.groups[-1] == 0 < found.groups[statement] and not dated


def _says_something(line: str) -> bool:
    """Return whether a line may be a title by itself: ``Annual`` or ``2019`` only tells a part."""
    return (len(line.split()) > 1 and not is_code(line)) or (not line.isascii() and len(line) > 3)


def _first(lines: Sequence[str], is_kind: Callable[[str], bool]) -> int | None:
    return next((i for i, line in enumerate(lines) if is_kind(line)), None)


def plain(text: str) -> str:
    """Return the words of a text in small letters, as lines on several sheets are compared."""
    return " ".join(re.findall(r"\w+", text)).casefold()
