"""Every number and every comparison in the sample's sentences, recomputed from its data sheets.

A text that is not listed in sample_claims.py, a number in it that no claim gives, or a word of
quantity that no comparison proves, fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from briefing_app.model.number_text import number_text
from tests.unit.samples.sample_claims import CLAIMS
from tests.unit.samples.sample_facts import LIBRARY, Facts, records
from tests.unit.samples.sample_slides import printed

HEADLINE_LIMIT = 110
HEADING_WORDS = 6
MESSAGE_WORDS = 36
"""A message has thirty-five words; what is computed between two of them may add a scale."""
YEARS = {
    "ai-governance": {"2023", "2025"},
    "market": {"1950", "1980", "2020"},
    "population": {"1950", "1990", "2000", "2020"},
    "growth": {"2000", "2020"},
    "neighbours": {"1990", "2000", "2010", "2020"},
    "income": {"1990", "2016"},
    "development": set[str](),
    "emissions": {"1990", "2006", "2007", "2020"},
}
QUANTITY = re.compile(
    r"\w+fold\b|\bhalved\b|\bhalf\b|\bquarter\b|\btwice\b|\btimes\b|\btwenty\b"
    r"|\bmore (?:than|people|carbon)"
    r"|\bless\b|\bmost\b|\bfastest\b|\bfaster\b|\bslower\b|\bno other\b|\bovertook\b|\brising\b"
    r"|\bdown\b|\btrail\b|\bstopped\b|\bmelted\b|\boutpaced\b|\bunder (?:a|the) quarter\b"
    r"|\btwo\b|\bthree\b|\bfewer\b|\babove\b|\bbelow\b|\bpeak\w*|\bmatches\b|\bcaught up\b"
    r"|\balmost closed\b|\bevery\b|\blower\b|\bdeclines?\b|\brange\b|\bclose behind\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\$?\d+(?:,\d{3})*(?:\.\d+)?%?(?: (?:bn|million|m)\b)?")
OPINION = {"ai-governance 5": "more open to China than Europe and the US"}
"""A comparison that is in the list of facts and in no figure."""


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    opened = load_workbook(LIBRARY, data_only=True)
    yield opened
    opened.close()


def test_every_text_has_its_claims() -> None:
    assert set(printed("en")) == set(CLAIMS)


@pytest.mark.parametrize("key", CLAIMS)
def test_numbers_are_those_of_the_data(book: Workbook, key: str) -> None:
    facts, text = Facts(book), printed("en")[key]
    claims, _ = CLAIMS[key]
    rest = re.sub(r"\b(?:19|20)\d\d(?=s?\b)", lambda year: f"<{year[0]}>", text)
    assert set(re.findall(r"<(\d{4})>", rest)) <= YEARS[key.partition(" ")[0]]
    found = NUMBER.findall(re.sub(r"<\d{4}>", "", rest))
    assert sorted(found) == sorted(claim[0] for claim in claims)
    for shown, value, code in claims:
        assert number_text(value(facts), code) == re.sub(r" \w+$", "", shown), shown


@pytest.mark.parametrize("key", CLAIMS)
def test_comparisons_are_borne_out(book: Workbook, key: str) -> None:
    facts, text = Facts(book), printed("en")[key]
    _, comparisons = CLAIMS[key]
    rest = text.replace(OPINION.get(key, text), "") if key in OPINION else text
    for words, holds in comparisons:
        assert words in text
        assert holds(facts), words
        rest = rest.replace(words, "")
    assert not QUANTITY.findall(rest)


def test_the_claims_notice_a_wrong_figure(book: Workbook) -> None:
    facts = Facts(book)
    facts.stock["2020"]["Africa"] *= 1.5
    claims, comparisons = CLAIMS["population headline"]
    assert any(number_text(value(facts), code) not in shown for shown, value, code in claims)
    assert not all(holds(facts) for _, holds in comparisons)


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


def test_groups_and_regions_are_the_same_world(book: Workbook) -> None:
    facts = Facts(book)
    assert facts.world(2000) == pytest.approx(facts.steps["World 2000"], abs=1e-8)
    assert facts.world(2020) == pytest.approx(facts.steps["World 2020"], abs=1e-8)
    for year in facts.stock:
        assert sum(facts.groups[year].values()) == pytest.approx(facts.world(int(year)), abs=1e-8)


def test_counts_in_exhibit_titles_are_those_of_the_data(book: Workbook) -> None:
    facts = Facts(book)
    counts = {
        "five emerging": len(facts.lines["2016"]),
        "thirteen": len(facts.bars),
        "sixteen": len(facts.per_head),
    }
    assert [*counts.values()] == [5, 13, 16]
    titles = " ".join(row["Title"] for row in records(book, "Exhibits"))
    assert all(words in titles for words in counts)


def test_texts_fit_a_slide(book: Workbook) -> None:
    texts = printed("en")
    for key, text in texts.items():
        if key.endswith("headline") or " exhibit " in key:
            assert len(text) <= HEADLINE_LIMIT, text
            assert text[-1].isalnum() or text[-1] in "%’", text
            continue
        heading, _, said = text.partition(": ")
        assert len(heading.split()) <= HEADING_WORDS, heading
        assert len(said.split()) <= MESSAGE_WORDS, said
        assert said.endswith(".")
    for topic in records(book, "Topics"):
        assert topic["Standfirst"]
        assert not topic["Standfirst"].endswith(".")
    for text in texts.values():
        assert "'" not in text
        assert '"' not in text
        assert not re.search(r"\d-\d", text)
