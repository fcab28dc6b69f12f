"""Where the panels of small multiples stand in the one plot area that they share.

Panels of a row stand side by side as runs of categories with empty ones between them. A row over
another is the same scale moved up by a constant: every panel has as many points to a unit, and
zero at the same height over its foot. All lengths in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, log

from briefing_app.charts.axes import SMALLEST_SPAN, Scale
from briefing_app.charts.chart_elements import Inner
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import (
    AxisTexts,
    line_height,
    texts_beside_bars,
    texts_in_slots,
)
from briefing_app.charts.lines import is_flat
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.shared_scale import values_shown
from briefing_app.model.cell_range import column_letters

_MOST_ROWS = 3
_BEST_SHAPE = 1.4
"""Width of a panel to its height."""
_GAP_SHARE = 0.14
_TITLE_LINES = 2
_BOLD = 0.9
"""Titles are bold, and so wider than what is measured."""
_TITLE_GAP_PT = 4.0
_ROW_GAP_PT = 12.0
_LABEL_GAP_PT = 4.0
_NAME_GAP_PT = 3.0
_LEAST_SHARE = 0.15
_GOOD_SHARE = 0.3
"""Share of the height of a panel that its values should have."""


Cells = Mapping[int, tuple[float | str, str]]
"""Values and formulas by slot."""


@dataclass(frozen=True)
class Grid:
    """Panels in rows. points: categories of a panel; gap: empty categories between two.

    unit: points to a unit of value; low, high: the ends of each panel; step: from row to row in
    units of value; foot: points below the lowest value, ``under`` of them for labels of columns
    below zero; titles: lines of each name, in the size title_pt; names: of the categories;
    label_pt: the largest size of values, 0 where there is no room for them.
    """

    frame: Frame
    columns: int
    rows: int
    gap: int
    inner: Inner
    unit: float
    low: float
    high: float
    step: float
    foot: float
    under: float
    titles: tuple[tuple[str, ...], ...]
    title_pt: float
    names: AxisTexts
    label_pt: float
    from_zero: bool

    @property
    def points(self) -> int:
        """Return how many categories a panel has."""
        return len(self.frame.spec.categories)

    @property
    def slots(self) -> int:
        """Return how many categories the chart has, those between panels among them."""
        return self.columns * (self.points + self.gap) - self.gap

    @property
    def slot(self) -> float:
        """Return the width of one."""
        return self.inner.width / self.slots

    @property
    def scale(self) -> Scale:
        """Return the hidden axis of values, as the panels of the lowest row have it."""
        bottom = self.low - self.foot / self.unit
        return Scale(bottom, bottom + self.step * self.rows)

    @property
    def plotted(self) -> float:
        """Return the height in which a panel's values are drawn."""
        return (self.high - self.low) * self.unit

    def row(self, panel: int) -> int:
        """Return the row of a panel, counted from below."""
        return self.rows - 1 - panel // self.columns

    def first(self, panel: int) -> int:
        """Return the slot of a panel's first category."""
        return panel % self.columns * (self.points + self.gap)

    def up(self, row: int) -> float:
        """Return what is added to the values of a row."""
        return row * self.step

    def in_row(self, row: int) -> range:
        """Return the panels of a row."""
        first = (self.rows - 1 - row) * self.columns
        return range(first, min(first + self.columns, len(self.frame.names)))

    def column(self, header: str, cells: Cells, code: str) -> SheetColumn:
        """Return a helper column with a cell for each slot. cells: value and formula by slot."""
        held = [cells.get(n, (None, "")) for n in range(self.slots)]
        values, formulas = [v for v, _ in held], [f for _, f in held]
        return SheetColumn(header, values, code, helper=True, formulas=formulas)


def cell_of(panel: int, point: int) -> str:
    """Return the address of a value in the table that is the input."""
    return f"{column_letters(panel + 2)}{point + 2}"


def plan_grid(frame: Frame, *, bars: bool) -> Grid:
    """Return the grid of the panels, one for each series.

    Where panels are low, names keep to one line, values are set smaller, and are left out last.
    """
    grid = _grid(frame, _TITLE_LINES, frame.label_pt, bars=bars)
    for label_pt in (frame.label_pt, frame.least_pt, 0.0):
        if grid.plotted >= frame.height / grid.rows * _GOOD_SHARE:
            break
        grid = _grid(frame, 1, label_pt, bars=bars)
    return grid


def _grid(frame: Frame, title_lines: int, label_pt: float, *, bars: bool) -> Grid:
    columns, rows = _shape(frame)
    points = len(frame.spec.categories)
    gap = max(1, round(points * _GAP_SHARE))
    width = frame.width - 2 * EDGE_PT
    slot = width / (columns * (points + gap) - gap)
    # The panels at the right have no gap behind them that a name could reach into.
    room = min((points + gap) * slot - 2 * EDGE_PT, points * slot) * _BOLD
    title_height = line_height(frame.label_pt) * (title_lines + 0.01)
    texts = texts_beside_bars(frame.names, title_height, room, frame.sizes, frame.ruler)
    titles = tuple(frame.ruler.lines(name, texts.size_pt, room) for name in texts.texts)
    names = _names(frame, slot, points * slot)
    low, high, from_zero = _ends(frame, bars=bars)
    band = (frame.height - 2 * EDGE_PT) / rows
    label = line_height(label_pt) + _LABEL_GAP_PT if label_pt else 0.0
    head = max(map(len, titles)) * line_height(texts.size_pt) + _TITLE_GAP_PT + label
    under = label if bars and low < 0 else 0.0
    foot = names.lines * line_height(names.size_pt) + _NAME_GAP_PT + under
    foot += _ROW_GAP_PT if rows > 1 else 0.0
    length = max(band - head - foot, band * _LEAST_SHARE)
    unit = length / (high - low)
    return Grid(
        frame=frame,
        columns=columns,
        rows=rows,
        gap=gap,
        inner=Inner(EDGE_PT, EDGE_PT, width, band * rows),
        unit=unit,
        low=low,
        high=high,
        step=_rounded(band / unit),
        foot=foot,
        under=under,
        titles=titles,
        title_pt=texts.size_pt,
        names=names,
        label_pt=label_pt,
        from_zero=from_zero,
    )


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _shape(frame: Frame) -> tuple[int, int]:
    """Return columns and rows of panels whose shape is near the best one."""
    count = len(frame.names)

    def away(rows: int) -> float:
        columns = ceil(count / rows)
        shape = (frame.width / columns) / (frame.height / rows)
        return abs(log(shape / _BEST_SHAPE)) + 0.15 * (columns * rows - count)

    rows = min(range(1, min(_MOST_ROWS, count) + 1), key=away)
    return ceil(count / rows), rows


def _names(frame: Frame, slot: float, panel: float) -> AxisTexts:
    """Return the names of the categories under a panel.

    Where points in time have no room each, the first and the last are shown.
    """
    spec = frame.spec
    sizes = (min(frame.label_pt, max(frame.least_pt, 10.0)), frame.least_pt)
    names = texts_in_slots(spec.categories, slot, sizes, frame.ruler, time=spec.time)
    if names.skip == 1 and not (names.shortened and spec.time):
        return names
    ends = (spec.categories[0], spec.categories[-1])
    room = panel / 2 - EDGE_PT
    short = tuple(frame.ruler.shortened(name, frame.least_pt, room) for name in ends)
    fits = frame.ruler.widest(ends, sizes[0]) <= room
    size, shown = (sizes[0], ends) if fits else (frame.least_pt, short)
    cut = sum(a != b for a, b in zip(shown, ends, strict=True))
    middle = ("",) * (len(spec.categories) - 2)
    return AxisTexts(
        (shown[0], *middle, shown[1]),
        size,
        1,
        frame.ruler.widest(shown, size),
        skip=max(1, len(spec.categories) - 1),
        shortened=cut,
    )


def _ends(frame: Frame, *, bars: bool) -> tuple[float, float, bool]:
    """Return the lowest and the highest value that every panel shows, and whether from zero."""
    low, high = values_shown(frame, *frame.limits)
    from_zero = bars or not is_flat(low, high) or low == high
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < SMALLEST_SPAN:
        high = low + 1.0
    return low, high, from_zero
