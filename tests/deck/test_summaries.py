"""Lists of records summed up: what the slides say, and that LibreOffice computes the same."""

from __future__ import annotations

import datetime
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Deck, Sheets

M = "{urn:briefing-deck-builder:manifest:1}"
_REGIONS = (
    "Asia",
    "asia",
    "Europe ",
    "North America",
    "007",
    ">5",
    "a*b",
    'The "South"',
    "Q1",
    None,
)
SUMMARIES = (
    "sum of Sales by Region",
    "sum of Sales by Region, top 3",
    "average of Sales by Region and Year",
    "count by Region",
    "count of Sales by Region",
    "max of Sales by Year",
    "min of Sales by Region",
    "median of Sales by Region",
    "sum of Sales by month of 'Order date'",
    "sum of Sales by Shipped",
    "average of Sales by quarter of 'Order date' and Region, top 2",
)


def records(count: int = 200) -> list[list[object]]:
    """Return a header and records with labels, gaps and marks that formulas stumble over."""
    chance = random.Random(7)  # noqa: S311 - the same data each time
    rows: list[list[object]] = [["Region", "Year", "Order date", "Shipped", "Sales"]]
    for _ in range(count):
        day = datetime.datetime.fromisoformat("2023-01-01") + datetime.timedelta(
            days=chance.randrange(400)
        )
        sales = chance.choice([round(chance.uniform(-50, 500), 2)] * 8 + [None, "n/a"])
        rows.append(
            [chance.choice(_REGIONS), float(chance.choice([2019, 2020, 2021])),
             (day, "yyyy-mm-dd"), chance.choice(["Yes", "No"]), sales]
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def book(
    make_workbook: Callable[[Path, Sheets], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return make_workbook(tmp_path_factory.mktemp("records") / "Orders.xlsx", {"Data": records()})


def computed(deck: Deck) -> list[tuple[str, str, float, str]]:
    """Return row, column, value and formula of each figure that the manifest says was computed."""
    kinds = deck.related("ppt/presentation.xml").values()
    (part,) = [target for kind, target in kinds if kind == "customXml"]
    return [
        (node.get("row", ""), node.get("column", ""), float(node.get("value", "")), node.text or "")
        for node in deck.tree(part).iter(f"{M}computed")
    ]


def calculated(book: Path, formulas: list[str], folder: Path) -> list[object]:
    """Return what LibreOffice computes for formulas on another worksheet of a workbook."""
    checked = openpyxl.load_workbook(book)
    sheet = checked.create_sheet("Check")
    for row, written in enumerate(formulas, 1):
        # In a file, functions younger than the format have a prefix ([MS-XLSX] 2.2.2.2).
        formula = "=" + re.sub(r"\b(MAXIFS|MINIFS)\(", r"_xlfn.\1(", written)
        reference = f"A{row}"
        sheet[reference] = ArrayFormula(reference, formula) if "(IF(" in formula else formula
    source = folder / "Check.xlsx"
    checked.save(source)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "calculated"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=300)
    results = openpyxl.load_workbook(out / "Check.xlsx", data_only=True)["Check"]
    return [results[f"A{row}"].value for row in range(1, len(formulas) + 1)]


@pytest.mark.needs("soffice")
def test_libreoffice_computes_every_figure_from_its_formula(
    book: Path, briefing: Callable[..., Answer], read_deck: Callable[[Path], Deck], tmp_path: Path
) -> None:
    asked = [part for text in SUMMARIES for part in ("--summary", text)]
    answer = briefing("build", book, "--table", "Data", *asked, "-o", tmp_path / "Deck.pptx")
    assert answer.status == 0, answer.err
    figures = computed(read_deck(tmp_path / "Deck.pptx"))
    assert len(figures) > 60
    assert all(formula for _, _, _, formula in figures)
    results = calculated(book, [formula for _, _, _, formula in figures], tmp_path)
    wrong = [
        (figure, result)
        for figure, result in zip(figures, results, strict=True)
        if result != pytest.approx(figure[2], rel=1e-12, abs=1e-9)
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def orders(
    make_workbook: Callable[[Path, Sheets], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a plain list of 120 orders with a total below and a source line."""
    regions = ["Asia", "Europe", "Africa", "Oceania"]
    rows: list[list[object]] = [["Order no", "Region", "Customer", "Sales (€)"]]
    rows += [
        [5000 + n, regions[n * n % 4], f"Customer {n % 40}", (10.0 + n, "#,##0.0")]
        for n in range(120)
    ]
    rows += [[None, "Total", None, sum(10.0 + n for n in range(120))]]
    return make_workbook(tmp_path_factory.mktemp("orders") / "Orders.xlsx", {"Data": rows})


def test_a_list_nobody_prepared_becomes_bars_of_a_proposed_summary(
    orders: Path, briefing: Callable[..., Answer], read_deck: Callable[[Path], Deck], tmp_path: Path
) -> None:
    answer = briefing("build", orders, "--json", "-o", tmp_path / "Deck.pptx")
    assert answer.status == 0, answer.err
    proposed = answer.finding("summary-proposed")
    assert "sum of Sales by Region" in proposed["message"]
    assert "“Region” has " in proposed["message"]
    deck = read_deck(tmp_path / "Deck.pptx")
    assert len(deck.slides) == 2
    assert len(deck.charts) == 1
    assert "Source: Orders.xlsx, sum of Sales, 120 records" in deck.text.replace("\u00a0", " ")
    (slide,) = list(deck.presentation.slides)[1:]
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    lines = [paragraph.text for paragraph in frame.paragraphs]
    assert lines[0].startswith("Figures from Orders.xlsx, Data!A1:D122 (SHA-256 ")
    figures = computed(deck)
    assert [f"{row}, {column} = {formula}" for row, column, _, formula in figures] == lines[1:-1]
    assert figures[0][3] == f'SUMIFS(Data!D2:D121, Data!B2:B121, "{figures[0][0]}")'
    assert sum(value for _, _, value, _ in figures) == sum(10.0 + n for n in range(120))


def test_the_list_of_tables_proposes_what_a_build_then_does(
    orders: Path, briefing: Callable[..., Answer], tmp_path: Path
) -> None:
    (table,) = briefing("tables", orders, "--json").document["tables"]
    assert table["kind"] == "records"
    assert table["summary"]["text"] == "sum of Sales by Region"
    built = briefing("build", orders, "--json", "-o", tmp_path / "Deck.pptx")
    assert f"{table['summary']['text']} (" in built.finding("summary-proposed")["message"]


def test_an_option_of_a_library_sums_up_and_texts_take_its_values(
    orders: Path,
    make_workbook: Callable[[Path, Sheets], Path],
    library: Callable[..., Sheets],
    briefing: Callable[..., Answer],
    read_deck: Callable[[Path], Deck],
    tmp_path: Path,
) -> None:
    sheets = library(
        {"lead": {"headline": "Asia sold {Asia[Sales] | #,##0}"}},
        [("lead", "bar", "Data!A1:D122", "Auswertung=Summe von Sales (€) nach Region, Top 2")],
    )
    words = make_workbook(tmp_path / "Words.xlsx", sheets)
    answer = briefing("build", words, orders, "--json", "-o", tmp_path / "Deck.pptx")
    assert answer.status == 0, answer.findings
    deck = read_deck(tmp_path / "Deck.pptx")
    asia = sum(10.0 + n for n in range(120) if n * n % 4 == 0)
    assert deck.titled(f"Asia sold {asia:,.0f}")
    assert "Source: Report; sum of Sales, 120 records" in deck.text.replace("\u00a0", " ")
    assert not [f for f in answer.findings if f["code"] == "option-unknown"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("sum of Sals by Region", "Did you mean “Sales”?"),
        ("sum of Customer by Region", "Columns with figures: “Order no”, “Sales”"),
        ("Sales by Region", "is not understood"),
        ("count by month of Region", "holds no dates"),
    ],
)
def test_a_call_that_fits_no_table_says_what_is_there(
    asked: str, said: str, orders: Path, briefing: Callable[..., Answer], tmp_path: Path
) -> None:
    answer = briefing("build", orders, "--summary", asked, "-o", tmp_path / "Deck.pptx")
    assert answer.status == 2
    assert said in answer.err
    assert not (tmp_path / "Deck.pptx").exists()


@pytest.mark.needs("soffice")
def test_formulas_pass_by_totals_and_blank_rows(
    make_workbook: Callable[[Path, Sheets], Path],
    briefing: Callable[..., Answer],
    read_deck: Callable[[Path], Deck],
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [["Region", "Product", "Sales"]]
    rows += [["Asia", "A 1", 10.0 + n] if n % 3 else ["Europe", "B 2", 7.0] for n in range(20)]
    rows += [["Asia", "Total", 12345.0]]
    rows += [["Africa", "A 1", 1.5 * n] for n in range(10)]
    book = make_workbook(tmp_path / "Orders.xlsx", {"Data": rows})
    asked = ["sum of Sales by Region", "average of Sales by Product", "count by Region, top 1"]
    options = [part for text in asked for part in ("--summary", text)]
    answer = briefing("build", book, "--table", "Data", *options, "-o", tmp_path / "Deck.pptx")
    assert answer.status == 0, answer.err
    figures = computed(read_deck(tmp_path / "Deck.pptx"))
    assert all("C2:C21" in formula for _, _, _, formula in figures[:3])
    assert calculated(book, [formula for _, _, _, formula in figures], tmp_path) == [
        pytest.approx(value) for _, _, value, _ in figures
    ]
