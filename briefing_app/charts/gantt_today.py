"""The line at a day of a plan, with a word below it; a shape, since no bar can be a line."""

from __future__ import annotations

from briefing_app.charts.decoration_shapes import line, with_shapes, words
from briefing_app.charts.gantt_plan import Plan
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.plot_area import EDGE_PT


def today_shapes(plan: Plan) -> bytes:
    """Return the part of shapes with the line, b"" for none."""
    if plan.today is None:
        return b""
    frame, inner, colour = plan.frame, plan.inner, plan.frame.palette.negative
    x = inner.left + (plan.today.day - plan.ruler.low) * plan.unit
    top, foot = inner.top + plan.head * plan.slot, inner.top + inner.height
    look = frame.look(frame.least_pt, bold=True)
    shown = frame.ruler.shortened(plan.today.words, frame.least_pt, frame.width / 3)
    half = frame.ruler.width(shown, frame.least_pt, bold=True) / 2 + EDGE_PT
    middle = min(max(x, half), frame.width - half)
    box = (middle - half, foot, middle + half, foot + line_height(frame.least_pt))
    return with_shapes(
        b"",
        (line("Today", (x, top), (x, foot), colour, 1.25), words("Today label", shown, box, look)),
        frame.width,
        frame.height,
    )
