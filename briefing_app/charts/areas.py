"""Areas: one over the other and translucent, stacked, or stacked to 100 %.

Areas that are not stacked lie under the lines that :mod:`lines` draws, so that each can be seen to
its edge. Stacked ones have their names beside the last point, in the middle of each band, totals
at both ends, and a light axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import LINE_KEY_PT, Scale, legend_above, plan_legend
from briefing_app.charts.chart_elements import (
    AXIS_IDS,
    SHAPE,
    colour_of,
    fill_and_line,
    hidden_line,
    indices,
    other_labels,
    series_name,
    series_title,
    series_values,
    setting,
    value_label,
)
from briefing_app.charts.columns_and_bars import names_for_legend
from briefing_app.charts.drawing import Frame, Row, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.lines import draw_lines
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import EDGE_PT, PlotArea, categories_of, standing_with_axis
from briefing_app.charts.shared_scale import beyond_limits, ticked_scale
from briefing_app.charts.side_names import name_lines, side_names
from briefing_app.charts.stack_parts import SHARE_CODE, Stack
from briefing_app.model.chart_spec import ChartKind, ChartSpec
from briefing_app.model.finding import Finding, error, warning
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join

_AREA_CHART = Element("c:areaChart", "grouping varyColors ser dLbls dropLines axId extLst")
_SERIES = Element(
    "c:ser", "idx order tx spPr pictureOptions dPt dLbls trendline errBars cat val extLst"
)
_SEEN_THROUGH = 30_000
"""Opacity of areas that lie over one another, in thousandths of a per cent."""
_EDGE_PT = 0.75
_NO_LINE = Xml("<a:ln><a:noFill/></a:ln>")


def area_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be areas."""
    if len(spec.categories) < 2:
        return error(
            "chart-area-points", "An area needs two points or more.", "Choose columns or bars."
        )
    values = [v for series in spec.series for v in series.values]
    if not all(isinstance(v, float | int) for v in values):
        return error(
            "chart-area-gap",
            "An area cannot show that a value is missing; it would fall to zero.",
            "Choose lines or columns, or fill in the missing values.",
        )
    return None


def stacked_area_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be stacked areas."""
    known = [[v for v in s.values if isinstance(v, float | int)] for s in spec.series]
    if any(v < 0 for row in known for v in row):
        return error(
            "chart-area-negative",
            "Stacked areas cannot show values below zero.",
            "Choose lines, or stacked columns.",
        )
    refusal = area_refusal(spec)
    if refusal is None and spec.kind is ChartKind.FULL_AREA:
        empty = sum(not any(column) for column in zip(*known, strict=True))
        if empty:
            return error(
                "chart-area-share",
                f"There is nothing to take shares of in {empty} of {len(spec.categories)} "
                "categories.",
                "Leave them out, or choose lines.",
            )
    return refusal


# --- one over the other -----------------------------------------------------------------------


def draw_areas(frame: Frame) -> Drawing:
    """Return areas that are not stacked, each under its line."""
    drawing = draw_lines(frame, filled=True)
    colours, _ = colours_of(frame)
    sizes = [sum(abs(v) for v in row if v is not None) for row in frame.values]
    back_to_front = sorted(range(len(sizes)), key=lambda n: -sizes[n])
    series = [
        _area(
            drawing.series + k,
            series_name(n + 1, frame.names[n]),
            _translucent(colours[n]),
            drawing.categories,
            series_values(n + 1, frame.values[n], frame.format_of(n)),
        )
        for k, n in enumerate(back_to_front)
    ]
    return replace(
        drawing,
        groups=(_area_chart(series, "standard"),),
        series=drawing.series + len(series),
        findings=(*drawing.findings, *_hidden(frame.values)),
    )


def _hidden(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Return what is said of areas of which none lies before the other throughout."""
    crossing = 0
    for one, other in combinations(rows, 2):
        more = [abs(a) - abs(b) for a, b in zip(one, other, strict=True) if a and b]
        crossing += bool(more) and min(more) < 0 < max(more)
    if not crossing:
        return ()
    return (
        warning(
            "chart-areas-cross",
            f"{crossing} {'pair' if crossing == 1 else 'pairs'} of areas cross, so that neither "
            "lies clearly before the other.",
            "Choose lines, or stacked areas where the series add up.",
        ),
    )


@lru_cache(maxsize=256)
def _translucent(colour: Colour) -> Xml:
    alpha = f'<a:alpha val="{_SEEN_THROUGH}"/>'
    if colour.scheme:
        fill = colour_of(colour).replace("</a:schemeClr>", f"{alpha}</a:schemeClr>")
    else:
        fill = f'<a:srgbClr val="{colour.rgb}">{alpha}</a:srgbClr>'
    return SHAPE(fill=Xml(f"<a:solidFill>{fill}</a:solidFill>"), ln=_NO_LINE)


# --- stacked ----------------------------------------------------------------------------------


def draw_stacked_areas(frame: Frame, *, full: bool) -> Drawing:
    """Return stacked areas; full: each point in time is 100 %, drawn from columns of shares."""
    stack = Stack(frame, full=full)
    alone = len(frame.names) == 1
    side = None if alone else side_names(frame)
    shown, cut = (frame.names, 0) if alone or side else names_for_legend(frame)
    legend = None if alone or side else plan_legend(shown, frame, LINE_KEY_PT)
    area = _axes(stack, legend.height if legend else 0.0, side.width if side else EDGE_PT)
    columns = frame.input_columns()
    drawn = Drawing(
        inner=area.inner,
        axes=area.axes(stack.axis_frame),
        columns=columns,
        series=len(frame.names),
        categories=categories_of(area.texts, frame.spec.categories, columns),
        area=area,
    )
    series = _bands(stack, shown, drawn)
    lines = name_lines(stack, side, area, drawn.categories, columns) if side else []
    if frame.spec.show_totals and not full:
        lines.append(_totals(stack, area, len(series) + len(lines), drawn))
    hidden = range(len(series), len(series) + len(lines))
    return replace(
        drawn,
        groups=(_area_chart(series, "stacked"),),
        lines=tuple(lines),
        series=len(series) + len(lines),
        legend=legend_above(legend, hidden, frame) if legend else NOTHING,
        findings=(
            *said.names_cut(side.cut if side else cut),
            *said.of_category_texts(area.texts, frame.spec, lying=False),
            *said.scale_widened(beyond=not full and beyond_limits(frame, *stack.ends)),
        ),
    )


def _bands(stack: Stack, shown: Sequence[str], drawn: Drawing) -> list[Xml]:
    """Return the stacked areas, with a thin edge in the colour of the background."""
    frame = stack.frame
    first, rows = 1, frame.values
    if stack.full:
        first, rows = len(drawn.columns), stack.shares
        drawn.columns.extend(stack.share_columns())
    bands = []
    for n, (row, colour) in enumerate(zip(rows, stack.colours, strict=True)):
        code = SHARE_CODE if stack.full else frame.format_of(n)
        title = series_title(n + 1, frame.names[n], shown[n])
        fill = fill_and_line(colour, frame.palette.background, _EDGE_PT)
        bands.append(_area(n, title, fill, drawn.categories, series_values(first + n, row, code)))
    return bands


def _axes(stack: Stack, top: float, right: float) -> PlotArea:
    """Return the axes, with room over them for totals.

    No bar stands on a point; what is taken for one keeps the names off the areas.
    """
    frame = stack.frame
    totals = frame.spec.show_totals and not stack.full
    room = line_height(frame.label_pt) + EDGE_PT if totals else 0.0
    scale = Scale(0.0, 1.0, 0.2) if stack.full else ticked_scale(frame, *stack.ends)
    wide = standing_with_axis(stack.axis_frame, top + room, scale, right=right)
    # The names begin at the last point, half a slot before the axes end.
    right = max(EDGE_PT, right - wide.slot / 2)
    area = standing_with_axis(stack.axis_frame, top + room, scale, right=right)
    return replace(area, gap=(area.slot / (2 * EDGE_PT) - 1) * 100)


def _area(index: int, title: Xml, fill: Xml, categories: Xml, values: Xml) -> Xml:
    """Return an area. index: of the series in the whole chart."""
    idx, order = indices(index)
    return _SERIES(idx=idx, order=order, tx=title, spPr=fill, cat=categories, val=values)


def _area_chart(series: Sequence[Xml], grouping: str) -> Xml:
    return _AREA_CHART(
        grouping=setting("c:grouping", grouping),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        axId=AXIS_IDS,
    )


# --- totals at the ends -----------------------------------------------------------------------


def _totals(stack: Stack, area: PlotArea, index: int, drawn: Drawing) -> Xml:
    """Return the line that draws nothing and carries the first and the last total."""
    frame, totals = stack.frame, stack.sums.totals
    code = frame.spec.number_format
    formulas = [f"SUM({cells})" for cells in stack.ranges]
    column = len(drawn.columns)
    drawn.columns.append(SheetColumn("Total", totals, code, helper=True, formulas=formulas))
    look = frame.look(min(frame.label_pt, 11.0), bold=True)
    written = frame.numbers.written(negative=False)
    labels = []
    widths = [
        frame.ruler.width(frame.numbers.text(total or 0.0), look.size_pt, bold=True)
        for total in totals
    ]
    last = len(totals) - 1
    # Where both would meet the last one stays: it is what the areas lead to.
    apart = widths[0] + widths[last] + EDGE_PT <= last * area.slot
    for n in (0, last) if apart else (last,):
        width = widths[n]
        up = _over(totals, area, n, width)
        aside = width / 2 if n == 0 else -width / 2
        at = (-up / frame.height, aside / frame.width)
        labels.append(value_label(n, written, look, "t", *at))
    return hidden_line(
        index,
        series_name(column, "Total"),
        drawn.categories,
        series_values(column, totals, code),
        other_labels(labels, look, "t"),
    )


def _over(totals: Row, area: PlotArea, n: int, width: float) -> float:
    """Return how far a label over the first or last point is raised to clear the surface.

    It stands over the areas, from its point inwards.
    """
    step = 1 if n == 0 else -1
    own, most = totals[n] or 0.0, totals[n] or 0.0
    for k in range(1, len(totals)):
        here, before = totals[n + step * k] or 0.0, totals[n + step * (k - 1)] or 0.0
        share = min(1.0, max(0.0, width / area.slot - (k - 1)))
        most = max(most, before + (here - before) * share)
        if share < 1.0:
            break
    return (most - own) * area.unit
