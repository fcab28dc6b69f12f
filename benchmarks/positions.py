"""Where words stand: our PDF beside LibreOffice's of the same decks.

    python benchmarks/positions.py [DECK|FOLDER...] [--misses]

Words and their boxes are poppler's (`pdftotext -bbox`). Words of a page are paired in reading order
by what they say; a pair agrees when left edge, right edge, top and bottom differ by at most 1.5 %
of the slide's width. A paragraph's line breaks agree when each of its words begins a line in both
or in neither. The fonts of the same widths (Liberation, Carlito, Caladea) must be
installed for this to mean anything.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from lxml import etree
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # works from a bare checkout too

from benchmarks.likeness import as_pdf, decks_named

NEAR = 0.015
"""Of the slide's width."""
ASKED = 0.97
_SPACE = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(pdf: Path) -> list[tuple[float, list[Word]]]:
    """Return for each page its width in points and its words in reading order."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True, resolve_entities=False))
    return [
        (float(page.get("width", "1")), [_word(node) for node in page.iter(f"{_SPACE}word")])
        for page in root.iter(f"{_SPACE}page")
    ]


def _word(node: etree._Element) -> Word:
    sides = [float(node.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax")]
    return Word("".join(map(str, node.itertext())).strip(), *sides)


def near(one: Word, other: Word, width: float) -> bool:
    """Return whether two boxes differ by little, for a slide of that width."""
    sides = ((one.left, other.left), (one.right, other.right), (one.top, other.top),
             (one.bottom, other.bottom))  # fmt: skip
    return all(abs(a - b) <= NEAR * width for a, b in sides)


def paired(ours: Sequence[Word], theirs: Sequence[Word]) -> dict[int, int]:
    """Return which of our words is which of theirs, by what they say, in reading order.

    Words that the order leaves over are paired with the nearest one that says the same.
    """
    matcher = SequenceMatcher(None, [w.text for w in ours], [w.text for w in theirs], False)
    pairs = {a + i: b + i for a, b, size in matcher.get_matching_blocks() for i in range(size)}
    free = set(range(len(theirs))) - set(pairs.values())
    for index, word in enumerate(ours):
        if index in pairs:
            continue
        same = [j for j in free if theirs[j].text == word.text]
        if same:
            best = min(same, key=lambda j: _distance(word, theirs[j]))
            pairs[index] = best
            free.discard(best)
    return pairs


def _distance(one: Word, other: Word) -> float:
    return abs(one.left - other.left) + abs(one.top - other.top)


def paragraphs(deck: Path) -> list[list[list[str]]]:
    """Return the words of each paragraph of each slide's text shapes."""
    found: list[list[list[str]]] = []
    for slide in Presentation(str(deck)).slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        found.append([p.text.split() for frame in frames for p in frame.paragraphs if p.text])
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
    """Yield ("word" or "paragraph", whether it agrees, what it is)."""
    theirs_pdf = as_pdf(deck, folder)
    ours_pdf = folder / "ours.pdf"
    command = [sys.executable, "-P", "-m", "briefing_app", "render", str(deck)]
    subprocess.run([*command, "-o", str(ours_pdf)], check=False, capture_output=True)
    if theirs_pdf is None or not ours_pdf.exists():
        yield "word", False, f"{deck.name}: not rendered"
        return
    said = paragraphs(deck)
    pages = zip(words(ours_pdf), words(theirs_pdf), strict=False)
    for number, ((width, ours), (_, theirs)) in enumerate(pages, 1):
        pairs = paired(ours, theirs)
        for index, word in enumerate(ours):
            other = theirs[pairs[index]] if index in pairs else None
            agrees = other is not None and near(word, other, width)
            yield "word", agrees, f"{deck.name} {number}: {word} / {other}"
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
    agreed: dict[str, list[bool]] = {"word": [], "paragraph": []}
    with tempfile.TemporaryDirectory() as name:
        for index, deck in enumerate(decks_named(call.decks, Path(name))):
            for kind, agrees, what in compare(deck, Path(name, str(index))):
                agreed[kind].append(agrees)
                if call.misses and not agrees:
                    print(f"{kind}: {what}")
    shares = {kind: sum(all_) / len(all_) if all_ else 0.0 for kind, all_ in agreed.items()}
    for kind, share in shares.items():
        print(f"{kind}s: {share:.1%} of {len(agreed[kind])} agree")
    return 0 if all(share >= ASKED for share in shares.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
