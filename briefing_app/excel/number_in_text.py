"""Numbers that were typed as text: ``1 234,5``, ``(12.3)``, ``12 %``; and marks in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing_app.excel.cell_values import missing_mark
from briefing_app.model.cell_value import Missing, MissingKind

_NUMBER = re.compile(
    r"(?P<open>[(])?\s*(?P<sign>[-+\u2010-\u2013\u2212])?\s*(?P<currency>[$€£¥])?\s*"
    r"(?P<digits>\d[\d.,'\u2019 \u00a0\u2009\u202f]*|[.,]\d+)(?P<power>[eE][-+]?\d{1,3})?\s*"
    r"(?P<percent>%)?\s*(?P<after>[$€£¥])?\s*(?P<close>[)])?\s*(?P<behind>[-\u2212])?",
    re.ASCII,
)
_LIMIT = re.compile(r"[<>≤≥]\s*=?\s*[\d.,]+\s*%?")
_SPACES = re.compile(r"['\u2019 \u00a0\u2009\u202f]")
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d*(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d*(?:,\d*)?", re.ASCII),
}
_BLANK_GROUPS = re.compile(
    r"\d{1,3}(?:([' \u2019\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d*)?"
)
_BOTH = re.compile(r"[.,]")


def number_in_text(text: str, decimal_hint: str = "") -> float | Missing | None:
    """Return the number that a text is, what a mark in its place says, or None for words.

    decimal_hint: the decimal sign of the column, "." or ",", "" when unknown (see
    :func:`decimal_sign`); then ``1,234`` is 1234. A percentage is the fraction: ``12 %`` is 0.12.
    A limit such as ``<0.1`` is no number: the figure is there and kept back.
    """
    bare = text.strip()
    mark = missing_mark(bare)
    if mark is not None:
        return Missing(mark, bare)
    if _LIMIT.fullmatch(bare):
        return Missing(MissingKind.SUPPRESSED, bare)
    match = _NUMBER.fullmatch(bare)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    written = match["digits"].strip()
    if _SPACES.search(written):
        if not _BLANK_GROUPS.fullmatch(written):
            return None
        written = _SPACES.sub("", written)
    number = _plain(written, decimal_hint or _own_sign(written) or ".")
    if number is None:
        return None
    signs = [match["sign"] in {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212"},
             bool(match["open"]), bool(match["behind"])]  # fmt: skip
    if sum(signs) > 1:
        return None
    value = float(f"{number}{match['power'] or ''}") / (100 if match["percent"] else 1)
    return -value if any(signs) else value


def _plain(written: str, decimal: str) -> str | None:
    """Return digits with a point for the decimal sign and no groups; None when they are odd."""
    if not _GROUPED[decimal].fullmatch(written) or not any(map(str.isdigit, written)):
        return None
    return written.replace("," if decimal == "." else ".", "").replace(decimal, ".")


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
    votes = {
        sign
        for text in texts
        if (match := _NUMBER.fullmatch(text.strip()))
        and (sign := _own_sign(_SPACES.sub("", match["digits"].strip())))
    }
    return votes.pop() if len(votes) == 1 else ""
