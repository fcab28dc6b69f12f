"""The menu of what can be added to an exhibit: the same in the inspector and on the slide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from briefing_app.story.table_marks import MARK_OPTIONS
from briefing_app.ui.decoration_texts import ICONS, name_of
from briefing_app.ui.exhibit_options import ExhibitOptions, Name
from briefing_app.ui.style.icons import icon
from briefing_app.ui.texts import text

Chosen = Callable[[ExhibitOptions], None]
_MOST_NAMES = 24
"""Names in a menu; more are for the inspector."""


def fill_menu(menu: QMenu, options: ExhibitOptions, chosen: Chosen) -> None:
    """Put what can be added into a menu; chosen is told the options with it."""
    for decoration in options.offered:
        mark = decoration.mark.value
        action = _action(menu, name_of(mark), ICONS[mark])
        action.setObjectName(f"add-{mark.replace(' ', '-')}")
        action.triggered.connect(lambda _=False, d=decoration: chosen(options.added(d)))
    _fill_with_marks(menu, options, chosen)


def _fill_with_marks(menu: QMenu, options: ExhibitOptions, chosen: Chosen) -> None:
    taken = {(one.mark, one.column) for one in options.cell_marks}
    for mark in MARK_OPTIONS:
        columns = [
            (column.name, one)
            for column in options.columns
            for one in column.marks
            if one.mark == mark and (mark, one.column) not in taken
        ]
        if not columns:
            continue
        inner = QMenu(name_of(mark), menu)
        inner.setIcon(icon(ICONS[mark]))
        menu.addMenu(inner)
        for name, one in columns:
            action = _action(inner, name.shown, "")
            action.setObjectName(f"add-{mark.replace(' ', '-')}-{name.shown}")
            action.triggered.connect(
                lambda _=False, o=one: chosen(options.with_cell_marks((*options.cell_marks, o)))
            )


def slide_menu(parent: QWidget, options: ExhibitOptions, chosen: Chosen) -> QMenu:
    """Return the menu of an exhibit on the slide: what to highlight, and what to add."""
    menu = QMenu(parent)
    menu.setObjectName("exhibit-menu")
    names = _clicked_names(options)
    now = {name.casefold() for name in options.focus()}
    for name in names:
        key = "exhibit.lower" if name.written.casefold() in now else "exhibit.highlight"
        action = _action(menu, text(key, name=name.shown), "highlighter")
        action.setObjectName(f"highlight-{name.shown}")
        action.triggered.connect(
            lambda _=False, written=name.written: chosen(options.with_focus(written))
        )
    if names:
        menu.addSeparator()
    fill_menu(menu, options, chosen)
    if menu.isEmpty():
        _action(menu, text("exhibit.nothing-to-add"), "").setEnabled(False)
    return menu


def _clicked_names(options: ExhibitOptions) -> tuple[Name, ...]:
    """Return what can be highlighted: the column that was clicked, or the series of the chart."""
    if "focus" not in options.controls:
        return ()
    if len(options.series) > 1:
        return options.focus_names if len(options.series) <= _MOST_NAMES else ()
    if 0 <= options.clicked < len(options.categories):
        name = options.categories[options.clicked]
        return (name,) if name in options.focus_names else ()
    return ()


def _action(menu: QMenu, words: str, image: str) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    if image:
        action.setIcon(icon(image))
    menu.addAction(action)
    return action
