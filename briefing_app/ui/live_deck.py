"""The deck as the engine has it now: its slides and findings follow the document."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal

from briefing_app.errors import BriefingError, place_from_json
from briefing_app.model.finding import Finding, Severity, of_error, worst
from briefing_app.model.project import Project
from briefing_app.store.project_json import project_to_json
from briefing_app.ui.document import Document
from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.item_models.slide_list import Slide
from briefing_app.usecases.engine_frames import Frame, JsonObject


def finding_of(facts: JsonObject) -> Finding:
    """Return the finding that JSON values describe."""
    severity = Severity(str(facts["severity"]))
    return Finding(
        str(facts["code"]),
        severity,
        str(facts["message"]),
        str(facts["remedy"]),
        place_from_json(facts),
    )


def findings_of(facts: object) -> tuple[Finding, ...]:
    """Return the findings of an answer."""
    return tuple(finding_of(one) for one in cast(list[JsonObject], facts))


def _slide(facts: JsonObject) -> Slide:
    found = worst(findings_of(facts["findings"]))
    return Slide(
        str(facts["key"]),
        str(facts["item"]),
        str(facts["title"]),
        str(facts["section"]),
        str(facts["digest"]),
        found.value if found else "",
    )


class LiveDeck(QObject):
    """Tells the engine of every change, and the window of what came of it."""

    updated = Signal()
    busy_changed = Signal(bool)
    failed = Signal(object)
    """A BriefingError: the briefing cannot be laid out, such as with a broken template."""

    def __init__(
        self, document: Document, engine: EngineClient, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._engine = engine
        self.slides: tuple[Slide, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.size = (960.0, 540.0)
        """Of a slide, in points."""
        self.whole = ("", "", "")
        """Title, author and date as they are printed."""
        self.shown: Project | None = None
        """The project that the slides are those of."""
        self.is_busy = False
        document.changed.connect(lambda _project, _item: self.refresh())

    @property
    def is_current(self) -> bool:
        """Return whether the slides are those of the document as it is now."""
        return self.shown == self._document.project and not self.is_busy

    def refresh(self) -> None:
        """Have the engine take over the document as it is now."""
        project = self._document.project
        facts: JsonObject = {"project": project_to_json(project)}
        self._set_busy(True)
        self._engine.ask(
            Request(
                "project",
                facts,
                lambda answer: self._take(project, answer),
                lambda problem: self._refused(project, problem),
                lane="project",
            )
        )

    def slide(self, key: str) -> Slide | None:
        """Return a slide by its key."""
        return next((one for one in self.slides if one.key == key), None)

    def slide_of(self, finding: Finding) -> Slide | None:
        """Return the slide that a finding is about."""
        place = finding.place
        if place.item:
            return next((one for one in self.slides if one.item == place.item), None)
        if 0 < place.slide <= len(self.slides):
            return self.slides[place.slide - 1]
        return None

    def _take(self, project: Project, answer: Frame) -> None:
        facts = answer.header
        self.slides = tuple(_slide(one) for one in cast(list[JsonObject], facts["slides"]))
        self.findings = findings_of(facts["findings"])
        wide, high = cast(list[float], facts["size"])
        self.size = (wide, high)
        title, author, date = cast(list[str], facts["whole"])
        self.whole = (title, author, date)
        self.shown = project
        if project == self._document.project:
            self._set_busy(False)
        self.updated.emit()

    def _refused(self, project: Project, problem: BriefingError) -> None:
        self.findings = (of_error(problem),)
        self.shown = project
        if project == self._document.project:
            self._set_busy(False)
        self.failed.emit(problem)
        self.updated.emit()

    def _set_busy(self, busy: bool) -> None:
        if busy != self.is_busy:
            self.is_busy = busy
            self.busy_changed.emit(busy)
