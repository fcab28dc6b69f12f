from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

AGES = ("0–19", "20–39", "40–59")
NUMBERS_OF_SERIES = 8


@pytest.fixture
def spec(series: MakeSeries) -> ChartSpec:
    return ChartSpec(
        ChartKind.BUTTERFLY,
        AGES,
        (series("Women", 3, 4, 5.5), series("Men", 3.5, None, 5)),
        number_format="0.0",
    )


def test_the_left_side_is_negative_by_formula(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    assert chart.column("Women (bar)") == [-3, -4, -5.5]
    assert chart.column("Men (bar)") == [3.5, None, 5]


def test_both_sides_have_one_scale_and_one_gap(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    low, high = (float(chart.vals(f"//c:valAx/c:scaling/c:{end}")[0]) for end in ("min", "max"))
    assert low == -high
    left, right = (chart.column(f"{name} (gap)") for name in ("Women", "Men"))
    assert [-float(str(v)) for v in left] == right
    assert float(str(right[0])) + 5.5 < high


def test_values_are_printed_without_a_sign_and_gaps_are_none(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    assert chart.column("Women (label)") == ["3.0", "4.0", "5.5"]
    assert chart.column("Men (label)") == ["3.5", None, "5.0"]


def test_names_of_the_sides_stand_at_the_gap_over_the_first_bar(
    write: Write, spec: ChartSpec
) -> None:
    chart = write(spec)
    named = chart.find("//c:ser[.//c:showSerName/@val='1']")
    assert [node.findtext("{*}tx//{*}v") for node in named] == ["Women", "Men"]
    assert chart.vals("//c:ser[.//c:showSerName/@val='1']/c:dLbls/c:dLbl/c:dLblPos") == [
        "inBase",
        "inBase",
    ]
    ups = chart.vals("//c:ser[.//c:showSerName/@val='1']//c:dLbl//c:manualLayout/c:y")
    assert all(float(up) < 0 for up in ups)


def test_names_of_categories_are_those_of_the_sheet(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    cells = chart.find("//c15:datalabelsRange[c15:f='Data!$A$2:$A$4']//c:v")
    assert [node.text for node in cells] == list(AGES)


def test_a_category_in_focus_stands_out(write: Write, spec: ChartSpec) -> None:
    chart = write(replace(spec, focus=("20–39",)))
    assert chart.vals("//c:ser[3]/c:dPt/c:idx") == ["0", "2"]


def test_values_of_rows_without_a_name_are_left_out_and_said(
    write: Write, series: MakeSeries
) -> None:
    many = ChartSpec(
        ChartKind.BUTTERFLY,
        tuple(f"Country {n}" for n in range(60)),
        (series("a", *range(1, 61)), series("b", *range(1, 61))),
        number_format="0",
    )
    chart = write(many)
    assert {"chart-categories-thinned", "chart-label-left-out"} <= chart.codes()
    labels = chart.column("a (label)")
    assert labels[0] == "1"
    assert labels[1] is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (((1.0, -2.0), (1.0, 2.0)), "chart-butterfly-negative"),
        (((1.0, 2.0),), "chart-butterfly-series"),
        (((1.0, 2.0),) * 3, "chart-butterfly-series"),
    ],
)
def test_what_has_no_two_sides_is_refused(
    values: tuple[tuple[float, ...], ...], code: str, series: MakeSeries
) -> None:
    named = tuple(series(f"s{n}", *row) for n, row in enumerate(values))
    finding = can_chart(ChartSpec(ChartKind.BUTTERFLY, ("a", "b"), named))
    assert finding is not None
    assert finding.code == code
