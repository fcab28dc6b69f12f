"""What openpyxl hands over for a cell, made a value of the model."""

from __future__ import annotations

import datetime
import math
import re

from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.ooxml.cell_text import plain_text

_DAY = 86_400.0

_NOT_AVAILABLE = frozenset(
    {
        "nan", "inf", "-inf", "null",  # as programs write them
        "n/a", "n.a.", "n.a", "na", "#n/a", "n/av", "not available", "no data", "nd", "n.d.",
        ".", "..", "...", "…", "-", "--", "---", "----", "- -", "\u2010", "\u2013", "\u2014",
        "\u2212", ":", "/",
        "k. a.", "k.a.", "k. a", "keine angabe", "keine angaben", "nicht verfügbar", "n. v.",
        "n.v.", "无", "无数据", "不适用", "暂无",
        "none", "n.q.", "n.r.", "nr", "tbd", "(na)", "[x]", "[z]", "not applicable",
    }
)  # fmt: skip
_SUPPRESSED = frozenset(
    {
        "x", "c", "s", "(d)", "(x)", "(s)", "(c)", "(z)", "[c]", "[u]", ":c", ": c",
        "*", "**", "†", "‡", "suppressed", "confidential", "geheim",
    }
)  # fmt: skip
LONGEST_MARK = max(map(len, _NOT_AVAILABLE | _SUPPRESSED))
"""Characters of the longest text that can stand for a missing figure, without blanks around it."""


def to_value(raw: object, data_type: str) -> Value | None:
    """Return the value of a cell that holds something, or None when it shows nothing.

    raw and data_type: as openpyxl gives them with ``data_only``. Times and durations become
    fractions of a day, as Excel keeps them; numbers beyond what Excel can hold become #NUM!.
    """
    if data_type == "e":
        return Missing(MissingKind.ERROR, str(raw))
    if isinstance(raw, str):
        text = plain_text(raw)
        return text if text.strip() else None
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        return _number(raw)
    if isinstance(raw, datetime.datetime):
        return raw.replace(tzinfo=None)
    return _moment(raw)


def _number(raw: float) -> Value:
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    return number if math.isfinite(number) else Missing(MissingKind.ERROR, "#NUM!")


def _moment(raw: object) -> Value | None:
    if isinstance(raw, datetime.date):
        return datetime.datetime(raw.year, raw.month, raw.day)  # noqa: DTZ001 - cells have no zone
    if isinstance(raw, datetime.timedelta):
        return raw.total_seconds() / _DAY
    if isinstance(raw, datetime.time):
        seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
        return seconds / _DAY
    return None


def missing_mark(text: str) -> MissingKind | None:
    """Return what a text in a column of numbers says about its missing figure, or None."""
    mark = text.strip().casefold()
    if mark in _NOT_AVAILABLE:
        return MissingKind.NOT_AVAILABLE
    return MissingKind.SUPPRESSED if mark in _SUPPRESSED else None


def one_line(text: str) -> str:
    """Return a text with every run of blanks and line breaks made one blank."""
    return " ".join(text.split())


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(value: Value, number_format: str) -> str:
    """Return a value as the text of a header or of a library cell: 2019.0 is ``2019``.

    Dates are written as precisely as their number format shows them: the year, month and year,
    or the ISO date.
    """
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Missing):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_label(value, number_format)
    return _date_label(value, number_format)


def _number_label(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{_shortest(round(value * 100, 10))}%"
    return _shortest(value)


def _shortest(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _date_label(value: datetime.datetime, number_format: str) -> str:
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    if "y" in shown and "d" not in shown:
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in shown else str(value.year)
    return iso_date(value)


def iso_date(value: datetime.datetime) -> str:
    """Return the ISO date, with the time where there is one."""
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes")
