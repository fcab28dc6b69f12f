"""Build the frozen program with PyInstaller, the same bytes each time on the same machine.

    python .ci/freeze.py [FOLDER]     FOLDER/briefing is made anew; dist/ when none is named

Runs in the environment that `python3 .ci/dev.py freeze` prepares.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Without these the archive of the standard library carries dates and a random order of sets.
SAME_EACH_TIME = {"SOURCE_DATE_EPOCH": "946684800", "PYTHONHASHSEED": "0"}


def freeze(folder: Path) -> Path:
    """Build into a folder and return the program; raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), "--noconfirm"),
                *("--log-level", "WARN", "--distpath", str(folder), "--workpath", work),
            ],
            check=True,
            cwd=ROOT,
            env={**os.environ, **SAME_EACH_TIME},
        )
    return folder / "briefing" / ("briefing.exe" if os.name == "nt" else "briefing")


if __name__ == "__main__":
    print(f"The program: {freeze(Path(*sys.argv[1:2] or [str(ROOT / 'dist')]).resolve())}")
