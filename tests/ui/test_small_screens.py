"""A screen of 1440 × 900 pixels at 200 %: 720 × 450 of ours, and all can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from briefing_app.ui import texts
from briefing_app.ui.start_page import StartPage
from tests.ui.conftest import Person
from tests.ui.real_desk import Sight, display, program

WIDE, HIGH = 720, 450


def test_the_window_asks_for_no_more_than_its_screen_has(person: Person) -> None:
    window = person.desktop.window
    room = window.screen().availableGeometry()
    assert window.minimumWidth() <= room.width()
    assert window.minimumHeight() < room.height()
    window.resize(room.size())
    assert window.width() == room.width()


@pytest.mark.parametrize("code", texts.LANGUAGES)
@pytest.mark.parametrize("wide", [700, 1400])
def test_the_doors_of_the_start_page_are_alike_and_can_be_read(
    person: Person, code: str, wide: int
) -> None:
    texts.speak(code)
    page = StartPage(*(QAction() for _ in range(3)))
    page.resize(wide, 800)
    page.ensurePolished()
    page.show()
    doors = [one for one in page.findChildren(QPushButton) if one.property("role") == "card"]
    widths = [one.width() for one in doors]
    assert len(widths) == 3
    assert max(widths) - min(widths) <= 1
    for door in doors:
        for words in door.findChildren(QLabel):
            least = words.heightForWidth(words.width()) if words.wordWrap() else 0
            assert words.height() >= least, words.text()
            assert words.width() >= words.minimumSizeHint().width(), words.text()
    page.close()


def outside(now: Sight) -> list[str]:
    """Return what can be used and does not lie on the screen."""
    kinds = ("Button", "ComboBox", "CheckBox", "PageTab", "Window", "Dialog")
    return [
        f"{one.role} {one.name} {one.rect}"
        for kind in kinds
        for one in now.all(kind)
        if one.name and (one.rect[0] + one.rect[2] > WIDE or one.rect[1] + one.rect[3] > HIGH)
    ]


@pytest.mark.needs("xvfb")
def test_at_200_percent_all_is_on_a_small_screen(tmp_path: Path, workbook: Path) -> None:
    with display(1440, 900) as screen, program(screen, tmp_path, [workbook], scale=2) as desk:
        desk.click("Button", object="add-all-button")
        desk.until(lambda now: len(now.project["items"]) == 2, "two tables")
        desk.click("ListItem", r"^1\. ")
        now = desk.idle()
        assert outside(now) == []
        for name in ("topics", "slides", "slide-view", "deck-title"):
            (one,) = now.all(object=name)
            assert min(one.rect[2:]) > 30, one
        desk.keys("ctrl+e")
        now = desk.window("export")
        assert outside(now) == []
        (go,) = now.all("Button", object="export-go")
        assert go.can_be_clicked
        desk.click("Button", "^Cancel$")
        desk.gone("export")
