"""The sample library is what its script makes, from the extracts, and holds what a deck needs."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from assets.samples import sample_blocks

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"
LIBRARY = SAMPLES / "briefing-library.xlsx"
KINDS = {"stacked column", "waterfall", "bar", "line", "table", "comparison", "timeline"}


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    name = "make_briefing_library"
    spec = importlib.util.spec_from_file_location(name, SAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[name]


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    opened = load_workbook(LIBRARY)
    yield opened
    opened.close()


def records(book: Workbook, sheet: str) -> list[dict[str, object]]:
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [{str(k): v for k, v in zip(header, row, strict=True)} for row in rows]


def test_the_file_is_what_the_script_makes(script: ModuleType) -> None:
    assert LIBRARY.read_bytes() == script.library_bytes(script.sample())


def test_no_part_knows_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(LIBRARY.read_bytes())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-02T00:00:00Z"}


def test_the_deck_has_a_title_and_an_author(book: Workbook) -> None:
    assert book.properties.title == "The shift to the South"
    assert book.properties.creator == "Briefing Deck Builder sample"


def test_nothing_is_a_formula_or_hidden(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_exhibits_name_data_that_is_there(book: Workbook) -> None:
    tables = {name for sheet in book.worksheets for name in sheet.tables}
    topics = {row["ID"] for row in records(book, "Topics")}
    exhibits = records(book, "Exhibits")
    assert {row["Kind"] for row in exhibits} == KINDS
    assert {row["Topic"] for row in exhibits} == topics
    assert {row["Topic"] for row in records(book, "Messages")} == topics
    for row in exhibits:
        data = str(row["Data"])
        if "!" in data:
            title, cells = data.rsplit("!", 1)
            sheet = book[title.strip("'")]
            _, top, right, bottom = range_boundaries(cells)
            assert top is not None
            assert right is not None
            assert bottom is not None
            assert sheet.cell(top, right).value is not None
            assert sheet.cell(top - 1, 1).value is None
            assert sheet.cell(bottom, right).value is not None
            assert sheet.cell(bottom + 1, 1).value is None
        else:
            assert data in tables or data in book.defined_names


def test_options_name_what_the_data_holds(book: Workbook) -> None:
    labels = {str(cell.value) for sheet in book.worksheets for row in sheet for cell in row}
    for row in records(book, "Exhibits"):
        written = str(row["Options"] or "")
        options = dict(option.strip().split("=", 1) for option in written.split(";") if option)
        assert set(options) <= {"focus", "totals", "sort", "number format"}
        for name in (*options.get("focus", "").split(","), *options.get("totals", "").split(",")):
            assert not name or name.strip() in labels


def test_each_source_names_publisher_title_and_licence(book: Workbook) -> None:
    known = re.compile(
        r"United Nations, World Population Prospects 2019 \(CC BY 3\.0 IGO\)"
        r"|Groningen Growth and Development Centre, Maddison Project Database 2018 \(.*CC BY 4\.0\)"
        r"|UNDP, Human Development Report 2021/22, .*\(CC BY 3\.0 IGO\)"
        r"|CDIAC, Fossil-fuel CO2 emissions by nation \(PDDL\)"
        r"|Sinolytics Radar no\. 196 \(Mengying Tao, 20 August 2025\)"
    )
    for sheet in ("Topics", "Exhibits"):
        for row in records(book, sheet):
            assert known.match(str(row["Source"]))
    open_or_named = re.compile(r"Source: .*(?:\(CC BY |\(PDDL\)|Sinolytics Radar no\. 196, )")
    for sheet_with_data in book.worksheets[4:]:
        lines = [str(cell.value) for cell in sheet_with_data["A"] if cell.value]
        assert sum(bool(open_or_named.match(line)) for line in lines) == 1


def test_cells_are_the_published_figures(book: Workbook) -> None:
    with (SAMPLES / "data" / "un-wpp2019-population.csv").open(encoding="utf-8") as file:
        published = {row["region"]: row for row in csv.DictReader(file)}
    sheet = book["Population"]
    regions = [cell.value for cell in sheet[4][1:]]
    for row in sheet.iter_rows(min_row=5, max_row=12, values_only=True):
        for region, billions in zip(regions, row[1:], strict=True):
            parts = str(region).replace("Northern America and O", "Northern America|O").split("|")
            thousands = sum(float(published[part][str(row[0])]) for part in parts)
            assert billions == pytest.approx(thousands / 1e6, rel=1e-12)
    with (SAMPLES / "data" / "maddison2018-gdp-per-capita.csv").open(encoding="utf-8") as file:
        income = {(row["country"], row["year"]): row["rgdpnapc"] for row in csv.DictReader(file)}
    sheet = book["Income"]
    economies = [str(cell.value) for cell in sheet[4][1:]]
    for row in sheet.iter_rows(min_row=5, max_row=31, values_only=True):
        for economy, dollars in zip(economies, row[1:], strict=True):
            assert str(dollars) == income[economy, str(row[0])]
    for name, dollars in book["Income 2016"].iter_rows(min_row=5, max_row=17, values_only=True):
        assert str(dollars) == income[str(name), "2016"]


def test_further_cells_are_the_published_figures(book: Workbook) -> None:
    areas = {row["area"]: row for row in extract("un-wpp2019-groups-and-countries")}
    sheet = book["Development groups"]
    for year, others, greater, developed in sheet.iter_rows(5, 12, 1, 4, values_only=True):
        assert others == number(areas["Less developed regions, excluding China"][str(year)], 1e6)
        whole = number(areas["Less developed regions"][str(year)], 1e6)
        assert cast("float", others) + cast("float", greater) == whole
        assert developed == number(areas["More developed regions"][str(year)], 1e6)
    for year, china, india in book["China and India"].iter_rows(5, 12, 1, 3, values_only=True):
        assert china == number(areas["China"][str(year)], 1e6)
        assert india == number(areas["India"][str(year)], 1e6)
    report = {row["area"]: row for row in extract("undp-hdr2022-development")}
    for region, index in book["Development by region"].iter_rows(5, 11, 1, 2, values_only=True):
        assert index == number(report[str(region)]["hdi"])
    theirs = {ours: name for name, ours in sample_blocks.SHORT.items()}
    economies = book["Development of economies"].iter_rows(5, 16, 1, 6, values_only=True)
    for name, rank, *cells in economies:
        row = report.get(str(name)) or report[theirs[str(name)]]
        assert str(rank) == row["hdi_rank"]
        columns = ("hdi", "life_expectancy", "mean_schooling", "gni_per_capita")
        assert cells == [number(row[column]) for column in columns]


def test_emissions_and_projects_are_the_published_figures(book: Workbook) -> None:
    rows = {(row["nation"], row["year"]): row for row in extract("cdiac-fossil-co2")}
    theirs = {ours: name for name, ours in sample_blocks.NATIONS.items()}
    lines = [str(cell.value) for cell in book["Emissions"][4][1:4]]
    for year, *tonnes in book["Emissions"].iter_rows(5, 35, 1, 4, values_only=True):
        assert tonnes == [
            number(rows[theirs.get(name, name.upper()), str(year)]["total"], 1e3) for name in lines
        ]
    heads = [*book["Emissions per head"].iter_rows(5, 20, 1, 2, values_only=True)]
    assert len(heads) == sum(year == "2020" for _, year in rows)
    for name, head in heads:
        nation = theirs.get(str(name), str(name).upper())
        assert head == number(rows[nation, "2020"]["per_capita"])
    areas = {row["area"]: row for row in extract("un-wpp2019-groups-and-countries")}
    report = {row["area"]: row for row in extract("undp-hdr2022-development")}
    short = {ours: name for name, ours in sample_blocks.SHORT.items()}
    for partner, _, _, people, income in book["AI projects"].iter_rows(
        5, 7, 1, 5, values_only=True
    ):
        name = short.get(str(partner), str(partner))
        assert people == number(areas[name]["2020"], 1e3)
        row = report.get(str(partner)) or report[name]
        assert income == number(row["gni_per_capita"])


def extract(name: str) -> list[dict[str, str]]:
    with (SAMPLES / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(written: str, scale: float = 1) -> object:
    """Return a published figure at a scale, as a cell may hold it."""
    return pytest.approx(float(written) / scale, rel=1e-12)


def test_each_topic_is_related_to_another(book: Workbook) -> None:
    related = {
        str(row["ID"]): [name.strip() for name in str(row["Related"]).split(",")]
        for row in records(book, "Topics")
    }
    assert len(related) >= 8
    for topic, names in related.items():
        assert names
        assert set(names) <= set(related) - {topic}
    assert {name for names in related.values() for name in names} == set(related)


def test_china_grew_fastest_of_all_thirteen() -> None:
    with (SAMPLES / "data" / "maddison2018-gdp-per-capita.csv").open(encoding="utf-8") as file:
        income = {
            (row["country"], row["year"]): int(row["rgdpnapc"]) for row in csv.DictReader(file)
        }
    economies = {economy for economy, _ in income}
    fastest = max(economies, key=lambda name: income[name, "2016"] / income[name, "1990"])
    assert fastest == "China"
