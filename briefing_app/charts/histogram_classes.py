"""The classes of a histogram: how many, how wide, and where they begin.

The width is that of Freedman and Diaconis (1981), twice the quartiles' distance over the cube root
of the number of observations, or, where the quartiles are alike, that of Sturges (1926). Then it is
rounded, so that the limits are numbers that a reader would choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log2, log10

_MOST, _FEWEST = 25, 4
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_FINE_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_DIGITS = 15
"""Significant digits that Excel compares numbers with."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of one width, each from its lower limit up to, but without, its upper one.

    whole: observations and limits are whole numbers; if not, the last class holds its upper limit
    too.
    """

    start: float
    width: float
    count: int
    whole: bool

    def limit(self, n: int) -> float:
        """Return the lower limit of a class, which is the upper one of the class before."""
        return self.start + n * self.width

    def counts(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return how many observations lie in each class."""
        found = [0] * self.count
        limits = [as_compared(self.limit(n)) for n in range(self.count + 1)]
        for value in values:
            n = min(max(int((value - self.start) / self.width), 0), self.count - 1)
            # The division may be off by a rounding; the limits decide.
            while n and value < limits[n]:
                n -= 1
            while n + 1 < self.count and value >= limits[n + 1]:
                n += 1
            found[n] += 1
        return tuple(found)


def as_compared(value: float) -> float:
    """Return a number with the digits that Excel keeps of it in a comparison by text."""
    return float(f"{value:.{_DIGITS}g}")


def classes_of(values: Sequence[float], wanted: int = 0) -> Classes:
    """Return the classes of some observations. wanted: how many there are to be, 0 to choose."""
    low, high = min(values), max(values)
    whole = all(value == int(value) for value in values) and abs(high) < 1e15 > abs(low)
    span = high - low
    if span <= max(abs(low), abs(high)) * 1e-12 or span < 1e-280:
        return _of_one_value(low, max(1, wanted), whole=whole)
    if wanted > 0:
        return _of_count(low, high, wanted, whole=whole)
    width = _nice(_natural_width(sorted(values)), _STEPS, whole=whole)
    start = _start(low, width)
    return Classes(start, width, _needed(start, width, high + whole), whole)


def _of_one_value(value: float, count: int, *, whole: bool) -> Classes:
    size = abs(value)
    width = 1.0 if whole or size < 1e-280 else float(10.0 ** floor(log10(size)))
    return Classes(_start(value, width), width, count, whole)


def _of_count(low: float, high: float, count: int, *, whole: bool) -> Classes:
    """Return so many classes, of the least round width with which they hold all."""
    high += whole  # no class of whole numbers holds its upper limit
    width = _nice((high - low) / count, _FINE_STEPS, whole=whole)
    for _ in range(12):
        # Limits that are multiples of the width read best; others keep classes from being empty.
        for unit in (width, float(10.0 ** floor(log10(width)))):
            start = _start(low, unit)
            if as_compared(start + count * width) >= high:
                return Classes(start, width, count, whole)
        width = _nice(width * 1.01, _FINE_STEPS, whole=whole)
    return Classes(low, (high - low) / count, count, whole=False)


def _start(low: float, unit: float) -> float:
    """Return the greatest multiple of a unit that is not above the lowest value."""
    n = floor(low / unit)
    return next(at for at in (as_compared(k * unit) for k in (n + 1, n, n - 1)) if at <= low)


def _natural_width(values: Sequence[float]) -> float:
    """Return the width that the observations ask for. values: in order."""
    count = len(values)
    span = values[-1] - values[0]
    between = _quantile(values, 0.75) - _quantile(values, 0.25)
    width: float = 2 * between / count ** (1 / 3)
    if width <= 0:
        width = span / (1 + log2(count))
    fewest = min(_FEWEST, count)
    return min(max(width, span / _MOST), span / fewest)


def _quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile as Excel's ``QUARTILE.INC`` does, between the two nearest values."""
    at = share * (len(values) - 1)
    n = floor(at)
    after = values[min(n + 1, len(values) - 1)]
    return values[n] + (after - values[n]) * (at - n)


def _nice(width: float, steps: Sequence[float], *, whole: bool) -> float:
    """Return the least round width that is not below another; of whole numbers a whole one."""
    power = float(10.0 ** floor(log10(width)))
    nice = next(s * power for s in steps if s * power >= width * (1 - 1e-9))
    if whole and nice != int(nice):
        nice = float(ceil(nice))
    return as_compared(nice)


def _needed(start: float, width: float, high: float) -> int:
    """Return how many classes reach the highest value; it may lie on the last limit."""
    count = max(1, ceil((high - start) / width) - 1)
    while as_compared(start + count * width) < high:
        count += 1
    return count
