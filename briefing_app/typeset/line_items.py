"""A line that was broken, made into text runs with their places: direction, scripts, alignment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from briefing_app.model.drawing import Item, Outline, PictureFill, Segment, Solid, TextRun
from briefing_app.model.quick_values import quick
from briefing_app.model.text_body import Alignment, Bullet
from briefing_app.typeset.bidi import levels, visual_order
from briefing_app.typeset.measure import SetLine, Setting
from briefing_app.typeset.metrics import SOFT_HYPHEN, UNIT, Metrics, script_ends
from briefing_app.typeset.paragraph_setting import Piece, Prepared

_STRETCHED = frozenset({Alignment.JUSTIFIED, Alignment.DISTRIBUTED})
_FIRST_IDEOGRAPH = "\u2e80"


@quick
class Column:
    """Where lines stand: left edge and width in points."""

    x: float
    width: float


@quick
class Row:
    """A line of a prepared paragraph, set; last: no line of its paragraph follows it directly."""

    prepared: Prepared
    setting: Setting
    line: SetLine
    levels: Sequence[int]
    last: bool

    @property
    def first(self) -> bool:
        """Return whether it is the first line of its paragraph."""
        return self.line is self.setting.lines[0]

    @property
    def begin_pt(self) -> float:
        """Return where the line's text begins, from the edge that its paragraph begins at."""
        measured = self.setting.paragraph
        return measured.left_pt + (measured.first_begin_pt if self.first else 0.0)

    @property
    def reach_pt(self) -> float:
        """Return the width that the line needs of its column, with its margins."""
        return self.begin_pt + self.line.width_pt + self.setting.paragraph.right_pt


def rows(prepared: Prepared, setting: Setting) -> Iterator[Row]:
    """Yield the lines of a paragraph that has been set."""
    right_to_left = prepared.source.right_to_left
    found = levels(setting.text, right_to_left=right_to_left)
    for line, following in zip(setting.lines, [*setting.lines[1:], None], strict=True):
        last = following is None or following.start > line.end  # a forced break is between them
        yield Row(prepared, setting, line, found, last)


def row_items(row: Row, column: Column, baseline: float, metrics: Metrics) -> Iterator[Item]:
    """Yield what a line shows: highlights, then its runs in logical order; its bullet first."""
    room = column.width - row.begin_pt - row.setting.paragraph.right_pt
    alignment = row.prepared.source.alignment
    spare = room - row.line.width_pt
    gaps: frozenset[int] = frozenset()
    if alignment in _STRETCHED and spare > 0 and not (row.last and alignment.value == "just"):
        gaps = _gaps(row, everywhere=alignment is Alignment.DISTRIBUTED)
    right_to_left = row.prepared.source.right_to_left
    shift = 0.0 if gaps else _shift(alignment, spare, right_to_left=right_to_left)
    start = row.setting.paragraph.right_pt if right_to_left else row.begin_pt
    if row.first and row.prepared.bullet is not None:
        moved = shift - spare if right_to_left and not gaps else shift
        yield _bullet_item(row, row.prepared.bullet, (column, moved), baseline)
    cells = _cells(row, column.x + start + shift, spare / len(gaps) if gaps else 0.0, gaps)
    placed = sorted(cells, key=lambda cell: cell.start)
    for cell in placed:
        if cell.piece.source.highlight is not None:
            yield _highlight(cell, baseline, metrics)
    for cell in placed:
        yield _text_run(cell, baseline)


def _shift(alignment: Alignment, spare: float, *, right_to_left: bool) -> float:
    """Return how far a line stands from the left end of its room."""
    if alignment is Alignment.CENTRE:
        return spare / 2
    if alignment is Alignment.RIGHT or (alignment in _STRETCHED and right_to_left):
        return spare
    return 0.0


@quick
class _Cell:
    """Text of one style, script and direction, at its place; start: where it begins in the text."""

    start: int
    text: str
    x: float
    width: float
    right_to_left: bool
    piece: Piece


def _shown_end(row: Row) -> int:
    """Return the end of the line without the spaces that hang over."""
    return row.line.start + len(row.setting.text[row.line.start : row.line.end].rstrip(" "))


def _gaps(row: Row, *, everywhere: bool) -> frozenset[int]:
    """Return the characters behind which a stretched line is widened: none behind the last.

    Spaces, and any ideograph; everywhere: behind every character. Nothing before a tab moves.
    """
    text, end = row.setting.text, _shown_end(row)
    start = max(text.rfind("\t", row.line.start, end) + 1, row.line.start)
    spots = range(start, end - 1)
    if everywhere:
        return frozenset(spots)
    return frozenset(
        spot
        for spot in spots
        if text[spot] == " " or text[spot] >= _FIRST_IDEOGRAPH or text[spot + 1] >= _FIRST_IDEOGRAPH
    )


def _cells(row: Row, x: float, added: float, gaps: frozenset[int]) -> Iterator[_Cell]:
    """Yield the cells of a line as they are seen, from left to right."""
    start, end = row.line.start, _shown_end(row)
    text, advances = row.setting.text, row.setting.advances
    pieces = row.prepared.pieces
    ends = list(accumulate([len(piece.run.text) for piece in pieces]))
    cuts = _cuts(row, ends, gaps)
    own = script_ends(text[start:end])
    if start < end and not cuts and len(own) == 1 and not any(row.levels[start:end]):
        piece = pieces[bisect_right(ends, start)]  # the usual line, all of one kind
        yield _Cell(start, _painted(text[start:end], row, end), x, row.line.width_pt, False, piece)
        return
    scripts = cuts | {start + spot for spot in own}
    for first, last, level in visual_order(row.levels[start:end]):
        # what is written from right to left is of one script, but for its punctuation
        spots = sorted(
            spot for spot in (cuts if level % 2 else scripts) if start + first < spot < start + last
        )
        bounds = [start + first, *spots, start + last]
        stretches = list(pairwise(bounds))
        for a, b in reversed(stretches) if level % 2 else stretches:
            wide = sum(advances[a:b]) / UNIT
            if text[a] != "\t":
                piece = pieces[bisect_right(ends, a)]
                yield _Cell(a, _painted(text[a:b], row, b), x, wide, bool(level % 2), piece)
            x += wide + (added if b - 1 in gaps else 0.0)


def _painted(text: str, row: Row, end: int) -> str:
    """Return a text with the soft hyphen that ends a line shown, and all others gone."""
    if SOFT_HYPHEN not in text:
        return text
    broken = text.endswith(SOFT_HYPHEN) and end == row.line.end < len(row.setting.text)
    return text.replace(SOFT_HYPHEN, "") + ("-" if broken else "")


def _cuts(row: Row, ends: Sequence[int], gaps: frozenset[int]) -> set[int]:
    """Return where cells end whatever their script: at runs, tabs and gaps."""
    start, end = row.line.start, _shown_end(row)
    text = row.setting.text[start:end]
    cuts = {spot + 1 for spot in gaps}
    cuts.update(spot for spot in ends if start < spot < end)
    if "\t" in text:
        tabs = [start + spot for spot, letter in enumerate(text) if letter == "\t"]
        cuts.update(tabs, (spot + 1 for spot in tabs))
    return cuts


def _text_run(cell: _Cell, baseline: float) -> TextRun:
    source, style = cell.piece.source, cell.piece.run.style
    return TextRun(
        text=cell.text,
        x=cell.x,
        baseline=baseline - cell.piece.raised_pt,
        width=cell.width,
        size=style.size_pt,
        face=source.face,
        colour=source.colour,
        right_to_left=cell.right_to_left,
        underline=source.underline,
        strike=source.strike,
        link=source.link,
        language=source.language,
        spacing=cell.piece.run.spacing_pt,
    )


def _highlight(cell: _Cell, baseline: float, metrics: Metrics) -> Outline:
    style = cell.piece.run.line_style
    top = baseline - metrics.ascent(style)
    bottom = top + metrics.line_height(style)
    left, right = cell.x, cell.x + cell.width
    segments: tuple[Segment, ...] = (
        ("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom)),
        ("Z", ()),
    )  # fmt: skip
    colour = cell.piece.source.highlight
    return Outline(segments, None if colour is None else Solid(colour))


def _bullet_item(
    row: Row, bullet: Bullet, at: tuple[Column, float], baseline: float
) -> TextRun | PictureFill:
    """Return the bullet at the paragraph's indent, moved as its line is; at: column and shift."""
    measured = row.setting.paragraph
    column, shift = at
    begin = measured.left_pt + measured.first_pt
    x = column.x + begin + shift
    if row.prepared.source.right_to_left:
        x = column.x + column.width - begin - row.prepared.bullet_pt + shift
    if bullet.picture is not None:
        size = bullet.size_pt
        return PictureFill(bullet.picture, (x, baseline - 0.85 * size, size, size))
    return TextRun(
        text=bullet.text,
        x=x,
        baseline=baseline,
        width=row.prepared.bullet_pt,
        size=bullet.size_pt,
        face=bullet.face,
        colour=bullet.colour,
        right_to_left=row.prepared.source.right_to_left,
    )
