"""What stands above a table and, with it, all around: title, unit, source and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing_app.excel.annotations import (
    LineKind,
    is_annotation,
    is_enumerated,
    is_masthead,
    is_numbered,
    is_only_number,
    is_pair,
    is_statement,
    is_table_code,
    key_kind,
    line_kind,
    source_text,
)
from briefing_app.excel.below_tables import is_beside, texts_below
from briefing_app.excel.cell_types import CellType, cell_type
from briefing_app.excel.cell_values import one_line
from briefing_app.excel.headings import lone_text, own_heading
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.title_lines import LinesAbove, plain, title_of
from briefing_app.excel.units import (
    first_clause,
    has_scale,
    split_unit,
    unit_line,
    unit_of,
    unit_within,
)
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Value

__all__ = ["Surroundings", "is_annotation", "lone_text", "surroundings"]

_LINES_ABOVE = 16
_GAP_ABOVE = 10
"""Visible blank rows between a table and a line above it where no other table is above both."""
_CELLS_OF_A_LINE = 3
_PARTS = re.compile(r"\s*[|\u00b7\u2022;]\s*|\s{3,}")
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts that belong to a table; "" and () where there are none."""

    title: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    sheet_unit: str = ""
    """A scale over the first table of a sheet, or a unit amid a line above this one.

    It is for tables that say no unit themselves.
    """


def surroundings(
    grid: SheetGrid,
    cells: CellRange,
    others: Sequence[CellRange] = (),
    banner: str = "",
    corner: str = "",
    repeated: frozenset[str] = frozenset(),
) -> Surroundings:
    """Return what stands around a table.

    others: the other tables of the sheet, never read into; banner: a header over all its values,
    which names the table where it is one of several, or where nothing stands above it; corner:
    the text in its corner, which names it where nothing else does; repeated: lines that stand on
    several sheets and name the publication.
    """
    found = LinesAbove()
    for group, texts in _above(grid, cells, others):
        _sort_line(found, texts, near=group == 0)
        found.groups += [group] * (len(found.titles) - len(found.groups))
        if found.unit and found.unit_group < 0:
            found.unit_group = group
    title, subtitles = title_of(found, repeated, several=bool(others))
    if not title and (item := next(filter(is_enumerated, found.notes), "")):
        title = item
        found.notes.remove(item)
    banner = own_heading(grid, cells, others, banner, title)
    if banner and banner != title and (others or not title):
        subtitles = [*([title] if title else []), *subtitles]
        title = banner
    first = _first_above(cells, others)
    sheet_title, sheet_unit = _sheet_head(grid, first, repeated) if first else ("", "")
    if not title:
        corner = corner or (_panel_name(grid, cells, first) if first else "")
        corner = corner if line_kind(corner) is LineKind.TITLE else ""
        title = ": ".join(filter(None, (sheet_title, corner)))
    bare, unit_in_title = split_unit(title)
    title = bare if title.startswith(bare) else title  # a unit in the middle stays
    in_subtitles = next((unit for line in subtitles[:2] if (unit := split_unit(line)[1])), "")
    in_subtitles = in_subtitles or unit_within(title)
    below = texts_below(grid, cells, others)
    publisher = ", ".join([name for name in found.publishers if name != title][:2])
    source = below.source or found.source or publisher
    return Surroundings(
        title,
        found.unit or below.unit or unit_in_title or in_subtitles or found.pair_unit,
        one_line(source),
        (*subtitles, *found.notes, *below.notes),
        (sheet_unit if _goes_for(grid, sheet_unit, first, cells) else "")
        or next(filter(None, map(unit_within, subtitles[:2])), ""),
    )


def _first_above(cells: CellRange, others: Sequence[CellRange]) -> CellRange | None:
    """Return the topmost table of the sheet where another one stands above this."""
    first = min(others, key=lambda other: other.top, default=cells)
    return first if first.bottom < cells.top else None


def _sheet_head(grid: SheetGrid, first: CellRange, repeated: frozenset[str]) -> tuple[str, str]:
    """Return (title, unit) over the first of several tables one below the other.

    The unit in the lines that touch this table is its own where others head the sheet.
    """
    found, over = LinesAbove(), LinesAbove()
    for group, texts in _above(grid, first, ()):
        if group:
            _sort_line(over, texts, near=False)
        _sort_line(found, texts, near=group == 0)
        found.groups += [group] * (len(found.titles) - len(found.groups))
    title, in_title = split_unit(title_of(found, repeated, several=False)[0])
    own = bool(over.titles) and len(found.titles) > len(over.titles)
    return title, (over if own else found).unit or in_title


def _goes_for(grid: SheetGrid, unit: str, first: CellRange | None, cells: CellRange) -> bool:
    """Return whether a unit over the first table of a sheet is that of a later one, too."""
    return first is not None and (has_scale(unit) or _has_header_of(grid, first, cells))


def _has_header_of(grid: SheetGrid, one: CellRange, other: CellRange) -> bool:
    """Return whether two tables begin with the same names: they hold the same of other things."""
    first, second = (
        [grid.value(part.top, column) for column in range(part.left, part.right + 1)]
        for part in (one, other)
    )
    return first == second and len(first) > 1


def _panel_name(grid: SheetGrid, cells: CellRange, first: CellRange) -> str:
    """Return the text in the corner that alone differs from the headers of the first table."""
    one, other = (
        [grid.value(part.top, column) for column in range(part.left, part.right + 1)]
        for part in (first, cells)
    )
    name = other[0]
    return name if isinstance(name, str) and one[0] != name and one[1:] == other[1:] else ""


def _sort_line(found: LinesAbove, texts: Sequence[str], *, near: bool) -> None:
    """Add a line above a table to what was found; a pair says what its key names.

    near: nothing blank stands between the line and the table.
    """
    at = next((i for i, text in enumerate(texts[:-1]) if key_kind(text)), None)
    if at is not None:
        _sort_pair(found, texts[at], texts[at + 1])
        texts = (*texts[:at], *texts[at + 2 :])
    elif len(texts) > 1 and texts[0].rstrip().endswith((":", "\uff1a")):
        found.pair_unit = found.pair_unit or unit_line(texts[1])
        found.notes.append(one_line(" ".join(texts)))
        return
    elif len(texts) == 2 and sum(map(is_only_number, texts)) == 1:
        number, name = sorted(texts, key=is_only_number, reverse=True)
        if is_numbered(number) or is_table_code(number):
            texts = (f"{number.strip().rstrip('.:')}: {name.strip()}",)
    elif not near and _is_of_a_form(texts):
        found.fields += map(one_line, texts)
        explained = len(texts) == 2 and " " not in texts[0].strip()
        found.pair_unit = found.pair_unit or (split_unit(texts[1])[1] if explained else "")
        return
    elif len(texts) > 1 and line_kind(texts[0]) is LineKind.ORGANISATION:
        _sort_text(found, texts[0])
        told = tuple(text for text in texts[1:] if unit_line(text) or is_statement(text))
        found.notes += [one_line(text) for text in texts[1:] if text not in told]
        texts = told
    for text in texts:
        _sort_text(found, text)


def _is_of_a_form(texts: Sequence[str]) -> bool:
    """Return whether several texts of a row could each be a title, and none says that it is."""
    titles = sum(line_kind(text) is LineKind.TITLE for text in texts)
    return titles > 1 and sum(map(is_statement, texts)) != 1


def _sort_pair(found: LinesAbove, key: str, text: str) -> None:
    kind = key_kind(key)
    if kind is LineKind.TITLE:
        found.named = found.named or one_line(text)
    elif kind is LineKind.UNIT:
        found.unit = found.unit or one_line(text)
    else:
        found.source = found.source or one_line(text)


def _sort_text(found: LinesAbove, text: str) -> None:
    text = _COMMENT.sub("", text)
    if not any(map(str.isalnum, text)) and not unit_line(text):
        return  # a rule between lines
    kind = line_kind(text)
    found.pair_unit = found.pair_unit or _unit_beside(text)
    if kind is LineKind.ORGANISATION:
        found.publishers.append(one_line(text))
    if kind is LineKind.SOURCE:
        found.source = found.source or source_text(text)
    elif kind is LineKind.UNIT:
        found.unit = found.unit or unit_line(text)
    elif found.titles and (unit := unit_of(text) or first_clause(text)):
        found.unit = found.unit or unit
    elif kind is LineKind.TITLE:
        _sort_title(found, text)
    elif kind is LineKind.ORGANISATION and not found.titles:
        found.organisations.append(one_line(text))
    else:
        found.notes.append(one_line(text))


def _sort_title(found: LinesAbove, text: str) -> None:
    """Add a line that may be a title; before a colon it may say so: ``Dataset: Annual wages``."""
    key, _, said = text.partition(":")
    named = key_kind(key)
    if named is LineKind.UNIT:
        found.pair_unit = found.pair_unit or one_line(said)
    elif named is LineKind.TITLE and is_pair(text) and not is_numbered(text):
        found.named = found.named or one_line(said)
    elif _is_list_entry(text, found.titles):
        found.notes.append(one_line(text))
    else:
        found.titles.append(one_line(text))


_COMMENT = re.compile(r"\A\s*+#+\s+(?=\D)")
"""What begins a line of comment in an exported file."""


def _is_list_entry(text: str, titles: Sequence[str]) -> bool:
    """Return whether a line below a title only says one thing more: ``Frequency: Monthly``."""
    return (
        bool(titles)
        and is_pair(text)
        and not is_only_number(titles[-1])
        and not (is_numbered(text))
    )


def _unit_beside(text: str) -> str:
    """Return the unit that is one of several parts of a line: ``Period: 2023 | £'000``."""
    parts = _PARTS.split(text) if len(text) <= _LONGEST_TITLE else []
    return next(filter(None, map(unit_line, parts)), "") if len(parts) > 1 else ""


def _above(
    grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (group, texts) of each line above a table, top to bottom.

    Blank rows divide groups; the one that touches the table is 0.
    """
    above_others = [o for o in others if o.bottom < cells.top and is_beside(o, cells)]
    stop = max((other.bottom for other in above_others), default=0)
    lines: list[tuple[int, tuple[str, ...]]] = []
    below, group = cells.top, 0
    for row in reversed(grid.rows(max(stop + 1, cells.top - 200), cells.top - 1)):
        texts = _line(grid, row, cells)
        gap = _GAP_ABOVE if not stop else 2
        if grid.rows_apart(row, below) > gap or len(lines) == _LINES_ABOVE:
            break
        item = grid.rows_apart(row, cells.top) == 0 < grid.rows_apart(stop, row)
        if lines and not texts and _holds_figures(grid, row, cells):
            break  # key figures, with the page's title above them
        if stop and any(is_annotation(t) and not (item and is_enumerated(t)) for t in texts):
            if not _is_below_title(grid, row, cells):
                break  # it belongs to the table above
        elif stop and any(map(is_enumerated, texts)) and _is_below_note(grid, row, cells):
            break
        if texts:
            group += grid.rows_apart(row, below) > 0
            lines.append((group, texts))
            below = row
    yield from reversed(lines)


def _is_below_title(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    """Return whether the unbroken lines above a source begin with a numbered title."""
    first = row
    while row - first < _LINES_ABOVE and first - 1 in grid.values:
        first -= 1
    texts = _line(grid, first, cells) if first < row else ()
    return bool(texts) and is_numbered(texts[0])


def _is_below_note(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    """Return whether the line right above another is a source or a note."""
    above = _line(grid, row - 1, cells) if row - 1 in grid.values else ()
    return any(map(is_annotation, above))


def _holds_figures(grid: SheetGrid, row: int, cells: CellRange) -> bool:
    values = [grid.value(row, column) for column in grid.filled(row, cells.left, cells.right)]
    return sum(isinstance(value, float) for value in values) > 1


def repeated_lines(grids: Sequence[SheetGrid]) -> frozenset[str]:
    """Return the lines at the top of several worksheets that say the same: a publication's name."""
    seen: Counter[str] = Counter()
    for grid in grids:
        here: set[str] = set()
        for row in grid.rows(1, _LINES_ABOVE):
            cells = grid.values[row]
            if len(cells) <= _CELLS_OF_A_LINE:
                here |= {plain(value) for value in cells.values() if isinstance(value, str)}
        seen.update(here)
    return frozenset(line for line, count in seen.items() if count > 1)


def _line(grid: SheetGrid, row: int, cells: CellRange) -> tuple[str, ...]:
    """Return the texts of a line above a table: a few, and at most dates or numbers beside them.

    A line that starts left of the table stands over it, too, when nothing else is in the row.
    """
    columns = grid.filled(row, cells.left, cells.right)
    if not columns:
        own = grid.values.get(row, {})
        if len(own) == 1 and isinstance(unit := own.get(cells.right + 1), str) and unit_line(unit):
            return (unit,)
        columns = [column for column in own if column <= cells.right][-1:]
    values = [grid.value(row, column) for column in columns]
    texts = tuple(value for value in values if isinstance(value, str))
    if _is_running_head(grid.values.get(row, {})):
        return ()
    if len(texts) > _CELLS_OF_A_LINE:
        return tuple(text for text in texts if is_masthead(text))
    return texts if len(values) <= len(texts) + 1 else ()


def _is_running_head(cells: Mapping[int, Value]) -> bool:
    """Return whether a row is a date, a text and the number of a page, and nothing else."""
    if len(cells) != _CELLS_OF_A_LINE:
        return False
    date, text, page = (cells[column] for column in sorted(cells))
    dated = cell_type(date) is CellType.PERIOD and isinstance(text, str)
    return dated and cell_type(page) is CellType.NUMBER
