"""Plain text set letter by letter: most of a deck, in half of the time that shaping takes.

In most fonts a Latin letter has one glyph and one width whatever stands beside it, once kerning and
ligatures are off. Which fonts and letters those are is not taken for granted: the font's features
are looked at, and all such letters are set once by Qt's shaping and compared.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QGlyphRun, QRawFont, QTextLayout, QTextOption

_PLAIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180)]))
_MARKS = "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u20ac\u2212"
_LATIN = (b"DFLT", b"latn")
_CONTEXTUAL = frozenset({b"calt", b"rlig", b"rclt", b"rvrn", b"rand"})
"""Features that are on by default and look at neighbours (OpenType, registered features)."""
_UNBOUNDED = 1e7
_SAME = 1 / 32
"""Pixels by which widths may differ: two steps of what Qt's shaping rounds to."""


class PlainFont:
    """A font, and those of its letters that are set the same wherever they stand."""

    def __init__(self, font: QFont) -> None:
        """Take a font; Qt sets its letters once, to compare. name: family and style."""
        self.raw = QRawFont.fromFont(font)
        self.name = (self.raw.familyName(), self.raw.styleName())
        letters = _plain_letters(self.raw)
        self._known = _known(self.raw, laid_out(letters, font, rtl=False), letters)

    def line(self, text: str) -> tuple[QGlyphRun, float] | None:
        """Return a text's glyphs from its base line's start on, and its width in pixels.

        None for what needs shaping.
        """
        known = self._known
        glyphs: list[int] = []
        places: list[QPointF] = []
        width = 0.0
        for letter in text:
            found = known.get(letter)
            if found is None:
                return None
            glyphs.append(found[0])
            places.append(QPointF(width, 0.0))
            width += found[1]
        run = QGlyphRun()
        run.setRawFont(self.raw)
        run.setGlyphIndexes(glyphs)
        run.setPositions(places)
        return run, width


def _plain_letters(raw: QRawFont) -> str:
    """Return the letters that may be set one by one in a font, and that it has."""
    if not raw.isValid() or looks_at_neighbours(bytes(raw.fontTable("GSUB").data())):
        return ""
    return "".join(one for one in _PLAIN + _MARKS if raw.supportsCharacter(ord(one)))


def _known(raw: QRawFont, layout: QTextLayout, letters: str) -> dict[str, tuple[int, float]]:
    """Return glyph and width of each letter; nothing where shaping does anything else."""
    glyphs = raw.glyphIndexesForString(letters)
    widths = [one.x() for one in raw.advancesForGlyphIndexes(glyphs)]
    runs = layout.glyphRuns()
    shaped = [glyph for run in runs for glyph in run.glyphIndexes()]
    places = [place.x() for run in runs for place in run.positions()]
    if shaped != glyphs or any(
        abs(after - before - width) > _SAME
        for (before, after), width in zip(pairwise(places), widths, strict=False)
    ):
        return {}
    return dict(zip(letters, zip(glyphs, widths, strict=True), strict=True))


def looks_at_neighbours(table: bytes) -> bool:
    """Tell whether Latin letters are replaced by what stands beside them (OpenType, GSUB)."""
    try:
        return bool(table) and bool(_latin_features(table) & _CONTEXTUAL)
    except struct.error:
        return True


def _latin_features(table: bytes) -> set[bytes]:
    """Return the features of Latin text in any language; raises struct.error for no such table."""
    scripts, features = struct.unpack_from(">HH", table, 4)
    named: set[int] = set()
    for tag, script in _records(table, scripts, scripts + 2):
        if tag in _LATIN:
            (default,) = struct.unpack_from(">H", table, script)
            others = [place for _, place in _records(table, script, script + 4)]
            for place in [*([script + default] if default else []), *others]:
                required, count = struct.unpack_from(">HH", table, place + 2)
                named |= {required, *struct.unpack_from(f">{count}H", table, place + 6)}
    listed = _records(table, features, features + 2)
    return {tag for number, (tag, _) in enumerate(listed) if number in named}


def _records(table: bytes, base: int, start: int) -> list[tuple[bytes, int]]:
    """Return tags and places of a list whose count stands before its first record."""
    (count,) = struct.unpack_from(">H", table, start - 2)
    found = (struct.unpack_from(">4sH", table, start + 6 * n) for n in range(count))
    return [(tag, base + offset) for tag, offset in found]


def laid_out(text: str, font: QFont, *, rtl: bool) -> QTextLayout:
    """Return a text shaped by Qt, in one line."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(rtl=rtl))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_UNBOUNDED)
    layout.endLayout()
    return layout


@lru_cache(maxsize=2)  # a layout takes a copy
def _option(*, rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    return option
