"""What a chart must not hide: findings about the figures themselves.

Bars start at zero by construction. A line axis that does not is told of where lines are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing_app.charts.drawing import Frame
from briefing_app.charts.waterfall import steps_of
from briefing_app.model.cell_value import Missing
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, info, warning

MOST_SERIES = 7
_STACKED = frozenset({ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR})
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d|21\d\d)(?!\d)")


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
    if len(spec.series) > MOST_SERIES:
        yield warning(
            "chart-many-series",
            f"The chart has {len(spec.series)} series; more than {MOST_SERIES} are hard to tell "
            "apart.",
            "Gather the small ones as “Other”.",
        )
    if spec.time and _uneven(spec):
        yield warning(
            "chart-time-uneven",
            "The points in time are unevenly spaced, but the chart sets them at even distances.",
            "Fill in the periods between, or say so below the chart.",
        )


def _missing(frame: Frame) -> Iterator[Finding]:
    count = sum(v is None for row in frame.values for v in row)
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


def _uneven(spec: ChartSpec) -> bool:
    years = [_YEAR.findall(name) for name in spec.categories]
    if any(len(found) != 1 for found in years):
        return False
    steps = {int(b[0]) - int(a[0]) for a, b in pairwise(years)}
    return len(steps) > 1 and 0 not in steps
