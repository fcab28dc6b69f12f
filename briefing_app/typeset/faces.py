"""The tables of advance widths and line metrics, as assets/metrics/extract_metrics.py writes them.

All figures leave this module in millionths of an em, as integers: sums of them are exact, so the
same text has the same width on every machine and every Python.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing_app.errors import FileDamaged

EM = 1_000_000
SCHEMA = "briefing.metrics/1"
_NOT_A_TABLE = f"A font metrics table cannot be read: it is not of the form {SCHEMA}."
_REMEDY = "Write the table anew with extract_metrics.py from the font it was made from."


class Advances:
    """Advance widths of the characters of a face, in millionths of an em.

    Segments stay coded until they are asked for: a CJK face has 44,000 characters, a deck uses
    some hundreds.
    """

    __slots__ = ("_decoded", "_em", "_firsts", "_segments")

    def __init__(self, segments: Sequence[Sequence[int]], em: int) -> None:
        """Take the segments as extract_metrics.py codes them, in font units, em to the em."""
        self._segments = segments
        self._firsts = [segment[0] for segment in segments]
        self._em = em
        self._decoded: dict[int, list[int]] = {}

    def get(self, code: int) -> int | None:
        """Return the advance of the character, or None when the face lacks it."""
        index = bisect_right(self._firsts, code) - 1
        if index < 0:
            return None
        if index not in self._decoded:
            self._decoded[index] = self._decode(self._segments[index])
        advances = self._decoded[index]
        offset = code - self._firsts[index]
        return advances[offset] if offset < len(advances) else None

    def _decode(self, segment: Sequence[int]) -> list[int]:
        advances: list[int] = []
        for figure in segment[1:]:
            if figure < 0:
                advances.extend([advances[-1]] * -figure)
            else:
                advances.append(round(figure * EM / self._em))
        return advances


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family; ascent, descent and default in millionths of an em."""

    advances: Advances
    ascent: int
    descent: int
    default: int


@dataclass(frozen=True, slots=True)
class Family:
    """A family's faces by style; a style that it lacks is measured by the nearest that it has."""

    name: str
    also: tuple[str, ...]
    scripts: tuple[str, ...]
    source: str
    faces: dict[str, Face]

    def face(self, *, bold: bool, italic: bool) -> Face:
        """Return the face of the style, or of the same weight upright, or the regular one."""
        for style in (_style(bold, italic), _style(bold, italic=False), "regular"):
            if style in self.faces:
                return self.faces[style]
        return next(iter(self.faces.values()))


def _style(bold: bool, italic: bool) -> str:
    words = [word for word, wanted in (("bold", bold), ("italic", italic)) if wanted]
    return " ".join(words) or "regular"


def _face(figures: dict[str, Any]) -> Face:
    em = int(figures["em"])
    ascent, descent, _ = (round(figure * EM / em) for figure in figures["hhea"])
    win_ascent, win_descent = (round(figure * EM / em) for figure in figures["win"])
    if win_ascent + win_descent > ascent + descent:
        # What Windows keeps free so that nothing is cut off.
        ascent, descent = win_ascent, win_descent
    return Face(
        advances=Advances(figures["advances"], em),
        ascent=ascent,
        descent=descent,
        default=round(figures["default"] * EM / em),
    )


def read_table(table: bytes) -> Family:
    """Return the family that a table describes.

    Raises FileDamaged when it is not a metrics table of the schema that this program knows.
    """
    try:
        return _family(json.loads(table))
    except (ValueError, KeyError, TypeError, IndexError, ZeroDivisionError) as damage:
        raise FileDamaged(_NOT_A_TABLE, remedy=_REMEDY) from damage


def _family(content: dict[str, Any]) -> Family:
    """Return the family of a decoded table; raises ValueError and the like on another shape."""
    if content["schema"] != SCHEMA or not content["faces"]:
        raise ValueError(content["schema"])
    source = content["source"]
    return Family(
        name=str(content["family"]),
        also=tuple(content["also"]),
        scripts=tuple(content["scripts"]),
        source=f"{source['font']} {source['version']}, {source['licence']}",
        faces={style: _face(figures) for style, figures in content["faces"].items()},
    )
