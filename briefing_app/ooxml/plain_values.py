"""Numbers as DrawingML writes them, read so that nothing in a file can do harm.

Percentages are thousandths of a per cent or, in Strict files, a number with its sign (ECMA-376-1,
20.1.10.40); angles are 60,000ths of a degree (20.1.10.3); lengths are EMU or, in Strict files,
a number with its unit (22.9.2.6).
"""

from __future__ import annotations

import re

from briefing_app.model.geometry import EMU_PER_PT

_NUMBER = re.compile(r"\s*([+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}))(%|[a-z]{2})?\s*\Z")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}


def _parts(text: str | None) -> tuple[float, str] | None:
    found = _NUMBER.match(text or "")
    return None if found is None else (float(found[1]), found[2] or "")


def number(text: str | None, default: float = 0.0) -> float:
    """Return a number without a unit."""
    parts = _parts(text)
    return default if parts is None or parts[1] else parts[0]


def fraction(text: str | None, default: float = 0.0) -> float:
    """Return a percentage as a fraction: ``50000`` and ``50%`` are 0.5."""
    parts = _parts(text)
    if parts is None or parts[1] not in {"", "%"}:
        return default
    return parts[0] / (100.0 if parts[1] else 100_000.0)


def degrees(text: str | None, default: float = 0.0) -> float:
    """Return an angle in degrees: ``5400000`` is 90."""
    parts = _parts(text)
    return default if parts is None or parts[1] else parts[0] / 60_000.0


def points(text: str | None, default: float = 0.0) -> float:
    """Return a length in points: ``12700`` and ``1pt`` are 1."""
    parts = _parts(text)
    if parts is None or (parts[1] and parts[1] not in _UNITS):
        return default
    return parts[0] * _UNITS[parts[1]] if parts[1] else parts[0] / EMU_PER_PT


def flag(text: str | None, *, default: bool = False) -> bool:
    """Return a Boolean of XML Schema."""
    if text in {"1", "true", "on"}:
        return True
    return False if text in {"0", "false", "off"} else default
