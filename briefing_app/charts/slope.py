"""Slopes: how each series moves from one point in time to another.

Name and value stand at both ends of each line and are moved apart. There is no axis, so the lines
need not start at zero; a finding says when they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, scale_with_room
from briefing_app.charts.cell_labels import name_formula, side_by_side
from briefing_app.charts.chart_elements import (
    LINE_SERIES,
    Inner,
    indices,
    label_range,
    line_only,
    other_labels,
    range_label,
    series_name,
    series_values,
    setting,
)
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import line_height, spread
from briefing_app.charts.line_labels import LABEL_GAP_PT
from briefing_app.charts.lines import FOCUS_PT, LINE_PT, marker_of, readable
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import (
    EDGE_PT,
    PlotArea,
    categories_of,
    height_above,
    slots_below,
)
from briefing_app.charts.shared_scale import values_shown
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info
from briefing_app.ooxml.elements import NOTHING, Xml

_BETWEEN = "  "
"""Between a name and its value."""
_SIDES = ("l", "r")
_SAME = 1e-9
"""Values that differ by less than this share of the largest are taken as one."""


def slope_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be slopes."""
    if len(spec.categories) == 2:
        return None
    return error(
        "chart-slope-points",
        f"Slopes have two points in time, and here are {len(spec.categories)}.",
        "Choose two columns, or lines.",
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names at the ends: as shown, how large, and the series that have labels; cut: shortened."""

    texts: tuple[str, ...]
    size_pt: float
    labelled: frozenset[int]
    cut: int


def draw_slope(frame: Frame) -> Drawing:
    """Return slopes: two categories, a line for each series."""
    left, slot, texts = slots_below(frame, EDGE_PT, EDGE_PT)
    height = height_above(frame, EDGE_PT, texts)
    names = _names(frame, slot / 2 - LABEL_GAP_PT - EDGE_PT, height)
    scale = _scale(frame, height, line_height(names.size_pt) / 2)
    inner = Inner(left, EDGE_PT, slot * 2, height)
    area = PlotArea(inner, slot, scale, texts, names.size_pt, base_line=False)
    columns = frame.input_columns()
    categories = categories_of(texts, frame.spec.categories, columns)
    at = [_label_places(frame, area, names, side) for side in (0, 1)]
    colours, _ = colours_of(frame)
    inside = [name in frame.spec.focus for name in frame.names]
    lines = []
    for n, colour in enumerate(colours):
        column = _label_column(frame, names, n)
        columns.append(column)
        cells = [str(cell or "") for cell in column.values]
        ink = readable(colour, frame) if inside[n] or not any(inside) else frame.palette.text
        labels = _labels(frame, names, n, ink, (at[0][n], at[1][n]), cells)
        extension = label_range(len(columns) - 1, cells)
        lines.append(_line(frame, n, colour, categories, labels, extension))
    return Drawing(
        inner=inner,
        lines=tuple(lines),
        axes=area.axes(frame),
        columns=columns,
        series=len(lines),
        categories=categories,
        area=area,
        findings=(
            *said.names_cut(names.cut),
            *said.of_category_texts(texts, frame.spec, lying=False),
            *said.labels_left_out(len(lines) - len(names.labelled), len(lines)),
            *_cut_scale(scale),
        ),
    )


def _names(frame: Frame, room: float, height: float) -> _Names:
    """Return names that fit beside their values into the room at each end, all in one size."""
    ruler, count = frame.ruler, len(frame.names)
    values = [max(row, key=len, default="") for row in frame.value_texts]
    most, least = frame.sizes
    sizes = [most - n for n in range(int(most - least) + 1)]
    for size in sizes if sizes[-1] == least else [*sizes, least]:
        rooms = [room - ruler.width(f"{_BETWEEN}{shown}.", size) for shown in values]
        shown = tuple(
            ruler.shortened(name, size, max(0.0, each))
            for name, each in zip(frame.names, rooms, strict=True)
        )
        if size > least and (shown != frame.names or count * line_height(size) > height):
            continue
        fitting = int(height / line_height(size))
        ranked = sorted(range(count), key=lambda n: _rank(frame, n), reverse=True)
        cut = sum(a != b for a, b in zip(shown, frame.names, strict=True))
        return _Names(shown, size, frozenset(ranked[:fitting]), cut)
    raise AssertionError


def _rank(frame: Frame, n: int) -> tuple[bool, float]:
    """Return what decides which series keep their labels: focus, then the size of the values."""
    known = [abs(v) for v in frame.values[n] if v is not None]
    return frame.names[n] in frame.spec.focus, max(known, default=0.0)


def _scale(frame: Frame, height: float, room: float) -> Scale:
    low, high = values_shown(frame, *frame.limits)
    far = max(abs(low), abs(high))
    if high - low <= far * _SAME:
        low, high = (low - far / 10, high + far / 10) if far > 1e-270 else (-1.0, 1.0)
    return scale_with_room(low, high, height, room, room + frame.over)


def _cut_scale(scale: Scale) -> tuple[Finding, ...]:
    if scale.low <= 0 <= scale.high:
        return ()
    return (
        info(
            "chart-axis-not-from-zero",
            "The slopes do not start at zero, so that the change can be seen.",
            "Choose columns where the size of the values matters more than their change.",
        ),
    )


def _label_places(frame: Frame, area: PlotArea, names: _Names, side: int) -> list[float]:
    """Return how far the label of each series moves down at one side, in points."""
    shown = [n for n in sorted(names.labelled) if frame.values[n][side] is not None]
    wanted = [area.point(side, frame.values[n][side] or 0.0)[1] for n in shown]
    heights = [line_height(names.size_pt)] * len(shown)
    moves = [0.0] * len(frame.names)
    for n, before, after in zip(
        shown, wanted, spread(wanted, heights, 0.0, area.inner.height), strict=True
    ):
        moves[n] = after - before
    return moves


def _label_column(frame: Frame, names: _Names, n: int) -> SheetColumn:
    """Return the labels of a series as cells: name and value, then value and name."""
    letters, shown = column_letters(n + 2), names.texts[n]
    name = name_formula((shown,), frame.names[n], f"{letters}$1")
    cells: list[str | None] = [None, None]
    formulas = ["", ""]
    for side, value in enumerate(frame.values[n]):
        if value is None or n not in names.labelled:
            continue
        pieces = [shown, frame.numbers.text(value)]
        parts = [name, frame.numbers.formula(f"{letters}{side + 2}", signed=False)]
        if side:
            pieces.reverse()
            parts.reverse()
        cells[side] = _BETWEEN.join(pieces)
        formulas[side] = side_by_side(*parts, between=_BETWEEN)
    return SheetColumn(f"{frame.names[n]} (label)", cells, helper=True, formulas=formulas)


def _labels(
    frame: Frame, names: _Names, n: int, ink: Colour, moves: Sequence[float], texts: Sequence[str]
) -> Xml:
    look = frame.look(names.size_pt, ink, bold=frame.names[n] in frame.spec.focus)
    points = [
        range_label(side, shown, look, _SIDES[side], (0.0, moves[side] / frame.height))
        for side, shown in enumerate(texts)
        if shown
    ]
    return other_labels(points, look, "r") if points else NOTHING


def _line(
    frame: Frame, n: int, colour: Colour, categories: Xml, labels: Xml, extension: Xml
) -> Xml:
    idx, order = indices(n)
    inside = frame.names[n] in frame.spec.focus
    return LINE_SERIES(
        idx=idx,
        order=order,
        tx=series_name(n + 1, frame.names[n]),
        spPr=line_only(colour, FOCUS_PT if inside else LINE_PT),
        marker=marker_of(colour, 2),
        dLbls=labels,
        cat=categories,
        val=series_values(n + 1, frame.values[n], frame.format_of(n)),
        smooth=setting("c:smooth", 0),
        extLst=extension if labels else NOTHING,
    )
