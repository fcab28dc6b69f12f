"""Where words stand: our PDF beside LibreOffice's of the same decks.

    python benchmarks/positions.py [DECK|FOLDER...] [--misses]

Words and their boxes are poppler's (`pdftotext -bbox`). Words of a page that say the same are
paired so that the sum of their distances is least (an optimal assignment: tables repeat words); a
pair agrees when left edge, right edge, top and bottom differ by at most 1.5 % of the slide's width.
A paragraph's line breaks agree when each of its words begins a line in both or in neither. The
fonts of the same widths (Liberation, Carlito, Caladea) must be installed for this to mean anything.

Left out and counted: words that are turned, since they have no such sides. Told apart: Chinese
text, letter by letter, since LibreOffice widens it where Latin letters or digits stand beside
Chinese ones, for which DrawingML has no attribute. Decimal point and comma count as the same: which
one a chart shows is the viewer's language in LibreOffice, the deck's with us.
"""

from __future__ import annotations

import argparse
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from lxml import etree
from pptx import Presentation
from pypdfium2 import raw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from benchmarks.likeness import as_pdf, decks_named

NEAR = 0.015
"""Of the slide's width."""
ASKED = 0.97
JUDGED = ("word", "paragraph")
_CHINESE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_DIGIT = re.compile("[0-9]")
_UPRIGHT = math.radians(1)
Costs = npt.NDArray[np.float64]
_SPACE = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points; chinese: part of a word with Chinese letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    chinese: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Return whether a spot is in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def words(pdf: Path) -> list[tuple[float, list[Word], int]]:
    """Return for each page its width in points, its level words in order, the number of others."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True, resolve_entities=False))
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, node in zip(document, root.iter(f"{_SPACE}page"), strict=True):
            drawn = list(letters(page))
            all_ = [_word(one) for one in node.iter(f"{_SPACE}word")]
            level = [word for word in all_ if not any(_turned(word, one) for one in drawn)]
            cut = [part for word in level for part in _cut(word, drawn)]
            found.append((float(node.get("width", "1")), cut, len(all_) - len(level)))
    return found


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as pdfium finds it: its box in points from the top left; turned: not upright."""

    box: Word
    turned: bool

    @property
    def middle(self) -> tuple[float, float]:
        """Return the middle of the box."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Yield the letters of a page that show."""
    text, high = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        said = text.get_text_range(index, 1).strip()
        if said:
            angle = raw.FPDFText_GetCharAngle(text, index)
            left, bottom, right, top = text.get_charbox(index)
            box = Word(said, left, high - top, right, high - bottom)
            yield Letter(box, min(angle, 2 * math.pi - angle) > _UPRIGHT)


def _turned(word: Word, letter: Letter) -> bool:
    return letter.turned and word.holds(*letter.middle)


def _cut(word: Word, drawn: Sequence[Letter]) -> Iterator[Word]:
    """Yield a word as it is, or the letters of a Chinese one, since lines may end at each.

    What is between its Chinese letters stays together.
    """
    if not _CHINESE.search(word.text):
        yield word
        return
    inside = sorted((one.box for one in drawn if word.holds(*one.middle)), key=lambda box: box.left)
    for chinese, group in groupby(inside, key=lambda box: bool(_CHINESE.match(box.text))):
        boxes = list(group)
        for part in [[box] for box in boxes] if chinese else [boxes]:
            text = _plain("".join(box.text for box in part))
            yield Word(text, part[0].left, word.top, part[-1].right, word.bottom, True)


def _word(node: etree._Element) -> Word:
    left, top, right, bottom = (
        float(node.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax")
    )
    return Word(_plain("".join(map(str, node.itertext())).strip()), left, top, right, bottom)


def _plain(text: str) -> str:
    """Return a word with the same decimal sign whatever the language."""
    return text.replace(",", ".") if _DIGIT.search(text) else text


def near(one: Word, other: Word, width: float) -> bool:
    """Return whether two boxes differ by little, for a slide of that width."""
    sides = ((one.left, other.left), (one.right, other.right), (one.top, other.top),
             (one.bottom, other.bottom))  # fmt: skip
    return all(abs(a - b) <= NEAR * width for a, b in sides)


def paired(ours: Sequence[Word], theirs: Sequence[Word]) -> dict[int, int]:
    """Return which of our words is which of theirs: of those that say the same, the nearest.

    Of equal words on both sides as many as there can be are paired, and the sum of the distances of
    their boxes is least.
    """
    pairs: dict[int, int] = {}
    for text in dict.fromkeys(word.text for word in ours):
        mine = [index for index, word in enumerate(ours) if word.text == text]
        yours = [index for index, word in enumerate(theirs) if word.text == text]
        if len(mine) <= len(yours):
            pairs.update(_matched(mine, yours, ours, theirs))
        else:
            turned = _matched(yours, mine, theirs, ours)
            pairs.update((mine_, yours_) for yours_, mine_ in turned)
    return pairs


def _matched(
    few: Sequence[int], many: Sequence[int], ones: Sequence[Word], others: Sequence[Word]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of an assignment of each of the few to another of the many."""
    if not few:
        return
    a, b = (
        np.array([(w.left, w.top, w.right, w.bottom) for w in words_])
        for words_ in ([ones[i] for i in few], [others[i] for i in many])
    )
    cost = np.abs(a[:, None, :] - b[None, :, :]).sum(axis=2)
    yield from ((few[row], many[column]) for row, column in enumerate(assigned(cost)))


def assigned(cost: Costs) -> list[int]:
    """Return for each row the column of its own that makes the sum of the costs least.

    cost: no more rows than columns. Shortest augmenting paths with potentials (Kuhn 1955, Jonker
    and Volgenant 1987).
    """
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns + 1)
    taken = np.full(columns + 1, -1)  # the row that has a column; the last one is a start
    for row in range(rows):
        taken[columns], spot = row, columns
        least, before = np.full(columns, np.inf), np.full(columns, columns)
        seen = np.zeros(columns + 1, dtype=bool)
        while taken[spot] >= 0:
            seen[spot], current = True, taken[spot]
            free = ~seen[:columns]
            reduced = cost[current] - row_price[current] - column_price[:columns]
            closer = free & (reduced < least)
            least[closer], before[closer] = reduced[closer], spot
            following = int(np.where(free, least, np.inf).argmin())
            step = least[following]
            row_price[taken[seen]] += step
            column_price[seen] -= step
            least[free] -= step
            spot = following
        while spot != columns:
            taken[spot] = taken[before[spot]]
            spot = int(before[spot])
    found = [0] * rows
    for column in range(columns):
        if taken[column] >= 0:
            found[taken[column]] = column
    return found


def paragraphs(deck: Path) -> list[list[list[str]]]:
    """Return the words of each paragraph of each slide's text shapes."""
    found: list[list[list[str]]] = []
    for slide in Presentation(str(deck)).slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        texts = [p.text for frame in frames for p in frame.paragraphs if p.text]
        found.append([[_plain(word) for word in text.split()] for text in texts])
    return found


def starts(listed: Sequence[Word], first: int, count: int) -> list[bool]:
    """Return for each word of a paragraph whether it begins a line below the one before."""
    part = listed[first : first + count]
    return [False] + [b.top > a.top + (a.bottom - a.top) / 2 for a, b in pairwise(part)]


def _place(listed: Sequence[Word], said: Sequence[str]) -> int | None:
    for start in range(len(listed) - len(said) + 1):
        if all(listed[start + i].text == text for i, text in enumerate(said)):
            return start
    return None


def compare(deck: Path, folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Yield a kind, whether it agrees, and what it is.

    The kinds are "word", "paragraph", "Chinese letter" and "turned word", which always agrees.
    """
    theirs_pdf = as_pdf(deck, folder)
    ours_pdf = folder / "ours.pdf"
    command = [sys.executable, "-P", "-m", "briefing_app", "render", str(deck)]
    subprocess.run([*command, "-o", str(ours_pdf)], check=False, capture_output=True)
    if theirs_pdf is None or not ours_pdf.exists():
        yield "word", False, f"{deck.name}: not rendered"
        return
    yield from agreements(deck, ours_pdf, theirs_pdf)


def agreements(deck: Path, ours_pdf: Path, theirs_pdf: Path) -> Iterator[tuple[str, bool, str]]:
    """Yield what :func:`compare` yields, of two PDFs of a deck."""
    said = paragraphs(deck)
    pages = zip(words(ours_pdf), words(theirs_pdf), strict=False)
    for number, ((width, ours, turned), (_, theirs, _)) in enumerate(pages, 1):
        yield from (("turned word", True, "") for _ in range(turned))
        pairs = paired(ours, theirs)
        for index, word in enumerate(ours):
            other = theirs[pairs[index]] if index in pairs else None
            agrees = other is not None and near(word, other, width)
            kind = "Chinese letter" if word.chinese else "word"
            yield kind, agrees, f"{deck.name} {number}: {word} / {other}"
        for spoken in said[number - 1] if number <= len(said) else []:
            a, b = _place(ours, spoken), _place(theirs, spoken)
            if a is None or b is None:
                continue  # words are cut differently (Chinese): nothing to compare
            same = starts(ours, a, len(spoken)) == starts(theirs, b, len(spoken))
            yield "paragraph", same, f"{deck.name} {number}: {' '.join(spoken)[:90]}"


def main(arguments: Sequence[str]) -> int:
    """Print the shares that agree; exit status 1 when one is under 97 %."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("decks", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true")
    call = parser.parse_args(arguments)
    kinds = (*JUDGED, "Chinese letter", "turned word")
    agreed: dict[str, list[bool]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as name:
        for index, deck in enumerate(decks_named(call.decks, Path(name))):
            for kind, agrees, what in compare(deck, Path(name, str(index))):
                agreed[kind].append(agrees)
                if call.misses and not agrees:
                    print(f"{kind}: {what}")
    print(f"{len(agreed.pop('turned word'))} turned words left out")
    shares = {kind: sum(all_) / len(all_) if all_ else 0.0 for kind, all_ in agreed.items()}
    for kind, share in shares.items():
        print(f"{kind}s: {share:.1%} of {len(agreed[kind])} agree")
    return 0 if all(shares[kind] >= ASKED for kind in JUDGED) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
