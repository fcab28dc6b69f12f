"""Preset shapes: block arrows and arrow callouts.

Arrows that differ only in where they point are drawn once, in a box of their own ("along" the
arrow by "across"), and turned.
"""

from __future__ import annotations

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.shape_outlines import Point


class _Way:
    """A box seen along an arrow. to: where it points (r, l, d or u); x grows towards its tip."""

    def __init__(self, b: PresetBox, to: str) -> None:
        self.b, self.to = b, to
        self.level = to in "lr"
        self.w, self.h = (b.w, b.h) if self.level else (b.h, b.w)
        self.s = b.s

    def at(self, x: float, y: float) -> Point:
        """Return a point of the real box."""
        x = self.w - x if self.to in "lu" else x
        return (x, y) if self.level else (y, x)

    def draw(self, *points: Point) -> None:
        """Draw a polygon."""
        self.b.pen().polygon(*(self.at(*point) for point in points))

    def text(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Say where text stands."""
        (a, b), (c, d) = self.at(x1, y1), self.at(x2, y2)
        self.b.text(min(a, c), min(b, d), max(a, c), max(b, d))

    def most(self, share: float) -> float:
        """Return the largest adjustment for something as long as that share of the arrow."""
        return 100_000 * share * self.w / self.s if self.s else 0.0


def _arrow(to: str) -> Preset:
    def draw(b: PresetBox) -> None:
        way = _Way(b, to)
        half = way.h * b.part("adj1", 50000) / 2
        head = b.s * b.part("adj2", 50000, 0, way.most(1))
        w, h, m = way.w, way.h, way.h / 2
        x, y1, y2 = w - head, m - half, m + half
        way.draw((0, y1), (x, y1), (x, 0), (w, m), (x, h), (x, y2), (0, y2))
        way.text(0, y1, x + (y1 * head / m if m else 0), y2)

    return draw


def _double_arrow(to: str, first: str, second: str) -> Preset:
    def draw(b: PresetBox) -> None:
        way = _Way(b, to)
        half = way.h * b.part(first, 50000) / 2
        head = b.s * b.part(second, 50000, 0, way.most(0.5))
        w, h, m = way.w, way.h, way.h / 2
        x, y1, y2 = w - head, m - half, m + half
        way.draw(
            (0, m), (head, 0), (head, y1), (x, y1), (x, 0), (w, m), (x, h), (x, y2), (head, y2),
            (head, h),
        )  # fmt: skip
        over = y1 * head / m if m else 0
        way.text(head - over, y1, x + over, y2)

    return draw


def _notched(b: PresetBox) -> None:
    way = _Way(b, "r")
    half = b.h * b.part("adj1", 50000) / 2
    head = b.s * b.part("adj2", 50000, 0, way.most(1))
    w, h, m, x = b.w, b.h, b.vc, b.w - head
    notch = half * head / m if m else 0
    y1, y2 = m - half, m + half
    way.draw((0, y1), (x, y1), (x, 0), (w, m), (x, h), (x, y2), (0, y2), (notch, m))
    b.text(notch, y1, w - notch, y2)


def _striped(b: PresetBox) -> None:
    way = _Way(b, "r")
    half = b.h * b.part("adj1", 50000) / 2
    head = b.s * b.part("adj2", 50000, 0, way.most(0.84375))
    w, h, m, x, s = b.w, b.h, b.vc, b.w - head, b.s
    y1, y2 = m - half, m + half
    pen = b.pen()
    for one, two in ((0, s / 32), (s / 16, s / 8)):
        pen.polygon((one, y1), (two, y1), (two, y2), (one, y2))
    pen.polygon(
        (s * 5 / 32, y1), (x, y1), (x, 0), (w, m), (x, h), (x, y2), (s * 5 / 32, y2)
    )  # fmt: skip
    b.text(s * 5 / 32, y1, w - (half * head / m if m else 0), y2)


def _heads(
    b: PresetBox, first: float, second: float, third: float, *, both: float
) -> tuple[float, float, float]:
    """Return half the shaft, half the head's width and the head's length, of arrows that cross.

    both: how much of what the heads' width leaves their length may take.
    """
    a2 = b.part("adj2", second, 0, 50000)
    a1 = b.part("adj1", first, 0, 200_000 * a2)
    most = 100_000 * (1 - 2 * a2) * both
    return b.s * a1 / 2, b.s * a2, b.s * b.part("adj3", third, 0, most)


def _quad(b: PresetBox) -> None:
    half, wide, long = _heads(b, 22500, 22500, 22500, both=0.5)
    w, h, x, y = b.w, b.h, b.hc, b.vc
    b.pen().polygon(
        (0, y), (long, y - wide), (long, y - half), (x - half, y - half), (x - half, long),
        (x - wide, long), (x, 0), (x + wide, long), (x + half, long), (x + half, y - half),
        (w - long, y - half), (w - long, y - wide), (w, y), (w - long, y + wide),
        (w - long, y + half), (x + half, y + half), (x + half, h - long), (x + wide, h - long),
        (x, h), (x - wide, h - long), (x - half, h - long), (x - half, y + half),
        (long, y + half), (long, y + wide),
    )  # fmt: skip
    i = half * long / wide if wide else 0
    b.text(i, y - half, w - i, y + half)


def _left_right_up(b: PresetBox) -> None:
    half, wide, long = _heads(b, 25000, 25000, 25000, both=0.5)
    w, h, x = b.w, b.h, b.hc
    y, top = h - wide, h - 2 * wide
    b.pen().polygon(
        (0, y), (long, top), (long, y - half), (x - half, y - half), (x - half, long),
        (x - wide, long), (x, 0), (x + wide, long), (x + half, long), (x + half, y - half),
        (w - long, y - half), (w - long, top), (w, y), (w - long, h), (w - long, y + half),
        (long, y + half), (long, h),
    )  # fmt: skip
    i = half * long / wide if wide else 0
    b.text(i, y - half, w - i, y + half)


def _left_up(b: PresetBox) -> None:
    half, wide, long = _heads(b, 25000, 25000, 25000, both=1)
    w, h = b.w, b.h
    x, y = w - wide, h - wide
    b.pen().polygon(
        (0, y), (long, h - 2 * wide), (long, y - half), (x - half, y - half), (x - half, long),
        (w - 2 * wide, long), (x, 0), (w, long), (x + half, long), (x + half, y + half),
        (long, y + half), (long, h),
    )  # fmt: skip
    b.text(half * long / wide if wide else 0, y - half, x, y + half)


def _bent_up(b: PresetBox) -> None:
    thick = b.s * b.part("adj1", 25000, 0, 50000)
    wide = b.s * b.part("adj2", 25000, 0, 50000)
    long = b.s * b.part("adj3", 25000, 0, 50000)
    w, h, x = b.w, b.h, b.w - wide
    b.pen().polygon(
        (0, h - thick), (x - thick / 2, h - thick), (x - thick / 2, long), (w - 2 * wide, long),
        (x, 0), (w, long), (x + thick / 2, long), (x + thick / 2, h), (0, h),
    )  # fmt: skip
    b.text(0, h - thick, x + thick / 2, h)


def _bent(b: PresetBox) -> None:
    a2 = b.part("adj2", 25000, 0, 50000)
    thick = b.s * b.part("adj1", 25000, 0, 200_000 * a2)
    wide, long = b.s * a2, b.s * b.part("adj3", 25000, 0, 50000)
    gap, x = wide - thick / 2, b.w - long
    room = min(x, b.h - gap)
    bend = b.s * b.part("adj4", 43750, 0, 100_000 * room / b.s if b.s else 0)
    inner = max(bend - thick, 0)
    pen = b.pen().move(0, b.h).line((0, gap + bend)).arc(bend, bend, 180, 90)
    pen.line((x, gap), (x, 0), (b.w, wide), (x, 2 * wide), (x, gap + thick))
    pen.line((thick + inner, gap + thick)).arc(inner, inner, 270, -90).line((thick, b.h)).close()


def _u_turn(b: PresetBox) -> None:
    a2 = b.part("adj2", 25000, 0, 25000)
    a1 = b.part("adj1", 25000, 0, 200_000 * a2)
    high = b.h / b.s if b.s else 0.0
    a3 = b.part("adj3", 25000, 0, 100_000 * (high - a1))
    a5 = b.part("adj5", 75000, 100_000 * (a1 + a3) / high if high else 0, 100_000)
    thick, wide, long, tip = b.s * a1, b.s * a2, b.s * a3, b.h * a5
    y, right = tip - long, b.w - (wide - thick / 2)
    room = min(right / 2, y)
    bend = b.s * b.part("adj4", 43750, 0, 100_000 * room / b.s if b.s else 0)
    inner = max(bend - thick, 0)
    x = b.w - wide
    pen = b.pen().move(0, b.h).line((0, bend)).arc(bend, bend, 180, 90).line((right - bend, 0))
    pen.arc(bend, bend, 270, 90).line((right, y), (b.w, y), (x, tip), (x - wide, y))
    pen.line((right - thick, y), (right - thick, thick + inner)).arc(inner, inner, 0, -90)
    pen.line((thick + inner, thick)).arc(inner, inner, 270, -90).line((thick, b.h)).close()


def _home_plate(b: PresetBox) -> None:
    x = b.w - b.s * b.part("adj", 50000, 0, 100_000 * b.w / b.s if b.s else 0)
    b.pen().polygon((0, 0), (x, 0), (b.w, b.vc), (x, b.h), (0, b.h))
    b.text(0, 0, (x + b.w) / 2, b.h)


def _chevron(b: PresetBox) -> None:
    x = b.s * b.part("adj", 50000, 0, 100_000 * b.w / b.s if b.s else 0)
    far = b.w - x
    b.pen().polygon((0, 0), (far, 0), (b.w, b.vc), (far, b.h), (0, b.h), (x, b.vc))
    if far > x:
        b.text(x, 0, far, b.h)


def _callout(to: str) -> Preset:
    def draw(b: PresetBox) -> None:
        way = _Way(b, to)
        a2 = b.part("adj2", 25000, 0, 50_000 * way.h / b.s if b.s else 0)
        half = b.s * b.part("adj1", 25000, 0, 200_000 * a2) / 2
        wide, long = b.s * a2, b.s * b.part("adj3", 25000, 0, way.most(1))
        most = 100_000 * (1 - long / way.w) if way.w else 0.0
        w, h, m = way.w, way.h, way.h / 2
        x, y = w * b.part("adj4", 64977, 0, most), w - long
        way.draw(
            (0, 0), (x, 0), (x, m - half), (y, m - half), (y, m - wide), (w, m), (y, m + wide),
            (y, m + half), (x, m + half), (x, h), (0, h),
        )  # fmt: skip
        way.text(0, 0, x, h)

    return draw


def _double_callout(to: str) -> Preset:
    def draw(b: PresetBox) -> None:
        way = _Way(b, to)
        a2 = b.part("adj2", 25000, 0, 50_000 * way.h / b.s if b.s else 0)
        half = b.s * b.part("adj1", 25000, 0, 200_000 * a2) / 2
        wide, long = b.s * a2, b.s * b.part("adj3", 25000, 0, way.most(0.5))
        most = 100_000 * (1 - 2 * long / way.w) if way.w else 0.0
        w, h, m = way.w, way.h, way.h / 2
        body = w * b.part("adj4", 48123, 0, most) / 2
        x1, x2, far = w / 2 - body, w / 2 + body, w - long
        way.draw(
            (0, m), (long, m - wide), (long, m - half), (x1, m - half), (x1, 0), (x2, 0),
            (x2, m - half), (far, m - half), (far, m - wide), (w, m), (far, m + wide),
            (far, m + half), (x2, m + half), (x2, h), (x1, h), (x1, m + half), (long, m + half),
            (long, m + wide),
        )  # fmt: skip
        way.text(x1, 0, x2, h)

    return draw


def _quad_callout(b: PresetBox) -> None:
    a2 = b.part("adj2", 18515, 0, 50000)
    a1 = b.part("adj1", 18515, 0, 200_000 * a2)
    a3 = b.part("adj3", 18515, 0, 50_000 - 100_000 * a2)
    a4 = b.part("adj4", 48123, 100_000 * a1, 100_000 * (1 - 2 * a3))
    half, wide, long = b.s * a1 / 2, b.s * a2, b.s * a3
    w, h, x, y = b.w, b.h, b.hc, b.vc
    near, far = x - w * a4 / 2, x + w * a4 / 2
    top, low = y - h * a4 / 2, y + h * a4 / 2
    b.pen().polygon(
        (0, y), (long, y - wide), (long, y - half), (near, y - half), (near, top), (x - half, top),
        (x - half, long), (x - wide, long), (x, 0), (x + wide, long), (x + half, long),
        (x + half, top), (far, top), (far, y - half), (w - long, y - half), (w - long, y - wide),
        (w, y), (w - long, y + wide), (w - long, y + half), (far, y + half), (far, low),
        (x + half, low),
        (x + half, h - long), (x + wide, h - long), (x, h), (x - wide, h - long),
        (x - half, h - long), (x - half, low), (near, low), (near, y + half), (long, y + half),
        (long, y + wide),
    )  # fmt: skip
    b.text(near, top, far, low)


SHAPES: dict[str, Preset] = {
    "rightArrow": _arrow("r"),
    "leftArrow": _arrow("l"),
    "upArrow": _arrow("u"),
    "downArrow": _arrow("d"),
    "leftRightArrow": _double_arrow("r", "adj1", "adj2"),
    "upDownArrow": _double_arrow("d", "adj1", "adj2"),
    "notchedRightArrow": _notched,
    "stripedRightArrow": _striped,
    "quadArrow": _quad,
    "leftRightUpArrow": _left_right_up,
    "leftUpArrow": _left_up,
    "bentUpArrow": _bent_up,
    "bentArrow": _bent,
    "uturnArrow": _u_turn,
    "homePlate": _home_plate,
    "chevron": _chevron,
    "rightArrowCallout": _callout("r"),
    "leftArrowCallout": _callout("l"),
    "upArrowCallout": _callout("u"),
    "downArrowCallout": _callout("d"),
    "leftRightArrowCallout": _double_callout("r"),
    "upDownArrowCallout": _double_callout("d"),
    "quadArrowCallout": _quad_callout,
}
