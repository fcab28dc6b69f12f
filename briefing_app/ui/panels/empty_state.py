"""What a panel says when it has nothing to show: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefing_app.ui.parts import label
from briefing_app.ui.style import theme
from briefing_app.ui.style.icons import pixmap
from briefing_app.ui.style.tokens import GAP, WIDE

_ICON = 36


class EmptyState(QWidget):
    """An icon, a sentence, a remark, and buttons for what can be done."""

    def __init__(self, image: str, title: str, remark: str, *buttons: QPushButton) -> None:
        super().__init__()
        self._image = image
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._drawn = ""
        self.title = label(title, "lead", wrap=True)
        self.remark = label(remark, "quiet", wrap=True)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        layout.setSpacing(GAP)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        for text in (self.title, self.remark):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        layout.addSpacing(GAP)
        for one in buttons:
            layout.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the icon where there is no room for it beside the words."""
        super().resizeEvent(event)
        wide = self.width() - 2 * WIDE
        words = sum(
            max(one.heightForWidth(wide), one.sizeHint().height() if one.isVisible() else 0)
            for one in (self.title, self.remark)
        )
        self._picture.setVisible(self.height() >= words + _ICON + 2 * WIDE + 3 * GAP)
        narrow = WIDE if self._picture.isVisibleTo(self) else GAP
        self._column.setContentsMargins(WIDE, narrow, WIDE, narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Have the icon in the theme's colour."""
        colour = theme.current().edge
        if colour != self._drawn:
            self._drawn = colour
            made = pixmap(self._image, colour, _ICON, self.devicePixelRatioF())
            self._picture.setPixmap(made)
        super().paintEvent(event)
