"""Decorations as the words of a topic library, so that reading them gives the same again.

The other way round is :mod:`decoration_words`. Names are written as they stand in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing_app.model.chart_spec import Decoration, Mark, Measure

_MEASURES = {Measure.ABSOLUTE: "absolute", Measure.PERCENT: "%", Measure.TIMES: "x"}


def option_of(
    decoration: Decoration, categories: Sequence[str], *, percent: bool
) -> tuple[str, str]:
    """Return a decoration as an option: its name and its value.

    categories: of the chart, as they are written; percent: its values are percentages. A span over
    the whole chart is written without its ends, so that it follows the data.
    """
    name, write = _WRITERS[decoration.mark]
    return name, write(decoration, categories, percent)


def number_words(number: float) -> str:
    """Return a number that reads the same in every language.

    A single mark with three digits behind it may divide thousands; with another zero it does not.
    """
    text = f"{number:.9f}".rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _ends(decoration: Decoration, categories: Sequence[str]) -> tuple[str, str]:
    if not categories:
        return decoration.start, decoration.end
    return decoration.start or categories[0], decoration.end or categories[-1]


def _span(decoration: Decoration, categories: Sequence[str]) -> str:
    start, end = _ends(decoration, categories)
    if categories and (start, end) == (categories[0], categories[-1]):
        return ""
    return f"{start}-{end}"


def _cagr(decoration: Decoration, categories: Sequence[str], _percent: bool) -> str:
    return _words(decoration.series, _span(decoration, categories))


def _difference(decoration: Decoration, categories: Sequence[str], _percent: bool) -> str:
    measure = _MEASURES[decoration.measure]
    return _words(decoration.series, _span(decoration, categories), measure)


def _line(decoration: Decoration, _categories: Sequence[str], percent: bool) -> str:
    value = decoration.value or 0.0
    number = f"{number_words(value * 100)}%" if percent else number_words(value)
    return _words(number, decoration.text.strip().lstrip("%"))


def _mean(decoration: Decoration, _categories: Sequence[str], _percent: bool) -> str:
    return decoration.series or decoration.text


def _bracket(decoration: Decoration, categories: Sequence[str], _percent: bool) -> str:
    start, end = _ends(decoration, categories)
    return _words(f"{start}-{end}", decoration.text.strip())


def _break(decoration: Decoration, _categories: Sequence[str], _percent: bool) -> str:
    return "" if decoration.value is None else number_words(decoration.value)


def _forecast(decoration: Decoration, _categories: Sequence[str], _percent: bool) -> str:
    return decoration.start


def _footnote(decoration: Decoration, _categories: Sequence[str], _percent: bool) -> str:
    words = decoration.text.strip().replace(";", ",").replace("\uff1b", "\uff0c")
    return f"{decoration.start or decoration.series}: {words}"


def _alone(_decoration: Decoration, _categories: Sequence[str], _percent: bool) -> str:
    return ""


_Write = Callable[[Decoration, Sequence[str], bool], str]
_WRITERS: Mapping[Mark, tuple[str, _Write]] = {
    Mark.CAGR: ("cagr", _cagr),
    Mark.DIFFERENCE: ("difference", _difference),
    Mark.VALUE_LINE: ("line", _line),
    Mark.MEAN_LINE: ("mean", _mean),
    Mark.BRACKET: ("bracket", _bracket),
    Mark.AXIS_BREAK: ("break", _break),
    Mark.FORECAST: ("forecast", _forecast),
    Mark.FOOTNOTE: ("footnote", _footnote),
    Mark.HUNDRED_PERCENT: ("100%", _alone),
    Mark.CONNECTORS: ("connectors", _alone),
}
DECORATION_OPTIONS = frozenset(name for name, _ in _WRITERS.values())
"""The names of the options that decorate a chart."""
