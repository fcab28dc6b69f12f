"""A meaningful specification of every kind of chart: what its series are, with as many points.

What a point is depends on the kind: a category, a line of a slope, an observation, a task.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing_app.model.cell_value import BLANK, Missing, MissingKind
from briefing_app.model.chart_spec import ChartKind, ChartSpec, SegmentLabels, Series

Value = float | Missing
Cell = Callable[[int, int], Value]
"""A value by the number of its series and of its category."""
Name = Callable[[int], str]

FIRST_DAY = 45_292.0
"""1 January 2024 as Excel counts days."""
SERIES = ("Materials", "Staff", "Energy", "Services", "Rent", "Other")
NOTES = (
    Missing(MissingKind.ERROR, "#DIV/0!"),
    Missing(MissingKind.ERROR, "#N/A"),
    Missing(MissingKind.NOT_AVAILABLE, ".."),
    Missing(MissingKind.SUPPRESSED, "(D)"),
    Missing(MissingKind.UNCALCULATED, ""),
    BLANK,
)


def usual(row: int, column: int) -> float:
    """Return a figure as they are: of one size, none like its neighbour, all above zero."""
    return float(20 + 7 * row + (column * 37 + row * 11) % 53) + (column % 4) / 4


def place_name(column: int) -> str:
    """Return a short name of a category."""
    return f"Region {column + 1}"


@dataclass(frozen=True)
class Shape:
    """What a kind is made of. rows: how many series there are."""

    rows: int = 3
    by_series: bool = False
    """A point is a series, as with the lines of a slope."""


SHAPES: dict[ChartKind, Shape] = {
    ChartKind.WATERFALL: Shape(1),
    ChartKind.PIE: Shape(1),
    ChartKind.DOUGHNUT: Shape(1),
    ChartKind.HISTOGRAM: Shape(1),
    ChartKind.PARETO: Shape(1),
    ChartKind.COMBINATION: Shape(2),
    ChartKind.BUTTERFLY: Shape(2),
    ChartKind.DUMBBELL: Shape(2),
    ChartKind.GANTT: Shape(2),
    ChartKind.SCATTER: Shape(2),
    ChartKind.SLOPE: Shape(by_series=True),
    ChartKind.BULLET: Shape(4),
    ChartKind.STACKED_CLUSTERED: Shape(4),
    ChartKind.HEAT_MAP: Shape(5),
}
OWN_NAMES: dict[ChartKind, tuple[str, ...]] = {
    ChartKind.SCATTER: ("Price", "Volume"),
    ChartKind.BUBBLE: ("Price", "Volume", "Profit"),
    ChartKind.BULLET: ("Actual", "Target", "Poor", "Fair"),
    ChartKind.GANTT: ("Start", "End"),
    ChartKind.DUMBBELL: ("2019", "2024"),
    ChartKind.BUTTERFLY: ("Women", "Men"),
}
WITH_LEVELS = frozenset({ChartKind.WATERFALL, ChartKind.STACKED_WATERFALL})


def spec_of(
    kind: ChartKind, count: int = 6, cell: Cell = usual, name: Name = place_name, rows: int = 0
) -> ChartSpec:
    """Return a specification of a kind with ``count`` points; rows: of series, 0 for the usual."""
    shape = SHAPES.get(kind, Shape())
    lines, columns = (count, 2) if shape.by_series else (rows or shape.rows, count)
    heads = [name(n) for n in range(lines)] if shape.by_series else _heads(kind, lines)
    names = ("2019", "2024") if shape.by_series else tuple(name(n) for n in range(columns))
    series = tuple(
        Series(head, tuple(cell(row, column) for column in range(columns)), "#,##0.0")
        for row, head in enumerate(heads)
    )
    made = ChartSpec(kind, names, series, "Costs", "EUR m", "#,##0.0")
    return _with_own(made, columns)


def _heads(kind: ChartKind, rows: int) -> list[str]:
    known = OWN_NAMES.get(kind, SERIES)
    return [known[n] if n < len(known) else f"Series {n + 1}" for n in range(rows)]


def _with_own(spec: ChartSpec, columns: int) -> ChartSpec:
    """Add what only some kinds have: stacks, widths, levels, days."""
    kind = spec.kind
    if kind in WITH_LEVELS and columns > 1:
        return replace(spec, total_categories=(0, columns - 1))
    if kind is ChartKind.STACKED_CLUSTERED:
        half = -(-len(spec.series) // 2)
        return replace(spec, stacks=("Plan",) * half + ("Actual",) * (len(spec.series) - half))
    if kind is ChartKind.MARIMEKKO_UNITS:
        return replace(spec, widths=tuple(10.0 + n % 7 for n in range(columns)))
    if kind is ChartKind.COMBINATION:
        return replace(spec, second_axis=True)
    if kind is ChartKind.GANTT:
        return replace(spec, series=tuple(map(_days, spec.series, (0.0, 30.0))))
    if kind in (ChartKind.PIE, ChartKind.DOUGHNUT):
        return replace(spec, segment_labels=SegmentLabels.BOTH)
    return spec


def _days(series: Series, after: float) -> Series:
    """Return a series of figures as one of days: missing values stay missing, the rest are days."""
    days = (
        value if isinstance(value, Missing) else FIRST_DAY + abs(value) // 1 + after
        for value in series.values
    )
    return replace(series, values=tuple(days), number_format="yyyy-mm-dd")


# --- what must not break any of them ----------------------------------------------------------

LONG = "The consolidated segment of industrial, municipal and agricultural services of the group "
ARABIC = ("المملكة العربية السعودية", "מדינת ישראל", "الإمارات العربية المتحدة", "ایران")


def long_name(column: int) -> str:
    """Return a name of 200 characters."""
    return (f"{column + 1} " + LONG * 3)[:200]


def right_to_left(column: int) -> str:
    """Return a name that is written from the right."""
    return f"{ARABIC[column % len(ARABIC)]} {column + 1}"


def _errors(row: int, column: int) -> Value:
    return NOTES[(row + column) % len(NOTES)] if (row + column) % 3 == 1 else usual(row, column)


def _huge(row: int, column: int) -> float:
    return usual(row, column) * (1e-7 if column % 3 == 0 else 1e12)


def _both_signs(row: int, column: int) -> float:
    return usual(row, column) * (-1 if (row + column) % 3 == 0 else 1)


Making = Callable[[ChartKind], ChartSpec]
EXTREMES: dict[str, Making] = {
    "no point": lambda kind: spec_of(kind, 0),
    "1 point": lambda kind: spec_of(kind, 1),
    "2 points": lambda kind: spec_of(kind, 2),
    "40 points": lambda kind: spec_of(kind, 40),
    "1000 points": lambda kind: spec_of(kind, 1000),
    "all zero": lambda kind: spec_of(kind, cell=lambda *_: 0.0),
    "all negative": lambda kind: spec_of(kind, cell=lambda row, column: -usual(row, column)),
    "both signs": lambda kind: spec_of(kind, cell=_both_signs),
    "missing": lambda kind: spec_of(
        kind, cell=lambda row, column: BLANK if column % 2 else usual(row, column)
    ),
    "errors": lambda kind: spec_of(kind, cell=_errors),
    "nothing but errors": lambda kind: spec_of(
        kind, cell=lambda row, column: NOTES[(row + column) % len(NOTES)]
    ),
    "long names": lambda kind: _long_series(spec_of(kind, name=long_name)),
    "from the right": lambda kind: spec_of(kind, name=right_to_left),
    "huge and tiny": lambda kind: spec_of(kind, cell=_huge),
    "all alike": lambda kind: spec_of(kind, cell=lambda *_: 42.0),
    "1 series": lambda kind: spec_of(kind, rows=1),
    "12 series": lambda kind: spec_of(kind, rows=12),
}


def _long_series(spec: ChartSpec) -> ChartSpec:
    named = (replace(series, name=long_name(n)) for n, series in enumerate(spec.series))
    return replace(spec, series=tuple(named))
