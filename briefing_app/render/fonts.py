"""Fonts for painting: the family that was asked for, or the installed one that comes nearest.

Text is set at one large size without hinting and painted scaled down, so that its proportions are
the same on every device; kerning and ligatures are off, as in what measured it (typeset.metrics).
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGlyphRun,
    QPainter,
    QRawFont,
    QTextLayout,
)

from briefing_app.model.drawing import Typeface
from briefing_app.model.quick_values import quick
from briefing_app.ooxml.symbol_fonts import is_symbol_font
from briefing_app.render.plain_text import PlainFont, laid_out
from briefing_app.typeset.stand_ins import is_east_asian, stand_in_for

EM = 1000
"""Pixels to the em at which all text is set."""
_MOST_LINES = 4096
# fontconfig's names for what it would take; Qt lists them even where there is nothing to take.
_ALIASES = frozenset({"monospace", "sans serif", "serif"})
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_OTHER_SPACE = re.compile("[^\\S\u00a0]")
_LIGATURES = ("liga", "clig", "dlig")

# Made to the same widths, by their makers' word.
_ALIKE = {
    "arial": ("Liberation Sans", "Arimo"),
    "helvetica": ("Liberation Sans", "Arimo"),
    "arial narrow": ("Liberation Sans Narrow",),
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "times new roman": ("Liberation Serif", "Tinos"),
    "times": ("Liberation Serif", "Tinos"),
    "courier new": ("Liberation Mono", "Cousine"),
    "courier": ("Liberation Mono", "Cousine"),
    "georgia": ("Gelasio",),
    "segoe ui": ("Selawik",),
}
# Not of the same widths, but of the same kind.
_SERIF = frozenset(
    "baskerville,bodoni mt,book antiqua,bookman old style,californian fb,centaur,century,"
    "century schoolbook,constantia,didot,garamond,georgia,goudy old style,merriweather,"
    "minion pro,palatino,palatino linotype,perpetua,playfair display,rockwell,sabon".split(",")
)
_FIXED = frozenset("consolas,lucida console,monaco,menlo,cascadia code".split(","))
_HEAVY = frozenset("black,heavy,bold,semibold,demibold,demi,extrabold".split(","))
_SANS, _SERIF_FAMILY, _MONO = "Liberation Sans", "Liberation Serif", "Liberation Mono"
_EVERYWHERE = ("DejaVu Sans", "Segoe UI Symbol", "Apple Symbols")
_COMPLEX = (
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari",
    "Segoe UI", "Nirmala UI", "Leelawadee UI",
)  # fmt: skip
_BY_REGION = {
    "ja": ("Yu Gothic", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP"),
    "ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR"),
    "tw": ("Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC"),
    "zh": ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC"),
}
_SERIF_EAST_ASIAN = ("song", "ming", "mincho", "batang", "simsun", "宋", "明", "仿", "楷", "kai")


_HERE = QPointF(0.0, 0.0)


@quick
class SetLine:
    """Text set in one line at EM pixels. width: pixels; missing: letters no font has a glyph for.

    drawn: glyphs, or a layout whose base line begins at ``origin``.
    """

    drawn: QGlyphRun | QTextLayout
    width: float
    origin: QPointF
    missing: str = ""

    def draw(self, painter: QPainter) -> None:
        """Draw the line, its base line's start at the painter's origin."""
        if isinstance(self.drawn, QGlyphRun):
            painter.drawGlyphRun(_HERE, self.drawn)
        else:
            self.drawn.draw(painter, -self.origin)


class Fonts:
    """The fonts of this machine, asked for once. Needs :func:`qt_start.start_qt` before.

    stand_ins: (family asked for, family that is painted) for each that is not installed and has
    no family of the same widths here; missing: letters that no font has.
    """

    def __init__(self) -> None:
        families = {name.casefold(): name for name in QFontDatabase.families()}
        self._installed = {name: families[name] for name in families.keys() - _ALIASES}
        self._fonts: dict[tuple[Typeface, str], QFont] = {}
        self._lines: OrderedDict[tuple[str, Typeface, bool, str, float], SetLine] = OrderedDict()
        self._plain: dict[tuple[Typeface, str], PlainFont] = {}
        self._raw: dict[tuple[str, str], QRawFont] = {}
        self._letters: set[str] = set()
        self._known: dict[tuple[Typeface, str], set[str]] = {}
        self.stand_ins: set[tuple[str, str]] = set()
        self.missing: set[str] = set()

    @property
    def are_there(self) -> bool:
        """Tell whether this machine has any font at all."""
        return bool(self._installed)

    def line(
        self, text: str, face: Typeface, *, rtl: bool, language: str, spacing: float = 0.0
    ) -> SetLine:
        """Return text set in a face; spacing: ems added after each letter."""
        key = (text, face, rtl, _region(language), spacing)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._set(text, face, rtl, key[3], spacing)
            if len(self._lines) > _MOST_LINES:
                self._lines.popitem(last=False)
        self.missing.update(found.missing)
        return found

    def _set(self, text: str, face: Typeface, rtl: bool, region: str, spacing: float) -> SetLine:
        font = self._font(face, region)
        if not rtl and not spacing:
            plain = self._plain_font(face, region)
            set_plain = plain.line(text)
            if set_plain is not None:
                self._letters.update(text)
                self._raw.setdefault(plain.name, plain.raw)
                return SetLine(*set_plain, _HERE)
        shown = _OTHER_SPACE.sub(" ", text)
        if spacing:
            font = QFont(font)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * EM)
        layout = laid_out(shown, font, rtl=rtl)
        line = layout.lineAt(0)
        missing = _missing(shown, font) if self._note(shown, layout, (face, region)) else ""
        origin = QPointF(line.x(), line.ascent())
        return SetLine(layout, line.naturalTextWidth(), origin, missing)

    def _note(self, shown: str, layout: QTextLayout, key: tuple[Typeface, str]) -> bool:
        """Remember letters and fonts of a line; say whether a letter has no glyph.

        A font has the same glyph for a letter of ASCII wherever it stands: those are asked for
        once.
        """
        letters = set(shown)
        known = self._known.setdefault(key, set())
        if shown.isascii() and letters <= known:
            return False
        self._letters |= letters
        lacks = False
        for run in layout.glyphRuns():
            raw = run.rawFont()
            self._raw.setdefault((raw.familyName(), raw.styleName()), raw)
            lacks = lacks or 0 in run.glyphIndexes()
        if shown.isascii() and not lacks:
            known |= letters
        return lacks

    def drawn_letters(self, claimed: Iterable[str]) -> dict[str, str]:
        """Return for letters that were not drawn which were: those of the same glyph.

        Fonts have one glyph for a character and its doubles, such as 一 and the radical U+2F00, or
        a space and a tab; a PDF made by Qt names the least of them.
        """
        foreign = [one for one in claimed if one not in self._letters]
        found = {one: plain for one in foreign if (plain := _plain_form(one)) != one}
        for raw in self._raw.values() if foreign else ():
            by_glyph = {
                raw.glyphIndexesForString(one)[0]: one for one in sorted(self._letters)[::-1]
            }
            for one in foreign:
                glyph = raw.glyphIndexesForString(one)[0]
                if glyph and glyph in by_glyph:
                    found[one] = by_glyph[glyph]
        return found

    def _plain_font(self, face: Typeface, region: str) -> PlainFont:
        """Return the font that plain text is set in, asked for once."""
        found = self._plain.get((face, region))
        if found is None:
            found = self._plain[face, region] = PlainFont(self._font(face, region))
        return found

    def _font(self, face: Typeface, region: str) -> QFont:
        key = (face, region)
        if key not in self._fonts:
            self._fonts[key] = self._made(face, region)
        return self._fonts[key]

    def _made(self, face: Typeface, region: str) -> QFont:
        font = QFont()
        font.setFamilies(self.families(face, region))
        font.setPixelSize(EM)
        font.setBold(face.bold or self._is_heavy(face.latin))
        font.setItalic(face.italic)
        font.setKerning(False)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
        for name in _LIGATURES:
            font.setFeature(QFont.Tag(name), 0)
        return font

    def families(self, face: Typeface, region: str = "zh") -> list[str]:
        """Return the installed families in the order in which they are asked for a letter."""
        latin = self._for_latin(face.latin)
        asked = [latin, self._exact(face.east_asian), *self._east_asian(face.east_asian, region)]
        asked += [self._exact(face.complex_script), *_COMPLEX, _SANS, *_EVERYWHERE]
        found = [
            self._installed[one.casefold()] for one in asked if one.casefold() in self._installed
        ]
        return list(dict.fromkeys(found))

    def _exact(self, family: str) -> str:
        return self._installed.get(family.casefold(), "")

    def _alike(self, family: str) -> str:
        """Return the family itself, or an installed one of the same widths, or ""."""
        asked = (family, *_ALIKE.get(family.casefold(), ()))
        return next((self._exact(one) for one in asked if self._exact(one)), "")

    def _for_latin(self, family: str) -> str:
        if not family or is_symbol_font(family):  # its letters come as those of Unicode
            return self._alike("Arial")
        if same := self._alike(family):
            return same
        used = self._kindred(family)
        self.stand_ins.add((family, used))
        return used

    def _kindred(self, family: str) -> str:
        """Return what stands in: by the name without its last words, or by the kind."""
        words = family.casefold().split()
        for count in range(len(words) - 1, 0, -1):
            if near := self._alike(" ".join(words[:count])):
                return near
        if is_east_asian(family):
            found = (one for one in self._east_asian(family, "zh") if self._exact(one))
            return next(found, "") or self._alike("Arial")
        if family.casefold() in _SERIF or ("serif" in words and "sans" not in words):
            return self._exact(_SERIF_FAMILY) or self._alike("Times New Roman")
        if family.casefold() in _FIXED or "mono" in words:
            return self._exact(_MONO) or self._alike("Courier New")
        return self._alike(stand_in_for(family).family) or self._exact(_SANS)

    def _east_asian(self, family: str, region: str) -> tuple[str, ...]:
        """Return families with East Asian letters, first those of the script's own region."""
        sans = _BY_REGION.get(region, _BY_REGION["zh"])
        if any(part in family.casefold() for part in _SERIF_EAST_ASIAN):
            serif = tuple(one.replace("Sans", "Serif") for one in sans if one.startswith("Noto"))
            return (*serif, *sans)
        return (*sans, *(one for group in _BY_REGION.values() for one in group))

    def _is_heavy(self, family: str) -> bool:
        """Tell whether a family that is not here says in its name that it is bold."""
        return not self._exact(family) and bool(_HEAVY & set(family.casefold().split()[1:]))


def _region(language: str) -> str:
    """Return which East Asian letters a language is written with; "zh" where it says nothing."""
    tag = language.casefold()
    if tag.startswith("zh") and any(part in tag for part in ("tw", "hk", "mo", "hant")):
        return "tw"
    return tag[:2] if tag[:2] in _BY_REGION else "zh"


def _plain_form(letter: str) -> str:
    """Return the letters that a presentation form stands for (U+FB1D to U+FDFF, U+FE70 to U+FEFF).

    Everything else stays, and so do ligatures: programs differ in the order in which they take
    the letters of one, but all know what the presentation form means.
    """
    if "\ufb1d" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufeff":
        plain = unicodedata.normalize("NFKC", letter)
        return plain if len(plain) == 1 else letter
    return letter


def _missing(text: str, font: QFont) -> str:
    """Return the letters of a text that no font has a glyph for."""
    found = []
    for letter in dict.fromkeys(text):
        if unicodedata.category(letter) in _INVISIBLE:
            continue
        layout = QTextLayout(letter, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
            found.append(letter)
    return "".join(found)
