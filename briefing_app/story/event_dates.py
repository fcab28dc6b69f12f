"""Dates of events as people write them: where they stand on an axis, and how they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing_app.model.cell_value import Value
from briefing_app.model.moments import day_number, first_day_number, is_moment, of_iso
from briefing_app.model.number_text import date_text, is_date, value_text
from briefing_app.model.typography import set_text

_MONTHS = (
    "jan", "feb", "mar|mär|maer|mrz", "apr", "may|mai", "jun", "jul", "aug", "sep", "oct|okt",
    "nov", "dec|dez",
)  # fmt: skip
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_YEAR = r"(?P<year>1\d{3}|2\d{3})"
_DATED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+)?(?:{_MONTH})[a-zäé]*\.?,?\s+{_YEAR}",
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"(?:{_MONTH})[a-z]*\.?\s+(?P<day>\d{{1,2}}),\s+{_YEAR}", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"{_YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})(?:\s*[-/.月]\s*(?P<day>\d{{1,2}})?日?)?"
)
_POINTED = re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}")
_QUARTER = re.compile(rf"[qQ](?P<quarter>[1-4])[\s/-]*{_YEAR}")
_QUARTER_BEHIND = re.compile(rf"{_YEAR}[\s/-]*[qQ](?P<quarter>[1-4])")
_SPAN = re.compile(r"(1\d{3}|2\d{3})\s*[-\u2013/]\s*(1\d{3}|2\d{3})")
_SOME_YEAR = re.compile(rf"(?<!\d){_YEAR}年?(?!\d)")
_DAY_CODE = {"de": "d. mmm yyyy", "zh": 'yyyy"年"m"月"d"日"'}
_MONTH_CODE = {"zh": 'yyyy"年"m"月"'}


@dataclass(frozen=True, slots=True)
class EventDate:
    """day: days since 1 January of the year 1, the middle of a month or year; text: as printed."""

    day: float
    text: str


def event_date(value: Value, number_format: str, language: str) -> EventDate | None:
    """Return the date that a cell tells; None when it tells none.

    Years are numbers from 1000 to 2999. Months are printed in the briefing's language; what says
    more than a date (``since 2019``) is printed as it is written.
    """
    if is_moment(value):
        if is_date(number_format) and "d" not in number_format.lower():
            return EventDate(day_number(value), value_text(value, number_format, language))
        return EventDate(day_number(value), date_text(value, _code(language), language))
    if isinstance(value, float):
        if value.is_integer() and 1000 <= value < 3000:
            return _year(int(value), language)
        return None
    if not isinstance(value, str):
        return None
    return _written(" ".join(value.split()), language)


def _written(text: str, language: str) -> EventDate | None:
    for pattern in (_AMERICAN, _DATED, _NUMBERED, _POINTED):
        if match := pattern.fullmatch(text):
            return _of_month(match, language)
    for pattern in (_QUARTER, _QUARTER_BEHIND):
        if match := pattern.fullmatch(text):
            quarter, year = int(match["quarter"]), int(match["year"])
            printed = f"{year}年第{quarter}季度" if language == "zh" else f"Q{quarter} {year}"
            return EventDate(first_day_number(year, 3 * quarter - 2) + 45, printed)
    if span := _SPAN.search(text):
        between = (_middle(int(span[1])) + _middle(int(span[2]))) / 2
        return EventDate(between, set_text(text, language))
    match = _SOME_YEAR.search(text)
    if match is None:
        return None
    year = int(match["year"])
    whole = match[0] == text
    return _year(year, language) if whole else EventDate(_middle(year), set_text(text, language))


def _of_month(match: re.Match[str], language: str) -> EventDate | None:
    groups = match.groupdict()
    named = (number for number in range(1, 13) if groups.get(f"m{number}"))
    month = int(groups["month"]) if groups.get("month") else next(named, 0)
    day = int(groups["day"]) if groups.get("day") else 0
    date = of_iso(f"{groups['year']}-{month:02d}-{day or 1:02d}")
    if date is None:
        return None  # there is no 30 February
    if day:
        return EventDate(day_number(date), date_text(date, _code(language), language))
    code = _MONTH_CODE.get(language, "mmmm yyyy")
    return EventDate(day_number(date) + 15, date_text(date, code, language))


def _code(language: str) -> str:
    return _DAY_CODE.get(language, "d mmm yyyy")


def _year(year: int, language: str) -> EventDate:
    return EventDate(_middle(year), f"{year}年" if language == "zh" else str(year))


def _middle(year: int) -> float:
    return first_day_number(year, 7) - 0.5
