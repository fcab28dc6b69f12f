"""Marks in rows over the columns: growth arrows, difference arrows, brackets, the forecast's name.

Each takes a row of the room that is kept free above the values. Short ones are nearer to the
columns; two share a row where they do not meet. What stands in a row has a fixed place, so lines
and outlines are shapes; what depends on the values (legs, numbers) is made of series and cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts.decoration_basis import LINES, STACKS, Basis
from briefing_app.charts.decoration_figures import Figure
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.plot_area import EDGE_PT, LABEL_ROOM_PT, PlotArea
from briefing_app.model.chart_spec import ChartKind, Mark

PILL_SIDE_PT = 7.0
"""Between the text of a pill and its outline, at each side."""
_PILL_OVER_PT = 3.0
_BETWEEN_PT = 4.0
_FEET = {Mark.DIFFERENCE: 13.0, Mark.BRACKET: 7.0, Mark.FORECAST: 5.0}
"""Points below the line of a mark for its legs or ends."""
_MOST_SHARE = 0.45
"""Share of the height that all rows may take."""
_WIDEST_SLOT_PT = 130.0
_TOUCH_PT = 1.0
_HEAD_PT = 3.0
"""Half of an arrow head."""
_POINT_PT, _BAR_PT = 7.0, 3.0
"""Above a point, or a column, that has no label."""


@dataclass(frozen=True, slots=True)
class RowMark:
    """One mark over categories. row: counted upwards; backwards: it points from end to start."""

    mark: Mark
    start: int
    end: int
    text: str
    figure: Figure | None = None
    basis: Basis | None = None
    row: int = 0
    backwards: bool = False

    def in_row(self, row: int) -> RowMark:
        """Return the same mark in a row, or a column beside bars."""
        return replace(self, row=row)

    @property
    def outlined(self) -> bool:
        """Return whether the text has an outline."""
        return self.mark in (Mark.CAGR, Mark.DIFFERENCE)


def text_size(frame: Frame) -> float:
    """Return the size of texts in rows."""
    return frame.label_pt


def label_width(frame: Frame, mark: RowMark) -> float:
    """Return the width of a mark's text with its outline, a little more for other readers."""
    width = frame.ruler.width(mark.text, text_size(frame), bold=mark.outlined) * 1.03
    return width + 2 * (PILL_SIDE_PT if mark.outlined else 2.0)


def label_height(frame: Frame) -> float:
    """Return the height of a text with its outline."""
    return line_height(text_size(frame)) + _PILL_OVER_PT


def extent(frame: Frame, mark: RowMark, left: float, slot: float) -> tuple[float, float]:
    """Return the left and right end of a mark. left: of the first slot."""
    if mark.mark in (Mark.BRACKET, Mark.FORECAST):
        start, end = left + mark.start * slot + 2.0, left + (mark.end + 1) * slot - 2.0
    else:
        start, end = left + (mark.start + 0.5) * slot, left + (mark.end + 0.5) * slot
        if mark.mark is Mark.DIFFERENCE:
            start, end = start - 4.0, end + 4.0
    wide = label_width(frame, mark)
    centre = centre_of(frame, (start + end) / 2, wide)
    return min(start, centre - wide / 2), max(end, centre + wide / 2)


def centre_of(frame: Frame, wanted: float, wide: float) -> float:
    """Return where the middle of a text stands so that it does not leave the frame."""
    half = wide / 2 + 1.0
    return min(max(wanted, half), max(frame.width - half, half))


def in_rows(frame: Frame, marks: Sequence[RowMark]) -> tuple[RowMark, ...]:
    """Return the marks that have room, with their rows; the first ones named are kept."""
    kept: list[RowMark] = []
    for mark in marks:
        tried = _rows_of(frame, [*kept, mark])
        fits = rows_height(frame, tried) <= frame.height * _MOST_SHARE
        fits = fits and _legs_clear(frame, tried)
        if fits and label_width(frame, mark) <= frame.width - 4.0:
            kept.append(mark)
    return tuple(_rows_of(frame, kept))


def _rows_of(frame: Frame, marks: Sequence[RowMark]) -> list[RowMark]:
    """Return marks with rows: those with legs lowest, so that no leg runs through a text."""
    slot = _likely_slot(frame)
    order = sorted(
        range(len(marks)),
        key=lambda n: (marks[n].mark is not Mark.DIFFERENCE, marks[n].end - marks[n].start, n),
    )
    placed: list[tuple[RowMark, tuple[float, float]]] = []
    for n in order:
        low, high = extent(frame, marks[n], 0.0, slot)
        below = [
            other.row
            for other, (start, end) in placed
            if start < high - _TOUCH_PT and low < end - _TOUCH_PT
        ]
        placed.append((marks[n].in_row(max(below, default=-1) + 1), (low, high)))
    return [mark for mark, _ in placed]


def _likely_slot(frame: Frame) -> float:
    """Return about how long a slot will be; the axes are not known when room is reserved."""
    return min(frame.width * 0.85 / len(frame.spec.categories), _WIDEST_SLOT_PT)


def _legs_clear(frame: Frame, marks: Sequence[RowMark]) -> bool:
    """Return whether no leg of a difference runs through the text of one in a lower row."""
    slot = _likely_slot(frame)
    legged = [mark for mark in marks if mark.mark is Mark.DIFFERENCE]
    for upper in legged:
        for lower in legged:
            middle = (lower.start + lower.end + 1) / 2 * slot
            half = label_width(frame, lower) / 2 + 2.0
            legs = ((upper.start + 0.5) * slot, (upper.end + 0.5) * slot)
            if lower.row < upper.row and any(abs(leg - middle) < half for leg in legs):
                return False
    return True


def row_heights(frame: Frame, marks: Sequence[RowMark]) -> list[float]:
    """Return the height of each row from the lowest on."""
    count = max((mark.row for mark in marks), default=-1) + 1
    usual = label_height(frame) + _BETWEEN_PT
    return [
        usual + max((_FEET.get(m.mark, 1.0) for m in marks if m.row == row), default=0.0)
        for row in range(count)
    ]


def rows_height(frame: Frame, marks: Sequence[RowMark]) -> float:
    """Return the height of all rows."""
    return sum(row_heights(frame, marks))


def row_middles(frame: Frame, marks: Sequence[RowMark], top: float) -> list[float]:
    """Return the height at which the texts of each row stand. top: of the highest row."""
    heights = row_heights(frame, marks)
    half = label_height(frame) / 2
    return [top + sum(heights[row + 1 :]) + _BETWEEN_PT / 2 + half for row in range(len(heights))]


def top_of_rows(frame: Frame, area: PlotArea) -> float:
    """Return where the room above the values begins.

    It is the upper end of an axis of our own; above an axis that is shown, or whose ends are
    given, it lies outside.
    """
    if not area.label_pt:
        # The totals at the ends of stacked areas stand over the axis.
        totals = frame.spec.kind is ChartKind.STACKED_AREA and frame.spec.show_totals
        more = line_height(frame.label_pt) + EDGE_PT if totals else 0.0
        return area.inner.top - line_height(area.tick_pt or frame.label_pt) / 2 - frame.over - more
    if frame.spec.limits is not None:
        return area.inner.top - line_height(area.label_pt) - LABEL_ROOM_PT - frame.over
    return area.inner.top


def room_over_columns(frame: Frame, area: PlotArea) -> float:
    """Return the points above a column or point that its label or total takes.

    Labels of lines and of areas may be raised, so that they are clear of what rises beside them.
    """
    kind, shown = frame.spec.kind, frame.spec.show_totals
    if kind is ChartKind.STACKED_AREA:
        return line_height(frame.label_pt) * 2.2 if shown else _POINT_PT
    if kind in LINES:
        raised = line_height(area.label_pt) * 1.6 + LABEL_ROOM_PT
        return raised if area.label_pt else _POINT_PT
    if area.label_pt and (kind not in STACKS or shown or len(frame.values) == 1):
        return line_height(area.label_pt) + LABEL_ROOM_PT + _HEAD_PT
    return _BAR_PT + _HEAD_PT
