"""Lines that join the segments of neighbouring stacked columns.

They are the format's own series lines (ECMA-376-1, 21.2.2.177), which follow every edit and run
from edge to edge; LibreOffice does not draw them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from briefing_app.charts.chart_elements import line_only
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.palette import Colour
from briefing_app.charts.waterfall import OFF
from briefing_app.model.chart_spec import Mark
from briefing_app.ooxml.elements import Xml

_LINE_PT = 0.75
_BEFORE = "<c:axId"


def with_connectors(drawing: Drawing, frame: Frame) -> Drawing:
    """Return stacked columns with the lines between them, if a mark asks for them."""
    marks = [mark for mark in frame.spec.decorations if mark.mark is Mark.CONNECTORS]
    if not marks or marks[-1].text.strip().lower() in OFF:
        return drawing
    lines = _series_lines(frame.palette.greys[0])
    groups = (
        Xml(group.replace(_BEFORE, lines + _BEFORE, 1)) if "<c:barChart" in group else group
        for group in drawing.groups
    )
    return replace(drawing, groups=tuple(groups))


@lru_cache(maxsize=16)
def _series_lines(colour: Colour) -> Xml:
    return Xml(f"<c:serLines>{line_only(colour, _LINE_PT)}</c:serLines>")
