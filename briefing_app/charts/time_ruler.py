"""Days as Excel counts them, and the years, quarters and months above a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing_app.model.moments import LATEST_DAY, Day, day_of_serial, month_start, serial_of_day

FIRST_DAY, LAST_DAY = 61.0, 2_958_465.0
"""1 March 1900 (before it Excel counts a day that was not) and 31 December 9999."""
_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "de": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split(),
    "zh": [f"{n}月" for n in range(1, 13)],
}
_YEARS_WITH_DAYS = 3
"""Over a longer time, dates are printed as months."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the ruler. start, end: days, the end not included."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """One or two rows of periods from the same first to the same last day."""

    rows: tuple[tuple[Period, ...], ...]

    @property
    def low(self) -> float:
        """Return the first day."""
        return self.rows[0][0].start

    @property
    def high(self) -> float:
        """Return the day after the last."""
        return self.rows[0][-1].end


def _spans(first: Day, last: Day, months: int) -> list[tuple[Day, Day]]:
    """Return stretches of a number of months that cover two days."""
    begun = (first.month - 1) // months * months
    spans = []
    while True:
        start, end = month_start(first.year, begun), month_start(first.year, begun + months)
        spans.append((start, end))
        if end > last or end == LATEST_DAY:
            return spans
        begun += months


def ruler_of(
    days: tuple[float, float],
    width: float,
    language: str,
    measure: Callable[[str], float],
    *,
    fine: bool = True,
) -> Ruler:
    """Return the finest ruler whose names fit.

    days: the first and the last; width: of the whole in points; measure: width of a text with some
    air; fine: there may be months or quarters below the years.
    """
    start, end = day_of_serial(days[0]), day_of_serial(days[1])
    words = _MONTHS.get(language[:2], _MONTHS["en"])
    named: tuple[tuple[int, Callable[[Day], str]], ...] = (
        (1, lambda day: words[day.month - 1]),
        (3, lambda day: f"Q{(day.month + 2) // 3}"),
    )
    for months, name in named if fine else ():
        spans = _spans(start, end, months)
        if width / len(spans) >= max(measure(name(a)) for a, _ in spans):
            found = tuple(Period(name(a), serial_of_day(a), serial_of_day(b)) for a, b in spans)
            return Ruler((_years(found, measure, width), found))
    spans = _spans(start, end, 12)
    step = 1
    while step < len(spans) and width / len(spans) * step < measure("2000"):
        step += 1
    return Ruler(
        (
            tuple(
                Period(str(a.year) if n % step == 0 else "", serial_of_day(a), serial_of_day(b))
                for n, (a, b) in enumerate(spans)
            ),
        )
    )


def _years(
    fine: tuple[Period, ...], measure: Callable[[str], float], width: float
) -> tuple[Period, ...]:
    """Return the years over months or quarters; one that is cut too short has no name."""
    unit = width / (fine[-1].end - fine[0].start)
    years: list[Period] = []
    for period in fine:
        name = str(day_of_serial(period.start).year)
        if years and years[-1].name == name:
            years[-1] = Period(name, years[-1].start, period.end)
        else:
            years.append(Period(name, period.start, period.end))
    return tuple(
        p if (p.end - p.start) * unit >= measure(p.name) else Period("", p.start, p.end)
        for p in years
    )


@dataclass(frozen=True, slots=True)
class DateWords:
    """How days are printed: with their month, or as month and year where a plan is long."""

    language: str
    long: bool

    @classmethod
    def over(cls, first: float, last: float, language: str) -> DateWords:
        """Return the words for days between two."""
        return cls(language[:2], last - first > _YEARS_WITH_DAYS * 366)

    @property
    def _months(self) -> list[str]:
        return _MONTHS.get(self.language, _MONTHS["en"])

    def text(self, serial: float) -> str:
        """Return a day: ``3 Mar``, ``3. Mär``, ``3月3日``; or ``Mar 2024``."""
        day = day_of_serial(serial)
        month = self._months[day.month - 1]
        if self.long:
            return f"{day.year}年{month}" if self.language == "zh" else f"{month} {day.year}"
        return {"zh": f"{month}{day.day}日", "de": f"{day.day}. {month}"}.get(
            self.language, f"{day.day} {month}"
        )

    def formula(self, at: str) -> str:
        """Return the Excel formula of the text of the day in a cell, without ``=``."""
        names = ",".join(f'"{name}"' for name in self._months)
        month = f"CHOOSE(MONTH({at}),{names})"
        if self.long and self.language == "zh":
            return f'YEAR({at})&"年"&{month}'
        if self.long:
            return f'{month}&" "&YEAR({at})'
        if self.language == "zh":
            return f'{month}&DAY({at})&"日"'
        return f'DAY({at})&"{". " if self.language == "de" else " "}"&{month}'
