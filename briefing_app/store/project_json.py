"""A project as JSON values and back: the content of a ``.briefing`` and of what is autosaved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from briefing_app.errors import FileDamaged, Place
from briefing_app.model.briefing import LANGUAGES
from briefing_app.model.finding import Finding, warning
from briefing_app.model.project import (
    ExhibitOverride,
    Overrides,
    OwnMessage,
    OwnMessages,
    OwnText,
    Project,
    ProjectItem,
    ProjectSource,
    item_key,
)

JsonObject = dict[str, object]
_Thing = TypeVar("_Thing")
_TEXTS = ("headline", "standfirst", "section", "source")
_EXHIBIT_TEXTS = ("headline", "title", "unit", "source")


def project_to_json(project: Project) -> JsonObject:
    """Return a project as JSON values, keys always in the same order, changed things only."""
    return {
        "title": project.title,
        "author": project.author,
        "date": project.date,
        "language": project.language,
        "template": project.template,
        "sources": [
            {"key": one.key, "path": one.path, "name": one.name, "sha256": one.sha256}
            for one in project.sources
        ],
        "items": [_item_to_json(item) for item in project.items],
    }


def _item_to_json(item: ProjectItem) -> JsonObject:
    facts: JsonObject = {"key": item.key, "source": item.source}
    shown = {"topic": item.topic, "table": item.table, "summary": item.summary}
    facts |= {name: value for name, value in shown.items() if value}
    if item.overrides:
        facts["overrides"] = _overrides_to_json(item.overrides)
    return facts


def _overrides_to_json(own: Overrides) -> JsonObject:
    facts: JsonObject = {
        name: dict(text.by_language)
        for name in _TEXTS
        if isinstance(text := getattr(own, name), OwnText) and text
    }
    if own.layout is not None:
        facts["layout"] = own.layout
    if own.messages:
        facts["messages"] = {
            language: [{"heading": heading, "text": text} for heading, text in messages]
            for language, messages in own.messages.by_language
        }
    if own.exhibits:
        facts["exhibits"] = [_exhibit_to_json(exhibit) for exhibit in own.exhibits]
    if own.hidden:
        facts["hidden"] = [*own.hidden]
    return facts


def _exhibit_to_json(own: ExhibitOverride) -> JsonObject:
    facts: JsonObject = {"number": own.number}
    if own.kind is not None:
        facts["kind"] = own.kind
    facts |= {
        name: dict(text.by_language)
        for name in _EXHIBIT_TEXTS
        if isinstance(text := getattr(own, name), OwnText) and text
    }
    if own.options is not None:
        facts["options"] = [[name, value] for name, value in own.options]
    return facts


def project_from_json(facts: object, place: Place) -> tuple[Project, tuple[Finding, ...]]:
    """Return the project that JSON values describe, and what was left out of it.

    Raises FileDamaged, with the place inside the file, for values of another kind.
    """
    return _Reader(place).project(facts)


class _Reader:
    """Reads JSON values that anybody may have written."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._findings: list[Finding] = []

    def project(self, facts: object) -> tuple[Project, tuple[Finding, ...]]:
        known = self._known(
            facts, "", "title author date language template sources items schema".split()
        )
        sources = self._sources(known.get("sources", []))
        project = Project(
            title=self._text(known, "title"),
            author=self._text(known, "author"),
            date=self._text(known, "date"),
            language=self._language(self._text(known, "language")),
            template=self._text(known, "template"),
            sources=sources,
            items=self._items(known.get("items", []), {source.key for source in sources}),
        )
        return project, tuple(self._findings)

    def _language(self, code: str) -> str:
        if not code or code in LANGUAGES:
            return code or LANGUAGES[0]
        self._say(
            "briefing-language",
            f"The language “{code}” is not known; the briefing is in English.",
            f"Choose one of {', '.join(LANGUAGES)}.",
        )
        return LANGUAGES[0]

    def _sources(self, facts: object) -> tuple[ProjectSource, ...]:
        sources: dict[str, ProjectSource] = {}
        for where, one in self._list(facts, "sources"):
            known = self._known(one, where, ("key", "path", "name", "sha256"))
            key = self._needed(known, "key", where)
            path = self._needed(known, "path", where)
            name = self._text(known, "name", where) or path.rpartition("/")[2]
            if key in sources:
                self._left_out(where, f"its key “{key}” is another source's")
                continue
            sources[key] = ProjectSource(key, path, name, self._text(known, "sha256", where))
        return tuple(sources.values())

    def _items(self, facts: object, sources: set[str]) -> tuple[ProjectItem, ...]:
        items: dict[str, ProjectItem] = {}
        for where, one in self._list(facts, "items"):
            names = ("key", "source", "topic", "table", "summary", "overrides")
            known = self._known(one, where, names)
            source = self._needed(known, "source", where)
            topic, table, summary = (self._text(known, name, where) for name in names[2:5])
            if source not in sources:
                self._left_out(where, f"there is no source “{source}”")
            elif bool(topic) == bool(table):
                self._left_out(where, "it names neither or both of topic and table")
            else:
                key = self._text(known, "key", where)
                if not key or key in items:
                    key = item_key(source, topic, table, items)
                own = self._overrides(known.get("overrides", {}), f"{where}.overrides")
                items[key] = ProjectItem(key, source, topic, table, summary, own)
        return tuple(items.values())

    def _overrides(self, facts: object, where: str) -> Overrides:
        names = (*_TEXTS, "layout", "messages", "exhibits", "hidden")
        known = self._known(facts, where, names)
        texts = {name: self._own_text(known, name, where) for name in _TEXTS}
        exhibits = {
            exhibit.number: exhibit
            for place, one in self._list(known.get("exhibits", []), f"{where}.exhibits")
            if (exhibit := self._exhibit(one, place))
        }
        hidden = [
            self._number(one, place)
            for place, one in self._list(known.get("hidden", []), f"{where}.hidden")
        ]
        return Overrides(
            **texts,
            layout=self._maybe(known, "layout", where),
            messages=self._messages(known.get("messages", {}), f"{where}.messages"),
            exhibits=tuple(exhibits[number] for number in sorted(exhibits)),
            hidden=tuple(sorted(set(hidden))),
        )

    def _exhibit(self, facts: object, where: str) -> ExhibitOverride:
        known = self._known(facts, where, ("number", "kind", *_EXHIBIT_TEXTS, "options"))
        options: tuple[tuple[str, str], ...] | None = None
        if "options" in known:
            options = tuple(
                self._option(one, place)
                for place, one in self._list(known["options"], f"{where}.options")
            )
        texts = {name: self._own_text(known, name, where) for name in _EXHIBIT_TEXTS}
        number = self._number(known.get("number"), f"{where}.number")
        return ExhibitOverride(
            number, kind=self._maybe(known, "kind", where), options=options, **texts
        )

    def _option(self, fact: object, where: str) -> tuple[str, str]:
        match fact:
            case [str(name), str(value)]:
                return name, value
        raise self._damaged(where, "a name and a value")

    def _messages(self, facts: object, where: str) -> OwnMessages:
        by_language = {
            language: tuple(
                self._message(one, place) for place, one in self._list(value, f"{where}.{language}")
            )
            for language, value in self._object(facts, where).items()
        }
        return OwnMessages(tuple(sorted(by_language.items())))

    def _message(self, fact: object, where: str) -> OwnMessage:
        known = self._known(fact, where, ("heading", "text"))
        return self._text(known, "heading", where), self._text(known, "text", where)

    def _own_text(self, facts: Mapping[str, object], name: str, where: str) -> OwnText:
        where = f"{where}.{name}"
        texts = self._object(facts.get(name, {}), where)
        return OwnText(tuple((code, self._text(texts, code, where)) for code in sorted(texts)))

    # ------------------------------------------------------------------------ kinds of values

    def _known(self, facts: object, where: str, names: Iterable[str]) -> JsonObject:
        """Return what of an object has a name that is known; of the rest there is a finding."""
        found, wanted = self._object(facts, where), frozenset(names)
        for name in sorted(found.keys() - wanted):
            what = f"{where}.{name}".lstrip(".")
            self._say(
                "briefing-unknown-key",
                f"“{what}” in the file is not known to this version and is left out.",
                "Open the briefing with the version that wrote it, or save it without.",
            )
        return {name: value for name, value in found.items() if name in wanted}

    def _object(self, fact: object, where: str) -> JsonObject:
        if not isinstance(fact, dict):
            raise self._damaged(where, "an object")
        return fact

    def _list(self, fact: object, where: str) -> list[tuple[str, object]]:
        if not isinstance(fact, list):
            raise self._damaged(where, "a list")
        return [(f"{where}[{number}]", one) for number, one in enumerate(fact)]

    def _text(self, facts: Mapping[str, object], name: str, where: str = "") -> str:
        return self._of(facts.get(name, ""), str, f"{where}.{name}", "a text")

    def _needed(self, facts: Mapping[str, object], name: str, where: str) -> str:
        text = self._text(facts, name, where)
        if not text:
            raise self._damaged(f"{where}.{name}", "a text")
        return text

    def _maybe(self, facts: Mapping[str, object], name: str, where: str) -> str | None:
        return self._text(facts, name, where) if name in facts else None

    def _number(self, fact: object, where: str) -> int:
        number = self._of(fact, int, where, "a number from 1")
        if isinstance(fact, bool) or not 1 <= number <= 1_000:
            raise self._damaged(where, "a number from 1")
        return number

    def _of(self, fact: object, kind: type[_Thing], where: str, named: str) -> _Thing:
        if isinstance(fact, kind):
            return fact
        raise self._damaged(where, named)

    def _damaged(self, where: str, wanted: str) -> FileDamaged:
        where = where.lstrip(".")
        at = f"“{where}” in the file" if where else "What the file holds"
        return FileDamaged(
            f"{at} is not {wanted}.",
            remedy="Take an earlier copy of the briefing, or mend the file in a text editor.",
            place=self._place,
        )

    def _left_out(self, where: str, why: str) -> None:
        self._say(
            "briefing-item-left-out",
            f"“{where}” in the file is left out: {why}.",
            "Add the topic or table again.",
        )

    def _say(self, code: str, message: str, remedy: str) -> None:
        self._findings.append(warning(code, message, remedy, self._place))
