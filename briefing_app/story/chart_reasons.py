"""Why a kind of chart says something of a data table, or that it does not, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing_app.model.chart_spec import ChartKind
from briefing_app.story.column_meaning import says_amount
from briefing_app.story.table_shape import Shape

Reason = Callable[[Shape], str]
"""Returns why, "" where a kind says nothing."""

_MOST_COLUMNS, _MOST_BARS, _MOST_SERIES, _MOST_MARKS = 40, 60, 12, 160
_MOST_LAYERS, _MOST_SLICES, _MOST_STEPS, _MOST_PANELS = 12, 12, 20, 16
_FEWEST_POINTS, _MOST_POINTS, _FEWEST_OBSERVATIONS, _FEWEST_IN_BOX = 4, 400, 20, 5
_MOST_PAIRS, _MOST_BULLETS, _MOST_TASKS, _MOST_CELLS = 30, 20, 60, 600
_MOST_PARETO, _MOST_MEKKO, _FEWEST_PERIODS = 60, 15, 3
_FEWEST_PARETO = 4


def _many(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else noun if noun.endswith("s") else f"{noun}s"
    return f"{count} {plural}"


def _over(shape: Shape) -> str:
    return _many(shape.categories, "period" if shape.over_time else "category")


def _has_figures(shape: Shape) -> bool:
    return bool(shape.known) and shape.rows > 0


def _column(shape: Shape) -> str:
    fits = shape.categories <= _MOST_COLUMNS and shape.series <= _MOST_SERIES
    if not _has_figures(shape) or not fits or shape.categories * shape.series > _MOST_MARKS:
        return ""
    return f"{_over(shape)}, {_many(shape.series, 'series')}: columns side by side"


def _bar(shape: Shape) -> str:
    alone = shape.series == 1 and shape.is_summable and not shape.over_time
    fits = shape.categories <= _MOST_BARS and shape.series <= _MOST_SERIES
    fits = fits and shape.categories * shape.series <= _MOST_MARKS
    if not _has_figures(shape) or not (fits or alone):
        return ""
    if not fits:
        return f"{_over(shape)}, one measure: bars of the largest, the rest as “Other”"
    return f"{_over(shape)} to compare: bars"


def _line(shape: Shape) -> str:
    fits = shape.categories > 1 and shape.series <= _MOST_SERIES
    if not _has_figures(shape) or not shape.over_time or not fits:
        return ""
    return f"{_over(shape)}, {_many(shape.series, 'series')}: lines"


def _is_stackable(shape: Shape, most: int) -> bool:
    several = 1 < shape.series <= _MOST_LAYERS and 0 < shape.categories <= most
    return several and _has_figures(shape) and not shape.has_negatives


def _adding(shape: Shape) -> str:
    if shape.shares:
        return "shares that add to 100 %"
    return "parts that add up" if shape.adds_up else "parts"


def _stacked(words: str, most: int) -> Reason:
    def reason(shape: Shape) -> str:
        if not _is_stackable(shape, most) or not shape.is_summable:
            return ""
        return f"{_over(shape)} and {shape.series} {_adding(shape)}: {words}"

    return reason


def _stacked_area(words: str) -> Reason:
    def reason(shape: Shape) -> str:
        enough = shape.over_time and shape.categories >= _FEWEST_PERIODS and not shape.has_gaps
        if not enough or not _is_stackable(shape, 1000) or not shape.is_summable:
            return ""
        return f"{_over(shape)} and {shape.series} {_adding(shape)}: {words}"

    return reason


def _area(shape: Shape) -> str:
    enough = shape.over_time and shape.categories >= _FEWEST_PERIODS and shape.series == 1
    if not enough or not _has_figures(shape) or shape.has_negatives or shape.has_gaps:
        return ""
    return f"{_over(shape)} of one measure: an area"


def _clusters(shape: Shape) -> str:
    fits = shape.levels and shape.is_summable and shape.rows * shape.levels <= _MOST_COLUMNS
    if not fits or not _has_figures(shape):
        return ""
    return f"{shape.levels} groups of columns over {_many(shape.rows, 'row')}: stacks side by side"


def _combination(shape: Shape) -> str:
    columns, lines = shape.two_units
    if not columns or not lines or not 1 < shape.rows <= _MOST_COLUMNS or shape.data.time_columns:
        return ""
    if columns > _MOST_LAYERS or lines > _MOST_LAYERS or not _has_figures(shape):
        return ""
    if not shape.has_own_units:
        return ""
    over = f"over {_many(shape.rows, 'period')}" if shape.data.time_rows else "of each row"
    return f"measures of two units {over}: columns and a line"


def _round(words: str) -> Reason:
    def reason(shape: Shape) -> str:
        one = not shape.over_time and (len(shape.alike) == 1 or shape.rows == 1)
        count = max(shape.rows, len(shape.alike))
        whole = shape.column_is_whole or not shape.is_rates
        if not one or not 1 < count <= _MOST_SLICES or not whole or shape.has_negatives:
            return ""
        if not any(shape.known):
            return ""
        said = "shares that add to 100 %" if shape.column_is_whole else "parts of a whole"
        return f"{count} {said}: {words}"

    return reason


def _waterfall(shape: Shape) -> str:
    steps = len(shape.data.row_labels)
    fits = len(shape.alike) == 1 and not shape.over_time and 1 < steps <= _MOST_STEPS
    if not fits or not _has_figures(shape) or (shape.is_rates and not shape.column_is_whole):
        return ""
    if shape.data.is_unnamed:
        return ""
    return f"{steps} steps: a waterfall"


def _stacked_waterfall(shape: Shape) -> str:
    steps = len(shape.data.row_labels)
    fits = 1 < len(shape.alike) <= _MOST_LAYERS and 2 < steps <= _MOST_STEPS
    if not fits or shape.over_time or not _has_figures(shape) or shape.is_rates:
        return ""
    if not (shape.data.total_rows or shape.has_negatives):
        return ""
    return f"{steps} steps of {len(shape.alike)} parts: a stacked waterfall"


def _marimekko(shape: Shape) -> str:
    fits = 1 < shape.categories <= _MOST_MEKKO and _is_stackable(shape, _MOST_MEKKO)
    if not fits or shape.is_rates or shape.shares:
        return ""
    return f"{shape.series} parts of {_over(shape)} of different size: a Marimekko"


def _marimekko_units(shape: Shape) -> str:
    columns, lines = shape.two_units
    if shape.over_time or not columns or not lines or not 1 < shape.rows <= _MOST_MEKKO:
        return ""
    widths = [column for column in shape.data.measures if says_amount(column.label)]
    positive = all((v := n) is None or v > 0 for c in shape.data.measures for n in c.numbers)
    if not positive or not (widths or (shape.has_own_units and columns + lines == 2)):
        return ""
    return "a rate and the amount that it is of: columns with widths"


def _pair(words: str, *, dates: bool) -> Reason:
    def reason(shape: Shape) -> str:
        across = shape.data.time_columns and not shape.data.time_rows
        two = len(shape.alike) == 2 if not (across and dates) else shape.periods >= 2
        if not two or shape.data.time_rows or not 1 < shape.rows <= _MOST_PAIRS:
            return ""
        if not _has_figures(shape) or (not dates and shape.has_negatives):
            return ""
        over = "first and last period" if across and shape.periods > 2 else "two measures"
        over = "two periods" if across and shape.periods == 2 else over
        return f"{over} of {_many(shape.rows, 'row')}: {words}"

    return reason


def _slope(shape: Shape) -> str:
    if not shape.over_time or shape.periods < 2 or not 0 < shape.series <= _MOST_SERIES:
        return ""
    if not _has_figures(shape):
        return ""
    return f"first against last of {_over(shape)}, {_many(shape.series, 'series')}: slopes"


def _bullet(shape: Shape) -> str:
    if not shape.targets or len(shape.alike) < 2 or not 0 < shape.rows <= _MOST_BULLETS:
        return ""
    if shape.targets > 1 or not _has_figures(shape) or shape.has_negatives:
        return ""
    return f"a measure and its target over {_many(shape.rows, 'row')}: bullets"


def _points(needed: int, words: str) -> Reason:
    def reason(shape: Shape) -> str:
        fits = _FEWEST_POINTS <= shape.rows <= _MOST_POINTS and not shape.over_time
        if not fits or shape.columns < needed:
            return ""
        if shape.columns > needed and not shape.has_own_units:
            return ""
        units = "of different units" if shape.has_own_units else "against each other"
        return f"{needed} measures {units}, {shape.rows} points: {words}"

    return reason


def _histogram(shape: Shape) -> str:
    if shape.over_time or len(shape.alike) != 1 or shape.rows < _FEWEST_OBSERVATIONS:
        return ""
    return f"{shape.rows} observations of one measure: a histogram" if shape.known else ""


def _boxes(shape: Shape) -> str:
    count = len(shape.alike)
    grouped = count == 1 and not shape.over_time and shape.data.table.header_cols > 0
    if shape.data.time_columns or not _has_figures(shape):
        return ""
    if grouped:
        groups = len(set(shape.data.row_labels))
        if groups * _FEWEST_IN_BOX <= shape.rows and groups > 1:
            return f"{shape.rows} observations in {groups} groups: boxes"
        return ""
    if 1 < count <= _MOST_LAYERS and shape.rows >= _FEWEST_IN_BOX * 2:
        return f"{count} groups of {shape.rows} observations: boxes"
    return ""


def _pareto(shape: Shape) -> str:
    one = len(shape.alike) == 1 and not shape.over_time and shape.is_summable
    if not one or not _FEWEST_PARETO <= shape.rows <= _MOST_PARETO or not any(shape.known):
        return ""
    return f"{shape.rows} parts, the largest first: which few make most of the whole"


def _heat_map(shape: Shape) -> str:
    wide, high = len(shape.alike), shape.rows
    if wide < _FEWEST_PERIODS or high < _FEWEST_PERIODS or wide * high > _MOST_CELLS:
        return ""
    return f"{high} rows of {wide} columns: a heat map" if shape.known else ""


def _multiples(shape: Shape) -> str:
    fits = 1 < shape.series <= _MOST_PANELS and shape.categories >= _FEWEST_PERIODS
    if not shape.over_time or not fits or not _has_figures(shape):
        return ""
    return f"{shape.series} series over {_over(shape)}: a panel for each, on one scale"


def _gantt(shape: Shape) -> str:
    dates = len(shape.data.dates)
    if not dates or not 0 < shape.rows <= _MOST_TASKS or shape.data.is_unnamed:
        return ""
    if dates < 2 and not shape.is_plan:
        return ""
    return f"{_many(shape.rows, 'task')} with start and end: a plan in time"


REASONS: Mapping[ChartKind, Reason] = {
    ChartKind.STACKED_COLUMN: _stacked("stacked columns", _MOST_COLUMNS),
    ChartKind.LINE: _line,
    ChartKind.COLUMN: _column,
    ChartKind.BAR: _bar,
    ChartKind.BULLET: _bullet,
    ChartKind.GANTT: _gantt,
    ChartKind.COMBINATION: _combination,
    ChartKind.STACKED_CLUSTERED: _clusters,
    ChartKind.STACKED_BAR: _stacked("stacked bars", _MOST_BARS),
    ChartKind.FULL_COLUMN: _stacked("100 % columns", _MOST_COLUMNS),
    ChartKind.FULL_BAR: _stacked("100 % bars", _MOST_BARS),
    ChartKind.DOUGHNUT: _round("a doughnut"),
    ChartKind.PIE: _round("a pie"),
    ChartKind.WATERFALL: _waterfall,
    ChartKind.STACKED_WATERFALL: _stacked_waterfall,
    ChartKind.PARETO: _pareto,
    ChartKind.SLOPE: _slope,
    ChartKind.DUMBBELL: _pair("dumbbells", dates=True),
    ChartKind.BUTTERFLY: _pair("a butterfly", dates=False),
    ChartKind.STACKED_AREA: _stacked_area("stacked areas"),
    ChartKind.FULL_AREA: _stacked_area("100 % areas"),
    ChartKind.AREA: _area,
    ChartKind.SMALL_MULTIPLES: _multiples,
    ChartKind.SCATTER: _points(2, "a scatter"),
    ChartKind.BUBBLE: _points(3, "bubbles"),
    ChartKind.HISTOGRAM: _histogram,
    ChartKind.BOX_PLOT: _boxes,
    ChartKind.HEAT_MAP: _heat_map,
    ChartKind.MARIMEKKO: _marimekko,
    ChartKind.MARIMEKKO_UNITS: _marimekko_units,
}
"""For each kind why it says something, the ones that say most first."""
