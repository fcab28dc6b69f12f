from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels, Series
from briefing_app.model.geometry import EMU_PER_PT, cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

YEARS = ("2022", "2023", "2024")
PLAN_ACTUAL = ("Plan", "Plan", "Actual", "Actual")
WIDTH, HEIGHT = cm(20), cm(12)


def _spec(*series: Series, names: tuple[str, ...] = YEARS, **more: object) -> ChartSpec:
    facts: dict[str, object] = {"number_format": "0", "stacks": PLAN_ACTUAL, **more}
    return ChartSpec(ChartKind.STACKED_CLUSTERED, names, series, **facts)  # type: ignore[arg-type]


@pytest.fixture
def four(series: MakeSeries) -> tuple[Series, ...]:
    return (
        series("Goods", 10, 20, 30),
        series("Services", 5, 6, 7),
        series("Goods", 11, 19, 33),
        series("Services", 4, 8, 9),
    )


@pytest.fixture
def chart(write: Write, four: tuple[Series, ...]) -> ReadBack:
    return write(_spec(*four))


def test_each_stack_has_a_slot_and_categories_are_apart(chart: ReadBack) -> None:
    assert chart.column("Stack") == ["Plan", "Actual", None] * 2 + ["Plan", "Actual"]
    assert chart.column("Goods (Plan)") == [10, None, None, 20, None, None, 30, None]
    assert chart.column("Goods (Actual)") == [None, 11, None, None, 19, None, None, 33]
    assert [n.text for n in chart.find("//c:barChart/c:ser[1]/c:cat//c:f")] == ["Data!$F$2:$F$9"]
    assert chart.vals("//c:barChart/c:overlap") == ["100"]


def test_slots_are_formulas_over_the_table(chart: ReadBack) -> None:
    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    assert [sheet.cell(row, 7).value for row in range(2, 10)] == [
        "=B2", None, None, "=B3", None, None, "=B4", None,
    ]  # fmt: skip
    assert [sheet.cell(row, 9).value for row in (3, 6, 9)] == ["=D2", "=D3", "=D4"]
    # The names of the stacks are typed once.
    assert [sheet.cell(row, 6).value for row in (2, 3, 5, 6)] == ["Plan", "Actual", "=F$2", "=F$3"]
    assert [n.text for n in chart.find("//c:barChart/c:ser/c:tx//c:f")] == [
        "Data!$B$1", "Data!$C$1", "Data!$D$1", "Data!$E$1",
    ]  # fmt: skip


def test_each_stack_has_its_total(chart: ReadBack) -> None:
    assert chart.column("Total") == [15, 15, None, 26, 27, None, 37, 42]


def test_series_of_one_name_share_a_colour_and_are_named_once(chart: ReadBack) -> None:
    fills = chart.vals("//c:barChart/c:ser/c:spPr/a:solidFill/a:schemeClr")
    assert fills[0] == fills[2]
    assert fills[1] == fills[3]
    assert fills[0] != fills[1]
    named = "//c:lineChart/c:ser[c:dLbls/c:dLbl/c:showSerName/@val='1']"
    assert [n.text for n in chart.find(f"{named}/c:tx//c:v")] == ["Goods", "Services"]
    assert not chart.find("//c:legend")


def test_categories_stand_under_the_middle_of_their_stacks(chart: ReadBack) -> None:
    assert chart.column("Category") == ["2022", None, None, "2023", None, None, "2024", None]
    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    header = [cell.value for cell in sheet[1]].index("Category") + 1
    assert [sheet.cell(row, header).value for row in (2, 5, 8)] == ["=A2", "=A3", "=A4"]
    line = "//c:lineChart/c:ser[last()]"
    right = {float(x) for x in chart.vals(f"{line}//c:manualLayout/c:x")}
    width = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0])
    assert len(right) == 1
    assert right.pop() == pytest.approx(width / 8 / 2, abs=1e-4)
    below = {float(y) for y in chart.vals(f"{line}//c:manualLayout/c:y")}
    top, height = (
        float(chart.vals(f"//c:plotArea/c:layout/c:manualLayout/c:{side}")[0]) for side in "yh"
    )
    assert all(0 < y < 1 - top - height for y in below)
    assert set(chart.vals(f"{line}//c:dLblPos")) == {"b"}


def test_different_series_in_each_stack_bring_a_legend(write: Write, series: MakeSeries) -> None:
    rows = tuple(series(name, 1, 2, 3) for name in ("A", "B", "C", "D"))
    chart = write(_spec(*rows))
    assert len(chart.find("//c:legend")) == 1
    # Totals and names of categories are helpers without an entry.
    assert chart.vals("//c:legendEntry/c:idx") == ["4", "5"]


def test_names_of_stacks_are_turned_where_they_are_wider_than_their_slots(write: Write) -> None:
    years = tuple(str(year) for year in range(2013, 2025))
    rows = tuple(Series("A", tuple(float(n + 10) for n in range(12))) for _ in range(2))
    stacks = ("Domestic", "International")
    chart = write(_spec(*rows, names=years, stacks=stacks, time=True))
    assert chart.find("//c:catAx/c:txPr/a:bodyPr")[0].get("rot") == "-5400000"
    height = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0])
    top = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:y")[0])
    assert (1 - top - height) * HEIGHT / EMU_PER_PT > 60


def test_names_of_stacks_without_any_room_are_left_out_and_told(write: Write) -> None:
    count = 60
    rows = tuple(Series("A", (1.0,) * count) for _ in range(2))
    names = tuple(str(n) for n in range(count))
    chart = write(_spec(*rows, names=names, stacks=("Plan", "Actual")), cm(12), cm(6))
    finding = next(f for f in chart.parts.findings if f.code == "chart-stack-names-left-out")
    assert "Plan, Actual" in finding.message


def test_shares_of_segments_are_of_their_own_stack(write: Write, four: tuple[Series, ...]) -> None:
    chart = write(_spec(*four, segment_labels=SegmentLabels.SHARE))
    assert [n.text for n in chart.find("//c:barChart/c:ser[3]//c15:dlblRangeCache//c:v")] == [
        "73%", "70%", "79%",
    ]  # fmt: skip


def test_the_alternative_text_tells_the_stacks_apart(chart: ReadBack) -> None:
    assert "Goods (Plan): 10 at 2022" in chart.parts.alt_text
    assert "Goods (Actual): 11 at 2022" in chart.parts.alt_text


def test_series_of_one_name_count_once(write: Write, series: MakeSeries) -> None:
    names = ("A", "B", "C", "D")
    rows = tuple(series(name, 1, 2, 3) for name in names * 2)
    chart = write(_spec(*rows, stacks=("Plan",) * 4 + ("Actual",) * 4))
    assert "chart-many-series" not in chart.codes()


def test_one_stack_is_a_stacked_column(write: Write, four: tuple[Series, ...]) -> None:
    chart = write(_spec(*four[:2], stacks=("Plan", "Plan")))
    assert "Stack" not in [cell.value for cell in chart.sheet[1]]
    assert chart.column("Total") == [15, 26, 37]


def test_each_series_needs_a_stack(series: MakeSeries) -> None:
    finding = can_chart(_spec(series("A", 1, 2, 3), stacks=("Plan", "Actual")))
    assert finding is not None
    assert finding.code == "chart-clusters-stacks"
