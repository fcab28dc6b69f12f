"""Error bars and trend lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from briefing_app.charts.chart_board import Board, Spot
from briefing_app.charts.chart_paths import XY, painted, polyline, straight
from briefing_app.charts.chart_scales import Scale
from briefing_app.charts.chart_values import ErrorBars, Series, Trend
from briefing_app.model.drawing import Item, Segment, Solid, Stroke

_CAP_PT = 3.0
_CURVE_STEPS = 64


def error_items(board: Board, spots: Sequence[Spot]) -> Iterator[Item]:
    """Yield the error bars of the points of a plot (ECMA-376-1, 21.2.2.55)."""
    for spot in spots:
        for bars in spot.series.errors:
            stroke = board.scene.painter.stroke(
                bars.paint, Stroke(Solid(board.scene.painter.text()), 0.75)
            )
            yield from painted(_bar(board, spot, bars), None, stroke)


def _bar(board: Board, spot: Spot, bars: ErrorBars) -> Iterator[Segment]:
    x, y = _anchor(spot)
    across = board.pair.lying != bars.along_x  # the bar runs from left to right
    scale: object = board.first.scale if bars.along_x else board.values
    if not isinstance(scale, Scale):
        return
    value = spot.x if bars.along_x else spot.value
    if value is None:
        return
    length = board.plot.width if across else -board.plot.height
    for lengths, sign in ((bars.plus, 1.0), (bars.minus, -1.0)):
        reach = lengths[spot.index] if spot.index < len(lengths) else None
        if not reach:
            continue
        start, end = (
            scale.share(scale.inside(value)),
            scale.share(scale.inside(value + sign * reach)),
        )
        away = (end - start) * length
        if across:
            yield from straight(x, y, x + away, y)
            if bars.end_cap:
                yield from straight(x + away, y - _CAP_PT, x + away, y + _CAP_PT)
        else:
            yield from straight(x, y, x, y + away)
            if bars.end_cap:
                yield from straight(x - _CAP_PT, y + away, x + _CAP_PT, y + away)


def _anchor(spot: Spot) -> XY:
    x, y = spot.body.centre
    if spot.kind != "bar":
        return x, y
    if spot.lying:
        return (spot.body.right if spot.upwards else spot.body.x), y
    return x, (spot.body.y if spot.upwards else spot.body.bottom)


def trend_items(board: Board, series: Series) -> Iterator[Item]:
    """Yield the trend lines of a series (21.2.2.211): fitted by least squares."""
    scale = board.first.scale
    scattered = isinstance(scale, Scale)
    ends = (scale.low, scale.high) if isinstance(scale, Scale) else (0.5, scale.count + 0.5)
    data = [
        (x, y)
        for n, y in enumerate(series.values)
        if y is not None
        and (x := (series.x[n] if scattered and n < len(series.x) else float(n + 1))) is not None
    ]
    for trend in series.trends:
        points = [
            board.point(
                scale.share(x) if isinstance(scale, Scale) else scale.at(x - 0.5), board.up(y)
            )
            for x, y in _curve(trend, data, ends)
        ]
        default = Stroke(Solid(board.scene.painter.text()), 0.75)
        stroke = board.scene.painter.stroke(trend.paint, default)
        if len(points) > 1:
            yield from board.clipped(painted(polyline(points), None, stroke))


def _curve(trend: Trend, data: list[XY], ends: tuple[float, float]) -> list[XY]:
    """Return points of the fitted curve; forecasts end where the axis does."""
    if len(data) < 2:
        return []
    if trend.kind == "movingAvg":
        span = trend.period
        return [
            (data[n][0], sum(y for _, y in data[n - span + 1 : n + 1]) / span)
            for n in range(span - 1, len(data))
        ]
    first, last = min(x for x, _ in data), max(x for x, _ in data)
    low, high = max(first - trend.backward, ends[0]), min(last + trend.forward, ends[1])
    curved = {"exp": (False, True), "log": (True, False), "power": (True, True)}
    log_x, log_y = curved.get(trend.kind, (False, False))
    steps = _CURVE_STEPS if log_x or log_y else 1
    line = _line([(_scaled(x, log_x), _scaled(y, log_y)) for x, y in data], trend.intercept)
    if line is None:
        return []
    a, b = line
    xs = [low + (high - low) * n / steps for n in range(steps + 1)]
    found = []
    for x in xs:
        u = _scaled(x, log_x)
        if u is None:
            continue
        v = a + b * u
        found.append((x, exp(min(max(v, -600.0), 500.0)) if log_y else v))
    return found


def _scaled(value: float, logarithmic: bool) -> float | None:
    if not logarithmic:
        return value
    return log(value) if value > 0 else None


def _line(
    data: Sequence[tuple[float | None, float | None]], intercept: float | None
) -> tuple[float, float] | None:
    """Return intercept and slope of the line through points; None where there is no such line."""
    known = [(x, y) for x, y in data if x is not None and y is not None]
    if len(known) < 2:
        return None
    count = len(known)
    mx, my = sum(x for x, _ in known) / count, sum(y for _, y in known) / count
    if intercept is not None:
        squares = sum(x * x for x, _ in known)
        return (
            (intercept, sum(x * (y - intercept) for x, y in known) / squares) if squares else None
        )
    squares = sum((x - mx) ** 2 for x, _ in known)
    if not squares:
        return None
    slope = sum((x - mx) * (y - my) for x, y in known) / squares
    return my - slope * mx, slope
