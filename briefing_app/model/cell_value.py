"""What a cell holds: a number, a text, a date, a truth value, or one of five kinds of nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class MissingKind(StrEnum):
    """Why there is no value; five things that stay different all the way to the slide."""

    BLANK = "blank"
    """The cell is empty."""
    NOT_AVAILABLE = "not available"
    """The publisher says that there is no figure: ``n/a``, ``..``, ``–``."""
    SUPPRESSED = "suppressed"
    """The publisher has the figure and keeps it back: ``x``, ``c``, ``(D)``."""
    ERROR = "error"
    """An Excel error value: ``#DIV/0!``, ``#N/A`` ... (ECMA-376-1, 18.18.11)."""
    UNCALCULATED = "uncalculated"
    """A formula whose result was never stored."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell without a value. text: what the sheet shows there, such as ``n/a`` or ``#REF!``."""

    kind: MissingKind
    text: str = ""


BLANK = Missing(MissingKind.BLANK)

Value = float | str | bool | datetime.datetime | Missing
"""Numbers are always float, as in Excel; dates and times are naive datetimes."""


def number(value: Value) -> float | None:
    """Return the number that a value is, or None for anything else (a bool is not a number)."""
    return value if isinstance(value, float) else None


GENERAL = "General"
"""The number format of a cell that nobody formatted."""
