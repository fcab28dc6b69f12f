from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.charts.five_numbers import five_numbers
from briefing_app.model.cell_value import BLANK
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import ReadBack, Write

LINES = "//c:lineChart/c:ser"


def _spec(*groups: tuple[float, ...], focus: tuple[str, ...] = ()) -> ChartSpec:
    longest = max(len(group) for group in groups)
    series = tuple(
        Series(f"G{n}", (*group, *(BLANK,) * (longest - len(group))), "0.0")
        for n, group in enumerate(groups)
    )
    names = tuple(str(n + 1) for n in range(longest))
    return ChartSpec(ChartKind.BOX_PLOT, names, series, number_format="0.0", focus=focus)


ONE = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 30.0)
TWO = (-8.0, -3.0, -1.0, 0.0, 2.0, 4.0, 5.0)


def _stored_is_calculated(chart: ReadBack) -> None:
    sheet = Worksheet(chart.parts.workbook)
    for at in sheet.formulas:
        stored, value = sheet.stored[at], sheet.value(at)
        same = pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
        assert stored == same, (at, sheet.cells[at])


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_quartiles_are_those_of_a_library(values: list[float]) -> None:
    box = five_numbers(values)
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert [box.first, box.median, box.third] == pytest.approx(quartiles, abs=1e-6)
    assert box.low <= box.first
    assert box.third <= box.high
    assert box.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    inside = [v for v in values if box.low <= v <= box.high]
    assert len(inside) + len(box.outliers) == len(values)


def test_everything_drawn_is_a_formula_on_the_observations(write: Write) -> None:
    chart = write(_spec(ONE, TWO))
    assert chart.column("Q1")[:2] == [2.75, -2.0]
    assert chart.column("Median")[:2] == [4.5, 0.0]
    assert chart.column("High whisker")[:2] == [7.0, 5.0]
    assert chart.column("Outlier")[:2] == [30.0, "#N/A"]
    _stored_is_calculated(chart)


TENTHS = st.integers(-300, 300).map(lambda n: n / 10)


@settings(max_examples=15)
@given(
    rows=st.lists(st.lists(TENTHS, min_size=9, max_size=9), min_size=3, max_size=3),
    at=st.integers(0, 8),
    value=TENTHS,
)
def test_the_boxes_follow_an_edit(
    rows: list[list[float]], at: int, value: float, write: Write
) -> None:
    """Change an observation, calculate, and compare with a chart written from the new figures."""
    sheet = Worksheet(write(_spec(*map(tuple, rows))).parts.workbook)
    rows[1][at] = value
    sheet.cells[f"C{at + 2}"] = value
    after = write(_spec(*map(tuple, rows)))
    headers = ("Q1", "Median", "Q3", "Low whisker", "High whisker", "Up", "Down", "Base", "Mean")
    halves = ("Lower half", "Upper half", "Upper half below zero", "Lower half below zero")
    for header in (*headers, *halves):
        assert sheet.column(header)[:3] == pytest.approx(after.column(header)[:3], abs=1e-9)


def test_a_box_across_zero_is_cut_there(write: Write) -> None:
    chart = write(_spec(TWO))
    assert chart.column("Base")[0] == 0
    above = [chart.column(f"{half} half")[0] for half in ("Lower", "Upper")]
    below = [chart.column(f"{half} half below zero")[0] for half in ("Upper", "Lower")]
    assert above == [0.0, 3.0]
    assert below == [0.0, -2.0]
    # A white line at zero would look like a median.
    assert not chart.find("//c:barChart/c:ser/c:spPr/a:ln/a:solidFill")


def test_whiskers_are_error_bars_of_cells(write: Write) -> None:
    chart = write(_spec(ONE))
    assert chart.vals("//c:errBars/c:errBarType") == ["plus", "minus"]
    assert chart.vals("//c:errBars/c:errValType") == ["cust", "cust"]
    lengths = [n.text for n in chart.find("//c:errBars//c:v")]
    assert [float(v or 0) for v in lengths] == [0.75, 1.75]


def test_medians_are_labelled_beside_the_boxes(write: Write) -> None:
    chart = write(_spec(ONE, TWO))
    label = f"{LINES}/c:dLbls/c:dLbl"
    assert chart.vals(f"{label}/c:idx") == ["0", "1"]
    assert chart.vals(f"{label}/c:dLblPos") == ["r", "r"]
    assert all(float(v) > 0 for v in chart.vals(f"{label}//c:x"))
    assert chart.vals("//c:valAx/c:delete") == ["0"]


def test_medians_without_room_are_left_out(write: Write) -> None:
    chart = write(_spec(*[ONE] * 60))
    assert not chart.find("//c:dLbl")
    assert "chart-median-left-out" in chart.codes()
    assert "chart-many-series" not in chart.codes()


def test_few_observations_are_points(write: Write) -> None:
    chart = write(_spec(ONE, (3.0, 1.0, 2.0), ()))
    assert "chart-few-observations" in chart.codes()
    assert chart.column("Q1")[:3] == [2.75, None, None]
    points = [chart.column(f"Observation{n}")[1] for n in ("", " 2", " 3")]
    assert points == [1, 2, 3]
    _stored_is_calculated(chart)
    # Groups are padded to one length; that is no gap.
    assert "chart-value-missing" not in chart.codes()


def test_the_legend_names_means_and_outliers_only(write: Write) -> None:
    chart = write(_spec(ONE, (*ONE[:-1], -40.0, 50.0)))
    names = [n.text for n in chart.find("//c:ser/c:tx//c:v")]
    hidden = {int(v) for v in chart.vals("//c:legendEntry/c:idx")}
    shown = [name for n, name in enumerate(names) if n not in hidden]
    assert shown == ["Mean", "Outlier"]


def test_a_group_in_focus_keeps_its_colour(write: Write) -> None:
    chart = write(_spec(ONE, TWO, focus=("G1",)))
    assert chart.vals("//c:barChart/c:ser[2]/c:dPt/c:idx") == ["1"]
    assert chart.vals("//c:barChart/c:ser[2]/c:dPt//a:schemeClr") == ["accent1"]
    assert chart.vals("//c:barChart/c:ser[2]/c:spPr/a:solidFill/a:schemeClr") == ["bg1"]


def test_the_alternative_text_tells_the_box(write: Write) -> None:
    told = write(_spec(ONE)).parts.alt_text
    assert "G0: median 4.5, half of the values from 2.8 to 6.3, whiskers from 1.0 to 7.0" in told
    assert "1 outliers" not in told
    assert "1 outlier" in told
