"""Objects of enhanced metafiles: pens, brushes, fonts, made and chosen (MS-EMF 2.3.7, 2.3.8)."""

from __future__ import annotations

import struct

from briefing_app.model.drawing import Colour, Paint, PictureFill, Solid
from briefing_app.render.emf_reading import Brush, EmfObject, EmfPlayer, longs, piece
from briefing_app.render.metafile_bitmaps import dib_picture, dib_size
from briefing_app.render.metafile_state import BLACK, WHITE, Font, Pen, colour_ref

_STOCK = 0x80000000
_STOCK_BRUSHES: dict[int, Paint | None] = {
    0: Solid(WHITE), 1: Solid(Colour("C0C0C0")), 2: Solid(Colour("808080")),
    3: Solid(Colour("404040")), 4: Solid(BLACK), 5: None, 18: Solid(WHITE),
}  # fmt: skip
_STOCK_PENS = {
    6: Pen(0, 0.0, Solid(WHITE)), 7: Pen(0, 0.0, Solid(BLACK)), 8: None,
    19: Pen(0, 0.0, Solid(BLACK)),
}  # fmt: skip
_STOCK_FONTS = {
    10: "Courier New", 11: "Courier New", 12: "Arial", 13: "Arial", 14: "Arial", 16: "Courier New",
    17: "Arial",
}  # fmt: skip
_NULL_BRUSH, _HATCHED = 1, 2


def select(player: EmfPlayer, data: bytes) -> None:
    """Take an object up, one of the stock objects too (2.3.8.5, 2.1.31)."""
    (handle,) = struct.unpack_from("<I", data)
    now = player.canvas.now
    found: EmfObject | None = player.objects.get(handle)
    if handle & _STOCK:
        stock = handle & 0xFF
        if stock in _STOCK_BRUSHES:
            found = Brush(_STOCK_BRUSHES[stock])
        elif stock in _STOCK_PENS:
            now.pen = _STOCK_PENS[stock]
        elif stock in _STOCK_FONTS:
            found = Font(family=_STOCK_FONTS[stock])
    if isinstance(found, Pen):
        now.pen = found
    elif isinstance(found, Brush):
        now.brush, now.hatch = found.paint, found.hatch
    elif isinstance(found, Font):
        now.font = found


def create_pen(player: EmfPlayer, data: bytes) -> None:
    """Make a pen (2.3.7.7)."""
    handle, style, width, _, colour = struct.unpack_from("<IIiiI", data)
    player.objects[handle] = Pen(style & 0xF, float(abs(width)), Solid(colour_ref(colour)))


def create_pen_of_kinds(player: EmfPlayer, data: bytes) -> None:
    """Make a pen by EMR_EXTCREATEPEN (MS-EMF 2.3.7.9, 2.2.20)."""
    handle, _, _, _, _, style, width, brush, colour = struct.unpack_from("<9I", data)
    (count,) = struct.unpack_from("<I", data, 40)
    dashes = longs(data, 44, count) if style & 0xF == 7 and count <= 32 else ()
    if not style & 0x10000:
        width = 0  # cosmetic: one device unit
    paint = Solid(colour_ref(colour))
    if brush == _NULL_BRUSH:
        style = 5
    player.objects[handle] = Pen(style, float(width), paint, tuple(map(float, dashes)))


def create_brush(player: EmfPlayer, data: bytes) -> None:
    """Make a brush (2.3.7.1)."""
    handle, style, colour, hatch = struct.unpack_from("<4I", data)
    paint = None if style == _NULL_BRUSH else Solid(colour_ref(colour))
    player.objects[handle] = Brush(paint, hatch if style == _HATCHED else -1)


def create_pattern_brush(player: EmfPlayer, data: bytes) -> None:
    """Make a brush of a bitmap (MS-EMF 2.3.7.4, 2.3.7.5)."""
    handle, _, at, length, bits_at, bits_length = struct.unpack_from("<6I", data)
    header, pixels = piece(data, at, length), piece(data, bits_at, bits_length)
    wide, high = dib_size(header)
    picture = dib_picture(header, pixels)
    player.objects[handle] = Brush(
        PictureFill(picture, (0.0, 0.0, float(wide), float(high)), tiled=True)
    )


def create_font(player: EmfPlayer, data: bytes) -> None:
    """Make a font (2.3.7.8)."""
    (handle,) = struct.unpack_from("<I", data)
    height, _, angle, _, weight = struct.unpack_from("<5i", data, 4)
    italic, underline, strike, charset = struct.unpack_from("<4B", data, 24)
    family = data[32:96].decode("utf-16-le", "replace").partition("\0")[0]
    player.objects[handle] = Font(
        float(height), float(angle), weight, bool(italic), bool(underline), bool(strike), family,
        charset,
    )  # fmt: skip


def delete(player: EmfPlayer, data: bytes) -> None:
    """Forget an object (2.3.8.3)."""
    player.objects.pop(struct.unpack_from("<I", data)[0], None)
