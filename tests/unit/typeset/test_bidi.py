"""Embedding levels against the examples and rules of UAX #9, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.typeset.bidi import levels, runs_right_to_left, visual_order

# He: Hebrew letters, Ar: Arabic letters; the samples are built so that each rule decides one.
_MIXED = st.text("ab אב جد 12 ٣٤ .,:+-%$()[]<>\t\u0301\u064b", max_size=24)


@pytest.mark.parametrize(
    ("text", "right_to_left", "expected"),
    [
        ("abc", False, "000"),
        ("abc", True, "222"),
        ("אב", False, "11"),
        ("אב", True, "11"),
        ("אב 12", True, "11122"),  # EN stays a number
        ("אב 12", False, "11122"),
        ("جد 12", False, "11122"),  # W2: digits behind Arabic letters are Arabic numbers
        ("a 12", True, "2222"),  # W7: digits behind Latin letters are Latin
        ("א 1,2", True, "11222"),  # W4: a comma between digits is theirs
        ("א 1+2", True, "11222"),
        ("א 1, 2", True, "112112"),  # but not with a space
        ("א 12%", True, "11222"),  # W5: a percent sign beside digits is theirs
        ("ג12%", False, "1222"),
        ("a\u0301 א", False, "0001"),  # W1: a mark goes with its letter
        ("א (b) ג", True, "1112111"),  # N0: brackets hold with the paragraph
        ("a (ב) c", False, "0001000"),
        ("א (1) ב", False, "1112111"),
        ("א - ב", False, "11111"),  # N1: neutrals between right and right
        ("א - b", False, "10000"),  # N2: else the paragraph's direction
        ("א\tב", True, "111"),
        ("a\tb", True, "212"),  # L1: a tab stands in the paragraph's direction
        ("", True, ""),
    ],
)
def test_levels_follow_the_rules(text: str, right_to_left: bool, expected: str) -> None:
    found = "".join(map(str, levels(text, right_to_left=right_to_left)))
    assert found == expected


def test_runs_are_seen_in_the_order_of_their_levels() -> None:
    assert list(visual_order([0, 0, 1, 1, 2, 2, 1, 0])) == [
        (0, 2, 0), (6, 7, 1), (4, 6, 2), (2, 4, 1), (7, 8, 0),
    ]  # fmt: skip
    assert list(visual_order([])) == []


def test_a_paragraph_runs_as_its_first_strong_character() -> None:
    assert runs_right_to_left("12, (שלום) abc")
    assert not runs_right_to_left("12 abc שלום")
    assert not runs_right_to_left("12")


@given(_MIXED, st.booleans())
def test_levels_are_near_the_base_and_every_character_is_seen_once(
    text: str, right_to_left: bool
) -> None:
    found = levels(text, right_to_left=right_to_left)
    assert len(found) == len(text)
    assert set(found) <= ({1, 2} if right_to_left else {0, 1, 2})
    runs = list(visual_order(found))
    assert sorted(spot for start, end, _ in runs for spot in range(start, end)) == [
        *range(len(text))
    ]
    assert all({found[spot] for spot in range(start, end)} == {level} for start, end, level in runs)


@given(st.text("אבגדהو جدسم", min_size=1), st.booleans())
def test_letters_of_one_direction_make_one_run(text: str, right_to_left: bool) -> None:
    word = text.replace(" ", "")
    assert levels(word, right_to_left=right_to_left) == [1] * len(word)


@given(st.text("abc xyz 12.,"))
def test_text_without_right_to_left_letters_stays_in_order(text: str) -> None:
    assert levels(text, right_to_left=False) == [0] * len(text)
