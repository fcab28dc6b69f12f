"""Where lines may end and where they do: Unicode line breaking (UAX #14) on measured text.

The rules are those of the library ``uniseg`` (MIT; Unicode 16, passes the Unicode tests), with
line feed and vertical tab as forced breaks. ``uniseg`` takes some 150 µs for each
character, so it is asked only about what the shortcuts here do not know: a text is cut at seams,
positions whose answer is certain and over which no rule looks, and most pieces between seams are
plain words without a break inside. Tests hold both to uniseg's own answer.

Languages written without spaces and without marks of their own (Thai, Lao, Khmer, Burmese) need a
dictionary, which UAX #14 leaves out: they break at spaces, and else where a word is too long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from briefing_app.typeset.metrics import UNIT, Metrics, TextStyle

FORCED = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""What ends a line in any case (UAX #14: BK, CR, LF, NL)."""

WIDEST_PT = 1e6
# Letters of class AL: Latin, Greek, Cyrillic, Arabic without its marks
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0391-\u03a1\u03a3-\u03ff\u0400-\u0481"
    "\u048a-\u052f\u0620-\u064a\u0671-\u06d3"
)
# Letters of other classes (HL, SA) that behave like them beside a space: Hebrew, Devanagari, Thai
_OTHER = "\u05d0-\u05ea\u0904-\u0939\u0e01-\u0e2f"
# Between any two of these a line may end: ideographs, kana but the small ones, Hangul syllables
_HAN = (
    "\u4e00-\u9fff\u304b-\u3062\u3064-\u3082\u3089-\u308d\u308f-\u3093\u30ab-\u30c2\u30c4-\u30e2"
    "\uac00-\ud7a3"
)
_OPENING = "\"'\u201c\u201e(\\["  # quotation marks and brackets: " ' “ „ ( [
_STOPS = ".,:;\u060c"  # the last is the Arabic comma
_FULL_STOPS = "\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f"  # the same, full width, and ! ?
_PERCENT = "%\u066a"
_APOSTROPHE = "'\u2019"
_DASH = "\\-\u2013/"
_GLUE = "\u00a0\u202f"  # no-break spaces
# A space between these, an end of a word and a start of one, is a break whatever surrounds it.
_BEFORE = f'{_LETTER}{_OTHER}{_HAN}0-9{_STOPS}!?{_PERCENT})\\]"{_APOSTROPHE}\u201d\u2013'
_AFTER = f"{_LETTER}{_OTHER}{_HAN}0-9{_OPENING}$€£+\\-\u2013&@#"
_SEAM = re.compile(
    f"(?:(?<=[{_BEFORE}])|(?<=[{_LETTER}0-9.,!?%]\u201c)) +(?=[{_AFTER}])"
    f"|(?<=[{_LETTER}][{_DASH}])(?=[{_LETTER}])"
    f"|(?<=[{_HAN}{_FULL_STOPS}])(?=[{_HAN}{_LETTER}0-9])"
    f"|(?<=[{_LETTER}0-9])(?=[{_HAN}])"
)
# A word or a number with its punctuation and unit: nothing in it may be separated.
_WORD = f"[{_LETTER}0-9]+(?:[.,:&{_APOSTROPHE}][{_LETTER}0-9]+)*"
_NUMBER = f"[-+\u2212]?[$€£]?[0-9]+(?:[.,:][0-9]+)*[{_LETTER}]*"
_TOKEN = f"(?:{_WORD}|{_NUMBER})[{_PERCENT}]?"
_PLAIN = re.compile(
    f"[{_OPENING}]*{_TOKEN}(?:[{_GLUE}](?:{_TOKEN}|[{_PERCENT}$€£]))*"
    f"[{_STOPS}!?)\\]]*[\"'\u201c\u201d]?[{_STOPS}]*[{_DASH}]?[{_FULL_STOPS}]*"
    f"|[{_HAN}]?[{_FULL_STOPS}]*"
)
# The commonest text by far: such words, each with a stop at most, and single spaces between.
_PLAIN_WORD = f"[{_LETTER}0-9]+[{_STOPS}]?"
_PLAIN_WORDS = re.compile(f"(?:{_PLAIN_WORD} )*{_PLAIN_WORD}")
_SPACE = re.compile(" ")
_LONGEST_PIECE = 256
_ONE_CLUSTER_EACH = re.compile(f"[ -~¡-ɏ{_HAN}]*")


@lru_cache(maxsize=1024)
def opportunities(text: str) -> tuple[int, ...]:
    """Return the positions where a line may end and the next begin, neither 0 nor the end.

    A position after a forced break is one of them. Same answer as uniseg, but for pieces of more
    than 256 characters without a seam (long rows of dots, stacked accents): those are looked at
    256 characters at a time, and no break is offered between two such parts. Kept, since a text is
    measured at one size after the other.
    """
    if _PLAIN_WORDS.fullmatch(text):
        return tuple(space.end() for space in _SPACE.finditer(text))
    found: list[int] = []
    start = 0
    for seam in _SEAM.finditer(text):
        _add_inner(text, start, seam.start(), found)
        start = seam.end()
        found.append(start)
    _add_inner(text, start, len(text), found)
    return tuple(found)


def _add_inner(text: str, start: int, end: int, found: list[int]) -> None:
    """Add the opportunities inside a piece, from start to end, to those found."""
    if end - start <= 1 or _PLAIN.fullmatch(text, start, end):
        return
    for part in range(start, end, _LONGEST_PIECE):
        inner = _looked_up(text[part : min(part + _LONGEST_PIECE, end)])
        found.extend(part + position for position in inner)


@lru_cache(maxsize=8192)
def _looked_up(piece: str) -> tuple[int, ...]:
    """Return uniseg's opportunities; a row of spaces, slow there, counts as one space.

    Imported here: it costs 75 ms, and many a run never needs it. uniseg has no types.
    """
    from uniseg.linebreak import line_break_boundaries  # type: ignore[import-untyped]  # noqa: PLC0415

    kept = [spot for spot in range(len(piece)) if piece[max(spot - 1, 0) : spot + 1] != "  "]
    narrowed = "".join(piece[spot] for spot in kept)
    return tuple(kept[spot] for spot in line_break_boundaries(narrowed) if 0 < spot < len(kept))


def clusters(word: str) -> tuple[int, ...]:
    """Return where the grapheme clusters of a word end (UAX #29), the last being its length."""
    if _ONE_CLUSTER_EACH.fullmatch(word):
        return tuple(range(1, len(word) + 1))
    # Imported here, and without types, as above.
    from uniseg.graphemecluster import grapheme_cluster_boundaries  # type: ignore[import-untyped]  # noqa: PLC0415

    ends: list[int] = []
    for part in range(0, len(word), _LONGEST_PIECE):
        piece = word[part : part + _LONGEST_PIECE]
        ends += [part + end for end in grapheme_cluster_boundaries(piece) if end]
    return tuple(ends)


def fill(text: str, advances: Sequence[int], first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the end position of each line of a text without forced breaks.

    advances: of each character, in UNITs of a point; first, rest: room in the first line and in
    the others, in the same unit. Spaces at a line's end hang: they belong to it and take no room.
    A word that is longer than a whole line starts on a line of its own and is cut between
    grapheme clusters, at least one to a line.
    """
    if sum(advances) <= first:
        yield 0, len(text)  # the usual case: a line, or less, and no break to look for
        return
    sums = [0, *accumulate(advances)]
    ends = [*opportunities(text), len(text)]
    visible = [_without_spaces(text, begin, end) for begin, end in pairwise([0, *ends])]
    reach = [sums[spot] for spot in visible]
    start, room, piece = 0, first, 0
    while piece < len(ends):
        last = bisect_right(reach, sums[start] + room, lo=piece) - 1
        if last < piece:
            for cut in _cuts(text, sums, start, visible[piece], (room, rest)):
                yield start, cut
                start, room = cut, rest
            # what is left fits, or is one cluster that is wider than the line
            last = max(bisect_right(reach, sums[start] + room, lo=piece) - 1, piece)
        yield start, ends[last]
        start, room, piece = ends[last], rest, last + 1


def _without_spaces(text: str, begin: int, end: int) -> int:
    """Return the end of the stretch without its trailing spaces."""
    while end > begin and text[end - 1] == " ":
        end -= 1
    return end


def _cuts(
    text: str, sums: Sequence[int], start: int, end: int, rooms: tuple[int, int]
) -> Iterator[int]:
    """Yield where a word must be cut so that each part fits and only the last is left over."""
    spots = [start + spot for spot in clusters(text[start:end])]
    room, rest = rooms
    index = 0
    while sums[end] - sums[start] > room and index < len(spots) - 1:
        index = max(
            bisect_right(spots, sums[start] + room, lo=index, key=sums.__getitem__), index + 1
        )
        index = min(index, len(spots) - 1)
        start, room = spots[index - 1], rest
        yield start


def break_lines(text: str, style: TextStyle, width_pt: float, metrics: Metrics) -> tuple[str, ...]:
    """Return the lines of the text in a box of that inner width, in points.

    A line keeps the spaces at its end, which hang over the edge; forced breaks are not part of
    any line, so the lines joined give the text without them. A text that ends in a forced break
    ends in an empty line. Wider never means more lines. Every line fits without its trailing
    spaces, unless it is a single grapheme cluster.
    """
    room = round(min(width_pt, WIDEST_PT) * UNIT)
    lines: list[str] = []
    for part in FORCED.split(text):
        advances = metrics.advances(part, style)
        lines += [part[start:end] for start, end in fill(part, advances, room, room)]
    return tuple(lines)
