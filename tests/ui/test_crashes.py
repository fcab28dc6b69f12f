"""What a crash costs: nothing. Of the program, of its engine, of a slot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from briefing_app.model import edits
from briefing_app.store.recovery import leftovers
from briefing_app.system.paths import recovery_folder
from briefing_app.ui.application import Desktop
from briefing_app.ui.engine_client import EngineClient
from briefing_app.ui.recovery import RecoveryDialog
from tests.ui.conftest import SAMPLE, Person
from tests.ui.test_errors import met

WORKING = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from briefing_app.model import edits
from briefing_app.ui.application import Desktop, prepare
from briefing_app.ui.preferences import Preferences
application = prepare(["crash"])
desktop = Desktop(application, Preferences(Path(sys.argv[2])))
desktop.window.show()
session = desktop.session
session.open_workbooks([Path(sys.argv[1])])
def work():
    if not session.document.project.sources:
        return
    timer.stop()
    session.document.apply(edits.set_title(session.document.project, "Not saved yet"))
    session.autosave()
    session._keeper.keep(None, session.document.project)
    QTimer.singleShot(700, lambda: print("ready", flush=True))
timer = QTimer(); timer.timeout.connect(work); timer.start(50)
application.exec()
"""


def test_a_killed_program_loses_nothing(
    make_desktop: Callable[[], Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = make_desktop()  # sets the home folder that the other process has, too
    command = [sys.executable, "-P", "-c", WORKING, str(SAMPLE), str(tmp_path / "other.ini")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        other.kill()
    person = Person(qtbot, desktop)
    desktop.offer_recovery()
    dialog = person.dialog("recovery", RecoveryDialog)
    assert dialog.list.count() == 1
    dialog.restore.click()
    person.settle()
    assert person.project.title == "Not saved yet"
    assert [source.name for source in person.project.sources] == [SAMPLE.name]
    assert desktop.window.isWindowModified()
    desktop.session.close()
    assert leftovers(recovery_folder()) == ()


def test_what_is_not_wanted_is_discarded(
    make_desktop: Callable[[], Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = make_desktop()
    command = [sys.executable, "-P", "-c", WORKING, str(SAMPLE), str(tmp_path / "other.ini")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    desktop.offer_recovery()
    dialog = Person(qtbot, desktop).dialog("recovery", RecoveryDialog)
    dialog.discard.click()
    assert leftovers(recovery_folder()) == ()


def test_an_engine_that_dies_is_started_again(person: Person) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    titles, engine = person.titles(), person.desktop.session.engine
    before = engine.process_id
    os.kill(before, signal.SIGKILL)
    deadline = time.monotonic() + 20
    person.wait(lambda: engine.process_id not in (0, before) or time.monotonic() > deadline)
    project = person.project
    person.desktop.session.document.apply(edits.set_title(project, "After the crash"))
    person.settle()
    person.wait(lambda: "After the crash" in person.titles())
    assert person.titles()[1:] == titles[1:]


def test_a_fault_in_a_slot_is_told_and_the_work_is_kept(person: Person) -> None:
    person.open(SAMPLE)
    person.desktop.fault.emit("A fault in the program: ValueError.")
    notice = person.desktop.window.notice
    person.wait(notice.isVisible)
    assert "ValueError" in notice.words.text()
    person.wait(lambda: any(recovery_folder().glob("*.json")))


def _is_another(engine: EngineClient, before: int) -> bool:
    return engine.process_id != before


def test_an_engine_that_dies_again_and_again_is_given_up(person: Person) -> None:
    person.open(SAMPLE)
    engine = person.desktop.session.engine
    for _ in range(3):
        before = engine.process_id
        assert before, "it runs"
        os.kill(before, signal.SIGKILL)
        person.wait(partial(_is_another, engine, before))
    problem = met(person)
    assert problem.code == "worker"
    assert engine.process_id == 0
    session = person.desktop.session
    session.document.apply(edits.set_title(person.project, "Still here"))
    person.wait(lambda: engine.process_id)  # who goes on working has another one
