"""Preset shapes: action buttons, a box with a sign on a square of three quarters of its side.

Signs are written as letters and numbers in a grid of their own: M and L with a point, A with two
radii, start and swing in degrees, Z.
"""

from __future__ import annotations

from briefing_app.ooxml.preset_box import Preset, PresetBox, from_left_to_right
from briefing_app.ooxml.shape_outlines import ShapePen

_HOUSE = "M8 0 L11 3 L11 1 L13 1 L13 5 L16 8 L14 8 L14 16 L2 16 L2 8 L0 8 Z"
_WALLS = "M13 5 L13 1 L11 1 L11 3 Z M2 8 L2 16 L7 16 L7 12 L9 12 L9 16 L14 16 L14 8 Z"
_BACK = "M0 8 L16 0 L16 16 Z"
_BEGINNING = "M4 8 L16 0 L16 16 Z M2 0 L0 0 L0 16 L2 16 Z"
_RETURN = (
    "M16 4 L12 0 L8 4 L10 4 L10 10 A2 2 0 90 L6 12 A2 2 90 90 L4 4 L0 4 L0 10 A6 6 180 -90 "
    "L8 16 A6 6 90 -90 L14 4 Z"
)
_SPEAKER = "M0 5 L0 11 L5 11 L10 16 L10 0 L5 5 Z"
_PAGE = "M2 0 L10 0 L14 4 L14 16 L2 16 Z"
_CIRCLE = "M8 0 A8 8 270 360 Z"
_LETTER = (
    "M8 0.5 A1.5 1.5 270 360 M5 5 L9.5 5 L9.5 13 L11 13 L11 14 L5 14 L5 13 L6.5 13 L6.5 6 L5 6 Z"
)
_QUESTION = (
    "M3 4 A4 4 180 180 A2 3 0 90 A1 1.5 270 -90 L8 10.5 L6 10.5 L6 8.5 A2 3 180 90 A1 1.5 90 -90 "
    "A2 2 0 -180 Z M7 11 A1.5 1.5 270 360 Z"
)
_CAMERA = "M0 4 L9 4 L9 6 L12 4 L12 10 L9 8 L9 11 L0 11 Z"


def _sign(b: PresetBox, pen: ShapePen, text: str, cells: float) -> None:
    """Draw a sign written in a grid of that many cells a side."""
    cell = b.s * 0.75 / cells
    left, top = b.hc - b.s * 0.375, b.vc - b.s * 0.375
    for step in text.replace("M", "|M").replace("L", "|L").replace("A", "|A").replace(
        "Z", "|Z"
    ).split("|")[1:]:  # fmt: skip
        n = [float(number) for number in step[1:].split()]
        if step[0] == "A":
            pen.arc(n[0] * cell, n[1] * cell, n[2], n[3])
        elif step[0] == "Z":
            pen.close()
        else:
            x, y = left + n[0] * cell, top + n[1] * cell
            if step[0] == "M":
                pen.move(x, y)
            else:
                pen.line((x, y))


def _button(lines: str, *fills: tuple[str, str], back: str = "", cells: float = 16) -> Preset:
    """Return a button. lines: what is drawn; fills: signs with their shades; back: the ground."""

    def draw(b: PresetBox) -> None:
        corners = ((0.0, 0.0), (b.w, 0.0), (b.w, b.h), (0.0, b.h))
        ground = b.pen(stroked=False).polygon(*corners)
        _sign(b, ground, back or lines, cells)
        for shade, sign in fills:
            _sign(b, b.pen(shade, stroked=False), sign, cells)
        _sign(b, b.pen("none"), lines, cells)
        b.pen("none").polygon(*corners)

    return draw


def _blank(b: PresetBox) -> None:
    b.pen().polygon((0, 0), (b.w, 0), (b.w, b.h), (0, b.h))


_PREVIOUS = _button(_BACK, ("darken", _BACK))
_FIRST = _button(_BEGINNING, ("darken", _BEGINNING))
SHAPES: dict[str, Preset] = {
    "actionButtonBlank": _blank,
    "actionButtonBackPrevious": _PREVIOUS,
    "actionButtonForwardNext": from_left_to_right(_PREVIOUS),
    "actionButtonBeginning": _FIRST,
    "actionButtonEnd": from_left_to_right(_FIRST),
    "actionButtonReturn": _button(_RETURN, ("darken", _RETURN)),
    "actionButtonHome": _button(
        _HOUSE + "M11 3 L13 5 M14 8 L2 8 M7 16 L7 12 L9 12 L9 16",
        ("darkenLess", _WALLS),
        ("darken", "M8 0 L0 8 L16 8 Z M7 12 L9 12 L9 16 L7 16 Z"),
        back=_HOUSE,
    ),
    "actionButtonDocument": _button(
        _PAGE + "M14 4 L10 4 L10 0",
        ("darkenLess", "M2 0 L10 0 L10 4 L14 4 L14 16 L2 16 Z"),
        ("darken", "M10 0 L10 4 L14 4 Z"),
        back=_PAGE,
    ),
    "actionButtonSound": _button(
        _SPEAKER + "M12 5 L16 2 M12 8 L16 8 M12 11 L16 14", ("darken", _SPEAKER), back=_SPEAKER
    ),
    "actionButtonInformation": _button(
        _CIRCLE + _LETTER, ("darken", _CIRCLE + _LETTER), ("lighten", _LETTER), back=_CIRCLE
    ),
    "actionButtonHelp": _button(_QUESTION, ("darken", _QUESTION), cells=14),
    "actionButtonMovie": _button(_CAMERA, ("darken", _CAMERA), cells=14),
}
