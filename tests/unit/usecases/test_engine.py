"""The engine answers what is looked at first, and does no work that nobody waits for."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from briefing_app.deck import lay_out as laying_out
from briefing_app.deck import table_layout
from briefing_app.model import edits
from briefing_app.model.project import Project
from briefing_app.store.project_json import project_to_json
from briefing_app.usecases.engine import serve_engine
from briefing_app.usecases.engine_frames import Frame, packed, read_frame

ROWS = 300


class Conversation:
    """An engine in a thread, and the window's end of its pipes."""

    def __init__(self) -> None:
        theirs, ours = os.pipe()
        back, answers = os.pipe()
        self._requests = os.fdopen(ours, "wb")
        self.answers = os.fdopen(back, "rb")
        source, sink = os.fdopen(theirs, "rb"), os.fdopen(answers, "wb")
        self._pipes = (self._requests, self.answers, source, sink)
        self._thread = threading.Thread(target=serve_engine, args=(source, sink), daemon=True)
        self._thread.start()
        self._number = 0

    def ask(self, do: str, **facts: object) -> int:
        self._number += 1
        self._write({"id": self._number, "do": do, **facts})
        return self._number

    def cancel(self, number: int) -> None:
        self._write({"do": "cancel", "id": number})

    def _write(self, facts: dict[str, object]) -> None:
        self._requests.write(packed(Frame(facts)))
        self._requests.flush()

    def result(self) -> Frame:
        """Return the next answer that is no progress."""
        while True:
            answer = read_frame(self.answers)
            if answer.header["kind"] != "progress":
                return answer

    def end(self) -> None:
        self._requests.close()
        self._thread.join(30)
        assert not self._thread.is_alive()
        for pipe in self._pipes:
            pipe.close()


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Conversation]:
    """Return an engine without a cache."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    talk = Conversation()
    yield talk
    talk.end()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook with a small table and three long ones."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Small"
    sheet.append(["Region", "2021", "2022"])
    for region in ("North", "South", "West"):
        sheet.append([region, len(region), 4])
    for name in ("Long", "Longer", "Longest"):
        sheet = workbook.create_sheet(name)
        sheet.append(["Place", *(f"Measure {n}" for n in range(8))])
        for row in range(ROWS):
            sheet.append([f"Place {row}", *((row * 7 + n) % 97 / 10 for n in range(8))])
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


def opened(engine: Conversation, book: Path) -> tuple[Project, list[str]]:
    """Open a workbook; return a project with it and the tables that it offers."""
    engine.ask("open", path=book.as_posix(), language="en", anew=False)
    facts = engine.result().header
    entries = facts["entries"]
    assert isinstance(entries, list)
    files = [(book.as_posix(), book.name, str(facts["sha256"]))]
    return edits.add_sources(Project(), files).project, [one["table"] for one in entries]


def with_tables(project: Project, tables: list[str]) -> Project:
    key = project.sources[0].key
    return edits.add_items(project, [edits.Pick(key, table=one) for one in tables]).project


def keys(answer: Frame) -> list[str]:
    slides = answer.header["slides"]
    assert isinstance(slides, list)
    return [one["key"] for one in slides]


def test_a_chosen_slide_does_not_wait_for_others_to_be_laid_out(
    engine: Conversation, book: Path
) -> None:
    project, tables = opened(engine, book)
    small = with_tables(project, tables[:1])
    engine.ask("project", project=project_to_json(small))
    key = keys(engine.result())[-1]
    laying = engine.ask("project", project=project_to_json(with_tables(small, tables[1:])))
    picture = engine.ask("picture", key=key, width=200, lane="view")
    item = engine.ask("item", item=small.items[0].key)
    told = [engine.result() for _ in range(3)]
    assert [one.header["id"] for one in told] == [item, picture, laying]
    assert all(one.header["kind"] == "result" for one in told)
    assert len(keys(told[-1])) > 4


def test_what_is_new_waits_until_it_is_laid_out(engine: Conversation, book: Path) -> None:
    project, tables = opened(engine, book)
    both = with_tables(project, tables[:2])
    laying = engine.ask("project", project=project_to_json(both))
    item = engine.ask("item", item=both.items[1].key)
    told = [engine.result().header for _ in range(2)]
    assert [one["id"] for one in told] == [laying, item]
    assert told[1]["kind"] == "result"


def test_what_was_given_up_is_not_answered(engine: Conversation, book: Path) -> None:
    project, tables = opened(engine, book)
    long = with_tables(project, tables[1:2])
    engine.ask("project", project=project_to_json(long))
    key = keys(engine.result())[-1]
    given_up = engine.ask("kinds", item=long.items[0].key, number=1)
    engine.cancel(given_up)
    wanted = engine.ask("picture", key=key, width=200, lane="view")
    assert engine.result().header["id"] == wanted
    last = engine.ask("look", files=[])
    assert engine.result().header["id"] == last


def test_the_kinds_of_an_exhibit_are_found_without_setting_each(
    engine: Conversation, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, tables = opened(engine, book)
    long = with_tables(project, tables[1:2])
    engine.ask("project", project=project_to_json(long))
    engine.result()
    split = table_layout.split_rows
    sets: list[int] = []

    def counted(*facts: object) -> object:
        sets.append(1)
        return split(*facts)  # type: ignore[arg-type]

    monkeypatch.setattr(laying_out, "split_rows", counted)
    engine.ask("kinds", item=long.items[0].key, number=1)
    facts = engine.result().header
    assert facts["chosen"] == "table"
    assert len(sets) <= 2, "as it is, and as proposed"
