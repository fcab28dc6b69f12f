"""Each error as a person meets it: what, where, what to do; and the window goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from briefing_app.errors import BriefingError
from briefing_app.model import edits
from briefing_app.ui.application import check_display
from briefing_app.ui.error_dialog import ErrorDialog
from briefing_app.ui.item_models.source_tree import Status
from tests.ui.conftest import SAMPLE, Person


def met(person: Person) -> BriefingError:
    """Return the error that is shown, after reading and closing it."""
    dialog = person.dialog("error", ErrorDialog)
    problem = dialog.problem
    assert dialog.what.text() == problem.what
    assert dialog.remedy.text() == problem.remedy
    dialog.copy.click()
    assert problem.what in QGuiApplication.clipboard().text()
    dialog.close_button.click()
    return problem


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.xlsx", None, "file-missing"),
        ("broken.xlsx", b"PK\x03\x04 not really", "file-damaged"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "file-damaged"),
    ],
)
def test_a_workbook_that_cannot_be_used(
    person: Person, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    person.desktop.window.open_path(path)
    assert met(person).code == code
    assert person.project.sources == ()
    person.open(SAMPLE)
    assert len(person.project.sources) == 1


def test_a_briefing_that_cannot_be_used(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "bad.briefing"
    path.write_text("not json", encoding="utf-8")
    person.desktop.window.open_path(path)
    assert met(person).code == "file-damaged"


def test_a_briefing_that_cannot_be_saved(person: Person, tmp_path: Path) -> None:
    person.open(SAMPLE)
    blocker = tmp_path / "file"
    blocker.write_bytes(b"")
    assert not person.desktop.window.save_to(blocker / "mine.briefing")
    assert met(person).code == "output"
    assert person.desktop.window.isWindowModified()


def test_a_template_that_cannot_be_used(person: Person, tmp_path: Path) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    titles = person.titles()
    broken = tmp_path / "bad.pptx"
    broken.write_bytes(b"no deck")
    session = person.desktop.session
    session.document.apply(edits.set_template(person.project, broken.as_posix()))
    assert met(person).code == "file-damaged"
    person.do("undo")
    person.settle()
    assert person.titles() == titles


def test_a_workbook_of_a_briefing_that_is_gone_is_said_in_the_tree(
    person: Person, workbook: Path, tmp_path: Path
) -> None:
    person.open(workbook)
    person.do("add-all")
    person.settle()
    assert person.desktop.window.save_to(tmp_path / "sub.briefing")
    person.do("new")
    person.settle()
    workbook.unlink()
    person.desktop.window.open_path(tmp_path / "sub.briefing")
    person.settle()
    (branch,) = person.desktop.session.books.branches()
    assert branch.status is Status.MISSING
    assert branch.message
    assert len(person.project.items) == 2


def test_findings_lead_to_their_slide(person: Person) -> None:
    person.open(SAMPLE)
    person.do("add-all")
    person.settle()
    key = person.project.items[-1].key
    document = person.desktop.session.document
    document.apply(edits.set_text(person.project, key, "headline", "All of {No such thing[1]}"))
    person.settle()
    panel = person.working.workspace.findings
    assert panel.grave() >= 1
    finding = next(one for one in panel.findings if one.place.item == key)
    panel.chosen.emit(finding)
    slide = person.desktop.session.deck.slide(person.working.workspace.filmstrip.key)
    assert slide is not None
    assert slide.item == key


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(BriefingError, match="no display"):
        check_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    check_display()
