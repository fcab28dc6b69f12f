from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from briefing_app.errors import Place
from briefing_app.model.cell_value import BLANK
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Series
from briefing_app.model.drawing import Outline, Solid
from briefing_app.model.geometry import EMU_PER_PT, cm
from briefing_app.ooxml.xml_reader import parse_xml
from tests.unit.charts.chart_pictures import drawn, extent
from tests.unit.charts.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.unit.charts.conftest import ReadBack, Write

NAMES = ("Asia", "Europe", "Africa", "Oceania")
CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
WIDTH, HEIGHT = cm(20), cm(12)


def _spec(count: int = 4, **more: object) -> ChartSpec:
    names = NAMES if count == 4 else tuple(f"P{n}" for n in range(count))
    xs = tuple(10.0 + n * 37 % 91 for n in range(count))
    ys = tuple(20.0 + n * 53 % 67 for n in range(count))
    sizes = tuple(float(100 * (n + 1)) for n in range(count))
    series = (
        Series("Growth", xs, "0", unit="%"),
        Series("Margin", ys, "0", unit="%"),
        Series("Revenue", sizes, "#,##0", unit="EUR m"),
    )
    facts: dict[str, Any] = {"series": series, **more}
    return ChartSpec(ChartKind.BUBBLE, names, **facts)


def _shapes(chart: ReadBack) -> list[tuple[str, float, float, float, float, str]]:
    """Return the shapes drawn on a chart: name, corners in points of the frame, text."""
    found = []
    for anchor in etree.fromstring(chart.parts.user_shapes):
        corners = [
            float(anchor.findtext(f"{CDR}{end}/{CDR}{axis}") or 0)
            for end in ("from", "to")
            for axis in "xy"
        ]
        name = next(anchor.iter(f"{CDR}cNvPr")).get("name", "")
        words = "".join(node.text or "" for node in anchor.iter("{*}t"))
        sizes = (WIDTH / EMU_PER_PT, HEIGHT / EMU_PER_PT) * 2
        x1, y1, x2, y2 = (c * s for c, s in zip(corners, sizes, strict=True))
        found.append((name, x1, y1, x2, y2, words))
    return found


def _inner(chart: ReadBack) -> tuple[float, float]:
    wide = float(chart.vals("//c:plotArea/c:layout//c:w")[0]) * WIDTH / EMU_PER_PT
    high = float(chart.vals("//c:plotArea/c:layout//c:h")[0]) * HEIGHT / EMU_PER_PT
    return wide, high


def test_areas_are_as_the_sizes(write: Write) -> None:
    chart = write(_spec())
    assert chart.vals("//c:bubbleChart/c:sizeRepresents") == ["area"]
    assert chart.vals("//c:bubbleScale") == ["100"]
    assert [n.text for n in chart.find("//c:bubbleSize//c:f")] == ["Data!$D$2:$D$5"]


def test_the_largest_comes_first_so_that_small_ones_lie_over_it(write: Write) -> None:
    chart = write(_spec())
    assert chart.column("Revenue, EUR m") == [400, 300, 200, 100]
    assert [row[0].value for row in chart.sheet.iter_rows(min_row=2)] == list(NAMES[::-1])


def _radius(chart: ReadBack, size: float, whole: float) -> float:
    return 0.125 * min(_inner(chart)) * sqrt(size / whole)


@pytest.mark.parametrize("count", [1, 4, 30])
def test_no_bubble_is_cut(count: int, write: Write) -> None:
    chart = write(_spec(count))
    wide, high = _inner(chart)
    ends = [
        tuple(float(chart.vals(f"//c:valAx[{n}]//c:{end}")[0]) for end in ("min", "max"))
        for n in (1, 2)
    ]
    whole = max(float(n.text or 0) for n in chart.find("//c:bubbleSize//c:v"))
    for ser in chart.find("//c:bubbleChart/c:ser"):
        if ser.find("{*}spPr/{*}noFill") is not None:
            continue
        rows = [ser.iterfind(f"{{*}}{tag}//{{*}}v") for tag in ("xVal", "yVal", "bubbleSize")]
        for x, y, size in zip(*rows, strict=True):
            radius = _radius(chart, float(size.text or 0), whole)
            for value, (low, top), length in (
                (float(x.text or 0), ends[0], wide),
                (float(y.text or 0), ends[1], high),
            ):
                unit = (top - low) / length
                assert value - radius * unit >= low - 1e-9
                assert value + radius * unit <= top + 1e-9


def test_many_bubbles_are_made_smaller_by_an_unseen_one(write: Write) -> None:
    chart = write(_spec(30))
    assert chart.column("Scale size")[0] == pytest.approx(3000 * 2.25)
    sheet = Worksheet(chart.parts.workbook)
    sheet.cells["D2"] = 10_000.0
    assert sheet.column("Scale size")[0] == pytest.approx(22_500)
    assert len(chart.find("//c:bubbleChart/c:ser[last()]/c:spPr/a:noFill")) == 1


def test_the_key_is_true_to_scale(write: Write) -> None:
    chart = write(_spec())
    circles = [s for s in _shapes(chart) if s[0] == "Size key" and not s[5]]
    words = [s[5] for s in _shapes(chart) if s[5]]
    assert "Revenue, EUR m" in words
    figures = sorted(float(w) for w in words if w.isdigit())
    wide = sorted(s[3] - s[1] for s in circles)
    for figure, diameter in zip(figures, wide, strict=True):
        assert diameter == pytest.approx(2 * _radius(chart, figure, 400), abs=0.2)


def test_names_stand_inside_large_bubbles_in_a_clear_ink(write: Write) -> None:
    chart = write(_spec())
    label = "//c:dLbl[c:dLblPos/@val='ctr']"
    assert "Oceania" in [n.text for n in chart.find(f"{label}//a:fld/a:t")]
    assert set(chart.vals(f"{label}//a:rPr//a:schemeClr")) == {"bg1"}


def test_what_has_no_size_is_a_small_ring(write: Write) -> None:
    spec = _spec()
    sizes = Series("Revenue", (BLANK, 0.0, -5.0, 100.0))
    chart = write(replace(spec, series=(*spec.series[:2], sizes)))
    assert "chart-bubble-size" in chart.codes()
    assert chart.column("Size drawn") == [100, 1, 1, 1]
    sheet = Worksheet(chart.parts.workbook)
    sheet.cells["D2"] = 200.0
    assert sheet.column("Size drawn") == [200, 2, 2, 2]
    assert chart.vals("//c:legendEntry/c:idx") == []


def test_lines_are_shapes_since_nothing_else_may_stand_in_a_bubble_chart(write: Write) -> None:
    spec = _spec(decorations=(Decoration(Mark.MEAN_LINE, "Margin"),))
    chart = write(spec)
    lines = [s for s in _shapes(chart) if s[0] == "Line"]
    assert len(lines) == 1
    assert lines[0][2] == pytest.approx(lines[0][4])
    assert not chart.find("//c:scatterChart")
    assert any(s[5].startswith("Ø ") for s in _shapes(chart))


def test_the_first_series_has_the_most_points(write: Write) -> None:
    chart = write(_spec(groups=("a", "b", "b", "b")))
    counts = [int(v) for v in chart.vals("//c:ser/c:xVal//c:ptCount")]
    assert counts[0] == max(counts) == 4
    assert len(chart.find("//c:bubbleChart/c:ser")) == 3


def test_keys_of_a_legend_are_round_in_our_own_picture(write: Write) -> None:
    chart = write(_spec(groups=("a", "b", "b", "b")))
    root = parse_xml(chart.parts.chart_xml, Place())
    filled = [
        item
        for item in drawn(root)
        if isinstance(item, Outline) and isinstance(item.fill, Solid) and extent(item)[2] > 0
    ]
    # Four bubbles and two keys, all of them as wide as high and without a straight side.
    assert len(filled) == 6
    for item in filled:
        _, _, wide, high = extent(item)
        assert wide == pytest.approx(high, abs=0.02)
        assert "C" in {op for op, _ in item.segments}
