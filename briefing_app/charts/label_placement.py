"""What fits where: text measured, sizes chosen, labels kept apart. All lengths in points.

A label that would not fit its place is set smaller, down to the least legible size, and is then
left out; it is never clipped and never lies on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor
from string import digits

from briefing_app.typeset.line_breaks import break_lines, opportunities
from briefing_app.typeset.metrics import Metrics, TextStyle

ELLIPSIS = "…"
_REFERENCE_PT = 100.0
_MOST_WIDTHS = 4096
_SOFT_STEP_PT = 2.0
"""All labels of a chart share a size as long as that costs no more than this."""
_LINE_PER_SIZE = 1.2
_MOST_LINES = 3
_SHORTEST_NAME = 4
"""Widths of a letter that a slot must have for a shortened name to say something."""
SLOT_USE = 0.87
"""Share of a slot that a label may take: LibreOffice breaks at nine tenths, even within words."""
AXIS_GAP_PT = 7.0
"""Between the axis and its labels, as PowerPoint sets ``lblOffset`` 100."""


class Ruler:
    """Measures text in one family; widths grow in proportion to the size."""

    __slots__ = ("_metrics", "_styles", "_widest_digit", "_widths")

    def __init__(
        self, metrics: Metrics, latin: str, east_asian: str = "", complex_script: str = ""
    ) -> None:
        self._metrics = metrics
        self._styles = tuple(
            TextStyle(
                latin, _REFERENCE_PT, bold, east_asian=east_asian, complex_script=complex_script
            )
            for bold in (False, True)
        )
        self._widths: dict[tuple[str, bool], float] = {}
        widest = _widest_digit(metrics, self._styles[1])
        self._widest_digit = str.maketrans(digits, widest * len(digits))

    def width(self, shown: str, size_pt: float, *, bold: bool = False) -> float:
        """Return the width of a text on one line."""
        key = (shown, bold)
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            known = self._metrics.width(shown, self._styles[bold]) / _REFERENCE_PT
            self._widths[key] = known
        return known * size_pt

    def widest(self, texts: Sequence[str], size_pt: float, *, bold: bool = False) -> float:
        """Return the width of the widest text; 0 for none."""
        return max((self.width(shown, size_pt, bold=bold) for shown in texts), default=0.0)

    def number_width(self, shown: str, size_pt: float) -> float:
        """Return the width of a number, or a little more: each digit as wide as the widest."""
        return self.width(shown.translate(self._widest_digit), size_pt)

    def widest_number(self, texts: Iterable[str], size_pt: float, *, bold: bool = False) -> float:
        """Return the width of the widest of several numbers; 0 for none."""
        shapes = {shown.translate(self._widest_digit) for shown in texts}
        return max((self.width(shape, size_pt, bold=bold) for shape in shapes), default=0.0)

    def lines(self, shown: str, size_pt: float, width: float) -> tuple[str, ...]:
        """Return a text broken into lines no wider than asked, where its words allow."""
        if self.width(shown, size_pt) <= width:
            return (shown,)
        scaled = width * _REFERENCE_PT / size_pt
        broken = break_lines(shown, self._styles[False], scaled, self._metrics)
        return tuple(line.rstrip(" ") for line in broken)

    def words_fit(self, shown: str, size_pt: float, width: float) -> bool:
        """Return whether no word is wider than a line, so that none is broken within."""
        if self.width(shown, size_pt) <= width:
            return True
        ends = (*opportunities(shown), len(shown))
        starts = (0, *ends)
        return all(
            self.width(shown[start:end].rstrip(), size_pt) <= width
            for start, end in zip(starts, ends, strict=False)
        )

    def shortened(self, shown: str, size_pt: float, width: float) -> str:
        """Return the longest beginning of a text that fits with an ellipsis; at least that."""
        if self.width(shown, size_pt) <= width:
            return shown
        low, high = 0, len(shown)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(_cut(shown, middle), size_pt) <= width:
                low = middle
            else:
                high = middle - 1
        return _cut(shown, low)


@lru_cache(maxsize=64)
def _widest_digit(metrics: Metrics, style: TextStyle) -> str:
    """Return the digit that is the widest in a family; in most, all are as wide."""
    return max(digits, key=lambda digit: metrics.width(digit, style))


def _cut(shown: str, length: int) -> str:
    return shown[:length].rstrip(" ,;:-\u200d") + ELLIPSIS


def line_height(size_pt: float) -> float:
    """Return the distance of two lines, as PowerPoint sets labels of any common family."""
    return size_pt * _LINE_PER_SIZE


def size_within(natural: float, available: float, most: float, least: float) -> float:
    """Return the largest size at which a text fits, in half points; 0 when none does.

    natural: the length of the text at a size of 1 pt.
    """
    if natural <= 0:
        return most
    size = min(most, floor(available / natural * 2) / 2)
    return size if size >= least else 0.0


def even_sizes(sizes: Sequence[float], most: float) -> list[float]:
    """Return sizes with one common size for all labels that are near the largest one.

    sizes: for each label the largest at which it fits, 0 for one that is left out.
    """
    floor_size = most - _SOFT_STEP_PT
    common = min((size for size in sizes if size >= floor_size), default=most)
    return [min(size, common) for size in sizes]


@dataclass(frozen=True, slots=True)
class AxisTexts:
    """Category labels as they will be set.

    size_pt: of all; lines: the most that a label has; widest: the longest line; skip: every n-th
    label is shown; shortened: how many end in an ellipsis; last_hidden: the last of those that
    would be shown has no room.
    """

    texts: tuple[str, ...]
    size_pt: float
    lines: int
    widest: float
    skip: int = 1
    shortened: int = 0
    last_hidden: bool = False
    turned: bool = False
    """The labels stand upright, to be read from below."""

    @property
    def height(self) -> float:
        """Return the height of the labels and of the gap above them."""
        if self.turned:
            return AXIS_GAP_PT + self.widest
        return AXIS_GAP_PT + self.lines * line_height(self.size_pt)


def texts_in_slots(
    texts: tuple[str, ...], slot: float, sizes: tuple[float, float], ruler: Ruler, *, time: bool
) -> AxisTexts:
    """Return category labels fitted side by side into slots, in up to three lines.

    sizes: preferred and least size. Points in time are kept on one line and thinned out; names
    are set smaller, then shortened, and thinned out only where not even that would be legible.
    """
    most, least = sizes
    usable = slot * SLOT_USE
    if time:
        fits = ruler.widest(texts, most) <= usable
        return _on_one_line(texts, most, ruler) if fits else _thinned(texts, slot, most, ruler)
    for size in _steps(most, least):
        if (fitted := _fitted(texts, size, usable, _MOST_LINES, ruler)) is not None:
            return fitted
    if usable < least * _SHORTEST_NAME:
        return _thinned(texts, slot, least, ruler)
    return _shortened(texts, least, usable, _MOST_LINES, ruler)


def texts_beside_bars(
    texts: tuple[str, ...], slot: float, widest: float, sizes: tuple[float, float], ruler: Ruler
) -> AxisTexts:
    """Return labels fitted into a width, in as many lines as the height of a slot allows."""
    most, least = sizes
    for size in _steps(most, least):
        allowed = min(_MOST_LINES, int(slot / line_height(size)))
        if allowed and (fitted := _fitted(texts, size, widest, allowed, ruler)) is not None:
            return fitted
    allowed = max(1, min(_MOST_LINES, int(slot / line_height(least))))
    skip = max(1, ceil(line_height(least) / slot))
    return replace(_shortened(texts, least, widest, allowed, ruler), skip=skip)


def turned_texts(
    texts: tuple[str, ...], slot: float, most_high: float, sizes: tuple[float, float], ruler: Ruler
) -> AxisTexts | None:
    """Return labels turned upright, each in its slot; None where not even that has room."""
    most, least = sizes
    size = size_within(_LINE_PER_SIZE, slot, most, least)
    if not size:
        return None
    short = tuple(ruler.shortened(text, size, most_high) for text in texts)
    cut = sum(a != b for a, b in zip(short, texts, strict=True))
    widest = ruler.widest(short, size)
    return AxisTexts(short, size, 1, widest, shortened=cut, turned=True)


def _steps(most: float, least: float) -> list[float]:
    count = max(0, floor(most - least))
    return [*(most - step for step in range(count + 1)), *([least] if most - count > least else [])]


def _on_one_line(texts: tuple[str, ...], size: float, ruler: Ruler) -> AxisTexts:
    return AxisTexts(texts, size, 1, ruler.widest(texts, size))


def _fitted(
    texts: tuple[str, ...], size: float, width: float, allowed: int, ruler: Ruler
) -> AxisTexts | None:
    """Return the labels broken into lines between words, None when one does not fit."""
    most, widest = 1, 0.0
    for text in texts:
        if not ruler.words_fit(text, size, width):
            return None
        lines = ruler.lines(text, size, width)
        if len(lines) > allowed:
            return None
        most, widest = max(most, len(lines)), max(widest, ruler.widest(lines, size))
    return AxisTexts(texts, size, most, widest)


def _shortened(
    texts: tuple[str, ...], size: float, width: float, allowed: int, ruler: Ruler
) -> AxisTexts:
    short = tuple(_shorten(text, size, width, allowed, ruler) for text in texts)
    lines = [ruler.lines(text, size, width) for text in short]
    return AxisTexts(
        short,
        size,
        max(len(each) for each in lines),
        max(ruler.widest(each, size) for each in lines),
        shortened=sum(a != b for a, b in zip(short, texts, strict=True)),
    )


def _shorten(text: str, size: float, width: float, allowed: int, ruler: Ruler) -> str:
    """Return a text cut so that it fits into the allowed lines, broken between words."""
    if ruler.words_fit(text, size, width) and len(ruler.lines(text, size, width)) <= allowed:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        cut = _cut(text, middle)
        if ruler.words_fit(cut, size, width) and len(ruler.lines(cut, size, width)) <= allowed:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _thinned(texts: tuple[str, ...], slot: float, size: float, ruler: Ruler) -> AxisTexts:
    """Return labels on one line of which only every n-th is shown, with air between them."""
    limit = slot * len(texts) / 2
    short = tuple(ruler.shortened(text, size, limit) for text in texts)
    widest = ruler.widest(short, size)
    skip = max(1, ceil((widest + size * 0.6) / slot))
    behind = (len(texts) - 1) % skip  # categories after the last label
    return AxisTexts(
        short,
        size,
        1,
        widest,
        skip,
        sum(a != b for a, b in zip(short, texts, strict=True)),
        last_hidden=len(texts) > skip and (behind + 0.5) * slot < widest / 2,
    )


def spread(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Return centres moved as little as can be so that boxes do not overlap and stay in bounds.

    Least squares under an order: pool adjacent violators (Ayer and others, 1955) on the centres
    less the room that the boxes before them take. The boxes must fit between low and high.
    """
    order = sorted(range(len(centres)), key=lambda n: centres[n])
    offsets, room = [], low
    for n in order:
        offsets.append(room + heights[n] / 2)
        room += heights[n]
    slack = max(0.0, high - room)
    pools: list[tuple[float, int]] = []
    for n, offset in zip(order, offsets, strict=True):
        mean, count = centres[n] - offset, 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    moved = [min(max(mean, 0.0), slack) for mean, count in pools for _ in range(count)]
    result = [0.0] * len(centres)
    for n, offset, shift in zip(order, offsets, moved, strict=True):
        result[n] = offset + shift
    return result
