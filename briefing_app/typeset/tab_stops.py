"""How far a tab reaches (ECMA-376-1, 21.1.2.1.25 tabLst and the attribute defTabSz)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.model.text_body import TabStop
from briefing_app.typeset.metrics import UNIT

_LEAST_STEP_PT = 1.0


@dataclass(frozen=True, slots=True)
class Ruler:
    """A paragraph's tab stops; positions count from the left edge of the box, in points.

    The left margin is a stop for what hangs before it; behind the last stop a tab reaches to the
    next multiple of default_pt.
    """

    stops: tuple[TabStop, ...]
    left_pt: float
    default_pt: float

    def after(self, at: int) -> TabStop:
        """Return the stop behind a position, which is in UNITs."""
        stops = sorted((*self.stops, TabStop(self.left_pt)), key=lambda stop: stop.position_pt)
        for stop in stops:
            if round(stop.position_pt * UNIT) > at:
                return stop
        step = round(max(self.default_pt, _LEAST_STEP_PT) * UNIT)
        return TabStop((at // step + 1) * step / UNIT)


def set_tabs(
    ruler: Ruler, text: str, advances: list[int], stretch: tuple[int, int], begin_pt: float
) -> None:
    """Put the advances of a stretch's tabs into the list, in UNITs, as if it were all one line.

    begin_pt: where the line begins, from the left edge.
    """
    start, end = stretch
    at = round(begin_pt * UNIT)
    for spot in range(start, end):
        if text[spot] == "\t":
            stop = ruler.after(at)
            before = _before(text, advances, (spot + 1, end), stop.alignment)
            advances[spot] = max(round(stop.position_pt * UNIT) - at - before, 0)
        at += advances[spot]


def _before(text: str, advances: Sequence[int], stretch: tuple[int, int], alignment: str) -> int:
    """Return how much of the text behind a tab stands before its stop."""
    if alignment == "l":
        return 0
    start, end = stretch
    following = text.find("\t", start, end)
    last = following if following >= 0 else end
    if alignment == "dec":
        marks = [spot for mark in ".," if (spot := text.rfind(mark, start, last)) >= 0]
        last = max(marks, default=last)
    width = sum(advances[start:last])
    return width // 2 if alignment == "ctr" else width
