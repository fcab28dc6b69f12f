"""Starting the window: hooks, theme, language, the first frame; and ending it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QObject,
    QSize,
    Qt,
    QTimer,
    QTranslator,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QFontDatabase, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from briefing_app import __version__
from briefing_app.errors import CallError
from briefing_app.system import paths
from briefing_app.ui import texts
from briefing_app.ui.main_window import FRAME, MainWindow
from briefing_app.ui.preferences import Preferences
from briefing_app.ui.session import Session
from briefing_app.ui.style import theme

_NAME = "Briefing Deck Builder"
_SIZE = QSize(1440, 900)
_QT_TEXTS = {"de": "qtbase_de", "zh": "qtbase_zh_CN"}
"""Qt's own words, such as those of its dialog for files, by our language."""
_XCB = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-xkb1", "libxkbcommon-x11-0")
"""Packages of Debian that a desktop may lack."""


@dataclass(frozen=True, slots=True)
class Start:
    """How the window is started. began: of :func:`time.perf_counter`, in seconds."""

    files: tuple[Path, ...] = ()
    exit_when_ready: bool = False
    began: float = 0.0


def check_display() -> None:
    """Raise CallError where no window can be shown; Qt itself would end the program."""
    if not sys.platform.startswith("linux"):
        return
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if wanted and not wanted.startswith(("xcb", "wayland")):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise CallError(
            "There is no display here: the window cannot be shown.",
            remedy="Start it on a desktop, or use the command line: briefing --help.",
        )
    if wanted.startswith("xcb") or not (wanted or os.environ.get("WAYLAND_DISPLAY")):
        _check_libraries()


def _check_libraries() -> None:
    """Raise CallError where Qt's part for X11 lacks a library: Qt would abort the program."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugin = plugins / "platforms" / "libqxcb.so"
    if not plugin.is_file():
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as problem:
        raise CallError(
            f"The window needs a system library that is not there: {str(problem).split(':')[0]}.",
            remedy=f"Install it; on Debian and Ubuntu: sudo apt-get install {' '.join(_XCB)}. "
            "The command line works without: briefing --help.",
        ) from problem


class _FirstFrame(QObject):
    """Waits until the window was painted once and answers input."""

    def __init__(self, window: MainWindow, start: Start, shown: object) -> None:
        super().__init__(window)
        self._start = start
        self._shown = shown
        self._window = window
        window.centralWidget().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first painting."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._ready)
        return False

    def _ready(self) -> None:
        if callable(self._shown):
            self._shown(time.perf_counter() - self._start.began)


class Desktop(QObject):
    """The running program: one session, and the window that shows it now."""

    fault = Signal(str)
    """A sentence about a fault of the program; from any thread."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._application = application
        self._preferences = preferences
        self._translator = QTranslator(self)
        self._speak(preferences.language)
        theme.apply(application, theme.of_choice(preferences.theme))
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: self._system_theme())
        self.session = Session(preferences)
        self.window = self._made()
        self.fault.connect(self._tell_fault, Qt.ConnectionType.QueuedConnection)

    def _made(self) -> MainWindow:
        window = MainWindow(self.session)
        window.theme_chosen.connect(self.choose_theme)
        window.language_chosen.connect(self.choose_language)
        shape = self._preferences.shape("window")
        if shape.isEmpty() or not window.restoreGeometry(shape):
            room = window.screen().availableGeometry().size()
            window.resize(_SIZE.boundedTo(room - QSize(0, FRAME)))
        return window

    def _speak(self, choice: str) -> None:
        """Have the window and Qt's own dialogs speak a language, "" for the system's."""
        code = choice or texts.system_language()
        texts.speak(code)
        self._application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if code in _QT_TEXTS and self._translator.load(_QT_TEXTS[code], folder):
            self._application.installTranslator(self._translator)

    def choose_theme(self, choice: str) -> None:
        """Have the window light, dark, or as the system is."""
        self._preferences.theme = choice
        theme.apply(self._application, theme.of_choice(choice))

    def _system_theme(self) -> None:
        if self._preferences.theme == theme.SYSTEM:
            theme.apply(self._application, theme.of_choice(theme.SYSTEM))

    def choose_language(self, code: str) -> None:
        """Have the window speak a language: it is made anew, the document stays."""
        self._preferences.language = code
        self._speak(code)
        old = self.window
        shape = old.saveGeometry()
        self.window = self._made()
        self.window.waiting = old.waiting
        self.window.restoreGeometry(shape)
        self.window.show()
        old.dispose()

    def warm_up(self, then: Callable[[], None] = lambda: None) -> None:
        """Start the engine and make ready, part by part between events, what opening a file needs.

        then: what is to be done when that is there. What a person opens meanwhile waits for it.
        """
        from briefing_app.ui.warm_up import load

        modules = load(self.session)
        self.window.waiting = []

        def step() -> None:
            is_loaded = next(modules, self) is self
            if is_loaded and self.window.prepare_working().build(whole=False):
                self.window.go_on()
                then()
                return
            QTimer.singleShot(1, self, step)

        QTimer.singleShot(0, self, step)

    def _tell_fault(self, sentence: str) -> None:
        """Save first, then tell: the work must not be lost with what comes next."""
        self.session.autosave()
        words = f"{sentence} {texts.text('fault.kept')}"
        folder = QUrl.fromLocalFile(str(paths.log_file().parent))
        self.window.notice.show_notice(
            "fault", words, texts.text("fault.log"), lambda: QDesktopServices.openUrl(folder)
        )

    def offer_recovery(self) -> None:
        """Offer what a crash left over."""
        leftovers = self.session.leftovers()
        if not leftovers:
            return
        from briefing_app.store.recovery import discard
        from briefing_app.ui.recovery import RecoveryDialog

        dialog = RecoveryDialog(leftovers, self.window)
        dialog.restore_asked.connect(self.session.restore)
        dialog.discard_asked.connect(discard)
        dialog.open()


def prepare(arguments: Sequence[str]) -> QApplication:
    """Return the application of this process, in our style; raises CallError without a display."""
    check_display()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([*arguments])
    application.setApplicationName(_NAME)
    application.setApplicationVersion(__version__)
    application.setStyle(QStyleFactory.create("Fusion"))
    if not QFontInfo(theme.font()).family() or not QFontDatabase.families():
        for path in sorted((paths.assets_folder() / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
    application.setFont(theme.font())
    application.setWindowIcon(QIcon(str(paths.assets_folder() / "icons" / "app.png")))
    return application


def run(start: Start) -> int:
    """Show the window and return the exit status when it was closed."""
    application = prepare([_NAME])
    desktop = Desktop(application, Preferences())

    def shown(seconds: float) -> None:
        if start.exit_when_ready:
            sys.stdout.write(f"first usable frame after {seconds * 1000:.0f} ms\n")
            sys.stdout.flush()
            application.quit()
            return
        from briefing_app.system import diagnostics

        diagnostics.install_qt_messages()
        diagnostics.install_hooks(paths.log_file(), desktop.fault.emit)
        desktop.warm_up(begin)

    def begin() -> None:
        desktop.window.open_paths(start.files)
        desktop.offer_recovery()

    _FirstFrame(desktop.window, start, shown)
    desktop.window.show()
    try:
        return application.exec()
    finally:
        desktop.session.close()
