"""Key messages in one slot or in two beside each other, which read like columns of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.deck.text_fit import TextBox, fitting_size, sizes, take
from briefing_app.model.slide_plan import PlannedText


@dataclass(frozen=True, slots=True)
class MessageColumns:
    """The slots of the messages, left to right. least_pt: the size below which they are split."""

    boxes: tuple[TextBox, ...]
    least_pt: float

    def size(self, messages: Sequence[PlannedText]) -> float | None:
        """Return the largest size at which the messages fit; None: the least is too big."""
        if len(self.boxes) == 1:
            return fitting_size(self.boxes[0], messages, self.least_pt)
        candidates = sizes(self.boxes[0].size_pt, self.least_pt)
        return next((size for size in candidates if self._breaks(messages, size)), None)

    def taken(
        self, messages: Sequence[PlannedText]
    ) -> tuple[tuple[PlannedText, ...], tuple[PlannedText, ...]]:
        """Return the messages that fit at the least size, and the rest."""
        kept: tuple[PlannedText, ...] = ()
        rest = tuple(messages)
        for box in self.boxes:
            if rest:
                held, rest = take(box, rest, self.least_pt)
                kept += held
        return kept, rest

    def divided(self, messages: Sequence[PlannedText]) -> tuple[tuple[PlannedText, ...], ...]:
        """Return the messages of each slot, so that the slots end as level as may be."""
        if len(self.boxes) == 1:
            return (tuple(messages),)
        size = self.size(messages) or self.least_pt
        breaks = self._breaks(messages, size) or [(len(messages) + 1) // 2]
        at = min(breaks, key=lambda place: (self._height(messages, place, size), -place))
        return tuple(messages[:at]), tuple(messages[at:])

    def _breaks(self, messages: Sequence[PlannedText], size: float) -> list[int]:
        """Return how many messages may stand in the first of two slots at a size."""
        first, second = self.boxes
        most = first.count_held(messages, size)
        return [place for place in range(1, most + 1) if second.holds(messages[place:], size)]

    def _height(self, messages: Sequence[PlannedText], place: int, size: float) -> float:
        first, second = self.boxes
        return max(first.height(messages[:place], size), second.height(messages[place:], size))
