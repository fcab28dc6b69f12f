"""What goes on each slide, before a template is known; and after it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.errors import NOWHERE, Place
from briefing_app.model.chart_spec import ExhibitSpec
from briefing_app.model.finding import Finding
from briefing_app.model.geometry import Box


class SlideKind(StrEnum):
    """What a slide is for; a template answers each with a layout."""

    TITLE = "title"
    CONTENTS = "contents"
    SUMMARY = "summary"
    TOPIC = "topic"


class Role(StrEnum):
    """What a slot of a layout is filled with."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    STANDFIRST = "standfirst"
    EXHIBIT = "exhibit"
    MESSAGES = "messages"
    SOURCE = "source"
    TRACKER = "tracker"
    PAGE_NUMBER = "page_number"
    DATE = "date"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class PlannedText:
    """A paragraph of a list: a bold heading ("" for none), the text, and where it came from.

    target: key of the slide it links to, or ""; level: 0-based list level.
    """

    text: str
    heading: str = ""
    place: Place = NOWHERE
    target: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an exhibit's figures came from: workbook, its hash, worksheet range."""

    workbook: str
    sha256: str
    cells: str


@dataclass(frozen=True, slots=True)
class PlannedExhibit:
    """A chart or table for a slide, with its provenance. key: stable binding id."""

    key: str
    spec: ExhibitSpec
    provenance: tuple[Provenance, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PlannedSlide:
    """One slide by what it says. key: stable within the briefing, the base of every id."""

    key: str
    kind: SlideKind
    title: str
    standfirst: str = ""
    messages: tuple[PlannedText, ...] = ()
    exhibit: PlannedExhibit | None = None
    source: str = ""
    tracker: str = ""
    place: Place = NOWHERE
    proposed: bool = False
    """Title and messages were made by the program from the data and wait for a person."""
    group: str = ""
    """Key of the topic it belongs to; slides of one group are numbered (1/2) when laid out."""


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section of the deck and the keys of its slides, in order."""

    name: str
    slides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """All slides in order. date: as printed on the title slide, or ""; language: en, de or zh."""

    title: str
    slides: tuple[PlannedSlide, ...]
    sections: tuple[PlannedSection, ...]
    language: str = "en"
    author: str = ""
    date: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotFill:
    """What one slot of a layout gets. size_pt: written explicitly, 0 keeps the template's size."""

    role: Role
    idx: int
    name: str
    box: Box
    paragraphs: tuple[PlannedText, ...] = ()
    size_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class LaidOutSlide:
    """A planned slide with its layout chosen and its text fitted."""

    planned: PlannedSlide
    layout: str
    """Part name of the slide layout, such as ``/ppt/slideLayouts/slideLayout2.xml``."""
    fills: tuple[SlotFill, ...]


@dataclass(frozen=True, slots=True)
class LaidOutPlan:
    """The plan after layouts are chosen and text is fitted or split."""

    plan: SlidePlan
    slides: tuple[LaidOutSlide, ...]
    sections: tuple[PlannedSection, ...]
    findings: tuple[Finding, ...] = ()
