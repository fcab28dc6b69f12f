from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from briefing_app.cli import main
from briefing_app.policy.settings import CACHE, SettingsFile, resolve
from briefing_app.usecases import forget_workbook
from briefing_app.usecases.forget_workbook import workbook_cache

NO_FILE = SettingsFile("", None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache's folder in a place of the test's own."""
    place = tmp_path / "cache"
    monkeypatch.setattr(forget_workbook, "cache_folder", lambda: place)
    return place


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for row in (["Region", "2019", "2020"], ["Europe", 1, 2], ["Asia", 3, 4]):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_listed_workbook_is_kept_until_it_is_forgotten(
    folder: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tables", str(workbook), "--json"]) == 0
    first = capsys.readouterr().out
    (entry,) = folder.iterdir()
    assert main(["tables", str(workbook), "--json"]) == 0
    assert capsys.readouterr().out == first
    assert main(["forget", str(workbook), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["removed"] == 1
    assert not entry.exists()
    assert main(["forget", str(workbook)]) == 0


def test_the_settings_switch_the_cache_off(folder: Path) -> None:
    on, _ = resolve(NO_FILE, {}, NO_FILE)
    off, _ = resolve(NO_FILE, {}, SettingsFile("policy.toml", b'cache = "off"'))
    assert workbook_cache(on) is not None
    assert workbook_cache(off) is None
    assert off[CACHE].locked
    assert not folder.exists()


def test_forgetting_what_is_not_there_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", str(tmp_path / "none.xlsx")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert not folder.exists()
