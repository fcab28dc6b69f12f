"""Edits: what each one changes, which are one to the undo stack, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from briefing_app.model import edits
from briefing_app.model.edits import Edit, EditCode, Pick, mergeable
from briefing_app.model.project import AS_IN_WORKBOOK, ExhibitOverride, OwnText, Project
from tests.unit.model.edit_sequences import sequences

MESSAGES = (("One", "first"), ("", "second"), ("Three", "third"))


@pytest.fixture
def project() -> Project:
    made = edits.add_sources(Project(), [("/d/a.xlsx", "a.xlsx", "aa")]).project
    picks = [Pick("s1", topic="GDP"), Pick("s1", table="Data!A1:C3"), Pick("s1", topic="GDP")]
    return edits.add_items(made, picks).project


def keys(project: Project) -> list[str]:
    return [item.key for item in project.items]


def test_items_are_named_for_what_they_show(project: Project) -> None:
    assert keys(project) == ["s1/topic:GDP", "s1/table:Data!A1:C3", "s1/topic:GDP#2"]


def test_a_workbook_is_there_once(project: Project) -> None:
    again = edits.add_sources(project, [("/d/a.xlsx", "a.xlsx", "bb"), ("/d/b.xlsx", "b.xlsx", "")])
    assert [(s.key, s.sha256) for s in again.project.sources] == [("s1", "aa"), ("s2", "")]


def test_a_removed_workbook_takes_its_items_along(project: Project) -> None:
    assert edits.remove_source(project, "s1").project == Project()


def test_another_file_in_a_workbooks_place_keeps_the_items(project: Project) -> None:
    after = edits.replace_source(project, "s1", "/d/new.xlsx", "new.xlsx").project
    assert after.items == project.items
    assert after.source("s1").path == "/d/new.xlsx"
    assert not after.source("s1").sha256


def test_a_workbook_is_taken_over_with_where_its_tables_stand_now(project: Project) -> None:
    moved = {"s1/table:Data!A1:C3": "Data!A1:C9"}
    after = edits.accept_source(project, "s1", "bb", moved).project
    assert after.source("s1").sha256 == "bb"
    assert [item.table for item in after.items] == ["", "Data!A1:C9", ""]
    assert keys(after) == keys(project)


@pytest.mark.parametrize(
    ("chosen", "place", "order"),
    [
        ([0], 3, [1, 2, 0]),
        ([2], 0, [2, 0, 1]),
        ([0, 2], 1, [0, 2, 1]),
        ([0, 1], 99, [2, 0, 1]),
        ([1], -5, [1, 0, 2]),
        ([1], 1, [0, 1, 2]),
        ([1], 2, [0, 1, 2]),
    ],
)
def test_items_are_moved_before_a_place(
    project: Project, chosen: list[int], place: int, order: list[int]
) -> None:
    before = keys(project)
    after = edits.move_items(project, [before[i] for i in chosen], place).project
    assert keys(after) == [before[i] for i in order]


def test_items_are_added_at_a_place(project: Project) -> None:
    after = edits.add_items(project, [Pick("s1", topic="New")], 1).project
    assert keys(after)[1] == "s1/topic:New"
    assert edits.add_items(project, [Pick("s1", topic="New")], 99).item == "s1/topic:New"


def test_a_text_is_written_in_the_language_of_the_briefing(project: Project) -> None:
    key = keys(project)[0]
    english = edits.set_text(project, key, "headline", "Growth").project
    german = edits.set_language(english, "de").project
    both = edits.set_text(german, key, "headline", "Wachstum").project
    assert both.item(key).overrides.headline == OwnText((("de", "Wachstum"), ("en", "Growth")))
    back = edits.set_text(both, key, "headline", None).project
    assert back.item(key).overrides.headline.get("de") is None
    assert back.item(key).overrides.headline.get("en") == "Growth"


def test_taking_all_back_is_as_in_the_workbook(project: Project) -> None:
    key = keys(project)[0]
    changed = edits.set_exhibit_kind(project, key, 2, "bar").project
    changed = edits.set_text(changed, key, "section", "").project
    assert changed.item(key).overrides
    changed = edits.set_exhibit_kind(changed, key, 2, None).project
    changed = edits.set_text(changed, key, "section", None).project
    assert changed == project
    assert changed.item(key).overrides == AS_IN_WORKBOOK


def test_messages_are_a_persons_own_once_one_is_changed(project: Project) -> None:
    key = keys(project)[0]

    def own(edit: Edit) -> object:
        return edit.project.item(key).overrides.messages.get("en")

    assert own(edits.change_message(project, key, MESSAGES, 1, ("Two", "second"))) == (
        ("One", "first"), ("Two", "second"), ("Three", "third")
    )  # fmt: skip
    assert own(edits.add_message(project, key, MESSAGES, ("", "new"), 0)) == (
        ("", "new"),
        *MESSAGES,
    )
    assert own(edits.remove_message(project, key, MESSAGES, 1)) == (MESSAGES[0], MESSAGES[2])
    assert own(edits.move_message(project, key, MESSAGES, 2, 0)) == (
        MESSAGES[2], MESSAGES[0], MESSAGES[1]
    )  # fmt: skip
    removed = edits.remove_message(project, key, MESSAGES[:1], 0)
    assert own(removed) == ()
    assert own(edits.reset_messages(removed.project, key)) is None


def test_a_message_that_is_not_there_is_not_changed(project: Project) -> None:
    edit = edits.change_message(project, keys(project)[0], MESSAGES, 7, ("", "x"))
    assert edit.project == project


def test_exhibits_are_hidden_and_shown(project: Project) -> None:
    key = keys(project)[0]
    hidden = edits.show_exhibit(project, key, 2, shown=False)
    assert (hidden.code, hidden.project.item(key).overrides.hidden) == (EditCode.HIDE_EXHIBIT, (2,))
    shown = edits.show_exhibit(hidden.project, key, 2, shown=True)
    assert (shown.code, shown.project) == (EditCode.SHOW_EXHIBIT, project)


def test_options_are_kept_in_order_with_names_in_lower_case(project: Project) -> None:
    key = keys(project)[0]
    after = edits.set_exhibit_options(project, key, 1, [("Sort", "down"), ("top", "5")]).project
    wanted = ExhibitOverride(1, options=(("sort", "down"), ("top", "5")))
    assert after.item(key).overrides.exhibits == (wanted,)


def test_typing_on_in_one_field_is_one_edit(project: Project) -> None:
    key = keys(project)[0]
    first = edits.set_text(project, key, "headline", "G")
    second = edits.set_text(first.project, key, "headline", "Gr")
    assert mergeable(first, second)
    assert not mergeable(first, edits.set_text(first.project, key, "standfirst", "G"))
    assert not mergeable(first, edits.set_text(first.project, keys(project)[2], "headline", "G"))
    assert not mergeable(first, edits.set_text(first.project, key, "headline", None))
    german = edits.set_language(first.project, "de")
    assert not mergeable(first, german)
    assert not mergeable(first, edits.set_text(german.project, key, "headline", "W"))


def test_heading_and_text_of_a_message_are_two_fields(project: Project) -> None:
    key = keys(project)[0]
    first = edits.change_message(project, key, MESSAGES, 0, ("One", "f"))
    now = (("One", "f"), *MESSAGES[1:])
    on = edits.change_message(first.project, key, now, 0, ("One", "fi"))
    assert mergeable(first, on)
    assert not mergeable(first, edits.change_message(first.project, key, now, 0, ("On", "f")))
    assert not mergeable(first, edits.change_message(first.project, key, now, 1, ("", "f")))


def test_what_is_not_typed_is_never_merged(project: Project) -> None:
    key = keys(project)[0]
    first = edits.set_exhibit_kind(project, key, 1, "bar")
    assert not mergeable(first, edits.set_exhibit_kind(first.project, key, 1, "line"))
    first = edits.move_items(project, [key], 2)
    assert not mergeable(first, edits.move_items(first.project, [key], 0))


def test_keys_that_are_not_there_are_a_fault_of_the_caller(project: Project) -> None:
    wrongs: tuple[Callable[[], Edit], ...] = (
        lambda: edits.set_text(project, "s1/topic:X", "headline", ""),
        lambda: edits.remove_items(project, ["s1/topic:X"]),
        lambda: edits.move_items(project, ["s1/topic:X"], 0),
        lambda: edits.remove_source(project, "s9"),
        lambda: edits.replace_source(project, "s9", "", ""),
        lambda: edits.add_items(project, [Pick("s9", topic="x")]),
    )
    for wrong in wrongs:
        with pytest.raises(KeyError):
            wrong()


@given(sequences())
def test_every_project_is_sound_and_undo_gives_the_start(made: list[Edit]) -> None:
    stack = [Project()]
    for edit in made:
        stack.append(edit.project)
        assert len(set(keys(edit.project))) == len(edit.project.items)
        sources = [source.key for source in edit.project.sources]
        assert len(set(sources)) == len(sources)
        assert {item.source for item in edit.project.items} <= set(sources)
        assert not edit.item or edit.item in keys(edit.project)
        hash(edit.project)
    # Snapshots are values: nothing that came later has changed one that came before.
    for before, edit, after in zip(stack, made, stack[1:], strict=False):
        assert edit.project == after
        assert (before == after) == (hash(before) == hash(after))
    assert stack[0] == Project()
