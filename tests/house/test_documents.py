"""What the documents say is so: commands exist, links lead somewhere, no machine is named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(?:sh|bash|console|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"^\s*(?:\$ )?(?P<program>python3 \.ci/dev\.py|py \.ci\\dev\.py|briefing) +"
    r"(?P<verb>[\w-]+)",
    re.MULTILINE,
)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)")


@pytest.fixture(scope="session")
def documents(files: list[Path]) -> list[Path]:
    """Return every document of the project."""
    return [path for path in files if path.suffix == ".md"]


def commands(text: str) -> set[tuple[str, str]]:
    """Return program and verb of the commands in the blocks of a document."""
    found = (one for block in BLOCK.findall(text) for one in COMMAND.finditer(block))
    return {(one["program"], one["verb"]) for one in found}


def known_verbs(command: list[str]) -> set[str]:
    """Return the words that a program's help shows."""
    answer = subprocess.run([*command, "--help"], check=True, capture_output=True, text=True)
    return set(re.findall(r"--?[\w-]+|\w+", answer.stdout))


def test_every_command_of_the_readme_exists(root: Path) -> None:
    found = commands((root / "README.md").read_text("utf-8"))
    verbs = {
        "briefing": known_verbs([sys.executable, "-P", "-m", "briefing_app"]),
        "python3 .ci/dev.py": known_verbs([sys.executable, str(root / ".ci/dev.py")]),
    }
    verbs["py .ci\\dev.py"] = verbs["python3 .ci/dev.py"]
    assert {("python3 .ci/dev.py", "demo"), ("python3 .ci/dev.py", "test")} <= found
    assert {(program, verb) for program, verb in found if verb not in verbs[program]} == set()


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else(root: Path) -> None:
    script = (root / ".ci/run").read_text("utf-8")
    lines = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec python3 .ci/dev.py test"]


def test_every_link_leads_somewhere(documents: list[Path]) -> None:
    broken = [
        f"{path.name}: {target}"
        for path in documents
        for target in LINK.findall(path.read_text("utf-8"))
        if "://" not in target
        and not target.startswith(("#", "mailto:"))
        and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert documents
    assert broken == []


def test_every_decision_is_listed(root: Path) -> None:
    decisions = sorted((root / "docs/adr").glob("[0-9]*.md"))
    overview = (root / "docs/adr/README.md").read_text("utf-8")
    assert decisions
    assert [path.name for path in decisions if f"]({path.name})" not in overview] == []


MACHINE = re.compile(r"(?<![\w.~-])(?:/home/\w|/Users/\w|/root/|/tmp/|[A-Z]:\\Users\\)")


def machine_paths(text: str, checkout: Path) -> list[str]:
    """Return the lines that name a folder of somebody's machine."""
    folder = checkout.parent.as_posix() + "/"
    return [
        line
        for line in text.splitlines()
        if MACHINE.search(line) or (len(folder) > 2 and folder in line)
    ]


def test_no_folder_of_a_machine_is_named(files: list[Path], root: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in files:
        content = path.read_bytes()
        if b"\0" not in content and path != Path(__file__):
            found[str(path)] = machine_paths(content.decode("utf-8"), root)
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_folder_of_a_machine_is_seen() -> None:
    checkout = Path("/srv/build/deck")
    for line in ("see /home/anna/x", "/tmp/out", r"C:\Users\anna", "open /srv/build/notes"):  # noqa: S108
        assert machine_paths(line, checkout) == [line]
    assert machine_paths("ppt/tmp/x and https://example.org/home/x", checkout) == []
