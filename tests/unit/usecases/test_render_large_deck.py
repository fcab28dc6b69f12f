"""A large deck is drawn by two processes: the same PDF as by one, whatever becomes of the other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing_app.model.drawing import Drawing
from briefing_app.ooxml.package import write_package
from briefing_app.progress import QUIET
from briefing_app.usecases import draw_ahead
from briefing_app.usecases.drawn_pages import DrawnAhead
from briefing_app.usecases.render_deck import serve_render
from tests.unit.render.slide_packages import deck, named, transform

pytestmark = pytest.mark.needs("qt")
COUNT = draw_ahead.FEWEST + 2


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a deck of many slides, each of one text; one of them is broken."""
    box = f"<p:spPr>{transform(10, 20, 300, 40)}</p:spPr>"
    body = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Größe 数 {}</a:t></a:r></a:p></p:txBody>"
    slides = [f"<p:sp>{named('T')}{box}{body.format(n)}</p:sp>" for n in range(COUNT)]
    package = deck(*slides, parts={"/ppt/slides/slide18.xml": "<p:sld"})
    names = [name for name in package.contents if not name.endswith(".rels")]
    path = tmp_path_factory.mktemp("large") / "large.pptx"
    path.write_bytes(write_package(map(package.part, names), package.relationships()))
    return path


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the pages that come from the other process, as they come."""
    numbers: list[int] = []
    page = DrawnAhead.page

    def noted(self: DrawnAhead, number: int) -> Drawing | None:
        drawing = page(self, number)
        if drawing is not None:
            numbers.append(number)
        return drawing

    monkeypatch.setattr(DrawnAhead, "page", noted)
    return numbers


def pdf_of(large: Path, folder: Path) -> bytes:
    output = folder / "large.pdf"
    wish = {"dpi": 150.0, "kind": "slide", "per_page": 6, "hidden": False}
    request = {"deck": str(large), "output": str(output), "wish": wish, "left_out": [2, 20]}
    answer = serve_render({**request, "as_pdf": True}, QUIET)
    assert answer["pages"] == COUNT
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert 18 in [one["slide"] for one in findings]
    return output.read_bytes()


def test_two_processes_make_the_file_that_one_makes(
    large: Path, tmp_path: Path, arrived: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = pdf_of(large, tmp_path)
    assert len(arrived) > COUNT / 3
    assert not {2, 18, 20} & set(arrived)
    monkeypatch.setattr(draw_ahead, "FEWEST", COUNT + 1)
    arrived.clear()
    assert pdf_of(large, tmp_path) == shared
    assert not arrived
    monkeypatch.setattr(draw_ahead, "FEWEST", 1)
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), ("no-such-program",)):
        monkeypatch.setattr(draw_ahead, "program_command", lambda command=command: command)
        assert pdf_of(large, tmp_path) == shared
        assert not arrived
