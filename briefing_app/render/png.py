"""A drawing as pixels: an image for the window, or a PNG file."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from briefing_app.errors import CallError
from briefing_app.model.drawing import Drawing
from briefing_app.render.painter import Studio, paint

Image = QImage
"""A picture as pixels, under a name that needs no Qt."""

POINTS_PER_INCH = 72
MOST_PIXELS = 50_000_000
"""Of one image, so that it stays under 200 MB."""
_METRES_PER_INCH = 0.0254
_COMPRESSION = 40  # Qt's scale to 100; about zlib's level 4


def image_of(
    drawing: Drawing,
    scale: float,
    studio: Studio,
    check: Callable[[], None] = lambda: None,
) -> QImage:
    """Return a drawing on white, scale pixels to the point (dpi / 72), rounded up to whole pixels.

    Raises CallError when the image would have more than MOST_PIXELS, and what check raises.
    """
    wide, high = pixels(drawing, scale)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(wide / drawing.width, high / drawing.height)
        paint(painter, drawing, studio, 1.0, check)
    finally:
        painter.end()
    return image


def pixels(drawing: Drawing, scale: float) -> tuple[int, int]:
    """Return width and height in pixels; raises CallError when they are too many."""
    wide = max(1, math.ceil(drawing.width * scale - 0.01))
    high = max(1, math.ceil(drawing.height * scale - 0.01))
    if wide * high > MOST_PIXELS:
        raise CallError(
            f"A picture of {wide} by {high} pixels is too large.", remedy="Ask for fewer dpi."
        )
    return wide, high


def png_of(image: QImage, dpi: float) -> bytes:
    """Return the bytes of a PNG file; the same image gives the same bytes."""
    image.setDotsPerMeterX(round(dpi / _METRES_PER_INCH))
    image.setDotsPerMeterY(round(dpi / _METRES_PER_INCH))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(image)
    return bytes(buffer.data().data())
