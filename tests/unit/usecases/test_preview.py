"""The deck while it is worked on: what an edit changes, and that it is the deck that is built."""

from __future__ import annotations

import pytest
from hypothesis import given

from briefing_app.deck.slide_writer import SlideParts, SlideWriter
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.errors import Cancelled
from briefing_app.model import edits
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.edits import Edit, Pick
from briefing_app.model.project import Project
from briefing_app.model.slide_plan import LaidOutSlide
from briefing_app.ooxml.package import Package
from briefing_app.progress import Progress
from briefing_app.story import slide_planner
from briefing_app.story.exhibits import MadeExhibit, make_exhibit
from briefing_app.story.plain_text import Wording
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.build_deck import build_deck
from briefing_app.usecases.preview import Preview
from briefing_app.usecases.project_draft import DraftMemory, draft_project
from briefing_app.usecases.shipped_files import load_metrics, load_template
from tests.unit.model.edit_sequences import sequences
from tests.unit.usecases.project_contents import CONTENTS, content_of, picked, renamed

A, TABLE = "s1/topic:a", "s2/table:More!A1:C5"
PICKS = (Pick("s1", topic="a"), Pick("s1", topic="b"), Pick("s2", table="More!A1:C5"))
METRICS, TEMPLATE = load_metrics(), load_template("client-16x9")


class Shown:
    """A preview and what drafts for it."""

    def __init__(self) -> None:
        self.preview = Preview(TEMPLATE, METRICS)
        self.memory = DraftMemory()

    def show(self, project: Project) -> dict[str, str]:
        """Return the digests of the slides by key, in order."""
        drafted = draft_project(project, CONTENTS, self.memory)
        return {face.key: face.digest for face in self.preview.update(drafted.draft)}


@pytest.fixture
def shown() -> Shown:
    return Shown()


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [key for key, digest in after.items() if before.get(key) != digest]


def test_the_slides_are_listed_with_what_they_show(shown: Shown) -> None:
    shown.show(picked(*PICKS))
    faces = shown.preview.faces
    assert [face.number for face in faces] == [*range(1, len(faces) + 1)]
    assert [face.item for face in faces if face.item] == [A, A, "s1/topic:b", "s1/topic:b", TABLE]
    assert faces[0].title == "Sales 2024"
    assert {face.section for face in faces if face.item == A} == {"Markets"}


def test_an_edit_changes_the_slides_that_it_concerns(shown: Shown) -> None:
    project = picked(*PICKS)
    before = shown.show(project)
    message = edits.change_message(project, A, (("Lead", "Asia"),), 0, ("Lead", "Asia leads!"))
    assert changed(before, shown.show(message.project)) == ["summary", "topic:a"]
    exhibit = edits.set_exhibit_kind(project, A, 2, "bar")
    assert changed(before, shown.show(exhibit.project)) == ["topic:a:2"]
    assert shown.show(project) == before


def test_what_did_not_change_is_not_written_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = picked(*PICKS)
    shown.show(project)
    written: list[str] = []
    write = SlideWriter.write

    def writing(writer: SlideWriter, slide: LaidOutSlide, number: int) -> SlideParts:
        written.append(slide.planned.key)
        return write(writer, slide, number)

    monkeypatch.setattr(SlideWriter, "write", writing)
    shown.show(edits.set_exhibit_kind(project, A, 2, "bar").project)
    assert written == ["topic:a", "topic:a:2"]
    shown.show(project)
    assert written == ["topic:a", "topic:a:2"]


def test_words_around_an_exhibit_do_not_have_it_made_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = picked(*PICKS)
    shown.show(project)
    made: list[str] = []

    def making(chosen: ChosenExhibit, wording: Wording, *, message: str) -> MadeExhibit:
        made.append(chosen.request.kind)
        return make_exhibit(chosen, wording, message=message)

    monkeypatch.setattr(slide_planner, "make_exhibit", making)
    project = edits.set_text(project, A, "headline", "Own").project
    project = edits.set_text(project, A, "source", "Own").project
    project = edits.add_message(project, A, (), ("", "Own")).project
    shown.show(project)
    assert made == []
    built = build_deck(draft_project(project, CONTENTS).draft, TEMPLATE, METRICS).deck
    ours = shown.preview.deck().deck
    assert built
    assert ours
    assert ours.content == built.content
    made.clear()
    shown.show(edits.set_exhibit_kind(project, A, 2, "bar").project)
    assert made == ["bar"]


def test_moved_slides_are_the_same_but_for_their_number(shown: Shown) -> None:
    project = picked(*PICKS)
    before = shown.show(project)
    moved = edits.move_items(project, ["s1/topic:b"], 0).project
    after = shown.show(moved)
    assert before.keys() == after.keys()
    assert changed(before, after)
    drawings = {key: shown.preview.drawing(key) for key in after}
    fresh = Shown()
    fresh.show(moved)
    assert drawings == {key: fresh.preview.drawing(key) for key in after}


def test_findings_are_told_on_the_slide_and_all_together(shown: Shown) -> None:
    project = edits.set_text(picked(*PICKS), A, "headline", "{Nobody[1]}").project
    shown.show(project)
    (face,) = [face for face in shown.preview.faces if face.key == "topic:a"]
    assert any(finding.code.startswith("bound") for finding in face.findings)
    others = [f for face in shown.preview.faces if face.item != A for f in face.findings]
    assert not any(finding.code.startswith("bound") for finding in others)
    told = {finding for face in shown.preview.faces for finding in face.findings}
    built = build_deck(draft_project(project, CONTENTS).draft, TEMPLATE, METRICS)
    assert shown.preview.findings == built.findings
    assert told <= set(built.findings)


def test_the_deck_is_the_one_that_is_built(
    shown: Shown, template: TemplateProfile, metrics: Metrics
) -> None:
    project = picked(*PICKS)
    shown.show(edits.set_exhibit_kind(project, A, 1, "line").project)
    shown.show(project)
    made = draft_project(project, CONTENTS).draft
    for clean in (False, True, False):
        ours = shown.preview.deck(clean=clean)
        theirs = build_deck(made, template, metrics, clean=clean)
        assert ours.deck
        assert theirs.deck
        assert ours.deck.content == theirs.deck.content
        assert ours.findings == theirs.findings


def test_a_drawing_is_what_the_deck_shows(shown: Shown) -> None:
    from briefing_app.render.deck_resources import DeckResources
    from briefing_app.render.slide_drawing import slide_drawing

    project = picked(*PICKS)
    shown.show(edits.remove_items(project, [A]).project)
    for key in [face.key for face in shown.preview.faces]:
        shown.preview.drawing(key)
    shown.show(project)
    deck = shown.preview.deck().deck
    assert deck
    package = Package.read(deck.content, TEMPLATE.package.place)
    resources = DeckResources(package, METRICS)
    for face, part in zip(shown.preview.faces, resources.numbers, strict=True):
        assert shown.preview.drawing(face.key) == slide_drawing(package, part, resources), face.key


def test_slides_that_are_gone_are_unknown(shown: Shown) -> None:
    project = picked(*PICKS)
    shown.show(project)
    shown.preview.drawing("topic:a")
    shown.show(edits.remove_items(project, [A]).project)
    with pytest.raises(KeyError):
        shown.preview.drawing("topic:a")


def test_an_empty_briefing_has_no_slides_and_no_deck(shown: Shown) -> None:
    assert shown.show(Project()) == {}
    assert shown.preview.deck().deck is None
    assert "nothing-to-show" in {finding.code for finding in shown.preview.findings}
    assert shown.show(picked(*PICKS))
    assert shown.preview.deck().deck


def test_no_deck_before_there_is_a_briefing() -> None:
    with pytest.raises(ValueError, match="no briefing"):
        Preview(TEMPLATE, METRICS).deck()


def test_a_cancelled_update_leaves_what_was(shown: Shown) -> None:
    project = picked(*PICKS)
    before = shown.show(project)
    edit = edits.set_title(project, "Other")
    drafted = draft_project(edit.project, CONTENTS, shown.memory)
    asked = iter(range(100))
    stop = Progress(cancelled=lambda: next(asked) > 5)
    with pytest.raises(Cancelled):
        shown.preview.update(drafted.draft, stop)
    assert {face.key: face.digest for face in shown.preview.faces} == before
    assert shown.preview.deck().deck
    assert shown.show(edit.project) != before


def test_new_data_is_shown(shown: Shown) -> None:
    project = picked(*PICKS)
    before = shown.show(project)
    newer = {**CONTENTS, "s1": renamed(content_of(CONTENTS["s1"].workbook, rows=3), "ef" * 32)}
    drafted = draft_project(project, newer, shown.memory)
    faces = shown.preview.update(drafted.draft)
    keys = [face.key for face in faces if before.get(face.key) != face.digest]
    assert {"topic:a", "topic:b"} <= set(keys)
    assert TABLE not in {face.item for face in faces if face.key in keys}


@given(sequences(8))
def test_however_it_came_about_the_deck_is_the_one_that_is_built(made: list[Edit]) -> None:
    shown = Shown()
    seen = [(project, shown.show(project)) for project in (Project(), *(e.project for e in made))]
    last = made[-1].project
    drafted = draft_project(last, CONTENTS).draft
    built = build_deck(drafted, TEMPLATE, METRICS)
    ours = shown.preview.deck()
    assert ours.findings == built.findings
    assert (ours.deck and ours.deck.content) == (built.deck and built.deck.content)
    fresh = Shown()
    assert fresh.show(last) == seen[-1][1]
    assert fresh.preview.faces == shown.preview.faces
    for project, digests in reversed(seen):  # undo, step by step, to the bottom
        assert shown.show(project) == digests
