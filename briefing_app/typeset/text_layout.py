"""Text bodies set into their boxes: lines as measured, at their places, ready to be painted.

Lines end where :mod:`briefing_app.typeset.measure` ends them, which also decides the sizes that are
written into decks: the preview, the PDF and the written sizes follow from one calculation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_app.model.drawing import Group, Item, TextRun
from briefing_app.model.text_body import Alignment, Anchor, SetParagraph, SetRun, TextBody
from briefing_app.typeset.bidi import runs_right_to_left
from briefing_app.typeset.line_breaks import FORCED, WIDEST_PT
from briefing_app.typeset.line_items import Column, Row, row_items, rows
from briefing_app.typeset.measure import baseline_pt, stacked
from briefing_app.typeset.metrics import Metrics
from briefing_app.typeset.paragraph_setting import prepared
from briefing_app.typeset.vertical_text import (
    is_turned,
    line_matrix,
    turn,
    with_stacked_letters,
    with_upright_letters,
)

_LEAST_PT = 1.0
_SHARE = {Anchor.TOP: 0.0, Anchor.CENTRE: 0.5, Anchor.BOTTOM: 1.0}


@dataclass(frozen=True, slots=True)
class SetText:
    """A text body set in a box whose upper left corner is at 0, 0; all in points.

    height_pt, width_pt: what the box would have to measure for the text, insets included;
    lines: the text of each line, in reading order.
    """

    items: tuple[Item, ...]
    height_pt: float
    width_pt: float
    lines: tuple[str, ...]


def lay_out(body: TextBody, width_pt: float, height_pt: float, metrics: Metrics) -> SetText:
    """Return a text body set in a box of that size, insets included.

    Text that is higher than its box keeps to its anchor and flows out of the box, as in
    PowerPoint. ECMA-376-1, 21.1.2.1.1 a:bodyPr.
    """
    left, top, right, bottom = body.insets
    wide, high = max(width_pt - left - right, _LEAST_PT), max(height_pt - top - bottom, 0.0)
    turned = is_turned(body)
    if turned:
        wide, high = max(high, _LEAST_PT), wide
    block = _block(with_stacked_letters(body), wide, high, metrics)
    items = tuple(_items(block, wide, high, (0.0, 0.0) if turned else (left, top), metrics))
    if turned:
        shown = (part for item in items for part in with_upright_letters(body, item, metrics))
        items = (Group(tuple(shown), line_matrix(body, (wide, high))),) if items else ()
    if body.rotation and items:
        items = (Group(items, turn(body.rotation, width_pt / 2, height_pt / 2)),)
    across, along = (block.height, block.width) if turned else (block.width, block.height)
    lines = tuple(row.setting.text[row.line.start : row.line.end] for row in block.rows)
    return SetText(items, along + top + bottom, across + left + right, lines)


def set_line(
    run: SetRun,
    at: tuple[float, float],
    metrics: Metrics,
    alignment: Alignment = Alignment.LEFT,
) -> tuple[TextRun, ...]:
    """Return a run on one line; at: its left end, middle or right end by alignment, and baseline.

    The text runs as its first strong character does; a line feed counts as a space. Its width is
    that of ``metrics.width`` in the same style.
    """
    x, baseline = at
    right_to_left = runs_right_to_left(run.text)
    run = replace(run, text=" ".join(FORCED.split(run.text)))
    paragraph = SetParagraph((run,), alignment=alignment, right_to_left=right_to_left)
    ready = prepared(paragraph, TextBody((paragraph,)), metrics)
    setting = next(stacked([ready.measured], WIDEST_PT, metrics))[0]
    width = setting.lines[0].width_pt
    shift = {Alignment.CENTRE: width / 2, Alignment.RIGHT: width}.get(alignment, 0.0)
    column = Column(x - shift, width)
    return tuple(
        item
        for row in rows(ready, setting)
        for item in row_items(row, column, baseline, metrics)
        if isinstance(item, TextRun)
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a body, flowed into columns; places: column and top of each line."""

    body: TextBody
    rows: tuple[Row, ...]
    places: tuple[tuple[int, float], ...]
    height: float
    width: float
    column: float


def _block(body: TextBody, wide: float, high: float, metrics: Metrics) -> _Block:
    """Return the lines of a body in an inner width and height."""
    count = max(body.columns, 1)
    column = max((wide - body.column_gap_pt * (count - 1)) / count, _LEAST_PT)
    ready = [prepared(paragraph, body, metrics) for paragraph in body.paragraphs]
    measured = [paragraph.measured for paragraph in ready]
    settings = stacked(measured, column if body.wrap else WIDEST_PT, metrics)
    found = tuple(
        row
        for paragraph, (setting, _, _) in zip(ready, settings, strict=True)
        for row in rows(paragraph, setting)
    )
    places = tuple(_places(found, high, count))
    bottoms = (top + row.line.height_pt for row, (_, top) in zip(found, places, strict=True))
    width = max((row.reach_pt for row in found), default=0.0) if count == 1 else wide
    return _Block(body, found, places, max(bottoms, default=0.0), width, column)


def _items(
    block: _Block, wide: float, high: float, origin: tuple[float, float], metrics: Metrics
) -> Iterator[Item]:
    """Yield what a block shows in a box of that inner size, whose inner corner is the origin."""
    body = block.body
    x, y = origin
    y += _SHARE[body.anchor] * (high - block.height)
    width = block.column
    if body.anchor_centre and body.columns <= 1:
        width = block.width
        x += (wide - width) / 2
    for row, (index, top) in zip(block.rows, block.places, strict=True):
        column = Column(x + index * (width + body.column_gap_pt), width)
        baseline = y + top + baseline_pt(row.setting, row.line, metrics)
        yield from row_items(row, column, baseline, metrics)


def _places(found: Sequence[Row], high: float, count: int) -> Iterator[tuple[int, float]]:
    """Yield column and top of each line; what finds no room stays in the last column."""
    column, begin = 0, 0.0
    for row in found:
        top, bottom = row.line.top_pt, row.line.top_pt + row.line.height_pt
        if bottom - begin > high and top > begin and column < count - 1:
            column, begin = column + 1, top
        yield column, top - begin
