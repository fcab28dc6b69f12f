from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_app.model.chart_spec import ChartKind, ChartSpec

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write


def test_uneven_steps_in_time_are_said(write: Write, series: MakeSeries) -> None:
    years = ("2000", "2010", "2015", "2020")
    values = series("x", 1, 2, 3, 4)
    spec = ChartSpec(ChartKind.COLUMN, years, (values,), time=True)
    assert "chart-time-uneven" in write(spec).codes()
    assert "chart-time-uneven" not in write(ChartSpec(ChartKind.COLUMN, years, (values,))).codes()


def test_even_steps_in_time_are_not(write: Write, series: MakeSeries) -> None:
    for years in (("2000", "2005", "2010"), ("Jan 2020", "Feb 2020", "Mar 2020"), ("a", "b", "c")):
        spec = ChartSpec(ChartKind.COLUMN, years, (series("x", 1, 2, 3),), time=True)
        assert "chart-time-uneven" not in write(spec).codes()


def test_more_than_seven_series_are_said(write: Write, series: MakeSeries) -> None:
    rows = tuple(series(f"S{n}", 1, 2, 3) for n in range(8))
    assert "chart-many-series" in write(ChartSpec(ChartKind.LINE, ("a", "b", "c"), rows)).codes()
    few = ChartSpec(ChartKind.LINE, ("a", "b", "c"), rows[:7])
    assert "chart-many-series" not in write(few).codes()


def test_uneven_months_and_quarters_are_said(write: Write, series: MakeSeries) -> None:
    uneven = (
        ("Jan 2020", "Feb 2020", "Jun 2020"),
        ("Q1 2020", "Q2 2020", "Q1 2021"),
        ("2020-01", "2020-02", "2020-04"),
        ("H1 2020", "H2 2020", "H2 2021"),
    )
    for names in uneven:
        spec = ChartSpec(ChartKind.COLUMN, names, (series("x", 1, 2, 3),), time=True)
        assert "chart-time-uneven" in write(spec).codes()


def test_time_out_of_order_is_said(write: Write, series: MakeSeries) -> None:
    for names in (("2019", "2021", "2020"), ("Mär 2020", "Feb 2020", "Apr 2020")):
        spec = ChartSpec(ChartKind.LINE, names, (series("x", 1, 2, 3),), time=True)
        assert "chart-time-order" in write(spec).codes()
    plain = ChartSpec(ChartKind.LINE, ("2019", "2021", "2020"), (series("x", 1, 2, 3),))
    assert "chart-time-order" not in write(plain).codes()


def test_percentages_that_are_no_whole_are_said(write: Write, series: MakeSeries) -> None:
    for percents, unit, code in (((0.6, 0.3), "", "0%"), ((60, 30), "%", "0")):
        pie = ChartSpec(ChartKind.PIE, ("a", "b"), (series("x", *percents),), unit=unit,
                        number_format=code)  # fmt: skip
        assert "chart-shares-not-whole" in write(pie).codes()
    parts = (series("x", 0.6, 0.7), series("y", 0.5, 0.2))
    over = ChartSpec(ChartKind.STACKED_COLUMN, ("a", "b"), parts, number_format="0%")
    assert "chart-shares-not-whole" in write(over).codes()
    full = replace(over, kind=ChartKind.FULL_COLUMN)
    assert "chart-shares-not-whole" in write(full).codes()


def test_percentages_that_add_up_and_amounts_are_fine(write: Write, series: MakeSeries) -> None:
    whole = (series("x", 0.6, 0.7), series("y", 0.4, 0.305))
    part = (series("x", 0.2, 0.1), series("y", 0.4, 0.3))
    for kind, rows, code in (
        (ChartKind.FULL_COLUMN, whole, "0%"),
        (ChartKind.STACKED_COLUMN, part, "0%"),
        (ChartKind.FULL_BAR, part, "0.0"),
        (ChartKind.PIE, whole[:1], "0.0"),
        (ChartKind.COLUMN, part, "0%"),
    ):
        spec = ChartSpec(kind, ("a", "b"), rows, number_format=code)
        assert "chart-shares-not-whole" not in write(spec).codes(), kind


def test_different_units_on_one_axis_are_said(write: Write, series: MakeSeries) -> None:
    sales, people = series("Sales", 1, 2), series("People", 3, 4)
    rows = (replace(sales, unit="€ m"), replace(people, unit="heads"))
    for kind in (ChartKind.STACKED_COLUMN, ChartKind.BAR, ChartKind.LINE):
        assert "chart-units-mixed" in write(ChartSpec(kind, ("a", "b"), rows)).codes(), kind
    alike = (replace(sales, unit="€ m"), replace(people, unit="€ m"))
    assert "chart-units-mixed" not in write(ChartSpec(ChartKind.BAR, ("a", "b"), alike)).codes()


def test_a_second_axis_is_told(write: Write, series: MakeSeries) -> None:
    rows = (replace(series("Sales", 1, 2), unit="€ m"), replace(series("Rate", 3, 4), unit="%"))
    spec = ChartSpec(ChartKind.COMBINATION, ("a", "b"), rows, second_axis=True)
    found = write(spec).codes()
    assert "chart-second-axis" in found
    assert "chart-units-mixed" not in found
    one_axis = write(replace(spec, second_axis=False)).codes()
    assert "chart-units-mixed" in one_axis
    assert "chart-second-axis" not in one_axis
