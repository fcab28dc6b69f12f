"""Export: where to, in which formats; progress by slide with cancel; and then the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing_app.errors import BriefingError
from briefing_app.model.finding import Finding, Severity
from briefing_app.ui.engine_client import EngineClient, Request
from briefing_app.ui.live_deck import findings_of
from briefing_app.ui.parts import button, frame, label, row
from briefing_app.ui.style.icons import icon
from briefing_app.ui.style.tokens import GAP, SPACE, WIDE
from briefing_app.ui.texts import counted, text
from briefing_app.usecases.engine_frames import Frame

FORMATS = ("pptx", "pdf", "png")


def with_ending(path: Path, formats: Sequence[str]) -> Path:
    """Return where an export goes: named for the first of its formats; PNG alone: a folder.

    A path without a name stays as it is.
    """
    if not path.name:
        return path
    bare = path.with_suffix("") if path.suffix.lower().lstrip(".") in FORMATS else path
    first = next((one for one in FORMATS if one in formats), "pptx")
    return bare if first == "png" else bare.with_name(f"{bare.name}.{first}")


class ExportDialog(QDialog):
    """Asks, shows progress, and says what was written. target: proposed file, without ending."""

    exported = Signal(object)
    """The files that were written, as paths."""
    failed = Signal(object)

    def __init__(
        self,
        engine: EngineClient,
        target: Path,
        findings: Sequence[Finding],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(text("export.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self._engine = engine
        self._number = 0
        self._files: tuple[Path, ...] = ()
        self._pages = QStackedWidget()
        for page in (self._choice(target, findings), self._progress(), self._result()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._formats_changed()

    # ----------------------------------------------------------------------------------- pages

    def _choice(self, target: Path, findings: Sequence[Finding]) -> QWidget:
        self.boxes = {name: QCheckBox(text(f"export.{name}")) for name in FORMATS}
        self.boxes["pptx"].setChecked(True)
        for name, box in self.boxes.items():
            box.setObjectName(f"export-{name}")
            box.toggled.connect(self._formats_changed)
        self.clean = QCheckBox(text("export.clean"))
        self.clean.setObjectName("export-clean")
        self.path = QLineEdit(str(target))
        self.path.setObjectName("export-path")
        self.path.setAccessibleName(text("export.path"))
        self.path.textChanged.connect(self._formats_changed)
        place = row()
        place.addWidget(self.path, 1)
        place.addWidget(button(text("export.browse"), "", self._browse))
        body = QVBoxLayout()
        body.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        body.setSpacing(GAP)
        body.addWidget(label(text("export.formats"), "label"))
        for box in self.boxes.values():
            body.addWidget(box)
        body.addSpacing(GAP)
        body.addWidget(label(text("export.path"), "label"))
        body.addLayout(place)
        self.says = label("", "small", wrap=True)
        body.addWidget(self.says)
        body.addSpacing(GAP)
        body.addWidget(self.clean)
        body.addWidget(label(text("export.clean.remark"), "small", wrap=True))
        grave = [one for one in findings if one.severity is not Severity.INFO]
        if grave:
            warns = row()
            picture = QLabel()
            role = "negative" if any(f.severity is Severity.ERROR for f in grave) else "caution"
            picture.setPixmap(icon("triangle-alert", role).pixmap(QSize(18, 18)))
            warns.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            warns.addWidget(label(counted("export.findings", len(grave)), wrap=True), 1)
            body.addSpacing(GAP)
            body.addLayout(warns)
        self.go = button(text("export.go"), "primary", self.start, "file-down")
        self.go.setObjectName("export-go")
        self.go.setDefault(True)
        return _page(body, button(text("export.cancel"), "", self.reject), self.go)

    def _progress(self) -> QWidget:
        self.step = label(text("export.building"), "lead")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(text("export.progress"))
        self.count = label("", "small")
        body = QVBoxLayout()
        body.setContentsMargins(WIDE, 2 * WIDE, WIDE, WIDE)
        body.setSpacing(12)
        for widget in (self.step, self.bar, self.count):
            body.addWidget(widget)
        body.addStretch(1)
        self.stop = button(text("export.stop"), "", self._cancel)
        self.stop.setObjectName("export-stop")
        return _page(body, self.stop)

    def _result(self) -> QWidget:
        head = row(gap=12)
        picture = QLabel()
        picture.setPixmap(icon("circle-check", "positive").pixmap(QSize(28, 28)))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.outcome = label("", "lead", wrap=True)
        head.addWidget(self.outcome, 1)
        self.files = label("", "quiet", wrap=True)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body = QVBoxLayout()
        body.setContentsMargins(WIDE, 2 * WIDE, WIDE, WIDE)
        body.setSpacing(GAP)
        body.addLayout(head)
        body.addWidget(self.files)
        body.addStretch(1)
        self.open_button = button(text("export.open"), "primary", self._open, "external-link")
        self.folder_button = button(text("export.folder"), "", self._show_folder, "folder")
        closes = button(text("export.close"), "", self.accept)
        return _page(body, closes, self.folder_button, self.open_button)

    # ---------------------------------------------------------------------------------- choosing

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the formats that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    @property
    def target(self) -> Path:
        """Return the file, or for PNG alone the folder, that is written."""
        return with_ending(Path(self.path.text().strip()).expanduser(), self.formats)

    def _formats_changed(self) -> None:
        named = bool(self.target.name)
        self.go.setEnabled(bool(self.formats) and named)
        if not self.formats:
            self.says.setText(text("export.no-format"))
        elif not named:
            self.says.setText(text("export.no-path"))
        else:
            there = self.target.exists() and self.target.is_file()
            self.says.setText(text("export.replaces", name=self.target.name) if there else "")

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, text("export.title"), self.path.text())
        if chosen:
            self.path.setText(str(with_ending(Path(chosen), ()).with_suffix("")))

    # ------------------------------------------------------------------------------- exporting

    def start(self) -> None:
        """Begin to export."""
        self._pages.setCurrentIndex(1)
        self.bar.setRange(0, 0)
        self.stop.setFocus()
        self._number = self._engine.ask(
            Request(
                "export",
                {
                    "output": str(self.target.absolute()),
                    "formats": ",".join(self.formats),
                    "clean": self.clean.isChecked(),
                },
                self._finished,
                self._broken,
                self._told,
            )
        )

    def _told(self, what: str, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(text("export.painting" if "paint" in what.lower() else "export.building"))
        self.count.setText(text("export.slide", done=min(done + 1, total), total=total))

    def _cancel(self) -> None:
        self._engine.cancel(self._number)
        self._number = 0
        self._pages.setCurrentIndex(0)
        self.go.setFocus()

    def _broken(self, problem: BriefingError) -> None:
        self._number = 0
        self._pages.setCurrentIndex(0)
        self.failed.emit(problem)

    def _finished(self, answer: Frame) -> None:
        self._number = 0
        files = cast(list[str], answer.header["files"])
        slides = cast(int, answer.header["slides"])
        self._files = tuple(Path(one) for one in files)
        grave = [f for f in findings_of(answer.header["findings"]) if f.severity is Severity.ERROR]
        said = counted("export.done", slides)
        self.outcome.setText(
            said if not grave else f"{said} {counted('export.errors', len(grave))}"
        )
        shown = [str(one) for one in self._files[:3]]
        more = [text("export.more", count=len(self._files) - 3)] if len(self._files) > 3 else []
        self.files.setText("\n".join([*shown, *more]))
        self._pages.setCurrentIndex(2)
        self.open_button.setFocus()
        self.exported.emit(self._files)

    def _open(self) -> None:
        if self._files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._files[0])))
        self.accept()

    def _show_folder(self) -> None:
        if self._files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._files[0].parent)))
        self.accept()

    @property
    def page(self) -> str:
        """Return which page is shown: ``choice``, ``progress`` or ``result``."""
        return ("choice", "progress", "result")[self._pages.currentIndex()]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work when the dialog goes."""
        if self._number:
            self._engine.cancel(self._number)
        super().closeEvent(event)

    def reject(self) -> None:
        """Stop the work when the dialog is given up."""
        if self._number:
            self._cancel()
            return
        super().reject()


def _page(body: QVBoxLayout, *buttons: QWidget) -> QWidget:
    """Return a page: what is in it above, buttons below."""
    page = QWidget()
    foot = frame("foot")
    line = row()
    line.setContentsMargins(SPACE, 12, SPACE, 12)
    line.addStretch(1)
    for one in buttons:
        line.addWidget(one)
    foot.setLayout(line)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addLayout(body, 1)
    layout.addWidget(foot)
    return page
