"""The exhibit of a slide: its kind among small pictures of the alternatives, its title and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from briefing_app.ui.panels.decorations import DecorationsField
from briefing_app.ui.panels.text_fields import OwnTextField
from briefing_app.ui.parts import button, label
from briefing_app.ui.style import theme
from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import CAPTION
from briefing_app.ui.texts import text

COLUMNS = 3
FEW = 6
"""Kinds that are shown at first: two rows; where there are more, a button shows all."""
_HIGH, _NAME = 98, 32
"""Pixels: of a picture with its name, and of the name in at most two lines."""
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of exhibit that can be chosen. name: as in a topic library; says: for the reader."""

    name: str
    says: str
    is_proposed: bool = False


class KindButton(QToolButton):
    """A small picture of the exhibit in one kind."""

    step_asked = Signal(int)
    """An arrow key: to another picture, so many places on."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = Kind("", "")
        self._image = QImage()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another picture by the arrow keys; take this one by the return key."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.step_asked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return a third of the inspector."""
        return QSize(90, _HIGH)

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
        place = QRect(6, 6, self.width() - 12, self.height() - 14 - _NAME)
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
        name = QRect(3, self.height() - _NAME - 4, self.width() - 6, _NAME)
        painter.drawText(
            name,
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
            _in_two_lines(self.kind.says, painter.fontMetrics(), name.width()),
        )
        painter.end()


def _in_two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """Return a name that fits into two lines; words that are too long alone end in …."""
    if metrics.horizontalAdvance(words) <= width:
        return words
    first, second = "", words
    for place, mark in enumerate(words):
        head = words[: place + 1]
        if metrics.horizontalAdvance(head.rstrip()) > width:
            break
        if mark in " -\u00ad" or ord(mark) > 0x2E7F:
            first, second = head.rstrip(" "), words[place + 1 :]
    elided = metrics.elidedText(second, Qt.TextElideMode.ElideRight, width)
    return f"{first}\n{elided}" if first else elided


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
        self._kinds: tuple[Kind, ...] = ()
        self._chosen = ""
        self._shows_all = False
        self.more = button("", "quiet", self._show_more, "chevron-down")
        self.more.setObjectName("all-kinds")
        self.more.hide()
        self.decorations = DecorationsField()
        self.title = OwnTextField(text("exhibit.title"), role="exhibit-title")
        self.unit = OwnTextField(text("exhibit.unit"), role="exhibit-unit")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(text("inspector.exhibit"), "label"))
        layout.addLayout(self._grid)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.reason, self.decorations, self.title, self.unit):
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
        """Show the kinds that can be chosen: the first few, or all where that was asked for."""
        self._kinds, self._chosen = tuple(kinds), chosen
        while len(self._buttons) < len(kinds):
            made = KindButton()
            made.clicked.connect(lambda _=False, one=made: self._choose(one))
            made.step_asked.connect(lambda by, one=made: self._step(one, by))
            self._buttons.append(made)
        self._lay_out()

    def _lay_out(self) -> None:
        kinds = self._kinds
        shown = kinds if self._shows_all else _few(kinds, self._chosen)
        place = 0
        for number, one in enumerate(self._buttons):
            if number < len(kinds):
                one.show_kind(kinds[number], chosen=kinds[number].name == self._chosen)
            is_shown = number < len(kinds) and kinds[number] in shown
            if is_shown:
                self._grid.addWidget(one, place // COLUMNS, place % COLUMNS)
                place += 1
            one.setVisible(is_shown)
        self.more.setVisible(len(kinds) > FEW)
        key = "exhibit.fewer-kinds" if self._shows_all else "exhibit.all-kinds"
        said = text(key, count=len(kinds))
        self.more.setText(f" {said}")
        self.more.setAccessibleName(said)
        self.more.setIcon(icon("chevron-up" if self._shows_all else "chevron-down", "quiet"))

    def _show_more(self) -> None:
        self._shows_all = not self._shows_all
        self._lay_out()

    def _step(self, at: KindButton, by: int) -> None:
        shown = self.buttons
        place = shown.index(at) + by
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)

    def show_picture(self, kind: str, image: QImage) -> None:
        """Show how the exhibit looks in a kind."""
        for one, stands_for in zip(self._buttons, self._kinds, strict=False):
            if stands_for.name == kind:
                one.show_image(image)

    def _choose(self, chosen: KindButton) -> None:
        for one in self._buttons:
            one.setChecked(one is chosen)
        self.kind_chosen.emit(chosen.kind.name)


def _few(kinds: Sequence[Kind], chosen: str) -> tuple[Kind, ...]:
    """Return the kinds that are shown at first: the chosen and the proposed one among them."""
    wanted = [one for one in kinds if one.name == chosen or one.is_proposed]
    others = [one for one in kinds if one not in wanted][: FEW - len(wanted)]
    return tuple(one for one in kinds if one in wanted or one in others)
