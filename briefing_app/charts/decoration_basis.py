"""What decorations measure: the whole of each category, or one series, and how high it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.waterfall import steps_of
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartKind

STACKS = frozenset(
    {
        ChartKind.STACKED_COLUMN,
        ChartKind.STACKED_BAR,
        ChartKind.STACKED_AREA,
    }
)
FULL = frozenset({ChartKind.FULL_COLUMN, ChartKind.FULL_BAR, ChartKind.FULL_AREA})
LYING = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR, ChartKind.FULL_BAR})
LINES = frozenset({ChartKind.LINE, ChartKind.AREA})
KNOWN = frozenset(
    {
        ChartKind.COLUMN,
        ChartKind.WATERFALL,
        ChartKind.COMBINATION,
        *STACKS,
        *FULL,
        *LYING,
        *LINES,
    }
)
"""The kinds whose axes are those of categories and values, one column or point for each."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A number for each category, and the expression of a row's number in the workbook.

    tops: the highest value that is drawn at each category, with its expressions.
    """

    values: Row
    cells: tuple[str, ...]
    tops: Row
    top_cells: tuple[str, ...]


def basis_of(frame: Frame, series: str) -> Basis | None:
    """Return what a decoration measures; None where there is no such series, or no whole."""
    spec, rows = frame.spec, range(2, len(frame.spec.categories) + 2)
    tops, top_cells = _tops(frame, rows)
    if spec.kind is ChartKind.WATERFALL:
        ends: Row = tuple(step.end if step.shown else None for step in steps_of(frame))
        return Basis(ends, tuple(f"E{row}" for row in rows), tops, top_cells)
    names = frame.names
    if series and series not in names:
        return None
    if series or len(names) == 1:
        n = names.index(series) if series else 0
        letters = column_letters(n + 2)
        return Basis(frame.values[n], tuple(f"{letters}{row}" for row in rows), tops, top_cells)
    if spec.kind not in STACKS | FULL:
        return None
    last = column_letters(len(names) + 1)
    return Basis(
        _sums(frame.values), tuple(f"SUM(B{row}:{last}{row})" for row in rows), tops, top_cells
    )


def _sums(values: Sequence[Row], *, above: bool = False) -> Row:
    columns = [[v for v in column if v is not None] for column in zip(*values, strict=True)]
    return tuple(
        fsum(v for v in column if v > 0 or not above) if column else None for column in columns
    )


def _tops(frame: Frame, rows: range) -> tuple[Row, tuple[str, ...]]:
    """Return the highest value drawn at each category."""
    spec, last = frame.spec, column_letters(len(frame.values) + 1)
    if spec.kind is ChartKind.WATERFALL:
        steps = steps_of(frame)
        tops: Row = tuple(max(step.top, 0.0) for step in steps)
        return tops, tuple(f"MAX(D{row},E{row},0)" for row in rows)
    if spec.kind in STACKS and len(frame.values) > 1:
        cells = tuple(f'SUMIF(B{row}:{last}{row},">0")' for row in rows)
        return tuple(v or 0.0 for v in _sums(frame.values, above=True)), cells
    columns = zip(*frame.values, strict=True)
    if spec.kind in LINES:
        lines: Row = tuple(max((v for v in c if v is not None), default=None) for c in columns)
        return lines, tuple(f"MAX(B{row}:{last}{row})" for row in rows)
    bars: Row = tuple(max((v for v in c if v is not None and v > 0), default=0.0) for c in columns)
    return bars, tuple(f"MAX(B{row}:{last}{row},0)" for row in rows)
