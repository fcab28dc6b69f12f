"""The PDF of a whole deck as poppler and pdfium read it: pages, size, text in reading order."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from tests.deck.conftest import Answer, Built, Rows

pytestmark = pytest.mark.needs("qt", "pdftotext", "pdfinfo")

PAGES, LARGEST = 20, 1_000_000
KINDS = ("column", "bar", "line", "stacked column", "waterfall", "table")
# Headline, standfirst, heading, message, source: in the order in which a page is read.
SAID = {
    "english": ("Asia has grown “sixfold”", "Sales, € m", "Growth", "Asia adds 12.5 %.", "UN"),
    "chinese": (
        "亚洲增长了“六倍”，领先全球", "销售额（百万欧元）", "一带一路", "二〇二四年增至240亿。",
        "联合国",
    ),
    "arabic": ("ارتفعت مبيعات آسيا", "المبيعات بالمليون", "النمو", "فاقت ما كان مخططا له", "تقرير"),
}  # fmt: skip


@pytest.fixture(scope="module")
def pdf(
    briefing: Callable[..., Answer],
    build_sheets: Callable[..., Built],
    library: Callable[..., dict[str, Rows]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return the PDF of a deck whose first slides are in three scripts."""
    names = [*SAID, *(f"more {n}" for n in range(PAGES))]
    texts = {name: SAID.get(name, SAID["english"]) for name in names}
    columns = ("headline", "standfirst", "source")
    topics = {
        name: dict(zip(columns, (said[0], said[1], said[4]), strict=True))
        for name, said in texts.items()
    }
    exhibits = [(name, KINDS[n % len(KINDS)], "Bars") for n, name in enumerate(names)]
    messages = [(name, said[2], said[3]) for name, said in texts.items()]
    bars = (("Region", "2023", "2024"), *((f"Region {n}", n + 1.5, n * 2.5) for n in range(9)))
    built = build_sheets(library(topics, exhibits, messages, Bars=bars))
    target = tmp_path_factory.mktemp("pdf") / "deck.pdf"
    assert briefing("render", built.sound.path, "-o", target).status == 0
    return target


def plain(text: str) -> str:
    """Return letters and digits as they are typed, without blanks and marks of direction."""
    typed = unicodedata.normalize("NFKC", text)
    return "".join(one for one in typed if not one.isspace() and one.isprintable())


def poppler_pages(pdf: Path) -> list[str]:
    answer = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    return [plain(page) for page in answer.stdout.decode().split("\f")]


def pdfium_pages(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]


def test_a_long_deck_opens_in_both_and_is_small(pdf: Path) -> None:
    answer = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True)
    found = re.search(r"^Pages:\s+(\d+)", answer.stdout, re.MULTILINE)
    assert found
    assert answer.stderr == ""
    assert int(found[1]) == len(pdfium_pages(pdf)) >= PAGES
    assert pdf.stat().st_size <= LARGEST


@pytest.mark.parametrize("script", SAID)
@pytest.mark.parametrize("reader", [poppler_pages, pdfium_pages])
def test_a_page_is_read_in_its_order(
    pdf: Path, script: str, reader: Callable[[Path], list[str]]
) -> None:
    said = [plain(text) for text in SAID[script]]
    page = next(page for page in reader(pdf) if all(text in page for text in said))
    places = [page.index(text) for text in said[:4]]
    if script == "arabic" and reader is pdfium_pages:
        places.reverse()  # it turns such a page around as if it were one line
    assert places == sorted(places)
