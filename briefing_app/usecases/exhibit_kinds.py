"""Which kinds an exhibit can have, and how it looks in each: the small pictures to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.errors import ReferenceMissing
from briefing_app.excel.workbook_content import WorkbookContent
from briefing_app.facts.expressions import evaluator
from briefing_app.model.chart_spec import ChartSpec, TableSpec
from briefing_app.model.drawing import Colour, Drawing, Group, Outline, Solid
from briefing_app.model.edits import set_exhibit_kind
from briefing_app.model.geometry import Box
from briefing_app.model.project import Project
from briefing_app.model.slide_plan import LaidOutSlide, Role
from briefing_app.progress import QUIET, Progress
from briefing_app.story.slide_planner import kinds_to_offer
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.preview import Preview
from briefing_app.usecases.project_draft import DraftMemory, draft_project

_POINT = 12_700  # EMU
_KIND_CHOSEN = "kind-chosen"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of an exhibit, in the order of KINDS. proposed: what the program would take."""

    all: tuple[str, ...]
    chosen: str
    proposed: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """An exhibit as it was laid out alone."""

    slide: str
    kind: str
    box: Box | None
    reason: str


class Alternatives:
    """Lays an exhibit out alone, in one kind after the other."""

    def __init__(self, template: TemplateProfile, metrics: Metrics) -> None:
        self.template = template
        self._preview = Preview(template, metrics)
        self._fill_in = evaluator()
        self._drafts = DraftMemory()
        self._project = Project()
        self._contents: Mapping[str, WorkbookContent] = {}
        self._sources: tuple[str, ...] = ()

    def take(self, project: Project, contents: Mapping[str, WorkbookContent]) -> None:
        """Take over the briefing as it is now."""
        sources = tuple(content.workbook.sha256 for content in contents.values())
        if sources != self._sources:
            self._fill_in = evaluator()  # it keeps the tables that it read
            self._sources = sources
        self._project, self._contents = project, contents

    def kinds(self, item: str, number: int, progress: Progress = QUIET) -> Kinds:
        """Return the kinds that an exhibit of an item can have; raises Cancelled.

        number: from 1. Nothing is laid out but the kind that it has and the one proposed.
        """
        now = self._shown(item, number, None, progress)
        proposed = self._shown(item, number, "", progress)
        possible = self._possible(item, number)
        # Who asked for a kind by name keeps it, even where nobody would offer it.
        asked = dict.fromkeys((now.kind, proposed.kind))
        possible += [kind for kind in asked if kind and kind not in possible]
        return Kinds(tuple(possible), now.kind, proposed.kind, now.reason)

    def _possible(self, item: str, number: int) -> list[str]:
        made = draft_project(self._alone(item, number, None), self._contents, self._drafts)
        return [
            kind
            for topic in made.draft.briefing.topics
            for exhibit in topic.exhibits[:1]
            for kind in kinds_to_offer(made.draft.briefing, topic, exhibit, self._fill_in)
        ]

    def drawing(self, item: str, number: int, kind: str, progress: Progress = QUIET) -> Drawing:
        """Return what an exhibit paints in a kind, without the slide around it; or Cancelled."""
        shown = self._shown(item, number, kind, progress)
        drawing = self._preview.drawing(shown.slide)
        return _cropped(drawing, shown.box) if shown.box else drawing

    def _alone(self, item: str, number: int, kind: str | None) -> Project:
        """Return a briefing of one item with one exhibit; kind: None as it is."""
        if item not in {one.key for one in self._project.items}:
            raise ReferenceMissing("There is no such slide any more.", remedy="Choose another one.")
        only = replace(self._project, items=(self._project.item(item),))
        if kind is not None:
            only = set_exhibit_kind(only, item, number, kind).project
        picked = draft_project(only, self._contents, self._drafts).items[0]
        others = tuple(one.number for one in picked.texts.exhibits if one.number != number)
        own = replace(only.item(item).overrides, hidden=others)
        return only.with_item(replace(only.item(item), overrides=own))

    def _shown(self, item: str, number: int, kind: str | None, progress: Progress) -> _Shown:
        made = draft_project(self._alone(item, number, kind), self._contents, self._drafts)
        self._preview.update(made.draft, progress)
        plan = self._preview.plan
        if plan is None:
            return _Shown("", "", None, "")
        for slide in plan.slides:
            exhibit = slide.planned.exhibit
            if slide.planned.place.item == item and exhibit is not None:
                reasons = [f.message for f in plan.findings if f.code == _KIND_CHOSEN]
                reason = reasons[0] if reasons else ""
                return _Shown(slide.planned.key, _kind_of(exhibit.spec), _box(slide), reason)
        return _Shown("", "", None, "")


def _kind_of(spec: object) -> str:
    if isinstance(spec, ChartSpec):
        return spec.kind.value
    if isinstance(spec, TableSpec):
        return "table"
    return type(spec).__name__.removesuffix("Spec").lower()


def _box(slide: LaidOutSlide) -> Box | None:
    return next((fill.box for fill in slide.fills if fill.role is Role.EXHIBIT), None)


def _cropped(drawing: Drawing, box: Box) -> Drawing:
    """Return the part of a drawing inside a box (EMU) as a drawing of its own."""
    left, top = box.x / _POINT, box.y / _POINT
    wide, high = max(1.0, box.cx / _POINT), max(1.0, box.cy / _POINT)
    edge = Outline(
        (
            ("M", (left, top)),
            ("L", (left + wide, top)),
            ("L", (left + wide, top + high)),
            ("L", (left, top + high)),
            ("Z", ()),
        ),
        Solid(Colour("FFFFFF")),
    )
    moved = Group(drawing.items, (1.0, 0.0, 0.0, 1.0, -left, -top), clip=edge)
    return Drawing(wide, high, (moved,))
