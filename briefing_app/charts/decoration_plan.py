"""Which decorations of a specification a chart can have, and what they say.

Each decoration becomes a mark in a row, a level line or the like, or a reason why it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite

from briefing_app.charts import decoration_findings as said
from briefing_app.charts.decoration_basis import LYING, Basis, basis_of
from briefing_app.charts.decoration_beside import in_columns
from briefing_app.charts.decoration_figures import (
    FORECAST_WORDS,
    Figure,
    difference_figure,
    growth_figure,
    language_of,
)
from briefing_app.charts.decoration_findings import Reason
from briefing_app.charts.decoration_levels import LevelGap, level_gap, names_series
from briefing_app.charts.decoration_lines import LevelLine, has_room_beside, mean_line, value_line
from briefing_app.charts.decoration_periods import years_between
from briefing_app.charts.decoration_rates import Rates, rates_of
from briefing_app.charts.decoration_rows import RowMark, in_rows
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import ELLIPSIS
from briefing_app.charts.waterfall import steps_of
from briefing_app.model.chart_spec import ChartKind, Decoration, Mark, Measure
from briefing_app.model.finding import Finding

ELSEWHERE = frozenset({Mark.HUNDRED_PERCENT, Mark.CONNECTORS, Mark.FOOTNOTE, Mark.AXIS_BREAK})
"""Marks that are not planned here."""
BY_FAMILIES = frozenset({Mark.HUNDRED_PERCENT, Mark.CONNECTORS})
"""Marks that a family draws, or nobody."""
OWN_MARKS: dict[ChartKind, frozenset[Mark]] = {
    ChartKind.SCATTER: frozenset({Mark.VALUE_LINE, Mark.MEAN_LINE}),
    ChartKind.BUBBLE: frozenset({Mark.VALUE_LINE, Mark.MEAN_LINE}),
    ChartKind.GANTT: frozenset({Mark.VALUE_LINE}),
    ChartKind.STACKED_WATERFALL: frozenset({Mark.CONNECTORS}),
}
"""Marks that a kind of chart draws by itself."""
_MOST_WORDS = 0.6
"""Share of the width that the text of a bracket may take."""


@dataclass(slots=True)
class Plan:
    """What is to be added."""

    rows: tuple[RowMark, ...] = ()
    lines: list[LevelLine] = field(default_factory=list)
    gaps: list[LevelGap] = field(default_factory=list)
    rates: Rates | None = None
    forecast: int | None = None
    findings: list[Finding] = field(default_factory=list)


def plan_of(frame: Frame) -> Plan:
    """Return what the decorations of a chart come to."""
    plan, kind = Plan(), frame.spec.kind
    rows: list[RowMark] = []
    own = OWN_MARKS.get(kind, frozenset())
    possible = MARKS_OF.get(kind, frozenset()) | own
    plan.rates = rates_of(frame)
    told = plan.rates.decorations if plan.rates else ()
    for decoration in dict.fromkeys(frame.spec.decorations):
        if decoration.mark in BY_FAMILIES - possible:
            plan.findings.append(said.left_out(decoration.mark, said.not_for(kind)))
        if decoration.mark in ELSEWHERE | own or decoration in told:
            continue
        _sort_in(frame, plan, rows, decoration)
    plan.rows = in_columns(frame, rows) if kind in LYING else in_rows(frame, rows)
    left = list(rows)
    for mark in plan.rows:
        left.remove(mark.in_row(0))
    plan.findings += (said.left_out(mark.mark, said.NO_ROOM) for mark in left)
    return plan


def _sort_in(frame: Frame, plan: Plan, rows: list[RowMark], decoration: Decoration) -> None:
    """Put what a decoration comes to where it belongs, with what is to be said of it."""
    found = _planned(frame, decoration)
    if isinstance(found, LevelLine) and frame.spec.kind not in LYING:
        found = found if has_room_beside(frame, found) else said.NO_ROOM
    if isinstance(found, Reason):
        plan.findings.append(said.left_out(decoration.mark, found))
        return
    shown = found.text if isinstance(found, RowMark) else found.figure.text
    if ELLIPSIS in shown and ELLIPSIS not in decoration.text + decoration.series:
        plan.findings.append(said.shortened(decoration.mark))
    if isinstance(found, LevelLine):
        plan.lines.append(found)
    elif isinstance(found, LevelGap):
        plan.gaps.append(found)
    else:
        rows.append(found)
        if found.mark is Mark.FORECAST:
            plan.forecast = found.start


def _planned(frame: Frame, decoration: Decoration) -> RowMark | LevelLine | LevelGap | Reason:
    kind = frame.spec.kind
    if decoration.mark not in MARKS_OF.get(kind, frozenset()):
        return said.not_for(kind)
    if decoration.mark is Mark.VALUE_LINE:
        if decoration.value is None or not isfinite(decoration.value):
            return said.NO_NUMBER
        return value_line(frame, decoration, decoration.value)
    if decoration.mark is Mark.FORECAST:
        return _forecast(frame, decoration)
    if names_series(frame, decoration):
        return level_gap(frame, decoration)
    span = _span(frame, decoration)
    if isinstance(span, Reason):
        return span
    basis = basis_of(frame, decoration.series)
    if decoration.mark is Mark.BRACKET:
        return _bracket(frame, decoration, span, basis)
    if basis is None:
        known = not decoration.series or decoration.series in frame.names
        return said.NO_WHOLE if known else said.no_series(decoration.series)
    if decoration.mark is Mark.MEAN_LINE:
        return mean_line(frame, decoration, basis) or said.NO_NUMBER
    return _arrow(frame, decoration, span, basis)


def _index(frame: Frame, name: str, usual: int) -> int | Reason:
    if not name:
        return usual
    names = frame.spec.categories
    return names.index(name) if name in names else said.no_category(name)


def _span(frame: Frame, decoration: Decoration) -> tuple[int, int] | Reason:
    start = _index(frame, decoration.start, 0)
    end = _index(frame, decoration.end, len(frame.spec.categories) - 1)
    if isinstance(start, Reason):
        return start
    return end if isinstance(end, Reason) else (start, end)


def _arrow(
    frame: Frame, decoration: Decoration, span: tuple[int, int], basis: Basis
) -> RowMark | Reason:
    """Return an arrow from one number to another."""
    start, end = span
    if start == end:
        return said.SAME_PLACE
    first, last = basis.values[start], basis.values[end]
    if first is None or last is None:
        return said.no_value(frame.spec.categories[start if first is None else end])
    cells = (basis.cells[start], basis.cells[end])
    figure: Figure | Reason
    if decoration.mark is Mark.CAGR:
        figure = _growth(frame, decoration, span, (first, last), cells)
    elif decoration.measure is not Measure.ABSOLUTE and first <= 0:
        figure = said.FROM_ZERO
    else:
        figure = difference_figure((first, last), cells, decoration.measure, frame.numbers)
    if isinstance(figure, Reason):
        return figure
    return RowMark(
        decoration.mark, min(span), max(span), figure.text, figure, basis, backwards=end < start
    )


def _growth(
    frame: Frame,
    decoration: Decoration,
    span: tuple[int, int],
    ends: tuple[float, float],
    cells: tuple[str, str],
) -> Figure | Reason:
    spec = frame.spec
    years = years_between(spec.categories, *span, time=spec.time)
    if not years:
        return said.NOT_IN_TIME
    if min(ends) <= 0:
        return said.NOT_POSITIVE
    of = decoration.series if len(frame.names) > 1 else ""
    short = frame.ruler.shortened(of, frame.label_pt, frame.width * 0.3) if of else ""
    return growth_figure(ends, cells, years, frame.numbers, of=short)


def _bracket(
    frame: Frame, decoration: Decoration, span: tuple[int, int], basis: Basis | None
) -> RowMark | Reason:
    """Return a bracket; without a text of its own it says the sum of what is under it."""
    start, end = min(span), max(span)
    words = decoration.text
    most = frame.width * _MOST_WORDS
    short = frame.ruler.shortened(words, frame.label_pt, most) if words else ""
    if frame.spec.kind is ChartKind.WATERFALL:
        figure = _sum_of_changes(frame, start, end, short)
    elif words and "{sum}" not in words:
        return RowMark(Mark.BRACKET, start, end, short)
    elif basis is None:
        return said.NO_WHOLE
    else:
        known = [v for v in basis.values[start : end + 1] if v is not None]
        before, _, after = short.partition("{sum}")
        formula = "+".join(basis.cells[start : end + 1])
        if len(known) > 2 and not basis.cells[0].startswith("SUM("):
            formula = f"SUM({basis.cells[start]}:{basis.cells[end]})"
        elif basis.cells[0].startswith("SUM("):
            first, last = basis.cells[start][4:-1], basis.cells[end][4:-1]
            formula = f"SUM({first.split(':')[0]}:{last.split(':')[1]})"
        figure = Figure(sum(known), formula, frame.numbers, before=before, after=after)
    return RowMark(Mark.BRACKET, start, end, figure.text, figure)


def _sum_of_changes(frame: Frame, start: int, end: int, words: str) -> Figure:
    """Return the sum of the changes of several steps of a bridge."""
    steps = steps_of(frame)[start : end + 1]
    total = sum(step.change or 0.0 for step in steps if not step.total)
    rows = f"{start + 2}:B{end + 2}", f"{start + 2}:C{end + 2}"
    formula = f"SUMIF(C{rows[1]},0,B{rows[0]})"
    before, place, after = words.partition("{sum}")
    if words and not place:
        before = f"{words}\u00a0"
    return Figure(total, formula, frame.numbers, signed=True, before=before, after=after)


def _forecast(frame: Frame, decoration: Decoration) -> RowMark | Reason:
    if not decoration.start:
        return said.NO_FORECAST
    start = _index(frame, decoration.start, 0)
    if isinstance(start, Reason):
        return start
    end = len(frame.spec.categories) - 1
    words = decoration.text or FORECAST_WORDS.get(language_of(frame.numbers), "Forecast")
    return RowMark(
        Mark.FORECAST, start, end, frame.ruler.shortened(words, frame.label_pt, frame.width * 0.5)
    )


_STANDING = frozenset(
    {Mark.CAGR, Mark.DIFFERENCE, Mark.VALUE_LINE, Mark.MEAN_LINE, Mark.BRACKET, Mark.FOOTNOTE}
)
_BARS = frozenset({Mark.DIFFERENCE, Mark.VALUE_LINE, Mark.MEAN_LINE, Mark.BRACKET, Mark.FOOTNOTE})
_SHARES = frozenset({Mark.CAGR, Mark.BRACKET, Mark.FOOTNOTE})
MARKS_OF: dict[ChartKind, frozenset[Mark]] = {
    ChartKind.COLUMN: _STANDING | {Mark.FORECAST, Mark.AXIS_BREAK},
    ChartKind.STACKED_COLUMN: _STANDING | {Mark.FORECAST, Mark.CONNECTORS},
    ChartKind.FULL_COLUMN: _SHARES | {Mark.FORECAST, Mark.CONNECTORS, Mark.HUNDRED_PERCENT},
    ChartKind.LINE: _STANDING | {Mark.FORECAST},
    ChartKind.AREA: _STANDING,
    ChartKind.STACKED_AREA: _STANDING,
    ChartKind.FULL_AREA: _SHARES,
    ChartKind.COMBINATION: frozenset({Mark.CAGR, Mark.BRACKET, Mark.FOOTNOTE}),
    ChartKind.BAR: _BARS | {Mark.CAGR},
    ChartKind.STACKED_BAR: _BARS | {Mark.CAGR},
    ChartKind.FULL_BAR: frozenset({Mark.BRACKET, Mark.FOOTNOTE, Mark.HUNDRED_PERCENT}),
    ChartKind.WATERFALL: frozenset(
        {Mark.DIFFERENCE, Mark.VALUE_LINE, Mark.BRACKET, Mark.FOOTNOTE, Mark.CONNECTORS}
    ),
}
"""The marks that make sense on the kinds that can have any."""
