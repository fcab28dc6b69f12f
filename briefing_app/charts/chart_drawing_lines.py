"""Lines, areas, scatters and bubbles; drop lines, high-low lines, up and down bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing_app.charts.chart_board import (
    Board,
    Spot,
    automatic_fill,
    point_fill,
    point_stroke,
)
from briefing_app.charts.chart_markers import marker_items, marker_of
from briefing_app.charts.chart_nodes import child
from briefing_app.charts.chart_paths import (
    XY,
    Rect,
    circle,
    painted,
    polygon,
    polyline,
    rectangle,
    smooth_line,
    spanned,
    straight,
)
from briefing_app.charts.chart_scales import Scale
from briefing_app.charts.chart_stacks import points_of, spans
from briefing_app.charts.chart_values import Plot, Series
from briefing_app.model.drawing import Colour, Item, Segment, Solid

_BUBBLE_SHARE = 0.25
"""Diameter of the largest bubble as a share of the smaller side of the plot area, at scale 100."""
Place = tuple[int, float, XY]  # index, value, point


def line_items(board: Board, plot: Plot) -> tuple[list[Item], list[Spot]]:
    """Return the lines of a line chart with their markers, and where labels belong."""
    items: list[Item] = []
    spots: list[Spot] = []
    rows = spans(plot, board.pair.count, board.pair.blanks)
    places = [
        [
            (n, span[1], board.point(board.along(n), board.up(span[1])))
            for n, span in enumerate(row)
            if span is not None
        ]
        for row in rows
    ]
    items += _between(board, plot, places)
    for series, points in zip(plot.series, places, strict=True):
        found = _series(board, plot, series, points, lines=True, shown=plot.markers)
        items += found[0]
        spots += found[1]
    return items, spots


def scatter_items(board: Board, plot: Plot) -> tuple[list[Item], list[Spot]]:
    """Return the points of a scatter with the lines between them."""
    items: list[Item] = []
    spots: list[Spot] = []
    for series in plot.series:
        points = [(n, y, _at(board, x, y)) for n, x, y in points_of(series)]
        lines = plot.style not in {"marker", "none"}
        shown = plot.style not in {"line", "smooth", "none"}
        found = _series(board, plot, series, points, lines=lines, shown=shown)
        items += found[0]
        spots += found[1]
    return items, spots


def _at(board: Board, x: float, y: float) -> XY:
    scale = board.first.scale
    # Categories count from 1, and their slots from 0.
    first = scale.share(x) if isinstance(scale, Scale) else scale.at(x - 0.5)
    return board.point(min(max(first, -2.0), 3.0), board.up(y))


def _series(
    board: Board, plot: Plot, series: Series, points: Sequence[Place], *, lines: bool, shown: bool
) -> tuple[list[Item], list[Spot]]:
    items: list[Item] = []
    spots: list[Spot] = []
    scene = board.scene
    if lines:
        items += board.clipped(_strokes(board, series, points))
    for index, value, at in points:
        if not _inside(board, at):
            continue
        marker = marker_of(series, index, shown=shown)
        half = 0.0
        if marker is not None:
            half = marker.size / 2
            items += marker_items(scene, series, marker, at)
        body = Rect(at[0] - half, at[1] - half, 2 * half, 2 * half)
        own = series.values[index] if index < len(series.values) else None
        spots.append(Spot(plot, series, index, value if own is None else own, body))
    return items, spots


def _inside(board: Board, at: XY) -> bool:
    plot = board.plot
    return plot.x - 1 <= at[0] <= plot.right + 1 and plot.y - 1 <= at[1] <= plot.bottom + 1


def _strokes(board: Board, series: Series, points: Sequence[Place]) -> Iterator[Item]:
    """Yield the line through points, in pieces where values are missing or the pen changes."""
    default = board.scene.painter.series_stroke(series.index)
    for piece in _pieces(board, points):
        if len(piece) < 2:
            continue
        if series.smooth:
            path = smooth_line([at for _, _, at in piece])
            yield from painted(path, None, point_stroke(board.scene, series, -1, default))
            continue
        pens = [point_stroke(board.scene, series, index, default) for index, _, _ in piece]
        for _, group in groupby(range(1, len(piece)), key=lambda n: _pen_key(series, piece[n][0])):
            numbers = list(group)
            path = polyline([piece[n][2] for n in (numbers[0] - 1, *numbers)])
            yield from painted(path, None, pens[numbers[0]])


def _pen_key(series: Series, index: int) -> int:
    point = series.points.get(index)
    return -1 if point is None or point.paint is None else index


def _pieces(board: Board, points: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the stretches of points that are joined: across gaps only where blanks are spanned."""
    joined: list[Place] = []
    for point in points:
        gap = joined and point[0] != joined[-1][0] + 1 and board.pair.blanks != "span"
        if gap:
            yield joined
            joined = []
        joined.append(point)
    if joined:
        yield joined


def _between(board: Board, plot: Plot, places: Sequence[Sequence[Place]]) -> Iterator[Item]:
    """Yield what stands between the lines: drop lines, high-low lines, up and down bars."""
    painter = board.scene.painter
    columns: dict[int, list[XY]] = {}
    for points in places:
        for index, _, at in points:
            columns.setdefault(index, []).append(at)
    floor = board.up(board.base)
    if plot.drop_lines is not None:
        path: list[Segment] = []
        for index, column in columns.items():
            foot = board.point(board.along(index), floor)
            top = min(column, key=lambda at: at[1])
            path += straight(*top, *foot)
        yield from painted(
            path, None, painter.stroke(child(plot.drop_lines, "spPr"), painter.hairline())
        )
    if plot.range_lines is not None:
        path = []
        for column in columns.values():
            ordered = sorted(column, key=lambda at: at[1])
            path += straight(*ordered[0], *ordered[-1])
        yield from painted(
            path, None, painter.stroke(child(plot.range_lines, "spPr"), painter.hairline())
        )
    if plot.up_down is not None and len(places) > 1:
        yield from _up_down(board, plot, places)


def _up_down(board: Board, plot: Plot, places: Sequence[Sequence[Place]]) -> Iterator[Item]:
    """Yield bars from the first to the last line (21.2.2.218)."""
    painter, node = board.scene.painter, plot.up_down
    gap = child(node, "gapWidth")
    share = 1 / (
        1 + min(max(float(gap.get("val", "150") if gap is not None else 150), 0), 500) / 100
    )
    last = {index: (value, at) for index, value, at in places[-1]}
    for index, value, at in places[0]:
        if index not in last:
            continue
        end_value, end = last[index]
        half = share / 2
        left = board.point(board.along(index, 0.5 - half), 0)[0]
        right = board.point(board.along(index, 0.5 + half), 0)[0]
        rising = end_value >= value
        paint = child(child(node, "upBars" if rising else "downBars"), "spPr")
        place = spanned(left, at[1], right, end[1])
        fill = painter.fill(paint, place, Solid(Colour("FFFFFF" if rising else "404040")))
        yield from painted(rectangle(place), fill, painter.stroke(paint, painter.hairline()))


def area_items(board: Board, plot: Plot) -> tuple[list[Item], list[Spot]]:
    """Return the areas of a plot; later series lie over earlier ones."""
    items: list[Item] = []
    spots: list[Spot] = []
    rows = spans(plot, board.pair.count, "zero")
    floor = board.base
    for series, row in zip(plot.series, rows, strict=True):
        top, bottom = [], []
        for n, span in enumerate(row):
            low, high = span if span is not None else (0.0, 0.0)
            along = board.along(n)
            top.append(board.point(along, board.up(high)))
            bottom.append(board.point(along, board.up(low if plot.stacked else floor)))
            own = series.values[n] if n < len(series.values) else None
            if own is not None:
                middle = (top[-1][1] + bottom[-1][1]) / 2
                spots.append(Spot(plot, series, n, own, Rect(top[-1][0], middle, 0, 0)))
        place = board.plot
        fill = board.scene.painter.fill(
            series.paint, place, automatic_fill(board.scene, plot, series, 0)
        )
        stroke = board.scene.painter.stroke(series.paint, None)
        items += board.clipped(painted(polygon(top + bottom[::-1]), fill, stroke))
        if plot.drop_lines is not None:
            pen = board.scene.painter.stroke(
                child(plot.drop_lines, "spPr"), board.scene.painter.hairline()
            )
            path = [seg for a, b in zip(top, bottom, strict=True) for seg in straight(*a, *b)]
            items += painted(path, None, pen)
    return items, spots


def bubble_items(board: Board, plot: Plot) -> tuple[list[Item], list[Spot]]:
    """Return bubbles whose areas, or widths, are as their sizes."""
    items: list[Item] = []
    spots: list[Spot] = []
    sizes = [abs(size) for series in plot.series for size in series.sizes if size is not None]
    largest = max(sizes, default=1.0) or 1.0
    side = min(board.plot.width, board.plot.height) * _BUBBLE_SHARE * plot.bubble_scale / 100
    for series in plot.series:
        for index, x, y in points_of(series):
            size = series.sizes[index] if index < len(series.sizes) else None
            share = abs(size) / largest if size is not None else 0.1
            half = side / 2 * (share if plot.bubble_width else share**0.5)
            at = _at(board, x, y)
            place = Rect(at[0] - half, at[1] - half, 2 * half, 2 * half)
            fill = point_fill(board.scene, plot, series, index, place)
            stroke = point_stroke(board.scene, series, index, None)
            items += painted(circle(at, half), fill, stroke)
            spots.append(Spot(plot, series, index, y, place, x=x))
    return items, spots
