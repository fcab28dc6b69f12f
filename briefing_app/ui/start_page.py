"""The first page: what can be done when nothing is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing_app.ui.parts import ElidedLabel, button, frame, label
from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import GAP, SPACE, WIDE
from briefing_app.ui.texts import text

_WIDTH = 760


class _Card(QPushButton):
    """A large button: icon, what it does, and a remark."""

    def __init__(self, image: str, title: str, remark: str, action: QAction) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(f"start-{action.objectName()}")
        self.setAccessibleName(title)
        self.setAccessibleDescription(remark)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # all alike
        self.setMinimumHeight(132)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        picture = QLabel()
        picture.setPixmap(icon(image, "accent").pixmap(QSize(24, 24), self.devicePixelRatioF()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(6)
        layout.addWidget(picture)
        layout.addSpacing(4)
        for one in (label(title, "strong", wrap=True), label(remark, "small", wrap=True)):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(one)
        layout.addStretch(1)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        """Return the room that the texts take."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()


class _Recent(QPushButton):
    """A file that was opened before."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setAccessibleName(path.name)
        self.setToolTip(str(path))
        self.setFixedHeight(40)
        kind = "presentation" if path.suffix == ".briefing" else "file-spreadsheet"
        picture = QLabel()
        picture.setPixmap(icon(kind).pixmap(QSize(18, 18), self.devicePixelRatioF()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, 0, GAP, 0)
        layout.setSpacing(12)
        layout.addWidget(picture)
        folder = ElidedLabel(str(path.parent), "small", Qt.TextElideMode.ElideMiddle)
        for one, stretch in ((ElidedLabel(path.name), 2), (folder, 3)):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(one, stretch)


class StartPage(QScrollArea):
    """Open a workbook, open a briefing, try the sample; recent files below."""

    chosen = Signal(object)
    """The path of a recent file."""
    forget_asked = Signal()

    def __init__(self, open_workbook: QAction, open_briefing: QAction, sample: QAction) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons on it scroll it
        page = QWidget()
        page.setProperty("role", "page")
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer.addWidget(inner, 8)
        outer.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(WIDE, 2 * WIDE, WIDE, WIDE)
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(label(text("app.name"), "display"))
        column.addWidget(label(text("start.promise"), "lead", wrap=True))
        column.addSpacing(WIDE)
        cards = QGridLayout()
        cards.setSpacing(12)
        for place, (image, name, action) in enumerate(
            (
                ("file-spreadsheet", "workbook", open_workbook),
                ("folder-open", "briefing", open_briefing),
                ("presentation", "sample", sample),
            )
        ):
            remark = text(f"start.{name}.remark")
            cards.addWidget(_Card(image, text(f"start.{name}"), remark, action), 0, place)
            cards.setColumnStretch(place, 1)
        column.addLayout(cards)
        column.addSpacing(GAP)
        drop = label(text("start.drop"), "small")
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(drop)
        column.addSpacing(SPACE)
        self._recent = frame("card")
        self._rows = QVBoxLayout(self._recent)
        self._rows.setContentsMargins(GAP, GAP, GAP, GAP)
        self._rows.setSpacing(0)
        column.addWidget(self._recent)
        column.addStretch(3)
        self.setWidget(page)

    def show_recent(self, files: Sequence[Path]) -> None:
        """List files that were opened before."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._recent.setVisible(bool(files))
        if not files:
            return
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(GAP, 0, 0, 0)
        line.addWidget(label(text("start.recent"), "label"), 1)
        line.addWidget(button(text("start.forget"), "quiet", self.forget_asked.emit))
        self._rows.addWidget(head)
        for path in files:
            one = _Recent(path)
            one.clicked.connect(lambda _=False, p=path: self.chosen.emit(p))
            self._rows.addWidget(one)
