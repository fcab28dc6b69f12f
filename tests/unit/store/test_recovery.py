"""What is kept of open briefings, and what is offered after a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_app.errors import OutputError
from briefing_app.model.project import Project
from briefing_app.store.recovery import Autosave, Leftover, autosave_name, discard, leftovers

PROJECT = Project(title="Kept")
_OTHER_PROCESS = """
import os, sys
from pathlib import Path
from briefing_app.model.project import Project
from briefing_app.store.recovery import Autosave
kept = Autosave(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
kept.save(Project(title=sys.argv[3]))
print("saved", flush=True)
sys.stdin.read()
"""


def start(folder: Path, document: str, title: str) -> subprocess.Popen[str]:
    """Start a process that has a document open, and wait until it has kept it."""
    process = subprocess.Popen(
        [sys.executable, "-c", _OTHER_PROCESS, str(folder), document, title],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "saved\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_clean_close_leaves_nothing(tmp_path: Path) -> None:
    kept = Autosave(tmp_path, None)
    kept.save(PROJECT)
    kept.close()
    kept.close()
    assert [*tmp_path.iterdir()] == []
    assert leftovers(tmp_path) == ()


def test_what_is_open_is_not_offered(tmp_path: Path) -> None:
    kept = Autosave(tmp_path, None)
    kept.save(PROJECT)
    assert leftovers(tmp_path) == ()
    kept.close()


def test_a_killed_process_leaves_its_briefing(tmp_path: Path) -> None:
    document = tmp_path / "x.briefing"
    folder = tmp_path / "recovery"
    process = start(folder, str(document), "Before the crash")
    assert leftovers(folder) == ()
    kill(process)
    (left,) = leftovers(folder)
    assert left.project == Project(title="Before the crash")
    assert left.document == document.as_posix()
    assert left.modified > 0
    assert leftovers(folder) == (left,)
    discard(left)
    assert leftovers(folder) == ()


def test_what_a_crash_left_is_not_written_over(tmp_path: Path) -> None:
    document = tmp_path / "x.briefing"
    folder = tmp_path / "recovery"
    kill(start(folder, str(document), "First"))
    again = Autosave(folder, document)
    again.save(Project(title="Second"))
    (left,) = leftovers(folder)
    assert left.project == Project(title="First")
    again.close()
    assert leftovers(folder) == (left,)


def test_two_that_are_open_do_not_meet(tmp_path: Path) -> None:
    first, second = Autosave(tmp_path, None), Autosave(tmp_path, None)
    process = start(tmp_path, "", "Third")
    first.save(Project(title="First"))
    second.save(Project(title="Second"))
    first.close()
    kill(process)
    assert [one.project for one in leftovers(tmp_path)] == [Project(title="Third")]
    second.close()


def test_the_latest_is_offered_first(tmp_path: Path) -> None:
    for number, name in enumerate(("a", "b", "c")):
        kill(start(tmp_path, str(tmp_path / name), name))
        file = tmp_path / f"{autosave_name(tmp_path / name)}.json"
        os.utime(file, (1_000 + number, 1_000 + number))
    titles = [one.project.title for one in leftovers(tmp_path) if one.project]
    assert titles == ["c", "b", "a"]


def test_a_leftover_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "untitled.json").write_text("{", "utf-8")
    (tmp_path / "other.json").write_text('{"document": "/d/x.briefing", "project": 3}', "utf-8")
    other, untitled = sorted(leftovers(tmp_path), key=lambda one: one.file.name)
    assert isinstance(other, Leftover)
    assert (other.project, untitled.project) == (None, None)
    assert other.document == "/d/x.briefing"
    assert [f.code for f in (*other.findings, *untitled.findings)] == ["file-damaged"] * 2


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    assert leftovers(tmp_path / "none") == ()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        Autosave(tmp_path / "file" / "recovery", None)


@pytest.mark.only("posix")
def test_nobody_else_reads_what_is_kept(tmp_path: Path) -> None:
    kept = Autosave(tmp_path / "recovery", None)
    assert (tmp_path / "recovery").stat().st_mode & 0o077 == 0
    kept.close()


def test_one_document_has_one_name(tmp_path: Path) -> None:
    assert autosave_name(tmp_path / "x.briefing") == autosave_name(tmp_path / "x.briefing")
    assert autosave_name(tmp_path / "x.briefing") != autosave_name(tmp_path / "y.briefing")
