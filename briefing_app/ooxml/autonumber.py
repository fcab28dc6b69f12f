"""Numbers before paragraphs, by scheme (ECMA-376-1, 20.1.10.61 ST_TextAutonumberScheme)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999
_CHINESE = "〇一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HEBREW = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"),
    (50, "נ"), (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"),
    (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HINDI_CONSONANTS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_HINDI_VOWELS = "अआइईउऊऋऌऍऎएऐऑऒओऔ"


def _letters(number: int) -> str:
    """Return a, b ... z, aa, bb ...: the letter repeats, as PowerPoint has it."""
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        found += letters * count
    return found


def _of_alphabet(alphabet: str) -> Callable[[int], str]:
    def letter(number: int) -> str:
        rounds, index = divmod(number - 1, len(alphabet))
        return alphabet[index] * (rounds + 1)

    return letter


def _digits(zero: str) -> Callable[[int], str]:
    def written(number: int) -> str:
        return "".join(chr(ord(zero) + int(digit)) for digit in str(number))

    return written


def _chinese(number: int) -> str:
    """Return 一 ... 十 ... 二十一 ... 一百〇一; from 10,000 on its digits one by one."""
    digits = str(number)
    if len(digits) > len(_CHINESE_UNITS):
        return "".join(_CHINESE[int(digit)] for digit in digits)
    found = ""
    for place, digit in enumerate(digits):
        unit = _CHINESE_UNITS[len(digits) - place - 1]
        if digit != "0":
            found += _CHINESE[int(digit)] + unit
        elif found and not found.endswith("〇") and int(digits[place:] or 0):
            found += "〇"
    return found[1:] if found.startswith("一十") else found


def _circled(number: int) -> str:
    """Return ① ... ㊿; above, plain digits."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def _circled_in_black(number: int) -> str:
    for first, last, start in ((1, 10, 0x2776), (11, 20, 0x24EB)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def _hebrew(number: int) -> str:
    found = ""
    for value, letter in _HEBREW:
        count, number = divmod(number, value)
        found += letter * count
    return found.replace("יה", "טו").replace("יו", "טז")


_COUNTS: dict[str, Callable[[int], str]] = {
    "alphaLc": _letters,
    "alphaUc": lambda number: _letters(number).upper(),
    "romanLc": _roman,
    "romanUc": lambda number: _roman(number).upper(),
    "arabicDb": _digits("０"),
    "arabic1": _of_alphabet(_ARABIC_ALPHABET),
    "arabic2": _of_alphabet(_ARABIC_ABJAD),
    "arabic": str,
    "circleNumDb": _circled,
    "circleNumWdBlack": _circled_in_black,
    "circleNumWdWhite": _circled,
    "ea1Chs": _chinese,
    "ea1Cht": _chinese,
    "ea1Jpn": _chinese,
    "hebrew2": _hebrew,
    "hindiAlpha1": _of_alphabet(_HINDI_CONSONANTS),
    "hindiAlpha": _of_alphabet(_HINDI_VOWELS),
    "hindiNum": _digits("०"),
    "thaiAlpha": _of_alphabet(_THAI_LETTERS),
    "thaiNum": _digits("๐"),
}
_BY_LENGTH = sorted(_COUNTS, key=len, reverse=True)  # "arabicDb" is asked before "arabic"

# What stands around a number; "Db": the wide full stop of East Asian fonts.
_AROUND = {
    "ParenBoth": "({})",
    "ParenR": "{})",
    "Period": "{}.",
    "DbPeriod": "{}．",
    "ChsDbPeriod": "{}．",
    "KorPeriod": "{}.",
    "Minus": "{}-",
}


def number_text(scheme: str, number: int) -> str:
    """Return the number as a scheme writes it, ``"iv)"``; an unknown scheme writes ``"4."``.

    number: from 1 on; what is less counts as 1.
    """
    number = max(number, 1)
    for name in _BY_LENGTH:
        if scheme.startswith(name):
            rest = scheme[len(name) :]
            if name == "arabicDb":
                rest = f"Db{rest}"
            return _AROUND.get(rest, "{}").format(_COUNTS[name](number))
    return f"{number}."
