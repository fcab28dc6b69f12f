from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from statistics import correlation
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.point_cloud import Cloud, Group, Point
from briefing_app.charts.point_labels import Box
from briefing_app.charts.point_words import fit_of
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Series
from briefing_app.model.geometry import EMU_PER_PT, cm
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

NAMES = ("Germany", "France", "Spain", "Italy", "Poland")
XS, YS = (50.0, 42.0, 30.0, 35.0, 18.0), (80.5, 82.3, 83.0, 82.5, 76.5)
LABELS = "//c:scatterChart/c:ser/c:dLbls/c:dLbl"


def _spec(names: tuple[str, ...] = NAMES, **more: object) -> ChartSpec:
    x = Series("Income", XS, "#,##0", unit="EUR k")
    y = Series("Life expectancy", YS, "0.0", unit="years")
    facts: dict[str, Any] = {"series": (x, y), **more}
    return ChartSpec(ChartKind.SCATTER, names, **facts)


def test_points_are_one_series_of_the_input_cells(write: Write) -> None:
    chart = write(_spec())
    assert [n.text for n in chart.find("//c:xVal//c:f")] == ["Data!$B$2:$B$6"]
    assert [n.text for n in chart.find("//c:yVal//c:f")] == ["Data!$C$2:$C$6"]
    assert chart.column("Income, EUR k") == list(XS)
    assert not Worksheet(chart.parts.workbook).formulas


def test_both_axes_are_shown_with_their_titles(write: Write) -> None:
    chart = write(_spec())
    assert chart.vals("//c:valAx/c:delete") == ["0", "0"]
    titles = [node.text for node in chart.find("//c:valAx/c:title//c:v")]
    assert titles == ["Income, EUR k", "Life expectancy, years"]
    assert [node.text for node in chart.find("//c:title//c:f")] == ["Data!$B$1", "Data!$C$1"]
    low, high = chart.vals("//c:valAx[1]/c:scaling/c:min"), chart.vals("//c:valAx[1]//c:max")
    assert float(low[0]) <= min(XS)
    assert float(high[0]) >= max(XS)


def test_an_axis_near_zero_starts_there_and_another_does_not(write: Write) -> None:
    near = replace(_spec(), series=(Series("x", (1.0, 4, 8, 10, 12)), Series("y", YS)))
    chart = write(near)
    assert chart.vals("//c:valAx/c:scaling/c:min") == ["0", "76"]


def test_a_group_is_a_range_of_rows_and_has_a_legend(write: Write) -> None:
    chart = write(_spec(groups=("North", "North", "South", "South", "East")))
    groups = chart.find("//c:scatterChart/c:ser[position()>1]")
    assert len(groups) == 3
    names = [n.text for n in chart.find("//c:ser/c:tx/c:strRef/c:f")]
    assert names == ["Data!$D$2", "Data!$D$4", "Data!$D$6"]
    assert [n.text for n in chart.find("//c:ser[position()>1]/c:xVal//c:f")] == [
        "Data!$B$2:$B$3",
        "Data!$B$4:$B$5",
        "Data!$B$6:$B$6",
    ]
    # All points once more come first, since LibreOffice drops what comes before a longer series.
    assert chart.vals("//c:legendEntry/c:idx") == ["0"]
    fills = chart.vals("//c:ser[position()>1]/c:marker//a:solidFill[1]/a:schemeClr")
    assert len(set(fills[::2])) == 3


def test_groups_that_are_mixed_are_sorted_in_the_worksheet(write: Write) -> None:
    chart = write(_spec(groups=("a", "b", "a", "b", "a")))
    assert chart.column("Group") == ["a", "a", "a", "b", "b"]
    assert [row[0].value for row in chart.sheet.iter_rows(min_row=2)] == [
        "Germany",
        "Spain",
        "Poland",
        "France",
        "Italy",
    ]


def test_a_point_in_focus_has_its_own_marker_and_a_bold_name(write: Write) -> None:
    chart = write(_spec(focus=("Spain",)))
    assert chart.vals("//c:ser/c:dPt/c:idx") == ["4"]  # the last row, so that it is seen
    assert chart.vals("//c:dPt//a:solidFill[1]/a:schemeClr")[0] == "accent1"
    bold = {n.get("b"): n for n in chart.find("//a:fld/a:rPr")}
    assert bold["1"].getparent() is not None
    assert [n.text for n in chart.find("//a:fld[a:rPr/@b='1']/a:t")] == ["Spain"]


def test_rows_without_a_place_come_last_and_are_told(write: Write, series: MakeSeries) -> None:
    chart = write(
        replace(_spec(), series=(series("x", 1, None, 3, 4, 5), series("y", 1, 2, 3, None, 5)))
    )
    assert [n.text for n in chart.find("//c:xVal//c:f")] == ["Data!$B$2:$B$4"]
    assert [row[0].value for row in chart.sheet.iter_rows(min_row=5)] == ["France", "Italy"]
    assert "chart-point-missing" in chart.codes()
    assert "chart-value-missing" not in chart.codes()


# --- names ------------------------------------------------------------------------------------


def _label_boxes(chart: ReadBack, width: float, height: float) -> list[Box]:
    """Return the middles of all names, by what the part says and not by our own plan."""
    layout = [
        float(v) for v in chart.vals("//c:plotArea/c:layout//*[@val and not(@val='edge')]")[1:]
    ]
    left, top, wide, high = (
        layout[0] * width,
        layout[1] * height,
        layout[2] * width,
        layout[3] * height,
    )
    scales = [
        (
            float(chart.vals(f"//c:valAx[{n}]//c:min")[0]),
            float(chart.vals(f"//c:valAx[{n}]//c:max")[0]),
        )
        for n in (1, 2)
    ]
    boxes = []
    for label in chart.find(LABELS):
        ser = label.getparent().getparent()  # type: ignore[union-attr]
        assert ser is not None
        index = label.find("{*}idx").get("val")  # type: ignore[union-attr]
        at = [
            float(ser.find(f"{{*}}{tag}").findtext(f".//{{*}}pt[@idx='{index}']/{{*}}v"))  # type: ignore[union-attr,arg-type]
            for tag in ("xVal", "yVal")
        ]
        x = left + (at[0] - scales[0][0]) / (scales[0][1] - scales[0][0]) * wide
        y = top + (scales[1][1] - at[1]) / (scales[1][1] - scales[1][0]) * high
        moved = [float(n.get("val")) for n in label.iterfind(".//{*}manualLayout/*")]  # type: ignore[arg-type]
        if moved:
            x, y = x + moved[0] * width, y + moved[1] * height
        size = float(label.find(".//{*}rPr").get("sz")) / 100  # type: ignore[union-attr,arg-type]
        text = label.findtext(".//{*}t") or ""
        # A low estimate of the width, so that what overlaps here surely overlaps.
        span, side = len(text) * size * 0.35, label.find("{*}dLblPos").get("val")  # type: ignore[union-attr]
        x += {"r": 5 + span / 2, "l": -5 - span / 2}.get(str(side), 0.0)
        y += {"t": -4 - size / 2, "b": 4 + size / 2}.get(str(side), 0.0)
        boxes.append((x - span / 2, y - size / 2, x + span / 2, y + size / 2))
    return boxes


POINTS = st.lists(
    st.tuples(st.floats(0, 100), st.floats(-50, 50)), min_size=1, max_size=50, unique=True
)


@settings(max_examples=40)
@given(points=POINTS, wide=st.integers(12, 30))
def test_names_stand_apart_in_the_frame(
    points: list[tuple[float, float]], wide: int, write: Write
) -> None:
    names = tuple(f"Company {n}" for n in range(len(points)))
    xs, ys = zip(*points, strict=True)
    spec = ChartSpec(ChartKind.SCATTER, names, (Series("x", xs), Series("y", ys)))
    frame = cm(wide), cm(wide / 2)
    chart = write(spec, *frame)
    boxes = _label_boxes(chart, frame[0] / EMU_PER_PT, frame[1] / EMU_PER_PT)
    for box in boxes:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= frame[0] / EMU_PER_PT
        assert box[3] <= frame[1] / EMU_PER_PT
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    left_out = len(points) - len(boxes)
    assert ("chart-point-unnamed" in chart.codes()) == bool(left_out)


def test_names_follow_their_cells(write: Write) -> None:
    chart = write(_spec())
    assert [n.text for n in chart.find("//c15:datalabelsRange/c15:f")] == ["Data!$A$2:$A$6"]
    assert {n.text for n in chart.find("//c15:dlblRangeCache//c:v")} == set(NAMES)
    assert len(chart.find(LABELS)) == 5


def test_a_long_name_is_cut_and_kept_in_the_worksheet(write: Write) -> None:
    long = "A name that is far too long for a chart of points and their names " * 3
    chart = write(_spec((long.strip(), *NAMES[1:])))
    shown = chart.column("Name shown")
    assert str(shown[0]).endswith("…")
    assert shown[1:] == list(NAMES[1:])
    assert chart.sheet["A2"].value == long.strip()
    assert Worksheet(chart.parts.workbook).cells["D3"] == "=A3"
    assert "chart-point-name-shortened" in chart.codes()


def test_of_a_thousand_points_the_extreme_ones_and_the_focus_are_named(write: Write) -> None:
    count = 1000
    xs = tuple(float(n * 37 % 991) for n in range(count))
    ys = tuple(float(n * 53 % 887) for n in range(count))
    names = tuple(f"P{n}" for n in range(count))
    spec = ChartSpec(ChartKind.SCATTER, names, (Series("x", xs), Series("y", ys)), focus=("P500",))
    chart = write(spec)
    shown = {n.text for n in chart.find("//a:fld/a:t")}
    assert "P500" in shown
    assert len(shown) <= 13
    assert chart.vals("//c:ser[1]/c:marker/c:size") == ["4"]
    assert chart.vals("//c:ser[1]/c:marker//a:alpha") == ["60000"]
    assert "chart-point-unnamed" in chart.codes()


def test_leader_lines_follow_their_points(write: Write) -> None:
    ring = [(50 + dx, 50 + dy) for dx in (-1.2, 0, 1.2) for dy in (-2.5, 0, 2.5)]
    points = [*ring, (0.0, 0.0), (100.0, 100.0)]
    xs, ys = zip(*points, strict=True)
    names = tuple(f"Company number {n}" for n in range(len(points)))
    chart = write(ChartSpec(ChartKind.SCATTER, names, (Series("x", xs), Series("y", ys))))
    sheet = Worksheet(chart.parts.workbook)
    leaders = [cell for cell in sheet.column("Leader x") if cell is not None]
    assert leaders
    _stored_is_calculated(chart)
    row = next(n for n in range(2, 13) if f"B{n}" in str(sheet.cells["D2"]))
    before, base = sheet.value("D2"), sheet.cells[f"B{row}"]
    sheet.cells[f"B{row}"] = float(base) + 10  # type: ignore[arg-type]
    assert sheet.value("D2") == pytest.approx(float(before) + 10)  # type: ignore[arg-type]
    # No series before a longer one, or LibreOffice would leave it out.
    counts = [int(v) for v in chart.vals("//c:ser/c:xVal//c:ptCount")]
    assert counts[0] == max(counts)


def _stored_is_calculated(chart: ReadBack) -> None:
    sheet = Worksheet(chart.parts.workbook)
    for at in sheet.formulas:
        stored, value = sheet.stored[at], sheet.value(at)
        same = pytest.approx(value) if isinstance(value, float) else value
        assert stored == same, (at, sheet.cells[at])


# --- lines ------------------------------------------------------------------------------------


def test_lines_stand_at_mean_median_and_value(write: Write) -> None:
    marks = (
        Decoration(Mark.MEAN_LINE, "Income"),
        Decoration(Mark.VALUE_LINE, "Life expectancy"),
        Decoration(Mark.VALUE_LINE, "Life expectancy", value=81.0, text="Goal 81"),
    )
    chart = write(_spec(decorations=marks))
    assert chart.column("Line text")[1::2][:3] == ["Ø 35", "Median 82.3", "Goal 81"]
    assert [c for c in chart.column("Line x") if c is not None][:2] == [35.0, 35.0]
    _stored_is_calculated(chart)
    sheet = Worksheet(chart.parts.workbook)
    sheet.cells["B2"] = 100.0
    assert sheet.column("Line x")[0] == pytest.approx(45.0)
    assert sheet.column("Line text")[1] == "Ø 45"
    assert "chart-decoration-left-out" not in chart.codes()
    # Points first: what LibreOffice draws depends on it.
    assert chart.vals("//c:ser/c:xVal//c:ptCount") == ["5", "2", "2", "2"]


def test_a_value_line_outside_the_points_widens_the_axis(write: Write) -> None:
    chart = write(_spec(decorations=(Decoration(Mark.VALUE_LINE, "Income", value=120.0),)))
    assert float(chart.vals("//c:valAx[1]//c:max")[0]) >= 120


def test_a_trend_is_a_line_of_best_fit_and_its_fit_is_told(write: Write) -> None:
    chart = write(_spec(trend=True))
    assert chart.vals("//c:trendline/c:trendlineType") == ["linear"]
    assert chart.vals("//c:trendline/c:dispEq") == ["0"]
    finding = next(f for f in chart.parts.findings if f.code == "chart-trend")
    fit = f"{correlation(XS, YS) ** 2:.2f}"
    assert fit in finding.message
    assert f"R² = {fit}" in chart.parts.alt_text


def test_a_trend_that_cannot_be_is_told(write: Write, series: MakeSeries) -> None:
    flat = replace(_spec(trend=True), series=(series("x", 2, 2, 2, 2, 2), series("y", *YS)))
    chart = write(flat)
    assert "chart-trend-missing" in chart.codes()
    assert not chart.find("//c:trendline")


def test_a_fit_is_least_squares(write: Write) -> None:
    points = tuple(Point(n, "", float(n), 2.0 * n + 1, None, focus=False) for n in range(4))
    group = Group("", 0, 4, None)  # type: ignore[arg-type]
    fit = fit_of(Cloud(points, (group,), ()))
    assert fit is not None
    assert fit.slope == pytest.approx(2.0)
    assert fit.at(10.0) == pytest.approx(21.0)
    assert fit.r_squared == pytest.approx(1.0)


# --- what is said -----------------------------------------------------------------------------


def test_the_alternative_text_tells_both_ranges(write: Write) -> None:
    told = write(_spec(language="de")).parts.alt_text
    assert "5 Punkte" in told
    assert "Income, EUR k von 18 (Poland) bis 50 (Germany)" in told


@pytest.mark.parametrize("count", [1, 3])
def test_a_scatter_has_two_series(count: int) -> None:
    spec = replace(_spec(), series=(Series("x", XS),) * count)
    finding = can_chart(spec)
    assert finding is not None
    assert finding.code == "chart-point-series"


def test_a_scatter_needs_a_point(series: MakeSeries) -> None:
    apart = (series("x", 1, None, None, None, None), series("y", None, 1, None, None, None))
    finding = can_chart(replace(_spec(), series=apart))
    assert finding is not None
    assert finding.code == "chart-without-points"
