"""The board that series are drawn on: two axes on a plot area, and how things look there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing_app.charts.chart_drawing_axes import AxisView
from briefing_app.charts.chart_paths import XY, Rect, rectangle
from briefing_app.charts.chart_scales import Scale, Slots
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_stacks import Pair
from briefing_app.charts.chart_values import Plot, Series
from briefing_app.model.drawing import Colour, Group, Item, Outline, Paint, Solid, Stroke
from briefing_app.model.quick_values import quick

_WHITE = Solid(Colour("FFFFFF"))
_SLACK = 0.5


@dataclass(frozen=True)
class Board:
    """A pair of axes on its plot area; values: the scale of the second one."""

    scene: Scene
    pair: Pair
    first: AxisView
    second: AxisView
    plot: Rect
    values: Scale

    def point(self, first: float, second: float) -> XY:
        """Return the point at a share of the first and a share of the second axis."""
        if self.pair.lying:
            return (
                self.plot.x + second * self.plot.width,
                self.plot.bottom - first * self.plot.height,
            )
        return self.plot.x + first * self.plot.width, self.plot.bottom - second * self.plot.height

    def along(self, category: int, inside: float = 0.5) -> float:
        """Return the share of a category on the first axis."""
        scale = self.first.scale
        return scale.share(category, inside) if isinstance(scale, Slots) else scale.share(category)

    def up(self, value: float) -> float:
        """Return the share of a value on the second axis, kept near the plot area."""
        return min(max(self.values.share(value), -2.0), 3.0)

    def clipped(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield paths, cut off at the plot area where they leave it."""
        plot = self.plot
        for item in items:
            if isinstance(item, Outline) and _leaves(item, plot):
                yield Group((item,), clip=Outline(rectangle(plot)))
            else:
                yield item

    @property
    def base(self) -> float:
        """Return the value that bars and areas rise from."""
        return self.pair.base(self.values)


def _leaves(item: Outline, plot: Rect) -> bool:
    """Return whether a path has points outside of the plot area."""
    return not all(
        plot.x - _SLACK <= x <= plot.right + _SLACK and plot.y - _SLACK <= y <= plot.bottom + _SLACK
        for _, values in item.segments
        for x, y in zip(values[0::2], values[1::2], strict=True)
    )


@quick
class Spot:
    """Where a value stands, for its label. body: its bar, or the box around its marker.

    kind: bar or point; lying, upwards: which way the bar grows; value: as plotted.
    """

    plot: Plot
    series: Series
    index: int
    value: float
    body: Rect
    kind: str = "point"
    lying: bool = False
    upwards: bool = True
    share: float = 0.0
    x: float | None = None


def varies(plot: Plot) -> bool:
    """Return whether each point has a colour of its own."""
    return plot.vary and (len(plot.series) == 1 or plot.kind in {"pie", "doughnut"})


def automatic_fill(scene: Scene, plot: Plot, series: Series, index: int) -> Solid:
    """Return the fill that a bar, slice or area has by itself."""
    if varies(plot):
        return Solid(scene.painter.series_colour(index, len(series.values)))
    return Solid(scene.painter.series_colour(series.index))


def point_fill(scene: Scene, plot: Plot, series: Series, index: int, place: Rect) -> Paint | None:
    """Return the fill of a point's bar, slice or bubble."""
    automatic = automatic_fill(scene, plot, series, index)
    value = series.values[index] if index < len(series.values) else None
    own = scene.painter.fill(series.paint, place, automatic)
    if series.invert and value is not None and value < 0 and isinstance(own, Solid):
        own = _WHITE
    point = series.points.get(index)
    return own if point is None else scene.painter.fill(point.paint, place, own)


def point_stroke(scene: Scene, series: Series, index: int, default: Stroke | None) -> Stroke | None:
    """Return the line around, or to, a point."""
    own = scene.painter.stroke(series.paint, default)
    point = series.points.get(index)
    return own if point is None or point.paint is None else scene.painter.stroke(point.paint, own)


def known(values: tuple[float | None, ...]) -> Iterator[tuple[int, float]]:
    """Yield index and value of what is not missing."""
    for index, value in enumerate(values):
        if value is not None:
            yield index, value
