"""What a metafile's instructions set before they draw: pens, fonts, mappings, clips.

MS-EMF 2.1 and 2.2 name the values, MS-WMF 2.1 those of the older kind. Coordinates are mapped as
GDI does (MS-EMF 3.1.1.2.1): logical by the world transform to the page, by window and viewport
to the device, and on to a picture of a moderate size.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from math import isfinite, sqrt

from briefing_app.model.drawing import (
    Cap,
    Colour,
    Join,
    Outline,
    Paint,
    Pattern,
    Solid,
    Stroke,
)

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK, WHITE = Colour("000000"), Colour("FFFFFF")
MM_TEXT, MM_ISOTROPIC, MM_ANISOTROPIC = 1, 7, 8
# Units of the fixed map modes in millimetres; their y axis points up (MS-EMF 2.1.21).
_FIXED_UNITS = {2: 0.1, 3: 0.01, 4: 0.254, 5: 0.0254, 6: 25.4 / 1440}
_FARTHEST = 1e6
_LONGEST_SIDE = 1_000.0
_HATCHES = ("horz", "vert", "dnDiag", "upDiag", "cross", "diagCross")
# Dashes and gaps of the pen styles 1 to 4, in widths of the pen.
_DASHES: dict[int, tuple[float, ...]] = {
    1: (3.0, 1.0), 2: (1.0, 1.0), 3: (3.0, 1.0, 1.0, 1.0), 4: (3.0, 1.0, 1.0, 1.0, 1.0, 1.0),
}  # fmt: skip
_CAPS = {0x000: Cap.ROUND, 0x100: Cap.SQUARE, 0x200: Cap.FLAT}
_JOINS = {0x0000: Join.ROUND, 0x1000: Join.BEVEL, 0x2000: Join.MITRE}
_NO_PEN, _USER_DASHES = 5, 7


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the transform that does one and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pen:
    """A pen (MS-EMF 2.2.19, 2.2.20). width: logical; 0: one device pixel; style: its flags."""

    style: int
    width: float
    paint: Paint
    dashes: tuple[float, ...] = ()
    """Lengths of the user's own style, logical."""

    def stroke(self, scale: float, least: float) -> Stroke | None:
        """Return the stroke in the picture's units.

        scale: of these to a logical one; least: the width of a device's dot.
        """
        kind = self.style & 0xF
        if kind == _NO_PEN:
            return None
        width = max(self.width * scale, least)
        if kind == _USER_DASHES:
            dash = tuple(one * scale for one in self.dashes)
        else:
            dash = tuple(one * width for one in _DASHES.get(kind, ()))
        cap = _CAPS.get(self.style & 0xF00, Cap.ROUND)
        join = _JOINS.get(self.style & 0xF000, Join.ROUND)
        return Stroke(self.paint, width, dash if any(dash) else (), cap, join)


@dataclass(frozen=True, slots=True)
class Font:
    """A logical font (MS-EMF 2.2.13): height below 0 is the em, above the line; angle in 0.1°."""

    height: float = -12.0
    angle: float = 0.0
    weight: int = 400
    italic: bool = False
    underline: bool = False
    strike: bool = False
    family: str = "Arial"
    charset: int = 0


@dataclass(frozen=True, slots=True)
class Clip:
    """Where may be painted: in a box and in each of some outlines, in the picture's units."""

    box: Box | None = None
    outlines: tuple[Outline, ...] = ()

    def within(self, box: Box) -> Clip:
        """Return what of it lies in a box, too."""
        if self.box is not None:
            box = (
                max(box[0], self.box[0]), max(box[1], self.box[1]),
                min(box[2], self.box[2]), min(box[3], self.box[3]),
            )  # fmt: skip
        return Clip(box, self.outlines)


@dataclass(slots=True)
class DeviceContext:
    """The state that SaveDC keeps."""

    pen: Pen | None = field(default_factory=lambda: Pen(0, 0.0, Solid(BLACK)))
    brush: Paint | None = field(default_factory=lambda: Solid(WHITE))
    hatch: int = -1
    """The hatch style of the brush, -1 for other brushes."""
    font: Font = field(default_factory=Font)
    text_colour: Colour = BLACK
    back_colour: Colour = WHITE
    back_opaque: bool = True
    text_align: int = 0
    even_odd: bool = True
    clockwise: bool = False
    raster_operation: int = 13
    letter_spacing: float = 0.0
    at: tuple[float, float] = (0.0, 0.0)
    map_mode: int = MM_TEXT
    window: Box = (0.0, 0.0, 1.0, 1.0)
    """Origin and extents (x, y, across, down), as for the viewport."""
    viewport: Box = (0.0, 0.0, 1.0, 1.0)
    world: Matrix = UNMOVED
    clip: Clip = field(default_factory=Clip)
    per_mm: tuple[float, float] = (1.0, 1.0)
    """Device units to the millimetre."""
    picture: Matrix = UNMOVED
    """From device units to the picture's own."""

    def copy(self) -> DeviceContext:
        """Return a state of its own with the same values."""
        return copy(self)

    def matrix(self) -> Matrix:
        """Return the transform from logical units to those of the picture."""
        left, top, _, _ = self.window
        x, y, _, _ = self.viewport
        across, down = self._scales()
        page = (across, 0.0, 0.0, down, x - left * across, y - top * down)
        whole = page if self.picture == UNMOVED else product(page, self.picture)
        return whole if self.world == UNMOVED else product(self.world, whole)

    def _scales(self) -> tuple[float, float]:
        if self.map_mode in _FIXED_UNITS:
            unit = _FIXED_UNITS[self.map_mode]
            return unit * self.per_mm[0], -unit * self.per_mm[1]
        if self.map_mode not in {MM_ISOTROPIC, MM_ANISOTROPIC}:
            return 1.0, 1.0
        across = self.viewport[2] / (self.window[2] or 1.0)
        down = self.viewport[3] / (self.window[3] or 1.0)
        if self.map_mode == MM_ISOTROPIC:  # the shorter one rules (MS-EMF 2.1.21)
            least = min(abs(across), abs(down))
            across, down = (least if one >= 0 else -least for one in (across, down))
        return across, down

    def move_world(self, matrix: Matrix, mode: int) -> None:
        """Change the world transform (MS-EMF 2.3.12.1): 1 resets, 2 first, 3 after, 4 instead."""
        if not all(map(isfinite, matrix)):
            raise ValueError("a transform that is no number")
        if mode == 1:
            self.world = UNMOVED
        elif mode == 2:
            self.world = product(matrix, self.world)
        elif mode == 3:
            self.world = product(self.world, matrix)
        elif mode == 4:
            self.world = matrix

    def fill(self) -> Paint | None:
        """Return what areas are filled with; hatches have the background as it is now."""
        if 0 <= self.hatch < len(_HATCHES) and isinstance(self.brush, Solid):
            ground = self.back_colour if self.back_opaque else Colour(self.back_colour.rgb, 0.0)
            return Pattern(_HATCHES[self.hatch], self.brush.colour, ground)
        return self.brush


def mapped(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point transformed, no farther away than a painter can count."""
    a, b, c, d, e, f = matrix
    across, down = a * x + c * y + e, b * x + d * y + f
    if not (-_FARTHEST < across < _FARTHEST and -_FARTHEST < down < _FARTHEST):
        across = min(max(across, -_FARTHEST), _FARTHEST)
        down = min(max(down, -_FARTHEST), _FARTHEST)
    return across, down


def picture_of(frame: Box) -> tuple[Matrix, Box]:
    """Return how a frame in device units becomes a picture, and the picture's frame.

    It begins at nothing and no side is longer than a thousand, so that no painter's limits are
    near: devices count in any units.
    """
    left, top, right, bottom = frame
    k = min(1.0, _LONGEST_SIDE / max(right - left, bottom - top))
    matrix = (k, 0.0, 0.0, k, -left * k, -top * k)
    return matrix, (0.0, 0.0, (right - left) * k, (bottom - top) * k)


def scale_of(matrix: Matrix) -> float:
    """Return by how much a transform makes lengths longer, on average."""
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def colour_ref(value: int) -> Colour:
    """Return the colour of a COLORREF, 0x00BBGGRR (MS-EMF 2.2.7, MS-WMF 2.2.2.8)."""
    red, green, blue = value & 255, value >> 8 & 255, value >> 16 & 255
    return Colour(f"{red:02X}{green:02X}{blue:02X}")
