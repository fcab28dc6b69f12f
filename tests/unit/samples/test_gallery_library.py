"""The gallery's workbook is what its script makes, and each of its headlines is true."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from assets.samples.gallery_blocks import CONTINENTS, gallery_blocks
from assets.samples.library_workbook import library_bytes
from assets.samples.make_gallery_library import gallery
from assets.samples.sample_blocks import (
    REGIONS,
    areas,
    carbon,
    development,
    income,
    population,
    texts_of,
)
from briefing_app.model.chart_spec import ChartKind

LIBRARY = Path(__file__).parents[3] / "assets" / "samples" / "gallery-library.xlsx"
HEADER, *ROWS = texts_of("gallery")
ASKED = {row[0]: dict(zip(HEADER, row, strict=True)) for row in ROWS}
LONGEST_HEADLINE = 110

PEOPLE, INCOME, INDEX, AREAS = population(), income(), development(), areas()
CARBON = {name: years[2020][0] for name, years in carbon().items()}
HEADS = {name: years[2020][1] for name, years in carbon().items()}
EMITTED = {
    name: {year: tonnes for year, (tonnes, _) in carbon()[name].items()}
    for name in ("China", "United States", "India")
}
WORLD = PEOPLE["World"]
DECADES = {after: WORLD[after] / WORLD[before] - 1 for before, after in pairwise(WORLD)}
LINES = ("Brazil", "China", "India", "Indonesia", "Nigeria")
GAIN = {name: INCOME[name][2016] / INCOME[name][1990] for name in INCOME}
ANNUAL = {
    name: [years[after] / years[before] - 1 for before, after in pairwise(sorted(years))]
    for name, years in INCOME.items()
}
BOXES = ("China", "India", "Indonesia", "Nigeria", "Brazil", "Germany")


def share(region: str, year: int) -> Decimal:
    return PEOPLE[region][year] / WORLD[year]


def added(region: str) -> list[Decimal]:
    years = [year for year in WORLD if year >= 1980]
    return [PEOPLE[region][after] - PEOPLE[region][before] for before, after in pairwise(years)]


def yearly(name: str, first: int, last: int) -> float:
    return float((INCOME[name][last] / INCOME[name][first]) ** (1 / (last - first))) - 1


def fastest(first: int, last: int) -> list[str]:
    return sorted(INCOME, key=lambda name: -yearly(name, first, last))


def groups_ratio() -> bool:
    southern, northern = AREAS["Less developed regions"], AREAS["More developed regions"]
    growth = [float(group[2020] / group[1960] - 1) for group in (southern, northern)]
    return 3.5 < growth[0] / growth[1] < 6


BOUND = {"column", "column-difference", "column-break", "area", "waterfall"}
"""Headlines that say no more than a bound value."""
TRUE: dict[str, Callable[[], bool]] = {
    "stacked-clustered": groups_ratio,
    "column-mean": lambda: (
        [step < statistics.fmean(DECADES.values()) for step in DECADES.values()]
        == [False] * 4 + [True] * 3
    ),
    "column-bracket": lambda: WORLD[2020] / WORLD[1960] > 2,
    "column-clustered": lambda: all(
        float(INDEX[region]["expected_schooling"]) > float(INDEX[region]["mean_schooling"])
        for region in REGIONS
    ),
    "stacked-column": lambda: (
        PEOPLE["Asia"][2020]
        + PEOPLE["Africa"][2020]
        - PEOPLE["Asia"][1950]
        - PEOPLE["Africa"][1950]
        > (WORLD[2020] - WORLD[1950]) * Decimal("0.75")
    ),
    "stacked-column-cagr": lambda: (
        max(CONTINENTS, key=lambda name: PEOPLE[name][2020] / PEOPLE[name][1950]) == "Africa"
    ),
    "stacked-column-labels": lambda: (
        round(share("Asia", 2020) * 5) == 3
        and abs(share("Asia", 2020) - Decimal("0.6")) < Decimal("0.01")
    ),
    "full-column": lambda: (
        share("Europe", 2020) / share("Europe", 1950) < Decimal("0.5")
        and Decimal("1.85") < share("Africa", 2020) / share("Africa", 1950) < 2
    ),
    "combination": lambda: all(
        DECADES[after] < DECADES[before] for before, after in pairwise(DECADES) if before >= 1970
    ),
    "pareto": lambda: (
        sorted(CARBON, key=lambda name: -CARBON[name])[:4]
        == ["China", "United States", "India", "Japan"]
    ),
    "histogram": lambda: sum(step < 0.05 for steps in ANNUAL.values() for step in steps) > 338 / 2,
    "bar": lambda: share("Asia", 2020) > Decimal("0.5"),
    "bar-other": lambda: 0.45 < CARBON["China"] / sum(CARBON.values()) < 0.5,
    "bar-mean": lambda: (
        sum(tonnes > statistics.fmean(CARBON.values()) for tonnes in CARBON.values()) == 3
        and len(CARBON) == 16
    ),
    "stacked-bar": lambda: min(share("Asia", year) for year in (1950, 2020)) > Decimal("0.5"),
    "full-bar": lambda: (
        sorted(share("Africa", year) for year in WORLD) == [share("Africa", year) for year in WORLD]
        and [share("Europe", year) for year in WORLD]
        == sorted((share("Europe", year) for year in WORLD), reverse=True)
    ),
    "table-marks": lambda: (
        float(INDEX["China"]["life_expectancy"]) > float(INDEX["United States"]["life_expectancy"])
        and 0.23
        < float(INDEX["China"]["gni_per_capita"]) / float(INDEX["United States"]["gni_per_capita"])
        < 0.28
    ),
    "butterfly": lambda: (
        0 < share("Asia", 2020) - share("Asia", 1950) < Decimal("0.05")
        and share("Europe", 2020) * 2 < share("Europe", 1950)
    ),
    "dumbbell": lambda: min(GAIN.values()) > 1 and max(GAIN.values()) > 3 * min(GAIN.values()),
    "gantt": lambda: _agreements() == [5, 8, 15, 15],
    "line": lambda: 0.85 < INCOME["China"][2016] / INCOME["Brazil"][2016] < 1,
    "line-cagr": lambda: max(LINES, key=GAIN.__getitem__) == "China",
    "line-forecast": lambda: (
        2000
        < min(
            year
            for year in EMITTED["China"]
            if EMITTED["China"][year] > EMITTED["United States"][year]
        )
        < 2010
    ),
    "area-one": lambda: 3.7 < EMITTED["India"][2020] / EMITTED["India"][1990] < 4,
    "full-area": lambda: 1.9 < _china_of_three(2020) / _china_of_three(1990) < 2.1,
    "slope": lambda: (
        INCOME["China"][1990] < INCOME["Indonesia"][1990]
        and INCOME["Indonesia"][2016] < INCOME["China"][2016] < INCOME["Brazil"][2016]
    ),
    "small-multiples": lambda: (
        len({round(gain, 1) for name, gain in GAIN.items() if name in LINES}) == len(LINES)
    ),
    "marimekko": lambda: all(
        max(CONTINENTS, key=lambda name: PEOPLE[name][year]) == "Asia" for year in WORLD
    ),
    "marimekko-units": lambda: (
        max(HEADS, key=HEADS.__getitem__) == "United States"
        and max(CARBON, key=CARBON.__getitem__) == "China"
    ),
    "heat-map": lambda: (
        set(fastest(1990, 1995)[:2]) == {"Republic of Korea", "China"}
        and set(fastest(2010, 2016)[:2]) == {"Ethiopia", "Bangladesh"}
    ),
    "waterfall-difference": lambda: (
        abs(WORLD[2020] / WORLD[2000] - Decimal("1.25")) < Decimal("0.03")
    ),
    "stacked-waterfall": lambda: (
        added("Asia") == sorted(added("Asia"), reverse=True)
        and added("Africa") == sorted(added("Africa"))
    ),
    "scatter": lambda: (
        statistics.correlation(
            [INCOME[name][2016] for name in INCOME if name in HEADS],
            [HEADS[name] for name in INCOME if name in HEADS],
        )
        > 0.7
    ),
    "scatter-quadrants": lambda: (
        _of_mean("Viet Nam", "life_expectancy") > 1 and _of_mean("Viet Nam", "gni_per_capita") < 0.5
    ),
    "box-plot": lambda: (
        max(BOXES, key=lambda name: statistics.median(ANNUAL[name])) == "China"
        and min(BOXES, key=lambda name: statistics.pstdev(ANNUAL[name])) == "India"
    ),
}


TRUE |= {
    "bullet": TRUE["column-clustered"],
    "pie": TRUE["stacked-column-labels"],
    "doughnut": TRUE["stacked-column-labels"],
    "bubble": TRUE["marimekko-units"],
}


def _china_of_three(year: int) -> float:
    return EMITTED["China"][year] / sum(years[year] for years in EMITTED.values())


def _agreements() -> list[int]:
    (block,) = (block for block in gallery_blocks() if block.sheet == "Agreements")
    days = [(row[2], row[3]) for row in block.rows]
    return [
        round((last - first).days / 365.25)
        for first, last in days
        if isinstance(first, datetime.datetime) and isinstance(last, datetime.datetime)
    ]


def _of_mean(name: str, column: str) -> float:
    figures = {one: float(row[column]) for one, row in INDEX.items() if row["hdi_rank"]}
    return figures[name] / statistics.fmean(figures.values())


def test_the_file_is_what_the_script_makes() -> None:
    assert LIBRARY.read_bytes() == library_bytes(gallery())


def test_every_headline_has_its_proof() -> None:
    assert {*TRUE, *BOUND} == set(ASKED)
    assert all("{" in ASKED[topic]["Headline"] for topic in BOUND)


@pytest.mark.parametrize("topic", TRUE)
def test_the_headline_is_true(topic: str) -> None:
    assert TRUE[topic]()


@pytest.mark.parametrize("topic", ASKED)
def test_the_headline_is_short_and_its_figures_are_bound(topic: str) -> None:
    headline = ASKED[topic]["Headline"]
    outside = "".join(part.partition("}")[2] or part for part in headline.split("{"))
    assert len(outside) <= LONGEST_HEADLINE
    years = {"1950", "1960", "1970", "1990", "2000", "2020", "2000s"}
    numbers = {word.strip(".,’s") for word in outside.split() if any(c.isdigit() for c in word)}
    assert numbers <= years | {year.rstrip("s") for year in years}


def test_every_kind_of_chart_is_shown() -> None:
    assert {kind.value for kind in ChartKind} | {"table"} == {a["Kind"] for a in ASKED.values()}
