"""Rounding as Excel rounds; parts that add up; one format for a chart."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.rounding import (
    adds_up,
    common_format,
    largest_remainder,
    round_half_up,
    sensible_format,
)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (0.5, 0, 1.0),
        (1.5, 0, 2.0),
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (-1.005, 2, -1.01),
        (0.285 * 100, 0, 29.0),
        (1234.5, -2, 1200.0),
        (1250.0, -2, 1300.0),
        (-0.4, 0, 0.0),
        (1e300, 2, 1e300),
    ],
)
def test_halves_go_away_from_zero(value: float, decimals: int, rounded: float) -> None:
    assert round_half_up(value, decimals) == rounded
    assert str(round_half_up(value, decimals)) == str(rounded)


def test_infinity_stays() -> None:
    assert round_half_up(float("inf"), 1) == float("inf")


def test_percentages_add_up_to_a_hundred() -> None:
    assert largest_remainder([100 / 3] * 3, 0) == (34.0, 33.0, 33.0)
    assert largest_remainder([16.6, 16.6, 66.8], 0) == (17.0, 16.0, 67.0)
    assert largest_remainder([1.04, 2.04, 3.04], 1) == (1.1, 2.0, 3.0)
    assert largest_remainder([-1.5, 1.5], 0) == (-1.0, 1.0)
    assert largest_remainder([], 1) == ()


def test_parts_must_be_numbers() -> None:
    with pytest.raises(ValueError, match="finite"):
        largest_remainder([1.0, float("nan")], 1)


def test_what_is_printed_adds_up_or_not() -> None:
    assert adds_up([1.2, 2.3], 3.5, 1)
    assert not adds_up([1.24, 2.34], 3.58, 1)
    assert adds_up([0.1, 0.2], 0.3, 1)
    assert adds_up([], 0.0, 0)
    assert not adds_up([1.0, float("inf")], float("inf"), 0)


PARTS = st.lists(st.decimals(-(10**9), 10**9, places=5), max_size=12)


@given(parts=PARTS, decimals=st.integers(0, 4))
def test_rounded_parts_add_up_and_stay_near(parts: list[Decimal], decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    shown = [
        Decimal(repr(part)) for part in largest_remainder([float(part) for part in parts], decimals)
    ]
    total = sum(parts, Decimal(0)).quantize(unit, ROUND_HALF_UP)
    assert sum(shown, Decimal(0)) == total
    assert adds_up([float(part) for part in shown], float(total), decimals)
    for part, printed in zip(parts, shown, strict=True):
        assert abs(part - printed) < unit
        assert printed == part or part % unit != 0


def test_the_format_of_most_cells_wins() -> None:
    assert common_format([1.0, 2.0, 3.0], ["0.0", "0.0", "0"]) == "0.0"
    assert common_format([1.0, 2.0], ["0.0", "0"]) == "0.0"
    assert common_format([0.1, 0.2], ["0%", "0%"]) == "0%"
    assert common_format([1200.0, 2.0, 3.0], ["General", "General", "0.00"]) == "#,##0"
    assert common_format([1200.0], ["0.0 kg"]) == "#,##0"
    assert common_format([1200.0], ["@"]) == "#,##0"
    assert common_format([], []) == "#,##0"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([1.0, 25.0, 1234567.0], "#,##0"),
        ([1.25, 7.794798739], "#,##0.00"),
        ([1.5, 250.25], "#,##0"),
        ([12.25, 3.5], "#,##0.0"),
        ([10.5, 8.0, 7.5], "#,##0.0"),
        ([0.25, 0.5], "#,##0.00"),
        ([0.5, 0.75, 0.125], "#,##0.000"),
        ([0.3, 250.0], "#,##0.0"),
        ([0.04, 250.0], "#,##0.00"),
        ([0.0, 0.0], "#,##0"),
        ([1e-9], "General"),
        ([0.1 + 0.2, 0.7], "#,##0.0"),
    ],
)
def test_numbers_without_a_format_get_few_digits(values: list[float], code: str) -> None:
    assert sensible_format(values) == code


def test_a_number_is_rounded_once_from_what_is_in_memory() -> None:
    # 4398046511104.14453125 in memory, though Python prints it with .145.
    assert round_half_up(4398046511104.145, 2) == 4398046511104.14
    assert round_half_up(4398046511104.145, 1) == 4398046511104.1
