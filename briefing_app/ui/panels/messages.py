"""The key messages of a slide: a card for each, to be written, added, moved and removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from briefing_app.model.project import OwnMessage
from briefing_app.ui.panels.text_fields import GrowingText
from briefing_app.ui.parts import button, icon_button, label, row
from briefing_app.ui.texts import text

_SMALL = QSize(14, 14)


class _Card(QFrame):
    """One message: heading, text, and what can be done with it."""

    changed = Signal(int, str, str)
    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._number = number
        name = text("message.number", number=number + 1)
        self.heading = QLineEdit()
        self.heading.setObjectName(f"message-{number + 1}-heading")
        self.heading.setPlaceholderText(text("message.heading"))
        self.heading.setAccessibleName(f"{name}: {text('message.heading')}")
        self.words = GrowingText(f"{name}: {text('message.text')}", least=2)
        self.words.setObjectName(f"message-{number + 1}-text")
        self.words.setPlaceholderText(text("message.text"))
        self.up = icon_button("arrow-up", text("message.up"), lambda: self._move(-1))
        self.down = icon_button("arrow-down", text("message.down"), lambda: self._move(1))
        self.gone = icon_button(
            "trash-2", text("message.remove"), lambda: self.removed.emit(self._number)
        )
        head = row(gap=0)
        head.addWidget(label(name, "label"), 1)
        for one in (self.up, self.down, self.gone):
            one.setFixedSize(24, 24)
            one.setIconSize(_SMALL)
            head.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.heading)
        layout.addWidget(self.words)
        self.heading.textEdited.connect(lambda _: self._say())
        self.words.edited.connect(lambda _: self._say())

    def _say(self) -> None:
        words = self.words.toPlainText().replace("\n", " ")
        self.changed.emit(self._number, self.heading.text(), words)

    def _move(self, by: int) -> None:
        self.moved.emit(self._number, by)

    def show_message(self, message: OwnMessage, count: int) -> None:
        """Show a message. count: of all of them."""
        if self.heading.text() != message[0]:
            self.heading.setText(message[0])
        self.words.show_text(message[1])
        self.up.setEnabled(self._number > 0)
        self.down.setEnabled(self._number < count - 1)


class MessagesField(QWidget):
    """All messages of an item."""

    changed = Signal(int, str, str)
    """Number from 0, heading, text."""
    moved = Signal(int, int)
    """Number from 0, and by how much."""
    removed = Signal(int)
    add_asked = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messages")
        self._cards: list[_Card] = []
        self.reset = icon_button("rotate-ccw", text("inspector.reset"), self.reset_asked.emit)
        self.reset.setFixedSize(24, 24)
        self.reset.setIconSize(_SMALL)
        self.add = button(text("message.add"), "quiet", self.add_asked.emit, "plus")
        self.add.setObjectName("add-message")
        head = row(gap=4)
        head.addWidget(label(text("inspector.messages"), "label"), 1)
        head.addWidget(self.reset)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addLayout(head)
        self._layout.addWidget(self.add)

    @property
    def cards(self) -> tuple[_Card, ...]:
        """Return the cards of the messages that are shown."""
        return tuple(card for card in self._cards if not card.isHidden())

    def show_messages(self, messages: Sequence[OwnMessage], *, own: bool) -> None:
        """Show messages. own: they are a person's, and can be given back."""
        while len(self._cards) < len(messages):
            card = _Card(len(self._cards))
            card.changed.connect(self.changed)
            card.moved.connect(self.moved)
            card.removed.connect(self.removed)
            self._layout.insertWidget(self._layout.count() - 1, card)
            self._cards.append(card)
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(messages))
            if number < len(messages):
                card.show_message(messages[number], len(messages))
        self.reset.setVisible(own)
