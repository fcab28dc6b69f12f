"""Blank, zero, not available, suppressed, error: five things, from the cell to the slide."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest
from pptx.table import Table

if TYPE_CHECKING:
    from tests.deck.conftest import Built, Rows

    BuildSheets = Callable[..., Built]
    Library = Callable[..., dict[str, Rows]]

DATA: Rows = (
    ("Region", "Sales", "Growth"),
    ("North", 0, "12,5 %"),
    ("South", None, "0,0 %"),
    ("East", "n/a", "(3,25 %)"),
    ("West", "x", "–"),
    ("Coast", ("=1/0", "#DIV/0!"), "<0,1 %"),
    ("Centre", "=SUM(Z1:Z2)", None),
    ("Isle", 1234.5, "1,0 % (e)"),
    ("Hills", 40, "2,0 %1)"),
    ("Plain", 50, "2,0 % 1)"),
)
SALES = ["0", "", "n/a", "x", "#DIV/0!", "", "1234.5", "40", "50"]
GROWTH = ["12.50%", "0.00%", "(3.25%)", "–", "<0,1 %", "", "1.00%", "2.00%", "2.00%"]


@pytest.fixture(scope="module")
def built(build_sheets: BuildSheets, library: Library) -> Built:
    kinds = ("table", "column", "bar", "line")
    topics = {kind: {"headline": f"As a {kind}"} for kind in kinds}
    exhibits = [(kind, kind, "Data!A1:C10", "") for kind in kinds]
    made: Built = build_sheets(library(topics, exhibits, Data=DATA))
    return made


def points(built: Built, place: int) -> dict[str, float]:
    """Return the values that a chart draws by category; a gap is not there."""
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    root = built.sound.charts[place].root
    (series, *others) = root.iterfind(".//c:ser", space)
    assert not others
    cells = series.iterfind(".//c:cat//c:pt", space)
    names = {cell.get("idx"): cell.findtext("c:v", "", space) for cell in cells}
    assert [node.get("val") for node in root.iterfind(".//c:dispBlanksAs", space)] == ["gap"]
    return {
        names[p.get("idx")]: float(p.findtext("c:v", "", space))
        for p in series.iterfind(".//c:val//c:pt", space)
    }


def test_a_table_shows_each_as_the_sheet_does(built: Built) -> None:
    (frame,) = built.sound.frames("As a table")
    table = frame.table
    assert isinstance(table, Table)
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows][1:]
    assert [row[1] for row in rows] == SALES
    assert [row[2] for row in rows] == GROWTH


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_chart_draws_zero_and_leaves_gaps_for_the_rest(built: Built, place: int) -> None:
    assert points(built, place) == {"North": 0.0, "Isle": 1234.5, "Hills": 40.0, "Plain": 50.0}


def test_what_is_missing_is_told_by_its_own_word(built: Built) -> None:
    assert built.answer.finding("error-value")["cell"] == "B6"
    assert built.answer.finding("formula-uncalculated")["cell"] == "B7"
    said = built.answer.finding("chart-value-missing")["message"]
    for word in ("blank", "n/a", "x", "#DIV/0!"):
        assert word in said
    assert "C2:C4" in built.answer.finding("number-as-text")["message"]


def test_the_embedded_workbook_keeps_gaps_empty_and_zero_a_number(built: Built) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(built.sound.charts[0].workbook)).worksheets[0]
    held = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True)}
    assert held["North"] == 0
    assert held["Isle"] == 1234.5
    assert all(held[name] is None for name in ("South", "East", "West", "Coast", "Centre"))
