"""Chinese and Japanese numerals for ``[DBNum1]`` to ``[DBNum3]`` in a number format.

ECMA-376-1, 18.8.31 names the switches and leaves their digits to the application; these are
Excel's: 1 as written in texts (一百二十三), 2 as on cheques (壹佰贰拾叁), 3 in full-width digits
(１百２十３). Where a code has digit places, each digit stands for itself (一二三).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numerals:
    """digits: 0 to 9; small: ten, hundred, thousand; large: 10^4, 10^8, 10^12.

    says_zero: whether a gap within a number is told (一百〇一), which Japanese does not; says_one:
    whether it is 一百 and not 百.
    """

    digits: str
    small: str
    large: tuple[str, ...]
    says_zero: bool = True
    says_one: bool = True


_SIMPLE = ("万", "亿", "万亿")
_FULL = ("萬", "億", "兆")
_WIDE = "０１２３４５６７８９"
_KNOWN = {
    ("zh", 1): Numerals("〇一二三四五六七八九", "十百千", _SIMPLE),
    ("zh", 2): Numerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟", _SIMPLE),
    ("zh", 3): Numerals(_WIDE, "十百千", _SIMPLE),
    ("zh-tw", 1): Numerals("〇一二三四五六七八九", "十百千", _FULL),
    ("zh-tw", 2): Numerals("零壹貳參肆伍陸柒捌玖", "拾佰仟", _FULL),
    ("zh-tw", 3): Numerals(_WIDE, "十百千", _FULL),
    ("ja", 1): Numerals("〇一二三四五六七八九", "十百千", ("万", "億", "兆"), False, False),
    ("ja", 2): Numerals("〇壱弐参四伍六七八九", "拾百阡", _FULL, says_zero=False),
    ("ja", 3): Numerals(_WIDE, "十百千", ("万", "億", "兆"), False, False),
}
_LARGEST = 16
"""Digits that the units of ten thousands reach."""


def numerals(language: str, switch: int) -> Numerals | None:
    """Return the numerals of a switch in a language; None for Korean's ``[DBNum4]`` and others.

    language: zh, zh-tw, ja; any other counts as zh, whose workbooks use the switches most.
    """
    return _KNOWN.get((language if language in ("zh-tw", "ja") else "zh", switch))


def digit_by_digit(text: str, kind: Numerals) -> str:
    """Return a text with each digit as a numeral: 2024 is 二〇二四."""
    return "".join(kind.digits[int(char)] if char in "0123456789" else char for char in text)


def in_words(text: str, kind: Numerals) -> str:
    """Return a number in words: 1010 is 一千〇一十; decimals digit by digit.

    text: digits, perhaps with a decimal mark; any other text is taken digit by digit.
    """
    whole = text[: next((i for i, char in enumerate(text) if not char.isdecimal()), len(text))]
    rest = text[len(whole) :]
    if not whole.isascii() or not whole or len(whole) > _LARGEST or "E" in rest:
        return digit_by_digit(text, kind)
    groups = [whole[max(0, end - 4) : end] for end in range(len(whole), 0, -4)]
    said = ""
    gap = False
    for place, group in reversed(tuple(enumerate(groups))):
        words = _group(group, kind)
        if not words:
            gap = bool(said)
            continue
        if said and kind.says_zero and (gap or group[0] == "0"):
            said += kind.digits[0]
        said += words + (kind.large[place - 1] if place else "")
        gap = False
    return (said or kind.digits[0]) + digit_by_digit(rest, kind)


def _group(group: str, kind: Numerals) -> str:
    """Return up to four digits in words, "" for zero."""
    said = ""
    gap = False
    for index, char in enumerate(group):
        power = len(group) - index - 1
        if char == "0":
            gap = bool(said)
            continue
        said += kind.digits[0] if gap and kind.says_zero else ""
        one = char == "1" and power and not kind.says_one
        said += ("" if one else kind.digits[int(char)]) + (kind.small[power - 1] if power else "")
        gap = False
    return said


def day_in_words(number: int, kind: Numerals) -> str:
    """Return a number of a date or clock in words: ten is 十, not 一十."""
    said = in_words(str(number), kind)
    ten = kind.digits[1] + kind.small[0]
    return said[1:] if 10 <= number < 20 and said.startswith(ten) else said
