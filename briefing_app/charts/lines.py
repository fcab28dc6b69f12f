"""Lines: values at their points where that is clear, else a light axis; names at the line ends.

A line may start above zero, but only beside a visible axis that says so; without an axis it starts
at zero, as bars do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import (
    LINE_KEY_PT,
    LegendPlan,
    Scale,
    legend_above,
    nice_scale,
    plan_legend,
)
from briefing_app.charts.chart_elements import (
    LINE_SERIES,
    NO_MARKER,
    Inner,
    fill_and_line,
    indices,
    line_only,
    name_label,
    other_labels,
    series_title,
    series_values,
    setting,
    value_label,
)
from briefing_app.charts.columns_and_bars import names_for_legend
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.label_placement import line_height, size_within, spread, texts_beside_bars
from briefing_app.charts.line_labels import LABEL_GAP_PT, Side, clear_sides, ends_clear
from briefing_app.charts.palette import Colour, contrast
from briefing_app.charts.plot_area import (
    EDGE_PT,
    PlotArea,
    categories_of,
    height_above,
    slots_below,
    standing_with_axis,
)
from briefing_app.charts.shared_scale import labelled_scale, values_shown
from briefing_app.model.finding import Finding, info
from briefing_app.ooxml.elements import NOTHING, Xml

LINE_PT, FOCUS_PT = 2.25, 2.75
_MARKER_PT = 5
_MOST_MARKED = 20
"""Points of a line up to which each has a marker."""
_MOST_LABELLED = 36
"""Points in the whole chart up to which a label at each is tried."""
_MOST_LINES_LABELLED = 3
_FLAT = 0.4
"""Lines whose values span less than this share of the largest may start above zero."""
_NAMES_SHARE = 0.25
"""Share of the width that names at the line ends may take."""
_MOST_HEIGHT = 0.75
_READABLE = 4.5


@dataclass(frozen=True, slots=True)
class _Ends:
    """Names at the line ends: their lines of text, size, and the width they take at the right.

    at: the last category of each line; with_values: the last value stands behind the name.
    """

    lines: tuple[tuple[str, ...], ...]
    at: tuple[int, ...]
    size_pt: float
    width: float
    cut: int
    with_values: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the lines are drawn and named. sides: of each value label, () where an axis is shown."""

    area: PlotArea
    ends: _Ends | None
    legend: LegendPlan | None
    shown: tuple[str, ...]
    cut: int
    sides: Sequence[Sequence[Side | None]] = ()


def draw_lines(frame: Frame, *, filled: bool = False) -> Drawing:
    """Return a line chart; filled: there will be areas under the lines, so they start at zero."""
    plan = _plan_with_labels(frame, filled=filled) or _plan_with_axis(frame, filled=filled)
    area = plan.area
    colours, _ = colours_of(frame)
    columns = frame.input_columns()
    categories = categories_of(area.texts, frame.spec.categories, columns)
    names_at = _name_labels(frame, plan, colours)
    series = [
        _line(frame, plan, n, colours[n], categories, names_at[n]) for n in range(len(colours))
    ]
    areas = range(len(series), 2 * len(series)) if filled else ()
    return Drawing(
        inner=area.inner,
        lines=tuple(series),
        axes=area.axes(frame),
        columns=columns,
        series=len(series),
        categories=categories,
        area=area,
        legend=legend_above(plan.legend, areas, frame) if plan.legend else NOTHING,
        findings=(
            *said.names_cut(plan.cut),
            *said.of_category_texts(area.texts, frame.spec, lying=False),
            *said.axis_for_labels(shown=not area.label_pt),
            *_cut_axis(area.scale),
            *said.scale_widened(beyond=_beyond_limits(frame)),
        ),
    )


def _line(frame: Frame, plan: _Plan, n: int, colour: Colour, categories: Xml, name: Xml) -> Xml:
    row, own = frame.values[n], frame.names[n]
    idx, order = indices(n)
    return LINE_SERIES(
        idx=idx,
        order=order,
        tx=series_title(n + 1, own, plan.shown[n]),
        spPr=line_only(colour, FOCUS_PT if own in frame.spec.focus else LINE_PT),
        marker=marker_of(colour, len(row)),
        dLbls=_labels(frame, plan, plan.sides[n] if plan.sides else (), name),
        cat=categories,
        val=series_values(n + 1, row, frame.format_of(n)),
        smooth=setting("c:smooth", 0),
    )


# --- plans ------------------------------------------------------------------------------------


def _last_points(frame: Frame) -> tuple[int, ...]:
    """Return the last category at which each line has a value, -1 for none."""
    return tuple(
        max((n for n, value in enumerate(row) if value is not None), default=-1)
        for row in frame.values
    )


def _ends(frame: Frame, *, with_values: bool) -> _Ends | None:
    """Return names at the line ends; None for one line, or where there is no room or no end.

    With values behind them, names must do with one line each.
    """
    names, ruler, at = frame.names, frame.ruler, _last_points(frame)
    if len(names) == 1 or min(at) < 0:
        return None
    widest = frame.width * _NAMES_SHARE
    slot = line_height(frame.label_pt) * (1.01 if with_values else 2.01)
    texts = texts_beside_bars(names, slot, widest, frame.sizes, ruler)
    size = texts.size_pt
    lines = tuple(ruler.lines(name, size, widest) for name in texts.texts)
    if with_values and any(len(each) > 1 for each in lines):
        return None
    if sum(len(each) for each in lines) * line_height(size) > frame.height * _MOST_HEIGHT:
        return None
    width = max(ruler.widest(each, size, bold=True) for each in lines)
    if with_values:
        last = [f" {shown[n]}" for shown, n in zip(frame.value_texts, at, strict=True)]
        width += ruler.widest(last, size, bold=True)
    return _Ends(lines, at, size, width + 3 * EDGE_PT, texts.shortened, with_values)


def _plan_with_labels(frame: Frame, *, filled: bool) -> _Plan | None:
    """Return the plan with a label at each point; None where they would not be clear."""
    low, high = values_shown(frame, *frame.limits)
    count, lines = len(frame.spec.categories), len(frame.values)
    if lines > _MOST_LINES_LABELLED or count * lines > _MOST_LABELLED:
        return None
    if not filled and is_flat(low, high):
        return None
    ends = _ends(frame, with_values=True)
    if lines > 1 and (ends is None or ends.cut or set(ends.at) != {count - 1}):
        return None
    left, slot, names = slots_below(frame, EDGE_PT, ends.width if ends else EDGE_PT)
    size = size_within(
        frame.ruler.widest_number(frame.all_value_texts, 1.0), slot - 2.0, *frame.sizes
    )
    if not size:
        return None
    height = height_above(frame, EDGE_PT, names)
    room = line_height(size) + LABEL_GAP_PT + EDGE_PT
    # Labels below the lowest points may need room under zero; then there is no line at zero, since
    # a base line that is not zero would mislead.
    for below in (room,) if low < 0 else (0.0, room):
        span = min(low, 0.0), max(high, 0.0)
        scale, above = labelled_scale(frame, *span, height, below, room + frame.over)
        inner = Inner(left, EDGE_PT + above, slot * count, max(1.0, height - above))
        base = low < 0 or not below
        area = PlotArea(inner, slot, scale, names, size, base_line=base)
        sides = clear_sides(frame, area, named=ends is not None, filled=filled)
        if sides:
            return _Plan(area, ends, None, frame.names, 0, sides)
    return None


def _plan_with_axis(frame: Frame, *, filled: bool) -> _Plan:
    names, scale = frame.names, _shown_scale(frame, filled=filled)
    ends = _ends(frame, with_values=False)
    if ends or len(names) == 1:
        right = ends.width if ends else EDGE_PT
        area = standing_with_axis(frame, 0.0, scale, right=right)
        if ends is None or _early_ends_clear(frame, area, ends):
            return _Plan(area, ends, None, names, ends.cut if ends else 0)
    shown, cut = names_for_legend(frame)
    legend = plan_legend(shown, frame, LINE_KEY_PT)
    area = standing_with_axis(frame, legend.height, scale)
    return _Plan(area, None, legend, shown, cut)


def _early_ends_clear(frame: Frame, area: PlotArea, ends: _Ends) -> bool:
    """Return whether names of lines that end before the others lie on nothing."""
    sizes = [
        (frame.ruler.widest(lines, ends.size_pt, bold=True), len(lines) * line_height(ends.size_pt))
        for lines in ends.lines
    ]
    return ends_clear(frame, area, ends.at, sizes)


def is_flat(low: float, high: float) -> bool:
    """Return whether lines from a base at zero would look flat, so that they need their own."""
    far = max(abs(low), abs(high))
    same_side = (low > 0) == (high > 0) and low != 0 and high != 0
    return same_side and high - low < far * _FLAT


def _shown_scale(frame: Frame, *, filled: bool) -> Scale:
    low, high = values_shown(frame, *frame.limits)
    if not filled and low < high and (is_flat(low, high) or frame.spec.limits is not None):
        return nice_scale(low, high)
    return nice_scale(min(low, 0.0), max(high, 0.0))


def _beyond_limits(frame: Frame) -> bool:
    """Return whether values lie outside the scale that is to be shared."""
    return frame.spec.limits is not None and values_shown(frame, *frame.limits) != (
        min(frame.spec.limits),
        max(frame.spec.limits),
    )


def _cut_axis(scale: Scale) -> tuple[Finding, ...]:
    """Return what is said of an axis that does not start at zero."""
    if scale.low <= 0 <= scale.high:
        return ()
    return (
        info(
            "chart-axis-not-from-zero",
            "The axis does not start at zero, so that the change can be seen; it is shown.",
            "Choose columns where the size of the values matters more than their change.",
        ),
    )


# --- labels and markers -----------------------------------------------------------------------


def _name_labels(frame: Frame, plan: _Plan, colours: Sequence[Colour]) -> list[Xml]:
    """Return the label that names each line at its end; those at the right edge are kept apart."""
    ends, area = plan.ends, plan.area
    if ends is None:
        return [NOTHING] * len(frame.values)
    wanted = [area.point(n, row[n] or 0.0)[1] for n, row in zip(ends.at, frame.values, strict=True)]
    moved = list(wanted)
    edge = [n for n, at in enumerate(ends.at) if at == len(frame.spec.categories) - 1]
    heights = [len(ends.lines[n]) * line_height(ends.size_pt) for n in edge]
    low = -line_height(ends.size_pt) / 2
    placed_at = spread([wanted[n] for n in edge], heights, low, area.inner.height)
    for n, at in zip(edge, placed_at, strict=True):
        moved[n] = at
    code = frame.numbers.written(negative=area.scale.low < 0) if ends.with_values else ""
    labels = []
    for n, name in enumerate(frame.names):
        ink = readable(colours[n], frame)
        look = frame.look(ends.size_pt, ink, bold=name in frame.spec.focus)
        lines = () if ends.lines[n] == (name,) else ends.lines[n]
        shift = (0.0, (moved[n] - wanted[n]) / frame.height)
        labels.append(name_label(ends.at[n], lines, look, shift, value_code=code))
    return labels


def readable(colour: Colour, frame: Frame) -> Colour:
    """Return a line's colour for its name, or the text colour where it would be too pale."""
    return colour if contrast(colour, frame.palette.background) >= _READABLE else frame.palette.text


def _labels(frame: Frame, plan: _Plan, sides: Sequence[Side | None], name: Xml) -> Xml:
    """Return the ``c:dLbls`` of one line: values, its name at the end, or both."""
    code = frame.numbers.written(negative=plan.area.scale.low < 0)
    look = frame.look(plan.area.label_pt or frame.label_pt)
    points = [
        value_label(n, code, look, side.position, side.down / frame.height)
        for n, side in enumerate(sides)
        if side
    ]
    points += [name] if name else []
    return other_labels(points, look, "t") if points else NOTHING


def marker_of(colour: Colour, count: int) -> Xml:
    """Return the marker of a line of so many points; a long line has none."""
    if count > _MOST_MARKED:
        return NO_MARKER
    dot = fill_and_line(colour, None)
    return Xml(f'<c:marker><c:symbol val="circle"/><c:size val="{_MARKER_PT}"/>{dot}</c:marker>')
