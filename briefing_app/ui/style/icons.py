"""Line icons in the colour of the theme, crisp at every scale.

An icon is painted when it is shown, so that a change of theme needs no new icons.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from briefing_app.system.paths import assets_folder
from briefing_app.ui.style import theme
from briefing_app.ui.style.tokens import ICON, Palette


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = (assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Paint an icon into a square."""
    _renderer(name, colour).render(painter, rect)


def _colour(role: str, palette: Palette, mode: QIcon.Mode, state: QIcon.State) -> str:
    if mode is QIcon.Mode.Disabled:
        return palette.disabled
    if state is QIcon.State.On and role == "quiet":
        return palette.accent
    return str(getattr(palette, role))


class _Engine(QIconEngine):
    """Paints one icon; role: the name of the palette's colour."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint it into a rectangle."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        paint_icon(painter, self._name, square, _colour(self._role, theme.current(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return it as a pixmap of device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return another one like it."""
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "quiet") -> QIcon:
    """Return an icon by the name of its file. role: name of a colour of the palette."""
    return QIcon(_Engine(name, role))


def pixmap(name: str, colour: str, side: int = ICON, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of side device-independent pixels."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, made.width(), made.height()), colour)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
