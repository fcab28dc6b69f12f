"""Quartiles, whiskers and outliers of observations, as numbers and as formulas of a worksheet.

Quartiles are those of Excel's ``QUARTILE.INC``; whiskers reach to the last observation within one
and a half times the distance of the quartiles (Tukey, 1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, fsum

FEWEST = 5
"""With fewer observations their points say more than a box."""
_REACH = 1.5


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """What a box shows. outliers: those below from the lowest up, those above from the highest."""

    low: float
    first: float
    median: float
    third: float
    high: float
    mean: float
    outliers: tuple[float, ...]


def five_numbers(observations: Sequence[float]) -> FiveNumbers:
    """Return the numbers of at least one observation."""
    ordered = sorted(observations)
    first, middle, third = (_quartile(ordered, n) for n in (1, 2, 3))
    reach = _REACH * (third - first)
    low = next(v for v in ordered if not v < first - reach)
    high = next(v for v in reversed(ordered) if not v > third + reach)
    outliers = (
        *(v for v in ordered if v < low),
        *(v for v in reversed(ordered) if v > high),
    )
    mean = fsum(ordered) / len(ordered)
    return FiveNumbers(low, first, middle, third, high, mean, outliers)


def _quartile(ordered: Sequence[float], quarter: int) -> float:
    at = (len(ordered) - 1) * quarter / 4
    below = floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def quartile_formula(cells: str, quarter: int) -> str:
    """Return the formula of a quartile, or of the median. cells: of the observations."""
    if quarter == 2:
        return f"MEDIAN({cells})"
    # A function of Excel 2010 has this prefix in a file (MS-XLSX, 2.2.2).
    return f"_xlfn.QUARTILE.INC({cells},{quarter})"


def low_formula(cells: str, first: str, third: str) -> str:
    """Return the formula of the lower whisker's end. first, third: cells of the quartiles."""
    fence = f"{first}-{_REACH}*({third}-{first})"
    return f"SMALL({cells},{_count(cells, f'<{fence}')}+1)"


def high_formula(cells: str, first: str, third: str) -> str:
    """Return the formula of the upper whisker's end."""
    fence = f"{third}+{_REACH}*({third}-{first})"
    return f"LARGE({cells},{_count(cells, f'>{fence}')}+1)"


def outlier_formula(cells: str, low: str, high: str, number: int) -> str:
    """Return the formula of an outlier. low, high: cells of the whiskers; number: from 1."""
    below, above = _count(cells, f"<{low}"), _count(cells, f">{high}")
    upper = f"IF({number}-{below}<={above},LARGE({cells},{number}-{below}),NA())"
    return f"IF({number}<={below},SMALL({cells},{number}),{upper})"


def point_formula(cells: str, number: int) -> str:
    """Return the formula of one observation in their order. number: from 1."""
    return f"IF({number}<=COUNT({cells}),SMALL({cells},{number}),NA())"


def _count(cells: str, condition: str) -> str:
    """Return how many observations fulfil a condition; empty cells do not count as zero."""
    return f"SUMPRODUCT(ISNUMBER({cells})*({cells}{condition}))"
