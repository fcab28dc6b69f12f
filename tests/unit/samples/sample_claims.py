"""What each English sentence of the sample claims, and what makes it true.

A claim is a number as it is printed, with what it is and the number format it is printed in; a
comparison is a word of quantity, with what makes it true. Keys: topic and ``headline``, the number
of a message, or ``exhibit`` and the number of an exhibit.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.samples.sample_facts import (
    DEVELOPED,
    GREATER,
    OTHERS,
    PARTNERS,
    SCHOOLING,
    Facts,
)

Claim = tuple[str, Callable[[Facts], float], str]
Comparison = tuple[str, Callable[[Facts], bool]]
Claims = dict[str, tuple[list[Claim], list[Comparison]]]

GOVERNANCE: Claims = {
    "ai-governance headline": ([], []),
    "ai-governance 1": (
        [],
        [("Two documents", lambda f: sum("(China)" in name for name in f.documents) == 2)],
    ),
    "ai-governance 2": ([], []),
    "ai-governance 3": ([], []),
    "ai-governance 4": (
        [("252 m", lambda f: f.partners(), "0")],
        [
            ("Three", lambda f: [*f.projects][:3] == [*PARTNERS]),
            ("three", lambda f: [*f.projects][:3] == [*PARTNERS]),
        ],
    ),
    "ai-governance 5": ([], []),
    "ai-governance exhibit 3": ([], []),
    "ai-governance exhibit 2": ([("252 m", lambda f: f.partners(), "0")], []),
}
MARKET: Claims = {
    "market headline": (
        [
            ("5.05 bn", lambda f: f.groups["2020"][OTHERS], "0.00"),
            ("65%", lambda f: f.group_share(OTHERS, 2020), "0%"),
        ],
        [],
    ),
    "market 1": (
        [
            ("3.89 bn", lambda f: f.others_added(), "0.00"),
            ("74%", lambda f: f.others_added() / f.world_added(), "0%"),
        ],
        [],
    ),
    "market 2": (
        [("3.4", lambda f: f.groups["2020"][OTHERS] / f.groups["2020"][GREATER], "0.0")],
        [("times as large", lambda f: f.groups["2020"][OTHERS] > f.groups["2020"][GREATER])],
    ),
    "market 3": (
        [
            ("23%", lambda f: f.group_share(GREATER, 1980), "0%"),
            ("19%", lambda f: f.group_share(GREATER, 2020), "0%"),
        ],
        [
            (
                "peak",
                lambda f: max(f.groups, key=lambda y: f.group_share(GREATER, int(y))) == "1980",
            ),
            ("declines", lambda f: f.group_share(GREATER, 2020) < f.group_share(GREATER, 2010)),
        ],
    ),
    "market 4": (
        [
            ("32%", lambda f: f.group_share(DEVELOPED, 1950), "0%"),
            ("16%", lambda f: f.group_share(DEVELOPED, 2020), "0%"),
        ],
        [
            (
                "halved",
                lambda f: (
                    0.49 < f.group_share(DEVELOPED, 2020) / f.group_share(DEVELOPED, 1950) < 0.52
                ),
            ),
            (
                "grew in every decade",
                lambda f: (
                    [row[DEVELOPED] for row in f.groups.values()]
                    == sorted(row[DEVELOPED] for row in f.groups.values())
                ),
            ),
        ],
    ),
}
POPULATION: Claims = {
    "population headline": (
        [
            ("1.34 bn", lambda f: f.stock["2020"]["Africa"], "0.00"),
            ("7.79 bn", lambda f: f.world(2020), "0.00"),
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
            ("4.64 bn", lambda f: f.stock["2020"]["Asia"], "0.00"),
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
GROWTH: Claims = {
    "growth headline": (
        [
            ("87%", lambda f: f.part_of_growth("Asia", "Africa"), "0%"),
            ("1.65 bn", lambda f: f.regions["World"]["Change"], "0.00"),
        ],
        [],
    ),
    "growth 1": (
        [
            ("0.90 bn", lambda f: f.added("Asia"), "0.00"),
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
            ("0.53 bn", lambda f: f.added("Africa"), "0.00"),
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
                "0.19 bn",
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
            ("0.75 bn", lambda f: f.regions["Europe"]["Population 2020"], "0.00"),
            ("1.3%", lambda f: f.part_of_growth("Europe"), "0.0%"),
        ],
        [("all but stopped", lambda f: min(f.regions, key=f.growth) == "Europe")],
    ),
}
INCOME: Claims = {
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
NEIGHBOURS: Claims = {
    "neighbours headline": (
        [
            ("1.38 bn", lambda f: f.pair["2020"]["India"], "0.00"),
            ("1.44 bn", lambda f: f.pair["2020"]["China"], "0.00"),
        ],
        [("all but caught up", lambda f: f.pair["2020"]["India"] / f.pair["2020"]["China"] > 0.95)],
    ),
    "neighbours 1": (
        [
            ("304 m", lambda f: f.lead(1990), "0"),
            ("59 m", lambda f: f.lead(2020), "0"),
        ],
        [
            ("almost closed", lambda f: f.lead(2020) < 0.2 * f.lead(1990)),
            ("more people than", lambda f: f.lead(1990) > 0),
            ("down", lambda f: f.lead(2020) < f.lead(1990)),
        ],
    ),
    "neighbours 2": (
        [
            ("58%", lambda f: f.rate("India"), "0%"),
            ("22%", lambda f: f.rate("China"), "0%"),
        ],
        [
            ("less than half as much", lambda f: f.rate("China") < 0.5 * f.rate("India")),
            ("faster", lambda f: f.rate("India") > f.rate("China")),
        ],
    ),
    "neighbours 3": (
        [
            ("178 m", lambda f: f.gained("India", 2000, 2010), "0"),
            ("146 m", lambda f: f.gained("India", 2010, 2020), "0"),
            ("78 m", lambda f: f.gained("China", 2000, 2010), "0"),
            ("71 m", lambda f: f.gained("China", 2010, 2020), "0"),
        ],
        [
            (
                "slowing down",
                lambda f: all(
                    f.gained(country, 2010, 2020) < f.gained(country, 2000, 2010)
                    for country in ("China", "India")
                ),
            ),
            ("2000s", lambda f: {"2000", "2010"} <= set(f.pair)),
            ("2010s", lambda f: {"2010", "2020"} <= set(f.pair)),
        ],
    ),
}
FURTHER: Claims = {
    "growth exhibit 2": (
        [
            ("65%", lambda f: f.growth("Africa"), "0%"),
            ("27%", lambda f: f.growth("World"), "0%"),
        ],
        [
            ("more than twice", lambda f: f.growth("Africa") > 2 * f.growth("World")),
            ("twenty years", lambda f: {"World 2000", "World 2020"} <= set(f.steps)),
        ],
    ),
    "income exhibit 2": (
        [("24%", lambda f: f.level("China"), "0%")],
        [
            (
                "close behind Brazil’s and Mexico’s",
                lambda f: (
                    f.bars_by_size()[4:7] == ["Mexico", "Brazil", "China"]
                    and f.bars["China"] > 0.75 * f.bars["Mexico"]
                ),
            )
        ],
    ),
}
DEVELOPMENT: Claims = {
    "development headline": (
        [
            ("0.547", lambda f: f.index["Sub-Saharan Africa"], "0.000"),
            ("25%", lambda f: 1 - f.index["Sub-Saharan Africa"] / f.index["World"], "0%"),
        ],
        [("below", lambda f: f.index["Sub-Saharan Africa"] < f.index["World"])],
    ),
    "development 1": (
        [
            ("0.547", lambda f: min(f.index.values()), "0.000"),
            ("0.796", lambda f: max(f.index.values()), "0.000"),
        ],
        [
            (
                "range from",
                lambda f: (
                    min(f.index, key=lambda r: f.index[r]) == "Sub-Saharan Africa"
                    and max(f.index, key=lambda r: f.index[r]) == "Europe and Central Asia"
                ),
            )
        ],
    ),
    "development 2": (
        [
            ("0.749", lambda f: f.index["East Asia and the Pacific"], "0.000"),
            ("0.732", lambda f: f.index["World"], "0.000"),
            ("0.632", lambda f: f.index["South Asia"], "0.000"),
        ],
        [
            ("above", lambda f: f.index["East Asia and the Pacific"] > f.index["World"]),
            ("two", lambda f: f.index["East Asia and the Pacific"] > f.index["South Asia"]),
        ],
    ),
    "development 3": (
        [
            ("0.768", lambda f: f.economies["China"]["HDI"], "0.000"),
            ("0.633", lambda f: f.economies["India"]["HDI"], "0.000"),
        ],
        [
            (
                "above that of East Asia and the Pacific",
                lambda f: f.economies["China"]["HDI"] > f.index["East Asia and the Pacific"],
            ),
            (
                "matches South Asia’s",
                lambda f: abs(f.economies["India"]["HDI"] - f.index["South Asia"]) < 0.0015,
            ),
        ],
    ),
    "development 4": (
        [
            ("62", lambda f: f.economies["Malaysia"]["Rank"], "0"),
            ("87", lambda f: f.economies["Brazil"]["Rank"], "0"),
            ("140", lambda f: f.economies["Laos"]["Rank"], "0"),
            ("79", lambda f: f.economies["China"]["Rank"], "0"),
        ],
        [],
    ),
    "development exhibit 2": (
        [
            ("7.6", lambda f: f.economies["China"][SCHOOLING], "0.0"),
            ("10.6", lambda f: f.economies["Malaysia"][SCHOOLING], "0.0"),
            ("9.2", lambda f: f.economies["Mexico"][SCHOOLING], "0.0"),
        ],
        [
            (
                "fewer than",
                lambda f: all(
                    f.economies["China"][SCHOOLING] < f.economies[other][SCHOOLING]
                    for other in ("Malaysia", "Mexico")
                ),
            )
        ],
    ),
}
EMISSIONS: Claims = {
    "emissions headline": (
        [("2.4", lambda f: f.tonnes("China", 2020) / f.tonnes("United States", 2020), "0.0")],
        [
            (
                "more carbon than the United States since 2006",
                lambda f: all(
                    (row["China"] > row["United States"]) == (int(year) >= 2006)
                    for year, row in f.carbon.items()
                ),
            ),
            ("times as much", lambda f: f.tonnes("China", 2020) > f.tonnes("United States", 2020)),
        ],
    ),
    "emissions 1": (
        [
            ("659 million", lambda f: f.tonnes("China", 1990), "#,##0"),
            ("2,916 million", lambda f: f.tonnes("China", 2020), "#,##0"),
            ("5.1%", lambda f: (1 + f.change("China", 1990, 2020)) ** (1 / 30) - 1, "0.0%"),
        ],
        [],
    ),
    "emissions 2": (
        [("22%", lambda f: -f.change("United States", 2007, 2020), "0%")],
        [
            (
                "peaked in 2007",
                lambda f: f.tonnes("United States", 2007) == max(f.shift("United States")),
            ),
            ("lower", lambda f: f.change("United States", 2007, 2020) < 0),
        ],
    ),
    "emissions 3": (
        [("3.9", lambda f: f.tonnes("India", 2020) / f.tonnes("India", 1990), "0.0")],
        [
            (
                "less than a quarter",
                lambda f: f.tonnes("India", 2020) < 0.25 * f.tonnes("China", 2020),
            ),
            ("times as much", lambda f: f.tonnes("India", 2020) > f.tonnes("India", 1990)),
        ],
    ),
    "emissions 4": (
        [
            ("11%", lambda f: -f.change("United States", 2019, 2020), "0%"),
            ("10%", lambda f: -f.change("India", 2019, 2020), "0%"),
            ("2%", lambda f: f.change("China", 2019, 2020), "0%"),
        ],
        [],
    ),
    "emissions exhibit 2": (
        [
            ("1.8", lambda f: f.per_head["United States"] / f.per_head["China"], "0.0"),
            ("7.7", lambda f: f.per_head["United States"] / f.per_head["India"], "0.0"),
        ],
        [("times as much", lambda f: f.per_head["United States"] > f.per_head["China"])],
    ),
}
CLAIMS = (
    GOVERNANCE
    | MARKET
    | POPULATION
    | GROWTH
    | NEIGHBOURS
    | INCOME
    | FURTHER
    | DEVELOPMENT
    | EMISSIONS
)
