"""Each rule of the check, with a chart of ours broken in that one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing_app.charts.chart_check import check_chart
from briefing_app.charts.embedded_workbook import SheetColumn, write_workbook
from briefing_app.errors import NOWHERE, Place
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Severity

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

YEARS = ("2022", "2023", "2024")


@pytest.fixture
def stack(write: Write, series: MakeSeries) -> ReadBack:
    rows = (series("A", 10, 20, 30), series("B", 5, 6, 7))
    return write(ChartSpec(ChartKind.STACKED_COLUMN, YEARS, rows, number_format="0.0"))


def _codes(chart: bytes, workbook: bytes | None) -> set[str]:
    return {finding.code for finding in check_chart(chart, workbook, NOWHERE)}


def test_our_own_chart_is_sound(stack: ReadBack) -> None:
    assert check_chart(stack.parts.chart_xml, stack.parts.workbook, NOWHERE) == ()


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        (b'dLblPos val="ctr"', b'dLblPos val="outEnd"', "chart-label-position"),
        (b'dLblPos val="t"', b'dLblPos val="inEnd"', "chart-label-position"),
        (b'<c:idx val="1"/><c:order', b'<c:idx val="0"/><c:order', "chart-series-number"),
        (b'<c:order val="1"/>', b'<c:order val="0"/>', "chart-series-number"),
        (b'<c:crossAx val="2"/>', b'<c:crossAx val="9"/>', "chart-axis"),
        (b'<c:crossAx val="2"/>', b'<c:crossAx val="1"/>', "chart-axis"),
        (b'<c:axId val="1"/>', b'<c:axId val="-5"/>', "chart-axis"),
        (b'<c:axId val="1"/>', b'<c:axId val="2194249048"/>', "chart-axis"),
        (b'<c:catAx><c:axId val="1"/>', b'<c:catAx><c:axId val="3"/>', "chart-axis"),
        (b'<c:catAx><c:axId val="1"/>', b'<c:catAx><c:axId val="2"/>', "chart-axis"),
        (b'<c:min val="0"/>', b'<c:min val="1e9"/>', "chart-axis"),
        (b'<c:dLbl><c:idx val="2"/>', b'<c:dLbl><c:idx val="3"/>', "chart-point"),
        (b'<c:ptCount val="3"/>', b'<c:ptCount val="2"/>', "chart-cache"),
        (b"<c:v>20</c:v>", b"<c:v>NaN</c:v>", "chart-cache"),
        (b"<c:v>20</c:v>", b"<c:v>21</c:v>", "chart-reference"),
        (b'<c:pt idx="1"><c:v>20</c:v></c:pt>', b"", "chart-reference"),
        (b"<c:v>2023</c:v>", b"<c:v>2033</c:v>", "chart-reference"),
        (b"Data!$B$2:$B$4", b"Other!$B$2:$B$4", "chart-reference"),
        (b"Data!$B$2:$B$4", b"Data!$B$2:$B$5", "chart-reference"),
        (b"Data!$B$2:$B$4", b"Data!$C$2:$C$4", "chart-reference"),
        (b"Data!$B$1", b"Data!$C$1", "chart-reference"),
    ],
)
def test_one_thing_wrong(stack: ReadBack, good: bytes, bad: bytes, code: str) -> None:
    assert good in stack.parts.chart_xml
    broken = stack.parts.chart_xml.replace(good, bad)
    assert code in _codes(broken, stack.parts.workbook)


def test_a_missing_cache(stack: ReadBack) -> None:
    before, _, rest = stack.parts.chart_xml.partition(b"<c:numCache>")
    broken = before + rest.partition(b"</c:numCache>")[2]
    assert "chart-cache" in _codes(broken, stack.parts.workbook)


def test_five_axes(stack: ReadBack) -> None:
    axis = stack.parts.chart_xml.partition(b"<c:valAx>")[2].partition(b"</c:valAx>")[0]
    more = b"".join(
        b"<c:valAx>" + axis.replace(b'<c:axId val="2"', b'<c:axId val="%d"' % n) + b"</c:valAx>"
        for n in (3, 4, 5)
    )
    broken = stack.parts.chart_xml.replace(b"</c:plotArea>", more + b"</c:plotArea>")
    messages = [f.message for f in check_chart(broken, stack.parts.workbook, NOWHERE)]
    assert any("5 axes" in message for message in messages)


@pytest.mark.parametrize(
    ("group", "position", "sound"),
    [
        ("areaChart", "ctr", False),
        ("doughnutChart", "bestFit", False),
        ("radarChart", "outEnd", False),
        ("bar3DChart", "outEnd", False),
        ("pieChart", "bestFit", True),
        ("pieChart", "t", False),
        ("scatterChart", "r", True),
        ("bubbleChart", "outEnd", False),
    ],
)
def test_label_positions_by_type(group: str, position: str, sound: bool) -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart>'
        f'<c:plotArea><c:{group}><c:dLbls><c:dLblPos val="{position}"/></c:dLbls></c:{group}>'
        "</c:plotArea></c:chart></c:chartSpace>"
    )
    assert ("chart-label-position" not in _codes(chart.encode(), None)) is sound


def test_a_workbook_that_is_not_there(stack: ReadBack) -> None:
    assert _codes(stack.parts.chart_xml, None) == {"chart-without-workbook"}


def test_a_workbook_that_cannot_be_read(stack: ReadBack) -> None:
    assert _codes(stack.parts.chart_xml, b"PK\x03\x04 broken") == {"file-damaged"}


def test_a_part_that_is_no_chart() -> None:
    assert _codes(b"<a/>", None) == {"chart-part"}
    assert _codes(b"<c:chartSpace", None) == {"file-damaged"}
    assert _codes(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', None) == {"file-unsafe"}


def test_findings_say_where(stack: ReadBack) -> None:
    place = Place(file="deck.pptx", slide=3, slot="Chart 1")
    broken = stack.parts.chart_xml.replace(b'dLblPos val="ctr"', b'dLblPos val="outEnd"')
    finding = check_chart(broken, stack.parts.workbook, place)[0]
    assert finding.place == place
    assert finding.severity is Severity.ERROR


def test_a_zero_may_be_left_out_of_the_drawing(stack: ReadBack) -> None:
    columns = [
        SheetColumn("", YEARS),
        SheetColumn("A", (10.0, 0.0, 30.0)),
        SheetColumn("B", (5.0, 6.0, 7.0)),
    ]
    chart = stack.parts.chart_xml.replace(b'<c:pt idx="1"><c:v>20</c:v></c:pt>', b"")
    messages = [f.message for f in check_chart(chart, write_workbook(columns), NOWHERE)]
    assert not any("Data!$B$2" in message for message in messages)
