"""The look holds what it promises: contrasts, languages, themes, scales."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.edits import EditCode
from briefing_app.system.paths import assets_folder
from briefing_app.ui import texts
from briefing_app.ui.application import Desktop
from briefing_app.ui.style import theme
from briefing_app.ui.style.tokens import DARK, LIGHT, Palette, contrast
from tests.ui.conftest import SAMPLE, Person

GROUNDS = ("canvas", "surface", "raised", "field", "hover", "marked")
ON = {
    "text": (*GROUNDS, "desk"),
    "quiet": (*GROUNDS, "desk"),
    "on_soft": ("soft",),
    "on_accent": ("accent", "accent_hover", "accent_pressed"),
    "positive": ("surface", "raised"),
    "caution": ("surface", "raised"),
    "negative": ("surface", "raised", "canvas"),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_text_can_be_read_on_every_ground(palette: Palette) -> None:
    low = {
        f"{text} on {ground}": round(seen, 2)
        for text, grounds in ON.items()
        for ground in grounds
        if (seen := contrast(getattr(palette, text), getattr(palette, ground))) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_edges_and_the_focus_are_seen(palette: Palette) -> None:
    low = {
        f"{edge} on {ground}"
        for edge in ("edge", "accent")
        for ground in ("canvas", "surface", "raised", "field")
        if contrast(getattr(palette, edge), getattr(palette, ground)) < 3
    }
    assert low == set()


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ["de", "zh"])
def test_every_text_is_translated(code: str) -> None:
    english, other = texts.catalogue("en"), texts.catalogue(code)
    assert other.keys() == english.keys()
    assert {key for key in english if fields(english[key]) != fields(other[key])} == set()
    assert [key for key, text in other.items() if not text.strip()] == []


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = set()
    for path in Path(texts.__file__).parent.rglob("*.py"):
        asked |= set(re.findall(r"\btext\(\s*\"([a-z.-]+)\"", path.read_text("utf-8")))
    assert len(asked) > 80
    assert asked - texts.catalogue("en").keys() == set()
    assert {f"edit.{code.value}" for code in EditCode} <= texts.catalogue("en").keys()
    assert {f"kind.{kind.value}" for kind in ChartKind} <= texts.catalogue("en").keys()


def test_icons_have_no_colour_of_their_own() -> None:
    icons = sorted((assets_folder() / "icons").glob("*.svg"))
    assert len(icons) > 30
    own = [one.name for one in icons if one.stem != "app" and "currentColor" not in one.read_text()]
    assert own == []


def test_the_theme_follows_the_choice_at_once(person: Person) -> None:
    person.open(SAMPLE)
    window = person.desktop.window

    def ground() -> str:
        return window.grab().toImage().pixelColor(600, 70).name().upper()

    assert ground() == LIGHT.raised
    person.desktop.choose_theme("dark")
    assert theme.current() is DARK
    assert ground() == DARK.raised
    person.desktop.choose_theme("light")


@pytest.mark.parametrize(("code", "word"), [("de", "Folien"), ("zh", "幻灯片")])
def test_the_window_changes_its_language_and_keeps_the_work(
    person: Person, code: str, word: str
) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    old, before = person.desktop.window, person.project
    person.desktop.choose_language(code)
    assert person.desktop.window is not old
    assert person.project == before
    person.settle()
    shown = {one.text() for one in person.desktop.window.findChildren(QLabel)}
    assert word in shown
    person.do("undo")
    person.settle()
    assert not person.project.items


def test_the_shape_of_the_window_is_kept(
    make_desktop: Callable[[], Desktop], qtbot: QtBot, qapp: QApplication
) -> None:
    first = Person(qtbot, make_desktop())
    first.open(SAMPLE)
    columns = first.working.workspace.columns
    columns.setSizes([250, 180, 400, 300])
    kept = columns.saveState()
    first.desktop.window.close_for_good()
    second = Person(qtbot, make_desktop())
    preferences = second.desktop.session.preferences
    assert not preferences.shape("window").isEmpty()
    assert preferences.shape("columns") == kept
    second.open(SAMPLE)
    restored = second.working.workspace.columns
    assert restored.sizes()[2] > max(restored.sizes()[:2]), "the widest stays the widest"


def test_the_window_fits_a_small_screen(person: Person) -> None:
    window = person.desktop.window
    person.open(SAMPLE)
    window.resize(1280, 640)
    assert (window.width(), window.height()) == (1280, 640)
    assert window.minimumSizeHint().width() <= 1280


def test_in_a_small_window_nothing_lies_over_anything_else(person: Person) -> None:
    window = person.desktop.window
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    window.resize(window.minimumSize())
    person.wait(lambda: window.width() == window.minimumWidth())
    columns = person.working.workspace.columns
    panels = [columns.widget(place) for place in range(columns.count())]
    edges = [(one.x(), one.x() + one.width()) for one in panels if one is not None]
    assert len(edges) == 4
    assert all(end <= start for (_, end), (start, _) in pairwise(edges))
    assert edges[-1][1] <= columns.width()
    export = window.toolbar.findChild(QToolButton, "export-button")
    assert isinstance(export, QToolButton)
    assert export.isVisible()
    assert export.mapTo(window, export.rect().bottomRight()).x() <= window.width()
