"""What stands above a table and, with it, all around: title, unit, source and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing_app.excel.annotations import (
    LineKind,
    is_annotation,
    is_code,
    is_enumerated,
    is_masthead,
    is_numbered,
    is_only_number,
    is_pair,
    is_sectioned,
    is_statement,
    key_kind,
    line_kind,
    source_text,
)
from briefing_app.excel.below_tables import is_beside, texts_below
from briefing_app.excel.cell_values import one_line
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import (
    first_clause,
    has_scale,
    split_unit,
    unit_line,
    unit_of,
    unit_within,
)
from briefing_app.model.cell_range import CellRange

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
    """A scale over the first table of a sheet, for those below it that say no unit themselves."""


@dataclass(slots=True)
class _Found:
    """What the lines above a table say, top to bottom."""

    titles: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    """Of each title, in which group of lines it stands: 0 touches the table."""
    fields: list[str] = field(default_factory=list)
    """Texts that stand several to a row: a form's more often than a title."""
    named: str = ""
    unit: str = ""
    pair_unit: str = ""
    """A unit beside something else in its line, taken where no line says one by itself."""
    source: str = ""
    publishers: list[str] = field(default_factory=list)
    """Names of organisations, which stand for the source where nothing says one."""
    organisations: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def lone_text(grid: SheetGrid, row: int, left: int, right: int) -> str:
    """Return the text of a row that holds one text and nothing else between two columns, or ""."""
    filled = grid.filled(row, left, right)
    value = grid.value(row, filled[0]) if len(filled) == 1 else ""
    return value if isinstance(value, str) else ""


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
    found = _Found()
    for group, texts in _above(grid, cells, others):
        _sort_line(found, texts, near=group == 0)
        found.groups += [group] * (len(found.titles) - len(found.groups))
    title, subtitles = _title(found, repeated, several=bool(others))
    if not title and (item := next(filter(is_enumerated, found.notes), "")):
        title = item
        found.notes.remove(item)
    banner = banner or _heading_beside(grid, cells, others)
    if banner and banner != title and (others or not title):
        subtitles = [*([title] if title else []), *subtitles]
        title = banner
    first = _first_above(cells, others)
    sheet_title, sheet_unit = _sheet_head(grid, first, repeated) if first else ("", "")
    if not title:
        corner = corner or (_panel_name(grid, cells, first) if first else "")
        corner = corner if line_kind(corner) is LineKind.TITLE else ""
        title = ": ".join(filter(None, (sheet_title, corner)))
    title, unit_in_title = split_unit(title)
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
        sheet_unit,
    )


def _first_above(cells: CellRange, others: Sequence[CellRange]) -> CellRange | None:
    """Return the topmost table of the sheet where another one stands above this."""
    first = min(others, key=lambda other: other.top, default=cells)
    return first if first.bottom < cells.top else None


def _sheet_head(grid: SheetGrid, first: CellRange, repeated: frozenset[str]) -> tuple[str, str]:
    """Return (title, unit with a scale) over the first of several tables one below the other."""
    found = _Found()
    for group, texts in _above(grid, first, ()):
        _sort_line(found, texts, near=group == 0)
        found.groups += [group] * (len(found.titles) - len(found.groups))
    title, in_title = split_unit(_title(found, repeated, several=False)[0])
    unit = found.unit or in_title
    return title, unit if has_scale(unit) else ""


def _panel_name(grid: SheetGrid, cells: CellRange, first: CellRange) -> str:
    """Return the text in the corner that alone differs from the headers of the first table."""
    one, other = (
        [grid.value(part.top, column) for column in range(part.left, part.right + 1)]
        for part in (first, cells)
    )
    name = other[0]
    return name if isinstance(name, str) and one[0] != name and one[1:] == other[1:] else ""


def _heading_beside(grid: SheetGrid, cells: CellRange, others: Sequence[CellRange]) -> str:
    """Return the text right above a table where each of those beside it has one of its own."""
    beside = [o for o in others if o.top <= cells.bottom and cells.top <= o.bottom]
    texts = [lone_text(grid, o.top - 1, o.left, o.right) for o in (cells, *beside) if o.top > 1]
    own = len(texts) > 1 and len(texts) == len(beside) + 1 and all(texts)
    is_title = own and line_kind(texts[0]) is LineKind.TITLE and len(set(texts)) == len(texts)
    return one_line(texts[0]) if is_title else ""


def _sort_line(found: _Found, texts: Sequence[str], *, near: bool) -> None:
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
        if is_numbered(number):
            texts = (f"{number.strip().rstrip('.:')}: {name.strip()}",)
    elif not near and sum(line_kind(text) is LineKind.TITLE for text in texts) > 1:
        found.fields += map(one_line, texts)
        explained = len(texts) == 2 and " " not in texts[0].strip()
        found.pair_unit = found.pair_unit or (split_unit(texts[1])[1] if explained else "")
        return
    elif len(texts) > 1 and line_kind(texts[0]) is LineKind.ORGANISATION:
        _sort_text(found, texts[0])
        found.notes += [one_line(text) for text in texts[1:] if not unit_line(text)]
        texts = tuple(text for text in texts[1:] if unit_line(text))
    for text in texts:
        _sort_text(found, text)


def _sort_pair(found: _Found, key: str, text: str) -> None:
    kind = key_kind(key)
    if kind is LineKind.TITLE:
        found.named = found.named or one_line(text)
    elif kind is LineKind.UNIT:
        found.unit = found.unit or one_line(text)
    else:
        found.source = found.source or one_line(text)


def _sort_text(found: _Found, text: str) -> None:
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
    elif kind is LineKind.TITLE and key_kind(text.partition(":")[0]) is LineKind.UNIT:
        found.pair_unit = found.pair_unit or one_line(text.partition(":")[2])
    elif kind is LineKind.TITLE and _is_list_entry(text, found.titles):
        found.notes.append(one_line(text))
    elif kind is LineKind.TITLE:
        found.titles.append(one_line(text))
    elif kind is LineKind.ORGANISATION and not found.titles:
        found.organisations.append(one_line(text))
    else:
        found.notes.append(one_line(text))


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


def _title(found: _Found, repeated: frozenset[str], *, several: bool) -> tuple[str, Sequence[str]]:
    """Return (title, the lines below it).

    The title is the line that is numbered (``Table 3``) or names a statement of accounts, else
    the topmost one that does not stand on other sheets, too; where a sheet has several tables,
    the topmost of the lines next to this one. A line with nothing but the number takes in the
    next. What stands above a numbered title names the publication. Where nothing else is there,
    the name of the organisation is what a reader sees as title.
    """
    if found.named:
        return found.named, found.titles
    lines = found.titles or found.fields or found.organisations[-1:]
    start = _first(lines, is_numbered)
    if start is None:
        start = _first(lines, is_statement)
    if start is None:
        start = _first(lines, is_sectioned)
    if start is None and found.titles:
        nearest = max(found.groups)
        near = lines[found.groups.index(min(found.groups))]
        if several and (min(found.groups) == 0 or _says_something(near)):
            nearest = min(found.groups)
        start = next(i for i, group in enumerate(found.groups) if group <= nearest)
        own = [i for i in range(start, len(lines)) if _plain(lines[i]) not in repeated]
        start = next((i for i in own if _says_something(lines[i])), start)
    start = start or 0
    label = bool(lines) and is_only_number(lines[start])
    if label and start and (len(lines) == start + 1 or is_pair(lines[start + 1])):
        start -= 1  # the number stands in a list below the title
    lines = lines[start:]
    if len(lines) > 1 and is_only_number(lines[0]):
        return f"{lines[0].rstrip('.:')}: {lines[1]}", lines[2:]
    return (lines[0], lines[1:]) if lines else ("", ())


def _says_something(line: str) -> bool:
    """Return whether a line may be a title by itself: ``Annual`` or ``2019`` only tells a part."""
    return (len(line.split()) > 1 and not is_code(line)) or (not line.isascii() and len(line) > 3)


def _first(lines: Sequence[str], is_kind: Callable[[str], bool]) -> int | None:
    return next((i for i, line in enumerate(lines) if is_kind(line)), None)


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
        if stop and any(is_annotation(t) and not (item and is_enumerated(t)) for t in texts):
            break  # it belongs to the table above
        if texts:
            group += grid.rows_apart(row, below) > 0
            lines.append((group, texts))
            below = row
    yield from reversed(lines)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def repeated_lines(grids: Sequence[SheetGrid]) -> frozenset[str]:
    """Return the lines at the top of several worksheets that say the same: a publication's name."""
    seen: Counter[str] = Counter()
    for grid in grids:
        here: set[str] = set()
        for row in grid.rows(1, _LINES_ABOVE):
            cells = grid.values[row]
            if len(cells) <= _CELLS_OF_A_LINE:
                here |= {_plain(value) for value in cells.values() if isinstance(value, str)}
        seen.update(here)
    return frozenset(line for line, count in seen.items() if count > 1)


def _line(grid: SheetGrid, row: int, cells: CellRange) -> tuple[str, ...]:
    """Return the texts of a line above a table: a few, and at most dates or numbers beside them.

    A line that starts left of the table stands over it, too, when nothing else is in the row.
    """
    columns = grid.filled(row, cells.left, cells.right)
    if not columns:
        columns = [column for column in grid.values.get(row, ()) if column <= cells.right][-1:]
    values = [grid.value(row, column) for column in columns]
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) > _CELLS_OF_A_LINE:
        return tuple(text for text in texts if is_masthead(text))
    return texts if len(values) <= len(texts) + 1 else ()
