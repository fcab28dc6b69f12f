"""Labels of charts, measured on a page that LibreOffice printed and not on our own plan.

What the chart parts promise (texts of caches, number formats, rich text, shapes drawn on charts) is
looked for among the words that ``pdftotext -bbox`` finds. A label is the words that spell it.

A word's box is as high as its font's ascent and descent, which leave air over and under the
letters. Two lines may be set closer than that and touch nowhere, so boxes are cut down to the ink:
from the top of an “l” to the base line, or to the descent where a letter has one. In Liberation
Sans, which stands in for Arial here, a box is 1.3 em high; the shares below were measured on the
outlines of 16,000 glyphs.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby, permutations
from pathlib import Path

from lxml import etree

from briefing_app.model.cell_value import GENERAL
from briefing_app.model.number_text import number_text
from briefing_app.typeset.metrics import Metrics, TextStyle

TOUCHING_PT = 0.5
"""How far the ink of two labels may lie over each other, and a label out of its frame."""
TALL_TOP, BASE_LINE, DESCENT = 0.17, 0.74, 0.89
"""Where the ink begins and ends, as shares of a word's box from its top."""
WIDE_TOP, WIDE_BOTTOM = 0.08, 0.80
"""The same for Chinese, and for a line of Arabic with its marks."""
TURNED_TOP, TURNED_BOTTOM = 0.10, 0.92
BOX_PER_SIZE = 1.3
"""How high a word's box is in sizes of type: ascent and descent of Liberation Sans, our Arial."""
STRETCH = 0.08
"""What kerning and rounding may change of a word's width."""
FAR_PT = 20.0
MOST_LEFT = 20
EMU_PER_PT = 12_700
_DESCENDING = frozenset("gjpqyQ,;()[]{}|_$@/ßçµ")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_GROUPS = (
    "barChart lineChart areaChart pieChart doughnutChart scatterChart bubbleChart radarChart"
).split()


@dataclass(frozen=True)
class Box:
    """A rectangle on a page in points, from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return how far two boxes lie over each other: the smaller of width and height."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(wide, high)

    def distance(self, other: Box) -> float:
        """Return how far two boxes stand apart, 0 where they meet."""
        return max(0.0, -self.overlap(other))

    def beyond(self, frame: Box) -> float:
        """Return how far the box leaves a frame; below zero where it does not."""
        return max(
            frame.left - self.left,
            self.right - frame.right,
            frame.top - self.top,
            self.bottom - frame.bottom,
        )

    def holds(self, other: Box) -> bool:
        """Return whether the middle of another box is in this one."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Word:
    """A word and its box, as high as its font's ascent and descent."""

    text: str
    box: Box

    @property
    def turned(self) -> bool:
        """Return whether the word stands upright."""
        box = self.box
        return len(self.text) > 2 and box.bottom - box.top > 1.2 * (box.right - box.left)

    @property
    def ink(self) -> Box:
        """Return the box of what is printed. In a turned word the ink begins at its left side."""
        box, height = self.box, self.box.bottom - self.box.top
        if self.turned:
            wide = box.right - box.left
            return replace(box, left=box.left + TALL_TOP * wide, right=box.left + DESCENT * wide)
        if _turns(self.text):
            top, bottom = TURNED_TOP, TURNED_BOTTOM
        elif any(unicodedata.east_asian_width(c) == "W" for c in self.text):
            top, bottom = WIDE_TOP, WIDE_BOTTOM
        else:
            top, bottom = TALL_TOP, DESCENT if _DESCENDING & set(self.text) else BASE_LINE
        return Box(box.left, box.top + top * height, box.right, box.top + bottom * height)


@dataclass(frozen=True)
class Label:
    """A text of a chart and the words that spell it, on one line or on several.

    point: the number of the value that it is the label of; -1 for other texts.
    """

    text: str
    words: tuple[Word, ...]
    point: int = -1

    def overlap(self, other: Label) -> float:
        """Return how far the ink of two labels lies over each other, at most."""
        return max(a.ink.overlap(b.ink) for a in self.words for b in other.words)

    def beyond(self, frame: Box) -> float:
        """Return how far the ink leaves a frame, at most."""
        return max(word.ink.beyond(frame) for word in self.words)


@dataclass(frozen=True)
class Promise:
    """A text that a chart part says it shows. texts: the ways in which it may be printed.

    sure: False for what a program may leave out by itself, the labels of an axis that is thinned;
    point: the number of the value that it is the label of; -1 for other texts.
    """

    texts: tuple[str, ...]
    sure: bool = True
    point: int = -1


@dataclass
class Measured:
    """The labels of a chart as printed. missing: promised texts that are not there whole."""

    frame: Box
    labels: list[Label] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unexpected: list[Label] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return what is wrong, in words: nothing where every label is whole and apart."""
        every = [*self.labels, *self.unexpected]
        return [
            *(f"“{text[:60]}” is not there whole" for text in self.missing),
            *(f"“{label.text[:60]}” was promised by nothing" for label in self.unexpected),
            *(
                f"“{label.text[:60]}” leaves the frame by {label.beyond(self.frame):.1f} pt"
                for label in every
                if label.beyond(self.frame) > TOUCHING_PT
            ),
            *(
                f"“{one.text[:60]}” and “{other.text[:60]}” overlap by {one.overlap(other):.1f} pt"
                for one, other in combinations(every, 2)
                if one.overlap(other) > TOUCHING_PT
            ),
        ]


def stretched(words: Iterable[Word], metrics: Metrics, latin: str) -> list[str]:
    """Return the words whose letters are wider or narrower than their height tells.

    LibreOffice squeezes a whole chart into its frame when anything would stick out of it, and all
    labels with it; then nothing leaves the frame, but nothing is in its place either.
    """
    found = []
    for word in words:
        if len(word.text) < 4 or word.turned or not (word.text.isascii() and word.text.isalnum()):
            continue
        size = (word.box.bottom - word.box.top) / BOX_PER_SIZE
        likely = [metrics.width(word.text, TextStyle(latin, size, bold)) for bold in (False, True)]
        ratios = [(word.box.right - word.box.left) / width for width in likely]
        if all(abs(ratio - 1) > STRETCH for ratio in ratios):
            found.append(f"“{word.text[:60]}” is {min(ratios):.2f} times as wide as it should be")
    return found


# --- the page ---------------------------------------------------------------------------------


def words_of_pages(pdf: Path) -> list[list[Word]]:
    """Return the words of each page in the order in which they were drawn."""
    command = ["pdftotext", "-raw", "-bbox", str(pdf), "-"]
    answer = subprocess.run(command, check=True, capture_output=True)
    root = etree.fromstring(answer.stdout, etree.XMLParser(load_dtd=False, no_network=True))
    return [[_word(node) for node in page.iter("{*}word")] for page in root.iter("{*}page")]


def _word(node: etree._Element) -> Word:
    left, top, right, bottom = (float(node.get(s, "")) for s in ("xMin", "yMin", "xMax", "yMax"))
    return Word(node.text or "", Box(left, top, right, bottom))


def frame_of(slide: etree._Element) -> Box:
    """Return the place of the chart of a slide."""
    frame = slide.find(".//p:graphicFrame/p:xfrm", CHART_SPACES)
    assert frame is not None
    off, ext = frame.find("a:off", CHART_SPACES), frame.find("a:ext", CHART_SPACES)
    assert off is not None
    assert ext is not None
    x, y = int(off.get("x", "")) / EMU_PER_PT, int(off.get("y", "")) / EMU_PER_PT
    right, bottom = int(ext.get("cx", "")) / EMU_PER_PT, int(ext.get("cy", "")) / EMU_PER_PT
    return Box(x, y, x + right, y + bottom)


# --- what a chart promises --------------------------------------------------------------------


def promises(chart: etree._Element, shapes: etree._Element | None = None) -> list[Promise]:
    """Return all texts that a chart part, and the part of shapes drawn on it, say they show."""
    found = [*_data_labels(chart), *_axes(chart), *_legend(chart), *_titles(chart)]
    if shapes is not None:
        found += [
            Promise((_rich_text(body),))
            for body in shapes.iter("{*}txBody")
            if _plain(_rich_text(body))
        ]
    return found


def val(node: etree._Element | None, path: str, default: str = "") -> str:
    """Return the ``val`` of an element below another, a default where there is none."""
    found = None if node is None else node.find(path, CHART_SPACES)
    return default if found is None else found.get("val", default)


def _points(node: etree._Element | None, path: str = ".//c:pt") -> dict[int, str]:
    found = [] if node is None else node.findall(path, CHART_SPACES)
    return {int(pt.get("idx", "0")): pt.findtext("c:v", "", CHART_SPACES) for pt in found}


def numbers_of(series: etree._Element) -> dict[int, float]:
    """Return the cached values of a series by their number."""
    for tag in ("c:val", "c:yVal"):
        node = series.find(tag, CHART_SPACES)
        if node is not None:
            return {idx: float(text) for idx, text in _points(node).items() if _is_number(text)}
    return {}


def _series_name(series: etree._Element) -> str:
    """Return the name of a series or of an axis, from cells or written in the part."""
    names = _points(series.find("c:tx", CHART_SPACES)).values()
    return " ".join(names) or series.findtext("c:tx/c:v", "", CHART_SPACES)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _rich_text(node: etree._Element) -> str:
    return "\n".join(
        "".join(t.text or "" for t in p.iter(f"{{{CHART_SPACES['a']}}}t"))
        for p in node.iter(f"{{{CHART_SPACES['a']}}}p")
    )


def _data_labels(chart: etree._Element) -> Iterator[Promise]:
    for group in chart.iter(*(f"{_C}{name}" for name in _GROUPS)):
        for series in group.findall("c:ser", CHART_SPACES):
            labels = series.find("c:dLbls", CHART_SPACES)
            if labels is not None and val(labels, "c:delete") != "1":
                yield from _series_labels(series, labels)


def _series_labels(series: etree._Element, labels: etree._Element) -> Iterator[Promise]:
    own = {int(val(one, "c:idx", "0")): one for one in labels.findall("c:dLbl", CHART_SPACES)}
    ranged = _points(series.find(".//c15:dlblRangeCache", CHART_SPACES))
    values = numbers_of(series)
    for idx in sorted(values):
        texts = _label_texts(series, own.get(idx, labels), labels, idx, (values, ranged))
        if any(map(_plain, texts)):
            yield Promise(tuple(texts), point=idx)


def _label_texts(
    series: etree._Element,
    label: etree._Element,
    labels: etree._Element,
    idx: int,
    known: tuple[dict[int, float], dict[int, str]],
) -> list[str]:
    values, ranged = known
    if val(label, "c:delete") == "1":
        return []
    if label.find("c:tx/c:rich", CHART_SPACES) is not None:
        return [_rich_label(label, ranged.get(idx, ""))]
    code = (
        _code(label)
        or _code(labels)
        or series.findtext(".//c:formatCode", "", CHART_SPACES)
        or GENERAL
    )
    shows = {flag: val(label, f"c:show{flag}", "0") == "1" for flag in _FLAGS}
    parts: list[tuple[str, ...]] = []
    if shows["SerName"]:
        parts.append((_series_name(series),))
    if shows["CatName"]:
        parts.append((_points(series.find("c:cat", CHART_SPACES)).get(idx, ""),))
    if shows["Val"]:
        parts.append(_printed(values[idx], code))
    if shows["Percent"]:
        share = values[idx] / (sum(values.values()) or 1.0)
        parts.append(_printed(share, code if "%" in code else "0%"))
    if shows["BubbleSize"]:
        size = _points(series.find("c:bubbleSize", CHART_SPACES)).get(idx, "0")
        parts.append(_printed(float(size), code))
    gap = label.findtext("c:separator", "", CHART_SPACES) or " "
    return [gap.join(texts) for order in permutations(parts) for texts in _choices(order)]


_FLAGS = ("SerName", "CatName", "Val", "Percent", "BubbleSize")


def _choices(parts: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    """Yield each way to print several parts: all in one language."""
    for n in range(max(map(len, parts), default=0)):
        yield [texts[min(n, len(texts) - 1)] for texts in parts]


def _code(node: etree._Element) -> str:
    found = node.find("c:numFmt", CHART_SPACES)
    return "" if found is None else found.get("formatCode", "")


def _printed(value: float, code: str) -> tuple[str, ...]:
    """Return a number as LibreOffice prints it: with English marks whatever the language."""
    return tuple(dict.fromkeys(number_text(value, code, lang) for lang in ("en", "de", "zh")))


def _rich_label(label: etree._Element, ranged: str) -> str:
    """Return rich text with its fields filled from the cache of the cells."""
    lines = []
    for paragraph in label.iterfind(".//a:p", CHART_SPACES):
        texts = [
            ranged if node.get("type") == "CELLRANGE" else node.findtext("a:t", "", CHART_SPACES)
            for node in paragraph.iterfind("*")
            if node.tag in (f"{{{CHART_SPACES['a']}}}r", f"{{{CHART_SPACES['a']}}}fld")
        ]
        lines.append("".join(texts))
    return "\n".join(lines)


def _axes(chart: etree._Element) -> Iterator[Promise]:
    for axis in chart.iter(f"{_C}catAx", f"{_C}dateAx", f"{_C}valAx"):
        if val(axis, "c:delete", "0") == "1" or val(axis, "c:tickLblPos") == "none":
            continue
        names = [] if axis.tag == f"{_C}valAx" else _category_names(chart, val(axis, "c:axId"))
        thinned = int(val(axis, "c:tickLblSkip", "1")) > 1
        yield from (Promise((name,), sure=not thinned) for name in names)
        if axis.tag == f"{_C}valAx":
            yield from _scale(axis)


def _category_names(chart: etree._Element, axis: str) -> list[str]:
    for group in chart.iter(*(f"{_C}{name}" for name in _GROUPS)):
        if axis in [node.get("val") for node in group.findall("c:axId", CHART_SPACES)]:
            for series in group.findall("c:ser", CHART_SPACES):
                names = _points(series.find("c:cat", CHART_SPACES))
                if names:
                    return list(filter(_plain, names.values()))
    return []


def _scale(axis: etree._Element) -> Iterator[Promise]:
    """Yield the numbers along an axis of values whose ends and steps are written."""
    low, high = val(axis, "c:scaling/c:min"), val(axis, "c:scaling/c:max")
    step = float(val(axis, "c:majorUnit", "0"))
    if not (low and high and step > 0):
        return
    count = int((float(high) - float(low)) / step + 1e-6)
    for n in range(min(count, 100) + 1):
        value = float(low) + n * step
        value = 0.0 if abs(value) < step * 1e-9 else value
        yield Promise(_printed(value, _code(axis) or GENERAL))


def _legend(chart: etree._Element) -> Iterator[Promise]:
    legend = chart.find("c:chart/c:legend", CHART_SPACES)
    if legend is None:
        return
    deleted = {
        int(val(entry, "c:idx", "-1"))
        for entry in legend.findall("c:legendEntry", CHART_SPACES)
        if val(entry, "c:delete") == "1"
    }
    every = [
        (group, series)
        for group in chart.iter(*(f"{_C}{name}" for name in _GROUPS))
        for series in group.findall("c:ser", CHART_SPACES)
    ]
    for n, (group, series) in enumerate(every):
        if group.tag in (f"{_C}pieChart", f"{_C}doughnutChart"):
            names = _points(series.find("c:cat", CHART_SPACES))
            yield from (Promise((name,)) for i, name in names.items() if i not in deleted)
        elif n not in deleted:
            yield Promise((_series_name(series),))


def _titles(chart: etree._Element) -> Iterator[Promise]:
    for title in chart.iter(f"{_C}title"):
        rich = title.find("c:tx/c:rich", CHART_SPACES)
        shown = _series_name(title) if rich is None else _rich_text(rich)
        if _plain(shown):
            yield Promise((shown,))


# --- which words spell which label ------------------------------------------------------------


def _plain(text: str) -> str:
    """Return a text without blanks; letters and signs as typed and not as they are drawn."""
    shown = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return "".join(shown.split())


_SIGNS = {0x2212: "-", 0x2010: "-", 0x2011: "-", 0x200B: None, 0x00AD: None, 0x200E: None}


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


class _Reading:
    """The words of a page as one string of letters, each knowing its word; words are given out."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        texts = [_plain(word.text) for word in words]
        self._text = "".join(texts)
        self._owners = [n for n, text in enumerate(texts) for _ in text]
        self._sorted = ["".join(sorted(text)) for text in texts]
        self.free = set(range(len(words)))

    def take(self, text: str) -> tuple[Word, ...]:
        """Return whole words in a row that spell a text and were not given out; () for none.

        Of several such rows the one that stands closest together: “2” and “0 %” beside each other
        in the order of drawing are no “20 %”.
        """
        wanted = _plain(text)
        rows = self._turned(wanted) if _turns(text) else self._straight(wanted)
        row = min(rows, key=self._spread, default=range(0))
        self.free -= set(row)
        return tuple(self.words[n] for n in row)

    def _spread(self, row: range) -> float:
        """Return how far the words of a row stand apart, less how far others keep away."""
        boxes = [self.words[n].box for n in row]
        apart = sum(min(map(box.distance, boxes[:n])) for n, box in enumerate(boxes) if n)
        others = [n for n in (row[0] - 1, row[-1] + 1) if 0 <= n < len(self.words)]
        away = [min(map(self.words[n].box.distance, boxes)) for n in others]
        return apart - min([FAR_PT, *away])

    def _straight(self, wanted: str) -> Iterator[range]:
        start = self._text.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            row = range(self._owners[start], self._owners[end - 1] + 1)
            begins = start == 0 or self._owners[start - 1] != row[0]
            ends = end == len(self._text) or self._owners[end] != row[-1]
            if begins and ends and self.free.issuperset(row):
                yield row
            start = self._text.find(wanted, start + 1)

    def _turned(self, wanted: str) -> Iterator[range]:
        """Yield words in a row with the same letters: their order is the viewer's affair."""
        letters = sorted(wanted)
        for first in range(len(self.words)):
            held: list[str] = []
            for last in range(first, len(self.words)):
                if last not in self.free or len(held) >= len(letters):
                    break
                held += self._sorted[last]
                if sorted(held) == letters:
                    yield range(first, last + 1)


def measure(words: Sequence[Word], frame: Box, promised: Iterable[Promise]) -> Measured:
    """Return the labels of a page that holds one chart and no other text."""
    reading, measured = _Reading(words), Measured(frame)
    # Long texts first, so that "12" does not take the beginning of "12 34".
    ordered = sorted(promised, key=lambda one: (-max(map(len, one.texts)), not one.sure))
    for promise in ordered:
        for text in promise.texts:
            taken = reading.take(text)
            if taken:
                measured.labels.append(Label(text, taken, promise.point))
                break
        else:
            if promise.sure and _plain(promise.texts[0]):
                measured.missing.append(promise.texts[0])
    _pick_up(reading, measured)
    left = [(n - place, n) for place, n in enumerate(sorted(reading.free))]
    for _, run in groupby(left, key=lambda pair: pair[0]):
        measured.unexpected += _lines([words[n] for _, n in run])
    return measured


def _pick_up(reading: _Reading, measured: Measured) -> None:
    """Give words that are left to texts from the right, whose neighbours' figures they were given.

    Where figures stand between names it cannot be told which is whose, and it does not matter.
    """
    for text in [text for text in measured.missing if _turns(text)]:
        rows = combinations(sorted(reading.free)[:MOST_LEFT], len(text.split()))
        letters = sorted(_plain(text))
        for row in rows:
            words = tuple(reading.words[n] for n in row)
            if sorted(_plain("".join(word.text for word in words))) == letters:
                reading.free -= set(row)
                measured.missing.remove(text)
                measured.labels.append(Label(text, words))
                break


def _lines(words: Sequence[Word]) -> Iterator[Label]:
    """Yield words that stand in a row on one line as a label each."""
    row: list[Word] = []
    for word in words:
        height = word.box.bottom - word.box.top
        if row and not (
            abs(row[-1].box.top - word.box.top) < 0.1 * height
            and -0.1 * height < word.box.left - row[-1].box.right < 0.4 * height
        ):
            yield Label(" ".join(one.text for one in row), tuple(row))
            row = []
        row.append(word)
    if row:
        yield Label(" ".join(one.text for one in row), tuple(row))
