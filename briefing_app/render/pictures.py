"""Pictures decoded within limits, cut to what is shown, and kept by content for a document.

Only formats that Qt decodes without looking elsewhere: SVG can name other files and is left
unpainted. Metafiles (EMF, WMF) are drawings: the painter has them from :mod:`metafiles`.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from briefing_app.model.drawing import Picture
from briefing_app.render.recolouring import recoloured

_LARGEST_SIDE = 30_000
_LARGEST_AREA = 64_000_000  # pixels, as decoded: 256 MB
_MOST_BYTES = 192 << 20

# How files of a format begin; the name of Qt's decoder.
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_NAMES = {
    "image/x-emf": "an EMF picture",
    "image/emf": "an EMF picture",
    "image/x-wmf": "a WMF picture",
    "image/wmf": "a WMF picture",
    "image/svg+xml": "an SVG picture",
    "image/tiff": "a TIFF picture",
}

Crop = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Unpainted:
    """Why a picture is not painted: what it is, for a person."""

    what: str


def format_of(data: bytes) -> str:
    """Return the name of the decoder for a picture by its first bytes, "" when there is none."""
    return next((name for start, name in _BEGINNINGS if data.startswith(start)), "")


class Pictures:
    """Decoded pictures, the least used dropped first. Safe to keep for a whole document."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Picture, Crop, int, int], QImage | Unpainted] = OrderedDict()
        self._bytes = 0

    def get(self, picture: Picture, crop: Crop, wanted: tuple[float, float]) -> QImage | Unpainted:
        """Return the part of a picture that crop leaves, no finer than is of use.

        crop: left, top, right, bottom cut away, each from 0 to 1; wanted: the pixels that the
        part is painted on. What is much finer is reduced, by halves, so that sizes share results.
        """
        key = (picture, crop, _rounded(wanted[0]), _rounded(wanted[1]))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        found = _decoded(picture, crop, QSize(key[2], key[3]))
        self._kept[key] = found
        self._bytes += _size(found)
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        return found


def _size(found: QImage | Unpainted) -> int:
    return 0 if isinstance(found, Unpainted) else found.sizeInBytes()


def _rounded(pixels: float) -> int:
    """Return the power of two at or above a number of pixels."""
    return 1 << max(0, min(int(pixels + 0.999), _LARGEST_SIDE) - 1).bit_length()


def _decoded(picture: Picture, crop: Crop, wanted: QSize) -> QImage | Unpainted:
    kind = format_of(picture.data)
    if not kind:
        return Unpainted(_NAMES.get(picture.media_type, "a picture of an unknown kind"))
    buffer = QBuffer()
    buffer.setData(QByteArray(picture.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return Unpainted("a picture that is damaged or too large")
    if kind == "jpeg":  # the one decoder that reads at a smaller size at less cost
        reader.setScaledSize(_reduced(size, crop, wanted))
    elif size.width() * size.height() > _LARGEST_AREA:
        return Unpainted("a picture that is too large")
    image = reader.read()
    if image.isNull():
        return Unpainted("a picture that is damaged or too large")
    made = _finished(image, crop, wanted)
    if not picture.changes:
        return made
    changed = recoloured(made, picture.changes)
    return changed.convertToFormat(_fast(changed))


def _finished(image: QImage, crop: Crop, wanted: QSize) -> QImage:
    """Return the shown part of a decoded picture, reduced, in a form that Qt paints fast."""
    part = _shown(image.size(), crop)
    if part != image.rect():
        image = image.copy(part)
    size = _reduced(image.size(), (0.0, 0.0, 0.0, 0.0), wanted)
    if size != image.size():
        image = image.convertToFormat(_fast(image)).scaled(
            size, mode=Qt.TransformationMode.SmoothTransformation
        )
    return image.convertToFormat(_fast(image))


def _fast(image: QImage) -> QImage.Format:
    if image.hasAlphaChannel():
        return QImage.Format.Format_ARGB32_Premultiplied
    return QImage.Format.Format_RGB32


def _shown(size: QSize, crop: Crop) -> QRect:
    left, top = round(size.width() * crop[0]), round(size.height() * crop[1])
    right = round(size.width() * (1 - crop[2]))
    bottom = round(size.height() * (1 - crop[3]))
    return QRect(left, top, max(1, right - left), max(1, bottom - top))


def _reduced(size: QSize, crop: Crop, wanted: QSize) -> QSize:
    """Return a size, halved as often as the shown part stays at least as fine as wanted."""
    part = _shown(size, crop)
    fit = min(part.width() / max(1, wanted.width()), part.height() / max(1, wanted.height()))
    divisor = 1
    while fit >= 2 * divisor:
        divisor *= 2
    return QSize(max(1, size.width() // divisor), max(1, size.height() // divisor))
