"""Diagnostics: what nobody caught is in the log, told once, and the report names no client."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_app import __version__
from briefing_app.errors import FileDamaged
from briefing_app.system import diagnostics
from briefing_app.system.diagnostics import install_hooks, install_qt_messages, report


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Return a log file that all hooks write to until the test is over."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    root = logging.getLogger()
    handlers, level, loud = list(root.handlers), root.level, logging.raiseExceptions
    path = tmp_path / "logs" / "briefing.log"
    yield path
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for handler in [one for one in root.handlers if one not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = loud


def raised(problem: BaseException) -> BaseException:
    """Return the exception with a traceback."""
    with pytest.raises(type(problem)) as caught:
        raise problem
    return caught.value


def test_what_nobody_caught_is_logged_and_told_in_one_sentence(log: Path) -> None:
    told: list[str] = []
    install_hooks(log, told.append)
    problem = raised(ValueError("a cell of Acme Ltd"))
    sys.excepthook(type(problem), problem, problem.__traceback__)
    assert told == [f"A fault in the program: ValueError. The details are in {log}."]
    text = log.read_text()
    assert "CRITICAL" in text
    assert "ValueError: a cell of Acme Ltd" in text
    assert "in raised" in text


def test_a_thread_that_fails_is_logged_and_told(log: Path) -> None:
    told: list[str] = []
    install_hooks(log, told.append)

    def fail() -> None:
        raise LookupError("in the thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert len(told) == 1
    assert "LookupError: in the thread" in log.read_text()


def test_a_finaliser_that_fails_is_logged_and_not_told(log: Path) -> None:
    class Broken:
        def __del__(self) -> None:
            raise RuntimeError("in the finaliser")

    told: list[str] = []
    install_hooks(log, told.append)
    broken = Broken()
    del broken
    assert told == []
    assert "RuntimeError: in the finaliser" in log.read_text()


def test_an_interrupt_from_the_keyboard_is_no_fault(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    install_hooks(log, told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert log.read_text() == ""


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, log: Path) -> None:
    (tmp_path / "file").touch()
    told: list[str] = []
    install_hooks(tmp_path / "file" / "briefing.log", told.append)
    logging.getLogger("briefing_app").error("goes nowhere")
    problem = raised(ValueError("x"))
    sys.excepthook(ValueError, problem, None)
    assert len(told) == 1
    assert not log.exists()


def test_the_log_rotates_and_installing_again_does_not_write_twice(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnostics, "_LARGEST_LOG", 500)
    install_hooks(log)
    install_hooks(log)
    logging.getLogger("briefing_app").info("only once")
    assert log.read_text().count("only once") == 1
    for number in range(100):
        logging.getLogger("briefing_app").info("line %d", number)
    assert len(list(log.parent.iterdir())) == 4
    assert all(path.stat().st_size <= 500 for path in log.parent.iterdir())


def test_in_a_process_of_its_own_nothing_but_the_sentence_is_printed(log: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from briefing_app.system.diagnostics import install_hooks;"
        "install_hooks(Path(sys.argv[1])); 1 // 0"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(log)], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == (
        f"A fault in the program: ZeroDivisionError. The details are in {log}.\n"
    )
    assert "Traceback" in log.read_text()


def test_the_hooks_do_not_bring_qt_along(log: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from briefing_app.system.diagnostics import install_hooks, report;"
        "install_hooks(Path(sys.argv[1])); report(Path(sys.argv[1]));"
        "sys.exit('PySide6' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program, str(log)], check=False)
    assert answer.returncode == 0


@pytest.mark.needs("qt")
def test_what_qt_says_is_logged(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from PySide6.QtCore import qInstallMessageHandler, qWarning

    install_hooks(log)
    install_qt_messages()
    try:
        qWarning("a word from Qt")
    finally:
        qInstallMessageHandler(None)
    assert "WARNING qt" in log.read_text()
    assert "a word from Qt" in log.read_text()
    assert capfd.readouterr().err == ""


def test_the_report_names_versions_and_no_client(log: Path) -> None:
    install_hooks(log, lambda _sentence: None)
    ours = logging.getLogger("briefing_app.excel")
    ours.warning("reading %s of %s", "/srv/acme/Acme Ltd.xlsx", "'Revenue Acme'")
    ours.error("worker: ValueError: Acme is not a number")
    ours.error('worker:   File "/srv/acme/briefing_app/excel/units.py", line 7, in unit_of')
    for problem in (
        raised(ValueError("Acme\nAcme: 1\n  Acme")),
        raised(KeyError("Acme")),
        raised(FileNotFoundError(2, "No such file", "/srv/acme/Acme.xlsx")),
        raised(FileDamaged("Acme.", remedy="Acme.")),
    ):
        ours.error("Acme", exc_info=problem)
    text = report(log)
    assert "acme" not in text.lower()
    assert f"Briefing Deck Builder {__version__}" in text
    assert "openpyxl" in text
    assert "ERROR briefing_app.excel: worker: ValueError (left out)" in text
    assert 'File "briefing_app/excel/units.py", line 7, in unit_of' in text
    assert "FileNotFoundError (left out)" in text
    assert "briefing_app.errors.FileDamaged (left out)" in text
    assert "Traceback (most recent call last):" in text


def test_without_a_log_there_is_still_a_report(tmp_path: Path) -> None:
    assert "(there is none)" in report(tmp_path / "absent.log")
