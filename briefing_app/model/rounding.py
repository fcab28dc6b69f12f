"""Rounding as Excel rounds, and rounded parts that add up to their rounded total."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from briefing_app.model.cell_value import GENERAL
from briefing_app.model.number_format import SectionKind, read_format

SIGNIFICANT_DIGITS = 15
"""Excel keeps and shows fifteen significant digits of a number."""
_WIDE = Context(prec=1200, rounding=ROUND_HALF_UP)
"""Room for the largest float with 255 decimals and as many per cent signs."""
_EXCEL = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)


def exact(value: float) -> Decimal:
    """Return a finite number as Excel sees it: its first fifteen significant digits.

    The fifteen digits take away what binary arithmetic leaves behind: 0.285 * 100 is
    28.499999999999996 in memory and 28.5 in Excel, which rounds it to 29.
    """
    text = repr(float(value))
    if len(text) <= SIGNIFICANT_DIGITS + 1:  # no more digits than that beside the decimal point
        return Decimal(text)
    return _EXCEL.create_decimal(Decimal(value))


def shifted(value: Decimal, places: int) -> Decimal:
    """Return value * 10**places, exactly."""
    return value.scaleb(places, _WIDE)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a decimal rounded half away from zero; negative decimals round to tens and so on."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)


def round_half_up(value: float, decimals: int) -> float:
    """Return a number rounded as Excel's ROUND does: half away from zero, in decimal.

    decimals: 0 for whole numbers, negative for tens, hundreds ...; inf and nan come back as
    they are; there is no negative zero.
    """
    if not math.isfinite(value):
        return value
    return float(rounded(exact(value), decimals)) + 0.0


def largest_remainder(parts: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return the parts rounded so that they add up to their rounded total.

    Each part moves by less than one unit of the last decimal; the units left over go to the
    largest remainders, to the earlier part where two are equal. Parts must be finite.
    Raises ValueError otherwise.
    """
    if not all(math.isfinite(part) for part in parts):
        msg = "parts of a total must be finite numbers"
        raise ValueError(msg)
    scaled = [shifted(exact(part), decimals) for part in parts]
    floors = [part.to_integral_value(ROUND_FLOOR, _WIDE) for part in scaled]
    rests = [_WIDE.subtract(part, floor) for part, floor in zip(scaled, floors, strict=True)]
    total = rounded(_sum(scaled), 0)
    spare = int(_WIDE.subtract(total, _sum(floors)))
    raised = set(sorted(range(len(parts)), key=lambda i: (-rests[i], i))[:spare])
    units = (_WIDE.add(floor, Decimal(i in raised)) for i, floor in enumerate(floors))
    return tuple(float(shifted(unit, -decimals)) + 0.0 for unit in units)


def adds_up(parts: Sequence[float], total: float, decimals: int) -> bool:
    """Return whether parts and total, each rounded by itself, add up as they are printed."""
    if not all(math.isfinite(number) for number in (*parts, total)):
        return False
    printed = _sum([rounded(exact(part), decimals) for part in parts])
    return printed == rounded(exact(total), decimals)


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = _WIDE.add(total, number)
    return total


def common_format(values: Sequence[float], number_formats: Sequence[str]) -> str:
    """Return one Excel format code for all labels of a chart.

    values and number_formats: one per cell, of equal length. The format that most cells have
    wins, the first of equals; where most have none (General, text, or unreadable) it is
    :func:`sensible_format`.
    """
    counted = Counter(
        code if _shows_numbers(code) else GENERAL
        for value, code in zip(values, number_formats, strict=True)
        if math.isfinite(value)
    )
    winner = counted.most_common(1)[0][0] if counted else GENERAL
    return sensible_format(values) if winner == GENERAL else winner


def _shows_numbers(code: str) -> bool:
    shown = read_format(code)
    return shown is not None and shown.sections[0].kind is not SectionKind.GENERAL


_DIGITS = 3
_MOST_DECIMALS = 6


def sensible_format(values: Sequence[float]) -> str:
    """Return a format for numbers that nobody formatted: thousands separated, few digits.

    Three significant digits of the largest number, but none before the decimal mark is lost and
    none is shown that no number has; one or two more where a number would print as zero.
    General for numbers too small for six decimals.
    """
    numbers = [abs(exact(value)) for value in values if math.isfinite(value) and value != 0]
    if not numbers:
        return "#,##0"
    present = max(max(0, -int(number.normalize().as_tuple().exponent)) for number in numbers)
    decimals = min(present, max(0, _DIGITS - 1 - max(numbers).adjusted()))
    for more in range(_DIGITS):
        wanted = min(present, decimals + more)
        if all(rounded(number, wanted) for number in numbers):
            decimals = wanted
            break
    else:
        decimals = min(present, decimals + _DIGITS)
    if decimals > _MOST_DECIMALS:
        return GENERAL
    return "#,##0." + "0" * decimals if decimals else "#,##0"
