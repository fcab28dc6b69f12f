"""Paragraphs set into lines and stacked, as PowerPoint does in a text box of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain

from briefing_app.model.quick_values import quick
from briefing_app.model.text_body import TabStop
from briefing_app.typeset.line_breaks import FORCED, WIDEST_PT, break_lines, fill, opportunities
from briefing_app.typeset.metrics import SOFT_HYPHEN, UNIT, Metrics, TextStyle
from briefing_app.typeset.tab_stops import Ruler, set_tabs

_WIDOW = 4
"""A last line of one word is a widow when it is narrower than the box divided by this."""
_STEP_PT = 1 / 64
_MOST_TABS = 200
"""A line with more tabs ends behind them."""
_BEYOND = 256


@quick
class Run:
    """Text in one style; line feed and vertical tab end a line.

    spacing_pt: added to the advance of each character; line_size_pt: the size that the line's
    height goes by, where it is not the style's own (a superscript's is that of its line).
    """

    text: str
    style: TextStyle
    spacing_pt: float = 0.0
    line_size_pt: float = 0.0

    @property
    def line_style(self) -> TextStyle:
        """Return the style that the line's height goes by."""
        return replace(self.style, size_pt=self.line_size_pt) if self.line_size_pt else self.style


@quick
class Paragraph:
    """A paragraph, lengths in points (ECMA-376-1, 21.1.2.2.7 a:pPr).

    left_pt: marL; first_pt: indent of the first line, negative for a hanging bullet; right_pt:
    marR; space_before_pt, space_after_pt: spcBef, spcAft; line_spacing: factor of a single line;
    exact_line_pt: the height of each line in any case, where it is greater than 0.
    begin_pt: where the first line's text begins, from the left margin; None: at the indent, or at
    the margin where the indent hangs, since its bullet hangs and its text does not.
    tabs: positions from the left edge; beyond them a tab reaches to the next multiple of
    default_tab_pt. An empty paragraph has one run without text, whose style gives its height.
    """

    runs: tuple[Run, ...]
    left_pt: float = 0.0
    first_pt: float = 0.0
    right_pt: float = 0.0
    space_before_pt: float = 0.0
    space_after_pt: float = 0.0
    line_spacing: float = 1.0
    exact_line_pt: float = 0.0
    begin_pt: float | None = None
    tabs: tuple[TabStop, ...] = ()
    default_tab_pt: float = 72.0

    @property
    def first_begin_pt(self) -> float:
        """Return where the first line's text begins, from the left margin."""
        return max(self.first_pt, 0.0) if self.begin_pt is None else self.begin_pt


@quick
class SetLine:
    """A line of a paragraph: where it begins and ends in the text; width, height, top in points.

    top_pt counts from the top of the block. width_pt leaves out the spaces that hang at the end.
    """

    start: int
    end: int
    width_pt: float
    height_pt: float
    top_pt: float


@quick
class Setting:
    """A paragraph set into lines; advances: of each character, in UNITs of a point."""

    paragraph: Paragraph
    text: str
    advances: Sequence[int]
    lines: tuple[SetLine, ...]


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
    settings = list(stacked(paragraphs, width_pt, metrics))
    for index, (setting, _, _) in enumerate(settings):
        lines += [
            Line(setting.text[line.start : line.end], line.width_pt, line.height_pt, index)
            for line in setting.lines
        ]
    height, widest = settings[-1][1:] if settings else (0.0, 0.0)
    return Block(tuple(lines), height, widest)


def extents(
    paragraphs: Iterable[Paragraph], width_pt: float, metrics: Metrics
) -> Iterator[tuple[float, float]]:
    """Yield height and width in points of the block that ends with each paragraph.

    The same figures as of :func:`set_paragraphs`, one by one: whoever looks for the paragraph at
    which a box is full need not set those after it.
    """
    for _, height, widest in stacked(paragraphs, width_pt, metrics):
        yield height, widest


def kept_extents(
    paragraphs: Iterable[Paragraph], width_pt: float, metrics: Metrics
) -> Iterator[tuple[float, float]]:
    """Yield the same as :func:`extents`; what was set alone before is not set again.

    For lists of many paragraphs that are measured again and again with a few of them changed.
    """
    height = widest = 0.0
    for index, paragraph in enumerate(paragraphs):
        height += paragraph.space_before_pt if index else 0.0
        for wide, high in _set_alone(paragraph, width_pt, metrics):
            height += high
            widest = max(widest, paragraph.left_pt + wide)
        height += paragraph.space_after_pt
        yield height, widest


@lru_cache(maxsize=8_192)
def _set_alone(
    paragraph: Paragraph, width_pt: float, metrics: Metrics
) -> tuple[tuple[float, float], ...]:
    """Return width and height in points of each line of a paragraph."""
    setting, _, _ = next(stacked((paragraph,), width_pt, metrics))
    return tuple((line.width_pt, line.height_pt) for line in setting.lines)


def stacked(
    paragraphs: Iterable[Paragraph], width_pt: float, metrics: Metrics
) -> Iterator[tuple[Setting, float, float]]:
    """Yield each paragraph set under those before it, and height and width of all up to it."""
    height = widest = 0.0
    for index, paragraph in enumerate(paragraphs):
        height += paragraph.space_before_pt if index else 0.0
        text = "".join(run.text for run in paragraph.runs)
        advances = _advances(paragraph, metrics)
        lines: list[SetLine] = []
        hyphens = SOFT_HYPHEN in text
        for start, end in _slices(paragraph, text, advances, width_pt):
            if hyphens:
                _hide_hyphens(text, advances, start, end)
            shown = start + len(text[start:end].rstrip(" "))
            wide = sum(advances[start:shown]) / UNIT
            high = _height(paragraph, start, end, metrics)
            lines.append(SetLine(start, end, wide, high, height))
            height += high
            widest = max(widest, paragraph.left_pt + wide)
        height += paragraph.space_after_pt
        yield Setting(paragraph, text, advances, tuple(lines)), height, widest


def _advances(paragraph: Paragraph, metrics: Metrics) -> list[int]:
    """Return the advances of all runs; runs are joined first, so words may span them."""
    return list(chain.from_iterable([_run_advances(run, metrics) for run in paragraph.runs]))


def _hide_hyphens(text: str, advances: list[int], start: int, end: int) -> None:
    """Take away the room of the soft hyphens of a line that do not show: all but one at its end."""
    spot = text.find(SOFT_HYPHEN, start, end)
    while spot >= 0:
        if spot < end - 1 or end == len(text):
            advances[spot] = 0
        spot = text.find(SOFT_HYPHEN, spot + 1, end)


def _run_advances(run: Run, metrics: Metrics) -> list[int]:
    advances = metrics.advances(run.text, run.style)
    if not run.spacing_pt:
        return advances
    added = round(run.spacing_pt * UNIT)
    return [max(advance + added, 0) for advance in advances]


def _slices(
    paragraph: Paragraph, text: str, advances: list[int], width_pt: float
) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end in a text with forced breaks, which belong to no line.

    Tabs get their advances in the list on the way: they depend on where in its line a tab stands.
    """
    rest_pt = min(width_pt, WIDEST_PT) - paragraph.left_pt - paragraph.right_pt
    first, rest = round((rest_pt - paragraph.first_begin_pt) * UNIT), round(rest_pt * UNIT)
    start = 0
    for end, following in [*((b.start(), b.end()) for b in FORCED.finditer(text)), (len(text), 0)]:
        room = rest if start else first
        if text.find("\t", start, end) >= 0:
            yield from _tabbed(paragraph, text, advances, (start, end), (room, rest))
        else:
            for a, b in fill(text[start:end], advances[start:end], room, rest):
                yield start + a, start + b
        start = following


def _tabbed(
    paragraph: Paragraph,
    text: str,
    advances: list[int],
    stretch: tuple[int, int],
    rooms: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch with tabs: one line after the other, its tabs set first."""
    start, end = stretch
    room, rest = rooms
    ruler = Ruler(paragraph.tabs, paragraph.left_pt, paragraph.default_tab_pt)
    while text.find("\t", start, end) >= 0:
        begin_pt = paragraph.left_pt + (0.0 if start else paragraph.first_begin_pt)
        last = _beyond(text, advances, (start, end), room)
        set_tabs(ruler, text, advances, (start, last), begin_pt)
        _, cut = next(fill(text[start:last], advances[start:last], room, rest))
        yield start, start + cut
        start, room = start + cut, rest
    if start < end:
        for a, b in fill(text[start:end], advances[start:end], room, rest):
            yield start + a, start + b


def _beyond(text: str, advances: Sequence[int], stretch: tuple[int, int], room: int) -> int:
    """Return a position well behind the end of the first line, so that no more is looked at."""
    start, end = stretch
    tabs = width = 0
    for spot in range(start, end):
        if text[spot] == "\t":
            tabs += 1
        else:
            width += advances[spot]
        if width > room or tabs == _MOST_TABS:
            return min(spot + _BEYOND, end)
    return end


def _height(paragraph: Paragraph, start: int, end: int, metrics: Metrics) -> float:
    """Return the height in points of a line with the runs from start to end."""
    if paragraph.exact_line_pt > 0:
        return paragraph.exact_line_pt
    if len(paragraph.runs) == 1:
        (run,) = paragraph.runs
        return metrics.line_height(run.line_style, run.text[start:end]) * paragraph.line_spacing
    parts = _in(paragraph, start, end)
    single = max([metrics.line_height(style, part) for style, part in parts], default=0.0)
    return single * paragraph.line_spacing


def _in(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[TextStyle, str]]:
    """Yield what stands in a line, with the styles that its height goes by.

    An empty line stands in the last run that begins at or before it.
    """
    first, found, beside = 0, False, next(iter(paragraph.runs), None)
    for run in paragraph.runs:
        last = first + len(run.text)
        if first < end and last > start:
            found = True
            yield run.line_style, run.text[max(start - first, 0) : end - first]
        elif first <= start:
            beside = run
        first = last
    if beside and not found:
        yield beside.line_style, ""


def baseline_pt(setting: Setting, line: SetLine, metrics: Metrics) -> float:
    """Return how far below its top a line's baseline lies.

    What spacing takes from a line, it takes above; what it adds, it adds above and below in
    proportion. So others measured it on PowerPoint's own PDFs (office2pdf 1074, 1254).
    """
    parts = list(_in(setting.paragraph, line.start, line.end))
    single = max((metrics.line_height(style, part) for style, part in parts), default=0.0)
    ascent = max((metrics.ascent(style, part) for style, part in parts), default=0.0)
    if line.height_pt > single > 0:
        return ascent * line.height_pt / single
    return line.height_pt - (single - ascent)


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
