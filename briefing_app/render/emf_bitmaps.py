"""Bitmaps in the records of enhanced metafiles (MS-EMF 2.3.1)."""

from __future__ import annotations

import struct

from briefing_app.render.emf_reading import EmfPlayer, piece
from briefing_app.render.metafile_bitmaps import (
    blended_picture,
    changes_for,
    dib_picture,
    dib_size,
    paint_bitmap,
    paint_pattern,
)


def block_transfer(player: EmfPlayer, data: bytes, *, stretched: bool) -> None:
    """Play BitBlt or StretchBlt (MS-EMF 2.3.1.2, 2.3.1.6)."""
    x, y, across, down, operation, left, top = struct.unpack_from("<4iI2i", data, 16)
    at, length, bits_at, bits_length = struct.unpack_from("<4I", data, 76)
    target = (float(x), float(y), float(across), float(down))
    if not length or not bits_length:
        paint_pattern(player.canvas, target, operation)
        return
    header = piece(data, at, length)
    wide, high = struct.unpack_from("<ii", data, 92) if stretched else (across, down)
    size = dib_size(header)
    if not stretched and (left < 0 or left + wide > size[0]):
        left, wide, top, high = 0, size[0], 0, size[1]
    picture = dib_picture(header, piece(data, bits_at, bits_length), changes_for(operation))
    paint_bitmap(player.canvas, picture, size, target, (left, top, wide, high))


def stretch_dib(player: EmfPlayer, data: bytes) -> None:
    """Play StretchDIBits (MS-EMF 2.3.1.7): the source counts from the bottom of the bitmap."""
    x, y, left, bottom, wide, high = struct.unpack_from("<6i", data, 16)
    at, length, bits_at, bits_length, _, operation = struct.unpack_from("<6I", data, 40)
    across, down = struct.unpack_from("<ii", data, 64)
    target = (float(x), float(y), float(across), float(down))
    if not length or not bits_length:
        paint_pattern(player.canvas, target, operation)
        return
    header = piece(data, at, length)
    size = dib_size(header)
    top = size[1] - bottom - high if high > 0 else bottom
    picture = dib_picture(header, piece(data, bits_at, bits_length), changes_for(operation))
    paint_bitmap(player.canvas, picture, size, target, (left, top, wide, high))


def set_dib(player: EmfPlayer, data: bytes) -> None:
    """Play SetDIBitsToDevice (MS-EMF 2.3.1.5)."""
    x, y, left, bottom, wide, high = struct.unpack_from("<6i", data, 16)
    at, length, bits_at, bits_length = struct.unpack_from("<4I", data, 40)
    header = piece(data, at, length)
    size = dib_size(header)
    picture = dib_picture(header, piece(data, bits_at, bits_length))
    source = (left, size[1] - bottom - high, wide, high)
    paint_bitmap(player.canvas, picture, size, (x, y, wide, high), source)


def alpha_blend(player: EmfPlayer, data: bytes) -> None:
    """Play AlphaBlend (MS-EMF 2.3.1.1): one opacity for all, or one for each pixel, too."""
    x, y, across, down = struct.unpack_from("<4i", data, 16)
    _, _, alpha, per_pixel = struct.unpack_from("<4B", data, 32)
    left, top = struct.unpack_from("<ii", data, 36)
    at, length, bits_at, bits_length, wide, high = struct.unpack_from("<4I2i", data, 76)
    header, pixels = piece(data, at, length), piece(data, bits_at, bits_length)
    size = dib_size(header)
    picture = blended_picture(header, pixels) if per_pixel else dib_picture(header, pixels)
    target = (float(x), float(y), float(across), float(down))
    paint_bitmap(player.canvas, picture, size, target, (left, top, wide, high), alpha / 255)
