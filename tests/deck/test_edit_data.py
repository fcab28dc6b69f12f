"""*Edit Data* works: what a chart shows is what its workbook holds, and its formulas calculate."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from briefing_app.usecases.shipped_files import sample_library

if TYPE_CHECKING:
    from lxml import etree

    from tests.deck.conftest import Built, ChartPart, Deck, Rows

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
KINDS = ("column", "stacked column", "bar", "stacked bar", "line", "waterfall")
MISSING = (None, "n/a", "–")
GREY = "FF7F7F7F"  # the colour of helpers, which nobody should edit

EUROS = '#,##0 "€";[Red]-#,##0 "€"'
ROWS: dict[str, Rows] = {
    "plain": (("Region", "Sales", "Costs"), ("Asia", 120.5, 60.25), ("Europe", 80.0, 50.5)),
    "negative": (
        ("Region", "Profit", "Tax"), ("Asia", -5.5, 2.0), ("Europe", 3.0, -1.25),
        ("Africa", -1, -2),
    ),
    "missing": (
        ("Region", "Sales", "Costs"), ("Asia", 1.5, None), ("Europe", "n/a", 2.5),
        ("Africa", 3.5, "–"), ("Oceania", 4.5, 0),
    ),
    "percent": (
        ("Region", "Share", "Growth"), ("Asia", (0.1234, "0.0%"), (0.5, "0.0%")),
        ("Europe", (0.2, "0.0%"), (-0.25, "0.0%")), ("Africa", (0.3, "0.0%"), (0, "0.0%")),
    ),
    "money": (
        ("Region", "Sales"), ("Asia", (1234567.891, EUROS)), ("Europe", (-89, EUROS)),
        ("Africa", (7, EUROS)),
    ),
    "twelve": (
        ("Region", *(f"Series {n}" for n in range(12))),
        *((f"Place {row}", *(row * 7 + n * 3.5 for n in range(12))) for row in range(1, 5)),
    ),
    "years": (
        ("Year", "Asia", "Europe"), ("2019", 1.0, 2.0), ("2020", 1.5, 2.5), ("2021", 2.5, 3.5),
        ("2022", 3.0, 3.25),
    ),
    "one": (("Region", "Sales"), ("Asia", 5)),
    "many": (("Place", "Sales"), *((f"Place {n}", 1000 + n * n) for n in range(40))),
    "marks": (
        ("Region", "A & B", "</a:t>"), ("Say \"x\" <b>", 1, 2), ("=1+1", 3, 4),
        ("_x005F_x0041_", 5, 6), ("😀 你好 مرحبا", 7, 8),
    ),
}  # fmt: skip
CASES = [f"{kind}/{rows}" for kind in KINDS for rows in ROWS]


def sheet_cells(rows: Rows) -> Rows:
    """Return rows in which a text that looks like a formula is one that gives this text."""
    return [
        [
            (f'="{cell}"', cell) if isinstance(cell, str) and cell[:1] == "=" else cell
            for cell in row
        ]
        for row in rows
    ]


@pytest.fixture(scope="module")
def gallery(build_sheets: Callable[..., Built]) -> Deck:
    """Return a deck with every kind of chart of every kind of data."""
    return build_sheets(
        {
            "Topics": (("ID", "Headline", "Source"), *((case, case, "S") for case in CASES)),
            "Exhibits": (
                ("Topic", "Kind", "Data"),
                *((case, *case.split("/")) for case in CASES),
            ),
        }
        | {name: sheet_cells(rows) for name, rows in ROWS.items()}
    ).sound


@pytest.fixture(scope="module")
def sample(
    briefing: Callable[..., object],
    read_deck: Callable[[Path], Deck],
    tmp_path_factory: pytest.TempPathFactory,
) -> Deck:
    folder = tmp_path_factory.mktemp("sample")
    briefing("build", sample_library(), "-o", folder / "client-deck.pptx")
    return read_deck(folder / "client-deck.pptx")


@pytest.fixture(scope="module")
def charts(gallery: Deck, sample: Deck) -> dict[str, ChartPart]:
    """Return the gallery's charts by case, and those of the sample by number."""
    assert len(gallery.charts) == len(CASES)
    found = dict(zip(CASES, gallery.charts, strict=True))
    return found | {f"sample/{n}": chart for n, chart in enumerate(sample.charts)}


def data_sheet(workbook: bytes, *, results: bool = True) -> Worksheet:
    """Return the worksheet of an embedded workbook; results: of formulas, instead of them."""
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=results)
    assert book.sheetnames == ["Data"]
    assert not book.defined_names
    return book["Data"]


def text_of(value: object) -> str:
    """Return a cell's text as Excel shows it: openpyxl leaves its escapes in place."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), str(value or ""))


def is_helper(sheet: Worksheet, column: int) -> bool:
    colour = sheet.cell(1, column).font.color
    return colour is not None and colour.rgb == GREY


# --- the plotted table and the declared helpers ------------------------------------------------


def plotted(rows: Rows) -> dict[str, dict[str, float | None]]:
    """Return series by name, each category to number, of the rows that a chart was made of."""
    header, *body = rows
    return {
        str(name): {text_of(row[0]): number(row[n]) for row in body}
        for n, name in enumerate(header)
        if n
    }


def number(cell: object) -> float | None:
    value = cell[0] if isinstance(cell, tuple) else cell
    return None if value in MISSING else float(str(value))


@pytest.mark.parametrize("case", CASES)
def test_the_workbook_holds_the_plotted_table(case: str, charts: dict[str, ChartPart]) -> None:
    kind, rows = case.split("/")
    sheet = data_sheet(charts[case].workbook)
    expected = plotted(ROWS[rows])
    if kind == "waterfall":
        expected = dict(list(expected.items())[:1])
    heads = {str(sheet.cell(1, n).value): n for n in range(2, sheet.max_column + 1)}
    for name, values in expected.items():
        got = {
            text_of(sheet.cell(r, 1).value): sheet.cell(r, heads[name])
            for r in range(2, len(values) + 2)
        }
        assert {key: cell.value for key, cell in got.items()} == values
        assert not is_helper(sheet, heads[name])
    inputs = {name for name, n in heads.items() if not is_helper(sheet, n)}
    assert inputs == {*expected} | ({"Total (1) or change (0)"} if kind == "waterfall" else set())
    assert sheet.max_row == len(ROWS[rows])


@pytest.mark.parametrize("rows", ["percent", "money"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_workbook_keeps_the_number_format(
    kind: str, rows: str, charts: dict[str, ChartPart]
) -> None:
    sheet = data_sheet(charts[f"{kind}/{rows}"].workbook)
    asked = ROWS[rows][1][1]
    assert isinstance(asked, tuple)
    assert {sheet.cell(row, 2).number_format for row in range(2, 5)} == {asked[1]}


def test_the_workbooks_hold_nothing_else(charts: dict[str, ChartPart]) -> None:
    for chart in charts.values():
        with zipfile.ZipFile(io.BytesIO(chart.workbook)) as archive:
            assert sorted(archive.namelist()) == [
                "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels",
                "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
            ]  # fmt: skip


# --- references and caches ---------------------------------------------------------------------


def referenced(
    root: etree._Element, sheet: Worksheet
) -> Iterator[tuple[etree._Element, list[Cell]]]:
    """Yield each cache of a chart with the cells that its reference names."""
    for reference in root.iter(f"{C}f", f"{C15}f"):
        name, _, address = (reference.text or "").rpartition("!")
        assert name == sheet.title
        cells = sheet[address.replace("$", "")]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        parent = reference.getparent()
        assert parent is not None
        cache = next(node for node in parent if node is not reference)
        assert cache.tag.endswith("Cache")
        yield cache, [cell for row in rows for cell in row]


def cached(cache: etree._Element) -> list[str | None]:
    count = cache.find(f"{C}ptCount")
    assert count is not None
    values: list[str | None] = [None] * int(count.get("val", ""))
    for point in cache.iter(f"{C}pt"):
        values[int(point.get("idx", ""))] = point.findtext(f"{C}v")
    return values


def agrees(text: str | None, cell: Cell, *, numbers: bool) -> bool:
    """Return whether a cached point is what its cell holds.

    A zero of a helper is left out of the drawing, since a bar of no height leaves a hairline.
    """
    if text is None:
        return cell.value in (None, "") or (cell.value == 0 and cell.font.color.rgb == GREY)
    if numbers:
        return isinstance(cell.value, int | float) and float(text) == float(cell.value)
    return isinstance(cell.value, str) and text_of(cell.value) == text


def test_every_reference_points_to_the_cells_of_its_cache(charts: dict[str, ChartPart]) -> None:
    compared = 0
    for case, chart in charts.items():
        sheet = data_sheet(chart.workbook)
        for cache, cells in referenced(chart.root, sheet):
            texts = cached(cache)
            assert len(texts) == len(cells), case
            code = cache.findtext(f"{C}formatCode")
            for text, cell in zip(texts, cells, strict=True):
                where = f"{case} {cell.coordinate}: {text!r} is not {cell.value!r}"
                assert agrees(text, cell, numbers=code is not None), where
                if code is not None and cell.value is not None:
                    assert cell.number_format == code, where
                compared += text is not None
    assert compared > 2_000


def test_every_series_has_its_values_and_names_from_cells(charts: dict[str, ChartPart]) -> None:
    for case, chart in charts.items():
        assert next(chart.root.iter(f"{C}numLit", f"{C}strLit"), None) is None
        for series in chart.root.iter(f"{C}ser"):
            assert series.find(f"{C}cat//{C}f") is not None, case
            assert series.find(f"{C}val//{C}f") is not None, case
            # A series that only carries labels has a blank for a name.
            named = series.findtext(f"{C}tx/{C}v", "") == " "
            assert (series.find(f"{C}tx//{C}f") is None) == named, case


# --- formulas ----------------------------------------------------------------------------------


def has_formulas(chart: ChartPart) -> bool:
    cells = (cell for row in data_sheet(chart.workbook, results=False) for cell in row)
    return any(cell.data_type == "f" for cell in cells)


@pytest.fixture(scope="module")
def recalculated(
    charts: dict[str, ChartPart], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Worksheet, Worksheet]]:
    """Return the workbooks with formulas, untouched and with an input changed, by LibreOffice.

    openpyxl saves formulas without results, so whatever stands there LibreOffice calculated.
    """
    folder = tmp_path_factory.mktemp("recalculated")
    names = {}
    for n, (case, chart) in enumerate(charts.items()):
        if not has_formulas(chart):
            continue
        sheet = data_sheet(chart.workbook, results=False)
        assert sheet.parent is not None
        sheet.parent.save(folder / f"{n}-same.xlsx")
        sheet["B3"] = -37.5
        sheet.parent.save(folder / f"{n}-edited.xlsx")
        names[case] = n
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    command += map(str, [folder / "out", *sorted(folder.glob("*.xlsx"))])
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {
        case: (
            data_sheet((folder / "out" / f"{n}-same.xlsx").read_bytes()),
            data_sheet((folder / "out" / f"{n}-edited.xlsx").read_bytes()),
        )
        for case, n in names.items()
    }


@pytest.mark.needs("soffice")
def test_stored_results_are_what_a_spreadsheet_calculates(
    charts: dict[str, ChartPart], recalculated: dict[str, tuple[Worksheet, Worksheet]]
) -> None:
    assert {case.split("/")[0] for case in recalculated} >= {"waterfall", "stacked column"}
    for case, (same, _) in recalculated.items():
        ours = data_sheet(charts[case].workbook)
        formulas = data_sheet(charts[case].workbook, results=False)
        for formula in (cell for row in formulas for cell in row if cell.data_type == "f"):
            cell = ours[formula.coordinate]
            got = same[cell.coordinate].value
            where = f"{case} {cell.coordinate}: {got!r}, not {cell.value!r}"
            if isinstance(cell.value, int | float):
                assert got == pytest.approx(cell.value), where
            else:
                # In the text of an amount ours have a no-break space where TEXT() puts a blank.
                assert text_of(got) == text_of(cell.value).replace("\xa0", " "), where


def column(sheet: Worksheet, header: str) -> list[float]:
    (n,) = [n for n in range(1, sheet.max_column + 1) if sheet.cell(1, n).value == header]
    values = [sheet.cell(row, n).value for row in range(2, sheet.max_row + 1)]
    return [float(value) if isinstance(value, int | float) else 0.0 for value in values]


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("rows", [rows for rows in ROWS if rows != "one"])
def test_the_bridge_follows_an_edited_change(
    rows: str, recalculated: dict[str, tuple[Worksheet, Worksheet]]
) -> None:
    _, sheet = recalculated[f"waterfall/{rows}"]
    header = next(iter(plotted(ROWS[rows])))
    changes, totals = column(sheet, header), column(sheet, "Total (1) or change (0)")
    assert changes[1] == -37.5
    assert not any(totals)
    ends = list(accumulate(changes))
    starts = [0.0, *ends[:-1]]
    assert column(sheet, "End") == pytest.approx(ends)
    assert column(sheet, "Start") == pytest.approx(starts)
    bars = {
        name: column(sheet, name) for name in ("Up", "Up below zero", "Down", "Down below zero")
    }
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        up = max(end, 0) - max(start, 0), min(start, 0) - min(end, 0)
        assert bars["Up"][n] == pytest.approx(max(0.0, up[0]))
        assert bars["Up below zero"][n] == pytest.approx(min(0.0, up[1]))
        assert bars["Down"][n] == pytest.approx(max(0.0, -up[0]))
        assert bars["Down below zero"][n] == pytest.approx(min(0.0, -up[1]))


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("kind", ["stacked column", "stacked bar"])
@pytest.mark.parametrize("rows", ["plain", "twelve"])
def test_totals_follow_an_edited_part(
    kind: str, rows: str, recalculated: dict[str, tuple[Worksheet, Worksheet]]
) -> None:
    _, sheet = recalculated[f"{kind}/{rows}"]
    parts = [column(sheet, name) for name in plotted(ROWS[rows])]
    assert parts[0][1] == -37.5
    heads = {sheet.cell(1, n).value: n for n in range(1, sheet.max_column + 1)}
    rows_below = range(2, sheet.max_row + 1)
    shown = [text_of(sheet.cell(row, heads["Total"]).value) for row in rows_below]
    told = [float(re.sub(r"[^\d.\-−]", "", text).replace("−", "-")) for text in shown]
    assert told == pytest.approx([sum(row) for row in zip(*parts, strict=True)], abs=0.51)
