"""Plain text that is set letter by letter is set as Qt's shaping sets it."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import Typeface

pytestmark = pytest.mark.needs("qt")
PLAIN = st.text(
    st.sampled_from("AVToyfil.,;:-0123456789 \u00a0%()/äéßŁ–’“€…"), min_size=1, max_size=40
)


def table(scripts: dict[bytes, bytes], *, others: bool = False) -> bytes:
    """Return a GSUB table in which each script has one feature, maybe only for a language."""
    list_at, found, at = 10, b"", 2 + 6 * len(scripts)
    records = b""
    for number, tag in enumerate(scripts):
        records += struct.pack(">4sH", tag, at + len(found))
        system = struct.pack(">HHHH", 0, 0xFFFF, 1, number)
        head = struct.pack(">HH4sH", 0, 1, b"TRK ", 10) if others else struct.pack(">HH", 4, 0)
        found += head + system
    script_list = struct.pack(">H", len(scripts)) + records + found
    features = b"".join(struct.pack(">4sH", tag, 0) for tag in scripts.values())
    feature_list = struct.pack(">H", len(scripts)) + features
    return struct.pack(">HHHHH", 1, 0, list_at, list_at + len(script_list), 0) + (
        script_list + feature_list
    )


@pytest.mark.usefixtures("qt")
@pytest.mark.parametrize(
    "face", [Typeface("Liberation Sans"), Typeface("Liberation Sans", bold=True)]
)
def test_glyphs_stand_where_shaping_puts_them(face: Typeface) -> None:
    from briefing_app.render.fonts import Fonts
    from briefing_app.render.plain_text import PlainFont, laid_out

    font = Fonts()._font(face, "zh")  # as text is set: no kerning, no ligatures
    plain = PlainFont(font)

    @given(PLAIN)
    def same(text: str) -> None:
        line = plain.line(text)
        assert line is not None
        glyphs, width = line
        runs = laid_out(text, font, rtl=False).glyphRuns()
        shaped = [glyph for run in runs for glyph in run.glyphIndexes()]
        places = [place.x() for run in runs for place in run.positions()]
        assert glyphs.glyphIndexes() == shaped
        assert [place.x() for place in glyphs.positions()] == pytest.approx(places, abs=0.5)
        assert width > places[-1]

    same()


@pytest.mark.usefixtures("qt")
def test_what_needs_shaping_is_left_to_it() -> None:
    from briefing_app.render.fonts import Fonts
    from briefing_app.render.plain_text import PlainFont

    plain = PlainFont(Fonts()._font(Typeface("Liberation Sans"), "zh"))
    for text in ("e\u0301", "数", "مرحبا", "a\tb", "so\u00adft", "\U0001f600"):
        assert plain.line(text) is None


def test_a_font_whose_latin_letters_look_at_their_neighbours_is_told() -> None:
    from briefing_app.render.plain_text import looks_at_neighbours

    assert not looks_at_neighbours(b"")
    assert not looks_at_neighbours(table({b"latn": b"smcp", b"arab": b"rlig"}))
    for others in (False, True):
        assert looks_at_neighbours(table({b"arab": b"init", b"latn": b"calt"}, others=others))
        assert looks_at_neighbours(table({b"DFLT": b"rclt"}, others=others))
    assert looks_at_neighbours(table({b"latn": b"smcp"})[:14])
