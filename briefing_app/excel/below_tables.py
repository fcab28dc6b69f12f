"""What stands below a table: its source, its notes, at times its unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing_app.excel.annotations import (
    COPYRIGHT,
    EXTRACTED,
    SOURCE,
    LineKind,
    bulleted_source,
    is_annotation,
    is_publisher,
    key_kind,
    line_kind,
    source_text,
)
from briefing_app.excel.cell_values import one_line
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import (
    says_unit,
    unit_line,
)
from briefing_app.model.cell_range import CellRange

_LINES_BELOW = 60
_GAP_BELOW = 4
_GAP_IN_NOTES = 2
_CELLS_OF_A_LINE = 3
_SENTENCE = 40
"""Characters from which on a line below a table is a note even where nothing marks it as one."""


def is_beside(one: CellRange, other: CellRange) -> bool:
    """Return whether two ranges share a column."""
    return one.left <= other.right and other.left <= one.right


@dataclass(slots=True)
class TextsBelow:
    """What the lines below a table say; "" and empty where they say nothing."""

    source: str = ""
    unit: str = ""
    notes: list[str] = field(default_factory=list)
    second: list[tuple[int, str]] = field(default_factory=list)
    """What stands for a source where no line says one: (rank, text), the lowest rank first."""


def texts_below(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> TextsBelow:
    """Return source, unit and notes below a table.

    Notes are lines that begin like one, and what continues them. Without a line that says
    ``Source``, a heading that does, a line that tells where the data were extracted, the
    copyright or the name of an organisation stands for it, in this order. A line that says
    ``Source`` counts wherever it stands before the next table.
    """
    found = TextsBelow()
    last, heading, going = cells.bottom, "", True
    for row, texts in _lines_below(grid, cells, others):
        allowed = _GAP_BELOW if last == cells.bottom else _GAP_IN_NOTES
        going = going and grid.rows_apart(last, row) <= allowed
        text = " ".join(texts)
        if heading:
            _add_pair(found, heading, text)
            heading = ""
        elif len(texts) > 1 and key_kind(texts[0]):
            _add_pair(found, texts[0], " ".join(texts[1:]))
        elif any(map(_says_source, texts)):
            said = next(filter(_says_source, texts))
            found.source = found.source or source_text(said)
        elif key_kind(text):
            heading = text
        elif going:
            near = not others or grid.rows_apart(last, row) == 0
            going = _add_line(found, text, near=near)
        last = row
    if found.second:
        found.source = found.source or min(found.second, key=lambda item: item[0])[1]
    return found


def _says_source(text: str) -> bool:
    match = SOURCE.match(text)
    return match is not None and bool(match["text"].strip())


def _add_pair(found: TextsBelow, key: str, text: str) -> None:
    kind = key_kind(key)
    if kind is LineKind.SOURCE:
        found.second.append((0, text))
    elif kind is LineKind.UNIT:
        found.unit = found.unit or one_line(text)
    else:
        found.notes.append(one_line(f"{key} {text}"))


def _add_line(found: TextsBelow, text: str, *, near: bool) -> bool:
    """Add a line below a table; return whether it belongs there. near: nothing blank above it."""
    begun = bool(found.notes or found.source or found.second)
    found.unit = found.unit or (unit_line(text) if says_unit(text) else "")
    if EXTRACTED.match(text):
        found.second.append((1, text))
    elif said := bulleted_source(text):
        found.second.append((4, source_text(said)))
        found.notes.append(one_line(text))
    elif COPYRIGHT.match(text):
        found.second.append((2, text))
    elif is_publisher(text):
        found.second.append((3, text))
    elif not any(map(str.isalnum, text)):
        return True  # a rule between table and notes
    elif _is_note(text, begun=begun, near=near) or line_kind(text) is LineKind.ISSUE:
        found.notes.append(one_line(text))
    else:
        return False
    return True


def _is_note(text: str, *, begun: bool, near: bool) -> bool:
    return is_annotation(text) or len(text) >= _SENTENCE or (begun and near)


def _lines_below(
    grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (row, texts) of the lines between a table and the next one below it."""
    below_others = [o for o in others if o.top > cells.bottom and is_beside(o, cells)]
    stop = min((other.top for other in below_others), default=cells.bottom + 400)
    for row in grid.rows(cells.bottom + 1, stop - 1)[:_LINES_BELOW]:
        left = max(
            (o.right + 1 for o in others if o.right < cells.left and row <= o.bottom), default=1
        )
        filled = grid.filled(row, left, cells.right)
        values = [grid.value(row, column) for column in filled]
        texts = tuple(value for value in values if isinstance(value, str))
        if len(values) > _CELLS_OF_A_LINE:
            if len(texts) < len(values):
                return
            continue  # headers that are said again below the figures
        if texts:
            yield row, texts
