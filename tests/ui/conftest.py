"""A person at the window: real widgets without a display, a real engine process.

These tests run in a process of their own (``pytest -p pytestqt.plugin tests/ui``): the others make
an application that can show no window. What Qt warns of fails the test that caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefing_app.model.edits import Pick
from briefing_app.model.project import Project
from briefing_app.system.paths import assets_folder
from briefing_app.ui import application, texts
from briefing_app.ui.application import Desktop
from briefing_app.ui.item_models.source_tree import Entry
from briefing_app.ui.preferences import Preferences
from briefing_app.ui.working import Working

SAMPLE = assets_folder() / "samples" / "briefing-library.xlsx"
PATIENCE = 30_000  # milliseconds
Widget = TypeVar("Widget", bound=QWidget)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it."""
    return application.prepare(["tests"])


class Person:
    """Sees the window, clicks and types."""

    def __init__(self, qtbot: QtBot, desktop: Desktop) -> None:
        self._bot = qtbot
        self.desktop = desktop

    @property
    def working(self) -> Working:
        working = self.desktop.window.working
        assert working is not None, "there is nothing to work on"
        return working

    @property
    def project(self) -> Project:
        return self.desktop.session.document.project

    def wait(self, until: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(until()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until the slides are those of the briefing as it is now."""
        session = self.desktop.session
        self.wait(lambda: session.deck.is_current and not session.books.reading)

    def do(self, name: str) -> None:
        """Take something from the menus."""
        action = self.desktop.window.actions_by_name[name]
        assert action.isEnabled(), f"{name} cannot be done now"
        action.trigger()

    def open(self, path: Path) -> None:
        count = len(self.project.sources)
        self.desktop.window.open_path(path)
        self.wait(lambda: len(self.project.sources) > count)
        self.settle()

    def entries(self) -> list[Entry]:
        branches = self.desktop.session.books.branches()
        return [entry for branch in branches for entry in branch.entries]

    def index(self, pick: Pick) -> QModelIndex:
        """Return where something that can be picked stands in the tree, unfolded."""
        tree = self.working.workspace.sources.tree
        tree.expandAll()
        rows = tree.model()
        assert isinstance(rows, QSortFilterProxyModel)
        found = rows.mapFromSource(self.working.workspace.sources.model.index_of(pick))
        assert found.isValid(), f"{pick} is not in the tree"
        tree.scrollTo(found)
        return found

    def tick(self, pick: Pick) -> None:
        """Click on the box before a topic or a table."""
        tree = self.working.workspace.sources.tree
        rect = tree.visualRect(self.index(pick))
        place = rect.topLeft() + QPoint(10, 14)
        QTest.mouseClick(
            tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def type_over(self, field: QWidget, words: str) -> None:
        """Replace what stands in a field."""
        field.setFocus()
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClicks(field, words)

    def dialog(self, name: str, kind: type[Widget]) -> Widget:
        """Return the dialog that is open."""
        found: list[Widget] = []

        def is_open() -> bool:
            found[:] = [
                one
                for one in QApplication.topLevelWidgets()
                if one.objectName() == name and one.isVisible() and isinstance(one, kind)
            ]
            return bool(found)

        self.wait(is_open)
        return found[0]

    def titles(self) -> list[str]:
        return [slide.title for slide in self.desktop.session.deck.slides]

    def choose(self, item: str) -> None:
        """Choose the first slide of an item, and wait until it can be edited."""
        slide = next(one for one in self.desktop.session.deck.slides if one.item == item)
        self.working.workspace.filmstrip.choose(slide.key)
        self.wait(lambda: self.working.workspace.inspector.item == item)


@pytest.fixture
def make_desktop(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Desktop]]:
    """Return what starts the program with a home of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    made: list[Desktop] = []

    def make() -> Desktop:
        preferences = Preferences(tmp_path / "window.ini")
        preferences.language = "en"
        preferences.theme = "light"
        made.append(Desktop(qapp, preferences))
        made[-1].window.show()
        return made[-1]

    yield make
    for desktop in made:
        desktop.session.close()
        desktop.window.close_for_good()
        desktop.window.dispose()
    texts.speak("en")


@pytest.fixture
def desktop(make_desktop: Callable[[], Desktop]) -> Desktop:
    """Return the program, started with nothing open."""
    return make_desktop()


@pytest.fixture
def person(qtbot: QtBot, desktop: Desktop) -> Person:
    """Return somebody at the window."""
    return Person(qtbot, desktop)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return a workbook that nobody prepared: two sheets, titles above the tables."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    sheet["A1"] = "Sales by region, EUR m"
    sales: list[tuple[str | float, ...]] = [
        ("Region", "2021", "2022", "2023"),
        ("North", 10.5, 12.25, 14),
        ("South", 8, 7.5, 9.75),
        ("West", 20, 22, 25.5),
    ]
    for place, row in enumerate(sales, start=3):
        for column, cell in enumerate(row, start=2):
            sheet.cell(place, column, cell)
    staff = book.create_sheet("Staff")
    for office in [("Office", "People"), ("Berlin", 120), ("Wien", 45), ("Zürich", 80)]:
        staff.append(office)
    path = tmp_path / "figures.xlsx"
    book.save(path)
    return path
