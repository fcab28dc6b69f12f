"""Headings that name one of several tables of a worksheet: over it, or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing_app.excel.annotations import (
    LineKind,
    is_numbered,
    is_only_number,
    is_pair,
    line_kind,
)
from briefing_app.excel.cell_values import one_line
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.title_lines import PHRASE
from briefing_app.model.cell_range import CellRange


def lone_text(grid: SheetGrid, row: int, left: int, right: int) -> str:
    """Return the text of a row that holds one text and nothing else between two columns, or ""."""
    filled = grid.filled(row, left, right)
    value = grid.value(row, filled[0]) if len(filled) == 1 else ""
    return value if isinstance(value, str) else ""


def own_heading(
    grid: SheetGrid, cells: CellRange, others: Sequence[CellRange], banner: str, title: str
) -> str:
    """Return what names this table and no other: its banner, or a heading over or beside it."""
    if _names_axis(banner, title) or _TIME_SPAN.fullmatch(banner.strip()):
        banner = ""
    banner = banner or _heading_beside(grid, cells, others) or _heading_right(grid, cells, others)
    return banner if banner or is_numbered(title) else _heading(grid, cells, others)


def _heading_beside(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> str:
    """Return the text right above a table where each of those beside it has one of its own."""
    beside = [o for o in others if o.top <= cells.bottom and cells.top <= o.bottom]
    texts = [lone_text(grid, o.top - 1, o.left, o.right) for o in (cells, *beside) if o.top > 1]
    own = len(texts) > 1 and len(texts) == len(beside) + 1 and all(texts)
    is_title = own and line_kind(texts[0]) is LineKind.TITLE and len(set(texts)) == len(texts)
    return one_line(texts[0]) if is_title else ""


def _heading_right(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> str:
    """Return the first of the lines that touch a table at the right of another, over it alone."""
    if not any(o.right < cells.left and o.top <= cells.bottom and cells.top <= o.bottom
               for o in others):  # fmt: skip
        return ""
    heading, row = "", cells.top - 1
    while (
        cells.left in grid.values.get(row, ())
        and (text := lone_text(grid, row, cells.left, cells.right))
        and line_kind(text) is LineKind.TITLE
    ):
        heading, row = one_line(text), row - 1
    return heading


_TIME_SPAN = re.compile(
    r"(?:for\s+)?(?:the\s+)?(?:(?:\d+|three|six|nine|twelve)\s+(?:months?|weeks?)"
    r"|(?:fiscal\s+|financial\s+)?(?:years?|quarters?|periods?)|(?:geschäfts)?jahre?|exercices?)"
    r"(?:\s+(?:ended|ending|to|clos)\b.{0,40})?\W*|as\s+(?:at|of|on)\b.{0,40}",
    re.IGNORECASE,
)
"""A header over all values that says of what time they are, and no more."""


def _names_axis(banner: str, title: str) -> bool:
    """Return whether a header over all values is a word, no heading, where a title says more."""
    one_word = len(banner.split()) == 1 and not banner.isupper()
    return one_word and (is_numbered(title) or len(title.split()) >= PHRASE)


def _heading(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> str:
    """Return the last of the lines that touch the first of several tables, where it is its own.

    It is where every table below has one text right above it and nothing next to that: the lines
    above are those of the sheet.
    """
    if not others or any(o.top <= cells.bottom for o in others):
        return ""
    texts = [lone_text(grid, o.top - 1, o.left, o.right) for o in (cells, *others) if o.top > 1]
    if len(texts) <= len(others) or len(set(texts)) < len(texts):
        return ""
    single = all(not grid.has(o.top - 2, o.left, o.right) for o in others)
    titles = all(text and line_kind(text) is LineKind.TITLE for text in texts)
    return one_line(texts[0]) if single and titles and _says_heading(texts[0]) else ""


def _says_heading(text: str) -> bool:
    return not is_pair(text) and not is_only_number(text) and not text[:1].isdecimal()
