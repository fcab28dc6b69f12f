"""Preset shapes of irregular outline, in our own drawing, and gears."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, tan

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.preset_shapes_round import seen_at
from briefing_app.ooxml.shape_outlines import Point, ShapePen

_PUFFS = (195, 235, 268, 298, 328, 0, 38, 75, 112, 150)
"""Where one puff of a cloud meets the next, in degrees around its middle."""
_BODY, _SWELL = 0.86, 1.32
"""Where puffs meet, and how far they swell, as shares of the way to the box's ellipse."""
_NEAR, _FAR = (0.52, 0.6, 0.48, 0.56), (1.0, 0.82, 0.94, 0.78, 0.98, 0.86)
"""How far the notches and the spikes of a seal reach, in turn."""


def _puffs(b: PresetBox) -> None:
    """Draw an outline of ten puffs. Ours: the standard's own outline is drawn by hand."""
    feet = [b.on_ellipse(angle, b.hc * _BODY, b.vc * _BODY) for angle in _PUFFS]
    pen = b.pen().move(*feet[0])
    for k, angle in enumerate(_PUFFS):
        after = _PUFFS[(k + 1) % len(_PUFFS)]
        third = ((after - angle) % 360) / 3
        one, two = (
            b.on_ellipse(angle + third * part, b.hc * _SWELL, b.vc * _SWELL) for part in (0.4, 2.6)
        )
        pen.cubic(*one, *two, *feet[(k + 1) % len(_PUFFS)])
    pen.close()
    b.text_parts(0.16, 0.16, 0.84, 0.84)


def _cloud(b: PresetBox) -> None:
    _puffs(b)


def _cloud_callout(b: PresetBox) -> None:
    """Draw a cloud, and three bubbles from its edge to where the thought comes from."""
    _puffs(b)
    dx, dy = b.w * b.free("adj1", -20833), b.h * b.free("adj2", 62500)
    end = (b.hc + dx, b.vc + dy)
    edge = seen_at(b, b.hc, b.vc, degrees(atan2(dy, dx)))
    vx, vy = end[0] - edge[0], end[1] - edge[1]
    far = hypot(vx, vy)
    gap = (far - b.s * 11 / 36) / 3
    for radius, away in ((b.s / 36, far), (b.s / 18, b.s * 2 / 9 + 2 * gap), (b.s / 12, 0.0)):
        from_edge = away or gap + b.s / 12
        share = from_edge / far if far else 0.0
        middle = (edge[0] + vx * share, edge[1] + vy * share)
        b.pen().ellipse(*middle, radius, radius)


def _seal(spikes: int, first: float) -> Preset:
    """Return a burst of uneven spikes. Ours: the standard's own outline is drawn by hand.

    first: the angle of a spike, in degrees.
    """

    def draw(b: PresetBox) -> None:
        corners: list[Point] = []
        for k in range(spikes):
            far, near = _FAR[k % len(_FAR)], _NEAR[k % len(_NEAR)]
            angle = first + 360 / spikes * k
            corners.append(b.on_ellipse(angle, b.hc * far, b.vc * far))
            corners.append(b.on_ellipse(angle + 180 / spikes, b.hc * near, b.vc * near))
        b.pen().polygon(*corners)
        b.text_parts(0.25, 0.27, 0.75, 0.73)

    return draw


def _gear(first: float, teeth: int, tall: float, slack: float, most: float) -> Preset:
    """Return a gear. first: the angle of a tooth; tall, slack: its usual adjustments."""

    def draw(b: PresetBox) -> None:
        high = b.s * b.part("adj1", tall, 0, 20000)
        inset = b.s * b.part("adj2", slack, 0, most)
        rx, ry = b.hc - high, b.vc - high
        half = degrees(atan2(high / 2 + inset / 2, min(rx, ry)))
        pen = b.pen()
        corners: list[Point] = []
        for k in range(teeth):
            angle = first + 360 / teeth * k
            one, two = (b.on_ellipse(a, rx, ry) for a in (angle - half, angle + half))
            corners += [one, two]
            _tooth(pen, (one, two), (high, inset))
            after = b.on_ellipse(angle + 360 / teeth - half, rx, ry)
            start, end = (degrees(atan2(y - b.vc, x - b.hc)) for x, y in (two, after))
            pen.arc(rx, ry, start, (end - start) % 360)
        pen.close()
        side = 0 if teeth == 6 else 1
        right, top = corners[side]
        b.text(b.w - right, top, right, corners[3 if teeth == 6 else 5][1])

    return draw


def _tooth(pen: ShapePen, feet: tuple[Point, Point], size: tuple[float, float]) -> None:
    """Draw a tooth between its feet. size: how high it is, and by how much narrower at its top."""
    (x1, y1), (x2, y2) = feet
    high, inset = size
    far = hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / far, (y2 - y1) / far
    if pen.path().segments:
        pen.line((x1, y1))
    else:
        pen.move(x1, y1)
    pen.line(
        (x1 + ux * inset + uy * high, y1 + uy * inset - ux * high),
        (x2 - ux * inset + uy * high, y2 - uy * inset - ux * high),
        (x2, y2),
    )


def _corner_pieces(kind: str) -> Preset:
    """Return four pieces at the corners of the box: ``corner``, ``square`` or ``plaque``."""

    def draw(b: PresetBox) -> None:
        d = hypot(b.w, b.h) / 20
        for x, y, dx, dy in ((0.0, 0.0, d, d), (0.0, b.h, d, -d), (b.w, 0.0, -d, d),
                             (b.w, b.h, -d, -d)):  # fmt: skip
            pen = b.pen().move(x, y).line((x + dx, y))
            if kind == "square":
                pen.line((x + dx, y + dy), (x, y + dy))
            elif kind == "corner":
                pen.line((x, y + dy))
            else:
                swing = 90 if dx * dy > 0 else -90
                pen.arc(d, d, 0 if dx > 0 else 180, swing)
            pen.close()
        b.text(d, d, b.w - d, b.h - d)

    return draw


def _cross(*lines: tuple[Point, Point]) -> Preset:
    def draw(b: PresetBox) -> None:
        pen = b.grid(10, 10, "none")
        for one, two in lines:
            pen.move(*one).line(two)
        b.pen(stroked=False).polygon((0, 0), (0, b.h), (b.w, b.h), (b.w, 0))

    return draw


def _funnel(b: PresetBox) -> None:
    d, q = b.s / 20, b.vc / 2
    if not d:
        return
    ang = radians(8)
    rx, ry = b.hc, q
    t = degrees(atan2(q * sin(ang), b.hc * cos(ang)))
    small = (b.hc / 4, q / 4)
    x, y = seen_at(b, rx, ry, t)
    foot = (b.hc + small[0] * (x - b.hc) / rx, b.h - small[1] + (y - b.vc) / ry * small[1])
    pen = b.pen().move(b.w - x, y - b.vc + q).arc(rx, ry, 180 - t, 180 + 2 * t).line(foot)
    last = degrees(atan2(foot[1] - b.h + small[1], foot[0] - b.hc))
    pen.arc(*small, last, 180 - 2 * last).close()
    pen.move(d, q).arc(rx - d, ry - d, 180, -360).close()


def _swoosh(b: PresetBox) -> None:
    a1 = b.part("adj1", 25000, 1, 75000)
    most = 70_000 * b.w / b.s if b.s else 0.0
    thick, long = b.h * a1, b.s * b.part("adj2", 16667, 0, most)
    w, h, lean = b.w, b.h, b.s / 8
    x = w - long
    slope = tan(radians(90 / 14))
    top = (x, lean)
    low = (x + thick * slope, lean + thick)
    tip = (w, lean + thick / 2 - h / 20)
    pen = b.pen().move(0, h).quad(w / 6, h / 3, *top)
    pen.line((x - lean * slope, 0), tip, (low[0] + lean * slope, low[1] + lean), low)
    pen.quad(w / 4, low[1] + h / 12, 0, h).close()


SHAPES: dict[str, Preset] = {
    "cloud": _cloud,
    "cloudCallout": _cloud_callout,
    "irregularSeal1": _seal(12, 15),
    "irregularSeal2": _seal(14, 20),
    "gear6": _gear(330, 6, 15000, 3526, 5358),
    "gear9": _gear(310, 9, 10000, 1763, 2679),
    "cornerTabs": _corner_pieces("corner"),
    "squareTabs": _corner_pieces("square"),
    "plaqueTabs": _corner_pieces("plaque"),
    "chartPlus": _cross(((5, 0), (5, 10)), ((0, 5), (10, 5))),
    "chartX": _cross(((0, 0), (10, 10)), ((0, 10), (10, 0))),
    "chartStar": _cross(((0, 0), (10, 10)), ((0, 10), (10, 0)), ((5, 0), (5, 10))),
    "funnel": _funnel,
    "swooshArrow": _swoosh,
}
