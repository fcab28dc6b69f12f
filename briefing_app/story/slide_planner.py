"""From a briefing to a slide plan: title, contents, executive summary, a slide per exhibit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from briefing_app.errors import Place
from briefing_app.model.bound_text import BoundText, FillIn
from briefing_app.model.briefing import Briefing, ChosenExhibit, ChosenTopic
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.labels import Labels, said, words_in
from briefing_app.model.remembered import Interned, Remembered
from briefing_app.model.slide_plan import (
    BoundValue,
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Provenance,
    Role,
    SlideForm,
    SlideKind,
    SlidePlan,
)
from briefing_app.model.topic import Text, Topic
from briefing_app.model.typography import set_text
from briefing_app.story.exhibits import MadeExhibit, make_exhibit, possible_kinds
from briefing_app.story.headline import propose
from briefing_app.story.one_scale import on_one_scale, unlike_scales, wants_one_scale
from briefing_app.story.plain_text import Wording
from briefing_app.story.section_slides import (
    appendix_name,
    back_page,
    divider,
    related_titles,
    with_related,
)
from briefing_app.story.slide_forms import formed, in_series
from briefing_app.story.source_lines import source_line, with_footnotes
from briefing_app.story.summaries import computed_figures

TITLE_KEY, CONTENTS_KEY, SUMMARY_KEY = "title", "contents", "summary"
MOST_MESSAGES = 5
_LONG_MESSAGE = 250
"""Characters; about 35 words. A longer message is a finding, and too long for the summary."""
_WORDS = {
    "en": ("Contents", "Executive summary", "Overview", "Topics"),
    "de": ("Inhalt", "Zusammenfassung", "Überblick", "Themen"),
    "zh": ("目录", "摘要", "概览", "主题"),
}
_ESCAPED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "%:/#"})


@dataclass(frozen=True, slots=True)
class _TopicSlides:
    """The slides of one topic, and what there is to say about them."""

    topic: Topic
    section: str
    slides: tuple[PlannedSlide, ...]
    findings: tuple[Finding, ...]


def _messages(topic: Topic, wording: Wording) -> tuple[tuple[PlannedText, ...], list[Finding]]:
    planned: list[PlannedText] = []
    findings: list[Finding] = []
    for message in topic.messages:
        written = message.text.in_language(wording.language)
        text = wording.set(written, message.place)
        heading = wording.set(message.heading.in_language(wording.language), message.place)
        findings += [*text.findings, *heading.findings]
        if len(text.text) > _LONG_MESSAGE:
            findings.append(_long_message(len(text.text), message.place))
        # A heading over a sentence that failed would look finished to its reader.
        failed = bool(written.strip()) and not text.text
        if not failed and (text.text or heading.text):
            planned.append(
                PlannedText(
                    text.text,
                    heading.text,
                    message.place,
                    values=text.values,
                    heading_values=heading.values,
                )
            )
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


def _provenance(table: DataTable, language: str) -> tuple[Provenance, ...]:
    book, computed = table.workbook, computed_figures(table, language)
    return (Provenance(book.name, book.sha256, str(table.cells), computed),)


def _standfirst(base: PlannedSlide, made: MadeExhibit, *, first: bool) -> BoundText:
    """Return the line that says what is shown; the exhibit's own title where there is one."""
    if made.spec is None or (first and base.standfirst):
        return BoundText(base.standfirst, base.values_of(Role.STANDFIRST))
    line = _exhibit_title(made)
    return BoundText("") if line.text == base.title else BoundText(line.text, line.values)


def _exhibit_title(made: MadeExhibit) -> PlannedText:
    """Return what an exhibit shows, with its unit."""
    spec = made.spec
    if spec is None:
        return PlannedText("")
    unit = spec.unit if spec.unit and spec.unit not in spec.title else ""
    line = ", ".join(part for part in (spec.title, unit) if part)
    return PlannedText(line, values=made.title_values)


def _words(language: str) -> tuple[str, str, str, str]:
    return _WORDS.get(language, _WORDS["en"])


def _topic_key(topic_id: str) -> str:
    """Return the base of a topic's keys; what divides keys is escaped in the ID, so none meet."""
    return f"topic:{topic_id.translate(_ESCAPED)}"


def _base(chosen: ChosenTopic, wording: Wording) -> tuple[PlannedSlide, list[Finding]]:
    """Return what all slides of a topic share, and what there is to say about its texts."""
    topic, language = chosen.topic, wording.language
    messages, findings = _messages(topic, wording)
    texts = {
        Role.TITLE: _headline(chosen, wording),
        Role.STANDFIRST: wording.set(topic.standfirst.in_language(language), topic.place),
        Role.TRACKER: wording.set(topic.section.in_language(language), topic.place),
        Role.SOURCE: source_line(topic, None, wording),
    }
    if topic.proposes("messages") and chosen.exhibits and (table := chosen.exhibits[0].table):
        messages = tuple(
            PlannedText(t, heading) for heading, t in propose(table, language).messages
        )
    base = PlannedSlide(
        key=_topic_key(topic.id),
        group=_topic_key(topic.id),
        kind=SlideKind.TOPIC,
        title=texts[Role.TITLE].text or " ".join(topic.id.split()),
        messages=messages,
        source=texts[Role.SOURCE].text,
        standfirst=texts[Role.STANDFIRST].text,
        tracker=texts[Role.TRACKER].text,
        place=topic.place,
        proposed=topic.proposed,
        values=_values(texts),
    )
    return base, [*(f for text in texts.values() for f in text.findings), *findings]


def _headline(chosen: ChosenTopic, wording: Wording) -> BoundText:
    headline = chosen.topic.headline.in_language(wording.language)
    if not chosen.topic.proposes("headline"):
        return wording.set(headline, chosen.topic.place)
    table = chosen.exhibits[0].table if chosen.exhibits else None
    title = propose(table, wording.language).title if table else ""
    return BoundText(title or set_text(headline, wording.language))


def _values(texts: Mapping[Role, BoundText]) -> tuple[tuple[Role, tuple[BoundValue, ...]], ...]:
    return tuple((role, text.values) for role, text in texts.items() if text.values)


_Made = Remembered[MadeExhibit]


def _topic_slides(
    chosen: ChosenTopic, wording: Wording, exhibits: _Made, *, one_page: bool
) -> _TopicSlides:
    topic, language = chosen.topic, wording.language
    base, findings = _base(chosen, wording)
    messages = base.messages
    slides: list[PlannedSlide] = []
    for number, exhibit in enumerate(chosen.exhibits, start=1):
        slide, more = _exhibit_slide(base, chosen, exhibit, number, (wording, exhibits))
        findings += more
        if slide.exhibit is not None or (number == 1 and (messages or len(chosen.exhibits) == 1)):
            slides.append(slide)
    if not slides:
        slides.append(base)
    if not any(slide.source for slide in slides):
        findings.append(_without_source(topic))
    if wants_one_scale(exhibit.request for exhibit in chosen.exhibits):
        slides = on_one_scale(slides)
    named = replace(topic, author=said(topic.author, wording.words))
    made = formed(slides, named, language, one_page=one_page)
    findings += [finding for slide in made for finding in unlike_scales(slide)]
    section = base.tracker
    if made[0].form is SlideForm.APPENDIX:
        section = appendix_name(language)
        made = tuple(replace(slide, tracker=section) for slide in made)
    return _TopicSlides(topic, section, made, tuple(findings))


def _tables_of(chosen: ChosenTopic) -> Iterable[DataTable]:
    """Return the data tables of a topic, each once."""
    # Tables are compared by identity: to compare them by value would read every cell.
    tables = {id(exhibit.table): exhibit.table for exhibit in chosen.exhibits if exhibit.table}
    return tables.values()


def _without_source(topic: Topic) -> Finding:
    # A workbook that nobody prepared has no column to fill in.
    where = "the slide's source line" if topic.proposed else "the column Source"
    return warning(
        "source-missing",
        f"The topic “{topic.id}” names no source.",
        f"Fill in {where}, or write a source line below the table.",
        topic.place,
    )


def _exhibit_slide(
    base: PlannedSlide,
    chosen: ChosenTopic,
    exhibit: ChosenExhibit,
    number: int,
    how: tuple[Wording, _Made],
) -> tuple[PlannedSlide, list[Finding]]:
    first = number == 1
    key = base.key if first else f"{base.key}:{number}"
    wording = how[0].nearest(exhibit.table)
    written = exhibit.request.headline.in_language(wording.language)
    own = wording.set(written, exhibit.request.place)
    title = own if own.text else BoundText(base.title, base.values_of(Role.TITLE))
    made = _made_exhibit(exhibit, wording, title.text, how[1])
    source = with_footnotes(source_line(chosen.topic, exhibit, wording), made.spec)
    standfirst = _standfirst(base, made, first=first)
    planned = None
    if made.spec is not None and exhibit.table is not None:
        planned = PlannedExhibit(
            f"{key}#data",
            made.spec,
            _provenance(exhibit.table, wording.language),
            exhibit.request.place,
            title=_exhibit_title(made),
        )
    # A proposed sentence beside a table says less than the columns that it would take away.
    proposes = chosen.topic.proposes("messages")
    silent = not first or (proposes and isinstance(made.spec, TableSpec))
    slide = replace(
        base,
        key=key,
        title=title.text,
        messages=() if silent else base.messages,
        exhibit=planned,
        standfirst=standfirst.text,
        source=source.text,
        values=_values(
            {
                Role.TITLE: title,
                Role.STANDFIRST: standfirst,
                Role.TRACKER: BoundText(base.tracker, base.values_of(Role.TRACKER)),
                Role.SOURCE: source,
            }
        ),
    )
    return slide, [*own.findings, *made.findings, *source.findings]


def _made_exhibit(
    exhibit: ChosenExhibit, wording: Wording, message: str, exhibits: _Made
) -> MadeExhibit:
    """Return what an exhibit shows; other words around it do not have it made again."""
    request = replace(exhibit.request, headline=Text(), source=Text())
    words = tuple(sorted(wording.words.items()))
    make = partial(make_exhibit, exhibit, wording, message="")
    made = exhibits.get((exhibit.table, *wording.tables), (request, wording.language, words), make)
    return replace(made, spec=replace(made.spec, message=message)) if made.spec else made


def _grouped(topics: list[_TopicSlides], name: str) -> list[tuple[str, list[_TopicSlides]]]:
    """Return topics by section, in the order in which the sections first appear."""
    groups: dict[str, list[_TopicSlides]] = {}
    for topic in topics:
        groups.setdefault(topic.section or name, []).append(topic)
    return list(groups.items())


def _front(
    briefing: Briefing, groups: list[tuple[str, list[_TopicSlides]]]
) -> tuple[PlannedSlide, ...]:
    contents, summary, _, _ = _words(briefing.language)
    slides = [PlannedSlide(TITLE_KEY, SlideKind.TITLE, briefing.title, standfirst=briefing.author)]
    topics = [topic for _, members in groups for topic in members]
    if len(topics) > 1:
        entries: list[PlannedText] = []
        for section, members in groups:
            if len(groups) > 1:
                entries.append(PlannedText("", heading=section))
            entries += [_entry(topic) for topic in members]
        slides.append(
            PlannedSlide(CONTENTS_KEY, SlideKind.CONTENTS, contents, messages=tuple(entries))
        )
    # Proposals are no conclusions yet: a summary of them would claim what nobody has read.
    written = [topic for topic in topics if not topic.topic.proposes("headline")]
    if len(written) > 1:
        lines = tuple(map(_summary_line, written))
        slides.append(PlannedSlide(SUMMARY_KEY, SlideKind.SUMMARY, summary, messages=lines))
    return tuple(slides)


def _entry(topic: _TopicSlides) -> PlannedText:
    """Return a topic's line in the contents."""
    slide = topic.slides[0]
    return PlannedText(slide.title, target=slide.key, values=slide.values_of(Role.TITLE))


def _summary_line(topic: _TopicSlides) -> PlannedText:
    """Return a topic's headline, with its first message below where that is not long.

    Whether there is room for the messages is known when the slide is laid out.
    """
    slide = topic.slides[0]
    messages = (message for part in topic.slides for message in part.messages)
    first = next(messages, PlannedText(""))
    if len(first.text) > _LONG_MESSAGE:
        first = PlannedText("")
    return PlannedText(
        first.text,
        heading=slide.title,
        place=topic.topic.place,
        values=first.values,
        heading_values=slide.values_of(Role.TITLE),
    )


@dataclass(frozen=True, slots=True)
class PlanMemory:
    """What planning gave before; a topic that is the same object is not planned again."""

    _topics: Remembered[_TopicSlides] = field(default_factory=Remembered)
    _front: Interned[PlannedSlide] = field(default_factory=Interned)
    _labels: Interned[Labels] = field(default_factory=Interned)
    _exhibits: _Made = field(default_factory=Remembered)
    _headed: Remembered[PlannedSlide] = field(default_factory=Remembered)

    def labels(self, labels: Labels) -> Labels:
        """Return the labels as the object that they were where they are equal."""
        return self._labels.one(labels)

    def topic(
        self,
        chosen: ChosenTopic,
        language: str,
        fill_in: FillIn,
        labels: Labels,
        *,
        one_page: bool,
    ) -> _TopicSlides:
        """Return the slides of a topic. fill_in: the same as before, or one that does the same."""

        def make() -> _TopicSlides:
            words = words_in(labels, language)
            wording = Wording(language, fill_in, tuple(_tables_of(chosen)), words)
            return _topic_slides(chosen, wording, self._exhibits, one_page=one_page)

        return self._topics.get((chosen, labels), (language, one_page), make)

    def front(self, slides: tuple[PlannedSlide, ...]) -> tuple[PlannedSlide, ...]:
        """Return the slides around the topics, as they were where they are equal."""
        return tuple(map(self._front.one, slides))

    def headed(
        self, slide: PlannedSlide, lines: tuple[PlannedText, ...], title: str
    ) -> PlannedSlide:
        """Return a slide with its related topics, and headed by a title if it needs one."""

        def make() -> PlannedSlide:
            return in_series(with_related(slide, lines), title)

        return self._headed.get((slide,), (lines, title), make)


def kinds_to_offer(
    briefing: Briefing, chosen: ChosenTopic, exhibit: ChosenExhibit, fill_in: FillIn
) -> tuple[str, ...]:
    """Return the kinds that are worth offering for an exhibit of a topic."""
    words = words_in(briefing.labels, briefing.language)
    wording = Wording(briefing.language, fill_in, tuple(_tables_of(chosen)), words)
    return possible_kinds(exhibit, wording.nearest(exhibit.table))


def plan_slides(
    briefing: Briefing,
    fill_in: FillIn,
    memory: PlanMemory | None = None,
    *,
    one_page: bool = False,
) -> SlidePlan:
    """Return what goes on each slide: the same for the same briefing.

    fill_in: puts the bound values into texts; a pure function; memory: of earlier plans;
    one_page: each topic is a page by itself, without title slide, contents and dividers.
    """
    memory = memory or PlanMemory()
    language, labels = briefing.language, memory.labels(briefing.labels)
    topics = [
        memory.topic(topic, language, fill_in, labels, one_page=one_page)
        for topic in briefing.topics
    ]
    findings = [finding for topic in topics for finding in topic.findings]
    topics = _headed(briefing, topics, memory, fill_in)
    # What only backs the others up stands behind them.
    topics.sort(key=lambda topic: topic.slides[0].form is SlideForm.APPENDIX)
    _, _, overview, fallback = _words(language)
    groups = _grouped(topics, fallback)
    front = () if one_page else memory.front(_front(briefing, groups))
    sections = [PlannedSection(overview, tuple(slide.key for slide in front))]
    slides = list(front)
    for number, (name, members) in enumerate(groups, 1):
        own = [slide for topic in members for slide in topic.slides]
        if not one_page and len(groups) > 1 and (number > 1 or name != fallback):
            opening = divider(name, number, [topic.slides[0] for topic in members])
            own = [*memory.front((opening,)), *own]
        if not one_page and number == len(groups) and len(topics) > 1 and briefing.author:
            own += memory.front((back_page(briefing),))
        slides += own
        sections.append(PlannedSection(name, tuple(slide.key for slide in own)))
    return SlidePlan(
        title=briefing.title,
        slides=tuple(slides),
        sections=tuple(sections),
        language=language,
        author=briefing.author,
        date=briefing.date,
        findings=(*findings, *_about(topics)),
    )


def _headed(
    briefing: Briefing, topics: list[_TopicSlides], memory: PlanMemory, fill_in: FillIn
) -> list[_TopicSlides]:
    """Return the topics with their related ones named on the first slide of each."""
    shown = {topic.topic.id.casefold(): topic.slides[0] for topic in topics}
    known = {
        chosen.topic.id.casefold(): _headline(
            chosen, Wording(briefing.language, fill_in, tuple(_tables_of(chosen)))
        )
        for chosen in briefing.known
    }
    made: list[_TopicSlides] = []
    for topic in topics:
        lines = related_titles(topic.topic, shown, known, briefing.language)
        slides = tuple(
            memory.headed(slide, lines if number == 0 else (), briefing.title)
            for number, slide in enumerate(topic.slides)
        )
        made.append(replace(topic, slides=slides))
    return made


def _about(topics: list[_TopicSlides]) -> list[Finding]:
    """Return what there is to say of the plan as a whole."""
    found: list[Finding] = []
    if not topics:
        found.append(
            error(
                "nothing-to-show",
                "There is no topic and no data table to make a slide of.",
                "Choose a workbook with a table of figures, or fill in the Topics sheet.",
            )
        )
    if any(topic.topic.proposed for topic in topics):
        found.append(
            info(
                "proposed",
                "Titles and messages of tables without a topic are proposals by the program.",
                "Read them before they leave the house; a Topics sheet replaces them.",
            )
        )
    return found
