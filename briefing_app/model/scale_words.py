"""Words of scale: thousands, millions and billions as each language abbreviates them."""

from __future__ import annotations

import re
from dataclasses import dataclass

AUTO = "auto"
"""The scale that the size of the number asks for."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten and its word; "" for none."""

    power: int
    word: str


_UNSCALED = Scale(0, "")
# Chinese counts in ten thousands: 万 10^4, 亿 10^8, 万亿 10^12.
_SCALES = {
    "en": (Scale(3, "k"), Scale(6, "m"), Scale(9, "bn"), Scale(12, "tn")),
    "de": (Scale(3, "Tsd."), Scale(6, "Mio."), Scale(9, "Mrd."), Scale(12, "Bio.")),
    "zh": (Scale(4, "万"), Scale(8, "亿"), Scale(12, "万亿")),
}
_ASKED = {
    "k": 3, "tsd": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9, "mrd": 9, "tn": 12, "bio": 12,
    "万": 4, "亿": 8, "万亿": 12,
}  # fmt: skip


def scales(language: str) -> tuple[Scale, ...]:
    """Return the scales of a language, the smallest first; English ones where it is not known."""
    return _SCALES.get(language.replace("_", "-").partition("-")[0].lower(), _SCALES["en"])


def is_scale(word: str) -> bool:
    """Return whether a word asks for a scale: ``auto``, ``k``, ``Mio.``, ``亿`` ..."""
    return word.casefold() == AUTO or word.casefold().rstrip(".") in _ASKED


def asked_scale(word: str, language: str) -> Scale:
    """Return the scale of a language that a word asks for: the largest that is not above it.

    ``bn`` is Mrd. in German and 亿 in Chinese. Raises KeyError for what is no word of scale.
    """
    power = _ASKED[word.casefold().rstrip(".")]
    known = scales(language)
    return next((scale for scale in reversed(known) if scale.power <= power), known[0])


def fitting_scale(digits: int, language: str) -> Scale:
    """Return the scale for a number with so many digits before its decimal mark."""
    fitting = [scale for scale in scales(language) if digits > scale.power]
    return fitting[-1] if fitting else _UNSCALED


# Words in units, with the power of ten that the figures beside them stand for.
_WORDS = (
    (12, r"trillions?|billionen|tn|bio\."),
    (9, r"billions?|milliarden|mrd\.?|bn"),
    (6, r"millions?|millionen|mill?\.?|mio\.?|mn|1[,. ]?000[,. ]?000"),
    (5, r"100[,. ]?000"),
    (4, r"10[,. ]?000"),
    (3, r"thousands?|tsd\.?|tausend|1[,. ]?000s?|(?<!\d[,. ])000s?"),
)
# One letter is a scale beside money or people; alone it may be metres or kelvin.
_LETTERS = ((9, "b"), (6, "m"), (3, "k"))
_MONEY = r"[A-Za-z]{0,3}[$€£¥]|EUR|USD|CHF|GBP|CNY|RMB|JPY"
_COUNTED = re.compile(rf"{_MONEY}|people|persons?|inhabitants|Personen|Einwohner", re.IGNORECASE)
_RATE = re.compile(r"(?:\b(?:per|je|pro)\b|/|每).*", re.IGNORECASE)
_CHINESE = re.compile("百万|十亿|万亿|千|万|亿")
_CHINESE_POWERS = {"千": 3, "万": 4, "百万": 6, "亿": 8, "十亿": 9, "万亿": 12}


def _stands_in(words: str, unit: str) -> bool:
    pattern = rf"(?<![^\W_])(?:{_MONEY})?(?:{words})(?![^\W_])"
    return bool(re.search(pattern, unit, re.IGNORECASE))


def power_in(unit: str) -> int | None:
    """Return the power of ten that a unit's figures stand for: 6 for ``€ m``, 0 for ``€``.

    What follows ``per`` is no scale. None where a single letter may be a scale or a measure.
    """
    counted = _RATE.sub("", unit)
    if match := _CHINESE.search(counted):
        return _CHINESE_POWERS[match[0]]
    for power, words in _WORDS:
        if _stands_in(words, counted):
            return power
    for power, letter in _LETTERS:
        if _stands_in(letter, counted):
            return power if _COUNTED.search(counted) else None
    return 0
