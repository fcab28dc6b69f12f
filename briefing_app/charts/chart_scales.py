"""Scales of axes: limits and units that are not said are chosen as Office chooses them.

A share is a place on an axis from 0 at its low geometric end (left, bottom) to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from briefing_app.charts.chart_values import Axis

MOST_TICKS = 10
"""Office divides an axis into at most ten steps by itself, however long it is."""
_TOO_MANY_TICKS = 500
_NEARLY_EQUAL = 1 / 6
"""Values that differ by less than a sixth of the largest get an axis that need not start at zero
(Microsoft, "How Chart Axis Limits Are Calculated")."""
_OVERSHOOT = 0.05
_SMALLEST = 1e-280
_FINEST = 1e-9
"""An axis shorter than this share of its limits has ticks that doubles cannot tell apart."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of values. log: base of a logarithmic one, else 0."""

    low: float
    high: float
    unit: float
    minor: float
    log: float = 0.0
    reversed: bool = False

    def share(self, value: float) -> float:
        """Return where a value stands; outside of 0 to 1 for one beyond the limits."""
        if self.log:
            if value <= 0:
                return 1.0 if self.reversed else 0.0
            low, high = log10(self.low), log10(self.high)
            place = (log10(value) - low) / (high - low)
        else:
            place = (value - self.low) / (self.high - self.low)
        place = min(max(place, -50.0), 50.0)
        return 1.0 - place if self.reversed else place

    def inside(self, value: float) -> float:
        """Return the value, or the limit that it exceeds."""
        return min(max(value, self.low), self.high)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Return the values of major ticks, from the low end."""
        return self._steps(self.unit)

    @property
    def minor_ticks(self) -> tuple[float, ...]:
        """Return the values of minor ticks, those at major ones too."""
        return self._steps(self.minor) if not self.log else ()

    def _steps(self, unit: float) -> tuple[float, ...]:
        if self.log:
            first, last = round(log10(self.low) / log10(self.log)), 0
            last = floor(log10(self.high) / log10(self.log) + 1e-9)
            return tuple(self.log**power for power in range(first, last + 1))
        count = floor((self.high - self.low) / unit + 1e-9)
        return tuple(_clean(self.low + n * unit, unit) for n in range(count + 1))


def _clean(value: float, unit: float) -> float:
    """Return a tick without the noise of binary fractions."""
    if abs(value) < unit * 1e-9:
        return 0.0
    return float(f"{value:.12g}")


@dataclass(frozen=True, slots=True)
class Slots:
    """An axis of categories, or of dates in steps of a base unit.

    places: for each category the number of its slot from 0; between: values stand in the middle
    of slots, else on ticks, the first and last at the ends.
    """

    count: int
    places: tuple[float, ...]
    between: bool = True
    reversed: bool = False

    @property
    def size(self) -> float:
        """Return the length of a slot as a share of the axis."""
        return 1.0 / self._length

    @property
    def _length(self) -> float:
        return float(self.count if self.between else max(self.count - 1, 1))

    def share(self, category: int, inside: float = 0.5) -> float:
        """Return where a category stands; inside: from 0 to 1 within its slot."""
        place = self.places[category] if category < len(self.places) else float(category)
        return self.at(place + inside)

    def at(self, place: float) -> float:
        """Return the share of a place in slots, 0.5 being the middle of the first one."""
        share = (place if self.between else place - 0.5) / self._length
        return 1.0 - share if self.reversed else share


def value_scale(
    axis: Axis,
    values: tuple[float, ...],
    most: int,
    *,
    percent: bool,
    reach: tuple[float, ...] = (),
) -> Scale:
    """Return the scale of an axis of values.

    values: lowest and highest, or none; most: steps for which there is room; percent: the values
    are shares of a stack; reach: ends of error bars, which need no air.
    """
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if axis.log:
        return _logarithmic(axis, low, high)
    if percent:
        low, high = (-1.0 if low < 0 else 0.0), (1.0 if high > 0 or low >= 0 else 0.0)
        start, end = low, high
    else:
        start, end = _with_air(low, high)
        start, end = min(start, *reach, start), max(end, *reach, end)
    start = start if axis.low is None else axis.low
    end = end if axis.high is None else axis.high
    finest = max(abs(start), abs(end)) * _FINEST
    if not end > start or (end - start < finest and None in (axis.low, axis.high)):
        step = finest if end > start else max(1.0, finest)
        start, end = (start, start + step) if axis.high is None else (end - step, end)
    unit = axis.major_unit or nice_unit((end - start) / max(1, min(most, MOST_TICKS)))
    if (end - start) / unit > _TOO_MANY_TICKS:
        unit = nice_unit((end - start) / MOST_TICKS)
    if axis.low is None:
        start = _clean(floor(start / unit + 1e-9) * unit, unit)
    if axis.high is None:
        end = _clean(ceil(end / unit - 1e-9) * unit, unit)
    if not end > start:  # rounded onto one multiple of a unit far too large
        end = start + unit
    minor = axis.minor_unit or unit / 5
    minor = minor if (end - start) / minor <= _TOO_MANY_TICKS else unit
    return Scale(start, end, unit, minor, reversed=axis.reversed)


def _with_air(low: float, high: float) -> tuple[float, float]:
    """Return the ends between which an axis shows its values, before they are rounded."""
    far = max(abs(low), abs(high))
    if far < _SMALLEST:
        return 0.0, 1.0
    if low < 0 < high:
        air = (high - low) * _OVERSHOOT
        return low - air, high + air
    near = min(abs(low), abs(high))
    if 0 < far - near <= far * _NEARLY_EQUAL:
        start, end = near - (far - near) / 2, far + (far - near) * _OVERSHOOT
    else:
        start, end = 0.0, far * (1 + _OVERSHOOT)
    return (start, end) if high > 0 else (-end, -start)


def nice_unit(least: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is no less than asked."""
    if not isfinite(least) or least < _SMALLEST:
        return 1.0
    power = 10.0 ** floor(log10(least))
    for factor in (1.0, 2.0, 5.0, 10.0):
        if factor * power >= least * (1 - 1e-9):
            return float(f"{factor * power:.6g}")
    return power * 10


def _logarithmic(axis: Axis, low: float, high: float) -> Scale:
    base = axis.log
    low = axis.low if axis.low is not None and axis.low > 0 else max(low, _SMALLEST)
    high = axis.high if axis.high is not None and axis.high > 0 else max(high, low)
    first = floor(log10(low) / log10(base) + 1e-9)
    last = max(ceil(log10(high) / log10(base) - 1e-9), first + 1)
    first = max(first, last - 40)
    return Scale(base**first, base**last, base, base, base, axis.reversed)


def crossing(axis: Axis, other: Scale | Slots) -> float:
    """Return the share of the other axis at which this one crosses it."""
    if isinstance(other, Slots):
        if axis.crosses_at is not None:
            place = min(max(axis.crosses_at - 1, 0.0), float(other.count))
            return other.at(place if other.between else place + 0.5)
        at_end = axis.crosses == "max"
        return float(at_end != other.reversed)
    return other.share(crossing_value(axis, other))


def crossing_value(axis: Axis, other: Scale) -> float:
    """Return the value on the other axis at which this one crosses it."""
    if axis.crosses_at is not None:
        return other.inside(axis.crosses_at)
    if axis.crosses == "max":
        return other.high
    if axis.crosses == "min" or other.log:
        return other.low
    return other.inside(0.0)
