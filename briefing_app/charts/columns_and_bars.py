"""Columns and bars side by side, one group per category. Columns stand, bars lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import legend_above, nice_scale, plan_legend, scale_with_room
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
from briefing_app.ooxml.elements import NOTHING, Xml, join

WIDEST_SLOT_PT = 130.0
HIGHEST_SLOT_PT = 42.0
_WIDER_PER_BAR_PT = 40.0
_HIGHER_PER_BAR_PT = 18.0


def draw_clustered(frame: Frame, *, lying: bool) -> Drawing:
    """Return columns, or bars that lie, with a value at the end of each."""
    names, count = frame.names, len(frame.names)
    shown, cut = names_for_legend(frame) if count > 1 else (names, 0)
    legend = plan_legend(shown, frame) if count > 1 else None
    top = legend.height + EDGE_PT if legend else EDGE_PT
    area = _lying(frame, top) if lying else _standing(frame, top)
    colours, marked = colours_of(frame)
    columns = frame.input_columns()
    categories = categories_of(area.texts, frame.spec.categories, columns)
    labels = _end_labels(frame, area)
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
            points=_focus_points(marked, frame.palette.focus),
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
        ),
    )


def _pitch(side_by_side: int) -> float:
    """Return the share of a slot from one bar's start to the next one's."""
    if side_by_side == 1:
        return 1.0
    between = BESIDE / 100
    return (1 + between) / (side_by_side + (side_by_side - 1) * between + GAP_WIDTH / 100)


def _standing(frame: Frame, top: float) -> PlotArea:
    low, high = frame.limits_with_zero
    side_by_side = len(frame.names)
    cap = WIDEST_SLOT_PT + _WIDER_PER_BAR_PT * (side_by_side - 1)
    left, slot, names = slots_below(frame, EDGE_PT, EDGE_PT, cap)
    natural = frame.ruler.widest_number(frame.all_value_texts, 1.0)
    size = size_within(natural, slot * _pitch(side_by_side) - 2.0, *frame.sizes)
    if not size:
        return standing_with_axis(frame, top, nice_scale(low, high), cap=cap)
    height = height_above(frame, top, names)
    room = line_height(size) + LABEL_ROOM_PT
    scale = scale_with_room(low, high, height, room if low < 0 else 0.0, room + frame.over)
    inner = Inner(left, top, slot * len(frame.spec.categories), height)
    return PlotArea(inner, slot, scale, names, size)


def _lying(frame: Frame, top: float) -> PlotArea:
    low, high = frame.limits_with_zero
    count, side_by_side = len(frame.spec.categories), len(frame.names)
    cap = HIGHEST_SLOT_PT + _HIGHER_PER_BAR_PT * (side_by_side - 1)
    slot = min((frame.height - top - EDGE_PT) / count, cap)
    size = size_within(1.1, slot * _pitch(side_by_side), *frame.sizes)
    if not size:
        return lying_with_axis(frame, top, low, high, cap)
    names, left = names_beside(frame, slot)
    width = frame.width - left - EDGE_PT
    room = frame.ruler.widest_number(frame.all_value_texts, size) + LABEL_ROOM_PT
    scale = scale_with_room(low, high, width, room if low < 0 else 0.0, room)
    return PlotArea(Inner(left, top, width, slot * count), slot, scale, names, size, lying=True)


def names_for_legend(frame: Frame) -> tuple[tuple[str, ...], int]:
    """Return series names that fit a legend in one line each, and how many were cut for that."""
    room = frame.width * 0.9 - 36.0
    short = tuple(frame.ruler.shortened(name, frame.least_pt, room) for name in frame.names)
    return short, sum(a != b for a, b in zip(short, frame.names, strict=True))


def _end_labels(frame: Frame, area: PlotArea) -> Xml:
    if not area.label_pt:
        return NOTHING
    code = frame.numbers.written(negative=area.scale.low < 0)
    return value_labels(code, frame.look(area.label_pt), "outEnd")


def _focus_points(marked: frozenset[int], colour: Colour) -> Xml:
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


def bar_chart(series: Sequence[Xml], *, lying: bool, overlap: int) -> Xml:
    """Return ``c:barChart`` on the only pair of axes. overlap: per cent; 100 makes stacks."""
    stacked = overlap == 100
    return BAR_CHART(
        barDir=setting("c:barDir", "bar" if lying else "col"),
        grouping=setting("c:grouping", "stacked" if stacked else "clustered"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        gapWidth=setting("c:gapWidth", GAP_WIDTH),
        overlap=setting("c:overlap", overlap),
        axId=AXIS_IDS,
    )
