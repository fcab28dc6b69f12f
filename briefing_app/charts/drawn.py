"""What every family of chart hands back: pieces of a plot area, to which decorations may add."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing_app.charts.chart_elements import PLOT_AREA, Inner, line_chart, placed
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.plot_area import PlotArea
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import NOTHING, Xml, join


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn.

    inner: the rectangle of the axes; groups: charts on the primary axes but the lines (areas, then
    bars: what is painted first comes first); lines: series of the line chart on the same axes;
    over: charts painted last, or on axes of their own; axes: all axes; columns: of the embedded
    workbook; series: how many series there are, which is the number of the next one; categories:
    ``c:cat`` for a series that is added; area: None where the axes are not those of categories and
    values; told: sentences for the alternative text in place of the series' figures, in the
    language of the chart; user_shapes: the part of shapes drawn on the chart, b"" for none.
    """

    inner: Inner
    axes: Xml
    columns: list[SheetColumn]
    series: int
    groups: tuple[Xml, ...] = ()
    lines: tuple[Xml, ...] = ()
    over: tuple[Xml, ...] = ()
    categories: Xml = NOTHING
    area: PlotArea | None = None
    legend: Xml = NOTHING
    findings: tuple[Finding, ...] = ()
    told: tuple[str, ...] = ()
    user_shapes: bytes = field(default=b"", repr=False)

    def plot(self, frame: Frame) -> Xml:
        """Return ``c:plotArea``."""
        lines = (line_chart(self.lines),) if self.lines else ()
        return PLOT_AREA(
            layout=placed(self.inner, frame.width, frame.height, inner=True),
            charts=join((*self.groups, *lines, *self.over)),
            axes=self.axes,
        )
