"""Decorations by the inspector and by the menu on the slide: each an option, each undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu

from briefing_app.ui.panels.decorations import DecorationsField
from tests.ui.conftest import Person

Pairs = tuple[tuple[str, str], ...]


@pytest.fixture
def field(person: Person) -> DecorationsField:
    """Return the field of the sample's lines, which start without options but for a focus."""
    person.desktop.session.open_sample()
    person.wait(lambda: person.project.sources)
    person.settle()
    person.do("add-all")
    person.settle()
    choose(person, "topic:income")
    return person.working.workspace.inspector.exhibit.decorations


def choose(person: Person, topic: str) -> None:
    """Choose the first slide of a topic, and wait until its options are known."""
    item = next(one.key for one in person.project.items if one.key.endswith(topic))
    person.choose(item)
    decorations = person.working.workspace.inspector.exhibit.decorations
    person.wait(lambda: decorations.options.item == item and not decorations.options.is_empty)


def options(person: Person) -> Pairs | None:
    """Return the options that a person set for the exhibit that is shown, None for none."""
    shown = person.working.workspace.inspector.exhibit.decorations.options
    item = next(one for one in person.project.items if one.key == shown.item)
    return item.overrides.exhibit(shown.number).options


def marks(field: DecorationsField) -> list[str]:
    return [one.decoration.mark.value for one in field.options.placed]


def drawn(person: Person) -> object:
    """Return the picture of the slide that is shown, once it is that of the briefing as it is."""
    person.settle()
    view = person.working.workspace.slide
    person.wait(lambda: view.is_current)
    return view.grab().toImage()


def add(field: DecorationsField, name: str) -> None:
    field.fill_menu()
    actions = {action.objectName(): action for action in field.menu.actions()}
    assert f"add-{name}" in actions, f"{name} is not among {sorted(actions)}"
    actions[f"add-{name}"].trigger()


def test_a_growth_arrow_is_added_changed_and_undone(
    person: Person, field: DecorationsField
) -> None:
    before, plain = options(person), drawn(person)
    add(field, "cagr")
    person.wait(lambda: "cagr" in marks(field))
    person.wait(lambda: drawn(person) != plain)
    with_arrow = drawn(person)
    form = field.lines[-1].form
    assert form is not None
    series = form.findChild(QComboBox, "decoration-series")
    assert series is not None
    series.setCurrentIndex(series.findText("Brazil"))
    series.activated.emit(series.currentIndex())
    person.settle()
    said = dict(options(person) or ())["cagr"]
    assert said == "Brazil"
    person.wait(lambda: drawn(person) != with_arrow)
    person.do("undo")
    person.do("undo")
    person.wait(lambda: options(person) == before)
    person.wait(lambda: drawn(person) == plain)
    person.do("redo")
    person.wait(lambda: "cagr" in marks(field))


def test_a_value_line_takes_a_number_and_refuses_a_word(
    person: Person, field: DecorationsField
) -> None:
    add(field, "value-line")
    person.wait(lambda: "value line" in marks(field))
    form = field.lines[-1].form
    assert form is not None
    value = form.findChild(QLineEdit, "decoration-value")
    words = form.findChild(QLineEdit, "decoration-text")
    assert value is not None
    assert words is not None
    person.type_over(value, "8,000")
    QTest.keyClick(value, Qt.Key.Key_Return)
    person.type_over(words, "Threshold")
    QTest.keyClick(words, Qt.Key.Key_Return)
    person.settle()
    said = dict(options(person) or ())["line"]
    assert said.split() == ["8000", "Threshold"]
    kept = options(person)
    person.type_over(value, "much")
    QTest.keyClick(value, Qt.Key.Key_Return)
    person.settle()
    assert options(person) == kept
    assert value.text() == "8000"


def test_every_mark_that_is_offered_can_be_added_and_taken_out(
    person: Person, field: DecorationsField
) -> None:
    offered = [one.mark.value for one in field.options.offered]
    assert {"cagr", "difference", "value line", "forecast", "footnote"} <= set(offered)
    for mark in offered:
        add(field, mark.replace(" ", "-"))
        person.settle()
        assert marks(field)[-1] == mark
        assert field.lines[-1].says.text()
        field.lines[-1].gone.click()
        person.settle()
        assert mark not in marks(field)
    session = person.desktop.session
    assert not [one for one in session.deck.findings if one.code == "option-value-unknown"]


def menu_of_the_slide(person: Person, place: QPoint | None) -> QMenu:
    """Open the menu on the slide: at a place of the view, or by the key."""
    view = person.working.workspace.slide
    person.wait(lambda: view.is_current)
    by_key = place is None
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    where = place or QPoint(0, 0)
    event = QContextMenuEvent(reason, where, view.viewport().mapToGlobal(where))
    QApplication.sendEvent(view.viewport(), event)
    return person.dialog("exhibit-menu", QMenu)


def action_of(menu: QMenu, name: str) -> QAction:
    return next(action for action in menu.actions() if action.objectName() == name)


def test_the_menu_on_the_slide_highlights_and_adds(person: Person, field: DecorationsField) -> None:
    menu = menu_of_the_slide(person, None)
    action_of(menu, "highlight-Brazil").trigger()
    menu.close()
    person.settle()
    assert "Brazil" in dict(options(person) or ())["focus"]
    menu = menu_of_the_slide(person, person.working.workspace.slide.viewport().rect().center())
    action_of(menu, "add-forecast").trigger()
    menu.close()
    person.wait(lambda: "forecast" in marks(field))
    begins = dict(options(person) or ())["forecast"]
    assert 1995 < int(begins) < 2013  # the year under the middle of the slide
    person.do("undo")
    person.wait(lambda: "forecast" not in marks(field))


def test_a_table_is_offered_marks_for_its_columns(person: Person, field: DecorationsField) -> None:
    choose(person, "topic:development")
    slides = person.desktop.session.deck.slides
    tables = [one for one in slides if one.item.endswith("topic:development")]
    person.working.workspace.filmstrip.choose(tables[-1].key)
    person.wait(lambda: bool(field.options.columns))
    field.fill_menu()
    bars = [one for one in field.menu.findChildren(QMenu) if "bars" in one.title().casefold()]
    assert bars
    bars[0].actions()[0].trigger()
    person.settle()
    assert "cell bars" in dict(options(person) or ())
    assert len(field.lines) == 1


def test_the_workbook_has_its_options_back(person: Person, field: DecorationsField) -> None:
    before = field.options.options
    add(field, "cagr")
    person.settle()
    assert field.reset.isVisible()
    field.reset.click()
    person.settle()
    person.wait(lambda: field.options.options == before and not field.options.own)
    assert options(person) is None
    assert not field.reset.isVisible()


def test_without_an_exhibit_there_is_no_section(person: Person, field: DecorationsField) -> None:
    assert field.isVisible()
    front = next(slide for slide in person.desktop.session.deck.slides if not slide.item)
    person.working.workspace.filmstrip.choose(front.key)
    person.wait(lambda: not field.isVisible())
