"""Pictures with their colours changed, as blips ask for it, and tiles that are mirrored."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from briefing_app.model.drawing import Colour, PictureChange

_STEPS = range(256)


def recoloured(image: QImage, changes: tuple[PictureChange, ...]) -> QImage:
    """Return an image with its colours changed, in order; its opacity stays what it was.

    A change of unknown kind does nothing.
    """
    for change in changes:
        if change.kind == "replace":
            image = _replaced(image, *change.colours)
        elif change.kind == "light":
            image = _lighter(image, *change.amounts)
        elif change.kind in {"duotone", "gray", "two-level"}:
            image = _by_light(image, _table(change))
    return image


def _table(change: PictureChange) -> list[int]:
    """Return the colour for each of 256 steps of light."""
    if change.kind == "duotone":
        dark, light = (_channels(colour) for colour in change.colours)
        return [
            _code(*(round(a + (b - a) * step / 255) for a, b in zip(dark, light, strict=True)))
            for step in _STEPS
        ]
    if change.kind == "two-level":
        least = change.amounts[0] * 255
        return [_code(*([255 if step >= least else 0] * 3)) for step in _STEPS]
    return [_code(step, step, step) for step in _STEPS]


def _channels(colour: Colour) -> tuple[int, int, int]:
    code = int(colour.rgb, 16)
    return code >> 16 & 255, code >> 8 & 255, code & 255


def _code(red: int, green: int, blue: int) -> int:
    return 0xFF000000 | red << 16 | green << 8 | blue


def _by_light(image: QImage, table: list[int]) -> QImage:
    """Return an image whose colours go by the light of each pixel alone."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    indexed = QImage(
        gray.constBits(), gray.width(), gray.height(), gray.bytesPerLine(),
        QImage.Format.Format_Indexed8,
    ).copy()  # fmt: skip
    indexed.setColorTable(table)
    return _with_opacity(indexed.convertToFormat(QImage.Format.Format_RGB32), image)


def _lighter(image: QImage, brightness: float, contrast: float) -> QImage:
    """Return an image lighter or darker, with more or less contrast, as Office has it.

    Half of the brightness is added before the contrast is changed about the middle, half after:
    +70 % and -70 % give the pale picture that Office calls washed out.
    """
    slope = 1 + contrast if contrast <= 0 else 1 / max(1 - contrast, 1e-3)
    half = brightness / 2
    lights = ((step / 255 + half - 0.5) * slope + 0.5 + half for step in _STEPS)
    table = bytes(round(255 * min(max(light, 0.0), 1.0)) for light in lights)
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    changed = bytes(plain.constBits()).translate(table)
    made = QImage(
        changed, plain.width(), plain.height(), plain.bytesPerLine(), QImage.Format.Format_RGB32
    ).copy()
    return _with_opacity(made, image)


def _with_opacity(made: QImage, image: QImage) -> QImage:
    if image.hasAlphaChannel():
        made = made.convertToFormat(QImage.Format.Format_ARGB32)
        made.setAlphaChannel(image.convertToFormat(QImage.Format.Format_Alpha8))
    return made


def _replaced(image: QImage, old: Colour, new: Colour) -> QImage:
    """Return an image in which one colour is another, or nothing: pixels of exactly this one."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    stamp = plain.createMaskFromColor(_code(*_channels(old)), Qt.MaskMode.MaskInColor)
    made = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    fill = QColor(*_channels(new))
    fill.setAlphaF(new.alpha)
    painter = QPainter(made)
    for code, mode in (
        (0xFF000000, QPainter.CompositionMode.CompositionMode_DestinationOut),
        (fill.rgba(), QPainter.CompositionMode.CompositionMode_SourceOver),
    ):
        stamp.setColorTable([0, code])
        painter.setCompositionMode(mode)
        painter.drawImage(0, 0, stamp.convertToFormat(QImage.Format.Format_ARGB32))
    painter.end()
    return made


def mirrored_tile(image: QImage, flip: str) -> QImage:
    """Return an image with its mirror image beside it (flip "x"), below it ("y") or both ("xy")."""
    if "x" not in flip and "y" not in flip:
        return image
    wide, high = image.width(), image.height()
    columns, rows = 1 + ("x" in flip), 1 + ("y" in flip)
    made = QImage(wide * columns, high * rows, image.format())
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for row in range(rows):
        for column in range(columns):
            copy = image.flipped(Qt.Orientation.Horizontal) if column else image
            copy = copy.flipped(Qt.Orientation.Vertical) if row else copy
            painter.drawImage(column * wide, row * high, copy)
    painter.end()
    return made
