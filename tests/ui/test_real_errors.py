"""What can be wrong, as a person meets it with a real mouse and keyboard, and the way on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deck.conftest import _library, _make_workbook
from tests.deck.test_faults import without_titles
from tests.ui.conftest import SAMPLE
from tests.ui.real_desk import Desk, display, program
from tests.ui.test_real_input import contents, export, items, save_as, slides, tick

pytestmark = pytest.mark.needs("xvfb")
SALES = (("Region", "Sales"), ("Asia", 120.5), ("Europe", 80.25), ("Africa", 40.0))
LONG = ("Growth in the east outpaced what had been planned for the year. " * 32).strip()
SCRIPTS = "R&D </a:t> 中国的销售额 ارتفعت مبيعات 😀"


@pytest.fixture
def screen() -> Iterator[str]:
    """Return a display that nobody sees."""
    with display() as name:
        yield name


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a topic library in which each topic has something wrong or extreme."""
    topics = ("empty", "one", "many", "lost", "unknown", "scripts", "long", "LONG")
    exhibits = [
        *(("empty", "column", "Rows 0"), ("one", "column", "Rows 1")),
        *(("many", "column", "Rows 300"), ("lost", "bar", "Slaes!A1:B4")),
        *(("unknown", "column", "Formulas"), ("scripts", "bar", "Scripts")),
    ]
    messages = [("long", "Long", LONG), ("scripts", SCRIPTS, SCRIPTS)]
    sheets = _library(
        {name: {"headline": f"About {name}"} for name in topics}
        | {"scripts": {"headline": SCRIPTS}},
        exhibits,
        messages,
        Sales=SALES,
        Formulas=(("Region", "Sales"), ("Asia", 2.5), ("Europe", "=1+2")),
        Scripts=(("Region", SCRIPTS), (SCRIPTS, 1.5), ("Europe", 2.5)),
    )
    for count in (0, 1, 300):
        rows = [(f"Place {n}", 10.0 + n) for n in range(count)]
        sheets |= {f"Rows {count}": (("Place", "Sales"), *rows)}
    return _make_workbook(tmp_path / "faulty.xlsx", sheets)


def findings(desk: Desk) -> list[str]:
    """Go to the findings and return them, each with its severity."""
    desk.click("PageTab", "^Findings")
    pattern = "^(Error|Warning|Information): "
    return desk.until(lambda now: [one.name for one in now.all("ListItem", pattern)], "findings")


def test_what_is_wrong_in_a_workbook_is_found_and_the_rest_is_a_deck(
    screen: str, tmp_path: Path, faulty: Path
) -> None:
    target = tmp_path / "deck"
    with program(screen, tmp_path, [faulty]) as desk:
        desk.click("Button", object="add-all-button")
        desk.until(lambda now: len(items(now)) == 7, "seven topics")
        desk.idle()
        found = findings(desk)
        for words in (
            "Error: .*never calculated",
            "Error: .*Slaes!A1:B4",
            "Error: .*“?LONG",
            "Error: .*Rows 0",
        ):
            assert any(re.search(words, one) for one in found), (words, found)
        desk.scroll_to("ListItem", "Slaes!A1:B4", "findings-list")
        desk.click("ListItem", "Slaes!A1:B4")
        about = "About lost"
        desk.until(
            lambda now: any(one.value == about for one in now.all(object="headline")),
            "the slide of the finding",
        )
        titles = slides(desk.idle())
        save_as(desk, tmp_path / "faulty.briefing")
        export(desk, target)
        desk.quit()
    made = contents(target.with_suffix(".pptx"))
    assert len(made) == len(titles)
    assert sum(SCRIPTS in one for one in made) >= 1
    assert any("Place 0" in one for one in made)
    joined = " ".join(" ".join(made).split())
    assert joined.count("Growth in the east outpaced") >= 32, "no word of a long text is lost"
    assert "Asia" in joined


def error(desk: Desk, what: str) -> None:
    """Read an error, what happened and what to do, and close it."""
    desk.window("error")
    desk.sees(what)
    desk.sees("What to do")
    desk.click("Button", "^Close$")
    desk.until(lambda now: not now.window("error"), "the error closed")


def test_files_that_cannot_be_used_are_said_and_work_goes_on(
    screen: str, tmp_path: Path, workbook: Path
) -> None:
    broken, template = tmp_path / "broken.xlsx", tmp_path / "Firm.pptx"
    broken.write_bytes(SAMPLE.read_bytes()[:9000])
    without_titles(template)
    folder, target = tmp_path / "taken.pptx", tmp_path / "deck"
    folder.mkdir()
    with program(screen, tmp_path) as desk:
        desk.keys("ctrl+shift+o")
        desk.answer_with("^Add workbooks$", broken)
        error(desk, "damaged")
        desk.window("main")
        desk.keys("ctrl+shift+o")
        desk.answer_with("^Add workbooks$", workbook)
        tick(desk, "Sales by region")
        before = desk.idle().project

        desk.click("ComboBox", object="template")
        desk.click("ListItem", "^Other file")
        desk.answer_with("template", template)
        error(desk, "No slide layout has a title placeholder")
        desk.window("main")
        assert desk.idle().project == before

        save_as(desk, tmp_path / "by-hand.briefing")
        desk.click("Button", object="export-button")
        desk.window("export")
        desk.click("EditableText", object="export-path")
        desk.type_over(str(folder))
        desk.click("Button", object="export-go")
        error(desk, "There is a folder of that name")
        desk.window("export")
        desk.click("Button", "^Cancel$")
        desk.gone("export")
        export(desk, target)
        desk.quit()
    assert any("North" in one for one in contents(target.with_suffix(".pptx")))
    assert list(folder.iterdir()) == []
