"""Which summary of a list of records says most, from what its columns are; with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.model.cell_value import Missing, Value
from briefing_app.model.data_table import DataTable, TableKind
from briefing_app.model.moments import Moment, is_moment, months
from briefing_app.model.summary import SAMPLE, DatePart, Grouping, How, SummaryRequest, spread
from briefing_app.story.column_meaning import (
    is_rate,
    names_things,
    says_amount,
    tells_measure,
    tells_place,
    tells_time,
)
from briefing_app.story.column_roles import is_period, is_total
from briefing_app.story.summary_columns import bare_name, column_unit, has_dates

SHORT_LIST = 15
"""Records that are shown one by one."""
_SHORT_NAMED = 25
"""Records that are shown one by one where each has a name of its own."""
_FEWEST, _MOST = 2, 30
"""Different values of a column that groups records well."""
_MANY = 12
"""More groups than this are cut to the ten largest."""
_MOST_SERIES = 6
_LONG_TEXT = 40
"""Characters on average from which on a column holds sentences."""


@dataclass(frozen=True, slots=True)
class ProposedSummary:
    """A summary that the program proposes, and why."""

    request: SummaryRequest
    reason: str


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a column holds. filled: its values without missing ones; kinds: how many differ."""

    number: int
    name: str
    filled: tuple[Value, ...]
    share: float
    kinds: int

    @property
    def figures(self) -> bool:
        """Return whether nearly all values are numbers."""
        numbers = sum(type(value) is float for value in self.filled)
        return bool(self.filled) and numbers * 10 >= len(self.filled) * 9


def is_long_list(table: DataTable) -> bool:
    """Return whether a table is records that are too many to be shown one by one.

    Records, or a table with one header row whose first column says the same again and again.
    """
    if table.computed or table.row_count <= SHORT_LIST or table.row_levels:
        return False
    every = table.columns[0].values if table.columns else ()
    # A list of tables holds no more than this of the values; the answer must be the same.
    first = [every[row] for row in spread(len(every))]
    names = len(set(first))
    if table.kind is TableKind.RECORDS:
        return table.row_count > _SHORT_NAMED or names < len(first) or table.header_cols != 1
    flat = table.kind is TableKind.CROSS_TAB and table.header_rows == 1
    # Sections named once, with blanks below, are a statement; records say their group each time.
    flat = flat and not any(isinstance(value, Missing) for value in first)
    across = any(is_period(column.label) for column in table.value_columns)
    return flat and not across and table.row_count > _SHORT_NAMED and names * 2 <= len(first) > 0


def propose_summary(table: DataTable) -> ProposedSummary | None:
    """Return the summary of a long list that says most, None where nothing groups its records.

    The columns of the table may hold only the records of :func:`spread`, as in a list of tables.
    """
    profiles = _profiles(table)
    figures = [p for p in profiles if p.figures and _measures(table, p)]
    time = _time(profiles)
    names = sorted(
        (p for p in profiles if p.number != (time[0].number if time else -1) and _groups(p)),
        key=_worth,
        reverse=True,
    )
    measure = max(figures, key=lambda p: _weight(table, p), default=None)
    if time is None and not names:
        return None
    how, name, why = _measured(table, measure)
    mixed = [p for p in names if tells_measure(p.name)]
    groups, top, told = _grouped(
        time, mixed or names, "at least " if table.row_count > SAMPLE else ""
    )
    reason = f"{told}; {why}"
    return ProposedSummary(SummaryRequest(how, name, groups, top), reason)


def _profiles(table: DataTable) -> list[_Profile]:
    count = max((len(column.values) for column in table.columns), default=0)
    sampled = spread(count)
    found: list[_Profile] = []
    for number, column in enumerate(table.columns):
        values = [column.values[row] for row in sampled if row < len(column.values)]
        filled = tuple(value for value in values if not isinstance(value, Missing))
        distinct = len(Counter(_folded(value) for value in filled))
        name = " ".join(column.label.split())
        if name and filled:
            share = len(filled) / len(values)
            found.append(_Profile(number, name, filled, share, distinct))
    # A name that two columns share cannot be asked for.
    names = Counter(profile.name.casefold() for profile in found)
    return [profile for profile in found if names[profile.name.casefold()] == 1]


def _folded(value: Value) -> Value:
    return " ".join(value.lower().split()) if isinstance(value, str) else value


# --- what is measured --------------------------------------------------------------------------


def _measures(table: DataTable, profile: _Profile) -> bool:
    """Return whether numbers measure something: not a name, place, time or a constant."""
    name = profile.name
    if names_things(name) or tells_place(name) or tells_time(name) or profile.kinds < _FEWEST:
        return False
    if has_dates(table, profile.number) or _years(profile):
        return False
    return not (profile.kinds == _FEWEST and set(profile.filled) <= {0.0, 1.0, 2.0})


def _years(profile: _Profile) -> bool:
    """Return whether a column of numbers holds years."""
    named = tells_time(profile.name)
    first = 1 if named else 1500
    whole = all(
        type(value) is float and value.is_integer() and first <= value <= 2199
        for value in profile.filled
    )
    return whole and (named or profile.kinds * 2 <= len(profile.filled))


def _weight(table: DataTable, profile: _Profile) -> tuple[bool, bool, bool, int]:
    """Return how well a column is worth summing up: filled, an amount by name, no rate, first."""
    rate = _rate(table, profile)
    amount = says_amount(profile.name) and not rate
    return profile.share >= 0.5, not rate, amount, -profile.number


def _rate(table: DataTable, profile: _Profile) -> bool:
    column = table.columns[profile.number]
    codes = Counter(column.number_formats).most_common(1)
    unit = column_unit(table, profile.number)
    return is_rate(profile.name, unit, [code for code, _ in codes])


def _measured(table: DataTable, measure: _Profile | None) -> tuple[How, str, str]:
    if measure is None:
        return How.COUNT, "", "no column of amounts, so that records are counted"
    name = bare_name(table, measure.number)
    if _rate(table, measure):
        return How.AVERAGE, measure.name, f"“{name}” is a rate or the like, which is averaged"
    return How.SUM, measure.name, f"“{name}” holds amounts, which add up"


# --- what it is grouped by ---------------------------------------------------------------------


def _groups(profile: _Profile) -> bool:
    """Return whether a column names groups of records: texts that come again and again."""
    texts = [value for value in profile.filled if isinstance(value, str)]
    if len(texts) * 10 < len(profile.filled) * 9 or profile.kinds < _FEWEST:
        return any(isinstance(v, bool) for v in profile.filled) and profile.kinds == _FEWEST
    long = sum(map(len, texts)) > _LONG_TEXT * len(texts)
    return not long and profile.kinds * 2 <= len(texts) and not any(map(is_total, set(texts[:50])))


def _worth(profile: _Profile) -> tuple[bool, bool, bool, bool, int]:
    """Return how well a column groups: filled, few enough, neither a flag nor a code, first."""
    few = _FEWEST <= profile.kinds <= _MOST
    flag = any(isinstance(value, bool) for value in profile.filled) or profile.kinds == _FEWEST
    return profile.share >= 0.5, few, not names_things(profile.name), not flag, -profile.number


def _time(
    profiles: Sequence[_Profile],
) -> tuple[_Profile, DatePart | None, int] | None:
    """Return the column that tells the time, the part to group by, and how many points it has."""
    for profile in profiles:
        if profile.share < 0.5:
            continue
        if profile.figures and tells_time(profile.name) and _years(profile) and profile.kinds > 2:
            return profile, None, profile.kinds
        texts = {value for value in profile.filled if isinstance(value, str)}
        if texts and 2 < len(texts) * 2 <= len(profile.filled) and all(map(is_period, texts)):
            return profile, None, len(texts)
        days = [value for value in profile.filled if is_moment(value)]
        if len(days) * 10 >= len(profile.filled) * 9 and (found := _part(days)):
            return profile, *found
    return None


def _part(days: Sequence[Moment]) -> tuple[DatePart, int] | None:
    """Return the part of dates that gives a line of a few to some dozen points, and how many."""
    span = max(map(months, days)) - min(map(months, days))
    for part, size in ((DatePart.MONTH, 1), (DatePart.QUARTER, 3), (DatePart.YEAR, 12)):
        points = span // size + 1
        if points <= 24 or part is DatePart.YEAR:
            # Births or other dates of persons spread so thin that they are no course of time.
            return (part, points) if 2 < points <= len(days) else None
    return None


def _grouped(
    time: tuple[_Profile, DatePart | None, int] | None, names: Sequence[_Profile], some: str
) -> tuple[tuple[Grouping, ...], int, str]:
    """Return the columns to group by, how many groups at most, and why. some: before a number."""
    if time is not None and not _is_many_measures(names):
        profile, part, points = time
        groups = [Grouping(profile.name, part)]
        said = (
            f"“{profile.name}” tells the time ({some}{points} {part.value if part else 'period'}s)"
        )
        split = next((p for p in names if p.kinds <= _MOST_SERIES and p.share >= 0.5), None)
        if split:
            groups.append(Grouping(split.name))
            said = f"{said}, “{split.name}” has {some}{split.kinds} values"
        return tuple(groups), 0, said
    best = names[0]
    top = 10 if best.kinds > _MANY else 0
    return (Grouping(best.name),), top, f"“{best.name}” has {some}{best.kinds} values"


def _is_many_measures(names: Sequence[_Profile]) -> bool:
    """Return whether the list holds more different measures than lines can show."""
    return bool(names) and tells_measure(names[0].name) and names[0].kinds > _MOST_SERIES
