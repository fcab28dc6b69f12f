"""Which way text runs: embedding levels of UAX #9, and the order in which runs are seen.

Paragraphs of slides carry their direction, so rules P2 and P3 are not asked. Explicit embeddings,
overrides and isolates do not occur in slides; their marks count as boundary neutrals (rules X1 to
X9 are left out), the rest is done to the letter: W1 to W7, N0 to N2, I1, I2, L1, L2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

TURNING = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What may run from right to left: text without any of it, in such a paragraph, needs no levels."""

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
_IGNORED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_MOST_OPEN = 63  # BD16


def runs_right_to_left(text: str) -> bool:
    """Return whether the first strong character runs from right to left (P2, P3)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def levels(text: str, *, right_to_left: bool) -> list[int]:
    """Return the embedding level of each character: even runs to the right, odd to the left.

    right_to_left: the paragraph's own direction. Levels are of the paragraph: of each line L1
    must still be asked, see :func:`visual_order`.
    """
    base = int(right_to_left)
    if not base and not TURNING.search(text):
        return [0] * len(text)
    kinds = [_kind(letter) for letter in text]
    _resolve_weak(kinds, "R" if base else "L")
    _resolve_brackets(text, kinds, "R" if base else "L")
    _resolve_neutral(kinds, "R" if base else "L")
    found = []
    for kind in kinds:  # I1, I2
        if kind in ("AN", "EN"):
            found.append(2)
        else:
            found.append({("L", 1): 2, ("R", 0): 1}.get((kind, base), base))
    for spot, letter in enumerate(text):  # L1, as far as it does not depend on lines
        if unicodedata.bidirectional(letter) in ("S", "B"):
            found[spot] = base
    return found


def _kind(letter: str) -> str:
    kind = unicodedata.bidirectional(letter) or "L"
    return "BN" if kind in _IGNORED else kind


def _resolve_weak(kinds: list[str], base: str) -> None:
    """Apply W1 to W7 in place."""
    previous = strong = base
    for spot, kind in enumerate(kinds):  # W1, W2, W3
        if kind == "NSM":
            kinds[spot] = previous
        elif kind == "EN" and strong == "AL":
            kinds[spot] = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind != "BN":
            previous = kinds[spot]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _resolve_numbers(kinds)
    strong = base
    for spot, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[spot] = "L"


def _resolve_numbers(kinds: list[str]) -> None:
    """Apply W4, W5 and W6: what stands between or beside digits belongs to them."""
    for spot in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[spot - 1 : spot + 2]
        joins = {"CS": ("EN", "AN"), "ES": ("EN",)}.get(kind, ())
        if before == after and before in joins:
            kinds[spot] = before
    start = 0
    for kind, group in groupby([*kinds]):  # W5
        end = start + len(list(group))
        if kind == "ET" and "EN" in (*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6


def _strong(kind: str) -> str:
    """Return the direction a character counts for in N0 to N2, "" for neutral ones."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


@cache
def _bracket(letter: str) -> tuple[str, bool]:
    """Return the closing partner of a bracket and whether it opens; "" for what is none.

    Openers are mirrored Ps, closers mirrored Pe; a pair's code points are one or two apart.
    """
    if not unicodedata.mirrored(letter):
        return "", False
    category = unicodedata.category(letter)
    if category == "Pe":
        return letter, False
    if category == "Ps":
        for step in (1, 2):
            other = chr(ord(letter) + step)
            if unicodedata.category(other) == "Pe" and unicodedata.mirrored(other):
                return other, True
    return "", False


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the bracket pairs in the order of their openers (BD16)."""
    open_ones: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for spot, letter in enumerate(text):
        closer, opens = _bracket(letter) if kinds[spot] == "ON" else ("", False)
        if opens:
            if len(open_ones) == _MOST_OPEN:
                return []
            open_ones.append((closer, spot))
        elif closer:
            for depth in reversed(range(len(open_ones))):
                if open_ones[depth][0] == closer:
                    found.append((open_ones[depth][1], spot))
                    del open_ones[depth:]
                    break
    return sorted(found)


def _resolve_brackets(text: str, kinds: list[str], base: str) -> None:
    """Apply N0: a pair runs as what it holds does, or as the text before it."""
    original = [*kinds]
    for first, last in _pairs(text, original):
        inside = {_strong(kind) for kind in kinds[first + 1 : last]} - {""}
        if base in inside:
            direction = base
        elif inside:
            before = (_strong(kind) for kind in reversed(kinds[:first]))
            context = next((kind for kind in before if kind), base)
            direction = context if context in inside else base
        else:
            continue
        for spot in (first, last):
            kinds[spot] = direction
            following = spot + 1
            while following < len(text) and unicodedata.bidirectional(text[following]) == "NSM":
                kinds[following] = direction
                following += 1


def _resolve_neutral(kinds: list[str], base: str) -> None:
    """Apply N1 and N2: neutrals take the direction of both sides, or the paragraph's."""
    start = 0
    for neutral, group in groupby([kind in _NEUTRAL for kind in kinds]):
        end = start + len(list(group))
        if neutral:
            before = _strong(kinds[start - 1]) if start else base
            after = _strong(kinds[end]) if end < len(kinds) else base
            kinds[start:end] = [before if before == after else base] * (end - start)
        start = end


def visual_order(line_levels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, level) of a line's runs from left to right (L2).

    A run is as long a stretch of one level as there is.
    """
    if line_levels and not any(line_levels):
        yield 0, len(line_levels), 0
        return
    runs: list[tuple[int, int, int]] = []
    start = 0
    for level, group in groupby(line_levels):
        end = start + len(list(group))
        runs.append((start, end, level))
        start = end
    for least in range(max((level for _, _, level in runs), default=0), 0, -1):
        runs = _turned(runs, least)
    yield from runs


def _turned(runs: list[tuple[int, int, int]], least: int) -> list[tuple[int, int, int]]:
    """Return the runs with every stretch at or above a level in reverse order."""
    found: list[tuple[int, int, int]] = []
    for above, group in groupby(runs, key=lambda run: run[2] >= least):
        stretch = list(group)
        found += reversed(stretch) if above else stretch
    return found
