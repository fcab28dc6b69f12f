"""What is wrong or missing, in workbooks, templates and places to write: said clearly, and no more.

That each deck is sound is seen by what watches every test (tests/conftest.py) and, at the end, by
the Open XML SDK and LibreOffice (test_every_deck.py).
"""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Built, Deck, Rows, Sheets

    Briefing = Callable[..., Answer]
    BuildSheets = Callable[..., Built]
    Library = Callable[..., dict[str, Rows]]
    MakeWorkbook = Callable[[Path, Sheets], Path]

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "templates" / "client-16x9.pptx"
SALES = (("Region", "Sales"), ("Asia", 120.5), ("Europe", 80.25), ("Africa", 40.0))


# --- figures and topics that are not there -----------------------------------------------------


def test_a_formula_that_was_never_calculated_is_no_zero(
    build_sheets: BuildSheets, library: Library
) -> None:
    data = (("Region", "Sales"), ("Asia", 2.5), ("Europe", "=1+2"), ("Africa", ("=2*2", 4.0)))
    exhibits = [("t", "column", "Data"), ("t", "table", "Data")]
    built = build_sheets(library({"t": {}}, exhibits, Data=data))
    finding = built.answer.finding("formula-uncalculated")
    assert (finding["severity"], finding["sheet"], finding["cell"]) == ("error", "Data", "B3")
    assert "Excel" in finding["remedy"]
    assert built.answer.status == 1
    chart, table = built.sound.frames("t")
    assert tuple(chart.chart.plots[0].series[0].values) == (2.5, None, 4.0)
    cells = [row.cells[1].text for row in table.table.rows]
    assert (cells[1][:1], cells[2], cells[3][:1]) == ("2", "", "4")


def test_a_title_that_was_never_calculated_is_not_printed(
    build_sheets: BuildSheets, library: Library
) -> None:
    sheets = library({"t": {"headline": '="Growth of "&B9'}}, messages=[("t", "Lead", "=A1")])
    built = build_sheets(sheets)
    assert built.answer.finding("formula-uncalculated")["severity"] == "error"
    assert "=" not in built.sound.text


def test_a_sheet_that_is_not_there_is_named(build_sheets: BuildSheets, library: Library) -> None:
    built = build_sheets(
        library(
            {"lost": {}, "nowhere": {}, "here": {}},
            [("lost", "bar", "Slaes!A1:B4"), ("nowhere", "bar", None), ("here", "bar", "Sales")],
            [("lost", "Lead", "Asia is first.")],
            Sales=SALES,
        )
    )
    found = [f for f in built.answer.findings if f["severity"] == "error"]
    assert [(f["code"], f["sheet"], f["cell"]) for f in found] == [
        ("exhibit-data-missing", "Exhibits", "C2"),
        ("exhibit-data-missing", "Exhibits", "C3"),
    ]
    assert "Slaes!A1:B4" in found[0]["message"]
    assert "Sales" in found[0]["remedy"]
    assert built.answer.status == 1
    assert len(built.sound.charts) == 1
    assert "Asia is first." in built.sound.text


def test_a_topic_id_that_occurs_twice_is_shown_once(
    build_sheets: BuildSheets, library: Library
) -> None:
    built = build_sheets(library({"t": {"headline": "First"}, "T": {"headline": "Second"}}))
    finding = built.answer.finding("topic-id-double")
    assert (finding["severity"], finding["sheet"], finding["cell"]) == ("error", "Topics", "A3")
    assert built.answer.status == 1
    assert (len(built.sound.titled("First")), "Second" in built.sound.text) == (1, False)


def test_a_value_that_cannot_be_evaluated_is_nowhere_printed(
    build_sheets: BuildSheets, library: Library
) -> None:
    bound = "Sales rose by {Sales[2024]} points"
    texts = dict.fromkeys(("headline", "standfirst", "section", "source"), bound)
    built = build_sheets(library({"t": texts}, messages=[("t", bound, bound)]))
    assert {f["code"] for f in built.answer.findings} >= {"bound-no-table"}
    assert "{" not in built.sound.text
    sections = built.sound.tree("ppt/presentation.xml").iter("{*}section")
    assert not any("{" in section.get("name", "") for section in sections)


def test_dates_with_and_without_a_zone_are_both_dates(
    build_sheets: BuildSheets, library: Library
) -> None:
    dates = ("2024-05-01", "2024-06-02T10:00:00+02:00", "some day")
    built = build_sheets(library({f"t{n}": {"date": date} for n, date in enumerate(dates)}))
    assert built.answer.status == 0
    assert "2 June 2024" in built.sound.text.replace("\xa0", " ")


# --- ids that could meet -----------------------------------------------------------------------


def assert_ids_are_unique(deck: Deck) -> None:
    p14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}creationId"
    a16 = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
    slides = [node.get("val") for slide in deck.slides for node in deck.tree(slide).iter(p14)]
    shapes = [node.get("id") for slide in deck.slides for node in deck.tree(slide).iter(a16)]
    assert len(set(slides)) == len(slides) == len(deck.slides)
    assert len(set(shapes)) == len(shapes)


def test_ids_with_the_marks_of_our_own_keys_do_not_meet(
    build_sheets: BuildSheets, library: Library
) -> None:
    ids = ("a", "a:2", "a/2", "a#data", "a%2F2", "topic:a", "title", "contents", "summary")
    exhibits = [("a", "table", "Long"), ("a", "bar", "Sales"), ("a:2", "bar", "Sales")]
    long = (("Row", "Figure"), *((f"Row {n}", n) for n in range(60)))
    built = build_sheets(library({one: {} for one in ids}, exhibits, Sales=SALES, Long=long))
    assert built.answer.status == 0
    assert all(built.sound.titled(one) for one in ids)
    assert_ids_are_unique(built.sound)


def test_ids_that_meet_in_32_bits_are_told_apart(
    build_sheets: BuildSheets, library: Library
) -> None:
    ids = ("plumless", "buckeroo")  # their CRC-32 is the same, whatever stands before them
    built = build_sheets(library({one: {} for one in ids}))
    assert_ids_are_unique(built.sound)


# --- where the deck should go ------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(make_workbook: MakeWorkbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("book") / "Book.xlsx", {"Sales": SALES})


def test_an_output_that_is_a_folder(briefing: Briefing, book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Deck.pptx"
    folder.mkdir()
    answer = briefing("build", book, "-o", folder)
    assert answer.status == 2
    assert f"{folder}: There is a folder of that name." in answer.err
    assert list(tmp_path.iterdir()) == [folder]


def test_an_output_below_a_file(briefing: Briefing, book: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    answer = briefing("build", book, "-o", tmp_path / "file" / "Deck.pptx")
    assert answer.status == 2
    assert "is a file, not a folder" in answer.err


FAULTS = {
    "locked": (PermissionError(errno.EACCES, "Permission denied"), "open in PowerPoint"),
    "full": (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
    "read-only disk": (OSError(errno.EROFS, "Read-only file system"), "The disk is read-only"),
}


@pytest.mark.parametrize(
    ("step", "fault"),
    [("open", "locked"), ("open", "read-only disk"), ("replace", "locked"), ("fsync", "full")],
)
def test_an_output_that_cannot_be_written(
    fault: str,
    step: str,
    briefing: Briefing,
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder that nobody may write to, a file that another program holds, a disk that is full."""
    problem, told = FAULTS[fault]
    out = tmp_path / "Deck.pptx"
    out.write_bytes(b"the old deck")
    real = getattr(os, step)

    def refuse(path: object, *arguments: object, **named: object) -> object:
        if step == "fsync" or str(path).startswith(str(tmp_path)):
            raise problem
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, step, refuse)
    answer = briefing("build", book, "-o", out)
    monkeypatch.undo()
    assert (answer.status, answer.out) == (2, "")
    assert str(out) in answer.err
    assert told in answer.err
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert kept == {"Deck.pptx": b"the old deck"}


@pytest.mark.only("posix")
def test_a_deck_that_is_read_only_is_kept(briefing: Briefing, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "Deck.pptx"
    out.write_bytes(b"signed off")
    out.chmod(0o444)
    answer = briefing("build", book, "-o", out)
    assert (answer.status, out.read_bytes()) == (2, b"signed off")
    assert "read-only" in answer.err


# --- templates ---------------------------------------------------------------------------------


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Write the bundled template with its parts changed."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))


def without_title(part: bytes) -> bytes:
    shapes = re.compile(rb"<p:sp>(?:(?!</p:sp>).)*?</p:sp>", re.DOTALL)
    is_title = re.compile(rb'<p:ph [^>]*type="(?:title|ctrTitle)"')
    return shapes.sub(lambda shape: b"" if is_title.search(shape[0]) else shape[0], part)


def without_titles(path: Path) -> None:
    pages = re.compile(r"ppt/slide(Layout|Master)s/[^/]+\.xml")
    rewritten(path, lambda name, part: without_title(part) if pages.fullmatch(name) else part)


def without_presentation(path: Path) -> None:
    rewritten(path, lambda name, part: b"" if name == "ppt/presentation.xml" else part)


BAD_TEMPLATES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no title placeholder": (without_titles, "No slide layout has a title placeholder"),
    "truncated": (lambda path: path.write_bytes(TEMPLATE.read_bytes()[:20_000]), "damaged"),
    "empty presentation": (without_presentation, "XML"),
    "no zip": (lambda path: path.write_text("not a template"), "text file"),
    "nothing": (lambda path: path.write_bytes(b""), "empty"),
    "a folder": (lambda path: path.mkdir(), "folder"),
}


@pytest.mark.parametrize("case", BAD_TEMPLATES)
def test_a_template_that_cannot_be_used(
    case: str, briefing: Briefing, book: Path, tmp_path: Path
) -> None:
    make, told = BAD_TEMPLATES[case]
    template, out = tmp_path / "Firm.potx", tmp_path / "Deck.pptx"
    make(template)
    answer = briefing("build", book, "--template", template, "-o", out)
    assert (answer.status, answer.out, out.exists()) == (2, "", False)
    (line,) = answer.err.splitlines()
    assert "Firm.potx: " in line
    assert told in line


def test_a_layout_without_a_title_is_not_chosen(
    briefing: Briefing, book: Path, tmp_path: Path, read_deck: Callable[[Path], Deck]
) -> None:
    template, out = tmp_path / "Firm.potx", tmp_path / "Deck.pptx"
    lost = "ppt/slideLayouts/slideLayout5.xml"
    rewritten(template, lambda name, part: without_title(part) if name == lost else part)
    assert briefing("build", book, "--template", template, "-o", out).status == 0
    slides = read_deck(out).presentation.slides
    assert all(slide.shapes.title is not None for slide in slides)


# --- workbooks ---------------------------------------------------------------------------------


def bomb() -> bytes:
    """Return a package that says it is a workbook and unpacks to 300 MiB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(300 << 20))
    return content.getvalue()


BAD_BOOKS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "pdf": lambda _: b"%PDF-1.7\n",
    "half": lambda book: book[: len(book) // 2],
    "old": lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "bomb": lambda _: bomb(),
    "deck": lambda _: TEMPLATE.read_bytes(),
}


@pytest.mark.parametrize("case", BAD_BOOKS)
def test_a_workbook_that_is_none(case: str, briefing: Briefing, book: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{case}.xlsx"
    path.write_bytes(BAD_BOOKS[case](book.read_bytes()))
    answer = briefing("build", path, "-o", tmp_path / "Deck.pptx")
    assert (answer.status, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert f"{case}.xlsx: " in line
    assert not (tmp_path / "Deck.pptx").exists()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("---.xlsx", "---"),
        ("q3_plan-v2.xlsx", "Q3 plan v2"),
        pytest.param("caf\udce9.xlsx", "Caf", marks=pytest.mark.only("linux")),
    ],
)
def test_a_deck_is_titled_by_the_name_of_its_workbook(
    name: str,
    title: str,
    briefing: Briefing,
    book: Path,
    tmp_path: Path,
    read_deck: Callable[[Path], Deck],
) -> None:
    shutil.copy(book, tmp_path / name)
    assert briefing("build", tmp_path / name, "-o", tmp_path / "Deck.pptx").status == 0
    shown = read_deck(tmp_path / "Deck.pptx").presentation.slides[0].shapes.title
    assert shown is not None
    assert shown.text_frame.text == title
