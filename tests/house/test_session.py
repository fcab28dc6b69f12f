"""The session of tests itself: what is missing, skipped or unsound is heard (tests/conftest.py)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Session = Callable[..., tuple[int, str]]

UNSOUND = """
import io, zipfile
from pathlib import Path
import pytest
from briefing_app.files import write_atomically

def deck(mark=b""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("ppt/presentation.xml", mark)
    return buffer.getvalue()
"""


@pytest.fixture
def session(root: Path, tmp_path: Path) -> Session:
    """Return what runs a file of tests under our conftest and returns exit status and output."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    shutil.copy(root / "tests/conftest.py", tmp_path / "tests")

    def run(text: str, *arguments: str, ci: str = "") -> tuple[int, str]:
        (tmp_path / "tests/test_it.py").write_text(text, encoding="utf-8")
        answer = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
            cwd=tmp_path,
            env={**os.environ, "CI": ci, "OOXML_VALIDATOR_CLI": str(tmp_path / "absent")},
            check=False,
            capture_output=True,
            text=True,
        )
        return answer.returncode, answer.stdout

    return run


NEEDY = """
import pytest
@pytest.mark.needs("validator")
def test_needy(): pass
def test_plain(): pass
"""


def test_a_missing_tool_is_listed_and_with_ci_fails(session: Session) -> None:
    status, told = session(NEEDY)
    assert status == 0
    assert "1 test: needs validator" in told
    status, told = session(NEEDY, ci="true")
    assert status == 1
    assert "with CI=true every tool must be there: validator" in told


def test_any_skipped_test_fails_with_ci(session: Session) -> None:
    text = "import pytest\ndef test_it(): pytest.skip('a whim')\n"
    assert session(text)[0] == 0
    status, told = session(text, ci="true")
    assert status == 1
    assert "1 test: a whim" in told


def test_an_unknown_tool_or_marker_is_refused(session: Session) -> None:
    assert session('import pytest\n@pytest.mark.needs("magic")\ndef test_it(): pass\n')[0] == 1
    assert session("import pytest\n@pytest.mark.neds\ndef test_it(): pass\n")[0] == 2


def test_an_unsound_deck_fails_the_test_that_wrote_it_and_no_other(session: Session) -> None:
    status, told = session(
        UNSOUND
        + "def test_written(tmp_path): write_atomically(tmp_path / 'd.pptx', deck(b'<a/>'))\n"
        + "def test_in_memory(register_deck): register_deck(deck(b'<b/>'), 'memory')\n"
        + "def test_sound(): pass\n"
    )
    assert status == 1
    assert "2 failed, 1 passed" in told
    assert "A deck of this test is not sound" in told


def test_decks_of_programs_are_found_by_who_wrote_them(session: Session) -> None:
    status, told = session(
        UNSOUND
        + """
def save(path, producer):
    path.write_bytes(deck())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("docProps/app.xml", producer)
def test_ours(tmp_path): save(tmp_path / "ours.pptx", "Briefing Deck Builder")
def test_foreign(tmp_path): save(tmp_path / "foreign.pptx", "Microsoft Office PowerPoint")
"""
    )
    assert status == 1
    assert "1 failed, 1 passed" in told
    assert "test_ours" in told


def test_decks_that_are_broken_on_purpose_are_let_be(session: Session) -> None:
    status, told = session(
        UNSOUND
        + "@pytest.mark.broken_deck('on purpose')\n"
        + "def test_it(tmp_path): write_atomically(tmp_path / 'd.pptx', deck())\n"
    )
    assert status == 0, told


def test_what_takes_long_or_belongs_elsewhere_is_not_run(session: Session) -> None:
    text = (
        "import pytest\n@pytest.mark.nightly\ndef test_long(): assert 0\ndef test_it(): pass\n"
        "@pytest.mark.last\ndef test_a_last(): pass\n"
    )
    status, told = session(text, "-v")
    assert status == 0
    assert "2 passed, 1 deselected" in told
    assert told.index("::test_it") < told.index("::test_a_last")
    assert session(text, "--nightly")[0] == 1
