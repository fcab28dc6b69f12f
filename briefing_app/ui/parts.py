"""Small pieces that all panels are made of: labels, buttons and bars in the window's look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import GAP, ICON, SPACE


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label. role: as the style sheet knows it; wrap: over several lines."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def icon_button(name: str, says: str, clicked: Callable[[], object] | None = None) -> QToolButton:
    """Return a button with an icon only. says: its tool tip and accessible name."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setIconSize(QSize(ICON, ICON))
    made.setToolTip(says)
    made.setAccessibleName(says)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if clicked is not None:
        made.clicked.connect(lambda _=False: clicked())
    return made


def action_button(action: QAction) -> QToolButton:
    """Return a button with the icon of an action only."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(ICON, ICON))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(action.iconText())
    return made


def button(
    text: str, role: str = "", clicked: Callable[[], object] | None = None, image: str = ""
) -> QPushButton:
    """Return a button with a text. role: ``primary``, ``quiet`` or "" for a plain one."""
    made = QPushButton(f" {text}" if image else text)
    made.setAccessibleName(text)
    if role:
        made.setProperty("role", role)
    if image:
        made.setIcon(icon(image, "on_accent" if role == "primary" else "quiet"))
        made.setIconSize(QSize(ICON, ICON))
    if clicked is not None:
        made.clicked.connect(lambda _=False: clicked())
    made.setAutoDefault(False)
    return made


def frame(role: str) -> QFrame:
    """Return a frame in a role of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


def rule() -> QFrame:
    """Return a light horizontal line."""
    return frame("rule")


def column(parent: QWidget, *, margin: int = 0, gap: int = GAP) -> QVBoxLayout:
    """Return a vertical layout of a widget."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def row(*, gap: int = GAP) -> QHBoxLayout:
    """Return a horizontal layout without margins."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    return made


class PanelBar(QFrame):
    """The head of a panel: its title, and room for buttons at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(40)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE - 4, 0, GAP, 0)
        self._row.setSpacing(4)
        self.title = label(title, "title")
        self._row.addWidget(self.title)
        self._row.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Put something at the right."""
        self._row.addWidget(widget)


class ElidedLabel(QLabel):
    """A line of text that ends in … where there is no room; the tool tip has all of it."""

    def __init__(
        self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__(text)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Return that it may become very short."""
        return QSize(20, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say all of it in the tool tip where it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    def _shown(self) -> str:
        return QFontMetrics(self.font()).elidedText(self.text(), self._mode, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), self._shown())
        painter.end()
