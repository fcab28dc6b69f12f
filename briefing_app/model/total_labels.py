"""What totals are called: the one list of words for rows and columns that are sums of others."""

from __future__ import annotations

import re

TOTAL = (
    r"(?:(?:grand|sub|over-?all)[ -]?)?totals?|sum(?: total)?|summe|gesamt|gesamtsumme|insgesamt"
    r"|zwischensumme|total général|合计|总计|小计|总和|共计|总额|合計|總計"
)
"""A pattern for labels that say nothing but total, to be matched whole and without case."""

WHOLE = r"all|alle|world|welt|global|世界|全球|全国|全部"
"""A pattern for labels that name a whole, which is a total where its parts stand beside it."""

_AROUND = " \t\n.:,;*()[]\u2014\u2013-="
_TOTAL = re.compile(TOTAL, re.IGNORECASE)
_WHOLE = re.compile(rf"(?:.*\s)?totals?|{WHOLE}", re.IGNORECASE)


def bare_label(label: str) -> str:
    """Return a label without the marks around it, its blanks collapsed."""
    return " ".join(label.split()).strip(_AROUND)


def is_total(label: str) -> bool:
    """Return whether a label says nothing but total, whatever marks stand around it."""
    return _TOTAL.fullmatch(bare_label(label)) is not None


def names_whole(label: str) -> bool:
    """Return whether a label says total, ends so (``Region total``) or names a whole."""
    return is_total(label) or _WHOLE.fullmatch(bare_label(label)) is not None
