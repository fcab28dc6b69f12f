"""What a deck knows of itself: identities, bindings, sources with hashes, sections, links."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lxml import etree

    from tests.deck.conftest import Answer, Deck, Rows, Sheets

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{urn:briefing-deck-builder:manifest:1}"
NAMES = ("Words.xlsx", "Figures 2024.xlsx")


@pytest.fixture(scope="module")
def books(
    make_workbook: Callable[[Path, Sheets], Path],
    library: Callable[..., dict[str, Rows]],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Path]:
    """Return a library of three sections with data of its own, and a workbook with other data."""
    folder = tmp_path_factory.mktemp("books")
    sections = {"north": "Markets", "costs": "Operations", "rows": "Operations", "words": "People"}
    exhibits = [
        ("north", "column", "Own"), ("north", "line", "Abroad"), ("costs", "bar", "Own!A1:B3"),
        ("rows", "table", "Rows"),
    ]  # fmt: skip
    messages = [("words", "Heads", f"Sentence {n}. " * 40) for n in range(6)]
    words = library(
        {name: {"section": section} for name, section in sections.items()},
        exhibits,
        messages,
        Own=(("Region", "Sales"), ("Asia", 1.5), ("Europe", 2.5), ("Africa", 3.5)),
        Rows=(("Row", "Figure"), *((f"Row {n}", n * 1.5) for n in range(50))),
    )
    abroad = {"Abroad": (("Year", "Sales"), ("2022", 1.5), ("2023", 2.5), ("2024", 3.5))}
    return [make_workbook(folder / NAMES[0], words), make_workbook(folder / NAMES[1], abroad)]


@pytest.fixture(scope="module")
def deck(
    books: list[Path], briefing: Callable[..., Answer], read_deck: Callable[[Path], Deck]
) -> Deck:
    out = books[0].with_name("Deck.pptx")
    answer = briefing("build", *books, "-o", out)
    assert answer.status == 0, answer.err
    return read_deck(out)


def shapes(deck: Deck, slide: str) -> list[etree._Element]:
    """Return the shapes of a slide, without the group that holds them all."""
    tree = deck.tree(slide).find(f"{P}cSld/{P}spTree")
    assert tree is not None
    return [node for node in tree if node.tag in (f"{P}sp", f"{P}graphicFrame", f"{P}pic")]


def tag_of(deck: Deck, slide: str, holder: etree._Element) -> str:
    """Return the binding that a shape or a slide carries, by way of its tags part."""
    (reference,) = holder.findall(f"{P}custDataLst/{P}tags")
    kind, part = deck.related(slide)[reference.get(f"{R}id", "")]
    assert kind == "tags"
    (tag,) = deck.tree(part)
    assert (tag.tag, tag.get("name")) == (f"{P}tag", "BRIEFING_BINDING")
    return tag.get("val", "")


def bindings(deck: Deck, slide: str) -> list[str]:
    found = []
    for shape in shapes(deck, slide):
        properties = shape.find(f"*/{P}nvPr")
        assert properties is not None
        found.append(tag_of(deck, slide, properties))
    return found


# --- identity ----------------------------------------------------------------------------------


def test_every_slide_has_an_identity_of_its_own(deck: Deck) -> None:
    ids = [
        node.get("val", "") for s in deck.slides for node in deck.tree(s).iter(f"{P14}creationId")
    ]
    assert len(set(ids)) == len(ids) == len(deck.slides)
    assert all(0 < int(number) < 1 << 32 for number in ids)


def test_every_shape_has_an_identity_of_its_own(deck: Deck) -> None:
    guids = []
    for slide in deck.slides:
        for shape in shapes(deck, slide):
            (node,) = shape.iterfind(f"*/{P}cNvPr//{A16}creationId")
            guids.append(node.get("id", ""))
    assert len(set(guids)) == len(guids) > 40
    form = re.compile(r"\{[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}")
    assert all(form.fullmatch(guid) for guid in guids)


def test_every_slide_and_shape_carries_its_binding(deck: Deck) -> None:
    keys = []
    for slide in deck.slides:
        (content,) = deck.tree(slide).findall(f"{P}cSld")
        key = tag_of(deck, slide, content)
        mine = bindings(deck, slide)
        assert all(binding.startswith(f"{key}#") for binding in mine)
        keys += [key, *mine]
    assert len(set(keys)) == len(keys)
    tags = [name for name in deck.parts if re.fullmatch(r"ppt/tags/[^/]+\.xml", name)]
    assert len(tags) == len(keys)


# --- sources -----------------------------------------------------------------------------------


def manifest(deck: Deck) -> etree._Element:
    kinds = deck.related("ppt/presentation.xml").values()
    (part,) = [target for kind, target in kinds if kind == "customXml"]
    root = deck.tree(part)
    assert root.tag == f"{M}manifest"
    return root


def test_the_manifest_lists_slides_shapes_and_what_was_written(deck: Deck) -> None:
    listed = manifest(deck).findall(f"{M}slide")
    assert len(listed) == len(deck.slides)
    for node, slide in zip(listed, deck.slides, strict=True):
        (number,) = deck.tree(slide).iter(f"{P14}creationId")
        assert node.get("creationId") == number.get("val")
        told = {shape.get("key", ""): shape.text or "" for shape in node.findall(f"{M}shape")}
        assert list(told) == bindings(deck, slide)
        (title,) = [text for key, text in told.items() if key.endswith("#title")]
        assert " ".join(title.split()) in " ".join(" ".join(deck.texts(slide)).split())


def test_the_manifest_names_the_sources_with_their_hashes(deck: Deck, books: list[Path]) -> None:
    sources = {
        (node.get("workbook"), node.get("sha256"), node.get("cells"))
        for node in manifest(deck).iter(f"{M}source")
    }
    own, other = (hashlib.sha256(book.read_bytes()).hexdigest() for book in books)
    assert sources == {
        (NAMES[0], own, "Own!A1:B4"),
        (NAMES[0], own, "Own!A1:B3"),
        (NAMES[0], own, "Rows!A1:B51"),
        (NAMES[1], other, "Abroad!A1:B4"),
    }


def test_notes_name_workbook_range_and_short_hash(deck: Deck, books: list[Path]) -> None:
    digests = {book.name: hashlib.sha256(book.read_bytes()).hexdigest() for book in books}
    told: Counter[str] = Counter()
    for slide, node in zip(
        deck.presentation.slides, manifest(deck).findall(f"{M}slide"), strict=True
    ):
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        sources = node.findall(f"{M}source")
        assert [paragraph.text for paragraph in frame.paragraphs if paragraph.text] == [
            f"Figures from {source.get('workbook')}, {source.get('cells')} "
            f"(SHA-256 {digests[source.get('workbook', '')][:12]})"
            for source in sources
        ]
        told.update(source.get("workbook", "") for source in sources)
    assert told[NAMES[0]] >= 4
    assert told[NAMES[1]] == 1


# --- sections and links ------------------------------------------------------------------------


def test_native_sections_hold_each_slide_once(deck: Deck) -> None:
    root = deck.tree("ppt/presentation.xml")
    sections = {
        node.get("name"): [one.get("id") for one in node.iter(f"{P14}sldId")]
        for node in root.iter(f"{P14}section")
    }
    assert list(sections) == ["Overview", "Markets", "Operations", "People"]
    slides = [node.get("id") for node in root.iter(f"{P}sldId")]
    assert [number for ids in sections.values() for number in ids] == slides
    guids = [node.get("id") for node in root.iter(f"{P14}section")]
    assert len(set(guids)) == len(guids)
    assert len(sections["Markets"]) == 3, "a divider and two topics"


def test_the_contents_lead_to_the_right_slides(deck: Deck) -> None:
    slides = list(deck.presentation.slides)
    contents = deck.slides[1]
    followed = {}
    for paragraph in deck.tree(contents).iter(f"{A}p"):
        links = list(paragraph.iter(f"{A}hlinkClick"))
        if not links:
            continue
        (link,) = links
        assert link.get("action") == "ppaction://hlinksldjump"
        kind, target = deck.related(contents)[link.get(f"{R}id", "")]
        assert kind == "slide"
        page, _, entry = "".join(node.text or "" for node in paragraph.iter(f"{A}t")).partition(
            "\t"
        )
        assert deck.slides[int(page) - 1] == target
        title = slides[int(page) - 1].shapes.title
        assert title is not None
        assert title.text_frame.text.startswith(entry)
        followed[entry] = int(page)
    assert list(followed) == ["north", "costs", "rows", "words"]
    assert list(followed.values()) == sorted(followed.values())
    assert followed["words"] > 8  # after the table that takes several slides
