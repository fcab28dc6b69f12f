"""How a list of records is summed up: what of which column, by which columns, how many of them.

Written as one text, in English, German or Chinese:

    sum of Sales by Region, top 10          Summe von Umsatz nach Region, Top 10
    average of Price by Region and Year     Durchschnitt von Preis nach Region und Jahr
    count by month of 'Order date'          按地区求和销售额，前10名

A column name that holds a comma or one of these words stands in single quotes, as in Excel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from briefing_app.errors import NOWHERE, CallError, Place

SUMMARY_OPTIONS = ("summary", "auswertung", "zusammenfassung", "汇总")
"""Names of the option of an exhibit that asks for a summary."""

SAMPLE = 2_000
"""Records at most that tell what the columns of a list are."""


class How(StrEnum):
    """How the records of a group become one figure."""

    SUM = "sum"
    AVERAGE = "average"
    COUNT = "count"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"


class DatePart(StrEnum):
    """The part of a date that records are grouped by."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A column to group by, and of a date column the part that counts."""

    column: str
    part: DatePart | None = None

    def __str__(self) -> str:
        """Return the grouping as it is written."""
        name = quoted_name(self.column)
        return f"{self.part.value} of {name}" if self.part else name


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What is asked for.

    measure: the column that is summed up, "" for the records themselves (only with COUNT); groups:
    one or two, the second one becomes the series; top: how many groups of the first column that is
    no time are shown, 0 for all.
    """

    how: How
    measure: str
    groups: tuple[Grouping, ...]
    top: int = 0

    def __str__(self) -> str:
        """Return the request as it is written in English."""
        measure = f" of {quoted_name(self.measure)}" if self.measure else ""
        top = f", top {self.top}" if self.top else ""
        return f"{self.how.value}{measure} by {' and '.join(map(str, self.groups))}{top}"


_HOW = {
    How.SUM: "sum|total|summe|求和|合计|总和|汇总",
    How.AVERAGE: "average|avg|mean|durchschnitt|mittelwert|mittel|平均值|平均|均值",
    How.COUNT: "count|number|anzahl|计数|统计|数量",
    How.MIN: "min|minimum|lowest|smallest|kleinster|kleinste|最小值|最小",
    How.MAX: "max|maximum|highest|largest|größter|größte|最大值|最大",
    How.MEDIAN: "median|zentralwert|中位数",
}
_PART = {
    DatePart.YEAR: "year|jahr|年份|年度|年",
    DatePart.QUARTER: "quarter|quartal|季度|季",
    DatePart.MONTH: "month|monat|月份|月",
}
_RECORDS = frozenset(
    {"", "records", "record", "rows", "entries", "datensätze", "zeilen", "einträge"}
    | {"记录", "记录数", "行"}
)
# A word in Latin letters ends where its letters end; Chinese has no blanks.
_HOWS = "|".join(
    word if word > "\u2e80" else f"{word}(?![a-zäöüß])"
    for words in _HOW.values()
    for word in words.split("|")
)
_PARTS = "|".join(_PART.values())
_TOP = r"(?:\s*[,，、;；]?\s*(?:top|die\s+ersten|前)\s*(?P<top>\d{1,4})\s*(?:名|个|位|项)?)?"
_WESTERN = re.compile(
    rf"(?P<how>{_HOWS})(?:\s+(?:of|von|der|des)\b)?(?P<measure>.*?)"
    rf"(?:\s*\b(?:by|per|nach|je|pro)\s+|\s*按\s*)(?P<groups>.+?){_TOP}",
    re.IGNORECASE | re.DOTALL,
)
_CHINESE = re.compile(
    rf"按\s*(?P<groups>.+?)\s*(?P<how>{_HOWS})(?P<measure>.*?){_TOP}", re.IGNORECASE | re.DOTALL
)
_QUOTED = re.compile(r"'((?:[^']|'')+)'")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_AND = re.compile(r"\s+(?:and|und)\s+|\s*[,，、&和与]\s*", re.IGNORECASE)
_PART_OF = re.compile(rf"(?P<part>{_PARTS})\s+(?:of|von|des|der)\s+(?P<column>.+)", re.IGNORECASE)
_PART_CALL = re.compile(rf"(?P<part>{_PARTS})\s*[(（](?P<column>.+)[)）]", re.IGNORECASE)
_PART_BEHIND = re.compile(rf"(?P<column>.+)的(?P<part>{_PARTS})")
_IN_BRACKETS = re.compile(r"\A[(（](.+)[)）]\Z")
_MOST_GROUPS = 2
_EXAMPLE = "Write it like: sum of Sales by Region and Year, top 10."


def spread(count: int) -> range:
    """Return the records that a proposal looks at, 0-based: all, or SAMPLE at even distances."""
    return range(0, count, -(-count // SAMPLE)) if count > SAMPLE else range(count)


def date_part(word: str) -> DatePart | None:
    """Return the part of a date that a word means, such as ``Year``; None for any other word."""
    bare = word.strip().casefold()
    return next((part for part, words in _PART.items() if bare in words.split("|")), None)


def quoted_name(name: str) -> str:
    """Return a column's name as a request writes it: in quotes where it could be misread."""
    if "'" in name or _KEPT.search(name) or _IN_BRACKETS.fullmatch(name):
        return _in_quotes(name)
    plain = name.casefold() not in _RECORDS and _grouping(name, []) == Grouping(name)
    plain = plain and len(_AND.split(name)) == 1 and _alone(name, "") and _alone(name, "9")
    return name if plain else _in_quotes(name)


def _alone(name: str, top: str) -> bool:
    """Return whether a name is read as one before a number of groups, or at the end."""
    bare = f"sum of {name} by year of {name}" + (f", top {top}" if top else "")
    match = _WESTERN.fullmatch(bare)
    if match is None or (match["top"] or "") != top:
        return False
    return (match["measure"].strip(), match["groups"]) == (name, f"year of {name}")


def _in_quotes(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def parse_summary(text: str, place: Place = NOWHERE) -> SummaryRequest:
    """Return the request that a text makes; raises CallError, naming the place, when it is none."""
    names: list[str] = []

    def keep(match: re.Match[str]) -> str:
        names.append(match[1].replace("''", "'"))
        return f"\ue000{len(names) - 1}\ue001"

    plain = " ".join(_QUOTED.sub(keep, text.replace("’", "'").replace("‘", "'")).split())
    match = _CHINESE.fullmatch(plain) or _WESTERN.fullmatch(plain)
    if match is None:
        raise CallError(f"The summary “{text}” is not understood.", remedy=_EXAMPLE, place=place)
    how = next(how for how, words in _HOW.items() if match["how"].casefold() in words.split("|"))
    written = _IN_BRACKETS.sub(r"\1", match["measure"].strip())
    records = how is How.COUNT and written.casefold() in _RECORDS
    measure = "" if records else _name(written, names)
    groups = tuple(_grouping(part, names) for part in _AND.split(match["groups"]) if part)
    top = int(match["top"] or 0)
    if (not measure and how is not How.COUNT) or not groups or match["top"] == "0":
        raise CallError(f"The summary “{text}” is not complete.", remedy=_EXAMPLE, place=place)
    if len(groups) > _MOST_GROUPS:
        what = f"The summary “{text}” groups by {len(groups)} columns; a chart shows two at most."
        remedy = f"Name one or two; quote a name with commas or “and” in it. {_EXAMPLE}"
        raise CallError(what, remedy=remedy, place=place)
    return SummaryRequest(how, measure, groups, top)


def _name(written: str, names: list[str]) -> str:
    return _KEPT.sub(lambda match: names[int(match[1])], written.strip())


def _grouping(written: str, names: list[str]) -> Grouping:
    bare = written.strip()
    for pattern in (_PART_OF, _PART_CALL, _PART_BEHIND):
        match = pattern.fullmatch(bare)
        if match:
            return Grouping(_name(match["column"], names), date_part(match["part"]))
    return Grouping(_name(bare, names))
