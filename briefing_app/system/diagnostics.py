"""Diagnostics: the one door for the unexpected, and the report that a user can send.

What nobody caught, in any thread, in a finaliser or in Qt, is written to the user's log file and
told in one sentence. The log stays on the user's machine and may name files; the report leaves
it and holds no word of a client.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import platform
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from briefing_app import __version__

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

_log = logging.getLogger(__name__)
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LARGEST_LOG = 1 << 20
_OLD_LOGS = 3
_REPORTED_LINES = 400
_LIBRARIES = (
    "lxml",
    "openpyxl",
    "pillow",
    "platformdirs",
    "pyside6-essentials",
    "python-pptx",
    "uniseg",
)

Teller = Callable[[str], None]
"""Called with a sentence for the user."""


def _to_standard_error(sentence: str) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        sys.stderr.write(f"{sentence}\n")


def install_hooks(log_path: Path, tell: Teller = _to_standard_error) -> None:
    """Send all that is logged, and all that nobody catches, to a log file that rotates.

    tell: called with one sentence when an exception reached the top of a thread. When the log
    cannot be written the program goes on without it. Installing again replaces log and hooks.
    Qt's messages have a hook of their own, :func:`install_qt_messages`.
    """
    logging.raiseExceptions = False  # a full disk must not add a second fault to the first
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _LogFile | logging.NullHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(_log_file(log_path))
    root.setLevel(logging.INFO)

    def on_exception(
        kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        _note("nobody caught", kind, problem, trace)
        tell(f"A fault in the program: {kind.__name__}. The details are in {log_path}.")

    def on_thread_exception(facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None and not issubclass(facts.exc_type, SystemExit):
            on_exception(facts.exc_type, facts.exc_value, facts.exc_traceback)

    def on_unraisable(facts: sys.UnraisableHookArgs) -> None:
        if facts.exc_value is not None:
            _note("a finaliser failed", facts.exc_type, facts.exc_value, facts.exc_traceback)

    sys.excepthook = on_exception
    threading.excepthook = on_thread_exception
    sys.unraisablehook = on_unraisable


class _LogFile(logging.handlers.RotatingFileHandler):
    """Our log file, told apart from the handlers of others."""


def _log_file(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(
            path, maxBytes=_LARGEST_LOG, backupCount=_OLD_LOGS, encoding="utf-8", errors="replace"
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler


def _note(
    what: str,
    kind: type[BaseException],
    problem: BaseException,
    trace: TracebackType | None,
) -> None:
    _log.critical("%s", what, exc_info=(kind, problem, trace))


def install_qt_messages() -> None:
    """Send what Qt prints to the log; imports Qt, so only the window and the renderer call it."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: PLC0415

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        source = logging.getLogger(f"qt.{context.category}")
        source.log(levels.get(kind, logging.WARNING), "%s", text)

    qInstallMessageHandler(on_message)


def report(log_path: Path) -> str:
    """Return a text about this program, this machine and the end of the log, free of client data.

    Of the log only time, level, logger, frames of our code and kinds of exceptions are kept; all
    messages and other paths are left out, since they may repeat what a file or its name says.
    """
    return "\n".join((*_versions(), "", "The end of the log:", *_last_lines(log_path), ""))


def _versions() -> list[str]:
    from importlib import metadata  # noqa: PLC0415 - only a report needs it

    lines = [
        f"Briefing Deck Builder {__version__}",
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"frozen: {'yes' if getattr(sys, 'frozen', False) else 'no'}",
    ]
    for name in _LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            lines.append(f"{name} {metadata.version(name)}")
    return lines


def _last_lines(log_path: Path) -> list[str]:
    try:
        text = log_path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ["(there is none)"]
    return [_without_client_data(line) for line in text.splitlines()[-_REPORTED_LINES:]]


_HEADER = re.compile(r"(\d{4}-\d\d-\d\d [\d:,]+ [A-Z]+ [\w.]+: )(.*)")
_FRAME = re.compile(r'(?P<indent>.*?)File "(?P<path>[^"]*)", line (?P<line>\d+), in (?P<name>\S+)')
_OURS = re.compile(r"(?:briefing_app|site-packages|PySide6|lib/python[\d.]+)/.*")
_EXCEPTION = re.compile(  # by its usual name, so that a line of a message cannot pass for one
    r"((?:worker: )?(?:[a-z_]\w*\.)*(?:(?<=briefing_app\.errors\.)[A-Z]\w*"
    r"|[A-Z]\w*(?:Error|Exception|Group|Interrupt|Exit|Iteration|Warning)))(?:: .*)?"
)
_KNOWN_LINES = (
    "Traceback (most recent call last):",
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_LEFT_OUT = "(left out)"


def _without_client_data(line: str) -> str:
    """Return what of a log line is ours to send: its head, the frames, the kinds of exceptions."""
    head, text = "", line
    if found := _HEADER.fullmatch(line):
        head, text = found.groups()
    return head + _ours_of(text)


def _ours_of(text: str) -> str:
    bare = text.removeprefix("worker: ")
    if not bare.strip(" ^~") or bare in _KNOWN_LINES:
        return text
    if frame := _FRAME.fullmatch(text):
        ours = _OURS.search(frame["path"].replace("\\", "/"))
        path = ours.group() if ours else _LEFT_OUT
        return f'{frame["indent"]}File "{path}", line {frame["line"]}, in {frame["name"]}'
    if exception := _EXCEPTION.fullmatch(text):
        return f"{exception.group(1)} {_LEFT_OUT}"
    return _LEFT_OUT
