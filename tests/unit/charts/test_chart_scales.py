"""Limits and units that Office chooses for an axis by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_app.charts.chart_scales import Slots, nice_unit, value_scale
from briefing_app.charts.chart_values import Axis

AUTOMATIC = Axis("2", "val")


@pytest.mark.parametrize(
    ("low", "high", "limits", "unit"),
    [
        (2.0, 5.0, (0.0, 6.0), 1.0),
        (0.0, 4.5, (0.0, 5.0), 0.5),
        (0.0, 9.0, (0.0, 10.0), 1.0),
        (0.0, 10.0, (0.0, 12.0), 2.0),
        (0.0, 100.0, (0.0, 120.0), 20.0),
        (95.0, 100.0, (92.0, 101.0), 1.0),
        (-4.3, 4.5, (-5.0, 5.0), 1.0),
        (-100.0, -20.0, (-120.0, 0.0), 20.0),
        (0.0, 0.0, (0.0, 1.0), 0.1),
    ],
)
def test_limits_are_those_of_office(
    low: float, high: float, limits: tuple[float, float], unit: float
) -> None:
    scale = value_scale(AUTOMATIC, (low, high), 10, percent=False)
    assert (scale.low, scale.high, scale.unit) == pytest.approx((*limits, unit))


def test_a_unit_far_too_large_still_leaves_an_axis() -> None:
    scale = value_scale(Axis("2", "val", major_unit=1e9), (0.0, 0.0), 1, percent=False)
    assert scale.low < scale.high


def test_less_room_gives_fewer_ticks() -> None:
    assert len(value_scale(AUTOMATIC, (0.0, 9.0), 3, percent=False).ticks) <= 4


def test_what_is_said_holds_and_the_rest_is_chosen() -> None:
    axis = Axis("2", "val", low=-1.0, high=7.0, major_unit=2.0)
    assert value_scale(axis, (0.0, 5.0), 10, percent=False).ticks == (-1.0, 1.0, 3.0, 5.0, 7.0)


def test_ticks_have_no_noise() -> None:
    assert value_scale(AUTOMATIC, (0.0, 0.55), 10, percent=False).ticks[3] == 0.3


def test_a_logarithmic_axis_has_powers_as_ticks() -> None:
    scale = value_scale(Axis("2", "val", log=10.0), (3.0, 4000.0), 10, percent=False)
    assert scale.ticks == pytest.approx((1.0, 10.0, 100.0, 1000.0, 10000.0))
    assert scale.share(100.0) == pytest.approx(0.5)


def test_slots_between_and_on_ticks() -> None:
    places = (0.0, 1.0, 2.0)
    assert Slots(3, places).share(0) == pytest.approx(1 / 6)
    assert Slots(3, places, between=False).share(2) == pytest.approx(1.0)
    assert Slots(3, places, reversed=True).share(0) == pytest.approx(5 / 6)


_ANY = st.floats(-1e249, 1e249, allow_nan=False)


@example(0.0, 0.0, 1, None, -1902758648945000.0, None)
@given(_ANY, _ANY, st.integers(1, 12), st.none() | _ANY, st.none() | _ANY, st.none() | _ANY)
def test_any_values_get_an_axis_that_holds_them(
    a: float, b: float, most: int, low: float | None, high: float | None, unit: float | None
) -> None:
    step = abs(unit) if unit else None
    axis = Axis("2", "val", low=low, high=high, major_unit=step)
    scale = value_scale(axis, (a, b), most, percent=False)
    assert scale.low < scale.high
    assert len(scale.ticks) <= 502
    if low is None and high is None:
        slack = 1e-6 * (scale.high - scale.low)
        assert scale.low - slack <= min(a, b) <= max(a, b) <= scale.high + slack


@given(st.floats(1e-250, 1e249))
def test_nice_units_are_no_less_than_asked(least: float) -> None:
    assert least * (1 - 1e-6) <= nice_unit(least) <= least * 10.1
