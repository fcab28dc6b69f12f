"""Every number and every comparison in the sample's sentences, recomputed from its data sheets.

A text that is not listed here, a number in it that no claim gives, or a word of quantity that no
comparison proves, fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from briefing_app.model.number_text import number_text

LIBRARY = Path(__file__).parents[3] / "assets" / "samples" / "briefing-library.xlsx"

Grid = dict[str, dict[str, float]]
"""Values by row label and column label."""

SOUTH = ("Africa", "Asia", "Latin America and the Caribbean")
HEADLINE_LIMIT = 110
HEADING_WORDS = 6
MESSAGE_WORDS = 35


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    opened = load_workbook(LIBRARY, data_only=True)
    yield opened
    opened.close()


def grid(book: Workbook, sheet: str) -> Grid:
    """Return the data of a sheet: header in row 4, row labels in column A, up to a blank row."""
    rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
    header = [str(label) for label in rows[0][1:] if label is not None]
    found: Grid = {}
    for row in rows[1:]:
        if row[0] is None:
            break
        values = row[1 : len(header) + 1]
        assert all(isinstance(value, int | float) for value in values)
        found[str(row[0])] = {
            label: float(cast("float", value)) for label, value in zip(header, values, strict=True)
        }
    return found


def records(book: Workbook, sheet: str) -> list[dict[str, str]]:
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
        self.stock = grid(book, "Population")
        self.steps = {label: row["People"] for label, row in grid(book, "Growth").items()}
        self.regions = grid(book, "Growth by region")
        self.lines = grid(book, "Income")
        self.bars = {
            label: row["GDP per capita"] for label, row in grid(book, "Income 2016").items()
        }

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

    def income(self, economy: str, year: int) -> float:
        return self.lines[str(year)][economy]

    def multiple(self, economy: str) -> float:
        return self.income(economy, 2016) / self.income(economy, 1990)


Claim = tuple[str, Callable[[Facts], float], str]
"""A number as printed, what it is, and the number format it is printed in."""
Comparison = tuple[str, Callable[[Facts], bool]]
"""Words of quantity, and what makes them true."""

POPULATION: dict[str, tuple[list[Claim], list[Comparison]]] = {
    "population headline": (
        [
            ("1.34 billion", lambda f: f.stock["2020"]["Africa"], "0.00"),
            ("7.79 billion", lambda f: f.world(2020), "0.00"),
        ],
        [
            (
                "almost sixfold",
                lambda f: 5.75 < f.stock["2020"]["Africa"] / f.stock["1950"]["Africa"] < 6,
            )
        ],
    ),
    "population 1": (
        [
            ("9%", lambda f: f.share("Africa", 1950), "0%"),
            ("17%", lambda f: f.share("Africa", 2020), "0%"),
        ],
        [
            (
                "no other region has gained as much",
                lambda f: (
                    max(f.stock["2020"], key=lambda r: f.share(r, 2020) - f.share(r, 1950))
                    == "Africa"
                ),
            ),
            (
                "gains weight fastest",
                lambda f: (
                    max(f.stock["2020"], key=lambda r: f.share(r, 2020) / f.share(r, 1950))
                    == "Africa"
                ),
            ),
        ],
    ),
    "population 2": (
        [
            ("4.64 billion", lambda f: f.stock["2020"]["Asia"], "0.00"),
            ("60%", lambda f: f.share("Asia", 2020), "0%"),
            ("61%", lambda f: f.share("Asia", 2000), "0%"),
        ],
        [
            ("slightly less", lambda f: 0 < f.share("Asia", 2000) - f.share("Asia", 2020) < 0.02),
            (
                "edging down",
                lambda f: f.share("Asia", 2000) > f.share("Asia", 2010) > f.share("Asia", 2020),
            ),
        ],
    ),
    "population 3": (
        [
            ("22%", lambda f: f.share("Europe", 1950), "0%"),
            ("10%", lambda f: f.share("Europe", 2020), "0%"),
        ],
        [
            ("halved", lambda f: f.share("Europe", 2020) < f.share("Europe", 1950) / 2),
            (
                "overtook it in the 1990s",
                lambda f: (
                    f.stock["1990"]["Africa"] < f.stock["1990"]["Europe"]
                    and f.stock["2000"]["Africa"] > f.stock["2000"]["Europe"]
                ),
            ),
        ],
    ),
    "population 4": (
        [("71%", lambda f: f.south(1950), "0%"), ("85%", lambda f: f.south(2020), "0%")],
        [
            (
                "keeps rising",
                lambda f: (
                    [f.south(int(year)) for year in f.stock]
                    == sorted(f.south(int(year)) for year in f.stock)
                ),
            )
        ],
    ),
}
GROWTH: dict[str, tuple[list[Claim], list[Comparison]]] = {
    "growth headline": (
        [
            ("87%", lambda f: f.part_of_growth("Asia", "Africa"), "0%"),
            ("1.65 billion", lambda f: f.regions["World"]["Change"], "0.00"),
        ],
        [],
    ),
    "growth 1": (
        [
            ("0.90 billion", lambda f: f.added("Asia"), "0.00"),
            ("24%", lambda f: f.growth("Asia"), "0%"),
            ("27%", lambda f: f.growth("World"), "0%"),
        ],
        [
            ("more than half", lambda f: f.part_of_growth("Asia") > 0.5),
            ("adds the most", lambda f: max(f.regions, key=lambda r: f.steps.get(r, 0)) == "Asia"),
        ],
    ),
    "growth 2": (
        [
            ("65%", lambda f: f.growth("Africa"), "0%"),
            ("0.53 billion", lambda f: f.added("Africa"), "0.00"),
        ],
        [
            ("more than twice", lambda f: f.growth("Africa") > 2 * f.growth("World")),
            ("grows fastest", lambda f: max(f.regions, key=f.growth) == "Africa"),
            ("twenty years", lambda f: {"World 2000", "World 2020"} <= set(f.steps)),
        ],
    ),
    "growth 3": (
        [
            ("25%", lambda f: f.growth("Latin America and the Caribbean"), "0%"),
            ("18%", lambda f: f.growth("Northern America"), "0%"),
            (
                "0.19 billion",
                lambda f: f.added("Latin America and the Caribbean", "Northern America"),
                "0.00",
            ),
        ],
        [
            (
                "trail the world",
                lambda f: (
                    f.growth("Latin America and the Caribbean") < f.growth("World")
                    and f.growth("Northern America") < f.growth("World")
                ),
            )
        ],
    ),
    "growth 4": (
        [
            ("3%", lambda f: f.growth("Europe"), "0%"),
            ("0.73", lambda f: f.regions["Europe"]["Population 2000"], "0.00"),
            ("0.75 billion", lambda f: f.regions["Europe"]["Population 2020"], "0.00"),
            ("1.3%", lambda f: f.part_of_growth("Europe"), "0.0%"),
        ],
        [("all but stopped", lambda f: min(f.regions, key=f.growth) == "Europe")],
    ),
}
INCOME: dict[str, tuple[list[Claim], list[Comparison]]] = {
    "income headline": (
        [],
        [
            ("fivefold", lambda f: 4.5 < f.multiple("China") < 5.5),
            (
                "under a quarter",
                lambda f: 0.2 < f.bars["China"] / f.bars["United States"] < 0.25,
            ),
        ],
    ),
    "income 1": (
        [
            ("$2,379", lambda f: f.income("China", 1990), '"$"#,##0'),
            ("$12,569", lambda f: f.income("China", 2016), '"$"#,##0'),
            ("6.6%", lambda f: f.multiple("China") ** (1 / 26) - 1, "0.0%"),
        ],
        [
            (
                "faster than in any other economy shown",
                lambda f: max(f.lines["2016"], key=f.multiple) == "China",
            ),
            ("outpaced", lambda f: max(f.lines["2016"], key=f.multiple) == "China"),
        ],
    ),
    "income 2": (
        [("$6,125", lambda f: f.income("India", 2016), '"$"#,##0')],
        [
            ("three and a half times", lambda f: 3.4 < f.multiple("India") < 3.6),
            (
                "about half",
                lambda f: 0.45 < f.income("India", 2016) / f.income("China", 2016) < 0.55,
            ),
        ],
    ),
    "income 3": (
        [("10%", lambda f: f.income("Brazil", 2016) / f.income("China", 2016) - 1, "0%")],
        [
            (
                "more than four times",
                lambda f: f.income("Brazil", 1990) > 4 * f.income("China", 1990),
            ),
            ("melted", lambda f: f.income("Brazil", 2016) < 1.2 * f.income("China", 2016)),
        ],
    ),
    "income 4": (
        [
            ("24%", lambda f: f.bars["China"] / f.bars["United States"], "0%"),
            ("$53,015", lambda f: f.bars["United States"], '"$"#,##0'),
            ("12%", lambda f: f.bars["India"] / f.bars["United States"], "0%"),
            ("10%", lambda f: f.bars["Nigeria"] / f.bars["United States"], "0%"),
        ],
        [],
    ),
}
CLAIMS = POPULATION | GROWTH | INCOME

QUANTITY = re.compile(
    r"\w+fold\b|\bhalved\b|\bhalf\b|\bquarter\b|\btwice\b|\btimes\b|\btwenty\b|\bmore than\b"
    r"|\bless\b|\bmost\b|\bfastest\b|\bfaster\b|\bslower\b|\bno other\b|\bovertook\b|\brising\b"
    r"|\bdown\b|\btrail\b|\bstopped\b|\bmelted\b|\boutpaced\b|\bunder\b"
)
NUMBER = re.compile(r"\$?\d+(?:,\d{3})*(?:\.\d+)?%?(?: billion)?")


def texts(book: Workbook) -> dict[str, str]:
    """Return every headline, and every message with its heading, by the key of its claims."""
    found = {f"{row['ID']} headline": row["Headline"] for row in records(book, "Topics")}
    for row in records(book, "Messages"):
        found[f"{row['Topic']} {row['Order']}"] = f"{row['Heading']}: {row['Text']}"
    return found


def years_of(facts: Facts, topic: str) -> set[str]:
    if topic == "population":
        return set(facts.stock)
    return {"2000", "2020"} if topic == "growth" else set(facts.lines)


def test_every_text_has_its_claims(book: Workbook) -> None:
    assert set(texts(book)) == set(CLAIMS)


@pytest.mark.parametrize("key", CLAIMS)
def test_numbers_are_those_of_the_data(book: Workbook, key: str) -> None:
    facts, text = Facts(book), texts(book)[key]
    claims, _ = CLAIMS[key]
    rest = re.sub(r"\b(19|20)\d\d(?=s?\b)", lambda year: f"<{year[0]}>", text)
    years = set(re.findall(r"<(\d{4})>", rest))
    assert years <= years_of(facts, key.partition(" ")[0])
    printed = NUMBER.findall(re.sub(r"<\d{4}>", "", rest))
    assert sorted(printed) == sorted(claim[0] for claim in claims)
    for shown, value, code in claims:
        assert number_text(value(facts), code) == shown.removesuffix(" billion"), shown


@pytest.mark.parametrize("key", CLAIMS)
def test_comparisons_are_borne_out(book: Workbook, key: str) -> None:
    facts, text = Facts(book), texts(book)[key]
    _, comparisons = CLAIMS[key]
    rest = text
    for words, holds in comparisons:
        assert words in text
        assert holds(facts), words
        rest = rest.replace(words, "")
    assert not QUANTITY.findall(rest)


def test_the_income_sheets_agree(book: Workbook) -> None:
    facts = Facts(book)
    for economy, value in facts.lines["2016"].items():
        assert facts.bars[economy] == value


def test_growth_adds_up_as_printed(book: Workbook) -> None:
    facts = Facts(book)
    start, *steps, end = (round(value * 100) for value in facts.steps.values())
    assert start + sum(steps) == end
    *parts, whole = facts.regions.values()
    for label in whole:
        if label == "Growth":
            continue
        places = 3 if label == "Share of growth" else 2
        unit = 10**places
        assert sum(round(part[label] * unit) for part in parts) == round(whole[label] * unit)
    for row in facts.regions.values():
        assert row["Change"] == pytest.approx(row["Population 2020"] - row["Population 2000"])
        assert row["Growth"] == pytest.approx(row["Change"] / row["Population 2000"])
        assert row["Share of growth"] == pytest.approx(row["Change"] / whole["Change"])


def test_the_stock_is_the_world(book: Workbook) -> None:
    facts = Facts(book)
    assert facts.world(2000) == pytest.approx(facts.steps["World 2000"], abs=1e-8)
    assert facts.world(2020) == pytest.approx(facts.steps["World 2020"], abs=1e-8)


def test_texts_fit_a_slide(book: Workbook) -> None:
    for topic in records(book, "Topics"):
        assert len(topic["Headline"]) <= HEADLINE_LIMIT
        assert topic["Headline"][-1].isalnum()
        assert topic["Standfirst"]
        assert not topic["Standfirst"].endswith(".")
    for message in records(book, "Messages"):
        assert len(message["Heading"].split()) <= HEADING_WORDS
        assert len(message["Text"].split()) <= MESSAGE_WORDS
        assert message["Text"].endswith(".")
    for text in texts(book).values():
        assert "'" not in text
        assert '"' not in text
        assert not re.search(r"\d-\d", text)
