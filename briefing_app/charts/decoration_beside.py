"""Marks beside bars that lie: arrows and brackets in columns at the right, level lines upright.

There are no lines in a chart of lying bars (readers would turn the bars), so all of it is drawn on
the chart, and what tells a number does not follow the figures: a finding says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from briefing_app.charts import decoration_findings as said
from briefing_app.charts.decoration_additions import Additions
from briefing_app.charts.decoration_basis import STACKS
from briefing_app.charts.decoration_lines import LevelLine
from briefing_app.charts.decoration_rows import RowMark, label_height, label_width, text_size
from briefing_app.charts.decoration_shapes import HEAD_PT, Way, head, line, pill, words
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height
from briefing_app.model.chart_spec import Mark

_ARM_PT = 10.0
_TICK_PT = 5.0
_GAP_PT = 4.0
_MOST_SHARE = 0.4
"""Share of the width that all columns may take."""


def in_columns(frame: Frame, marks: Sequence[RowMark]) -> tuple[RowMark, ...]:
    """Return the marks that have room, with their columns from the bars on as rows."""
    kept: list[RowMark] = []
    for mark in marks:
        tried = _columns_of([*kept, mark])
        if sum(column_widths(frame, tried)) <= frame.width * _MOST_SHARE:
            kept.append(mark)
    return tuple(_columns_of(kept))


def _columns_of(marks: Sequence[RowMark]) -> list[RowMark]:
    placed: list[RowMark] = []
    for mark in sorted(marks, key=lambda each: each.end - each.start):
        met = [m.row for m in placed if m.start <= mark.end and mark.start <= m.end]
        placed.append(mark.in_row(max(met, default=-1) + 1))
    return placed


def column_widths(frame: Frame, marks: Sequence[RowMark]) -> list[float]:
    """Return the width of each column of marks."""
    count = max((mark.row for mark in marks), default=-1) + 1
    return [
        max(label_width(frame, m) for m in marks if m.row == column) + _ARM_PT + 2 * _GAP_PT
        for column in range(count)
    ]


def height_for_lines(frame: Frame, lines: Sequence[LevelLine]) -> float:
    """Return the points above the bars that the texts of level lines take, each in a row."""
    return line_height(frame.label_pt) * len(lines) + (_GAP_PT if lines else 0.0)


def add_beside(adding: Additions, marks: Sequence[RowMark], lines: Sequence[LevelLine]) -> None:
    """Add marks beside bars, and level lines over them."""
    frame = adding.frame
    widths = column_widths(frame, marks)
    lefts = [0.0, *accumulate(widths)]
    edge = frame.width - frame.beside
    for mark in marks:
        _add_mark(adding, mark, edge + lefts[mark.row], widths[mark.row])
    for n, each in enumerate(lines):
        _add_line(adding, each, n)
    told = {m.mark for m in marks if m.figure} | {n.mark for n in lines if n.figure.formula}
    adding.findings += (said.fixed(mark) for mark in Mark if mark in told)


def _middle(adding: Additions, category: int) -> float:
    return adding.area.inner.top + (category + 0.5) * adding.area.slot


def _add_mark(adding: Additions, mark: RowMark, left: float, width: float) -> None:
    start, end = _middle(adding, mark.start), _middle(adding, mark.end)
    if mark.mark is Mark.BRACKET:
        half = adding.area.slot / 2 - 2.0
        _bracket(adding, mark, left + _ARM_PT, (start - half, end + half))
        return
    wide, high = label_width(adding.frame, mark), label_height(adding.frame)
    tight = end - start < high + 2 * HEAD_PT
    x = left + _ARM_PT if tight else left + _ARM_PT + (width - _ARM_PT) / 2
    centre = (x + _GAP_PT + wide / 2 if tight else x, (start + end) / 2)
    name, ink = mark.mark.value, adding.frame.palette.text
    pieces = (
        [(start, end)] if tight else [(start, centre[1] - high / 2), (centre[1] + high / 2, end)]
    )
    adding.shapes += (line(name, (x, one), (x, other), ink) for one, other in pieces)
    to, away = (start, end) if mark.backwards else (end, start)
    from_x, to_x = (_arm_end(adding, mark, left, n) for n in (mark.start, mark.end))
    from_x, to_x = (to_x, from_x) if mark.backwards else (from_x, to_x)
    adding.shapes.append(line(name, (from_x, away), (x, away), ink))
    adding.shapes.append(line(name, (to_x + HEAD_PT / 2, to), (x, to), ink))
    adding.shapes.append(head(name, (to_x, to), Way.LEFT, ink))
    adding.shapes.append(pill(name, centre, (wide, high), ink))
    look = adding.frame.look(text_size(adding.frame), ink, bold=True)
    box = (centre[0] - wide / 2, centre[1] - high / 2, centre[0] + wide / 2, centre[1] + high / 2)
    adding.shapes.append(words(name, mark.text, box, look))


def _arm_end(adding: Additions, mark: RowMark, left: float, category: int) -> float:
    """Return where an arm ends: at the number of its bar, where nothing stands between."""
    if mark.row or not adding.area.label_pt:
        return left
    return min(left, max((high for _, high in _labels(adding, category)), default=left) + _GAP_PT)


def _bracket(adding: Additions, mark: RowMark, x: float, span: tuple[float, float]) -> None:
    frame, name = adding.frame, mark.mark.value
    colour, (start, end) = frame.palette.muted, span
    adding.shapes += (
        line(name, one, other, colour)
        for one, other in (
            ((x, start), (x, end)),
            ((x - _TICK_PT, start), (x, start)),
            ((x - _TICK_PT, end), (x, end)),
        )
    )
    middle, half = (start + end) / 2, label_height(frame) / 2
    box = (x + _GAP_PT, middle - half, x + _GAP_PT + label_width(frame, mark), middle + half)
    look = frame.look(text_size(frame), frame.palette.text)
    adding.shapes.append(words(name, mark.text, box, look, "l"))


# --- level lines ------------------------------------------------------------------------------


def _add_line(adding: Additions, each: LevelLine, row: int) -> None:
    """Add an upright line; where it would run through a number, it leaves a gap."""
    frame, area, name = adding.frame, adding.area, each.mark.value
    x = area.inner.left + (each.figure.value - area.scale.low) * area.unit
    colour, high = frame.palette.text, line_height(frame.label_pt)
    top = area.inner.top - row * high - _GAP_PT
    for start, end in _clear_pieces(adding, x, top):
        adding.shapes.append(line(name, (x, start), (x, end), colour, 1.25, dashed=True))
    wide = frame.ruler.width(each.figure.text, frame.label_pt) * 1.03
    centre = min(max(x, wide / 2 + 1.0), frame.width - wide / 2 - 1.0)
    box = (centre - wide / 2, top - high, centre + wide / 2, top)
    look = frame.look(frame.label_pt, colour)
    adding.shapes.append(words(name, each.figure.text, box, look))


def _clear_pieces(adding: Additions, x: float, top: float) -> list[tuple[float, float]]:
    """Return the heights between which a line at x runs through no number."""
    area, inner = adding.area, adding.area.inner
    if not area.label_pt:
        return [(top, inner.top + inner.height)]
    pieces, start = [], top
    half = line_height(area.label_pt) / 2
    bars = 1 if adding.frame.spec.kind in STACKS else len(adding.frame.names)
    for category in range(adding.count):
        if any(low - 2.0 < x < high + 2.0 for low, high in _labels(adding, category)):
            middle = inner.top + (category + 0.5) * area.slot
            reach = half if bars == 1 else area.slot / 2
            pieces.append((start, middle - reach))
            start = middle + reach
    pieces.append((start, inner.top + inner.height))
    return [(one, other) for one, other in pieces if other - one > 1.0]


def _labels(adding: Additions, category: int) -> list[tuple[float, float]]:
    """Return where numbers stand in one bar, or at the ends of several."""
    frame, area, found = adding.frame, adding.area, []
    zero, before = area.inner.left - area.scale.low * area.unit, 0.0
    total = 0.0
    for row, shown in zip(frame.values, frame.value_texts, strict=True):
        value = row[category]
        if value is None:
            continue
        wide = frame.ruler.number_width(shown[category], area.label_pt)
        if frame.spec.kind in STACKS and len(frame.values) > 1:
            middle = zero + (before + value / 2) * area.unit
            before += value
            total += value
            found.append((middle - wide / 2, middle + wide / 2))
        else:
            end = zero + value * area.unit
            found.append((end, end + wide + 6.0) if value >= 0 else (end - wide - 6.0, end))
    if before and frame.spec.show_totals:
        wide = frame.ruler.width(frame.numbers.text(total), area.label_pt, bold=True)
        end = zero + total * area.unit
        found.append((end, end + wide + 8.0))
    return found
