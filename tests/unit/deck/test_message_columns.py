"""Messages in two slots beside each other: all shown, in order, as level as may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.deck.message_columns import MessageColumns
from briefing_app.deck.template_profile import TemplateProfile
from briefing_app.deck.text_fit import TextBox
from briefing_app.model.slide_plan import PlannedText, Role
from briefing_app.typeset.metrics import Metrics
from briefing_app.usecases.shipped_files import load_template


@pytest.fixture(scope="module")
def columns(metrics: Metrics) -> MessageColumns:
    template: TemplateProfile = load_template("radar-a4")
    page = next(layout for layout in template.layouts if layout.name == "Radar page")
    slots = [page.slot(Role.MESSAGES), page.slot(Role.SECOND_MESSAGES)]
    return MessageColumns(tuple(TextBox.of(slot, metrics) for slot in slots if slot), 9.0)


def messages(lengths: list[int]) -> tuple[PlannedText, ...]:
    return tuple(PlannedText("word " * length, f"Heading {length}") for length in lengths)


@given(st.lists(st.integers(1, 120), min_size=1, max_size=7))
def test_every_message_is_shown_or_kept_for_the_next_page(
    columns: MessageColumns, lengths: list[int]
) -> None:
    written = messages(lengths)
    if columns.size(written) is not None:
        assert sum(columns.divided(written), ()) == written
    kept, rest = columns.taken(written)
    assert kept
    shown = "".join(text.text for text in (*kept, *rest))
    assert shown.split() == "".join(text.text for text in written).split()


def test_columns_end_level(columns: MessageColumns) -> None:
    left, right = columns.divided(messages([40, 40, 40, 40]))
    assert (len(left), len(right)) == (2, 2)


def test_the_left_column_has_the_odd_one(columns: MessageColumns) -> None:
    left, right = columns.divided(messages([40] * 5))
    assert (len(left), len(right)) == (3, 2)


def test_a_single_message_stands_in_the_left_column(columns: MessageColumns) -> None:
    left, right = columns.divided(messages([40]))
    assert (len(left), len(right)) == (1, 0)
