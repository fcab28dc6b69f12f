"""Which function draws which kind of chart, and which kinds ask more of a specification."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from briefing_app.charts.areas import (
    area_refusal,
    draw_areas,
    draw_stacked_areas,
    stacked_area_refusal,
)
from briefing_app.charts.box_plot import draw_box_plot
from briefing_app.charts.bubbles import draw_bubbles
from briefing_app.charts.bullet import draw_bullets
from briefing_app.charts.bullet_items import bullet_refusal
from briefing_app.charts.butterfly import butterfly_refusal, draw_butterfly
from briefing_app.charts.columns_and_bars import draw_clustered
from briefing_app.charts.combination import (
    columns_before_lines,
    combination_refusal,
    draw_combination,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.dumbbell import draw_dumbbell, dumbbell_refusal
from briefing_app.charts.gantt import draw_gantt, gantt_refusal
from briefing_app.charts.heat_map import draw_heat_map, heat_map_refusal
from briefing_app.charts.histogram import draw_histogram, histogram_refusal
from briefing_app.charts.lines import draw_lines
from briefing_app.charts.marimekko import draw_marimekko, marimekko_refusal
from briefing_app.charts.pareto import draw_pareto, pareto_refusal, sorted_largest_first
from briefing_app.charts.point_cloud import cloud_refusal
from briefing_app.charts.round_charts import draw_round, round_refusal
from briefing_app.charts.scatter import draw_scatter
from briefing_app.charts.slope import draw_slope, slope_refusal
from briefing_app.charts.small_multiples import draw_multiples, multiples_refusal
from briefing_app.charts.stacked_clusters import clusters_refusal, draw_clusters
from briefing_app.charts.stacked_waterfall import (
    draw_stacked_waterfall,
    stacked_waterfall_refusal,
)
from briefing_app.charts.stacks import draw_stacked, full_refusal
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
    ChartKind.FULL_COLUMN: partial(draw_stacked, lying=False, full=True),
    ChartKind.FULL_BAR: partial(draw_stacked, lying=True, full=True),
    ChartKind.STACKED_CLUSTERED: draw_clusters,
    ChartKind.COMBINATION: draw_combination,
    ChartKind.HISTOGRAM: draw_histogram,
    ChartKind.PARETO: draw_pareto,
    ChartKind.LINE: draw_lines,
    ChartKind.AREA: draw_areas,
    ChartKind.STACKED_AREA: partial(draw_stacked_areas, full=False),
    ChartKind.FULL_AREA: partial(draw_stacked_areas, full=True),
    ChartKind.SLOPE: draw_slope,
    ChartKind.DUMBBELL: draw_dumbbell,
    ChartKind.SMALL_MULTIPLES: draw_multiples,
    ChartKind.PIE: partial(draw_round, ring=False),
    ChartKind.DOUGHNUT: partial(draw_round, ring=True),
    ChartKind.WATERFALL: draw_waterfall,
    ChartKind.STACKED_WATERFALL: draw_stacked_waterfall,
    ChartKind.MARIMEKKO: draw_marimekko,
    ChartKind.MARIMEKKO_UNITS: draw_marimekko,
    ChartKind.BUTTERFLY: draw_butterfly,
    ChartKind.HEAT_MAP: draw_heat_map,
    ChartKind.GANTT: draw_gantt,
    ChartKind.SCATTER: draw_scatter,
    ChartKind.BOX_PLOT: draw_box_plot,
    ChartKind.BUBBLE: draw_bubbles,
    ChartKind.BULLET: draw_bullets,
}
REFUSALS: Mapping[ChartKind, Callable[[ChartSpec], Finding | None]] = {
    ChartKind.WATERFALL: waterfall_refusal,
    ChartKind.STACKED_WATERFALL: stacked_waterfall_refusal,
    ChartKind.MARIMEKKO: marimekko_refusal,
    ChartKind.MARIMEKKO_UNITS: marimekko_refusal,
    ChartKind.BUTTERFLY: butterfly_refusal,
    ChartKind.HEAT_MAP: heat_map_refusal,
    ChartKind.GANTT: gantt_refusal,
    ChartKind.FULL_COLUMN: full_refusal,
    ChartKind.FULL_BAR: full_refusal,
    ChartKind.STACKED_CLUSTERED: clusters_refusal,
    ChartKind.COMBINATION: combination_refusal,
    ChartKind.HISTOGRAM: histogram_refusal,
    ChartKind.PARETO: pareto_refusal,
    ChartKind.AREA: area_refusal,
    ChartKind.STACKED_AREA: stacked_area_refusal,
    ChartKind.FULL_AREA: stacked_area_refusal,
    ChartKind.SLOPE: slope_refusal,
    ChartKind.DUMBBELL: dumbbell_refusal,
    ChartKind.SMALL_MULTIPLES: multiples_refusal,
    ChartKind.PIE: round_refusal,
    ChartKind.DOUGHNUT: round_refusal,
    ChartKind.SCATTER: cloud_refusal,
    ChartKind.BUBBLE: cloud_refusal,
    ChartKind.BULLET: bullet_refusal,
}
"""What a kind asks beside what every chart needs; None where it can be drawn."""
ARRANGED: Mapping[ChartKind, Callable[[ChartSpec], ChartSpec]] = {
    ChartKind.PARETO: sorted_largest_first,
    ChartKind.COMBINATION: columns_before_lines,
}
"""Kinds whose categories are put in an order of their own before anything is drawn."""
