from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Series
from briefing_app.model.geometry import cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, Write

YEARS = tuple(str(year) for year in range(2019, 2025))
NAMES = ("United States", "China", "Germany", "Japan", "India", "United Kingdom")


def _column(*series: Series, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "0.0", "time": True, **more}
    return ChartSpec(ChartKind.COLUMN, YEARS, series, **facts)


def test_values_are_labelled_and_there_is_no_axis(write: Write, series: MakeSeries) -> None:
    chart = write(_column(series("Revenue", 12, 13, 11, 16, 19, 21)))
    assert chart.vals("//c:valAx/c:delete") == ["1"]
    assert not chart.find("//c:majorGridlines")
    assert chart.vals("//c:ser/c:dLbls/c:dLblPos") == ["outEnd"]
    assert chart.vals("//c:ser/c:dLbls/c:showVal") == ["1"]
    assert [n.get("formatCode") for n in chart.find("//c:dLbls/c:numFmt")] == ["0.0"]
    assert [n.get("sourceLinked") for n in chart.find("//c:dLbls/c:numFmt")] == ["0"]
    assert not chart.find("//c:legend")
    assert not chart.parts.findings


def test_columns_start_at_zero_and_leave_room_for_labels(write: Write, series: MakeSeries) -> None:
    chart = write(_column(series("Revenue", 90, 91, 92, 93, 94, 95)))
    assert chart.vals("//c:valAx/c:scaling/c:min") == ["0"]
    assert float(chart.vals("//c:valAx/c:scaling/c:max")[0]) > 95
    assert chart.vals("//c:gapWidth") == ["50"]


def test_the_plot_area_is_fixed_inside_the_frame(write: Write, series: MakeSeries) -> None:
    chart = write(_column(series("Revenue", 12, 13, 11, 16, 19, 21)))
    layout = "//c:plotArea/c:layout/c:manualLayout"
    assert chart.vals(f"{layout}/c:layoutTarget") == ["inner"]
    x, y, w, h = (float(chart.vals(f"{layout}/c:{name}")[0]) for name in "xywh")
    assert 0 < x < x + w < 1
    assert 0 < y < y + h < 1


def test_too_many_points_get_a_light_axis_and_no_labels(write: Write, series: MakeSeries) -> None:
    months = tuple(f"{month}/{year}" for year in range(2000, 2025) for month in range(1, 13))
    spec = ChartSpec(
        ChartKind.COLUMN, months, (series("x", *range(300)),), number_format="0", time=True
    )
    chart = write(spec)
    assert chart.vals("//c:valAx/c:delete") == ["0"]
    assert len(chart.find("//c:majorGridlines")) == 1
    assert not chart.find("//c:dLbls")
    assert "chart-axis-for-labels" in chart.codes()
    assert int(chart.vals("//c:catAx/c:tickLblSkip")[0]) > 1
    ticks = float(chart.vals("//c:valAx/c:scaling/c:max")[0]) / float(
        chart.vals("//c:majorUnit")[0]
    )
    assert 3 <= ticks <= 5


def test_names_left_out_are_empty_cells(write: Write, series: MakeSeries) -> None:
    months = tuple(f"Jan {year}" for year in range(1900, 2000))
    spec = ChartSpec(ChartKind.COLUMN, months, (series("x", *range(100)),), time=True)
    chart = write(spec)
    skip = int(chart.vals("//c:catAx/c:tickLblSkip")[0])
    shown = {int(node.get("idx", "-1")) for node in chart.find("(//c:cat)[1]//c:pt")}
    assert shown <= set(range(0, 100, skip))
    assert len(shown) >= 100 // skip - 1
    assert chart.column("Axis label")[1] is None


@pytest.mark.parametrize("kind", [ChartKind.COLUMN, ChartKind.BAR])
def test_several_series_have_a_legend_above(
    write: Write, series: MakeSeries, kind: ChartKind
) -> None:
    spec = ChartSpec(kind, NAMES, (series("2013", *range(6)), series("2023", *range(6))))
    chart = write(spec)
    assert chart.vals("//c:legend/c:legendPos") == ["t"]
    top = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:y")[0])
    assert top >= float(chart.vals("//c:legend/c:layout/c:manualLayout/c:h")[0])


def test_a_legend_beside_a_line_has_room_for_long_keys(write: Write, series: MakeSeries) -> None:
    """A drawn line makes LibreOffice draw every key as a line, and leave out what has no room."""
    both = (series("Materials", *range(6)), series("Staff", *range(6)))
    plain = _column(*both)
    crossed = _column(*both, decorations=(Decoration(Mark.VALUE_LINE, value=3.0),))
    wide = "//c:legend/c:layout/c:manualLayout/c:w"
    assert float(write(crossed).vals(wide)[0]) > 1.3 * float(write(plain).vals(wide)[0])


def test_bars_run_from_the_top_and_names_stand_at_the_low_end(
    write: Write, series: MakeSeries
) -> None:
    spec = ChartSpec(ChartKind.BAR, NAMES, (series("x", 3, 2, 1, 0, -1, -4),), number_format="0")
    chart = write(spec)
    assert chart.vals("//c:barDir") == ["bar"]
    assert chart.vals("//c:catAx/c:scaling/c:orientation") == ["maxMin"]
    assert chart.vals("//c:catAx/c:tickLblPos") == ["low"]
    assert [n.get("formatCode") for n in chart.find("//c:dLbls/c:numFmt")] == ["0;\\−0"]
    assert float(chart.vals("//c:valAx/c:scaling/c:min")[0]) < -4


def test_the_focus_category_stands_out_of_grey(write: Write, series: MakeSeries) -> None:
    spec = ChartSpec(ChartKind.BAR, NAMES, (series("x", *range(6)),), focus=("Germany",))
    chart = write(spec)
    assert chart.vals("//c:ser/c:dPt/c:idx") == ["2"]
    assert chart.vals("//c:ser/c:dPt/c:spPr/a:solidFill/a:schemeClr") == ["accent1"]
    assert chart.vals("//c:ser/c:spPr/a:solidFill/a:schemeClr") == ["bg1"]


def test_the_focus_series_stands_out_of_greys(write: Write, series: MakeSeries) -> None:
    spec = _column(*(series(name, *range(6)) for name in ("A", "B", "C")), focus=("B",))
    chart = write(spec)
    fills = chart.vals("//c:ser/c:spPr/a:solidFill/a:schemeClr")
    assert fills == ["bg1", "accent1", "bg1"]
    greys = chart.vals("//c:ser/c:spPr/a:solidFill/a:schemeClr/a:lumMod")
    assert len(set(greys)) == 2


def test_missing_values_are_gaps(write: Write, series: MakeSeries) -> None:
    gone = Missing(MissingKind.NOT_AVAILABLE, "n/a")
    chart = write(_column(series("x", 1, gone, 3, None, 5, 6)))
    assert [node.get("idx") for node in chart.find("//c:val//c:pt")] == ["0", "2", "4", "5"]
    assert chart.vals("//c:dispBlanksAs") == ["gap"]
    assert chart.column("x") == [1, None, 3, None, 5, 6]
    finding = next(f for f in chart.parts.findings if f.code == "chart-value-missing")
    assert "2 values" in finding.message
    assert "n/a" in finding.message


def test_all_zero_still_has_a_scale(write: Write, series: MakeSeries) -> None:
    chart = write(_column(series("x", *([0] * 6))))
    assert chart.vals("//c:valAx/c:scaling/c:min") == ["0"]
    assert chart.vals("//c:valAx/c:scaling/c:max") == ["1"]


def test_long_names_are_shortened_and_said(write: Write, series: MakeSeries) -> None:
    names = ("A name that goes on " * 10, "Short")
    chart = write(ChartSpec(ChartKind.COLUMN, names, (series("x", 1, 2),)), cm(9), cm(9))
    assert "chart-category-shortened" in chart.codes()
    shown = chart.find("//c:cat//c:pt[@idx='0']/c:v")[0].text or ""
    assert shown.endswith("…")
    # The workbook keeps the whole name beside the shortened one.
    assert chart.sheet["A2"].value == names[0]
    assert chart.column("Axis label") == [shown, "Short"]


def test_one_column_is_no_slab(write: Write, series: MakeSeries) -> None:
    chart = write(ChartSpec(ChartKind.COLUMN, ("2024",), (series("x", 5),)))
    assert float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0]) < 0.3


def test_three_hundred_bars_show_every_nth_name(write: Write, series: MakeSeries) -> None:
    names = tuple(f"Municipality {n}" for n in range(300))
    chart = write(ChartSpec(ChartKind.BAR, names, (series("x", *range(300)),)))
    assert {"chart-categories-thinned", "chart-axis-for-labels"} <= chart.codes()
    assert len(chart.find("//c:val//c:pt")) == 300
