from __future__ import annotations

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
