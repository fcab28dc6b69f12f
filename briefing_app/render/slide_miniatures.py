"""A slide's drawing made small: what notes pages and handouts are built from."""

from __future__ import annotations

from briefing_app.model.drawing import (
    Colour,
    Drawing,
    Group,
    Item,
    Link,
    Outline,
    Solid,
    Stroke,
    Typeface,
)
from briefing_app.model.text_body import Alignment, Anchor, SetParagraph, SetRun, TextBody
from briefing_app.render.deck_resources import Board, DeckResources
from briefing_app.render.light_boxes import rectangle

Area = tuple[float, float, float, float]
"""x, y, width, height in points."""

FRAME_LINE = Stroke(Solid(Colour("000000")), 0.75)
_NUMBER_PT = 10.0
_INK = Colour("000000")


def fitted(slide: Drawing, area: Area) -> Area:
    """Return the largest place in an area that has the shape of a slide, in its middle."""
    x, y, width, height = area
    scale = min(width / slide.width, height / slide.height)
    wide, high = slide.width * scale, slide.height * scale
    return x + (width - wide) / 2, y + (height - high) / 2, wide, high


def put_miniature(
    slide: Drawing, area: Area, board: Board, frame: Stroke | None = FRAME_LINE
) -> None:
    """Put a slide into an area, as large as it fits, with a line around it and with its links."""
    x, y, wide, high = fitted(slide, area)
    if wide <= 0 or high <= 0:
        return
    scale = wide / slide.width
    sheet = Outline(rectangle(0.0, 0.0, slide.width, slide.height), Solid(Colour("FFFFFF")))
    board.items.append(Group((sheet, *slide.items), (scale, 0.0, 0.0, scale, x, y), clip=sheet))
    if frame is not None:
        board.items.append(Outline(rectangle(x, y, wide, high), stroke=frame))
    for link in slide.links:
        board.links.append(
            Link(
                x + link.x * scale, y + link.y * scale,
                link.width * scale, link.height * scale, link.target,
            )
        )  # fmt: skip
    board.unpainted += slide.unpainted


def page_number(number: int, area: Area, resources: DeckResources) -> tuple[Item, ...]:
    """Return a number at the lower right of an area, for pages whose master has no place for it."""
    x, y, width, height = area
    run = SetRun(str(number), _NUMBER_PT, Typeface("Arial"), _INK)
    paragraph = SetParagraph((run,), alignment=Alignment.RIGHT)
    body = TextBody((paragraph,), insets=(0.0, 0.0, 0.0, 0.0), anchor=Anchor.BOTTOM)
    text = resources.set_text(body, width, height)
    return (Group(text.items, (1.0, 0.0, 0.0, 1.0, x, y)),)


def finished(board: Board, size: tuple[float, float], slide: Drawing | None) -> Drawing:
    """Return a page with what a board holds; title and language are those of a slide on it."""
    return Drawing(
        *size,
        tuple(board.items),
        tuple(board.links),
        "" if slide is None else slide.title,
        "" if slide is None else slide.language,
        tuple(dict.fromkeys(board.unpainted)),
    )
