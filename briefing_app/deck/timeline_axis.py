"""The axis of a timeline: its periods, true to distance, and labels moved apart along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.model.moments import first_day_number, month_of_day, of_iso
from briefing_app.model.number_text import date_text

_MONTHS_UP_TO = 430
"""Days up to which the periods are months."""
_MOST_PERIODS = 14
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the axis, in days since 1 January of the year 1."""

    since: float
    until: float
    name: str


def periods(first: float, last: float, language: str) -> tuple[Period, ...]:
    """Return the periods from one day to another: months, or as many years as there is room for."""
    (first_year, first_month), (last_year, last_month) = (
        month_of_day(first),
        month_of_day(last),
    )
    if last - first <= _MONTHS_UP_TO:
        months = range(first_year * 12 + first_month - 1, last_year * 12 + last_month)
        if len(months) > 1:
            return tuple(_month(month, language) for month in months)
    years = last_year - first_year + 1
    step = next((s for s in _YEAR_STEPS if years / s <= _MOST_PERIODS), _YEAR_STEPS[-1])
    start = first_year - first_year % step if step > 1 else first_year
    starts = range(max(start, 1), last_year + 1, step)
    mark = "年" if language == "zh" else ""
    return tuple(
        Period(first_day_number(year, 1), first_day_number(year + step, 1), f"{year}{mark}")
        for year in starts
    )


def _month(number: int, language: str) -> Period:
    """Return a month by its number since the year 0; January tells its year."""
    year, month = divmod(number, 12)
    next_year, next_month = divmod(number + 1, 12)
    code = "mmm" if month else "mmm yyyy"
    if language == "zh":
        code = 'm"月"' if month else 'yyyy"年"m"月"'
    first = of_iso(f"{year:04d}-{month + 1:02d}-01")
    name = date_text(first, code, language) if first else ""
    until = first_day_number(next_year, next_month + 1)
    return Period(first_day_number(year, month + 1), until, name)


def spread(wanted: Sequence[float], width: float, gap: float, room: float) -> list[float]:
    """Return left edges of boxes of one width, in order, as near as may be to where they belong.

    The sum of squared shifts is the least of all places that keep the gap and the room (isotonic
    regression by pooling adjacent violators). All must fit: n * width + (n - 1) * gap <= room.
    """
    step = width + gap
    pools: list[tuple[float, int]] = []  # mean place without the steps, and how many share it
    for number, place in enumerate(wanted):
        mean, count = place - number * step, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean = (mean * count + other * more) / (count + more)
            count += more
        pools.append((mean, count))
    most = max(0.0, room - width - (len(wanted) - 1) * step)
    places = [min(max(mean, 0.0), most) for mean, count in pools for _ in range(count)]
    return [place + number * step for number, place in enumerate(places)]
