"""Letters of symbol fonts as the Unicode characters that they show.

Wingdings and Symbol put their pictures on the codes of letters; without the font, a bullet
would be a letter. The characters here are shown by any font with symbols.
"""

from __future__ import annotations

import re

_FIRST_PRIVATE = 0xF000
_LAST_OWN = 0xFF
PRIVATE = re.compile("[\uf000-\uf0ff]")
"""Where symbol fonts keep their characters; the last two digits are the letter's code."""

# By code: what stands as a bullet or as an arrow in slides (Unicode 7.0 encoded Wingdings whole).
_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x37: "⌨", 0x3F: "✍", 0x40: "✍", 0x41: "✌",
    0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐",
    0x4C: "☹", 0x4F: "⚐", 0x52: "☼", 0x54: "❄", 0x56: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪",
    0x6A: "&", 0x6B: "&", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x79: "⍓",
    0x7A: "⌘", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞", 0x80: "⓪",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)}, 0x8B: "⓿",
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "⭕", 0xA3: "⭕", 0xA4: "◉", 0xA5: "◎",
    0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xAF: "✵",
    0xB1: "⌖", 0xB2: "⟡", 0xB5: "✪", 0xB6: "✰", 0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙",
    0xE6: "↘", 0xE7: "🡄", 0xE8: "➔", 0xE9: "🡅", 0xEA: "🡇", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧",
    0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "·", 0x96: "•",
    0x97: "●", 0x98: "●", 0x99: "⬤", 0x9E: "◉", 0xA1: "▪", 0xA2: "■", 0xA3: "□", 0xAE: "◆",
    0xAF: "◇", 0xB3: "⧫",
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽",
    0x74: "◄", 0x75: "►", 0x76: "◁", 0x77: "▷", 0x7D: "▶", 0x84: "▼", 0x90: "⮜", 0x92: "⮞",
}  # fmt: skip
_WEBDINGS = {0x34: "▶", 0x61: "✓", 0x67: "■", 0x6E: "●", 0x72: "✖", 0x78: "⚑", 0x3D: "▪"}
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xCF: "∉", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔",
    0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊", 0xE5: "∑", 0xF2: "∫",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_UNKNOWN = "•"


def is_symbol_font(family: str) -> bool:
    """Return whether a family's letters are pictures."""
    return family.casefold() in _FONTS


def shown(text: str, family: str) -> str:
    """Return what a text in a symbol font shows; a picture that is not known becomes a bullet.

    Of text in other families only the private codes change: those stand for symbols as well.
    """
    font = _FONTS.get(family.casefold())
    if font is None:
        return with_symbols(text, "")
    return "".join(_shown(letter, font) for letter in text)


def with_symbols(text: str, family: str) -> str:
    """Return a text with its private codes shown as a symbol font (a:sym) has them."""
    if not PRIVATE.search(text):
        return text
    font = _FONTS.get(family.casefold(), _WINGDINGS)
    return PRIVATE.sub(lambda found: _shown(found[0], font), text)


def _shown(letter: str, font: dict[int, str]) -> str:
    code = ord(letter)
    if PRIVATE.match(letter):
        return font.get(code - _FIRST_PRIVATE, _UNKNOWN)
    if code <= ord(" ") or code > _LAST_OWN:
        return letter
    return font.get(code, letter if font is _SYMBOL else _UNKNOWN)
