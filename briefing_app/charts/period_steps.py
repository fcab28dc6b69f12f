"""How far points in time are apart, as their names tell: whether evenly, and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d|21\d\d)(?!\d)")
_NAMES = (
    "jan", "feb", "mar|mär|mrz", "apr", "may|mai", "jun", "jul", "aug", "sep", "oct|okt", "nov",
    "dec|dez",
)  # fmt: skip
_MONTH = re.compile(
    "|".join(rf"\b(?P<m{n}>{names})" for n, names in enumerate(_NAMES)), re.IGNORECASE
)
_NUMBERED = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d\s*[-/.年]\s*(0?[1-9]|1[0-2])(?!\d)")
_PART = re.compile(r"(?:\b([qh])\s?([1-4])|([1-4])\s?([qh])\b)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _months(name: str) -> int | None:
    """Return the months from the year 0 to a point in time; None where it tells no single one."""
    years = _YEAR.findall(name)
    if len(years) != 1:
        return None
    start = int(years[0]) * 12
    if part := _PART.search(name):
        letter, number = part[1] or part[4], int(part[2] or part[3])
        return start + (number - 1) * (3 if letter in "qQ" else 6)
    if month := _NUMBERED.search(name):
        return start + int(month[1]) - 1
    if named := _MONTH.search(name):
        return start + int((named.lastgroup or "m0")[1:])
    return start


def _steps(names: Sequence[str]) -> list[int]:
    """Return the months from each point in time to the next; [] where one does not tell its own."""
    places = [_months(name) for name in names]
    known = [place for place in places if place is not None]
    return [b - a for a, b in pairwise(known)] if len(known) == len(places) else []


def is_uneven(names: Sequence[str]) -> bool:
    """Return whether points in time are set apart unevenly, in whatever order."""
    steps = set(map(abs, _steps(names)))
    return len(steps) > 1 and 0 not in steps


def is_out_of_order(names: Sequence[str]) -> bool:
    """Return whether a point in time stands before an earlier one."""
    return any(step < 0 for step in _steps(names))
