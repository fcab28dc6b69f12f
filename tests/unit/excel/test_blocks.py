from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_app.excel import blocks, joined_blocks, truth
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.workbook_reader import WorkbookContent, parse_workbook
from briefing_app.model.cell_range import CellRange

MakeBook = Callable[..., bytes]


def islands(count: int, rows: int = 3) -> list[list[object]]:
    """Return rows of a sheet with tables in a square, the last one with a row more."""
    made: list[list[object]] = []
    for across in range(count):
        made.append(["Region", "2019", "2020", None] * count)
        made += [[f"r{row}", row, across, None] * count for row in range(rows)]
        made.append([])
    made[-1] = [None] * (4 * (count - 1)) + ["last", 7, 8]
    return made


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_BLOCKS", 10)
    monkeypatch.setattr(truth, "MOST_BLOCKS", 10)


def parsed(make_book: MakeBook, count: int) -> WorkbookContent:
    return parse_workbook(make_book({"Data": islands(count)}), "book.xlsx", with_cells=False)


@pytest.mark.usefixtures("few")
def test_of_too_many_blocks_the_largest_are_looked_at_and_that_is_said(
    make_book: MakeBook,
) -> None:
    content = parsed(make_book, 4)
    addresses = [table.cells.address for table in content.tables]
    assert addresses[:4] == ["A1:C4", "E1:G4", "I1:K4", "M1:O4"]
    assert addresses[-1] == "M16:O20"
    assert len(addresses) < 16
    (finding,) = (item for item in content.findings if item.code == "blocks-not-read")
    assert finding.place.sheet == "Data"
    assert "16 blocks" in finding.message


@pytest.mark.usefixtures("few")
def test_of_as_many_as_are_looked_at_nothing_is_said(make_book: MakeBook) -> None:
    content = parsed(make_book, 3)
    assert len(content.tables) == 9
    assert not content.findings


def test_a_sheet_of_very_many_blocks_ends(make_book: MakeBook) -> None:
    """Ten thousand tables took minutes: every table was compared with every other."""
    content = parsed(make_book, 100)
    assert blocks.MOST_BLOCKS * 0.9 < len(content.tables) <= blocks.MOST_BLOCKS
    assert "10,000 blocks" in content.findings[0].message


def test_a_sheet_of_many_blocks_side_by_side_is_not_looked_at_again_with_each(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the fuzzer: each block that was joined made all of them be looked at again."""
    looked: list[int] = []
    profile = joined_blocks._profile

    def counted(grid: SheetGrid, cells: CellRange) -> object:
        looked.append(cells.columns)
        return profile(grid, cells)

    monkeypatch.setattr(joined_blocks, "_profile", counted)
    piece = [1.0, 2.0, 3.0, None]
    rows = [["a", *piece * 400], ["b", *piece * 400], ["c", *piece * 400]]
    parse_workbook(make_book({"Data": rows}), "book.xlsx", with_cells=False)
    assert 1600 < sum(looked) < 20 * 1600
