from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.histogram_classes import as_compared, classes_of
from briefing_app.model.cell_value import BLANK
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

TIMES = (12.5, 14.0, 15.5, 18.0, 21.0, 22.5, 23.0, 24.5, 25.0, 29.5, 31.0, 40.0)


def _spec(*values: float, code: str = "0.0", **more: object) -> ChartSpec:
    names = tuple(f"Plant {n}" for n in range(len(values)))
    series = (Series("Downtime", values, code),)
    return ChartSpec(ChartKind.HISTOGRAM, names, series, number_format=code, **more)  # type: ignore[arg-type]


# --- classes ----------------------------------------------------------------------------------


def test_limits_are_numbers_that_a_reader_would_choose() -> None:
    classes = classes_of(TIMES)
    assert (classes.start, classes.width, classes.count) == (10, 10, 3)
    assert classes.counts(TIMES) == (4, 6, 2)


def test_as_many_classes_as_are_asked_for() -> None:
    for count in range(1, 31):
        classes = classes_of(TIMES, count)
        assert classes.count == count
        assert sum(classes.counts(TIMES)) == len(TIMES)


def test_whole_numbers_have_whole_classes() -> None:
    classes = classes_of([1, 2, 2, 3, 5])
    assert classes.whole
    assert classes.width == int(classes.width)
    assert classes.limit(classes.count) > 5


@given(
    values=st.lists(
        st.floats(-1e9, 1e9) | st.integers(-50, 50).map(float) | st.sampled_from([0.1, 0.2, 0.3]),
        min_size=1,
        max_size=60,
    ),
    wanted=st.integers(0, 30),
)
def test_each_observation_is_in_one_class(values: list[float], wanted: int) -> None:
    classes = classes_of(values, wanted)
    counts = classes.counts(values)
    assert sum(counts) == len(values)
    limits = [as_compared(classes.limit(n)) for n in range(classes.count + 1)]
    closed = not classes.whole
    for n, (low, high) in enumerate(pairwise(limits)):
        last = n == classes.count - 1
        # As Excel's COUNTIFS counts with the formulas of the worksheet.
        found = sum(low <= v < high or (last and closed and v == high) for v in values)
        if low < high:
            assert counts[n] == found
    assert wanted or classes.count <= 60


# --- the chart --------------------------------------------------------------------------------


def test_counts_are_formulas_over_the_observations(write: Write) -> None:
    chart = write(_spec(*TIMES))
    assert chart.column("Downtime") == list(TIMES)
    assert chart.column("Count")[:3] == [4, 6, 2]
    assert chart.column("Class")[:3] == ["10–20", "20–30", "30–40"]
    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    assert (sheet["C2"].value, sheet["D2"].value) == (10, 10)
    assert sheet["E3"].value == "=C$2+1*D$2"
    assert sheet["H2"].value == '=COUNTIFS($B$2:$B$13,">="&E2,$B$2:$B$13,"<"&F2)'
    assert sheet["H4"].value == '=COUNTIFS($B$2:$B$13,">="&E4,$B$2:$B$13,"<="&F4)'


def test_columns_touch_and_are_labelled(write: Write) -> None:
    chart = write(_spec(*TIMES))
    assert chart.vals("//c:gapWidth") == ["0"]
    assert chart.vals("//c:barChart//c:dLblPos") == ["outEnd"]
    assert [n.text for n in chart.find("//c:cat//c:f")] == ["Data!$G$2:$G$4"]
    assert len(chart.find("//c:barChart/c:ser/c:spPr/a:ln/a:solidFill")) == 1


def test_classes_of_whole_numbers_do_not_overlap(write: Write) -> None:
    chart = write(_spec(*[float(n) for n in range(1, 41)], code="0"))
    names = [name for name in chart.column("Class") if name]
    assert names[:2] == ["0–9", "10–19"]
    assert [count for count in chart.column("Count") if count is not None] == [9, 10, 10, 10, 1]


def test_limits_below_zero_are_told_by_a_word(write: Write) -> None:
    for language, word in (("en", " to "), ("de", " bis "), ("zh", "至")):
        chart = write(_spec(-3.5, -1.25, 0.5, 2.5, language=language))
        assert word in str(chart.column("Class")[0])


def test_scaled_numbers_have_no_idle_zeros(write: Write) -> None:
    chart = write(_spec(1e6, 2e6, 4.2e6, 5.5e6, 7e6, code="#,##0.0,,"))
    assert chart.column("Class")[0] == "0–2"


def test_the_alternative_text_tells_of_the_distribution(write: Write) -> None:
    told = write(_spec(*TIMES)).parts.alt_text
    assert "12 observations in 3 classes; most, 6, in 20–30" in told
    assert "median 23" in told
    assert "Plant" not in told


def test_missing_observations_are_left_out_and_told(write: Write, series: MakeSeries) -> None:
    spec = ChartSpec(
        ChartKind.HISTOGRAM, ("a", "b", "c"), (Series("X", (1.0, BLANK, 2.0)),), number_format="0"
    )
    chart = write(spec)
    assert sum(int(str(c)) for c in chart.column("Count") if c is not None) == 2
    assert "chart-value-missing" in chart.codes()


def test_one_series_only(series: MakeSeries) -> None:
    rows = (series("X", 1, 2), series("Y", 1, 2))
    finding = can_chart(ChartSpec(ChartKind.HISTOGRAM, ("a", "b"), rows))
    assert finding is not None
    assert finding.code == "chart-histogram-series"


@pytest.mark.parametrize("value", [0.0, 7.0, -3.25, 1e-300, 1e280])
def test_observations_that_are_all_alike_are_one_column(value: float, write: Write) -> None:
    chart = write(_spec(value, value, value, code="General"))
    assert [c for c in chart.column("Count") if c is not None] == [3]
