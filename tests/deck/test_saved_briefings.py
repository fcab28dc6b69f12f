"""A saved briefing on the command line: built, checked, and what is said when things are gone."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_app.model import edits
from briefing_app.model.edits import Pick
from briefing_app.model.project import Project
from briefing_app.store.briefing_file import write_briefing
from briefing_app.usecases.preview import Preview
from briefing_app.usecases.project_draft import draft_project
from briefing_app.usecases.project_sources import open_project
from briefing_app.usecases.shipped_files import load_metrics, load_template

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Deck, Sheets

    Briefing = Callable[..., Answer]
    MakeWorkbook = Callable[[Path, Sheets], Path]
    ReadDeck = Callable[[Path], Deck]

SALES = (("Region", "2023", "2024"), ("Asia", 120.5, 130.0), ("Europe", 80.25, 70.0))
GROWN = (*SALES, ("Africa", 40.0, 44.0))
LIBRARY = {
    "Topics": (
        ("ID", "Headline", "Headline (de)", "Section", "Source"),
        ("sales", "Asia sells most", "Asien verkauft am meisten", "Markets", "Annual report 2024"),
        ("costs", "Africa is lean", "Afrika ist schlank", "Markets", "Annual report 2024"),
    ),
    "Messages": (("Topic", "Heading", "Text"), ("sales", "Lead", "Asia is first.")),
    "Exhibits": (("Topic", "Kind", "Data"), ("sales", "bar", "Sales"), ("costs", "bar", "Sales")),
    "Sales": SALES,
}
SALES_KEY, TABLE_KEY = "s1/topic:sales", "s2/table:Sales!A1:C3"


@pytest.fixture
def project(make_workbook: MakeWorkbook, tmp_path: Path) -> Project:
    """Return a project of a topic, changed by a person, and a table of another workbook."""
    folder = tmp_path / "data"
    folder.mkdir()
    books = [
        make_workbook(folder / "Library.xlsx", LIBRARY),
        make_workbook(folder / "Figures.xlsx", {"Sales": SALES}),
    ]
    files = [(b.as_posix(), b.name, hashlib.sha256(b.read_bytes()).hexdigest()) for b in books]
    made = edits.add_sources(Project(), files).project
    picks = [Pick("s1", topic="sales"), Pick("s2", table="Sales!A1:C3")]
    made = edits.add_items(made, picks).project
    made = edits.set_text(made, SALES_KEY, "headline", "Asia sold {Asia[2024]}").project
    return edits.move_items(made, [TABLE_KEY], 0).project


@pytest.fixture
def saved(project: Project, tmp_path: Path) -> Path:
    path = tmp_path / "Sales.briefing"
    write_briefing(path, project)
    return path


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.presentation.slides]


def codes(answer: Answer) -> list[str]:
    return [finding["code"] for finding in answer.findings]


def test_a_saved_briefing_is_built_as_the_window_exports_it(
    briefing: Briefing, read_deck: ReadDeck, project: Project, saved: Path, tmp_path: Path
) -> None:
    out = tmp_path / "deck.pptx"
    answer = briefing("build", saved, "-o", out)
    assert answer.status == 0, answer.err
    assert "Asia sold 130" in titles(read_deck(out))
    preview = Preview(load_template("client-16x9"), load_metrics())
    preview.update(draft_project(project, open_project(project).contents).draft)
    deck = preview.deck().deck
    assert deck
    assert deck.content == out.read_bytes()


def test_language_and_template_of_the_call_come_before_the_briefings(
    briefing: Briefing, read_deck: ReadDeck, saved: Path, tmp_path: Path
) -> None:
    template = Path(shutil.copy(template_file(), tmp_path / "Other.pptx"))
    out = tmp_path / "deck.pptx"
    briefing("build", saved, "--lang", "de", "--template", template, "-o", out)
    assert "Asien verkauft am meisten" in titles(read_deck(out))


def template_file() -> Path:
    from briefing_app.usecases.shipped_files import template_path

    return template_path("client-16x9")


def test_the_template_beside_the_briefing_is_taken(
    briefing: Briefing, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "x.briefing"
    write_briefing(path, replace(project, template=(tmp_path / "Firm.pptx").as_posix()))
    answer = briefing("build", path, "-o", tmp_path / "deck.pptx")
    assert answer.status == 2
    assert "Firm.pptx" in answer.err
    shutil.copy(template_file(), tmp_path / "Firm.pptx")
    assert briefing("build", path, "-o", tmp_path / "deck.pptx").status == 0


def test_a_briefing_moved_with_its_workbooks_is_built_the_same(
    briefing: Briefing, saved: Path, tmp_path: Path
) -> None:
    briefing("build", saved, "-o", tmp_path / "before.pptx")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "data").rename(moved / "data")
    saved.rename(moved / saved.name)
    answer = briefing("build", moved / saved.name, "-o", tmp_path / "after.pptx")
    assert answer.status == 0, answer.err
    assert (tmp_path / "before.pptx").read_bytes() == (tmp_path / "after.pptx").read_bytes()


def test_a_missing_workbook_is_said_and_the_rest_is_built(
    briefing: Briefing, read_deck: ReadDeck, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "data" / "Figures.xlsx").unlink()
    out = tmp_path / "deck.pptx"
    answer = briefing("build", saved, "-o", out, "--json")
    assert answer.status == 1
    (finding,) = [f for f in answer.findings if f["code"] == "workbook-missing"]
    assert finding["file"].endswith("Figures.xlsx")
    assert "1 topic or table" in finding["message"]
    assert finding["remedy"]
    assert "Asia sold 130" in titles(read_deck(out))


def test_a_damaged_workbook_is_said_and_the_rest_is_built(
    briefing: Briefing, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "data" / "Figures.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    answer = briefing("build", saved, "-o", tmp_path / "deck.pptx", "--json")
    assert answer.status == 1
    assert "file-damaged" in codes(answer)
    assert (tmp_path / "deck.pptx").exists()


def test_a_check_says_what_a_build_would(briefing: Briefing, saved: Path, tmp_path: Path) -> None:
    built = briefing("build", saved, "-o", tmp_path / "deck.pptx", "--json")
    checked = briefing("check", saved, "--json")
    assert checked.document["schema"] == "briefing.check/1"
    assert checked.findings == built.findings
    assert not [
        path for path in tmp_path.iterdir() if path.suffix == ".pptx" and path.stem != "deck"
    ]


def test_a_changed_workbook_is_said_and_its_table_shown_as_far_as_it_reaches_now(
    briefing: Briefing,
    read_deck: ReadDeck,
    make_workbook: MakeWorkbook,
    saved: Path,
    tmp_path: Path,
) -> None:
    assert "source-changed" not in codes(briefing("check", saved, "--json"))
    make_workbook(tmp_path / "data" / "Figures.xlsx", {"Sales": GROWN})
    out = tmp_path / "deck.pptx"
    answer = briefing("build", saved, "-o", out, "--json")
    assert {"source-changed", "table-moved"} <= set(codes(answer))
    (moved,) = [f for f in answer.findings if f["code"] == "table-moved"]
    assert moved["item"] == TABLE_KEY
    charts = [
        s for slide in read_deck(out).presentation.slides for s in slide.shapes if s.has_chart
    ]
    names = {series.name for chart in charts for series in chart.chart.plots[0].series}
    assert "Africa" in names


def test_what_is_no_briefing_is_an_error(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "x.briefing"
    for content in (b"", b"{}", b'{"schema": "briefing.project/9"}'):
        path.write_bytes(content)
        for command in (("build", path, "-o", tmp_path / "d.pptx"), ("check", path)):
            answer = briefing(*command)
            assert answer.status == 2
            assert "x.briefing" in answer.err
    missing = briefing("build", tmp_path / "none.briefing", "-o", tmp_path / "d.pptx")
    assert missing.status == 2


@pytest.mark.parametrize("option", [("--topic", "sales"), ("--table", "Sales"), ("--summary", "x")])
def test_a_briefing_says_itself_what_it_shows(
    briefing: Briefing, saved: Path, tmp_path: Path, option: tuple[str, str]
) -> None:
    answer = briefing("build", saved, *option, "-o", tmp_path / "deck.pptx")
    assert answer.status == 2
    assert "briefing" in answer.err


def test_a_briefing_is_built_alone(briefing: Briefing, saved: Path, tmp_path: Path) -> None:
    book = tmp_path / "data" / "Library.xlsx"
    assert briefing("build", saved, book, "-o", tmp_path / "deck.pptx").status == 2
    assert briefing("check", saved, "--with", book).status == 2


@pytest.mark.only("posix")
def test_a_workbook_that_may_not_be_read_is_a_finding(
    briefing: Briefing, saved: Path, tmp_path: Path
) -> None:
    book = tmp_path / "data" / "Figures.xlsx"
    book.chmod(0)
    answer = briefing("check", saved, "--json")
    if os.geteuid() != 0:
        assert "workbook-missing" in codes(answer)
    assert answer.status in {0, 1}
