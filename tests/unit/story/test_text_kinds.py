"""Comparisons, timelines and tiles are offered where a table's columns say something in them."""

from __future__ import annotations

import pytest

from briefing_app.facts.expressions import evaluator
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_range import CellRange
from briefing_app.model.data_table import Column, DataTable, FoundBy, Workbook
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.exhibits import possible_kinds
from briefing_app.story.plain_text import Wording

Line = tuple[str | float, ...]
PERCENT = "0.0%"


def offered(
    header: tuple[str, ...], *lines: Line, labels: int = 1, code: str = "General"
) -> set[str]:
    columns = tuple(
        Column((head,), values, (code if place else "General",) * len(lines), place + 1)
        for place, (head, values) in enumerate(zip(header, zip(*lines, strict=True), strict=True))
    )
    cells = CellRange("S", 1, 1, len(lines) + 1, len(header))
    table = DataTable(
        "S#1", "", cells, 1, labels, columns, FoundBy.BLOCK, Workbook("b.xlsx", ""),
        row_numbers=tuple(range(2, len(lines) + 2)),
    )  # fmt: skip
    wording = Wording("en", evaluator(), (table,))
    kinds = possible_kinds(ChosenExhibit(ExhibitRequest(), table), wording)
    return {*kinds} & {"table", "comparison", "timeline", "tiles"}


YEARS = tuple((f"{year}", float(year)) for year in range(2015, 2022))
REGIONS = tuple((f"Region {n}", n * 1.5, n * 2.0, n * 3.0) for n in range(1, 6))


@pytest.mark.parametrize(
    ("kinds", "made"),
    [
        (set(), offered(("Year", "People"), *YEARS)),
        (set(), offered(("Region", "2020", "2021", "2022"), *REGIONS)),
        ({"tiles"}, offered(("Name", "Figure"), ("Sales", 12.5), ("Staff", 80.0))),
        (
            {"tiles"},
            offered(("Name", "Figure", "Change"), ("Sales", "12 m", "+3 %"), ("Staff", "80", "-2")),
        ),
        (set(), offered(("Name", "2020", "2021"), ("Sales", 1.0, 2.0), ("Staff", 3.0, 4.0))),
        (set(), offered(("Name", "Figure"), *((f"N {n}", float(n)) for n in range(20)))),
        (
            {"timeline"},
            offered(("When", "What"), ("May 2019", "A law"), ("2021", "A plan"), labels=2),
        ),
        (
            {"comparison"},
            offered(
                ("", "Europe", "Asia"),
                ("Aim", "Trust in what is made", "Growth of the economy"),
                ("Means", "A law with fines", "Grants and sandboxes"),
                labels=3,
            ),
        ),
    ],
)  # fmt: skip
def test_only_what_says_something_is_offered(kinds: set[str], made: set[str]) -> None:
    assert made == kinds | {"table"}
