"""Topics and their messages and exhibits, as a topic library holds them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.errors import NOWHERE, Place
from briefing_app.model.quick_values import quick


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages.

    default: the text of the column without a language; by_language: (code, text) pairs.
    """

    default: str = ""
    by_language: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """Return the text in a language; without one the default; without that, any."""
        for code, text in self.by_language:
            if code == language and text:
                return text
        return self.default or next((text for _, text in self.by_language if text), "")

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return bool(self.default) or any(text for _, text in self.by_language)


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A short statement with an optional heading. place: the row it came from."""

    text: Text
    heading: Text = Text()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ExhibitRequest:
    """What a topic asks to show beside its messages.

    kind: in plain words as written, "" to have one chosen; data: a REF, "" for the table on the
    sheet named like the topic; headline: the action title of its slide, empty for the topic's;
    options: (name, value) pairs, names in lower case.
    """

    kind: str = ""
    data: str = ""
    headline: Text = Text()
    title: Text = Text()
    unit: Text = Text()
    source: Text = Text()
    options: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE


@quick
class Topic:
    """The unit of content. date and expires are as written; tags hold extra columns too.

    proposed: made by the program from a data table, not written by a person; settled: of a
    proposed topic what a person wrote all the same, ``headline`` or ``messages``.
    """

    id: str
    headline: Text
    standfirst: Text = Text()
    section: Text = Text()
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: Text = Text()
    layout: str = ""
    owner: str = ""
    expires: str = ""
    messages: tuple[KeyMessage, ...] = ()
    exhibits: tuple[ExhibitRequest, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE
    proposed: bool = False
    settled: tuple[str, ...] = ()

    def proposes(self, text: str) -> bool:
        """Return whether the program proposes the ``headline`` or the ``messages``."""
        return self.proposed and text not in self.settled
