"""Everything that a person changes in a project: each edit a pure function of the project.

An edit is the project after it, a code that the undo menu has words for, and what was touched.
Undo is going back to the project before. An edit that changes nothing gives an equal project.
Positions count from 0 and may lie outside: they are taken for the nearest place. Item and source
keys that are not there raise KeyError, which is a fault of the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, TypeVar

from briefing_app.model.project import (
    AS_IN_WORKBOOK,
    ExhibitOverride,
    Overrides,
    OwnMessage,
    Project,
    ProjectItem,
    ProjectSource,
    item_key,
    source_key,
)

_Thing = TypeVar("_Thing")


class EditCode(StrEnum):
    """What an edit does, for the undo menu."""

    ADD_SOURCES = "add-sources"
    REMOVE_SOURCE = "remove-source"
    REPLACE_SOURCE = "replace-source"
    ACCEPT_SOURCE = "accept-source"
    ADD_ITEMS = "add-items"
    REMOVE_ITEMS = "remove-items"
    MOVE_ITEMS = "move-items"
    RESET_ITEM = "reset-item"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SECTION = "section"
    SOURCE_LINE = "source-line"
    LAYOUT = "layout"
    SUMMARY = "summary"
    MESSAGE = "message"
    ADD_MESSAGE = "add-message"
    REMOVE_MESSAGE = "remove-message"
    MOVE_MESSAGE = "move-message"
    RESET_MESSAGES = "reset-messages"
    EXHIBIT_KIND = "exhibit-kind"
    EXHIBIT_HEADLINE = "exhibit-headline"
    EXHIBIT_TITLE = "exhibit-title"
    EXHIBIT_UNIT = "exhibit-unit"
    EXHIBIT_SOURCE = "exhibit-source"
    EXHIBIT_OPTIONS = "exhibit-options"
    HIDE_EXHIBIT = "hide-exhibit"
    SHOW_EXHIBIT = "show-exhibit"
    TEMPLATE = "template"
    LANGUAGE = "language"
    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"


_TYPED = frozenset(
    {
        EditCode.HEADLINE, EditCode.STANDFIRST, EditCode.SECTION, EditCode.SOURCE_LINE,
        EditCode.SUMMARY, EditCode.MESSAGE, EditCode.EXHIBIT_HEADLINE, EditCode.EXHIBIT_TITLE,
        EditCode.EXHIBIT_UNIT, EditCode.EXHIBIT_SOURCE, EditCode.TITLE, EditCode.AUTHOR,
        EditCode.DATE,
    }
)  # fmt: skip

TextField = Literal["headline", "standfirst", "section", "source"]
_TEXT_CODES: dict[TextField, EditCode] = {
    "headline": EditCode.HEADLINE,
    "standfirst": EditCode.STANDFIRST,
    "section": EditCode.SECTION,
    "source": EditCode.SOURCE_LINE,
}
ExhibitField = Literal["headline", "title", "unit", "source"]
_EXHIBIT_CODES: dict[ExhibitField, EditCode] = {
    "headline": EditCode.EXHIBIT_HEADLINE,
    "title": EditCode.EXHIBIT_TITLE,
    "unit": EditCode.EXHIBIT_UNIT,
    "source": EditCode.EXHIBIT_SOURCE,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that was made.

    project: as it is after; item: key of the item that was touched, "" for none or several;
    field: which text was typed in, such as ``message 2 text``; resets: an own text was taken
    back, which is never one with the typing before it.
    """

    code: EditCode
    project: Project
    item: str = ""
    field: str = ""
    resets: bool = False


def mergeable(previous: Edit, following: Edit) -> bool:
    """Return whether two edits in a row are one to the undo stack: typing on in the same field."""
    return (
        following.code in _TYPED
        and not (previous.resets or following.resets)
        and (previous.code, previous.item, previous.field)
        == (following.code, following.item, following.field)
        and previous.project.language == following.project.language
    )


def _moved(things: Sequence[_Thing], chosen: Sequence[int], place: int) -> tuple[_Thing, ...]:
    """Return things with the chosen ones together before the thing that stood at a place."""
    there = [i for i in sorted(set(chosen)) if 0 <= i < len(things)]
    place = min(max(place, 0), len(things))
    before = [things[i] for i in range(place) if i not in there]
    after = [things[i] for i in range(place, len(things)) if i not in there]
    return (*before, *(things[i] for i in there), *after)


# ------------------------------------------------------------------------------- sources, items


def add_sources(project: Project, files: Iterable[tuple[str, str, str]]) -> Edit:
    """Add workbooks, each as (path, name, sha256); a path that is there is not added again."""
    sources = list(project.sources)
    for path, name, sha256 in files:
        if all(source.path != path for source in sources):
            taken = [s.key for s in sources] + [item.source for item in project.items]
            sources.append(ProjectSource(source_key(taken), path, name, sha256))
    return Edit(EditCode.ADD_SOURCES, replace(project, sources=tuple(sources)))


def remove_source(project: Project, key: str) -> Edit:
    """Take a workbook out, with all items that it gave."""
    project.source(key)
    after = replace(
        project,
        sources=tuple(source for source in project.sources if source.key != key),
        items=tuple(item for item in project.items if item.source != key),
    )
    return Edit(EditCode.REMOVE_SOURCE, after)


def replace_source(project: Project, key: str, path: str, name: str) -> Edit:
    """Put another file in a workbook's place; its items stay and take the new file's data.

    Its hash is not taken over yet, so that tables that are larger or stand elsewhere in it are
    found again; :func:`accept_source` does that.
    """
    after = _with_source(project, ProjectSource(key, path, name))
    return Edit(EditCode.REPLACE_SOURCE, after)


def accept_source(
    project: Project, key: str, sha256: str, tables: Mapping[str, str] | None = None
) -> Edit:
    """Take a workbook over as it is on the disk now: it is no longer said to have changed.

    tables: where the tables of items stand now, REF by item key.
    """
    after = _with_source(project, replace(project.source(key), sha256=sha256))
    moved = tables or {}
    items = tuple(replace(i, table=moved.get(i.key, i.table)) for i in after.items)
    return Edit(EditCode.ACCEPT_SOURCE, replace(after, items=items))


def _with_source(project: Project, new: ProjectSource) -> Project:
    project.source(new.key)
    sources = tuple(new if source.key == new.key else source for source in project.sources)
    return replace(project, sources=sources)


@dataclass(frozen=True, slots=True)
class Pick:
    """A topic or a table to be added: exactly one of the two; see ProjectItem."""

    source: str
    topic: str = ""
    table: str = ""
    summary: str = ""


def add_items(project: Project, picks: Iterable[Pick], place: int | None = None) -> Edit:
    """Add topics and tables, before the item at a place or at the end."""
    items = list(project.items)
    place = len(items) if place is None else min(max(place, 0), len(items))
    taken = {item.key for item in items}
    added: list[ProjectItem] = []
    for pick in picks:
        project.source(pick.source)
        key = item_key(pick.source, pick.topic, pick.table, taken)
        taken.add(key)
        added.append(ProjectItem(key, pick.source, pick.topic, pick.table, pick.summary))
    items[place:place] = added
    touched = added[0].key if len(added) == 1 else ""
    return Edit(EditCode.ADD_ITEMS, replace(project, items=tuple(items)), touched)


def remove_items(project: Project, keys: Iterable[str]) -> Edit:
    """Take items out."""
    gone = {project.item(key).key for key in keys}
    items = tuple(item for item in project.items if item.key not in gone)
    return Edit(EditCode.REMOVE_ITEMS, replace(project, items=items))


def move_items(project: Project, keys: Iterable[str], place: int) -> Edit:
    """Bring items together before the item that stands at a place, in the deck's order.

    place: as it is before moving; the number of items for the end.
    """
    wanted = set(keys)
    for key in wanted:
        project.item(key)
    chosen = [i for i, item in enumerate(project.items) if item.key in wanted]
    items = _moved(project.items, chosen, place)
    return Edit(EditCode.MOVE_ITEMS, replace(project, items=items))


def reset_item(project: Project, key: str) -> Edit:
    """Give an item back all that the workbook says."""
    changed = replace(project.item(key), overrides=AS_IN_WORKBOOK)
    return Edit(EditCode.RESET_ITEM, project.with_item(changed), key, resets=True)


# -------------------------------------------------------------------------------- texts of an item


def set_text(project: Project, key: str, field: TextField, text: str | None) -> Edit:
    """Write headline, standfirst, section or source line in the project's language.

    None gives the workbook's text back.
    """
    own = project.item(key).overrides
    put = {field: getattr(own, field).put(project.language, text)}
    return _overridden(project, key, _TEXT_CODES[field], replace(own, **put), text is None)


def set_layout(project: Project, key: str, layout: str | None) -> Edit:
    """Choose a layout by name, "" to have one chosen, None as in the workbook."""
    own = replace(project.item(key).overrides, layout=layout)
    return _overridden(project, key, EditCode.LAYOUT, own)


def set_summary(project: Project, key: str, summary: str) -> Edit:
    """Ask for a summary of a list of records, "" for none."""
    changed = replace(project.item(key), summary=summary)
    return Edit(EditCode.SUMMARY, project.with_item(changed), key)


def _overridden(
    project: Project,
    key: str,
    code: EditCode,
    own: Overrides,
    resets: bool = False,
    field: str = "",
) -> Edit:
    after = project.with_item(replace(project.item(key), overrides=own))
    return Edit(code, after, key, field, resets)


# ------------------------------------------------------------------------------------- messages


def set_messages(
    project: Project, key: str, messages: Iterable[OwnMessage] | None, code: EditCode
) -> Edit:
    """Write all messages in the project's language; None gives the workbook's back."""
    own = project.item(key).overrides
    put = own.messages.put(project.language, messages)
    return _overridden(project, key, code, replace(own, messages=put), messages is None)


def change_message(
    project: Project, key: str, shown: Sequence[OwnMessage], number: int, message: OwnMessage
) -> Edit:
    """Write heading and text of a message. shown: the messages as they stand now, as written."""
    if not 0 <= number < len(shown):
        return Edit(EditCode.MESSAGE, project, key)
    messages = [*shown[:number], message, *shown[number + 1 :]]
    edit = set_messages(project, key, messages, EditCode.MESSAGE)
    part = "heading" if shown[number][0] != message[0] else "text"
    return replace(edit, field=f"message {number} {part}")


def add_message(
    project: Project,
    key: str,
    shown: Sequence[OwnMessage],
    message: OwnMessage = ("", ""),
    place: int | None = None,
) -> Edit:
    """Add a message, before the one at a place or at the end. shown: as they stand now."""
    place = len(shown) if place is None else min(max(place, 0), len(shown))
    messages = [*shown[:place], message, *shown[place:]]
    return set_messages(project, key, messages, EditCode.ADD_MESSAGE)


def remove_message(project: Project, key: str, shown: Sequence[OwnMessage], number: int) -> Edit:
    """Take a message out. shown: as they stand now."""
    messages = [one for i, one in enumerate(shown) if i != number]
    return set_messages(project, key, messages, EditCode.REMOVE_MESSAGE)


def move_message(
    project: Project, key: str, shown: Sequence[OwnMessage], number: int, place: int
) -> Edit:
    """Bring a message before the one that stands at a place. shown: as they stand now."""
    messages = _moved(shown, [number], place)
    return set_messages(project, key, messages, EditCode.MOVE_MESSAGE)


def reset_messages(project: Project, key: str) -> Edit:
    """Give the workbook's messages back, or the program's proposals."""
    return set_messages(project, key, None, EditCode.RESET_MESSAGES)


# ------------------------------------------------------------------------------------- exhibits


def _exhibit(project: Project, key: str, changed: ExhibitOverride, code: EditCode) -> Edit:
    own = project.item(key).overrides.with_exhibit(changed)
    return _overridden(project, key, code, own, field=f"exhibit {changed.number}")


def set_exhibit_kind(project: Project, key: str, number: int, kind: str | None) -> Edit:
    """Choose the kind of an exhibit: in plain words, "" to have it chosen, None as written."""
    old = project.item(key).overrides.exhibit(number)
    return _exhibit(project, key, replace(old, kind=kind), EditCode.EXHIBIT_KIND)


def set_exhibit_text(
    project: Project, key: str, number: int, field: ExhibitField, text: str | None
) -> Edit:
    """Write a text of an exhibit in the project's language; None gives the workbook's back."""
    old = project.item(key).overrides.exhibit(number)
    put = {field: getattr(old, field).put(project.language, text)}
    edit = _exhibit(project, key, replace(old, **put), _EXHIBIT_CODES[field])
    return replace(edit, resets=text is None)


def set_exhibit_options(
    project: Project, key: str, number: int, options: Iterable[tuple[str, str]] | None
) -> Edit:
    """Set all options of an exhibit as (name, value) pairs; None gives the workbook's back."""
    old = project.item(key).overrides.exhibit(number)
    pairs = None if options is None else tuple((name.lower(), value) for name, value in options)
    return _exhibit(project, key, replace(old, options=pairs), EditCode.EXHIBIT_OPTIONS)


def show_exhibit(project: Project, key: str, number: int, *, shown: bool) -> Edit:
    """Show or hide an exhibit."""
    own = project.item(key).overrides
    hidden = {*own.hidden} - {number} if shown else {*own.hidden, number}
    code = EditCode.SHOW_EXHIBIT if shown else EditCode.HIDE_EXHIBIT
    return _overridden(project, key, code, replace(own, hidden=tuple(sorted(hidden))))


# ------------------------------------------------------------------------------ the whole briefing


def set_template(project: Project, template: str) -> Edit:
    """Choose a template: a bundled name, or a path."""
    return Edit(EditCode.TEMPLATE, replace(project, template=template))


def set_language(project: Project, language: str) -> Edit:
    """Choose the language: one of LANGUAGES. What was written in another language is kept."""
    return Edit(EditCode.LANGUAGE, replace(project, language=language))


def set_title(project: Project, title: str) -> Edit:
    """Write the title, "" for the sources' own."""
    return Edit(EditCode.TITLE, replace(project, title=title))


def set_author(project: Project, author: str) -> Edit:
    """Write the author, "" for the sources' own."""
    return Edit(EditCode.AUTHOR, replace(project, author=author))


def set_date(project: Project, date: str) -> Edit:
    """Write the date, ISO 8601 or as it is to be printed, "" for the sources' own."""
    return Edit(EditCode.DATE, replace(project, date=date))
