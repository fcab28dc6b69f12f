"""The filmstrip: the slides in order, small; drag one to move it."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.item_models.slide_list import Role, Slide, SlideList
from briefing_app.ui.panels.pictures import Pictures, Wish
from briefing_app.ui.parts import PanelBar, label
from briefing_app.ui.style import theme
from briefing_app.ui.style.icons import paint_icon
from briefing_app.ui.style.tokens import CAPTION, GAP
from briefing_app.ui.texts import text

Index = QModelIndex | QPersistentModelIndex
_NUMBER = 26
"""Room for the slide's number, at the left of its picture."""
_SECTION = 24
_EDGE = 10


class _Frames(QStyledItemDelegate):
    """Paints a slide: number, picture, the mark of what is chosen, and the section's name."""

    def __init__(self, strip: Filmstrip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a slide, larger where a section begins."""
        wide = self._strip.view.viewport().width()
        high = self._picture_height(wide) + GAP + 4
        return QSize(wide, high + (_SECTION if index.data(Role.OPENS) else 0))

    def _picture_height(self, wide: int) -> int:
        return max(20, round((wide - _NUMBER - _EDGE) * self._strip.aspect))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one slide."""
        slide = index.data(Role.SLIDE)
        if not isinstance(slide, Slide):
            return
        colours = theme.current()
        rect: QRect = option.rect
        top = rect.top() + GAP // 2
        painter.save()
        if section := index.data(Role.OPENS):
            self._section(painter, QRect(rect.left(), top, rect.width(), _SECTION), str(section))
            top += _SECTION
        wide = rect.width()
        high = self._picture_height(wide)
        place = QRect(rect.left() + _NUMBER, top + 1, wide - _NUMBER - _EDGE, high)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._number(painter, QRect(rect.left(), top, _NUMBER - 4, 18), index.row() + 1, chosen)
        self._picture(painter, place, slide)
        if chosen:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(place).adjusted(-2, -2, 2, 2), 3, 3)
        if slide.severity in ("error", "warning"):
            colour = colours.negative if slide.severity == "error" else colours.caution
            mark = QRectF(rect.left() + 5, top + 22, 15, 15)
            paint_icon(painter, "triangle-alert", mark, colour)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRect, name: str) -> None:
        font = painter.font()
        font.setPixelSize(CAPTION)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().quiet))
        place = rect.adjusted(GAP, 0, -GAP, -2)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _number(self, painter: QPainter, rect: QRect, number: int, chosen: bool) -> None:
        font = painter.font()
        font.setPixelSize(CAPTION)
        font.setBold(chosen)
        painter.setFont(font)
        colours = theme.current()
        painter.setPen(QColor(colours.accent if chosen else colours.quiet))
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number)
        )

    def _picture(self, painter: QPainter, place: QRect, slide: Slide) -> None:
        colours = theme.current()
        image = self._strip.pictures.get(self._strip.wish(slide))
        painter.fillRect(place, QColor("#FFFFFF" if image else colours.hover))
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(place), image, QRectF(image.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5))


class _Strip(QListView):
    """A list that asks for Delete and keeps slides as wide as itself."""

    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Delete and Backspace for removing."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew: the slides' height follows the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Filmstrip(QWidget):
    """The slides; the chosen one is shown large."""

    chosen = Signal(str)
    """The key of the slide that was chosen."""
    delete_asked = Signal()

    def __init__(self, model: SlideList, pictures: Pictures) -> None:
        super().__init__()
        self.setObjectName("filmstrip")
        self.model = model
        self.pictures = pictures
        self.aspect = 9 / 16
        self._key = ""
        bar = PanelBar(text("filmstrip.title"))
        self._count = label("", "small")
        bar.add(self._count)
        self.view = _Strip()
        self.view.setObjectName("slides")
        self.view.setAccessibleName(text("filmstrip.title"))
        self.view.setItemDelegate(_Frames(self))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.view.setDropIndicatorShown(True)
        self.view.setMouseTracking(True)
        self.view.setModel(model)
        self.view.delete_pressed.connect(self.delete_asked)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        model.modelReset.connect(self._restore)
        pictures.arrived.connect(self._repaint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view)

    def wish(self, slide: Slide) -> Wish:
        """Return the picture of a slide that is shown here."""
        wide = self.view.viewport().width() - _NUMBER - _EDGE
        pixels = max(32, round(wide * self.devicePixelRatioF()))
        # In steps, so that dragging the edge of the panel does not ask for a picture per pixel.
        return Wish(slide.key, slide.digest, -(-pixels // 32) * 32)

    @property
    def key(self) -> str:
        """Return the key of the slide that is chosen, "" for none."""
        return self._key

    def keys(self) -> list[str]:
        """Return the keys of all chosen slides, in order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self.model.slides[row].key for row in rows]

    def choose(self, key: str) -> None:
        """Choose a slide."""
        row = self.model.row_of(key)
        if row >= 0:
            self._key = key
            self._choose_row(row)
            self.view.scrollTo(self.model.index(row))

    def _choose_row(self, row: int) -> None:
        """Choose this slide alone: the view would add it while Ctrl is held, as for undo."""
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(self.model.index(row), only)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        slide = current.data(Role.SLIDE)
        if isinstance(slide, Slide):
            self._key = slide.key
            self.chosen.emit(slide.key)

    def show_count(self) -> None:
        """Say how many slides there are."""
        self._count.setText(str(self.model.rowCount()) if self.model.rowCount() else "")

    def _restore(self) -> None:
        """Choose again what was chosen before the list changed; where it is gone, the nearest."""
        self.show_count()
        slides = self.model.slides
        if not slides:
            self._key = ""
            self.chosen.emit("")
            return
        row = self.model.row_of(self._key)
        if row < 0:
            row = min(self._row_before, len(slides) - 1)
        self._choose_row(row)

    _row_before = 0

    def remember_row(self) -> None:
        """Keep where the choice stands, should its slide go."""
        self._row_before = max(0, self.view.currentIndex().row())

    def _repaint(self, key: str) -> None:
        row = self.model.row_of(key)
        if row >= 0:
            self.view.update(self.model.index(row))

    def selection(self) -> QItemSelection:
        """Return what is chosen, as Qt has it."""
        return self.view.selectionModel().selection()
