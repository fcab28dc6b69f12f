"""From a slide plan to a laid-out plan: layouts chosen, text fitted, what is too long split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing_app.deck.layout_choice import ChosenLayout, choose_layout, needed_roles
from briefing_app.deck.table_layout import split_rows
from briefing_app.deck.template_profile import Slot, TemplateProfile
from briefing_app.deck.text_fit import MINIMUM_PT, TextBox, fitting_size, take, words_over
from briefing_app.errors import Place
from briefing_app.model.chart_spec import TableSpec
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.geometry import Box
from briefing_app.model.slide_plan import (
    LaidOutPlan,
    LaidOutSlide,
    PlannedExhibit,
    PlannedSection,
    PlannedSlide,
    PlannedText,
    Role,
    SlideKind,
    SlidePlan,
    SlotFill,
)
from briefing_app.progress import QUIET, Progress
from briefing_app.typeset.metrics import Metrics

MOST_PARTS = 24
"""A slide is split into at most so many; what is over is left out, with a finding."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What laying out needs at every step, and what it has found out so far."""

    template: TemplateProfile
    metrics: Metrics
    language: str
    _chosen: dict[tuple[SlideKind, frozenset[Role]], ChosenLayout] = field(default_factory=dict)
    _sizes: dict[tuple[str, Role, Box, tuple[PlannedText, ...]], float | None] = field(
        default_factory=dict
    )

    def layout(self, slide: PlannedSlide) -> ChosenLayout:
        """Return the layout for a slide; slides of a kind that hold the same share one."""
        key = slide.kind, needed_roles(slide)
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
        key = chosen.layout.part, slot.role, slot.box, paragraphs
        if key not in self._sizes:
            box = TextBox.of(slot, self.metrics)
            self._sizes[key] = fitting_size(box, paragraphs, _least_size(slot))
        return self._sizes[key]


def _least_size(slot: Slot) -> float:
    """Return the size of a slot's text below which it is split or said to be too long."""
    return min(MINIMUM_PT.get(slot.role, 8.0), slot.placeholder.levels[0].size_pt)


def _parts_of_exhibit(
    slide: PlannedSlide, chosen: ChosenLayout, desk: _Desk
) -> tuple[tuple[PlannedExhibit, ...], int]:
    """Return the exhibits of the parts (a long table is cut into several) and the rows left out."""
    exhibit, slot = slide.exhibit, chosen.slot(Role.EXHIBIT)
    if exhibit is None or slot is None or not isinstance(exhibit.spec, TableSpec):
        return ((exhibit,) if exhibit else ()), 0
    level = slot.placeholder.levels[0]
    specs = split_rows(exhibit.spec, slot.box, level.fonts, desk.metrics)
    # A table that nobody asked for is one slide; who wants all of it asks for it in a topic.
    most = 1 if slide.proposed else MOST_PARTS
    parts = tuple(
        replace(exhibit, spec=spec, key=exhibit.key if i == 0 else f"{exhibit.key}/{i + 1}")
        for i, spec in enumerate(specs[:most])
    )
    return parts, sum(len(spec.rows) for spec in specs[most:])


def _split(slide: PlannedSlide, desk: _Desk) -> tuple[list[PlannedSlide], list[Finding]]:
    """Return the slide, or the parts it must be split into, each with what it holds."""
    findings: list[Finding] = []
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
        rest = ()
        chosen = desk.layout(part)
        slot = chosen.slot(Role.MESSAGES)
        if part.messages and slot and desk.size(chosen, slot, part.messages) is None:
            box = TextBox.of(slot, desk.metrics)
            kept, rest = take(box, part.messages, _least_size(slot))
            part = replace(part, messages=kept)
        parts.append(part)
    if rest:
        findings.append(_left_out(rest, slide.place))
    return parts, findings


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


def _numbered(slides: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Return the slides with titles numbered where a topic takes several."""
    counts = Counter(_group(slide) for slide in slides)
    seen: Counter[str] = Counter()
    numbered: list[PlannedSlide] = []
    for slide in slides:
        group = _group(slide)
        seen[group] += 1
        if counts[group] > 1:
            title = f"{slide.title} ({seen[group]}/{counts[group]})"
            numbered.append(replace(slide, title=title))
        else:
            numbered.append(slide)
    return numbered


def _group(slide: PlannedSlide) -> str:
    return slide.group or slide.key.partition("/")[0]


def _texts(slide: PlannedSlide, plan: SlidePlan) -> dict[Role, tuple[PlannedText, ...]]:
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
    if slide.messages:
        texts[Role.MESSAGES] = slide.messages
    return texts


def _over(box: TextBox, text: str, size_pt: float) -> str:
    """Return how much does not fit, as a person counts it: ``3 words``, ``1 character``."""
    over = max(1, words_over(box, text, size_pt))
    return f"{over} {'word' if ' ' in text else 'character'}{'' if over == 1 else 's'}"


def _fill(
    chosen: ChosenLayout,
    slot: Slot,
    paragraphs: tuple[PlannedText, ...],
    desk: _Desk,
    place: Place,
) -> tuple[SlotFill, list[Finding]]:
    box = TextBox.of(slot, desk.metrics)
    size = desk.size(chosen, slot, paragraphs)
    if slot.role is Role.TITLE and size is not None:
        paragraphs = tuple(box.mended(title, size) for title in paragraphs)
    findings: list[Finding] = []
    if size is None:
        size = _least_size(slot)
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


def _lay_out_slide(
    slide: PlannedSlide, plan: SlidePlan, number: int, desk: _Desk
) -> tuple[LaidOutSlide, list[Finding]]:
    chosen = desk.layout(slide)
    place = replace(slide.place, slide=number)
    fills: list[SlotFill] = []
    findings: list[Finding] = []
    texts = _texts(slide, plan)
    for slot in chosen.slots:
        if slot.role in texts:
            fill, found = _fill(chosen, slot, texts.pop(slot.role), desk, place)
            fills.append(fill)
            findings += found
        elif (slot.role is Role.EXHIBIT and slide.exhibit) or slot.role is Role.PAGE_NUMBER:
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
    return LaidOutSlide(slide, chosen.layout.part, tuple(fills)), findings


def _equal_sizes(slides: Sequence[LaidOutSlide]) -> tuple[LaidOutSlide, ...]:
    """Give sister slides one size per role: the least that any of them needs."""
    least: dict[tuple[SlideKind, Role], float] = {}
    for slide in slides:
        for fill in slide.fills:
            key = (slide.planned.kind, fill.role)
            if fill.paragraphs:
                least[key] = min(least.get(key, fill.size_pt), fill.size_pt)
    equal = (Role.TITLE, Role.STANDFIRST, Role.MESSAGES)

    def sized(fill: SlotFill, kind: SlideKind) -> SlotFill:
        if not fill.paragraphs or fill.role not in equal or fill.size_pt == least[kind, fill.role]:
            return fill
        return replace(fill, size_pt=least[kind, fill.role])

    return tuple(
        LaidOutSlide(
            slide.planned,
            slide.layout,
            tuple(sized(fill, slide.planned.kind) for fill in slide.fills),
        )
        for slide in slides
    )


def _with_page_numbers(slide: PlannedSlide, pages: Mapping[str, int]) -> PlannedSlide:
    """Put the page number before each line of the contents, now that it is known."""
    messages = tuple(
        replace(text, text=f"{pages[text.target]}\t{text.text}") if text.target in pages else text
        for text in slide.messages
    )
    return replace(slide, messages=messages)


def lay_out(
    plan: SlidePlan, template: TemplateProfile, metrics: Metrics, progress: Progress = QUIET
) -> LaidOutPlan:
    """Return the plan with layouts chosen and text fitted or split; what does not fit is said.

    Raises Cancelled.
    """
    desk = _Desk(template, metrics, plan.language)
    findings = list(plan.findings)
    parts_of: dict[str, list[PlannedSlide]] = {}
    for slide in progress.steps("Laying out slides", plan.slides):
        parts, found = _split(slide, desk)
        findings += found
        parts_of[slide.key] = _with_keys(parts)
        if len(parts) > 1:
            findings.append(
                info(
                    "slide-split",
                    f"“{slide.title}” needs {len(parts)} slides.",
                    "Shorten its messages or choose fewer rows to get one.",
                    slide.place,
                )
            )
    flat = _numbered([part for slide in plan.slides for part in parts_of[slide.key]])
    pages = {part.key: number for number, part in enumerate(flat, start=1)}
    laid_out: list[LaidOutSlide] = []
    for number, part in enumerate(flat, start=1):
        numbered = _with_page_numbers(part, pages) if part.kind is SlideKind.CONTENTS else part
        slide_out, found = _lay_out_slide(numbered, plan, number, desk)
        laid_out.append(slide_out)
        findings += found
    sections = tuple(
        PlannedSection(
            section.name,
            tuple(part.key for key in section.slides for part in parts_of[key]),
        )
        for section in plan.sections
    )
    return LaidOutPlan(plan, _equal_sizes(laid_out), sections, tuple(findings))
