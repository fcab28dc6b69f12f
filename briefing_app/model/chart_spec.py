"""What a chart or a table shows, independent of PowerPoint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.model.cell_value import GENERAL, Missing
from briefing_app.model.quick_values import quick


class ChartKind(StrEnum):
    """The kinds of chart, named as a topic library names them."""

    COLUMN = "column"
    STACKED_COLUMN = "stacked column"
    FULL_COLUMN = "100% column"
    STACKED_CLUSTERED = "stacked clustered column"
    BAR = "bar"
    STACKED_BAR = "stacked bar"
    FULL_BAR = "100% bar"
    LINE = "line"
    AREA = "area"
    STACKED_AREA = "stacked area"
    FULL_AREA = "100% area"
    COMBINATION = "combination"
    PIE = "pie"
    DOUGHNUT = "doughnut"
    WATERFALL = "waterfall"
    STACKED_WATERFALL = "stacked waterfall"
    MARIMEKKO = "marimekko"
    MARIMEKKO_UNITS = "marimekko units"
    BUTTERFLY = "butterfly"
    SCATTER = "scatter"
    BUBBLE = "bubble"
    SLOPE = "slope"
    DUMBBELL = "dumbbell"
    BULLET = "bullet"
    HISTOGRAM = "histogram"
    BOX_PLOT = "box plot"
    PARETO = "pareto"
    HEAT_MAP = "heat map"
    SMALL_MULTIPLES = "small multiples"
    GANTT = "gantt"


class SegmentLabels(StrEnum):
    """What the label of a segment of a stack, a slice or a ring says."""

    VALUE = "value"
    SHARE = "share"
    BOTH = "value and share"


class Mark(StrEnum):
    """What can be added to a chart, named as a topic library names it."""

    CAGR = "cagr"
    DIFFERENCE = "difference"
    VALUE_LINE = "value line"
    MEAN_LINE = "mean line"
    BRACKET = "bracket"
    AXIS_BREAK = "axis break"
    FORECAST = "forecast"
    FOOTNOTE = "footnote"
    HUNDRED_PERCENT = "100% ="
    CONNECTORS = "connectors"


class Measure(StrEnum):
    """How a difference is said."""

    ABSOLUTE = "absolute"
    PERCENT = "%"
    TIMES = "x"


@dataclass(frozen=True, slots=True)
class Decoration:
    """One thing added to a chart. Which fields count depends on the mark.

    series: the name of a series, "" for the whole (the totals of stacks, the only series); start,
    end: names of categories, "" for the first and the last; measure: of a difference; value: of a
    value line, in the units of the values; text: of a bracket, a value line or a footnote mark.
    A difference between two series at one category has their names as start and end.
    """

    mark: Mark
    series: str = ""
    start: str = ""
    end: str = ""
    measure: Measure = Measure.PERCENT
    value: float | None = None
    text: str = ""
    at: str = ""
    """The category of a difference between two series, "" for the last."""


@quick
class Series:
    """One series. values: one per category, a number or why there is none.

    cells: the A1 reference of its values in the source workbook, with sheet, or ""; addresses: the
    A1 address of each value's cell, or () where the values are not cells of it; unit: its own,
    where the series of a chart have different ones (x and y of a scatter, a second axis).
    """

    name: str
    values: tuple[float | Missing, ...]
    number_format: str = GENERAL
    cells: str = ""
    addresses: tuple[str, ...] = ()
    unit: str = ""


@quick
class ChartSpec:
    """A chart before PowerPoint knows of it.

    categories: texts as shown; time: the categories are points in time, in order; focus: names of
    the series, or of the categories of a single series, that the headline speaks of;
    total_categories (waterfall): 0-based categories that are levels (start, subtotals, end) and
    not changes; show_totals: totals over stacks; number_format: one Excel format code for all
    labels and the axis; language: whose decimal marks and words are used.

    What categories and series are, where it is not one value per category and series:

    - scatter, bubble: categories name the points; the series are x, y and (bubble) size;
    - marimekko: series are segments, a column is as wide as its sum; marimekko units: as wide as
      ``widths`` says;
    - butterfly, dumbbell: the two series stand to the left and right, or are from and to;
    - slope: two categories, each series is a line;
    - bullet: the series are the measure, the target, and limits of bands, the lowest first;
    - histogram: one series of observations; box plot: each series is a group of observations,
      padded to one length;
    - heat map: series are rows, categories are columns; small multiples: a panel for each series;
    - gantt: the series are start and end as Excel's day numbers; without an end, a milestone.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    unit: str = ""
    number_format: str = GENERAL
    language: str = "en"
    time: bool = False
    focus: tuple[str, ...] = ()
    total_categories: tuple[int, ...] = ()
    show_totals: bool = True
    message: str = ""
    """The action title it serves; it opens the alternative text."""
    decorations: tuple[Decoration, ...] = ()
    segment_labels: SegmentLabels = SegmentLabels.VALUE
    groups: tuple[str, ...] = ()
    """For each category the group it belongs to (colours of points, phases of a plan), or ()."""
    stacks: tuple[str, ...] = ()
    """For each series the stack it stands in (stacked clustered columns), or ()."""
    line_series: tuple[str, ...] = ()
    """Names of the series that a combination draws as lines; () for the last one."""
    second_axis: bool = False
    """The lines of a combination have an axis of their own, at the right."""
    widths: tuple[float, ...] = ()
    """Widths of the columns of a marimekko in units, one for each category."""
    bins: int = 0
    """How many classes a histogram has; 0 to choose by the data."""
    limits: tuple[float, float] | None = None
    """Lowest and highest value of the axis, where charts share one scale."""
    trend: bool = False
    """A straight line of best fit runs through the points of a scatter."""


class Tone(StrEnum):
    """The colour of a mark in a cell, by what it says."""

    FOCUS = "focus"
    POSITIVE = "positive"
    CAUTION = "caution"
    NEGATIVE = "negative"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class CellMark:
    """Characters before the text of a cell: a Harvey ball, a light, a bar, an arrow.

    size: of its type, as a share of the table's; alone: no text of its own stands beside it.
    """

    glyphs: str
    tone: Tone
    size: float = 1.0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A native table: texts as they are printed.

    compares: the columns but the first stand against each other, as equals; heads that
    ``focus_heads`` names are in the focus colour.

    header: one text per column; rows: texts per row; numeric: which columns hold numbers and are
    set right-aligned; total_rows: 0-based rows set bold with a rule above; focus_rows: tinted.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total_rows: tuple[int, ...] = ()
    focus_rows: tuple[int, ...] = ()
    addresses: tuple[tuple[str, ...], ...] = ()
    """The A1 address of each text's cell in the source workbook, or () where they are no cells."""
    longest: tuple[str, ...] = ()
    """Of a part of a long table: the widest text of each column of the whole, so that all parts
    are set alike; empty otherwise."""
    title: str = ""
    unit: str = ""
    language: str = "en"
    message: str = ""
    compares: bool = False
    focus_heads: tuple[str, ...] = ()
    marks: tuple[tuple[CellMark | None, ...], ...] = ()
    """What stands before the text of each cell, by rows; () where nothing does."""
