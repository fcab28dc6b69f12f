"""One scale for the charts of a topic, so that lengths and heights may be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.exhibit_options import option_named
from briefing_app.model.finding import Finding, info
from briefing_app.model.number_text import is_percent
from briefing_app.model.slide_plan import PlannedSlide
from briefing_app.model.topic import ExhibitRequest
from briefing_app.story.chart_options import SAME

_SIDE_BY_SIDE = frozenset(
    {
        ChartKind.COLUMN,
        ChartKind.BAR,
        ChartKind.LINE,
        ChartKind.AREA,
        ChartKind.SLOPE,
        ChartKind.DUMBBELL,
        ChartKind.BUTTERFLY,
        ChartKind.SMALL_MULTIPLES,
    }
)
_STACKED = frozenset({ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR, ChartKind.STACKED_AREA})
_BRIDGES = frozenset({ChartKind.WATERFALL})
_TOO_UNLIKE = 1.5
"""Charts side by side whose largest values differ by more than this are read as alike."""

Measure = tuple[str, bool]


def wants_one_scale(requests: Iterable[ExhibitRequest]) -> bool:
    """Return whether one of the exhibits of a topic asks for the same scale."""
    return any(
        option_named(name) == "scale" and value.casefold() in SAME
        for request in requests
        for name, value in request.options
    )


def on_one_scale(slides: Sequence[PlannedSlide]) -> list[PlannedSlide]:
    """Return slides whose charts of one unit have the same ends of their axes."""
    ends: dict[Measure, tuple[float, float]] = {}
    for spec in _charts(slides):
        low, high = _ends(spec)
        before = ends.get(_measure(spec), (0.0, 0.0))
        ends[_measure(spec)] = min(before[0], low), max(before[1], high)
    return [_rescaled(slide, ends) for slide in slides]


def unlike_scales(slide: PlannedSlide) -> list[Finding]:
    """Return what is said of two charts of one unit on a slide whose scales differ."""
    charts = [spec for spec in _charts_of(slide) if spec.limits is None]
    if len(charts) < 2 or _measure(charts[0]) != _measure(charts[1]):
        return []
    if charts[0].kind is not charts[1].kind:
        return []
    low, high = sorted(max(map(abs, _ends(spec))) for spec in charts)
    if high <= low * _TOO_UNLIKE:
        return []
    what = "Two charts of the same unit stand side by side, each with a scale of its own."
    remedy = "Write scale=same in the options of both where their sizes are to be compared."
    return [info("scales-differ", what, remedy, slide.place)]


def _charts(slides: Iterable[PlannedSlide]) -> Iterator[ChartSpec]:
    for slide in slides:
        yield from _charts_of(slide)


def _charts_of(slide: PlannedSlide) -> Iterator[ChartSpec]:
    for exhibit in slide.exhibits:
        spec = exhibit.spec
        if isinstance(spec, ChartSpec) and spec.kind in _SIDE_BY_SIDE | _STACKED | _BRIDGES:
            yield spec


def _measure(spec: ChartSpec) -> Measure:
    return spec.unit, is_percent(spec.number_format)


def _ends(spec: ChartSpec) -> tuple[float, float]:
    """Return the lowest and highest place that a chart draws, zero among them."""
    rows = [[v if isinstance(v, float) else 0.0 for v in one.values] for one in spec.series]
    if spec.kind in _STACKED:
        columns = list(zip(*rows, strict=True))
        ups = [sum(max(v, 0.0) for v in column) for column in columns]
        downs = [sum(min(v, 0.0) for v in column) for column in columns]
        return min(downs, default=0.0), max(ups, default=0.0)
    if spec.kind in _BRIDGES:
        level, levels = 0.0, [0.0]
        for n, change in enumerate(rows[0] if rows else []):
            level = change if n in spec.total_categories else level + change
            levels.append(level)
        return min(levels), max(levels)
    values = [0.0, *(value for row in rows for value in row)]
    return min(values), max(values)


def _rescaled(slide: PlannedSlide, ends: dict[Measure, tuple[float, float]]) -> PlannedSlide:
    exhibit = slide.exhibit
    if exhibit is None or not any(_charts_of(slide)) or not isinstance(exhibit.spec, ChartSpec):
        return slide
    low, high = ends[_measure(exhibit.spec)]
    if exhibit.spec.limits is not None or low >= high:
        return slide
    return replace(slide, exhibit=replace(exhibit, spec=replace(exhibit.spec, limits=(low, high))))
