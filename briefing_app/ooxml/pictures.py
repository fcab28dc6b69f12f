"""Pictures of a package: which part a blip shows, what it is by content, how large it is.

A blip (ECMA-376-1, 20.1.8.13) embeds a picture; a linked one is never fetched. Office writes an SVG
beside a picture of it for older programs (MS-ODRAWXML, 2.3.5.1 svgBlip); that picture is taken.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from hashlib import sha256

from briefing_app.model.drawing import Picture
from briefing_app.ooxml.names import R, tag
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.plain_values import fraction
from briefing_app.ooxml.xml_reader import Node

Media = Callable[[str], Picture | None]
"""The picture that a relationship of one part leads to, None when it leads to none."""

SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"

# How files begin (after so many bytes), and what they are.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
    (0, b"\x01\x00\x09\x00", "image/x-wmf"),
    (0, b"\x02\x00\x09\x00", "image/x-wmf"),
    (40, b" EMF", "image/x-emf"),
    (0, b"II\xbc", "image/vnd.ms-photo"),
    (8, b"WEBP", "image/webp"),
    (0, b"\x1f\x8b", "application/gzip"),
)
_SVG = re.compile(rb"<(?:[A-Za-z]+:)?svg[\s/>]")
_LABELS = {
    "image/svg+xml": "an SVG picture",
    "image/vnd.ms-photo": "a JPEG XR picture",
}
_PAINTED = frozenset({
    "image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff",
    "image/x-emf", "image/x-wmf", "application/gzip",
})  # fmt: skip
_USUAL_DPI = 96.0


def no_media(relationship: str) -> None:
    """Return no picture, for parts without media."""


def picture_type(data: bytes) -> str:
    """Return the media type of a picture by its first bytes, "" for what is not known."""
    for place, start, kind in _BEGINNINGS:
        if data[place : place + len(start)] == start:
            return kind
    return "image/svg+xml" if _SVG.search(data[:2000]) else ""


def unpainted_label(picture: Picture) -> str:
    """Return what a picture is when nothing here can paint it, "" when it can be painted."""
    if picture.media_type in _PAINTED:
        return ""
    return _LABELS.get(picture.media_type, "a picture of an unknown kind")


class PictureStore:
    """The pictures of a package, each read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._pictures: dict[str, Picture] = {}

    def picture(self, part: str) -> Picture | None:
        """Return the picture that a part holds, None when the part is missing or empty."""
        if part not in self._pictures:
            data = self._package.contents.get(part)
            if not data:
                return None
            self._pictures[part] = Picture(sha256(data).hexdigest(), picture_type(data), data)
        return self._pictures[part]

    def of(self, part: str) -> Media:
        """Return the media of a part: what its relationships lead to, inside the package."""
        targets = {
            one.id: one.target for one in self._package.relationships(part) if not one.external
        }

        def media(relationship: str) -> Picture | None:
            target = targets.get(relationship)
            return None if target is None else self.picture(target)

        return media


def blip_picture(blip: Node | None, media: Media) -> Picture | None:
    """Return what an ``a:blip`` shows: its embedded picture, else the SVG beside it."""
    if blip is None:
        return None
    found = media(blip.get(f"{{{R}}}embed", ""))
    if found is not None:
        return found
    svg = next(blip.iter(SVG_BLIP), None)
    return None if svg is None else media(svg.get(f"{{{R}}}embed", ""))


def blip_alpha(blip: Node | None) -> float:
    """Return the opacity, 0 to 1, that ``a:alphaModFix`` gives to a picture (20.1.8.4)."""
    node = None if blip is None else blip.find(tag("a:alphaModFix"))
    if node is None:
        return 1.0
    return min(max(fraction(node.get("amt"), 1.0), 0.0), 1.0)


def _png_size(data: bytes) -> tuple[float, float, float]:
    width, height = struct.unpack_from(">II", data, 16)
    place = data.find(b"pHYs", 0, 4096)
    if place > 0:
        per_metre, _, unit = struct.unpack_from(">IIB", data, place + 4)
        if unit == 1 and per_metre:
            return width, height, per_metre * 0.0254
    return width, height, 0.0


def _jpeg_size(data: bytes) -> tuple[float, float, float]:
    place, dpi = 2, 0.0
    while place + 9 < len(data):
        if data[place] != 0xFF:
            place += 1
            continue
        kind, (length,) = data[place + 1], struct.unpack_from(">H", data, place + 2)
        if kind == 0xE0 and data[place + 4 : place + 8] == b"JFIF":
            unit, density = struct.unpack_from(">BH", data, place + 11)
            dpi = {1: float(density), 2: density * 2.54}.get(unit, 0.0)
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height, dpi
        place += 1 if kind == 0xFF else 2 + (0 if kind == 0x01 or 0xD0 <= kind <= 0xD9 else length)
    return 0, 0, 0.0


def _gif_size(data: bytes) -> tuple[float, float, float]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height, 0.0


def _bmp_size(data: bytes) -> tuple[float, float, float]:
    width, height = struct.unpack_from("<ii", data, 18)
    (per_metre,) = struct.unpack_from("<i", data, 38)
    return abs(width), abs(height), max(per_metre, 0) * 0.0254


def _tiff_size(data: bytes) -> tuple[float, float, float]:
    order = "<" if data[:2] == b"II" else ">"
    (place,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, place)
    values: dict[int, int] = {}
    for index in range(min(count, 64)):
        entry = place + 2 + 12 * index
        name, kind = struct.unpack_from(order + "HH", data, entry)
        (values[name],) = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, entry + 8)
    dpi = 0.0
    if 282 in values and values.get(296, 2) in {2, 3}:
        above, below = struct.unpack_from(order + "II", data, values[282])
        dpi = (above / below if below else 0.0) * (2.54 if values.get(296) == 3 else 1.0)
    return values.get(256, 0), values.get(257, 0), dpi


def _emf_size(data: bytes) -> tuple[float, float, float]:
    """Return the frame of an enhanced metafile, in hundredths of a millimetre (MS-EMF 2.2.9)."""
    left, top, right, bottom = struct.unpack_from("<4i", data, 24)
    return max(right - left, 0), max(bottom - top, 0), 2540.0


def _wmf_size(data: bytes) -> tuple[float, float, float]:
    """Return the box of a placeable metafile, in its units to the inch (MS-WMF 2.3.2.3)."""
    if not data.startswith(b"\xd7\xcd\xc6\x9a"):
        return 0, 0, 0.0
    left, top, right, bottom, per_inch = struct.unpack_from("<4hH", data, 6)
    return abs(right - left), abs(bottom - top), per_inch


_SIZES: dict[str, Callable[[bytes], tuple[float, float, float]]] = {
    "image/png": _png_size,
    "image/jpeg": _jpeg_size,
    "image/gif": _gif_size,
    "image/bmp": _bmp_size,
    "image/tiff": _tiff_size,
    "image/x-emf": _emf_size,
    "image/x-wmf": _wmf_size,
}


def picture_size(picture: Picture) -> tuple[float, float] | None:
    """Return width and height in points, at the picture's own resolution or at 96 dpi.

    None when the picture does not say how large it is.
    """
    reader = _SIZES.get(picture.media_type)
    if reader is None:
        return None
    try:
        width, height, dpi = reader(picture.data)
    except struct.error:
        return None
    if not width or not height:
        return None
    scale = 72 / (dpi if 10 <= dpi <= 5000 else _USUAL_DPI)
    return width * scale, height * scale
