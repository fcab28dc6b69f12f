"""Which function draws which kind of chart, and which kinds ask more of a specification."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from briefing_app.charts.columns_and_bars import draw_clustered
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.lines import draw_lines
from briefing_app.charts.stacks import draw_stacked
from briefing_app.charts.waterfall import draw_waterfall, waterfall_refusal
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding


def _stacked(frame: Frame, *, lying: bool) -> Drawing:
    # A stack of one is a column; as such it may carry its label on top.
    draw = draw_stacked if len(frame.spec.series) > 1 else draw_clustered
    return draw(frame, lying=lying)


FAMILIES: Mapping[ChartKind, Callable[[Frame], Drawing]] = {
    ChartKind.COLUMN: partial(draw_clustered, lying=False),
    ChartKind.BAR: partial(draw_clustered, lying=True),
    ChartKind.STACKED_COLUMN: partial(_stacked, lying=False),
    ChartKind.STACKED_BAR: partial(_stacked, lying=True),
    ChartKind.LINE: draw_lines,
    ChartKind.WATERFALL: draw_waterfall,
}
REFUSALS: Mapping[ChartKind, Callable[[ChartSpec], Finding | None]] = {
    ChartKind.WATERFALL: waterfall_refusal,
}
"""What a kind asks beside what every chart needs; None where it can be drawn."""
