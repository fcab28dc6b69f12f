from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
STACKS = (ChartKind.STACKED_AREA, ChartKind.FULL_AREA)


def _areas(kind: ChartKind, *series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", "time": True, **more}
    categories = tuple(facts.pop("categories", YEARS))
    return ChartSpec(kind, categories, series, **facts)


@pytest.fixture
def three(series: MakeSeries) -> tuple[Series, ...]:
    return (
        series("Hardware", 5, 6, 7, 7, 8, 9),
        series("Software", 1, 2, 4, 6, 9, 12),
        series("Services", 3, 3, 3, 4, 4, 4),
    )


def test_areas_lie_under_lines_the_largest_at_the_back(
    write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_areas(ChartKind.AREA, *three))
    names = [node.text for node in chart.find("//c:areaChart/c:ser/c:tx//c:v")]
    assert names == ["Hardware", "Software", "Services"]
    alphas = chart.vals("//c:areaChart/c:ser/c:spPr//a:alpha")
    assert len(alphas) == 3
    assert len(chart.find("//c:lineChart/c:ser")) == 3
    assert chart.vals("//c:valAx//c:min") == ["0"]
    assert not chart.find("//c:areaChart//c:dLblPos")


def test_areas_start_at_zero_even_where_lines_would_not(write: Write, series: MakeSeries) -> None:
    flat = series("Index", 100, 102, 101, 104, 107, 109)
    assert float(write(_areas(ChartKind.LINE, flat)).vals("//c:valAx//c:min")[0]) > 0
    assert write(_areas(ChartKind.AREA, flat)).vals("//c:valAx//c:min") == ["0"]


def test_areas_that_cross_are_told(write: Write, series: MakeSeries) -> None:
    one, other = series("A", 1, 2, 3, 4, 5, 6), series("B", 6, 5, 4, 3, 2, 1)
    assert "chart-areas-cross" in write(_areas(ChartKind.AREA, one, other)).codes()
    above = series("C", 7, 8, 9, 9, 9, 9)
    assert "chart-areas-cross" not in write(_areas(ChartKind.AREA, one, above)).codes()


@pytest.mark.parametrize("kind", STACKS)
def test_names_stand_beside_the_last_point(
    kind: ChartKind, write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_areas(kind, *three))
    assert not chart.find("//c:legend")
    labels = chart.find("//c:lineChart/c:ser[position() < 4]/c:dLbls/c:dLbl")
    assert [label.find("{*}idx").get("val") for label in labels] == ["5"] * 3  # type: ignore[union-attr]
    assert chart.vals("//c:valAx/c:delete") == ["0"]


@pytest.mark.parametrize("kind", STACKS)
def test_helpers_follow_an_edit(kind: ChartKind, write: Write, three: tuple[Series, ...]) -> None:
    sheet = Worksheet(write(_areas(kind, *three)).parts.workbook)
    for address in sheet.formulas:
        assert sheet.value(address) == pytest.approx(sheet.stored[address]), address
    sheet.cells["B7"] = 29.0
    last = [29.0, 12.0, 4.0]
    whole = sum(last) if kind is ChartKind.FULL_AREA else 1.0
    assert sheet.column("Hardware (name)")[5] == pytest.approx(14.5 / whole)
    assert sheet.column("Services (name)")[5] == pytest.approx(43.0 / whole)
    if kind is ChartKind.FULL_AREA:
        assert sheet.column("Hardware (share)")[5] == pytest.approx(29 / 45)
    else:
        assert sheet.column("Total")[5] == 45.0


def test_the_first_and_the_last_total_are_written(write: Write, three: tuple[Series, ...]) -> None:
    chart = write(_areas(ChartKind.STACKED_AREA, *three))
    total = "//c:lineChart/c:ser[4]/c:dLbls/c:dLbl"
    assert chart.vals(f"{total}/c:idx") == ["0", "5"]
    assert chart.vals(f"{total}/c:showVal") == ["1", "1"]
    rights = [float(v) for v in chart.vals(f"{total}/c:layout/c:manualLayout/c:x")]
    assert rights[0] > 0 > rights[1]
    without = write(_areas(ChartKind.STACKED_AREA, *three, show_totals=False))
    assert len(without.find("//c:lineChart/c:ser")) == 3


def test_a_total_rises_over_a_steep_start(write: Write, series: MakeSeries) -> None:
    steep = (series("A", 1, 50, 50, 50, 50, 50), series("B", 1, 50, 50, 50, 50, 50))
    chart = write(_areas(ChartKind.STACKED_AREA, *steep))
    ups = [float(v) for v in chart.vals("//c:ser[3]//c:dLbl/c:layout/c:manualLayout/c:y")]
    assert ups[0] < -0.1
    assert ups[1] == 0


def test_one_series_has_no_name_and_many_have_a_legend(write: Write, series: MakeSeries) -> None:
    alone = write(_areas(ChartKind.STACKED_AREA, series("A", 1, 2, 3, 4, 5, 6)))
    assert not alone.find("//c:legend")
    ends_at_zero = (series("A", 1, 2, 3, 4, 5, 0), series("B", 1, 2, 3, 4, 5, 6))
    assert len(write(_areas(ChartKind.STACKED_AREA, *ends_at_zero)).find("//c:legend")) == 1


def test_a_shared_scale_is_kept(write: Write, three: tuple[Series, ...]) -> None:
    chart = write(_areas(ChartKind.STACKED_AREA, *three, limits=(0.0, 100.0)))
    assert chart.vals("//c:valAx//c:max") == ["100"]
    low = write(_areas(ChartKind.STACKED_AREA, *three, limits=(0.0, 10.0)))
    assert "chart-beyond-limits" in low.codes()


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (ChartKind.AREA, (1.0,), "chart-area-points"),
        (ChartKind.AREA, (1.0, None), "chart-area-gap"),
        (ChartKind.STACKED_AREA, (1.0, -1.0), "chart-area-negative"),
        (ChartKind.FULL_AREA, (1.0, 0.0), "chart-area-share"),
        (ChartKind.FULL_AREA, (1.0, None), "chart-area-gap"),
    ],
)
def test_what_areas_cannot_show_is_refused(
    kind: ChartKind, values: tuple[float | None, ...], code: str, series: MakeSeries
) -> None:
    spec = _areas(kind, series("A", *values), categories=YEARS[: len(values)])
    finding = can_chart(spec)
    assert finding is not None
    assert finding.code == code


def test_areas_below_zero_are_areas(series: MakeSeries) -> None:
    assert can_chart(_areas(ChartKind.AREA, series("A", -1, 2, -3, 4, -5, 6))) is None
