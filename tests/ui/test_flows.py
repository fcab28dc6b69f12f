"""From an empty start to an exported deck, as a person goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing_app.model.edits import Pick
from briefing_app.store.briefing_file import read_briefing
from briefing_app.ui.engine_client import Request
from briefing_app.ui.export_dialog import ExportDialog
from briefing_app.ui.item_models.cell_grid import CellRole, Part
from briefing_app.ui.item_models.source_tree import Status
from tests.ui.conftest import SAMPLE, Person


def pages(pdf: Path) -> int:
    import pypdf

    return len(pypdf.PdfReader(pdf).pages)


def export(person: Person, target: Path, *formats: str) -> ExportDialog:
    person.do("export")
    dialog = person.dialog("export", ExportDialog)
    person.type_over(dialog.path, str(target))
    for name, box in dialog.boxes.items():
        box.setChecked(name in formats)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    person.wait(lambda: dialog.page == "result")
    return dialog


def test_from_an_empty_start_to_an_exported_deck_with_the_sample(
    person: Person, tmp_path: Path
) -> None:
    window = person.desktop.window
    assert window.working is None, "the start page is shown"
    person.do("sample")
    person.wait(lambda: person.project.sources)
    topics = [entry.pick for entry in person.entries() if entry.pick.topic]
    assert len(topics) >= 3
    for pick in topics[:2]:
        person.tick(pick)
        person.settle()
    assert [item.topic for item in person.project.items] == [pick.topic for pick in topics[:2]]
    person.choose(person.project.items[0].key)
    headline = person.working.workspace.inspector.fields["headline"].field
    person.type_over(headline, "A headline of our own")
    person.settle()
    assert "A headline of our own" in " ".join(person.titles())
    dialog = export(person, tmp_path / "deck", "pptx", "pdf")
    assert (tmp_path / "deck.pptx").exists()
    assert pages(tmp_path / "deck.pdf") == len(person.titles())
    assert str(tmp_path / "deck.pptx") in dialog.files.text()
    dialog.accept()


def test_a_workbook_that_nobody_prepared_gives_slides(
    person: Person, workbook: Path, tmp_path: Path
) -> None:
    person.open(workbook)
    assert person.working.workspace.add_all.isVisible()
    person.working.workspace.add_all.click()
    person.settle()
    assert len(person.project.items) == 2
    view = person.working.workspace.slide
    person.choose(person.project.items[0].key)
    person.wait(lambda: view.is_current)
    assert export(person, tmp_path / "out.pptx", "pptx").target.exists()


def test_the_cells_of_the_picked_table_are_shown_with_its_range(
    person: Person, workbook: Path
) -> None:
    person.open(workbook)
    entry = next(one for one in person.entries() if one.table.startswith("Sales"))
    person.working.workspace.sources.tree.setCurrentIndex(person.index(entry.pick))
    model = person.working.workspace.data.model
    person.wait(model.rowCount)
    sheet = model.sheet
    assert (sheet.top, sheet.left, sheet.bottom, sheet.right) == (3, 2, 6, 5)
    row, column = sheet.rows.index(4), sheet.columns.index(2)
    person.wait(lambda: model.index(row, column).data() == "North")
    assert model.headerData(column, Qt.Orientation.Horizontal) == "B"
    corner = model.index(sheet.rows.index(3), column)
    assert {*str(corner.data(CellRole.EDGES))} == {"t", "l"}
    parts = {address: model.part(*place) for address, place in {
        "A1": (0, 0), "B3": (2, 1), "C3": (2, 2), "B4": (3, 1), "C4": (3, 2), "F4": (3, 5),
    }.items()}  # fmt: skip
    assert parts == {
        "A1": Part.OUTSIDE, "B3": Part.HEADER, "C3": Part.HEADER, "B4": Part.LABEL,
        "C4": Part.BODY, "F4": Part.OUTSIDE,
    }  # fmt: skip
    assert model.text_at(0, 0) == "Sales by region, EUR m"
    view = person.working.workspace.data.table
    assert view.rowAt(0) <= 2 < view.rowAt(view.viewport().height() - 1)


def test_a_list_of_many_rows_is_scrolled_without_waiting(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only windows of cells are asked for, and what was scrolled past is given up."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    sheet.append(["All orders, EUR"])
    sheet.append([])
    sheet.append(["Region", "Month", "Sales"])
    for row in range(20_000):
        sheet.append([("North", "South")[row % 2], f"2024-{row % 12 + 1:02}", row / 4])
    path = tmp_path / "orders.xlsx"
    book.save(path)
    person.open(path)
    (entry,) = person.entries()
    data = person.working.workspace.data
    engine = person.desktop.session.engine
    asked: list[Request] = []
    ask = engine.ask

    def note(request: Request) -> int:
        if request.do == "cells":
            asked.append(request)
        return ask(request)

    monkeypatch.setattr(engine, "ask", note)
    person.working.workspace.sources.tree.setCurrentIndex(person.index(entry.pick))
    person.wait(lambda: data.model.rowCount() > 20_000)
    for row in range(0, 20_000, 500):
        data.model.text_at(row, 0)
    assert len(data.under_way) <= 8
    data.table.scrollToBottom()
    last = data.model.sheet.rows.index(20_003)
    person.wait(lambda: data.model.text_at(last, 2) == "4999.75")
    assert all(cast(int, one.facts["count"]) <= 100 for one in asked)
    person.wait(lambda: not data.under_way)


def test_what_is_saved_is_opened_again(person: Person, workbook: Path, tmp_path: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    window, before = person.desktop.window, person.project
    assert window.isWindowModified()
    path = tmp_path / "mine.briefing"
    assert window.save_to(path)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mine")
    person.do("new")
    person.settle()
    assert person.project.items == ()
    window.open_path(path)
    person.settle()
    assert person.project == before == read_briefing(path)[0]
    assert len(person.titles()) > 0
    assert person.desktop.session.preferences.recent()[0] == path


def test_unsaved_changes_are_asked_about(person: Person, workbook: Path) -> None:
    person.open(workbook)
    window = person.desktop.window
    window.close()
    assert window.isVisible()
    box = person.dialog("unsaved", QMessageBox)
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    person.do("new")
    box = person.dialog("unsaved", QMessageBox)
    box.button(QMessageBox.StandardButton.Discard).click()
    person.wait(lambda: person.project.sources == ())


def test_files_that_are_dropped_are_opened(person: Person, workbook: Path) -> None:
    window = person.desktop.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(workbook)), QUrl("https://example.org/x.xlsx")])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    person.wait(lambda: [source.name for source in person.project.sources] == ["figures.xlsx"])


def test_the_search_finds_words_of_titles_headers_and_texts(person: Person) -> None:
    person.open(SAMPLE)
    sources = person.working.workspace.sources
    for word in ("population", "GDP"):
        person.type_over(sources.search, word)
        shown = sources.tree.model().rowCount()
        assert shown == 1
        found = [one for one in person.entries() if word.casefold() in one.words.casefold()]
        assert 0 < len(found) < len(person.entries())
    person.type_over(sources.search, "xyzzy")
    assert sources.tree.model().rowCount() == 0
    sources.search.clear()
    assert sources.tree.model().rowCount() == 1


def test_slides_are_moved_by_dragging(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    first, second = (item.key for item in person.project.items)
    model = person.working.workspace.slides
    slides = person.desktop.session.deck.slides
    row = next(place for place, one in enumerate(slides) if one.item == second)
    data = model.mimeData([model.index(row)])
    target = next(place for place, one in enumerate(slides) if one.item == first)
    model.dropMimeData(data, Qt.DropAction.MoveAction, target, 0, model.index(-1))
    assert [item.key for item in person.project.items] == [second, first]
    person.settle()
    person.choose(second)
    person.do("move-down")
    assert [item.key for item in person.project.items] == [first, second]
    person.do("undo")
    person.do("undo")
    assert [item.key for item in person.project.items] == [first, second]


def test_a_workbook_that_changed_on_disk_is_offered(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    book = openpyxl.load_workbook(workbook)
    book["Sales"]["E4"] = 99
    book.save(workbook)
    books = person.desktop.session.books
    books.look()
    person.wait(lambda: books.branches()[0].status is Status.CHANGED)
    notice = person.desktop.window.notice
    assert notice.isVisible()
    notice.action.click()
    person.wait(lambda: books.branches()[0].status is Status.READY)
    person.settle()
    assert not notice.isVisible()
    data = person.working.workspace.data
    person.choose(person.project.items[0].key)
    person.wait(lambda: data.model.rowCount() and data.model.text_at(3, 4) == "99")


def test_the_deck_of_the_window_is_the_deck_of_the_command(
    person: Person, workbook: Path, tmp_path: Path
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    saved = tmp_path / "mine.briefing"
    assert person.desktop.window.save_to(saved)
    export(person, tmp_path / "window.pptx", "pptx")
    command = [sys.executable, "-P", "-m", "briefing_app", "build", str(saved)]
    subprocess.run([*command, "-o", str(tmp_path / "command.pptx")], check=True)
    made = (tmp_path / "window.pptx").read_bytes()
    assert made == (tmp_path / "command.pptx").read_bytes()


def test_an_export_can_be_stopped(person: Person, tmp_path: Path) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    person.do("export")
    dialog = person.dialog("export", ExportDialog)
    person.type_over(dialog.path, str(tmp_path / "deck.pdf"))
    dialog.boxes["pptx"].setChecked(False)
    dialog.boxes["pdf"].setChecked(True)
    dialog.start()
    assert dialog.page == "progress"
    dialog.stop.click()
    assert dialog.page == "choice"
    person.settle()
    assert not (tmp_path / "deck.pdf").exists()
    dialog.reject()


def test_the_window_is_used_by_the_keyboard_alone(person: Person) -> None:
    window = person.desktop.window
    person.open(SAMPLE)
    tree = person.working.workspace.sources.tree
    pick = next(entry.pick for entry in person.entries() if entry.pick.topic)
    tree.setFocus()
    tree.setCurrentIndex(person.index(pick))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert [Pick(i.source, i.topic) for i in person.project.items] == [pick]
    person.settle()
    person.wait(lambda: all(one.isEnabled() for one in person.working.workspace.panels()))
    seen = set()
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.add(focus.objectName() if focus else "")
    assert len(seen) == 5
    QTest.keySequence(window, "Ctrl+F")
    assert QApplication.focusWidget() is person.working.workspace.sources.search
    QTest.keySequence(window, "Ctrl+Z")
    assert not person.project.items


def test_a_panel_that_waits_does_not_hold_the_keyboard(person: Person) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    person.wait(lambda: all(one.isEnabled() for one in person.working.workspace.panels()))
    person.working.workspace.inspector.setEnabled(False)
    person.working.workspace.sources.tree.setFocus()
    ready = [
        one for one in person.working.workspace.panels() if one.isEnabled() and one.isVisible()
    ]
    assert len(ready) > 2
    seen = []
    for _ in ready:
        QTest.keyClick(person.desktop.window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert len(set(seen)) == len(ready)
    assert seen[-1] is person.working.workspace.sources.tree


def test_every_control_has_a_name(person: Person) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    person.choose(person.project.items[0].key)
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
        for one in person.desktop.window.findChildren(kind)
        if one.isVisible()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []


def test_the_middle_of_a_slide_in_the_strip_is_the_slide(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    strip = person.working.workspace.filmstrip
    place = strip.view.visualRect(strip.model.index(0)).center()
    QTest.mouseClick(
        strip.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert strip.key == person.desktop.session.deck.slides[0].key
