"""What is added to a chart after its family has drawn it: arrows, lines, brackets."""

from __future__ import annotations

from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing


def room_for(frame: Frame) -> float:
    """Return the points above the values that the decorations of a chart take."""
    return 0.0


def decorated(frame: Frame, drawing: Drawing) -> Drawing:
    """Return a chart with its decorations."""
    return drawing
