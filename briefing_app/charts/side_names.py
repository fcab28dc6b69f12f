"""Names of the segments beside the last column of a stack, in place of a legend.

Each name is the label of a line that draws nothing and has one point, in the middle of the segment
it names. The point is a formula and the name is the header of the series, so both follow the
workbook. Names that would touch are moved apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.chart_elements import (
    hidden_line,
    name_label,
    other_labels,
    series_name,
    series_values,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import line_height, spread, texts_beside_bars
from briefing_app.charts.plot_area import EDGE_PT, PlotArea
from briefing_app.charts.stack_parts import SHARE_CODE, Stack
from briefing_app.ooxml.elements import Xml

_SHARE = 0.34
"""Share of the width that the names may take."""
_MOST_HEIGHT = 0.75
"""Share of the height that the names may take together."""
_LINES = 3


@dataclass(frozen=True, slots=True)
class SideNames:
    """Names: of which series, their lines, the size and the width they take, how many were cut."""

    named: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]
    size_pt: float
    width: float
    cut: int

    @property
    def heights(self) -> list[float]:
        """Return the height of each name."""
        return [len(lines) * line_height(self.size_pt) for lines in self.lines]


def side_names(frame: Frame) -> SideNames | None:
    """Return the names beside the last column, None where a legend has to stand in.

    A name needs a segment in the last column, and all names need the height of the chart.
    """
    named = tuple(n for n, row in enumerate(frame.values) if row[-1])
    if {frame.names[n] for n in named} != set(frame.names):
        return None
    widest = frame.width * _SHARE
    slot = line_height(frame.label_pt) * (_LINES + 0.01)
    names = tuple(frame.names[n] for n in named)
    texts = texts_beside_bars(names, slot, widest, frame.sizes, frame.ruler)
    size = texts.size_pt
    lines = tuple(frame.ruler.lines(name, size, widest) for name in texts.texts)
    width = max(frame.ruler.widest(each, size, bold=True) for each in lines)
    side = SideNames(named, lines, size, width + 3 * EDGE_PT, texts.shortened)
    return side if sum(side.heights) <= frame.height * _MOST_HEIGHT else None


def name_lines(
    stack: Stack, side: SideNames, area: PlotArea, categories: Xml, columns: list[SheetColumn]
) -> list[Xml]:
    """Return the lines that carry the names, and add their points to the workbook's columns."""
    frame = stack.frame
    last = len(frame.spec.categories) - 1
    middles = _middles([row[-1] or 0.0 for row in frame.values])
    at_axis = [stack.on_axis(middles[n], last) for n in side.named]
    wanted = [(area.scale.high - middle) * area.unit for middle in at_axis]
    at = spread(wanted, side.heights, 0.0, area.inner.height)
    beside = _half_width(stack, area, min(at[k] - side.heights[k] / 2 for k in range(len(at))))
    lines = []
    for k, n in enumerate(side.named):
        shift = (beside / frame.width, (at[k] - wanted[k]) / frame.height)
        column = _middle_column(stack, n, at_axis[k])
        columns.append(column)
        values = series_values(len(columns) - 1, column.values, column.number_format)
        lines.append(_name_line(stack, side, k, shift, categories, values))
    return lines


def _half_width(stack: Stack, area: PlotArea, top: float) -> float:
    """Return how far names stand from the middle of the column. top: of the first of them.

    A total that is wider than its column must not touch a name that stands beside it.
    """
    end = stack.on_axis(stack.sums.above[-1], len(stack.sums.above) - 1)
    total = stack.sums.totals[-1]
    if total is None or not (area.label_pt and stack.totals_shown):
        return area.bar / 2
    if top >= (area.scale.high - end) * area.unit:
        return area.bar / 2
    shown = stack.frame.numbers.quick_text(total)
    return max(area.bar, stack.frame.ruler.width(shown, area.label_pt, bold=True)) / 2


def _middle_column(stack: Stack, n: int, middle: float) -> SheetColumn:
    """Return the column that holds the middle of the last segment, as a formula."""
    frame = stack.frame
    before = len(frame.spec.categories) - 1
    return SheetColumn(
        f"{frame.names[n]} (name)",
        (*(None,) * before, middle),
        SHARE_CODE if stack.full else frame.spec.number_format,
        helper=True,
        formulas=(*("",) * before, _middle_formula(stack, n, before)),
    )


def _name_line(
    stack: Stack,
    side: SideNames,
    k: int,
    shift: tuple[float, float],
    categories: Xml,
    values: Xml,
) -> Xml:
    frame, n = stack.frame, side.named[k]
    name = frame.names[n]
    look = frame.look(side.size_pt, bold=name in frame.spec.focus)
    lines = () if side.lines[k] == (name,) else side.lines[k]
    label = name_label(len(frame.spec.categories) - 1, lines, look, shift)
    return hidden_line(
        len(frame.values) + k,
        series_name(stack.header(n), name),
        categories,
        values,
        other_labels([label], look, "r"),
    )


def _middle_formula(stack: Stack, n: int, category: int) -> str:
    """Return the formula of the middle of a segment in the last row of the table."""
    own = stack.cell(n, category)
    up_to = f"${stack.cell(0, category)}:{own}"
    middle = f'IF({own}>=0,SUMIF({up_to},">0"),SUMIF({up_to},"<0"))-{own}/2'
    return f"({middle})/SUM({stack.cells(category)})" if stack.full else middle


def _middles(values: Sequence[float]) -> list[float]:
    """Return the middle of each segment of one stack."""
    middles, above, below = [], 0.0, 0.0
    for value in values:
        if value >= 0:
            above += value
        else:
            below += value
        middles.append((above if value >= 0 else below) - value / 2)
    return middles
