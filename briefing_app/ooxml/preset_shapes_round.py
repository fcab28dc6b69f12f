"""Preset shapes: rings, pies and arcs, faces and weather."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.preset_shapes_basic import inside_ellipse, slope_of_box
from briefing_app.ooxml.shape_outlines import Point, ellipse_angle


def seen_at(b: PresetBox, rx: float, ry: float, angle: float) -> Point:
    """Return the point of an ellipse around the middle that is seen under an angle in degrees."""
    turn = ellipse_angle(rx, ry, angle)
    return b.hc + rx * cos(turn), b.vc + ry * sin(turn)


def _donut(b: PresetBox) -> None:
    d = b.s * b.part("adj", 25000, 0, 50000)
    pen = b.pen().ellipse(b.hc, b.vc, b.hc, b.vc)
    pen.move(d, b.vc).arc(b.hc - d, b.vc - d, 180, -360).close()
    inside_ellipse(b)


def _no_smoking(b: PresetBox) -> None:
    d = b.s * b.part("adj", 18750, 0, 50000)
    rx, ry, slope = b.hc - d, b.vc - d, slope_of_box(b)
    turn = radians(slope)
    far = hypot(ry * cos(turn), rx * sin(turn))
    reach = degrees(atan2(d / 2, rx * ry / far if far else 0))
    pen = b.pen().ellipse(b.hc, b.vc, b.hc, b.vc)
    for start in (slope - reach, slope - reach - 180):
        pen.move(*seen_at(b, rx, ry, start)).arc(rx, ry, start, 2 * reach - 180).close()
    inside_ellipse(b)


def _sweep(start: float, end: float) -> float:
    """Return how far it is clockwise from one angle to another; a whole turn if they are equal."""
    return end - start if end > start else end - start + 360


def _reach(points: list[Point], b: PresetBox, rx: float, ry: float, start: float, swing: float
           ) -> tuple[float, float, float, float]:  # fmt: skip
    """Return the box around points and an arc."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for quarter, x, y in (
        (0, b.hc + rx, b.vc), (90, b.hc, b.vc + ry), (180, b.hc - rx, b.vc), (270, b.hc, b.vc - ry),
    ):  # fmt: skip
        if (quarter - start) % 360 <= swing:
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def _block_arc(b: PresetBox) -> None:
    start, end = b.angle("adj1", 180), b.angle("adj2", 0)
    d = b.s * b.part("adj3", 25000, 0, 50000)
    swing = _sweep(start, end)
    rx, ry = b.hc - d, b.vc - d
    inner = seen_at(b, rx, ry, end)
    pen = b.pen().move(*seen_at(b, b.hc, b.vc, start)).arc(b.hc, b.vc, start, swing)
    pen.line(inner).arc(rx, ry, end, -swing).close()
    ends = [seen_at(b, x, y, angle) for x, y in ((b.hc, b.vc), (rx, ry)) for angle in (start, end)]
    b.text(*_reach(ends, b, b.hc, b.vc, start, swing))


def _pie(b: PresetBox) -> None:
    start, end = b.angle("adj1", 0), b.angle("adj2", 270)
    pen = b.pen().move(*seen_at(b, b.hc, b.vc, start))
    pen.arc(b.hc, b.vc, start, _sweep(start, end)).line((b.hc, b.vc)).close()
    inside_ellipse(b)


def _chord(b: PresetBox) -> None:
    start, end = b.angle("adj1", 45), b.angle("adj2", 270)
    pen = b.pen().move(*seen_at(b, b.hc, b.vc, start))
    pen.arc(b.hc, b.vc, start, _sweep(start, end)).close()
    inside_ellipse(b)


def _arc(b: PresetBox) -> None:
    start, end = b.angle("adj1", 270), b.angle("adj2", 0)
    swing = _sweep(start, end)
    first = seen_at(b, b.hc, b.vc, start)
    b.pen(stroked=False).move(*first).arc(b.hc, b.vc, start, swing).line((b.hc, b.vc)).close()
    b.pen("none").move(*first).arc(b.hc, b.vc, start, swing)
    ends = [first, seen_at(b, b.hc, b.vc, end)]
    b.text(*_reach(ends, b, b.hc, b.vc, start, swing))


def _teardrop(b: PresetBox) -> None:
    a = b.part("adj", 100_000, 0, 200_000)
    x, y = b.hc + b.hc * a, b.vc - b.vc * a
    pen = b.pen().move(0, b.vc).arc(b.hc, b.vc, 180, 90)
    pen.quad((b.hc + x) / 2, 0, x, y).quad(b.w, (b.vc + y) / 2, b.w, b.vc)
    pen.arc(b.hc, b.vc, 0, 180).close()
    inside_ellipse(b)


def _pie_wedge(b: PresetBox) -> None:
    b.pen().move(0, b.h).arc(b.w, b.h, 180, 90).line((b.w, b.h)).close()
    i = 1 - sqrt(0.5)
    b.text_parts(i, i, 1, 1)


def _heart(b: PresetBox) -> None:
    pen = b.grid(48, 12).move(24, 3)
    pen.cubic(34, -4, 73, 3, 24, 12, -25, 3, 14, -4, 24, 3).close()
    b.text_parts(1 / 6, 1 / 4, 5 / 6, 2 / 3)


def _sun(b: PresetBox) -> None:
    core = 0.5 - b.part("adj", 25000, 12500, 46875)
    reach = 0.75 * core
    near, half = 0.125 + reach * cos(pi / 8), reach * sin(pi / 8)
    pen = b.grid(1, 1)
    for k in range(8):
        dx, dy = cos(pi * k / 4), sin(pi * k / 4)
        pen.polygon(
            (0.5 + 0.5 * dx, 0.5 + 0.5 * dy),
            (0.5 + near * dx - half * dy, 0.5 + near * dy + half * dx),
            (0.5 + near * dx + half * dy, 0.5 + near * dy - half * dx),
        )
    pen.ellipse(0.5, 0.5, core, core)
    i = core * sqrt(0.5)
    b.text_parts(0.5 - i, 0.5 - i, 0.5 + i, 0.5 + i)


def _moon(b: PresetBox) -> None:
    a = b.part("adj", 50000, 0, 87500)
    middle = (2 - a * a) / (2 - 2 * a)
    radius = middle - a
    rx, ry = radius * b.w, radius * b.vc
    slope = degrees(atan2(-b.vc, (1 - middle) * b.w))
    pen = b.pen().move(b.w, b.h).arc(b.w, b.vc, 90, 180)
    pen.arc(rx, ry, slope, -(360 + 2 * slope)).close()
    near = a * 9598 / 32768
    y = b.vc * sqrt(max(0.0, 1 - (1 - near) ** 2))
    b.text(near * b.w, b.vc - y, a * b.w, b.vc + y)


def _smiley(b: PresetBox) -> None:
    smile = b.part("adj", 4653, -4653, 4653) * b.h
    w, h = b.w, b.h
    b.pen(stroked=False).ellipse(b.hc, b.vc, b.hc, b.vc)
    rx, ry = w * 0.05208, h * 0.05208
    eyes = b.pen("darkenLess")
    for x in (0.28773, 0.60810):
        eyes.move(w * x, h * 0.35046).arc(rx, ry, 180, 360).close()
    y = h * 0.76458
    b.pen("none").move(w * 0.2300, y - smile).quad(b.hc, y + 3 * smile, w * 0.77037, y - smile)
    b.pen("none").ellipse(b.hc, b.vc, b.hc, b.vc)
    inside_ellipse(b)


def _lightning(b: PresetBox) -> None:
    b.grid(1000, 1000).polygon(
        (392, 0), (595, 281), (512, 315), (767, 556), (684, 596), (1000, 1000), (464, 691),
        (566, 648), (233, 449), (352, 388), (0, 180),
    )  # fmt: skip
    b.text_parts(0.4054, 0.3443, 0.6443, 0.6610)


SHAPES: dict[str, Preset] = {
    "donut": _donut,
    "noSmoking": _no_smoking,
    "blockArc": _block_arc,
    "pie": _pie,
    "chord": _chord,
    "arc": _arc,
    "teardrop": _teardrop,
    "pieWedge": _pie_wedge,
    "heart": _heart,
    "sun": _sun,
    "moon": _moon,
    "smileyFace": _smiley,
    "lightningBolt": _lightning,
}
