"""Pies and doughnuts: a name and a value to each slice, the total in the hole.

A label rests in the middle of its slice (of its ring) and is moved from there to where it was
computed to stand; the middle is the same for every reader and does not depend on the text. The
hole of a doughnut is a second ring that draws nothing and carries the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import fsum

from briefing_app.charts import placement_findings as said
from briefing_app.charts.cell_labels import name_formula, on_lines, side_by_side
from briefing_app.charts.chart_elements import (
    DATA_POINT,
    INVISIBLE,
    LABELS,
    NO_LEADER_LINES,
    Inner,
    category_texts,
    fill_and_line,
    indices,
    label_range,
    other_labels,
    range_label,
    series_name,
    series_values,
    setting,
    text_properties,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import size_within
from briefing_app.charts.palette import Colour, ink_on
from briefing_app.charts.round_labels import BETWEEN, RoundPlan, SliceLabel, plan_round, slices_of
from briefing_app.charts.segment_texts import segment_formula, segment_text, share_numbers
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join

_PIE_CHART = Element("c:pieChart", "varyColors ser dLbls firstSliceAng extLst")
_DOUGHNUT_CHART = Element("c:doughnutChart", "varyColors ser dLbls firstSliceAng holeSize extLst")
_SERIES = Element("c:ser", "idx order tx spPr explosion dPt dLbls cat val extLst")
_MOST_SLICES, _FEW_SLICES = 60, 7
_HOLE = 33
"""Per cent of the outer diameter. With it the two rings, the inner one hidden, are as wide as the
hole's radius; LibreOffice draws them so whatever the hole."""
_TOTAL_PT = 20.0
_LEADERS = Xml(
    '<c:showLeaderLines val="1"/><c:leaderLines><c:spPr><a:ln w="6350"><a:solidFill>'
    '<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>'
    "</a:solidFill></a:ln></c:spPr></c:leaderLines>"
)
_RING_LEADERS = Xml(NO_LEADER_LINES.replace('val="0"', 'val="1"'))
_NOTHING_SHOWN = join(
    setting(f"c:{name}", 0)
    for name in (
        "showLegendKey",
        "showVal",
        "showCatName",
        "showSerName",
        "showPercent",
        "showBubbleSize",
    )
)


def round_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a pie or a doughnut."""
    if len(spec.series) != 1:
        return error(
            "chart-round-series",
            f"A pie or doughnut has one series, and here are {len(spec.series)}.",
            "Choose one column, or stacked columns.",
        )
    values = [v for v in spec.series[0].values if isinstance(v, float | int)]
    if any(v < 0 for v in values):
        return error(
            "chart-round-negative",
            "A slice cannot be less than nothing, and there are values below zero.",
            "Choose columns or bars.",
        )
    parts = sum(v > 0 for v in values)
    if not parts:
        return error(
            "chart-round-zero", "All values are zero, so there is no slice.", "Choose columns."
        )
    if parts > _MOST_SLICES:
        return error(
            "chart-round-slices",
            f"{parts} slices cannot be told apart.",
            "Gather the small ones as “Other”, or choose bars.",
        )
    return None


def draw_round(frame: Frame, *, ring: bool) -> Drawing:
    """Return a pie; ring: a doughnut."""
    values = frame.values[0]
    slices = slices_of(values)
    texts = [_value_text(frame, value) for value in values]
    plan = plan_round(frame, slices, texts, ring=ring)
    columns = frame.input_columns()
    colours = _slice_colours(frame)
    columns.append(_label_column(frame, plan, texts))
    series = [_slices(frame, plan, colours, columns, ring=ring)]
    if ring:
        series.insert(0, _hole(frame, plan, columns))
    angle = {
        "varyColors": setting("c:varyColors", 1),
        "firstSliceAng": setting("c:firstSliceAng", 0),
    }
    chart = (
        _DOUGHNUT_CHART(ser=join(series), holeSize=setting("c:holeSize", _HOLE), **angle)
        if ring
        else _PIE_CHART(ser=join(series), **angle)
    )
    left, top = frame.width / 2 - plan.radius, frame.height / 2 - plan.radius
    return Drawing(
        inner=Inner(left, top, 2 * plan.radius, 2 * plan.radius),
        axes=NOTHING,
        columns=columns,
        series=len(series),
        groups=(chart,),
        findings=(
            *said.names_cut(sum(label.cut for label in plan.labels)),
            *said.labels_left_out(plan.left_out, len(slices)),
            *_many(len(slices), len(values) - len(slices)),
        ),
        told=_told(frame),
    )


def _many(shown: int, without: int) -> tuple[Finding, ...]:
    """Return what is said of the number of slices, and of values that have none."""
    found: list[Finding] = []
    if shown > _FEW_SLICES:
        found.append(
            warning(
                "chart-many-slices",
                f"The chart has {shown} slices; more than {_FEW_SLICES} are hard to compare.",
                "Gather the small ones as “Other”, or choose bars.",
            )
        )
    if without:
        found.append(
            info(
                "chart-slice-left-out",
                f"{without} of the values {'is' if without == 1 else 'are'} missing, zero or next "
                "to nothing, and cannot be seen.",
                "Say so below the chart where it matters.",
            )
        )
    return tuple(found)


def _slice_colours(frame: Frame) -> list[Colour]:
    """Return the colour of each category: those in focus, greys for the others; or the order."""
    palette, focus = frame.palette, set(frame.spec.focus)
    marked = [name in focus for name in frame.spec.categories]
    if not any(marked) or all(marked):
        return [palette.series[n % len(palette.series)] for n in range(len(marked))]
    greys = palette.greys
    return [
        palette.focus if inside else greys[sum(not m for m in marked[:n]) % len(greys)]
        for n, inside in enumerate(marked)
    ]


# --- texts ------------------------------------------------------------------------------------


def _value_text(frame: Frame, value: float | None) -> str:
    """Return what a label says beside the name."""
    if not value:
        return ""
    return segment_text(frame.spec.segment_labels, value, _total(frame), frame.numbers)


def _total(frame: Frame) -> float:
    return fsum(v for v in frame.values[0] if v is not None)


def _label_column(frame: Frame, plan: RoundPlan, texts: Sequence[str]) -> SheetColumn:
    """Return the cells of the labels: name and value, under or beside each other."""
    cells: list[str | None] = [None] * len(texts)
    formulas = [""] * len(texts)
    for label in plan.labels:
        n = label.slice.index
        pieces = [*label.name, texts[n]]
        name = name_formula(label.name, frame.spec.categories[n], f"A{n + 2}")
        value = segment_formula(
            frame.spec.segment_labels, f"B{n + 2}", f"SUM(B$2:B${len(texts) + 1})", frame.numbers
        )
        cells[n] = (BETWEEN if label.one_line else "\n").join(pieces)
        formulas[n] = (
            side_by_side(name, value, between=BETWEEN) if label.one_line else on_lines(name, value)
        )
    return SheetColumn("Label", cells, helper=True, formulas=formulas)


def _told(frame: Frame) -> tuple[str, ...]:
    """Return the figures as a sentence for the alternative text."""
    share, total = share_numbers(frame.spec.language), _total(frame)
    parts = [
        f"{name}: {frame.numbers.text(value)} ({share.text(value / total)})"
        for name, value in zip(frame.spec.categories, frame.values[0], strict=True)
        if value
    ]
    return ("; ".join(parts[: _FEW_SLICES + 1]),)


# --- series -----------------------------------------------------------------------------------


def _slices(
    frame: Frame,
    plan: RoundPlan,
    colours: Sequence[Colour],
    columns: Sequence[SheetColumn],
    *,
    ring: bool,
) -> Xml:
    """Return the series of the slices; the last column holds its labels."""
    texts = [str(shown or "") for shown in columns[-1].values]
    rest = plan.radius * (5 / 6 if ring else 0.5)
    position = "" if ring else "ctr"
    points = []
    for label in plan.labels:
        n = label.slice.index
        ink = ink_on(colours[n], frame.palette) if label.within else None
        shift = _shift(frame, label, rest)
        points.append(range_label(n, texts[n], frame.look(plan.size_pt, ink), position, shift))
    idx, order = indices(int(ring))
    gap = frame.palette.background if sum(map(bool, frame.values[0])) > 1 else None
    return _SERIES(
        idx=idx,
        order=order,
        tx=series_name(1, frame.names[0]),
        dPt=join(
            _point(n, colour, gap)
            for n, (colour, value) in enumerate(zip(colours, frame.values[0], strict=True))
            if value
        ),
        dLbls=_labels(points, frame, plan.size_pt, position),
        cat=category_texts(0, frame.spec.categories),
        val=series_values(1, frame.values[0], frame.format_of(0)),
        extLst=label_range(len(columns) - 1, texts) if points else NOTHING,
    )


def _shift(frame: Frame, label: SliceLabel, rest: float) -> tuple[float, float]:
    """Return how far a label moves from the middle of its slice, as fractions of the frame."""
    x, y = label.slice.at(rest)
    return (label.x - x) / frame.width, (label.y - y) / frame.height


@lru_cache(maxsize=1024)
def _point(index: int, fill: Colour | None, gap: Colour | None) -> Xml:
    return DATA_POINT(
        idx=setting("c:idx", index),
        bubble3D=setting("c:bubble3D", 0),
        spPr=fill_and_line(fill, gap, 1.0),
    )


def _labels(points: Sequence[Xml], frame: Frame, size: float, position: str) -> Xml:
    """Return ``c:dLbls`` with leader lines to labels that stand away from their slices."""
    if not points:
        return NOTHING
    return LABELS(
        dLbl=join(points),
        spPr=INVISIBLE,
        txPr=text_properties(frame.look(size)),
        dLblPos=setting("c:dLblPos", position) if position else NOTHING,
        shows=_NOTHING_SHOWN,
        showLeaderLines=_LEADERS,
        # What a pie has of old, a doughnut was given later.
        extLst=NOTHING if position else _RING_LEADERS,
    )


def _hole(frame: Frame, plan: RoundPlan, columns: list[SheetColumn]) -> Xml:
    """Return the inner ring, which draws nothing and has one label, the total."""
    count, total, code = len(frame.spec.categories), _total(frame), frame.format_of(0)
    whole = f"SUM(B2:B{count + 1})"
    columns.append(SheetColumn("Total", (total,), code, helper=True, formulas=(whole,)))
    values = len(columns) - 1
    shown = frame.numbers.text(total)
    look = frame.look(_total_pt(frame, plan, shown), bold=True)
    labels, extension = NOTHING, NOTHING
    if frame.spec.show_totals and look.size_pt:
        formulas = (frame.numbers.formula(whole, signed=False),)
        columns.append(SheetColumn("Total (label)", (shown,), helper=True, formulas=formulas))
        # The ring is one slice, whose middle lies straight under the middle of the hole.
        up = (0.0, -plan.radius / 2 / frame.height)
        labels = other_labels([range_label(0, shown, look, "", up)], look, "")
        extension = label_range(len(columns) - 1, [shown])
    idx, order = indices(0)
    return _SERIES(
        idx=idx,
        order=order,
        tx=series_name(values, "Total"),
        spPr=INVISIBLE,
        dPt=_point(0, None, None),
        dLbls=labels,
        val=series_values(values, (total,), code),
        extLst=extension,
    )


def _total_pt(frame: Frame, plan: RoundPlan, shown: str) -> float:
    """Return the size of the total in the hole, 0 where it would not fit at the least size."""
    room = plan.radius * 2 / 3 * 2 * 0.85
    most = max(frame.label_pt, min(_TOTAL_PT, plan.radius / 4))
    return size_within(frame.ruler.width(shown, 1.0, bold=True), room, most, frame.least_pt)
