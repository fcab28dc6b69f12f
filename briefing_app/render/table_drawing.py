"""A table as things to paint: fills, texts, then borders over both (ECMA-376-1, 21.1.3).

Rows grow with their text as PowerPoint lets them grow: no text is cut, the table gets higher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from briefing_app.model.drawing import Group, Item, Outline, Paint, Segment, Stroke
from briefing_app.model.text_body import Anchor, Fit, TextBody
from briefing_app.ooxml.table_shapes import Edge, Table, TableCell, read_table
from briefing_app.ooxml.table_styles import CellText
from briefing_app.ooxml.xml_reader import Node
from briefing_app.typeset.metrics import Metrics
from briefing_app.typeset.text_layout import lay_out

Rectangle = tuple[float, float, float, float]
"""x, y, width, height in points."""
_NO_TEXT = TextBody(())
_LEAST_PT = 1.0


@dataclass(frozen=True, slots=True)
class TableMeans:
    """How the nodes of a table are read, with the colours and texts of its slide.

    fill: the paint of an a:fillRef, or of the fill that an element holds, in a rectangle of the
    slide; stroke: the pen of an a:ln (whatever its name) or an a:lnRef, None where nothing is
    drawn; text: an a:txBody with what the table's style says beneath it.
    """

    fill: Callable[[Node, Rectangle], Paint | None]
    stroke: Callable[[Node], Stroke | None]
    text: Callable[[Node, CellText], TextBody]
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class _SetTable:
    """A table with its texts read and its lines placed; xs, ys: where the grid lines stand."""

    table: Table
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: Mapping[tuple[int, int], TextBody]

    def frame(self, cell: TableCell) -> Rectangle:
        """Return where a cell stands."""
        one, two = self.xs[cell.column], self.xs[cell.column + cell.columns]
        top, bottom = self.ys[cell.row], self.ys[cell.row + cell.rows]
        return min(one, two), top, abs(two - one), bottom - top


_ANCHORS = {"t": Anchor.TOP, "ctr": Anchor.CENTRE, "b": Anchor.BOTTOM}


def _body(cell: TableCell, means: TableMeans) -> TextBody:
    """Return a cell's text with the box that the cell, not the body, gives it (21.1.3.17)."""
    if cell.text is None:
        return _NO_TEXT
    return replace(
        means.text(cell.text, cell.style),
        insets=cell.insets,
        anchor=_ANCHORS.get(cell.anchor, Anchor.TOP),
        anchor_centre=cell.anchor_centre,
        vertical=cell.vertical,
        wrap=True,
        fit=Fit.NONE,
        columns=1,
    )


def _needed(body: TextBody, width: float, metrics: Metrics) -> float:
    """Return how high a cell has to be for its text; upright text takes the height it gets."""
    if not body.paragraphs or body.vertical not in {"horz", ""}:
        return 0.0
    return lay_out(body, max(width, _LEAST_PT), 0.0, metrics).height_pt


def _heights(
    table: Table, texts: Mapping[tuple[int, int], TextBody], metrics: Metrics
) -> tuple[float, ...]:
    """Return the heights of rows; what merged cells lack is added to their last row."""
    heights = list(table.heights)
    for cell in sorted(table.cells, key=lambda cell: cell.rows):
        width = sum(table.widths[cell.column : cell.column + cell.columns])
        needed = _needed(texts[cell.row, cell.column], width, metrics)
        last = cell.row + cell.rows
        lacking = needed - sum(heights[cell.row : last])
        if lacking > 0:
            heights[last - 1] += lacking
    return tuple(heights)


def _set_table(table: Table, left: float, top: float, means: TableMeans) -> _SetTable:
    texts = {(cell.row, cell.column): _body(cell, means) for cell in table.cells}
    heights = _heights(table, texts, means.metrics)
    xs = [left, *(left + x for x in accumulate(table.widths))]
    if table.right_to_left:
        right = xs[-1]
        xs = [left + right - x for x in xs]
    ys = (top, *(top + y for y in accumulate(heights)))
    return _SetTable(table, tuple(xs), ys, texts)


def _rectangle(frame: Rectangle, fill: Paint) -> Outline:
    x, y, width, height = frame
    right, bottom = x + width, y + height
    return Outline(
        (("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ())),
        fill,
    )


def _fills(placed: _SetTable, means: TableMeans) -> Iterator[Item]:
    table = placed.table
    if table.background is not None:
        x, y = min(placed.xs), placed.ys[0]
        whole = (x, y, max(placed.xs) - x, placed.ys[-1] - y)
        paint = means.fill(table.background, whole)
        if paint is not None:
            yield _rectangle(whole, paint)
    for cell in table.cells:
        frame = placed.frame(cell)
        paint = None if cell.fill is None else means.fill(cell.fill, frame)
        if paint is not None:
            yield _rectangle(frame, paint)


def _texts(placed: _SetTable, means: TableMeans) -> Iterator[Item]:
    for cell in placed.table.cells:
        body = placed.texts[cell.row, cell.column]
        if not body.paragraphs:
            continue
        x, y, width, height = placed.frame(cell)
        items = lay_out(body, max(width, _LEAST_PT), height, means.metrics).items
        if items:
            yield Group(items, (1.0, 0.0, 0.0, 1.0, x, y))


def _line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> Outline:
    segments: tuple[Segment, ...] = (("M", (x1, y1)), ("L", (x2, y2)))
    return Outline(segments, None, stroke)


def _stretches(
    edges: Mapping[tuple[int, int], Edge], means: TableMeans, *, along: bool
) -> Iterator[tuple[int, int, int, Stroke]]:
    """Yield (grid line, from, to, stroke): neighbours with the same stroke are one line."""
    pens: dict[Node, Stroke | None] = {}
    ordered = sorted((at[1], at[0]) if along else at for at in edges)
    open_: tuple[int, int, int, Stroke] | None = None
    for line, place in ordered:
        node = edges[(place, line) if along else (line, place)].line
        if node not in pens:
            pens[node] = means.stroke(node)
        stroke = pens[node]
        if open_ is not None and open_[0] == line and open_[2] == place and open_[3] == stroke:
            open_ = (line, open_[1], place + 1, open_[3])
            continue
        if open_ is not None:
            yield open_
        open_ = None if stroke is None else (line, place, place + 1, stroke)
    if open_ is not None:
        yield open_


def _borders(placed: _SetTable, means: TableMeans) -> Iterator[Item]:
    xs, ys = placed.xs, placed.ys
    for line, start, end, stroke in _stretches(placed.table.along, means, along=True):
        yield _line(xs[line], ys[start], xs[line], ys[end], stroke)
    for line, start, end, stroke in _stretches(placed.table.across, means, along=False):
        yield _line(xs[start], ys[line], xs[end], ys[line], stroke)
    for cell in placed.table.cells:
        x, y, width, height = placed.frame(cell)
        for name, node in cell.diagonals:
            pen = means.stroke(node)
            if pen is not None:
                one, two = (x, x + width) if name == "tl2br" else (x + width, x)
                yield _line(one, y, two, y + height, pen)


def table_items(
    node: Node,
    left_pt: float,
    top_pt: float,
    styles: Node | None,
    means: TableMeans,
) -> tuple[Item, ...]:
    """Return what an a:tbl paints, its upper left corner at that point of the slide.

    The columns keep their own widths whatever the frame measures, as in PowerPoint; styles: the
    root of the table styles part, or None.
    """
    table = read_table(node, styles)
    placed = _set_table(table, left_pt, top_pt, means)
    return (*_fills(placed, means), *_texts(placed, means), *_borders(placed, means))
