"""The command line's contract: exit status, JSON, messages that say what, where, what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_app import __version__
from briefing_app.cli import main

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Built, Deck, Sheets

    Briefing = Callable[..., Answer]
    BuildSheets = Callable[..., Built]
    MakeWorkbook = Callable[[Path, Sheets], Path]
    ReadDeck = Callable[[Path], Deck]

ROOT = Path(__file__).resolve().parents[2]
SALES = (("Region", "Sales"), ("Asia", 120.5), ("Europe", 80.25), ("Africa", 40.0))
COSTS = (("Region", "Costs"), ("Asia", 60.0), ("Europe", 50.0), ("Africa", 30.0))
LIBRARY = {
    "Topics": (
        ("ID", "Headline", "Headline (de)", "Section", "Source"),
        ("sales", "Asia sells most", "Asien verkauft am meisten", "Markets", "Annual report 2024"),
        ("costs", "Africa is lean", "Afrika ist schlank", "Markets", "Annual report 2024"),
    ),
    "Messages": (("Topic", "Heading", "Text"), ("sales", "Lead", "Asia is first.")),
    "Exhibits": (("Topic", "Kind", "Data"), ("sales", "bar", "Sales"), ("costs", "bar", "Costs")),
    "Sales": SALES,
    "Costs": COSTS,
}
FINDING = [
    "code", "severity", "file", "sheet", "cell", "slide", "slot", "message", "remedy",
]  # fmt: skip


@pytest.fixture
def book(make_workbook: MakeWorkbook, tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "Library.xlsx", LIBRARY)


@pytest.fixture
def plain(make_workbook: MakeWorkbook, tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "Plain figures.xlsx", {"Sales": SALES, "Costs": COSTS})


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.presentation.slides]


# --- what is said, and where -------------------------------------------------------------------


def test_the_version(briefing: Briefing) -> None:
    assert briefing("--version").out == f"Briefing Deck Builder {__version__}\n"
    assert briefing("--version", "--json").document == {
        "schema": "briefing.version/1", "version": __version__, "findings": [],
    }  # fmt: skip


def test_the_self_check(briefing: Briefing) -> None:
    answer = briefing("--self-check")
    assert (answer.status, answer.err) == (0, "")
    assert all(line.startswith("ok ") for line in answer.out.splitlines())
    document = briefing("--self-check", "--json").document
    assert document["schema"] == "briefing.self-check/1"
    assert all(step["held"] for step in document["steps"])


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("tables", "topics", "build", "check", "render", "demo"))


def test_tables(briefing: Briefing, plain: Path) -> None:
    answer = briefing("tables", plain, "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.document["schema"] == "briefing.tables/1"
    assert answer.document["workbook"] == "Plain figures.xlsx"
    first, second = answer.document["tables"]
    assert (first["id"], first["sheet"], first["range"]) == ("Sales#1", "Sales", "A1:B4")
    assert (first["header_rows"], first["header_cols"], first["found_by"]) == (1, 1, "block")
    assert second["id"] == "Costs#1"
    lines = briefing("tables", plain).out.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["Sales#1", "Sales!A1:B4"],
        ["Costs#1", "Costs!A1:B4"],
    ]


def test_topics(briefing: Briefing, book: Path) -> None:
    answer = briefing("topics", book, "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.document["schema"] == "briefing.topics/1"
    sales, costs = answer.document["topics"]
    assert sales["headline"] == {"": "Asia sells most", "de": "Asien verkauft am meisten"}
    assert sales["messages"] == [{"heading": {"": "Lead"}, "text": {"": "Asia is first."}}]
    assert sales["exhibits"][0]["kind"] == "bar"
    assert (costs["id"], costs["sheet"], costs["cell"]) == ("costs", "Topics", "A3")
    assert [line.split()[0] for line in briefing("topics", book).out.splitlines()] == [
        "sales",
        "costs",
    ]


def test_build_tells_what_it_wrote(briefing: Briefing, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "of folders" / "Deck.pptx"
    answer = briefing("build", book, "-o", out)
    assert (answer.status, answer.out, answer.err) == (0, f"{out}: 5 slides\n", "")
    assert out.exists()
    document = briefing("build", book, "-o", out, "--json").document
    assert {key: document[key] for key in ("schema", "output", "slides")} == {
        "schema": "briefing.build/1", "output": str(out), "slides": 5,
    }  # fmt: skip


def test_a_finding_has_the_same_shape_everywhere(briefing: Briefing, tmp_path: Path,
                                                 plain: Path) -> None:  # fmt: skip
    built = briefing("build", plain, "--json", "-o", tmp_path / "Deck.pptx")
    checked = briefing("check", tmp_path / "Deck.pptx", "--json")
    assert built.findings
    assert checked.findings
    for finding in (*built.findings, *checked.findings):
        assert list(finding) == FINDING
        assert finding["message"]
        assert finding["remedy"]


# --- exit status -------------------------------------------------------------------------------


def test_findings_decide_between_0_and_1(briefing: Briefing, plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "Deck.pptx"
    mild = briefing("build", plain, "-o", out)  # tables without a source: warnings
    assert (mild.status, "warning [source-missing]" in mild.err) == (0, True)
    out.unlink()
    assert briefing("build", plain, "-o", out, "--fail-on", "warning").status == 1
    assert out.exists()  # done, with findings


def test_an_error_is_status_1_and_the_deck_is_written(build_sheets: BuildSheets) -> None:
    topics = LIBRARY | {"Exhibits": (("Topic", "Kind"), ("sales", "spiral"), ("costs", "bar"))}
    built = build_sheets(topics | {"Exhibits": (*topics["Exhibits"], ("sales", "bar"))})
    assert built.answer.status == 1
    assert built.answer.finding("kind-unknown")["severity"] == "error"
    assert len(built.sound.slides) >= 5


def test_nothing_to_show_is_refused(briefing: Briefing, make_workbook: MakeWorkbook,
                                    tmp_path: Path) -> None:  # fmt: skip
    words = make_workbook(tmp_path / "Words.xlsx", {"Notes": (("only", "words"),)})
    out = tmp_path / "Deck.pptx"
    answer = briefing("build", words, "--json", "-o", out)
    assert (answer.status, answer.document["output"], answer.document["slides"]) == (1, None, 0)
    assert answer.finding("nothing-to-show")["severity"] == "error"
    assert not out.exists()


WRONG = {
    "no command": ("", "No command"),
    "unknown command": ("bild {book}", "bild"),
    "unknown option": ("build {book} --colour red -o {out}", "--colour"),
    "no source": ("build -o {out}", "SOURCE"),
    "no output": ("build {book}", "--output"),
    "unknown language": ("build {book} --lang fr -o {out}", "fr"),
    "unknown severity": ("build {book} --fail-on info -o {out}", "info"),
    "unknown format": ("build {book} --format docx -o {out}", "docx"),
    "one good format of two": ("build {book} --format pptx,odp -o {out}", "odp"),
    "no format": ("build {book} --format , -o {out}", "pptx"),
    "output of another kind": ("build {book} -o {folder}/Deck.pdf", ".pptx"),
    "output of another format": ("build {book} --format pdf -o {out}", ".pdf"),
    "render without output": ("render {deck}", "--output"),
    "render to another kind": ("render {deck} -o {folder}/a.png", ".png"),
    "render of nothing": ("render {folder}/Absent.pptx -o {folder}/a.pdf", "Absent.pptx"),
    "render of a workbook": ("render {book} -o {folder}/a.pdf", "Library.xlsx"),
    "render too fine": ("render {deck} --dpi 90000 -o {folder}/a", "dpi"),
    "render with too many pixels": ("render {deck} --dpi 1200 -o {folder}/a", "dpi"),
    "handout of five": ("render {deck} --handout 5 -o {folder}/a.pdf", "5"),
    "missing file": ("build {folder}/Absent.xlsx -o {out}", "Absent.xlsx"),
    "missing among several": ("build {book} {folder}/Gone.xlsx -o {out}", "Gone.xlsx"),
    "folder": ("build {folder} -o {out}", "{folder}"),
    "no workbook": ("build {text} -o {out}", "Text.xlsx"),
    "saved briefing": ("build {folder}/My.briefing -o {out}", "My.briefing"),
    "unknown topic": ("build {book} --topic profit -o {out}", "profit"),
    "unknown table": ("build {book} --table Profit!A1:B2 -o {out}", "Profit!A1:B2"),
    "unknown template": ("build {book} --template corporate -o {out}", "corporate"),
    "missing template": ("build {book} --template {folder}/No.potx -o {out}", "No.potx"),
    "template that is a workbook": ("build {book} --template {book} -o {out}", "Library.xlsx"),
    "tables of nothing": ("tables {folder}/Absent.xlsx", "Absent.xlsx"),
    "topics of nothing": ("topics {folder}/Absent.xlsx", "Absent.xlsx"),
    "check of nothing": ("check {folder}/Absent.pptx", "Absent.pptx"),
    "check of a workbook": ("check {book}", "Library.xlsx"),
    "check with nothing": ("check {deck} --with {folder}/Absent.xlsx", "Absent.xlsx"),
}  # fmt: skip


@pytest.fixture(scope="module")
def wrong_places(
    make_workbook: MakeWorkbook, briefing: Briefing, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("wrong")
    book = make_workbook(folder / "Library.xlsx", LIBRARY)
    (folder / "Text.xlsx").write_bytes(b"%PDF-1.7\n")
    briefing("build", book, "-o", folder / "Good.pptx")
    return {
        "folder": folder,
        "book": book,
        "text": folder / "Text.xlsx",
        "deck": folder / "Good.pptx",
        "out": folder / "Deck.pptx",
    }


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_status_2_and_one_message(
    case: str, briefing: Briefing, wrong_places: dict[str, Path]
) -> None:
    call, named = WRONG[case]
    answer = briefing(*(word.format(**wrong_places) for word in call.split()))
    assert (answer.status, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert line.startswith("briefing: ")
    assert named.format(**wrong_places) in line
    assert line.endswith(".")
    what, _, remedy = line.removesuffix(".").rpartition(". ")
    assert what
    assert remedy
    assert not wrong_places["out"].exists()


def test_what_is_wrong_is_no_json_document_either(briefing: Briefing, tmp_path: Path) -> None:
    answer = briefing("tables", tmp_path / "Absent.xlsx", "--json")
    assert (answer.status, answer.out) == (2, "")
    assert "Absent.xlsx" in answer.err


# --- choices -----------------------------------------------------------------------------------


def test_topics_are_chosen_whatever_the_case(
    briefing: Briefing, book: Path, tmp_path: Path, read_deck: ReadDeck
) -> None:
    out = tmp_path / "Deck.pptx"
    assert briefing("build", book, "--topic", "COSTS", "-o", out).status == 0
    assert titles(read_deck(out))[1:] == ["Africa is lean"]
    briefing("build", book, "--topic", "costs", "--topic", "sales", "-o", out)
    assert titles(read_deck(out))[3:] == ["Asia sells most", "Africa is lean"]


@pytest.mark.parametrize("reference", ["Costs", "costs#1", "Costs!A1:B4"])
def test_a_table_is_chosen_by_any_of_its_names(
    reference: str, briefing: Briefing, book: Path, tmp_path: Path, read_deck: ReadDeck
) -> None:
    out = tmp_path / "Deck.pptx"
    answer = briefing("build", book, "--table", reference, "--json", "-o", out)
    assert answer.status == 0
    assert answer.finding("proposed")
    (chart,) = read_deck(out).charts
    assert chart.root.xpath("string(//*[local-name()='ser']//*[local-name()='v'])") == "Costs"


def test_a_part_of_a_sheet_can_be_a_table(
    briefing: Briefing, book: Path, tmp_path: Path, read_deck: ReadDeck
) -> None:
    out = tmp_path / "Deck.pptx"
    briefing("build", book, "--table", "Sales!A1:B3", "-o", out)
    shape = next(s for s in read_deck(out).presentation.slides[1].shapes if s.has_chart)
    assert set(shape.chart.plots[0].categories) == {"Asia", "Europe"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Contents", "Executive summary", "120.5", "Source: Annual report")),
        ("de", ("Inhalt", "Zusammenfassung", "120,5", "Quelle: Annual report", "Asien verkauft")),
        ("zh", ("目录", "摘要", "来源：Annual report", "120.5")),
    ],
)
def test_the_language_of_what_is_written(
    language: str, words: tuple[str, ...], build_sheets: BuildSheets
) -> None:
    kinds = (("Topic", "Kind", "Data"), ("sales", "table", "Sales"), ("costs", "bar", "Costs"))
    deck = build_sheets(LIBRARY | {"Exhibits": kinds}, "--lang", language).sound
    for word in words:
        assert word in deck.text
    tag = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}[language]
    runs = [node for slide in deck.slides for node in deck.tree(slide).iter("{*}rPr")]
    assert {node.get("lang") for node in runs} == {tag}


def test_a_template_by_name_and_by_path(briefing: Briefing, book: Path, tmp_path: Path) -> None:
    copy = shutil.copy(ROOT / "templates" / "client-16x9.pptx", tmp_path / "Our template.pptx")
    decks: list[Path] = []
    for template in ("client-16x9", copy):
        decks.append(tmp_path / f"{len(decks)}.pptx")
        assert briefing("build", book, "--template", template, "-o", decks[-1]).status == 0
    assert decks[0].read_bytes() == decks[1].read_bytes()


# --- several sources ---------------------------------------------------------------------------


def test_tables_of_several_workbooks(
    briefing: Briefing, make_workbook: MakeWorkbook, tmp_path: Path, read_deck: ReadDeck
) -> None:
    books = [
        make_workbook(tmp_path / "A.xlsx", {"Sheet1": SALES}),
        make_workbook(tmp_path / "B.xlsx", {"Sheet1": COSTS}),
    ]
    out = tmp_path / "Deck.pptx"
    assert briefing("build", *books, "-o", out).status == 0
    assert len(read_deck(out).charts) == 2


def test_workbooks_of_one_name_are_told_apart(
    briefing: Briefing, make_workbook: MakeWorkbook, tmp_path: Path, read_deck: ReadDeck
) -> None:
    for year, rows in (("2023", SALES), ("2024", COSTS)):
        (tmp_path / year).mkdir()
        make_workbook(tmp_path / year / "Data.xlsx", {"Sheet1": rows})
    out = tmp_path / "Deck.pptx"
    books = [tmp_path / year / "Data.xlsx" for year in ("2023", "2024")]
    assert briefing("build", *books, "-o", out).status == 0
    assert len(read_deck(out).charts) == 2


def test_a_workbook_given_twice_is_shown_once(
    briefing: Briefing, plain: Path, tmp_path: Path
) -> None:
    copy = shutil.copy(plain, tmp_path / "Copy.xlsx")
    once = briefing("build", plain, "--json", "-o", tmp_path / "1.pptx")
    twice = briefing("build", plain, copy, plain, "--json", "-o", tmp_path / "2.pptx")
    assert twice.document["slides"] == once.document["slides"]
    assert (tmp_path / "1.pptx").read_bytes() == (tmp_path / "2.pptx").read_bytes()


def test_a_topic_that_two_workbooks_hold_is_shown_once_and_said(
    briefing: Briefing, book: Path, make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    topics = (("ID", "Headline", "Source"), ("sales", "Another story", "Rumours"))
    other = make_workbook(tmp_path / "Other.xlsx", {"Topics": topics})
    answer = briefing("build", book, other, "--json", "-o", tmp_path / "Deck.pptx")
    finding = answer.finding("topic-id-double")
    assert (finding["file"], finding["cell"]) == ("Other.xlsx", "A2")
    assert "Library.xlsx, Topics!A2" in finding["message"]
    assert (answer.status, answer.document["slides"]) == (1, 5)


def test_a_library_may_speak_of_data_in_another_workbook(
    briefing: Briefing, make_workbook: MakeWorkbook, tmp_path: Path, read_deck: ReadDeck
) -> None:
    words = {key: LIBRARY[key] for key in ("Topics", "Messages", "Exhibits")}
    books = [
        make_workbook(tmp_path / "Words.xlsx", words),
        make_workbook(tmp_path / "Figures.xlsx", {"Sales": SALES, "Costs": COSTS}),
    ]
    for order in (books, books[::-1]):
        out = tmp_path / "Deck.pptx"
        answer = briefing("build", *order, "--json", "-o", out)
        assert (answer.status, answer.findings) == (0, [])
        assert len(read_deck(out).charts) == 2


# --- checking and the sample -------------------------------------------------------------------


def test_a_deck_is_checked_against_its_workbook(
    briefing: Briefing, book: Path, make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    out = tmp_path / "Deck.pptx"
    briefing("build", book, "-o", out)
    alone = briefing("check", out, "--json")
    assert (alone.status, alone.document["schema"]) == (0, "briefing.check/1")
    assert [finding["code"] for finding in alone.findings] == ["own-data"]
    assert briefing("check", out, "--with", book, "--json").findings == []
    make_workbook(book, LIBRARY | {"Sales": COSTS})
    changed = briefing("check", out, "--with", book, "--json", "--fail-on", "warning")
    assert changed.status == 1
    assert "Library.xlsx" in changed.finding("source-changed")["message"]


def test_the_sample_is_built_into_a_folder_twice_the_same(
    briefing: Briefing, tmp_path: Path, read_deck: ReadDeck
) -> None:
    answer = briefing("demo", "-o", tmp_path / "new", "--json")
    assert (answer.status, answer.document["schema"]) == (0, "briefing.demo/1")
    deck = read_deck(Path(answer.document["output"]))
    assert deck.path == tmp_path / "new" / "client-deck.pptx"
    assert len(deck.slides) == answer.document["slides"] >= 15
    decks = answer.document["decks"]
    assert [*decks] == ["client-deck", "radar-en", "radar-de", "radar-zh"]
    names = [
        name
        for stem, count in decks.items()
        for name in (
            f"{stem}.pptx",
            f"{stem}.pdf",
            *(f"{stem}/slide-{n:03}.png" for n in range(1, count + 1)),
        )
    ]
    assert answer.document["files"] == [str(tmp_path / "new" / name) for name in names]
    assert all((tmp_path / "new" / name).stat().st_size > 5_000 for name in names)
    assert [finding for finding in answer.findings if finding["severity"] != "info"] == []
    again = tmp_path / "again"
    assert briefing("demo", "-o", again).status == 0
    for name in names:
        assert (tmp_path / "new" / name).read_bytes() == (again / name).read_bytes(), name


# --- as a program ------------------------------------------------------------------------------


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user's shell does, in a folder and with a console that knows ASCII."""
    command = [sys.executable, "-m", "briefing_app", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)


def test_the_program_speaks_json_in_utf_8_and_relative_paths(
    make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    make_workbook(tmp_path / "数据 für 2024.xlsx", {"Umsätze": SALES})
    answer = run(tmp_path, "build", "数据 für 2024.xlsx", "--json", "-o", "Überblick.pptx")
    assert (answer.returncode, answer.stderr) == (0, b"")
    document = json.loads(answer.stdout.decode("utf-8"))
    assert document["output"] == "Überblick.pptx"
    assert {f["file"] for f in document["findings"] if f["file"]} == {"数据 für 2024.xlsx"}
    assert (tmp_path / "Überblick.pptx").exists()


def test_the_program_ends_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    answer = run(tmp_path, "build", "Absent.xlsx", "-o", "Deck.pptx")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode("utf-8").startswith("briefing: Absent.xlsx: ")
    assert b"Traceback" not in answer.stderr
