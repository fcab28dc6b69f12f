from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.charts.bullet_layers import SLOTS
from briefing_app.charts.chart_writer import can_chart
from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Series
from briefing_app.model.geometry import cm
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import ReadBack, Write

NAMES = ("Europe", "America", "Asia")
MEASURES, TARGETS = (270.0, 385.0, 190.0), (250.0, 400.0, 190.0)
POOR, FAIR = (150.0, 250.0, 120.0), (300.0, 450.0, 240.0)
HEADS = ("Revenue", "Target", "Poor", "Fair", "Good", "Best", "Top")
Row = tuple[float | Missing, ...]


def _spec(*rows: Row, focus: tuple[str, ...] = (), language: str = "en") -> ChartSpec:
    series = tuple(Series(name, row, "#,##0") for name, row in zip(HEADS, rows, strict=False))
    names = NAMES if len(rows[0]) == 3 else tuple(f"Item {n}" for n in range(len(rows[0])))
    return ChartSpec(
        ChartKind.BULLET, names, series, number_format="#,##0", focus=focus, language=language
    )


USUAL = (MEASURES, TARGETS, POOR, FAIR)


def _stacks(chart: ReadBack) -> list[list[tuple[str, float, float]]]:
    """Return what stands in each slot: name, start, end, from zero outwards."""
    count = int(chart.vals("//c:ser[1]/c:cat//c:ptCount")[0])
    slots: list[list[tuple[str, float, float]]] = [[] for _ in range(count)]
    for ser in chart.find("//c:barChart/c:ser"):
        name = ser.findtext("{*}tx//{*}v") or ""
        for point in ser.iterfind("{*}val//{*}pt"):
            slot = slots[int(point.get("idx", ""))]
            start = max((end for _, _, end in slot), default=0.0)
            value = float(point.findtext("{*}v") or 0)
            slot.append((name, start, start + value))
    return slots


def test_an_item_is_five_slots_of_which_three_are_filled(write: Write) -> None:
    slots = _stacks(write(_spec(*USUAL)))
    assert len(slots) == SLOTS * 3
    filled = [bool(slot) for slot in slots]
    assert filled == [False, True, True, True, False] * 3


def test_measure_target_and_bands_stand_where_their_figures_say(write: Write) -> None:
    chart = write(_spec(*USUAL))
    for n, slots in enumerate(zip(*[iter(_stacks(chart))] * SLOTS, strict=True)):
        for slot in (slots[1], slots[2], slots[3]):
            marks = [(start, end) for name, start, end in slot if name == "Target"]
            assert len(marks) == 1
            assert sum(marks[0]) / 2 == pytest.approx(TARGETS[n])
        bands = [end for name, _, end in slots[1] if name.startswith("Poor")]
        assert bands == pytest.approx([POOR[n]])
        far = max(end for name, _, end in slots[1] if name.startswith("Fair"))
        assert far == pytest.approx(FAIR[n])
        measured = [end for name, _, end in slots[2] if name.startswith("Revenue")]
        # The mark of the target covers what lies under it.
        assert max(measured) == pytest.approx(MEASURES[n], abs=2.0)


def test_colours_follow_the_target(write: Write) -> None:
    chart = write(_spec(*USUAL))
    sheet = Worksheet(chart.parts.workbook)
    met, missed = "Revenue: target met", "Revenue: below target"
    middles = slice(2, None, SLOTS)
    assert [bool(v) for v in sheet.column(met)[middles][:3]] == [True, False, True]
    assert [bool(v) for v in sheet.column(missed)[middles][:3]] == [False, True, False]
    sheet.cells["B2"] = 200.0
    assert [bool(v) for v in sheet.column(met)[middles][:3]] == [False, False, True]
    fills = {
        ser.findtext("{*}tx//{*}v"): ser.find("{*}spPr//{*}schemeClr").get("val")  # type: ignore[union-attr]
        for ser in chart.find("//c:barChart/c:ser")
        if ser.find("{*}spPr//{*}schemeClr") is not None
    }
    assert fills[met] == "accent5"
    assert fills[missed] == "accent6"


def _stored_is_calculated(chart: ReadBack) -> None:
    sheet = Worksheet(chart.parts.workbook)
    for at in sheet.formulas:
        stored, value = sheet.stored[at], sheet.value(at)
        if isinstance(value, float):
            assert stored == pytest.approx(value, abs=1e-6), (at, sheet.cells[at])
        else:
            assert (stored or "") == (value or ""), (at, sheet.cells[at])


AMOUNTS = st.integers(0, 300).map(float)


@settings(max_examples=25)
@given(data=st.data(), count=st.integers(1, 5), bands=st.integers(0, 4))
def test_stored_values_are_those_of_the_formulas(
    data: st.DataObject, count: int, bands: int, write: Write
) -> None:
    gaps = AMOUNTS | st.just(BLANK)
    measures = data.draw(st.lists(st.integers(-50, 300).map(float), min_size=count, max_size=count))
    rows = [data.draw(st.lists(gaps, min_size=count, max_size=count)) for _ in range(bands + 1)]
    _stored_is_calculated(write(_spec(tuple(measures), *map(tuple, rows))))


@settings(max_examples=10)
@given(
    figures=st.lists(
        st.lists(st.integers(100, 200).map(float), min_size=3, max_size=3), min_size=4, max_size=4
    ),
    value=st.integers(0, 250).map(float),
)
def test_the_bars_follow_an_edit(figures: list[list[float]], value: float, write: Write) -> None:
    """Change a figure, calculate, and compare with a chart written from the new ones."""
    figures[3][0] = 300.0  # the longest stays, and with it the scale
    sheet = Worksheet(write(_spec(*map(tuple, figures))).parts.workbook)
    figures[0][1] = value
    sheet.cells["B3"] = value
    after = write(_spec(*map(tuple, figures)))
    for cell in after.sheet[1]:
        header = str(cell.value or "")
        if header in ("Revenue: target met", "Revenue: below target", "Revenue beyond"):
            want = [v for v in after.column(header) if v is not None]
            got = [v for v in sheet.column(header) if v is not None]
            assert got == pytest.approx(want, abs=1e-9)


def test_labels_say_the_measure_and_its_share_of_the_target(write: Write) -> None:
    chart = write(_spec(*USUAL, language="de"))
    texts = [n.text for n in chart.find("//a:fld/a:t")]
    assert texts == ["270 (108\u00a0%)", "385 (96\u00a0%)", "190 (100\u00a0%)"]
    _stored_is_calculated(chart)


def test_items_of_different_size_are_shares_of_their_targets(write: Write) -> None:
    chart = write(_spec((12_500.0, 830.0, 5.0), (12_000.0, 900.0, 6.0)))
    assert "chart-bullet-shares" in chart.codes()
    assert chart.column("Measure drawn")[:3] == pytest.approx([12.5 / 12, 83 / 90, 5 / 6])
    slots = _stacks(chart)
    marks = [sum((s, e)) / 2 for slot in slots for name, s, e in slot if name == "Target"]
    assert marks == pytest.approx([1.0] * 9)
    assert "share of its target" in chart.parts.alt_text
    _stored_is_calculated(chart)


def test_a_target_beyond_the_bands_stands_free(write: Write) -> None:
    slots = _stacks(write(_spec((50.0, 20.0, 90.0), (100.0,) * 3, (30.0,) * 3)))
    for slot in (slots[1], slots[2], slots[7]):
        marks = [(s + e) / 2 for name, s, e in slot if name == "Target"]
        assert marks == pytest.approx([100.0])


def test_without_a_target_the_measure_is_neither_good_nor_bad(write: Write) -> None:
    chart = write(_spec((50.0, 20.0, 90.0), (100.0, BLANK, 80.0)))
    assert chart.column("Revenue without target")[SLOTS + 2] == 20
    assert [n.text for n in chart.find("//a:fld/a:t")][1] == "20"


def test_names_stand_at_the_middle_slots_and_none_is_left_out(write: Write) -> None:
    chart = write(_spec(*USUAL))
    cells = chart.find("//c:ser[1]/c:cat//c:pt")
    assert [p.get("idx") for p in cells] == ["2", "7", "12"]
    assert chart.vals("//c:catAx/c:tickLblSkip") == ["1"]


def test_an_item_in_focus_has_the_focus_colour(write: Write) -> None:
    chart = write(_spec(*USUAL, focus=("Asia",)))
    assert set(chart.vals("//c:dPt/c:idx")) == {"12"}
    assert set(chart.vals("//c:dPt//a:schemeClr")) == {"accent1"}


def test_many_items_in_a_small_frame_have_an_axis(write: Write) -> None:
    values = tuple(float(n + 1) for n in range(40))
    chart = write(_spec(values, values, values), cm(12), cm(6))
    assert "chart-axis-for-labels" in chart.codes()
    assert not chart.find("//c:dLbl")
    assert chart.vals("//c:valAx/c:delete") == ["0"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((MEASURES,), "chart-bullet-series"),
        ((MEASURES,) * 8, "chart-bullet-series"),
        ((MEASURES, (1.0, -2.0, 3.0)), "chart-bullet-negative"),
        (((1.0,) * 41, (1.0,) * 41), "chart-bullet-items"),
    ],
)
def test_what_is_no_bullet_chart_is_said(rows: tuple[Row, ...], code: str) -> None:
    heads = tuple(Series(f"S{n}", row) for n, row in enumerate(rows))
    spec = ChartSpec(ChartKind.BULLET, tuple(str(n) for n in range(len(rows[0]))), heads)
    finding = can_chart(spec)
    assert finding is not None
    assert finding.code == code


def test_the_key_names_what_is_drawn(write: Write) -> None:
    part = write(_spec(*USUAL)).parts.user_shapes.decode()
    for word in ("Revenue: target met", "Revenue: below target", "Target", "Poor", "Fair"):
        assert f">{word}<" in part
