"""The preset patterns (ECMA-376-1, 20.1.10.51 ST_PresetPatternVal) as squares of 8 by 8 dots.

The standard names them and shows pictures; the dots here are worked out from the names: percents
by ordered dithering, lines by their direction, distance and weight, the rest drawn by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

SIDE = 8
Dots = tuple[int, ...]
"""Eight rows of eight bits, the leftmost the highest; 1 is the fore colour."""

_BAYER = (
    (0, 32, 8, 40, 2, 34, 10, 42),
    (48, 16, 56, 24, 50, 18, 58, 26),
    (12, 44, 4, 36, 14, 46, 6, 38),
    (60, 28, 52, 20, 62, 30, 54, 22),
    (3, 35, 11, 43, 1, 33, 9, 41),
    (51, 19, 59, 27, 49, 17, 57, 25),
    (15, 47, 7, 39, 13, 45, 5, 37),
    (63, 31, 55, 23, 61, 29, 53, 21),
)


def _rows(is_fore: Callable[[int, int], bool]) -> Dots:
    return tuple(sum((0x80 >> x) for x in range(SIDE) if is_fore(x, y)) for y in range(SIDE))


def _percent(share: int) -> Dots:
    return _rows(lambda x, y: _BAYER[y][x] * 100 < share * 64)


def _across(period: int, weight: int) -> Dots:
    return _rows(lambda _x, y: y % period < weight)


def _upright(period: int, weight: int) -> Dots:
    return _rows(lambda x, _y: x % period < weight)


def _falling(period: int, weight: int) -> Dots:
    return _rows(lambda x, y: (x - y) % period < weight)


def _rising(period: int, weight: int) -> Dots:
    return _rows(lambda x, y: (x + y) % period < weight)


def _either(first: Dots, second: Dots) -> Dots:
    return tuple(a | b for a, b in zip(first, second, strict=True))


def _drawn(text: str) -> Dots:
    return tuple(int(row, 16) for row in text.split())


_PERCENTS = (5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)


@cache
def _patterns() -> dict[str, Dots]:
    found = {f"pct{share}": _percent(share) for share in _PERCENTS}
    return found | {
        "horz": _across(8, 1),
        "vert": _upright(8, 1),
        "ltHorz": _across(4, 1),
        "ltVert": _upright(4, 1),
        "dkHorz": _across(4, 2),
        "dkVert": _upright(4, 2),
        "narHorz": _across(2, 1),
        "narVert": _upright(2, 1),
        "dnDiag": _falling(8, 1),
        "upDiag": _rising(8, 1),
        "ltDnDiag": _falling(4, 1),
        "ltUpDiag": _rising(4, 1),
        "dkDnDiag": _falling(4, 2),
        "dkUpDiag": _rising(4, 2),
        "wdDnDiag": _falling(8, 3),
        "wdUpDiag": _rising(8, 3),
        "cross": _either(_across(8, 1), _upright(8, 1)),
        "diagCross": _either(_falling(8, 1), _rising(8, 1)),
        "smGrid": _either(_across(4, 1), _upright(4, 1)),
        "lgGrid": _either(_across(8, 1), _upright(8, 1)),
        "dotGrid": _rows(lambda x, y: (x == 0 and y % 2 == 0) or (y == 0 and x % 2 == 0)),
        "openDmnd": _either(_falling(8, 1), _rising(8, 1)),
        "dotDmnd": _drawn("80 00 22 00 08 00 22 00"),
        "solidDmnd": _rows(lambda x, y: abs(x - 3) + abs(y - 3) <= 3),
        "smCheck": _rows(lambda x, y: (x // 2 + y // 2) % 2 == 0),
        "lgCheck": _rows(lambda x, y: (x // 4 + y // 4) % 2 == 0),
        "dashHorz": _drawn("f0 00 00 00 0f 00 00 00"),
        "dashVert": _drawn("80 80 80 80 08 08 08 08"),
        "dashDnDiag": _drawn("00 00 88 44 22 11 00 00"),
        "dashUpDiag": _drawn("00 00 11 22 44 88 00 00"),
        "smConfetti": _drawn("80 08 40 02 10 01 20 04"),
        "lgConfetti": _drawn("b1 30 03 1b d8 c0 0c 8d"),
        "zigZag": _drawn("81 42 24 18 81 42 24 18"),
        "wave": _drawn("00 18 25 c0 00 18 25 c0"),
        "diagBrick": _drawn("01 02 04 08 18 24 42 81"),
        "horzBrick": _drawn("ff 80 80 80 ff 08 08 08"),
        "weave": _drawn("88 54 22 45 88 14 22 51"),
        "plaid": _drawn("aa 55 aa 55 f0 f0 f0 f0"),
        "divot": _drawn("00 10 08 10 00 80 01 80"),
        "shingle": _drawn("03 84 48 30 0c 02 01 01"),
        "trellis": _drawn("ff 66 ff 99 ff 66 ff 99"),
        "sphere": _drawn("77 89 8f 8f 77 98 f8 f8"),
    }


def pattern_dots(name: str) -> Dots:
    """Return the dots of a preset pattern; an unknown name is half fore, half back."""
    return _patterns().get(name) or _percent(50)
