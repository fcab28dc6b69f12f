"""The butterfly: two series back to back on one scale, the names of the categories between them.

One stack of bars that lie. From the middle outwards: a gap that nothing is drawn in and that holds
the names, a sliver that carries the name of the side, the bar, and another sliver that carries the
value. What stands to the left is negative by formula, so that an edit moves the bars as it should.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, value_axis
from briefing_app.charts.chart_elements import (
    INVISIBLE,
    UNNAMED,
    Inner,
    Plotted,
    category_texts,
    fill_and_line,
    label_range,
    lines_label,
    name_label,
    other_labels,
    range_label,
    series_name,
    series_values,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.columns_and_bars import (
    HIGHEST_SLOT_PT,
    bar_chart,
    bar_series,
    focus_points,
)
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.label_placement import (
    AxisTexts,
    line_height,
    size_within,
    texts_beside_bars,
)
from briefing_app.charts.palette import Colour, contrast
from briefing_app.charts.plot_area import EDGE_PT, LABEL_ROOM_PT
from briefing_app.charts.points_over_columns import hidden_categories
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml, join

_MIDDLE_SHARE = 0.26
_MIDDLE_GAP_PT = 6.0
_SLIVER = 1e-3
"""Of the scale; wide enough for its label to have an end to stand at."""
_LEFT, _RIGHT = -1, 1


def butterfly_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a butterfly."""
    if len(spec.series) != 2:
        return error(
            "chart-butterfly-series",
            f"A butterfly compares two series, and here are {len(spec.series)}.",
            "Choose two columns, or another kind of chart.",
        )
    if any(isinstance(v, float | int) and v < 0 for s in spec.series for v in s.values):
        return error(
            "chart-butterfly-negative",
            "A butterfly shows amounts to either side, and there are values below zero.",
            "Choose bars side by side.",
        )
    return None


@dataclass(frozen=True)
class _Plan:
    """Where things stand. top: above the first bar; gap: from the middle to a bar, in values.

    label_pt: of the values, 0 for none; name_pt: of the names of the sides.
    """

    frame: Frame
    inner: Inner
    slot: float
    scale: Scale
    texts: AxisTexts
    gap: float
    label_pt: float
    name_pt: float
    sides: tuple[str, ...]
    colours: tuple[Colour, ...]
    marked: frozenset[int]

    @property
    def sliver(self) -> float:
        return self.scale.high * _SLIVER


def draw_butterfly(frame: Frame) -> Drawing:
    """Return a butterfly: the first series to the left, the second to the right."""
    plan = _plan(frame)
    sheet = ChartSheet.of(frame)
    categories = category_texts(0, frame.spec.categories)
    series: list[Xml] = []
    for n, way in enumerate((_LEFT, _RIGHT)):
        series += _side(plan, sheet, categories, n, way, len(series))
    return Drawing(
        inner=plan.inner,
        groups=(bar_chart(series, lying=True, overlap=100),),
        axes=join(
            (
                hidden_categories(lying=True),
                value_axis(plan.scale, frame, horizontal=True),
            )
        ),
        columns=sheet.columns,
        series=len(series),
        categories=categories,
        findings=(
            *said.names_cut(sum(a != b for a, b in zip(plan.sides, frame.names, strict=True))),
            *said.of_category_texts(plan.texts, frame.spec, lying=True),
            *_left_out(plan),
        ),
    )


def _left_out(plan: _Plan) -> tuple[Finding, ...]:
    """Return what is said of values without a label: all, or those of rows without a name."""
    rows = [[v is not None for v in row] for row in plan.frame.values]
    every = sum(map(sum, rows))
    shown = sum(sum(row[:: plan.texts.skip]) for row in rows) if plan.label_pt else 0
    return said.labels_left_out(every - shown, every)


# --- geometry ---------------------------------------------------------------------------------


def _plan(frame: Frame) -> _Plan:
    count = len(frame.spec.categories)
    name_pt = frame.label_pt
    top = line_height(name_pt) + 2 * EDGE_PT + frame.over
    slot = min((frame.height - top - EDGE_PT) / count, HIGHEST_SLOT_PT)
    slot = max(slot, frame.height * 0.2 / count)
    texts = texts_beside_bars(
        frame.spec.categories, slot, frame.width * _MIDDLE_SHARE, frame.sizes, frame.ruler
    )
    size = size_within(1.1, slot * texts.skip, *frame.sizes)
    middle = texts.widest * 1.03 / 2 + _MIDDLE_GAP_PT
    half = frame.width / 2 - EDGE_PT
    natural = frame.ruler.widest_number(frame.all_value_texts, 1.0)
    most, least = frame.sizes
    size = min(size, size_within(natural, (half - middle) * 0.5, most, least))
    room = (natural * size + LABEL_ROOM_PT) if size else 0.0
    length = max(half - middle - room, half * 0.1)
    high = max(frame.limits[1], 0.0) or 1.0
    unit = length / high
    reach = half / unit
    sides = tuple(
        frame.ruler.shortened(name, name_pt, half - middle - EDGE_PT) for name in frame.names
    )
    colours, marked = _colours(frame)
    inner = Inner(EDGE_PT, top, 2 * half, slot * count)
    return _Plan(
        frame, inner, slot, Scale(-reach, reach), texts, middle / unit, size, name_pt, sides,
        colours, marked,
    )  # fmt: skip


def _colours(frame: Frame) -> tuple[tuple[Colour, ...], frozenset[int]]:
    """Return the colours of both sides, and the categories in focus, drawn in full strength."""
    marked = frozenset(
        n for n, name in enumerate(frame.spec.categories) if name in frame.spec.focus
    )
    return colours_of(frame)[0], marked if len(marked) < len(frame.spec.categories) else frozenset()


# --- one side ---------------------------------------------------------------------------------


def _side(
    plan: _Plan, sheet: ChartSheet, categories: Xml, n: int, way: int, index: int
) -> list[Xml]:
    """Return the stack of one side from the middle outwards. way: 1 is right, -1 is left."""
    frame = plan.frame
    count, values = len(frame.spec.categories), frame.values[n]
    name, code = frame.names[n], frame.format_of(n)
    gap = sheet.helper(f"{name} (gap)", [way * plan.gap] * count)
    title = sheet.helper(f"{name} (name)", [way * plan.sliver, *(None,) * (count - 1)])
    signed = [None if v is None else way * v for v in values]
    minus = "-" if way < 0 else ""
    bar = sheet.helper(
        f"{name} (bar)",
        signed,
        [f"{minus}{cell(n + 1, r)}" if v is not None else "" for r, v in enumerate(values)],
        code,
    )
    end = sheet.helper(f"{name} (end)", [None if v is None else way * plan.sliver for v in values])
    label, extension = _names(plan, n)
    made = [(UNNAMED, gap, INVISIBLE, label, extension, NOTHING)]
    made.append((series_name(n + 1, name), title, INVISIBLE, _side_name(plan, n, way), NOTHING,
                 NOTHING))  # fmt: skip
    points = _focus(plan, n)
    fill = fill_and_line(plan.colours[n], None)
    made.append((series_name(n + 1, name), bar, fill, NOTHING, NOTHING, points))
    label, extension = _values(plan, sheet, n)
    made.append((UNNAMED, end, INVISIBLE, label, extension, NOTHING))
    return [
        bar_series(
            index + k,
            Plotted(tx, categories, series_values(column, sheet.columns[column].values, code)),
            look,
            labels=labels,
            points=dots,
            extension=more,
        )
        for k, (tx, column, look, labels, more, dots) in enumerate(made)
    ]


def _focus(plan: _Plan, n: int) -> Xml:
    """Return lighter bars where a category is in focus and this is not it."""
    if not plan.marked:
        return NOTHING
    others = frozenset(range(len(plan.frame.spec.categories))) - plan.marked
    return focus_points(others, plan.frame.palette.greys[1 if n else 0])


def _names(plan: _Plan, n: int) -> tuple[Xml, Xml]:
    """Return the names of the categories, which the gap to the left carries to the middle."""
    frame, texts = plan.frame, plan.texts
    if n:
        return NOTHING, NOTHING
    shift = (plan.gap / 2 * plan.inner.width / (2 * plan.scale.high) / frame.width, 0.0)
    look = frame.look(texts.size_pt)
    points = []
    for r, (shown, name) in enumerate(zip(texts.texts, frame.spec.categories, strict=True)):
        if r % texts.skip or not shown.strip():
            continue
        lines = frame.ruler.lines(shown, texts.size_pt, frame.width * _MIDDLE_SHARE)
        if lines == (name,):
            points.append(range_label(r, name, look, "ctr", shift))
        else:
            points.append(lines_label(r, lines, look, "ctr", shift))
    if not points:
        return NOTHING, NOTHING
    return other_labels(points, look, "ctr"), label_range(0, frame.spec.categories)


def _side_name(plan: _Plan, n: int, way: int) -> Xml:
    """Return the name of a side above its first bar, in its colour where that can be read."""
    frame, shown = plan.frame, plan.sides[n]
    colour = plan.colours[n] if contrast(plan.colours[n], frame.palette.background) >= 4.5 else None
    look = frame.look(plan.name_pt, colour, bold=True)
    up = -(plan.slot + line_height(plan.name_pt)) / 2 - EDGE_PT
    lines = () if shown == frame.names[n] else (shown,)
    if not shown.strip():
        return NOTHING
    shift = (way * EDGE_PT / 2 / frame.width, up / frame.height)
    label = name_label(0, lines, look, shift, position="inBase")
    return other_labels([label], look, "inBase")


def _values(plan: _Plan, sheet: ChartSheet, n: int) -> tuple[Xml, Xml]:
    """Return the values at the ends of the bars of one side."""
    frame = plan.frame
    if not plan.label_pt:
        return NOTHING, NOTHING
    values, numbers = frame.values[n], frame.numbers
    texts = [
        "" if v is None or r % plan.texts.skip else numbers.text(v) for r, v in enumerate(values)
    ]
    formulas = [
        numbers.formula(cell(n + 1, r), signed=False) if shown else ""
        for r, shown in enumerate(texts)
    ]
    column = sheet.helper(f"{frame.names[n]} (label)", [shown or None for shown in texts], formulas)
    look, bold = frame.look(plan.label_pt), frame.look(plan.label_pt, bold=True)
    points = [
        range_label(r, shown, bold if r in plan.marked else look, "inBase")
        for r, shown in enumerate(texts)
        if shown
    ]
    return other_labels(points, look, "inBase"), label_range(column, texts)
