"""Paragraphs set into lines and stacked, as PowerPoint does in a text box of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from briefing_app.typeset.line_breaks import FORCED, WIDEST_PT, break_lines, fill, opportunities
from briefing_app.typeset.metrics import UNIT, Metrics, TextStyle

_WIDOW = 4
"""A last line of one word is a widow when it is narrower than the box divided by this."""
_STEP_PT = 1 / 64


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; line feed and vertical tab end a line."""

    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, lengths in points (ECMA-376-1, 21.1.2.2.7 a:pPr).

    left_pt: marL; first_pt: indent of the first line, negative for a hanging bullet; right_pt:
    marR; space_before_pt, space_after_pt: spcBef, spcAft; line_spacing: factor of a single line;
    exact_line_pt: the height of each line in any case, where it is greater than 0.
    An empty paragraph has one run without text, whose style gives its height.
    """

    runs: tuple[Run, ...]
    left_pt: float = 0.0
    first_pt: float = 0.0
    right_pt: float = 0.0
    space_before_pt: float = 0.0
    space_after_pt: float = 0.0
    line_spacing: float = 1.0
    exact_line_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set: with the spaces that hang at its end, which width_pt leaves out.

    paragraph: index of the paragraph it belongs to, from 0.
    """

    text: str
    width_pt: float
    height_pt: float
    paragraph: int


@dataclass(frozen=True, slots=True)
class Block:
    """All lines; the height with the spaces between paragraphs, the width of the widest line.

    A line's left margin counts as part of the width.
    """

    lines: tuple[Line, ...]
    height_pt: float
    width_pt: float


def set_paragraphs(paragraphs: Sequence[Paragraph], width_pt: float, metrics: Metrics) -> Block:
    """Return the paragraphs set one under the other in a box of that inner width, in points.

    The space before the first paragraph is left out, as at the top of a text box; the space
    after one and before the next add up; the space after the last counts, to be safe.
    """
    lines: list[Line] = []
    stacked = list(_stacked(paragraphs, width_pt, metrics))
    for index, (paragraph, (added, _, _)) in enumerate(zip(paragraphs, stacked, strict=True)):
        text = "".join(run.text for run in paragraph.runs)
        lines += [Line(text[start:end], wide, high, index) for start, end, wide, high in added]
    height, widest = stacked[-1][1:] if stacked else (0.0, 0.0)
    return Block(tuple(lines), height, widest)


def extents(
    paragraphs: Iterable[Paragraph], width_pt: float, metrics: Metrics
) -> Iterator[tuple[float, float]]:
    """Yield height and width in points of the block that ends with each paragraph.

    The same figures as of :func:`set_paragraphs`, one by one: whoever looks for the paragraph at
    which a box is full need not set those after it.
    """
    for _, height, widest in _stacked(paragraphs, width_pt, metrics):
        yield height, widest


_SetLine = tuple[int, int, float, float]  # begin and end in the text, width and height in points


def _stacked(
    paragraphs: Iterable[Paragraph], width_pt: float, metrics: Metrics
) -> Iterator[tuple[list[_SetLine], float, float]]:
    """Yield the lines of each paragraph, and height and width of all up to it."""
    height = widest = 0.0
    for index, paragraph in enumerate(paragraphs):
        height += paragraph.space_before_pt if index else 0.0
        lines = list(_set(paragraph, width_pt, metrics))
        for _, _, wide, high in lines:
            height += high
            widest = max(widest, paragraph.left_pt + wide)
        height += paragraph.space_after_pt
        yield lines, height, widest


def _set(paragraph: Paragraph, width_pt: float, metrics: Metrics) -> Iterator[_SetLine]:
    """Yield the lines of one paragraph; runs are joined first, so words may span them."""
    text = "".join(run.text for run in paragraph.runs)
    advances = list(
        chain.from_iterable(metrics.advances(run.text, run.style) for run in paragraph.runs)
    )
    for start, end in _slices(text, advances, *_rooms(paragraph, width_pt)):
        shown = start + len(text[start:end].rstrip(" "))
        width = sum(advances[start:shown]) / UNIT
        yield start, end, width, _height(paragraph, start, end, metrics)


def _rooms(paragraph: Paragraph, width_pt: float) -> tuple[int, int]:
    """Return the room for text in the first line and in the others, in UNITs.

    A hanging first line (negative indent) begins at the left margin like the others: its bullet
    hangs, its text does not.
    """
    rest = min(width_pt, WIDEST_PT) - paragraph.left_pt - paragraph.right_pt
    return round((rest - max(paragraph.first_pt, 0.0)) * UNIT), round(rest * UNIT)


def _slices(text: str, advances: Sequence[int], first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end in a text with forced breaks, which belong to no line."""
    start = 0
    for end, following in [*((b.start(), b.end()) for b in FORCED.finditer(text)), (len(text), 0)]:
        room = rest if start else first
        for a, b in fill(text[start:end], advances[start:end], room, rest):
            yield start + a, start + b
        start = following


def _height(paragraph: Paragraph, start: int, end: int, metrics: Metrics) -> float:
    """Return the height in points of a line with the runs from start to end.

    An empty line stands in the last run that begins at or before it.
    """
    if paragraph.exact_line_pt > 0:
        return paragraph.exact_line_pt
    single = beside = 0.0
    first = 0
    for run in paragraph.runs:
        last = first + len(run.text)
        if first < end and last > start:
            part = run.text[max(start - first, 0) : end - first]
            single = max(single, metrics.line_height(run.style, part))
        elif first <= start:
            beside = metrics.line_height(run.style, run.text)
        first = last
    return (single or beside) * paragraph.line_spacing


def has_widow(lines: Sequence[str], style: TextStyle, width_pt: float, metrics: Metrics) -> bool:
    """Tell whether the last of several lines is one short word: under a quarter of the width."""
    if len(lines) <= 1 or not (last := lines[-1].strip()):
        return False
    return " " not in last and metrics.width(last, style) * _WIDOW < width_pt


def balanced_lines(
    text: str, style: TextStyle, width_pt: float, metrics: Metrics
) -> tuple[str, ...]:
    """Return as many lines as :func:`break_lines`, without a widow where that can be.

    The lines after the last forced break are set narrower, step by step and no more than needed,
    until the last line takes a second word; where that would cost a line more or cut a word,
    they stay as they are.
    """
    lines = break_lines(text, style, width_pt, metrics)
    last = FORCED.split(text)[-1]
    tail = narrowed = break_lines(last, style, width_pt, metrics)
    spots = frozenset(opportunities(last))
    while has_widow(narrowed, style, width_pt, metrics):
        # just too narrow for the widest line: the least change that moves a word
        room = max(metrics.width(line.rstrip(" "), style) for line in narrowed) - _STEP_PT
        narrowed = break_lines(last, style, room, metrics)
        ends = accumulate(map(len, narrowed[:-1]))
        if len(narrowed) > len(tail) or not spots.issuperset(ends):
            return lines
    return lines[: len(lines) - len(tail)] + narrowed
