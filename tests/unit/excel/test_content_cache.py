from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.excel import content_cache, workbook_reader
from briefing_app.excel.content_cache import ContentCache
from briefing_app.excel.transport import to_json
from briefing_app.excel.workbook_reader import parse_workbook, read_workbook
from briefing_app.model.data_table import DataTable
from briefing_app.worker import JsonObject

MakeBook = Callable[..., bytes]
ROWS = [["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]]
ASKED = ("book.xlsx",)


@pytest.fixture
def cache(tmp_path: Path) -> ContentCache:
    return ContentCache(tmp_path / "cache")


@pytest.fixture
def answer(make_book: MakeBook) -> JsonObject:
    return to_json(parse_workbook(make_book({"Data": ROWS}), "book.xlsx"))


def keep(cache: ContentCache, answer: JsonObject, sha256: str = "") -> str:
    """Keep an answer under the hash of its workbook, or under another."""
    sha256 = sha256 or str(answer["workbook"][1])  # type: ignore[index]
    cache.put(sha256, ASKED, answer, with_cells=True)
    return sha256


def entries(cache: ContentCache) -> list[Path]:
    return sorted(cache.folder.iterdir())


def test_what_was_kept_comes_back(cache: ContentCache, answer: JsonObject) -> None:
    sha256 = keep(cache, answer)
    content = cache.get(sha256, ASKED, with_cells=True)
    assert content is not None
    assert to_json(content) == answer


def test_other_questions_are_other_entries(
    cache: ContentCache, answer: JsonObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = keep(cache, answer)
    assert cache.get(sha256, ASKED, with_cells=False) is None
    assert cache.get(sha256, (*ASKED, "Data!A1"), with_cells=True) is None
    assert cache.get("0" * 64, ASKED, with_cells=True) is None
    monkeypatch.setattr(content_cache, "__version__", "another")
    assert cache.get(sha256, ASKED, with_cells=True) is None


@pytest.mark.only("posix")
def test_entries_are_the_users_alone(cache: ContentCache, answer: JsonObject) -> None:
    keep(cache, answer)
    (entry,) = entries(cache)
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert b"Europe" not in entry.name.encode()


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_damaged_entry_is_ignored_and_removed(
    cache: ContentCache, answer: JsonObject, at: int
) -> None:
    sha256 = keep(cache, answer)
    (entry,) = entries(cache)
    damaged = bytearray(entry.read_bytes())
    damaged[at] ^= 1
    entry.write_bytes(damaged)
    assert cache.get(sha256, ASKED, with_cells=True) is None
    assert entries(cache) == []


def test_an_entry_that_holds_something_else_is_ignored(
    cache: ContentCache, answer: JsonObject
) -> None:
    keep(cache, {"a": 1}, "1" * 64)
    keep(cache, answer, "2" * 64)
    assert cache.get("1" * 64, ASKED, with_cells=True) is None
    assert cache.get("2" * 64, ASKED, with_cells=True) is None


def test_the_entry_not_used_for_longest_goes_first(tmp_path: Path, answer: JsonObject) -> None:
    roomy = ContentCache(tmp_path / "cache")
    own = keep(roomy, answer)
    size = entries(roomy)[0].stat().st_size
    cache = ContentCache(roomy.folder, limit=2 * size + size // 2)
    keep(cache, answer, "a" * 64)
    for age, entry in enumerate(sorted(entries(cache), key=lambda e: e.name.startswith(own))):
        os.utime(entry, ns=(age, age))
    os.utime(entries(cache)[-1], ns=(5, 5))
    oldest = min(entries(cache), key=lambda e: e.stat().st_mtime_ns)
    keep(cache, answer, "b" * 64)
    assert len(entries(cache)) == 2
    assert oldest not in entries(cache)


def test_using_an_entry_keeps_it(cache: ContentCache, answer: JsonObject) -> None:
    sha256 = keep(cache, answer)
    (entry,) = entries(cache)
    os.utime(entry, ns=(5, 5))
    cache.get(sha256, ASKED, with_cells=True)
    assert entry.stat().st_mtime_ns > 5


def test_what_exceeds_the_folder_is_not_kept(tmp_path: Path, answer: JsonObject) -> None:
    cache = ContentCache(tmp_path / "cache", limit=10)
    keep(cache, answer)
    assert not cache.folder.exists()


def test_forgetting_removes_all_of_one_workbook(cache: ContentCache, answer: JsonObject) -> None:
    sha256 = keep(cache, answer)
    cache.put(sha256, ASKED, answer, with_cells=False)
    keep(cache, answer, "3" * 64)
    assert cache.forget(sha256) == 2
    assert [entry.name[:3] for entry in entries(cache)] == ["333"]
    assert cache.forget(sha256) == 0


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, answer: JsonObject) -> None:
    (tmp_path / "file").write_text("")
    cache = ContentCache(tmp_path / "file" / "cache")
    sha256 = keep(cache, answer)
    assert cache.get(sha256, ASKED, with_cells=True) is None
    assert cache.forget(sha256) == 0


def test_a_known_workbook_needs_no_worker(
    make_book: MakeBook, tmp_path: Path, cache: ContentCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book({"Data": ROWS}))
    started: list[str] = []

    def work(*_arguments: object) -> JsonObject:
        started.append("a worker")
        return to_json(parse_workbook(path.read_bytes(), path.name))

    monkeypatch.setattr(workbook_reader, "run", work)

    def tables() -> tuple[DataTable, ...]:
        return read_workbook(path, ["never started"], cache=cache).tables

    assert tables() == tables()
    assert len(started) == 1
    path.write_bytes(make_book({"Data": [*ROWS, ["Africa", 5, 6]]}))
    assert tables()[0].row_count == 3
    assert len(started) == 2
