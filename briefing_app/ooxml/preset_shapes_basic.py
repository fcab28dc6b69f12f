"""Preset shapes: rectangles and their corners, polygons, frames, everyday solids."""

from __future__ import annotations

from math import atan2, cos, degrees, pi, radians, sin, sqrt

from briefing_app.ooxml.preset_box import Preset, PresetBox

_CORNER = 1 - sqrt(0.5)
"""How far a rounded corner's text keeps from the box, in radii."""


def rectangle(b: PresetBox) -> None:
    """Draw the box itself."""
    b.pen().polygon((0, 0), (b.w, 0), (b.w, b.h), (0, b.h))


def rounded(b: PresetBox, radii: tuple[float, float, float, float]) -> None:
    """Draw a box with round corners: top left, top right, bottom right, bottom left."""
    one, two, three, four = radii
    w, h = b.w, b.h
    pen = b.pen().move(0, one).arc(one, one, 180, 90).line((w - two, 0)).arc(two, two, 270, 90)
    pen.line((w, h - three)).arc(three, three, 0, 90).line((four, h)).arc(four, four, 90, 90)
    pen.close()


def snipped(b: PresetBox, cuts: tuple[float, float, float, float]) -> None:
    """Draw a box without its corners: top left, top right, bottom right, bottom left."""
    one, two, three, four = cuts
    w, h = b.w, b.h
    b.pen().polygon(
        (one, 0), (w - two, 0), (w, two), (w, h - three), (w - three, h), (four, h),
        (0, h - four), (0, one),
    )  # fmt: skip


def _round_rect(b: PresetBox) -> None:
    r = b.s * b.part("adj", 16667, 0, 50000)
    rounded(b, (r, r, r, r))
    i = r * _CORNER
    b.text(i, i, b.w - i, b.h - i)


def _round_1(b: PresetBox) -> None:
    r = b.s * b.part("adj", 16667, 0, 50000)
    rounded(b, (0, r, 0, 0))
    b.text(0, 0, b.w - r * _CORNER, b.h)


def _round_2_same(b: PresetBox) -> None:
    top = b.s * b.part("adj1", 16667, 0, 50000)
    low = b.s * b.part("adj2", 0, 0, 50000)
    rounded(b, (top, top, low, low))
    side = max(top, low) * _CORNER
    b.text(side, top * _CORNER, b.w - side, b.h - low * _CORNER)


def _round_2_diagonal(b: PresetBox) -> None:
    one = b.s * b.part("adj1", 16667, 0, 50000)
    two = b.s * b.part("adj2", 0, 0, 50000)
    rounded(b, (one, two, one, two))
    i = max(one, two) * _CORNER
    b.text(i, i, b.w - i, b.h - i)


def _snip_1(b: PresetBox) -> None:
    cut = b.s * b.part("adj", 16667, 0, 50000)
    snipped(b, (0, cut, 0, 0))
    b.text(0, cut / 2, b.w - cut / 2, b.h)


def _snip_2_same(b: PresetBox) -> None:
    top = b.s * b.part("adj1", 16667, 0, 50000)
    low = b.s * b.part("adj2", 0, 0, 50000)
    snipped(b, (top, top, low, low))
    side = max(top, low) / 2
    b.text(side, top / 2, b.w - side, b.h - low / 2)


def _snip_2_diagonal(b: PresetBox) -> None:
    one = b.s * b.part("adj1", 0, 0, 50000)
    two = b.s * b.part("adj2", 16667, 0, 50000)
    snipped(b, (one, two, one, two))
    i = max(one, two) / 2
    b.text(i, i, b.w - i, b.h - i)


def _snip_round(b: PresetBox) -> None:
    r = b.s * b.part("adj1", 16667, 0, 50000)
    cut = b.s * b.part("adj2", 16667, 0, 50000)
    pen = b.pen().move(0, r).arc(r, r, 180, 90)
    pen.line((b.w - cut, 0), (b.w, cut), (b.w, b.h), (0, b.h)).close()
    b.text(r * _CORNER, r * _CORNER, b.w - cut / 2, b.h)


def ellipse(b: PresetBox) -> None:
    """Draw the ellipse in the box."""
    b.pen().ellipse(b.hc, b.vc, b.hc, b.vc)
    inside_ellipse(b)


def inside_ellipse(b: PresetBox) -> None:
    """Let text stand in the rectangle inside the ellipse."""
    i = _CORNER / 2
    b.text_parts(i, i, 1 - i, 1 - i)


def _triangle(b: PresetBox) -> None:
    x = b.w * b.part("adj", 50000)
    b.pen().polygon((0, b.h), (x, 0), (b.w, b.h))
    b.text(x / 2, b.vc, x / 2 + b.hc, b.h)


def _right_triangle(b: PresetBox) -> None:
    b.pen().polygon((0, b.h), (0, 0), (b.w, b.h))
    b.text_parts(1 / 12, 7 / 12, 7 / 12, 11 / 12)


def _widest(b: PresetBox, share: float) -> float:
    """Return the largest adjustment of something that spans a share of the width."""
    return share * b.w / b.s if b.s else 0.0


def _parallelogram(b: PresetBox) -> None:
    most = _widest(b, 100_000)
    a = b.part("adj", 25000, 0, most)
    x = b.s * a
    b.pen().polygon((0, b.h), (x, 0), (b.w, 0), (b.w - x, b.h))
    i = (1 + 5 * x / b.w) / 12 if b.w else 0.0
    b.text_parts(i, i, 1 - i, 1 - i)


def _trapezoid(b: PresetBox) -> None:
    x = b.s * b.part("adj", 25000, 0, _widest(b, 50_000))
    b.pen().polygon((0, b.h), (x, 0), (b.w - x, 0), (b.w, b.h))
    i = 2 * x / b.w / 3 if b.w else 0.0
    b.text_parts(i, i, 1 - i, 1)


def _uneven_trapezoid(b: PresetBox) -> None:
    most = _widest(b, 50_000)
    left, right = (b.s * b.part(name, 25000, 0, most) for name in ("adj1", "adj2"))
    b.pen().polygon((0, b.h), (left, 0), (b.w - right, 0), (b.w, b.h))
    one, two = (2 * x / b.w / 3 if b.w else 0.0 for x in (left, right))
    b.text_parts(one, max(one, two), 1 - two, 1)


def diamond(b: PresetBox) -> None:
    """Join the middles of the box's sides."""
    b.pen().polygon((0, b.vc), (b.hc, 0), (b.w, b.vc), (b.hc, b.h))
    b.text_parts(0.25, 0.25, 0.75, 0.75)


def _pentagon(b: PresetBox) -> None:
    rx, vf = b.hc * b.free("hf", 105146), b.free("vf", 110557)
    points = [
        (b.hc + rx * cos(radians(d)), b.vc * vf + b.vc * vf * sin(radians(d)))
        for d in (-162, -90, -18, 54, 126)
    ]
    b.pen().polygon(*points)
    near, far = cos(radians(54)), cos(radians(18))
    b.text(points[4][0], points[0][1] * near / far, points[3][0], points[3][1])


def _hexagon(b: PresetBox) -> None:
    most = _widest(b, 50_000)
    a = b.part("adj", 25000, 0, most)
    x, y = b.s * a, b.vc * b.free("vf", 115470) * sin(pi / 3)
    b.pen().polygon(
        (0, b.vc), (x, b.vc - y), (b.w - x, b.vc - y), (b.w, b.vc), (b.w - x, b.vc + y),
        (x, b.vc + y),
    )  # fmt: skip
    share = 2 * x / b.w if b.w else 0.0
    i = (2 + 4 * share if share <= 0.5 else 1 + 6 * share) / 24
    b.text_parts(i, i, 1 - i, 1 - i)


def _heptagon(b: PresetBox) -> None:
    rx, vf = b.hc * b.free("hf", 102572), b.free("vf", 105210)
    points = [
        (b.hc + rx * cos(turn), b.vc * vf + b.vc * vf * sin(turn))
        for turn in (-pi / 2 + 2 * pi * k / 7 for k in range(7))
    ]
    b.pen().polygon(*points)
    top = points[1][1]
    b.text(points[6][0], top, points[1][0], b.h - top)


def _octagon(b: PresetBox) -> None:
    cut = b.s * b.part("adj", 29289, 0, 50000)
    snipped(b, (cut, cut, cut, cut))
    i = cut / 2
    b.text(i, i, b.w - i, b.h - i)


def _decagon(b: PresetBox) -> None:
    ry = b.vc * b.free("vf", 105146)
    points = [b.on_ellipse(36 * k, b.hc, ry) for k in range(10)]
    b.pen().polygon(*points)
    b.text(points[6][0], points[6][1], points[1][0], points[1][1])


def _dodecagon(b: PresetBox) -> None:
    near, far = 0.133975, 0.366025
    pen = b.grid(1, 1)
    pen.polygon(
        (0, far), (near, near), (far, 0), (1 - far, 0), (1 - near, near), (1, far),
        (1, 1 - far), (1 - near, 1 - near), (1 - far, 1), (far, 1), (near, 1 - near), (0, 1 - far),
    )  # fmt: skip
    b.text_parts(near, near, 1 - near, 1 - near)


def _plaque(b: PresetBox) -> None:
    r = b.s * b.part("adj", 16667, 0, 50000)
    w, h = b.w, b.h
    pen = b.pen().move(0, r).arc(r, r, 90, -90).line((w - r, 0)).arc(r, r, 180, -90)
    pen.line((w, h - r)).arc(r, r, 270, -90).line((r, h)).arc(r, r, 0, -90).close()
    i = r * sqrt(0.5)
    b.text(i, i, w - i, h - i)


def _frame(b: PresetBox) -> None:
    x = b.s * b.part("adj1", 12500, 0, 50000)
    pen = b.pen().polygon((0, 0), (b.w, 0), (b.w, b.h), (0, b.h))
    pen.polygon((x, x), (x, b.h - x), (b.w - x, b.h - x), (b.w - x, x))
    b.text(x, x, b.w - x, b.h - x)


def _half_frame(b: PresetBox) -> None:
    slope = b.h / b.w if b.w else 1.0
    x = b.s * b.part("adj2", 33333, 0, _widest(b, 100_000))
    most = 100_000 * (b.h - slope * x) / b.s if b.s else 0.0
    y = b.s * b.part("adj1", 33333, 0, most)
    b.pen().polygon(
        (0, 0), (b.w, 0), (b.w - (y / slope if slope else 0), y), (x, y),
        (x, b.h - x * slope), (0, b.h),
    )  # fmt: skip


def _corner(b: PresetBox) -> None:
    high = 100_000 * b.h / b.s if b.s else 0.0
    y = b.h - b.s * b.part("adj1", 50000, 0, high)
    x = b.s * b.part("adj2", 50000, 0, _widest(b, 100_000))
    b.pen().polygon((0, 0), (x, 0), (x, y), (b.w, y), (b.w, b.h), (0, b.h))
    if b.w > b.h:
        b.text(0, y, b.w, b.h)
    else:
        b.text(0, 0, x, b.h)


def _stripe(b: PresetBox) -> None:
    a = b.part("adj", 50000)
    b.grid(1, 1).polygon((0, a), (a, 0), (1, 0), (0, 1))
    b.text_parts(0, 0, (1 + a) / 2, (1 + a) / 2)


def _plus(b: PresetBox) -> None:
    x = b.s * b.part("adj", 25000, 0, 50000)
    w, h = b.w, b.h
    b.pen().polygon(
        (0, x), (x, x), (x, 0), (w - x, 0), (w - x, x), (w, x), (w, h - x), (w - x, h - x),
        (w - x, h), (x, h), (x, h - x), (0, h - x),
    )  # fmt: skip
    if w > h:
        b.text(0, x, w, h - x)
    else:
        b.text(x, 0, w - x, h)


def _cube(b: PresetBox) -> None:
    d = b.s * b.part("adj", 25000)
    x, y, w, h = b.w - d, b.h - d, b.w, b.h
    b.pen(stroked=False).polygon((0, d), (x, d), (x, h), (0, h))
    b.pen("darkenLess", stroked=False).polygon((x, d), (w, 0), (w, y), (x, h))
    b.pen("lightenLess", stroked=False).polygon((0, d), (d, 0), (w, 0), (x, d))
    pen = b.pen("none").polygon((0, d), (d, 0), (w, 0), (w, y), (x, h), (0, h))
    pen.move(0, d).line((x, d), (w, 0)).move(x, d).line((x, h))
    b.text(0, d, x, h)


def _can(b: PresetBox) -> None:
    high = 50_000 * b.h / b.s if b.s else 0.0
    ry = b.s * b.part("adj", 25000, 0, high) / 2
    rx, low = b.hc, b.h - ry
    body = b.pen(stroked=False).move(0, ry).arc(rx, ry, 180, -180)
    body.line((b.w, low)).arc(rx, ry, 0, 180).close()
    b.pen("lighten", stroked=False).move(0, ry).arc(rx, ry, 180, 360).close()
    pen = b.pen("none").move(b.w, ry).arc(rx, ry, 0, 360)
    pen.line((b.w, low)).arc(rx, ry, 0, 180).line((0, ry))
    b.text(0, 2 * ry, b.w, low)


def bevelled(b: PresetBox, x: float) -> None:
    """Draw a face and four slanting edges of that width around it, with all lines."""
    w, h = b.w, b.h
    u, v = w - x, h - x
    b.pen(stroked=False).polygon((x, x), (u, x), (u, v), (x, v))
    b.pen("lightenLess", stroked=False).polygon((0, 0), (w, 0), (u, x), (x, x))
    b.pen("darkenLess", stroked=False).polygon((0, h), (x, v), (u, v), (w, h))
    b.pen("lighten", stroked=False).polygon((0, 0), (x, x), (x, v), (0, h))
    b.pen("darken", stroked=False).polygon((w, 0), (w, h), (u, v), (u, x))
    pen = b.pen("none").polygon((0, 0), (w, 0), (w, h), (0, h))
    pen.polygon((x, x), (u, x), (u, v), (x, v))
    for outer, inner in (((0, 0), (x, x)), ((0, h), (x, v)), ((w, 0), (u, x)), ((w, h), (u, v))):
        pen.move(*outer).line(inner)
    b.text(x, x, u, v)


def _bevel(b: PresetBox) -> None:
    bevelled(b, b.s * b.part("adj", 12500, 0, 50000))


def _folded_corner(b: PresetBox) -> None:
    d = b.s * b.part("adj", 16667, 0, 50000)
    w, h, x, y = b.w, b.h, b.w - d, b.h - d
    fold = (x + d / 5, y + d / 5)
    b.pen(stroked=False).polygon((0, 0), (w, 0), (w, y), (x, h), (0, h))
    b.pen("darkenLess", stroked=False).polygon((x, h), fold, (w, y))
    pen = b.pen("none").move(x, h)
    pen.line(fold, (w, y), (x, h), (0, h), (0, 0), (w, 0), (w, y))
    b.text(0, 0, w, y)


def slope_of_box(b: PresetBox) -> float:
    """Return the angle of the diagonal from the upper left corner, in degrees."""
    return degrees(atan2(b.h, b.w))


SHAPES: dict[str, Preset] = {
    "rect": rectangle,
    "roundRect": _round_rect,
    "round1Rect": _round_1,
    "round2SameRect": _round_2_same,
    "round2DiagRect": _round_2_diagonal,
    "snip1Rect": _snip_1,
    "snip2SameRect": _snip_2_same,
    "snip2DiagRect": _snip_2_diagonal,
    "snipRoundRect": _snip_round,
    "ellipse": ellipse,
    "triangle": _triangle,
    "rtTriangle": _right_triangle,
    "parallelogram": _parallelogram,
    "trapezoid": _trapezoid,
    "nonIsoscelesTrapezoid": _uneven_trapezoid,
    "diamond": diamond,
    "pentagon": _pentagon,
    "hexagon": _hexagon,
    "heptagon": _heptagon,
    "octagon": _octagon,
    "decagon": _decagon,
    "dodecagon": _dodecagon,
    "plaque": _plaque,
    "frame": _frame,
    "halfFrame": _half_frame,
    "corner": _corner,
    "diagStripe": _stripe,
    "plus": _plus,
    "cube": _cube,
    "can": _can,
    "bevel": _bevel,
    "foldedCorner": _folded_corner,
}
