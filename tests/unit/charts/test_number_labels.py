from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_app.charts.number_labels import label_format
from briefing_app.model.number_text import number_text

CODES = ("0", "0.0", "#,##0", "#,##0.00", "0%", "0.0%", "€ #,##0.0", '#,##0.0,,"m"', "General")
NUMBERS = st.floats(-1e13, 1e13, allow_nan=False) | st.integers(-(10**6), 10**6).map(
    lambda n: n / 20
)


@example(4398046511104.145, "0.0", "en")
@given(NUMBERS, st.sampled_from(CODES), st.sampled_from(("en", "de", "zh")))
def test_the_quick_way_prints_the_same(value: float, code: str, language: str) -> None:
    assert label_format(code, language).text(value) == number_text(value, code, language)


@given(NUMBERS, st.sampled_from(CODES), st.sampled_from(("en", "de", "zh")))
def test_the_text_to_measure_is_as_long(value: float, code: str, language: str) -> None:
    numbers = label_format(code, language)
    # One more character when a rounded zero keeps its sign, or halves are rounded the other way.
    assert abs(len(numbers.quick_text(value)) - len(numbers.text(value))) <= 1


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("0.0", "0.0;\\−0.0"),
        ("General", "General;\\−General"),
        ("+0;-0", "+0;\\−0"),
        ("0;(0)", "0;(0)"),
        ("[Red]0;[Blue]-0", "[Red]0;[Blue]-0"),
    ],
)
def test_negative_numbers_get_a_true_minus(code: str, written: str) -> None:
    assert label_format(code, "en").written(negative=True) == written


def test_positive_numbers_keep_their_code() -> None:
    assert label_format("0.0", "en").written(negative=False) == "0.0"


def test_german_has_a_blank_before_the_per_cent_sign() -> None:
    assert label_format("0%", "de").written(negative=False) == '0"\u00a0"%'


def test_a_code_that_excel_refuses_becomes_general() -> None:
    assert label_format('0.0"', "en").code == "General"


@pytest.mark.parametrize(
    ("value", "text"), [(1.25, "+1.3"), (-0.8, "−0.8"), (0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0")]
)
def test_changes_carry_their_sign(value: float, text: str) -> None:
    assert label_format("0.0", "en").signed_text(value) == text


@pytest.mark.parametrize(
    ("code", "step", "axis"),
    [
        ("0.00", 10, "0"),
        ("0", 0.5, "0.0"),
        ("0.0%", 0.25, "0%"),
        ("0%", 0.025, "0.0%"),
        ('#,##0.0,,"m"', 5e5, '#,##0.0,,"m"'),
        ("0.0E+00", 10, "0.0E+00"),
    ],
)
def test_an_axis_shows_the_digits_of_its_steps(code: str, step: float, axis: str) -> None:
    assert label_format(code, "en").for_step(step) == axis
