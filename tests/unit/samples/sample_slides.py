"""What the sample prints in each language, as the program sets it."""

from __future__ import annotations

from functools import cache

from briefing_app.excel.workbook_parser import parse_workbook
from briefing_app.facts.expressions import evaluator
from briefing_app.model.finding import Finding
from briefing_app.model.slide_plan import PlannedSlide, SlideKind, SlidePlan
from briefing_app.story.slide_planner import plan_slides
from briefing_app.usecases.draft_briefing import Choice, Draft, draft
from tests.unit.samples.sample_facts import LIBRARY

LANGUAGES = ("en", "de", "zh")


@cache
def drafted(language: str) -> Draft:
    content = parse_workbook(LIBRARY.read_bytes(), LIBRARY.name)
    return draft((content,), Choice(language=language))


@cache
def planned(language: str) -> SlidePlan:
    return plan_slides(drafted(language).briefing, evaluator())


def findings(language: str) -> tuple[Finding, ...]:
    return (*drafted(language).findings, *planned(language).findings)


def printed(language: str) -> dict[str, str]:
    """Return headlines and messages with their headings by the key of their claims, as printed.

    No-break spaces are blanks.
    """
    found: dict[str, str] = {}
    for slide in planned(language).slides:
        if slide.kind is not SlideKind.TOPIC:
            continue
        if slide.exhibit is None and slide.key.endswith(":messages"):
            key = slide.key.removeprefix("topic:").removesuffix(":messages")
            found |= _messages(key, slide)
            continue
        topic, _, number = slide.key.removeprefix("topic:").partition(":")
        found[f"{topic} exhibit {number}" if number else f"{topic} headline"] = slide.title
        found |= _messages(topic, slide)
    return {key: text.replace("\u00a0", " ") for key, text in found.items()}


def _messages(topic: str, slide: PlannedSlide) -> dict[str, str]:
    return {
        f"{topic} {order}": f"{message.heading}: {message.text}"
        for order, message in enumerate(slide.messages, 1)
    }
