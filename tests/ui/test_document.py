"""Undo and redo of everything, by a few hundred random actions; typing; what is modified."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.model import edits
from briefing_app.model.project import Project, ProjectItem
from briefing_app.ui.document import Document
from tests.ui.conftest import SAMPLE, Person

ACTIONS = 300
WORDS = ("Growth", "slows", "{Total[2023]}", "– 12 %", "中文", "größer", "a" * 120, "")


class Hand:
    """Does something random, as far as it can be done now."""

    def __init__(self, person: Person, seed: int) -> None:
        self._person = person
        self._dice = random.Random(seed)  # noqa: S311 - a test, with a seed

    def act(self) -> str:
        """Do one thing and return its name."""
        choice = self._dice.choice(
            [
                *(self._tick, self._tick, self._type, self._type, self._kind, self._message),
                *(self._move, self._remove, self._language, self._undo, self._undo, self._redo),
                *(self._layout, self._whole, self._exhibit, self._choose),
            ]
        )
        choice()
        return choice.__name__

    def _document(self) -> Document:
        return self._person.desktop.session.document

    def _some_item(self) -> ProjectItem | None:
        items = self._person.project.items
        return self._dice.choice(items) if items else None

    def _edit(self, make: Callable[[Project, str], edits.Edit]) -> None:
        item = self._some_item()
        if item is not None:
            self._document().apply(make(self._person.project, item.key))

    def _tick(self) -> None:
        entry = self._dice.choice(self._person.entries())
        self._person.working.workspace.sources.model.ticked.emit(
            entry.pick, self._dice.random() < 0.7
        )

    def _type(self) -> None:
        fields: tuple[edits.TextField, ...] = ("headline", "standfirst", "section", "source")
        field = self._dice.choice(fields)
        words = self._dice.choice((*WORDS, None))
        self._edit(lambda project, key: edits.set_text(project, key, field, words))

    def _kind(self) -> None:
        kind = self._dice.choice(("bar", "line", "table", "waterfall", "", None))
        self._edit(lambda project, key: edits.set_exhibit_kind(project, key, 1, kind))

    def _message(self) -> None:
        shown = [("Heading", "One"), ("", "Two")]
        self._edit(
            lambda project, key: self._dice.choice(
                (
                    edits.add_message(project, key, shown, ("New", self._dice.choice(WORDS))),
                    edits.remove_message(project, key, shown, 0),
                    edits.move_message(project, key, shown, 0, 2),
                    edits.reset_messages(project, key),
                )
            )
        )

    def _layout(self) -> None:
        name = self._dice.choice(("", None, "No such layout"))
        self._edit(lambda project, key: edits.set_layout(project, key, name))

    def _exhibit(self) -> None:
        shown = self._dice.random() < 0.6
        self._edit(lambda project, key: edits.show_exhibit(project, key, 1, shown=shown))

    def _whole(self) -> None:
        self._document().apply(edits.set_title(self._person.project, self._dice.choice(WORDS)))

    def _language(self) -> None:
        code = self._dice.choice(("en", "de", "zh"))
        self._document().apply(edits.set_language(self._person.project, code))

    def _move(self) -> None:
        place = self._dice.randrange(8)
        self._edit(lambda project, key: edits.move_items(project, [key], place))

    def _remove(self) -> None:
        if self._dice.random() < 0.3:
            self._edit(lambda project, key: edits.remove_items(project, [key]))

    def _undo(self) -> None:
        self._document().stack.undo()

    def _redo(self) -> None:
        self._document().stack.redo()

    def _choose(self) -> None:
        slides = self._person.desktop.session.deck.slides
        if slides:
            self._person.working.workspace.filmstrip.choose(self._dice.choice(slides).key)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_actions_end_where_they_should(person: Person, tmp_path: Path, seed: int) -> None:
    person.open(SAMPLE)
    document = person.desktop.session.document
    hand = Hand(person, seed)
    for number in range(ACTIONS):
        hand.act()
        if number % 25 == 0:
            person.settle()
    person.settle()
    end = person.project
    while document.stack.canUndo():
        document.stack.undo()
    assert person.project == Project()
    while document.stack.canRedo():
        document.stack.redo()
    assert person.project == end
    person.settle()
    saved = tmp_path / "end.briefing"
    assert person.desktop.window.save_to(saved)
    if not person.titles():
        return
    person.desktop.session.note_export(tmp_path / "window.pptx")
    person.do("build")
    person.wait((tmp_path / "window.pptx").exists)
    command = [sys.executable, "-P", "-m", "briefing_app", "build", str(saved)]
    subprocess.run([*command, "-o", str(tmp_path / "command.pptx")], check=False)
    made = (tmp_path / "window.pptx").read_bytes()
    assert made == (tmp_path / "command.pptx").read_bytes()


def test_typing_is_one_step_back(person: Person) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    key = person.project.items[0].key
    before = person.project
    person.choose(key)
    field = person.working.workspace.inspector.fields["headline"].field
    person.type_over(field, "Word by word")
    assert person.project.item(key).overrides.headline.get("en") == "Word by word"
    person.do("undo")
    assert person.project == before
    person.settle()
    person.wait(lambda: field.toPlainText() != "Word by word")


def test_modified_means_different_from_the_file(person: Person, tmp_path: Path) -> None:
    person.open(SAMPLE)
    window, document = person.desktop.window, person.desktop.session.document
    assert window.save_to(tmp_path / "a.briefing")
    document.apply(edits.set_title(person.project, "Other"))
    assert window.isWindowModified()
    document.stack.undo()
    assert not window.isWindowModified()
    document.apply(edits.set_title(person.project, "Other"))
    document.apply(edits.set_title(person.project, ""))
    assert not window.isWindowModified(), "changed back by hand is not changed"


def test_the_menu_says_what_is_undone(person: Person) -> None:
    person.open(SAMPLE)
    actions = person.desktop.window.actions_by_name
    assert "Add workbook" in actions["undo"].text()
    person.do("undo")
    assert "Add workbook" in actions["redo"].text()
    assert not actions["undo"].isEnabled()
