from __future__ import annotations

import re
from math import hypot
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.chart_writer import can_chart
from briefing_app.charts.round_labels import Slice, slices_of
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels, Series
from briefing_app.model.geometry import EMU_PER_PT, cm
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import MakeSeries, ReadBack, Write

REGIONS = ("Asia", "Africa", "Europe", "Latin America and the Caribbean", "Oceania")
PEOPLE = (4641.1, 1340.6, 747.6, 654.0, 42.7)
KINDS = (ChartKind.PIE, ChartKind.DOUGHNUT)


def _round(kind: ChartKind, *values: float, **more: object) -> ChartSpec:
    facts: dict[str, Any] = {"number_format": "#,##0.0", **more}
    names = tuple(facts.pop("categories", REGIONS[: len(values)]))
    return ChartSpec(kind, names, (Series("Population", values, "#,##0.0"),), **facts)


def _texts(chart: ReadBack) -> list[str]:
    """Return the texts of the labels, with plain blanks between their words."""
    return [" ".join((node.text or "").split()) for node in chart.find("//c:dLbl//a:fld/a:t")]


def test_each_slice_says_its_name_and_value(write: Write) -> None:
    chart = write(_round(ChartKind.PIE, *PEOPLE))
    for name, shown in zip(REGIONS, ("4,641.1", "1,340.6", "747.6", "654.0", "42.7"), strict=True):
        assert f"{name} {shown}" in _texts(chart)
    assert set(chart.vals("//c:dLblPos")) == {"ctr"}


def test_a_doughnut_has_no_positions_and_its_total_in_the_hole(write: Write) -> None:
    chart = write(_round(ChartKind.DOUGHNUT, *PEOPLE))
    assert not chart.find("//c:dLblPos")
    assert chart.vals("//c:holeSize") == ["33"]
    total = Worksheet(chart.parts.workbook)
    assert total.column("Total")[0] == pytest.approx(sum(PEOPLE))
    assert "7,426.0" in _texts(chart)
    assert "7,426.0" not in _texts(write(_round(ChartKind.DOUGHNUT, *PEOPLE, show_totals=False)))


@pytest.mark.parametrize(
    ("labels", "language", "text"),
    [
        (SegmentLabels.SHARE, "en", "62%"),
        (SegmentLabels.BOTH, "en", "4,641.1 (62%)"),
        (SegmentLabels.BOTH, "de", "4.641,1 (62 %)"),
    ],
)
def test_labels_say_value_share_or_both(
    labels: SegmentLabels, language: str, text: str, write: Write
) -> None:
    spec = _round(ChartKind.PIE, *PEOPLE, segment_labels=labels, language=language)
    assert any(each.endswith(text) for each in _texts(write(spec)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("labels", SegmentLabels)
def test_labels_and_total_follow_an_edit(
    kind: ChartKind, labels: SegmentLabels, write: Write
) -> None:
    before = write(_round(kind, *PEOPLE, segment_labels=labels))
    sheet = Worksheet(before.parts.workbook)
    for address in sheet.formulas:
        assert sheet.value(address) == sheet.stored[address], address
    sheet.cells["B2"] = 1000.0
    sheet.cells["A2"] = "Asia and Oceania"
    after = [str(text) for text in sheet.column("Label")]
    share = 1000 / (sum(PEOPLE) - PEOPLE[0] + 1000)
    value = {"value": "1,000.0", "share": f"{share:.0%}"}.get(labels, f"1,000.0 ({share:.0%})")
    assert re.fullmatch(rf"Asia and Oceania\s+{re.escape(value)}", after[0])


@given(
    values=st.lists(st.integers(1, 1000) | st.sampled_from([1, 5000]), min_size=1, max_size=40),
    long=st.booleans(),
    ring=st.booleans(),
    wide=st.sampled_from([(12, 6), (20, 12), (30, 15), (8, 12)]),
)
def test_labels_lie_on_nothing_and_stay_in_the_frame(
    values: list[int], *, long: bool, ring: bool, wide: tuple[int, int], write: Write
) -> None:
    name = "Business process outsourcing and consulting" if long else "Item"
    names = [f"{name} {n}" for n in range(len(values))]
    kind = ChartKind.DOUGHNUT if ring else ChartKind.PIE
    spec = _round(kind, *map(float, values), categories=names)
    chart = write(spec, cm(wide[0]), cm(wide[1]))
    boxes = _boxes(chart, wide, ring=ring)
    width, height = cm(wide[0]) / EMU_PER_PT, cm(wide[1]) / EMU_PER_PT
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
        for other in boxes[:n]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart
    left_out = len(values) - len(boxes)
    assert ("chart-label-left-out" in chart.codes()) == (left_out > 0)


def _boxes(
    chart: ReadBack, wide: tuple[int, int], *, ring: bool
) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the labels from the part alone, by a rough measure of their texts."""
    width, height = cm(wide[0]) / EMU_PER_PT, cm(wide[1]) / EMU_PER_PT
    series = chart.find("//c:ser")[-1]
    radius = float(chart.vals("//c:plotArea/c:layout/c:manualLayout/c:w")[0]) * width / 2
    values = [v for v in chart.column("Population") if isinstance(v, int | float)]
    slices = {each.index: each for each in slices_of([float(v) for v in values])}
    found = []
    for label in series.iterfind("{*}dLbls/{*}dLbl"):
        number = int(label.find("{*}idx").get("val"))  # type: ignore[union-attr, arg-type]
        x, y = slices[number].at(radius * (5 / 6 if ring else 0.5))
        place = label.find("{*}layout/{*}manualLayout")
        if place is not None:
            x += float(place.find("{*}x").get("val")) * width  # type: ignore[union-attr, arg-type]
            y += float(place.find("{*}y").get("val")) * height  # type: ignore[union-attr, arg-type]
        text = label.findtext(".//{*}t") or ""
        size = int(label.find(".//{*}rPr").get("sz")) / 100  # type: ignore[union-attr, arg-type]
        lines = text.split("\n")
        half = max(map(len, lines)) * size * 0.22, len(lines) * size * 0.5
        middle = width / 2 + x, height / 2 + y
        found.append(
            (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])
        )
    return found


def test_the_focus_has_its_colour_and_the_rest_are_grey(write: Write) -> None:
    chart = write(_round(ChartKind.PIE, *PEOPLE, focus=("Africa",)))
    fills = [node.get("val") for node in chart.find("//c:dPt/c:spPr/a:solidFill/a:schemeClr")]
    assert fills[1] == "accent1"
    assert set(fills[:1] + fills[2:]) == {"bg1"}


def test_a_slice_of_more_than_half_holds_its_label(write: Write) -> None:
    chart = write(_round(ChartKind.PIE, 90.0, 10.0))
    first = chart.find("//c:dLbl[c:idx/@val='0']")[0]
    assert first.find("{*}layout") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((1.0, -1.0), "chart-round-negative"),
        ((0.0, 0.0), "chart-round-zero"),
        ((1.0,) * 61, "chart-round-slices"),
    ],
)
def test_what_has_no_slices_is_refused(
    kind: ChartKind, values: tuple[float, ...], code: str
) -> None:
    names = tuple(f"Item {n}" for n in range(len(values)))
    finding = can_chart(_round(kind, *values, categories=names))
    assert finding is not None
    assert finding.code == code


def test_one_series_only(series: MakeSeries) -> None:
    spec = ChartSpec(ChartKind.PIE, ("a", "b"), (series("x", 1, 2), series("y", 1, 2)))
    finding = can_chart(spec)
    assert finding is not None
    assert finding.code == "chart-round-series"


def test_missing_and_many_slices_are_told(write: Write, series: MakeSeries) -> None:
    names = tuple(f"Item {n}" for n in range(10))
    spec = ChartSpec(ChartKind.PIE, names, (series("x", None, 0, *range(1, 9)),))
    assert {"chart-slice-left-out", "chart-many-slices"} <= write(spec).codes()


def test_a_slice_of_next_to_nothing_has_no_label(write: Write) -> None:
    chart = write(_round(ChartKind.PIE, 1e-9, 5e12, 3e12))
    assert chart.vals("//c:dLbl/c:idx") == ["1", "2"]
    assert "chart-slice-left-out" in chart.codes()


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_slices_are_the_whole_circle(values: list[float]) -> None:
    slices = slices_of(values)
    assert sum(each.sweep for each in slices) == pytest.approx(360)
    assert hypot(*Slice(0, 0.0, 90.0).at(2.0)) == pytest.approx(2)
