"""The same input gives the same bytes, whoever builds, when and where; --clean tells nothing more.

What is compared comes from processes with other hash seeds, time zones, locales and folders.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.deck.conftest import Deck, Sheets

ROOT = Path(__file__).resolve().parents[2]
NAME = "Falcon_plan-v7.xlsx"
WORLDS = {
    "one": {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    "other": {
        "PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8",
        "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "USER": "somebody",
    },
}  # fmt: skip
KINDS = ("column", "stacked column", "bar", "stacked bar", "line", "waterfall", "table")
SHEETS = {
    "Topics": (
        ("ID", "Headline", "Section", "Author", "Date", "Source"),
        *((k, f"What {k}s tell", k[:1], "A. Author", "2024-05-01", "Report") for k in KINDS),
    ),
    "Messages": (("Topic", "Heading", "Text"), ("column", "Lead", "Asia leads, مرحبا, 你好.")),
    "Exhibits": (
        ("Topic", "Kind", "Data"),
        *((kind, kind, "Data") for kind in KINDS),
    ),
    "Data": (
        ("Region", "Sales", "Costs"), ("Asia", 12.5, 3.5), ("Europe", None, 4.25), ("Rest", -1, 2),
    ),
}  # fmt: skip


def build(folder: Path, world: str, *options: str) -> bytes:
    """Return the deck that a process of its own builds in a folder of its own."""
    place = folder / world / ("a" if world == "one" else "deeper/than that")
    place.mkdir(parents=True)
    (place / NAME).write_bytes((folder / NAME).read_bytes())
    environment = {**os.environ, **WORLDS[world], "PYTHONPATH": str(ROOT)}
    book = NAME if world == "one" else str(place / NAME)
    command = [sys.executable, "-m", "briefing_app", "build", book, *options, "-o", "Deck.pptx"]
    subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
    return (place / "Deck.pptx").read_bytes()


@pytest.mark.parametrize("options", [(), ("--clean", "--lang", "de")], ids=["full", "clean"])
def test_two_processes_build_the_same_bytes(
    options: tuple[str, ...], make_workbook: Callable[[Path, Sheets], Path], tmp_path: Path
) -> None:
    make_workbook(tmp_path / NAME, SHEETS)
    assert build(tmp_path, "one", *options) == build(tmp_path, "other", *options)


# --- the client-ready export -------------------------------------------------------------------


@pytest.fixture(scope="module")
def source(
    make_workbook: Callable[[Path, Sheets], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return make_workbook(tmp_path_factory.mktemp("source") / NAME, SHEETS)


@pytest.fixture(scope="module")
def full(source: Path, briefing: Callable[..., object], read_deck: Callable[[Path], Deck]) -> Deck:
    briefing("build", source, "-o", source.with_name("Full.pptx"))
    return read_deck(source.with_name("Full.pptx"))


@pytest.fixture(scope="module")
def clean(source: Path, briefing: Callable[..., object], read_deck: Callable[[Path], Deck]) -> Deck:
    briefing("build", source, "--clean", "-o", source.with_name("Clean.pptx"))
    return read_deck(source.with_name("Clean.pptx"))


def traces(deck: Deck, source: Path) -> dict[str, set[str]]:
    """Return what a deck tells of where it comes from, by kind of trace, with the parts."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    wanted = {
        "hash": digest[:8].encode(),
        "file": source.name.encode(),
        "stem": source.stem.encode(),
        "folder": str(source.parent).encode(),
        "tag": b"BRIEFING_BINDING",
        "manifest": b"urn:briefing-deck-builder:manifest",
        "binding": b"topic:",
    }
    parts = list(deck.every_part())
    found = {
        kind: {name for name, part in parts if re.search(re.escape(mark), part, re.IGNORECASE)}
        for kind, mark in wanted.items()
    }
    for kind in ("tags", "notesSlides", "customXml"):
        found[kind] = {name for name, _ in parts if f"{kind}/" in name}
    return {kind: names for kind, names in found.items() if names}


def test_the_full_deck_tells_where_it_comes_from(full: Deck, source: Path) -> None:
    """This shows that the search below finds what it looks for."""
    assert set(traces(full, source)) == {
        "hash", "file", "stem", "tag", "manifest", "binding", "tags", "notesSlides", "customXml",
    }  # fmt: skip


def test_the_clean_deck_tells_nothing(clean: Deck, source: Path) -> None:
    assert traces(clean, source) == {}


def test_the_clean_deck_shows_the_same(full: Deck, clean: Deck) -> None:
    assert clean.text == full.text
    assert [chart.workbook for chart in clean.charts] == [chart.workbook for chart in full.charts]
    assert not any(slide.has_notes_slide for slide in clean.presentation.slides)


def test_the_clean_deck_has_no_author_of_the_workbook_and_no_date(clean: Deck) -> None:
    properties = clean.presentation.core_properties
    assert properties.author == "A. Author"  # who wrote the topic, as the title slide says
    assert not properties.last_modified_by
    assert properties.created is None
    assert properties.modified is None
