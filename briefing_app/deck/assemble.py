"""Assemble a deck: a template's masters, layouts and themes, our slides, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefing_app.deck.collector import without_collector
from briefing_app.deck.identity import creation_ids, guid
from briefing_app.deck.manifest import manifest_parts
from briefing_app.deck.notes import notes_master_xml
from briefing_app.deck.slide_writer import (
    LAYOUT_ID,
    NOTES_ID,
    SlideParts,
    SlideWriter,
    chart_id,
    link_id,
    tag_id,
)
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.model.finding import Finding
from briefing_app.model.slide_plan import LaidOutPlan, LaidOutSlide, PlannedSlide, SlidePlan
from briefing_app.ooxml.names import ContentType, Rel
from briefing_app.ooxml.package import LivePackage, Package, Part, Relationship, write_package
from briefing_app.ooxml.part_names import (
    CHART,
    CHART_DRAWING,
    EMBEDDED_WORKBOOK,
    NOTES_MASTER,
    NOTES_SLIDE,
    SLIDE,
    TAG,
    THEME,
    PartNames,
)
from briefing_app.ooxml.presentation import (
    FIRST_SLIDE_ID,
    Section,
    core_properties,
    extended_properties,
    presentation_xml,
)
from briefing_app.progress import QUIET, Progress
from briefing_app.typeset.metrics import Metrics

# What the presentation part keeps of a template; its slides, tags and custom data stay behind.
_KEPT = frozenset(
    {Rel.SLIDE_MASTER, Rel.NOTES_MASTER, Rel.HANDOUT_MASTER, Rel.THEME}
    | {
        f"{Rel.OFFICE_DOCUMENT.removesuffix('/officeDocument')}/{kind}"
        for kind in ("presProps", "viewProps", "tableStyles")
    }
)
_CORE, _EXTENDED = "/docProps/core.xml", "/docProps/app.xml"


@dataclass(frozen=True, slots=True)
class Deck:
    """A finished deck. findings: what laying out and writing it found."""

    content: bytes
    slide_count: int
    findings: tuple[Finding, ...]


class _Assembly:
    """Gives names to parts and collects them; one per deck."""

    def __init__(self, template: TemplateProfile) -> None:
        self.template = template
        self.package = template.package
        self.parts: list[Part] = []
        self._relationships: list[Relationship] = []
        self._kept = _reachable(template)
        # Names of what is left behind are free again, so that slides count from 1.
        self.names = PartNames([*self._kept, template.presentation])
        for name in self._kept:
            self.parts.append(self._without_slides(self.package.part(name)))

    def _without_slides(self, part: Part) -> Part:
        kept = tuple(r for r in part.relationships if r.external or r.target in self._kept)
        return Part(part.name, part.content_type, part.content, kept)

    def relate(self, kind: str, target: str) -> str:
        """Relate the presentation to a part and return the relationship id."""
        number = f"rId{len(self._relationships) + 1}"
        self._relationships.append(Relationship(number, kind, target))
        return number

    def notes_master(self) -> str:
        """Return the part name of the notes master; make a plain one when there is none."""
        found = self.package.related(self.template.presentation, Rel.NOTES_MASTER)
        if found:
            return found[0]
        theme = self.names.next(THEME)
        master = self.names.next(NOTES_MASTER)
        source = self.package.related(self.template.masters[0], Rel.THEME)[0]
        self.parts += [
            Part(theme, ContentType.THEME, self.package.contents[source]),
            Part(
                master,
                ContentType.NOTES_MASTER,
                notes_master_xml(),
                (Relationship("rId1", Rel.THEME, theme),),
            ),
        ]
        return master

    def presentation(self, content: bytes) -> Part:
        """Return the presentation part with its relationships."""
        kind = ContentType.PRESENTATION
        return Part(self.template.presentation, kind, content, tuple(self._relationships))


def _reachable(template: TemplateProfile) -> tuple[str, ...]:
    """Return the template's parts that a deck keeps, each once, in the order they are met."""
    package = template.package
    start = [
        relationship.target
        for relationship in package.relationships(template.presentation)
        if relationship.type in _KEPT and not relationship.external
    ]
    found: dict[str, None] = {}
    waiting = list(reversed(start))
    while waiting:
        name = waiting.pop()
        if name in found or name not in package.contents or _left_behind(package, name):
            continue
        found[name] = None
        targets = [r.target for r in package.relationships(name) if not r.external]
        waiting.extend(reversed(targets))
    found.pop(template.presentation, None)
    return tuple(found)


def _left_behind(package: Package, name: str) -> bool:
    return package.content_type(name) in (ContentType.SLIDE, ContentType.NOTES_SLIDE)


def _charts(slide: SlideParts, names: PartNames) -> tuple[list[Relationship], list[Part]]:
    relationships: list[Relationship] = []
    parts: list[Part] = []
    for number, written in enumerate(slide.charts):
        chart, workbook = names.next(CHART), names.next(EMBEDDED_WORKBOOK)
        inside = [Relationship("rId1", Rel.PACKAGE, workbook)]
        added = [Part(workbook, ContentType.WORKBOOK, written.workbook_entries)]
        if written.user_shapes:
            drawn = names.next(CHART_DRAWING)
            inside.append(Relationship("rId2", Rel.CHART_USER_SHAPES, drawn))
            added.append(Part(drawn, ContentType.CHART_SHAPES, written.user_shapes))
        relationships.append(Relationship(chart_id(number), Rel.CHART, chart))
        parts += [Part(chart, ContentType.CHART, written.chart_xml, tuple(inside)), *added]
    return relationships, parts


def _notes(
    slide: SlideParts, own: str, notes_master: str, names: PartNames
) -> tuple[list[Relationship], list[Part]]:
    if not slide.notes_xml:
        return [], []
    name = names.next(NOTES_SLIDE)
    inside = (
        Relationship("rId1", Rel.NOTES_MASTER, notes_master),
        Relationship("rId2", Rel.SLIDE, own),
    )
    part = Part(name, ContentType.NOTES_SLIDE, slide.notes_xml, inside)
    return [Relationship(NOTES_ID, Rel.NOTES_SLIDE, name)], [part]


def _tags(slide: SlideParts, names: PartNames) -> tuple[list[Relationship], list[Part]]:
    parts = [Part(names.next(TAG), ContentType.TAGS, content) for content in slide.tags]
    return [Relationship(tag_id(i), Rel.TAGS, part.name) for i, part in enumerate(parts)], parts


def _add_slide(
    slide: SlideParts, assembly: _Assembly, slide_names: Mapping[str, str], notes_master: str
) -> None:
    own = slide_names[slide.key]
    relationships = [Relationship(LAYOUT_ID, Rel.SLIDE_LAYOUT, slide.layout)]
    extra: list[Part] = []
    for more, parts in (
        _notes(slide, own, notes_master, assembly.names),
        _charts(slide, assembly.names),
        _tags(slide, assembly.names),
    ):
        relationships += more
        extra += parts
    links = enumerate(slide.links)
    relationships += [Relationship(link_id(i), Rel.SLIDE, slide_names[key]) for i, key in links]
    assembly.parts.append(Part(own, ContentType.SLIDE, slide.slide_xml, tuple(relationships)))
    assembly.parts += extra


def _sections(plan: LaidOutPlan) -> list[Section]:
    """Return native sections; every slide stands in exactly one."""
    ids = {slide.planned.key: FIRST_SLIDE_ID + i for i, slide in enumerate(plan.slides)}
    return [
        Section(
            section.name,
            guid("section", str(number), section.name),
            tuple(ids[key] for key in section.slides),
        )
        for number, section in enumerate(plan.sections)
        if section.slides
    ]


def _presentation(
    assembly: _Assembly, plan: LaidOutPlan, slide_names: Iterable[str], notes_master: str
) -> bytes:
    template = assembly.template
    masters = [assembly.relate(Rel.SLIDE_MASTER, name) for name in template.masters]
    slides = [assembly.relate(Rel.SLIDE, name) for name in slide_names]
    notes = assembly.relate(Rel.NOTES_MASTER, notes_master)
    handouts = [
        assembly.relate(Rel.HANDOUT_MASTER, name)
        for name in assembly.package.related(template.presentation, Rel.HANDOUT_MASTER)
    ]
    special = {Rel.SLIDE_MASTER, Rel.NOTES_MASTER, Rel.HANDOUT_MASTER}
    for relationship in assembly.package.relationships(template.presentation):
        if relationship.type in _KEPT - special and not relationship.external:
            assembly.relate(relationship.type, relationship.target)
    return presentation_xml(
        assembly.package.tree(template.presentation),
        masters=masters,
        notes_master=notes,
        handout_masters=handouts,
        slides=slides,
        sections=_sections(plan),
    )


class Stage:
    """A template and the slides that are looked at, as a package that changes as they do.

    It holds the very parts that a deck is made of; only what is shown is put in.
    """

    def __init__(self, template: TemplateProfile) -> None:
        self._assembly = assembly = _Assembly(template)
        self._notes_master = assembly.notes_master()
        nothing = LaidOutPlan(SlidePlan("", (), ()), (), ())
        content = _presentation(assembly, nothing, (), self._notes_master)
        root = (Relationship("rId1", Rel.OFFICE_DOCUMENT, template.presentation),)
        parts = (assembly.presentation(content), *assembly.parts)
        self.package = LivePackage(parts, root, template.package.place)
        self._names: dict[str, str] = {}
        self._shown: dict[str, tuple[SlideParts, tuple[str, ...]]] = {}

    def name(self, key: str) -> str:
        """Return the part name of a slide: always the same."""
        if key not in self._names:
            self._names[key] = self._assembly.names.next(SLIDE)
        return self._names[key]

    def show(self, slide: SlideParts) -> str:
        """Put a slide in, in the place of the one of its key, and return its part name."""
        shown, parts = self._shown.get(slide.key, (None, ()))
        if shown is not slide:
            for name in parts:
                self.package.drop(name)
            names = {key: self.name(key) for key in (slide.key, *slide.links)}
            self._assembly.parts.clear()
            _add_slide(slide, self._assembly, names, self._notes_master)
            added = tuple(part.name for part in self._assembly.parts)
            for part in self._assembly.parts:
                self.package.put(part)
            self._shown[slide.key] = slide, added
        return self.name(slide.key)

    def keep(self, keys: Iterable[str]) -> None:
        """Take out the slides that are not among these keys."""
        for key in self._shown.keys() - set(keys):
            for name in self._shown.pop(key)[1]:
                self.package.drop(name)


Write = Callable[[LaidOutSlide, int], SlideParts]
"""Returns the parts of a slide that has such a creation id."""


@without_collector()
def assemble(
    plan: LaidOutPlan,
    template: TemplateProfile,
    metrics: Metrics,
    *,
    clean: bool = False,
    progress: Progress = QUIET,
    write: Write | None = None,
) -> Deck:
    """Return the deck for a laid-out plan. The same plan and template give the same bytes.

    clean: without tags, notes and manifest; write: what a SlideWriter of this template writes,
    for who has it at hand. Raises Cancelled between two slides.
    """
    assembly = _Assembly(template)
    notes_master = assembly.notes_master()
    slide_names = {slide.planned.key: assembly.names.next(SLIDE) for slide in plan.slides}
    ids = creation_ids(slide_names)
    write = write or SlideWriter.of(template, metrics, plan.plan.language, clean=clean).write
    written: list[tuple[SlideParts, PlannedSlide]] = []
    for slide in progress.steps("Writing slides", plan.slides):
        parts = write(slide, ids[slide.planned.key])
        _add_slide(parts, assembly, slide_names, notes_master)
        written.append((parts, slide.planned))
    content = _presentation(assembly, plan, slide_names.values(), notes_master)
    if not clean:
        manifest = manifest_parts(written, plan.plan.language, assembly.names)
        assembly.relate(Rel.CUSTOM_XML, manifest.item.name)
        assembly.parts += manifest.parts
    parts_in_order = [
        assembly.presentation(content),
        *assembly.parts,
        *_properties(plan, 0 if clean else len(written)),
    ]
    root = (
        Relationship("rId1", Rel.OFFICE_DOCUMENT, template.presentation),
        Relationship("rId2", Rel.CORE, _CORE),
        Relationship("rId3", Rel.EXTENDED, _EXTENDED),
    )
    found = tuple(finding for parts, _ in written for finding in parts.findings)
    return Deck(write_package(parts_in_order, root), len(written), (*plan.findings, *found))


def _properties(plan: LaidOutPlan, notes: int) -> tuple[Part, Part]:
    core = core_properties(plan.plan.title, plan.plan.author, plan.plan.language)
    extended = extended_properties(len(plan.slides), notes)
    return (
        Part(_CORE, ContentType.CORE, core),
        Part(_EXTENDED, ContentType.EXTENDED, extended),
    )
