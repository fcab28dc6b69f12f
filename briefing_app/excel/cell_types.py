"""What a cell is to somebody who looks for tables: a figure, a period, a mark, or words.

People type figures as text and years as numbers. A finder that trusts only the type of a cell
loses whole columns; this module says what a cell reads as, whatever it was stored as.
"""

from __future__ import annotations

import datetime
import re
from enum import IntEnum
from functools import lru_cache

from briefing_app.excel.cell_values import missing_mark
from briefing_app.excel.number_in_text import typed_number
from briefing_app.model.cell_value import GENERAL, Missing, MissingKind, Value


class CellType(IntEnum):
    """What a cell reads as."""

    BLANK = 0
    TEXT = 1
    NUMBER = 2
    NUMERAL = 3
    """A number stored as text: ``1 234,5``, ``(12.3)``, ``<0.1``."""
    PERIOD = 4
    """A year, quarter, month or date, as a number, a date or a text."""
    MARK = 5
    """A sign for a figure that is not there: ``..``, ``n/a``; an error value."""
    FLAG = 6
    """TRUE or FALSE."""


FIGURES = frozenset({CellType.NUMBER, CellType.NUMERAL})
VALUES = frozenset({CellType.NUMBER, CellType.NUMERAL, CellType.MARK, CellType.FLAG})

FIRST_YEAR, LAST_YEAR = 1500, 2200
_MONTH = (
    r"(?:jan(?:uary|uar|vier|\.)?|jän(?:ner|\.)?|feb(?:ruary|ruar|\.)?|févr?(?:ier|\.)?"
    r"|m(?:ar(?:ch|s|\.)?|ärz|rz\.?)|a[pv]r(?:il|\.)?|ma[yi]|juin|june?|juni|jul(?:y|i|\.)?"
    r"|juil(?:let|\.)?|aug(?:ust|\.)?|août|sept?(?:ember|embre|\.)?|o[ck]t(?:ober|obre|\.)?"
    r"|nov(?:ember|embre|\.)?|d[eé][cz](?:ember|embre|\.)?)"
)
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_SIGNED = r"(?:\s*(?:[*†‡]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\([a-z0-9*]{1,3}\)|\d\)))*"
"""What points to a note."""
_MARKED = rf"(?:\s?(?:[a-z]|est|prov|prel|proj|act)\b\.?)?{_SIGNED}"
"""What tells an estimate or a forecast beside a year: ``2023p``, ``2024E``."""
_PERIOD = re.compile(
    rf"(?:fy|cy|year|jahr)?\s*{_YEAR}(?:\s*[/\-–—]\s*(?:{_YEAR}|\d\d))?{_MARKED}"
    rf"|{_YEAR}\s*年(?:度|\s*\d\d?\s*月|\s*[一二三四1-4]\s*季度|末)?|(?:1[0-2]|[1-9])月"
    rf"|{_YEAR}\s*[-:/ ]?\s*(?:q[1-4]|[hs][12]|[mw]\d\d?){_MARKED}"
    rf"|(?:q[1-4]|[1-4]q|h[12]|s[12])(?:[\s\-/.']*(?:{_YEAR}|\d\d))?{_MARKED}"
    rf"|(?:[1-4]\.\s*(?:quartal|qu?\.?)|(?:1st|2nd|3rd|4th)\s+(?:quarter|qtr)|i{{1,3}}|iv)"
    rf"(?:[\s\-/.]*{_YEAR})?"
    rf"|{_MONTH}(?:\s*[/\-–—]\s*{_MONTH})?(?:[\s\-/.,']*(?:{_YEAR}|\d\d))?{_SIGNED}"
    rf"|{_MONTH}\s+\d\d?,\s*{_YEAR}{_SIGNED}"
    rf"|(?:平成|令和|昭和)\s*(?:\d+|元)年(?:度)?"
    rf"|{_YEAR}[\s\-/.]*{_MONTH}"
    rf"|\d\d?[\s\-/.]+{_MONTH}(?:[\s\-/.,]*(?:{_YEAR}|\d\d))?"
    rf"|{_YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?"
    r"(?:[t ]\d\d:\d\d(?::\d\d)?)?"
    rf"|(?:3[01]|[12]\d|0?[1-9])[./-](?:0?[1-9]|1[0-2])[./-]{_YEAR}"
    rf"|(?:0?[1-9]|1[0-2])[./-]{_YEAR}|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    r"[(\[]?\s*[<>≤≥~±]?\s*[+\-−–]?\s*(?:[a-z]{0,3}[$€£¥₹]|chf|eur|usd|gbp|rs\.?)?\s*"
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009,.'’]\d{3})+(?:[.,]\d+)?|(?:0|[1-9]\d*)(?:[.,]\d+)?|\.\d+)"
    r"(?:e[+-]?\d+)?\s*(?:%|[$€£¥])?\s*[)\]]?"
    r"(?:\s*[(\[]\s*[-−]?\d[\d.,]*%?\s*(?:[-–—,;]|to)\s*[-−]?\d[\d.,]*%?\s*[)\]]"
    r"|\s*[(\[]\s*[-−]?\d[\d.,]*\s*%\s*[)\]]|\s+\(\d+[.,]\d+\)|\s*±\s*\d[\d.,]*%?|,\s+\d+(?:\.\d+)?\)?)?\s*(?:[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\(?[a-z]\)?|\[[a-z0-9]{1,2}\])?",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"[<>~≈]?\s*[+\-−]?[$€£¥]?\s*\d[\d.,]*\s*"
    r"(?:[:/]\s*(?:\d[\d.,]*|[^\W\d]+)|(?:%|[$€£¥]|[^\W\d][\w.²³]*)(?:\s[^\W\d]+)?)?"
)
_LONGEST = 40


def cell_type(value: Value, number_format: str = GENERAL) -> CellType:
    """Return what a cell reads as. number_format: tells a year from a figure such as 1,950."""
    if isinstance(value, str):
        return text_type(value)
    if isinstance(value, float):
        return CellType.PERIOD if _is_year(value, number_format) else CellType.NUMBER
    if isinstance(value, bool):
        return CellType.FLAG
    if isinstance(value, Missing):
        return CellType.BLANK if value.kind is MissingKind.BLANK else CellType.MARK
    return CellType.PERIOD


def _is_year(value: float, number_format: str) -> bool:
    plain = "," not in number_format and "." not in number_format and "%" not in number_format
    return FIRST_YEAR <= value <= LAST_YEAR and value.is_integer() and plain


@lru_cache(maxsize=65_536)
def text_type(text: str) -> CellType:
    """Return what a text reads as: a period, a numeral, a mark or words."""
    bare = text.strip()
    if not bare:
        return CellType.BLANK
    if len(bare) > _LONGEST:
        return CellType.TEXT
    if missing_mark(bare) is not None:
        return CellType.MARK
    if _PERIOD.fullmatch(bare):
        return CellType.PERIOD
    is_numeral = _NUMERAL.fullmatch(bare) or typed_number(bare)
    return CellType.NUMERAL if is_numeral else CellType.TEXT


def is_quantity(value: Value) -> bool:
    """Return whether a value says how much, alone or with a unit: 15, ``5.2 years``, ``10:1``."""
    if isinstance(value, str):
        return len(value) <= _LONGEST and _QUANTITY.fullmatch(value.strip()) is not None
    return isinstance(value, float)


def moment(value: Value) -> float | None:
    """Return a number or date as a number that rises with time; None for a text."""
    if isinstance(value, datetime.datetime):
        return value.toordinal() + value.hour / 24
    return value if isinstance(value, float) else None
