"""What a chart must not hide: findings about the figures themselves.

Bars start at zero by construction. A line axis that does not is told of where lines are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.charts.drawing import Frame
from briefing_app.charts.period_steps import is_out_of_order, is_uneven
from briefing_app.charts.waterfall import steps_of
from briefing_app.model.cell_value import Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, info, warning
from briefing_app.model.number_text import is_percent

MOST_SERIES = 7
_APART = frozenset({ChartKind.HEAT_MAP, ChartKind.SMALL_MULTIPLES, ChartKind.BOX_PLOT})
"""Kinds that give each series a place of its own."""
_STACKED = frozenset(
    {
        ChartKind.STACKED_COLUMN,
        ChartKind.STACKED_BAR,
        ChartKind.STACKED_CLUSTERED,
        ChartKind.FULL_COLUMN,
        ChartKind.FULL_BAR,
    }
)
_ROUND = frozenset({ChartKind.PIE, ChartKind.DOUGHNUT})
_FULL = frozenset({ChartKind.FULL_COLUMN, ChartKind.FULL_BAR, ChartKind.FULL_AREA})
_PARTS = _STACKED - {ChartKind.STACKED_CLUSTERED} | _ROUND | _FULL | {ChartKind.STACKED_AREA}
"""Kinds that draw figures as parts of a whole."""
_ONE_AXIS = _STACKED | {
    ChartKind.COLUMN,
    ChartKind.BAR,
    ChartKind.LINE,
    ChartKind.AREA,
    ChartKind.STACKED_AREA,
    ChartKind.COMBINATION,
    ChartKind.BUTTERFLY,
    ChartKind.DUMBBELL,
    ChartKind.BULLET,
}
_ROUNDING = 0.0101
"""Of shares that are rounded to whole per cents, by how much their sum may miss 100 %."""
_PADDED = frozenset({ChartKind.BOX_PLOT, ChartKind.SCATTER, ChartKind.BUBBLE})
"""Kinds without gaps: groups are padded to one length, and points that are missing are counted."""


def honesty_findings(frame: Frame) -> tuple[Finding, ...]:
    """Return what a reader should know who sees only the chart."""
    return tuple(_findings(frame))


def _findings(frame: Frame) -> Iterator[Finding]:
    spec = frame.spec
    yield from _missing(frame)
    if spec.kind in _STACKED and len(spec.series) > 1:
        yield from _stacks(frame)
    if spec.kind is ChartKind.WATERFALL:
        yield from _bridge(frame)
    # In stacks side by side, series of one name are one to the reader.
    count = len({*frame.names} if spec.kind is ChartKind.STACKED_CLUSTERED else frame.names)
    if count > MOST_SERIES and spec.kind not in _APART:
        yield warning(
            "chart-many-series",
            f"The chart has {count} series; more than {MOST_SERIES} are hard to tell apart.",
            "Gather the small ones as “Other”.",
        )
    if spec.time and spec.kind is not ChartKind.SLOPE:
        yield from _times(spec)
    if len(spec.series) > 1:
        yield from _units(frame)
    if spec.kind in _PARTS:
        yield from _shares(frame)


def _missing(frame: Frame) -> Iterator[Finding]:
    if frame.spec.kind in _PADDED:
        return
    # A task without an end is a milestone.
    rows = frame.values[:1] if frame.spec.kind is ChartKind.GANTT else frame.values
    count = sum(v is None for row in rows for v in row)
    if not count:
        return
    words = {
        value.text or value.kind.value
        for series in frame.spec.series
        for value in series.values
        if isinstance(value, Missing)
    }
    said = f" ({', '.join(sorted(words))})" if words else ""
    yield info(
        "chart-value-missing",
        f"{count} {'value is' if count == 1 else 'values are'} missing{said}; the chart has a gap "
        "there.",
        "Check whether the figures can be had, and note the gap below the chart.",
    )


def _stacks(frame: Frame) -> Iterator[Finding]:
    columns = list(zip(*frame.values, strict=True))
    partial = sum(None in column and any(v is not None for v in column) for column in columns)
    if partial and frame.spec.show_totals:
        noun = "total is" if partial == 1 else "totals are"
        yield warning(
            "chart-total-incomplete",
            f"{partial} {noun} without a part that is missing.",
            "Fill in the missing values, or leave out the totals.",
        )
    if any(v is not None and v < 0 for row in frame.values for v in row):
        yield warning(
            "chart-stack-negative",
            "The stacks have parts below zero, so their height is not their total.",
            "Choose columns side by side, or a waterfall.",
        )


def _bridge(frame: Frame) -> Iterator[Finding]:
    steps = steps_of(frame)
    for n, step in enumerate(steps):
        if n and step.total and step.given:
            reached = frame.numbers.text(steps[n - 1].end)
            yield warning(
                "chart-bridge-broken",
                f"“{frame.spec.categories[n]}” is {frame.numbers.text(step.end)}, but the steps "
                f"before it lead to {reached}.",
                "Check the steps; a rounding difference may be shown as a step of its own.",
            )


# --- units, shares, axes ----------------------------------------------------------------------


def _units(frame: Frame) -> Iterator[Finding]:
    """Say where figures of different units stand on one axis, or on two that cross by chance."""
    spec = frame.spec
    if spec.kind is ChartKind.COMBINATION and spec.second_axis:
        yield info(
            "chart-second-axis",
            "Columns and lines have scales of their own; where they meet means nothing.",
            "Name both units beside the chart, or show two charts one above the other.",
        )
        lines = set(spec.line_series) or {spec.series[-1].name}
        sides = [[s for s in spec.series if (s.name in lines) is side] for side in (False, True)]
    elif spec.kind in _ONE_AXIS:
        sides = [list(spec.series)]
    else:
        return
    mixed = [sorted({s.unit for s in side if s.unit}) for side in sides]
    for units in mixed:
        if len(units) > 1:
            yield warning(
                "chart-units-mixed",
                f"Different units share one axis: {', '.join(units)}.",
                "Choose a combination with a second axis, or a chart for each unit.",
            )


def _shares(frame: Frame) -> Iterator[Finding]:
    """Say where percentages do not add to the whole that the chart draws."""
    spec = frame.spec
    percent = 1.0 if is_percent(spec.number_format) else 100.0 if "%" in spec.unit else 0.0
    if not percent:
        return
    wholes = [
        sum(known) / percent
        for part in (frame.values if spec.kind in _ROUND else zip(*frame.values, strict=True))
        if (known := [v for v in part if v is not None])
    ]
    drawn_whole = spec.kind in _ROUND or spec.kind in _FULL
    wrong = [
        whole
        for whole in wholes
        if whole > 1 + _ROUNDING or (drawn_whole and whole < 1 - _ROUNDING)
    ]
    if wrong:
        far = max(wrong, key=lambda whole: abs(whole - 1))
        yield warning(
            "chart-shares-not-whole",
            f"The percentages add to {far:.0%}, but are drawn as parts of one whole."
            if drawn_whole
            else f"The percentages that are stacked add to {far:.0%}.",
            "Add what is missing as “Other”, or choose columns or bars side by side.",
        )


def _times(spec: ChartSpec) -> Iterator[Finding]:
    if is_out_of_order(spec.categories):
        yield warning(
            "chart-time-order",
            "The points in time do not stand in order.",
            "Sort the table by time.",
        )
    elif is_uneven(spec.categories):
        yield warning(
            "chart-time-uneven",
            "The points in time are unevenly spaced, but the chart sets them at even distances.",
            "Fill in the periods between, or say so below the chart.",
        )
