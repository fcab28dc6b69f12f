"""What is made ready after the first frame: all that opening a file needs, in parts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
