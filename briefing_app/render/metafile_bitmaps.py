"""Bitmaps inside metafiles as pictures, and where they are painted (MS-WMF 2.2.2.9)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from hashlib import sha256

from briefing_app.model.drawing import (
    Colour,
    Group,
    Outline,
    Picture,
    PictureChange,
    PictureFill,
    Solid,
)
from briefing_app.render.metafile_canvas import Canvas, Point
from briefing_app.render.metafile_state import Box, Matrix

SRCCOPY, SRCAND, SRCPAINT, SRCINVERT = 0x00CC0020, 0x008800C6, 0x00EE0086, 0x00660046
NOTSRCCOPY, MERGECOPY = 0x00330008, 0x00C000CA
_BLACKNESS, _WHITENESS, _KEEP = 0x00000042, 0x00FF0062, 0x00AA0029
_PATTERNS = frozenset({0x00F00021, 0x005A0049, 0x00FB0A09})
"""PATCOPY, and the mixes of pattern and ground that are painted like it."""
_BLACK, _WHITE = Colour("000000"), Colour("FFFFFF")
_CLEAR_WHITE = PictureChange("replace", (_WHITE, Colour("FFFFFF", 0.0)))
_CLEAR_BLACK = PictureChange("replace", (_BLACK, Colour("000000", 0.0)))
# Masks: white keeps what is there; what is painted through them leaves it where it is black.
_CHANGES: dict[int, tuple[PictureChange, ...]] = {
    SRCCOPY: (), MERGECOPY: (), SRCAND: (_CLEAR_WHITE,), SRCPAINT: (_CLEAR_BLACK,),
    SRCINVERT: (_CLEAR_BLACK,),
}  # fmt: skip
_CORE_HEADER = 12
_JPEG, _PNG, _BITFIELDS = 4, 5, 3
_MOST_PIXELS = 16_000_000
_MOST_MIXED = 1_000_000


class NoBitmap(ValueError):
    """What should be a bitmap is none that is known."""


def header_and_palette(data: bytes) -> int:
    """Return how many bytes of a packed bitmap come before its pixels; raises NoBitmap."""
    if len(data) < _CORE_HEADER:
        raise NoBitmap("too short")
    (size,) = struct.unpack_from("<I", data)
    if size == _CORE_HEADER:
        (bits,) = struct.unpack_from("<H", data, 10)
        return int(size + (3 << bits if bits <= 8 else 0))
    if size < 40 or len(data) < 40:
        raise NoBitmap("no header")
    bits, kind = struct.unpack_from("<HI", data, 14)
    (used,) = struct.unpack_from("<I", data, 32)
    colours = min(used or 1 << bits, 256) if bits <= 8 else used
    masks = 12 if kind == _BITFIELDS and size == 40 else 0
    return int(size + masks + 4 * colours)


def dib_size(header: bytes) -> tuple[int, int]:
    """Return width and height in pixels; raises NoBitmap for what is none or far too large."""
    if len(header) < _CORE_HEADER:
        raise NoBitmap("too short")
    if struct.unpack_from("<I", header)[0] == _CORE_HEADER:
        wide, high = struct.unpack_from("<HH", header, 4)
    elif len(header) < 40:
        raise NoBitmap("no header")
    else:
        wide, high = struct.unpack_from("<ii", header, 4)
    high = abs(high)
    if wide <= 0 or not high or wide * high > _MOST_PIXELS:
        raise NoBitmap("its size")
    return wide, high


def dib_picture(header: bytes, pixels: bytes, changes: Sequence[PictureChange] = ()) -> Picture:
    """Return a bitmap as a picture. header: with its palette; raises NoBitmap."""
    dib_size(header)
    kind = 0
    if struct.unpack_from("<I", header)[0] >= 40:
        (kind,) = struct.unpack_from("<I", header, 16)
    if kind in {_JPEG, _PNG}:
        name, data = ("image/jpeg", pixels) if kind == _JPEG else ("image/png", pixels)
    else:
        start = 14 + len(header)
        name = "image/bmp"
        data = struct.pack("<2sIHHI", b"BM", start + len(pixels), 0, 0, start) + header + pixels
    return Picture(sha256(data).hexdigest(), name, data, tuple(changes))


def blended_picture(header: bytes, pixels: bytes) -> Picture:
    """Return a bitmap of 32 bits whose colours are multiplied by their opacity; raises NoBitmap."""
    wide, high = dib_size(header)
    if len(header) < 40 or struct.unpack_from("<HI", header, 14)[0] != 32:
        return dib_picture(header, pixels)
    if len(pixels) < wide * high * 4:
        raise NoBitmap("too few pixels")
    pixels = pixels[: wide * high * 4]
    opacity = pixels[3::4]
    channels = [bytearray(pixels[n::4]) for n in (2, 1, 0)]
    if wide * high <= _MOST_MIXED:
        for place in (n for n, one in enumerate(opacity) if 0 < one < 255):
            for channel in channels:
                channel[place] = min(255, channel[place] * 255 // opacity[place])
    whole = bytearray(wide * high * 4)
    whole[3::4] = opacity
    for n, channel in enumerate(channels):
        whole[n::4] = channel
    rows = [bytes(whole[n : n + wide * 4]) for n in range(0, len(whole), wide * 4)]
    upwards = struct.unpack_from("<i", header, 8)[0] > 0
    data = _png(wide, high, rows[::-1] if upwards else rows)
    return Picture(sha256(data).hexdigest(), "image/png", data)


def _png(wide: int, high: int, rows: Sequence[bytes]) -> bytes:
    """Return a PNG of RGBA rows (ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def paint_pattern(canvas: Canvas, box: Box, operation: int) -> None:
    """Fill a rectangle as a block transfer without a source does; raises NoBitmap otherwise."""
    if operation == _KEEP:
        return
    fixed = {_BLACKNESS: Solid(_BLACK), _WHITENESS: Solid(_WHITE)}
    paint = fixed.get(operation)
    found = paint or (canvas.fill_paint() if operation in _PATTERNS else None)
    if found is None and operation not in _PATTERNS:
        raise NoBitmap(f"raster operation {operation:08X}")
    if found is None:
        return
    left, top, across, down = box
    points: list[Point] = [
        (left, top), (left + across, top), (left + across, top + down), (left, top + down),
    ]  # fmt: skip
    (first, *rest) = canvas.device(points)
    canvas.add(Outline((("M", first), *(("L", one) for one in rest), ("Z", ())), found))


def changes_for(operation: int) -> tuple[PictureChange, ...]:
    """Return what painting by a raster operation does to the colours; raises NoBitmap."""
    if operation not in _CHANGES:
        raise NoBitmap(f"raster operation {operation:08X}")
    return _CHANGES[operation]


def paint_bitmap(
    canvas: Canvas, picture: Picture, size: tuple[int, int], target: Box, source: Box,
    alpha: float = 1.0,
) -> None:  # fmt: skip
    """Paint a part of a bitmap.

    size: in pixels; target: x, y, width, height, logical; source: the same in pixels from the top
    left; widths and heights below 0 mirror.
    """
    x, y, across, down = target
    left, top, wide, high = source
    if not across or not down or not wide or not high:
        return
    cuts = _cuts(left, wide, size[0]), _cuts(top, high, size[1])
    (ax, ay), (bx, by), (cx, cy) = canvas.device(
        [(x, y), (x + across, y), (x, y + down)],
    )
    # The unit square onto the target, turned and mirrored as it is.
    matrix = (bx - ax, by - ay, cx - ax, cy - ay, ax, ay)
    if wide < 0:
        matrix = _turned_about(matrix, 0)
    if high < 0:
        matrix = _turned_about(matrix, 1)
    shown = (cuts[0][0], cuts[1][0], cuts[0][1], cuts[1][1])
    fill = PictureFill(picture, (0.0, 0.0, 1.0, 1.0), shown, alpha=alpha)
    canvas.add(Group((fill,), matrix))


def _turned_about(matrix: Matrix, axis: int) -> Matrix:
    """Return a matrix that runs along one axis of the unit square from its end to its start."""
    a, b, c, d, e, f = matrix
    return (-a, -b, c, d, e + a, f + b) if axis == 0 else (a, b, -c, -d, e + c, f + d)


def _cuts(start: float, length: float, whole: int) -> tuple[float, float]:
    """Return how much of a side is cut away before and after, 0 to 1."""
    first, last = sorted((start, start + length))
    before, after = max(first, 0.0) / whole, max(whole - last, 0.0) / whole
    return (before, after) if before + after < 1 else (0.0, 0.0)
