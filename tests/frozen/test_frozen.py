"""The frozen program: no Python on the path, no network, and the same bytes as the source."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app import __version__

ROOT = Path(__file__).resolve().parents[2]
FREEZE = ROOT / ".ci" / "freeze.py"

pytestmark = pytest.mark.needs("freezer")

Frozen = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the frozen program and return it."""
    folder = tmp_path_factory.mktemp("frozen")
    subprocess.run([sys.executable, FREEZE, folder], check=True, capture_output=True)
    return folder / "briefing" / ("briefing.exe" if os.name == "nt" else "briefing")


def without_network() -> list[str]:
    """Return what starts a program in a network of its own without any way out, if we may."""
    attempt = shutil.which("unshare") and subprocess.run(
        ["unshare", "-rn", "true"], check=False, capture_output=True
    )
    return ["unshare", "-rn"] if attempt and attempt.returncode == 0 else []


@pytest.fixture
def frozen_environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which there is no Python, no display and nothing of the user's."""
    empty = tmp_path / "empty"
    empty.mkdir()
    kept = {"SYSTEMROOT", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"}
    environment = {name: os.environ[name] for name in kept & set(os.environ)}
    return environment | {"PATH": str(empty), "HOME": str(empty)}


@pytest.fixture
def frozen(program: Path, frozen_environment: dict[str, str]) -> Frozen:
    """Return what runs the frozen program in an empty folder, with neither Python nor network."""
    environment, empty = frozen_environment, Path(frozen_environment["HOME"])
    wall = without_network()
    if wall:
        wall[0] = shutil.which(wall[0]) or wall[0]

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*wall, str(program), *map(str, arguments)],
            cwd=empty,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def test_it_says_its_version(frozen: Frozen) -> None:
    answer = frozen("--version")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert __version__ in answer.stdout


def test_it_passes_its_own_check(frozen: Frozen) -> None:
    answer = frozen("--self-check")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "worker process" in answer.stdout


def test_its_sample_is_the_same_bytes_as_that_of_the_source(frozen: Frozen, tmp_path: Path) -> None:
    answer = frozen("demo", "-o", tmp_path / "frozen")
    assert answer.returncode == 0, answer.stderr
    source = [sys.executable, "-P", "-m", "briefing_app", "demo", "-o", str(tmp_path / "source")]
    subprocess.run(source, check=True, capture_output=True)
    made, wanted = tree(tmp_path / "frozen"), tree(tmp_path / "source")
    assert {"client-deck.pptx", "client-deck.pdf", "client-deck/slide-001.png"} <= set(wanted)
    assert made == wanted


def test_a_missing_workbook_is_a_clear_message(frozen: Frozen, tmp_path: Path) -> None:
    answer = frozen("build", tmp_path / "absent.xlsx", "-o", tmp_path / "out.pptx")
    assert answer.returncode == 2
    assert "absent.xlsx" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out.pptx").exists()


def test_the_window_starts_and_says_when_it_can_be_used(
    program: Path, frozen_environment: dict[str, str]
) -> None:
    app = program.with_name(program.name.replace("briefing", "briefing-app"))
    answer = subprocess.run(
        [str(app), "--exit-when-ready"],
        env=frozen_environment | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("first usable frame after ")


@pytest.mark.only("linux")
def test_the_window_needs_a_display(program: Path, frozen_environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [str(program), "app"], env=frozen_environment, check=False, capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert "There is no display here" in answer.stderr


def test_it_carries_nothing_that_talks_to_a_network(program: Path) -> None:
    names = {path.name.lower() for path in program.parent.rglob("*")}
    unwanted = ("qtnetwork", "qt6network", "qtqml", "qt6qml", "qt6quick", "qtdbus.")
    assert {name for name in names if any(word in name for word in unwanted)} == set()
    assert {name for name in names if name.startswith(("_ssl", "libssl", "libcrypto"))} == set()


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.nightly
@pytest.mark.only("linux")
def test_two_builds_are_the_same(program: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, FREEZE, tmp_path], check=True, capture_output=True)
    assert tree(tmp_path / "briefing") == tree(program.parent)
