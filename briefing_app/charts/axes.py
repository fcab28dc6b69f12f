"""Axes, gridlines, legend and the scale of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, log10

from briefing_app.charts.chart_elements import (
    AXIS_BODY,
    CATEGORY_AXIS,
    CATEGORY_AXIS_ID,
    LEGEND,
    PLAIN_BODY,
    SCALING,
    THINNED_BODY,
    TURNED_BODY,
    VALUE_AXIS,
    VALUE_AXIS_ID,
    Inner,
    Look,
    line_only,
    number_format,
    placed,
    setting,
    text_properties,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.label_placement import AxisTexts, line_height
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.palette import Colour
from briefing_app.ooxml.elements import NOTHING, Xml, join

_GRID_PT = 0.5
_AXIS_PT = 0.75
SMALLEST_SPAN = 1e-280
"""Spans below are taken as none, so that no division overflows."""
_SMALLEST_SHARE = 1e-9
"""A span that is less of its values than this is lost in their digits."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The value axis: its ends, and the step of its ticks when it is shown (0: hidden)."""

    low: float
    high: float
    step: float = 0.0

    @property
    def ticks(self) -> tuple[float, ...]:
        """Return the values at which a shown axis has labels."""
        count = round((self.high - self.low) / self.step) if self.step else 0
        return tuple(self.low + n * self.step for n in range(count + 1))


def scale_with_room(low: float, high: float, length: float, before: float, after: float) -> Scale:
    """Return a hidden axis with room for labels at both ends.

    low, high: the values to show, zero among them; length: of the axis in points; before, after:
    points to be left free below the lowest and above the highest value.
    """
    span = high - low
    if span < SMALLEST_SPAN:
        return Scale(low, low + 1.0)
    per_point = span / max(length - before - after, length * 0.2, 1.0)
    return Scale(_outward(low - before * per_point, span), _outward(high + after * per_point, span))


def _outward(value: float, span: float) -> float:
    """Return a value with as many digits as a thousandth of the span needs, away from zero."""
    if value == 0:
        return 0.0
    unit = 10.0 ** floor(log10(span) - 3)
    if unit == 0:
        return value
    steps = ceil(value / unit) if value > 0 else floor(value / unit)
    return float(f"{steps * unit:.12g}")


def nice_scale(low: float, high: float, most_ticks: int = 6) -> Scale:
    """Return a shown axis; its ends are multiples of 1, 2, 2.5 or 5 times a power of ten."""
    span, far = high - low, max(abs(low), abs(high))
    if far < SMALLEST_SPAN:
        return Scale(0.0, 1.0, 1.0)
    if span < far * _SMALLEST_SHARE:
        return nice_scale(low - far / 100, high + far / 100, most_ticks)
    power = 10.0 ** floor(log10(span / (most_ticks - 1)))
    steps = [float(f"{factor * power:.6g}") for factor in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)]
    chosen = next((s for s in steps if _steps_between(low, high, s) < most_ticks), steps[-1])
    first, last = _first_and_last(low, high, chosen)
    return Scale(float(f"{first * chosen:.15g}"), float(f"{last * chosen:.15g}"), chosen)


def _steps_between(low: float, high: float, step: float) -> int:
    first, last = _first_and_last(low, high, step)
    return last - first


def _first_and_last(low: float, high: float, step: float) -> tuple[int, int]:
    """Return the multiples of a step that enclose two values.

    A line that starts above zero shall not lie on the axis of categories.
    """
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    first -= first > 0 and low - first * step < step * 0.1
    return first, max(last, first + 1)


def category_axis(texts: AxisTexts, frame: Frame, *, horizontal: bool, line: bool = True) -> Xml:
    """Return ``c:catAx``. horizontal: bars lie, so the axis stands and runs from top to bottom."""
    look = Look(frame.fonts, texts.size_pt, frame.palette.muted)
    body = TURNED_BODY if texts.turned else THINNED_BODY if texts.skip > 1 else AXIS_BODY
    return _category_axis(
        look, frame.palette.muted if line else None, texts.skip, body, horizontal=horizontal
    )


@lru_cache(maxsize=512)
def _category_axis(
    look: Look, line: Colour | None, skip: int, body: Xml, *, horizontal: bool
) -> Xml:
    thinned = {"tickLblSkip": setting("c:tickLblSkip", skip)} if skip > 1 else {}
    if skip > 1:
        thinned["tickMarkSkip"] = setting("c:tickMarkSkip", skip)
    return CATEGORY_AXIS(
        axId=setting("c:axId", CATEGORY_AXIS_ID),
        scaling=SCALING(orientation=setting("c:orientation", "maxMin" if horizontal else "minMax")),
        delete=setting("c:delete", 0),
        axPos=setting("c:axPos", "l" if horizontal else "b"),
        numFmt=number_format("General"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "low"),
        spPr=line_only(line, _AXIS_PT),
        txPr=text_properties(look, body),
        crossAx=setting("c:crossAx", VALUE_AXIS_ID),
        crosses=setting("c:crosses", "autoZero"),
        auto=setting("c:auto", 0),
        lblAlgn=setting("c:lblAlgn", "ctr"),
        lblOffset=setting("c:lblOffset", 100),
        noMultiLvlLbl=setting("c:noMultiLvlLbl", 1),
        **thinned,
    )


def value_axis(scale: Scale, frame: Frame, *, horizontal: bool, size_pt: float = 0.0) -> Xml:
    """Return ``c:valAx``: hidden without a step, else light, with few gridlines and no line."""
    shown = scale.step > 0
    step = {"majorUnit": setting("c:majorUnit", plain_number(scale.step))} if shown else {}
    look = Look(frame.fonts, size_pt or frame.label_pt, frame.palette.muted)
    code = _tick_code(scale, frame) if shown else frame.numbers.code
    return VALUE_AXIS(
        axId=setting("c:axId", VALUE_AXIS_ID),
        scaling=SCALING(
            orientation=setting("c:orientation", "minMax"),
            max=setting("c:max", plain_number(scale.high)),
            min=setting("c:min", plain_number(scale.low)),
        ),
        delete=setting("c:delete", int(not shown)),
        axPos=setting("c:axPos", "b" if horizontal else "l"),
        majorGridlines=_gridlines(frame.palette.grid) if shown else NOTHING,
        numFmt=number_format(code),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "nextTo"),
        spPr=line_only(None),
        txPr=text_properties(look, AXIS_BODY),
        crossAx=setting("c:crossAx", CATEGORY_AXIS_ID),
        # Bars run from top to bottom, so the axis of values stands at the last category.
        crosses=setting("c:crosses", "max" if horizontal else "autoZero"),
        crossBetween=setting("c:crossBetween", "between"),
        **step,
    )


@lru_cache(maxsize=64)
def _gridlines(colour: Colour) -> Xml:
    return Xml(f"<c:majorGridlines>{line_only(colour, _GRID_PT)}</c:majorGridlines>")


def _tick_code(scale: Scale, frame: Frame) -> str:
    numbers = label_format(frame.numbers.for_step(scale.step), frame.numbers.language)
    return numbers.written(negative=scale.low < 0)


def tick_texts(scale: Scale, frame: Frame) -> list[str]:
    """Return the labels of a shown axis."""
    shown = label_format(frame.numbers.for_step(scale.step), frame.numbers.language)
    return [shown.quick_text(tick) for tick in scale.ticks]


BAR_KEY_PT, LINE_KEY_PT = 24.0, 48.0
"""Width of a legend key with the gaps around it, with some air for other readers."""


@dataclass(frozen=True, slots=True)
class LegendPlan:
    """A legend above the plot: its size, and how large its text is set."""

    width: float
    height: float
    size_pt: float


def plan_legend(names: Sequence[str], frame: Frame, key_pt: float = BAR_KEY_PT) -> LegendPlan:
    """Return a legend in as few rows as its names allow, all columns as wide as the widest.

    Where a decoration draws a line, LibreOffice makes every key as long as a line's.
    """
    key_pt = max(key_pt, LINE_KEY_PT) if frame.reach else key_pt
    size = frame.label_pt
    while True:
        column = frame.ruler.widest(names, size) + key_pt
        per_row = max(1, min(len(names), int(frame.width / column)))
        rows = ceil(len(names) / per_row)
        height = rows * line_height(size) * 1.15 + 4
        if (column <= frame.width and height <= frame.height * 0.25) or size <= frame.least_pt:
            break
        size = max(frame.least_pt, size - 1)
    return LegendPlan(min(frame.width, column * per_row), height, size)


def legend_above(plan: LegendPlan, hidden: Sequence[int], frame: Frame) -> Xml:
    """Return the legend at the upper left. hidden: indexes of series that are only helpers."""
    entries = join(
        Xml(f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>') for n in hidden
    )
    return LEGEND(
        legendPos=setting("c:legendPos", "t"),
        legendEntry=entries,
        layout=placed(
            Inner(0.0, 0.0, plan.width, plan.height), frame.width, frame.height, inner=False
        ),
        overlay=setting("c:overlay", 0),
        txPr=text_properties(frame.look(plan.size_pt), PLAIN_BODY),
    )
