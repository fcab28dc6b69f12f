"""Stacked columns and bars, of their own height or all 100 % high.

Values or shares stand in the segments, totals over or beside them in bold, and the names of the
segments beside the last column, or in a legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, legend_above, plan_legend, scale_with_room
from briefing_app.charts.chart_elements import (
    Inner,
    Plotted,
    fill_and_line,
    series_title,
    series_values,
)
from briefing_app.charts.columns_and_bars import (
    HIGHEST_SLOT_PT,
    WIDEST_SLOT_PT,
    bar_chart,
    bar_series,
    names_for_legend,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import (
    AxisTexts,
    line_height,
    size_within,
    turned_texts,
)
from briefing_app.charts.plot_area import (
    EDGE_PT,
    LABEL_ROOM_PT,
    PlotArea,
    categories_of,
    height_above,
    lying_with_axis,
    names_beside,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.segment_texts import segment_text
from briefing_app.charts.shared_scale import beyond_limits, labelled_scale, ticked_scale
from briefing_app.charts.side_names import SideNames, name_lines, side_names
from briefing_app.charts.stack_labels import DIGIT_HEIGHT, segment_labels
from briefing_app.charts.stack_parts import SHARE_CODE, Stack
from briefing_app.charts.stack_totals import (
    first_total,
    hundred_percent,
    totals_beside,
    totals_over,
)
from briefing_app.model.chart_spec import ChartSpec, SegmentLabels
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml

_THINNEST_WITH_GAPS_PT = 6.0
"""Thinner bars have no white lines around their segments."""
_MOST_TURNED = 0.25
"""Share of the height that turned names may take."""
_FULL_TICKS = Scale(0.0, 1.0, 0.2)


def full_refusal(spec: ChartSpec) -> Finding | None:
    """Return why the parts cannot be shares of 100 %."""
    if all(not isinstance(v, float | int) or v >= 0 for s in spec.series for v in s.values):
        return None
    return error(
        "chart-full-negative",
        "A value below zero is no part of 100 %.",
        "Choose stacked columns, columns side by side, or a waterfall.",
    )


def draw_stacked(frame: Frame, *, lying: bool, full: bool = False) -> Drawing:
    """Return stacked columns, or stacked bars that lie; full: each is 100 % high."""
    stack = Stack(frame, lying=lying, full=full)
    side = None if lying else side_names(frame)
    shown, cut = (frame.names, side.cut) if side else names_for_legend(frame)
    legend = None if side else plan_legend(shown, frame)
    top = legend.height + EDGE_PT if legend else EDGE_PT
    area = lying_stacks(stack, top + frame.over) if lying else standing_stacks(stack, top, side)
    columns = frame.input_columns()
    categories = categories_of(area.texts, frame.spec.categories, columns)
    series, findings = stacked_series(stack, area, shown, categories, columns)
    lines = name_lines(stack, side, area, categories, columns) if side else []
    hidden: list[int] = []
    if area.label_pt and stack.totals_shown:
        index = len(series) + len(lines)
        if lying:
            series.append(totals_beside(stack, area, index, categories, columns))
        else:
            lines.append(totals_over(stack, area, index, categories, columns))
            hidden.append(index)
    return Drawing(
        inner=area.inner,
        groups=(bar_chart(series, lying=lying, overlap=100),),
        lines=tuple(lines),
        axes=area.axes(stack.axis_frame),
        columns=columns,
        series=len(series) + len(lines),
        categories=categories,
        area=area,
        legend=legend_above(legend, hidden, frame) if legend else NOTHING,
        findings=(*said.names_cut(cut), *findings, *findings_of(stack, area)),
    )


def findings_of(stack: Stack, area: PlotArea) -> tuple[Finding, ...]:
    """Return what is said of the axes of stacks."""
    return (
        *said.of_category_texts(area.texts, stack.frame.spec, lying=stack.lying),
        *said.axis_for_labels(shown=not area.label_pt),
        *said.scale_widened(beyond=not stack.full and beyond_limits(stack.frame, *stack.ends)),
    )


# --- geometry ---------------------------------------------------------------------------------


def standing_stacks(stack: Stack, top: float, side: SideNames | None) -> PlotArea:
    """Return the axes of stacked columns. side: the names beside the last one."""
    frame, low = stack.frame, stack.ends[0]
    right = side.width if side else EDGE_PT
    left, slot, names = _slots(stack, EDGE_PT, right)
    size = _label_size(stack, slot)
    if not size:
        return _standing_with_axis(stack, top, right)
    if (words := _words_at_left(stack, slot, size)) > left:
        left, slot, names = _slots(stack, words, right)
        size = _label_size(stack, slot)
        if not size:
            return _standing_with_axis(stack, top, right)
    height = height_above(frame, top, names) - stack.below
    room = line_height(size) + LABEL_ROOM_PT if stack.totals_shown else EDGE_PT
    room += frame.over
    scale, above = _scale(stack, height, room)
    count = len(frame.spec.categories)
    inner = Inner(left, top + above, slot * count, max(1.0, height - above))
    # The white lines around segments would break the axis line, so there is one only below zero.
    return PlotArea(inner, slot, scale, names, size, base_line=low < 0, gap=stack.gap)


def _slots(stack: Stack, left: float, right: float) -> tuple[float, float, AxisTexts]:
    """Return where the axes begin, the length of a slot, and the names below."""
    frame = stack.frame
    left, slot, names = slots_below(frame, left, right, stack.cap or WIDEST_SLOT_PT)
    if stack.turned and (names.skip > 1 or names.shortened):
        high = frame.height * _MOST_TURNED
        turned = turned_texts(frame.spec.categories, slot, high, frame.sizes, frame.ruler)
        # Without any text LibreOffice would print names of its own.
        nothing = AxisTexts((" ",) * len(names.texts), frame.least_pt, 0, 0.0)
        return left, slot, turned or nothing
    return left, slot, names


def _scale(stack: Stack, length: float, room: float) -> tuple[Scale, float]:
    """Return a hidden axis and the points outside its end. room: for labels at the high end."""
    low, high = stack.ends
    if stack.full:
        return scale_with_room(low, high, length, 0.0, room), 0.0
    return labelled_scale(stack.frame, low, high, length, EDGE_PT if low < 0 else 0.0, room)


def _standing_with_axis(stack: Stack, top: float, right: float) -> PlotArea:
    low, high = stack.ends
    scale = _FULL_TICKS if stack.full else ticked_scale(stack.frame, low, high)
    area = standing_with_axis(
        stack.axis_frame, top, scale, right=right, cap=stack.cap or WIDEST_SLOT_PT
    )
    names = _slots(stack, area.inner.left, right)[2] if stack.turned else area.texts
    height = area.inner.height + area.texts.height - names.height - stack.below
    inner = replace(area.inner, height=max(1.0, height))
    return replace(area, inner=inner, texts=names, base_line=low < 0, gap=stack.gap)


def _words_at_left(stack: Stack, slot: float, size: float) -> float:
    """Return the room that the words before the first total ask for at the left of the axes."""
    if not (stack.full and stack.totals_shown):
        return 0.0
    first = first_total(stack)
    ruler, numbers = stack.frame.ruler, stack.frame.numbers
    words = ruler.width(hundred_percent(stack), size, bold=True)
    own = ruler.width(numbers.text(stack.sums.totals[first] or 0.0), size, bold=True)
    return words + own / 2 - slot * (first + 0.5) + EDGE_PT


def _label_size(stack: Stack, slot: float) -> float:
    """Return the size of totals, or of segment labels without them; 0 when they do not fit."""
    frame = stack.frame
    if stack.totals_shown:
        texts = frame.numbers.quick_texts(stack.sums.totals)
        return size_within(
            frame.ruler.widest_number(texts, 1.0, bold=True), slot - 2.0, *frame.sizes
        )
    widths = sorted(frame.ruler.number_width(shown, 1.0) for shown in _usual_texts(stack))
    inside = slot / (1 + stack.gap / 100) - EDGE_PT
    return size_within(widths[len(widths) // 2], inside, *frame.sizes)


def _usual_texts(stack: Stack) -> list[str]:
    """Return the texts by which the size of segment labels is chosen; values may stand alone."""
    if stack.labels is not SegmentLabels.SHARE:
        return stack.frame.all_value_texts
    return [segment_text(stack.labels, 1.0, 2.0, stack.frame.numbers)]


def lying_stacks(stack: Stack, top: float) -> PlotArea:
    """Return the axes of stacked bars."""
    frame = stack.frame
    low, high = stack.shown_ends
    count = len(frame.spec.categories)
    slot = min((frame.height - top - EDGE_PT) / count, HIGHEST_SLOT_PT)
    size = size_within(DIGIT_HEIGHT, slot, *frame.sizes)
    if not size:
        area = lying_with_axis(stack.axis_frame, top, low, high, HIGHEST_SLOT_PT)
        area = replace(area, scale=_FULL_TICKS) if stack.full else area
        return replace(area, base_line=low < 0)
    names, left = names_beside(frame, slot)
    width = frame.width - left - EDGE_PT - frame.beside
    totals = frame.numbers.quick_texts(stack.sums.totals) if stack.totals_shown else []
    # The words before a total stand at the first only, but all bars end at the same place.
    totals = [hundred_percent(stack) + shown for shown in totals]
    room = frame.ruler.widest_number(totals, size, bold=True) + LABEL_ROOM_PT + EDGE_PT
    scale, after = _scale(stack, width, room)
    inner = Inner(left, top, max(1.0, width - after), slot * count)
    return PlotArea(inner, slot, scale, names, size, lying=True, base_line=low < 0)


# --- segments ---------------------------------------------------------------------------------


def stacked_series(
    stack: Stack,
    area: PlotArea,
    shown: Sequence[str],
    categories: Xml,
    columns: list[SheetColumn],
) -> tuple[list[Xml], tuple[Finding, ...]]:
    """Return the stacked series, and what is said of labels left out.

    shown: the names of the series as they are printed; columns: of the workbook, to which the
    texts of labels are added.
    """
    frame, count = stack.frame, len(stack.frame.names)
    plotted, rows, codes = stack.first, frame.values, [frame.format_of(n) for n in range(count)]
    if stack.full:
        plotted, rows, codes = len(columns), stack.shares, [SHARE_CODE] * count
        columns += stack.share_columns()
    labels, findings = segment_labels(stack, area, columns)
    gap = frame.palette.background if area.bar >= _THINNEST_WITH_GAPS_PT else None
    series = [
        bar_series(
            n,
            Plotted(
                series_title(stack.header(n), name, shown[n]),
                categories,
                series_values(plotted + n, rows[n], codes[n]),
            ),
            fill_and_line(stack.colours[n], gap),
            labels=labels[n].labels,
            extension=labels[n].extension,
        )
        for n, name in enumerate(frame.names)
    ]
    return series, findings
