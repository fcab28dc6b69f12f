"""Preset shapes: lines and connectors, brackets and braces, callouts."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, degrees, radians, sin, sqrt

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.preset_shapes_basic import inside_ellipse
from briefing_app.ooxml.shape_outlines import Point, ShapePen

_ROOT = sqrt(0.5)


def _line(b: PresetBox) -> None:
    b.pen("none").move(0, 0).line((b.w, b.h))


def _rising_line(b: PresetBox) -> None:
    b.pen("none").move(0, b.h).line((b.w, 0))


def _bent_2(b: PresetBox) -> None:
    b.pen("none").move(0, 0).line((b.w, 0), (b.w, b.h))


def _bent_3(b: PresetBox) -> None:
    x = b.w * b.free("adj1", 50000)
    b.pen("none").move(0, 0).line((x, 0), (x, b.h), (b.w, b.h))


def _bent_4(b: PresetBox) -> None:
    x, y = b.w * b.free("adj1", 50000), b.h * b.free("adj2", 50000)
    b.pen("none").move(0, 0).line((x, 0), (x, y), (b.w, y), (b.w, b.h))


def _bent_5(b: PresetBox) -> None:
    x, y = b.w * b.free("adj1", 50000), b.h * b.free("adj2", 50000)
    far = b.w * b.free("adj3", 50000)
    b.pen("none").move(0, 0).line((x, 0), (x, y), (far, y), (far, b.h), (b.w, b.h))


def _curved_2(b: PresetBox) -> None:
    b.pen("none").move(0, 0).cubic(b.hc, 0, b.w, b.vc, b.w, b.h)


def _swung(b: PresetBox, *turns: Point) -> None:
    """Draw a curve from corner to corner through points, upright and level by turns."""
    pen = b.pen("none").move(0, 0)
    x, y, upright = 0.0, 0.0, True
    for to_x, to_y in (*turns, (b.w, b.h)):
        if upright:
            pen.cubic((x + to_x) / 2, y, to_x, (y + to_y) / 2, to_x, to_y)
        else:
            pen.cubic(x, (y + to_y) / 2, (x + to_x) / 2, to_y, to_x, to_y)
        x, y, upright = to_x, to_y, not upright


def _curved_3(b: PresetBox) -> None:
    _swung(b, (b.w * b.free("adj1", 50000), b.vc))


def _curved_4(b: PresetBox) -> None:
    x, y = b.w * b.free("adj1", 50000), b.h * b.free("adj2", 50000)
    _swung(b, (x, y / 2), ((x + b.w) / 2, y))


def _curved_5(b: PresetBox) -> None:
    x, y = b.w * b.free("adj1", 50000), b.h * b.free("adj2", 50000)
    far = b.w * b.free("adj3", 50000)
    _swung(b, (x, y / 2), ((x + far) / 2, y), (far, (y + b.h) / 2))


def _twice(b: PresetBox, draw: Callable[[ShapePen], ShapePen]) -> None:
    """Draw an open line twice: filled without a line, then the line alone."""
    draw(b.pen(stroked=False)).close()
    draw(b.pen("none"))


def _left_bracket(b: PresetBox) -> None:
    y = b.s * b.part("adj", 8333, 0, 50_000 * b.h / b.s if b.s else 0.0)
    _twice(b, lambda pen: pen.move(b.w, b.h).arc(b.w, y, 90, 90).line((0, y)).arc(b.w, y, 180, 90))
    b.text(b.w * (1 - _ROOT), y * (1 - _ROOT), b.w, b.h - y * (1 - _ROOT))


def _right_bracket(b: PresetBox) -> None:
    y = b.s * b.part("adj", 8333, 0, 50_000 * b.h / b.s if b.s else 0.0)
    _twice(
        b,
        lambda pen: pen.move(0, 0).arc(b.w, y, 270, 90).line((b.w, b.h - y)).arc(b.w, y, 0, 90),
    )
    b.text(0, y * (1 - _ROOT), b.w * _ROOT, b.h - y * (1 - _ROOT))


def _brace(b: PresetBox) -> tuple[float, float]:
    """Return the radius of a brace's bends and the height of its point."""
    at = b.part("adj2", 50000)
    most = min(at, 1 - at) / 2 * b.h / b.s * 100_000 if b.s else 0.0
    return b.s * b.part("adj1", 8333, 0, most), b.h * at


def _left_brace(b: PresetBox) -> None:
    y, middle = _brace(b)
    rx = b.hc
    _twice(
        b,
        lambda pen: pen.move(b.w, b.h).arc(rx, y, 90, 90).line((rx, middle + y))
        .arc(rx, y, 0, -90).arc(rx, y, 90, -90).line((rx, y)).arc(rx, y, 180, 90),
    )  # fmt: skip
    b.text(b.w - rx * _ROOT, y * (1 - _ROOT), b.w, b.h - y * (1 - _ROOT))


def _right_brace(b: PresetBox) -> None:
    y, middle = _brace(b)
    rx = b.hc
    _twice(
        b,
        lambda pen: pen.move(0, 0).arc(rx, y, 270, 90).line((rx, middle - y))
        .arc(rx, y, 180, -90).arc(rx, y, 270, -90).line((rx, b.h - y)).arc(rx, y, 0, 90),
    )  # fmt: skip
    b.text(0, y * (1 - _ROOT), rx * _ROOT, b.h - y * (1 - _ROOT))


def _bracket_pair(b: PresetBox) -> None:
    r = b.s * b.part("adj", 16667, 0, 50000)
    w, h = b.w, b.h
    fill = b.pen(stroked=False).move(0, r).arc(r, r, 180, 90).line((w - r, 0)).arc(r, r, 270, 90)
    fill.line((w, h - r)).arc(r, r, 0, 90).line((r, h)).arc(r, r, 90, 90).close()
    pen = b.pen("none").move(r, h).arc(r, r, 90, 90).line((0, r)).arc(r, r, 180, 90)
    pen.move(w - r, 0).arc(r, r, 270, 90).line((w, h - r)).arc(r, r, 0, 90)
    i = r * (1 - _ROOT)
    b.text(i, i, w - i, h - i)


def _brace_pair(b: PresetBox) -> None:
    r = b.s * b.part("adj", 8333, 0, 25000)
    w, h, y = b.w, b.h, b.vc

    def left(pen: ShapePen) -> ShapePen:
        pen.move(2 * r, h).arc(r, r, 90, 90).line((r, y + r)).arc(r, r, 0, -90)
        return pen.arc(r, r, 90, -90).line((r, r)).arc(r, r, 180, 90)

    def right(pen: ShapePen) -> ShapePen:
        pen.arc(r, r, 270, 90).line((w - r, y - r)).arc(r, r, 180, -90)
        return pen.arc(r, r, 270, -90).line((w - r, h - r)).arc(r, r, 0, 90)

    right(left(b.pen(stroked=False)).line((w - 2 * r, 0))).close()
    right(left(b.pen("none")).move(w - 2 * r, 0))
    i = r * (1 - _ROOT)
    b.text(r + i, r + i, w - r - i, h - i)


def _away(b: PresetBox) -> Point:
    """Return where a callout's tail ends, from the middle."""
    return b.w * b.free("adj1", -20833), b.h * b.free("adj2", 62500)


def _tail(b: PresetBox) -> tuple[str, Point]:
    """Return the side a tail leaves (t, r, b or l) and where it ends."""
    dx, dy = _away(b)
    upright = abs(dy) > abs(dx * b.h / b.w) if b.w else True
    side = ("b" if dy > 0 else "t") if upright else ("r" if dx > 0 else "l")
    return side, (b.hc + dx, b.vc + dy)


def _foot(b: PresetBox) -> tuple[float, float, float, float]:
    """Return from where to where a tail stands on a level and on an upright side."""
    dx, dy = _away(b)
    x, y = (7 if dx > 0 else 2), (7 if dy > 0 else 2)
    return b.w * x / 12, b.w * (x + 3) / 12, b.h * y / 12, b.h * (y + 3) / 12


def _rect_callout(b: PresetBox) -> None:
    _tailed(b, 0.0)


def _round_rect_callout(b: PresetBox) -> None:
    r = b.s * b.part("adj3", 16667, 0, 50000)
    _tailed(b, r)
    i = r * (1 - _ROOT)
    b.text(i, i, b.w - i, b.h - i)


def _tailed(b: PresetBox, r: float) -> None:
    """Draw a box with round corners and a tail."""
    side, end = _tail(b)
    x1, x2, y1, y2 = _foot(b)
    w, h = b.w, b.h
    pen = b.pen().move(0, r).arc(r, r, 180, 90)
    pen.line((x1, 0), *((end,) if side == "t" else ()), (x2, 0), (w - r, 0)).arc(r, r, 270, 90)
    pen.line((w, y1), *((end,) if side == "r" else ()), (w, y2), (w, h - r)).arc(r, r, 0, 90)
    pen.line((x2, h), *((end,) if side == "b" else ()), (x1, h), (r, h)).arc(r, r, 90, 90)
    pen.line((0, y2), *((end,) if side == "l" else ()), (0, y1)).close()


def _ellipse_callout(b: PresetBox) -> None:
    dx, dy = _away(b)
    middle = atan2(dy * b.w, dx * b.h)
    first, last = middle + radians(11), middle - radians(11)
    one, two = (b.hc * cos(first), b.vc * sin(first)), (b.hc * cos(last), b.vc * sin(last))
    start, end = (degrees(atan2(y, x)) for x, y in (one, two))
    pen = b.pen().move(b.hc + dx, b.vc + dy).line((b.hc + one[0], b.vc + one[1]))
    pen.arc(b.hc, b.vc, start, (end - start) % 360).close()
    inside_ellipse(b)


_ENDS = {
    1: (18750, -8333, 112500, -38333),
    2: (18750, -8333, 18750, -16667, 112500, -46667),
    3: (18750, -8333, 18750, -16667, 100000, -16667, 112963, -8333),
}


def _line_callout(count: int, *, border: bool, accent: bool) -> Preset:
    """Return a callout with a line of that many stretches."""

    def draw(b: PresetBox) -> None:
        values = [b.free(f"adj{i}", value) for i, value in enumerate(_ENDS[count], 1)]
        points = [(b.w * x, b.h * y) for y, x in zip(values[::2], values[1::2], strict=True)]
        b.pen(stroked=border).polygon((0, 0), (b.w, 0), (b.w, b.h), (0, b.h))
        if accent:
            b.pen("none").move(points[0][0], 0).line((points[0][0], b.h))
        b.pen("none").move(*points[0]).line(*points[1:])

    return draw


SHAPES: dict[str, Preset] = {
    "line": _line,
    "lineInv": _rising_line,
    "straightConnector1": _line,
    "bentConnector2": _bent_2,
    "bentConnector3": _bent_3,
    "bentConnector4": _bent_4,
    "bentConnector5": _bent_5,
    "curvedConnector2": _curved_2,
    "curvedConnector3": _curved_3,
    "curvedConnector4": _curved_4,
    "curvedConnector5": _curved_5,
    "leftBracket": _left_bracket,
    "rightBracket": _right_bracket,
    "leftBrace": _left_brace,
    "rightBrace": _right_brace,
    "bracketPair": _bracket_pair,
    "bracePair": _brace_pair,
    "wedgeRectCallout": _rect_callout,
    "wedgeRoundRectCallout": _round_rect_callout,
    "wedgeEllipseCallout": _ellipse_callout,
    **{
        f"{name}{count}": _line_callout(count, border=border, accent=accent)
        for count in _ENDS
        for name, border, accent in (
            ("callout", False, False),
            ("accentCallout", False, True),
            ("borderCallout", True, False),
            ("accentBorderCallout", True, True),
        )
    },
}
