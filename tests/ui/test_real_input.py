"""The program on a display of its own, with a real mouse and a real keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from briefing_app.store.briefing_file import read_briefing
from briefing_app.store.project_json import project_to_json
from briefing_app.ui.panels.text_fields import GrowingText
from tests.ui.real_desk import Desk, Sight, display, program, wait

HEADLINE = "Typed by hand on a real keyboard"
BOX = (10, 14)
"""Where the box before a topic or a table is, from its row's corner in the tree."""


@pytest.fixture
def screen() -> Iterator[str]:
    """Return a display that nobody sees."""
    with display() as name:
        yield name


def items(now: Sight) -> list[dict[str, object]]:
    """Return what the briefing shows, in order."""
    found = now.project["items"]
    assert isinstance(found, list)
    return found


def tick(desk: Desk, name: str) -> None:
    """Click on the box before a topic or a table, and wait until its slide is there."""
    count = len(items(desk.look()))
    desk.click("TreeItem", name, at=BOX)
    desk.until(lambda now: len(items(now)) == count + 1, f"{name} in the briefing")
    desk.idle()


def slides(now: Sight) -> list[str]:
    """Return what the strip says of each slide: its number and its title."""
    strip = [one.window for one in now.all("List", object="slides")]
    return [one.name for one in now.all("ListItem", r"^\d+\. ") if one.window in strip]


def choose_slide(desk: Desk, name: str) -> None:
    """Click on a slide in the strip, and wait until it can be edited."""
    number = desk.click("ListItem", name).name.partition(".")[0]
    desk.sees(f"Slide {number} of ")
    desk.idle()


def type_headline(desk: Desk, words: str) -> None:
    """Type another headline for the chosen slide, and wait until the strip has it."""
    desk.click("EditableText", object="headline")
    desk.until(
        lambda now: "focused" in now.all(object="headline")[0].states, "the cursor in the headline"
    )
    desk.type_over(words)
    desk.until(lambda now: any(words in one for one in slides(now)), f"a slide “{words}”")
    desk.idle()


def save_as(desk: Desk, path: Path) -> None:
    """Save a briefing that has no name yet, by the keyboard."""
    desk.keys("ctrl+s")
    desk.answer_with("^Save briefing$", path)
    desk.until(lambda now: now.window(f"^{path.stem}"), "the name in the title")
    desk.until(lambda now: not (now.window("main") or {})["is_modified"], "it is saved")


def export(desk: Desk, target: Path) -> None:
    """Export as PPTX and PDF. target: without an ending."""
    desk.click("Button", object="export-button")
    desk.window("export")
    desk.click("CheckBox", object="export-pdf", at=(10, 10))
    desk.until(lambda now: "checked" in now.all(object="export-pdf")[0].states, "PDF is ticked")
    desk.click("EditableText", object="export-path")
    desk.type_over(str(target))
    desk.click("Button", object="export-go")
    desk.sees(f"{target}.pdf")
    desk.click("Button", "^Close$")
    desk.gone("export")


def contents(deck: Path) -> list[str]:
    """Return what each slide of a deck says: its texts, its tables' cells, its charts' data."""
    found: list[str] = []
    for slide in Presentation(str(deck)).slides:
        said: list[str] = []
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                plot = shape.chart.plots[0]
                said += map(str, plot.categories)
                for series in plot.series:
                    said += [series.name, *(f"{one:g}" for one in series.values if one is not None)]
        found.append("\n".join(said))
    return found


@pytest.mark.needs("xvfb")
def test_from_an_empty_start_to_a_deck_of_the_sample(screen: str, tmp_path: Path) -> None:
    saved, target = tmp_path / "by-hand.briefing", tmp_path / "client deck"
    with program(screen, tmp_path) as desk:
        desk.click("Button", object="start-sample")
        tick(desk, "^Africa has grown")
        tick(desk, "^India has all but")
        choose_slide(desk, "India has all but")
        type_headline(desk, HEADLINE)
        desk.keys("ctrl+z")
        desk.until(lambda now: HEADLINE not in str(items(now)), "the headline of the workbook")
        desk.keys("ctrl+y")
        desk.until(lambda now: HEADLINE in str(items(now)), "the typed headline")
        now = desk.idle()
        titles, shown = slides(now), now.project
        save_as(desk, saved)
        export(desk, target)
        desk.quit()
    assert project_to_json(read_briefing(saved)[0]) == shown
    assert [one["topic"] for one in shown["items"]] == ["population", "neighbours"]
    made = contents(target.with_suffix(".pptx"))
    assert len(made) == len(titles) > 4
    for title, one in zip(titles, made, strict=True):
        assert " ".join(title.split()[1:]) in " ".join(one.split()), title
    assert sum(HEADLINE in one for one in made) >= 1
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


@pytest.fixture
def unprepared(tmp_path: Path) -> Path:
    """Return a workbook as an office publishes one: notes, tables side by side, units, sources."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    cells: dict[str, str | float] = {"A1": "Annual report, extract", "A2": "Updated in January"}
    cells |= {"B5": "Sales by region, EUR m", "G5": "Staff by office"}
    cells |= {"B6": "Region", "C6": 2021, "D6": 2022, "E6": 2023, "G6": "Office", "H6": "People"}
    cells |= {"B7": "North", "C7": 10.5, "D7": 12.25, "E7": 14}
    cells |= {"B8": "South", "C8": 8, "D8": 7.5, "E8": 9.75}
    cells |= {"B9": "West", "C9": 20, "D9": 22, "E9": 25.5}
    for row, (office, people) in enumerate([("Berlin", 120), ("Wien", 45), ("Graz", 80)], 7):
        cells |= {f"G{row}": office, f"H{row}": people}
    cells["B12"] = "Source: the accounts of the year; figures are rounded."
    for place, value in cells.items():
        sheet[place] = value
    path = tmp_path / "unprepared.xlsx"
    book.save(path)
    return path


@pytest.mark.needs("xvfb")
def test_from_a_workbook_that_nobody_prepared_to_a_deck(
    screen: str, tmp_path: Path, unprepared: Path
) -> None:
    saved, target = tmp_path / "by-hand.briefing", tmp_path / "deck"
    with program(screen, tmp_path) as desk:
        desk.keys("ctrl+shift+o")
        desk.answer_with("^Add workbooks$", unprepared)
        tick(desk, "Staff by office")
        tick(desk, "Sales by region")
        save_as(desk, saved)
        export(desk, target)
        desk.quit()
    tables = [item.table for item in read_briefing(saved)[0].items]
    assert tables == ["Sales!G6:H9", "Sales!B6:E9"]
    made = contents(target.with_suffix(".pptx"))
    for row in (["North", "10.5", "12.25", "14"], ["Berlin", "Wien", "45"]):
        assert sum(set(row) <= set(one.splitlines()) for one in made) == 1, row
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.needs("xvfb")
def test_what_is_not_saved_outlives_a_killed_program(
    screen: str, tmp_path: Path, workbook: Path
) -> None:
    saved = tmp_path / "by-hand.briefing"
    with program(screen, tmp_path, [workbook]) as desk:
        tick(desk, "Sales by region")
        tick(desk, "Office|Staff")
        choose_slide(desk, "Sales by region")
        type_headline(desk, HEADLINE)
        before = desk.idle().project
        kept = tmp_path / "XDG_STATE_HOME"
        wait(
            lambda: any(HEADLINE in one.read_text("utf-8") for one in kept.rglob("*.json")),
            "what is kept for a crash",
        )
        desk.kill()
    with program(screen, tmp_path) as desk:
        desk.window("recovery")
        desk.sees("2 topics and tables")
        desk.click("Button", "^Restore$")
        desk.gone("recovery")
        desk.until(lambda now: any(HEADLINE in one for one in slides(now)), "the typed headline")
        now = desk.idle()
        assert now.project == before
        assert (now.window("main") or {})["is_modified"]
        save_as(desk, saved)
        desk.quit()
    assert project_to_json(read_briefing(saved)[0])["items"] == before["items"]
    assert list(kept.rglob("*.json")) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_a_text_field_leaves_undo_to_the_window(qapp: QApplication, key: Qt.Key) -> None:
    field = GrowingText("Headline")
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, control)
    event.ignore()
    qapp.sendEvent(field, event)
    assert not event.isAccepted(), "the field takes the keys, and the window never sees them"
