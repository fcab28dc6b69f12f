"""What can be done, each once: its text, icon, shortcut; menus and toolbar are made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from briefing_app.ui.style.icons import icon
from briefing_app.ui.texts import text


@dataclass(frozen=True, slots=True)
class _Fact:
    """An action. name: also its key in the catalogue; keys: as Qt reads them; image: its icon."""

    name: str
    keys: tuple[str, ...] = ()
    image: str = ""


FACTS = (
    _Fact("new", ("Ctrl+N",), "file-plus"),
    _Fact("open", ("Ctrl+O",), "folder-open"),
    _Fact("open-workbook", ("Ctrl+Shift+O",), "file-spreadsheet"),
    _Fact("sample", (), "presentation"),
    _Fact("save", ("Ctrl+S",), "save"),
    _Fact("save-as", ("Ctrl+Shift+S",)),
    _Fact("build", ("Ctrl+B",), "presentation"),
    _Fact("export", ("Ctrl+E",), "file-down"),
    _Fact("quit", ("Ctrl+Q",)),
    _Fact("undo", ("Ctrl+Z",), "undo-2"),
    _Fact("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2"),
    _Fact("find", ("Ctrl+F",), "search"),
    _Fact("remove", ("Del",), "trash-2"),
    _Fact("move-up", ("Alt+Up",), "arrow-up"),
    _Fact("move-down", ("Alt+Down",), "arrow-down"),
    _Fact("add-all", (), "plus"),
    _Fact("update", ("F5",), "refresh-cw"),
    _Fact("zoom-in", ("Ctrl++", "Ctrl+="), "zoom-in"),
    _Fact("zoom-out", ("Ctrl+-",), "zoom-out"),
    _Fact("fit", ("Ctrl+0",), "maximize"),
    _Fact("next-panel", ("F6",)),
    _Fact("previous-panel", ("Shift+F6",)),
    _Fact("show-data", ("Ctrl+1",), "table"),
    _Fact("show-findings", ("Ctrl+2",), "triangle-alert"),
    _Fact("keys", ("F1",), "keyboard"),
    _Fact("about", ()),
)
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "file",
        (
            *("new", "open", "open-workbook", "recent", "sample", "", "save", "save-as", ""),
            *("build", "export", "", "quit"),
        ),
    ),
    (
        "edit",
        (
            *("undo", "redo", "", "find", "add-all", ""),
            *("remove", "move-up", "move-down", "", "update"),
        ),
    ),
    (
        "view",
        (
            *("zoom-in", "zoom-out", "fit", "", "show-data", "show-findings", ""),
            *("next-panel", "previous-panel", "", "theme", "language"),
        ),
    ),
    ("help", ("keys", "about")),
)


def plain(words: str) -> str:
    """Return the text of an action without what is for menus: the mark of its key, and dots."""
    return re.sub(r"\(&.\)", "", words).replace("&", "").rstrip("…")


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name; what they do is connected by the window."""
    made: dict[str, QAction] = {}
    for fact in FACTS:
        action = QAction(text(f"action.{fact.name}"), parent)
        action.setObjectName(fact.name)
        action.setIconText(plain(action.text()))
        if fact.image:
            action.setIcon(icon(fact.image))
        action.setShortcuts([QKeySequence(keys) for keys in fact.keys])
        said = plain(action.text())
        if fact.keys:
            shown = QKeySequence(fact.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{said} ({shown})")
        else:
            action.setToolTip(said)
        made[fact.name] = action
    # Delete is for a text's letters everywhere but in the strip of slides.
    made["remove"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return made


def connect(actions: dict[str, QAction], doing: dict[str, Callable[[], object]]) -> None:
    """Have each named action do something."""
    for name, do in doing.items():
        actions[name].triggered.connect(lambda _=False, d=do: d())
