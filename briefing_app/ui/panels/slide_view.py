"""The slide as it will print: fitted or zoomed, crisp at the screen's own pixels."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from briefing_app.ui.item_models.slide_list import Slide
from briefing_app.ui.panels.pictures import Pictures, Wish
from briefing_app.ui.style import theme
from briefing_app.ui.style.tokens import SPACE
from briefing_app.ui.texts import text

STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_MOST_PIXELS = 5120
"""Of a picture's width; a larger slide is this one, drawn larger."""
_SETTLE = 90
"""Milliseconds that a size must stand before a picture of it is asked for."""
PIXELS_PER_POINT = 96 / 72


class SlideView(QAbstractScrollArea):
    """Shows one slide."""

    zoomed = Signal()
    menu_asked = Signal(QPoint, object)
    """Where on the screen a menu is wanted, and where on the slide: [x, y] in points, or None."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.setObjectName("slide-view")
        self.setAccessibleName(text("slide.name"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 96)
        self.pictures = pictures
        self._slide: Slide | None = None
        self._points = (960.0, 540.0)
        self._zoom = 0.0
        self._asked_width = 0
        self._grip: QPoint | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._settled)
        pictures.arrived.connect(self._arrived)

    @property
    def slide(self) -> Slide | None:
        """Return the slide that is shown."""
        return self._slide

    @property
    def is_fitted(self) -> bool:
        """Return whether the slide is as large as there is room."""
        return self._zoom == 0.0

    @property
    def is_current(self) -> bool:
        """Return whether the picture that is shown is the slide as it is now."""
        return self._slide is not None and self.pictures.is_current(self._wish(self._slide))

    def percent(self) -> int:
        """Return how large the slide is shown, 100 for its real size at 96 pixels to the inch."""
        return round(self._scale() / PIXELS_PER_POINT * 100)

    def show_slide(self, slide: Slide | None, points: tuple[float, float]) -> None:
        """Show a slide. points: its size."""
        self._slide, self._points = slide, points
        self.setAccessibleDescription(slide.title if slide else "")
        self._asked_width = self._pixels()
        self._place_bars()
        self.viewport().update()

    def fit(self) -> None:
        """Show all of the slide, as large as there is room."""
        self._set_zoom(0.0)

    def step(self, by: int) -> None:
        """Zoom in (1) or out (-1) by a step."""
        now = self._scale() / PIXELS_PER_POINT
        larger = [one for one in STEPS if one > now * 1.01]
        smaller = [one for one in STEPS if one < now * 0.99]
        following = (larger[:1] if by > 0 else smaller[-1:]) or [now]
        self._set_zoom(following[0])

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._settle.start()
        self._place_bars()
        self.viewport().update()
        self.zoomed.emit()

    def _scale(self) -> float:
        """Return device-independent pixels to the point."""
        if self._zoom:
            return self._zoom * PIXELS_PER_POINT
        room = self.viewport().size()
        wide, high = self._points
        return max(0.05, min((room.width() - 2 * SPACE) / wide, (room.height() - 2 * SPACE) / high))

    def _pixels(self) -> int:
        wide = round(self._points[0] * self._scale() * self.devicePixelRatioF())
        return max(64, min(_MOST_PIXELS, wide))

    def _wish(self, slide: Slide) -> Wish:
        return Wish(slide.key, slide.digest, self._asked_width or self._pixels())

    def _settled(self) -> None:
        self._asked_width = self._pixels()
        self.viewport().update()

    def _arrived(self, key: str) -> None:
        if self._slide is not None and self._slide.key == key:
            self.viewport().update()

    def _page(self) -> QRect:
        """Return where the slide lies in the viewport."""
        scale, room = self._scale(), self.viewport().size()
        size = QSize(round(self._points[0] * scale), round(self._points[1] * scale))
        left = max(SPACE, (room.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        top = max(SPACE, (room.height() - size.height()) // 2) - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    def _place_bars(self) -> None:
        scale, room = self._scale(), self.viewport().size()
        for bar, points, seen in (
            (self.horizontalScrollBar(), self._points[0], room.width()),
            (self.verticalScrollBar(), self._points[1], room.height()),
        ):
            over = round(points * scale) + 2 * SPACE - seen if self._zoom else 0
            bar.setRange(0, max(0, over))
            bar.setPageStep(seen)
            bar.setSingleStep(32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew; a picture of the new size is asked for when the size stands."""
        super().resizeEvent(event)
        self._place_bars()
        if self.is_fitted:
            self._settle.start()
            self.zoomed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk and the slide on it."""
        colours = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(colours.desk))
        if self._slide is not None:
            page = self._page()
            painter.fillRect(page, QColor("#FFFFFF"))
            image = self.pictures.get(self._wish(self._slide))
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(page), image, QRectF(image.rect()))
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawRect(page.adjusted(-1, -1, 0, 0))
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(page.adjusted(-4, -4, 4, 4))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew; the slide is one picture."""
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the slide."""
        if event.button() is Qt.MouseButton.RightButton:
            return
        self._grip = event.position().toPoint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what lies under the mouse, or of the slide's exhibit."""
        if self._slide is None:
            return
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(self.viewport().mapToGlobal(self._page().center()), None)
            return
        off, scale = event.pos() - self._page().topLeft(), self._scale()
        self.menu_asked.emit(event.globalPos(), [off.x() / scale, off.y() / scale])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Push the slide about when it is larger than the view."""
        if self._grip is None:
            return
        now = event.position().toPoint()
        by, self._grip = now - self._grip, now
        for bar, step in (
            (self.horizontalScrollBar(), by.x()),
            (self.verticalScrollBar(), by.y()),
        ):
            bar.setValue(bar.value() - step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between the fitted and the real size."""
        self._set_zoom(1.0 if self.is_fitted else 0.0)

    page_asked = Signal(int)
    """Page down (1) or up (-1) was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf through the slides."""
        forward = (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Space)
        back = (Qt.Key.Key_PageUp, Qt.Key.Key_Left)
        if event.key() in forward or event.key() in back:
            self.page_asked.emit(1 if event.key() in forward else -1)
            return
        super().keyPressEvent(event)
