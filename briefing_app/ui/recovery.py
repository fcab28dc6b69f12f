"""Autosave of the open document, and what is offered after a crash."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing_app.errors import OutputError
from briefing_app.model.project import Project
from briefing_app.store.recovery import Autosave, Leftover
from briefing_app.ui.parts import button, frame, label, row
from briefing_app.ui.style.tokens import GAP, SPACE, WIDE
from briefing_app.ui.texts import counted, text


class Keeper:
    """Writes autosaves in a thread of its own: a slow disk does not stop the window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._orders: queue.SimpleQueue[tuple[str, Path | None, Project | None]] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
        self._thread.start()

    def keep(self, document: Path | None, project: Project) -> None:
        """Keep a project as it is now."""
        self._orders.put(("keep", document, project))

    def drop(self) -> None:
        """Remove what was kept: the document was saved or closed."""
        self._orders.put(("drop", None, None))

    def close(self) -> None:
        """Remove what was kept and wait until that is done."""
        self._orders.put(("close", None, None))
        self._thread.join(5.0)

    def _run(self) -> None:
        autosave: Autosave | None = None
        of: Path | None = None
        while True:
            order, document, project = self._orders.get()
            if autosave is not None and (order != "keep" or of != document):
                autosave.close()
                autosave = None
            if order == "close":
                return
            if project is None:
                continue
            with contextlib.suppress(OutputError):  # saving by hand will say what is wrong
                autosave = autosave or Autosave(self._folder, document)
                of = document
                autosave.save(project)


class RecoveryDialog(QDialog):
    """Offers what was not saved when the program ended by itself."""

    restore_asked = Signal(object)
    """The Leftover to go on with."""
    discard_asked = Signal(object)

    def __init__(self, leftovers: Sequence[Leftover], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setWindowTitle(text("recovery.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumSize(500, 300)
        self.list = QListWidget()
        self.list.setAccessibleName(text("recovery.title"))
        for one in leftovers:
            row_of = QListWidgetItem(_described(one))
            row_of.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(row_of)
        self.list.setCurrentRow(0)
        body = QVBoxLayout()
        body.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        body.setSpacing(GAP)
        body.addWidget(label(text("recovery.what"), "lead", wrap=True))
        body.addWidget(label(text("recovery.remark"), "quiet", wrap=True))
        body.addWidget(self.list, 1)
        self.restore = button(text("recovery.restore"), "primary", self._restore)
        self.restore.setDefault(True)
        self.discard = button(text("recovery.discard"), "quiet", self._discard, "trash-2")
        later = button(text("recovery.later"), "", self.reject)
        foot = frame("foot")
        line = row()
        line.setContentsMargins(SPACE, 12, SPACE, 12)
        line.addWidget(self.discard)
        line.addStretch(1)
        line.addWidget(later)
        line.addWidget(self.restore)
        foot.setLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(foot)

    def _chosen(self) -> Leftover | None:
        current = self.list.currentItem()
        found = current.data(Qt.ItemDataRole.UserRole) if self.list.count() else None
        return found if isinstance(found, Leftover) else None

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self.restore_asked.emit(chosen)

    def _discard(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.discard_asked.emit(chosen)
        self.list.takeItem(self.list.currentRow())
        if not self.list.count():
            self.reject()


def _described(one: Leftover) -> str:
    name = Path(one.document).stem if one.document else text("document.untitled")
    when = QDateTime.fromSecsSinceEpoch(int(one.modified))
    said = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    items = len(one.project.items) if one.project else 0
    return f"{name}\n{said}  ·  {counted('recovery.items', items)}"
