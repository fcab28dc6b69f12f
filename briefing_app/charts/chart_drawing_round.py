"""Pies, rings and radars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from briefing_app.charts.chart_board import Spot, known, point_fill, point_stroke
from briefing_app.charts.chart_drawing_labels import insets_of, label_block, set_label, shifted
from briefing_app.charts.chart_markers import marker_items, marker_of
from briefing_app.charts.chart_paths import (
    XY,
    Rect,
    on_circle,
    painted,
    polygon,
    straight,
    wedge,
)
from briefing_app.charts.chart_scales import Scale, value_scale
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_values import Axis, Plot, Series
from briefing_app.model.drawing import Item, Segment, Solid

_LABEL_ROOM, _SOME_ROOM = 0.16, 0.08
"""Shares of a pie's radius left free where labels stand around it, or those of thin slices do."""
_THIN = 0.05
_RADAR_STEPS = 6


def round_items(scene: Scene, plot: Plot, area: Rect) -> tuple[list[Item], list[Item]]:
    """Return what a pie, ring or radar paints, and its labels."""
    if plot.kind == "radar":
        return _radar(scene, plot, area)
    items: list[Item] = []
    labels: list[Item] = []
    centre, radius = area.centre, min(area.width, area.height) / 2
    series = plot.series[:1] if plot.kind == "pie" else plot.series
    fixed = scene.chart.layout is not None and scene.chart.layout.inner
    if plot.kind == "pie" and not fixed:
        radius *= 1 - max(_room_around(each) for each in series)
    away = max((_explosion(each, n) for each in series for n, _ in known(each.values)), default=0.0)
    radius /= 1 + away
    hole = radius * plot.hole / 100 if plot.kind == "doughnut" else 0.0
    width = (radius - hole) / max(len(series), 1)
    for ring, each in enumerate(series):
        inner = hole + ring * width if hole else 0.0
        found = _ring(scene, plot, each, centre, (inner, inner + width if hole else radius))
        items += found[0]
        labels += found[1]
    return items, labels


def _explosion(series: Series, index: int) -> float:
    point = series.points.get(index)
    own = series.explosion if point is None or point.explosion is None else point.explosion
    return min(max(own, 0.0), 400.0) / 100


def _room_around(series: Series) -> float:
    """Return the share of the radius that labels around a pie need."""
    total = sum(abs(value) for _, value in known(series.values))
    room = 0.0
    for n, value in known(series.values):
        label = series.label(n)
        if label.shows and label.position == "outEnd":
            return _LABEL_ROOM
        if label.shows and label.position in {"", "bestFit"} and abs(value) < total * _THIN:
            room = _SOME_ROOM
    return room


def _ring(
    scene: Scene, plot: Plot, series: Series, centre: XY, radii: tuple[float, float]
) -> tuple[list[Item], list[Item]]:
    items: list[Item] = []
    labels: list[Item] = []
    inner, outer = radii
    parts = [(n, abs(v)) for n, v in known(series.values)]
    total = sum(v for _, v in parts)
    angle = plot.first_angle
    for index, value in parts:
        share = value / total if total else 0.0
        sweep = share * 360
        middle = angle + sweep / 2
        away = on_circle(centre, outer * _explosion(series, index), middle)
        place = Rect(away[0] - outer, away[1] - outer, 2 * outer, 2 * outer)
        if sweep > 0:
            fill = point_fill(scene, plot, series, index, place)
            path = wedge(away, outer, inner, angle, sweep)
            items += painted(path, fill, point_stroke(scene, series, index, None))
        body = Rect(*on_circle(away, (inner + outer) / 2, middle), 0, 0)
        spot = Spot(plot, series, index, series.values[index] or 0.0, body, share=share)
        labels += _slice_label(scene, spot, away, radii, middle)
        angle += sweep
    return items, labels


def _slice_label(
    scene: Scene, spot: Spot, centre: XY, radii: tuple[float, float], middle: float
) -> Iterator[Item]:
    label = spot.series.label(spot.index)
    block = label_block(scene, spot, label) if label.shows else None
    if block is None:
        return
    left, top = insets_of(label)
    width, height = block.width + 2 * left, block.height + 2 * top
    inner, outer = radii
    position = label.position or "bestFit"
    chord = 2 * outer * 0.7 * min(spot.share * 3.14, 1.0)
    if spot.plot.kind == "doughnut":
        at = on_circle(centre, (inner + outer) / 2, middle)
    elif position == "ctr":
        at = on_circle(centre, outer / 2, middle)
    elif position == "inEnd" or (position == "bestFit" and max(width, height) < chord * 0.8):
        dx, dy = _reach(width, height, middle)
        edge = on_circle(centre, outer * 0.97, middle)
        at = edge[0] - dx, edge[1] - dy
    else:
        dx, dy = _reach(width, height, middle)
        edge = on_circle(centre, outer + 1, middle)
        at = edge[0] + dx, edge[1] + dy
    automatic = Rect(at[0] - width / 2, at[1] - height / 2, width, height)
    moved = shifted(label.layout, scene.frame, automatic).centre
    inside = hypot(moved[0] - centre[0], moved[1] - centre[1]) < outer
    anchor = moved if inside else on_circle(centre, outer, middle)  # no leader line inside
    yield from set_label(scene, label, block, automatic, anchor)


def _reach(width: float, height: float, angle: float) -> XY:
    """Return how far the middle of a box lies from the point that it touches, seen outwards."""
    x, y = on_circle((0.0, 0.0), 1.0, angle)
    return x * width / 2, y * height / 2


def _radar(scene: Scene, plot: Plot, area: Rect) -> tuple[list[Item], list[Item]]:
    count = max((len(series.values) for series in plot.series), default=0)
    if count == 0:
        return [], []
    axes = [scene.chart.axes[each] for each in plot.axes if each in scene.chart.axes]
    axis = next((each for each in axes if each.kind == "val"), Axis("", "val"))
    values = [v for series in plot.series for _, v in known(series.values)]
    ends = (min(0.0, *values), max(values)) if values else ()
    scale = value_scale(axis, ends, _RADAR_STEPS, percent=False)
    style = scene.setter.style(next((a.text for a in axes if a.kind != "val"), None), scene.text)
    radius = max(min(area.width, area.height) / 2 - style.size_pt * 1.6, 1.0)
    centre = area.centre
    items = list(_web(scene, axis, scale, centre, radius, count))
    labels = list(_radar_texts(scene, plot, axis, scale, (centre, radius, count)))
    for series in plot.series:
        points = [_on_web(scale, centre, radius, n, count, v) for n, v in known(series.values)]
        stroke = scene.painter.stroke(series.paint, scene.painter.series_stroke(series.index))
        if plot.style == "filled":
            default = Solid(scene.painter.series_colour(series.index))
            fill = scene.painter.fill(series.paint, area, default)
            items += painted(polygon(points), fill, scene.painter.stroke(series.paint, None))
            continue
        items += painted(polygon(points), None, stroke)
        for (n, _), at in zip(known(series.values), points, strict=True):
            marker = marker_of(series, n, shown=plot.style == "marker")
            if marker is not None:
                items += marker_items(scene, series, marker, at)
    return items, labels


def _on_web(scale: Scale, centre: XY, radius: float, n: int, count: int, value: float) -> XY:
    share = min(max(scale.share(value), 0.0), 1.0)
    return on_circle(centre, radius * share, 360 * n / count)


def _web(
    scene: Scene, axis: Axis, scale: Scale, centre: XY, radius: float, count: int
) -> Iterator[Item]:
    grid = axis.major_grid
    node = None if grid is None else next(iter(grid), None)
    stroke = scene.painter.stroke(node, scene.painter.hairline())
    path: list[Segment] = []
    for value in scale.ticks if grid is not None else ():
        around = [
            on_circle(centre, radius * scale.share(value), 360 * n / count) for n in range(count)
        ]
        path += polygon(around)
    for n in range(count):
        path += straight(*centre, *on_circle(centre, radius, 360 * n / count))
    yield from painted(path, None, stroke)


def _radar_texts(
    scene: Scene, plot: Plot, axis: Axis, scale: Scale, web: tuple[XY, float, int]
) -> Iterator[Item]:
    centre, radius, count = web
    levels = next((s.categories.levels for s in plot.series if s.categories.levels), ())
    names: Sequence[str] = levels[0] if levels else ()
    for n, name in enumerate(names[:count]):
        block = scene.setter.plain(name, scene.text)
        dx, dy = _reach(block.width + 6, block.height + 4, 360 * n / count)
        x, y = on_circle(centre, radius, 360 * n / count)
        yield from block.around((x + dx, y + dy), 0.0)
    if axis.deleted or axis.label_position == "none":
        return
    style = scene.setter.style(axis.text, scene.text)
    code = axis.number_format if not axis.linked else plot.series[0].number_format
    for value in scale.ticks:
        block = scene.setter.plain(scene.number(value, code), style)
        y = centre[1] - radius * scale.share(value)
        yield from block.around((centre[0] - block.width / 2 - 4, y), 0.0)
