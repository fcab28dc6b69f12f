"""Text that runs from top to bottom (ECMA-376-1, 20.1.10.83 ST_TextVerticalType)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, radians, sin

from briefing_app.model.drawing import Group, Item, TextRun
from briefing_app.model.text_body import Alignment, SetParagraph, TextBody
from briefing_app.typeset.metrics import Metrics
from briefing_app.typeset.paragraph_setting import text_style

Matrix = tuple[float, float, float, float, float, float]

_STACKED = frozenset({"wordArtVert", "wordArtVertRtl"})
_UPRIGHT = frozenset({"eaVert", "mongolianVert"})
_FIRST_IDEOGRAPH = "\u2e80"
_TURNED = frozenset("「」『』（）【】〈〉《》〔〕［］｛｝ー—…‥～：；＝－")
"""Marks that lie on their side in vertical text (UAX #50: class R, in most use)."""
_STOPS = frozenset("、。，．")
"""Marks that stand in the upper right of their square in vertical text (UAX #50: class Tu)."""
_MIDDLE = 0.38
"""The middle of an ideograph is this share of the size above its baseline."""


def is_turned(body: TextBody) -> bool:
    """Return whether the lines of a body run from top to bottom or from bottom to top."""
    return body.vertical not in ("", "horz") and body.vertical not in _STACKED


def with_stacked_letters(body: TextBody) -> TextBody:
    """Return a body whose letters stand one below the other, as one of upright short lines."""
    if body.vertical not in _STACKED:
        return body
    return replace(body, paragraphs=tuple(map(_stacked, body.paragraphs)), vertical="horz")


def _stacked(paragraph: SetParagraph) -> SetParagraph:
    runs = tuple(replace(run, text="\v".join(run.text)) for run in paragraph.runs)
    between = tuple(replace(run, text=f"{run.text}\v") for run in runs[:-1])
    return replace(paragraph, runs=(*between, *runs[-1:]), alignment=Alignment.CENTRE, bullet=None)


def turn(degrees: float, x: float, y: float) -> Matrix:
    """Return a turn around a point, clockwise."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return c, s, -s, c, x - c * x + s * y, y - s * x - c * y


def line_matrix(body: TextBody, inner: tuple[float, float]) -> Matrix:
    """Return where lines that were set from left to right stand in the box.

    inner: the length of the lines and the room across them, in points.
    """
    left, top, _, _ = body.insets
    length, across = inner
    if body.vertical == "vert270":
        return 0.0, -1.0, 1.0, 0.0, left, top + length
    return 0.0, 1.0, -1.0, 0.0, left + across, top


def with_upright_letters(body: TextBody, item: Item, metrics: Metrics) -> Iterator[Item]:
    """Yield a run of vertical East Asian text with its ideographs upright, else as it is."""
    if body.vertical not in _UPRIGHT or not isinstance(item, TextRun):
        yield item
        return
    style = text_style(item.face, item.size)
    x, pending = item.x, ""
    for letter in item.text:
        if letter < _FIRST_IDEOGRAPH or letter in _TURNED:
            pending += letter
            continue
        if pending:
            wide = metrics.width(pending, style)
            yield replace(item, text=pending, x=x, width=wide)
            x, pending = x + wide, ""
        wide = metrics.width(letter, style)
        yield _upright(replace(item, text=letter, x=x, width=wide))
        x += wide
    if pending:
        yield replace(item, text=pending, x=x, width=item.x + item.width - x)


def _upright(run: TextRun) -> Group:
    middle = run.x + run.width / 2, run.baseline - _MIDDLE * run.size
    if run.text in _STOPS:
        moved = run.size / 2
        run = replace(run, x=run.x + moved, baseline=run.baseline - moved)
    return Group((run,), turn(-90.0, *middle))
