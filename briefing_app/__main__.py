"""Choose the door: a worker, the window or the command line."""

from __future__ import annotations

import os
import sys

WORKER = "--worker"
_WRONG = 2


def _work() -> int:
    """Serve one task over standard input and output."""
    from briefing_app.excel.workbook_reader import serve_read
    from briefing_app.usecases.render_deck import serve_render
    from briefing_app.worker import serve

    tasks = {"read-workbook": serve_read, "render-deck": serve_render}
    return serve(tasks, sys.stdin.buffer, sys.stdout.buffer)


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


def main() -> int:
    """Run the command line (or, told so by its parent, a worker) and return the exit status."""
    return _work() if sys.argv[1:2] == [WORKER] else _command_line()


def window() -> int:
    """Say that this version has no window; the command line does the work."""
    print(
        "briefing-app: This version has no window yet. Use the command line: briefing --help",
        file=sys.stderr,
    )
    return _WRONG


if __name__ == "__main__":
    sys.exit(main())
