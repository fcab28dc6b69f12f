"""How wide and how high text is, from tables that are shipped: no Qt, no fonts of the machine.

Widths are sums of advance widths, without kerning: PowerPoint kerns only where the template
asks for it, and kerned text is narrower. Every figure errs to the wide and high side, so that
what was measured to fit does fit. See docs/adr/0003-text-measured-without-qt.md.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_app.errors import FileDamaged
from briefing_app.model.quick_values import quick
from briefing_app.typeset.arabic import ARABIC_LETTER, joined
from briefing_app.typeset.faces import EM, Face, Family, read_table
from briefing_app.typeset.stand_ins import (
    ANY_EAST_ASIAN,
    is_east_asian,
    stand_in_for,
)

SINGLE_LINE = 1_200_000
"""Single spacing: 1.2 em whatever the family, in PowerPoint and in LibreOffice's import alike."""
UNKNOWN_CHARACTER = 1_400_000
"""What a character that no table has is taken for: an emoji, 1.37 em in Segoe UI Emoji."""
TAB = 4_000_000
"""A tab reaches at most the next default stop: one inch, 4 em at 18 pt."""

UNIT = 100_000_000
"""Exact widths are integers of this fraction of a point: EM times hundredths of a point."""

_NO_LATIN = "The font metrics tables are missing: none covers Latin letters."
_INSTALL = "Install the program again; its folder assets/metrics must be complete."
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc", "Zl", "Zp"})
SOFT_HYPHEN = "\u00ad"
_LATIN, _CJK, _COMPLEX, _SYMBOLS = "latin", "cjk", "complex", "symbols"
_MOST_LETTERS = 50_000
_MOST_VOICES = 256  # a deck has some dozen styles; the library must not grow for ever

# First code point of each stretch of scripts that is set with another font than a:latin; what
# lies after a stretch is Latin again. Blocks of the Unicode standard, 15.0.
_STRETCHES: tuple[tuple[int, str], ...] = (
    (0x0000, _LATIN),
    (0x0590, "hebrew"),
    (0x0600, "arabic"),
    (0x0900, "devanagari"),
    (0x0980, _COMPLEX),
    (0x0E00, "thai"),
    (0x0E80, _COMPLEX),
    (0x10A0, _LATIN),
    (0x1100, _CJK),
    (0x1200, _COMPLEX),
    (0x1D00, _LATIN),
    (0x2E80, _CJK),
    (0xA4D0, _LATIN),
    (0xA8E0, "devanagari"),
    (0xA900, _COMPLEX),
    (0xA960, _CJK),
    (0xA980, _COMPLEX),
    (0xAC00, _CJK),
    (0xD800, _LATIN),
    (0xF900, _CJK),
    (0xFB00, _LATIN),
    (0xFB1D, "hebrew"),
    (0xFB50, "arabic"),
    (0xFE00, _LATIN),
    (0xFE10, _CJK),
    (0xFE70, "arabic"),
    (0xFF00, _CJK),
    (0xFFF0, _LATIN),
    (0x20000, _CJK),
    (0x40000, _LATIN),
)
_SCRIPTS = frozenset(script for _, script in _STRETCHES)
_FIRSTS = [first for first, _ in _STRETCHES]
_NOT_LATIN = re.compile(
    "[{}]".format(
        "".join(
            f"{chr(first)}-{chr(following - 1)}"
            for (first, script), (following, _) in pairwise(_STRETCHES)
            if script != _LATIN
        )
    )
)
_EAST_ASIAN_TEXT = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
# Punctuation that East Asian and European text share; full width among East Asian letters.
_SHARED = frozenset("\u2018\u2019\u201c\u201d\u2026\u2014\u00b7\u2025")


@quick
class TextStyle:
    """How a run is set; families as in a:latin, a:ea and a:cs (ECMA-376-1, 21.1.2.3).

    An empty family, or a theme reference that was not resolved, is measured by the stand-in.
    """

    latin: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    east_asian: str = ""
    complex_script: str = ""


def _script(code: int) -> str:
    """Return the script under which a character's font is chosen."""
    return _STRETCHES[bisect_right(_FIRSTS, code) - 1][1]


def script_ends(text: str) -> list[int]:
    """Return where stretches end that are set in one kind of font: Latin, East Asian or complex.

    The last end is the length of the text; spaces and what combines belong to what is before.
    """
    if not _NOT_LATIN.search(text):
        return [len(text)]
    east_asian = _EAST_ASIAN_TEXT.search(text) is not None
    ends: list[int] = []
    kind = ""
    for spot, letter in enumerate(text):
        if letter == " " or unicodedata.category(letter) in _NO_WIDTH:
            continue
        own = _CJK if east_asian and letter in _SHARED else _script(ord(letter))
        own = own if own in (_LATIN, _CJK) else _COMPLEX
        if kind and own != kind:
            ends.append(spot)
        kind = own
    return [*ends, len(text)]


@dataclass(frozen=True, slots=True)
class _Link:
    """A face in the order in which faces are asked for a character, with its stand-in factor."""

    face: Face
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class _Chain:
    """The faces that are asked for a script's characters, and the advance if all lack one."""

    links: tuple[_Link, ...]
    default: int = UNKNOWN_CHARACTER

    def advance(self, code: int) -> int:
        """Return the advance of a character in millionths of an em."""
        for link in self.links:
            advance = link.face.advances.get(code)
            if advance is not None:
                return round(advance * link.factor)
        return self.default

    def face(self, code: int) -> Face:
        """Return the face that has a character, or the first."""
        has = (link.face for link in self.links if link.face.advances.get(code) is not None)
        return next(has, self.links[0].face)


def _default(links: tuple[_Link, ...]) -> int:
    """Return what the script's own face has for a character that it lacks."""
    return links[0].face.default if links else UNKNOWN_CHARACTER


class _Shares(dict[str, float]):
    """Share of a line above the baseline, by the face that a character is set in."""

    __slots__ = ("_chain", "_usual")

    def __init__(self, chain: Callable[[str], _Chain]) -> None:
        super().__init__()
        self._chain = chain
        self._usual: set[str] = set()  # letters that reach no lower than "x"

    def __missing__(self, letter: str) -> float:
        face = self._chain(letter).face(ord(letter))
        if len(self) >= _MOST_LETTERS:
            self.clear()
        self[letter] = found = face.ascent / (face.ascent + face.descent)
        return found

    def of(self, letters: str) -> float:
        """Return the share in a line of these letters: of their faces the lowest baseline."""
        if self._usual.issuperset(letters):
            return self["x"]
        found = max(map(self.__getitem__, {"x", *letters}))
        if found == self["x"]:
            if len(self._usual) >= _MOST_LETTERS:
                self._usual.clear()
            self._usual.update(letters)
        return found


class _Voice(dict[str, int]):
    """Advance of each character in one style, in millionths of an em, worked out once each."""

    __slots__ = ("_chains", "_east_asian", "shares")

    def __init__(self, chains: dict[str, _Chain], *, east_asian: bool) -> None:
        super().__init__()
        self._chains = chains
        self._east_asian = east_asian
        self.shares = _Shares(self._chain)

    def __missing__(self, letter: str) -> int:
        advance = self._advance(letter)
        if len(self) >= _MOST_LETTERS:
            self.clear()
        self[letter] = advance
        return advance

    def _chain(self, letter: str) -> _Chain:
        if self._east_asian and letter in _SHARED:
            return self._chains[_CJK]
        return self._chains[_script(ord(letter))]

    def _advance(self, letter: str) -> int:
        if letter == "\t":
            return TAB
        if letter == SOFT_HYPHEN:
            return self["-"]  # it shows when the line ends there
        if unicodedata.category(letter) in _NO_WIDTH:
            return 0
        return self._chain(letter).advance(ord(letter))


class Metrics:
    """An immutable library of faces; what it measures depends on its tables alone."""

    __slots__ = ("_by_name", "_by_script", "_voices")

    def __init__(self, families: Sequence[Family]) -> None:
        """Take the families in this order: of two that share a name or a script the later wins."""
        self._by_name: dict[str, Family] = {}
        self._by_script: dict[str, Family] = {}
        for family in families:
            for name in (family.name, *family.also):
                self._by_name[name.casefold()] = family
            for script in family.scripts:
                self._by_script[script] = family
        self._voices: dict[tuple[object, ...], tuple[_Voice, _Voice]] = {}

    @classmethod
    def from_tables(cls, tables: Iterable[bytes]) -> Metrics:
        """Return the library of the tables' families; of two of one name the later wins.

        Raises FileDamaged when a table cannot be read or none covers Latin letters.
        """
        metrics = cls([read_table(table) for table in tables])
        if _LATIN not in metrics._by_script:
            raise FileDamaged(_NO_LATIN, remedy=_INSTALL)
        return metrics

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width in points of the text on one line, without kerning."""
        voice, letters = self._heard(text, style)
        return sum(map(voice.__getitem__, letters)) * round(style.size_pt * 100) / UNIT

    def width_and_widest(self, text: str, style: TextStyle) -> tuple[float, float]:
        """Return the width in points of the text on one line, and that of its widest character."""
        voice, letters = self._heard(text, style)
        widths = [voice[letter] for letter in letters]
        size = round(style.size_pt * 100)
        return sum(widths) * size / UNIT, max(widths, default=0) * size / UNIT

    def advances(self, text: str, style: TextStyle) -> list[int]:
        """Return the advance of each character, in UNITs of a point (exact)."""
        size = round(style.size_pt * 100)
        voice, letters = self._heard(text, style)
        return [voice[letter] * size for letter in letters]

    def line_height(self, style: TextStyle, text: str = "") -> float:  # noqa: ARG002
        """Return the height in points of a line at 100 % spacing.

        1.2 times the size for every family and script: taller faces, such as Chinese or Arabic
        ones, do not widen the pitch in PowerPoint. The text is part of the signature because a
        line's height is asked for with its text; no script changes it today.
        """
        return SINGLE_LINE * style.size_pt / EM

    def ascent(self, style: TextStyle, text: str = "") -> float:
        """Return the distance in points from the top of such a line to its baseline.

        PowerPoint shares the line out in the proportion of the face's ascent and descent; of the
        faces that the text needs the one with the lowest baseline counts.
        """
        voice, letters = self._heard(text, style)
        return self.line_height(style, text) * voice.shares.of(letters)

    def stand_in(self, family: str) -> str:
        """Return the family that measures this one, or "" when its own figures are known."""
        if family.casefold() in self._by_name:
            return ""
        if is_east_asian(family):
            return self._family(ANY_EAST_ASIAN, _CJK).name
        return self._family(stand_in_for(family).family, _LATIN).name

    def _family(self, name: str, script: str) -> Family:
        """Return the named family, or else the one that measures the script."""
        named = self._by_name.get(name.casefold())
        return named or self._by_script.get(script) or self._by_script[_LATIN]

    def _heard(self, text: str, style: TextStyle) -> tuple[_Voice, str]:
        """Return the advances in this style, and the text with Arabic letters in their forms."""
        key = (style.latin, style.bold, style.italic, style.east_asian, style.complex_script)
        voices = self._voices.get(key)
        if voices is None:
            voices = self._cast(style)
            if len(self._voices) >= _MOST_VOICES:
                self._voices.clear()
            self._voices[key] = voices
        if text.isascii():
            return voices[0], text
        letters = joined(text) if ARABIC_LETTER.search(text) else text
        return voices[_EAST_ASIAN_TEXT.search(text) is not None], letters

    def _cast(self, style: TextStyle) -> tuple[_Voice, _Voice]:
        """Return the voices of a style: for European text, and for text with East Asian letters."""
        latin = (self._latin(style), *self._links(style, _LATIN), *self._links(style, _SYMBOLS))
        cjk = self._links(style, _CJK)
        east_asian = (*self._own(style.east_asian, style), *cjk)
        own = self._own(style.complex_script, style)
        chains = {
            _LATIN: _Chain((*latin, *east_asian)),
            _CJK: _Chain((*east_asian, *latin), _default(cjk)),
            _COMPLEX: _Chain((*own, *latin)),
        }
        for script in _SCRIPTS - chains.keys():
            links = self._links(style, script)
            chains[script] = _Chain((*own, *links, *latin), _default(links))
        return _Voice(chains, east_asian=False), _Voice(chains, east_asian=True)

    def _latin(self, style: TextStyle) -> _Link:
        if own := self._own(style.latin, style):
            return own[0]
        stand_in = stand_in_for(style.latin)
        family = self._family(stand_in.family, _LATIN)
        factor = stand_in.bold if style.bold else stand_in.regular
        return _Link(family.face(bold=style.bold, italic=style.italic), factor)

    def _own(self, name: str, style: TextStyle) -> tuple[_Link, ...]:
        """Return the face of a family whose figures are known, else nothing."""
        family = self._by_name.get(name.casefold())
        return (_Link(family.face(bold=style.bold, italic=style.italic)),) if family else ()

    def _links(self, style: TextStyle, script: str) -> tuple[_Link, ...]:
        """Return the face that measures a script, else nothing."""
        family = self._by_script.get(script)
        return (_Link(family.face(bold=style.bold, italic=style.italic)),) if family else ()
