"""A deck is built from what is known of a workbook, as long as the workbook is still the same."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from briefing_app.excel import workbook_reader
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.workbook_reader import serve_read
from briefing_app.progress import QUIET
from briefing_app.usecases.build_deck import build_from_workbooks
from briefing_app.usecases.draft_briefing import Choice
from briefing_app.worker import JsonObject


def write(path: Path, last: float) -> None:
    book = openpyxl.Workbook()
    for row in (["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, last]):
        book["Sheet"].append(row)
    book.save(path)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the tasks that workers were asked for; they are done in this process."""
    asked: list[str] = []

    def work(_command: object, task: str, request: JsonObject, *_limits: object) -> JsonObject:
        asked.append(task)
        return serve_read(request, QUIET)

    monkeypatch.setattr(workbook_reader, "run", work)
    return asked


def build(book: Path, cache: ContentCache | None) -> bytes:
    output = book.with_suffix(".pptx")
    build_from_workbooks([book], Choice(), "client-16x9", output, cache=cache)
    return output.read_bytes()


def test_the_second_build_does_not_parse_again(tmp_path: Path, parsed: list[str]) -> None:
    book, cache = tmp_path / "book.xlsx", ContentCache(tmp_path / "cache")
    write(book, 4)
    first = build(book, cache)
    assert build(book, cache) == first
    assert len(parsed) == 1


def test_a_workbook_changed_on_disk_is_noticed(tmp_path: Path, parsed: list[str]) -> None:
    book, cache = tmp_path / "book.xlsx", ContentCache(tmp_path / "cache")
    write(book, 4)
    first = build(book, cache)
    write(book, 5)
    second = build(book, cache)
    assert len(parsed) == 2
    assert second != first
    assert second == build(book, None)


@pytest.mark.usefixtures("parsed")
def test_a_workbook_open_in_excel_is_read(tmp_path: Path) -> None:
    """Excel leaves an owner file beside the workbook and keeps others from writing it."""
    book = tmp_path / "book.xlsx"
    write(book, 4)
    expected = build(book, None)
    (tmp_path / "~$book.xlsx").write_bytes(b"\x05Owner".ljust(165, b"\0"))
    with book.open("r+b") as held:
        if sys.platform != "win32":
            import fcntl

            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert build(book, None) == expected
