"""Preset shapes: stars, seals, gears, waves and what else shines."""

from __future__ import annotations

from math import cos, pi, sin

from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.shape_outlines import Point

_EVEN = (0, 0, 0, 0)
# The inner corners, clockwise from the top, at which the text's left, top, right, bottom stand.
_TEXT_CORNERS = {
    5: (3, 0, 1, 2), 6: (4, 0, 1, 2), 7: (4, 0, 2, 2), 8: (5, 0, 1, 3), 10: (6, 1, 1, 3),
}  # fmt: skip


def _star(points: int, depth: float, hf: float = 100_000, vf: float = 100_000) -> Preset:
    """Return a star. depth: the usual inner radius, in 50,000ths of the outer one."""

    def draw(b: PresetBox) -> None:
        rx = b.hc * (b.free("hf", hf) if hf != 100_000 else 1)
        stretch = b.free("vf", vf) if vf != 100_000 else 1
        ry, cy = b.vc * stretch, b.vc * stretch
        inner = 2 * b.part("adj", depth, 0, 50000)
        corners: list[Point] = []
        for k in range(2 * points):
            far = inner if k % 2 else 1.0
            turn = -pi / 2 + pi * k / points
            corners.append((b.hc + rx * far * cos(turn), cy + ry * far * sin(turn)))
        b.pen().polygon(*corners)
        left, top, right, bottom = (corners[1::2][k] for k in _TEXT_CORNERS.get(points, _EVEN))
        if points in _TEXT_CORNERS:
            b.text(left[0], top[1], right[0], bottom[1])
        else:
            i = inner * cos(pi / 4)
            b.text(b.hc - rx * i, cy - ry * i, b.hc + rx * i, cy + ry * i)

    return draw


SHAPES: dict[str, Preset] = {
    "star4": _star(4, 12500),
    "star5": _star(5, 19098, 105146, 110557),
    "star6": _star(6, 28868, 115470),
    "star7": _star(7, 34601, 102572, 105210),
    "star8": _star(8, 37500),
    "star10": _star(10, 42533, 105146),
    "star12": _star(12, 37500),
    "star16": _star(16, 37500),
    "star24": _star(24, 37500),
    "star32": _star(32, 37500),
}
