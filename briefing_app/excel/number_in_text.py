"""Numbers that were typed as text: ``1 234,5``, ``(12.3)``, ``12 %``; and marks in their place.

What a publisher hangs on a figure is taken off: signs of notes (``123 1)``, ``12.3*``, ``[a]``),
flags (``p 12.3``, ``12.3 (e)``, Eurostat's and others' letters) and intervals behind it. Names
made of digits are no numbers: ``007``, ``1-2``, dates, sixteen digits and more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from briefing_app.excel.cell_values import missing_mark
from briefing_app.model.cell_value import Missing, MissingKind

_CURRENCY = (
    r"[A-Z]{0,3}[$€£¥₹₩₽]|(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|HUF|BRL)\b"
)
_SCALES = {
    "k": 3, "m": 6, "b": 9, "thousand": 3, "tsd": 3, "million": 6, "mio": 6, "mn": 6, "mill": 6,
    "billion": 9, "bn": 9, "mrd": 9, "milliarde": 9, "trillion": 12, "tn": 12,
    "千": 3, "万": 4, "百万": 6, "亿": 8, "万亿": 12,
}  # fmt: skip
_SCALE = (
    r"thousands?|tsd\.?|millions?|millionen|mio\.?|mill\.|mn|billions?|bn|mrd\.?|milliarden?"
    r"|trillions?|tn|万亿|百万|千|万|亿|[kmb]\b"
)
_BLANK = r"[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<open>[(])?{_BLANK}*(?P<sign>[-+\u2010-\u2013\u2212△▲])?{_BLANK}*"
    rf"(?:(?P<before>{_CURRENCY}){_BLANK}*)?(?P<inner>[-\u2212])?"
    r"(?P<digits>\d[\d.,'\u2019 \u00a0\u2009\u202f]*|[.,]\d+)(?P<power>[eE][-+]?\d{1,3})?"
    rf"{_BLANK}*(?:(?P<scale>(?i:{_SCALE})){_BLANK}*)?"
    rf"(?:(?P<percent>%)|(?P<after>{_CURRENCY}))?{_BLANK}*"
    r"(?P<close>[)])?\s*(?P<behind>[-\u2212])?",
    re.ASCII,
)
_LIMIT = re.compile(r"[<>≤≥]\s*=?\s*[\d.,]+\s*%?")
_SPACES = re.compile(r"['\u2019 \u00a0\u2009\u202f]")
_GROUPED = {
    ".": re.compile(
        r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d*)?|\d*(?:\.\d*)?", re.ASCII
    ),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d*(?:,\d*)?", re.ASCII),
}
_BLANK_GROUPS = re.compile(
    r"\d{1,3}(?:([' \u2019\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d*)?"
)
_BOTH = re.compile(r"[.,]")
_FLAG_BEFORE = re.compile(r"(?:\(?[epr]\)?\s|\([epr]\)|\*+|[~≈]|(?:c|ca|est)\.\s?)\s*(?=\S)")
_AFTER = re.compile(
    r"\s*(?:[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|(?:\s|(?<=%))\d{1,2}\)|\s?\([a-z]{1,3}\)|\s\(\d\)|\s?\[[a-z0-9]{1,2}\]"
    r"|\s[befpru]{1,2}|(?<=\d)[epr]|\s(?:est|prov|prel|rev)\.?)\Z"
)
_INTERVAL = re.compile(
    r"\s*[(\[]\s*[-−]?\d[\d.,]*\s*%?\s*(?:[-–—,;]|to)\s*[-−]?\d[\d.,]*\s*%?\s*[)\]]\Z"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width signs, as Chinese and Japanese input methods type them."""
_NEGATIVE = frozenset("-\u2010\u2011\u2012\u2013\u2212△▲")
_LONGEST = 40
_MOST_DIGITS = 15
"""Digits of a whole number that Excel keeps (ECMA-376-1, 18.17.2: IEEE 754 doubles)."""


@dataclass(frozen=True, slots=True)
class TypedStyle:
    """How a number was typed. thousands: how often it is divided by 1000; power: ``1.5E+03``."""

    before: str = ""
    after: str = ""
    places: int = 0
    grouped: bool = False
    thousands: int = 0
    percent: bool = False
    power: bool = False
    brackets: bool = False
    plus: bool = False

    @property
    def number_format(self) -> str:
        """Return the Excel code that shows a number so (ECMA-376-1, 18.8.31)."""
        point = "." + "0" * self.places if self.places else ""
        if self.power:
            return f"0{point}E+00"
        before, after = (f'"{text}"' if text else "" for text in (self.before, self.after))
        body = ("#,##0" if self.grouped else "0") + point + "," * self.thousands
        shown = f"{before}{body}{'%' if self.percent else ''}{after}"
        if self.plus:
            return f"+{shown};-{shown};{shown}"
        return f"{shown};({shown})" if self.brackets else shown

    def kin(self) -> TypedStyle:
        """Return the style without what may differ from cell to cell of one column."""
        return replace(self, places=0, grouped=False, brackets=False)


def common_style(styles: Iterable[TypedStyle]) -> TypedStyle:
    """Return the style that shows all numbers of a column alike, none with fewer decimals.

    styles: at least one, all of one kin.
    """
    listed = tuple(styles)
    return replace(
        listed[0],
        places=max(style.places for style in listed),
        grouped=any(style.grouped for style in listed),
        brackets=any(style.brackets for style in listed),
    )


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that a text is.

    either: whether ``1,234`` could be 1234 as well as 1.234, and nothing decided.
    """

    value: float
    style: TypedStyle
    either: bool = False


def number_in_text(text: str, decimal_hint: str = "") -> float | Missing | None:
    """Return the number that a text is, what a mark in its place says, or None for words.

    decimal_hint: the decimal sign of the column, "." or ",", "" when unknown (see
    :func:`decimal_sign`); then ``1,234`` is 1234. A percentage is the fraction: ``12 %`` is 0.12.
    A limit such as ``<0.1`` is no number: the figure is there and kept back.
    """
    return mark_in_text(text) or (
        typed.value if (typed := typed_number(text, decimal_hint)) else None
    )


def mark_in_text(text: str) -> Missing | None:
    """Return what a text in a column of figures says about a missing one, None for all else."""
    bare = text.strip()
    mark = missing_mark(bare)
    if mark is None and _LIMIT.fullmatch(bare):
        mark = MissingKind.SUPPRESSED
    return Missing(mark, bare) if mark else None


@lru_cache(maxsize=65_536)
def typed_number(text: str, decimal_hint: str = "") -> TypedNumber | None:
    """Return the number that a text is, with how it was typed; None for words.

    decimal_hint: "." or ",", for a number that does not show its decimal sign by itself.
    """
    match = _matched(text)
    if match is None or _sign_count(match) > 1:
        return None
    written = _ungrouped(match["digits"].strip())
    own = _own_sign(written)
    sign = own or decimal_hint or "."
    number = _plain(written, sign)
    if number is None or _is_name(number):
        return None
    scale = _power(match)
    value = float(Decimal(f"{number}{match['power'] or ''}").scaleb(scale))
    if value in (float("inf"), float("-inf")):
        return None
    style = _style(match, number, written, scale)
    negative = _sign_count(match) == 1
    either = not own and not decimal_hint and _BOTH.search(written) is not None
    return TypedNumber(-value if negative else value, style, either)


def _matched(text: str) -> re.Match[str] | None:
    """Return the match of what is left of a text without notes, flags and intervals."""
    bare = text.translate(_WIDE).strip()
    if len(bare) > _LONGEST or not any(map(str.isdecimal, bare)):
        return None
    match = _whole_match(bare)
    if match:
        return match
    bare = _FLAG_BEFORE.sub("", bare, count=1) if _FLAG_BEFORE.match(bare) else bare
    return _whole_match(_INTERVAL.sub("", _AFTER.sub("", _AFTER.sub("", bare))))


def _whole_match(bare: str) -> re.Match[str] | None:
    """Return the match of a number; a bracket alone points to a note, a letter may be a flag."""
    match = _NUMBER.fullmatch(bare)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    letter = (match["scale"] or "").casefold() in {"k", "m", "b"}
    return None if letter and not (match["before"] or match["after"]) else match


def _sign_count(match: re.Match[str]) -> int:
    """Return how often a number says that it is negative."""
    return sum((match["sign"] in _NEGATIVE if match["sign"] else False, bool(match["open"]),
                bool(match["inner"]), bool(match["behind"])))  # fmt: skip


def _is_name(number: str) -> bool:
    """Return whether digits with a point name something: leading zeros, too many digits."""
    whole = number.partition(".")[0]
    return (len(whole) > 1 and whole[0] == "0") or len(whole) > _MOST_DIGITS


def _ungrouped(written: str) -> str:
    """Return digits without blanks between groups of three, as they are where blanks are odd."""
    return _SPACES.sub("", written) if _BLANK_GROUPS.fullmatch(written) else written


def _plain(written: str, decimal: str) -> str | None:
    """Return digits with a point for the decimal sign and no groups; None when they are odd."""
    if not _GROUPED[decimal].fullmatch(written) or not any(map(str.isdigit, written)):
        return None
    return written.replace("," if decimal == "." else ".", "").replace(decimal, ".")


def _power(match: re.Match[str]) -> int:
    """Return the power of ten that the words and signs beside the digits stand for."""
    word = (match["scale"] or "").casefold().rstrip(".")
    known = (word, word.removesuffix("s"), word.removesuffix("en"), word.removesuffix("n"))
    power = next((_SCALES[name] for name in known if name in _SCALES), 0)
    return power - (2 if match["percent"] else 0)


def _style(match: re.Match[str], number: str, written: str, scale: int) -> TypedStyle:
    """Return how a number was typed. number: its digits with a point; written: as typed."""
    whole, _, decimals = number.partition(".")
    grouped = len(whole) > 3 and not written.startswith(whole)
    money = match["before"] or ""
    # A code divides by thousands only; what counts in 万 is shown in full.
    thousands = match["scale"] and scale % 3 == 0
    in_full = match["scale"] and not thousands
    word = f" {match['scale']}" if thousands else ""
    return TypedStyle(
        before=money + (" " if money.isalpha() else ""),
        after=word + (f" {match['after']}" if match["after"] else ""),
        places=0 if in_full else len(decimals),
        grouped=bool(in_full or grouped or _SPACES.search(match["digits"].strip())),
        thousands=scale // 3 if thousands else 0,
        percent=bool(match["percent"]),
        power=bool(match["power"]),
        brackets=bool(match["open"]),
        plus=match["sign"] == "+",
    )


def _own_sign(written: str) -> str:
    """Return the decimal sign that a number shows by itself, "" when it could be either."""
    found = _BOTH.findall(written)
    if not found:
        return ""
    if len(set(found)) == 2:
        return str(found[-1])
    if len(found) > 1:
        return "." if found[0] == "," else ","
    before, _, after = written.partition(found[0])
    if len(after) != 3 or len(before) > 3 or before in {"", "0"} or before.startswith("0"):
        return str(found[0])
    return ""


def decimal_sign(texts: Iterable[str]) -> str:
    """Return the decimal sign that the texts agree on, "" when they show none or contradict."""
    votes = {sign for digits in _digits(texts) if (sign := _own_sign(digits))}
    return votes.pop() if len(votes) == 1 else ""


def decimal_sign_by_shape(texts: Iterable[str]) -> str:
    """Return the decimal sign that follows from how the numbers of a column are made.

    ``1,234`` beside ``1234``: who groups, groups all, so that the comma is the decimal sign.
    ``1,234`` beside ``87``: three decimals throughout or none, so that the comma groups; one
    that stood for decimals would also be followed by one or two digits somewhere. "" when neither
    or both hold.
    """
    listed = list(_digits(texts))
    signs = Counter(sign for digits in listed for sign in _BOTH.findall(digits))
    if len(signs) != 1:
        return ""
    (sign,) = signs
    plain = [digits for digits in listed if sign not in digits]
    long = [digits for digits in plain if len(digits) > 3]
    if not plain or any(_own_sign(digits) for digits in listed):
        return ""
    if long:
        return sign if len(long) == len(plain) else ""
    return "." if sign == "," else ","


def _digits(texts: Iterable[str]) -> Iterable[str]:
    """Yield the digits of each text that is a number, groups by blanks taken out."""
    for text in texts:
        match = _matched(text)
        if match:
            yield _ungrouped(match["digits"].strip())
