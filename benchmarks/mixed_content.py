"""The benchmark's slides with every kind of chart by turn, each with figures that suit its kind.

Title, standfirst, messages, names and source are those of :mod:`benchmarks.content`; nothing is
random, and no two slides share a row of figures. Kinds come in the order of the table of families,
so that a kind is measured from the day on which it can be drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, cycle

from benchmarks.content import NUMBER_FORMAT, UNIT, ChartSlide, chart_slides, figure
from briefing_app.charts.families import FAMILIES
from briefing_app.model.cell_value import BLANK, Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels, Series

_YEARS = tuple(str(year) for year in range(2017, 2025))
_FIRST_DAY = 45_292  # 1 January 2024 as Excel counts days
_TASKS = ("Survey", "Design", "Permits", "Tender", "Building", "Test", "Handover")
_OBSERVATIONS, _POINTS = 60, 10


@dataclass(frozen=True, slots=True)
class MixedSlide:
    """A slide of the benchmark with a chart of some kind in place of its stacked column."""

    texts: ChartSlide
    chart: ChartSpec


def mixed_slides(count: int) -> tuple[MixedSlide, ...]:
    """Return so many slides, no two of them alike."""
    return tuple(
        MixedSlide(slide, spec_of(kind, slide))
        for kind, slide in zip(cycle(FAMILIES), chart_slides(count), strict=False)
    )


def spec_of(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    """Return a chart of a kind as somebody might ask for it, with figures of this slide's own."""
    return _OF_KIND.get(kind, _crossed)(kind, slide)


def _rows(slide: ChartSlide, names: Sequence[str], columns: int) -> tuple[Series, ...]:
    """Return series of figures between 10 and 910, the slide's own."""
    return tuple(
        Series(
            name,
            tuple(10 + figure(slide.number, 5, row, c) % 9000 / 10 for c in range(columns)),
            NUMBER_FORMAT,
        )
        for row, name in enumerate(names)
    )


def _spec(
    kind: ChartKind, slide: ChartSlide, categories: Sequence[str], series: Sequence[Series]
) -> ChartSpec:
    return ChartSpec(
        kind,
        tuple(categories),
        tuple(series),
        unit=UNIT,
        number_format=NUMBER_FORMAT,
        message=slide.title,
    )


def _names(slide: ChartSlide) -> tuple[str, ...]:
    return tuple(series.name for series in slide.series)


def _crossed(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    """Return product lines by site."""
    names = _names(slide)
    return _spec(kind, slide, slide.categories, _rows(slide, names, len(slide.categories)))


def _two_series(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    names = _names(slide)[:2]
    return _spec(kind, slide, slide.categories, _rows(slide, names, len(slide.categories)))


def _one_series(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    series = _rows(slide, _names(slide)[:1], len(slide.categories))
    spec = _spec(kind, slide, slide.categories, series)
    return replace(spec, segment_labels=SegmentLabels.BOTH)


def _over_time(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    series = _rows(slide, _names(slide)[:3], len(_YEARS))
    return replace(_spec(kind, slide, _YEARS, series), time=True)


def _combined(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    shares = tuple(5 + figure(slide.number, 6, c) % 300 / 10 for c in range(len(slide.categories)))
    spec = _two_series(kind, slide)
    line = Series("Margin", shares, "0.0", unit="%")
    return replace(spec, series=(*spec.series, line), line_series=(line.name,), second_axis=True)


def _stacked_clustered(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    return replace(_crossed(kind, slide), stacks=("Plan", "Plan", "Actual", "Actual"))


def _bridge(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    """Return levels at both ends and changes between them that lead from one to the other."""
    names = _names(slide)[: 1 if kind is ChartKind.WATERFALL else 3]
    rows = []
    for n, name in enumerate(names):
        changes = [figure(slide.number, 7, n, c) % 2000 / 10 - 80 for c in range(4)]
        start = 500 + figure(slide.number, 8, n) % 4000 / 10
        steps = (start, *changes, round(start + sum(changes), 1))
        rows.append(Series(name, steps, NUMBER_FORMAT))
    spec = _spec(kind, slide, ("2023", *slide.categories[:4], "2024"), rows)
    return replace(spec, total_categories=(0, 5))


def _in_units(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    widths = tuple(20 + figure(slide.number, 9, c) % 80 for c in range(len(slide.categories)))
    return replace(_crossed(kind, slide), widths=tuple(map(float, widths)))


def _points(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    names = ("Price", "Volume") if kind is ChartKind.SCATTER else ("Price", "Volume", "Profit")
    points = tuple(f"{place} {n}" for n, place in zip(range(_POINTS), cycle(slide.categories)))
    return _spec(kind, slide, points, _rows(slide, names, _POINTS))


def _slope(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    return _spec(kind, slide, ("2019", "2024"), _rows(slide, slide.categories, 2))


def _bullet(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    measure, target = _rows(slide, ("Actual", "Target"), len(slide.categories))
    limits = [(Series(name, (end,) * 5)) for name, end in (("Poor", 400.0), ("Fair", 700.0))]
    return _spec(kind, slide, slide.categories, (measure, target, *limits))


def _observed(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    count = _OBSERVATIONS if kind is ChartKind.HISTOGRAM else _OBSERVATIONS // 4
    names = _names(slide)[: 1 if kind is ChartKind.HISTOGRAM else 4]
    places = tuple(f"Order {n + 1}" for n in range(count))
    return _spec(kind, slide, places, _rows(slide, names, count))


def _heat_map(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    return _spec(kind, slide, _YEARS, _rows(slide, slide.categories, len(_YEARS)))


def _plan(kind: ChartKind, slide: ChartSlide) -> ChartSpec:
    """Return tasks one after the other; the last is a milestone."""
    days = [10 + figure(slide.number, 10, n) % 60 for n in range(len(_TASKS))]
    starts = [float(_FIRST_DAY + day) for day in accumulate(days, initial=0)][: len(_TASKS)]
    ends: list[float | Missing] = [s + day for s, day in zip(starts, days, strict=True)]
    ends[-1] = BLANK
    code = "yyyy-mm-dd"
    series = (Series("Start", tuple(starts), code), Series("End", tuple(ends), code))
    tasks = tuple(f"{task} {slide.number}" for task in _TASKS)
    return replace(_spec(kind, slide, tasks, series), unit="", number_format=code)


_OF_KIND: dict[ChartKind, Callable[[ChartKind, ChartSlide], ChartSpec]] = {
    ChartKind.COLUMN: _two_series,
    ChartKind.BAR: _two_series,
    ChartKind.LINE: _over_time,
    ChartKind.AREA: _over_time,
    ChartKind.STACKED_AREA: _over_time,
    ChartKind.FULL_AREA: _over_time,
    ChartKind.SMALL_MULTIPLES: _over_time,
    ChartKind.COMBINATION: _combined,
    ChartKind.STACKED_CLUSTERED: _stacked_clustered,
    ChartKind.PIE: _one_series,
    ChartKind.DOUGHNUT: _one_series,
    ChartKind.PARETO: _one_series,
    ChartKind.WATERFALL: _bridge,
    ChartKind.STACKED_WATERFALL: _bridge,
    ChartKind.MARIMEKKO_UNITS: _in_units,
    ChartKind.BUTTERFLY: _two_series,
    ChartKind.DUMBBELL: _two_series,
    ChartKind.SCATTER: _points,
    ChartKind.BUBBLE: _points,
    ChartKind.SLOPE: _slope,
    ChartKind.BULLET: _bullet,
    ChartKind.HISTOGRAM: _observed,
    ChartKind.BOX_PLOT: _observed,
    ChartKind.HEAT_MAP: _heat_map,
    ChartKind.GANTT: _plan,
}
