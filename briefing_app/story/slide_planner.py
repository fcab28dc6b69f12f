"""From a briefing to a slide plan: title, contents, executive summary, a slide per exhibit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing_app.errors import Place
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.chart_spec import ChartSpec, TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.slide_plan import (
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Provenance,
    SlideKind,
    SlidePlan,
)
from briefing_app.model.topic import Topic
from briefing_app.story.exhibits import make_exhibit
from briefing_app.story.headline import propose
from briefing_app.story.plain_text import plain_text

TITLE_KEY, CONTENTS_KEY, SUMMARY_KEY = "title", "contents", "summary"
MOST_MESSAGES = 5
_LONG_SUMMARY = 6
_LONG_MESSAGE = 250
"""Characters; about 35 words. A longer message is a finding, and too long for the summary."""
_WORDS = {
    "en": ("Contents", "Executive summary", "Overview", "Topics", "Source: "),
    "de": ("Inhalt", "Zusammenfassung", "Überblick", "Themen", "Quelle: "),
    "zh": ("目录", "摘要", "概览", "主题", "来源："),
}
_ESCAPED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "%:/#"})


@dataclass(frozen=True, slots=True)
class _TopicSlides:
    """The slides of one topic, and what there is to say about them."""

    topic: Topic
    section: str
    slides: tuple[PlannedSlide, ...]
    findings: tuple[Finding, ...]


def _messages(topic: Topic, language: str) -> tuple[tuple[PlannedText, ...], list[Finding]]:
    planned: list[PlannedText] = []
    findings: list[Finding] = []
    for message in topic.messages:
        text, found = plain_text(message.text.in_language(language), language, message.place)
        heading, more = plain_text(message.heading.in_language(language), language, message.place)
        findings += [*found, *more]
        if len(text) > _LONG_MESSAGE:
            findings.append(_long_message(len(text), message.place))
        if text or heading:
            planned.append(PlannedText(text, heading, message.place))
    if len(planned) > MOST_MESSAGES:
        findings.append(
            warning(
                "many-messages",
                f"{len(planned)} messages are more than one slide should carry "
                f"({MOST_MESSAGES} at most).",
                "Shorten them to the few that matter.",
                topic.place,
            )
        )
    return tuple(planned), findings


def _long_message(length: int, place: Place) -> Finding:
    return info(
        "message-long",
        f"The message has {length} characters; a reader takes in about {_LONG_MESSAGE}.",
        "Say one thing in each message.",
        place,
    )


def _provenance(table: DataTable) -> tuple[Provenance, ...]:
    return (Provenance(table.workbook.name, table.workbook.sha256, str(table.cells)),)


def _standfirst(
    written: str, made: ChartSpec | TableSpec | None, title: str, *, first: bool
) -> str:
    """Return the line that says what is shown; the exhibit's own title where there is one."""
    if made is None or (first and written):
        return written
    unit = made.unit if made.unit and made.unit not in made.title else ""
    said = ", ".join(part for part in (made.title, unit) if part)
    return "" if said == title else said


def _source(topic: Topic, chosen: ChosenExhibit | None, language: str) -> tuple[str, list[Finding]]:
    written = chosen.request.source.in_language(language) if chosen else ""
    table = chosen.table if chosen else None
    text = written or topic.source.in_language(language) or (table.source if table else "")
    text, findings = plain_text(text, language, topic.place)
    if not text or text.casefold().startswith(("source", "quelle", "来源")):
        return text, findings
    return f"{_words(language)[4]}{text}", findings


def _words(language: str) -> tuple[str, str, str, str, str]:
    return _WORDS.get(language, _WORDS["en"])


def _topic_key(topic_id: str) -> str:
    """Return the base of a topic's keys; what divides keys is escaped in the ID, so none meet."""
    return f"topic:{topic_id.translate(_ESCAPED)}"


def _topic_slides(chosen: ChosenTopic, language: str) -> _TopicSlides:
    topic = chosen.topic
    title, findings = plain_text(topic.headline.in_language(language), language, topic.place)
    messages, found = _messages(topic, language)
    standfirst, more = plain_text(topic.standfirst.in_language(language), language, topic.place)
    section, also = plain_text(topic.section.in_language(language), language, topic.place)
    source, doubts = _source(topic, None, language)
    findings += [*found, *more, *also, *doubts]
    if topic.proposed and chosen.exhibits and (table := chosen.exhibits[0].table):
        proposal = propose(table, language)
        title = proposal.title
        messages = tuple(PlannedText(text, heading) for heading, text in proposal.messages)
    title = title or " ".join(topic.id.split())
    base = PlannedSlide(
        key=_topic_key(topic.id),
        group=_topic_key(topic.id),
        kind=SlideKind.TOPIC,
        title=title,
        messages=messages,
        source=source,
        standfirst=standfirst,
        tracker=section,
        place=topic.place,
        proposed=topic.proposed,
    )
    slides: list[PlannedSlide] = []
    for number, exhibit in enumerate(chosen.exhibits, start=1):
        slide, more = _exhibit_slide(base, chosen, exhibit, number, language)
        findings += more
        if slide.exhibit is not None or (number == 1 and (messages or len(chosen.exhibits) == 1)):
            slides.append(slide)
    if not slides:
        slides.append(base)
    if not any(slide.source for slide in slides):
        findings.append(_without_source(topic))
    return _TopicSlides(topic, base.tracker, tuple(slides), tuple(findings))


def _without_source(topic: Topic) -> Finding:
    return warning(
        "source-missing",
        f"The topic “{topic.id}” names no source.",
        "Fill in the column Source, or write a source line below the table.",
        topic.place,
    )


def _exhibit_slide(
    base: PlannedSlide, chosen: ChosenTopic, exhibit: ChosenExhibit, number: int, language: str
) -> tuple[PlannedSlide, list[Finding]]:
    first = number == 1
    key = base.key if first else f"{base.key}:{number}"
    made = make_exhibit(exhibit, language=language, message=base.title)
    source, found = _source(chosen.topic, exhibit, language)
    planned = None
    if made.spec is not None and exhibit.table is not None:
        planned = PlannedExhibit(
            f"{key}#data", made.spec, _provenance(exhibit.table), exhibit.request.place
        )
    # A proposed sentence beside a table says less than the columns that it would take away.
    silent = not first or (base.proposed and isinstance(made.spec, TableSpec))
    slide = replace(
        base,
        key=key,
        messages=() if silent else base.messages,
        exhibit=planned,
        standfirst=_standfirst(base.standfirst, made.spec, base.title, first=first),
        source=source,
    )
    return slide, [*made.findings, *found]


def _grouped(topics: list[_TopicSlides], name: str) -> list[tuple[str, list[_TopicSlides]]]:
    """Return topics by section, in the order in which the sections first appear."""
    groups: dict[str, list[_TopicSlides]] = {}
    for topic in topics:
        groups.setdefault(topic.section or name, []).append(topic)
    return list(groups.items())


def _front(
    briefing: Briefing, groups: list[tuple[str, list[_TopicSlides]]]
) -> tuple[PlannedSlide, ...]:
    contents, summary, _, _, _ = _words(briefing.language)
    slides = [PlannedSlide(TITLE_KEY, SlideKind.TITLE, briefing.title, standfirst=briefing.author)]
    topics = [topic for _, members in groups for topic in members]
    if len(topics) > 1:
        entries: list[PlannedText] = []
        for section, members in groups:
            if len(groups) > 1:
                entries.append(PlannedText("", heading=section))
            entries += [PlannedText(t.slides[0].title, target=t.slides[0].key) for t in members]
        slides.append(
            PlannedSlide(CONTENTS_KEY, SlideKind.CONTENTS, contents, messages=tuple(entries))
        )
    # Proposals are no conclusions yet: a summary of them would claim what nobody has read.
    written = [topic for topic in topics if not topic.topic.proposed]
    if len(written) > 1:
        lines = tuple(_summary_line(topic, brief=len(written) > _LONG_SUMMARY) for topic in written)
        slides.append(PlannedSlide(SUMMARY_KEY, SlideKind.SUMMARY, summary, messages=lines))
    return tuple(slides)


def _summary_line(topic: _TopicSlides, *, brief: bool) -> PlannedText:
    """Return a topic's headline, with its first message below unless it is to be brief."""
    title = topic.slides[0].title
    messages = () if brief else topic.slides[0].messages
    first = messages[0].text if messages else ""
    if len(first) > _LONG_MESSAGE:
        first = ""
    return PlannedText(first, heading=title, place=topic.topic.place)


def plan_slides(briefing: Briefing) -> SlidePlan:
    """Return what goes on each slide: pure, and the same for the same briefing."""
    topics = [_topic_slides(topic, briefing.language) for topic in briefing.topics]
    _, _, overview, fallback, _ = _words(briefing.language)
    groups = _grouped(topics, fallback)
    front = _front(briefing, groups)
    findings = [finding for topic in topics for finding in topic.findings]
    if not topics:
        findings.append(
            error(
                "nothing-to-show",
                "There is no topic and no data table to make a slide of.",
                "Choose a workbook with a table of figures, or fill in the Topics sheet.",
            )
        )
    if any(topic.topic.proposed for topic in topics):
        findings.append(
            info(
                "proposed",
                "Titles and messages of tables without a topic are proposals by the program.",
                "Read them before they leave the house; a Topics sheet replaces them.",
            )
        )
    return SlidePlan(
        title=briefing.title,
        slides=(*front, *(s for _, members in groups for topic in members for s in topic.slides)),
        sections=(
            PlannedSection(overview, tuple(slide.key for slide in front)),
            *(
                PlannedSection(name, tuple(s.key for topic in members for s in topic.slides))
                for name, members in groups
            ),
        ),
        language=briefing.language,
        author=briefing.author,
        date=briefing.date,
        findings=tuple(findings),
    )
