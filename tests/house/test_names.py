"""Names say what is in a file; none is a drawer, none hides a standard module."""

from __future__ import annotations

import sys
from pathlib import Path

DRAWERS = frozenset(
    "utils util helpers helper misc common base core manager handler processor tools".split()
)


def faults(names: list[str]) -> list[str]:
    """Return the module names that are drawers or hide a standard module."""
    standard = sys.stdlib_module_names - {"__main__"}
    return [
        name
        for name in names
        if name in standard or DRAWERS & set(name.lower().replace("-", "_").split("_"))
    ]


def test_every_name_says_what_is_inside(programs: list[Path], root: Path) -> None:
    names = [path.relative_to(root).with_suffix("").parts for path in programs]
    assert len(names) > 20
    assert faults(sorted({step for parts in names for step in parts})) == []


def test_a_bad_name_is_seen() -> None:
    bad = ["utils", "chart_helpers", "logging", "json", "CoreThings", "base"]
    assert faults([*bad, "files", "worker", "__main__", "conftest"]) == [
        name for name in bad if name != "CoreThings"
    ]


def test_every_room_is_a_package_and_says_what_it_is_for(root: Path) -> None:
    package = root / "briefing_app"
    rooms = {path.parent for path in package.rglob("*.py")}
    without = [
        str(room.relative_to(root))
        for room in sorted(rooms)
        if not (room / "__init__.py").is_file()
        or not (room / "__init__.py").read_text("utf-8").startswith('"""')
    ]
    assert without == []
