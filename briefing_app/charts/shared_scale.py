"""The scale of bars: fitted to its own values, or the one that several charts share."""

from __future__ import annotations

from briefing_app.charts.axes import SMALLEST_SPAN, Scale, nice_scale, scale_with_room
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.plot_area import LABEL_ROOM_PT


def values_shown(frame: Frame, low: float, high: float) -> tuple[float, float]:
    """Return the lowest and highest value that an axis shows.

    low, high: of the values, zero among them. A shared scale is widened rather than that a bar
    would end at its border.
    """
    if frame.spec.limits is None:
        return low, high
    return min(low, *frame.spec.limits), max(high, *frame.spec.limits)


def labelled_scale(
    frame: Frame, low: float, high: float, length: float, before: float, after: float
) -> tuple[Scale, float]:
    """Return a hidden axis, and the points to keep free outside it, beyond its high end.

    A scale of its own takes the room for labels, ``before`` and ``after`` points, into the axis.
    A shared one ends where it is told to end, so that the labels stand outside, in a room that
    does not depend on how large they are set. Below zero the room is part of the axis, since the
    names of the categories stand there.
    """
    if frame.spec.limits is None:
        return scale_with_room(low, high, length, before, after), 0.0
    low, high = values_shown(frame, low, high)
    if high - low < SMALLEST_SPAN:
        high = low + 1.0
    room = line_height(frame.label_pt) + LABEL_ROOM_PT
    after = max(after, room)
    if low == 0:
        return Scale(low, high), after
    below = scale_with_room(low, high, length - after, max(before, room), 0.0).low
    return Scale(below, high), after


def ticked_scale(frame: Frame, low: float, high: float) -> Scale:
    """Return an axis that is shown, of its own or shared."""
    return nice_scale(*values_shown(frame, low, high))


def beyond_limits(frame: Frame, low: float, high: float) -> bool:
    """Return whether values lie outside the scale that is to be shared."""
    limits = frame.spec.limits
    return limits is not None and (low < min(*limits, 0.0) or high > max(*limits, 0.0))
