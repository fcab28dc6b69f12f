"""Slides around the topics: section dividers, related topics, the back page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing_app.model.bound_text import BoundText
from briefing_app.model.briefing import Briefing
from briefing_app.model.slide_plan import PlannedSlide, PlannedText, Role, SlideKind
from briefing_app.model.topic import Topic

BACK_KEY = "back"
_MOST_RELATED = 3
_WORDS = {
    "en": ("Appendix", "Related topics", "Contact"),
    "de": ("Anhang", "Verwandte Themen", "Kontakt"),
    "zh": ("附录", "相关主题", "联系方式"),
}
_ESCAPED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "%:/#"})


def appendix_name(language: str) -> str:
    """Return what the section of the appendix is called."""
    return _WORDS.get(language, _WORDS["en"])[0]


def divider(name: str, number: int, firsts: Sequence[PlannedSlide]) -> PlannedSlide:
    """Return the slide that opens a section. number: from 1; firsts: the first slide per topic."""
    topics = tuple(
        PlannedText(slide.title, target=slide.key, values=slide.values_of(Role.TITLE))
        for slide in firsts
    )
    return PlannedSlide(
        f"section:{name.translate(_ESCAPED)}",
        SlideKind.SECTION,
        name,
        messages=topics,
        more=((Role.NUMBER, (PlannedText(str(number)),)),),
    )


def back_page(briefing: Briefing) -> PlannedSlide:
    """Return the last page of a deck: whom to ask."""
    title = _WORDS.get(briefing.language, _WORDS["en"])[2]
    return PlannedSlide(BACK_KEY, SlideKind.BACK, title, standfirst=briefing.author)


def related_titles(
    topic: Topic, shown: Mapping[str, PlannedSlide], known: Mapping[str, BoundText], language: str
) -> tuple[PlannedText, ...]:
    """Return the lines that name a topic's related ones, headed, or nothing.

    shown: first slide by topic ID in lower case, to be linked; known: headlines of topics that are
    not in the deck.
    """
    lines: list[PlannedText] = []
    for name in dict.fromkeys(map(str.casefold, topic.related)):
        slide = shown.get(name)
        if slide is not None and name != topic.id.casefold():
            values = slide.values_of(Role.TITLE)
            lines.append(PlannedText(slide.title, target=slide.key, values=values))
        elif slide is None and name in known and known[name].text:
            lines.append(PlannedText(known[name].text, values=known[name].values))
    if not lines:
        return ()
    heading = PlannedText("", heading=_WORDS.get(language, _WORDS["en"])[1])
    return (heading, *lines[:_MOST_RELATED])


def with_related(slide: PlannedSlide, lines: tuple[PlannedText, ...]) -> PlannedSlide:
    """Return a slide that names related topics where its layout has a place for them."""
    return replace(slide, more=(*slide.more, (Role.RELATED, lines))) if lines else slide
