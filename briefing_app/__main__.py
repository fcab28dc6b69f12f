"""Choose the door: a worker, the window with its engine, or the command line."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from briefing_app.progress import Progress

WORKER, ENGINE, WINDOW = "--worker", "--engine", "app"
_WRONG = 2
_BEGAN = time.perf_counter()


def _work() -> NoReturn:
    """Serve one task over standard input and output."""
    from briefing_app.usecases.render_deck import DRAW_TASK, serve_drawing, serve_render
    from briefing_app.worker import JsonObject, serve

    def serve_read(request: JsonObject, progress: Progress) -> JsonObject:
        from briefing_app.excel import workbook_reader

        return workbook_reader.serve_read(request, progress)

    tasks = {"read-workbook": serve_read, "render-deck": serve_render, DRAW_TASK: serve_drawing}
    status = serve(tasks, sys.stdin.buffer, sys.stdout.buffer)
    sys.stderr.flush()
    os._exit(status)  # at once: to take apart what a deck was read into takes 0.1 s, for nobody


def _speak_unicode() -> None:
    """Print any character, whatever the console's code page: JSON is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _command_line() -> int:
    from briefing_app.cli import main as command_line
    from briefing_app.system import diagnostics, paths

    _speak_unicode()
    diagnostics.install_hooks(paths.log_file())
    try:
        status = command_line(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _WRONG
    except BrokenPipeError:
        # Whoever read our output has had enough (`briefing tables … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _WRONG
    except Exception:  # noqa: BLE001 - a bug: the hook logs it; status 1 would mean findings
        sys.excepthook(*sys.exc_info())
        return _WRONG
    return status


def _engine() -> int:
    """Answer the window that started this process, over standard input and output."""
    from briefing_app.system import diagnostics, paths
    from briefing_app.usecases.engine import serve_engine

    diagnostics.install_hooks(paths.log_file(), lambda _sentence: None)
    try:
        return serve_engine(sys.stdin.buffer, sys.stdout.buffer)
    except Exception:  # noqa: BLE001 - a bug: the hook logs it, and the window starts another one
        sys.excepthook(*sys.exc_info())
        os._exit(_WRONG)  # at once: a thread still waits for the window


_WINDOW_HELP = """usage: briefing app [FILE ...] [--exit-when-ready]

FILE: briefings and workbooks to open
--exit-when-ready: say how long the first usable frame took, and end"""


def _show_window(arguments: Sequence[str]) -> int:
    """Show the window; without a display, or with a wrong call, say what to do."""
    from pathlib import Path

    if {"-h", "--help"} & set(arguments):
        print(_WINDOW_HELP)
        return 0
    leaves = "--exit-when-ready" in arguments
    unknown = [one for one in arguments if one.startswith("-") and one != "--exit-when-ready"]
    if unknown:
        print(f"briefing app: {unknown[0]} is not known. {_WINDOW_HELP}", file=sys.stderr)
        return _WRONG
    files = tuple(Path(one) for one in arguments if not one.startswith("-"))
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LC_CTYPE"] = "C.UTF-8"  # Qt would say on standard error that it takes this
    from briefing_app.errors import BriefingError

    try:
        from briefing_app.ui.application import Start, run
    except ImportError as problem:
        # Qt's window part needs libraries of the system that its painting does not.
        print(f"briefing: The window needs a library that is missing: {problem}.", file=sys.stderr)
        return _WRONG
    try:
        return run(Start(files, leaves, _BEGAN))
    except BriefingError as problem:
        print(f"briefing: {problem}", file=sys.stderr)
        return _WRONG


_DOORS: dict[str, Callable[[], int]] = {
    WORKER: _work,
    ENGINE: _engine,
    WINDOW: lambda: _show_window(sys.argv[2:]),
}


def main() -> int:
    """Run the door that the first argument names, else the command line; return the exit status."""
    return _DOORS.get((sys.argv[1:2] or [""])[0], _command_line)()


def window() -> int:
    """Show the window: what `briefing-app` runs. It is also the program of its own processes."""
    if sys.argv[1:2] in ([WORKER], [ENGINE]):
        return main()
    return _show_window(sys.argv[1:])


if __name__ == "__main__":
    # The frozen folder has two programs of the same parts; the window is the one of that name.
    named = sys.argv[0].replace("\\", "/").rpartition("/")[2]
    sys.exit(window() if named.startswith("briefing-app") else main())
