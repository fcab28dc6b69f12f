"""Fields of the inspector: a text that may be one's own or the workbook's, with a way back."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from briefing_app.ui.parts import icon_button, label, row
from briefing_app.ui.texts import text

_AROUND = 8
"""Pixels between the text and the edge of its field, with the document's margin."""


class GrowingText(QPlainTextEdit):
    """A field that is as high as its text, between two limits. A return leaves the field."""

    edited = Signal(str)
    """The text, after a person changed it."""

    def __init__(self, name: str, *, least: int = 1, most: int = 8) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._least, self._most = least, most
        self._quiet = False
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self._changed)
        # The briefing has one history, for all; a field must not have another.
        self.setUndoRedoEnabled(False)

    def show_text(self, shown: str) -> None:
        """Show a text that nobody typed here; the caret stays where it is."""
        if shown == self.toPlainText():
            return
        self._quiet = True
        place = self.textCursor().position()
        self.setPlainText(shown)
        caret = self.textCursor()
        caret.setPosition(min(place, len(shown)))
        self.setTextCursor(caret)
        self._quiet = False
        self._fit()

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit(self.toPlainText().replace("\n", " "))
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        pitch = QFontMetrics(self.font()).lineSpacing()
        block, text_height = self.document().begin(), 0.0
        while block.isValid():
            text_height += self.blockBoundingRect(block).height()
            block = block.next()
        wanted = max(self._least * pitch, min(self._most * pitch, text_height))
        high = math.ceil(wanted) + 2 * _AROUND
        if high != self.height():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew: another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window: Qt's field takes their keys and does nothing."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and any(
                map(event.matches, (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
            )
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the field at a return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose nothing any more."""
        caret = self.textCursor()
        caret.clearSelection()
        self.setTextCursor(caret)
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        """Return a width that leaves the panel its own."""
        return QSize(160, self.height())


class OwnTextField(QWidget):
    """A field with its name, and a button that gives the workbook's text back."""

    edited = Signal(str)
    reset_asked = Signal()

    def __init__(self, name: str, *, least: int = 1, role: str = "") -> None:
        super().__init__()
        self._title = label(name, "label")
        self.field = GrowingText(name, least=least)
        self.field.setObjectName(role or "own-text")
        if role:
            self.field.setProperty("role", role)
        self._title.setBuddy(self.field)
        self.reset: QToolButton = icon_button("rotate-ccw", text("inspector.reset"))
        self.reset.setObjectName("reset")
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.reset.setFixedSize(24, 24)
        self.reset.setIconSize(QSize(14, 14))
        self.reset.hide()
        head = row(gap=4)
        head.addWidget(self._title, 1)
        head.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.field)
        self._hint = label(text("inspector.braces"), "small", wrap=True)
        self._hint.setContentsMargins(0, 4, 0, 0)
        self._hint.hide()
        layout.addWidget(self._hint)
        self.field.textChanged.connect(self._show_hint)
        self.field.edited.connect(self.edited)
        self.reset.clicked.connect(lambda _=False: self.reset_asked.emit())

    def _show_hint(self) -> None:
        """Say what braces are, where there are any."""
        self._hint.setVisible("{" in self.field.toPlainText())

    def show_text(self, shown: str, *, own: bool) -> None:
        """Show a text. own: it is a person's, and can be given back."""
        self.field.show_text(shown)
        self.reset.setVisible(own)
