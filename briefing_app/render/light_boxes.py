"""What stands where a shape cannot be painted: a light box that says what should be there."""

from __future__ import annotations

from briefing_app.model.drawing import (
    Colour,
    Group,
    Item,
    Outline,
    Segment,
    Solid,
    Stroke,
    Typeface,
)
from briefing_app.model.text_body import Alignment, Anchor, SetParagraph, SetRun, TextBody
from briefing_app.ooxml.shape_placement import Placement
from briefing_app.typeset.metrics import Metrics
from briefing_app.typeset.text_layout import lay_out

BOX_FILL = Solid(Colour("F2F2F2", 0.8))
BOX_EDGE = Stroke(Solid(Colour("A6A6A6")), 0.75, (3.0, 2.0))
_INK = Colour("595959")
_SIZE_PT = 9.0
_LEAST_FOR_TEXT = (24.0, 12.0)


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """Return the outline of a rectangle in points."""
    right, bottom = x + width, y + height
    return (
        ("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ()),
    )  # fmt: skip


def light_box(placement: Placement, label: str, metrics: Metrics) -> tuple[Item, ...]:
    """Return a labelled light box in the upright box around a shape."""
    x, y, width, height = placement.bounds()
    box = Outline(rectangle(x, y, width, height), BOX_FILL, BOX_EDGE)
    if width < _LEAST_FOR_TEXT[0] or height < _LEAST_FOR_TEXT[1]:
        return (box,)
    run = SetRun(label, _SIZE_PT, Typeface("Arial"), _INK)
    paragraph = SetParagraph((run,), alignment=Alignment.CENTRE)
    body = TextBody((paragraph,), insets=(2.0, 2.0, 2.0, 2.0), anchor=Anchor.CENTRE)
    text = lay_out(body, width, height, metrics)
    if text.height_pt > height:
        return (box,)
    return box, Group(text.items, (1.0, 0.0, 0.0, 1.0, x, y))
