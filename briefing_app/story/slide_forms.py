"""How the slides of a topic are set: what its author asks for, and what its exhibits ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.exhibit_spec import ExhibitSpec, TimelineSpec
from briefing_app.model.moments import of_iso
from briefing_app.model.number_text import date_text
from briefing_app.model.slide_plan import (
    PlannedSlide,
    PlannedText,
    Role,
    SlideForm,
    within,
)
from briefing_app.model.topic import Topic

_ALIASES = {
    "zwei abbildungen": SlideForm.TWO_EXHIBITS,
    "双图": SlideForm.TWO_EXHIBITS,
    "abbildung links": SlideForm.EXHIBIT_LEFT,
    "图左": SlideForm.EXHIBIT_LEFT,
    "abbildung rechts": SlideForm.EXHIBIT_RIGHT,
    "图右": SlideForm.EXHIBIT_RIGHT,
    "exhibit full width": SlideForm.FULL_WIDTH,
    "volle breite": SlideForm.FULL_WIDTH,
    "通栏": SlideForm.FULL_WIDTH,
    "quote": SlideForm.QUOTATION,
    "zitat": SlideForm.QUOTATION,
    "引语": SlideForm.QUOTATION,
    "引文": SlideForm.QUOTATION,
    "anhang": SlideForm.APPENDIX,
    "附录": SlideForm.APPENDIX,
    "radar page": SlideForm.RADAR,
    "雷达": SlideForm.RADAR,
}
_QUOTES = {"en": "\u201c\u201d", "de": "\u201e\u201c", "zh": "\u201c\u201d"}
_QUOTE_MARKS = "\"'\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u2018\u2019"
_SERIES = ("series", "reihe", "serie", "系列", "专栏")
_NUMBER = ("number", "no.", "no", "issue", "nummer", "nr.", "nr", "ausgabe", "期号", "编号")
_NUMBERED = {"en": "No. {}", "de": "Nr. {}", "zh": "第{}期"}
_LONG_DATES = {"en": "d mmmm yyyy", "de": "d. mmmm yyyy", "zh": 'yyyy"年"m"月"d"日"'}
_PAGES = frozenset({SlideForm.RADAR, SlideForm.CONTINUATION})


def form_named(words: str) -> SlideForm | None:
    """Return the form that is meant by words, in any case; None for a layout's own name."""
    plain = " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
    if plain in _ALIASES:
        return _ALIASES[plain]
    return next((form for form in SlideForm if form.value == plain), None)


def formed(
    slides: Sequence[PlannedSlide], topic: Topic, language: str, *, one_page: bool = False
) -> tuple[PlannedSlide, ...]:
    """Return the slides of a topic in the form that is asked for, else the one that they need.

    one_page: the template makes one page per topic.
    """
    asked = form_named(topic.layout)
    form = asked or SlideForm.PLAIN
    if one_page:
        form = SlideForm.RADAR
    if asked is SlideForm.TWO_EXHIBITS:
        slides = _side_by_side(slides)
    if form is SlideForm.RADAR:
        # The first page has room for one large exhibit; further ones share pages.
        slides = [*slides[:1], *_in_pairs(slides[1:])]
    if form is SlideForm.FULL_WIDTH:
        slides = _exhibit_alone(slides)
    if form is SlideForm.QUOTATION:
        slides = [_quoted(slides[0], language), *slides[1:]]
    named = topic.layout if asked is None else ""
    made = [replace(slide, form=_form(slide, form), layout=named) for slide in slides]
    if form is SlideForm.RADAR:
        made = _pages(made, topic, language)
    return tuple(made)


def _form(slide: PlannedSlide, form: SlideForm) -> SlideForm:
    """Return the form of one slide: what holds for a topic holds for what it fits."""
    if form is SlideForm.TWO_EXHIBITS and slide.second is None:
        form = SlideForm.PLAIN
    if form is SlideForm.FULL_WIDTH and slide.exhibit is None:
        form = SlideForm.PLAIN
    if form is SlideForm.PLAIN and slide.exhibit is not None:
        return _form_of(slide.exhibit.spec)
    return form


def _form_of(spec: ExhibitSpec) -> SlideForm:
    if isinstance(spec, TimelineSpec):
        return SlideForm.TIMELINE
    compares = isinstance(spec, TableSpec) and spec.compares
    return SlideForm.COMPARISON if compares else SlideForm.PLAIN


def _side_by_side(slides: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Return the slides with the exhibits of the first two on one."""
    if len(slides) < 2 or slides[0].exhibit is None or slides[1].exhibit is None:
        return list(slides)
    first, second = slides[0], slides[1]
    source = first.source
    if second.source not in first.source:
        source = "\n".join(part for part in (first.source, second.source) if part)
    return [replace(first, second=second.exhibit, source=source), *slides[2:]]


def _in_pairs(slides: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Return the slides with the exhibits of each two on one."""
    if len(slides) < 2:
        return list(slides)
    return [*_side_by_side(slides[:2]), *_in_pairs(slides[2:])]


def _exhibit_alone(slides: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Return the slides with the messages of the first on a slide of their own behind it."""
    first = slides[0]
    if first.exhibit is None or not first.messages:
        return list(slides)
    # What an exhibit shows is said where it is shown.
    said = "" if first.standfirst == first.exhibit.title.text else first.standfirst
    texts = replace(first, key=f"{first.key}:messages", exhibit=None, standfirst=said)
    return [replace(first, messages=()), texts, *slides[1:]]


def _quoted(slide: PlannedSlide, language: str) -> PlannedSlide:
    """Return a slide whose title stands in quotation marks."""
    if not slide.title or slide.title[0] in _QUOTE_MARKS:
        return slide
    marks = _QUOTES.get(language, _QUOTES["en"])
    values = within(slide.values_of(Role.TITLE), -1, len(slide.title) + 1)
    others = [(role, found) for role, found in slide.values if role is not Role.TITLE]
    title = f"{marks[0]}{slide.title}{marks[1]}"
    bound = [(Role.TITLE, values)] if values else []
    return replace(slide, title=title, values=(*bound, *others))


# ------------------------------------------------------------------------- pages of a series
def _pages(slides: Sequence[PlannedSlide], topic: Topic, language: str) -> list[PlannedSlide]:
    head = _page_head(topic, language)
    further = [
        replace(slide, form=SlideForm.CONTINUATION, more=head, standfirst="")
        for slide in slides[1:]
    ]
    return [replace(slides[0], more=head), *further]


def _page_head(topic: Topic, language: str) -> tuple[tuple[Role, tuple[PlannedText, ...]], ...]:
    """Return what stands at the head of a page: series, number, author and date."""
    number = _extra(topic, _NUMBER, language)
    if number.isdigit():
        number = _NUMBERED.get(language, _NUMBERED["en"]).format(number)
    texts = {
        Role.SERIES: _extra(topic, _SERIES, language),
        Role.NUMBER: number,
        Role.AUTHOR: topic.author,
        Role.DATE: _long_date(topic.date, language),
    }
    return tuple((role, (PlannedText(text),)) for role, text in texts.items() if text)


def _extra(topic: Topic, names: Sequence[str], language: str) -> str:
    """Return a text of a column that topics need not have; in the language before any other."""
    found = {" ".join(head.casefold().split()): value.strip() for head, value in topic.extra}
    for mark in (f" ({language})", "", " (en)"):
        for name in names:
            if found.get(name + mark):
                return found[name + mark]
    return ""


def _long_date(written: str, language: str) -> str:
    """Return a date with the month's name; what is no ISO 8601 date as it is written."""
    date = of_iso(written)
    code = _LONG_DATES.get(language, _LONG_DATES["en"])
    return date_text(date, code, language) if date else written


def in_series(slide: PlannedSlide, title: str) -> PlannedSlide:
    """Return a page headed by the briefing's title where its topic belongs to no series."""
    if slide.form not in _PAGES or any(role is Role.SERIES for role, _ in slide.more):
        return slide
    return replace(slide, more=((Role.SERIES, (PlannedText(title),)), *slide.more))
