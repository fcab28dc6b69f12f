from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import cm
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

NAMES = ("Germany", "France", "Spain")


def _dumbbell(*series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", **more}
    categories = tuple(facts.pop("categories", NAMES))
    return ChartSpec(ChartKind.DUMBBELL, categories, series, **facts)


@pytest.fixture
def two(series: MakeSeries) -> tuple[Series, Series]:
    return series("2019", 10, 40, 30), series("2024", 25, 20, 30)


def _labels(chart: ReadBack, number: int) -> list[tuple[str, str]]:
    """Return text and position of the labels of a series, counted from 0."""
    path = f"//c:ser[c:idx/@val='{number}']/c:dLbls/c:dLbl"
    positions = chart.vals(f"{path}/c:dLblPos")
    texts = [node.text or "" for node in chart.find(f"{path}//a:t")]
    return list(zip(texts, positions, strict=True))


def test_values_stand_at_the_outer_sides(write: Write, two: tuple[Series, Series]) -> None:
    chart = write(_dumbbell(*two))
    # Where both are the same, one label is enough.
    assert _labels(chart, 1) == [("10.0", "l"), ("40.0", "r")]
    assert _labels(chart, 2) == [("25.0", "r"), ("20.0", "l"), ("30.0", "r")]


def test_rows_and_series_are_named(write: Write, two: tuple[Series, Series]) -> None:
    chart = write(_dumbbell(*two))
    assert _labels(chart, 3) == [(name, "l") for name in NAMES]
    assert _labels(chart, 4) == [("2019", "t"), ("2024", "t")]
    assert chart.vals("//c:scaling/c:orientation") == ["minMax", "maxMin"]
    assert not chart.find("//c:legend")


def test_all_that_is_drawn_follows_an_edit(write: Write, two: tuple[Series, Series]) -> None:
    sheet = Worksheet(write(_dumbbell(*two)).parts.workbook)
    for address in sheet.formulas:
        assert sheet.value(address) == pytest.approx(sheet.stored[address]), address
    before = sheet.numbers("Link")[:2]
    sheet.cells["C2"], sheet.cells["A2"] = 45.0, "Germany, West"
    after = sheet.numbers("Link")[:2]
    assert after[0] == pytest.approx(before[0])
    assert after[1] == pytest.approx(before[1] + 20)
    assert sheet.column("2024 (label)")[0] == "45.0"
    assert sheet.column("Name")[0] == "Germany, West"
    assert sheet.column("Name of series")[1] == 45.0


def test_a_link_ends_at_the_edges_of_its_dots(write: Write, two: tuple[Series, Series]) -> None:
    links = [v for v in write(_dumbbell(*two)).column("Link") if isinstance(v, int | float)]
    assert 10 < links[0] < links[1] < 25
    assert links[4] == links[5] == 30


def test_a_link_is_two_points_and_a_gap(write: Write, two: tuple[Series, Series]) -> None:
    chart = write(_dumbbell(*two))
    points = chart.find("//c:ser[c:idx/@val='0']/c:xVal//c:pt")
    assert [point.get("idx") for point in points] == ["0", "1", "3", "4", "6", "7"]


def test_a_missing_end_leaves_a_dot_alone(write: Write, series: MakeSeries) -> None:
    chart = write(_dumbbell(series("a", 1, None, 3), series("b", 2, 5, None)))
    assert [p.get("idx") for p in chart.find("//c:ser[c:idx/@val='0']/c:xVal//c:pt")] == ["0", "1"]
    assert _labels(chart, 2) == [("2.0", "r"), ("5.0", "r")]


def test_rows_out_of_focus_have_grey_dots(write: Write, two: tuple[Series, Series]) -> None:
    chart = write(_dumbbell(*two, focus=("Spain",)))
    sheet = Worksheet(chart.parts.workbook)
    assert sheet.column("2024 (in focus)")[:3] == [None, None, 30.0]
    assert sheet.column("2024 (not in focus)")[:3] == [25.0, 20.0, None]
    fills = chart.vals("//c:marker/c:spPr/a:solidFill/a:schemeClr")
    assert fills == ["bg1", "bg1", "accent1"]


def test_a_narrow_window_of_values_is_told(write: Write, series: MakeSeries) -> None:
    narrow = (series("a", 90, 91, 92), series("b", 95, 94, 93))
    assert "chart-axis-not-from-zero" in write(_dumbbell(*narrow)).codes()
    shared = write(_dumbbell(*narrow, limits=(0.0, 100.0)))
    assert "chart-axis-not-from-zero" not in shared.codes()


def test_many_rows_have_an_axis_for_labels(write: Write, series: MakeSeries) -> None:
    names = tuple(f"Row {n}" for n in range(60))
    rows = (series("a", *range(60)), series("b", *range(60, 120)))
    chart = write(_dumbbell(*rows, categories=names), cm(12), cm(6))
    assert chart.vals("//c:valAx/c:delete") == ["0", "1"]
    assert "chart-axis-for-labels" in chart.codes()


@pytest.mark.parametrize(
    ("count", "rows", "code"),
    [
        (1, 3, "chart-dumbbell-series"),
        (3, 3, "chart-dumbbell-series"),
        (2, 101, "chart-dumbbell-rows"),
    ],
)
def test_what_is_no_dumbbell_is_refused(
    count: int, rows: int, code: str, series: MakeSeries
) -> None:
    made = [series(f"s{n}", *range(rows)) for n in range(count)]
    finding = can_chart(_dumbbell(*made, categories=tuple(f"Row {n}" for n in range(rows))))
    assert finding is not None
    assert finding.code == code
