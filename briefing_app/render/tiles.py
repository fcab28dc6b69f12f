"""Images kept by what they show: thumbnails, and tiles of large slides, for the window.

A slide that did not change is the same drawing, and is not painted again. The images together
stay under a limit; the ones not asked for longest go first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from briefing_app.model.drawing import Drawing
from briefing_app.render.painter import Studio, paint

TILE_SIDE = 512
"""Pixels; at the right and lower edge tiles are smaller."""
LIMIT_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class _Key:
    drawing: Drawing
    wide: int
    high: int
    part: tuple[int, int, int, int]


class Tiles:
    """A cache of painted parts of drawings. May be used from several threads.

    limit_bytes: of all images kept; an image that is larger than that is painted and not kept.
    """

    def __init__(self, studio: Studio, limit_bytes: int = LIMIT_BYTES) -> None:
        self._studio = studio
        self._limit = limit_bytes
        self._kept: OrderedDict[_Key, QImage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._painting = threading.Lock()  # a studio serves one painter; threads gain no speed

    @property
    def kept_bytes(self) -> int:
        """Return how many bytes the kept images have."""
        return self._bytes

    def whole(self, drawing: Drawing, width: int) -> QImage:
        """Return all of a drawing, width pixels wide; for thumbnails."""
        wide, high = _size(drawing, width)
        return self._image(_Key(drawing, wide, high, (0, 0, wide, high)))

    def tile(self, drawing: Drawing, width: int, column: int, row: int) -> QImage:
        """Return a tile of a drawing that is width pixels wide; columns and rows count from 0.

        Outside the drawing the image is null.
        """
        wide, high = _size(drawing, width)
        left, top = column * TILE_SIDE, row * TILE_SIDE
        part = QRect(left, top, TILE_SIDE, TILE_SIDE) & QRect(0, 0, wide, high)
        if part.isEmpty():
            return QImage()
        return self._image(_Key(drawing, wide, high, (left, top, part.width(), part.height())))

    def _image(self, key: _Key) -> QImage:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        with self._painting:
            made = _painted(key, self._studio)
        with self._lock:
            self._keep(key, made)
        return made

    def _keep(self, key: _Key, image: QImage) -> None:
        size = image.sizeInBytes()
        if size > self._limit or key in self._kept:
            return
        self._kept[key] = image
        self._bytes += size
        while self._bytes > self._limit:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()


def _size(drawing: Drawing, width: int) -> tuple[int, int]:
    wide = max(1, width)
    return wide, max(1, round(drawing.height * wide / drawing.width))


def _painted(key: _Key, studio: Studio) -> QImage:
    left, top, wide, high = key.part
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.translate(-left, -top)
        painter.scale(key.wide / key.drawing.width, key.high / key.drawing.height)
        paint(painter, key.drawing, studio, 1.0)
    finally:
        painter.end()
    return image
