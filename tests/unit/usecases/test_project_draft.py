"""From a project to a briefing: what is picked, what a person wrote instead, what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.facts.expressions import evaluator
from briefing_app.model import edits
from briefing_app.model.briefing import ChosenTopic
from briefing_app.model.edits import Pick
from briefing_app.model.finding import Finding
from briefing_app.model.project import Project
from briefing_app.model.slide_plan import PlannedSlide, SlideKind
from briefing_app.model.topic import Text
from briefing_app.story.slide_planner import plan_slides
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.build_deck import build_deck
from briefing_app.usecases.draft_briefing import Choice, draft
from briefing_app.usecases.project_draft import DraftMemory, ItemDraft, draft_project
from tests.unit.usecases.project_contents import (
    CONTENTS,
    ONE,
    TWO,
    content_of,
    picked,
    project_of,
    renamed,
)

A, B = "s1/topic:a", "s1/topic:b"
TABLE = "s2/table:More!A1:C5"
TOPIC, PROPOSED = Pick("s1", topic="a"), Pick("s2", table="More!A1:C5")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def only(project: Project) -> ItemDraft:
    (item,) = draft_project(project, CONTENTS).items
    return item


def chosen(project: Project) -> ChosenTopic:
    found = only(project).chosen
    assert found is not None
    return found


def slides(project: Project) -> list[PlannedSlide]:
    plan = plan_slides(draft_project(project, CONTENTS).draft.briefing, evaluator())
    return [slide for slide in plan.slides if slide.kind is SlideKind.TOPIC]


def test_all_topics_make_the_deck_that_the_workbook_alone_makes(
    template: TemplateProfile, metrics: Metrics
) -> None:
    content = content_of(ONE)
    project = picked(TOPIC, Pick("s1", topic="b"), contents={"s1": content})
    ours = build_deck(draft_project(project, {"s1": content}).draft, template, metrics)
    theirs = build_deck(draft([content], Choice()), template, metrics)
    assert ours.deck
    assert theirs.deck
    assert ours.deck.content == theirs.deck.content
    assert codes(ours.findings) == codes(theirs.findings)


def test_tables_make_the_deck_that_the_workbook_alone_makes(
    template: TemplateProfile, metrics: Metrics
) -> None:
    content = content_of(ONE, topics=0)
    picks = [Pick("s1", table=str(table.cells)) for table in content.tables]
    project = picked(*picks, contents={"s1": content})
    ours = build_deck(draft_project(project, {"s1": content}).draft, template, metrics)
    theirs = build_deck(draft([content], Choice()), template, metrics)
    assert ours.deck
    assert theirs.deck
    assert ours.deck.content == theirs.deck.content


def test_title_author_and_date_are_the_sources_own_until_written() -> None:
    project = picked(TOPIC)
    briefing = draft_project(project, CONTENTS).draft.briefing
    assert (briefing.title, briefing.author, briefing.date) == (
        "Sales 2024", "A. Writer", "31\u00a0March 2025"
    )  # fmt: skip
    project = edits.set_title(project, "Own").project
    project = edits.set_author(project, "B. Author").project
    project = edits.set_date(project, "2026-01-02").project
    project = edits.set_language(project, "de").project
    briefing = draft_project(project, CONTENTS).draft.briefing
    assert (briefing.title, briefing.author, briefing.date) == (
        "Own", "B. Author", "2. Januar 2026"
    )  # fmt: skip
    project = edits.set_date(project, "Frühjahr 2026").project
    assert draft_project(project, CONTENTS).draft.briefing.date == "Frühjahr 2026"


def test_an_own_headline_is_computed_like_one_in_the_workbook() -> None:
    project = edits.set_text(picked(TOPIC), A, "headline", "Europe: {Europe[2024]}").project
    assert slides(project)[0].title == "Europe: 41.0"


def test_an_own_text_is_for_its_language_only() -> None:
    project = edits.set_text(picked(TOPIC), A, "headline", "Own").project
    german = edits.set_language(project, "de").project
    assert slides(project)[0].title == "Own"
    assert slides(german)[0].title.startswith("Asien verkaufte 40,0")
    assert only(german).texts.headline == "Asien verkaufte {Asia[2024]}"


def test_an_empty_headline_leaves_the_workbooks() -> None:
    project = edits.set_text(picked(TOPIC), A, "headline", " ").project
    assert slides(project)[0].title.startswith("Asia sold")


@pytest.mark.parametrize("field", ["standfirst", "section"])
def test_an_empty_text_takes_the_workbooks_away(field: Literal["standfirst", "section"]) -> None:
    project = edits.set_text(picked(TOPIC), A, field, "").project
    assert not getattr(chosen(project).topic, field)


def test_an_own_source_line_stands_on_every_slide_of_the_item() -> None:
    project = edits.set_text(picked(TOPIC), A, "source", "Own count").project
    assert {slide.source for slide in slides(project)} == {"Source: Own count"}
    project = edits.set_exhibit_text(project, A, 2, "source", "Another").project
    assert [slide.source for slide in slides(project)] == ["Source: Own count", "Source: Another"]


def test_own_messages_replace_the_workbooks() -> None:
    shown = only(picked(TOPIC)).texts.messages
    assert shown == (("Lead", "Asia leads."), ("", "Europe follows."))
    project = edits.change_message(picked(TOPIC), A, shown, 1, ("", "{Europe[2020]}")).project
    texts = [(m.heading, m.text) for m in slides(project)[0].messages]
    assert texts == [("Lead", "Asia leads."), ("", "31.0")]
    none = edits.set_messages(project, A, (), edits.EditCode.REMOVE_MESSAGE).project
    assert not slides(none)[0].messages


def test_exhibits_are_changed_and_hidden() -> None:
    project = edits.set_exhibit_kind(picked(TOPIC), A, 1, "bar").project
    project = edits.set_exhibit_text(project, A, 1, "title", "Own title").project
    project = edits.set_exhibit_options(project, A, 1, [("top", "2")]).project
    project = edits.show_exhibit(project, A, 2, shown=False).project
    (exhibit,) = chosen(project).exhibits
    request = exhibit.request
    assert (request.kind, request.title, request.options) == (
        "bar", Text("Own title"), (("top", "2"),)
    )  # fmt: skip
    assert [one.hidden for one in only(project).texts.exhibits] == [False, True]


def test_a_proposal_is_kept_until_it_is_written_over() -> None:
    project = picked(PROPOSED)
    (proposal,) = slides(project)
    texts = only(project).texts
    assert texts.proposed
    assert texts.headline == proposal.title
    assert texts.messages == tuple((m.heading, m.text) for m in proposal.messages)
    own = edits.set_text(project, TABLE, "headline", "Own").project
    (slide,) = slides(own)
    assert (slide.title, slide.messages) == ("Own", proposal.messages)
    own = edits.add_message(project, TABLE, texts.messages, ("", "More")).project
    (slide,) = slides(own)
    assert slide.title == proposal.title
    assert [m.text for m in slide.messages] == [*(m.text for m in proposal.messages), "More"]


def test_a_proposal_outlives_its_exhibit() -> None:
    project = picked(PROPOSED)
    (before,) = slides(project)
    (after,) = slides(edits.show_exhibit(project, TABLE, 1, shown=False).project)
    assert after.exhibit is None
    assert after.title == before.title
    assert [m.text for m in after.messages] == [m.text for m in before.messages]


def test_a_headline_that_a_person_wrote_is_in_the_summary() -> None:
    project = picked(TOPIC, PROPOSED)
    project = edits.set_text(project, TABLE, "headline", "Own").project
    plan = plan_slides(draft_project(project, CONTENTS).draft.briefing, evaluator())
    (summary,) = [slide for slide in plan.slides if slide.kind is SlideKind.SUMMARY]
    assert "Own" in [line.heading for line in summary.messages]


def test_one_topic_twice_and_one_id_in_two_workbooks_are_told_apart() -> None:
    contents = {"s1": content_of(ONE), "s2": content_of(TWO)}
    project = picked(Pick("s2", topic="a"), TOPIC, TOPIC, contents=contents)
    topics = draft_project(project, contents).draft.briefing.topics
    ids = [one.topic.id for one in topics]
    assert ids == ["a s2/topic:a", "a", "a s1/topic:a#2"]
    moved = edits.move_items(project, ["s2/topic:a"], 3).project
    again = draft_project(moved, contents).draft.briefing.topics
    assert sorted(one.topic.id for one in again) == sorted(ids)


def test_what_a_workbook_does_not_hold_is_left_out_and_said() -> None:
    project = picked(TOPIC, Pick("s1", topic="gone"), Pick("s2", table="Gone!A1:B2"))
    made = draft_project(project, CONTENTS)
    assert [one.topic.id for one in made.draft.briefing.topics] == ["a"]
    missing = [f for f in made.draft.findings if f.code == "item-missing"]
    assert [f.place.item for f in missing] == ["s1/topic:gone", "s2/table:Gone!A1:B2"]
    assert all(f.remedy for f in missing)
    assert [item.chosen is None for item in made.items] == [False, True, True]


def test_items_of_a_workbook_that_is_not_there_are_left_out() -> None:
    made = draft_project(picked(TOPIC, PROPOSED), {"s1": CONTENTS["s1"]})
    assert [one.topic.id for one in made.draft.briefing.topics] == ["a"]
    assert made.items[1].chosen is None


def test_nothing_picked_is_an_empty_briefing(template: TemplateProfile, metrics: Metrics) -> None:
    for project in (Project(), project_of()):
        made = draft_project(project, CONTENTS if project.sources else {})
        built = build_deck(made.draft, template, metrics)
        assert built.deck is None
        assert "nothing-to-show" in codes(built.findings)


def test_a_changed_workbook_is_said_until_it_is_taken_over() -> None:
    project = picked(TOPIC)
    contents = {**CONTENTS, "s1": renamed(CONTENTS["s1"], "ef" * 32)}
    (said,) = [
        f for f in draft_project(project, contents).draft.findings if f.code == "source-changed"
    ]
    assert said.place.file == "One.xlsx"
    after = edits.accept_source(project, "s1", "ef" * 32).project
    assert "source-changed" not in codes(draft_project(after, contents).draft.findings)


def test_a_table_that_grew_is_shown_whole() -> None:
    project = picked(Pick("s1", table="Data!A1:C5"))
    contents = {**CONTENTS, "s1": renamed(content_of(ONE, rows=6), "ef" * 32)}
    made = draft_project(project, contents)
    (item,) = made.items
    assert item.table == "Data!A1:C7"
    assert "table-moved" in codes(made.draft.findings)
    after = edits.accept_source(project, "s1", "ef" * 32, {item.key: item.table}).project
    again = draft_project(after, contents)
    assert "table-moved" not in codes(again.draft.findings)
    assert again.items[0].table == "Data!A1:C7"


def test_findings_of_a_workbook_name_the_item_that_shows_the_cell() -> None:
    findings = draft_project(picked(TOPIC, PROPOSED), CONTENTS).draft.findings
    (doubt,) = [f for f in findings if f.code == "doubt"]
    assert doubt.place.item == TABLE
    findings = draft_project(picked(TOPIC), CONTENTS).draft.findings
    assert [f.place.item for f in findings if f.code == "doubt"] == [""]


def test_findings_of_own_texts_name_the_item_and_not_a_cell() -> None:
    project = edits.set_text(picked(TOPIC), A, "headline", "{Nobody[2024]}").project
    plan = plan_slides(draft_project(project, CONTENTS).draft.briefing, evaluator())
    (found,) = [f for f in plan.findings if f.code.startswith("bound")]
    assert (found.place.item, found.place.cell) == (A, "")


def test_a_summary_that_cannot_be_is_a_finding() -> None:
    project = picked(Pick("s2", table="More!A1:C5", summary="nonsense"))
    made = draft_project(project, CONTENTS)
    assert "summary-wrong" in codes(made.draft.findings)
    assert [f.place.item for f in made.draft.findings if f.code == "summary-wrong"] == [TABLE]


def test_what_did_not_change_is_the_same_object() -> None:
    memory = DraftMemory()
    project = picked(TOPIC, Pick("s1", topic="b"), PROPOSED)
    before = draft_project(project, CONTENTS, memory).items
    edit = edits.set_text(project, B, "headline", "Own")
    after = draft_project(edit.project, CONTENTS, memory).items
    assert [x.chosen is y.chosen for x, y in zip(before, after, strict=True)] == [True, False, True]
    undone = draft_project(project, CONTENTS, memory).items
    assert all(x.chosen is y.chosen for x, y in zip(before, undone, strict=True))


def test_another_state_of_a_workbook_is_drafted_anew() -> None:
    memory = DraftMemory()
    project = picked(TOPIC)
    draft_project(project, CONTENTS, memory)
    content = CONTENTS["s1"]
    topics = tuple(replace(topic, headline=Text("New")) for topic in content.topics)
    contents = {**CONTENTS, "s1": replace(content, topics=topics)}
    (item,) = draft_project(project, contents, memory).items
    assert item.texts.headline == "New"
