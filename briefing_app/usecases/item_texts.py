"""What a person changed of an item, put onto the topic that the workbook holds; and read back.

Texts are as written: bound values stand in braces, and are computed when slides are planned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing_app.errors import Place
from briefing_app.model.briefing import ChosenExhibit, ChosenTopic
from briefing_app.model.project import ExhibitOverride, Overrides, OwnMessage, OwnText, ProjectItem
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic
from briefing_app.story.headline import Proposal, propose


@dataclass(frozen=True, slots=True)
class ExhibitTexts:
    """An exhibit as written. number: from 1; data: the range that it shows, "" for none."""

    number: int
    kind: str = ""
    headline: str = ""
    title: str = ""
    unit: str = ""
    source: str = ""
    options: tuple[tuple[str, str], ...] = ()
    data: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ItemTexts:
    """An item as written in the project's language, the person's own texts put in.

    proposed: headline and messages that nobody wrote are proposals of the program.
    """

    headline: str = ""
    standfirst: str = ""
    section: str = ""
    source: str = ""
    layout: str = ""
    messages: tuple[OwnMessage, ...] = ()
    exhibits: tuple[ExhibitTexts, ...] = ()
    proposed: bool = False


NO_TEXTS = ItemTexts()


def of_item(place: Place, item: str, slot: str = "") -> Place:
    """Return a place as one of an item; with a slot that of a text that a person wrote there."""
    return Place(place.file, item=item, slot=slot) if slot else replace(place, item=item)


def with_own_requests(chosen: ChosenTopic, item: ProjectItem, language: str) -> ChosenTopic:
    """Return a topic whose exhibits are asked for as a person changed them, hidden ones too."""
    own = item.overrides
    line = own.source.get(language)
    exhibits = tuple(
        replace(
            exhibit,
            request=_own_request(exhibit.request, own.exhibit(number), line, item.key, language),
        )
        for number, exhibit in enumerate(chosen.exhibits, start=1)
    )
    return replace(chosen, exhibits=exhibits)


def _own_request(
    request: ExhibitRequest, own: ExhibitOverride, line: str | None, item: str, language: str
) -> ExhibitRequest:
    mine = {
        "headline": own.headline.get(language),
        "title": own.title.get(language),
        "unit": own.unit.get(language),
        "source": own.source.get(language),
    }
    written = any(text is not None for text in mine.values())
    return replace(
        request,
        kind=request.kind if own.kind is None else own.kind,
        options=request.options if own.options is None else own.options,
        headline=_put(request.headline, mine["headline"]),
        title=_put(request.title, mine["title"]),
        unit=_put(request.unit, mine["unit"]),
        source=_put(request.source, mine["source"] or line),
        place=of_item(request.place, item, f"exhibit {own.number}" if written else ""),
    )


def _put(written: Text, own: str | None) -> Text:
    return written if own is None else Text(own)


def with_own_texts(chosen: ChosenTopic, item: ProjectItem, language: str) -> ChosenTopic:
    """Return a topic with a person's texts in place of the workbook's, hidden exhibits gone."""
    own, topic = item.overrides, chosen.topic
    if topic.proposed and own.hidden:
        # Without its table nothing could be proposed any more; what was, stays.
        topic = _as_proposed(topic, proposal_of(chosen, language))
    headline = own.headline.get(language)
    if headline is not None and not headline.strip():
        headline = None  # a slide without a title is none: the workbook's stays
    mine = {name: text.get(language) for name, text in _texts_of(own).items()}
    messages = own.messages.get(language)
    settled = {
        *topic.settled,
        *(("headline",) if headline is not None else ()),
        *(("messages",) if messages is not None else ()),
    }
    written = any(text is not None for text in mine.values())
    topic = replace(
        topic,
        headline=_put(topic.headline, headline),
        standfirst=_put(topic.standfirst, mine["standfirst"]),
        section=_put(topic.section, mine["section"]),
        source=_put(topic.source, mine["source"]),
        messages=_own_messages(topic, messages, item.key),
        layout=topic.layout if own.layout is None else own.layout,
        settled=tuple(sorted(settled)) if topic.proposed else (),
        place=of_item(topic.place, item.key, "texts" if written else ""),
    )
    shown = enumerate(chosen.exhibits, start=1)
    return ChosenTopic(topic, tuple(one for number, one in shown if number not in own.hidden))


def _own_messages(
    topic: Topic, own: tuple[OwnMessage, ...] | None, item: str
) -> tuple[KeyMessage, ...]:
    if own is None:
        return tuple(replace(m, place=of_item(m.place, item)) for m in topic.messages)
    place = of_item(topic.place, item, "messages")
    return tuple(KeyMessage(Text(text), Text(heading), place) for heading, text in own)


def _texts_of(own: Overrides) -> dict[str, OwnText]:
    return {
        "headline": own.headline,
        "standfirst": own.standfirst,
        "section": own.section,
        "source": own.source,
    }


def _as_proposed(topic: Topic, proposal: Proposal) -> Topic:
    messages = tuple(
        KeyMessage(Text(escaped(text)), Text(escaped(heading)))
        for heading, text in proposal.messages
    )
    headline = Text(escaped(proposal.title)) if proposal.title else topic.headline
    return replace(topic, headline=headline, messages=messages, settled=("headline", "messages"))


def proposal_of(chosen: ChosenTopic, language: str) -> Proposal:
    """Return what the program proposes for the table of a proposed topic."""
    table = chosen.exhibits[0].table if chosen.exhibits else None
    return propose(table, language) if table else Proposal("")


def escaped(text: str) -> str:
    """Return a text in which braces are printed, not computed."""
    return text.replace("{", "{{").replace("}", "}}")


def item_texts(chosen: ChosenTopic, item: ProjectItem, language: str) -> ItemTexts:
    """Return an item as written. chosen: with the own requests, before exhibits are hidden."""
    own, topic = item.overrides, chosen.topic
    proposed = topic.proposed
    headline, messages = topic.headline.in_language(language), _messages(topic, language)
    if proposed:
        proposal = proposal_of(chosen, language)
        headline = escaped(proposal.title or headline)
        messages = tuple((escaped(heading), escaped(text)) for heading, text in proposal.messages)
    mine = own.messages.get(language)
    texts = {name: text.get(language) for name, text in _texts_of(own).items()}

    def now(name: str, written: str) -> str:
        return written if (text := texts[name]) is None else text

    return ItemTexts(
        headline=now("headline", headline),
        standfirst=now("standfirst", topic.standfirst.in_language(language)),
        section=now("section", topic.section.in_language(language)),
        source=now("source", topic.source.in_language(language)),
        layout=topic.layout if own.layout is None else own.layout,
        messages=messages if mine is None else mine,
        exhibits=tuple(
            _exhibit_texts(number, exhibit, language, hidden=number in own.hidden)
            for number, exhibit in enumerate(chosen.exhibits, start=1)
        ),
        proposed=proposed,
    )


def _messages(topic: Topic, language: str) -> tuple[OwnMessage, ...]:
    return tuple(
        (message.heading.in_language(language), message.text.in_language(language))
        for message in topic.messages
    )


def _exhibit_texts(
    number: int, exhibit: ChosenExhibit, language: str, *, hidden: bool
) -> ExhibitTexts:
    request, table = exhibit.request, exhibit.table
    return ExhibitTexts(
        number,
        request.kind,
        request.headline.in_language(language),
        request.title.in_language(language) or (table.title if table else ""),
        request.unit.in_language(language) or (table.unit if table else ""),
        request.source.in_language(language) or (table.source if table else ""),
        request.options,
        str(table.cells) if table else "",
        hidden,
    )
