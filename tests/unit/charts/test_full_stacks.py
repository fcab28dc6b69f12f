"""Stacks of 100 %, what segments say, and the scale that charts share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.segment_texts import (
    segment_formula,
    segment_text,
    share_numbers,
    share_text,
)
from briefing_app.model.chart_spec import (
    ChartKind,
    ChartSpec,
    Decoration,
    Mark,
    SegmentLabels,
    Series,
)
from briefing_app.model.geometry import EMU_PER_PT, cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

YEARS = ("2022", "2023", "2024")
BOTH, SHARE = SegmentLabels.BOTH, SegmentLabels.SHARE
FULL = (ChartKind.FULL_COLUMN, ChartKind.FULL_BAR)
WIDTH, HEIGHT = cm(20), cm(12)


def _spec(kind: ChartKind, *series: Series, **more: object) -> ChartSpec:
    facts: dict[str, object] = {"number_format": "0", **more}
    return ChartSpec(kind, YEARS, series, **facts)  # type: ignore[arg-type]


@pytest.fixture
def three(series: MakeSeries) -> tuple[Series, ...]:
    return (series("Services", 30, 34, 36), series("Goods", 22, 20, 21), series("Other", 8, 9, 3))


def _formulas(chart: ReadBack, header: str) -> list[object]:
    from io import BytesIO

    import openpyxl

    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    column = [cell.value for cell in sheet[1]].index(header) + 1
    return [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]


# --- texts ------------------------------------------------------------------------------------


def test_a_segment_says_its_value_its_share_or_both() -> None:
    english, german = label_format("#,##0", "en"), label_format("#,##0", "de")
    assert segment_text(SegmentLabels.VALUE, 1234.0, 4936.0, english) == "1,234"
    assert segment_text(SHARE, 1234.0, 4936.0, english) == "25%"
    assert segment_text(BOTH, 1234.0, 4936.0, english) == "1,234 (25%)"
    assert segment_text(BOTH, 1234.0, 4936.0, german) == "1.234 (25\u00a0%)"


@given(share=st.floats(0, 1), language=st.sampled_from(["en", "de", "zh"]))
def test_a_share_is_printed_as_by_its_format(share: float, language: str) -> None:
    assert share_text(share, language) == share_numbers(language).text(share)


def test_the_formula_of_a_share_knows_a_whole_of_nothing() -> None:
    formula = segment_formula(SHARE, "B2", "SUM(B2:C2)", label_format("0", "en"))
    assert formula.startswith('IF(SUM(B2:C2)=0,"",')
    assert "B2/SUM(B2:C2)*100" in formula


# --- 100 % ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FULL)
def test_values_are_inputs_and_shares_are_drawn(
    kind: ChartKind, write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(kind, *three))
    assert chart.column("Goods") == [22, 20, 21]
    assert chart.column("Goods (share)") == pytest.approx([22 / 60, 20 / 63, 21 / 60])
    assert _formulas(chart, "Goods (share)")[0] == "=IF(SUM(B2:D2)=0,0,C2/SUM(B2:D2))"
    drawn = "//c:barChart/c:ser[c:tx//c:v='Goods']"
    assert [node.text for node in chart.find(f"{drawn}/c:val//c:f")] == ["Data!$F$2:$F$4"]
    assert [node.text for node in chart.find(f"{drawn}/c:tx//c:f")] == ["Data!$C$1"]
    tops = [0.0] * 3
    for bars in chart.find("//c:barChart/c:ser[position()<4]"):
        points = bars.findall(".//c:val//c:pt/c:v", {"c": bars.nsmap["c"]})
        tops = [top + float(point.text or "") for top, point in zip(tops, points, strict=True)]
    assert tops == pytest.approx([1.0, 1.0, 1.0])


@pytest.mark.parametrize("kind", FULL)
def test_the_first_total_says_what_is_100_percent(
    kind: ChartKind, write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(kind, *three))
    assert chart.column("Total") == ["100% = 60", "63", "60"]
    formulas = _formulas(chart, "Total")
    assert str(formulas[0]).startswith('="100% = "&')
    assert "SUM(B3:D3)" in str(formulas[1])
    assert write(_spec(kind, *three, language="de")).column("Total")[0] == "100\u00a0% = 60"


def test_figures_of_totals_stand_over_the_middle_of_their_columns(
    write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(ChartKind.FULL_COLUMN, *three))
    total = "//c:lineChart/c:ser[c:tx//c:v='Total position']"
    moves = [float(move) for move in chart.vals(f"{total}//c:manualLayout/c:x")]
    assert len(moves) == 1
    assert moves[0] < 0
    # The words at the left have room inside the frame.
    left = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:x")[0])
    slot = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0]) / 3
    assert left + slot / 2 + moves[0] > 0


def test_totals_of_shares_are_shown_on_demand_only(write: Write, series: MakeSeries) -> None:
    rows = (series("A", 0.4, 0.5, 0.3), series("B", 0.6, 0.5, 0.7))
    spec = _spec(ChartKind.FULL_COLUMN, *rows, number_format="0%")
    assert "Total" not in [cell.value for cell in write(spec).sheet[1]]
    wanted = replace(spec, decorations=(Decoration(Mark.HUNDRED_PERCENT),))
    assert write(wanted).column("Total")[0] == "100% = 100%"


def test_no_totals_when_none_are_wanted(write: Write, three: tuple[Series, ...]) -> None:
    for kind in FULL:
        chart = write(_spec(kind, *three, show_totals=False))
        assert "Total" not in [cell.value for cell in chart.sheet[1]]


def test_a_value_below_zero_is_no_part_of_100_percent(series: MakeSeries) -> None:
    for kind in FULL:
        finding = can_chart(_spec(kind, series("A", 1, -2, 3), series("B", 1, 2, 3)))
        assert finding is not None
        assert finding.code == "chart-full-negative"


def test_a_stack_of_nothing_has_no_shares(write: Write, series: MakeSeries) -> None:
    spec = _spec(
        ChartKind.FULL_COLUMN, series("A", 0, 2, 3), series("B", 0, 2, 3), segment_labels=BOTH
    )
    chart = write(spec)
    assert chart.column("A (share)") == [0, 0.5, 0.5]
    assert chart.column("A (label)") == [None, "2 (50%)", "3 (50%)"]
    assert chart.column("Total") == ["100% = 0", "4", "6"]


def test_many_columns_have_an_axis_of_shares(write: Write) -> None:
    names = tuple(f"Region {n}" for n in range(40))
    row = Series("A", tuple(1234567.0 + n for n in range(40)))
    spec = ChartSpec(ChartKind.FULL_COLUMN, names, (row, replace(row, name="B")))
    chart = write(spec)
    assert "chart-axis-for-labels" in chart.codes()
    assert chart.vals("//c:valAx/c:scaling/c:max") == ["1"]
    assert [n.get("formatCode") for n in chart.find("//c:valAx/c:numFmt")] == ["0%"]


# --- labels of segments -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR, *FULL])
def test_segments_show_value_and_share_from_cells(
    kind: ChartKind, write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(kind, *three, segment_labels=BOTH))
    assert chart.column("Services (label)") == ["30 (50%)", "34 (54%)", "36 (60%)"]
    shown = "//c:barChart/c:ser[c:tx//c:v='Services']"
    assert [n.text for n in chart.find(f"{shown}//c15:dlblRangeCache//c:v")] == [
        "30 (50%)",
        "34 (54%)",
        "36 (60%)",
    ]
    assert set(chart.vals(f"{shown}//c:dLblPos")) == {"ctr"}


def test_a_label_without_room_for_its_share_keeps_its_value(
    write: Write, three: tuple[Series, ...]
) -> None:
    chart = write(_spec(ChartKind.STACKED_BAR, *three, segment_labels=BOTH), cm(9), cm(6))
    labels = [text for name in ("Goods", "Other") for text in chart.column(f"{name} (label)")]
    assert any(label in ("8", "9", "20", "21", "22") for label in labels)
    assert "chart-share-left-out" in chart.codes()


def test_stacks_with_parts_below_zero_show_values(write: Write, series: MakeSeries) -> None:
    spec = _spec(
        ChartKind.STACKED_COLUMN, series("A", 5, -6, 7), series("B", 9, 3, 4), segment_labels=BOTH
    )
    chart = write(spec)
    assert "chart-share-negative" in chart.codes()
    assert "A (label)" not in [cell.value for cell in chart.sheet[1]]


@given(
    rows=st.lists(st.lists(st.floats(0, 1000), min_size=3, max_size=3), min_size=2, max_size=6),
    width=st.integers(6, 30),
)
def test_texts_fit_their_segments(rows: list[list[float]], width: int, write: Write) -> None:
    series = [Series(f"S{n}", tuple(row)) for n, row in enumerate(rows)]
    series.append(Series("Base", (1.0, 1.0, 1.0)))
    spec = _spec(ChartKind.FULL_COLUMN, *series, segment_labels=SHARE)
    chart = write(spec, cm(width), cm(9))
    layout = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0])
    unit = layout * cm(9) / EMU_PER_PT / float(chart.vals("//c:valAx//c:max")[0])
    for bars in chart.find("//c:barChart/c:ser"):
        ns = {"c": bars.nsmap["c"], "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
        shares = {
            point.get("idx"): float(point.findtext("c:v", "", ns))
            for point in bars.findall("c:val//c:pt", ns)
        }
        for label in bars.findall("c:dLbls/c:dLbl", ns):
            index = label.find("c:idx", ns)
            run = label.find(".//a:fld/a:rPr", ns)
            assert index is not None
            assert run is not None
            size = float(run.get("sz", "0")) / 100
            assert size >= 8
            assert shares[index.get("val")] * unit >= size


# --- one scale for several charts -------------------------------------------------------------


@pytest.mark.parametrize("kind", [ChartKind.COLUMN, ChartKind.BAR])
def test_charts_that_share_limits_share_their_axis(
    kind: ChartKind, write: Write, series: MakeSeries
) -> None:
    for figures in ((1, 2, 3), (70, 80, 90)):
        chart = write(_spec(kind, series("A", *figures), limits=(0.0, 100.0)))
        assert chart.vals("//c:valAx/c:scaling/c:max") == ["100"]
        assert chart.vals("//c:valAx/c:scaling/c:min") == ["0"]
        assert "chart-beyond-limits" not in chart.codes()


def test_stacks_share_a_scale_and_keep_room_for_their_totals(
    write: Write, three: tuple[Series, ...]
) -> None:
    for kind in (ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR):
        chart = write(_spec(kind, *three, limits=(0.0, 63.0)))
        assert chart.vals("//c:valAx/c:scaling/c:max") == ["63"]
    low = write(_spec(ChartKind.STACKED_COLUMN, *three, limits=(0.0, 63.0)))
    top = float(low.vals("//c:plotArea/c:layout/c:manualLayout/c:y")[0])
    assert top * HEIGHT / EMU_PER_PT > 12


def test_a_bar_beyond_the_shared_scale_widens_it(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(ChartKind.COLUMN, series("A", 1, 2, 30), limits=(0.0, 10.0)))
    assert float(chart.vals("//c:valAx/c:scaling/c:max")[0]) >= 30
    assert "chart-beyond-limits" in chart.codes()


def test_limits_never_move_bars_off_zero(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(ChartKind.COLUMN, series("A", 50, 60, 70), limits=(40.0, 80.0)))
    assert float(chart.vals("//c:valAx/c:scaling/c:min")[0]) == 0
