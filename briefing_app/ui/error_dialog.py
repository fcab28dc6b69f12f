"""An error as a person meets it: what happened, where, what to do; details to copy."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefing_app import __version__
from briefing_app.errors import BriefingError
from briefing_app.ui.parts import button, frame, label, row
from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import GAP, SPACE, WIDE
from briefing_app.ui.texts import text


def details_of(problem: BriefingError) -> str:
    """Return an error as text for a message to whoever helps."""
    facts = [f"Briefing Deck Builder {__version__}", f"[{problem.code}] {problem.what}"]
    return "\n".join([*facts, str(problem.place), problem.remedy])


class ErrorDialog(QDialog):
    """Shows one error. title: what was tried, "" for nothing that a person did."""

    def __init__(
        self, problem: BriefingError, title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("error")
        self.setWindowTitle(title or text("error.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(460)
        self.problem = problem
        picture = QLabel()
        pixmap = icon("circle-alert", "negative").pixmap(QSize(28, 28), self.devicePixelRatioF())
        picture.setPixmap(pixmap)
        self.what = label(problem.what, "lead", wrap=True)
        self.place = label(str(problem.place), "quiet", wrap=True)
        self.place.setVisible(bool(str(problem.place)))
        self.remedy = label(problem.remedy, wrap=True)
        for one in (self.what, self.place, self.remedy):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts = QVBoxLayout()
        texts.setSpacing(GAP)
        texts.addWidget(self.what)
        texts.addWidget(self.place)
        texts.addSpacing(GAP)
        texts.addWidget(label(text("error.remedy"), "label"))
        texts.addWidget(self.remedy)
        texts.addStretch(1)
        body = QHBoxLayout()
        body.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        body.setSpacing(SPACE)
        body.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(texts, 1)
        self.copy = button(text("error.copy"), "quiet", self._copy, "copy")
        self.close_button = button(text("error.close"), "primary", self.accept)
        self.close_button.setDefault(True)
        foot = frame("foot")
        line = row()
        line.setContentsMargins(SPACE, 12, SPACE, 12)
        line.addWidget(self.copy)
        line.addStretch(1)
        line.addWidget(self.close_button)
        foot.setLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(foot)
        self.setTabOrder(self.close_button, self.copy)
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(details_of(self.problem))
        self.copy.setText(f" {text('error.copied')}")
