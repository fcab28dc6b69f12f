"""From a slide plan to a laid-out plan: layouts chosen, text fitted, what is too long split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from briefing_app.deck.collector import without_collector
from briefing_app.deck.layout_choice import ChosenLayout, choose_layout, needed_roles
from briefing_app.deck.layout_names import offered, unknown_layout
from briefing_app.deck.message_columns import MessageColumns
from briefing_app.deck.table_layout import split_rows
from briefing_app.deck.template_profile import Slot, TemplateProfile
from briefing_app.deck.text_fit import (
    MINIMUM_PT,
    PRINTED_MINIMUM_PT,
    TextBox,
    fitting_size,
    words_over,
)
from briefing_app.errors import Place
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.geometry import Box
from briefing_app.model.remembered import Interned, Remembered
from briefing_app.model.slide_plan import (
    LaidOutPlan,
    LaidOutSlide,
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Role,
    SlideForm,
    SlideKind,
    SlidePlan,
    SlotFill,
)
from briefing_app.ooxml.theme import FontSet
from briefing_app.progress import QUIET, Progress
from briefing_app.typeset.metrics import Metrics

MOST_PARTS = 24
"""A slide is split into at most so many; what is over is left out, with a finding."""
_MOST_SIZES = 20_000
_FILLED, _MOST_SPACE_PT = 0.92, 16.0
"""How far lines of a summary are moved apart: to this share of their place, or by so much each."""
_LISTS = frozenset({SlideKind.CONTENTS, SlideKind.SECTION, SlideKind.SUMMARY})
"""Slides that list others: each time they are planned anew, and mostly as they were."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What laying out needs at every step, and what it has found out so far.

    Who lays out again and again keeps one for each language: slides that are the same objects are
    not laid out again.
    """

    template: TemplateProfile
    metrics: Metrics
    language: str
    parts: Remembered[tuple[tuple[PlannedSlide, ...], tuple[Finding, ...]]] = field(
        default_factory=Remembered
    )
    tables: Remembered[tuple[TableSpec, ...]] = field(default_factory=Remembered)
    titled: Remembered[PlannedSlide] = field(default_factory=Remembered)
    lists: Interned[PlannedSlide] = field(default_factory=Interned)
    laid_out: Remembered[tuple[LaidOutSlide, tuple[Finding, ...]]] = field(
        default_factory=Remembered
    )
    _chosen: dict[tuple[SlideKind, SlideForm, str, frozenset[Role]], ChosenLayout] = field(
        default_factory=dict
    )
    _sizes: dict[tuple[object, ...], float | None] = field(default_factory=dict)

    def layout(self, slide: PlannedSlide) -> ChosenLayout:
        """Return the layout for a slide; slides of a kind that hold the same share one."""
        key = slide.kind, slide.form, slide.layout, needed_roles(slide)
        if key not in self._chosen:
            self._chosen[key] = choose_layout(slide, self.template)
        return self._chosen[key]

    def size(
        self, chosen: ChosenLayout, slot: Slot, paragraphs: tuple[PlannedText, ...]
    ) -> float | None:
        """Return the largest size at which the paragraphs fit into the slot, or None.

        A text is measured once: messages are asked for before and after splitting, a footer on
        every slide.
        """
        texts = tuple([(text.heading, text.text, text.level) for text in paragraphs])
        key = chosen.layout.part, slot.role, slot.box, texts
        with suppress(KeyError):
            return self._sizes[key]
        if len(self._sizes) >= _MOST_SIZES:
            self._sizes.clear()
        box = TextBox.of(slot, self.metrics)
        size = self._sizes[key] = fitting_size(box, paragraphs, self.least_size(slot))
        return size

    def least_size(self, slot: Slot) -> float:
        """Return the size of a slot's text below which it is split or said to be too long."""
        least = MINIMUM_PT.get(slot.role, 8.0)
        if self.template.is_one_page:
            least = PRINTED_MINIMUM_PT.get(slot.role, least)
        return min(least, slot.placeholder.levels[0].size_pt)

    def split_table(self, spec: TableSpec, box: Box, fonts: FontSet) -> tuple[TableSpec, ...]:
        """Return a table in parts that fit; another action title does not have it set again."""
        bare = replace(spec, rows=(), addresses=(), message="")
        make = partial(split_rows, spec, box, fonts, self.metrics)
        parts = self.tables.get((spec.rows, spec.addresses), (bare, box, fonts), make)
        return tuple(replace(part, message=spec.message) for part in parts)

    def holds_messages(self, chosen: ChosenLayout, messages: tuple[PlannedText, ...]) -> bool:
        """Return whether the messages fit into their slots; a layout without any holds none."""
        slot = chosen.slot(Role.MESSAGES)
        if slot is None:
            return False
        if chosen.slot(Role.SECOND_MESSAGES) is None:
            return self.size(chosen, slot, messages) is not None
        columns = self.columns(chosen)
        return columns is not None and columns.size(messages) is not None

    def columns(self, chosen: ChosenLayout) -> MessageColumns | None:
        """Return the slots of the messages, None where a layout has none."""
        slots = [chosen.slot(Role.MESSAGES), chosen.slot(Role.SECOND_MESSAGES)]
        found = [slot for slot in slots if slot]
        if slots[0] is None:
            return None
        boxes = tuple(TextBox.of(slot, self.metrics) for slot in found)
        return MessageColumns(boxes, self.least_size(slots[0]))


def _parts_of_exhibit(
    slide: PlannedSlide, chosen: ChosenLayout, desk: Desk
) -> tuple[tuple[PlannedExhibit, ...], int]:
    """Return the exhibits of the parts (a long table is cut into several) and the rows left out."""
    exhibit, slot = slide.exhibit, chosen.slot(Role.EXHIBIT)
    if exhibit is None or slot is None or not isinstance(exhibit.spec, TableSpec):
        return ((exhibit,) if exhibit else ()), 0
    level = slot.placeholder.levels[0]
    specs = desk.split_table(exhibit.spec, slot.box, level.fonts)
    # A table that nobody asked for is one slide; who wants all of it asks for it in a topic.
    most = 1 if slide.proposed else MOST_PARTS
    parts = tuple(
        replace(exhibit, spec=spec, key=exhibit.key if i == 0 else f"{exhibit.key}/{i + 1}")
        for i, spec in enumerate(specs[:most])
    )
    return parts, sum(len(spec.rows) for spec in specs[most:])


def _split(slide: PlannedSlide, desk: Desk) -> tuple[tuple[PlannedSlide, ...], tuple[Finding, ...]]:
    """Return the slide, or the parts it must be split into, each with what it holds."""
    findings: list[Finding] = []
    slide = _briefer(_roomier(slide, desk), desk)
    exhibits, left_out = _parts_of_exhibit(slide, desk.layout(slide), desk)
    if left_out:
        findings.append(
            warning(
                "rows-left-out",
                f"The last {left_out} rows of the table are left out: they do not fit.",
                "Choose a narrower range, or the rows that matter (option top=… of an exhibit).",
                slide.place,
            )
        )
    parts: list[PlannedSlide] = []
    rest: Sequence[PlannedText] = slide.messages
    while len(parts) < MOST_PARTS:
        number = len(parts)
        exhibit = exhibits[number] if number < len(exhibits) else None
        if parts and exhibit is None and not rest:
            break
        part = replace(slide, messages=tuple(rest), exhibit=exhibit)
        if parts:
            part = _further(part)
        rest = ()
        chosen = desk.layout(part)
        columns = desk.columns(chosen)
        if part.messages and columns and not desk.holds_messages(chosen, part.messages):
            kept, rest = columns.taken(part.messages)
            part = replace(part, messages=kept)
        parts.append(part)
    if rest:
        findings.append(_left_out(rest, slide.place))
    if len(parts) > 1:
        findings.append(
            info(
                "slide-split",
                f"“{slide.title}” needs {len(parts)} slides.",
                "Shorten its messages or choose fewer rows to get one.",
                slide.place,
            )
        )
    return tuple(_with_keys(parts)), tuple(findings)


def _roomier(slide: PlannedSlide, desk: Desk) -> PlannedSlide:
    """Return a comparison or timeline as any other exhibit where only then all of it fits."""
    if slide.form not in (SlideForm.COMPARISON, SlideForm.TIMELINE) or _fits(slide, desk):
        return slide
    plain = replace(slide, form=SlideForm.PLAIN)
    return plain if _fits(plain, desk) else slide


def _briefer(slide: PlannedSlide, desk: Desk) -> PlannedSlide:
    """Return a summary with its headlines alone where their support would not fit with them."""
    if slide.kind is not SlideKind.SUMMARY or _fits(slide, desk):
        return slide
    lines = (replace(line, text="", values=()) for line in slide.messages)
    return replace(slide, messages=tuple(line for line in lines if line.heading))


def _fits(slide: PlannedSlide, desk: Desk) -> bool:
    chosen = desk.layout(slide)
    if slide.messages and not desk.holds_messages(chosen, slide.messages):
        return False
    return len(_parts_of_exhibit(slide, chosen, desk)[0]) < 2


def _further(part: PlannedSlide) -> PlannedSlide:
    """Return a further part of a slide, without what stands on the first only."""
    more = tuple(pair for pair in part.more if pair[0] is not Role.RELATED)
    part = replace(part, second=None, more=more)
    if part.form is SlideForm.RADAR:
        return replace(part, form=SlideForm.CONTINUATION, standfirst="")
    return part


def _left_out(rest: Sequence[PlannedText], place: Place) -> Finding:
    words = sum(len(text.text.split()) for text in rest)
    return warning(
        "text-left-out",
        f"{words} words of the messages do not fit on {MOST_PARTS} slides.",
        "Shorten the messages of this topic.",
        place,
    )


def _with_keys(parts: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Give each further part a key of its own."""
    further = enumerate(parts[1:], start=2)
    return [*parts[:1], *(replace(part, key=f"{part.key}/{number}") for number, part in further)]


def _numbered(slides: Sequence[PlannedSlide], desk: Desk) -> list[PlannedSlide]:
    """Return the slides with titles numbered where a topic takes several."""
    counts = Counter(_group(slide) for slide in slides)
    seen: Counter[tuple[str, str]] = Counter()
    numbered: list[PlannedSlide] = []
    for slide in slides:
        group = _group(slide)
        seen[group] += 1
        if counts[group] > 1:
            number = f"{seen[group]}/{counts[group]}"
            mark = f"（{number}）" if desk.language == "zh" else f" ({number})"
            title = f"{slide.title}{mark}"
            make = partial(replace, slide, title=title)
            numbered.append(desk.titled.get((slide,), (title,), make))
        else:
            numbered.append(slide)
    return numbered


def _group(slide: PlannedSlide) -> tuple[str, str]:
    """Return what slides share that are numbered: topic and title (an exhibit may have its own)."""
    return slide.group or slide.key.partition("/")[0], slide.title


def _texts(
    slide: PlannedSlide, chosen: ChosenLayout, plan: SlidePlan, desk: Desk
) -> dict[Role, tuple[PlannedText, ...]]:
    """Return what each text role of a slide gets."""
    opening = slide.kind is SlideKind.TITLE
    single = {
        Role.TITLE: slide.title,
        Role.SUBTITLE if opening else Role.STANDFIRST: slide.standfirst,
        Role.SOURCE: slide.source,
        Role.TRACKER: slide.tracker,
        Role.FOOTER: "" if opening else plan.title,
        Role.DATE: plan.date if opening else "",
    }
    texts: dict[Role, tuple[PlannedText, ...]] = {
        role: (PlannedText(text),) for role, text in single.items() if text
    }
    columns = desk.columns(chosen) if chosen.slot(Role.SECOND_MESSAGES) else None
    if slide.messages and columns:
        first, second = columns.divided(slide.messages)
        texts |= {Role.MESSAGES: first, Role.SECOND_MESSAGES: second}
    elif slide.messages:
        texts[Role.MESSAGES] = slide.messages
    texts |= _exhibit_titles(slide, chosen, desk)
    texts |= dict(slide.more)
    return {role: paragraphs for role, paragraphs in texts.items() if paragraphs}


def _leaves_out(slide: PlannedSlide, title: str) -> bool:
    """Return whether a standfirst leaves out what the exhibit below it shows.

    That is its unit or, where it has none, its title, unless the action title says it.
    """
    spec = slide.exhibit.spec if slide.exhibit else None
    if not slide.standfirst or spec is None:
        return False
    if spec.unit:
        return spec.unit not in slide.standfirst
    said = f"{slide.title}\n{slide.standfirst}".casefold()
    return bool(title) and title.casefold() not in said


def _exhibit_titles(
    slide: PlannedSlide, chosen: ChosenLayout, desk: Desk
) -> dict[Role, tuple[PlannedText, ...]]:
    """Return the titles above exhibits; then the standfirst need not say the same.

    Where a layout has no place for the title of its exhibit, and the standfirst leaves out what it
    tells, the title stands below the standfirst if both fit: it is said nowhere else.
    """
    titles: dict[Role, tuple[PlannedText, ...]] = {}
    title = slide.exhibit.title if slide.exhibit else PlannedText("")
    if title.text and chosen.slot(Role.EXHIBIT_TITLE):
        titles[Role.EXHIBIT_TITLE] = (title,)
        if slide.standfirst == title.text:
            titles[Role.STANDFIRST] = ()
    elif _leaves_out(slide, title.text) and (slot := chosen.slot(Role.STANDFIRST)):
        first = PlannedText(slide.standfirst, values=slide.values_of(Role.STANDFIRST))
        if desk.size(chosen, slot, (first, title)) is not None:
            titles[Role.STANDFIRST] = (first, title)
    if slide.second and slide.second.title.text:
        titles[Role.SECOND_EXHIBIT_TITLE] = (slide.second.title,)
    return titles


def _over(box: TextBox, text: str, size_pt: float) -> str:
    """Return how much does not fit, as a person counts it: ``3 words``, ``1 character``."""
    over = max(1, words_over(box, text, size_pt))
    return f"{over} {'word' if ' ' in text else 'character'}{'' if over == 1 else 's'}"


def _fill(
    chosen: ChosenLayout,
    slot: Slot,
    paragraphs: tuple[PlannedText, ...],
    desk: Desk,
    place: Place,
) -> tuple[SlotFill, list[Finding]]:
    size = desk.size(chosen, slot, paragraphs)
    if slot.role is Role.TITLE and size is not None:
        box = TextBox.of(slot, desk.metrics)
        paragraphs = tuple(box.mended(title, size) for title in paragraphs)
    findings: list[Finding] = []
    if size is None:
        box = TextBox.of(slot, desk.metrics)
        size = desk.least_size(slot)
        over = _over(box, " ".join(p.text for p in paragraphs), size)
        verb = "are" if slot.role is Role.MESSAGES else "is"
        findings.append(
            warning(
                "text-too-long",
                f"The {slot.role.value.replace('_', ' ')} {verb} {over} too long for its place "
                f"at {size:g} pt.",
                "Shorten it.",
                replace(place, slot=slot.placeholder.name),
            )
        )
    name = slot.placeholder.name
    return SlotFill(slot.role, slot.placeholder.idx, name, slot.box, paragraphs, size), findings


def _spaced(fill: SlotFill, slot: Slot, desk: Desk) -> SlotFill:
    """Return lines moved apart, so that a few of them fill their place calmly."""
    box = TextBox.of(slot, desk.metrics)
    gaps = len(fill.paragraphs) - 1
    spare = box.height_pt * _FILLED - box.height(fill.paragraphs, fill.size_pt)
    more = min(_MOST_SPACE_PT, float(int(spare / gaps))) if gaps else 0.0
    if more < 1:
        return fill
    return replace(fill, before_pt=slot.placeholder.levels[0].space_before_pt + more)


def _lay_out_slide(
    slide: PlannedSlide, plan: SlidePlan, desk: Desk
) -> tuple[LaidOutSlide, tuple[Finding, ...]]:
    """Return a slide laid out. The findings do not know its number yet."""
    chosen = desk.layout(slide)
    place = slide.place
    fills: list[SlotFill] = []
    findings: list[Finding] = []
    texts = _texts(slide, chosen, plan, desk)
    exhibits = _exhibits(slide)
    for slot in chosen.slots:
        if slot.role in texts:
            fill, found = _fill(chosen, slot, texts.pop(slot.role), desk, place)
            if slide.kind is SlideKind.SUMMARY and slot.role is Role.MESSAGES:
                fill = _spaced(fill, slot, desk)
            fills.append(fill)
            findings += found
        elif slot.role in exhibits or slot.role is Role.PAGE_NUMBER:
            name = slot.placeholder.name
            fills.append(SlotFill(slot.role, slot.placeholder.idx, name, slot.box))
    for role in texts.keys() & {Role.STANDFIRST, Role.SOURCE, Role.MESSAGES, Role.SUBTITLE}:
        findings.append(
            warning(
                "slot-missing",
                f"The layout “{chosen.layout.name}” has no place for the {role.value}.",
                "Add a placeholder to the layout or choose another template.",
                place,
            )
        )
    if unknown := unknown_layout(slide, desk.template):
        names = ", ".join(f"“{layout.name}”" for layout in desk.template.layouts)
        what = f"The template has no layout “{unknown}”; “{chosen.layout.name}” is used."
        remedy = f"Write one of {names}, or a layout in words such as “two exhibits”."
        findings.append(warning("layout-unknown", what, remedy, place))
    return LaidOutSlide(slide, chosen.layout.part, tuple(fills)), tuple(findings)


def _exhibits(slide: PlannedSlide) -> frozenset[Role]:
    pairs = ((Role.EXHIBIT, slide.exhibit), (Role.SECOND_EXHIBIT, slide.second))
    return frozenset(role for role, exhibit in pairs if exhibit)


def _equal_sizes(slides: Sequence[LaidOutSlide]) -> tuple[LaidOutSlide, ...]:
    """Give sister slides one size per role: the least that any of them needs."""
    least: dict[tuple[SlideKind, SlideForm, Role], float] = {}
    for slide in slides:
        for fill in slide.fills:
            if fill.paragraphs and fill.role in _EQUAL:
                key = _sisters(slide.planned, fill.role)
                least[key] = min(least.get(key, fill.size_pt), fill.size_pt)

    def sized(fill: SlotFill, slide: PlannedSlide) -> SlotFill:
        size = least.get(_sisters(slide, fill.role), 0.0) if fill.role in _EQUAL else 0.0
        if not fill.paragraphs or not size or fill.size_pt == size:
            return fill
        return replace(fill, size_pt=size)

    return tuple(
        LaidOutSlide(
            slide.planned,
            slide.layout,
            tuple(sized(fill, slide.planned) for fill in slide.fills),
        )
        for slide in slides
    )


_EQUAL = {
    Role.TITLE: Role.TITLE,
    Role.STANDFIRST: Role.STANDFIRST,
    Role.MESSAGES: Role.MESSAGES,
    Role.SECOND_MESSAGES: Role.MESSAGES,
    Role.EXHIBIT_TITLE: Role.EXHIBIT_TITLE,
    Role.SECOND_EXHIBIT_TITLE: Role.EXHIBIT_TITLE,
}
_OF_THEIR_OWN = frozenset(
    {SlideForm.QUOTATION, SlideForm.APPENDIX, SlideForm.RADAR, SlideForm.CONTINUATION}
)


def _sisters(slide: PlannedSlide, role: Role) -> tuple[SlideKind, SlideForm, Role]:
    """Return what texts share that are set in one size."""
    form = slide.form if slide.form in _OF_THEIR_OWN else SlideForm.PLAIN
    return slide.kind, form, _EQUAL[role]


def _with_page_numbers(slide: PlannedSlide, pages: Mapping[str, int]) -> PlannedSlide:
    """Put the page number before each line of the contents, now that it is known."""
    messages = tuple(
        replace(text, text=f"{pages[text.target]}\t{text.text}") if text.target in pages else text
        for text in slide.messages
    )
    return replace(slide, messages=messages)


@without_collector()
def lay_out(
    plan: SlidePlan,
    template: TemplateProfile,
    metrics: Metrics,
    progress: Progress = QUIET,
    desk: Desk | None = None,
) -> LaidOutPlan:
    """Return the plan with layouts chosen and text fitted or split; what does not fit is said.

    desk: of earlier plans with this template, these metrics and this language. Raises Cancelled.
    """
    desk = desk or Desk(template, metrics, plan.language)
    plan = offered(plan, template)
    findings = list(plan.findings)
    parts_of: dict[str, tuple[PlannedSlide, ...]] = {}
    for slide in progress.steps("Laying out slides", plan.slides):
        parts_of[slide.key], found = desk.parts.get((slide,), (), partial(_split, slide, desk))
        findings += found
    flat = _numbered([part for slide in plan.slides for part in parts_of[slide.key]], desk)
    pages = {part.key: number for number, part in enumerate(flat, start=1)}
    laid_out: list[LaidOutSlide] = []
    for number, part in enumerate(flat, start=1):
        if part.kind in _LISTS:
            part = desk.lists.one(_with_page_numbers(part, pages))  # noqa: PLW2901
        make = partial(_lay_out_slide, part, plan, desk)
        slide_out, found = desk.laid_out.get((part,), (plan.title, plan.date), make)
        laid_out.append(slide_out)
        findings += [replace(one, place=replace(one.place, slide=number)) for one in found]
    sections = tuple(
        PlannedSection(
            section.name,
            tuple(part.key for key in section.slides for part in parts_of[key]),
        )
        for section in plan.sections
    )
    return LaidOutPlan(plan, _equal_sizes(laid_out), sections, tuple(findings))
