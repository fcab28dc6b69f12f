from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from briefing_app.model.cell_range import CellRange

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "table_score.py"


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("table_score", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["table_score"] = module
    spec.loader.exec_module(module)
    return module


def workbook(folder: Path, name: str) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    rows: list[list[str | float | None]] = [
        ["Sales (€ m)"], [None], ["Region", "2019", "2020"], ["Europe", 1.5, 2.5],
        ["Asia", 3.5, 4.5], [None], [None], [None], ["Item", "2019", "2020"], ["A", 5.5, 6.5],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    book.save(folder / name)


def label(cells: str, **more: object) -> dict[str, object]:
    return {"range": cells, "header_rows": 1, "header_cols": 1, **more}


def test_a_folder_is_scored_in_total_and_by_publisher(
    score: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook(tmp_path, "one_a.xlsx")
    workbook(tmp_path, "two_b.xlsx")
    right = [label("A3:C5", title="Sales", unit="€ m", source=None), label("A9:C10")]
    wrong = [label("A3:C5", title="Costs", header_rows=2)]
    wrong.append(label("A12:C14"))
    entries = [
        {"file": "one_a.xlsx", "sheet": "Sheet", "complete": True, "tables": right},
        {"file": "two_b.xlsx", "sheet": "Sheet", "complete": True, "tables": wrong},
    ]
    (tmp_path / "truth.json").write_text(json.dumps({"entries": entries}), encoding="utf-8")
    assert score.main([str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["publishers"]["one"]["recall"] == found["publishers"]["one"]["precision"] == 1.0
    assert found["publishers"]["two"]["recall"] == 0.5
    assert found["publishers"]["two"]["header_rows"] == 0.0
    assert found["total"]["recall"] == 0.75
    assert found["total"]["title"] == 0.5
    assert found["without"]["two"]["recall"] == 1.0
    assert found["worst"]["recall"] == {"publisher": "two", "rate": 0.5}
    assert any("A12:C14: not found" in miss for miss in found["misses"])
    assert any("not marked" in miss for miss in found["misses"])
    assert score.main([str(tmp_path), "--misses"]) == 0
    assert "header_rows 1, marked 2" in capsys.readouterr().out


def test_other_ranges_splits_and_notes_are_accepted(score: ModuleType, tmp_path: Path) -> None:
    workbook(tmp_path, "one_a.xlsx")
    tables = [
        label("A1:C10", acceptable_split=["A3:C5", "A9:C10"]),
        label("A30:C40", optional=True),
    ]
    entry = {"file": "one_a.xlsx", "sheet": "Sheet", "complete": True, "tables": tables}
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"entries": [entry]}), encoding="utf-8")
    total = score.report(score.score_folder(tmp_path, path))["total"]
    assert (total["recall"], total["precision"]) == (1.0, 1.0)
    entry["tables"] = [label("A2:C5", alt_ranges=["A3:C5"], header_rows=2, notes_range="A9:C10")]
    path.write_text(json.dumps({"entries": [entry]}), encoding="utf-8")
    total = score.report(score.score_folder(tmp_path, path))["total"]
    assert (total["recall"], total["precision"], total["header_rows"]) == (1.0, 1.0, 1.0)


def test_missing_labels_are_said(score: ModuleType, tmp_path: Path) -> None:
    assert score.main([str(tmp_path)]) == 1


def test_the_share_of_two_ranges_is_intersection_over_union(score: ModuleType) -> None:
    one = CellRange.parse("S", "A1:B10")
    assert score.overlap_share(one, CellRange.parse("S", "A2:B10")) == 0.9
    assert score.overlap_share(one, CellRange.parse("S", "D1:E10")) == 0.0


def test_our_own_labels_name_ranges_that_can_be_read() -> None:
    path = SCRIPT.parent / "labels" / "truth.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    assert len(entries) > 25
    for entry in entries:
        for table in entry["tables"]:
            cells = CellRange.parse(entry["sheet"], table["range"])
            assert table["header_rows"] < cells.rows
            assert table["header_cols"] <= cells.columns
