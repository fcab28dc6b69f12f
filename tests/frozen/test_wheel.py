"""The wheel carries what we ship, and works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefing_app import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and return it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_it_is_named_for_the_one_version(wheel: Path) -> None:
    assert wheel.name == f"briefing_deck_builder-{__version__}-py3-none-any.whl"


def test_unpacked_anywhere_it_passes_its_own_check(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    assert [name for name in names if name.endswith("client-16x9.pptx")] == [
        "briefing_app/templates/client-16x9.pptx"
    ]
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "from briefing_app.system.paths import assets_folder; print(assets_folder());"
        "from briefing_app.__main__ import main; sys.exit(main())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), "--self-check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.startswith(str(tmp_path / "briefing_app" / "assets"))
