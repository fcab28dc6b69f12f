from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Series

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

STEPS = ("Revenue 2023", "Price", "Volume", "Cost", "Profit 2024")


def _spec(series: Series, totals: tuple[int, ...] = (0, 4), code: str = "0.0") -> ChartSpec:
    return ChartSpec(
        ChartKind.WATERFALL, STEPS, (series,), number_format=code, total_categories=totals
    )


@pytest.fixture
def bridge(write: Write, series: MakeSeries) -> ReadBack:
    return write(_spec(series("EBIT", 100, 12.5, 8.25, -21.5, 99.25)))


def test_levels_run_through_the_steps(bridge: ReadBack) -> None:
    assert bridge.column("Start") == [0, 100, 112.5, 120.75, 0]
    assert bridge.column("End") == [100, 112.5, 120.75, 99.25, 99.25]
    assert bridge.column("Base") == [0, 100, 112.5, 99.25, 0]
    assert bridge.column("Up") == [0, 12.5, 8.25, 0, 0]
    assert bridge.column("Down") == [0, 0, 0, 21.5, 0]
    assert bridge.column("Total") == [100, 0, 0, 0, 99.25]


def test_the_last_total_follows_and_is_no_input(bridge: ReadBack) -> None:
    assert bridge.column("EBIT") == [100, 12.5, 8.25, -21.5, None]
    assert "chart-bridge-broken" not in bridge.codes()


def test_seven_series_are_stacked_and_the_base_is_invisible(bridge: ReadBack) -> None:
    assert bridge.vals("//c:barChart/c:grouping") == ["stacked"]
    assert bridge.vals("//c:overlap") == ["100"]
    assert len(bridge.find("//c:barChart/c:ser")) == 7
    assert len(bridge.find("//c:barChart/c:ser[1]/c:spPr/a:noFill")) == 1
    fills = bridge.vals("//c:barChart/c:ser[position()>1]/c:spPr/a:solidFill/a:schemeClr")
    assert fills == ["accent5", "accent6", "tx1"] * 2


def test_three_lines_take_turns_in_joining_the_levels(bridge: ReadBack) -> None:
    assert bridge.column("Line 1") == [100, 100, None, 99.25, 99.25]
    assert bridge.column("Line 2") == [None, 112.5, 112.5, None, None]
    assert bridge.column("Line 3") == [None, None, 120.75, 120.75, None]
    assert bridge.vals("//c:dispBlanksAs") == ["gap"]


def test_labels_are_signed_texts_of_cells(bridge: ReadBack) -> None:
    texts = ["100.0", "+12.5", "+8.3", "−21.5", "99.3"]
    assert bridge.column("Label") == texts
    assert [n.text for n in bridge.find("//c15:dlblRangeCache//c:v")] == texts
    assert [n.text for n in bridge.find("//a:fld/a:t")] == texts


def test_a_step_across_zero_is_two_pieces(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("EBIT", 30, -50, -20, 60, None)))
    assert chart.column("Down") == [0, 30, 0, 0, 0]
    assert chart.column("Down below zero") == [0, -20, -20, 0, 0]
    assert chart.column("Base") == [0, 0, -20, 0, 0]
    assert chart.column("Up") == [0, 0, 0, 20, 0]
    assert chart.column("Up below zero") == [0, 0, 0, -40, 0]
    # What lies below zero is labelled below.
    label = "//c:lineChart/c:ser[last()]/c:dLbls/c:dLbl/c:dLblPos"
    assert chart.vals(label) == ["t", "t", "b", "t", "t"]


def test_zero_pieces_are_left_out_of_the_drawing(bridge: ReadBack) -> None:
    drawn = bridge.find("//c:barChart/c:ser[2]/c:val//c:pt")
    assert [node.get("idx") for node in drawn] == ["1", "2"]


def test_a_total_that_the_steps_do_not_reach_is_kept_and_said(
    write: Write, series: MakeSeries
) -> None:
    chart = write(_spec(series("EBIT", 100, 12.5, 8.25, -21.5, 90)))
    assert chart.column("End")[-1] == 90
    assert chart.column("EBIT")[-1] == 90
    finding = next(f for f in chart.parts.findings if f.code == "chart-bridge-broken")
    assert "90.0" in finding.message
    assert "99.3" in finding.message


def test_a_total_that_differs_only_in_rounding_follows(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("EBIT", 100, 12.5, 8.25, -21.5, 99.26)))
    assert chart.column("EBIT")[-1] is None
    assert chart.column("End")[-1] == 99.25


def test_a_missing_step_keeps_the_level(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("EBIT", 100, None, 8, -21, None)))
    assert chart.column("End") == [100, 100, 108, 87, 87]
    assert chart.column("Label")[1] is None
    assert chart.column("Label level")[1] is None


def test_all_zero(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("EBIT", 0, 0, 0, 0, 0)))
    assert chart.column("Label") == ["0.0"] * 5
    assert not chart.find("//c:barChart//c:val//c:pt")


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("code", ["0.0", "#,##0", "0.0%", "General"])
def test_the_bridge_follows_its_inputs(
    write: Write, series: MakeSeries, tmp_path: Path, code: str
) -> None:
    """Change inputs, let LibreOffice calculate, compare with a chart written from those inputs."""
    before = write(_spec(series("EBIT", 1100, 12.5, 8.25, -21.5, None), code=code))
    changed = _recalculated(before.parts.workbook, {"B3": -1250.5, "B5": 80.75}, tmp_path)
    after = write(_spec(series("EBIT", 1100, -1250.5, 8.25, 80.75, None), code=code))
    headers = [str(cell.value) for cell in after.sheet[1]]
    for got, want in zip(changed.iter_rows(), after.sheet.iter_rows(), strict=True):
        for header, cell, expected in zip(headers, got, want, strict=True):
            where = f"{cell.coordinate} ({header})"
            if header == "Label level":
                continue  # above or below is decided when the chart is written
            if isinstance(expected.value, int | float):
                assert cell.value == pytest.approx(expected.value), where
            else:
                assert (cell.value or None) == (expected.value or None), where


def _recalculated(workbook: bytes, inputs: dict[str, float], folder: Path) -> Worksheet:
    """Return the worksheet after inputs were changed and LibreOffice calculated it."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    for address, value in inputs.items():
        book["Data"][address] = value
    book.save(folder / "changed.xlsx")
    soffice = shutil.which("soffice") or "soffice"
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder / "out"), str(folder / "changed.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(folder / "out/changed.xlsx", data_only=True)["Data"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_helper_is_a_formula(bridge: ReadBack) -> None:
    sheet = openpyxl.load_workbook(BytesIO(bridge.parts.workbook))["Data"]
    inputs = {"A", "B", "C"}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.value is not None and cell.column_letter not in inputs:
                assert re.match("=", str(cell.value)), cell.coordinate


def test_levels_can_be_left_unjoined(write: Write, series: MakeSeries) -> None:
    joined = _spec(series("EBIT", 100, 12.5, 8.25, -21.5, 99.25))
    on = write(replace(joined, decorations=(Decoration(Mark.CONNECTORS),)))
    off = write(replace(joined, decorations=(Decoration(Mark.CONNECTORS, text="off"),)))
    assert len(on.find("//c:lineChart/c:ser")) == 4
    assert len(off.find("//c:lineChart/c:ser")) == 1
    numbers = off.vals("//c:ser/c:idx")
    assert numbers == [str(n) for n in range(len(numbers))]


def test_many_steps_have_an_axis_and_say_so(write: Write, series: MakeSeries) -> None:
    count = 80
    spec = ChartSpec(
        ChartKind.WATERFALL,
        tuple(f"Step {n}" for n in range(count)),
        (series("x", 10_000, *([250, -125] * 39), None),),
        number_format="#,##0.0",
        total_categories=(0, count - 1),
    )
    assert "chart-axis-for-labels" in write(spec).codes()
