"""What stands around a table: title and unit above it, source and notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing_app.excel.cell_values import one_line
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import split_unit, unit_line
from briefing_app.model.cell_range import CellRange

_SOURCE = re.compile(
    r"\s*(?:data\s+)?(?:sources?|quellen?|datenquellen?|fuentes?|fontes?|来源|资料来源|数据来源|出典|資料)"
    r"\s*[:\uff1a]\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    r"\s*(?:notes?\b|footnotes?\b|remarks?\b|anmerkung(?:en)?\b|hinweise?\b|fußnoten?\b|注\s*[:\uff1a\d]|备注"
    r"|说明\s*[:\uff1a]|\(?\d{1,2}[)\]]\s|\[\d{1,2}\]|\([a-z]\)|[a-z]\)\s|\[[a-z]\]|\*|†|‡|[¹²³⁴⁵⁶⁷⁸⁹]|©|copyright\b"
    r"|p\s*=\s*provisional|n/?a\s*[=:]|\.\.\s*[=:]?\s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:table|tab\.|tabelle|figure|fig\.|exhibit|chart|abbildung|abb\.|表|图)\s*[\dA-Z]",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"(?:table|tab\.|tabelle|figure|exhibit|表|图)\s*[\w.-]*[:.]?", re.IGNORECASE
)
_LINES_ABOVE = 6
_LINES_BELOW = 40
_GAP_ABOVE = 1
_GAP_BELOW = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts that belong to a table; "" and () where there are none."""

    title: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    texts: tuple[str, ...]


def is_annotation(text: str) -> bool:
    """Return whether a line is a source or a note."""
    return bool(_SOURCE.match(text) or _NOTE.match(text))


def lone_text(grid: SheetGrid, row: int, left: int, right: int) -> str:
    """Return the text of a row that holds one text and nothing else between two columns, or ""."""
    filled = grid.filled(row, left, right)
    value = grid.value(row, filled[0]) if len(filled) == 1 else ""
    return value if isinstance(value, str) else ""


def surroundings(
    grid: SheetGrid, cells: CellRange, others: Sequence[CellRange] = ()
) -> Surroundings:
    """Return what stands around a table. others: the other tables of the sheet, never read into."""
    titles: list[str] = []
    unit = source = ""
    notes: list[str] = []
    for text in (text for line in _above(grid, cells, others) for text in line.texts):
        found = _SOURCE.match(text)
        if found:
            source = source or one_line(found["text"])
        elif _NOTE.match(text):
            notes.append(one_line(text))
        elif unit_line(text):
            unit = unit or unit_line(text)
        else:
            titles.append(one_line(text))
    title, subtitles = _title(titles)
    title, unit_in_title = split_unit(title)
    source_below, notes_below = _below(grid, cells, others)
    return Surroundings(
        title, unit or unit_in_title, source_below or source, (*subtitles, *notes, *notes_below)
    )


def _title(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return (title, the lines below it).

    The title is the line that is numbered (``Table 3``), else the topmost; a line with nothing
    but the number takes in the next. What stands above a numbered title names the publication.
    """
    start = next((i for i, line in enumerate(lines) if _NUMBERED.match(line)), 0)
    lines = lines[start:]
    if len(lines) > 1 and _ONLY_NUMBER.fullmatch(lines[0]):
        return f"{lines[0].rstrip('.:')}: {lines[1]}", lines[2:]
    return (lines[0], lines[1:]) if lines else ("", ())


def _above(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> list[_Line]:
    """Return the lines of text above a table, top to bottom, with at most a blank row between."""
    above_others = [o for o in others if o.bottom < cells.top and _beside(o, cells)]
    stop = max((other.bottom for other in above_others), default=0)
    lines: list[_Line] = []
    below = cells.top
    for row in reversed(grid.rows(max(stop + 1, cells.top - 200), cells.top - 1)):
        texts = _line(grid, row, cells)
        if not texts or grid.rows_apart(row, below) > _GAP_ABOVE or len(lines) == _LINES_ABOVE:
            break
        if stop and any(is_annotation(text) for text in texts):
            break  # it belongs to the table above
        lines.append(_Line(row, texts))
        below = row
    return lines[::-1]


def _line(grid: SheetGrid, row: int, cells: CellRange) -> tuple[str, ...]:
    """Return the texts of a line: one alone, or one and units; () when the row is something else.

    A line that starts left of the table stands over it, too, when nothing else is in the row.
    """
    columns = grid.filled(row, cells.left, cells.right)
    if not columns:
        columns = list(grid.values.get(row, ()))
        if len(columns) != 1 or columns[0] > cells.right:
            return ()
    values = [grid.value(row, column) for column in columns]
    texts = tuple(value for value in values if isinstance(value, str))
    plain = [text for text in texts if not unit_line(text)]
    return texts if len(texts) == len(values) and len(plain) <= 1 else ()


def _beside(one: CellRange, other: CellRange) -> bool:
    return one.left <= other.right and other.left <= one.right


def _below(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> tuple[str, list[str]]:
    """Return (source, notes) below a table: lines that begin like one, and what continues them."""
    source = ""
    notes: list[str] = []
    last = cells.bottom
    for row, text in _lines_below(grid, cells, others):
        found = _SOURCE.match(text)
        if found:
            source = source or found["text"].strip()
        elif _NOTE.match(text) or ((notes or source) and grid.rows_apart(last, row) == 0):
            notes.append(one_line(text))
        else:
            break
        last = row
    return one_line(source), notes


def _lines_below(
    grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]
) -> Iterator[tuple[int, str]]:
    below_others = [o for o in others if o.top > cells.bottom and _beside(o, cells)]
    stop = min((other.top for other in below_others), default=cells.bottom + 400)
    last = cells.bottom
    for row in grid.rows(cells.bottom + 1, stop - 1)[:_LINES_BELOW]:
        text = lone_text(grid, row, cells.left, cells.right)
        if not text or grid.rows_apart(last, row) > _GAP_BELOW:
            return
        yield row, text
        last = row
