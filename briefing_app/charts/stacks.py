"""Stacked columns and stacked bars: values in the segments, totals over them in bold.

Totals over columns are labels of a line that draws nothing. Beside bars, where a line cannot be,
they are labels of a last segment without a fill.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import legend_above, nice_scale, plan_legend, scale_with_room
from briefing_app.charts.chart_elements import (
    INVISIBLE,
    UNNAMED,
    Inner,
    Plotted,
    fill_and_line,
    hidden_line,
    label_range,
    no_label,
    other_labels,
    range_label,
    series_name,
    series_title,
    series_values,
    value_label,
    value_labels,
)
from briefing_app.charts.columns_and_bars import (
    HIGHEST_SLOT_PT,
    WIDEST_SLOT_PT,
    bar_chart,
    bar_series,
    names_for_legend,
)
from briefing_app.charts.drawing import Frame, Row, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import even_sizes, line_height, size_within
from briefing_app.charts.palette import Colour, ink_on
from briefing_app.charts.plot_area import (
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
from briefing_app.charts.side_names import SideNames, name_lines, side_names
from briefing_app.model.cell_range import column_letters
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import NOTHING, Xml, join

_DIGIT_HEIGHT = 1.05
"""Height that a number needs in its segment, per point of its size."""
_THINNEST_WITH_GAPS_PT = 6.0
"""Thinner bars have no white lines around their segments."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Per category: the sum, None where there is no value; the parts above and below zero."""

    totals: Row
    above: tuple[float, ...]
    below: tuple[float, ...]


def sums_of(values: Sequence[Row]) -> Sums:
    """Return the sums over the series for each category."""
    columns = [[v for v in column if v is not None] for column in zip(*values, strict=True)]
    return Sums(
        tuple(fsum(column) if column else None for column in columns),
        tuple(fsum(v for v in column if v > 0) for column in columns),
        tuple(fsum(v for v in column if v < 0) for column in columns),
    )


def draw_stacked(frame: Frame, *, lying: bool) -> Drawing:
    """Return stacked columns, or stacked bars that lie; there are two series or more."""
    sums = sums_of(frame.values)
    side = None if lying else side_names(frame)
    shown, cut = (frame.names, side.cut) if side else names_for_legend(frame)
    legend = None if side else plan_legend(shown, frame)
    top = legend.height + EDGE_PT if legend else EDGE_PT
    area = _lying(frame, sums, top) if lying else _standing(frame, sums, top, side)
    columns = frame.input_columns()
    categories = categories_of(area.texts, frame.spec.categories, columns)
    series, findings = _segments(frame, area, shown, categories)
    lines = name_lines(frame, side, area, categories, columns) if side else []
    hidden: list[int] = []
    if area.label_pt and frame.spec.show_totals:
        index = len(series) + len(lines)
        if lying:
            series.append(_totals_beside(frame, area, sums, index, categories, columns))
        else:
            lines.append(_totals_over(frame, area, sums, index, categories, columns))
            hidden.append(index)
    return Drawing(
        inner=area.inner,
        groups=(bar_chart(series, lying=lying, overlap=100),),
        lines=tuple(lines),
        axes=area.axes(frame),
        columns=columns,
        series=len(series) + len(lines),
        categories=categories,
        area=area,
        legend=legend_above(legend, hidden, frame) if legend else NOTHING,
        findings=(
            *said.names_cut(cut),
            *findings,
            *said.of_category_texts(area.texts, frame.spec, lying=lying),
            *said.axis_for_labels(shown=not area.label_pt),
        ),
    )


# --- geometry ---------------------------------------------------------------------------------


def _standing(frame: Frame, sums: Sums, top: float, side: SideNames | None) -> PlotArea:
    low, high = min(0.0, *sums.below), max(0.0, *sums.above)
    right = side.width if side else EDGE_PT
    left, slot, names = slots_below(frame, EDGE_PT, right, WIDEST_SLOT_PT)
    size = _label_size(frame, sums, slot)
    if not size:
        area = standing_with_axis(
            frame, top, nice_scale(low, high), right=right, cap=WIDEST_SLOT_PT
        )
        return replace(area, base_line=low < 0)
    height = height_above(frame, top, names)
    room = line_height(size) + LABEL_ROOM_PT if frame.spec.show_totals else EDGE_PT
    room += frame.over
    scale = scale_with_room(low, high, height, EDGE_PT if low < 0 else 0.0, room)
    inner = Inner(left, top, slot * len(frame.spec.categories), height)
    # The white lines around segments would break the axis line, so there is one only below zero.
    return PlotArea(inner, slot, scale, names, size, base_line=low < 0)


def _label_size(frame: Frame, sums: Sums, slot: float) -> float:
    """Return the size of totals, or of segment labels without them; 0 when they do not fit."""
    if frame.spec.show_totals:
        texts = frame.numbers.quick_texts(sums.totals)
        return size_within(
            frame.ruler.widest_number(texts, 1.0, bold=True), slot - 2.0, *frame.sizes
        )
    widths = sorted(frame.ruler.number_width(shown, 1.0) for shown in frame.all_value_texts)
    inside = slot / (1 + GAP_WIDTH / 100) - EDGE_PT
    return size_within(widths[len(widths) // 2], inside, *frame.sizes)


def _lying(frame: Frame, sums: Sums, top: float) -> PlotArea:
    low, high = min(0.0, *sums.below), max(0.0, *sums.above)
    count = len(frame.spec.categories)
    slot = min((frame.height - top - EDGE_PT) / count, HIGHEST_SLOT_PT)
    size = size_within(_DIGIT_HEIGHT, slot, *frame.sizes)
    if not size:
        return replace(lying_with_axis(frame, top, low, high, HIGHEST_SLOT_PT), base_line=low < 0)
    names, left = names_beside(frame, slot)
    width = frame.width - left - EDGE_PT
    totals = frame.numbers.quick_texts(sums.totals) if frame.spec.show_totals else []
    room = frame.ruler.widest_number(totals, size, bold=True) + LABEL_ROOM_PT + EDGE_PT
    scale = scale_with_room(low, high, width, EDGE_PT if low < 0 else 0.0, room)
    inner = Inner(left, top, width, slot * count)
    return PlotArea(inner, slot, scale, names, size, lying=True, base_line=low < 0)


# --- segments ---------------------------------------------------------------------------------


def _segments(
    frame: Frame, area: PlotArea, shown: Sequence[str], categories: Xml
) -> tuple[list[Xml], tuple[Finding, ...]]:
    """Return the stacked series, and what is said of labels left out."""
    colours = colours_of(frame)[0]
    labels, findings = _segment_labels(frame, area, colours)
    gap = frame.palette.background if area.bar >= _THINNEST_WITH_GAPS_PT else None
    series = [
        bar_series(
            n,
            Plotted(
                series_title(n + 1, name, shown[n]),
                categories,
                series_values(n + 1, frame.values[n], frame.format_of(n)),
            ),
            fill_and_line(colours[n], gap),
            labels=labels[n],
        )
        for n, name in enumerate(frame.names)
    ]
    return series, findings


def _segment_labels(
    frame: Frame, area: PlotArea, colours: Sequence[Colour]
) -> tuple[list[Xml], tuple[Finding, ...]]:
    if not area.label_pt:
        return [NOTHING] * len(colours), ()
    fits = [_fitting_sizes(frame, area, n) for n in range(len(colours))]
    flat = even_sizes([size for row in fits for size in row if size is not None], area.label_pt)
    sizes = iter(flat)
    even = [[None if size is None else next(sizes) for size in row] for row in fits]
    code = frame.numbers.written(negative=frame.limits[0] < 0)
    usual = max(flat, default=0.0)
    labels = [
        _labels_of_series(row, code, usual, frame, fill)
        for row, fill in zip(even, colours, strict=True)
    ]
    return labels, said.labels_left_out(flat.count(0.0), len(flat))


def _fitting_sizes(frame: Frame, area: PlotArea, n: int) -> list[float | None]:
    """Return for each segment the largest size of its label, 0 for none; None: no segment."""
    most, least = area.label_pt, frame.least_pt
    across = size_within(_DIGIT_HEIGHT, area.bar - 1.0, most, least) if area.lying else area.bar
    sizes: list[float | None] = []
    for value, shown in zip(frame.values[n], frame.value_texts[n], strict=True):
        if not value:
            sizes.append(None)
            continue
        length = abs(value) * area.unit
        natural = frame.ruler.number_width(shown, 1.0)
        if area.lying:
            sizes.append(min(across, size_within(natural, length - EDGE_PT, most, least)))
        else:
            high = size_within(_DIGIT_HEIGHT, length - 1.0, most, least)
            sizes.append(min(high, size_within(natural, across - EDGE_PT, most, least)))
    return sizes


def _labels_of_series(
    sizes: Sequence[float | None], code: str, usual: float, frame: Frame, fill: Colour
) -> Xml:
    """Return the ``c:dLbls`` of one series. sizes: per point, 0 or None for no label."""
    if not any(sizes):
        return NOTHING
    ink = ink_on(fill, frame.palette)
    points = [
        value_label(n, code, frame.look(size, ink), "ctr") if size else no_label(n)
        for n, size in enumerate(sizes)
        if size != usual
    ]
    return value_labels(code, frame.look(usual, ink), "ctr", join(points))


# --- totals -----------------------------------------------------------------------------------


def _sum_ranges(frame: Frame) -> list[str]:
    """Return for each row of the table the cells whose sum is its total."""
    last = column_letters(len(frame.values) + 1)
    return [f"B{row}:{last}{row}" for row in range(2, len(frame.spec.categories) + 2)]


def _where_total(sums: Sums, formulas: Sequence[str]) -> list[str]:
    """Return the formulas of rows that have a total; the others stay empty, not zero."""
    return [
        formula if total is not None else ""
        for formula, total in zip(formulas, sums.totals, strict=True)
    ]


def _totals_over(
    frame: Frame,
    area: PlotArea,
    sums: Sums,
    index: int,
    categories: Xml,
    columns: list[SheetColumn],
) -> Xml:
    """Return the line whose labels are the totals over columns.

    Where parts lie below zero, a total is not the height of its stack; then the label stands on
    the stack and prints the text of a cell.
    """
    code, ranges = frame.spec.number_format, _sum_ranges(frame)
    look = frame.look(area.label_pt, bold=True)
    if not any(sums.below):
        formulas = _where_total(sums, [f"SUM({cells})" for cells in ranges])
        columns.append(SheetColumn("Total", sums.totals, code, helper=True, formulas=formulas))
        labels = value_labels(frame.numbers.written(negative=False), look, "t")
        values = series_values(len(columns) - 1, sums.totals, code)
        return hidden_line(
            index, series_name(len(columns) - 1, "Total"), categories, values, labels
        )
    labels, extension = _total_texts(frame, area, sums, "t", columns)
    places: Row = tuple(
        None if total is None else place
        for total, place in zip(sums.totals, sums.above, strict=True)
    )
    formulas = _where_total(sums, [f'SUMIF({cells},">0")' for cells in ranges])
    columns.append(SheetColumn("Total position", places, code, helper=True, formulas=formulas))
    column = len(columns) - 1
    values = series_values(column, places, code)
    name = series_name(column, "Total position")
    return hidden_line(index, name, categories, values, labels, extension)


def _totals_beside(
    frame: Frame,
    area: PlotArea,
    sums: Sums,
    index: int,
    categories: Xml,
    columns: list[SheetColumn],
) -> Xml:
    """Return the last segment, thin and without a fill, whose labels are the totals of bars."""
    labels, extension = _total_texts(frame, area, sums, "inBase", columns)
    sliver = (area.scale.high - area.scale.low) / 100
    places: Row = tuple(None if total is None else sliver for total in sums.totals)
    code = frame.spec.number_format
    columns.append(SheetColumn("Total position", places, code, helper=True))
    values = series_values(len(columns) - 1, places, code)
    # LibreOffice deletes the wrong legend entry of bars, so this one has nothing to show.
    plotted = Plotted(UNNAMED, categories, values)
    return bar_series(index, plotted, INVISIBLE, labels=labels, extension=extension)


def _total_texts(
    frame: Frame, area: PlotArea, sums: Sums, position: str, columns: list[SheetColumn]
) -> tuple[Xml, Xml]:
    """Return labels that print totals from cells, and the extension that names the cells."""
    numbers, look = frame.numbers, frame.look(area.label_pt, bold=True)
    texts = ["" if total is None else numbers.text(total) for total in sums.totals]
    formulas = [numbers.formula(f"SUM({cells})", signed=False) for cells in _sum_ranges(frame)]
    cells = [shown or None for shown in texts]
    columns.append(SheetColumn("Total", cells, helper=True, formulas=_where_total(sums, formulas)))
    points = [range_label(n, shown, look, position) for n, shown in enumerate(texts) if shown]
    return other_labels(points, look, position), label_range(len(columns) - 1, texts)
