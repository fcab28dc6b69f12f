"""The program with a display, telling what a screen reader would find in it: run by real_desk.py.

Each line on standard input asks; a line of JSON on standard output answers, from the event loop, so
that what was sent to the window before is done. Nothing else of the program is touched.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface, QCursor, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from briefing_app.__main__ import main
from briefing_app.store.project_json import project_to_json
from briefing_app.ui.application import prepare
from briefing_app.ui.main_window import MainWindow

_STATES = ("focused", "disabled", "checked", "selected")


def name_of(owner: QObject | None) -> str:
    """Return what a widget is called, "" where a row or a cell has none of its own."""
    return "" if owner is None else owner.objectName()


def id_of(window: QWindow | None) -> int:
    """Return the id of a window on the display, 0 for none of ours."""
    return 0 if window is None else int(window.winId())


def things(node: QAccessibleInterface, sight: QRect) -> Iterator[dict[str, object]]:
    """Yield what can be found below a node. sight: what its parent leaves to be seen of it."""
    state, owner = node.state(), node.object()
    if not node.isValid() or (state.invisible and owner is not None):
        return  # a row that has no object is only out of sight, and can be read
    seen = node.rect().intersected(sight)
    yield {
        "role": node.role().name,
        "name": node.text(QAccessible.Text.Name),
        "value": node.text(QAccessible.Text.Value),
        "object": name_of(owner),
        "rect": seen.getRect() if seen.isValid() else (0, 0, 0, 0),
        "states": [name for name in _STATES if getattr(state, name)],
    }
    if node.role() is not QAccessible.Role.Table:  # cells are many, and nobody clicks on them
        for place in range(node.childCount()):
            child = node.child(place)
            if child is not None:
                yield from things(child, seen)


def window(widget: QWidget) -> dict[str, object]:
    """Return what a window is called, and all that can be found in it."""
    node = QAccessible.queryAccessibleInterface(widget)
    return {
        "id": int(widget.winId()),
        "object": widget.objectName(),
        "title": widget.windowTitle(),
        "is_modified": widget.isWindowModified(),
        "is_active": widget.isActiveWindow(),
        "things": list(things(node, node.rect())),
    }


def is_idle(main_window: MainWindow) -> bool:
    """Say whether the engine is asked for nothing: slides and workbooks are as they are shown."""
    session = main_window.session
    return not session.has_begun or not (
        session.engine.is_busy or session.deck.is_busy or session.books.reading
    )


def seen() -> dict[str, object]:
    """Return all that there is now."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    mains = [one for one in shown if isinstance(one, MainWindow)]
    return {
        "windows": [window(one) for one in shown],
        "under": id_of(QGuiApplication.topLevelAt(QCursor.pos())),
        "is_idle": all(map(is_idle, mains)),
        "project": project_to_json(mains[0].session.document.project) if mains else None,
    }


class Teller(QObject):
    """Answers in the event loop what a thread of its own hears."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        for _ in sys.stdin:
            self.asked.emit()

    def _tell(self) -> None:
        sys.stdout.write(f"{json.dumps(seen())}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    application = prepare(["tests"])
    QAccessible.setActive(True)  # else views keep rows in mind that are long gone
    teller = Teller()
    sys.exit(main())
