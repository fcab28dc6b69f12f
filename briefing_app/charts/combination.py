"""Columns with lines over them, on one axis or two.

Columns stand side by side, or stacked where the specification names stacks. In the workbook they
come first, then the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import LINE_KEY_PT, legend_above, plan_legend
from briefing_app.charts.chart_elements import (
    LABEL,
    LABELS,
    NO_LEADER_LINES,
    SECOND_AXIS_IDS,
    SHAPE,
    UNNAMED,
    Look,
    Plotted,
    colour_of,
    fill_and_line,
    hidden_line,
    line_chart,
    moved,
    number_format,
    other_labels,
    series_title,
    series_values,
    setting,
    shows,
    text_properties,
    value_label,
    value_labels,
)
from briefing_app.charts.columns_and_bars import bar_chart, bar_series
from briefing_app.charts.combination_plan import CombinedPlan, Parts, combined_plan
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn, plain_number
from briefing_app.charts.line_labels import Side
from briefing_app.charts.line_over_columns import line_over
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.palette import Colour, Palette, contrast, ink_on, separation
from briefing_app.charts.plot_area import BESIDE, EDGE_PT, categories_of
from briefing_app.charts.second_axes import second_axes
from briefing_app.charts.shared_scale import beyond_limits
from briefing_app.charts.stack_parts import Stack
from briefing_app.charts.stack_totals import total_texts, totals_over, where_total
from briefing_app.charts.stacks import stacked_series
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info
from briefing_app.ooxml.elements import NOTHING, Xml, join

_READABLE, _VISIBLE = 4.5, 2.5
_AT_RIGHT = {
    "en": " ({unit}right axis)",
    "de": " ({unit}rechte Achse)",
    "zh": "（{unit}右轴）",
}


def combination_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be columns with lines."""
    lines = _line_numbers(spec)
    if not lines or len(lines) == len(spec.series):
        return error(
            "chart-combination-series",
            "A combination has at least one series of columns and one of lines.",
            "Choose two series or more, and which of them are lines.",
        )
    kinds = [
        [v for n, s in enumerate(spec.series) if (n in lines) == is_line for v in s.values]
        for is_line in (False, True)
    ]
    if all(any(isinstance(v, float | int) and isfinite(v) for v in values) for values in kinds):
        return None
    return error(
        "chart-combination-empty",
        "The columns or the lines of the combination have no numbers.",
        "Choose series with numbers, or another kind of chart.",
    )


def _line_numbers(spec: ChartSpec) -> frozenset[int]:
    """Return which series are lines: those that are named, else the last one."""
    named = frozenset(n for n, s in enumerate(spec.series) if s.name in spec.line_series)
    return named or (frozenset({len(spec.series) - 1}) if len(spec.series) > 1 else frozenset())


def columns_before_lines(spec: ChartSpec) -> ChartSpec:
    """Return the specification with its lines last, each of them named; stacks go with them."""
    lines = _line_numbers(spec)
    order = sorted(range(len(spec.series)), key=lambda n: n in lines)
    stacks = spec.stacks if len(spec.stacks) == len(spec.series) else ()
    return replace(
        spec,
        series=tuple(spec.series[n] for n in order),
        stacks=tuple(stacks[n] for n in order) if stacks else spec.stacks,
        line_series=tuple(spec.series[n].name for n in sorted(lines)),
    )


def draw_combination(frame: Frame) -> Drawing:
    """Return columns with lines; the lines are the last series, as many as are named."""
    spec = frame.spec
    first_line = len(spec.series) - len(spec.line_series)
    parts = _parts(frame, first_line)
    colours = _colours(frame, first_line)
    if parts.stack:
        parts = replace(parts, stack=replace(parts.stack, given=colours[:first_line]))
    longest = plan_legend(_legend_names(frame, first_line, axis=True), frame, LINE_KEY_PT)
    plan = combined_plan(parts, longest.height + EDGE_PT, second=spec.second_axis)
    shown = _legend_names(frame, first_line, axis=not plan.area.label_pt)
    legend = plan_legend(shown, frame, LINE_KEY_PT)
    columns = frame.input_columns()
    categories = categories_of(plan.area.texts, spec.categories, columns)
    bars, more, findings = _bars(parts, plan, colours, shown, categories, columns)
    lines = [
        _line(parts.lines, plan, n, shown[first_line + n], categories, colours)
        for n in range(len(parts.lines.names))
    ]
    own = plan.second is not None
    axes = plan.area.axes(frame)
    if plan.second:
        axes = join((axes, second_axes(plan.second, parts.lines, plan.area.tick_pt)))
    return Drawing(
        inner=plan.area.inner,
        groups=(bars,),
        lines=() if own else (*lines, *more),
        over=(line_chart((*lines, *more), SECOND_AXIS_IDS),) if own else (),
        axes=axes,
        columns=columns,
        series=len(spec.series) + len(more),
        categories=categories,
        area=plan.area,
        legend=legend_above(legend, range(len(spec.series), len(spec.series) + len(more)), frame),
        findings=(
            *said.names_cut(sum(a.endswith("…") and a not in frame.names for a in shown)),
            *findings,
            *said.of_category_texts(plan.area.texts, spec, lying=False),
            *said.axis_for_labels(shown=not plan.area.label_pt),
            *said.scale_widened(beyond=beyond_limits(frame, *parts.ends)),
            *_not_from_zero(plan),
        ),
    )


def _not_from_zero(plan: CombinedPlan) -> tuple[Finding, ...]:
    if plan.second is None or plan.second.low == 0 or plan.second.step:
        return ()
    return (
        info(
            "chart-axis-not-from-zero",
            "The line has a scale of its own that does not start at zero; its values are shown.",
            "Choose one axis where columns and line have one unit.",
        ),
    )


# --- columns and lines apart ------------------------------------------------------------------


def _parts(frame: Frame, first_line: int) -> Parts:
    spec = frame.spec
    columns = replace(frame, spec=replace(spec, series=spec.series[:first_line], focus=()))
    lines = replace(frame, spec=replace(spec, series=spec.series[first_line:], focus=()))
    if spec.second_axis:
        code = next((s.number_format for s in lines.spec.series if s.number_format != GENERAL), "")
        if code:
            lines = replace(
                lines,
                spec=replace(lines.spec, number_format=code),
                numbers=label_format(code, spec.language),
            )
    stacked = bool(spec.stacks) and first_line > 1
    return Parts(columns, lines, Stack(columns, unnamed=True, crossed=True) if stacked else None)


def _colours(frame: Frame, first_line: int) -> tuple[Colour, ...]:
    """Return the colour of each series; without a focus lines are dark, or stand out."""
    colours, _ = colours_of(frame)
    if set(frame.spec.focus) & set(frame.names):
        return colours
    palette, count = frame.palette, len(frame.names) - first_line
    columns = tuple(palette.series[n % len(palette.series)] for n in range(first_line))
    return (*columns, *_line_colours(palette, columns, count))


def _line_colours(palette: Palette, columns: tuple[Colour, ...], count: int) -> tuple[Colour, ...]:
    """Return colours of the palette that are clear on the background and over the columns."""
    chosen: list[Colour] = []
    for _ in range(count):
        taken = (*columns, *chosen)
        free = [
            colour
            for colour in (*palette.series, palette.total)
            if colour not in taken and contrast(colour, palette.background) >= _VISIBLE
        ]
        far = [(min(separation(colour, other) for other in taken), colour) for colour in free]
        chosen.append(max(far, key=lambda pair: pair[0])[1] if far else palette.total)
    return tuple(chosen)


def _legend_names(frame: Frame, first_line: int, *, axis: bool) -> tuple[str, ...]:
    """Return the names as a legend prints them, with the unit of series that have their own.

    axis: lines on a second axis say that theirs is the one at the right.
    """
    spec, room = frame.spec, frame.width * 0.9 - LINE_KEY_PT
    at_right = _AT_RIGHT.get(spec.language[:2].lower(), _AT_RIGHT["en"])
    shown = []
    for n, series in enumerate(spec.series):
        name, unit = series.name, series.unit
        own = unit if unit and unit != spec.unit and unit not in name else ""
        end = f" ({own})" if own else ""
        if axis and spec.second_axis and n >= first_line:
            end = at_right.format(unit=f"{own}, " if own else "")
        rest = room - frame.ruler.width(end, frame.least_pt)
        shown.append(frame.ruler.shortened(name, frame.least_pt, rest) + end)
    return tuple(shown)


# --- series -----------------------------------------------------------------------------------


def _bars(
    parts: Parts,
    plan: CombinedPlan,
    colours: Sequence[Colour],
    shown: Sequence[str],
    categories: Xml,
    columns: list[SheetColumn],
) -> tuple[Xml, list[Xml], tuple[Finding, ...]]:
    """Return the columns, a line that carries totals, and what is said of labels left out."""
    frame = parts.columns
    if parts.stack:
        series, findings = stacked_series(parts.stack, plan.area, shown, categories, columns)
        more = []
        if plan.area.label_pt and parts.stack.totals_shown:
            index = len(series) + len(parts.lines.names)
            if plan.second:
                more = [_totals_in_band(parts.stack, plan, index, categories, columns)]
            else:
                more = [totals_over(parts.stack, plan.area, index, categories, columns)]
        return bar_chart(series, lying=False, overlap=100), more, findings
    series = [
        bar_series(
            n,
            Plotted(
                series_title(n + 1, name, shown[n]),
                categories,
                series_values(n + 1, frame.values[n], frame.format_of(n)),
            ),
            fill_and_line(colours[n], None),
            labels=_column_labels(frame, plan, n, colours[n]),
        )
        for n, name in enumerate(frame.names)
    ]
    overlap = -BESIDE if len(series) > 1 else 0
    return bar_chart(series, lying=False, overlap=overlap), [], ()


def _totals_in_band(
    stack: Stack, plan: CombinedPlan, index: int, categories: Xml, columns: list[SheetColumn]
) -> Xml:
    """Return the line that carries totals, on the axes of the lines.

    There it is the last of all series, so that its entry in the legend can be left out.
    """
    area, second = plan.area, plan.second or plan.area.scale
    scale = (second.high - second.low) / (area.scale.high - area.scale.low)
    labels, extension = total_texts(stack, area, "t", columns)
    places = tuple(
        None if total is None else second.low + (top - area.scale.low) * scale
        for total, top in zip(stack.sums.totals, stack.sums.above, strict=True)
    )
    low, first, factor = (plain_number(v) for v in (second.low, area.scale.low, scale))
    formulas = [f'{low}+(SUMIF({cells},">0")-({first}))*{factor}' for cells in stack.ranges]
    code = stack.frame.spec.number_format
    columns.append(
        SheetColumn(
            "Total position", places, code, helper=True, formulas=where_total(stack, formulas)
        )
    )
    values = series_values(len(columns) - 1, places, code)
    return hidden_line(index, UNNAMED, categories, values, labels, extension)


def _column_labels(frame: Frame, plan: CombinedPlan, n: int, fill: Colour) -> Xml:
    """Return the values of one series of columns, each where no line passes."""
    size = plan.area.label_pt
    if not size or not plan.places:
        return NOTHING
    code = frame.numbers.written(negative=plan.area.scale.low < 0)
    places = [place for place in plan.places[n] if place]
    usual = max(sorted(set(places)), key=places.count, default="outEnd")
    inside = ink_on(fill, frame.palette)

    def look(place: str) -> Look:
        return frame.look(size, None if place == "outEnd" else inside)

    points = [
        value_label(k, code, look(place), place)
        for k, place in enumerate(plan.places[n])
        if place not in ("", usual)
    ]
    return value_labels(code, look(usual), usual, join(points))


def _line(
    frame: Frame,
    plan: CombinedPlan,
    n: int,
    shown: str,
    categories: Xml,
    colours: Sequence[Colour],
) -> Xml:
    """Return one of the lines. frame: of all of them; colours: of all series, the lines last."""
    index = len(colours) - len(frame.names) + n
    colour = colours[index]
    plotted = Plotted(
        series_title(index + 1, frame.names[n], shown),
        categories,
        series_values(index + 1, frame.values[n], frame.format_of(n)),
    )
    labels = _line_labels(frame, plan, plan.sides[n], colour) if plan.sides else NOTHING
    return line_over(index, plotted, colour, len(frame.values[n]), labels)


def _line_labels(
    frame: Frame, plan: CombinedPlan, sides: Sequence[Side | None], colour: Colour
) -> Xml:
    """Return the values of a line; over columns they stand on a ground of their own."""
    palette = frame.palette
    readable = contrast(colour, palette.background) >= _READABLE
    look = frame.look(plan.area.label_pt, colour if readable else palette.text)
    code = frame.numbers.written(negative=frame.limits[0] < 0)
    if plan.second:
        points = [
            value_label(k, code, look, side.position, side.down / frame.height)
            for k, side in enumerate(sides)
            if side
        ]
        return other_labels(points, look, "t")
    ground = SHAPE(fill=Xml(f"<a:solidFill>{colour_of(palette.background)}</a:solidFill>"))
    points = [
        LABEL(
            idx=setting("c:idx", k),
            layout=moved(0.0, side.down / frame.height),
            numFmt=number_format(code),
            spPr=ground,
            txPr=text_properties(look),
            dLblPos=setting("c:dLblPos", side.position),
            shows=shows(value=True),
        )
        for k, side in enumerate(sides)
        if side
    ]
    return LABELS(
        dLbl=join(points),
        spPr=ground,
        txPr=text_properties(look),
        dLblPos=setting("c:dLblPos", "t"),
        shows=shows(),
        extLst=NO_LEADER_LINES,
    )
