"""Axes whose texts are long: numbers stand side by side, and a single name is not cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels, Series
from briefing_app.model.geometry import EMU_PER_PT, cm
from briefing_app.model.number_text import number_text
from briefing_app.typeset.metrics import Metrics, TextStyle

if TYPE_CHECKING:
    from tests.unit.charts.conftest import Write

LONG = "Consolidated segment of industrial, municipal and agricultural services"


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.STACKED_BAR])
def test_long_numbers_along_an_axis_stand_side_by_side(
    kind: ChartKind, write: Write, metrics: Metrics
) -> None:
    names = tuple(f"Region {n}" for n in range(24))
    rows = tuple(
        Series(f"Series {m}", tuple(1e10 * (1 + (n * 7 + m) % 9) for n in range(24)))
        for m in range(4)
    )
    width = cm(12)
    chart = write(ChartSpec(kind, names, rows, number_format="€ #,##0"), width, cm(8))
    (low,), (high,) = chart.vals("//c:valAx//c:min"), chart.vals("//c:valAx//c:max")
    (step,) = chart.vals("//c:valAx/c:majorUnit")
    share = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0])
    apart = share * width / EMU_PER_PT * float(step) / (float(high) - float(low))
    size = int(chart.find("//c:valAx/c:txPr//a:defRPr")[0].get("sz", "0")) / 100
    widest = number_text(float(high), "€ #,##0", "en")
    assert metrics.width(widest, TextStyle("Calibri", size)) <= 0.9 * apart


def test_a_single_long_name_is_broken_into_lines(write: Write) -> None:
    rows = tuple(Series(f"Series {n}", (4.0 + n,)) for n in range(3))
    chart = write(ChartSpec(ChartKind.STACKED_COLUMN, (LONG,), rows), cm(16), cm(9))
    shown = chart.find("//c:ser[1]/c:cat//c:pt/c:v")[0].text or ""
    assert "\n" in shown
    assert " ".join(shown.split()) == LONG


def test_several_long_names_are_left_to_whoever_draws_them(write: Write) -> None:
    rows = (Series("Series", (4.0, 5.0)),)
    chart = write(ChartSpec(ChartKind.COLUMN, (LONG, f"{LONG} 2"), rows))
    shown = [node.text for node in chart.find("//c:ser[1]/c:cat//c:pt/c:v")]
    assert shown == [LONG, f"{LONG} 2"]


def test_segments_say_their_share_where_totals_give_way_to_an_axis(write: Write) -> None:
    names = tuple(str(2000 + n) for n in range(16))
    rows = tuple(
        Series(f"Series {m}", tuple(1e9 * (30 + (n * 7 + m * 5) % 11) for n in range(16)))
        for m in range(3)
    )
    spec = ChartSpec(
        ChartKind.STACKED_COLUMN,
        names,
        rows,
        number_format="#,##0",
        segment_labels=SegmentLabels.SHARE,
    )
    chart = write(spec)
    assert "chart-axis-for-labels" in chart.codes()
    shown = chart.find("//c15:dlblRangeCache/c:pt")
    assert len(shown) == 3 * 16


def test_totals_at_the_ends_of_areas_do_not_meet(write: Write) -> None:
    names = tuple(str(2000 + n) for n in range(8))
    rows = tuple(Series(f"S{m}", tuple(2e10 + 1e9 * n for n in range(8))) for m in range(3))
    spec = ChartSpec(ChartKind.STACKED_AREA, names, rows, number_format="#,##0")
    shown = "//c:lineChart/c:ser/c:dLbls/c:dLbl[c:showVal/@val='1']/c:idx"
    assert write(spec, cm(30), cm(15)).vals(shown) == ["0", "7"]
    assert write(spec, cm(7), cm(6)).vals(shown) == ["7"]


def test_a_long_title_of_y_is_turned(write: Write) -> None:
    # LibreOffice breaks a lying title of y at a fifth of the frame, and lays it over the axis.
    def turn(title: str, width: float) -> list[str]:
        rows = tuple(Series(name, (4.0, 5.0, 6.0)) for name in ("Price", title, "Profit"))
        chart = write(ChartSpec(ChartKind.BUBBLE, ("a", "b", "c"), rows), cm(width), cm(12))
        bodies = chart.find("//c:valAx[2]/c:title/c:txPr/a:bodyPr")
        return [body.get("rot", "") for body in bodies]

    assert turn("Volume", 20) == ["0"]
    assert turn("Volume of municipal and agricultural services", 20) == ["-5400000"]
    assert turn("Volume of municipal and agricultural services", 50) == ["0"]


def test_a_name_over_the_last_panel_ends_in_the_frame(write: Write, metrics: Metrics) -> None:
    rows = tuple(Series(f"Versicherungsgesellschaften {n}", (4.0,)) for n in range(12))
    chart = write(ChartSpec(ChartKind.SMALL_MULTIPLES, ("2024",), rows), cm(16), cm(9))
    lines = [node.text or "" for node in chart.find("//c:dLbl//a:p//a:t")]
    lines = [line for line in lines if "Vers" in line]
    sizes = {int(n.get("sz", "0")) / 100 for n in chart.find("//c:dLbl//a:fld/a:rPr[@b='1']")}
    share = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0])
    # Seven places of one category: four panels, and three gaps between them.
    panel = share * cm(16) / EMU_PER_PT / 7
    assert lines
    style = TextStyle("Calibri", max(sizes), bold=True)
    assert max(metrics.width(line, style) for line in lines) <= panel


def test_a_column_in_units_says_its_figure_without_totals(write: Write) -> None:
    spec = ChartSpec(
        ChartKind.MARIMEKKO_UNITS,
        ("a", "b"),
        (Series("Price", (4.0, 5.0)),),
        widths=(10.0, 20.0),
        show_totals=False,
    )
    shown = {node.text for node in write(spec).find("//c15:dlblRangeCache/c:pt/c:v")}
    assert {"4", "5"} <= shown
