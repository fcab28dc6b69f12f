from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

STEPS = ("2023", "Price", "Volume", "2024")


@pytest.fixture
def spec(series: MakeSeries) -> ChartSpec:
    return ChartSpec(
        ChartKind.STACKED_WATERFALL,
        STEPS,
        (series("Europe", 100, 5, -10, 95), series("Asia", 50, -2, 12, None)),
        number_format="0",
        total_categories=(0, 3),
    )


@pytest.fixture
def bridge(write: Write, spec: ChartSpec) -> ReadBack:
    return write(spec)


def test_levels_run_by_part(bridge: ReadBack) -> None:
    assert bridge.column("Europe level") == [100, 105, 95, 95]
    assert bridge.column("Asia level") == [50, 48, 60, 60]
    assert bridge.column("End") == [150, 153, 155, 155]


def test_what_falls_lies_below_and_what_rises_above(bridge: ReadBack) -> None:
    assert bridge.column("Base") == [0, 148, 143, 0]
    assert bridge.column("Europe falls") == [0, 0, 10, 0]
    assert bridge.column("Asia falls") == [0, 2, 0, 0]
    assert bridge.column("Europe rises") == [100, 5, 0, 95]
    assert bridge.column("Asia rises") == [50, 0, 12, 60]
    assert bridge.column("Top") == [150, 155, 165, 155]


def test_labels_are_levels_and_signed_changes(bridge: ReadBack) -> None:
    assert bridge.column("Label") == ["150", "+3", "+2", "155"]
    assert bridge.column("Europe rises (label)")[0] == "100"


def test_a_part_has_one_colour_whether_it_falls_or_rises(bridge: ReadBack) -> None:
    fills = bridge.vals("//c:barChart/c:ser[position()>1]/c:spPr/a:solidFill/a:schemeClr")
    assert fills[:2] == fills[2:]
    assert fills[0] != fills[1]


def test_levels_are_joined_and_can_be_unjoined(write: Write, spec: ChartSpec) -> None:
    joined = write(spec)
    assert joined.column("Line 1") == [150, 150, None, None]
    off = write(replace(spec, decorations=(Decoration(Mark.CONNECTORS, text="off"),)))
    headers = [cell.value for cell in off.sheet[1]]
    assert "Line 1" not in headers
    assert len(off.find("//c:lineChart/c:ser")) == len(joined.find("//c:lineChart/c:ser")) - 3


def test_parts_are_named_beside_the_last_level(bridge: ReadBack) -> None:
    names = bridge.find("//c:lineChart/c:ser[.//c:showSerName/@val='1']/c:tx//c:v")
    assert [node.text for node in names] == ["Europe", "Asia"]
    assert bridge.column("Asia (name)")[3] == 95 + 30
    assert not bridge.find("//c:legend")


def test_a_legend_shows_each_part_once_where_the_last_step_is_a_change(
    write: Write, spec: ChartSpec
) -> None:
    chart = write(replace(spec, total_categories=(0,)))
    hidden = {int(v) for v in chart.vals("//c:legendEntry/c:idx")}
    every = range(len(chart.find("//c:ser")))
    assert [n for n in every if n not in hidden] == [3, 4]


def test_a_level_with_other_parts_is_kept_and_said(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    other = (series("Europe", 100, 5, -10, 90), spec.series[1])
    chart = write(replace(spec, series=other))
    assert chart.column("End")[3] == 150
    assert "chart-bridge-broken" in chart.codes()
    assert "chart-bridge-broken" not in write(spec).codes()


def test_below_zero_is_refused_with_a_remedy(spec: ChartSpec, series: MakeSeries) -> None:
    fallen = (series("Europe", 100, -160, 5, None), spec.series[1])
    finding = can_chart(replace(spec, series=fallen))
    assert finding is not None
    assert finding.code == "chart-waterfall-below-zero"
    assert "Price" in finding.message


def test_the_alternative_text_tells_the_levels_in_parts(bridge: ReadBack) -> None:
    assert "2023: 150 (Europe 100, Asia 50)" in bridge.parts.alt_text
