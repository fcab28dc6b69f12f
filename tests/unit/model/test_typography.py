"""Marks by language: figures keep their units, minus is minus, ranges have en dashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.typography import set_text, without_widow


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "up 7.79 billion people", "up 7.79\u00a0billion people"),
        ("en", "5 m wide, 5 men", "5\u00a0m wide, 5 men"),
        ("en", "EUR 5 and US$ 3 and THE 3", "EUR\u00a05 and US$\u00a03 and THE 3"),
        ("en", "fell by -2.5% (-3)", "fell by \u22122.5% (\u22123)"),
        ("en", "1950-2020 and 1998-99", "1950\u20132020 and 1998\u201399"),
        ("en", "on 2024-05-01, COVID-19, 20-15, F-16", "on 2024-05-01, COVID-19, 20-15, F-16"),
        ("en", "call 030-1234-567 or 555-0199", "call 030-1234-567 or 555-0199"),
        ("de", "12% von 3 Mrd. Euro", "12\u00a0% von 3\u00a0Mrd. Euro"),
        ("de", 'das "Wunder" und “so”', "das \u201eWunder\u201c und \u201eso\u201c"),
        ("de", '5" breit', '5" breit'),
        ("zh", "增长 12%，约 3 亿", "增长 12%，约 3 亿"),
    ],
)
def test_marks_are_set(language: str, text: str, wanted: str) -> None:
    assert set_text(text, language) == wanted


@given(
    st.text(alphabet='0123456789-–−%., ab€$"“”„\u00a0bnMio', max_size=40),
    st.sampled_from(["en", "de"]),
)
def test_setting_twice_changes_nothing_and_no_digit_is_lost(text: str, language: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


def test_the_last_two_words_stay_together() -> None:
    assert without_widow("one two three") == "one two\u00a0three"
    assert without_widow("one") == "one"
