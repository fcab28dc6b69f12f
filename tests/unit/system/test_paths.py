"""Paths: shipped files in a checkout, a wheel and frozen; the user's files by platform."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import briefing_app
from briefing_app.system import paths

PACKAGE = Path(briefing_app.__file__).parent


def test_in_a_checkout_shipped_files_lie_beside_the_package() -> None:
    assert paths.assets_folder() == PACKAGE.parent / "assets"
    assert paths.templates_folder() == PACKAGE.parent / "templates"


def test_in_a_wheel_shipped_files_lie_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.assets_folder() == tmp_path / "assets"
    assert paths.templates_folder() == tmp_path / "templates"


def test_frozen_shipped_files_lie_in_the_unpacked_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.templates_folder() == tmp_path / "templates"


@pytest.mark.parametrize("program", ["briefing", "briefing-app"])
def test_frozen_workers_are_the_console_program(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))
    assert paths.program_command() == (str(tmp_path / "briefing"),)


def test_the_program_starts_again_from_any_folder_and_trusts_none(tmp_path: Path) -> None:
    (tmp_path / "briefing_app.py").write_text("raise SystemExit('impostor')\n")
    answer = subprocess.run(
        [*paths.program_command(), "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert briefing_app.__version__ in answer.stdout


@pytest.mark.parametrize("find", [paths.log_file, paths.settings_file, paths.policy_file])
def test_the_users_files_carry_the_name_of_the_program(find: object) -> None:
    assert callable(find)
    found = find()
    assert found.is_absolute()
    assert "briefing-deck-builder" in found.parts


@pytest.mark.only("linux")
def test_a_user_can_move_the_settings_but_not_the_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    assert paths.settings_file().is_relative_to(tmp_path)
    assert not paths.policy_file().is_relative_to(tmp_path)


def test_importing_the_module_looks_nothing_up() -> None:
    program = "import sys, briefing_app.system.paths;sys.exit('platformdirs' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
