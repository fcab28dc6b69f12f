from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.charts.chart_check import check_chart
from briefing_app.charts.chart_writer import ChartStyle, can_chart, write_chart
from briefing_app.charts.decoration_footnotes import footnotes
from briefing_app.charts.decoration_periods import moment, years_between
from briefing_app.charts.decorations import possible_marks
from briefing_app.errors import NOWHERE
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Measure, Series
from briefing_app.model.geometry import cm
from briefing_app.typeset.metrics import Metrics

if TYPE_CHECKING:
    from tests.unit.charts.conftest import ReadBack, Write

YEARS = ("2018", "2019", "2020", "2021", "2022")
EUROPE, ASIA = (100.0, 110.0, 90.0, 130.0, 160.0), (40.0, 45.0, 60.0, 66.0, 80.0)
CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
STANDING = [ChartKind.COLUMN, ChartKind.STACKED_COLUMN, ChartKind.LINE, ChartKind.STACKED_AREA]


def spec(
    *decorations: Decoration,
    kind: ChartKind = ChartKind.COLUMN,
    rows: tuple[tuple[float, ...], ...] = (EUROPE,),
    **more: object,
) -> ChartSpec:
    names = ("Europe", "Asia", "America")
    series = tuple(Series(name, row, "0.0") for name, row in zip(names, rows, strict=False))
    facts: dict[str, Any] = {"categories": YEARS, "time": True, "number_format": "0.0"} | more
    return ChartSpec(kind=kind, series=series, decorations=decorations, **facts)


def anchors(chart: ReadBack) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom of each shape, as fractions of the frame."""
    root = etree.fromstring(chart.parts.user_shapes)
    found = []
    for anchor in root:
        ends = [
            float(node.findtext(f"{CDR}{axis}") or "-1")
            for node in (anchor.find(f"{CDR}from"), anchor.find(f"{CDR}to"))
            for axis in "xy"
            if node is not None
        ]
        found.append((ends[0], ends[1], ends[2], ends[3]))
    return found


def left_out(chart: ReadBack) -> list[str]:
    return [f.message for f in chart.parts.findings if f.code == "chart-decoration-left-out"]


# --- periods ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("2019", 2019.0),
        ("FY19", 2019.0),
        ("2024e", 2024.0),
        ("2019/20", 2019.0),
        ("Q3 2020", 2020.5),
        ("3Q20", 2020.5),
        ("1. Quartal 2021", 2021.0),
        ("H2 2019", 2019.5),
        ("2020-07", 2020.5),
        ("Juli 2020", 2020.5),
        ("2020年第三季度", 2020.5),
        ("2020年下半年", 2020.5),
        ("2020年7月", 2020.5),
        ("Europe", None),
        ("12345", None),
    ],
)
def test_a_name_tells_its_time(name: str, when: float | None) -> None:
    assert moment(name) == when


def test_years_are_counted_from_the_names() -> None:
    assert years_between(("2010", "2015", "2020"), 0, 2, time=False) == 10
    assert years_between(("Q1 2020", "Q3 2020"), 0, 1, time=True) == 0.5
    assert years_between(("first", "second", "third"), 0, 2, time=True) == 2
    assert years_between(("first", "second"), 0, 1, time=False) is None
    assert years_between(("2020", "2019"), 0, 1, time=True) is None


# --- arrows -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", STANDING)
def test_growth_is_a_formula_over_the_whole(kind: ChartKind, write: Write) -> None:
    rows = (EUROPE,) if kind is ChartKind.COLUMN else (EUROPE, ASIA)
    chart = write(
        spec(
            Decoration(Mark.CAGR, series="Asia" if kind is ChartKind.LINE else ""),
            kind=kind,
            rows=rows,
        )
    )
    start, end = (140.0, 240.0) if len(rows) > 1 else (100.0, 160.0)
    if kind is ChartKind.LINE:
        start, end = 40.0, 80.0
    rate = (end / start) ** (1 / 4) - 1
    figures = [v for v in chart.column("Mark figure") if v is not None]
    assert figures == [pytest.approx(rate)]
    [text] = [v for v in chart.column("Mark text") if v is not None]
    assert f"CAGR\u00a0+{rate * 100:.1f}%" in str(text)
    assert left_out(chart) == []
    assert chart.parts.user_shapes


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "CAGR\u00a0+12.5%"),
        ("de", "CAGR\u00a0+12,5\u00a0%"),
        ("zh", "年均复合增长率\u00a0+12.5%"),
    ],
)
def test_growth_is_said_in_the_language_of_the_chart(
    language: str, words: str, write: Write
) -> None:
    chart = write(spec(Decoration(Mark.CAGR), language=language))
    assert words in chart.column("Mark text")


@pytest.mark.parametrize(
    ("decoration", "more", "why"),
    [
        (Decoration(Mark.CAGR), {"categories": tuple("abcde"), "time": False}, "order of time"),
        (Decoration(Mark.CAGR), {"rows": ((0.0, 1.0, 2.0, 3.0, 4.0),)}, "above zero"),
        (Decoration(Mark.CAGR), {"rows": (EUROPE, ASIA)}, "no total"),
        (Decoration(Mark.CAGR, series="Moon"), {}, "no series"),
        (Decoration(Mark.CAGR, start="1066"), {}, "no category"),
        (Decoration(Mark.DIFFERENCE, start="2019", end="2019"), {}, "where it ends"),
        (Decoration(Mark.DIFFERENCE), {"rows": ((-1.0, 1.0, 2.0, 3.0, 4.0),)}, "a loss"),
        (Decoration(Mark.VALUE_LINE), {}, "no value"),
        (Decoration(Mark.FORECAST), {}, "no category is named"),
        (Decoration(Mark.AXIS_BREAK), {}, "towers"),
        (Decoration(Mark.CONNECTORS), {}, "column chart has no place"),
        (Decoration(Mark.CAGR), {"kind": ChartKind.PIE}, "pie chart has no place"),
        (Decoration(Mark.FOOTNOTE, start="1066"), {}, "no category"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    decoration: Decoration, more: dict[str, Any], why: str, write: Write
) -> None:
    [message] = left_out(write(spec(decoration, **more)))
    assert why in message


@pytest.mark.parametrize(
    ("measure", "text"),
    [(Measure.PERCENT, "+60%"), (Measure.ABSOLUTE, "+60.0"), (Measure.TIMES, "1.6×")],
)
def test_a_difference_reaches_from_label_to_label(
    measure: Measure, text: str, write: Write
) -> None:
    chart = write(spec(Decoration(Mark.DIFFERENCE, measure=measure)))
    assert text in chart.column("Mark text")
    feet, legs = chart.column("Arrow foot"), chart.column("Arrow length")
    assert [n for n, v in enumerate(feet) if v is not None] == [0, 4]
    # Both legs reach the same line, and begin above their columns and the labels on them.
    first, last = feet[0], feet[4]
    assert isinstance(first, float | int)
    assert isinstance(last, float | int)
    assert first + legs[0] == pytest.approx(last + legs[4])  # type: ignore[operator]
    assert first - 100 == pytest.approx(last - 160)
    assert first > 100
    [formula] = chart.find("//c:errBars/c:plus/c:numRef/c:f")
    assert (formula.text or "").startswith("Data!$")


def test_an_arrow_follows_an_edit(write: Write) -> None:
    """The formulas name the cells of the figures, so that an edit moves all of it."""
    chart = write(
        spec(Decoration(Mark.DIFFERENCE), kind=ChartKind.STACKED_COLUMN, rows=(EUROPE, ASIA))
    )
    formulas = _formulas(chart)
    assert any("SUM(B6:C6)/SUM(B2:C2)-1" in f for f in formulas)
    assert any('SUMIF(B6:C6,">0")+' in f for f in formulas)


def _formulas(chart: ReadBack) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(chart.parts.workbook))["Data"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    return [value for value in cells if isinstance(value, str) and value.startswith("=")]


def test_rows_do_not_touch(write: Write) -> None:
    chart = write(
        spec(
            Decoration(Mark.CAGR),
            Decoration(Mark.CAGR, start="2018", end="2020"),
            Decoration(Mark.CAGR, start="2020", end="2022"),
            Decoration(Mark.BRACKET, start="2019", end="2020", text="Plan"),
        )
    )
    pills = [box for box in anchors(chart) if box[2] - box[0] > 0.05 and box[3] - box[1] > 0.02]
    assert len(pills) == 3
    for n, one in enumerate(pills):
        assert 0 <= one[0] < one[2] <= 1
        assert 0 <= one[1] < one[3] <= 1
        for other in pills[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]
    # The two that meet over one column share a row; the long one stands above them.
    heights = sorted(box[1] for box in pills)
    assert heights[0] < heights[1] == heights[2]


def test_marks_without_room_are_left_out(write: Write) -> None:
    many = [Decoration(Mark.CAGR, text=str(n)) for n in range(30)]
    chart = write(spec(*many), cm(12), cm(6))
    assert 0 < len(left_out(chart)) < 30


def test_rates_of_several_series_stand_in_a_column(write: Write) -> None:
    """Two series or more over the same time have their rates beside their names."""
    marks = [Decoration(Mark.CAGR, series=name, start="2019") for name in ("Europe", "Asia")]
    chart = write(spec(*marks, kind=ChartKind.LINE, rows=(EUROPE, ASIA)))
    texts = {v for v in chart.column("Mark text") if v is not None}
    rates = [(160 / 110) ** (1 / 3) - 1, (80 / 45) ** (1 / 3) - 1]
    assert texts == {"CAGR", "2019–2022", *(f"+{rate * 100:.1f}%" for rate in rates)}
    # One rule under the head, and no arrows.
    assert len(anchors(chart)) == 1


def test_a_difference_of_two_lines_is_an_upright_arrow(write: Write) -> None:
    gap = Decoration(Mark.DIFFERENCE, start="Asia", end="Europe", measure=Measure.ABSOLUTE)
    chart = write(spec(gap, kind=ChartKind.LINE, rows=(EUROPE, ASIA)))
    assert left_out(chart) == []
    assert chart.column("Gap text")[-1] == "+80.0"
    assert chart.column("Gap middle")[-1] == 120
    assert chart.vals("//c:errBars/c:errBarType") == ["plus"]
    assert {"=B6-C6", "=(C6+B6)/2", "=ABS(B6-C6)", "=C6"} <= set(_formulas(chart))


def test_lines_too_near_have_no_difference(write: Write) -> None:
    gap = Decoration(Mark.DIFFERENCE, start="Asia", end="Europe", at="2019")
    near = tuple(v + 1 for v in EUROPE)
    chart = write(spec(gap, kind=ChartKind.LINE, rows=(EUROPE, near)))
    [message] = left_out(chart)
    assert "no room" in message


# --- lines ------------------------------------------------------------------------------------


def test_a_value_line_is_one_cell_and_within_the_axis(write: Write) -> None:
    chart = write(spec(Decoration(Mark.VALUE_LINE, value=400.0, text="Target")))
    assert chart.column("Target") == [400] * 5
    assert chart.column("Target (text)")[-1] == "Target\u00a0400.0"
    [high] = chart.vals("//c:valAx/c:scaling/c:max")
    assert float(high) >= 400
    assert chart.vals("//c:trendline/c:forward") == ["0.5"]
    # Numbers that the line may run behind hide it.
    assert chart.find("//c:barChart//c:dLbls/c:spPr/a:solidFill")


def test_a_mean_is_a_formula(write: Write) -> None:
    chart = write(
        spec(
            Decoration(Mark.MEAN_LINE),
            kind=ChartKind.STACKED_COLUMN,
            rows=(EUROPE, ASIA),
            language="de",
        )
    )
    mean = (sum(EUROPE) + sum(ASIA)) / 5
    assert chart.column("Ø") == [pytest.approx(mean)] * 5
    assert "=SUM($B$2:$C$6)/5" in _formulas(chart)


def test_a_long_text_is_shortened_and_said(write: Write) -> None:
    chart = write(spec(Decoration(Mark.VALUE_LINE, value=120.0, text="What was promised " * 5)))
    assert "…\u00a0120.0" in str(chart.sheet["D6"].value)
    assert "chart-decoration-shortened" in chart.codes()


def test_texts_of_lines_are_kept_apart(write: Write) -> None:
    near = [Decoration(Mark.VALUE_LINE, value=v, text=f"Line {v}") for v in (100.0, 101.0, 102.0)]
    chart = write(spec(*near))
    shifts = chart.vals("//c:trendline/../c:dLbls/c:dLbl/c:layout/c:manualLayout/c:y")
    assert len(set(shifts)) == len(shifts) >= 2


# --- brackets, forecasts, breaks, footnotes, connectors ---------------------------------------


def test_a_bracket_says_its_text_or_the_sum(write: Write) -> None:
    chart = write(
        spec(
            Decoration(Mark.BRACKET, start="2018", end="2020"),
            Decoration(Mark.BRACKET, start="2021", end="2022", text="New"),
        )
    )
    assert {"300.0", "New"} <= set(chart.column("Mark text"))
    assert "=SUM(B2:B4)" in _formulas(chart)


def test_a_bracket_over_steps_sums_the_changes(write: Write) -> None:
    bridge = ChartSpec(
        ChartKind.WATERFALL,
        ("Start", "Price", "Cost", "End"),
        (Series("EBIT", (100.0, 20.0, -5.0, 115.0), "0"),),
        number_format="0",
        total_categories=(0, 3),
        decorations=(Decoration(Mark.BRACKET, start="Price", end="Cost", text="Market"),),
    )
    assert "Market\u00a0+15" in write(bridge).column("Mark text")


def test_a_forecast_is_hatched(write: Write) -> None:
    chart = write(spec(Decoration(Mark.FORECAST, start="2021"), focus=("2022",)))
    points = chart.vals("//c:barChart//c:dPt[c:spPr/a:pattFill]/c:idx")
    assert points == ["3", "4"]
    assert "Forecast" in chart.column("Mark text")


def test_numbers_in_hatched_segments_stand_on_a_ground(write: Write) -> None:
    chart = write(
        spec(
            Decoration(Mark.FORECAST, start="2022"),
            kind=ChartKind.STACKED_COLUMN,
            rows=(EUROPE, ASIA),
        )
    )
    grounds = chart.find("//c:barChart/c:ser/c:dLbls/c:dLbl[c:idx/@val='4']/c:spPr/a:solidFill")
    assert len(grounds) == 2


def test_a_forecast_line_goes_on_in_dashes_from_the_joint(write: Write) -> None:
    chart = write(spec(Decoration(Mark.FORECAST, start="2021"), kind=ChartKind.LINE))
    assert chart.column("Europe (forecast)") == [None, None, 90, 130, 160]
    dashed = chart.find("//c:lineChart/c:ser[c:spPr/a:ln/a:prstDash]")
    assert len(dashed) == 1
    solid = chart.find("//c:lineChart/c:ser[c:val//c:f='Data!$B$2:$B$4']")
    assert len(solid) == 1
    drawn = "//c:lineChart/c:ser[c:spPr//a:solidFill]"
    labels = "/c:dLbls/c:dLbl/c:idx"
    assert chart.vals(f"{drawn}[not(.//a:prstDash)]{labels}") == ["0", "1", "2"]
    assert chart.vals(f"{drawn}[.//a:prstDash]{labels}") == ["3", "4"]


def test_a_broken_axis_shows_true_numbers_and_says_so(write: Write) -> None:
    row = (100.0, 90.0, 1000.0, 80.0, 95.0)
    chart = write(spec(Decoration(Mark.AXIS_BREAK), rows=(row,)))
    assert "chart-axis-broken" in chart.codes()
    assert chart.column("Europe") == list(row)
    start, end = chart.column("Axis break from")[0], chart.column("Axis break to")[0]
    assert isinstance(start, float | int)
    assert isinstance(end, float | int)
    drawn = chart.column("Drawn")
    assert drawn == [v if v <= start else v - (end - start) for v in row]
    assert chart.column("Label")[2] == "1000.0"
    assert len(anchors(chart)) == 3
    [values] = chart.find("//c:barChart/c:ser/c:val//c:f")
    assert values.text == "Data!$E$2:$E$6"


def test_footnote_marks_are_raised_digits(write: Write) -> None:
    wanted = spec(
        Decoration(Mark.FOOTNOTE, start="2020", text="Estimate"),
        Decoration(Mark.FOOTNOTE, start="2021", text="Estimate"),
        Decoration(Mark.FOOTNOTE, series="Europe", text="Incl. Turkey"),
        Decoration(Mark.CAGR, start="2020", end="2022"),
    )
    chart = write(wanted)
    assert chart.sheet["A4"].value == "2020¹"
    assert chart.sheet["A5"].value == "2021¹"
    assert chart.sheet["B1"].value == "Europe²"
    assert footnotes(wanted) == ("¹ Estimate", "² Incl. Turkey")
    assert left_out(chart) == []


def test_connectors_are_series_lines(write: Write) -> None:
    chart = write(
        spec(Decoration(Mark.CONNECTORS), kind=ChartKind.STACKED_COLUMN, rows=(EUROPE, ASIA))
    )
    assert chart.find("//c:barChart/c:serLines")
    off = write(
        spec(
            Decoration(Mark.CONNECTORS, text="off"),
            kind=ChartKind.STACKED_COLUMN,
            rows=(EUROPE, ASIA),
        )
    )
    assert not off.find("//c:barChart/c:serLines")


# --- bars -------------------------------------------------------------------------------------


def test_marks_beside_bars_are_shapes_in_the_frame(write: Write) -> None:
    chart = write(
        spec(
            Decoration(Mark.DIFFERENCE),
            Decoration(Mark.MEAN_LINE),
            Decoration(Mark.BRACKET, start="2019", end="2020", text="Crisis"),
            kind=ChartKind.BAR,
        )
    )
    shown = etree.fromstring(chart.parts.user_shapes).xpath("string()")
    assert all(words in str(shown) for words in ("+60%", "Crisis", "118.0"))
    assert all(0 <= edge <= 1 for box in anchors(chart) for edge in box)
    assert "chart-decoration-fixed" in chart.codes()


# --- any --------------------------------------------------------------------------------------

MARKS = st.builds(
    Decoration,
    mark=st.sampled_from(list(Mark)),
    series=st.sampled_from(["", "", "Europe", "Asia", "Moon"]),
    start=st.sampled_from(["", "", *YEARS, "1066", "Europe"]),
    end=st.sampled_from(["", "", *YEARS, "Asia"]),
    at=st.sampled_from(["", *YEARS]),
    measure=st.sampled_from(list(Measure)),
    value=st.none() | st.floats(-1e6, 1e6) | st.just(0.0),
    text=st.sampled_from(["", "Plan", "{sum} EUR", "A very long text " * 12, "خطة", '<&>"']),
)
ROWS = st.lists(
    st.tuples(*[st.floats(-50, 500).map(lambda v: round(v, 1)) | st.just(0.0)] * 5)
    | st.tuples(*[st.floats(1, 500).map(lambda v: round(v, 1))] * 5),
    min_size=1,
    max_size=3,
)
KINDS = st.sampled_from([kind for kind in ChartKind if kind is not ChartKind.GANTT])


@given(
    kind=KINDS,
    rows=ROWS,
    marks=st.lists(MARKS, max_size=5),
    size=st.sampled_from([(12, 6), (30, 15), (5, 4)]),
)
def test_any_decorated_chart_is_sound(
    kind: ChartKind,
    rows: list[tuple[float, ...]],
    marks: list[Decoration],
    size: tuple[int, int],
    style: ChartStyle,
    metrics: Metrics,
) -> None:
    wanted = spec(*marks, kind=kind, rows=tuple(rows))
    if can_chart(wanted) is not None:
        return
    parts = write_chart(wanted, cm(size[0]), cm(size[1]), style, metrics)
    assert check_chart(parts.chart_xml, parts.workbook, NOWHERE) == ()
    if parts.user_shapes:
        etree.fromstring(parts.user_shapes)


@pytest.mark.parametrize("kind", list(ChartKind))
def test_marks_that_make_sense_are_drawn(kind: ChartKind) -> None:
    marks = possible_marks(spec(kind=kind))
    assert Mark.FOOTNOTE in marks
    assert (Mark.AXIS_BREAK in marks) == (kind is ChartKind.COLUMN)


def test_the_legend_hides_what_was_added_and_nothing_else(write: Write) -> None:
    """Entries are counted as series stand in the part, where the second axis comes last."""
    spec = ChartSpec(
        ChartKind.COMBINATION,
        ("2019", "2020", "2021"),
        (Series("Revenue", (10.0, 12.0, 13.0)), Series("Staff", (100.0, 110.0, 120.0))),
        time=True,
        line_series=("Staff",),
        second_axis=True,
        decorations=(Decoration(Mark.BRACKET, start="2019", end="2020", text="Core"),),
    )
    chart = write(spec)
    names = [
        "".join(map(str, node.itertext())).split("$1")[-1] for node in chart.find("//c:ser/c:tx")
    ]
    hidden = {int(value) for value in chart.vals("//c:legend/c:legendEntry/c:idx")}
    shown = [name for place, name in enumerate(names) if place not in hidden]
    assert shown == ["Revenue", "Staff"]


@pytest.mark.parametrize(
    ("words", "printed"),
    [("", "−1"), ("Operations", "Operations\u00a0−1"), ("Sum {sum} in all", "Sum −1 in all")],
)
def test_a_bracket_over_a_bridge_says_its_sum_where_it_is_asked_for(
    write: Write, words: str, printed: str
) -> None:
    bridge = Series("Profit", (10.0, 3.0, -4.0, 9.0))
    bracket = Decoration(Mark.BRACKET, start="B", end="C", text=words)
    spec = ChartSpec(
        ChartKind.WATERFALL,
        ("A", "B", "C", "D"),
        (bridge,),
        total_categories=(0, 3),
        decorations=(bracket,),
    )
    texts = [
        "".join(map(str, node.itertext())) for node in write(spec).find("//c15:dlblRangeCache")
    ]
    assert any(printed in text for text in texts)
