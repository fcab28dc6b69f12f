"""Which values stand where: pairs of axes, the plots on them, stacks, and the scales they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing_app.charts.chart_scales import Scale, Slots, crossing_value, value_scale
from briefing_app.charts.chart_values import Axis, Chart, Plot, Series, Texts
from briefing_app.model.calendar_text import moment_of

if TYPE_CHECKING:
    from briefing_app.model.moments import Moment

_MOST_SLOTS = 40_000
Span = tuple[float, float]


@dataclass(frozen=True)
class Pair:
    """Two axes and what stands on them. first: of categories or x; second: of values.

    lying: the first axis stands upright, bars lie.
    """

    first: Axis
    second: Axis
    plots: tuple[Plot, ...]
    lying: bool
    blanks: str = "gap"

    @cached_property
    def categories(self) -> Texts:
        """Return the categories: those of the first series that has some."""
        found = (series.categories for plot in self.plots for series in plot.series)
        return next((texts for texts in found if texts.count), Texts())

    @property
    def scattered(self) -> bool:
        """Return whether the first axis is one of values."""
        return any(plot.kind in {"scatter", "bubble"} for plot in self.plots)

    @cached_property
    def count(self) -> int:
        """Return how many categories there are."""
        lengths = [len(series.values) for plot in self.plots for series in plot.series]
        return max(1, self.categories.count, *lengths) if lengths else 1

    def first_scale(self, most: int) -> Scale | Slots:
        """Return the scale of the first axis."""
        if self.scattered:
            xs = [x for plot in self.plots for s in plot.series for _, x, _ in points_of(s)]
            return value_scale(self.first, _ends(xs), most, percent=False)
        bars = any(plot.kind in {"bar", "stock"} for plot in self.plots)
        between = self.second.between or bars
        if self.first.kind == "date" and (dates := _dates(self.first, self.categories)):
            return Slots(dates[0], dates[1], between, self.first.reversed)
        places = tuple(float(n) for n in range(self.count))
        return Slots(self.count, places, between, self.first.reversed)

    def second_scale(self, most: int) -> Scale:
        """Return the scale of the axis of values."""
        percent = bool(self.plots) and all(plot.percent for plot in self.plots)
        reach = [
            end
            for plot in self.plots
            for series in (plot.series if not plot.stacked else ())
            for end in _error_ends(series)
        ]
        values = _ends(list(self._values()))
        return value_scale(self.second, values, most, percent=percent, reach=tuple(reach))

    def _values(self) -> Iterator[float]:
        for plot in self.plots:
            for row in spans(plot, self.count, self.blanks):
                for span in row:
                    if span is not None:
                        yield span[1]

    def base(self, scale: Scale) -> float:
        """Return the value from which bars and areas rise: where the first axis stands."""
        return crossing_value(self.first, scale)


def _ends(values: Sequence[float]) -> tuple[float, ...]:
    return (min(values), max(values)) if values else ()


def _error_ends(series: Series) -> Iterator[float]:
    for bars in series.errors:
        if bars.along_x:
            continue
        for lengths, sign in ((bars.plus, 1.0), (bars.minus, -1.0)):
            for value, length in zip(series.values, lengths, strict=False):
                if value is not None and length is not None:
                    yield value + sign * length


def points_of(series: Series) -> Iterator[tuple[int, float, float]]:
    """Yield index, x and y of a scatter's points; without numbers for x they are counted from 1."""
    xs = series.x or tuple(float(n + 1) for n in range(len(series.values)))
    for index, (x, y) in enumerate(zip(xs, series.values, strict=False)):
        if x is not None and y is not None:
            yield index, x, y


def spans(plot: Plot, count: int, blanks: str = "gap") -> tuple[tuple[Span | None, ...], ...]:
    """Return for each series and category from where to where its value reaches.

    Stacked values below and above zero stand apart in bars; in lines and areas they add up.
    """
    rows = [_padded(series.values, count, blanks) for series in plot.series]
    if not plot.stacked:
        return tuple(tuple(None if v is None else (0.0, v) for v in row) for row in rows)
    totals = [sum(abs(row[n] or 0.0) for row in rows) for n in range(count)]
    up, down = [0.0] * count, [0.0] * count
    result = []
    for row in rows:
        placed: list[Span | None] = []
        for n, value in enumerate(row):
            if value is None and plot.kind == "bar":
                placed.append(None)
                continue
            part = value or 0.0
            if plot.percent:
                part = part / totals[n] if totals[n] else 0.0
            side = down if part < 0 and plot.kind == "bar" else up
            placed.append((side[n], side[n] + part) if value is not None else None)
            side[n] += part
        result.append(tuple(placed))
    return tuple(result)


def _padded(values: tuple[float | None, ...], count: int, blanks: str) -> tuple[float | None, ...]:
    row = (*values[:count], *(None,) * (count - len(values)))
    return tuple(0.0 if v is None else v for v in row) if blanks == "zero" else row


def _dates(axis: Axis, texts: Texts) -> tuple[int, tuple[float, ...]] | None:
    """Return the number of slots of an axis of dates, and the slot of each category."""
    known = [moment_of(v) if v is not None else None for v in texts.numbers]
    if not known or any(moment is None for moment in known):
        return None
    moments = [moment for moment in known if moment is not None]
    unit = axis.base_time or _unit_between(moments)
    steps = [_steps(moment, unit) for moment in moments]
    first, last = min(steps), max(steps)
    count = last - first + 1
    if count > _MOST_SLOTS:
        return None
    return count, tuple(float(step - first) for step in steps)


def _unit_between(moments: Sequence[Moment]) -> str:
    days = sorted({moment.toordinal() for moment in moments})
    gaps = [b - a for a, b in pairwise(days)]
    least = min(gaps, default=1)
    return "years" if least >= 365 else "months" if least >= 28 else "days"


def _steps(moment: Moment, unit: str) -> int:
    if unit == "years":
        return moment.year
    return moment.year * 12 + moment.month if unit == "months" else moment.toordinal()


def pairs_of(chart: Chart) -> tuple[Pair, ...]:
    """Return the pairs of axes of a chart, the primary one first, with their plots."""
    found: dict[tuple[str, ...], list[Plot]] = {}
    for plot in chart.plots:
        if plot.kind not in {"pie", "doughnut", "radar"} and plot.series:
            found.setdefault(plot.axes[:2], []).append(plot)
    return tuple(_pair(ids, tuple(plots), chart, n) for n, (ids, plots) in enumerate(found.items()))


def _pair(ids: tuple[str, ...], plots: tuple[Plot, ...], chart: Chart, place: int) -> Pair:
    axes = [chart.axes[each] for each in ids if each in chart.axes]
    scattered = any(plot.kind in {"scatter", "bubble"} for plot in plots)
    lying = any(plot.kind == "bar" and plot.lying for plot in plots)
    if len(axes) < 2:
        kind = "val" if scattered else "cat"
        axes = [Axis(f"first {place}", kind, True), Axis(f"second {place}", "val", True)]
    first, second = axes
    upright = first.position in {"l", "r"}
    if first.kind == "val" and (second.kind != "val" or (scattered and upright)):
        first, second = second, first
    if not scattered and first.kind == "val":
        first = replace(first, kind="cat")
    return Pair(first, second, plots, lying, chart.blanks)
