"""The points of a scatter or a bubble chart: in which order, in which groups and colours.

The rows of the worksheet are sorted so that each group is one range of cells, which a series can
refer to; within a group bubbles come the largest first, so that small ones lie over large ones, and
points in focus last.
Rows that have no place (no x or no y) come last and belong to no series. So there is no helper
column, and whatever a person edits the chart follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.palette import Colour
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, error, warning

NAME, X, Y, SIZE = range(4)
"""Columns of the worksheet; the group stands in the one behind the last."""
_GROUP_HEADERS = {"de": "Gruppe", "zh": "组"}


@dataclass(frozen=True, slots=True)
class Point:
    """One point. category: its number in the specification; size: None where it has none."""

    category: int
    name: str
    x: float
    y: float
    size: float | None
    focus: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Points that are one series. start, end: its rows; sized: its bubbles have sizes."""

    name: str
    start: int
    end: int
    colour: Colour
    sized: bool = True


@dataclass(frozen=True, slots=True)
class Cloud:
    """All points in the order of their rows; rest: categories without a place."""

    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    rest: tuple[int, ...]

    @property
    def named_groups(self) -> tuple[Group, ...]:
        """Return the groups that a reader must tell apart."""
        named = tuple(group for group in self.groups if group.sized)
        return named if len(named) > 1 else ()


def cloud_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a scatter or a bubble chart."""
    bubbles = spec.kind is ChartKind.BUBBLE
    wanted, words = (3, "x, y and size") if bubbles else (2, "x and y")
    if len(spec.series) != wanted:
        return error(
            "chart-point-series",
            f"A {spec.kind.value} chart has {wanted} series, {words}, and here are "
            f"{len(spec.series)}.",
            f"Choose {wanted} columns, or another kind of chart.",
        )
    if not any(
        isinstance(x, float | int) and isinstance(y, float | int) and isfinite(x) and isfinite(y)
        for x, y in zip(spec.series[0].values, spec.series[1].values, strict=True)
    ):
        return error(
            "chart-without-points",
            "No row has a number both for x and for y, so there is no point to draw.",
            "Choose columns with numbers in the same rows.",
        )
    return None


def cloud_of(frame: Frame) -> Cloud:
    """Return the points in the order of the worksheet."""
    spec, values = frame.spec, frame.values
    count = len(spec.categories)
    bubbles = spec.kind is ChartKind.BUBBLE
    sizes = values[2] if bubbles else (1.0,) * count
    names = spec.groups if len(spec.groups) == count else ("",) * count
    groups = {name: n for n, name in enumerate(dict.fromkeys(names))}
    marked = set(spec.focus)
    found: list[tuple[tuple[int, int, float], Point]] = []
    rest: list[int] = []
    for n, (x, y, size) in enumerate(zip(values[0], values[1], sizes, strict=True)):
        if x is None or y is None:
            rest.append(n)
            continue
        own = size if size is not None and size > 0 else None
        point = Point(n, spec.categories[n], x, y, own, spec.categories[n] in marked)
        order = -own if own and bubbles else float(point.focus)
        found.append(((int(own is None), groups[names[n]] if own else 0, order), point))
    found.sort(key=lambda pair: pair[0])
    points = tuple(point for _, point in found)
    return Cloud(points, _groups(frame, [key for key, _ in found], list(groups)), tuple(rest))


def _groups(
    frame: Frame, keys: Sequence[tuple[int, int, float]], names: Sequence[str]
) -> tuple[Group, ...]:
    """Return the ranges of rows that have the same group."""
    colours = _colours(frame, names)
    groups: list[Group] = []
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end][:2] != keys[start][:2]:
            unsized, n, _ = keys[start]
            colour = frame.palette.greys[0] if unsized else colours[n]
            groups.append(Group("" if unsized else names[n], start, end, colour, not unsized))
            start = end
    return tuple(groups)


def _colours(frame: Frame, names: Sequence[str]) -> list[Colour]:
    """Return a colour by group; with one of them in focus the others are grey."""
    palette, focus = frame.palette, set(frame.spec.focus)
    if len(names) == 1:
        partly = sum(name in focus for name in frame.spec.categories) > 0
        whole = all(name in focus for name in frame.spec.categories)
        return [palette.neutral if partly and not whole else palette.series[0]]
    inside = [name for name in names if name in focus]
    if inside and len(inside) < len(names):
        greys = iter(palette.greys * (len(names) // len(palette.greys) + 1))
        return [palette.focus if name in focus else next(greys) for name in names]
    return [palette.series[n % len(palette.series)] for n in range(len(names))]


def cloud_sheet(frame: Frame, cloud: Cloud, headers: Sequence[str]) -> ChartSheet:
    """Return the worksheet: names, x, y, perhaps size and group, row by row as they are drawn.

    headers: of the columns of the series.
    """
    spec = frame.spec
    order = [*(point.category for point in cloud.points), *cloud.rest]
    columns = [SheetColumn("", [spec.categories[n] for n in order])]
    for number, (header, row) in enumerate(zip(headers, frame.values, strict=True)):
        values = [row[n] for n in order]
        columns.append(SheetColumn(header, values, frame.format_of(number)))
    if len(spec.groups) == len(spec.categories):
        header = _GROUP_HEADERS.get(spec.language[:2], "Group")
        columns.append(SheetColumn(header, [spec.groups[n] or None for n in order], GENERAL))
    return ChartSheet(columns)


def sizes_missing(cloud: Cloud) -> tuple[Finding, ...]:
    """Return what is said of bubbles that have no size."""
    count = sum(point.size is None for point in cloud.points)
    if not count:
        return ()
    return (
        warning(
            "chart-bubble-size",
            f"{count} {'point has' if count == 1 else 'points have'} no size above zero and "
            f"{'is' if count == 1 else 'are'} drawn as small rings.",
            "Check the sizes in the workbook.",
        ),
    )


def points_missing(cloud: Cloud) -> tuple[Finding, ...]:
    """Return what is said of rows that have no place."""
    count = len(cloud.rest)
    if not count:
        return ()
    return (
        warning(
            "chart-point-missing",
            f"{count} {'row has' if count == 1 else 'rows have'} no x or no y and "
            f"{'is' if count == 1 else 'are'} not drawn.",
            "Fill in the figures, or say so below the chart.",
        ),
    )
