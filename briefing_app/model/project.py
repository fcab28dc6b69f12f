"""A briefing as a person works on it: sources, what is picked from them in order, and changes.

A project holds no data of its own: it says what to take from which workbook, and what a person
wrote instead. Equal projects are equal values; “modified” is “not equal to what was saved”.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

OwnMessage = tuple[str, str]
"""Heading ("" for none) and text, as written, bound values in braces."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a person wrote instead of the workbook's text, by language.

    by_language: (code, text) pairs sorted by code; a language that is not among them has the
    workbook's text, and "" means that nothing stands there.
    """

    by_language: tuple[tuple[str, str], ...] = ()

    def get(self, language: str) -> str | None:
        """Return the text in a language, None where the workbook's own stands."""
        return dict(self.by_language).get(language)

    def put(self, language: str, text: str | None) -> OwnText:
        """Return this with another text in a language; None gives the workbook's back."""
        kept = {code: own for code, own in self.by_language if code != language}
        if text is not None:
            kept[language] = text
        return OwnText(tuple(sorted(kept.items())))

    def __bool__(self) -> bool:
        """Return whether anything was written, be it nothing at all."""
        return bool(self.by_language)


@dataclass(frozen=True, slots=True)
class OwnMessages:
    """The messages that a person wrote instead of the workbook's, by language, sorted by code."""

    by_language: tuple[tuple[str, tuple[OwnMessage, ...]], ...] = ()

    def get(self, language: str) -> tuple[OwnMessage, ...] | None:
        """Return the messages in a language, None where the workbook's own stand."""
        return dict(self.by_language).get(language)

    def put(self, language: str, messages: Iterable[OwnMessage] | None) -> OwnMessages:
        """Return this with other messages in a language; None gives the workbook's back."""
        kept = {code: own for code, own in self.by_language if code != language}
        if messages is not None:
            kept[language] = tuple(messages)
        return OwnMessages(tuple(sorted(kept.items())))

    def __bool__(self) -> bool:
        """Return whether the messages are a person's in any language."""
        return bool(self.by_language)


@dataclass(frozen=True, slots=True)
class ExhibitOverride:
    """What is changed of an exhibit. number: 1 for the first of its item.

    kind: None as in the workbook, "" to have one chosen; headline: the action title of its slide,
    where it is another than the item's; options: None as in the workbook, else
    all (name, value) pairs, names in lower case.
    """

    number: int
    kind: str | None = None
    headline: OwnText = OwnText()
    title: OwnText = OwnText()
    unit: OwnText = OwnText()
    source: OwnText = OwnText()
    options: tuple[tuple[str, str], ...] | None = None

    def __bool__(self) -> bool:
        """Return whether anything is changed."""
        return self != ExhibitOverride(self.number)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is changed of an item; what is not is as in the workbook.

    layout: name of a layout, None as in the workbook; exhibits: sorted by number, changed ones
    only; hidden: numbers of the exhibits that are not shown, sorted.
    """

    headline: OwnText = OwnText()
    standfirst: OwnText = OwnText()
    section: OwnText = OwnText()
    source: OwnText = OwnText()
    layout: str | None = None
    messages: OwnMessages = OwnMessages()
    exhibits: tuple[ExhibitOverride, ...] = ()
    hidden: tuple[int, ...] = ()

    def exhibit(self, number: int) -> ExhibitOverride:
        """Return what is changed of an exhibit."""
        found = (one for one in self.exhibits if one.number == number)
        return next(found, ExhibitOverride(number))

    def with_exhibit(self, changed: ExhibitOverride) -> Overrides:
        """Return this with an exhibit's changes in place of those that it had."""
        others = [one for one in self.exhibits if one.number != changed.number]
        kept = [*others, changed] if changed else others
        return replace(self, exhibits=tuple(sorted(kept, key=lambda one: one.number)))

    def __bool__(self) -> bool:
        """Return whether anything is changed."""
        return self != Overrides()


AS_IN_WORKBOOK = Overrides()


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """A workbook of a project.

    key: ``s1``, ``s2`` and so on; path: absolute, with slashes (the saved file holds it relative
    to itself where it can, so that both can move together); name: the file's name; sha256: hash
    of its bytes when it was last taken over, "" when it never was.
    """

    key: str
    path: str
    name: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ProjectItem:
    """A topic or a table in a project; makes one or more slides.

    key: unique and stable, made from what the item shows (see :func:`item_key`); source: key of
    the source; topic: its ID, or ""; table: a REF, or ""; summary: a request as in
    model/summary.py, "" for none.
    """

    key: str
    source: str
    topic: str = ""
    table: str = ""
    summary: str = ""
    overrides: Overrides = AS_IN_WORKBOOK


@dataclass(frozen=True, slots=True)
class Project:
    """A briefing as a person works on it.

    title, author, date: "" takes the sources' own; date: ISO 8601, printed in the language's
    form, or as it is to be printed; language: one of LANGUAGES; template: a bundled name or an
    absolute path with slashes, "" takes the settings'; items: in the order of the deck.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = "en"
    template: str = ""
    sources: tuple[ProjectSource, ...] = ()
    items: tuple[ProjectItem, ...] = ()

    def source(self, key: str) -> ProjectSource:
        """Return the source of a key; raises KeyError."""
        return {source.key: source for source in self.sources}[key]

    def item(self, key: str) -> ProjectItem:
        """Return the item of a key; raises KeyError."""
        return {item.key: item for item in self.items}[key]

    def with_item(self, changed: ProjectItem) -> Project:
        """Return the project with an item in place of the one of its key; raises KeyError."""
        self.item(changed.key)
        items = tuple(changed if item.key == changed.key else item for item in self.items)
        return replace(self, items=items)


def item_key(source: str, topic: str, table: str, taken: Iterable[str] = ()) -> str:
    """Return a key for a topic or table of a source that none of those taken has.

    ``s1/topic:GDP``, ``s1/table:Sheet!A3:F12``; ``s1/topic:GDP#2`` for the second of its kind.
    """
    base = f"{source}/topic:{topic}" if topic else f"{source}/table:{table}"
    used = set(taken)
    key, number = base, 1
    while key in used:
        number += 1
        key = f"{base}#{number}"
    return key


def source_key(taken: Iterable[str]) -> str:
    """Return a key for a further source: one more than the highest that is taken."""
    numbers = (key[1:] for key in taken if key.startswith("s"))
    return f"s{max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0) + 1}"
