"""A bar above the page for what a person may want to do, and need not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from briefing_app.ui.parts import button, icon_button, label
from briefing_app.ui.style.icons import icon
from briefing_app.ui.texts import text


class NoticeBar(QFrame):
    """Shows one notice at a time, until it is taken up or closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("role", "notice")
        self._name = ""
        self._closed: set[tuple[str, str]] = set()
        self._do: Callable[[], object] = lambda: None
        picture = QLabel()
        picture.setPixmap(icon("refresh-cw", "on_soft").pixmap(QSize(18, 18)))
        self.words = label("", wrap=True)
        self.action = button("", "", self._take_up)
        self.action.setObjectName("notice-action")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(picture)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.action)
        layout.addWidget(icon_button("x", text("notice.close"), self._close))
        self.hide()

    def show_notice(self, name: str, words: str, does: str, do: Callable[[], object]) -> None:
        """Show a notice, unless just this one was closed. name: of its kind."""
        if (name, words) in self._closed:
            return
        self._name, self._do = name, do
        self.words.setText(words)
        self.action.setText(does)
        self.show()

    def hide_notice(self, name: str) -> None:
        """Take a notice away: it is not true any more."""
        self._closed = {one for one in self._closed if one[0] != name}
        if self._name == name:
            self.hide()

    def _take_up(self) -> None:
        self.hide()
        self._do()

    def _close(self) -> None:
        self._closed.add((self._name, self.words.text()))
        self.hide()
