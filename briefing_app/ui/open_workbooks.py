"""The workbooks of the briefing as they are open in the engine, and as they are on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from briefing_app.errors import BriefingError
from briefing_app.model import edits
from briefing_app.model.edits import Pick
from briefing_app.model.finding import Finding
from briefing_app.model.project import Project, ProjectSource
from briefing_app.ui.document import Document
from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.item_models.source_tree import Branch, Entry, Status
from briefing_app.ui.live_deck import findings_of
from briefing_app.ui.texts import counted
from briefing_app.usecases.engine_frames import Frame, JsonObject

_LOOK_AFTER = 400
"""Milliseconds after a sign of change in which a program finishes writing."""
_LOOK_EVERY = 5000


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook as the engine has it. sha256: of its bytes, "" until it was read."""

    path: str
    name: str
    status: Status = Status.READING
    sha256: str = ""
    entries: tuple[JsonObject, ...] = ()
    has_topics: bool = False
    message: str = ""
    done: int = 0
    total: int = 0


def _entry(key: str, facts: JsonObject) -> Entry:
    table = str(facts["table"])
    if facts["topic"]:
        exhibits = cast(int, facts["exhibits"])
        parts = [str(facts["section"]), counted("sources.exhibits", exhibits)]
        pick, icon = Pick(key, topic=str(facts["topic"])), "file-text"
    else:
        parts = [str(facts["reference"]), counted("sources.rows", cast(int, facts["rows"]))]
        pick, icon = Pick(key, table=table), "table"
    detail = "  ·  ".join(part for part in parts if part)
    return Entry(pick, str(facts["title"]), detail, str(facts["words"]), icon, table)


class OpenWorkbooks(QObject):
    """Opens, watches and closes workbooks for the document."""

    changed = Signal()
    """What is open, or how it is doing."""
    opened = Signal(object)
    """Keys of sources that were added by a person just now."""
    failed = Signal(object)
    """A BriefingError about a workbook that a person wanted to open."""
    read = Signal()
    """The engine has read a workbook that the briefing uses."""

    def __init__(
        self, document: Document, engine: EngineClient, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._engine = engine
        self._open: dict[str, Opened] = {}
        self._requests: dict[str, int] = {}
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._look_soon)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_AFTER)
        self._look.timeout.connect(self.look)
        self._regularly = QTimer(self)
        self._regularly.setInterval(_LOOK_EVERY)
        self._regularly.timeout.connect(self.look)
        self._language = document.project.language
        document.changed.connect(self._follow)
        engine.restarted.connect(self._again)

    # ------------------------------------------------------------------------------- what is there

    def branches(self) -> tuple[Branch, ...]:
        """Return what the tree shows: the briefing's workbooks, then those being opened."""
        sources = self._document.project.sources
        shown = [self._branch(source) for source in sources]
        known = {source.path for source in sources}
        shown += [
            Branch("", one.name, one.path, one.status)
            for one in self._open.values()
            if one.path not in known and one.status is Status.READING
        ]
        return tuple(shown)

    def _branch(self, source: ProjectSource) -> Branch:
        opened = self._open.get(source.path, Opened(source.path, source.name))
        entries = tuple(_entry(source.key, facts) for facts in opened.entries)
        return Branch(
            source.key,
            source.name,
            source.path,
            opened.status,
            entries,
            opened.message,
            opened.has_topics,
        )

    def status(self, path: str) -> Opened | None:
        """Return how a workbook is doing; None where it was never asked for."""
        return self._open.get(path)

    def findings(self) -> tuple[Finding, ...]:
        """Return what reading the workbooks found."""
        return tuple(finding for found in self._found.values() for finding in found)

    @property
    def reading(self) -> tuple[Opened, ...]:
        """Return the workbooks that are being read."""
        return tuple(one for one in self._open.values() if one.status is Status.READING)

    # ----------------------------------------------------------------------------------- opening

    def open(self, paths: Sequence[Path]) -> None:
        """Open workbooks that a person chose; each joins the briefing when it was read."""
        for path in paths:
            said = path.absolute().as_posix()
            if any(source.path == said for source in self._document.project.sources):
                self.opened.emit([])
                continue
            self._read(said, path.name, self._joins)
        self.changed.emit()

    def _joins(self, path: str, name: str, answer: Frame) -> None:
        project = self._document.project
        edit = edits.add_sources(project, [(path, name, str(answer.header["sha256"]))])
        before = {source.key for source in project.sources}
        self._document.apply(edit)
        self.opened.emit([s.key for s in edit.project.sources if s.key not in before])

    def cancel(self) -> None:
        """Stop reading workbooks that are not part of the briefing yet."""
        known = {source.path for source in self._document.project.sources}
        for path in [one.path for one in self.reading if one.path not in known]:
            self._engine.cancel(self._requests.pop(path, 0))
            del self._open[path]
        self.changed.emit()

    def _read(
        self,
        path: str,
        name: str,
        then: Callable[[str, str, Frame], None] | None = None,
        *,
        anew: bool = False,
    ) -> None:
        before = self._open.get(path)
        kept = replace(before, status=Status.READING) if before else Opened(path, name)
        self._open[path] = kept
        facts: JsonObject = {
            "path": path,
            "language": self._document.project.language,
            "anew": anew,
        }
        self._requests[path] = self._engine.ask(
            Request(
                "open",
                facts,
                lambda answer: self._was_read(path, name, answer, then),
                lambda problem: self._was_not_read(path, problem, joins=then is not None),
                lambda _what, done, total: self._progress(path, done, total),
            )
        )

    def _progress(self, path: str, done: int, total: int) -> None:
        if path in self._open:
            self._open[path] = replace(self._open[path], done=done, total=total)
            self.changed.emit()

    def _was_read(
        self,
        path: str,
        name: str,
        answer: Frame,
        then: Callable[[str, str, Frame], None] | None,
    ) -> None:
        facts = answer.header
        entries = cast(list[JsonObject], facts["entries"])
        self._open[path] = Opened(
            path,
            name,
            Status.READY,
            str(facts["sha256"]),
            tuple(entries),
            bool(facts["has_topics"]),
        )
        self._found[path] = findings_of(facts["findings"])
        self._watcher.addPath(path)
        self._regularly.start()
        if then is not None:
            then(path, name, answer)
        self.changed.emit()
        self.read.emit()

    def _was_not_read(self, path: str, problem: BriefingError, *, joins: bool) -> None:
        if joins:
            self._open.pop(path, None)
            self.changed.emit()
            self.failed.emit(problem)
            return
        gone = problem.code == "file-missing"
        status = Status.MISSING if gone else Status.BROKEN
        self._open[path] = replace(
            self._open[path], status=status, message=f"{problem.what} {problem.remedy}"
        )
        self.changed.emit()

    # --------------------------------------------------------------------------- following along

    def _follow(self, project: Project, _item: str) -> None:
        """Open what the briefing names and is not open, such as after a file was opened."""
        if project.language != self._language:
            self._language = project.language
            self._again()
            return
        for source in project.sources:
            if source.path not in self._open:
                self._read(source.path, source.name)
        self.changed.emit()

    def _again(self) -> None:
        """Have everything read again: the engine is new, or titles are in another language."""
        for source in self._document.project.sources:
            self._read(source.path, source.name)
        self.changed.emit()

    def forget(self) -> None:
        """Close everything: another briefing begins."""
        for number in self._requests.values():
            self._engine.cancel(number)
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        self._open.clear()
        self._requests.clear()
        self._found.clear()

    # ---------------------------------------------------------------------------- changed on disk

    def _look_soon(self, path: str) -> None:
        self._look.start()
        if path not in self._watcher.files():
            self._watcher.addPath(path)

    def look(self) -> None:
        """Have the engine look whether files are still those that it has read."""
        asked = [
            {"path": one.path, "sha256": one.sha256}
            for one in self._open.values()
            if one.sha256 and one.status is not Status.READING
        ]
        if asked:
            self._engine.ask(
                Request("look", {"files": cast(object, asked)}, self._looked, lane="look")
            )

    def _looked(self, answer: Frame) -> None:
        states = cast(dict[str, str], answer.header["states"])
        was = dict(self._open)
        for path, state in states.items():
            one = self._open.get(path)
            if one is not None and one.status in (Status.READY, Status.CHANGED, Status.MISSING):
                self._open[path] = replace(one, status=Status(state))
                if path not in self._watcher.files() and state != Status.MISSING:
                    self._watcher.addPath(path)
        if was != self._open:
            self.changed.emit()

    @property
    def changed_sources(self) -> tuple[ProjectSource, ...]:
        """Return the briefing's workbooks that are other files than were read."""
        return tuple(
            source
            for source in self._document.project.sources
            if (one := self._open.get(source.path)) and one.status is Status.CHANGED
        )

    def update(self, key: str) -> None:
        """Take a workbook over as it is on disk now."""
        source = self._document.project.source(key)

        def accept(_path: str, _name: str, answer: Frame) -> None:
            project = self._document.project
            if any(one.key == key for one in project.sources):
                sha256 = str(answer.header["sha256"])
                self._document.apply(edits.accept_source(project, key, sha256))

        self._read(source.path, source.name, accept, anew=True)
        self.changed.emit()

    def relocate(self, key: str, path: Path) -> None:
        """Put another file in the place of a workbook."""
        said = path.absolute().as_posix()

        def put(_path: str, _name: str, _answer: Frame) -> None:
            project = self._document.project
            if any(one.key == key for one in project.sources):
                self._document.apply(edits.replace_source(project, key, said, path.name))

        self._read(said, path.name, put, anew=True)
        self.changed.emit()
