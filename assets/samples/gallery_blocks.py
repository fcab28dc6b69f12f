"""The figures of the gallery: real tables in the shapes that the kinds of chart ask for.

Publishers, licences and extracts are those of the sample (data/SOURCES.md). Sums, differences,
growth and shares are computed here and nowhere else.
"""

from __future__ import annotations

import datetime
from itertools import pairwise

from assets.samples.sample_blocks import (
    AMERICAS,
    CDIAC,
    MADDISON,
    REGIONS,
    UN,
    UNDP,
    Block,
    areas,
    carbon,
    development,
    emissions,
    growth,
    income,
    income_lines,
    population,
    stock,
)

AGREEMENTS = (
    "Source: United Nations Treaty Collection; United Nations General Assembly, resolutions 55/2 "
    "and 70/1"
)
CONTINENTS = ("Asia", "Africa", AMERICAS, "Europe", "Northern America", "Oceania")
_PERIODS = (1990, 1995, 2000, 2005, 2010, 2016)
_THOUSAND = 1000
_FROM = 1980


def gallery_blocks() -> tuple[Block, ...]:
    """Return the data sheets."""
    return (
        stock(),
        growth(),
        _of_2020(),
        _world(),
        _groups(),
        _decades(),
        emissions(),
        _nations(),
        _per_head(),
        income_lines(),
        _income_change(),
        _income_growth(),
        _annual_growth(),
        _growth_by_economy(),
        _carbon_and_income(),
        _health_and_income(),
        _schooling(),
        _young(),
        _agreements(),
        _at_a_glance(),
    )


def _of_2020() -> Block:
    people = population()
    return Block(
        sheet="Population 2020",
        title="Population by region, 2020",
        unit="million",
        header=("Region", "People"),
        rows=tuple((name, float(people[name][2020] * _THOUSAND)) for name in CONTINENTS),
        formats=("@", "#,##0"),
        source=UN,
        note="Note: as of 1 July",
        table="Population2020",
    )


def _world() -> Block:
    world = population()["World"]
    return Block(
        sheet="World",
        title="World population and its growth over the decade before",
        unit="",
        header=("Year", "People (billion)", "Growth over ten years (%)"),
        rows=tuple(
            (year, float(people), float(people / before - 1))
            for (_, before), (year, people) in pairwise(world.items())
        ),
        formats=("0", "0.0", "0.0%"),
        source=UN,
        note="Note: as of 1 July; growth is computed from the published figures",
        table="World",
    )


def _groups() -> Block:
    people = areas()
    developing, without = (
        people["Less developed regions"],
        people["Less developed regions, excluding China"],
    )
    regions = population()
    years = (1960, 1980, 2000, 2020)
    return Block(
        sheet="Groups",
        title="Population of developing and developed regions",
        unit="million",
        header=("Year", "India", "Greater China", "Other developing", "Europe", "Other developed"),
        rows=tuple(
            (
                year,
                *(
                    float(number * _THOUSAND)
                    for number in (
                        people["India"][year],
                        developing[year] - without[year],
                        without[year] - people["India"][year],
                        regions["Europe"][year],
                        people["More developed regions"][year] - regions["Europe"][year],
                    )
                ),
            )
            for year in years
        ),
        formats=("0", *("#,##0" for _ in range(5))),
        source=UN,
        note="Note: as of 1 July; differences are computed from the published figures",
        table="Groups",
    )


def _decades() -> Block:
    people = population()
    years = tuple(people["World"])
    changes = [
        (f"{a}\u2013{b}", {name: people[name][b] - people[name][a] for name in CONTINENTS[:4]})
        for a, b in pairwise(years)
        if a >= _FROM
    ]
    first, last = (
        (str(year), {name: people[name][year] for name in CONTINENTS[:4]})
        for year in (_FROM, years[-1])
    )
    return Block(
        sheet="Decades",
        title="Population of four regions, and what each decade added",
        unit="million",
        header=("Step", *CONTINENTS[:4]),
        rows=tuple(
            (step, *(float(number * _THOUSAND) for number in parts.values()))
            for step, parts in (first, *changes, last)
        ),
        formats=("@", *("#,##0" for _ in range(4))),
        source=UN,
        note="Note: as of 1 July; changes are computed from the published figures",
        table="Decades",
    )


def _nations() -> Block:
    tonnes = {name: years[2020][0] / _THOUSAND for name, years in carbon().items()}
    return Block(
        sheet="Emissions of nations",
        title="Carbon emissions of sixteen economies, 2020",
        unit="million tonnes of carbon",
        header=("Economy", "Carbon"),
        rows=tuple(sorted(tonnes.items())),
        formats=("@", "#,##0"),
        source=CDIAC,
        note="Note: from fossil fuels and cement",
        table="EmissionsOfNations",
    )


_WIDE = ("China", "India", "United States", "Indonesia", "Brazil", "Nigeria", "Japan", "Germany")


def _per_head() -> Block:
    figures = {name: carbon()[name][2020] for name in _WIDE}
    return Block(
        sheet="Carbon and people",
        title="Carbon emissions per head and population of eight economies, 2020",
        unit="",
        header=("Economy", "Tonnes of carbon per head", "People (million)"),
        rows=tuple(
            (name, head, total / head / _THOUSAND)
            for name, (total, head) in sorted(figures.items(), key=lambda item: -item[1][1])
        ),
        formats=("@", "0.0", "#,##0"),
        source=CDIAC,
        note="Note: people are what total emissions and emissions per head imply",
        table="CarbonAndPeople",
    )


def _income_change() -> Block:
    by_economy = income()
    return Block(
        sheet="Income 1990 and 2016",
        title="Real GDP per capita, 1990 and 2016",
        unit="2011 US$",
        header=("Economy", "1990", "2016"),
        rows=tuple(
            (name, by_economy[name][1990], by_economy[name][2016])
            for name in sorted(by_economy, key=lambda name: -by_economy[name][2016])
        ),
        formats=("@", "#,##0", "#,##0"),
        source=MADDISON,
        table="IncomeChange",
    )


def _income_growth() -> Block:
    by_economy = income()
    return Block(
        sheet="Income growth",
        title="Growth of real GDP per capita a year",
        unit="",
        header=("Economy", *(f"{a}\u2013{b}" for a, b in pairwise(_PERIODS))),
        rows=tuple(
            (
                name,
                *((years[b] / years[a]) ** (1 / (b - a)) - 1 for a, b in pairwise(_PERIODS)),
            )
            for name, years in by_economy.items()
        ),
        formats=("@", *("0.0%" for _ in range(len(_PERIODS) - 1))),
        source=MADDISON,
        note="Note: compound annual growth, computed from the published figures",
        table="IncomeGrowth",
    )


def _annual() -> dict[str, dict[int, float]]:
    return {
        name: {b: years[b] / years[a] - 1 for a, b in pairwise(sorted(years))}
        for name, years in income().items()
    }


def _annual_growth() -> Block:
    return Block(
        sheet="Annual growth",
        title="Growth of real GDP per capita, thirteen economies, 1991\u20132016",
        unit="",
        header=("Economy and year", "Growth"),
        rows=tuple(
            (f"{name} {year}", growth)
            for name, years in _annual().items()
            for year, growth in years.items()
        ),
        formats=("@", "0.0%"),
        source=MADDISON,
        note="Note: growth over the year before, computed from the published figures",
        table="AnnualGrowth",
    )


def _growth_by_economy() -> Block:
    annual = _annual()
    names = ("China", "India", "Indonesia", "Nigeria", "Brazil", "Germany")
    return Block(
        sheet="Growth by economy",
        title="Growth of real GDP per capita over the year before, 1991\u20132016",
        unit="",
        header=("Year", *names),
        rows=tuple((year, *(annual[name][year] for name in names)) for year in annual["China"]),
        formats=("0", *("0.0%" for _ in names)),
        source=MADDISON,
        note="Note: computed from the published figures",
        table="GrowthByEconomy",
    )


_GROUPS = {
    "Asia": (
        "Bangladesh",
        "China",
        "India",
        "Indonesia",
        "Japan",
        "Republic of Korea",
        "Viet Nam",
        "Malaysia",
        "Laos",
    ),
    "Africa": ("Ethiopia", "Nigeria", "South Africa"),
    "Americas": ("Brazil", "Mexico", "United States"),
    "Europe": ("Germany",),
}
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names}


def _carbon_and_income() -> Block:
    by_economy, tonnes = income(), carbon()
    names = [name for name in by_economy if name in tonnes]
    return Block(
        sheet="Carbon and income",
        title="Income per head (2016), carbon per head and total carbon (2020)",
        unit="",
        header=(
            "Economy",
            "Group",
            "GDP per capita, 2011 US$",
            "Tonnes of carbon per head",
            "Carbon, million tonnes",
        ),
        rows=tuple(
            (
                name,
                _GROUP_OF[name],
                by_economy[name][2016],
                tonnes[name][2020][1],
                tonnes[name][2020][0] / _THOUSAND,
            )
            for name in names
        ),
        formats=("@", "@", "#,##0", "0.0", "#,##0"),
        source=f"{CDIAC}; {MADDISON.removeprefix('Source: ')}",
        table="CarbonAndIncome",
    )


def _health_and_income() -> Block:
    index = {name: row for name, row in development().items() if row["hdi_rank"]}
    return Block(
        sheet="Health and income",
        title="Income per head and life expectancy, 2021",
        unit="",
        header=("Economy", "Group", "GNI per head, 2017 PPP $", "Life expectancy, years"),
        rows=tuple(
            (name, _GROUP_OF[name], float(row["gni_per_capita"]), float(row["life_expectancy"]))
            for name, row in index.items()
        ),
        formats=("@", "@", "#,##0", "0.0"),
        source=UNDP,
        table="HealthAndIncome",
    )


def _schooling() -> Block:
    index = development()
    return Block(
        sheet="Schooling",
        title="Years of schooling by developing region, 2021",
        unit="years",
        header=("Region", "Mean years of schooling", "Expected years of schooling"),
        rows=tuple(
            (
                region,
                float(index[region]["mean_schooling"]),
                float(index[region]["expected_schooling"]),
            )
            for region in REGIONS
        ),
        formats=("@", "0.0", "0.0"),
        source=UNDP,
        table="Schooling",
    )


def _young() -> Block:
    people = population()
    world = people["World"]
    return Block(
        sheet="Shares of regions",
        title="Share of world population, 1950 and 2020",
        unit="",
        header=("Region", "1950", "2020"),
        rows=tuple(
            (name, *(float(people[name][year] / world[year]) for year in (1950, 2020)))
            for name in CONTINENTS
        ),
        formats=("@", "0.0%", "0.0%"),
        source=UN,
        note="Note: computed from the published figures",
        table="SharesOfRegions",
    )


def _agreements() -> Block:
    def day(text: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(text)

    return Block(
        sheet="Agreements",
        title="Agreements of the United Nations on climate and development",
        unit="",
        header=("Agreement", "Field", "Start", "End"),
        rows=(
            ("Framework Convention adopted", "Climate", day("1992-05-09"), None),
            ("Kyoto Protocol adopted", "Climate", day("1997-12-11"), None),
            ("Kyoto, first period", "Climate", day("2008-01-01"), day("2012-12-31")),
            ("Kyoto, second period", "Climate", day("2013-01-01"), day("2020-12-31")),
            ("Paris Agreement adopted", "Climate", day("2015-12-12"), None),
            ("Millennium Goals", "Development", day("2000-09-08"), day("2015-12-31")),
            ("Sustainable Development Goals", "Development", day("2016-01-01"), day("2030-12-31")),
        ),
        formats=("@", "@", "d mmm yyyy", "d mmm yyyy"),
        source=AGREEMENTS,
        table="Agreements",
    )


def _at_a_glance() -> Block:
    index, annual = development(), _annual()
    names = [name for name in index if name in annual]
    return Block(
        sheet="At a glance",
        title="Selected economies at a glance",
        unit="",
        header=(
            "Economy",
            "GNI per head (2017 PPP $)",
            "Human Development Index",
            "Life expectancy (years)",
            "Growth 2016",
        ),
        rows=tuple(
            (
                name,
                float(index[name]["gni_per_capita"]),
                float(index[name]["hdi"]),
                float(index[name]["life_expectancy"]),
                annual[name][2016],
            )
            for name in names
        ),
        formats=("@", "#,##0", "0.000", "0.0", "+0.0%;-0.0%"),
        source=f"{UNDP}; {MADDISON.removeprefix('Source: ')}",
        note="Note: figures of 2021; growth of GDP per capita over the year before",
        table="AtAGlance",
    )
