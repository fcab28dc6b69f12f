"""Marks in the cells of a table: characters in a colour, so that they move with their cell.

A table's cell can hold nothing but text, and a table cannot be grouped with shapes; a mark made of
characters is copied, sorted and edited with its row.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from briefing_app.charts.palette import Colour, Palette
from briefing_app.deck.table_rules import solid_fill
from briefing_app.deck.text_body import RunFormat, run
from briefing_app.model.chart_spec import CellMark, TableSpec, Tone
from briefing_app.ooxml.elements import Xml
from briefing_app.typeset.metrics import Metrics, TextStyle

GAP = "\u2002"
"""An en space between a mark and the text of its cell."""
_SYMBOLS, _BLOCKS = "Segoe UI Symbol", "Arial"
"""Faces that have the characters: theirs in PowerPoint, measured as what stands in for them."""
_OVERLAP = 30
"""Hundredths of a point by which blocks overlap, so that no light shows between them."""
_AMBER = Colour("", "D98E04")


def mark_of(spec: TableSpec, row: int, column: int) -> CellMark | None:
    """Return the mark of a cell of the body, None for none."""
    return spec.marks[row][column] if spec.marks else None


def mark_width(spec: TableSpec, row: int, column: int, style: TextStyle, metrics: Metrics) -> float:
    """Return the points that a mark and the gap behind it take at a table's type size."""
    mark = mark_of(spec, row, column)
    if mark is None:
        return 0.0
    set_as = replace(style, latin=_face(mark), size_pt=style.size_pt * mark.size)
    gap = 0.0 if mark.alone else metrics.width(GAP, style)
    return metrics.width(mark.glyphs, set_as) + gap


def _face(mark: CellMark) -> str:
    return _BLOCKS if mark.glyphs[0] in "█▌" else _SYMBOLS


@lru_cache
def _fonts(face: str) -> Xml:
    return Xml(
        "".join(f'<a:{script} typeface="{face}"/>' for script in ("latin", "ea", "cs", "sym"))
    )


def is_alone(spec: TableSpec, column: int) -> bool:
    """Return whether a column holds marks without texts and is therefore centred."""
    marks = [row[column] for row in spec.marks]
    return any(marks) and all(mark is None or (mark.alone and mark.size == 1.0) for mark in marks)


def mark_run(mark: CellMark, style: RunFormat, palette: Palette) -> Xml:
    """Return the runs of a mark and of the gap behind it."""
    colours = {
        Tone.FOCUS: palette.focus,
        Tone.POSITIVE: palette.positive,
        Tone.CAUTION: _AMBER,
        Tone.NEGATIVE: palette.negative,
        Tone.MUTED: palette.muted,
    }
    size_pt = round(style.size_pt * mark.size * 2) / 2
    face = _face(mark)
    marked = replace(
        style,
        size_pt=size_pt,
        fill=solid_fill(colours[mark.tone]),
        fonts=_fonts(face),
        closer=_OVERLAP if face == _BLOCKS else 0,
    )
    drawn = run(mark.glyphs, marked)
    return drawn if mark.alone else Xml(drawn + run(GAP, style))
