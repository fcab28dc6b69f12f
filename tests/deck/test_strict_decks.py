"""Strict Open XML (ISO/IEC 29500-1) is painted like the transitional kind."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.deck.conftest import Answer

    Briefing = Callable[..., Answer]

pytestmark = pytest.mark.needs("qt")

LIBRARY = Path(__file__).resolve().parents[2] / "assets" / "samples" / "briefing-library.xlsx"
NAMESPACE = re.compile(r"http://schemas\.openxmlformats\.org/(?!package/)(\w+)/2006/([\w-]+)")
STRICT_WORDS = {"extended-properties": "extendedProperties"}
PERCENTAGES = re.compile(r'(<a:(?:lumMod|lumOff|alpha|tint|shade|satMod) val=")(\d+)(\d{3})"')


def as_strict(xml: str) -> str:
    """Return a part as PowerPoint writes it into a “Strict Open XML Presentation”."""
    named = NAMESPACE.sub(
        lambda it: f"http://purl.oclc.org/ooxml/{it[1]}/{STRICT_WORDS.get(it[2], it[2])}", xml
    )
    return PERCENTAGES.sub(r'\1\2.\3%"', named)


def strict(deck: Path, target: Path) -> Path:
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                data = as_strict(data.decode()).encode()
            new.writestr(name, data)
    return target


@pytest.mark.broken_deck("Strict decks are read, not written")
def test_a_strict_deck_is_painted_like_the_other_kind(briefing: Briefing, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    assert briefing("build", LIBRARY, "-o", deck).status == 0
    other = strict(deck, tmp_path / "strict.pptx")
    with zipfile.ZipFile(other) as archive:
        slide = archive.read("ppt/slides/slide4.xml")
    assert b"http://purl.oclc.org/ooxml/presentationml/main" in slide
    assert b"/2006/main" not in slide
    for name in (deck, other):
        answer = briefing("render", name, "-o", name.with_suffix(".pdf"), "--json")
        assert answer.status == 0
        assert (answer.document["pages"] > 4, answer.findings) == (True, [])
    assert other.with_suffix(".pdf").read_bytes() == deck.with_suffix(".pdf").read_bytes()


@pytest.mark.parametrize("ending", ["pptx", "potx", "PPT", "odp", "gif", "xlsx"])
def test_a_name_of_another_kind_of_file_is_refused(
    briefing: Briefing, tmp_path: Path, ending: str
) -> None:
    """Else there would be a folder of that name, which nobody can open."""
    answer = briefing("render", tmp_path / "deck.pptx", "-o", tmp_path / f"out.{ending}")
    assert answer.status == 2
    assert f"not as .{ending.lower()}" in answer.err
    assert not (tmp_path / f"out.{ending}").exists()
