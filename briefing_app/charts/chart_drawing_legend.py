"""The legend: its entries, keys, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from briefing_app.charts.chart_board import automatic_fill, point_fill, point_stroke, varies
from briefing_app.charts.chart_markers import marker_items, marker_of
from briefing_app.charts.chart_paths import Rect, circle, painted, rectangle, straight
from briefing_app.charts.chart_scene import Scene, placed
from briefing_app.charts.chart_text import Block
from briefing_app.charts.chart_values import Legend, Plot, Series
from briefing_app.model.drawing import Item, Stroke
from briefing_app.model.text_body import Alignment

_LINES = frozenset({"line", "scatter", "radar", "stock"})
_KEY_LINE_PT = 24.0
_GAP_PT = 4.0
_MOST_SHARE = 0.45
"""Share of the frame's width that a legend at the side may take."""
_MOST_ENTRIES = 500


@dataclass(frozen=True)
class Entry:
    """One entry: a series, or a point where points have colours of their own."""

    plot: Plot
    series: Series
    index: int
    text: Block


@dataclass(frozen=True)
class LegendView:
    """A legend that has been measured, in points.

    columns: where the entries of a row begin; line: the height of a row; key: the size of a key.
    """

    legend: Legend
    entries: tuple[Entry, ...]
    place: Rect
    columns: tuple[float, ...]
    line: float
    key: float


def legend_view(scene: Scene, room: Rect) -> LegendView | None:
    """Return the legend in the room that the title leaves; None where there is none."""
    legend = scene.chart.legend
    if legend is None:
        return None
    lying = legend.position in {"t", "b"}
    if legend.layout is not None and legend.layout.w is not None and legend.layout.h is not None:
        lying = legend.layout.w * scene.frame.width > legend.layout.h * scene.frame.height * 2.5
    style = scene.setter.style(legend.text, scene.text)
    key = _KEY_LINE_PT if _has_lines(scene) else style.size_pt * 0.6
    most = scene.frame.width * (0.9 if lying else _MOST_SHARE) - key - 3 * _GAP_PT
    entries = tuple(_entries(scene, legend, max(most, 10.0), tall=not lying))
    if not entries:
        return None
    if not any(_line_of(scene, entry) for entry in entries):
        # Lines that only carry labels have no entry, and points without lines need no more room.
        key = style.size_pt * 0.6
    line = max(style.size_pt * 1.2, *(entry.text.height for entry in entries))
    widths = [entry.text.width + key + 3 * _GAP_PT for entry in entries]
    columns, width = _columns(widths, _room(scene, legend, room) if lying else 0.0)
    size = (width, ceil(len(entries) / len(columns)) * line + _GAP_PT)
    place = placed(legend.layout, scene.frame, _automatic(scene, legend, room, size))
    return LegendView(legend, entries, place, columns, line, key)


def _columns(widths: list[float], room: float) -> tuple[tuple[float, ...], float]:
    """Return where the columns of a legend begin and how wide they are together.

    One row closely set where there is room for it, else columns as wide as the widest entry.
    """
    if sum(widths) <= room + 0.5:
        ends = tuple(accumulate(widths))
        return (0.0, *ends[:-1]), ends[-1]
    widest = max(widths)
    count = max(1, min(len(widths), int((room + 0.5) / widest)))
    return tuple(n * widest for n in range(count)), count * widest


def _room(scene: Scene, legend: Legend, room: Rect) -> float:
    layout = legend.layout
    if layout is not None and layout.w is not None:
        return placed(layout, scene.frame, room).width
    return room.width * 0.95


def _automatic(scene: Scene, legend: Legend, room: Rect, size: tuple[float, float]) -> Rect:
    """Return where a legend stands by itself: at its side, in the middle of the whole frame."""
    width, height = min(size[0], room.width), min(size[1], room.height)
    x, y = room.centre[0] - width / 2, scene.frame.centre[1] - height / 2
    y = min(max(y, room.y), room.bottom - height)
    if legend.position == "l":
        x = room.x
    elif legend.position in {"r", "tr"}:
        x = room.right - width
    if legend.position in {"t", "tr"}:
        y = room.y
    elif legend.position == "b":
        y = room.bottom - height
    return Rect(x, y, width, height)


def _has_lines(scene: Scene) -> bool:
    return any(plot.kind in _LINES for plot in scene.chart.plots)


def _entries(scene: Scene, legend: Legend, most: float, *, tall: bool) -> Iterator[Entry]:
    """Yield the entries from top to bottom, or from left to right.

    A legend at the side lists stacks of columns, and bars side by side, as they stand.
    """
    number = 0
    for plot in scene.chart.plots:
        found = list(_of_plot(plot))
        shown = []
        for series, index, name in found[:_MOST_ENTRIES]:
            if number not in legend.hidden and (name or series.name):
                style = scene.setter.style(legend.text, scene.text)
                style = scene.setter.style(legend.entry_texts.get(number), style)
                block = scene.setter.plain(name, style, None, Alignment.LEFT)
                if block.width > most:
                    block = scene.setter.plain(name, style, most, Alignment.LEFT)
                shown.append(Entry(plot, series, index, block))
            number += 1
        upwards = plot.kind in {"bar", "area"} and plot.stacked != plot.lying
        yield from reversed(shown) if tall and upwards and not varies(plot) else shown


def _of_plot(plot: Plot) -> Iterator[tuple[Series, int, str]]:
    if varies(plot) and plot.series:
        series = plot.series[0]
        texts = series.categories
        for n in range(len(series.values)):
            name = texts.levels[0][n] if texts.levels and n < len(texts.levels[0]) else str(n + 1)
            yield series, n, name
        return
    for n, series in enumerate(plot.series):
        yield series, -1, series.name or f"Series {n + 1}"


def legend_items(scene: Scene, view: LegendView) -> Iterator[Item]:
    """Yield the legend's box, keys and texts."""
    place = view.place
    yield from scene.box(view.legend.box, place)
    per_row = len(view.columns)
    rows = ceil(len(view.entries) / per_row)
    line = place.height / rows if place.height < rows * view.line else view.line
    top = place.y + max(place.height - rows * line, 0.0) / 2
    for n, entry in enumerate(view.entries):
        x = place.x + view.columns[n % per_row] + _GAP_PT
        middle = top + (n // per_row + 0.5) * line
        yield from _key(scene, entry, Rect(x, middle - view.key / 2, view.key, view.key))
        yield from entry.text.at(x + view.key + _GAP_PT, middle - entry.text.height / 2)


def _line_of(scene: Scene, entry: Entry) -> Stroke | None:
    """Return the line of an entry's key, None where its series draws none."""
    plot, series = entry.plot, entry.series
    if plot.kind not in _LINES or (plot.kind == "scatter" and plot.style == "marker"):
        return None
    return point_stroke(scene, series, entry.index, scene.painter.series_stroke(series.index))


def _key(scene: Scene, entry: Entry, place: Rect) -> Iterator[Item]:
    series, plot = entry.series, entry.plot
    if plot.kind in _LINES:
        stroke = _line_of(scene, entry)
        if stroke is not None:
            yield from painted(
                straight(place.x, place.centre[1], place.right, place.centre[1]), None, stroke
            )
        marker = marker_of(series, -1, shown=plot.markers)
        if marker is not None:
            yield from marker_items(scene, series, marker, place.centre)
        return
    side = min(place.width, place.height, scene.text.size_pt * 0.7)
    square = Rect(place.centre[0] - side / 2, place.centre[1] - side / 2, side, side)
    if entry.index >= 0:
        fill = point_fill(scene, plot, series, entry.index, square)
    else:
        fill = scene.painter.fill(series.paint, square, automatic_fill(scene, plot, series, 0))
    shape = circle(square.centre, side / 2) if plot.kind == "bubble" else rectangle(square)
    yield from painted(shape, fill, point_stroke(scene, series, entry.index, None))
