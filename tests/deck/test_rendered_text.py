"""What LibreOffice shows of our decks: a page per slide, every word there, and in its place.

Places are compared as ``pdftotext -bbox`` tells them: a word's box is as wide as its letters and as
high as its font's ascent and descent. A word may leave its slot by 2 pt to the sides, and above and
below by 1 pt and 15 % of its height, since lines may be set closer than their font is high.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame

from briefing_app.usecases.shipped_files import sample_library

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

    from tests.deck.conftest import Answer, Built, Deck, Rows

pytestmark = pytest.mark.needs("soffice", "pdftotext")

SIDE_PT, LEVEL_PT, LEVEL_SHARE = 2.0, 1.0, 0.15
DECKS = ("sample", "en", "de", "zh")
EN = "Growth in the eastern regions outpaced what had been planned for the year. "
DE = (
    "Die Rindfleischetikettierungsüberwachungsaufgabenübertragungsverordnung und die "
    "Donaudampfschifffahrtsgesellschaft prägen den Geschäftsverlauf. "
)
ZH = "中国的销售额由二〇一九年的一百二十亿增至二〇二四年的二百四十亿，居各地区之首。"
AR = "ارتفعت مبيعات آسيا من 120 إلى 240 مليون في عام 2024 وفاقت ما كان مخططا له. "


@dataclass(frozen=True)
class Word:
    """A word on a page and its box in points, from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def within(self, place: Place) -> bool:
        """Return whether the word is in a place, but for the tolerance."""
        level = LEVEL_PT + LEVEL_SHARE * (self.bottom - self.top)
        return (
            self.left >= place.left - SIDE_PT
            and self.right <= place.right + SIDE_PT
            and self.top >= place.top - level
            and self.bottom <= place.bottom + level
        )


@dataclass(frozen=True)
class Place:
    """Where a shape is, in points, and what it says."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    texts: tuple[str, ...]

    @classmethod
    def of(cls, shape: BaseShape) -> Place:
        """Return the place of a shape, inherited from its layout where it has none of its own."""
        texts = () if is_page_number(shape) else tuple(texts_of(shape))
        right, bottom = shape.left + shape.width, shape.top + shape.height
        return cls(shape.name, shape.left.pt, shape.top.pt, right / 12_700, bottom / 12_700, texts)


@dataclass(frozen=True)
class Page:
    """A page: its size in points and its words in the order in which they were drawn."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Rendered:
    """A deck, its pages, and the (slide, slot) pairs that a finding says are too full."""

    deck: Deck
    pages: tuple[Page, ...]
    too_full: frozenset[tuple[int, str]]


# --- the decks ---------------------------------------------------------------------------------


def _stress(library: Callable[..., dict[str, Rows]]) -> dict[str, Rows]:
    """Return topics that need all the room there is, in four scripts."""
    texts = {"en": EN, "de": DE, "zh": ZH, "ar": AR}
    topics = {
        f"{code} {size}": {
            "headline": (text * size)[: 40 * size * (1 if code == "zh" else 2)].strip(),
            "standfirst": (text * 2).strip(),
            "section": text[:60].strip(),
            "source": (text * 2).strip(),
        }
        for code, text in texts.items()
        for size in (1, 2)
    }
    topics["too long"] = {"headline": EN * 8}
    topics["fits"] = {"headline": EN.strip(), "standfirst": "Sales, € m"}
    messages = [
        (f"{code} {size}", text[:30].strip(), (text * 3 * size).strip())
        for code, text in texts.items()
        for size in (1, 2)
        for _ in range(3)
    ]
    messages.append(("fits", "A heading in bold", "x" * 60 + " and a word without any end"))
    columns = (("Region", "Note", "2022", "2023", "2024"),)
    body = tuple(
        (text[:70], text[:90], n + 0.5, n * 2.5, -n)
        for n, text in enumerate([*texts.values()] * 8, 1)
    )
    bars = (
        ("Region", "Sales", "Costs"),
        *((text[:25], n + 1.5, n + 2.5) for n, text in enumerate(texts.values())),
    )
    kinds = (
        "column",
        "table",
        "bar",
        "stacked bar",
        "line",
        "stacked column",
        "waterfall",
        "table",
    )
    exhibits = [
        (name, kind, "Table" if kind == "table" else "Bars")
        for name, kind in zip(topics, kinds, strict=False)
    ]
    return library(topics, exhibits, messages, Table=columns + body, Bars=bars)


def _words(page: etree._Element) -> Iterator[Word]:
    for node in page.iter("{*}word"):
        sides = (float(node.get(side, "")) for side in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(node.text or "", *sides)


def _pages(pdf: Path) -> tuple[Page, ...]:
    # -raw: in the order of drawing, which is that of the shapes on the slide.
    command = ["pdftotext", "-raw", "-bbox", str(pdf), "-"]
    answer = subprocess.run(command, check=True, capture_output=True)
    root = etree.fromstring(answer.stdout, etree.XMLParser(load_dtd=False, no_network=True))
    return tuple(
        Page(float(node.get("width", "")), float(node.get("height", "")), tuple(_words(node)))
        for node in root.iter("{*}page")
    )


@pytest.fixture(scope="module")
def rendered(
    briefing: Callable[..., Answer],
    build_sheets: Callable[..., Built],
    library: Callable[..., dict[str, Rows]],
    read_deck: Callable[[Path], Deck],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Rendered]:
    """Build all decks, have LibreOffice print them at once, and read what is on the pages."""
    folder = tmp_path_factory.mktemp("rendered")
    sample = briefing("build", sample_library(), "--json", "-o", folder / "built" / "sample.pptx")
    answers, decks = [sample], [read_deck(Path(sample.document["output"]))]
    for language in DECKS[1:]:
        built = build_sheets(_stress(library), "--lang", language)
        answers.append(built.answer)
        decks.append(built.sound)
    for name, deck in zip(DECKS, decks, strict=True):
        shutil.copy(deck.path, folder / f"{name}.pptx")
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{name}.pptx") for name in DECKS]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {
        name: Rendered(deck, _pages(folder / f"{name}.pdf"), _too_full(answer))
        for name, deck, answer in zip(DECKS, decks, answers, strict=True)
    }


def _too_full(answer: Answer) -> frozenset[tuple[int, str]]:
    codes = ("text-too-long", "table-too-high")
    found = [finding for finding in answer.findings if finding["code"] in codes]
    return frozenset((finding["slide"], finding["slot"].casefold()) for finding in found)


# --- where the words are -----------------------------------------------------------------------


def plain(text: str) -> str:
    """Return a text without blanks, with letters as they are typed and not as they are drawn."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


class Reading:
    """A page read as one string of letters, each knowing its word."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        letters = [(letter, n) for n, word in enumerate(words) for letter in plain(word.text)]
        self.text = "".join(letter for letter, _ in letters)
        self._owners = [owner for _, owner in letters]
        self.used: set[int] = set()

    def find(self, text: str, place: Place) -> list[Word]:
        """Return the words, not yet given out, that spell a text; nothing when none do.

        Of several that do, those in the place come first: “2024” may stand in a title, too.
        """
        found: list[set[int]] = []
        start = self.text.find(text)
        while start >= 0:
            owners = set(self._owners[start : start + len(text)])
            if not owners & self.used:
                found.append(owners)
            start = self.text.find(text, start + 1)
        inside = [all(self.words[n].within(place) for n in owners) for owners in found]
        chosen = found[inside.index(True) if any(inside) else 0] if found else set()
        self.used |= chosen
        return [self.words[n] for n in sorted(chosen)]


def texts_of(shape: BaseShape) -> list[str]:
    if isinstance(shape, Shape):
        return [paragraph.text for paragraph in shape.text_frame.paragraphs]
    if isinstance(shape, GraphicFrame) and shape.has_table:
        cells = [cell for row in shape.table.rows for cell in row.cells]
        return [paragraph.text for cell in cells for paragraph in cell.text_frame.paragraphs]
    return []


def is_page_number(shape: BaseShape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type is PP_PLACEHOLDER.SLIDE_NUMBER


def strays(slide: Slide, page: Page, too_full: set[str]) -> Iterator[str]:
    """Yield what is not where it should be on a page."""
    reading = Reading(page.words)
    places = [Place.of(shape) for shape in slide.shapes]
    for place in places:
        for text in filter(plain, place.texts):
            words = reading.find(plain(text), place)
            if not words and not is_right_to_left(text):
                yield f"{place.name} does not show “{text[:60]}”"
            if place.name.casefold() not in too_full:
                away = [word for word in words if not word.within(place)]
                yield from (f"{word.text} leaves {place.name}" for word in away)
    # What is left: bullets, page numbers, charts, and lines that run from the right.
    roomy = any(place.name.casefold() in too_full for place in places)
    for n, word in enumerate(page.words):
        inside = any(word.within(place) for place in places)
        if n not in reading.used and not inside and not roomy:
            yield f"{word.text} is in no shape's place"


@pytest.mark.parametrize("name", DECKS)
def test_every_slide_is_a_page_of_its_size(name: str, rendered: dict[str, Rendered]) -> None:
    one = rendered[name]
    assert len(one.pages) == len(one.deck.slides)
    size = one.deck.presentation
    assert size.slide_width is not None
    assert size.slide_height is not None
    for page in one.pages:
        assert page.width == pytest.approx(size.slide_width.pt, abs=0.5)
        assert page.height == pytest.approx(size.slide_height.pt, abs=0.5)


@pytest.mark.parametrize("name", DECKS)
def test_no_word_leaves_the_page(name: str, rendered: dict[str, Rendered]) -> None:
    one = rendered[name]
    slack = SIDE_PT
    out = [
        (number, word.text)
        for number, page in enumerate(one.pages, 1)
        if not any(slide == number for slide, _ in one.too_full)
        for word in page.words
        if word.left < -slack
        or word.top < -slack
        or word.right > page.width + slack
        or word.bottom > page.height + slack
    ]
    assert out == []


@pytest.mark.parametrize("name", DECKS)
def test_every_word_is_shown_and_in_its_place(name: str, rendered: dict[str, Rendered]) -> None:
    one = rendered[name]
    found = [
        f"slide {number}: {stray}"
        for number, (slide, page) in enumerate(
            zip(one.deck.presentation.slides, one.pages, strict=True), 1
        )
        for stray in strays(slide, page, {slot for s, slot in one.too_full if s == number})
    ]
    assert not found, "\n".join(found)


def test_lines_from_the_right_are_shown_letter_for_letter(rendered: dict[str, Rendered]) -> None:
    """Their order on the page is the viewer's affair, their letters are ours."""
    for one in rendered.values():
        for slide, page in zip(one.deck.presentation.slides, one.pages, strict=True):
            drawn = set(plain("".join(word.text for word in page.words)))
            for shape in slide.shapes:
                for text in filter(is_right_to_left, texts_of(shape)):
                    assert {c for c in plain(text) if c.isalpha()} <= drawn, text


def test_a_stray_word_would_be_seen(rendered: dict[str, Rendered]) -> None:
    """This shows that the comparison above sees a word that is gone, and one that is elsewhere."""
    slide = rendered["en"].deck.presentation.slides[4]
    page = rendered["en"].pages[4]
    title = slide.shapes.title
    assert title is not None
    first = next(w for w in page.words if plain(title.text_frame.text).startswith(plain(w.text)))
    moved = Word(first.text, first.left - 30, first.top, first.right - 30, first.bottom)
    without = tuple(word for word in page.words if word is not first)
    elsewhere = tuple(moved if word is first else word for word in page.words)
    assert any("does not show" in s for s in strays(slide, Page(960, 540, without), set()))
    assert any("leaves Title" in s for s in strays(slide, Page(960, 540, elsewhere), set()))
