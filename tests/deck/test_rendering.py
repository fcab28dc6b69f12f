"""Decks painted from the command line: PDF, PNG, notes, handouts; and what cannot be painted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from briefing_app.errors import Cancelled, WorkerError
from briefing_app.progress import Progress
from briefing_app.usecases import render_deck as rendering
from briefing_app.usecases.shipped_files import sample_library
from briefing_app.worker import JsonObject, Limits, run

if TYPE_CHECKING:
    from tests.deck.conftest import Answer

    Briefing = Callable[..., Answer]

pytestmark = pytest.mark.needs("qt")


SLIDES, TOPICS = 22, 8
"""Of the sample deck."""


@pytest.fixture(scope="module")
def sample(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample deck, built once; its PDF and pictures lie beside it."""
    folder = tmp_path_factory.mktemp("sample")
    deck = folder / "client-deck.pptx"
    briefing("build", sample_library(), "--format", "pptx,pdf,png", "-o", deck)
    return deck


def changed(deck: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a copy of a deck with its parts changed and return it."""
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def texts(pdf: Path) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_the_pdf_of_the_sample(sample: Path) -> None:
    reader = PdfReader(sample.with_suffix(".pdf"))
    assert len(reader.pages) == SLIDES
    root: Any = reader.trailer["/Root"].get_object()
    assert root["/Lang"].startswith("en")
    with pypdfium2.PdfDocument(sample.with_suffix(".pdf")) as document:
        entries = [(entry.level, entry.get_title()) for entry in document.get_toc()]
    assert (0, "People") in entries
    assert any(level == 1 and "Africa" in title for level, title in entries)
    contents: Any = reader.pages[1]["/Annots"].get_object()
    assert len(contents) == TOPICS
    assert all("/Dest" in one.get_object() for one in contents)
    assert sample.with_suffix(".pdf").stat().st_size < 200_000


def test_the_pdf_says_what_the_slides_say(sample: Path) -> None:
    found = texts(sample.with_suffix(".pdf"))
    assert "Executive summary" in found[2]
    (chart,) = (page for page in found if "Northern America and Oceania" in page)
    for word in ("7.79", "1950", "Source: United Nations"):
        assert word in chart


def test_rendering_again_gives_the_same_bytes(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "again.pdf"
    answer = briefing("render", sample, "-o", out, "--json")
    assert answer.document == {
        "schema": "briefing.render/1", "output": str(out), "files": [str(out)],
        "pages": SLIDES, "findings": [],
    }  # fmt: skip
    assert out.read_bytes() == sample.with_suffix(".pdf").read_bytes()


def test_pictures_have_the_dpi_that_is_asked_for(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    answer = briefing("render", sample, "--dpi", "72", "-o", tmp_path / "some" / "pages")
    assert answer.status == 0
    names = sorted(path.name for path in (tmp_path / "some" / "pages").iterdir())
    assert names == [f"slide-{n:03}.png" for n in range(1, SLIDES + 1)]
    with Image.open(tmp_path / "some/pages/slide-004.png") as picture:
        assert picture.size == (960, 540)
        assert picture.info["dpi"] == pytest.approx((72, 72), abs=0.1)
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 20


@pytest.mark.parametrize(
    ("options", "pages", "name"),
    [("--notes", 22, "notes"), ("--handout 3", 8, "handout"), ("--handout 6", 4, "handout")],
)
def test_notes_and_handouts(
    briefing: Briefing,
    sample: Path,
    tmp_path: Path,
    options: str,
    pages: int,
    name: str,
) -> None:
    assert briefing("render", sample, *options.split(), "-o", tmp_path / "x.pdf").status == 0
    found = texts(tmp_path / "x.pdf")
    assert len(found) == pages
    assert "Africa has grown almost sixfold" in " ".join(found)
    briefing("render", sample, *options.split(), "--dpi", "20", "-o", tmp_path / "x")
    assert len(list((tmp_path / "x").glob(f"{name}-*.png"))) == pages


def test_hidden_slides_are_left_out_and_said(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    def hide(name: str, data: bytes) -> bytes:
        third = name.endswith("slides/slide3.xml")
        return data.replace(b"<p:sld ", b'<p:sld show="0" ') if third else data

    deck = changed(sample, tmp_path / "hidden.pptx", hide)
    answer = briefing("render", deck, "-o", tmp_path / "a.pdf", "--json")
    assert answer.document["pages"] == SLIDES - 1
    assert "1 hidden slide" in answer.finding("hidden-slides")["message"]
    links: Any = PdfReader(tmp_path / "a.pdf").pages[1]["/Annots"].get_object()
    assert len(links) == TOPICS  # they lead to the slides behind, one page earlier now
    all_of_it = briefing("render", deck, "--hidden", "-o", tmp_path / "b.pdf", "--json")
    assert all_of_it.document["pages"] == SLIDES
    pictures = briefing("render", deck, "--dpi", "20", "-o", tmp_path / "p", "--json")
    names = [Path(one).name for one in pictures.document["files"]]
    assert names[:3] == ["slide-001.png", "slide-002.png", "slide-004.png"]


@pytest.mark.broken_deck("a slide is damaged on purpose")
def test_a_damaged_slide_costs_only_itself(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    def damage(name: str, data: bytes) -> bytes:
        return data[: len(data) // 2] if name.endswith("slides/slide4.xml") else data

    deck = changed(sample, tmp_path / "damaged.pptx", damage)
    answer = briefing("render", deck, "-o", tmp_path / "a.pdf", "--json")
    assert answer.document["pages"] == SLIDES
    assert [one["slide"] for one in answer.findings if one["severity"] != "info"] == [4]
    assert "Executive summary" in texts(tmp_path / "a.pdf")[2]


def test_a_slide_that_hangs_is_left_out_and_named(
    briefing: Briefing, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No slide is that fast: the first has no time at all, then the others, until it is enough."""
    monkeypatch.setattr(rendering, "SECONDS_PER_SLIDE", -1.0)
    monkeypatch.setattr(rendering, "MOST_LEFT_OUT", 2)
    answer = briefing("render", sample, "-o", tmp_path / "a.pdf")
    assert answer.status == 2
    assert "could not be painted in the time" in answer.err
    assert not (tmp_path / "a.pdf").exists()


def test_what_was_left_out_is_a_light_box_and_an_error(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    died: list[int] = []

    def dies_once(
        command: list[str], task: str, request: JsonObject, limits: Limits, progress: Progress
    ) -> JsonObject:
        if not died:
            died.append(1)
            progress.tell(rendering.PAINTING, 3, 8)
            raise WorkerError("It died.", remedy="Try again.")
        return run(command, task, request, limits, progress)

    monkeypatch.setattr(rendering, "run", dies_once)
    rendered = rendering.render_deck(sample, tmp_path / "a.pdf")
    (finding,) = [one for one in rendered.findings if one.severity.value == "error"]
    assert (finding.code, finding.place.slide) == ("slide-not-painted", 4)
    found = texts(tmp_path / "a.pdf")
    assert found[3] == "Slide 4 could not be painted."
    assert "Executive summary" in found[2]


def test_cancel_stops_the_work_and_writes_nothing(sample: Path, tmp_path: Path) -> None:
    asked: list[int] = []

    def soon() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        rendering.render_deck(sample, tmp_path / "a.pdf", progress=Progress(cancelled=soon))
    assert not list(tmp_path.iterdir())


@pytest.mark.only("linux")
def test_a_pdf_that_is_open_elsewhere_is_a_clear_message(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    import fcntl

    target = tmp_path / "open.pdf"
    target.write_bytes(b"before")
    with target.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        fcntl.lockf(held, fcntl.LOCK_EX)
        answer = briefing("render", sample, "-o", target)
    assert answer.status == 2
    assert "has the file open" in answer.err
    assert target.read_bytes() == b"before"


def test_older_pages_in_the_folder_are_named(
    briefing: Briefing, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "slide-099.png").write_bytes(b"old")
    (tmp_path / "slide-notes.png").write_bytes(b"mine")
    answer = briefing("render", sample, "--dpi", "20", "-o", tmp_path, "--json")
    assert "slide-099.png" in answer.finding("older-pages")["message"]
    assert "slide-notes" not in answer.finding("older-pages")["message"]
    assert (tmp_path / "slide-099.png").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("formats", "output", "written"),
    [
        ("pdf", "a.pdf", {"a.pdf"}),
        ("png", "a", {"a"}),
        ("pptx,pdf", "a.b.pptx", {"a.b.pptx", "a.b.pdf"}),
        ("png,pdf,pptx", "a.pdf", {"a.pptx", "a.pdf", "a"}),
    ],
)
def test_build_writes_the_formats_side_by_side(
    briefing: Briefing, tmp_path: Path, formats: str, output: str, written: set[str]
) -> None:
    table = tmp_path / "in" / "Sales.csv"
    table.parent.mkdir()
    table.write_text("Region,Sales\nAsia,120\nEurope,80\nAfrica,40\n", encoding="utf-8")
    out = tmp_path / "out"
    answer = briefing("build", table, "--format", formats, "-o", out / output, "--json")
    assert answer.status == 0
    assert {path.name for path in out.iterdir()} == written
    if "a.pdf" in written:
        assert len(PdfReader(io.BytesIO((out / "a.pdf").read_bytes())).pages) >= 1


def test_without_qt_the_deck_is_written_all_the_same(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_qt = tmp_path / "path" / "PySide6"
    no_qt.mkdir(parents=True)
    (no_qt / "__init__.py").write_text("raise ImportError('libGL.so.1: cannot open')\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(no_qt.parent))
    demo = briefing("demo", "-o", tmp_path, "--json")
    assert demo.status == 0
    decks = ("client-deck", "radar-en", "radar-de", "radar-zh")
    assert demo.document["files"] == [str(tmp_path / f"{name}.pptx") for name in decks]
    assert "libGL.so.1" in demo.finding("not-rendered")["message"]
    answer = briefing("render", tmp_path / "client-deck.pptx", "-o", tmp_path / "a.pdf")
    assert answer.status == 2
    assert "libGL.so.1" in answer.err
