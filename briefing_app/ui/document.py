"""The document: one project, its history, its file, and whether it was saved.

Every change is an edit of model/edits: a whole new project. Undo is a stack of such snapshots.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from briefing_app.model.project import Project
from briefing_app.ui.texts import text

if TYPE_CHECKING:
    from briefing_app.model.edits import Edit

AUTOSAVE_AFTER = 700
"""Milliseconds without a change after which the recovery file is written."""


class _Change(QUndoCommand):
    """One edit: the project before and after it."""

    def __init__(self, document: Document, before: Project, edit: Edit) -> None:
        super().__init__(text(f"edit.{edit.code.value}"))
        self._document = document
        self._before = before
        self.edit = edit

    def id(self) -> int:
        """Return one number for all, so that Qt asks whether two of them are one."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a following edit in when it is typing on in the same field."""
        from briefing_app.model.edits import mergeable

        if not isinstance(other, _Change) or not mergeable(self.edit, other.edit):
            return False
        self.edit = other.edit
        self.setObsolete(self.edit.project == self._before)
        return True

    def redo(self) -> None:
        """Show the project after the edit."""
        self._document.show(self.edit.project, self.edit.item)

    def undo(self) -> None:
        """Show the project before the edit."""
        kept = {item.key for item in self.edit.project.items}
        back = next((item.key for item in self._before.items if item.key not in kept), "")
        self._document.show(self._before, back or self.edit.item)


class Document(QObject):
    """A project that is worked on."""

    changed = Signal(object, str)
    """The project as it is now, and the key of the item that was touched, or ""."""
    state_changed = Signal()
    """The file, or whether there is something to save."""
    autosave_due = Signal()
    """Nothing was changed for a moment, and there is something to keep."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._saved = project
        self._path: Path | None = None
        self.stack = QUndoStack(self)
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_AFTER)
        self._autosave.timeout.connect(self.autosave_due)

    @property
    def project(self) -> Project:
        """Return the project as it is now."""
        return self._project

    @property
    def path(self) -> Path | None:
        """Return the file that it was opened from or saved to."""
        return self._path

    @property
    def is_modified(self) -> bool:
        """Return whether there is something to save."""
        return self._project != self._saved

    @property
    def name(self) -> str:
        """Return what to call it: the file's name, or that there is none yet."""
        return self._path.stem if self._path else text("document.untitled")

    def apply(self, edit: Edit) -> None:
        """Make an edit; one that changes nothing is none."""
        if edit.project != self._project:
            self.stack.push(_Change(self, self._project, edit))

    def show(self, project: Project, item: str = "") -> None:
        """Take a project over: the way of undo and redo; use :meth:`apply` for edits."""
        was_modified = self.is_modified
        self._project = project
        self.changed.emit(project, item)
        if was_modified != self.is_modified:
            self.state_changed.emit()
        self._autosave.start()

    def replace(self, project: Project, path: Path | None, *, saved: bool = True) -> None:
        """Begin with another project. saved: False for one that was recovered."""
        self._autosave.stop()
        self.stack.clear()
        self._path = path
        self._project = project
        self._saved = project if saved else Project()
        self.changed.emit(project, "")
        self.state_changed.emit()
        if not saved:
            self._autosave.start()

    def note_saved(self, project: Project, path: Path) -> None:
        """Note that a project was written to a file; it may have changed again since."""
        self._saved = project
        self._path = path
        if project == self._project:
            self.stack.setClean()
        self.state_changed.emit()
