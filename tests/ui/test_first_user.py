"""What surprised somebody who used the window for the first time; each was a fault once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from briefing_app.errors import CallError
from briefing_app.model import edits
from briefing_app.ui import texts
from briefing_app.ui.actions import MENUS
from briefing_app.ui.application import check_display
from briefing_app.ui.engine_client import Request
from briefing_app.ui.error_dialog import ErrorDialog
from briefing_app.ui.export_dialog import ExportDialog
from briefing_app.ui.item_models.source_tree import Role
from briefing_app.ui.panels.empty_state import EmptyState
from briefing_app.ui.panels.pictures import Wish
from briefing_app.ui.preferences import Preferences
from tests.ui.conftest import SAMPLE, Person


def test_what_is_typed_before_the_slide_is_there_changes_no_other_slide(
    person: Person, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    first, second = (item.key for item in person.project.items)
    person.choose(second)
    inspector, engine = person.working.workspace.inspector, person.desktop.session.engine
    field = inspector.fields["headline"].field
    held: list[Request] = []
    ask = engine.ask
    monkeypatch.setattr(engine, "ask", held.append)
    slides = person.desktop.session.deck.slides
    person.working.workspace.filmstrip.choose(next(s.key for s in slides if s.item == first))
    field.setFocus()
    QTest.keyClicks(field, "For the first slide")
    assert not any(item.overrides for item in person.project.items)
    monkeypatch.undo()
    for request in held:
        ask(request)
    person.wait(lambda: inspector.item == first)
    assert field.isEnabled()
    person.type_over(field, "For the first slide")
    assert person.project.item(first).overrides.headline.get("en") == "For the first slide"
    assert not person.project.item(second).overrides


def test_the_window_fits_the_screen_it_opens_on(person: Person) -> None:
    room = person.desktop.window.screen().availableGeometry()
    assert person.desktop.window.height() <= room.height()


def test_files_are_first_looked_for_among_a_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    preferences = Preferences(tmp_path / "window.ini")
    assert Path(preferences.folder).is_dir()
    preferences.folder = str(tmp_path / "gone")
    assert Path(preferences.folder).is_dir(), "a folder that is gone is not asked for"


def test_qts_own_dialogs_speak_the_windows_language(person: Person) -> None:
    person.desktop.choose_language("de")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    person.desktop.choose_language("zh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_a_slide_that_comes_back_is_shown(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    first, second = (item.key for item in person.project.items)
    person.choose(first)
    person.do("remove")
    person.settle()
    assert [item.key for item in person.project.items] == [second]
    person.do("undo")
    person.settle()
    person.wait(lambda: person.working.workspace.inspector.item == first)


def test_the_data_and_the_tree_count_the_same_rows(person: Person, workbook: Path) -> None:
    person.open(workbook)
    entry = next(one for one in person.entries() if one.table.startswith("Sales"))
    person.working.workspace.sources.tree.setCurrentIndex(person.index(entry.pick))
    data = person.working.workspace.data
    person.wait(data.model.rowCount)
    said = {entry.detail.rpartition("·")[2].strip(), data.place.text().rpartition("·")[2].strip()}
    assert said == {"3 rows"}


def test_no_picture_is_stretched_to_another_templates_shape(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    view = person.working.workspace.slide
    person.choose(person.project.items[0].key)
    person.wait(lambda: view.is_current)
    document = person.desktop.session.document
    document.apply(edits.set_template(person.project, "radar-a4"))
    person.settle()
    assert view.slide is not None
    wish = Wish(view.slide.key, view.slide.digest, 64)
    old = view.pictures.get(wish)
    assert old is None or old.height() > old.width()


def test_a_library_that_qt_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", lacks)
    monkeypatch.setattr("pathlib.Path.is_file", lambda _path: True)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":1")
    with pytest.raises(CallError, match="libxcb-cursor") as met:
        check_display()
    assert "apt-get install" in met.value.remedy


@pytest.mark.parametrize("code", texts.LANGUAGES)
def test_no_two_entries_of_a_menu_have_the_same_letter(code: str) -> None:
    words = texts.catalogue(code)
    for menu, entries in MENUS:
        said = [words.get(f"action.{one}") or words[f"menu.{one}"] for one in entries if one]
        letters = [one[one.index("&") + 1].casefold() for one in said]
        assert len(set(letters)) == len(letters), menu


def test_delete_is_shown_in_the_menu_and_leaves_texts_alone(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    first, second = (item.key for item in person.project.items)
    person.choose(first)
    assert person.desktop.window.actions_by_name["remove"].shortcut().toString() == "Del"
    field = person.working.workspace.inspector.fields["headline"].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert len(person.project.items) == 2
    person.settle()
    strip = person.working.workspace.filmstrip.view
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert [item.key for item in person.project.items] == [second]


def test_the_focus_goes_to_the_slides_that_the_button_made(person: Person, workbook: Path) -> None:
    person.open(workbook)
    space = person.working.workspace
    space.add_all.setFocus()
    QTest.keyClick(space.add_all, Qt.Key.Key_Space)
    person.settle()
    assert QApplication.focusWidget() is space.filmstrip.view


def test_another_language_of_the_window_still_says_how_many_slides(
    person: Person, workbook: Path
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    person.desktop.choose_language("de")
    assert person.desktop.window.counts.text().endswith("Folien")


def test_what_a_small_panel_says_is_not_clipped(person: Person, workbook: Path) -> None:
    person.desktop.choose_language("de")
    person.open(workbook)
    person.desktop.window.resize(1280, 680)
    QApplication.processEvents()
    data = person.working.workspace.data
    for empty in data.findChildren(EmptyState):
        for one in (empty.title, empty.remark):
            assert one.height() >= one.heightForWidth(one.width()), one.text()
            assert empty.rect().contains(one.geometry())


def test_a_german_window_begins_a_german_deck(person: Person, workbook: Path) -> None:
    person.desktop.choose_language("de")
    person.open(workbook)
    assert person.project.language == "de"


def test_a_workbook_without_tables_says_so(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)
    person.open(path)
    nothing = person.working.workspace.nothing
    assert nothing.title.text() == "No table was found"
    assert "another" in nothing.remark.text()


def test_only_what_could_be_opened_is_offered_again(
    person: Person, workbook: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    person.desktop.window.open_path(broken)
    person.dialog("error", ErrorDialog).accept()
    person.open(workbook)
    assert person.desktop.session.preferences.recent() == (workbook,)


def test_a_template_that_does_not_do_is_not_kept(
    person: Person, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    before = person.project
    broken = tmp_path / "bad.pptx"
    broken.write_bytes(b"no deck")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    box = person.desktop.window.template
    box.activated.emit(box.count() - 1)
    person.dialog("error", ErrorDialog).accept()
    person.settle()
    assert person.project == before
    assert box.currentText() == "client-16x9"


def nameless(window: QWidget) -> list[str]:
    """Return what can have the focus in a window and has no name for those who do not see."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]


def test_nothing_that_can_have_the_focus_is_without_a_name(person: Person, tmp_path: Path) -> None:
    window = person.desktop.window
    assert nameless(window) == []
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    for item in (person.project.items[0].key, person.project.items[-1].key):
        person.choose(item)
        assert nameless(window) == []
    person.do("show-findings")
    assert nameless(window) == []
    person.do("export")
    dialog = person.dialog("export", ExportDialog)
    assert nameless(dialog) == []
    dialog.reject()
    window.open_path(tmp_path / "gone.xlsx")
    error = person.dialog("error", ErrorDialog)
    assert nameless(error) == []
    assert error.focusWidget() is error.close_button
    error.accept()


def test_tab_goes_through_everything_and_comes_back(person: Person) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    person.choose(person.project.items[0].key)
    window = person.desktop.window
    seen: list[QWidget] = []
    for _ in range(80):
        window.focusNextChild()
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
    space = person.working.workspace
    inspector = space.inspector
    wanted = (
        space.sources.search,
        space.sources.tree,
        space.filmstrip.view,
        space.slide,
        inspector.fields["headline"].field,
        inspector.layouts,
        window.template,
        *window.findChildren(QAbstractButton, "export-button"),
    )
    assert [one.objectName() for one in wanted if one not in seen] == []
    places = [seen.index(one) for one in wanted[:6]]
    turn = places.index(min(places))
    assert places[turn:] + places[:turn] == sorted(places), "as one reads: left to right"


def test_one_slide_is_chosen_while_control_is_still_held(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    person.choose(person.project.items[0].key)
    person.do("remove")
    person.settle()
    QTest.keyPress(person.desktop.window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    person.do("undo")
    person.settle()
    QTest.keyRelease(person.desktop.window, Qt.Key.Key_Control)
    assert len(person.working.workspace.filmstrip.keys()) == 1, "delete would take both"


def test_a_slide_of_the_strip_is_chosen_in_the_tree_without_taking_the_focus(
    person: Person, workbook: Path
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    space = person.working.workspace
    tree, strip = space.sources.tree, space.filmstrip
    strip.view.setFocus()
    heard: list[object] = []
    space.sources.looked_at.connect(heard.append)
    for item in reversed(person.project.items):
        slide = next(one for one in person.desktop.session.deck.slides if one.item == item.key)
        strip.choose(slide.key)
        entry = tree.currentIndex().data(Role.ENTRY)
        assert entry.pick == edits.Pick(item.source, item.topic, item.table)
        assert [one.data(Role.ENTRY) for one in tree.selectedIndexes()] == [entry]
        assert strip.key == slide.key
        assert QApplication.focusWidget() is strip.view
    assert heard == [], "nothing goes back to the strip"
    front = person.desktop.session.deck.slides[0]
    assert not front.item
    strip.choose(front.key)
    assert not tree.selectedIndexes()


def test_who_is_at_work_in_the_tree_stays_where_he_is(person: Person, workbook: Path) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    space = person.working.workspace
    tree = space.sources.tree
    first, second = (edits.Pick(i.source, i.topic, i.table) for i in person.project.items)
    tree.setFocus()
    tree.setCurrentIndex(person.index(second))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert len(person.project.items) == 1
    person.settle()
    assert tree.currentIndex().data(Role.ENTRY).pick == second
    tree.setCurrentIndex(person.index(first))
    person.settle()
    assert tree.currentIndex().data(Role.ENTRY).pick == first


def test_findings_say_what_they_belong_to(person: Person, tmp_path: Path) -> None:
    """A tab said “Findings (1)” where nothing was picked."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for region, people in [("Region", "People"), ("North", 3), ("South", "#DIV/0!"), ("West", 5)]:
        sheet.append([region, people])
    sheet["B3"].data_type = "e"
    path = tmp_path / "wrong.xlsx"
    book.save(path)
    csv = tmp_path / "more.csv"
    csv.write_bytes("Café;Menge\nNord;1,5\nSüd;2,5\nWest;3,5\n".encode("cp1252"))
    person.open(path)
    person.open(csv)
    space = person.working.workspace
    panel, title = space.findings, texts.text("findings.title")
    assert panel.findings, "the file does not say its encoding"
    assert {owner.workbook for owner in panel.owners} <= {"wrong.xlsx", "more.csv"}
    assert all(owner.workbook in owner.says for owner in panel.owners)
    assert space.tabs.tabText(1) == title, "none of what was picked: nothing is"
    pick = next(one.pick for one in person.entries() if not one.table.startswith("more"))
    person.tick(pick)
    person.settle()
    own = [owner for owner in panel.owners if owner.slide]
    assert own
    assert space.tabs.tabText(1) == f"{title} ({panel.grave()})"
    assert panel.grave() < len(panel.findings)
