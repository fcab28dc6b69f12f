"""The walls hold: forbidden imports planted in a copy of the tree are caught, each of them.

import-linter holds the floors and the rooms of most libraries. It sees a library as one node and
knows nothing of the standard library; the rules here hold the rest.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Each library belongs to rooms; one that is not named here is allowed to nobody.
LIBRARIES = {
    "charset_normalizer": {"excel"},
    "lxml": {"ooxml", "charts"},
    "openpyxl": {"excel"},
    "platformdirs": {"system"},
    "pptx": {"deck"},
    "pypdf": {"render"},
    "python_calamine": {"excel"},
    "uniseg": {"typeset"},
    "PySide6.QtCore": {"render", "system", "ui"},
    "PySide6.QtGui": {"render", "ui"},
    "PySide6.QtSvg": {"ui"},
    "PySide6.QtWidgets": {"ui"},
}
NETWORK = frozenset(
    "asyncio ftplib http imaplib multiprocessing nntplib poplib select selectors smtplib socket "
    "socketserver ssl telnetlib urllib webbrowser wsgiref xmlrpc concurrent".split()
)
UNSAFE = frozenset("pickle shelve marshal dbm cPickle _pickle".split())
CLOCKS = frozenset("time datetime random locale secrets uuid".split())
ENGINE = frozenset("model ooxml typeset charts excel story facts deck".split())
ALLOWED = {("time", "worker"), ("datetime", "model"), ("datetime", "excel"), ("uuid", "deck")}


def imported(text: str) -> Iterator[str]:
    """Yield the modules that a program imports, at its top or in a function."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and (
            getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        ) in {"__import__", "import_module"}:
            yield "__import__"


def faults(room: str, text: str) -> list[str]:
    """Return the imports of a program that its room may not have."""
    return [name for name in imported(text) if not _is_allowed(room, name)]


def _is_allowed(room: str, name: str) -> bool:
    top = name.partition(".")[0]
    if name == "__import__" or top in NETWORK | UNSAFE:
        return False
    if top in CLOCKS:
        return room not in ENGINE or (top, room) in ALLOWED
    if top in sys.stdlib_module_names or top == "briefing_app":
        return True
    return any(
        (name == library or name.startswith(f"{library}.") or library.startswith(f"{name}."))
        and room in rooms
        for library, rooms in LIBRARIES.items()
    )


def room_of(path: Path, package: Path) -> str:
    """Return the room of a file: its folder, or its own name at the top of the package."""
    return path.relative_to(package).with_suffix("").parts[0]


def test_no_room_imports_what_it_may_not(root: Path) -> None:
    package = root / "briefing_app"
    programs = sorted(package.rglob("*.py"))
    assert len(programs) > 20
    found = {
        str(path): faults(room_of(path, package), path.read_text("utf-8")) for path in programs
    }
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("deck", "from PySide6.QtWidgets import QLabel"),
        ("system", "from PySide6 import QtGui"),
        ("render", "from PySide6 import QtWidgets"),
        ("render", "from PySide6.QtNetwork import QNetworkAccessManager"),
        ("render", "import PySide6.QtSvg"),
        ("usecases", "from PySide6.QtWidgets import QWidget"),
        ("ui", "from PySide6 import QtNetwork"),
        ("ui", "import webbrowser"),
        ("ui", "import lxml"),
        ("deck", "import pypdf"),
        ("system", "import PySide6.QtNetwork"),
        ("model", "def f():\n    import socket"),
        ("excel", "import urllib.request"),
        ("worker", "import pickle"),
        ("files", "from multiprocessing import Pool"),
        ("story", "from datetime import datetime"),
        ("charts", "import random"),
        ("deck", "import locale"),
        ("cli", "import openpyxl"),
        ("usecases", "import pandas"),
        ("excel", "__import__('socket')"),
        ("excel", "import importlib\nimportlib.import_module('socket')"),
        ("model", "if True:\n    from lxml.etree import fromstring"),
    ],
)
def test_what_a_room_may_not_have_is_seen(room: str, line: str) -> None:
    assert faults(room, f"import json\nfrom briefing_app.errors import Place\n{line}\n")


def test_what_a_room_may_have_is_left_alone() -> None:
    assert faults("deck", "import re\nfrom pptx.util import Emu\nimport pptx.slide") == []
    assert faults("system", "from PySide6.QtCore import qWarning") == []
    assert faults("render", "from PySide6.QtGui import QPainter\nimport pypdf.generic") == []


PLANTS = (
    ("model/planted.py", "import pptx", "pptx (l.1)"),
    ("model/clever.py", "import briefing_app.files", "briefing_app.files (l.1)"),
    ("deck/planted.py", "import briefing_app.excel", "briefing_app.excel (l.1)"),
    ("excel/planted.py", "import briefing_app.usecases", "briefing_app.usecases (l.1)"),
    ("typeset/planted.py", "import briefing_app.ooxml", "briefing_app.ooxml (l.1)"),
    ("charts/planted.py", "import openpyxl", "openpyxl (l.1)"),
    ("deck/lazy.py", "def f():\n    import PySide6", "PySide6 (l.2)"),
    ("render/planted.py", "import briefing_app.deck", "briefing_app.deck (l.1)"),
    ("usecases/pages.py", "import pypdf", "pypdf (l.1)"),
    ("story/planted.py", "import lxml.etree", "lxml (l.1)"),
    ("store/planted.py", "import briefing_app.excel", "briefing_app.excel (l.1)"),
    ("deck/stored.py", "import briefing_app.store", "briefing_app.store (l.1)"),
    ("policy/planted.py", "import briefing_app.system", "briefing_app.system (l.1)"),
    ("usecases/planted.py", "def f():\n    from briefing_app import cli", "briefing_app.cli (l.2)"),
    ("ooxml/planted.py", "import platformdirs", "platformdirs (l.1)"),
    ("deck/breaks.py", "import uniseg", "uniseg (l.1)"),
    ("usecases/seen.py", "import briefing_app.ui", "briefing_app.ui (l.1)"),
    ("ui/planted.py", "import briefing_app.cli", "briefing_app.cli (l.1)"),
    ("usecases/widgets.py", "import PySide6", "PySide6 (l.1)"),
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a tree, as the gate does."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            f"import sys; sys.path.insert(0, ''); {program}",
            "--no-cache",
        ],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env=None,
    )


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package and of what describes its walls."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(root / "pyproject.toml", folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "briefing_app", folder / "briefing_app", ignore=ignored)
    return folder


def test_every_planted_import_is_caught_and_without_them_the_walls_stand(copy: Path) -> None:
    sound = lint_imports(copy)
    assert sound.returncode == 0, sound.stdout
    for name, line, _ in PLANTS:
        target = copy / "briefing_app" / name
        target.parent.mkdir(exist_ok=True)
        (target.parent / "__init__.py").touch()
        target.write_text(f"{line}\n", encoding="utf-8")
    broken = lint_imports(copy)
    assert broken.returncode == 1
    told = " ".join(broken.stdout.split())
    expected = [
        f"briefing_app.{name.removesuffix('.py').replace('/', '.')} -> {seen}"
        for name, _, seen in PLANTS
    ]
    assert [link for link in expected if link not in told] == []


def test_a_module_that_stands_on_no_floor_is_caught(copy: Path) -> None:
    stray = copy / "briefing_app" / "drawer.py"
    stray.touch()
    broken = lint_imports(copy)
    stray.unlink()
    assert broken.returncode == 1
    assert "drawer" in broken.stdout
