"""Columns and bars: clustered, stacked, to a hundred per cent; and lines between stacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefing_app.charts.chart_board import Board, Spot, point_fill, point_stroke
from briefing_app.charts.chart_nodes import child
from briefing_app.charts.chart_paths import painted, polyline, rectangle, spanned
from briefing_app.charts.chart_stacks import Span, spans
from briefing_app.charts.chart_values import Plot
from briefing_app.model.drawing import Item


def slot_part(plot: Plot, place: int) -> tuple[float, float]:
    """Return where the bar of the n-th series begins and ends within its slot, from 0 to 1.

    ECMA-376-1, 21.2.2.75 c:gapWidth and 21.2.2.131 c:overlap: both in per cent of a bar.
    """
    side_by_side = 1 if plot.stacked else max(len(plot.series), 1)
    overlap = plot.overlap / 100 if not plot.stacked else 1.0
    taken = side_by_side - (side_by_side - 1) * overlap
    width = 1.0 / max(taken + plot.gap / 100, 1e-6)
    begin = (1.0 - taken * width) / 2
    start = begin + (0 if plot.stacked else place) * width * (1 - overlap)
    return start, start + width


def bar_items(board: Board, plot: Plot) -> tuple[list[Item], list[Spot]]:
    """Return the bars of a plot, and where labels belong."""
    items: list[Item] = []
    spots: list[Spot] = []
    rows = spans(plot, board.pair.count, board.pair.blanks)
    for place, (series, row) in enumerate(zip(plot.series, rows, strict=True)):
        inner = slot_part(plot, place)
        for index, span in enumerate(row):
            if span is None:
                continue
            spot = _spot(board, plot, place, index, span, inner)
            spots.append(spot)
            fill = point_fill(board.scene, plot, series, index, spot.body)
            stroke = point_stroke(board.scene, series, index, None)
            if spot.body.width and spot.body.height:
                items += painted(rectangle(spot.body), fill, stroke)
    if plot.series_lines is not None and plot.stacked:
        items += _series_lines(board, plot, spots)
    return items, spots


def _spot(
    board: Board, plot: Plot, place: int, index: int, span: Span, inner: tuple[float, float]
) -> Spot:
    scale = board.values
    low, high = span
    start = scale.share(
        scale.inside(board.base if low == 0 and not scale.log else max(low, scale.low))
    )
    if plot.stacked and low != 0:
        start = scale.share(scale.inside(low))
    end = scale.share(scale.inside(high))
    one = board.point(board.along(index, inner[0]), start)
    other = board.point(board.along(index, inner[1]), end)
    series = plot.series[place]
    value = series.values[index] if index < len(series.values) else None
    upwards = end > start or (end == start and (high >= low) != scale.reversed)
    return Spot(
        plot,
        series,
        index,
        high if value is None else value,
        spanned(*one, *other),
        "bar",
        board.pair.lying,
        upwards,
        abs(high - low),
    )


def _series_lines(board: Board, plot: Plot, spots: list[Spot]) -> Iterator[Item]:
    """Yield the lines that join the ends of neighbouring bars of a series (21.2.2.177)."""
    stroke = board.scene.painter.stroke(
        child(plot.series_lines, "spPr"), board.scene.painter.hairline()
    )
    for series in plot.series:
        own = [spot for spot in spots if spot.series is series]
        for a, b in pairwise(own):
            if b.index != a.index + 1:
                continue
            if board.pair.lying:
                points = [(_end(a), a.body.y), (_end(b), b.body.bottom)]
                if a.body.y < b.body.y:
                    points = [(_end(a), a.body.bottom), (_end(b), b.body.y)]
            else:
                points = [(a.body.right, _end(a)), (b.body.x, _end(b))]
            yield from painted(polyline(points), None, stroke)


def _end(spot: Spot) -> float:
    if spot.lying:
        return spot.body.right if spot.upwards else spot.body.x
    return spot.body.y if spot.upwards else spot.body.bottom
