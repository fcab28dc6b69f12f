"""The figures behind the sample, read from its data sheets, and what is computed from them.

Nothing here uses the program: the sentences are checked against sums made in another way.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from openpyxl.workbook import Workbook

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"
LIBRARY = SAMPLES / "briefing-library.xlsx"

Grid = dict[str, dict[str, float]]
"""Values by row label and column label."""

SOUTH = ("Africa", "Asia", "Latin America and the Caribbean")
OTHERS = "Developing regions without China"
GREATER = "Greater China"
DEVELOPED = "Developed regions"
PARTNERS = ("Laos", "Malaysia", "Brazil")
PEOPLE = "Population, million"
INDEX = "Human Development Index"
SCHOOLING = "Mean years of schooling"


def grid(book: Workbook, sheet: str) -> Grid:
    """Return the figures of a sheet: header in row 4, row labels in column A, up to a blank row."""
    rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
    header = [str(label) for label in rows[0][1:] if label is not None]
    found: Grid = {}
    for row in rows[1:]:
        if row[0] is None:
            break
        cells = zip(header, row[1 : len(header) + 1], strict=True)
        found[str(row[0])] = {
            label: float(cast("float", value))
            for label, value in cells
            if isinstance(value, int | float)
        }
    return found


def records(book: Workbook, sheet: str) -> list[dict[str, str]]:
    """Return the rows of a list by their headers; "" where a cell is empty."""
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [
        {
            str(label): "" if value is None else str(value)
            for label, value in zip(header, row, strict=True)
        }
        for row in rows
    ]


class Facts:
    """The data sheets and what is computed from them."""

    def __init__(self, book: Workbook) -> None:
        self.projects = grid(book, "AI projects")
        self.documents = [
            str(row[3]) for row in book["AI timeline"].iter_rows(5, 7, values_only=True)
        ]
        self.groups = grid(book, "Development groups")
        self.stock = grid(book, "Population")
        self.steps = {label: row["People"] for label, row in grid(book, "Growth").items()}
        self.regions = grid(book, "Growth by region")
        self.pair = grid(book, "China and India")
        self.lines = grid(book, "Income")
        self.bars = {
            label: row["GDP per capita"] for label, row in grid(book, "Income 2016").items()
        }
        self.index = {
            label: row[INDEX] for label, row in grid(book, "Development by region").items()
        }
        self.economies = grid(book, "Development of economies")
        self.carbon = grid(book, "Emissions")
        self.per_head = {
            label: row["Carbon per head"] for label, row in grid(book, "Emissions per head").items()
        }

    def partners(self) -> float:
        return sum(self.projects[partner][PEOPLE] for partner in PARTNERS)

    def group_share(self, group: str, year: int) -> float:
        return self.groups[str(year)][group] / sum(self.groups[str(year)].values())

    def others_added(self) -> float:
        return self.groups["2020"][OTHERS] - self.groups["1950"][OTHERS]

    def world_added(self) -> float:
        return sum(self.groups["2020"].values()) - sum(self.groups["1950"].values())

    def world(self, year: int) -> float:
        return sum(self.stock[str(year)].values())

    def share(self, region: str, year: int) -> float:
        return self.stock[str(year)][region] / self.world(year)

    def south(self, year: int) -> float:
        return sum(self.share(region, year) for region in SOUTH)

    def added(self, *regions: str) -> float:
        return sum(self.steps[region] for region in regions)

    def growth(self, region: str) -> float:
        row = self.regions[region]
        return row["Population 2020"] / row["Population 2000"] - 1

    def part_of_growth(self, *regions: str) -> float:
        return self.added(*regions) / (self.steps["World 2020"] - self.steps["World 2000"])

    def lead(self, year: int) -> float:
        """Return by how many million China's population exceeds India's."""
        row = self.pair[str(year)]
        return (row["China"] - row["India"]) * 1000

    def gained(self, country: str, start: int, end: int) -> float:
        """Return how many million people China or India gained."""
        return (self.pair[str(end)][country] - self.pair[str(start)][country]) * 1000

    def rate(self, country: str) -> float:
        return self.pair["2020"][country] / self.pair["1990"][country] - 1

    def income(self, economy: str, year: int) -> float:
        return self.lines[str(year)][economy]

    def multiple(self, economy: str) -> float:
        return self.income(economy, 2016) / self.income(economy, 1990)

    def level(self, economy: str) -> float:
        return self.bars[economy] / self.bars["United States"]

    def tonnes(self, economy: str, year: int) -> float:
        return self.carbon[str(year)][economy]

    def change(self, economy: str, start: int, end: int) -> float:
        return self.tonnes(economy, end) / self.tonnes(economy, start) - 1

    def shift(self, economy: str) -> list[float]:
        """Return the emissions of an economy, year by year."""
        return [row[economy] for row in self.carbon.values()]

    def bars_by_size(self) -> list[str]:
        return sorted(self.bars, key=lambda economy: -self.bars[economy])
