from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.geometry import cm

if TYPE_CHECKING:
    from briefing_app.charts.palette import Palette
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

BARS = "//c:barChart/c:ser"


@pytest.fixture
def spec(series: MakeSeries) -> ChartSpec:
    return ChartSpec(
        ChartKind.HEAT_MAP,
        ("2022", "2023", "2024"),
        (series("North", 5, 35, 95), series("South", 55, None, 20)),
        number_format="0",
    )


def _numbers(chart: ReadBack, header: str, count: int) -> list[object]:
    return [v for v in chart.column(header) if v is not None][:count]


def test_each_cell_is_of_one_class_and_a_gap_of_none(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    assert _numbers(chart, "Class from", 9) == [20, 40, 60, 80]
    layers = [[chart.column(f"South / {k}")[n] for k in (1, 2, 3, 4, 5, "–")] for n in range(3)]
    assert layers == [[0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0]]


def test_all_layers_are_as_high_everywhere(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    heights = [0.0] * 3
    for series in chart.find(BARS):
        for point in series.iterfind("{*}val//{*}pt"):
            heights[int(point.get("idx", ""))] += float(point.findtext("{*}v") or "")
    assert heights == [2, 2, 2]
    assert chart.vals("//c:gapWidth") == ["0"]
    assert chart.vals("//c:valAx/c:scaling/c:max") == ["2"]


def test_the_first_series_is_the_top_row(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    names = chart.find("//c:lineChart/c:ser[.//c:showSerName/@val='1']")
    found = {
        node.findtext("{*}tx//{*}v"): float(node.findtext("{*}val//{*}v") or "") for node in names
    }
    assert found == {"North": 1.5, "South": 0.5}


def test_classes_are_named_by_their_limits(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    names = ["< 20", "20 to 40", "40 to 60", "60 to 80", "≥ 80"]
    assert _numbers(chart, "Class", 9) == names
    shown = [node.text for node in chart.find(f"{BARS}[position()<6]/c:tx//c:v")]
    assert shown == names
    german = write(replace(spec, language="de"))
    assert "20 bis 40" in _numbers(german, "Class", 9)


def test_each_ink_prints_the_values_that_are_clear_in_it(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    dark = [str(v or "") for v in chart.column("North (label dark)")[:3]]
    light = [str(v or "") for v in chart.column("North (label light)")[:3]]
    assert [a + b for a, b in zip(dark, light, strict=True)] == ["5", "35", "95"]
    assert dark[0] == "5"
    assert light[2] == "95"


def test_values_of_both_signs_have_two_hues_that_meet_at_zero(
    write: Write, series: MakeSeries, palette: Palette
) -> None:
    spec = ChartSpec(ChartKind.HEAT_MAP, ("a", "b"), (series("x", -4, 2), series("y", 3, -1)))
    chart = write(spec)
    limits = [float(str(v)) for v in _numbers(chart, "Class from", 9)]
    assert 0 in limits
    classes = chart.find(f"{BARS}[position()<={len(limits) + 1}]/c:spPr/a:solidFill/*")
    below = sum(limit <= 0 for limit in limits)
    hues = [_hue(node.get("val", ""), palette) for node in classes]
    assert hues == [_hue("accent6", palette)] * below + [_hue("accent1", palette)] * (
        len(limits) + 1 - below
    )


def _hue(colour: str, palette: Palette) -> str:
    """Return which channel is the strongest."""
    known = {"accent1": palette.focus.rgb, "accent6": palette.negative.rgb}
    rgb = known.get(colour, colour)
    return max("rgb", key=lambda channel: rgb["rgb".index(channel) * 2 :][:2])


def test_classes_are_even_steps_of_lightness(write: Write, spec: ChartSpec) -> None:
    fills = write(spec).find(f"{BARS}[position()<6]/c:spPr/a:solidFill/*")
    reds = [int(node.get("val", "")[:2], 16) for node in fills[:-1]]
    steps = [one - other for one, other in pairwise(reds)]
    assert min(steps) > 30
    assert max(steps) - min(steps) <= 1
    assert fills[-1].get("val") == "accent1"


def test_one_class_needs_no_legend(write: Write, series: MakeSeries) -> None:
    chart = write(ChartSpec(ChartKind.HEAT_MAP, ("a", "b"), (series("x", 5, 5),)))
    assert not chart.find("//c:legend")


def test_values_without_room_are_left_out_and_said(write: Write, series: MakeSeries) -> None:
    many = tuple(series(f"Row {n}", *(n * 1e6 + k for k in range(40))) for n in range(20))
    spec = ChartSpec(ChartKind.HEAT_MAP, tuple(map(str, range(40))), many, number_format="#,##0")
    chart = write(spec, cm(12), cm(6))
    assert "chart-label-left-out" in chart.codes()
    assert "chart-many-series" not in chart.codes()
    assert not [cell.value for cell in chart.sheet[1] if "(label" in str(cell.value)]


def test_a_field_that_is_too_large_is_refused(spec: ChartSpec) -> None:
    finding = can_chart(replace(spec, series=spec.series * 11))
    assert finding is not None
    assert finding.code == "chart-heat-map-size"


def test_the_alternative_text_tells_the_highest_and_the_lowest(
    write: Write, spec: ChartSpec
) -> None:
    said = write(spec).parts.alt_text
    assert "Highest: 95 (North, 2024); lowest: 5 (North, 2022)" in said
    assert "最高：95（North, 2024）" in write(replace(spec, language="zh")).parts.alt_text
