"""A chart as its part says it, read but not yet placed (ECMA-376-1, 21.2).

What paints and sets text stays an XML node (``c:spPr``, ``c:txPr``, ``c:rich``): it is worked out
where the place is known, since a gradient needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from briefing_app.model.quick_values import quick
from briefing_app.ooxml.xml_reader import Node


@quick
class Layout:
    """``c:manualLayout`` (21.2.2.95): fractions of the frame; None: by itself.

    x_edge, y_edge: from the edge of the frame, else a shift from the place by itself; w_edge,
    h_edge: w and h are the right and bottom edge; inner: without tick labels.
    """

    x: float | None = None
    y: float | None = None
    w: float | None = None
    h: float | None = None
    x_edge: bool = False
    y_edge: bool = False
    w_edge: bool = False
    h_edge: bool = False
    inner: bool = False


@quick
class Label:
    """What a data label prints and how (21.2.2.47, 21.2.2.49).

    rich: text of its own; position: as in ``c:dLblPos``, "" by itself; separator: between parts.
    """

    deleted: bool = False
    layout: Layout | None = None
    rich: Node | None = None
    number_format: str = ""
    linked: bool = True
    box: Node | None = None
    text: Node | None = None
    position: str = ""
    value: bool = False
    category: bool = False
    series: bool = False
    percent: bool = False
    bubble: bool = False
    key: bool = False
    from_cells: bool = False
    separator: str = ""
    leader_lines: bool = False
    leader_line: Node | None = None

    @property
    def shows(self) -> bool:
        """Return whether anything is printed."""
        said = self.value or self.category or self.series or self.percent or self.bubble
        return not self.deleted and (said or self.from_cells or self.rich is not None)


@quick
class Marker:
    """``c:marker`` (21.2.2.32). symbol: "" by itself; size in points."""

    symbol: str = ""
    size: float = 5.0
    node: Node | None = None


@quick
class Point:
    """``c:dPt`` (21.2.2.52): what is different at one point; explosion in per cent."""

    paint: Node | None = None
    marker: Marker | None = None
    explosion: float | None = None


@quick
class Texts:
    """Categories: levels from the innermost outwards; numbers where they are such."""

    levels: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[float | None, ...] = ()
    number_format: str = ""

    @property
    def count(self) -> int:
        """Return how many there are."""
        return max(len(self.levels[0]) if self.levels else 0, len(self.numbers))


@quick
class ErrorBars:
    """``c:errBars`` (21.2.2.55): lengths by point, up or right and down or left; None: none."""

    along_x: bool
    plus: tuple[float | None, ...]
    minus: tuple[float | None, ...]
    end_cap: bool
    paint: Node | None


@quick
class Trend:
    """``c:trendline`` (21.2.2.211). kind: linear, exp, log, power, poly, movingAvg."""

    kind: str
    name: str
    paint: Node | None
    forward: float = 0.0
    backward: float = 0.0
    order: int = 2
    period: int = 2
    intercept: float | None = None


@quick
class Series:
    """A series. index: picks its colour; values: None where there is none; x: of a scatter."""

    index: int
    order: int
    name: str
    categories: Texts
    values: tuple[float | None, ...]
    number_format: str
    paint: Node | None
    x: tuple[float | None, ...] = ()
    sizes: tuple[float | None, ...] = ()
    marker: Marker | None = None
    points: Mapping[int, Point] = field(default_factory=dict)
    labels: Label = Label()
    point_labels: Mapping[int, Label] = field(default_factory=dict)
    cell_texts: Mapping[int, str] = field(default_factory=dict)
    errors: tuple[ErrorBars, ...] = ()
    trends: tuple[Trend, ...] = ()
    smooth: bool = False
    invert: bool = False
    explosion: float = 0.0

    def label(self, index: int) -> Label:
        """Return the label of a point."""
        return self.point_labels.get(index, self.labels)


@quick
class Plot:
    """One group of series of one kind on one pair of axes (``c:barChart`` and the like).

    kind: bar, line, area, pie, doughnut, scatter, bubble, radar, stock; lying: bars from left to
    right; grouping: clustered, standard, stacked, percentStacked; gap, overlap: per cent of a bar;
    the nodes at the end: lines and bars between series, None where there are none.
    """

    kind: str
    series: tuple[Series, ...]
    axes: tuple[str, ...] = ()
    lying: bool = False
    grouping: str = "standard"
    vary: bool = False
    gap: float = 150.0
    overlap: float = 0.0
    style: str = ""
    first_angle: float = 0.0
    hole: float = 50.0
    bubble_scale: float = 100.0
    bubble_width: bool = False
    markers: bool = True
    drop_lines: Node | None = None
    range_lines: Node | None = None
    up_down: Node | None = None
    series_lines: Node | None = None

    @property
    def stacked(self) -> bool:
        """Return whether values stand on each other."""
        return self.grouping in {"stacked", "percentStacked"}

    @property
    def percent(self) -> bool:
        """Return whether each stack is a hundred per cent."""
        return self.grouping == "percentStacked"


@quick
class Title:
    """``c:title``: rich or plain text; text: its ``c:txPr``; overlay: takes no room."""

    rich: Node | None
    plain: str
    text: Node | None
    box: Node | None
    layout: Layout | None
    overlay: bool


@quick
class Axis:
    """``c:catAx``, ``c:valAx``, ``c:dateAx`` or ``c:serAx`` (21.2.2.25, .226, .43, .175).

    crosses: autoZero, min or max: where on the other axis this one stands, unless crosses_at says;
    None as a limit or unit: by itself; skip, mark_skip: 0 by itself; divisor: display units.
    """

    id: str
    kind: str
    deleted: bool = False
    position: str = "b"
    low: float | None = None
    high: float | None = None
    log: float = 0.0
    reversed: bool = False
    crosses: str = "autoZero"
    crosses_at: float | None = None
    cross_axis: str = ""
    between: bool = True
    label_position: str = "nextTo"
    major_mark: str = "cross"
    minor_mark: str = "cross"
    major_unit: float | None = None
    minor_unit: float | None = None
    base_time: str = ""
    major_time: str = "days"
    number_format: str = ""
    linked: bool = True
    line: Node | None = None
    text: Node | None = None
    title: Title | None = None
    major_grid: Node | None = None
    minor_grid: Node | None = None
    offset: float = 100.0
    skip: int = 0
    mark_skip: int = 0
    levels: bool = True
    automatic: bool = True
    divisor: float = 1.0


@quick
class Legend:
    """``c:legend`` (21.2.2.94); hidden: indexes of entries that are deleted."""

    position: str = "r"
    layout: Layout | None = None
    overlay: bool = False
    hidden: frozenset[int] = frozenset()
    box: Node | None = None
    text: Node | None = None
    entry_texts: Mapping[int, Node] = field(default_factory=dict)


@quick
class Chart:
    """A chart part. blanks: gap, zero or span; unread: kinds of plots that are not known."""

    plots: tuple[Plot, ...]
    axes: Mapping[str, Axis]
    title: Title | None = None
    legend: Legend | None = None
    layout: Layout | None = None
    plot_box: Node | None = None
    box: Node | None = None
    text: Node | None = None
    style: int = 2
    blanks: str = "zero"
    rounded: bool = False
    language: str = "en"
    unread: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[Series, ...]:
        """Return all series, in the order of the plots."""
        return tuple(series for plot in self.plots for series in plot.series)
