"""A deck is built, its workbook changes in every way, and the check says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pptx
import pytest

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Sheets

    Briefing = Callable[..., Answer]
    MakeWorkbook = Callable[[Path, Sheets], Path]
    Library = Callable[..., Sheets]

HEAD = ("Region", "2022", "2023")
ASIA, EUROPE, AFRICA = ("Asia", 10.5, 12.25), ("Europe", 8.0, 7.5), ("Africa", 2.0, 2.25)
SALES = (HEAD, ASIA, EUROPE, AFRICA)
ROWS = (("Item", "Figure"), *((f"Item {number}", number * 1.5) for number in range(40)))
Rows = Sequence[Sequence[object]]
Check = Callable[..., "Answer"]


@pytest.fixture
def sheets(library: Library) -> Callable[..., Sheets]:
    """Return what makes the sheets of the workbook, with other sales or rows."""

    def made(sales: Rows = SALES, rows: Rows = ROWS, **more: Rows) -> Sheets:
        topics = {
            "sales": {"headline": "Asia grew by {Asia['2023'] / Asia['2022'] - 1 | +0%}"},
            "rows": {"headline": "All items come to {sum(Figure) | #,##0}"},
        }
        exhibits = [("sales", "column", "Sales"), ("rows", "table", "Rows")]
        messages = [("sales", "Lead", "Europe is at {Europe['2023']}")]
        return library(topics, exhibits, messages, Sales=sales, Rows=rows, **more)

    return made


@pytest.fixture
def deck(
    briefing: Briefing, make_workbook: MakeWorkbook, sheets: Callable[..., Sheets], tmp_path: Path
) -> Path:
    out = tmp_path / "Deck.pptx"
    briefing("build", make_workbook(tmp_path / "Book.xlsx", sheets()), "-o", out)
    return out


@pytest.fixture
def check(
    briefing: Briefing,
    make_workbook: MakeWorkbook,
    sheets: Callable[..., Sheets],
    deck: Path,
    tmp_path: Path,
) -> Check:
    """Return what checks the deck against the workbook with other sheets."""

    def checked(*, name: str = "Book.xlsx", only: Sheets | None = None, **other: Rows) -> Answer:
        folder = tmp_path / "new"
        folder.mkdir(exist_ok=True)
        book = make_workbook(folder / name, only or sheets(**other))
        return briefing("check", deck, "--with", book, "--json")

    return checked


def statuses(answer: Answer, shape: str = "") -> set[str]:
    values = answer.document["values"]
    return {value["status"] for value in values if value["shape"].startswith(shape)}


def value(answer: Answer, shape: str, cell: str) -> dict[str, Any]:
    (found,) = {
        tuple(sorted((key, str(told)) for key, told in one.items()))
        for one in answer.document["values"]
        if one["shape"] == shape and one["cell"] == cell
    }
    return dict(found)


def codes(answer: Answer) -> set[str]:
    return {finding["code"] for finding in answer.findings}


def test_an_unchanged_workbook_says_nothing(
    briefing: Briefing, check: Check, deck: Path, tmp_path: Path
) -> None:
    answer = briefing("check", deck, "--with", tmp_path / "Book.xlsx", "--json")
    assert (answer.status, answer.findings) == (0, [])
    assert statuses(answer) == {"same"}
    # Saved again, its bytes are others and its figures are not.
    answer = check()
    (saved,) = answer.findings
    assert (saved["code"], saved["severity"]) == ("source-changed", "info")
    assert statuses(answer) == {"same"}
    assert answer.document["sources"] == [
        {"source": "Book.xlsx", "workbook": "Book.xlsx", "by": "name"}
    ]
    # The headline of each topic stands in contents and summary too; every figure of the tables.
    shapes = [one["shape"] for one in answer.document["values"]]
    assert shapes.count("topic:sales#exhibit") == 6
    assert sum(shape.startswith("topic:rows") and "exhibit" in shape for shape in shapes) == 40
    assert {"topic:sales#title", "contents#messages", "summary#messages"} < set(shapes)


def test_a_figure_that_changed_is_told_with_slide_and_cell(check: Check) -> None:
    answer = check(sales=(HEAD, ("Asia", 10.5, 21.0), EUROPE, AFRICA))
    assert answer.status == 0
    told = value(answer, "topic:sales#exhibit", "Sales!C2")
    assert (told["status"], told["was"], told["is"]) == ("changed", "12.3", "21.0")
    title = value(answer, "topic:sales#title", "Sales!B2:C2")
    assert (title["status"], title["was"], title["is"]) == ("changed", "+17%", "+100%")
    found = [one for one in answer.findings if one["code"] == "figure-changed"]
    assert [(one["slide"], one["slot"]) for one in found] == [
        (2, "messages"), (3, "messages"), (4, "title"), (4, "exhibit"),
    ]  # fmt: skip
    assert found[3]["message"] == "“12.3” is now “21.0” (Sales!C2)."
    assert answer.finding("source-changed")["severity"] == "warning"
    assert statuses(answer, "topic:rows") == {"same"}


@pytest.mark.parametrize(
    ("sales", "now"),
    [
        (((), (), *SALES), "Sales!A3:C6"),
        ((HEAD, ("Oceania", 1.0, 1.5), ASIA, EUROPE, AFRICA), "Sales!A1:C5"),
        ((HEAD, AFRICA, EUROPE, ASIA), "Sales!A1:C4"),
        (tuple((row[0], row[2], row[1]) for row in SALES), "Sales!A1:C4"),
        (tuple((row[0], 5.5 if i else "2021", *row[1:]) for i, row in enumerate(SALES)),
         "Sales!A1:D4"),
    ],
    ids=["down", "row inserted", "rows reordered", "columns reordered", "column inserted"],
)  # fmt: skip
def test_a_move_is_one_finding_for_the_exhibit(check: Check, sales: Rows, now: str) -> None:
    answer = check(sales=sales)
    assert statuses(answer, "topic:sales") <= {"same", "moved"}
    assert "moved" in statuses(answer, "topic:sales")
    moves = [one for one in answer.findings if one["code"] == "table-moved"]
    assert [one["slide"] for one in moves] == [4]
    assert f"The table Sales!A1:C4 is now {now}" in moves[0]["message"]
    assert {one["severity"] for one in answer.findings} == {"info"}


def test_a_moved_figure_may_have_changed_too(check: Check) -> None:
    answer = check(sales=((), HEAD, ASIA, ("Europe", 8.0, 9.5), AFRICA))
    told = value(answer, "topic:sales#messages", "Sales!C3")
    assert (told["status"], told["is"], told["cell_now"]) == ("changed", "9.5", "Sales!C4")
    assert "(Sales!C3, now Sales!C4)" in answer.finding("figure-changed")["message"]


def test_a_renamed_label_is_lost_and_the_nearest_is_named(check: Check) -> None:
    answer = check(sales=(HEAD, ASIA, ("European Union", 8.0, 7.5), AFRICA))
    assert answer.status == 1
    assert value(answer, "topic:sales#messages", "Sales!C3")["status"] == "lost"
    lost = [one for one in answer.findings if one["code"] == "figure-lost"]
    # The message, on its slide and in the summary, and the exhibit as a whole.
    assert [(one["slide"], one["slot"]) for one in lost] == [
        (3, "messages"), (4, "messages"), (4, "exhibit"),
    ]  # fmt: skip
    assert lost[2]["message"].startswith("2 figures are not found")


def test_a_label_that_came_twice_is_asked_for(check: Check) -> None:
    answer = check(sales=(HEAD, ASIA, EUROPE, ("Europe", 1.0, 7.5), AFRICA))
    assert answer.status == 1
    told = value(answer, "topic:sales#messages", "Sales!C3")
    assert (told["status"], told["cell_now"]) == ("ambiguous", "None")
    assert told["candidates"] == "['Sales!C3', 'Sales!C4']"
    assert answer.finding("figure-ambiguous")["severity"] == "error"


def test_a_second_table_with_the_same_labels_is_asked_for(check: Check) -> None:
    doubled = [(row[0], *(x * 2 if isinstance(x, float) else x for x in row[1:])) for row in SALES]
    answer = check(sales=(*doubled, (), (), *doubled))
    asked = answer.finding("table-ambiguous")
    assert (asked["severity"], asked["slide"]) == ("error", 4)
    assert "Sales!A1:C4, Sales!A7:C10" in asked["message"]
    assert statuses(answer, "topic:sales") == {"ambiguous"}


def test_a_table_that_is_gone_is_lost(check: Check) -> None:
    answer = check(sales=(("Colour", "Hue"), ("Red", 1.0), ("Blue", 2.0)))
    assert answer.finding("table-lost")["slide"] == 4
    assert statuses(answer, "topic:sales") == {"lost"}
    assert statuses(answer, "topic:rows") == {"same"}


def test_a_sum_takes_in_what_a_grown_table_brought(check: Check) -> None:
    answer = check(rows=(*ROWS, ("Item 40", 30.0)))
    told = value(answer, "topic:rows#title", "Rows!B2:B41")
    assert (told["status"], told["was"], told["is"]) == ("changed", "1,170", "1,200")
    assert told["cell_now"] == "Rows!B2:B42"


def test_another_name_is_taken_where_its_tables_fit(check: Check) -> None:
    answer = check(name="Book (final).xlsx")
    assert statuses(answer) == {"same"}
    assert answer.document["sources"][0]["by"] == "tables"
    assert "Book (final).xlsx" in answer.finding("source-by-tables")["message"]
    strange = check(name="Other.xlsx", only={"Sheet": (("A", "B"), ("x", 1.0), ("y", 2.0))})
    assert codes(strange) == {"workbook-unused", "source-not-given"}
    assert strange.document["values"] == []


def test_two_workbooks_that_fit_alike_are_asked_for(
    briefing: Briefing,
    make_workbook: MakeWorkbook,
    sheets: Callable[..., Sheets],
    deck: Path,
    tmp_path: Path,
) -> None:
    both = [make_workbook(tmp_path / f"{name}.xlsx", sheets()) for name in ("One", "Two")]
    answer = briefing("check", deck, "--with", both[0], "--with", both[1], "--json")
    assert answer.finding("source-ambiguous")["severity"] == "error"
    assert answer.document["values"] == []


def test_a_slide_that_moved_is_told_by_its_place_now(check: Check, deck: Path) -> None:
    presentation = pptx.Presentation(str(deck))
    listed = presentation.slides._sldIdLst
    listed.insert(0, listed[3])
    presentation.save(str(deck))
    answer = check(sales=(HEAD, ASIA, ("Europe", 8.0, 9.5), AFRICA))
    found = [one["slide"] for one in answer.findings if one["code"] == "figure-changed"]
    assert found == [1, 1, 4]


def test_a_clean_deck_says_that_it_knows_nothing(
    briefing: Briefing, make_workbook: MakeWorkbook, sheets: Callable[..., Sheets], tmp_path: Path
) -> None:
    book = make_workbook(tmp_path / "Book.xlsx", sheets())
    out = tmp_path / "Clean.pptx"
    briefing("build", book, "--clean", "-o", out)
    answer = briefing("check", out, "--with", book, "--json")
    assert codes(answer) == {"manifest-missing"}
    assert answer.document["values"] == []


def test_people_read_which_workbook_and_how_many(
    briefing: Briefing, deck: Path, tmp_path: Path
) -> None:
    answer = briefing("check", deck, "--with", tmp_path / "Book.xlsx")
    assert "“Book.xlsx” stands for “Book.xlsx” (by name)" in answer.out
    assert "same" in answer.out.splitlines()[-1]


def test_a_library_names_ranges_that_moved_and_ranges_of_another_workbook(
    briefing: Briefing, make_workbook: MakeWorkbook, library: Library, tmp_path: Path
) -> None:
    """A part of a table in another workbook is read there; what moved is found and said."""
    words = library(
        {"a": {}, "b": {}}, [("a", "bar", "[Figures.xlsx]Sales!A1:B3"), ("b", "bar", "Own!A1:B4")],
        Own=((), (), *((row[0], row[1]) for row in SALES)),
    )  # fmt: skip
    books = [
        make_workbook(tmp_path / "Words.xlsx", words),
        make_workbook(tmp_path / "Figures.xlsx", {"Sales": SALES}),
    ]
    out = tmp_path / "Deck.pptx"
    built = briefing("build", *books, "-o", out, "--json")
    assert [f["code"] for f in built.findings if f["severity"] != "info"] == ["data-range-moved"]
    assert built.finding("data-range-moved")["cell"] == "C3"
    withs = [part for book in books for part in ("--with", book)]
    answer = briefing("check", out, *withs, "--json")
    assert statuses(answer) == {"same"}
    cells = {(one["slide"], one["cell"]) for one in answer.document["values"]}
    assert cells == {
        (4, "Sales!B2"), (4, "Sales!B3"), (5, "Own!B4"), (5, "Own!B5"), (5, "Own!B6"),
    }  # fmt: skip
