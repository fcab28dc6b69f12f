"""How much time lies between two categories, read from their names.

A compound rate is a rate a year. Years, half-years, quarters and months are known by the words of
English, German and Chinese; names that tell no time count as one period each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d|21\d\d)(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?:FY\s?|GJ\s?|[’'])(\d\d)(?!\d)|(?:[QH][1-4][\s/-]|[1-4][QH])(\d\d)(?!\d)", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\bQ\s?([1-4])(?!\d)|\b([1-4])\.?\s?(?:Q|Quartal\b)|第?([一二三四1-4])季", re.IGNORECASE
)
_HALF = re.compile(
    r"\bH\s?([12])(?!\d)|\b([12])\.?\s?(?:HJ?|Halbjahr)\b|([上下])半年", re.IGNORECASE
)
_ISO_MONTH = re.compile(r"\b(?:1[6-9]|20|21)\d\d[-/.](0[1-9]|1[0-2])(?!\d)")
_NAMED_MONTH = re.compile(
    r"\b(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\b", re.IGNORECASE
)
_CHINESE_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov"),
    )
    for name in names.split()
} | {"dec": 11, "dez": 11}
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


@lru_cache(maxsize=4096)
def moment(name: str) -> float | None:
    """Return a name as a time in years, None where it tells no year."""
    found = _YEAR.search(name)
    if found:
        year = int(found[1])
    else:
        short = _SHORT_YEAR.search(name)
        if short is None:
            return None
        year = 2000 + int(short[1] or short[2])
    return year + _part(name)


def _part(name: str) -> float:
    """Return the share of the year that has passed when a period begins."""
    for pattern, parts in ((_QUARTER, 4), (_HALF, 2)):
        found = pattern.search(name)
        if found:
            ordinal = next(group for group in found.groups() if group)
            return ((_ORDINALS.get(ordinal) or int(ordinal)) - 1) / parts
    month = _ISO_MONTH.search(name) or _CHINESE_MONTH.search(name)
    if month:
        return (int(month[1]) - 1) / 12
    named = _NAMED_MONTH.search(name)
    return _MONTHS[named[1].lower()] / 12 if named else 0.0


def years_between(categories: tuple[str, ...], start: int, end: int, *, time: bool) -> float | None:
    """Return the years from one category to a later one; None where they are not in time order.

    time: the categories are said to be points in time; then names that tell no time count as one
    period each.
    """
    if end <= start:
        return None
    moments = [moment(name) for name in categories[start : end + 1]]
    known = [each for each in moments if each is not None]
    if len(known) < len(moments):
        return float(end - start) if time else None
    if any(later <= earlier for earlier, later in pairwise(known)):
        return None
    return round(known[-1] - known[0], 6)
