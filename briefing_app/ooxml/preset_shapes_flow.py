"""Preset shapes: flow charts and signs of arithmetic."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.preset_shapes_basic import (
    diamond,
    ellipse,
    inside_ellipse,
    rectangle,
    rounded,
)
from briefing_app.ooxml.shape_outlines import Point

_ROOT = sqrt(0.5)


def _alternate(b: PresetBox) -> None:
    r = b.s / 6
    rounded(b, (r, r, r, r))
    i = r * (1 - _ROOT)
    b.text(i, i, b.w - i, b.h - i)


def _polygon(
    columns: int, rows: int, text: tuple[float, float, float, float], *points: Point
) -> Preset:
    """Return a polygon in a grid, with its text box in fractions."""

    def draw(b: PresetBox) -> None:
        b.grid(columns, rows).polygon(*points)
        b.text_parts(*text)

    return draw


def _boxed_lines(b: PresetBox) -> None:
    b.grid(8, 8, stroked=False).polygon((0, 0), (8, 0), (8, 8), (0, 8))
    b.grid(8, 8, "none").move(1, 0).line((1, 8)).move(7, 0).line((7, 8))
    b.grid(8, 8, "none").polygon((0, 0), (8, 0), (8, 8), (0, 8))
    b.text_parts(1 / 8, 0, 7 / 8, 1)


def _internal(b: PresetBox) -> None:
    b.grid(8, 8, stroked=False).polygon((0, 0), (8, 0), (8, 8), (0, 8))
    b.grid(8, 8, "none").move(1, 0).line((1, 8)).move(0, 1).line((8, 1))
    b.grid(8, 8, "none").polygon((0, 0), (8, 0), (8, 8), (0, 8))
    b.text_parts(1 / 8, 1 / 8, 1, 1)


def _document(b: PresetBox) -> None:
    pen = b.grid(1, 1).move(0, 0).line((1, 0), (1, 0.80194))
    pen.cubic(0.5, 0.80194, 0.5, 1.1075, 0, 0.93389).close()
    b.text_parts(0, 0, 1, 0.80194)


def _documents(b: PresetBox) -> None:
    first = ((0, 0.9621), (0, 0.1701), (0.8609, 0.1701), (0.8609, 0.8344))
    wave = (0.4305, 0.8344, 0.4305, 1.0899, 0, 0.9621)
    steps = ((0.0709, 0.1701), (0.0709, 0.084), (0.9259, 0.084), (0.9259, 0.7524))
    last = ((0.1376, 0.084), (0.1376, 0), (1, 0), (1, 0.6663))
    second = (0.8934, 0.7524, 0.8609, 0.7570, 0.8609, 0.7570)
    third = (0.9629, 0.6663, 0.9259, 0.6698, 0.9259, 0.6698)
    pen = b.grid(1, 1, stroked=False).move(*first[0]).line(*first[1:]).cubic(*wave).close()
    pen.move(*steps[0]).line(*steps[1:]).cubic(*second).line(first[2]).close()
    pen.move(*last[0]).line(*last[1:]).cubic(*third).line(steps[2]).close()
    pen = b.grid(1, 1, "none").move(*first[1]).line(*first[2:]).cubic(*wave).close()
    pen.move(*steps[0]).line(*steps[1:]).cubic(*second)
    pen.move(*last[0]).line(*last[1:]).cubic(*third)
    pen = b.grid(1, 1, "none", stroked=False).move(*first[0])
    pen.cubic(wave[2], wave[3], wave[0], wave[1], *first[3])
    pen.line(second[4:], steps[3], third[4:])
    pen.line(last[3], last[2], last[1], last[0], steps[1], steps[0], first[1]).close()
    b.text_parts(0, 0.1701, 0.8609, 0.9621)


def _terminator(b: PresetBox) -> None:
    r = 0.16088
    pen = b.grid(1, 1).move(r, 0).line((1 - r, 0)).arc(r, 0.5, 270, 180)
    pen.line((r, 1)).arc(r, 0.5, 90, 180).close()
    b.text_parts(0.04713, 0.14644, 0.95287, 0.85356)


def _tape(b: PresetBox) -> None:
    pen = b.grid(20, 20).move(0, 2).arc(5, 2, 180, -180).arc(5, 2, 180, 180).line((20, 18))
    pen.arc(5, 2, 0, -180).arc(5, 2, 0, 180).close()
    b.text_parts(0, 0.2, 1, 0.8)


def _summing(b: PresetBox) -> None:
    b.pen(stroked=False).ellipse(b.hc, b.vc, b.hc, b.vc)
    i = (1 - _ROOT) / 2
    b.grid(1, 1, "none").move(i, i).line((1 - i, 1 - i)).move(1 - i, i).line((i, 1 - i))
    b.pen("none").ellipse(b.hc, b.vc, b.hc, b.vc)
    inside_ellipse(b)


def _or(b: PresetBox) -> None:
    b.pen(stroked=False).ellipse(b.hc, b.vc, b.hc, b.vc)
    b.grid(2, 2, "none").move(1, 0).line((1, 2)).move(0, 1).line((2, 1))
    b.pen("none").ellipse(b.hc, b.vc, b.hc, b.vc)
    inside_ellipse(b)


def _sort(b: PresetBox) -> None:
    b.grid(2, 2, stroked=False).polygon((0, 1), (1, 0), (2, 1), (1, 2))
    b.grid(2, 2, "none").move(0, 1).line((2, 1))
    b.grid(2, 2, "none").polygon((0, 1), (1, 0), (2, 1), (1, 2))
    b.text_parts(0.25, 0.25, 0.75, 0.75)


def _offline(b: PresetBox) -> None:
    b.grid(2, 2, stroked=False).polygon((0, 0), (2, 0), (1, 2))
    b.grid(5, 5, "none").move(2, 4).line((3, 4))
    b.grid(2, 2, "none").polygon((0, 0), (2, 0), (1, 2))
    b.text_parts(0.25, 0, 0.75, 0.5)


def _online(b: PresetBox) -> None:
    pen = b.grid(6, 2).move(1, 0).line((6, 0)).arc(1, 1, 270, -180).line((1, 2))
    pen.arc(1, 1, 90, 180).close()
    b.text_parts(1 / 6, 0, 5 / 6, 1)


def _delay(b: PresetBox) -> None:
    b.pen().move(0, 0).line((b.hc, 0)).arc(b.hc, b.vc, 270, 180).line((0, b.h)).close()
    i = (1 - _ROOT) / 2
    b.text_parts(0, i, 1 - i, 1 - i)


def _magnetic_tape(b: PresetBox) -> None:
    i = (1 - _ROOT) / 2
    reach = degrees(atan2(b.h, b.w))
    pen = b.pen().move(b.hc, b.h).arc(b.hc, b.vc, 90, 270)
    pen.arc(b.hc, b.vc, 0, reach).line((b.w, b.h * (1 - i)), (b.w, b.h)).close()
    b.text_parts(i, i, 1 - i, 1 - i)


def _disk(b: PresetBox) -> None:
    def outline(fill: str, *, stroked: bool) -> None:
        pen = b.grid(6, 6, fill, stroked=stroked).move(0, 1).arc(3, 1, 180, 180)
        pen.line((6, 5)).arc(3, 1, 0, 180).close()

    outline("norm", stroked=False)
    b.grid(6, 6, "none").move(6, 1).arc(3, 1, 0, 180)
    outline("none", stroked=True)
    b.text_parts(0, 1 / 3, 1, 5 / 6)


def _drum(b: PresetBox) -> None:
    def outline(fill: str, *, stroked: bool) -> None:
        pen = b.grid(6, 6, fill, stroked=stroked).move(1, 0).line((5, 0)).arc(1, 3, 270, 180)
        pen.line((1, 6)).arc(1, 3, 90, 180).close()

    outline("norm", stroked=False)
    b.grid(6, 6, "none").move(5, 6).arc(1, 3, 90, 180)
    outline("none", stroked=True)
    b.text_parts(1 / 6, 0, 2 / 3, 1)


def _display(b: PresetBox) -> None:
    b.grid(6, 6).move(0, 3).line((1, 0), (5, 0)).arc(1, 3, 270, 180).line((1, 6)).close()
    b.text_parts(1 / 6, 0, 5 / 6, 1)


_ARM = 0.3674505
"""How far a sign of arithmetic reaches from the middle, in sides of the box."""


def _plus(b: PresetBox) -> None:
    half = b.s * b.part("adj1", 23520, 0, 73490) / 2
    x, y, rx, ry = b.hc, b.vc, b.w * _ARM, b.h * _ARM
    b.pen().polygon(
        (x - rx, y - half), (x - half, y - half), (x - half, y - ry), (x + half, y - ry),
        (x + half, y - half), (x + rx, y - half), (x + rx, y + half), (x + half, y + half),
        (x + half, y + ry), (x - half, y + ry), (x - half, y + half), (x - rx, y + half),
    )  # fmt: skip
    b.text(x - rx, y - half, x + rx, y + half)


def _minus(b: PresetBox) -> None:
    half, rx = b.h * b.part("adj1", 23520) / 2, b.w * _ARM
    x, y = b.hc, b.vc
    b.pen().polygon((x - rx, y - half), (x + rx, y - half), (x + rx, y + half), (x - rx, y + half))
    b.text(x - rx, y - half, x + rx, y + half)


def _multiply(b: PresetBox) -> None:
    thick = b.s * b.part("adj1", 23520, 0, 51965)
    turn = atan2(b.h, b.w)
    c, s = cos(turn), sin(turn)
    long = hypot(b.w, b.h) * 0.51965 / 2
    dx, dy = s * thick / 2, c * thick / 2
    across, up = (thick / 2 / s if s else 0), (thick / 2 / c if c else 0)
    x, y = b.hc, b.vc
    ex, ey = c * long, s * long
    b.pen().polygon(
        (x - ex - dx, y - ey + dy), (x - ex + dx, y - ey - dy), (x, y - up),
        (x + ex - dx, y - ey - dy), (x + ex + dx, y - ey + dy), (x + across, y),
        (x + ex + dx, y + ey - dy), (x + ex - dx, y + ey + dy), (x, y + up),
        (x - ex + dx, y + ey + dy), (x - ex - dx, y + ey - dy), (x - across, y),
    )  # fmt: skip
    b.text(x - ex - dx, y - ey - dy, x + ex + dx, y + ey + dy)


def _divide(b: PresetBox) -> None:
    a1 = b.part("adj1", 23520, 1000, 36745)
    wide = 36745 * b.w / b.h if b.h else 0.0
    a3 = b.part("adj3", 11760, 1000, min((73490 - 100_000 * a1) / 4, wide))
    a2 = b.part("adj2", 5880, 0, 73490 - 400_000 * a3 - 100_000 * a1)
    half, gap, r = b.h * a1 / 2, b.h * a2, b.h * a3
    x, y, rx = b.hc, b.vc, b.w * _ARM
    pen = b.pen()
    for middle in (y - half - gap - r, y + half + gap + r):
        pen.move(x, middle - r).arc(r, r, 270, 360).close()
    pen.polygon((x - rx, y - half), (x + rx, y - half), (x + rx, y + half), (x - rx, y + half))
    b.text(x - rx, y - half, x + rx, y + half)


def _bars(b: PresetBox) -> tuple[float, float]:
    """Return half the gap between two bars, and how thick they are."""
    a1 = b.part("adj1", 23520, 0, 36745)
    gap = b.part("adj2", 11760, 0, 100_000 - 200_000 * a1)
    return b.h * gap / 2, b.h * a1


def _equal(b: PresetBox) -> None:
    gap, thick = _bars(b)
    x, y, rx = b.hc, b.vc, b.w * _ARM
    pen = b.pen()
    for top in (y - gap - thick, y + gap):
        pen.polygon((x - rx, top), (x + rx, top), (x + rx, top + thick), (x - rx, top + thick))
    b.text(x - rx, y - gap - thick, x + rx, y + gap + thick)


def _not_equal(b: PresetBox) -> None:
    a1 = b.part("adj1", 23520, 0, 50000)
    turn = b.angle("adj2", 110, 70, 110)
    gap = b.h * b.part("adj3", 11760, 0, 100_000 - 200_000 * a1) / 2
    thick = b.h * a1
    x, y, rx = b.hc, b.vc, b.w * _ARM
    y1, y2, y3, y4 = y - gap - thick, y - gap, y + gap, y + gap + thick
    lean = radians(turn - 90)
    long = (y - thick / 2 * abs(sin(lean))) / cos(lean)
    half = thick / 2 / cos(lean)

    def on(level: float, side: int) -> Point:
        return x + (y - level) * tan(lean) + side * half, level

    def end(up: int, side: int) -> Point:
        away = side * thick / 2
        return (
            x + up * long * sin(lean) + away * cos(lean),
            y - up * long * cos(lean) + away * sin(lean),
        )

    left, right = x - rx, x + rx
    b.pen().polygon(
        (left, y1), on(y1, -1), end(1, -1), end(1, 1), on(y1, 1), (right, y1), (right, y2),
        on(y2, 1), on(y3, 1), (right, y3), (right, y4), on(y4, 1), end(-1, 1), end(-1, -1),
        on(y4, -1), (left, y4), (left, y3), on(y3, -1), on(y2, -1), (left, y2),
    )  # fmt: skip
    b.text(left, y1, right, y4)


_QUARTERS = (0.25, 0.25, 0.75, 0.75)
SHAPES: dict[str, Preset] = {
    "flowChartProcess": rectangle,
    "flowChartAlternateProcess": _alternate,
    "flowChartDecision": diamond,
    "flowChartConnector": ellipse,
    "flowChartInputOutput": _polygon(5, 5, (0.2, 0, 0.8, 1), (0, 5), (1, 0), (5, 0), (4, 5)),
    "flowChartPredefinedProcess": _boxed_lines,
    "flowChartInternalStorage": _internal,
    "flowChartDocument": _document,
    "flowChartTerminator": _terminator,
    "flowChartPreparation": _polygon(
        10, 10, (0.2, 0, 0.8, 1), (0, 5), (2, 0), (8, 0), (10, 5), (8, 10), (2, 10)
    ),
    "flowChartManualInput": _polygon(5, 5, (0, 0.2, 1, 1), (0, 1), (5, 0), (5, 5), (0, 5)),
    "flowChartManualOperation": _polygon(5, 5, (0.2, 0, 0.8, 1), (0, 0), (5, 0), (4, 5), (1, 5)),
    "flowChartOffpageConnector": _polygon(
        10, 10, (0, 0, 1, 0.8), (0, 0), (10, 0), (10, 8), (5, 10), (0, 8)
    ),
    "flowChartPunchedCard": _polygon(5, 5, (0, 0.2, 1, 1), (0, 1), (1, 0), (5, 0), (5, 5), (0, 5)),
    "flowChartPunchedTape": _tape,
    "flowChartSummingJunction": _summing,
    "flowChartOr": _or,
    "flowChartCollate": _polygon(2, 2, _QUARTERS, (0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 1)),
    "flowChartSort": _sort,
    "flowChartExtract": _polygon(2, 2, (0.25, 0.5, 0.75, 1), (0, 2), (1, 0), (2, 2)),
    "flowChartMerge": _polygon(2, 2, (0.25, 0, 0.75, 0.5), (0, 0), (2, 0), (1, 2)),
    "flowChartOfflineStorage": _offline,
    "flowChartOnlineStorage": _online,
    "flowChartDelay": _delay,
    "flowChartMagneticTape": _magnetic_tape,
    "flowChartMagneticDisk": _disk,
    "flowChartMagneticDrum": _drum,
    "flowChartDisplay": _display,
    "mathPlus": _plus,
    "mathMinus": _minus,
    "mathMultiply": _multiply,
    "mathDivide": _divide,
    "mathEqual": _equal,
    "mathNotEqual": _not_equal,
    "flowChartMultidocument": _documents,
}
