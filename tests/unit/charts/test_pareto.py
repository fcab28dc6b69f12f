from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.pareto import sorted_largest_first
from briefing_app.model.cell_value import BLANK
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import EMU_PER_PT, cm

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

CAUSES = ("Late", "Wrong item", "Damaged", "Invoice", "Other")
HEIGHT = cm(12)


def _spec(*series: Series, names: tuple[str, ...] = CAUSES, **more: object) -> ChartSpec:
    return ChartSpec(ChartKind.PARETO, names, series, number_format="0", **more)  # type: ignore[arg-type]


@pytest.fixture
def chart(write: Write, series: MakeSeries) -> ReadBack:
    return write(_spec(series("Complaints", 20, 50, 15, 10, 5)))


def test_columns_run_from_the_largest_to_the_smallest(chart: ReadBack) -> None:
    assert chart.column("Category (sorted)") == [
        "Wrong item",
        "Late",
        "Damaged",
        "Invoice",
        "Other",
    ]
    assert chart.column("Complaints (sorted)") == [50, 20, 15, 10, 5]
    assert chart.column("Cumulative share") == pytest.approx([0.5, 0.7, 0.85, 0.95, 1.0])
    assert [n.text for n in chart.find("//c:cat//c:f")] == ["Data!$D$2:$D$6"] * 2
    assert [n.text for n in chart.find("//c:val//c:f")] == ["Data!$E$2:$E$6", "Data!$F$2:$F$6"]


def test_order_and_shares_are_formulas(chart: ReadBack) -> None:
    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    assert sheet["B2"].value == 50
    assert sheet["C3"].value == "=RANK(B3,$B$2:$B$6)+COUNTIF($B$2:B3,B3)-1"
    assert sheet["D2"].value == "=INDEX($A$2:$A$6,MATCH(1,$C$2:$C$6,0))"
    assert sheet["E4"].value == "=INDEX($B$2:$B$6,MATCH(3,$C$2:$C$6,0))"
    assert sheet["F4"].value == "=SUM(E$2:E4)/SUM(E$2:E$6)"


def test_the_line_reaches_100_percent_where_columns_would_reach_their_total(
    chart: ReadBack,
) -> None:
    first, second = (float(v) for v in chart.vals("//c:valAx/c:scaling/c:max"))
    assert first / second == pytest.approx(100)
    assert chart.vals("//c:valAx/c:scaling/c:min") == ["0", "0"]
    # LibreOffice takes lines to the first axes if the second one is deleted.
    assert chart.vals("//c:valAx[c:axId/@val='4']/c:delete") == ["0"]
    assert chart.vals("//c:valAx[c:axId/@val='4']/c:tickLblPos") == ["none"]


def test_the_first_80_percent_stand_out(chart: ReadBack) -> None:
    assert chart.vals("//c:barChart//c:dPt/c:idx") == ["3", "4"]
    assert "3 of 5 make up 85%: Wrong item, Late, Damaged" in chart.parts.alt_text


def test_what_the_headline_names_stands_out_instead(write: Write, series: MakeSeries) -> None:
    chart = write(_spec(series("C", 20, 50, 15, 10, 5), focus=("Damaged",)))
    assert chart.vals("//c:barChart//c:dPt/c:idx") == ["0", "1", "3", "4"]


def test_the_label_under_the_line_stands_in_its_column(chart: ReadBack) -> None:
    assert chart.vals("//c:barChart//c:dLbl[c:dLblPos/@val='ctr']/c:idx")[0] == "0"
    assert chart.vals("//c:barChart/c:ser/c:dLbls/c:dLblPos") == ["outEnd"]


@given(values=st.lists(st.floats(1, 1000), min_size=2, max_size=25))
def test_no_label_of_a_column_touches_the_line(values: list[float], write: Write) -> None:
    spec = _spec(Series("C", tuple(values)), names=tuple(str(n) for n in range(len(values))))
    chart = write(spec)
    if "chart-axis-for-labels" in chart.codes():
        return
    layout = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:h")[0])
    unit = layout * HEIGHT / EMU_PER_PT / float(chart.vals("//c:valAx/c:scaling/c:max")[0])
    elsewhere = set(chart.vals("//c:barChart//c:dLbl/c:idx"))
    before = 0.0
    for n, value in enumerate(sorted(values, reverse=True)):
        if str(n) not in elsewhere:
            # Over its column: the line comes from the left, where it is lower.
            assert (before + value * 0.4) * unit > 10 or before * unit > 10
            assert before * unit > 8 * 1.2 - 0.5 * value * unit
        before += value


def test_missing_values_come_last_and_are_no_part_of_the_total(
    write: Write, series: MakeSeries
) -> None:
    chart = write(_spec(series("C", None, 50, 25, None, 25)))
    assert chart.column("Cumulative share") == [0.5, 0.75, 1, None, None]
    assert chart.column("Category (sorted)")[3:] == ["Late", "Invoice"]
    assert chart.column("Rank")[3:] == [None, None]


def test_cells_stay_with_their_values() -> None:
    spec = _spec(
        Series("C", (1.0, BLANK, 3.0), addresses=("B2", "B3", "B4")), names=("a", "b", "c")
    )
    arranged = sorted_largest_first(spec)
    assert arranged.categories == ("c", "a", "b")
    assert arranged.series[0].addresses == ("B4", "B2", "B3")


@pytest.mark.parametrize("values", [(-1.0, 5.0), (0.0, 0.0)])
def test_shares_need_something_to_share(values: tuple[float, ...]) -> None:
    finding = can_chart(_spec(Series("C", values), names=("a", "b")))
    assert finding is not None
    assert finding.code == "chart-pareto-total"


def test_one_series_only(series: MakeSeries) -> None:
    finding = can_chart(_spec(*[series("C", 1, 2, 3, 4, 5)] * 2))
    assert finding is not None
    assert finding.code == "chart-pareto-series"


def test_many_causes_have_axes(write: Write) -> None:
    names = tuple(f"Supplier {n}" for n in range(60))
    chart = write(_spec(Series("C", tuple(100.0 + n for n in range(60))), names=names))
    assert "chart-axis-for-labels" in chart.codes()
    assert chart.vals("//c:valAx[c:axId/@val='4']/c:tickLblPos") == ["nextTo"]
    formats = [n.get("formatCode") for n in chart.find("//c:valAx[c:axId/@val='4']/c:numFmt")]
    assert formats == ['[>1.001]"";0%']
