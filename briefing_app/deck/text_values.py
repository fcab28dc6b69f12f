"""Where the bound values of a slot stand in its text as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.model.slide_plan import BoundValue, PlannedSlide, PlannedText, SlotFill, within


def slot_text(fill: SlotFill) -> str:
    """Return the text of a slot: headings and texts of its paragraphs, one per line."""
    return "\n".join(part for part, _ in _parts(fill))


def slot_values(fill: SlotFill, slide: PlannedSlide) -> tuple[BoundValue, ...]:
    """Return the bound values of a slot, at their places in :func:`slot_text`.

    The title, standfirst, source and tracker mostly stand in a slot of their own, at its start.
    """
    single = slide.values_of(fill.role)
    if single and len(fill.paragraphs) == 1:
        return single
    if not any(text.values or text.heading_values for text in fill.paragraphs):
        return ()
    found: list[BoundValue] = []
    at = 0
    for part, values in _parts(fill):
        # The page number of a line of contents stands before its text, which values count from.
        start = at + part.rfind("\t") + 1
        found += within(values, -start, len(part))
        at += len(part) + 1
    return tuple(found)


def _parts(fill: SlotFill) -> Iterator[tuple[str, tuple[BoundValue, ...]]]:
    for paragraph in fill.paragraphs:
        yield from (pair for pair in _of(paragraph) if pair[0])


def _of(paragraph: PlannedText) -> tuple[tuple[str, tuple[BoundValue, ...]], ...]:
    return (paragraph.heading, paragraph.heading_values), (paragraph.text, paragraph.values)
