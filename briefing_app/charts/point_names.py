"""Which points of a cloud are named, how large, and where; and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.point_axes import CloudArea
from briefing_app.charts.point_cloud import Cloud, Point
from briefing_app.charts.point_labels import Box, Dot, Place, Wish, place_names
from briefing_app.model.finding import Finding, info

_MOST_NAMED = 60
"""With more points, only those in focus and the extreme ones are named."""
_EXTREMES = 3
"""How many are named then at either end of x and of y."""
_MOST_PT = 10.0
_WIDER = 1.04
"""Another reader may set the same text a little wider."""
_WIDEST_SHARE, _WIDEST_PT = 0.32, 170.0


@dataclass(frozen=True, slots=True)
class Names:
    """Names as they are set. texts: by row, "" where there is none; places: by row."""

    texts: tuple[str, ...]
    places: dict[int, Place]
    size_pt: float
    wished: int


def names_of(
    frame: Frame,
    cloud: Cloud,
    area: CloudArea,
    dots: Sequence[Dot],
    taken: tuple[Sequence[Box], Sequence[Box]],
) -> Names:
    """Return the names that have room, as large as most of them can be.

    dots: the points as drawn, by row; taken: boxes of other texts, and those along lines, which
    names cross only where there is no other room.
    """
    order = _order(cloud.points, area)
    most = min(_WIDEST_PT, area.inner.width * _WIDEST_SHARE)
    inner = area.inner
    bounds = (inner.left, inner.top, frame.width - EDGE_PT, inner.top + inner.height - 1.0)
    best = Names((), {}, frame.least_pt, 0)
    for size in _sizes(frame):
        texts = _texts(frame, cloud, order, size, most)
        wishes = _wishes(frame, cloud, order, size, texts)
        found = place_names(dots, wishes, bounds, *taken)
        places = {w.dot: p for w, p in zip(wishes, found, strict=True) if p is not None}
        if not best.texts or len(places) > len(best.places):
            best = Names(texts, places, size, len(order))
        if len(places) == len(order):
            break
    return best


def _wishes(
    frame: Frame, cloud: Cloud, rows: Sequence[int], size: float, texts: Sequence[str]
) -> list[Wish]:
    wishes = []
    for row in rows:
        focus = cloud.points[row].focus
        wide = frame.ruler.width(texts[row], size, bold=focus) * _WIDER
        wishes.append(Wish(row, wide, line_height(size), focus))
    return wishes


def _sizes(frame: Frame) -> list[float]:
    """Return the size that names should have, and the least one, should some have no room."""
    most, least = min(frame.label_pt, _MOST_PT), frame.least_pt
    return [most, least] if most > least else [least]


def _order(points: Sequence[Point], area: CloudArea) -> list[int]:
    """Return the rows to be named: those in focus first, then the ones farthest out."""
    named = range(len(points)) if len(points) <= _MOST_NAMED else _chosen(points)
    x, y = area.inner.left + area.inner.width / 2, area.inner.top + area.inner.height / 2

    def far(row: int) -> float:
        at = area.at(points[row].x, points[row].y)
        return max(abs(at[0] - x) / area.inner.width, abs(at[1] - y) / area.inner.height)

    rows = [row for row in named if points[row].name]
    return sorted(rows, key=lambda row: (not points[row].focus, -far(row), row))


def _chosen(points: Sequence[Point]) -> list[int]:
    rows = range(len(points))
    by_x = sorted(rows, key=lambda row: points[row].x)
    by_y = sorted(rows, key=lambda row: points[row].y)
    by_size = sorted(rows, key=lambda row: -(points[row].size or 0.0))
    largest = by_size[:_EXTREMES] if points[by_size[0]].size != points[by_size[-1]].size else []
    ends = [*by_x[:_EXTREMES], *by_x[-_EXTREMES:], *by_y[:_EXTREMES], *by_y[-_EXTREMES:]]
    return sorted({*ends, *largest, *(row for row in rows if points[row].focus)})


def _texts(
    frame: Frame, cloud: Cloud, rows: Sequence[int], size: float, most: float
) -> tuple[str, ...]:
    """Return all names; those to be set are cut to the width that they may take."""
    texts = [point.name for point in cloud.points]
    for row in rows:
        texts[row] = frame.ruler.shortened(texts[row], size, most)
    return tuple(texts)


def names_missing(names: Names, cloud: Cloud) -> tuple[Finding, ...]:
    """Return what is said of points without a name beside them."""
    named = sum(bool(point.name) for point in cloud.points)
    count = named - len(names.places)
    if count <= 0:
        return ()
    why = (
        "those in focus and the extreme ones"
        if names.wished < named
        else "those for which there is room"
    )
    return (
        info(
            "chart-point-unnamed",
            f"{count} of {named} points have no name in the chart; {why} have one.",
            "Put the points that matter into the focus, or enlarge the exhibit.",
        ),
    )


def names_shortened(names: Names, cloud: Cloud) -> tuple[Finding, ...]:
    """Return what is said of names that end in an ellipsis."""
    cut = sum(names.texts[row] != cloud.points[row].name for row in names.places)
    if not cut:
        return ()
    return (
        info(
            "chart-point-name-shortened",
            f"{cut} {'name was' if cut == 1 else 'names were'} too long for the chart and "
            "shortened there.",
            "Shorten the names in the table.",
        ),
    )
