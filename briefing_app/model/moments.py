"""Points in time in cells, and the years, quarters and months that they belong to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeGuard

from briefing_app.model.cell_value import GENERAL, Value
from briefing_app.model.summary import DatePart

Moment = datetime.datetime
Day = datetime.date
_EPOCH = datetime.datetime.fromisoformat("1899-12-30")
_LAST_SERIAL = 2_958_466
_MONTHS = {DatePart.YEAR: 12, DatePart.QUARTER: 3, DatePart.MONTH: 1}
_FORMATS = {DatePart.YEAR: "0", DatePart.QUARTER: GENERAL, DatePart.MONTH: "mmm yyyy"}
FIRST_YEAR = 1900
"""Excel knows no date before."""


def is_moment(value: Value) -> TypeGuard[Moment]:
    """Return whether a cell holds a date."""
    return isinstance(value, datetime.datetime)


def of_serial(value: Value) -> Value:
    """Return the date that a serial number of Excel is; anything else as it is."""
    if isinstance(value, float) and 0 <= value < _LAST_SERIAL:
        return _EPOCH + datetime.timedelta(days=value)
    return value


def serial_of(value: Moment) -> float:
    """Return the serial number that Excel keeps a date as, in days."""
    return (value - _EPOCH) / datetime.timedelta(days=1)


def of_iso(text: str) -> Moment | None:
    """Return the date that an ISO 8601 text names, None where it names none."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def day_number(value: Moment) -> float:
    """Return the days since 1 January of the year 1, which is 1."""
    return value.toordinal() + value.hour / 24


def first_day_number(year: int, month: int) -> float:
    """Return the day number of the first day of a month; the one behind the last of all days."""
    if year > datetime.MAXYEAR:
        return float(datetime.date.max.toordinal() + 1)
    return float(datetime.date(max(year, 1), month, 1).toordinal())


def month_of_day(day: float) -> tuple[int, int]:
    """Return year and month of a day number."""
    date = datetime.date.fromordinal(max(1, int(day)))
    return date.year, date.month


LATEST_DAY = datetime.date.max


def day_of_serial(serial: float) -> Day:
    """Return the day that a serial number of Excel from 61 on stands for, the time left out."""
    return _EPOCH.date() + datetime.timedelta(days=int(serial))


def serial_of_day(day: Day) -> float:
    """Return the serial number that Excel keeps a day as."""
    return float((day - _EPOCH.date()).days)


def month_start(year: int, months: int) -> Day:
    """Return the first day of a month counted from January of a year; LATEST_DAY after 9999."""
    year, month = year + months // 12, months % 12 + 1
    return datetime.date(year, month, 1) if year <= datetime.MAXYEAR else LATEST_DAY


def seconds(value: Moment) -> float:
    """Return the seconds since Excel's day 0, to sort by."""
    return (value - _EPOCH).total_seconds()


def months(value: Moment) -> int:
    """Return the months since the year 0."""
    return value.year * 12 + value.month - 1


def month_text(value: Moment) -> str:
    """Return year and month: ``2024-05``."""
    return f"{value:%Y-%m}"


def is_midnight(value: Moment) -> bool:
    """Return whether a date has no time of day."""
    return value.time() == datetime.time()


def date_formula(day: Day) -> str:
    """Return a day as an Excel formula: ``DATE(2024,5,1)``."""
    return f"DATE({day.year},{day.month},{day.day})"


@dataclass(frozen=True, slots=True)
class Period:
    """A year, quarter or month. number: how many of its kind lie before it since the year 0."""

    part: DatePart
    number: int

    @classmethod
    def of(cls, value: Moment, part: DatePart) -> Period:
        """Return the period that a date belongs to."""
        return cls(part, months(value) // _MONTHS[part])

    @property
    def since(self) -> Day:
        """Return its first day."""
        return _first_day(self.number * _MONTHS[self.part])

    @property
    def until(self) -> Day | None:
        """Return the first day after it, None behind the last that there is."""
        after = (self.number + 1) * _MONTHS[self.part]
        return _first_day(after) if after // 12 <= datetime.MAXYEAR else None

    @property
    def label(self) -> Value:
        """Return what a cell holds that names it, to be shown in :attr:`number_format`."""
        first = self.since
        if self.part is DatePart.YEAR:
            return float(first.year)
        if self.part is DatePart.QUARTER:
            return f"Q{(first.month + 2) // 3} {first.year}"
        return datetime.datetime.combine(first, datetime.time())

    @property
    def number_format(self) -> str:
        """Return the Excel format code of its label."""
        return _FORMATS[self.part]


def _first_day(count: int) -> Day:
    year, month = divmod(count, 12)
    return datetime.date(year, month + 1, 1)
