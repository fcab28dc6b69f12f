"""Dates and times as text, by the date letters of an Excel number format (ECMA-376-1, 18.8.31)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from briefing_app.model.number_format import Kind, Script, Section, Token
from briefing_app.model.numerals import Numerals, day_in_words, digit_by_digit, numerals

_EPOCH = datetime.datetime.fromisoformat("1899-12-30")
_FIRST_OF_MARCH_1900 = 61
"""Excel's 1900 has a 29 February; serial numbers before 1 March are one day off."""
_LAST_SERIAL = 2_958_466
"""The day after 31 December 9999."""
_DAY_MS = 86_400_000
_NOON = 12
_SECONDS = {"h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Names of months and weekdays (Monday first) and the halves of the day."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    halves: tuple[str, str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENGLISH = CalendarNames(
    months=_words(
        "January February March April May June July August September October November December"
    ),
    short_months=_words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    days=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    short_days=_words("Mon Tue Wed Thu Fri Sat Sun"),
    halves=("AM", "PM"),
)
_GERMAN = CalendarNames(
    months=_words(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    ),
    short_months=_words("Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
    days=_words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    short_days=_words("Mo Di Mi Do Fr Sa So"),
    halves=("AM", "PM"),
)
_CHINESE = CalendarNames(
    months=_words("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
    short_months=tuple(f"{month}月" for month in range(1, 13)),
    days=_words("星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
    short_days=_words("周一 周二 周三 周四 周五 周六 周日"),
    halves=("上午", "下午"),
)
NAMES = {"en": _ENGLISH, "de": _GERMAN, "zh": _CHINESE}

SHORT_DATE = {"en": "d mmm yyyy", "de": "dd.mm.yyyy", "zh": "yyyy/m/d"}
"""What built-in formats 14 and 22 stand for: the short date of the reader's country. English
does not say which country, so the month is spelled and 3/4 cannot be misread."""


def serial_of(moment: datetime.datetime) -> float:
    """Return Excel's serial number of a moment (1900 system, days with a fraction)."""
    days = (moment - _EPOCH) / datetime.timedelta(days=1)
    return days if days >= _FIRST_OF_MARCH_1900 else days - 1


def moment_of(serial: float) -> datetime.datetime | None:
    """Return the moment of a serial number to the millisecond, None outside 1900 to 9999.

    0 is midnight, the base of pure times; it counts as 1899-12-31.
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    days = serial if serial >= _FIRST_OF_MARCH_1900 else serial + 1
    return _EPOCH + datetime.timedelta(
        milliseconds=min(round(days * _DAY_MS), _LAST_SERIAL * _DAY_MS - 1)
    )


def iso_text(moment: datetime.datetime) -> str:
    """Return a date without a date format: ``2020-01-31``, with ``14:05`` where there is a time."""
    if moment.time() == datetime.time():
        return moment.date().isoformat()
    return f"{moment.date().isoformat()} {moment:%H:%M}"


def section_text(moment: datetime.datetime, section: Section, language: str, mark: str) -> str:
    """Return a moment as a date section shows it. mark: decimal mark of the seconds."""
    tokens = section.tokens
    moment = _to_shown_second(moment, tokens)
    half_days = any(token.kind is Kind.AM_PM for token in tokens)
    names = NAMES.get(language, _ENGLISH)
    texts = [_token_text(moment, token, names, mark, half_days) for token in tokens]
    script = section.script
    texts = [
        _era_text(moment, token, script) or text for token, text in zip(tokens, texts, strict=True)
    ]
    kind = numerals(script.language, script.switch) if script.switch else None
    if kind is not None:
        texts = [_in_words(t, text, kind) for t, text in zip(tokens, texts, strict=True)]
    return "".join(texts)


_ERAS = (
    (datetime.date(2019, 5, 1), "R", "令", "令和"),
    (datetime.date(1989, 1, 8), "H", "平", "平成"),
    (datetime.date(1926, 12, 25), "S", "昭", "昭和"),
    (datetime.date(1912, 7, 30), "T", "大", "大正"),
    (datetime.date(1868, 1, 1), "M", "明", "明治"),
)
"""First day, and how ``g``, ``gg`` and ``ggg`` name each era of Japan."""
_REPUBLIC = ("民國", "民國", "中華民國")
_BEFORE_REPUBLIC = 1911
_YEARS_ADDED = {5: 2333, 7: 543}
"""Years beyond the Gregorian ones, by the calendar that ``[$-70409]`` names."""
_JAPAN, _TAIWAN = 3, 4


def _era_text(moment: datetime.datetime, token: Token, script: Script) -> str:
    """Return an era (g), its year (e) or the year of another calendar (y); "" for all else."""
    letter = token.text[0] if token.kind is Kind.DATE else ""
    if letter not in ("g", "e", "y") or not letter:
        return ""
    width = len(token.text)
    japan = script.calendar == _JAPAN or script.language == "ja"
    taiwan = script.calendar == _TAIWAN or script.language == "zh-tw"
    if letter == "y" and not script.calendar:
        return ""
    if japan and (letter != "y" or script.calendar == _JAPAN):
        first, *names = next((era for era in _ERAS if moment.date() >= era[0]), _ERAS[-1])
        year = moment.year - first.year + 1
        return names[min(width, 3) - 1] if letter == "g" else f"{year:0{min(width, 2)}d}"
    if taiwan and moment.year > _BEFORE_REPUBLIC and (letter != "y" or script.calendar == _TAIWAN):
        year = moment.year - _BEFORE_REPUBLIC
        return _REPUBLIC[min(width, 3) - 1] if letter == "g" else str(year)
    added = _YEARS_ADDED.get(script.calendar, 0)
    return str(moment.year + added) if letter == "y" and added else ""


def _in_words(token: Token, text: str, kind: Numerals) -> str:
    """Return a part of a date in numerals: years digit by digit, all else in words."""
    if token.kind not in (Kind.DATE, Kind.ELAPSED) or not text.isdecimal():
        return text
    years = token.text[0] in ("y", "b") or len(text) > 2
    return digit_by_digit(text, kind) if years else day_in_words(int(text), kind)


def _to_shown_second(moment: datetime.datetime, tokens: tuple[Token, ...]) -> datetime.datetime:
    """Return the moment rounded to the last decimal of the seconds that are shown."""
    clock = [t.text for t in tokens if t.kind in (Kind.DATE, Kind.ELAPSED) and t.text[0] == "s"]
    decimals = min((max(len(text.partition(".")[2]) for text in clock) if clock else 3), 6)
    step = 10 ** (6 - decimals)
    surplus = moment.microsecond % step
    try:
        return moment + datetime.timedelta(
            microseconds=(step - surplus) if surplus * 2 >= step else -surplus
        )
    except OverflowError:
        return moment - datetime.timedelta(microseconds=surplus)


def _token_text(
    moment: datetime.datetime, token: Token, names: CalendarNames, mark: str, half_days: bool
) -> str:
    if token.kind is Kind.ELAPSED:
        return _elapsed(moment, token.text, mark)
    if token.kind is Kind.DATE and token.text[0] in "hns":
        return _clock_text(moment, token.text, mark, half_days)
    if token.kind is Kind.DATE:
        return _day_text(moment, token.text[0], len(token.text), names)
    if token.kind is Kind.AM_PM:
        spelled = _CHINESE if "午" in token.text else names
        half = spelled.halves[moment.hour >= _NOON]
        return half[0] if token.text.lower() == "a/p" else half
    return " " if token.kind is Kind.SPACE else token.text


def _clock_text(moment: datetime.datetime, code: str, mark: str, half_days: bool) -> str:
    """Return hours (h), minutes (n) or seconds (s) of the day."""
    letters, _, decimals = code.partition(".")
    hour = (moment.hour % _NOON or _NOON) if half_days else moment.hour
    number = {"h": hour, "n": moment.minute, "s": moment.second}[code[0]]
    text = f"{number:0{min(len(letters), 2)}d}"
    return text + mark + _decimals(moment, len(decimals)) if decimals else text


def _day_text(moment: datetime.datetime, letter: str, width: int, names: CalendarNames) -> str:
    """Return a part of the date. width: how often the letter stands."""
    month, day = names.months[moment.month - 1], names.days[moment.weekday()]
    short_month = names.short_months[moment.month - 1]
    short_day = names.short_days[moment.weekday()]
    year, short_year = f"{moment.year:04d}", f"{moment.year % 100:02d}"
    thai, short_thai = f"{moment.year + 543:04d}", f"{(moment.year + 543) % 100:02d}"
    shown = {
        "y": (short_year, short_year, year),
        "b": (short_thai, short_thai, thai),
        "e": (year,),
        "g": ("",),
        "m": (str(moment.month), f"{moment.month:02d}", short_month, month, month[0], month),
        "d": (str(moment.day), f"{moment.day:02d}", short_day, day),
        "a": (short_day, short_day, short_day, day),
    }[letter]
    return shown[min(width, len(shown)) - 1]


def _decimals(moment: datetime.datetime, places: int) -> str:
    return f"{moment.microsecond:06d}".ljust(places, "0")[:places]


def _elapsed(moment: datetime.datetime, code: str, mark: str) -> str:
    """Return all hours, minutes or seconds since Excel's day 0."""
    letters, _, decimals = code.partition(".")
    start = _EPOCH + datetime.timedelta(days=1)
    late = moment >= _EPOCH + datetime.timedelta(days=_FIRST_OF_MARCH_1900)
    passed = moment - (_EPOCH if late else start)
    whole = (passed.days * 86_400 + passed.seconds) // _SECONDS[letters[0]]
    text = f"{whole:0{len(letters)}d}"
    return text + mark + _decimals(moment, len(decimals)) if decimals else text
