"""What is made ready after the first frame: all that opening a file needs, in parts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app.ui.workspace import Workspace
from tests.ui.conftest import Person

OPENING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from briefing_app.ui.application import Desktop, prepare
from briefing_app.ui.preferences import Preferences
application = prepare(["start"])
desktop = Desktop(application, Preferences(Path(sys.argv[1])))
desktop.window.show()
turns = []
timer = QTimer(); timer.timeout.connect(lambda: turns.append(1)); timer.start(0)
def warm():
    ready = set(sys.modules)
    desktop.window.prepare_working().build()
    desktop.session.engine, desktop.session.autosave()
    late = sorted(one for one in set(sys.modules) - ready if one.startswith("briefing_app"))
    print(len(turns) > 20, bool(desktop.session.engine.process_id), late, flush=True)
    desktop.session.close()
    application.quit()
desktop.warm_up(warm)
application.exec()
"""


def test_all_is_there_when_the_first_file_is_opened(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    command = [sys.executable, "-P", "-c", OPENING, str(tmp_path / "window.ini")]
    made = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **home}
    )
    assert made.stdout == "True True []\n", made.stderr


def test_a_file_that_is_opened_meanwhile_waits_and_the_page_is_made_in_pieces(
    person: Person, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[bool, bool]] = []
    build = Workspace.build

    def noted(space: Workspace, *, whole: bool = True) -> bool:
        done = build(space, whole=whole)
        made.append((whole, done))
        return done

    monkeypatch.setattr(Workspace, "build", noted)
    window = person.desktop.window
    person.desktop.warm_up()
    window.open_path(workbook)
    assert window.working is None, "nothing is made at once"
    person.desktop.choose_language("de")
    person.wait(lambda: person.project.sources)
    person.settle()
    pieces = made[: [done for _, done in made].index(True) + 1]
    assert len(pieces) > 3
    assert not any(whole for whole, _ in pieces)
    assert person.working.workspace.add_all.isVisible()
    person.do("sample")
    person.wait(lambda: len(person.project.sources) == 2)
