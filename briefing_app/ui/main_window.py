"""The main window: menus, toolbar, pages; it ties what a person does to the document and engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing_app.errors import BriefingError
from briefing_app.ui import texts
from briefing_app.ui.actions import MENUS, connect, make_actions, plain
from briefing_app.ui.notice import NoticeBar
from briefing_app.ui.session import Session
from briefing_app.ui.start_page import StartPage
from briefing_app.ui.style import theme
from briefing_app.ui.texts import counted, text
from briefing_app.ui.tool_bar import ToolBar

if TYPE_CHECKING:  # built with the first document: the start page needs none of it
    from briefing_app.ui.export_dialog import ExportDialog
    from briefing_app.ui.working import Working

_TEMPLATES = "*.pptx *.potx"
_WORKBOOKS = "*.xlsx *.xlsm *.xltx *.xls *.xlsb *.ods *.csv *.tsv"
_READABLE = frozenset(_WORKBOOKS.replace("*", "").split())
_LEAST = QSize(900, 560)
FRAME = 40
"""Pixels that a desktop puts around a window, at most: its title bar."""


class MainWindow(QMainWindow):
    """One window with one document."""

    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("main")
        self.session = session
        self._working: Working | None = None
        self.setAcceptDrops(True)
        self._suit(self.screen())
        self.actions_by_name = make_actions(self)
        self._menus()
        self.toolbar = ToolBar(self.actions_by_name)
        self.addToolBar(self.toolbar)
        self.template, self.language = self.toolbar.template, self.toolbar.language
        self._status()
        a = self.actions_by_name
        self.start = StartPage(a["open-workbook"], a["open"], a["sample"])
        self.start.chosen.connect(self.open_path)
        self.start.forget_asked.connect(self._forget_recent)
        self.notice = NoticeBar()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self._connect()
        self._show_state()
        self._show_history()
        self.show_page()

    # ---------------------------------------------------------------------------------- building

    def _menus(self) -> None:
        for name, entries in MENUS:
            menu = self.menuBar().addMenu(text(f"menu.{name}"))
            for entry in entries:
                if not entry:
                    menu.addSeparator()
                elif entry in self.actions_by_name:
                    menu.addAction(self.actions_by_name[entry])
                else:
                    menu.addMenu(self._submenu(entry))
        for action in self.actions_by_name.values():
            self.addAction(action)

    def _submenu(self, name: str) -> QMenu:
        menu = QMenu(text(f"menu.{name}"), self)
        menu.setObjectName(name)
        if name == "recent":
            self.recent_menu = menu
            menu.aboutToShow.connect(self._fill_recent)
            return menu
        group = QActionGroup(self)
        if name == "theme":
            choices = {one: text(f"theme.{one}") for one in theme.CHOICES}
            now, signal = self.session.preferences.theme, self.theme_chosen
        else:
            choices = {"": text("language.system"), **texts.LANGUAGES}
            now, signal = self.session.preferences.language, self.language_chosen
        for choice, said in choices.items():
            action = menu.addAction(said)
            action.setCheckable(True)
            action.setChecked(choice == now)
            action.triggered.connect(lambda _=False, c=choice, s=signal: s.emit(c))
            group.addAction(action)
        return menu

    def _status(self) -> None:
        self.state = QLabel()
        self.counts = QLabel()
        self.work = QProgressBar()
        self.work.setFixedWidth(120)
        self.work.setTextVisible(False)
        self.work.setRange(0, 0)
        self.work.setAccessibleName(text("status.working"))
        self.work.hide()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(12, 2, 12, 2)
        bar.addWidget(self.work)
        bar.addWidget(self.state, 1)
        bar.addPermanentWidget(self.counts)

    def _connect(self) -> None:
        session, document = self.session, self.session.document
        stack = document.stack
        a = self.actions_by_name
        stack.indexChanged.connect(self._show_history)
        connect(
            a,
            {
                "new": self.new,
                "open": self._ask_briefing,
                "open-workbook": self._ask_workbooks,
                "sample": lambda: self._when_ready(session.open_sample),
                "save": self.save,
                "save-as": self.save_as,
                "export": self.export,
                "build": self.build,
                "quit": self.close,
                "undo": stack.undo,
                "redo": stack.redo,
                "keys": self._show_keys,
                "about": self._about,
            },
        )
        document.state_changed.connect(self._show_state)
        document.changed.connect(self._changed)
        session.begun.connect(self._follow_work)
        if session.has_begun:
            self._follow_work()
        self.template.activated.connect(self._template_chosen)
        self.language.activated.connect(self._language_of_deck_chosen)

    @Slot()
    def _follow_work(self) -> None:
        session = self.session
        session.books.changed.connect(self._show_reading)
        session.books.failed.connect(self._not_opened)
        session.deck.updated.connect(self._laid_out)
        session.deck.failed.connect(self._not_laid_out)
        self._show_counts()
        session.engine.lost.connect(self.show_error)

    # ------------------------------------------------------------------------------- what is shown

    def show_page(self) -> None:
        """Show the start page while the briefing is empty, else the page to work on."""
        project = self.session.document.project
        reading = self.session.has_begun and self.session.books.reading
        begun = bool(project.sources or reading or self.session.document.path)
        if begun:
            made = self.prepare_working()
            made.build()
            made.show_all_once()
        if not begun:
            self.start.show_recent(self.session.preferences.recent())
        if self._pages.currentIndex() != int(begun) or self.focusWidget() is None:
            self._pages.setCurrentIndex(int(begun))
            now = self.working
            home = self.start if now is None else now.workspace.sources.tree
            home.setFocus(Qt.FocusReason.OtherFocusReason)
        for name in ("save-as", "find", "add-all", "zoom-in", "zoom-out", "fit", "update",
                     "show-data", "show-findings", "next-panel", "previous-panel"):  # fmt: skip
            self.actions_by_name[name].setEnabled(begun)
        self.toolbar.show_choices(shown=begun)
        self._show_can()

    def prepare_working(self) -> Working:
        """Return what one works with; its parts are made while the start page is still shown."""
        if self._working is None:
            from briefing_app.ui.working import Working

            self._working = Working(self)
            self._pages.addWidget(self._working.workspace)
        return self._working

    @property
    def working(self) -> Working | None:
        """Return what one works with, None while there is only the start page."""
        return self._working if self._pages.currentIndex() == 1 else None

    @Slot(object, str)
    def _changed(self, _project: object, _item: str) -> None:
        self.show_page()
        self._show_choices()
        self._show_can()

    def _show_can(self) -> None:
        document = self.session.document
        begun = self._pages.currentIndex() == 1
        unsaved = document.is_modified or document.path is None
        self.actions_by_name["save"].setEnabled(begun and unsaved)
        items = bool(document.project.items)
        for name in ("build", "export"):
            self.actions_by_name[name].setEnabled(items)

    def _show_choices(self) -> None:
        if not self.session.has_begun:
            return
        project = self.session.document.project
        names = [*self.session.templates]
        chosen = project.template or self.session.default_template
        if chosen not in names:
            names.append(chosen)
        shown = [(Path(one).stem if "/" in one else one, one) for one in names]
        self.template.offer([*shown, (text("toolbar.other-template"), "…")], chosen)
        languages = [(said, code) for code, said in texts.LANGUAGES.items()]
        self.language.offer(languages, project.language)

    @Slot()
    def _show_state(self) -> None:
        document = self.session.document
        self.setWindowTitle(f"{document.name}[*] – {text('app.name')}")
        self.setWindowModified(document.is_modified)
        self._show_can()
        self._show_choices()

    @Slot()
    def _show_history(self) -> None:
        """Say in the menu what is undone and redone next."""
        stack = self.session.document.stack
        for name, can, said in (
            ("undo", stack.canUndo(), stack.undoText()),
            ("redo", stack.canRedo(), stack.redoText()),
        ):
            what = text(f"action.{name}")
            self.actions_by_name[name].setEnabled(can)
            self.actions_by_name[name].setText(f"{what}: {said}" if said else what)

    @Slot()
    def _show_reading(self) -> None:
        self.show_page()
        reading = self.session.books.reading
        self.work.setVisible(bool(reading))
        if reading:
            one = reading[0]
            self.work.setRange(0, one.total)
            self.work.setValue(one.done)
            self.state.setText(text("status.reading", name=one.name))
        else:
            self.state.setText("")
        self._offer_update()

    def _offer_update(self) -> None:
        changed = self.session.books.changed_sources
        if not changed:
            self.notice.hide_notice("changed")
            return
        names = ", ".join(source.name for source in changed)
        self.notice.show_notice(
            "changed",
            text("notice.changed", names=names),
            text("notice.update"),
            self._update_changed,
        )

    @Slot()
    def _update_changed(self) -> None:
        for source in self.session.books.changed_sources:
            self.session.books.update(source.key)

    @Slot()
    def _laid_out(self) -> None:
        self._tried_template = ""
        self._show_counts()

    def _show_counts(self) -> None:
        deck = self.session.deck
        slides = counted("status.slides", len(deck.slides)) if deck.slides else ""
        self.counts.setText(slides)

    @Slot(object)
    def _not_opened(self, problem: BriefingError) -> None:
        self.show_error(problem, "error.open")

    @Slot(object)
    def _not_laid_out(self, problem: BriefingError) -> None:
        self.show_error(problem, "error.layout")
        tried, self._tried_template = self._tried_template, ""
        if tried and self.session.document.project.template == tried:
            self.session.document.stack.undo()  # what is chosen is what the slides show

    @Slot(object)
    def show_error(self, problem: BriefingError, what: str = "") -> None:
        """Show an error. what: key of the text that says what was tried, or ""."""
        from briefing_app.ui.error_dialog import ErrorDialog

        shown = self.findChildren(ErrorDialog)
        if all(one.problem.what != problem.what or not one.isVisible() for one in shown):
            ErrorDialog(problem, text(what) if what else "", self).open()

    waiting: list[Callable[[], None]] | None = None
    """What is done once everything is made ready; None while nothing is being made ready."""

    def go_on(self) -> None:
        """Do what was asked for while everything was made ready."""
        waiting, self.waiting = self.waiting or [], None
        for work in waiting:
            work()

    def _when_ready(self, work: Callable[[], None]) -> None:
        """Do something now, or after what it needs was made ready in pieces: at once it stalls."""
        if self.waiting is None:
            work()
        else:
            self.waiting.append(work)

    # ------------------------------------------------------------------------------------- files

    def new(self) -> None:
        """Begin an empty briefing."""
        self._unless_unsaved(self.session.begin)

    def _ask_briefing(self) -> None:
        kinds = (
            f"{text('files.all')} (*.briefing {_WORKBOOKS});;{text('files.briefing')} (*.briefing)"
        )
        chosen, _ = QFileDialog.getOpenFileName(
            self, text("files.open"), self.session.preferences.folder, kinds
        )
        if chosen:
            self.open_path(Path(chosen))

    def _ask_workbooks(self) -> None:
        kinds = f"{text('files.workbooks')} ({_WORKBOOKS})"
        chosen, _ = QFileDialog.getOpenFileNames(
            self, text("files.open-workbook"), self.session.preferences.folder, kinds
        )
        if chosen:
            self.open_paths([Path(one) for one in chosen])

    def open_path(self, path: Path) -> None:
        """Open a briefing or a workbook."""
        self.open_paths([path])

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files: a briefing in place of the one that is open, workbooks into it."""
        if paths:
            self.session.preferences.folder = str(paths[0].absolute().parent)
        for path in paths:
            if path.suffix.lower() == ".briefing":
                opens = partial(self._open_briefing, path)
                self._when_ready(partial(self._unless_unsaved, opens))
                return
        self._when_ready(lambda: self.session.open_workbooks(paths))

    def _open_briefing(self, path: Path) -> None:
        try:
            self.session.open_briefing(path)
        except BriefingError as problem:
            self.show_error(problem, "error.open")

    def save(self) -> bool:
        """Save; ask for a name where there is none. Return whether it was saved."""
        path = self.session.document.path
        return self.save_as() if path is None else self.save_to(path)

    def save_as(self) -> bool:
        """Ask for a name and save under it."""
        folder = Path(self.session.preferences.folder or str(Path.home()))
        proposed = folder / f"{self.session.document.name}.briefing"
        chosen, _ = QFileDialog.getSaveFileName(
            self, text("files.save"), str(proposed), f"{text('files.briefing')} (*.briefing)"
        )
        if not chosen:
            return False
        path = Path(chosen)
        return self.save_to(path if path.suffix == ".briefing" else path.with_suffix(".briefing"))

    def save_to(self, path: Path) -> bool:
        """Save under a name; say what is wrong where that fails."""
        try:
            self.session.save(path)
        except BriefingError as problem:
            self.show_error(problem, "error.save")
            return False
        return True

    def _unless_unsaved(self, then: object) -> None:
        """Go on when nothing is lost by it, else ask first."""
        if not callable(then):
            return
        if not self.session.document.is_modified:
            then()
            return
        buttons = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            text("app.name"),
            text("unsaved.what", name=self.session.document.name),
            buttons.Save | buttons.Discard | buttons.Cancel,
            self,
        )
        box.setObjectName("unsaved")
        box.setInformativeText(text("unsaved.remark"))
        for button, name in (
            (buttons.Save, "save"),
            (buttons.Discard, "discard"),
            (buttons.Cancel, "cancel"),
        ):
            box.button(button).setText(text(f"unsaved.{name}"))
            box.button(button).setIcon(QIcon())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def decided(chosen: int) -> None:
            if chosen == buttons.Discard or (chosen == buttons.Save and self.save()):
                then()

        box.finished.connect(decided)
        box.open()

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self.session.preferences.recent():
            action = self.recent_menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, p=path: self.open_path(p))
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(text("menu.recent.none")).setEnabled(False)

    def _forget_recent(self) -> None:
        self.session.preferences.forget_recent()
        self.start.show_recent(())

    # ------------------------------------------------------------------------------------- deck

    def _template_chosen(self, place: int) -> None:
        name = str(self.template.itemData(place))
        if name == "…":
            chosen, _ = QFileDialog.getOpenFileName(
                self,
                text("files.template"),
                self.session.preferences.folder,
                f"{text('files.templates')} ({_TEMPLATES})",
            )
            name = Path(chosen).as_posix() if chosen else ""
        if name:
            from briefing_app.model import edits

            self._tried_template = name
            self.session.document.apply(edits.set_template(self.session.document.project, name))
        self._show_choices()

    _tried_template = ""
    """The template that was chosen last and is not known to do."""

    def _language_of_deck_chosen(self, place: int) -> None:
        from briefing_app.model import edits

        code = str(self.language.itemData(place))
        self.session.document.apply(edits.set_language(self.session.document.project, code))

    def export(self) -> None:
        """Ask what to export, and do it."""
        self._export_dialog().open()

    def build(self) -> None:
        """Export the deck at once, where it went last or beside the briefing."""
        dialog = self._export_dialog()
        dialog.open()
        if self.session.built_once:
            dialog.start()

    def _export_dialog(self) -> ExportDialog:
        from briefing_app.ui.export_dialog import ExportDialog

        dialog = ExportDialog(
            self.session.engine, self.session.export_target(), self.session.deck.findings, self
        )
        dialog.exported.connect(lambda _files: self.session.note_export(dialog.target))
        dialog.failed.connect(lambda problem: self.show_error(problem, "error.export"))
        return dialog

    # --------------------------------------------------------------------------------------- rest

    def _show_keys(self) -> None:
        lines = [
            f"{a.shortcut().toString()}\t{plain(a.text())}"
            for a in self.actions_by_name.values()
            if not a.shortcut().isEmpty()
        ]
        self._tell(text("keys.title"), "\n".join(lines))

    def _about(self) -> None:
        from briefing_app import __version__

        self._tell(text("about.title"), text("about.what", version=__version__))

    def _tell(self, title: str, words: str) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, title, words, QMessageBox.StandardButton.Close, self
        )
        close = box.button(QMessageBox.StandardButton.Close)
        close.setText(text("error.close"))
        close.setIcon(QIcon())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot(QScreen)
    def _suit(self, screen: QScreen) -> None:
        """Be no larger than a screen at least: at 200 % a small one has few of our pixels."""
        room = screen.availableGeometry().size() - QSize(0, FRAME)
        self.setMinimumSize(_LEAST.boundedTo(room))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow to other screens from now on."""
        super().showEvent(event)
        self.windowHandle().screenChanged.connect(self._suit, Qt.ConnectionType.UniqueConnection)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be opened."""
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open files that were dropped."""
        paths = _files_of(event)
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.open_paths(paths))

    def dispose(self) -> None:
        """Go for good, leaving the session to another window."""
        self.hide()
        if self.session.has_begun:
            asked = ("picture", "item", "sheet", "cells", "kinds", "kind-picture")
            self.session.engine.abandon(*asked)
        self.deleteLater()

    _closing = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what was not saved, keep the window's shape, and go."""
        if self.session.document.is_modified and not self._closing:
            event.ignore()
            self._unless_unsaved(self.close_for_good)
            return
        shapes = [("window", self.saveGeometry())]
        if self._working is not None:
            shapes += [*self._working.workspace.shapes()]
        self.session.preferences.keep_shapes(shapes)
        super().closeEvent(event)

    def close_for_good(self) -> None:
        """Close without asking."""
        self._closing = True
        self.close()


def _files_of(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _READABLE | {".briefing"}]
