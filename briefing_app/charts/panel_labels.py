"""Which values of small multiples are written, and where.

All where each has room over its column or point; else the first and the last of each panel, moved
inwards to the edges of the panel and up over what lies under them. All lengths in points.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.charts.drawing import Row
from briefing_app.charts.label_placement import line_height, size_within
from briefing_app.charts.panel_grid import Grid

_MOST_ALL = 8
"""Points of a line up to which all are labelled."""
_MOST_UP = 2.5
"""A label that would have to rise by more lines than this is left out."""
_AIR_PT = 4.0


@dataclass(frozen=True, slots=True)
class PanelLabel:
    """A label at a point of a panel. right, up: how far it moves from its position."""

    panel: int
    point: int
    size_pt: float
    position: str = "t"
    right: float = 0.0
    up: float = 0.0


def panel_labels(grid: Grid, *, bars: bool) -> list[PanelLabel]:
    """Return the labels of all panels, in one size."""
    frame, most = grid.frame, grid.label_pt
    if not most:
        return []
    natural = frame.ruler.widest_number(frame.all_value_texts, 1.0)
    if bars or grid.points <= _MOST_ALL:
        size = size_within(natural, grid.slot - 2.0, most, frame.least_pt)
        labels = [
            label
            for n, row in enumerate(frame.values)
            for label in _all(grid, n, row, size, bars=bars)
        ]
        if size and (bars or all(label.up <= _AIR_PT for label in labels)):
            return labels
    size = size_within(natural, grid.points * grid.slot, most, frame.least_pt)
    if not size:
        return []
    return [
        label
        for n, row in enumerate(frame.values)
        for label in _ends(grid, n, row, size, bars=bars)
    ]


def _all(grid: Grid, panel: int, row: Row, size: float, *, bars: bool) -> list[PanelLabel]:
    if not size:
        return []
    labels = []
    for k, value in enumerate(row):
        if value is None:
            continue
        if bars:
            labels.append(PanelLabel(panel, k, size, "b" if value < 0 else "t"))
        else:
            width = grid.frame.ruler.number_width(grid.frame.value_texts[panel][k], size)
            labels.append(
                PanelLabel(panel, k, size, up=_rise(grid, row, k, (-width / 2, width / 2)))
            )
    return labels


def _ends(grid: Grid, panel: int, row: Row, size: float, *, bars: bool) -> list[PanelLabel]:
    """Return the labels of the last and, where it has room beside it, the first value."""
    known = [k for k, value in enumerate(row) if value is not None]
    found: list[PanelLabel] = []
    spans: list[tuple[float, float]] = []
    for k in dict.fromkeys((known[-1], known[0])) if known else ():
        value = row[k] or 0.0
        width = grid.frame.ruler.number_width(grid.frame.value_texts[panel][k], size)
        left, right = -(k + 0.5) * grid.slot, (grid.points - k - 0.5) * grid.slot
        move = max(0.0, left + width / 2) - max(0.0, width / 2 - right)
        start, end = move - width / 2, move + width / 2
        here = ((k + 0.5) * grid.slot + start, (k + 0.5) * grid.slot + end)
        if any(here[0] < b + _AIR_PT and a < here[1] + _AIR_PT for a, b in spans):
            continue
        below = bars and value < 0
        up = 0.0 if below else _rise(grid, row, k, (start, end), bars=bars)
        sinks = below and _sinks(grid, row, k, (start, end))
        if up > _MOST_UP * line_height(size) or sinks:
            continue
        spans.append(here)
        found.append(PanelLabel(panel, k, size, "b" if below else "t", move, up))
    return found


def _rise(grid: Grid, row: Row, k: int, span: tuple[float, float], *, bars: bool = False) -> float:
    """Return how far a label over a point rises to clear the line or the columns under it.

    span: where it begins and ends, from the point.
    """
    own = row[k] or 0.0
    start, end = k + span[0] / grid.slot, k + span[1] / grid.slot
    most = max(own, 0.0) if bars else own
    for n in range(len(row)):
        value = row[n]
        if value is None:
            continue
        if bars:
            if start - 0.5 < n < end + 0.5:
                most = max(most, value)
            continue
        if start <= n <= end:
            most = max(most, value)
        before = row[n - 1] if n else None
        if before is not None:
            for at in (start, end):
                if n - 1 < at < n:
                    most = max(most, before + (value - before) * (at - n + 1))
    return (most - own) * grid.unit


def _sinks(grid: Grid, row: Row, k: int, span: tuple[float, float]) -> bool:
    """Return whether a deeper column lies under a label that hangs below its own."""
    own = row[k] or 0.0
    start, end = k + span[0] / grid.slot, k + span[1] / grid.slot
    return any(
        value is not None and value < own and start - 0.5 < n < end + 0.5
        for n, value in enumerate(row)
    )
