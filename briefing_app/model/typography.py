"""Typography by language: what a compositor would mend in a text before it is set.

Only marks are touched, never words: no-break spaces between a figure and its unit, the true minus,
en dashes in ranges, German quotation marks. Setting a text twice changes nothing.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_UNITS = (
    r"%|‰|€|£|\$|¥|°C|°F|k|m|bn|mn|tn|thousand|million|billion|trillion|percent|per\scent|pp"
    r"|Tsd\.|Mio\.|Mrd\.|Bio\.|Tausend|Millionen?|Milliarden?|Billionen?|Prozent|Prozentpunkte?"
    r"|t|kt|Mt|Gt|kg|g|km|cm|mm|ha|GW|MW|kW|TWh|GWh|MWh|kWh|EUR|USD|CNY|RMB|CHF|GBP|JPY"
)
# A figure and the unit behind it stay together, and so do a currency code and its figure.
_BEFORE_UNIT = re.compile(rf"(?<=[0-9]) (?=(?:{_UNITS})(?![\w]))")
_AFTER_CODE = re.compile(r"\b(US\$|[A-Z]{3}|[€£$¥]) (?=[0-9])")
_GERMAN_PERCENT = re.compile(r"(?<=[0-9])%")
# A hyphen before a figure is a minus where no word or figure stands before it.
_MINUS = re.compile(r"(?<![\w.,)\u2019\u2212\u2013-])-(?=[0-9])")
# Years and pages: "1950-2020", "12-15"; not dates (2024-05-01), phone numbers or part numbers.
_RANGE = re.compile(r"(?<![\w.,/\u2212-])([0-9]{1,4})-([0-9]{1,4})(?![\w/-]|[.,][0-9])")
_CURRENCY_CODES = frozenset({"EUR", "USD", "CNY", "RMB", "CHF", "GBP", "JPY", "US$"})


def _code(match: re.Match[str]) -> str:
    known = match[1] in _CURRENCY_CODES or len(match[1]) == 1
    return f"{match[1]}{NO_BREAK_SPACE}" if known else match[0]


def _range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    # "20-15" is a score or a code, not a range; "1998-99" is one.
    rising = int(first) < int(last) or len(last) < len(first)
    return f"{first}{EN_DASH}{last}" if rising else match[0]


def set_text(text: str, language: str) -> str:
    """Return a text with the marks that its language wants; language: en, de or zh."""
    if "-" in text:
        text = _MINUS.sub(MINUS, _RANGE.sub(_range, text))
    text = _AFTER_CODE.sub(_code, _BEFORE_UNIT.sub(NO_BREAK_SPACE, text))
    if language == "de":
        text = _GERMAN_PERCENT.sub(f"{NO_BREAK_SPACE}%", text)
        text = _german_quotes(text)
    return text


def _german_quotes(text: str) -> str:
    """Return straight and English double quotation marks as German ones, in pairs only."""
    marks = [i for i, character in enumerate(text) if character in '"\u201c\u201d\u201e']
    if len(marks) % 2:
        return text
    characters = list(text)
    for number, place in enumerate(marks):
        characters[place] = "\u201e" if number % 2 == 0 else "\u201c"
    return "".join(characters)


def without_widow(text: str) -> str:
    """Return a text whose last two words stay together."""
    head, blank, last = text.rpartition(" ")
    return f"{head}{NO_BREAK_SPACE}{last}" if blank else text
