"""The program on a display of its own, with a real mouse and a real keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from briefing_app.store.briefing_file import read_briefing
from briefing_app.ui.panels.text_fields import GrowingText
from tests.ui.conftest import Person

SIZE = (1280, 800)
PATIENCE = 40.0

pytestmark = pytest.mark.needs("xvfb")


@pytest.fixture
def display() -> Iterator[str]:
    """Return a display that nobody sees."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    ) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            yield f":{answer.readline().strip()}"
        server.terminate()


def wait(until: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


class Desk:
    """A mouse and a keyboard on a display."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}

    def do(self, *words: str) -> str:
        answer = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return answer.stdout

    def sees(self, title: str) -> bool:
        return bool(self.do("search", "--onlyvisible", "--name", title).strip())


def box_of_the_first_table(person: Person, workbook: Path) -> QPoint:
    """Return where the box before the first table is, in a window of SIZE."""
    window = person.desktop.window
    window.resize(*SIZE)
    person.open(workbook)
    entry = person.entries()[0]
    tree = person.working.workspace.sources.tree
    rect = tree.visualRect(person.index(entry.pick))
    return tree.viewport().mapTo(window, rect.topLeft() + QPoint(10, 14))


def test_a_table_is_ticked_and_saved_with_mouse_and_keys(
    person: Person, workbook: Path, display: str, tmp_path: Path
) -> None:
    place = box_of_the_first_table(person, workbook)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path / "other"), "LC_ALL": "C.UTF-8"}
    environment |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    command = [sys.executable, "-P", "-m", "briefing_app", "app", str(workbook)]
    saved, desk = tmp_path / "by-hand.briefing", Desk(display)
    with subprocess.Popen(command, env=environment) as program:
        try:
            wait(lambda: desk.sees(r"^Untitled briefing\*"))
            desk.do("search", "--name", "^Untitled", "windowsize", *map(str, SIZE))
            desk.do("search", "--name", "^Untitled", "windowmove", "0", "0")
            time.sleep(1.0)
            desk.do("mousemove", str(place.x()), str(place.y()), "click", "1")
            time.sleep(1.0)
            desk.do("key", "ctrl+s")
            wait(lambda: desk.sees("Save briefing"))
            desk.do("key", "ctrl+a")
            desk.do("type", "--delay", "20", str(saved))
            desk.do("key", "Return")
            wait(saved.exists)
            wait(lambda: desk.sees("^by-hand –"))
            # Without a window manager nobody gives the focus back when a dialog goes.
            desk.do("search", "--name", "^by-hand –", "windowfocus")
            time.sleep(0.5)
            desk.do("key", "ctrl+q")
            assert program.wait(PATIENCE) == 0
        finally:
            program.kill()
    project, _ = read_briefing(saved)
    assert [source.name for source in project.sources] == ["figures.xlsx"]
    assert len(project.items) == 1
    assert project.items[0].table.startswith("Sales!")


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_a_text_field_leaves_undo_to_the_window(qapp: QApplication, key: Qt.Key) -> None:
    field = GrowingText("Headline")
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, control)
    event.ignore()
    qapp.sendEvent(field, event)
    assert not event.isAccepted(), "the field takes the keys, and the window never sees them"
