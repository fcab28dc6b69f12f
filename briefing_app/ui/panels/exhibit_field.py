"""The exhibit of a slide: its kind among small pictures of the alternatives, its title and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from briefing_app.ui.panels.text_fields import OwnTextField
from briefing_app.ui.parts import label
from briefing_app.ui.style import theme
from briefing_app.ui.style.tokens import CAPTION
from briefing_app.ui.texts import text

COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of exhibit that can be chosen. name: as in a topic library; says: for the reader."""

    name: str
    says: str
    is_proposed: bool = False


class KindButton(QToolButton):
    """A small picture of the exhibit in one kind."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = Kind("", "")
        self._image = QImage()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(84)
        self.setMinimumWidth(72)

    def show_kind(self, kind: Kind, *, chosen: bool) -> None:
        """Stand for a kind."""
        if kind.name != self.kind.name:
            self._image = QImage()
        self.kind = kind
        self.setChecked(chosen)
        said = f"{kind.says} ({text('exhibit.proposed')})" if kind.is_proposed else kind.says
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setObjectName(f"kind-{kind.name.replace(' ', '-')}")
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show how the exhibit looks in this kind."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return a third of the inspector."""
        return QSize(90, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, name, and the mark of what is chosen."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen, lit = self.isChecked(), self.underMouse() or self.hasFocus()
        painter.setBrush(QColor(colours.soft if chosen else colours.surface))
        edge = colours.accent if chosen or lit else colours.line
        painter.setPen(QPen(QColor(edge), 2 if chosen or self.hasFocus() else 1))
        painter.drawRoundedRect(rect, 6, 6)
        place = QRect(6, 6, self.width() - 12, self.height() - 28)
        painter.fillRect(place, QColor("#FFFFFF"))
        if not self._image.isNull():
            size = self._image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(place.center())
            painter.drawImage(QRectF(target), self._image, QRectF(self._image.rect()))
        font = painter.font()
        font.setPixelSize(CAPTION)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_soft if chosen else colours.text))
        line = QRect(4, self.height() - 21, self.width() - 8, 18)
        shown = painter.fontMetrics().elidedText(
            self.kind.says, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()


class ExhibitField(QWidget):
    """Kind, title and unit of one exhibit."""

    kind_chosen = Signal(str)
    title_edited = Signal(str)
    unit_edited = Signal(str)
    title_reset = Signal()
    unit_reset = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exhibit")
        self.reason = label("", "small", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._buttons: list[KindButton] = []
        self.title = OwnTextField(text("exhibit.title"), role="exhibit-title")
        self.unit = OwnTextField(text("exhibit.unit"), role="exhibit-unit")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(text("inspector.exhibit"), "label"))
        layout.addLayout(self._grid)
        for widget in (self.reason, self.title, self.unit):
            layout.addWidget(widget)
        self.title.edited.connect(self.title_edited)
        self.unit.edited.connect(self.unit_edited)
        self.title.reset_asked.connect(self.title_reset)
        self.unit.reset_asked.connect(self.unit_reset)

    @property
    def buttons(self) -> tuple[KindButton, ...]:
        """Return the buttons of the kinds that can be chosen."""
        return tuple(one for one in self._buttons if not one.isHidden())

    def show_kinds(self, kinds: Sequence[Kind], chosen: str) -> None:
        """Show the kinds that can be chosen."""
        while len(self._buttons) < len(kinds):
            made = KindButton()
            made.clicked.connect(lambda _=False, one=made: self._choose(one))
            place = len(self._buttons)
            self._grid.addWidget(made, place // COLUMNS, place % COLUMNS)
            self._buttons.append(made)
        for number, one in enumerate(self._buttons):
            one.setVisible(number < len(kinds))
            if number < len(kinds):
                one.show_kind(kinds[number], chosen=kinds[number].name == chosen)

    def show_picture(self, kind: str, image: QImage) -> None:
        """Show how the exhibit looks in a kind."""
        for one in self.buttons:
            if one.kind.name == kind:
                one.show_image(image)

    def _choose(self, chosen: KindButton) -> None:
        for one in self._buttons:
            one.setChecked(one is chosen)
        self.kind_chosen.emit(chosen.kind.name)
