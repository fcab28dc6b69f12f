"""Markers of points (ECMA-376-1, 21.2.3.44 ST_MarkerStyle)."""

from __future__ import annotations

from collections.abc import Callable

from briefing_app.charts.chart_paths import XY, Rect, circle, painted, polygon, rectangle, straight
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_values import Marker, Series
from briefing_app.model.drawing import Item, Segment, Solid, Stroke

_AUTOMATIC = ("diamond", "square", "triangle", "x", "star", "circle", "plus", "dot", "dash")
_DEFAULT_SIZE = 7.0
"""Size of a marker of which nothing is said, in points (Office; the standard says 5)."""
_OPEN = frozenset({"x", "star", "plus"})


def marker_of(series: Series, index: int, *, shown: bool) -> Marker | None:
    """Return the marker of a point; None where there is none. shown: by itself."""
    point = series.points.get(index)
    own = point.marker if point is not None and point.marker is not None else series.marker
    if own is None:
        own = Marker("", _DEFAULT_SIZE) if shown else None
    if own is None or own.symbol == "none":
        return None
    symbol = own.symbol or _AUTOMATIC[series.index % len(_AUTOMATIC)]
    return Marker(symbol, own.size, own.node)


def marker_items(scene: Scene, series: Series, marker: Marker, at: XY) -> tuple[Item, ...]:
    """Return a marker with its middle at a point."""
    half = marker.size / 2
    place = Rect(at[0] - half, at[1] - half, marker.size, marker.size)
    colour = Solid(scene.painter.series_colour(series.index))
    stroke = scene.painter.stroke(marker.node, Stroke(colour, 0.75))
    fill = None if marker.symbol in _OPEN else scene.painter.fill(marker.node, place, colour)
    return painted(_path(marker.symbol, at, half), fill, stroke)


def _path(symbol: str, at: XY, half: float) -> tuple[Segment, ...]:
    return _PATHS.get(symbol, _square)(at[0], at[1], half)


def _square(x: float, y: float, r: float) -> tuple[Segment, ...]:
    return rectangle(Rect(x - r, y - r, 2 * r, 2 * r))


def _cross(x: float, y: float, r: float) -> tuple[Segment, ...]:
    return (*straight(x - r, y - r, x + r, y + r), *straight(x - r, y + r, x + r, y - r))


def _upright(x: float, y: float, r: float) -> tuple[Segment, ...]:
    return straight(x, y - r, x, y + r)


_PATHS: dict[str, Callable[[float, float, float], tuple[Segment, ...]]] = {
    "circle": lambda x, y, r: circle((x, y), r),
    "diamond": lambda x, y, r: polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)]),
    "triangle": lambda x, y, r: polygon([(x, y - r), (x + r, y + r), (x - r, y + r)]),
    "x": _cross,
    "star": lambda x, y, r: (*_cross(x, y, r), *_upright(x, y, r)),
    "plus": lambda x, y, r: (*_upright(x, y, r), *straight(x - r, y, x + r, y)),
    "dot": lambda x, y, r: rectangle(Rect(x, y - r / 4, r, r / 2)),
    "dash": lambda x, y, r: rectangle(Rect(x - r, y - r / 4, 2 * r, r / 2)),
}
