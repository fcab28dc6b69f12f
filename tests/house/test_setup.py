"""Setting up: the locks are whole and name no machine, and what is done once is not done again."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?P<rest>.*)$", re.MULTILINE)


def pins(root: Path, lock: str) -> dict[str, str]:
    """Return name and version of each package in a lock."""
    text = (root / ".ci/lock" / lock).read_text("utf-8")
    return {pin["name"]: pin["version"] for pin in PIN.finditer(text)}


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt", "lock.txt"])
def test_a_lock_has_only_pins_and_hashes(root: Path, lock: str) -> None:
    entries = (root / ".ci/lock" / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    assert entries
    entry = re.compile(r"[a-z0-9-]+==[^ ]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in entries if not entry.fullmatch(line.strip())] == []


def test_the_lock_to_run_is_a_part_of_the_lock_to_develop(root: Path) -> None:
    run, dev = pins(root, "run.txt"), pins(root, "dev.txt")
    assert run.items() <= dev.items()
    assert {"pyinstaller", "pytest", "ruff"} <= dev.keys() - run.keys()


def test_the_lock_holds_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [re.split(r"[=<>]", one)[0].lower() for one in project["dependencies"]]
    assert set(asked) <= pins(root, "run.txt").keys()
    extras = [
        re.split(r"[=<>]", one)[0].lower()
        for group in project["optional-dependencies"].values()
        for one in group
    ]
    assert set(extras) <= pins(root, "dev.txt").keys()


def test_qt_is_pinned_to_the_release_that_loses_no_reference(root: Path) -> None:
    run = pins(root, "run.txt")
    assert (run["pyside6-essentials"], run["shiboken6"]) == ("6.10.3", "6.10.3")


def test_packages_of_other_systems_are_in_the_lock(root: Path) -> None:
    text = (root / ".ci/lock/dev.txt").read_text("utf-8")
    for name, system in (("colorama", "win32"), ("pefile", "win32"), ("macholib", "darwin")):
        assert re.search(rf"^{name}==\S+ ; sys_platform == '{system}'", text, re.MULTILINE)


def run_in_ci(root: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program that can import the modules of .ci."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=root / ".ci",
        check=False,
        capture_output=True,
        text=True,
    )


STAMPS = """
import sys; sys.path.insert(0, "")
from pathlib import Path
import environment
folder = Path(sys.argv[1])
environment.ROOT, environment.LOCKS, environment.FOLDER = folder, folder, folder
environment.STAMP, environment.PYTHON = folder / "stamp", Path(sys.executable)
done = []
environment._pip = lambda *arguments: done.append(arguments[-1])
def steps(kind):
    done.clear(); environment.prepare(kind); return len(done)
for name in ("run.txt", "dev.txt", "pyproject.toml"):
    (folder / name).write_text("a==1\\n")
found = [steps("run"), steps("run"), steps("dev"), steps("dev"), steps("run")]
(folder / "run.txt").write_text("a==2\\n")
found += [steps("dev"), steps("run")]
(folder / "dev.txt").write_text("a==2\\n")
found += [steps("run"), steps("dev"), steps("dev")]
print(found)
"""


def test_what_was_set_up_is_not_set_up_again_until_it_changes(root: Path, tmp_path: Path) -> None:
    answer = run_in_ci(root, STAMPS, str(tmp_path))
    assert answer.stdout.splitlines()[-1:] == ["[2, 0, 2, 0, 0, 0, 0, 2, 2, 0]"], answer.stderr


FETCH = """
import sys; sys.path.insert(0, "")
from pathlib import Path
import environment
environment.PIP_URL, environment.PIP_SHA256 = sys.argv[1], sys.argv[2]
environment._run = lambda command: print("ran", *map(str, command[1:3]))
try:
    environment._create_without_ensurepip()
except environment.Missing as problem:
    print("missing", problem)
"""


def test_a_pip_that_is_not_the_one_we_know_is_never_run(root: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "pip.whl"
    wheel.write_bytes(b"a wheel")
    known = hashlib.sha256(b"a wheel").hexdigest()
    assert "ran -m venv" in run_in_ci(root, FETCH, wheel.as_uri(), known).stdout
    refused = run_in_ci(root, FETCH, wheel.as_uri(), "0" * 64).stdout
    assert "ran" not in refused.replace("was run", "")
    assert "nothing was run" in refused
    absent = run_in_ci(root, FETCH, (tmp_path / "absent.whl").as_uri(), known).stdout
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in absent
