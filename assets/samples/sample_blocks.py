"""The figures and texts of the sample: each data sheet of its library as a block of rows.

The figures are the extracts in data/ (see data/SOURCES.md), or computed from them; the texts stand
in texts/.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent

UN = (
    "Source: United Nations, Department of Economic and Social Affairs, Population Division, "
    "World Population Prospects 2019, Rev. 1 (CC BY 3.0 IGO)"
)
MADDISON = (
    "Source: Groningen Growth and Development Centre, Maddison Project Database 2018, Bolt, "
    "Inklaar, de Jong and van Zanden (2018), series rgdpnapc (CC BY 4.0)"
)
UNDP = (
    "Source: United Nations Development Programme, Human Development Report 2021/22, statistical "
    "annex, table 1 (CC BY 3.0 IGO)"
)
CDIAC = "Source: CDIAC, Fossil-fuel CO2 emissions by nation (PDDL)"
RADAR = "Source: Sinolytics Radar no. 196, Mengying Tao, 20 August 2025"

REST = "Northern America and Oceania"
AMERICAS = "Latin America and the Caribbean"
LINES = ("Brazil", "China", "India", "Indonesia", "Nigeria")
SHORT = {
    "Lao People's Democratic Republic": "Laos",
    "United States of America": "United States",
}
NATIONS = {
    "CHINA (MAINLAND)": "China",
    "LAO PEOPLE S DEMOCRATIC REPUBLIC": "Laos",
    "REPUBLIC OF KOREA": "Republic of Korea",
    "UNITED STATES OF AMERICA": "United States",
}
"""CDIAC writes names in capitals; the others are as here in title case."""
PARTNERS = (
    ("Laos", "China\u2013Laos AI Innovation Center", "Sovereign large language model for Laos"),
    (
        "Malaysia",
        "China\u2013ASEAN AI Lab",
        "First Shariah-compliant large language model",
    ),
    ("Brazil", "Joint laboratory", "AI in agricultural mechanisation"),
)
REGIONS = (
    "Arab States",
    "East Asia and the Pacific",
    "Europe and Central Asia",
    "Latin America and the Caribbean",
    "South Asia",
    "Sub-Saharan Africa",
)

CellValue = str | int | float | datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Block:
    """A data sheet: title, unit, header and rows, then source and note.

    formats: one number format per column; table: name of the Excel table, or ""; name: defined
    name of header and rows, or ""; total: the last row is the total of the others.
    """

    sheet: str
    title: str
    unit: str
    header: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    formats: tuple[str, ...]
    source: str
    note: str = ""
    table: str = ""
    name: str = ""
    total: bool = False

    @property
    def data(self) -> str:
        """Return what an exhibit names to show it."""
        return self.table or self.name


# --- figures ----------------------------------------------------------------------------------


def population() -> dict[str, dict[int, Decimal]]:
    """Return billions of people by region (``World`` among them) and year, exactly."""
    with (HERE / "data" / "un-wpp2019-population.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    return {
        row["region"]: {
            int(year): Decimal(thousands) / 1_000_000
            for year, thousands in row.items()
            if year.isdigit()
        }
        for row in rows
    }


def income() -> dict[str, dict[int, int]]:
    """Return real GDP per capita in 2011 US$ by economy and year."""
    found: dict[str, dict[int, int]] = {}
    path = HERE / "data" / "maddison2018-gdp-per-capita.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["country"], {})[int(row["year"])] = int(row["rgdpnapc"])
    return found


def areas() -> dict[str, dict[int, Decimal]]:
    """Return billions of people by development group or country and year, exactly."""
    return {
        SHORT.get(row["area"], row["area"]): {
            int(year): Decimal(thousands) / 1_000_000
            for year, thousands in row.items()
            if year.isdigit()
        }
        for row in extract("un-wpp2019-groups-and-countries")
    }


def development() -> dict[str, dict[str, str]]:
    """Return what the Human Development Report says of each area, by column."""
    rows = extract("undp-hdr2022-development")
    return {SHORT.get(row["area"], row["area"]): row for row in rows}


def carbon() -> dict[str, dict[int, tuple[int, float]]]:
    """Return thousand tonnes of carbon, and tonnes per head, by nation and year."""
    found: dict[str, dict[int, tuple[int, float]]] = {}
    for row in extract("cdiac-fossil-co2"):
        nation = NATIONS.get(row["nation"], row["nation"].title())
        figures = int(row["total"]), float(row["per_capita"])
        found.setdefault(nation, {})[int(row["year"])] = figures
    return found


def extract(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of an extract."""
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def blocks() -> tuple[Block, ...]:
    """Return the data sheets."""
    return (
        _text_block("AI strategies", "Two strategies for artificial intelligence", "AIStrategies"),
        _text_block("AI timeline", "Documents on the governance of AI", "AITimeline"),
        _projects(),
        _groups(),
        stock(),
        growth(),
        _growth_by_region(),
        _neighbours(),
        income_lines(),
        _income_bars(),
        _regions(),
        _economies(),
        emissions(),
        _emissions_per_head(),
    )


def _text_block(sheet: str, title: str, table: str) -> Block:
    """Return a sheet of texts in three languages."""
    header, *rows = texts_of(sheet.lower().replace(" ", "-"))
    formats = tuple("@" for _ in header)
    return Block(sheet, title, "", header, tuple(rows), formats, RADAR, table=table)


def _projects() -> Block:
    people, index = areas(), development()
    compared = tuple((country, "\u2013", "\u2013") for country in ("China", "United States"))
    rows = tuple(
        (
            country,
            institution,
            project,
            float(people[country][2020] * 1000),
            float(index[country]["gni_per_capita"]),
        )
        for country, institution, project in (*PARTNERS, *compared)
    )
    return Block(
        sheet="AI projects",
        title="AI projects with partner countries of China; population 2020, GNI per head 2021",
        unit="",
        header=(
            "Country",
            "Joint institution",
            "Project",
            "Population, million",
            "GNI per head",
        ),
        rows=rows,
        formats=("@", "@", "@", "#,##0.0", "#,##0"),
        source=f"{RADAR} (projects); {UN.removeprefix('Source: ')} (population); "
        f"{UNDP.removeprefix('Source: ')} (gross national income, GNI)",
        table="AIProjects",
    )


def _groups() -> Block:
    people = areas()
    others, southern = (
        people["Less developed regions, excluding China"],
        people["Less developed regions"],
    )
    developed = people["More developed regions"]
    return Block(
        sheet="Development groups",
        title="Population by development group",
        unit="billion",
        header=("Year", "Developing regions without China", "Greater China", "Developed regions"),
        rows=tuple(
            (year, float(number), float(southern[year] - number), float(developed[year]))
            for year, number in others.items()
        ),
        formats=("0", "0.00", "0.00", "0.00"),
        source=UN,
        note="Note: as of 1 July; more and less developed regions as the UN groups them; "
        "Greater China is what their group of less developed regions excluding China leaves out",
        table="DevelopmentGroups",
    )


def _neighbours() -> Block:
    people = areas()
    return Block(
        sheet="China and India",
        title="Population of China and India",
        unit="billion",
        header=("Year", "China", "India"),
        rows=tuple(
            (year, float(people["China"][year]), float(people["India"][year]))
            for year in people["China"]
        ),
        formats=("0", "0.00", "0.00"),
        source=UN,
        note="Note: as of 1 July",
        table="ChinaAndIndia",
    )


def _regions() -> Block:
    index = development()
    return Block(
        sheet="Development by region",
        title="Human Development Index by developing region, 2021",
        unit="",
        header=("Region", "Human Development Index"),
        rows=tuple((region, float(index[region]["hdi"])) for region in (*REGIONS, "World")),
        formats=("@", "0.000"),
        source=UNDP,
        table="DevelopmentIndex",
        total=True,
    )


def _economies() -> Block:
    index = {name: row for name, row in development().items() if row["hdi_rank"]}
    columns = ("hdi", "life_expectancy", "mean_schooling", "gni_per_capita")
    return Block(
        sheet="Development of economies",
        title="Human development in selected economies, 2021",
        unit="",
        header=(
            "Economy",
            "Rank",
            "HDI",
            "Life expectancy, years",
            "Mean years of schooling",
            "GNI per head",
        ),
        rows=tuple(
            (name, int(row["hdi_rank"]), *(float(row[column]) for column in columns))
            for name, row in sorted(index.items(), key=lambda item: int(item[1]["hdi_rank"]))
        ),
        formats=("@", "0", "0.000", "0.0", "0.0", "#,##0"),
        source=UNDP,
        note="Note: HDI is the Human Development Index, GNI gross national income in 2017 PPP $",
        table="DevelopmentOfEconomies",
    )


def emissions() -> Block:
    """Return carbon emissions by year of three economies."""
    tonnes = carbon()
    lines = ("China", "United States", "India")
    return Block(
        sheet="Emissions",
        title="Carbon emissions of three economies",
        unit="million tonnes of carbon",
        header=("Year", *lines),
        rows=tuple(
            (year, *(tonnes[nation][year][0] / 1000 for nation in lines))
            for year in tonnes["China"]
        ),
        formats=("0", *("#,##0" for _ in lines)),
        source=CDIAC,
        note="Note: from fossil fuels and cement; to get tonnes of CO2, multiply by 3.667",
        table="CarbonEmissions",
    )


def _emissions_per_head() -> Block:
    return Block(
        sheet="Emissions per head",
        title="Carbon emissions per head, 2020",
        unit="tonnes of carbon",
        header=("Economy", "Carbon per head"),
        rows=tuple(sorted((nation, years[2020][1]) for nation, years in carbon().items())),
        formats=("@", "0.00"),
        source=CDIAC,
        note="Note: from fossil fuels and cement",
        table="CarbonPerHead",
    )


def stock() -> Block:
    """Return population by year and region."""
    people = population()
    people[REST] = {
        year: number + people["Oceania"][year]
        for year, number in people["Northern America"].items()
    }
    regions = ("Africa", "Asia", AMERICAS, "Europe", REST)
    return Block(
        sheet="Population",
        title="Population by region",
        unit="billion",
        header=("Year", *regions),
        rows=tuple(
            (year, *(float(people[region][year]) for region in regions)) for year in people["World"]
        ),
        formats=("0", *("0.00" for _ in regions)),
        source=UN,
        note="Note: as of 1 July; Northern America and Oceania are added; rounded figures may "
        "not add up",
        name="PopulationByRegion",
    )


def changes_of_regions() -> dict[str, Decimal]:
    """Return the growth 2000-2020 of the world and of each region, largest first."""
    changes = {region: years[2020] - years[2000] for region, years in population().items()}
    return dict(sorted(changes.items(), key=lambda item: -item[1]))


def growth() -> Block:
    """Return the steps from the world's population of 2000 to that of 2020."""
    world = population()["World"]
    steps = [
        (region, float(change))
        for region, change in changes_of_regions().items()
        if region != "World"
    ]
    return Block(
        sheet="Growth",
        title="Growth of world population by region, 2000\u20132020",
        unit="billion",
        header=("Component", "People"),
        rows=(
            ("World 2000", float(world[2000])),
            *steps,
            ("World 2020", float(world[2020])),
        ),
        formats=("@", "0.00"),
        source=UN,
        note="Note: as of 1 July; growth is computed from the published figures",
        table="PopulationGrowth",
    )


def _growth_by_region() -> Block:
    people, changes = population(), changes_of_regions()
    regions = [*(region for region in changes if region != "World"), "World"]
    return Block(
        sheet="Growth by region",
        title="Population and its growth by region, 2000\u20132020",
        unit="billion; growth and share of growth in %",
        header=(
            "Region",
            "Population 2000",
            "Population 2020",
            "Change",
            "Growth",
            "Share of growth",
        ),
        rows=tuple(
            (
                region,
                float(people[region][2000]),
                float(people[region][2020]),
                float(changes[region]),
                float(changes[region] / people[region][2000]),
                float(changes[region] / changes["World"]),
            )
            for region in regions
        ),
        formats=("@", "0.00", "0.00", "0.00", "0%", "0.0%"),
        source=UN,
        note="Note: as of 1 July; change, growth and share are computed from the published figures",
        total=True,
    )


def income_lines() -> Block:
    """Return income per head by year of five economies."""
    by_economy = income()
    return Block(
        sheet="Income",
        title="Real GDP per capita of five emerging economies",
        unit="2011 US$",
        header=("Year", *LINES),
        rows=tuple(
            (year, *(by_economy[economy][year] for economy in LINES))
            for year in by_economy["China"]
        ),
        formats=("0", *("#,##0" for _ in LINES)),
        source=MADDISON,
        table="IncomePerHead",
    )


def _income_bars() -> Block:
    in_2016 = {economy: years[2016] for economy, years in income().items()}
    return Block(
        sheet="Income 2016",
        title="Real GDP per capita of thirteen selected economies, 2016",
        unit="2011 US$",
        header=("Economy", "GDP per capita"),
        rows=tuple(sorted(in_2016.items())),
        formats=("@", "#,##0"),
        source=MADDISON,
    )


def texts_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return header and rows of a list in texts/."""
    with (HERE / "texts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))
