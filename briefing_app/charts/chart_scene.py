"""What every part of a chart's drawing is given: the chart, its frame, colours and text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing_app.charts.chart_paint import HAIRLINE, Painter
from briefing_app.charts.chart_paths import Rect, painted, rectangle
from briefing_app.charts.chart_text import Setter
from briefing_app.charts.chart_values import Chart, Layout
from briefing_app.charts.number_labels import label_format
from briefing_app.model.cell_value import GENERAL
from briefing_app.model.drawing import Item, Solid, Stroke
from briefing_app.model.number_text import MINUS, NO_BREAK_SPACE, number_text
from briefing_app.model.text_body import SetRun
from briefing_app.ooxml.xml_reader import Node

__all__ = ["HAIRLINE", "Scene", "placed"]


_PLAIN_CODE = re.compile(r"(?:#,##)?0(?:\.0+)?")
_KNOWN = frozenset({"en", "en-", "de", "de-", "zh", "zh-"})


@dataclass(frozen=True)
class Scene:
    """A chart about to be drawn. frame: where, in points; text: the style of all its text."""

    chart: Chart
    frame: Rect
    painter: Painter
    setter: Setter
    text: SetRun
    _numbers: dict[tuple[float, str], str] = field(default_factory=dict, repr=False, compare=False)

    def number(self, value: float, code: str) -> str:
        """Return a number as a chart prints it: with the signs of its format, not of print."""
        key = (value, code or GENERAL)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._number(*key)
        return found

    def _number(self, value: float, code: str) -> str:
        language = self.chart.language
        if _PLAIN_CODE.fullmatch(code) and language[:3] in _KNOWN:
            shown = label_format(code, language).text(value)
        else:
            shown = number_text(value, code, language)
        if MINUS not in code:
            shown = shown.replace(MINUS, "-")
        if NO_BREAK_SPACE not in code:
            shown = shown.replace(NO_BREAK_SPACE, "" if shown.endswith("%") else " ")
        return shown

    def box(
        self, node: Node | None, place: Rect, fill: Solid | None = None, line: Stroke | None = None
    ) -> tuple[Item, ...]:
        """Return the rectangle behind something; fill, line: where nothing is said."""
        paint, stroke = self.painter.fill(node, place, fill), self.painter.stroke(node, line)
        return painted(rectangle(place), paint, stroke) if paint or stroke else ()


def placed(layout: Layout | None, frame: Rect, automatic: Rect) -> Rect:
    """Return where a manual layout puts what would stand at a place by itself."""
    if layout is None:
        return automatic
    x, y, width, height = automatic.box
    if layout.x is not None:
        x = layout.x * frame.width + (frame.x if layout.x_edge else automatic.x)
    if layout.y is not None:
        y = layout.y * frame.height + (frame.y if layout.y_edge else automatic.y)
    if layout.w is not None:
        width = layout.w * frame.width - (x - frame.x if layout.w_edge else 0.0)
    if layout.h is not None:
        height = layout.h * frame.height - (y - frame.y if layout.h_edge else 0.0)
    return Rect(x, y, max(width, 0.0), max(height, 0.0))
