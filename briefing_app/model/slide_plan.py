"""What goes on each slide, before a template is known; and after it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing_app.errors import NOWHERE, Place
from briefing_app.model.exhibit_spec import ExhibitSpec
from briefing_app.model.finding import Finding
from briefing_app.model.geometry import Box
from briefing_app.model.quick_values import quick


class SlideKind(StrEnum):
    """What a slide is for; a template answers each with a layout."""

    TITLE = "title"
    CONTENTS = "contents"
    SUMMARY = "summary"
    TOPIC = "topic"
    SECTION = "section"
    BACK = "back"


class SlideForm(StrEnum):
    """How a topic is set, where its author says so or what it shows decides it."""

    PLAIN = ""
    TWO_EXHIBITS = "two exhibits"
    EXHIBIT_LEFT = "exhibit left"
    EXHIBIT_RIGHT = "exhibit right"
    FULL_WIDTH = "full width"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    QUOTATION = "quotation"
    APPENDIX = "appendix"
    RADAR = "radar"
    CONTINUATION = "continuation"


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
    EXHIBIT_TITLE = "exhibit_title"
    SECOND_EXHIBIT = "second_exhibit"
    SECOND_EXHIBIT_TITLE = "second_exhibit_title"
    SECOND_MESSAGES = "second_messages"
    SERIES = "series"
    NUMBER = "number"
    AUTHOR = "author"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """A figure of a summary.

    row and column: its labels; value: in full; formula: the Excel formula over the workbook's cells
    that gives it, without ``=``, "" where no single one does.
    """

    row: str
    column: str
    value: str
    formula: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an exhibit's figures came from: workbook, its hash, worksheet range.

    computed: its figures where they were computed from the cells and stand in none of them.
    """

    workbook: str
    sha256: str
    cells: str
    computed: tuple[ComputedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """The tie to one cell: its address, and the labels by which it is found when it moves.

    workbook: file name; address: A1; row_path and column_path: labels, outermost first, empty
    levels left out; value_fingerprint: a short hash of the value; table: title or name of its data
    table, which tells two tables with the same labels apart.
    """

    workbook: str
    sheet: str
    address: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    value_fingerprint: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class BoundValue:
    """A value in a text. start, end: where it stands, in characters of the text as printed.

    formula: as written between the braces; value: in full, a number as Python's shortest form;
    origins: all cells that it was computed from, as ranges; cells: these cells one by one with
    their labels, empty where they are more than :data:`MOST_CELLS`.
    """

    start: int
    end: int
    formula: str
    value: str
    origins: tuple[Provenance, ...]
    cells: tuple[Binding, ...] = ()


MOST_CELLS = 100
"""More cells behind one value are kept as ranges only; the labels in the formula find them."""


def within(values: Sequence[BoundValue], start: int, end: int) -> tuple[BoundValue, ...]:
    """Return the values that stand whole between two places, counted from the first place."""
    return tuple(
        replace(value, start=value.start - start, end=value.end - start)
        for value in values
        if start <= value.start and value.end <= end
    )


@dataclass(frozen=True, slots=True)
class PlannedText:
    """A paragraph of a list: a bold heading ("" for none), the text, and where it came from.

    target: key of the slide it links to, or ""; level: 0-based list level; values and
    heading_values: the bound values in the text and in the heading, left to right.
    """

    text: str
    heading: str = ""
    place: Place = NOWHERE
    target: str = ""
    level: int = 0
    values: tuple[BoundValue, ...] = ()
    heading_values: tuple[BoundValue, ...] = ()

    def until(self, end: int) -> PlannedText:
        """Return the paragraph with its text up to a place."""
        return replace(self, text=self.text[:end], values=within(self.values, 0, end))

    def after(self, start: int) -> PlannedText:
        """Return the rest of the paragraph from a place on, without the heading."""
        text = self.text[start:]
        values = within(self.values, start, len(self.text))
        return replace(self, heading="", text=text, values=values, heading_values=())


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """A figure of an exhibit: the tie to its cell, its value in full, and how it is printed."""

    cell: Binding
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class PlannedExhibit:
    """A chart or table for a slide, with its provenance. key: stable binding id.

    figures: those of its figures that are cells of a workbook, once the exhibit is laid out;
    title: what it shows, with its unit, for a line of its own above it.
    """

    key: str
    spec: ExhibitSpec
    provenance: tuple[Provenance, ...] = ()
    place: Place = NOWHERE
    figures: tuple[BoundFigure, ...] = ()
    title: PlannedText = PlannedText("")


@quick
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
    values: tuple[tuple[Role, tuple[BoundValue, ...]], ...] = ()
    """The bound values of title, standfirst, source and tracker."""
    form: SlideForm = SlideForm.PLAIN
    layout: str = ""
    """The name of the template's layout that it asks for, "" to have one chosen."""
    second: PlannedExhibit | None = None
    """Another exhibit beside the first."""
    more: tuple[tuple[Role, tuple[PlannedText, ...]], ...] = ()
    """What few layouts have a place for: series, number, author, date, related topics."""

    @property
    def exhibits(self) -> tuple[PlannedExhibit, ...]:
        """Return what the slide shows beside its texts."""
        return tuple(exhibit for exhibit in (self.exhibit, self.second) if exhibit)

    def values_of(self, role: Role) -> tuple[BoundValue, ...]:
        """Return the bound values of the title, standfirst, source or tracker."""
        return next((values for bound, values in self.values if bound is role), ())


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


@quick
class SlotFill:
    """What one slot of a layout gets. size_pt: written explicitly, 0 keeps the template's size.

    before_pt: the space above each paragraph but the first, 0 keeps the template's.
    """

    role: Role
    idx: int
    name: str
    box: Box
    paragraphs: tuple[PlannedText, ...] = ()
    size_pt: float = 0.0
    before_pt: float = 0.0


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
