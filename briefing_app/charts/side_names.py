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
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import Xml

_SHARE = 0.34
"""Share of the width that the names may take."""
_MOST_HEIGHT = 0.75
"""Share of the height that the names may take together."""
_LINES = 3


@dataclass(frozen=True, slots=True)
class SideNames:
    """Names: their lines, the size they are set in, the width they take, how many were cut."""

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

    A name needs its segment in the last column, and all names need the height of the chart.
    """
    if any(not row[-1] for row in frame.values):
        return None
    widest = frame.width * _SHARE
    slot = line_height(frame.label_pt) * (_LINES + 0.01)
    texts = texts_beside_bars(frame.names, slot, widest, frame.sizes, frame.ruler)
    size = texts.size_pt
    lines = tuple(frame.ruler.lines(name, size, widest) for name in texts.texts)
    width = max(frame.ruler.widest(each, size, bold=True) for each in lines)
    side = SideNames(lines, size, width + 3 * EDGE_PT, texts.shortened)
    return side if sum(side.heights) <= frame.height * _MOST_HEIGHT else None


def name_lines(
    frame: Frame, side: SideNames, area: PlotArea, categories: Xml, columns: list[SheetColumn]
) -> list[Xml]:
    """Return the lines that carry the names, and add their points to the workbook's columns."""
    middles = _middles([row[-1] or 0.0 for row in frame.values])
    wanted = [(area.scale.high - middle) * area.unit for middle in middles]
    at = spread(wanted, side.heights, 0.0, area.inner.height)
    lines = []
    for n, middle in enumerate(middles):
        shift = (area.bar / 2 / frame.width, (at[n] - wanted[n]) / frame.height)
        column = _middle_column(frame, n, middle)
        columns.append(column)
        values = series_values(len(columns) - 1, column.values, column.number_format)
        lines.append(_name_line(frame, n, side, shift, categories, values))
    return lines


def _middle_column(frame: Frame, n: int, middle: float) -> SheetColumn:
    """Return the column that holds the middle of the last segment, as a formula."""
    before = len(frame.spec.categories) - 1
    return SheetColumn(
        f"{frame.names[n]} (name)",
        (*(None,) * before, middle),
        frame.spec.number_format,
        helper=True,
        formulas=(*("",) * before, _middle_formula(n, before + 2)),
    )


def _name_line(
    frame: Frame,
    n: int,
    side: SideNames,
    shift: tuple[float, float],
    categories: Xml,
    values: Xml,
) -> Xml:
    name = frame.names[n]
    look = frame.look(side.size_pt, bold=name in frame.spec.focus)
    lines = () if side.lines[n] == (name,) else side.lines[n]
    label = name_label(len(frame.spec.categories) - 1, lines, look, shift)
    return hidden_line(
        len(frame.values) + n,
        series_name(n + 1, name),
        categories,
        values,
        other_labels([label], look, "r"),
    )


def _middle_formula(n: int, row: int) -> str:
    """Return the formula of the middle of a segment in the last row of the table."""
    own = f"{column_letters(n + 2)}{row}"
    up_to = f"$B{row}:{own}"
    return f'IF({own}>=0,SUMIF({up_to},">0"),SUMIF({up_to},"<0"))-{own}/2'


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
