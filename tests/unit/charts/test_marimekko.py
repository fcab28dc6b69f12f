from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.palette import ink_on
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels
from briefing_app.model.geometry import cm

if TYPE_CHECKING:
    from briefing_app.charts.palette import Palette
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

REGIONS = ("Europe", "Americas", "Asia")
SCATTER = "//c:scatterChart/c:ser"


@pytest.fixture
def spec(series: MakeSeries) -> ChartSpec:
    return ChartSpec(
        ChartKind.MARIMEKKO,
        REGIONS,
        (series("Drugs", 120, 180, 60), series("Devices", 80, 20, 40)),
        number_format="0",
    )


@pytest.fixture
def units(spec: ChartSpec) -> ChartSpec:
    return replace(spec, kind=ChartKind.MARIMEKKO_UNITS, widths=(10.0, 30.0, 60.0))


def _texts(chart: ReadBack, header: str) -> list[str]:
    return [str(value or "") for value in chart.column(header) if value]


def test_columns_are_as_wide_as_their_sums(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    assert chart.column("Sum")[:3] == [200, 200, 100]
    assert chart.column("Left border")[:3] == [0, 40, 80]
    names = [value for value in chart.column("Slice") if value]
    assert [names.count(region) for region in REGIONS] == [40, 40, 20]


def test_slices_are_a_hundred_between_two_empty_ones(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    shares = chart.column("Drugs (slices)")
    assert chart.vals("//c:barChart/c:ser[1]/c:val//c:ptCount") == ["102"]
    assert shares[0] is None
    assert len(shares) == 101
    assert shares[1:41] == [0.6] * 40
    assert shares[41:81] == [0.9] * 40
    assert shares[81:101] == [0.6] * 20
    assert chart.vals("//c:gapWidth") == ["0"]
    assert chart.vals("//c:overlap") == ["100"]


def test_heights_in_units_are_the_values_and_widths_are_given(
    write: Write, units: ChartSpec
) -> None:
    chart = write(units)
    assert chart.column("Width")[:3] == [10, 30, 60]
    assert chart.column("Left border")[:3] == [0, 10, 40]
    assert chart.column("Drugs (slices)")[1:11] == [120] * 10
    assert _texts(chart, "Sum label") == ["200", "200", "100"]
    assert _texts(chart, "Width label") == ["10", "30", "60"]


def test_the_table_stands_first_and_all_else_is_a_formula_of_it(
    write: Write, spec: ChartSpec
) -> None:
    chart = write(spec)
    assert [cell.value for cell in chart.sheet[1]][:4] == ["", "Drugs", "Devices", "Sum"]
    assert [cell.value for cell in chart.sheet[2]][:3] == ["Europe", 120, 80]
    formulas = openpyxl.load_workbook(BytesIO(chart.parts.workbook)).worksheets[0]
    numbers = [c for row in formulas.iter_rows(min_row=2) for c in row if c.value is not None]
    typed = {c.column for c in numbers if not str(c.value).startswith("=")}
    named = {formulas.cell(1, column).value for column in typed}
    assert named == {"", "Drugs", "Devices", "Height of borders", "Base", "Right edge"}


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (SegmentLabels.VALUE, ["120", "180", "60"]),
        (SegmentLabels.SHARE, ["60%", "90%", "60%"]),
        (SegmentLabels.BOTH, ["120 (60%)", "180 (90%)", "60 (60%)"]),
    ],
)
def test_segments_say_what_is_asked_for(
    write: Write, spec: ChartSpec, labels: SegmentLabels, shown: list[str]
) -> None:
    chart = write(replace(spec, segment_labels=labels))
    assert _texts(chart, "Drugs (label)") == shown


def test_a_label_without_room_for_both_says_the_share(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    wide = replace(
        spec,
        categories=("a", "b"),
        series=(series("x", 9_000_000, 400_000), series("y", 1_000_000, 300_000)),
        segment_labels=SegmentLabels.BOTH,
        number_format="#,##0",
    )
    chart = write(wide, cm(22), cm(10))
    assert _texts(chart, "x (label)") == ["9,000,000 (90%)", "57%"]
    assert "chart-share-alone" in chart.codes()


def test_a_label_that_does_not_fit_is_left_out_and_counted(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    thin = replace(spec, series=(series("x", 500, 500, 1), series("y", 1, 500, 1)))
    chart = write(thin)
    assert _texts(chart, "y (label)") == ["500"]
    assert "chart-label-left-out" in chart.codes()


def test_labels_stand_in_the_middle_of_their_segments(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    assert chart.column("Middle")[:3] == [21.5, 61.5, 91.5]
    assert chart.column("Devices (middle)")[:3] == pytest.approx([0.8, 0.95, 0.8])


def test_points_stay_within_the_slices(write: Write, spec: ChartSpec) -> None:
    """LibreOffice stretches the axis of the columns for points that lie outside."""
    chart = write(spec)
    xs = [
        float(node.text or "")
        for node in chart.find(f"{SCATTER}/c:xVal//c:v")
        if node.text is not None
    ]
    assert min(xs) >= 1
    assert max(xs) <= 102
    counts = [int(v) for v in chart.vals(f"{SCATTER}//c:xVal//c:ptCount")]
    assert max(counts) <= 102
    ends = chart.vals("//c:valAx[c:axId/@val='3']/c:scaling/c:min")
    assert ends == ["0.5"]


def test_ink_is_clear_on_each_colour(
    write: Write, spec: ChartSpec, series: MakeSeries, palette: Palette
) -> None:
    four = tuple(series(f"s{n}", 10, 10, 10) for n in range(4))
    chart = write(replace(spec, series=four))
    labelled = f"{SCATTER}[starts-with(c:tx//c:v, 's') and contains(c:tx//c:v, '(middle)')]"
    inks = [
        set(chart.vals(f"({labelled})[{n + 1}]/c:dLbls/c:dLbl//a:rPr/a:solidFill/a:schemeClr"))
        for n in range(4)
    ]
    assert inks == [{ink_on(palette.series[n], palette).scheme} for n in range(4)]
    assert {"bg1"} in inks
    assert {"tx1"} in inks


def test_series_are_named_beside_the_last_column(write: Write, spec: ChartSpec) -> None:
    chart = write(spec)
    names = chart.find(f"{SCATTER}[.//c:showSerName/@val='1']/c:tx//c:v")
    assert [node.text for node in names] == ["Drugs", "Devices"]
    assert not chart.find("//c:legend")


def test_a_legend_stands_in_where_the_last_column_lacks_a_part(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    chart = write(replace(spec, series=(series("x", 1, 2, 3), series("y", 1, 2, 0))))
    assert chart.find("//c:legend")
    hidden = [int(v) for v in chart.vals("//c:legendEntry/c:idx")]
    assert hidden == list(range(2, 2 + len(chart.find(SCATTER))))


def test_a_column_in_focus_has_its_colour(write: Write, series: MakeSeries) -> None:
    spec = ChartSpec(
        ChartKind.MARIMEKKO_UNITS,
        ("a", "b"),
        (series("Margin", 4, 6),),
        widths=(1.0, 3.0),
        focus=("b",),
    )
    points = write(spec).vals("//c:dPt/c:idx")
    assert points == [str(n) for n in range(26, 101)]


def test_a_column_too_narrow_to_be_drawn_is_said(
    write: Write, spec: ChartSpec, series: MakeSeries
) -> None:
    tiny = replace(spec, series=(series("x", 1000, 1, 1000), series("y", 1000, 1, 1000)))
    assert "chart-column-too-narrow" in write(tiny).codes()


def test_what_cannot_be_drawn_is_refused(spec: ChartSpec, units: ChartSpec) -> None:
    def code(asked: ChartSpec) -> str:
        finding = can_chart(asked)
        return finding.code if finding else ""

    below = replace(spec.series[0], values=(1.0, -1.0, 2.0))
    assert code(replace(spec, series=(below,))) == "chart-marimekko-negative"
    assert code(replace(units, widths=(1.0,))) == "chart-marimekko-widths"
    assert code(replace(units, widths=(0.0, 0.0, 0.0))) == "chart-marimekko-empty"
    assert code(replace(units, widths=(1.0, float("nan"), 1.0))) == "chart-marimekko-empty"
    zeros = replace(spec.series[0], values=(0.0, 0.0, 0.0))
    assert code(replace(spec, series=(zeros,))) == "chart-marimekko-empty"
    assert code(spec) == ""
