"""Decorations worth offering for a chart: a first proposal of each, to be changed by a person."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, isfinite, log10

from briefing_app.charts.decorations import possible_marks
from briefing_app.model.chart_spec import ChartKind, ChartSpec, Decoration, Mark, Measure
from briefing_app.model.number_text import is_percent

Clicked = int | None
"""The place of the category that was clicked, None for none."""
_MOST_SERIES = 12
"""Series that are tried where the whole has no figure of its own."""
_STACKED = frozenset({ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR, ChartKind.STACKED_AREA})
_NOTES = {"en": "Note", "de": "Anmerkung", "zh": "备注"}


def proposals(spec: ChartSpec, clicked: Clicked = None) -> Iterator[Decoration]:
    """Return proposals for a chart, several for a mark with the best one first.

    clicked: the category that they begin with. Whether one can be drawn is not known here.
    """
    possible = possible_marks(spec)
    for mark in Mark:
        if mark in possible:
            yield from _proposed(mark, spec, clicked)


def _proposed(mark: Mark, spec: ChartSpec, clicked: Clicked) -> Iterator[Decoration]:
    names = spec.categories
    if mark in (Mark.CAGR, Mark.DIFFERENCE):
        yield from _arrows(mark, spec, clicked)
    elif mark is Mark.VALUE_LINE:
        if spec.kind is not ChartKind.GANTT:  # there a value is a day
            yield Decoration(mark, value=_round_mean(spec))
    elif mark is Mark.MEAN_LINE:
        yield from (Decoration(mark, series=name) for name in _bases(spec))
    elif mark is Mark.BRACKET:
        yield _bracket(spec, clicked)
    elif mark is Mark.FORECAST:
        if spec.time:
            yield Decoration(mark, start=names[-1 if clicked is None else clicked])
    elif mark is Mark.FOOTNOTE:
        words = _NOTES.get(spec.language.partition("-")[0], _NOTES["en"])
        yield Decoration(mark, start=names[clicked or 0], text=words)
    else:
        yield Decoration(mark)


def _bases(spec: ChartSpec) -> tuple[str, ...]:
    """Return what a figure may be of: the whole, else a series."""
    names = [one.name for one in spec.series]
    spoken_of = [name for name in names if name in spec.focus]
    ranked = dict.fromkeys((*spoken_of, *names[:_MOST_SERIES]))
    return ("", *ranked) if len(names) > 1 else ("",)


def _arrows(mark: Mark, spec: ChartSpec, clicked: Clicked) -> Iterator[Decoration]:
    names, last = spec.categories, len(spec.categories) - 1
    start, end = "", ""
    if clicked is not None and 0 < clicked < last:
        start, end = names[clicked], names[last]
    measure = Measure.ABSOLUTE if is_percent(spec.number_format) else Measure.PERCENT
    if mark is Mark.CAGR:
        measure = Measure.PERCENT
    for name in _bases(spec):
        yield Decoration(mark, series=name, start=start, end=end, measure=measure)


def _bracket(spec: ChartSpec, clicked: Clicked) -> Decoration:
    names, last = spec.categories, len(spec.categories) - 1
    if clicked is None:
        return Decoration(Mark.BRACKET, start=names[0], end=names[last])
    first = min(clicked, max(last - 1, 0))
    return Decoration(Mark.BRACKET, start=names[first], end=names[min(first + 1, last)])


def _round_mean(spec: ChartSpec) -> float:
    """Return a round number near the mean of the figures."""
    rows = [[v if isinstance(v, float) else 0.0 for v in one.values] for one in spec.series]
    values = [value for row in rows for value in row if value]
    if spec.kind in _STACKED:
        values = [sum(column) for column in zip(*rows, strict=True)]
    mean = sum(values) / len(values) if values else 0.0
    if not mean or not isfinite(mean):
        return 0.0
    step = 10.0 ** floor(log10(abs(mean)))
    share = round(mean / step * 2) / 2
    return round(share * step, 12)
