"""The deck while it is worked on: its slides as they are now, their pictures, and the deck itself.

Every step - plan, layout, figures, parts, drawing - remembers what it made of what, so that an
edit costs the slides that it changes. The deck is assembled from the parts that were looked at.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefing_app.deck.assemble import Stage, assemble
from briefing_app.deck.identity import creation_ids
from briefing_app.deck.slide_writer import SlideParts, SlideWriter
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.data_table import Workbook
from briefing_app.model.drawing import Drawing
from briefing_app.model.finding import Finding
from briefing_app.model.remembered import Remembered
from briefing_app.model.slide_plan import LaidOutPlan, LaidOutSlide, SlideKind
from briefing_app.progress import QUIET, Progress
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.build_deck import Built, Memory, all_findings, laid_out_plan
from briefing_app.usecases.draft_briefing import Draft

if TYPE_CHECKING:  # Qt is loaded with the first picture
    from briefing_app.render.deck_resources import DeckResources

_MOST_DRAWINGS = 400


@dataclass(frozen=True, slots=True)
class SlideFace:
    """What the filmstrip shows of a slide.

    key: stable within the project; number: from 1; section: name of its section; digest: of all
    that its picture depends on; item: key of the project's item that it shows, "" for none.
    """

    key: str
    number: int
    kind: SlideKind
    title: str
    section: str
    digest: str
    item: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Writers:
    """Writes slides in one language; a slide that is the same is not written again."""

    writer: SlideWriter
    parts: Remembered[SlideParts] = field(default_factory=Remembered)

    def write(self, slide: LaidOutSlide, creation_id: int) -> SlideParts:
        make = partial(self.writer.write, slide, creation_id)
        return self.parts.get((slide.planned,), (slide.layout, slide.fills, creation_id), make)


class Preview:
    """The deck of one template while it is worked on. Not for use by two threads at once.

    ``findings`` are all that there are, those of the slides too, as building the deck has them.
    """

    def __init__(self, template: TemplateProfile, metrics: Metrics) -> None:
        self.template = template
        self.metrics = metrics
        self.findings: tuple[Finding, ...] = ()
        self.faces: tuple[SlideFace, ...] = ()
        self._memory = Memory(template, metrics)
        self._sources: tuple[Workbook, ...] = ()
        self._writers: dict[tuple[str, bool], _Writers] = {}
        self._digests: Remembered[str] = Remembered()
        self._draft: Draft | None = None
        self._plan: LaidOutPlan | None = None
        self._parts: dict[str, SlideParts] = {}
        self._stage: Stage | None = None
        self._resources: DeckResources | None = None
        self._drawings: OrderedDict[str, Drawing] = OrderedDict()

    @property
    def plan(self) -> LaidOutPlan | None:
        """Return the slides of the last update as they are laid out; None before it."""
        return self._plan

    def update(self, draft: Draft, progress: Progress = QUIET) -> tuple[SlideFace, ...]:
        """Take over a briefing as it is now and return its slides, in order.

        Topics that are the same objects as before cost nothing. Raises Cancelled; then all is as
        it was, and the work that was done is not done again.
        """
        if not set(self._sources) <= set(draft.briefing.sources):
            # What computes bound values keeps the tables that it read: of files that are gone now.
            self._memory = Memory(self.template, self.metrics, desks=self._memory.desks)
        self._sources = draft.briefing.sources
        plan = laid_out_plan(draft.briefing, self._memory, progress)
        if not draft.briefing.topics:
            plan = replace(plan, slides=(), sections=())
        write = self._writing(plan.plan.language, clean=False)
        ids = creation_ids(slide.planned.key for slide in plan.slides)
        parts = {
            slide.planned.key: write.write(slide, ids[slide.planned.key])
            for slide in progress.steps("Writing slides", plan.slides)
        }
        written = [finding for one in parts.values() for finding in one.findings]
        found = (*plan.findings, *written)
        self.findings = all_findings(draft, self.template, self.metrics, found)
        self._draft, self._plan, self._parts = draft, plan, parts
        self.faces = tuple(self._faces(plan, parts))
        if self._stage is not None:
            self._stage.keep(parts)
        return self.faces

    def drawing(self, key: str) -> Drawing:
        """Return what a slide paints.

        Raises KeyError for a key that :meth:`update` did not give, FileDamaged where the
        template's parts cannot be read.
        """
        from briefing_app.render.slide_drawing import slide_drawing  # noqa: PLC0415 - loads Qt

        face = {face.key: face for face in self.faces}[key]
        found = self._drawings.get(face.digest)
        if found is None:
            resources = self._at_hand()
            part = self._on_stage().show(self._parts[key])
            found = slide_drawing(resources.package, part, resources)
            self._drawings[face.digest] = found
        self._drawings.move_to_end(face.digest)
        if len(self._drawings) > _MOST_DRAWINGS:
            self._drawings.popitem(last=False)
        return found

    def deck(self, *, clean: bool = False, progress: Progress = QUIET) -> Built:
        """Return the deck of the last update, from the parts that are there; raises Cancelled.

        clean: as in :func:`build_deck.build_deck`, whose bytes these are. Raises ValueError before
        the first update.
        """
        if self._plan is None or self._draft is None:
            raise ValueError("there is no briefing yet")
        if not self._plan.slides:
            return Built(None, self.findings)
        write = self._writing(self._plan.plan.language, clean=clean).write
        deck = assemble(
            self._plan, self.template, self.metrics, clean=clean, progress=progress, write=write
        )
        return Built(deck, all_findings(self._draft, self.template, self.metrics, deck.findings))

    def writer(self, language: str) -> SlideWriter:
        """Return what writes slides in a language, with the charts that it wrote so far."""
        return self._writing(language, clean=False).writer

    def _writing(self, language: str, *, clean: bool) -> _Writers:
        key = language, clean
        if key not in self._writers:
            writer = SlideWriter.of(self.template, self.metrics, language, clean=clean)
            other = self._writers.get((language, not clean))
            if other is not None:
                writer = replace(writer, charts=other.writer.charts)
            self._writers[key] = _Writers(writer)
        return self._writers[key]

    def _faces(self, plan: LaidOutPlan, parts: dict[str, SlideParts]) -> Iterator[SlideFace]:
        numbers = {slide.planned.key: number for number, slide in enumerate(plan.slides, 1)}
        sections = {key: section.name for section in plan.sections for key in section.slides}
        found = self._by_slide(plan, parts)
        for key, number in numbers.items():
            planned = plan.slides[number - 1].planned
            yield SlideFace(
                key,
                number,
                planned.kind,
                planned.title,
                sections.get(key, ""),
                self._digest(parts[key], numbers),
                planned.place.item,
                tuple(dict.fromkeys(found.get(number, ()))),
            )

    def _digest(self, parts: SlideParts, numbers: dict[str, int]) -> str:
        """Return the hash of all that a slide's picture and links depend on."""
        targets = [numbers.get(key, 0) for key in (parts.key, *parts.links)]
        return self._digests.get((parts,), tuple(targets), partial(_digest_of, parts, targets))

    def _by_slide(
        self, plan: LaidOutPlan, parts: dict[str, SlideParts]
    ) -> dict[int, list[Finding]]:
        """Return findings by slide: its own, and those of an item on the item's first slide."""
        firsts: dict[str, int] = {}
        found: dict[int, list[Finding]] = {}
        for number, slide in enumerate(plan.slides, 1):
            firsts.setdefault(slide.planned.place.item, number)
            found[number] = list(parts[slide.planned.key].findings)
        written = {id(finding) for own in found.values() for finding in own}
        for finding in self.findings:
            place = finding.place
            number = place.slide or (firsts.get(place.item, 0) if place.item else 0)
            if number in found and id(finding) not in written:
                found[number].append(finding)
        return found

    def _on_stage(self) -> Stage:
        if self._stage is None:
            self._stage = Stage(self.template)
        return self._stage

    def _at_hand(self) -> DeckResources:
        """Return what slides share, with the slides as they are numbered now."""
        from briefing_app.ooxml.deck_outline import OutlinedSlide  # noqa: PLC0415
        from briefing_app.render.deck_resources import DeckResources  # noqa: PLC0415 - loads Qt

        stage = self._on_stage()
        if self._resources is None:
            self._resources = DeckResources(stage.package, self.metrics)
        names = [stage.name(face.key) for face in self.faces]
        self._resources.numbers = {name: number for number, name in enumerate(names, 1)}
        slides = tuple(OutlinedSlide(name, hidden=False) for name in names)
        language = "" if self._plan is None else self._plan.plan.language
        self._resources.outline = replace(self._resources.outline, slides=slides, language=language)
        return self._resources


def _digest_of(parts: SlideParts, targets: list[int]) -> str:
    chart = b"".join(chart.chart_xml for chart in parts.charts)
    digest = hashlib.sha256(f"{parts.layout} {targets} {len(chart)}".encode())
    digest.update(chart)
    digest.update(parts.slide_xml)
    return digest.hexdigest()
