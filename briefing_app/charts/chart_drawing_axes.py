"""Axes: their lines, ticks, gridlines and titles. Labels: chart_drawing_axis_labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from briefing_app.charts.chart_drawing_axis_labels import (
    AxisLabels,
    category_labels,
    outer_levels,
    value_labels,
)
from briefing_app.charts.chart_paths import Rect, painted, straight
from briefing_app.charts.chart_scales import Scale, Slots, crossing
from briefing_app.charts.chart_scene import Scene, placed
from briefing_app.charts.chart_stacks import Pair
from briefing_app.charts.chart_text import NO_TEXT, Block, rotation_of
from briefing_app.charts.chart_values import Axis
from briefing_app.model.drawing import Item, Segment
from briefing_app.model.text_body import SetRun
from briefing_app.ooxml.xml_reader import Node

LABEL_GAP_PT = 7.0
"""Between an axis of categories and its labels, at ``c:lblOffset`` 100."""
_VALUE_GAP_PT = 4.0
"""Between an axis of values, or its ticks, and its labels."""
_MAJOR_MARK_PT = 4.0
_MINOR_MARK_PT = 2.5
_TITLE_GAP_PT = 4.0
_LEVEL_GAP_PT = 2.0
_MOST_MARKS = 500


@dataclass(frozen=True, slots=True)
class AxisView:
    """An axis on its plot area. horizontal: it runs from left to right.

    at: share across the plot at which the line stands; label_at: where its labels stand; side: of
    the line on which they are, -1 left or above, 1 right or below.
    """

    axis: Axis
    horizontal: bool
    scale: Scale | Slots
    at: float
    label_at: float
    side: int
    labels: AxisLabels
    levels: tuple[AxisLabels, ...] = ()
    title: Block = NO_TEXT
    title_degrees: float = 0.0

    @property
    def thickness(self) -> float:
        """Return what labels and title take beside the line."""
        return self.labels_end + self._title_size

    @property
    def gap(self) -> float:
        """Return the distance from the line to its labels."""
        if self.axis.kind != "val":
            return LABEL_GAP_PT * self.axis.offset / 100
        outward = self.axis.major_mark in {"out", "cross"}
        return _VALUE_GAP_PT + (_MAJOR_MARK_PT if outward else 0.0) / 2

    @property
    def labels_end(self) -> float:
        """Return how far from the line its labels end."""
        if not self.labels.marks:
            return 0.0
        inner = self.gap + self.labels.thickness(horizontal=self.horizontal)
        return inner + sum(
            level.thickness(horizontal=self.horizontal) + _LEVEL_GAP_PT for level in self.levels
        )

    @property
    def _title_size(self) -> float:
        if self.axis.title is None or self.axis.title.overlay or self.axis.deleted:
            return 0.0
        wide, high = self.title.turned(self.title_degrees)
        return _TITLE_GAP_PT + (high if self.horizontal else wide)

    def outside(self, plot: Rect) -> float:
        """Return by how much labels and title reach beyond the plot area on their side."""
        edge = 1.0 if (self.side > 0) != self.horizontal else 0.0
        length = plot.height if self.horizontal else plot.width
        return max(self.labels_end - abs(edge - self.label_at) * length, 0.0) + self._title_size

    def overhang(self) -> dict[str, float]:
        """Return by how much the labels at the ends of the axis reach beyond them."""
        found: dict[str, float] = {}
        for share, block in self.labels.marks:
            wide, high = block.turned(self.labels.degrees)
            if self.horizontal and isinstance(self.scale, Scale) and not self.labels.degrees:
                ends, half = ("l", "r"), wide / 2
            elif not self.horizontal:
                ends, half = ("b", "t"), high / 2
            else:
                continue
            for end, here in zip(ends, (share < 0.001, share > 0.999), strict=True):
                if here:
                    found[end] = max(found.get(end, 0.0), half)
        return found

    def point(self, plot: Rect, along: float, across: float) -> tuple[float, float]:
        """Return the point at a share along the axis and a share across it."""
        if self.horizontal:
            return plot.x + along * plot.width, plot.bottom - across * plot.height
        return plot.x + across * plot.width, plot.bottom - along * plot.height


def views_of(scene: Scene, pair: Pair, plot: Rect) -> tuple[AxisView, AxisView]:
    """Return the first and the second axis of a pair, as they are on a plot area."""
    first_most, second_most = (
        _steps_fitting(scene, axis, plot, horizontal=horizontal)
        for axis, horizontal in ((pair.first, not pair.lying), (pair.second, pair.lying))
    )
    first, second = pair.first_scale(first_most), pair.second_scale(second_most)
    return (
        _view(scene, pair, (pair.first, first), second, plot),
        _view(scene, pair, (pair.second, second), first, plot),
    )


def _steps_fitting(scene: Scene, axis: Axis, plot: Rect, *, horizontal: bool) -> int:
    style = scene.setter.style(axis.text, scene.text)
    if horizontal:
        return max(1, int(plot.width / (style.size_pt * 3.6)))
    return max(1, int(plot.height / (style.size_pt * 1.6)))


def _view(
    scene: Scene, pair: Pair, own: tuple[Axis, Scale | Slots], other: Scale | Slots, plot: Rect
) -> AxisView:
    axis, scale = own
    horizontal = (axis is pair.first) != pair.lying
    at = crossing(axis, other)
    flipped = other.reversed
    high = axis.crosses == "max" and axis.crosses_at is None
    label_at = at
    if axis.label_position in {"low", "high"}:
        high = axis.label_position == "high"
        label_at = float(high != flipped)
    outward = 1 if high != flipped else -1  # towards the high geometric end, or the low one
    side = -outward if horizontal else outward
    shown = not axis.deleted and axis.label_position != "none"
    labels = AxisLabels()
    levels: tuple[AxisLabels, ...] = ()
    if shown:
        if isinstance(scale, Scale):
            labels = value_labels(scene, axis, scale, _code(pair, axis), plot, horizontal)
        else:
            labels = category_labels(scene, axis, scale, pair.categories, plot, horizontal)
            levels = outer_levels(scene, axis, scale, pair.categories)
    title, degrees = _title(scene, axis, plot, horizontal=horizontal)
    return AxisView(axis, horizontal, scale, at, label_at, side, labels, levels, title, degrees)


def _code(pair: Pair, axis: Axis) -> str:
    """Return the number format of an axis of values: its own, or that of its figures."""
    if axis.number_format and not axis.linked:
        return axis.number_format
    if axis is pair.first:
        return pair.categories.number_format
    if any(plot.percent for plot in pair.plots):
        return "0%"
    codes = (series.number_format for plot in pair.plots for series in plot.series)
    return next((code for code in codes if code), axis.number_format)


def _title(scene: Scene, axis: Axis, plot: Rect, *, horizontal: bool) -> tuple[Block, float]:
    title = axis.title
    if title is None or axis.deleted:
        return NO_TEXT, 0.0
    base = scene.setter.style(title.text, _bold(scene))
    turn = rotation_of(title.rich, title.text)
    degrees = turn if turn is not None else 0.0 if horizontal else -90.0
    room = plot.width if horizontal else plot.height
    if title.rich is not None:
        return scene.setter.rich(title.rich, base, room), degrees
    return scene.setter.plain(title.plain, base, room), degrees


def _bold(scene: Scene) -> SetRun:
    return replace(scene.text, face=replace(scene.text.face, bold=True))


def gridlines(scene: Scene, view: AxisView, plot: Rect) -> Iterator[Item]:
    """Yield the gridlines of an axis, minor ones first."""
    axis = view.axis
    if axis.minor_grid is not None and isinstance(view.scale, Scale):
        yield from _grid(
            scene, view, plot, axis.minor_grid, map(view.scale.share, view.scale.minor_ticks), 50.0
        )
    if axis.major_grid is not None:
        yield from _grid(scene, view, plot, axis.major_grid, _mark_shares(view), 75.0)


def _grid(
    scene: Scene,
    view: AxisView,
    plot: Rect,
    node: Node,
    shares: Iterable[float],
    tint: float,
) -> Iterator[Item]:
    stroke = scene.painter.stroke(
        node.find(f"{node.tag[: node.tag.index('}') + 1]}spPr"), scene.painter.hairline(tint)
    )
    path: list[Segment] = []
    for share in shares:
        path += straight(*view.point(plot, share, 0.0), *view.point(plot, share, 1.0))
    yield from painted(path, None, stroke)


def _mark_shares(view: AxisView) -> list[float]:
    """Return where major ticks stand along an axis."""
    scale = view.scale
    if isinstance(scale, Scale):
        return [share for v in scale.ticks if -1e-9 <= (share := scale.share(v)) <= 1 + 1e-9]
    step = max(view.axis.mark_skip, 1)
    if view.axis.kind == "date":
        step = max(step, round(view.labels.step))
    step = max(step, ceil(scale.count / _MOST_MARKS))
    last = scale.count + 1 if scale.between else scale.count
    return [scale.at(n if scale.between else n + 0.5) for n in range(0, last, step)]


def axis_items(scene: Scene, view: AxisView, plot: Rect) -> Iterator[Item]:
    """Yield line, ticks, labels and title of an axis."""
    if view.axis.deleted:
        return
    stroke = scene.painter.stroke(view.axis.line, scene.painter.hairline())
    path = list(straight(*view.point(plot, 0.0, view.at), *view.point(plot, 1.0, view.at)))
    path += _marks(view, plot)
    path += _separators(view, plot)
    yield from painted(path, None, stroke)
    yield from _label_items(view, plot)
    yield from _title_items(scene, view, plot)


def _marks(view: AxisView, plot: Rect) -> Iterator[Segment]:
    axis = view.axis
    across = plot.height if view.horizontal else plot.width
    if across <= 0:
        return
    minor = view.scale.minor_ticks if isinstance(view.scale, Scale) else ()
    shares = [view.scale.share(v) for v in minor] if isinstance(view.scale, Scale) else []
    for kind, length, places in (
        (axis.major_mark, _MAJOR_MARK_PT, _mark_shares(view)),
        (axis.minor_mark, _MINOR_MARK_PT, shares),
    ):
        inward, outward = kind in {"in", "cross"}, kind in {"out", "cross"}
        # side: 1 is down or right; shares across grow up or to the right
        sign = (-view.side if view.horizontal else view.side) * length / across
        for share in places if inward or outward else ():
            yield from straight(
                *view.point(plot, share, view.at - sign * inward),
                *view.point(plot, share, view.at + sign * outward),
            )


def _separators(view: AxisView, plot: Rect) -> Iterator[Segment]:
    """Yield lines between the groups of outer levels of categories."""
    if not isinstance(view.scale, Slots):
        return
    away = view.side * (view.gap + view.labels.thickness(horizontal=view.horizontal))
    for labels in view.levels:
        away += view.side * (labels.thickness(horizontal=view.horizontal) + _LEVEL_GAP_PT)
        for share in (*(view.scale.at(n) for n in labels.starts), view.scale.at(view.scale.count)):
            x, y = view.point(plot, share, view.label_at)
            far = (x, y + away) if view.horizontal else (x + away, y)
            yield from straight(x, y, *far)


def _label_items(view: AxisView, plot: Rect) -> Iterator[Item]:
    away = view.gap
    for labels in (view.labels, *view.levels):
        depth = labels.thickness(horizontal=view.horizontal)
        for share, block in labels.marks:
            x, y = view.point(plot, share, view.label_at)
            if view.horizontal:
                yield from labels.below(block, x, y + view.side * away, view.side)
            else:
                yield from labels.beside(block, x + view.side * away, y, view.side)
        away += depth + _LEVEL_GAP_PT


def _title_items(scene: Scene, view: AxisView, plot: Rect) -> Iterator[Item]:
    title = view.axis.title
    if title is None or not view.title.items:
        return
    wide, high = view.title.turned(view.title_degrees)
    away = view.labels_end + _TITLE_GAP_PT
    x, y = view.point(plot, 0.5, view.label_at)
    if view.horizontal:
        y += view.side * (away + high / 2)
    else:
        x += view.side * (away + wide / 2)
    automatic = Rect(x - wide / 2, y - high / 2, wide, high)
    place = placed(title.layout, scene.frame, automatic)
    place = Rect(place.x, place.y, wide, high)
    yield from scene.box(title.box, place)
    yield from view.title.around(place.centre, view.title_degrees)
