"""What the tests of the house look at: the files of the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = frozenset({"node_modules", "__pycache__", "build", "dist", "out"})
SHOWN_FOLDERS = frozenset({".ci", ".github"})


def _ours(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in SHOWN_FOLDERS
        if path.is_dir() and not hidden and path.name not in NOT_OURS:
            found += _ours(path) if not path.name.endswith(".egg-info") else []
        elif path.is_file() and (not hidden or path.name == ".gitignore"):
            found.append(path)
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def files(root: Path) -> list[Path]:
    """Return every file of the project."""
    return _ours(root)


@pytest.fixture(scope="session")
def programs(files: list[Path]) -> list[Path]:
    """Return every Python file of the project."""
    return [path for path in files if path.suffix in {".py", ".spec"}]
