"""Where the axes stand in the frame, and how slots, scale and labels share the room.

All lengths in points from the upper left corner of the frame. The plot area is always written as
an inner layout, and the ends of the axis of values are always written, so that every bar and point
stands where it was computed to stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts.axes import (
    Scale,
    category_axis,
    nice_scale,
    tick_texts,
    value_axis,
)
from briefing_app.charts.chart_elements import Inner, category_texts
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.label_placement import (
    AXIS_GAP_PT,
    SLOT_USE,
    AxisTexts,
    line_height,
    texts_beside_bars,
    texts_in_slots,
)
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import Xml, join

GAP_WIDTH = 50
"""Per cent of a bar's width between two groups (house style: 40 to 60)."""
BESIDE = 8
"""Per cent of a bar's width between two bars of a group."""
EDGE_PT = 3.0
"""Air at the edges of the frame, and between a bar and its label."""
LABEL_ROOM_PT = 6.0
"""What a label outside its bar takes beside its own height or width."""
TICK_PT = 10.0
"""The labels of a shown axis of values are no larger than this."""
_LEAST_SHARE = 0.2
"""Share of the frame that the axes keep, whatever labels ask for."""
_MOST_LEFT = 0.4
"""Share of the width that category names beside bars may take."""


@dataclass(frozen=True, slots=True)
class PlotArea:
    """The axes. slot: length of one category; label_pt: of the values, 0 beside a shown axis."""

    inner: Inner
    slot: float
    scale: Scale
    texts: AxisTexts
    label_pt: float
    tick_pt: float = 0.0
    lying: bool = False
    base_line: bool = True
    """The axis of categories is drawn as a line."""
    gap: float = GAP_WIDTH
    """Per cent of a bar's width between two of them."""

    @property
    def unit(self) -> float:
        """Return points per unit of value."""
        length = self.inner.width if self.lying else self.inner.height
        return length / (self.scale.high - self.scale.low)

    @property
    def bar(self) -> float:
        """Return the thickness of a bar when there is one per category."""
        return self.slot / (1 + self.gap / 100)

    def point(self, category: int, value: float) -> tuple[float, float]:
        """Return where a value stands, from the upper left of standing axes."""
        return (category + 0.5) * self.slot, (self.scale.high - value) * self.unit

    def axes(self, frame: Frame) -> Xml:
        """Return the axis of categories and the axis of values."""
        return join(
            (
                category_axis(self.texts, frame, horizontal=self.lying, line=self.base_line),
                value_axis(self.scale, frame, horizontal=self.lying, size_pt=self.tick_pt),
            )
        )


def slots_below(
    frame: Frame, left: float, right: float, cap: float = 1e6
) -> tuple[float, float, AxisTexts]:
    """Return where standing axes begin, the length of a slot, and the names below.

    left, right: room kept free beside the axes; cap: no slot is longer, so that a few columns do
    not become slabs. Names that are thinned out are wider than their slot, and the first must not
    stick out of the frame; then the axes begin farther right.
    """
    spec, count = frame.spec, len(frame.spec.categories)
    right += frame.beside
    slot = _slot(frame, left, right, cap)
    names = texts_in_slots(spec.categories, slot, frame.sizes, frame.ruler, time=spec.time)
    overhang = (names.widest - slot) / 2 + EDGE_PT if names.skip > 1 else 0.0
    if overhang > left:
        left = min(overhang, frame.width * (1 - _LEAST_SHARE) / 2)
        slot = _slot(frame, left, right, cap)
        names = texts_in_slots(spec.categories, slot, frame.sizes, frame.ruler, time=spec.time)
    if names.last_hidden:
        # The room that is kept free for names beside the plot is free below them too.
        behind = ((count - 1) % names.skip + 0.5) * slot
        names = replace(names, last_hidden=behind + right < names.widest / 2 + EDGE_PT)
    return left, slot, names if count > 1 else _alone(names, slot, frame)


def _alone(names: AxisTexts, slot: float, frame: Frame) -> AxisTexts:
    """Return the name of the only category with its lines broken by ourselves.

    LibreOffice finds the width of a slot between two names; a single name it would cut.
    """
    lines = frame.ruler.lines(names.texts[0], names.size_pt, slot * SLOT_USE)
    return replace(names, skip=1, texts=("\n".join(lines),) if names.lines > 1 else names.texts)


def _slot(frame: Frame, left: float, right: float, cap: float) -> float:
    available = max(frame.width - left - right, frame.width * _LEAST_SHARE)
    return min(available / len(frame.spec.categories), cap)


def height_above(frame: Frame, top: float, names: AxisTexts) -> float:
    """Return the height of standing axes above the names of their categories."""
    return max(frame.height - top - names.height - EDGE_PT, frame.height * _LEAST_SHARE)


def standing_with_axis(
    frame: Frame, top: float, scale: Scale, *, right: float = EDGE_PT, cap: float = 1e6
) -> PlotArea:
    """Return standing axes with a light axis of values at the left, in place of labels.

    top, right: room kept free there.
    """
    size = min(frame.label_pt, TICK_PT)
    left = frame.ruler.widest(tick_texts(scale, frame), size) + AXIS_GAP_PT + EDGE_PT
    left, slot, names = slots_below(frame, left, right, cap)
    top += line_height(size) / 2 + frame.over
    inner = Inner(left, top, slot * len(frame.spec.categories), height_above(frame, top, names))
    return PlotArea(inner, slot, scale, names, 0.0, size)


def lying_with_axis(frame: Frame, top: float, low: float, high: float, cap: float) -> PlotArea:
    """Return lying axes with a light axis of values below, in place of labels."""
    size = min(frame.label_pt, TICK_PT)
    below = line_height(size) + AXIS_GAP_PT + EDGE_PT
    slot = min((frame.height - top - below) / len(frame.spec.categories), cap)
    names, left = names_beside(frame, slot)
    scale, width = scale_beside(frame, left, (low, high), size)
    inner = Inner(left, top, width, slot * len(frame.spec.categories))
    return PlotArea(inner, slot, scale, names, 0.0, size, lying=True)


def scale_beside(
    frame: Frame, left: float, limits: tuple[float, float], size: float
) -> tuple[Scale, float]:
    """Return a scale whose numbers stand side by side, and the width of the axes.

    Where numbers are long there are fewer of them, at least those at the ends: LibreOffice would
    turn them, and PowerPoint too.
    """

    def with_ticks(most: int) -> tuple[Scale, float, bool]:
        scale = nice_scale(*limits, most)
        texts = tick_texts(scale, frame)
        right = frame.ruler.widest(texts[-1:], size) / 2 + EDGE_PT + frame.beside
        width = max(frame.width - left - right, frame.width * _LEAST_SHARE)
        apart = width / (len(texts) - 1)
        return scale, width, frame.ruler.widest(texts, size) <= apart * SLOT_USE

    for most in (6, 5, 4, 3):
        scale, width, fits = with_ticks(most)
        if fits:
            return scale, width
    return with_ticks(2)[:2]


def names_beside(frame: Frame, slot: float) -> tuple[AxisTexts, float]:
    """Return the category names to the left of bars, and where the axis stands then."""
    widest = frame.width * _MOST_LEFT
    names = texts_beside_bars(frame.spec.categories, slot, widest, frame.sizes, frame.ruler)
    # Three per cent more, since another reader may set the same text a little wider.
    return names, names.widest * 1.03 + AXIS_GAP_PT + EDGE_PT


def categories_of(
    texts: AxisTexts, names: Sequence[str], columns: list[SheetColumn], column: int = 0
) -> Xml:
    """Return ``c:cat``; what is not shown in full goes to a column of its own in the workbook.

    column: 0-based, of the names.
    Names that are left out are left empty there: PowerPoint would leave them out by itself
    (``tickLblSkip``), LibreOffice would not.
    """
    shown = [t if n % texts.skip == 0 else "" for n, t in enumerate(texts.texts)]
    if texts.last_hidden:
        shown[(len(shown) - 1) // texts.skip * texts.skip] = ""
    if all(one == other for one, other in zip(shown, names, strict=True)):
        return category_texts(column, names)
    letters = column_letters(column + 1)
    formulas = [
        f"{letters}{row}" if one and one == other else ""
        for row, (one, other) in enumerate(zip(shown, names, strict=True), 2)
    ]
    cells = [one or None for one in shown]
    columns.append(SheetColumn("Axis label", cells, helper=True, formulas=formulas))
    return category_texts(len(columns) - 1, shown)
