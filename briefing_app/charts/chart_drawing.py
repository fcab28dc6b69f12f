"""A classic chart drawn: from the XML of its part to things that can be painted.

No chart is refused. What cannot be drawn becomes a light box with its name, and a text that says
so. ECMA-376-1, 21.2; how Office places and chooses what is not said: docs/charts.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from briefing_app.charts.chart_board import Board, Spot
from briefing_app.charts.chart_drawing_axes import AxisView, axis_items, gridlines, views_of
from briefing_app.charts.chart_drawing_bars import bar_items
from briefing_app.charts.chart_drawing_extras import error_items, trend_items
from briefing_app.charts.chart_drawing_labels import label_items
from briefing_app.charts.chart_drawing_legend import LegendView, legend_items, legend_view
from briefing_app.charts.chart_drawing_lines import (
    area_items,
    bubble_items,
    line_items,
    scatter_items,
)
from briefing_app.charts.chart_drawing_round import round_items
from briefing_app.charts.chart_paint import Kept, Painter
from briefing_app.charts.chart_paths import Rect, painted, rectangle
from briefing_app.charts.chart_reading import read_chart
from briefing_app.charts.chart_scales import Scale
from briefing_app.charts.chart_scene import Scene, placed
from briefing_app.charts.chart_stacks import Pair, pairs_of
from briefing_app.charts.chart_text import DEFAULT_PT, Block, Setter, rotation_of
from briefing_app.charts.chart_values import Plot, Title
from briefing_app.model.drawing import Colour, Item, Solid, Stroke
from briefing_app.ooxml.drawing_colours import ColourScope
from briefing_app.ooxml.pictures import Media, no_media
from briefing_app.ooxml.xml_reader import Node
from briefing_app.typeset.metrics import Metrics

_MARGIN_SHARE = 0.02
"""Share of the frame that is left free at its edges where nothing is laid out by hand."""
_TITLE_FACTOR = 1.2
_TITLE_PT = 18.0
"""Size of a title in a chart that says no size; else it is larger than the rest by a fifth."""
_TITLE_INSET_PT = 3.6
_BOX_FILL = Solid(Colour("F2F2F2"))
_BOX_LINE = Stroke(Solid(Colour("BFBFBF")), 0.75)
_ROUND = frozenset({"pie", "doughnut", "radar"})
_ORDER = ("area", "bar", "stock", "line", "scatter", "bubble")

Box = tuple[float, float, float, float]


def chart_items(
    root: Node,
    box: Box,
    scope: ColourScope,
    metrics: Metrics,
    media: Media = no_media,
    kept: Kept | None = None,
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return what a chart paints, and what of it could not be painted.

    root: ``c:chartSpace``; box: x, y, width and height in points of the slide; scope: the theme
    and colour map of the slide; media: the picture that a relationship of the chart part leads to;
    kept: what the charts before this one, in the same scope, have worked out.
    User shapes (``c:userShapes``) are a part of their own: chart_drawing_shapes.
    """
    frame = Rect(box[0], box[1], max(box[2], 1.0), max(box[3], 1.0))
    chart = read_chart(root)
    kept = Kept() if kept is None else kept
    kept.bound()
    setter = Setter(metrics, scope, kept)
    painter = Painter(scope, media, chart.style, len(chart.series), kept)
    text = setter.base(chart.text, chart.language, painter.text())
    scene = Scene(chart, frame, painter, setter, text)
    missing = tuple(f"{kind} in a chart" for kind in chart.unread)
    if not any(plot.series for plot in chart.plots):
        name = f"chart ({', '.join(chart.unread)})" if chart.unread else "chart without series"
        return tuple(_light_box(scene, name)), (name,)
    return tuple(_items(scene)), missing


def _light_box(scene: Scene, name: str) -> Iterator[Item]:
    yield from painted(rectangle(scene.frame), _BOX_FILL, _BOX_LINE)
    style = replace(scene.text, size_pt=DEFAULT_PT, colour=Colour("595959"))
    yield from scene.setter.plain(name, style, scene.frame.width).around(scene.frame.centre, 0.0)


def _items(scene: Scene) -> Iterator[Item]:
    """Yield all of a chart from back to front."""
    chart, frame = scene.chart, scene.frame
    yield from scene.box(chart.box, frame)
    title = _title(scene) if chart.title is not None else None
    room = _margins(frame)
    if title is not None and chart.title is not None and not chart.title.overlay:
        below = max(
            title.place.bottom + frame.height * _MARGIN_SHARE + _TITLE_INSET_PT - room.y, 0.0
        )
        room = room.inset(0, min(below, room.height * 0.6), 0, 0)
    legend = legend_view(scene, room)
    if legend is not None and not legend.legend.overlay:
        room = _beside(room, legend, frame)
    yield from _plot_area(scene, room)
    if legend is not None:
        yield from legend_items(scene, legend)
    if title is not None:
        yield from title.items(scene)


def _margins(frame: Rect) -> Rect:
    x, y = frame.width * _MARGIN_SHARE, frame.height * _MARGIN_SHARE
    return frame.inset(x, y, x, y)


def _beside(room: Rect, legend: LegendView, frame: Rect) -> Rect:
    """Return the room that a legend leaves; it takes a strip at its side of the frame."""
    gap = min(frame.width, frame.height) * _MARGIN_SHARE
    place, position = legend.place, legend.legend.position
    if position == "l":
        return room.inset(min(place.right + gap - room.x, room.width * 0.7), 0, 0, 0)
    if position == "t":
        return room.inset(0, min(place.bottom + gap - room.y, room.height * 0.7), 0, 0)
    if position == "b":
        return room.inset(0, 0, 0, min(room.bottom - place.y + gap, room.height * 0.7))
    return room.inset(0, 0, min(room.right - place.x + gap, room.width * 0.7), 0)


@dataclass(frozen=True)
class _TitleView:
    """A title that has been set."""

    title: Title
    block: Block
    place: Rect
    degrees: float

    def items(self, scene: Scene) -> Iterator[Item]:
        """Yield its box and text."""
        yield from scene.box(self.title.box, self.place)
        yield from self.block.around(self.place.centre, self.degrees)


def _title(scene: Scene) -> _TitleView | None:
    title = scene.chart.title
    if title is None:
        return None
    said = scene.text.size_pt != DEFAULT_PT
    base = replace(
        scene.text,
        size_pt=scene.text.size_pt * _TITLE_FACTOR if said else _TITLE_PT,
        face=replace(scene.text.face, bold=True),
    )
    style = scene.setter.style(title.text, base)
    width = scene.frame.width * 0.8
    if title.rich is not None:
        block = scene.setter.rich(title.rich, style, width)
    else:
        block = scene.setter.plain(title.plain, style, width)
    degrees = rotation_of(title.rich, title.text) or 0.0
    wide, high = block.turned(degrees)
    top = scene.frame.y + scene.frame.height * _MARGIN_SHARE + _TITLE_INSET_PT
    automatic = Rect(scene.frame.centre[0] - wide / 2, top, wide, high)
    place = placed(title.layout, scene.frame, automatic)
    return _TitleView(title, block, Rect(place.x, place.y, wide, high), degrees)


def _plot_area(scene: Scene, room: Rect) -> Iterator[Item]:
    """Yield the plots with their axes and labels."""
    chart = scene.chart
    pairs = pairs_of(chart)
    area = _area(scene, pairs, room)
    yield from scene.box(chart.plot_box, area)
    boards = [_board(scene, pair, area) for pair in pairs]
    for board in boards:
        yield from gridlines(scene, board.first, area)
        yield from gridlines(scene, board.second, area)
    labels: list[Item] = []
    front: list[Item] = []
    for plot in chart.plots:
        if plot.kind in _ROUND and plot.series:
            painted_items, texts = round_items(scene, plot, area)
            yield from painted_items
            labels += texts
    for board, plot in _in_order(boards):
        drawn, spots = _DRAWN[plot.kind](board, plot)
        if plot.kind in {"area", "bar"}:
            yield from drawn
        else:
            front += drawn
        front += error_items(board, spots)
        for series in plot.series:
            front += trend_items(board, series)
        labels += label_items(scene, spots)
    for board in boards:
        yield from axis_items(scene, board.first, area)
        yield from axis_items(scene, board.second, area)
    yield from front
    yield from labels


def _in_order(boards: list[Board]) -> list[tuple[Board, Plot]]:
    """Return the plots from back to front: areas, bars, lines; the secondary axes' over others."""
    found = [(board, plot) for board in boards for plot in board.pair.plots]
    return sorted(found, key=lambda each: _ORDER.index(each[1].kind))


_DRAWN: dict[str, Callable[[Board, Plot], tuple[list[Item], list[Spot]]]] = {
    "bar": bar_items,
    "line": line_items,
    "stock": line_items,
    "area": area_items,
    "scatter": scatter_items,
    "bubble": bubble_items,
}


def _board(scene: Scene, pair: Pair, area: Rect) -> Board:
    first, second = views_of(scene, pair, area)
    values = second.scale
    if not isinstance(values, Scale):  # an axis of categories where values are asked for
        values = pair.second_scale(1)
    return Board(scene, pair, first, second, area, values)


def _area(scene: Scene, pairs: tuple[Pair, ...], room: Rect) -> Rect:
    """Return the rectangle of the axes: as laid out, or what axis labels leave of the room."""
    layout = scene.chart.layout
    by_hand = layout is not None and layout.w is not None and layout.h is not None
    if layout is not None and by_hand and layout.inner:
        return placed(layout, scene.frame, room)
    outer = placed(layout, scene.frame, room) if by_hand else room
    inner = outer
    for _ in range(2):
        views = [view for pair in pairs for view in views_of(scene, pair, inner)]
        inner = _inner(outer, views)
    return inner


def _inner(outer: Rect, views: list[AxisView]) -> Rect:
    """Return the outer rectangle less what axes take at its sides, and half of their end labels."""
    sides = {"l": 0.0, "t": 0.0, "r": 0.0, "b": 0.0}
    for view in views:
        if view.axis.deleted:
            continue
        before, after = ("t", "b") if view.horizontal else ("l", "r")
        side = after if view.side > 0 else before
        sides[side] = max(sides[side], view.outside(outer))
        for end, half in view.overhang().items():
            sides[end] = max(sides[end], half)
    wide, high = outer.width * 0.8, outer.height * 0.8
    left, right = sides["l"], sides["r"]
    top, bottom = sides["t"], sides["b"]
    across = min(1.0, wide / (left + right)) if left + right else 1.0
    down = min(1.0, high / (top + bottom)) if top + bottom else 1.0
    return outer.inset(left * across, top * down, right * across, bottom * down)
