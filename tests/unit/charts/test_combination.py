from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import EMU_PER_PT, cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

YEARS = ("2020", "2021", "2022", "2023")
HEIGHT = cm(12)
MARGIN = Series("Margin", (0.112, 0.083, 0.097, 0.121), "0.0%", unit="%")


def _spec(*series: Series, names: tuple[str, ...] = YEARS, **more: object) -> ChartSpec:
    facts: dict[str, object] = {"number_format": "0", "unit": "EUR m", **more}
    return ChartSpec(ChartKind.COMBINATION, names, series, **facts)  # type: ignore[arg-type]


@pytest.fixture
def revenue(series: MakeSeries) -> Series:
    return series("Revenue", 412, 398, 431, 466)


def _ends(chart: ReadBack, axis: int) -> tuple[float, float]:
    path = f"//c:valAx[c:axId/@val='{axis}']/c:scaling"
    return float(chart.vals(f"{path}/c:min")[0]), float(chart.vals(f"{path}/c:max")[0])


def test_the_last_series_is_the_line_unless_others_are_named(
    write: Write, series: MakeSeries, revenue: Series
) -> None:
    target = series("Target", 400, 410, 420, 430)
    assert [n.text for n in write(_spec(revenue, target)).find("//c:lineChart//c:tx//c:v")] == [
        "Target"
    ]
    chart = write(_spec(target, revenue, line_series=("Target",)))
    assert [n.text for n in chart.find("//c:lineChart//c:tx//c:v")] == ["Target"]
    # Columns come first in the workbook.
    assert [cell.value for cell in chart.sheet[1]][1:3] == ["Revenue", "Target"]


def test_lines_on_their_own_axis_have_a_band_above_the_columns(
    write: Write, revenue: Series
) -> None:
    chart = write(_spec(revenue, MARGIN, second_axis=True))
    low, high = _ends(chart, 2)
    assert low == 0
    assert max(map(float, revenue.values)) / high < 0.7  # type: ignore[arg-type]
    second_low, second_high = _ends(chart, 4)
    assert (0.083 - second_low) / (second_high - second_low) > 0.7
    assert "chart-axis-not-from-zero" in chart.codes()
    assert chart.vals("//c:lineChart/c:axId") == ["3", "4"]
    assert {n.get("formatCode") for n in chart.find("//c:lineChart//c:dLbl/c:numFmt")} == {"0.0%"}


def test_a_line_that_varies_little_starts_at_zero(
    write: Write, series: MakeSeries, revenue: Series
) -> None:
    members = series("Members", 1012, 1015, 1017, 1019)
    chart = write(_spec(revenue, members, second_axis=True))
    assert _ends(chart, 4)[0] == 0
    assert "chart-axis-not-from-zero" not in chart.codes()


def test_the_legend_names_units_of_their_own(write: Write, revenue: Series) -> None:
    chart = write(_spec(revenue, MARGIN, second_axis=True))
    shown = [n.text for n in chart.find("//c:ser/c:tx//c:v")]
    assert shown == ["Revenue", "Margin (%)"]


def test_labels_of_columns_stand_clear_of_a_line_at_their_ends(
    write: Write, series: MakeSeries, revenue: Series
) -> None:
    target = series("Target", 415, 401, 434, 469)
    chart = write(_spec(revenue, target))
    assert chart.vals("//c:barChart/c:ser/c:dLbls/c:dLblPos") == ["inBase"]
    far = series("Far", 1000, 1100, 1200, 1300)
    assert write(_spec(revenue, far)).vals("//c:barChart/c:ser/c:dLbls/c:dLblPos") == ["outEnd"]


def test_labels_of_lines_over_columns_have_a_ground(
    write: Write, series: MakeSeries, revenue: Series
) -> None:
    chart = write(_spec(revenue, series("Target", 300, 300, 300, 300)))
    assert len(chart.find("//c:lineChart//c:dLbl/c:spPr/a:solidFill")) == 4


def test_both_on_one_axis_start_at_zero(write: Write, series: MakeSeries, revenue: Series) -> None:
    chart = write(_spec(revenue, series("Target", 430, 440, 450, 460)))
    assert _ends(chart, 2)[0] == 0
    assert not chart.find("//c:valAx[c:axId/@val='4']")


def test_columns_are_stacked_where_stacks_are_named(
    write: Write, series: MakeSeries, revenue: Series
) -> None:
    more = series("Other", 100, 90, 80, 70)
    chart = write(_spec(revenue, more, MARGIN, second_axis=True, stacks=("x", "x", "x")))
    assert chart.vals("//c:barChart/c:grouping") == ["stacked"]
    assert chart.column("Total") == ["512", "488", "511", "536"]
    # They stand on the stacks, but on the axes of the lines, as the last series of all: so their
    # entry in the legend can be left out in any reader.
    low, high = _ends(chart, 2)
    second_low, second_high = _ends(chart, 4)
    tops = [
        low + (float(str(at)) - second_low) / (second_high - second_low) * (high - low)
        for at in chart.column("Total position")
    ]
    assert tops == pytest.approx([512, 488, 511, 536])
    assert chart.vals("//c:legendEntry/c:idx") == ["3"]
    assert [n.text for n in chart.find("//c:lineChart/c:ser[last()]//c:tx//c:v")] == [" "]
    numbers = chart.vals("//c:ser/c:idx")
    assert len(set(numbers)) == len(numbers)


def test_the_alternative_text_prints_each_series_as_it_is_labelled(
    write: Write, revenue: Series
) -> None:
    told = write(_spec(revenue, MARGIN, second_axis=True)).parts.alt_text
    assert "Revenue: 412 at 2020" in told
    assert "Margin: 11.2% at 2020" in told


def test_no_label_stands_in_a_stack_that_lines_cross(write: Write, series: MakeSeries) -> None:
    rows = (series("A", 400, 400, 400, 400), series("B", 200, 200, 200, 200))
    chart = write(_spec(*rows, series("C", 500, 300, 100, 450), stacks=("x", "x", "x")))
    assert "chart-axis-for-labels" in chart.codes()
    assert not chart.find("//c:dLbls")


def test_many_points_bring_axes_whose_ticks_share_gridlines(write: Write) -> None:
    names = tuple(f"{n // 12 + 2018}-{n % 12 + 1:02}" for n in range(72))
    columns = Series("Revenue", tuple(400.0 + n % 7 * 30 for n in range(72)))
    line = Series("Margin", tuple(0.08 + n % 5 / 100 for n in range(72)), "0.0%", unit="%")
    chart = write(_spec(columns, line, names=names, time=True, second_axis=True))
    assert "chart-axis-for-labels" in chart.codes()
    assert not chart.find("//c:dLbls")
    counts = [
        round((_ends(chart, axis)[1] - _ends(chart, axis)[0]) / float(unit))
        for axis, unit in zip((2, 4), chart.vals("//c:valAx/c:majorUnit"), strict=True)
    ]
    assert counts[0] == counts[1]
    assert _ends(chart, 4)[0] == 0
    shown = [n.text for n in chart.find("//c:ser/c:tx//c:v")]
    assert shown[1] == "Margin (%, right axis)"


@given(
    columns=st.lists(st.floats(1, 1000), min_size=4, max_size=4),
    line=st.lists(st.floats(1, 1000), min_size=4, max_size=4),
)
def test_no_label_of_a_column_lies_on_the_line(
    columns: list[float], line: list[float], write: Write
) -> None:
    chart = write(_spec(Series("A", tuple(columns)), Series("B", tuple(line))))
    if not chart.find("//c:barChart//c:dLbls"):
        return
    low, high = _ends(chart, 2)
    height = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0]) * HEIGHT / EMU_PER_PT
    unit = height / (high - low)
    usual = chart.vals("//c:barChart/c:ser/c:dLbls/c:dLblPos")[0]
    for n, (value, at) in enumerate(zip(columns, line, strict=True)):
        own = chart.vals(f"//c:barChart//c:dLbl[c:idx/@val='{n}']/c:dLblPos")
        place = own[0] if own else usual
        middle = {
            "outEnd": value * unit + 3 + 6,
            "inEnd": value * unit - 6,
            "inBase": 6.0,
            "ctr": value * unit / 2,
        }[place]
        assert abs(at * unit - middle) > 4


@pytest.mark.parametrize("names", [(), ("Revenue", "Margin")])
def test_it_takes_columns_and_lines(names: tuple[str, ...], revenue: Series) -> None:
    rows = (revenue, MARGIN) if names else (revenue,)
    finding = can_chart(_spec(*rows, line_series=names))
    assert finding is not None
    assert finding.code == "chart-combination-series"


def test_a_line_without_numbers_is_said(series: MakeSeries, revenue: Series) -> None:
    finding = can_chart(_spec(revenue, series("Target", None, None, None, None)))
    assert finding is not None
    assert finding.code == "chart-combination-empty"
