from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from tests.unit.charts.conftest import HEIGHT, WIDTH
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write


def _slope(*series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", **more}
    categories = tuple(facts.pop("categories", ("2019", "2024")))
    return ChartSpec(ChartKind.SLOPE, categories, series, **facts)


def _texts(chart: ReadBack) -> list[str]:
    return [node.text or "" for node in chart.find("//c:dLbl//a:fld/a:t")]


def test_both_ends_carry_name_and_value(write: Write, series: MakeSeries) -> None:
    chart = write(_slope(series("Germany", 10, 14), series("France", 9, 8)))
    assert _texts(chart) == ["Germany  10.0", "14.0  Germany", "France  9.0", "8.0  France"]
    assert chart.vals("//c:dLbl/c:dLblPos") == ["l", "r", "l", "r"]
    assert chart.vals("//c:valAx/c:delete") == ["1"]


def test_labels_follow_an_edit(write: Write, series: MakeSeries) -> None:
    sheet = Worksheet(write(_slope(series("A", 10, 14), series("B", 9, 8))).parts.workbook)
    for address in sheet.formulas:
        assert sheet.value(address) == sheet.stored[address], address
    sheet.cells["B3"], sheet.cells["B1"] = 20.5, "A and more"
    assert sheet.column("A (label)")[:2] == ["A and more  10.0", "20.5  A and more"]


@given(ends=st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=45))
def test_labels_of_one_side_are_apart(ends: list[tuple[float, float]], write: Write) -> None:
    rows = [Series(f"Row {n}", each) for n, each in enumerate(ends)]
    chart = write(_slope(*rows))
    height = HEIGHT / 12_700
    low, high = (float(chart.vals(f"//c:valAx//c:{end}")[0]) for end in ("min", "max"))
    top, tall = (
        float(chart.vals(f"//c:plotArea/c:layout/c:manualLayout/c:{end}")[0]) for end in "yh"
    )
    size = int(chart.find("//c:dLbl//a:rPr")[0].get("sz", "0")) / 100
    for side in ("0", "1"):
        middles = []
        for row, each in zip(chart.find("//c:ser"), ends, strict=True):
            for label in row.iterfind("{*}dLbls/{*}dLbl"):
                if label.find("{*}idx").get("val") == side:  # type: ignore[union-attr]
                    at = top + tall * (high - each[int(side)]) / (high - low)
                    place = label.find("{*}layout/{*}manualLayout/{*}y")
                    moved = 0.0 if place is None else float(place.get("val", "0"))
                    middles.append((at + moved) * height)
        middles.sort()
        assert all(b - a > size * 1.19 for a, b in pairwise(middles))
        assert middles[0] > 0
        assert middles[-1] < height
    left_out = len(ends) - len(chart.find("//c:dLbl")) / 2
    assert ("chart-label-left-out" in chart.codes()) == (left_out > 0)


def test_the_focus_keeps_its_label_where_not_all_have_room(
    write: Write, series: MakeSeries
) -> None:
    rows = [series(f"Row {n}", 100 - n, 100 + n) for n in range(60)]
    chart = write(_slope(*rows, series("Small", 1, 2), focus=("Small",)), WIDTH, HEIGHT // 3)
    assert "Small  1.0" in _texts(chart)


def test_long_names_are_shortened_and_told(write: Write, series: MakeSeries) -> None:
    name = "A name that is very much longer than a quarter of the chart " * 2
    chart = write(_slope(series(name, 1, 2)))
    assert "chart-name-shortened" in chart.codes()
    assert all("…" in text for text in _texts(chart))


def test_slopes_above_zero_are_told(write: Write, series: MakeSeries) -> None:
    assert "chart-axis-not-from-zero" in write(_slope(series("A", 95, 102))).codes()
    assert "chart-axis-not-from-zero" not in write(_slope(series("A", -5, 10))).codes()


def test_a_missing_end_has_no_label(write: Write, series: MakeSeries) -> None:
    assert _texts(write(_slope(series("A", 1, None), series("B", 1, 2))))[0] == "A  1.0"


def test_one_value_throughout_is_drawn(write: Write, series: MakeSeries) -> None:
    for value in (0.0, 1e15, -1e-9):
        chart = write(_slope(series("A", value, value)))
        low, high = (float(chart.vals(f"//c:valAx//c:{end}")[0]) for end in ("min", "max"))
        assert low < value < high


@pytest.mark.parametrize("count", [1, 3])
def test_slopes_have_two_ends(count: int, series: MakeSeries) -> None:
    names = tuple(f"{2020 + n}" for n in range(count))
    finding = can_chart(_slope(series("A", *range(count)), categories=names))
    assert finding is not None
    assert finding.code == "chart-slope-points"
