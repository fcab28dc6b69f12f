"""Decorations from the words of a topic library: ``cagr=2018-2023``, ``line=100 Target``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Measure
from briefing_app.model.finding import Finding, warning
from briefing_app.model.number_text import is_percent
from briefing_app.story.exhibit_wish import NO, YES, Wish

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_TO = re.compile(r"\s*(?:[-\u2010-\u2014\u2212]|\.\.|\bto\b|\bbis\b|至|到)\s*", re.IGNORECASE)
_WHOLE = dict.fromkeys(("whole", "total", "all", "gesamt", "summe", "整体", "总计"), "")
_EACH = frozenset({"each", "every", "each series", "jede", "je reihe", "每个", "各系列"})
_MEASURES = {
    **dict.fromkeys(("%", "percent", "per cent", "prozent", "百分比"), Measure.PERCENT),
    **dict.fromkeys(("x", "×", "times", "mal", "fach", "倍", "倍数"), Measure.TIMES),
    **dict.fromkeys(("absolute", "abs", "absolut", "绝对", "绝对值"), Measure.ABSOLUTE),
}
_NUMBER = re.compile(r"\s*([+\u2212-]?\d[\d.,'\u00a0\u202f]*)\s*([%\uff05])?\s*(.*)", re.DOTALL)


Names = Mapping[str, str]
"""What a series or category may be called, and its name on the chart."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """What the words of a decoration may name: as it is printed, or as it stands in the data."""

    series: Names
    categories: Names
    is_percent: bool
    language: str
    has_points: bool = False
    """Each series has an axis of its own: x, y and size."""

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the series in their order."""
        return tuple(dict.fromkeys(self.series.values()))


def _chart(spec: ChartSpec, wish: Wish) -> _Chart:
    series = _names([one.name for one in spec.series], wish)
    categories = _names(spec.categories, wish)
    points = spec.kind in (ChartKind.SCATTER, ChartKind.BUBBLE)
    return _Chart(series, categories, is_percent(spec.number_format), wish.language, points)


def _names(shown: Sequence[str], wish: Wish) -> Names:
    known = set(shown)
    written = {name: said for name, said in wish.words.items() if said in known}
    return {**{name: name for name in shown}, **written}


def decorations(spec: ChartSpec, wish: Wish) -> tuple[tuple[Decoration, ...], list[Finding]]:
    """Return what is to be added to a chart, and what is not understood."""
    found: list[Decoration] = []
    findings: list[Finding] = []
    asked = [(option, value) for option, value in wish.asked if option in _READ]
    if not asked:
        return (), []
    chart = _chart(spec, wish)
    for option, value in asked:
        read = _READ[option]
        if value.casefold() in NO:
            continue
        made = list(read(chart, "" if value.casefold() in YES else value))
        found += made
        if not made:
            findings.append(_unknown(option, value, wish))
    return tuple(dict.fromkeys(found)), findings


def _unknown(option: str, value: str, wish: Wish) -> Finding:
    what = f"The option “{option}” does not understand “{value}”."
    return warning("option-value-unknown", what, f"Write it as {_FORMS[option]}.", wish.place)


# --- what words name --------------------------------------------------------------------------


def _named(text: str, names: Names) -> tuple[str, str] | None:
    """Return what the longest name that a text begins with stands for, and the text behind it."""
    plain = text.translate(_DASHES).casefold()
    for name in sorted(names, key=len, reverse=True):
        start = name.translate(_DASHES).casefold()
        behind = plain[len(start) :]
        # “2018” begins “2018-2023”, but “Asia” does not begin “Asian markets”.
        if start and plain.startswith(start) and not (start[-1].isalnum() and _goes_on(behind)):
            return names[name], text[len(start) :]
    return None


def _goes_on(behind: str) -> bool:
    return bool(behind) and behind[0].isalnum() and behind[0].isascii()


def _span(text: str, names: Names) -> tuple[str, str, str]:
    """Return first and last category that a text begins with, "" where none, and its rest."""
    first = _named(text, names)
    if first is None:
        return "", "", text.strip()
    dash = _TO.match(first[1])
    last = _named(first[1][dash.end() :], names) if dash and dash.end() else None
    if last is None:
        return first[0], "", first[1].lstrip(" :\uff1a,").strip()
    return first[0], last[0], last[1].lstrip(" :\uff1a,").strip()


def number_in(text: str, language: str) -> float | None:
    """Return a number as people write it: ``1,234.5``, in German ``1.234,5``."""
    digits = text.translate(_DASHES).replace("'", "").replace("\u00a0", "").replace("\u202f", "")
    marks = [mark for mark in digits if mark in ".,"]
    decimal = "," if language.startswith("de") else "."
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) == 1 and len(digits.rpartition(marks[0])[2]) != 3:
        decimal = marks[0]
    other = "." if decimal == "," else ","
    try:
        return float(digits.replace(other, "").replace(decimal, "."))
    except ValueError:
        return None


# --- one kind of decoration each --------------------------------------------------------------

Found = Iterator[Decoration]


def _cagr(chart: _Chart, value: str) -> Found:
    for part in value.split(",") if value else [""]:
        text = part.strip()
        if text.casefold() in _EACH:
            yield from (Decoration(Mark.CAGR, series=name) for name in chart.shown)
            continue
        named = _named(text, {**_WHOLE, **chart.series}) if text else ("", "")
        series, rest = named or ("", text)
        start, end, more = _span(rest.lstrip(" :\uff1a"), chart.categories)
        if more or (start and not end):
            return
        yield Decoration(Mark.CAGR, series=series, start=start, end=end)


def _difference(chart: _Chart, value: str) -> Found:
    start, end, rest = _span(value, chart.categories)
    series = ""
    if not start and (named := _named(value, chart.series)):
        series = named[0]
        start, end, rest = _span(named[1].lstrip(" :\uff1a"), chart.categories)
    usual = Measure.ABSOLUTE if chart.is_percent else Measure.PERCENT
    measure = _MEASURES.get(rest.casefold()) if rest else usual
    if measure is not None and bool(start) == bool(end):
        yield Decoration(Mark.DIFFERENCE, series=series, start=start, end=end, measure=measure)


def _line(chart: _Chart, value: str) -> Found:
    match = _NUMBER.fullmatch(value)
    number = number_in(match[1], chart.language) if match else None
    if match is not None and number is not None:
        share = match[2] and chart.is_percent
        yield Decoration(Mark.VALUE_LINE, value=number / 100 if share else number, text=match[3])


def _mean(chart: _Chart, value: str) -> Found:
    named = _named(value, chart.series) if value else None
    series = named[0] if named and not named[1].strip() else ""
    if chart.has_points and not series:
        # A line on each axis: what the quarters of the chart are divided by.
        for name in chart.shown[:2]:
            yield Decoration(Mark.MEAN_LINE, series=name, text=value)
        return
    yield Decoration(Mark.MEAN_LINE, series=series, text="" if series else value)


def _bracket(chart: _Chart, value: str) -> Found:
    start, end, text = _span(value, chart.categories)
    if start:
        yield Decoration(Mark.BRACKET, start=start, end=end or start, text=text)


def _break(chart: _Chart, value: str) -> Found:
    number = number_in(value, chart.language) if value else None
    if not value or number is not None:
        yield Decoration(Mark.AXIS_BREAK, value=number)


def _forecast(chart: _Chart, value: str) -> Found:
    start, end, rest = _span(value, chart.categories)
    if start and not end and not rest:
        yield Decoration(Mark.FORECAST, start=start)


def _footnote(chart: _Chart, value: str) -> Found:
    for part in re.split(r"[;\uff1b]", value):
        text = part.strip()
        at = _named(text, chart.categories)
        of = None if at else _named(text, chart.series)
        named = at or of
        told = named[1].strip(" :\uff1a") if named else ""
        if named and told:
            series, start = ("", named[0]) if at else (named[0], "")
            yield Decoration(Mark.FOOTNOTE, series=series, start=start, text=told)


def _alone(mark: Mark) -> Callable[[_Chart, str], Found]:
    def read(_chart: _Chart, value: str) -> Found:
        if not value:
            yield Decoration(mark)

    return read


_READ: Mapping[str, Callable[[_Chart, str], Found]] = {
    "cagr": _cagr,
    "difference": _difference,
    "line": _line,
    "mean": _mean,
    "bracket": _bracket,
    "break": _break,
    "forecast": _forecast,
    "footnote": _footnote,
    "100%": _alone(Mark.HUNDRED_PERCENT),
    "connectors": _alone(Mark.CONNECTORS),
}
_FORMS = {
    "cagr": "cagr, cagr=2018-2023, cagr=each or cagr=Asia 2018-2023",
    "difference": "difference=2019-2023 %, with absolute or x for another measure",
    "line": "line=100 Target",
    "mean": "mean",
    "bracket": "bracket=2019-2021 Covid",
    "break": "break",
    "forecast": "forecast=2024, the first period that is one",
    "footnote": "footnote=2020: restated",
    "100%": "100%=yes",
    "connectors": "connectors=yes",
}
