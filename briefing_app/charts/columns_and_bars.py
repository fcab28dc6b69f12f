"""Columns and bars side by side, one group per category. Columns stand, bars lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import legend_above, plan_legend
from briefing_app.charts.chart_elements import (
    AXIS_IDS,
    BAR_CHART,
    BAR_SERIES,
    DATA_POINT,
    Inner,
    Plotted,
    fill_and_line,
    indices,
    series_title,
    series_values,
    setting,
    value_labels,
)
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.label_placement import line_height, size_within
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import (
    BESIDE,
    EDGE_PT,
    GAP_WIDTH,
    LABEL_ROOM_PT,
    PlotArea,
    categories_of,
    height_above,
    lying_with_axis,
    names_beside,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.shared_scale import (
    beyond_limits,
    labelled_scale,
    ticked_scale,
    values_shown,
)
from briefing_app.ooxml.elements import NOTHING, Xml, join

WIDEST_SLOT_PT = 130.0
HIGHEST_SLOT_PT = 42.0
_MOST_LEGEND = 0.35
"""Share of the height that a legend may take."""
_WIDEST_KEY_PT = 48.0
_WIDER_PER_BAR_PT = 40.0
_HIGHER_PER_BAR_PT = 18.0


def draw_clustered(frame: Frame, *, lying: bool) -> Drawing:
    """Return columns, or bars that lie, with a value at the end of each."""
    names, count = frame.names, len(frame.names)
    shown, cut = names_for_legend(frame) if count > 1 else (names, 0)
    legend = plan_legend(shown, frame) if count > 1 else None
    top = legend.height + EDGE_PT if legend else EDGE_PT
    area = _lying(frame, top + frame.over) if lying else standing_columns(frame, top)
    colours, marked = colours_of(frame)
    columns = frame.input_columns()
    categories = categories_of(area.texts, frame.spec.categories, columns)
    labels = end_labels(frame, area)
    series = [
        bar_series(
            n,
            Plotted(
                series_title(n + 1, names[n], shown[n]),
                categories,
                series_values(n + 1, frame.values[n], frame.format_of(n)),
            ),
            fill_and_line(colours[n], None),
            labels=labels,
            points=focus_points(marked, frame.palette.focus),
        )
        for n in range(count)
    ]
    return Drawing(
        inner=area.inner,
        groups=(bar_chart(series, lying=lying, overlap=-BESIDE if count > 1 else 0),),
        axes=area.axes(frame),
        columns=columns,
        series=count,
        categories=categories,
        area=area,
        legend=legend_above(legend, (), frame) if legend else NOTHING,
        findings=(
            *said.names_cut(cut),
            *said.of_category_texts(area.texts, frame.spec, lying=lying),
            *said.axis_for_labels(shown=not area.label_pt),
            *said.scale_widened(beyond=beyond_limits(frame, *frame.limits_with_zero)),
        ),
    )


def _pitch(side_by_side: int) -> float:
    """Return the share of a slot from one bar's start to the next one's."""
    if side_by_side == 1:
        return 1.0
    between = BESIDE / 100
    return (1 + between) / (side_by_side + (side_by_side - 1) * between + GAP_WIDTH / 100)


def standing_columns(frame: Frame, top: float, cap: float = 0.0) -> PlotArea:
    """Return the axes of columns with a value at the end of each, or a shown axis of values.

    top: room kept free above; cap: the longest slot, 0 for the usual one.
    """
    low, high = frame.limits_with_zero
    side_by_side = len(frame.names)
    cap = cap or WIDEST_SLOT_PT + _WIDER_PER_BAR_PT * (side_by_side - 1)
    left, slot, names = slots_below(frame, EDGE_PT, EDGE_PT, cap)
    natural = frame.ruler.widest_number(frame.all_value_texts, 1.0)
    size = size_within(natural, slot * _pitch(side_by_side) - 2.0, *frame.sizes)
    if not size:
        return standing_with_axis(frame, top, ticked_scale(frame, low, high), cap=cap)
    height = height_above(frame, top, names)
    room = line_height(size) + LABEL_ROOM_PT
    below = room if low < 0 else 0.0
    scale, above = labelled_scale(frame, low, high, height, below, room + frame.over)
    inner = Inner(left, top + above, slot * len(frame.spec.categories), max(1.0, height - above))
    return PlotArea(inner, slot, scale, names, size)


def _lying(frame: Frame, top: float) -> PlotArea:
    low, high = frame.limits_with_zero
    count, side_by_side = len(frame.spec.categories), len(frame.names)
    cap = HIGHEST_SLOT_PT + _HIGHER_PER_BAR_PT * (side_by_side - 1)
    slot = min((frame.height - top - EDGE_PT) / count, cap)
    size = size_within(1.1, slot * _pitch(side_by_side), *frame.sizes)
    if not size:
        return lying_with_axis(frame, top, *values_shown(frame, low, high), cap)
    names, left = names_beside(frame, slot)
    width = frame.width - left - EDGE_PT - frame.beside
    room = frame.ruler.widest_number(frame.all_value_texts, size) + LABEL_ROOM_PT
    scale, after = labelled_scale(frame, low, high, width, room if low < 0 else 0.0, room)
    inner = Inner(left, top, max(1.0, width - after), slot * count)
    return PlotArea(inner, slot, scale, names, size, lying=True)


def names_for_legend(frame: Frame) -> tuple[tuple[str, ...], int]:
    """Return series names that fit a legend in one line each, and how many were cut for that.

    Many names are cut so that several stand in a row: a legend leaves room for the chart.
    """
    rows = max(1, int(frame.height * _MOST_LEGEND / (line_height(frame.least_pt) * 1.15)))
    per_row = ceil(len(set(frame.names)) / rows)
    room = min(frame.width * 0.9 - 36.0, frame.width / per_row - _WIDEST_KEY_PT)
    short = tuple(frame.ruler.shortened(name, frame.least_pt, room) for name in frame.names)
    return short, sum(a != b for a, b in zip(short, frame.names, strict=True))


def end_labels(frame: Frame, area: PlotArea) -> Xml:
    """Return the labels of values at the ends of columns or bars, none beside a shown axis."""
    if not area.label_pt:
        return NOTHING
    code = frame.numbers.written(negative=area.scale.low < 0)
    return value_labels(code, frame.look(area.label_pt), "outEnd")


def focus_points(marked: frozenset[int], colour: Colour) -> Xml:
    """Return the ``c:dPt`` of points that have a colour of their own."""
    return join(_point_fill(n, colour) for n in sorted(marked))


@lru_cache(maxsize=1024)
def _point_fill(index: int, colour: Colour) -> Xml:
    """Return the ``c:dPt`` that fills one bar in its own colour."""
    return DATA_POINT(
        idx=setting("c:idx", index),
        invertIfNegative=setting("c:invertIfNegative", 0),
        bubble3D=setting("c:bubble3D", 0),
        spPr=fill_and_line(colour, None),
    )


def bar_series(
    index: int,
    plotted: Plotted,
    look: Xml,
    *,
    labels: Xml = NOTHING,
    points: Xml = NOTHING,
    extension: Xml = NOTHING,
) -> Xml:
    """Return a bar series. look: its ``c:spPr``."""
    idx, order = indices(index)
    return BAR_SERIES(
        idx=idx,
        order=order,
        tx=plotted.name,
        spPr=look,
        invertIfNegative=setting("c:invertIfNegative", 0),
        dPt=points,
        dLbls=labels,
        cat=plotted.categories,
        val=plotted.values,
        extLst=extension,
    )


def bar_chart(series: Sequence[Xml], *, lying: bool, overlap: int, gap: int = GAP_WIDTH) -> Xml:
    """Return ``c:barChart`` on the only pair of axes.

    overlap: per cent; 100 makes stacks; gap: between two groups, in per cent of a bar's width.
    """
    return BAR_CHART(
        barDir=setting("c:barDir", "bar" if lying else "col"),
        grouping=setting("c:grouping", "stacked" if overlap == 100 else "clustered"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        gapWidth=setting("c:gapWidth", gap),
        overlap=setting("c:overlap", overlap),
        axId=AXIS_IDS,
    )
