"""The groups that a column divides records into, and which group each record belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from briefing_app.model.cell_value import GENERAL, Missing, MissingKind, Value
from briefing_app.model.data_table import Column
from briefing_app.model.moments import Day, Period, is_moment, of_serial, seconds
from briefing_app.model.number_text import is_date
from briefing_app.model.summary import DatePart
from briefing_app.story.column_roles import all_periods, is_period

NOT_STATED = {"en": "Not stated", "de": "Ohne Angabe", "zh": "未注明"}
_MOST_GAPS = 400
"""Groups by date are shown without gaps up to this many."""

Raw = tuple[type, Value]
"""A value with its type: True and 1.0 are equal, and not the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a column.

    label, number_format: as a cell of the summary; order: what it is sorted by in time, () for a
    name; spellings: the different values of its records; since, until: of a part of a date, its
    first day and the first day after it.
    """

    label: Value
    number_format: str = GENERAL
    order: tuple[float, ...] = ()
    spellings: tuple[Value, ...] = ()
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The groups of a column.

    places: the number of each record's group, -1 for none; time: the
    groups are points in time, in order; errors: records (0-based) whose value is an error.
    """

    groups: tuple[Group, ...]
    places: tuple[int, ...]
    time: bool
    errors: tuple[int, ...] = ()

    @property
    def mixed(self) -> bool:
        """Return whether there are both numbers and texts with digits."""
        values = [value for group in self.groups for value in group.spellings]
        digits = any(isinstance(v, str) and any(map(str.isdigit, v)) for v in values)
        return digits and any(isinstance(value, float) for value in values)


def group_column(column: Column, rows: Sequence[int], part: DatePart | None, language: str) -> Axis:
    """Return the groups of a column over some of its rows, in an order of their own.

    Texts that differ only in case or in blanks around them are one group, as in Excel. Rows
    without a value are a group ``Not stated``, except in time; errors belong to none.
    """
    values = [column.values[row] for row in rows]
    counts = Counter(zip(map(type, values), values, strict=True))
    dates = part is not None or _serial_dates(column)
    keyed = {raw: _key(raw[1], part, serial=dates) for raw in counts}
    members: dict[Hashable, list[Raw]] = {}
    for raw, key in keyed.items():
        if key is not None:
            members.setdefault(key, []).append(raw)
    known = {key: _group(key, raws, counts) for key, raws in members.items()}
    time = part is not None or all_periods(_written(g.label) for g in known.values())
    if time and part:
        known = _without_gaps(known, part)
    if not time and any(key is None and not _is_error(raw[1]) for raw, key in keyed.items()):
        blank = [raw for raw, key in keyed.items() if key is None and not _is_error(raw[1])]
        spellings = tuple(sorted((raw[1] for raw in blank), key=repr))
        known[_BLANK] = Group(NOT_STATED.get(language, NOT_STATED["en"]), spellings=spellings)
        keyed.update(dict.fromkeys(blank, _BLANK))
    order = sorted(known, key=lambda key: (known[key].order, str(known[key].label)))
    place = {key: number for number, key in enumerate(order)}
    by_raw = {raw: place[key] if key is not None else -1 for raw, key in keyed.items()}
    places = tuple([by_raw[raw] for raw in zip(map(type, values), values, strict=True)])
    wrong = {raw for raw in keyed if _is_error(raw[1])}
    errors = tuple(
        number for number, value in enumerate(values) if wrong and (type(value), value) in wrong
    )
    return Axis(tuple(known[key] for key in order), places, time, errors)


_BLANK: Hashable = ("blank",)


def _is_error(value: Value) -> bool:
    return isinstance(value, Missing) and value.kind is MissingKind.ERROR


def _serial_dates(column: Column) -> bool:
    return bool(column.number_formats) and all(map(is_date, set(column.number_formats)))


def _key(value: Value, part: DatePart | None, *, serial: bool) -> Hashable | None:
    """Return what records of one group share, None for a record without a value."""
    if isinstance(value, Missing):
        return None
    value = of_serial(value) if serial else value
    if part:
        return Period.of(value, part) if is_moment(value) else None
    if isinstance(value, str):
        return _text_key(value)
    if isinstance(value, bool):
        return ("bool", value)
    return ("number", value) if isinstance(value, float) else ("date", value)


def _text_key(value: str) -> Hashable | None:
    bare = " ".join(value.split())
    if bare.isascii() and bare.isdigit() and (bare == "0" or bare[0] != "0") and len(bare) < 16:
        return ("number", float(bare))
    return ("text", bare.lower()) if bare else None


def _group(key: Hashable, raws: Sequence[Raw], counts: Counter[Raw]) -> Group:
    """Return the group of some values, named as most of its records write it."""
    if isinstance(key, Period):
        return _date_group(key)
    spellings = tuple(sorted((raw[1] for raw in raws), key=repr))
    common = min(raws, key=lambda raw: (-counts[raw], repr(raw[1])))[1]
    label = " ".join(common.split()) if isinstance(common, str) else common
    if isinstance(key, tuple) and key[0] == "number":
        label = float(key[1])
    order = _place_in_time(label)
    code = "0" if isinstance(label, float) and label.is_integer() else GENERAL
    if is_moment(label):
        code = "yyyy-mm-dd"
    return Group(label, code, order, spellings)


_YEAR = re.compile(r"(?:1[6-9]|20|21)\d\d")
_PART_NUMBER = re.compile(r"[qh]\s?([1-4])|([1-4])\s?q|(?<!\d)(\d{1,2})(?!\d)", re.IGNORECASE)
_MONTH_NAMES = re.compile(
    r"(jan)|(feb)|(m[aä]r|mrz)|(apr)|(ma[iy])|(jun)|(jul)|(aug)|(sep)|(o[ck]t)|(nov)|(de[cz])",
    re.IGNORECASE,
)


def _place_in_time(label: Value) -> tuple[float, ...]:
    """Return what a label is sorted by: a number, a date, or year and part of a period's name."""
    if isinstance(label, float):
        return (label,)
    if is_moment(label):
        return (seconds(label),)
    if not isinstance(label, str) or not is_period(label):
        return ()
    year = _YEAR.search(label)
    rest = label[: year.start()] + " " + label[year.end() :] if year else label
    month = _MONTH_NAMES.search(rest)
    numbers = [float(next(filter(None, found))) for found in _PART_NUMBER.findall(rest)]
    first = [float(month.lastindex)] if month and month.lastindex else []
    return (float(year[0]) if year else 0.0, *first, *numbers)


def _written(label: Value) -> str:
    if isinstance(label, float):
        return f"{label:.0f}" if label.is_integer() else repr(label)
    return label.date().isoformat() if is_moment(label) else str(label)


def _date_group(period: Period) -> Group:
    order = (float(period.number),)
    return Group(period.label, period.number_format, order, since=period.since, until=period.until)


def _without_gaps(known: dict[Hashable, Group], part: DatePart) -> dict[Hashable, Group]:
    """Return groups by date with those between that no record belongs to."""
    numbers = [int(group.order[0]) for group in known.values()]
    if not numbers or max(numbers) - min(numbers) >= _MOST_GAPS:
        return known
    every = [Period(part, number) for number in range(min(numbers), max(numbers) + 1)]
    return {period: known.get(period) or _date_group(period) for period in every}
