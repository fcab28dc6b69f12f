"""Layouts of templates that nobody here made: one content box, or two, and no place for sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing_app.deck.layout_choice import FREE, choose_layout
from briefing_app.deck.template_profile import LayoutProfile, Slot, TemplateProfile
from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import Briefing, ChosenTopic
from briefing_app.model.data_table import DataTable
from briefing_app.model.geometry import Box
from briefing_app.model.slide_plan import PlannedSlide, Role
from briefing_app.story.slide_planner import plan_slides


@pytest.fixture
def slide(
    make_table: Callable[..., DataTable],
    make_topic: Callable[..., ChosenTopic],
    make_briefing: Callable[..., Briefing],
) -> PlannedSlide:
    table = make_table(["Asia", "Europe"], {"Sales": [1.0, 2.0]})
    return plan_slides(make_briefing(make_topic(table=table)), evaluator()).slides[1]


def foreign(template: TemplateProfile, **layouts: dict[Role, tuple[str, Box]]) -> TemplateProfile:
    """Return a template whose layouts hold just these placeholders: role to type and box."""
    like = template.layouts[3].slots[0].placeholder
    made = tuple(
        LayoutProfile(
            f"/ppt/slideLayouts/{name}.xml",
            name,
            "",
            tuple(
                Slot(role, replace(like, type=kind, idx=idx, box=box), box)
                for idx, (role, (kind, box)) in enumerate(slots.items())
            ),
        )
        for name, slots in layouts.items()
    )
    return replace(template, layouts=made)


TITLE = ("title", Box(0, 0, 9_000_000, 900_000))
WHOLE = Box(0, 1_000_000, 9_000_000, 4_500_000)
LEFT = Box(0, 1_000_000, 4_400_000, 4_500_000)
RIGHT = Box(4_600_000, 1_000_000, 4_400_000, 4_500_000)
ONE = {Role.TITLE: TITLE, Role.MESSAGES: ("obj", WHOLE)}
TWO = {Role.TITLE: TITLE, Role.EXHIBIT: ("obj", LEFT), Role.MESSAGES: ("obj", RIGHT)}


def test_an_exhibit_and_messages_take_the_layout_with_two_boxes(
    template: TemplateProfile, slide: PlannedSlide
) -> None:
    chosen = choose_layout(slide, foreign(template, one=ONE, two=TWO))
    assert chosen.layout.name == "two"
    standfirst, source = chosen.slot(Role.STANDFIRST), chosen.slot(Role.SOURCE)
    assert standfirst is not None
    assert source is not None
    assert (standfirst.box.x, standfirst.box.right) == (LEFT.x, RIGHT.right)
    exhibit = chosen.slot(Role.EXHIBIT)
    assert exhibit is not None
    assert standfirst.box.bottom < exhibit.box.y
    assert exhibit.box.bottom < source.box.y
    assert source.box.bottom == LEFT.bottom


def test_an_exhibit_alone_takes_the_layout_with_one_box(
    template: TemplateProfile, slide: PlannedSlide
) -> None:
    chosen = choose_layout(replace(slide, messages=()), foreign(template, one=ONE, two=TWO))
    assert chosen.layout.name == "one"
    exhibit = chosen.slot(Role.EXHIBIT)
    assert exhibit is not None
    assert exhibit.placeholder.idx != FREE
    assert exhibit.box.cx == WHOLE.cx
    assert chosen.slot(Role.MESSAGES) is None


def test_a_placeholder_for_text_alone_takes_no_chart(
    template: TemplateProfile, slide: PlannedSlide
) -> None:
    body = {Role.TITLE: TITLE, Role.MESSAGES: ("body", WHOLE)}
    chosen = choose_layout(replace(slide, messages=()), foreign(template, body=body))
    exhibit = chosen.slot(Role.EXHIBIT)
    assert exhibit is not None
    assert exhibit.placeholder.idx == FREE


def test_one_box_is_shared_by_an_exhibit_and_its_messages(
    template: TemplateProfile, slide: PlannedSlide
) -> None:
    chosen = choose_layout(slide, foreign(template, one=ONE))
    exhibit, messages = chosen.slot(Role.EXHIBIT), chosen.slot(Role.MESSAGES)
    assert exhibit is not None
    assert messages is not None
    assert exhibit.box.right < messages.box.x
    assert messages.box.right == WHOLE.right
    assert (exhibit.placeholder.idx, messages.placeholder.idx) == (FREE, 1)
