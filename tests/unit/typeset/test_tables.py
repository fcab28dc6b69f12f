"""The shipped tables: complete, small, from open fonts, and read back as they were measured."""

from __future__ import annotations

import json
import unicodedata

import pytest

from briefing_app.errors import FileDamaged
from briefing_app.typeset.faces import EM, Advances, read_table
from briefing_app.typeset.metrics import Metrics

PROMISED = {
    "Arial": 4,
    "Times New Roman": 4,
    "Courier New": 4,
    "Calibri": 4,
    "Cambria": 4,
    "DejaVu Sans": 4,
    "Noto Sans CJK SC": 2,
    "Noto Sans Arabic": 2,
    "Noto Sans Hebrew": 2,
    "Noto Sans Thai": 2,
    "Noto Sans Devanagari": 2,
}


def test_every_promised_family_has_its_faces(tables: tuple[bytes, ...]) -> None:
    faces = {family.name: len(family.faces) for family in map(read_table, tables)}
    assert faces == PROMISED


def test_tables_are_small(tables: tuple[bytes, ...]) -> None:
    assert sum(map(len, tables)) < 300_000


def test_every_table_names_an_open_font_its_version_and_licence(tables: tuple[bytes, ...]) -> None:
    for table in tables:
        source = json.loads(table)["source"]
        assert source["font"]
        assert source["version"][0].isdigit()
        assert "SIL Open Font License" in source["licence"] or "Vera" in source["licence"]


def test_every_latin_face_has_the_letters_of_european_languages(tables: tuple[bytes, ...]) -> None:
    wanted = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180))]
    wanted = [letter for letter in wanted if unicodedata.category(letter) != "Cf"]
    wanted += "\u2013\u2014\u201e\u201c\u201d\u2019\u2026€"
    for family in map(read_table, tables):
        if family.name.startswith("Noto"):
            continue
        for style, face in family.faces.items():
            lacking = [letter for letter in wanted if face.advances.get(ord(letter)) is None]
            # Caladea leaves out a few letters of Latin Extended-A
            assert len(lacking) <= (8 if family.name == "Cambria" else 0), (family.name, style)


def test_ideographs_are_one_em_and_stay_coded_until_asked_for(tables: tuple[bytes, ...]) -> None:
    face = next(f for f in map(read_table, tables) if f.name == "Noto Sans CJK SC").faces["regular"]
    assert face.advances.get(ord("收")) == EM
    assert face.advances.get(ord("あ")) == EM
    assert face.advances.get(ord("가")) == 920_000
    assert face.advances.get(ord("a")) is None


def test_segments_decode_runs_and_gaps() -> None:
    advances = Advances([[65, 500, -2, 250], [97, 1000]], 1000)
    found = [advances.get(code) for code in (64, 65, 66, 67, 68, 69, 97, 98)]
    assert found == [None, 500_000, 500_000, 500_000, 250_000, None, EM, None]


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b'{"schema": "briefing.metrics/2"}',
        b'{"schema": "briefing.metrics/1", "family": "X"}',
        b'{"schema": "briefing.metrics/1", "family": "X", "also": [], "scripts": [],'
        b' "source": {"font": "", "version": "", "licence": ""}, "faces": {}}',
        b'{"schema": "briefing.metrics/1", "family": "X", "also": [], "scripts": [],'
        b' "source": {"font": "", "version": "", "licence": ""}, "faces": {"regular":'
        b' {"em": 0, "win": [1, 1], "hhea": [1, 1, 0], "default": 1, "advances": []}}}',
    ],
)
def test_a_damaged_table_is_told_as_such(table: bytes) -> None:
    with pytest.raises(FileDamaged, match="metrics table"):
        Metrics.from_tables([table])


def test_a_library_without_latin_letters_is_refused(tables: tuple[bytes, ...]) -> None:
    others = [table for table in tables if "latin" not in json.loads(table)["scripts"]]
    with pytest.raises(FileDamaged, match="Latin"):
        Metrics.from_tables(others)
