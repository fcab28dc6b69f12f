"""A data table found again by its labels, when it moved, grew or has a twin; never a guess.

A table of another edition keeps most of its labels, its worksheet and its title; its values may all
be others. So labels say what fits, worksheet and title which of those it is, and where these do
not say it, most values must agree. Titles are compared without their digits: the year goes on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing_app.facts.axis import bare_key, label_key
from briefing_app.facts.cells import CellOf, fingerprint
from briefing_app.facts.labels import TableLabels
from briefing_app.facts.syntax import Path
from briefing_app.model.cell_range import CellRange, parse_cell
from briefing_app.model.slide_plan import Binding

_ENOUGH = 1.0
"""Shares of row and column labels that must be there again, added up; neither may be 0."""
_MARGIN = 0.25
"""A table whose labels fit so much better is a rival of the one that stands in its place."""
_MOST_VALUES = 0.5
_FEW_CELLS = 3
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A data table as it was. cells: its range, None where only single cells are known of it."""

    sheet: str
    name: str
    cells: CellRange | None
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class TableFound:
    """The table as it is now."""

    table: TableOfCells


@dataclass(frozen=True, slots=True)
class TableUnsure:
    """Tables that may be meant, or one that may be another; a person must say."""

    candidates: tuple[TableOfCells, ...]


@dataclass(frozen=True, slots=True)
class TableLost:
    """No table has the labels any more."""


TableAgain = TableFound | TableUnsure | TableLost


class TableOfCells:
    """A table of the workbook as it is now, whose cells are found by paths of labels."""

    def __init__(self, labels: TableLabels) -> None:
        self.labels = labels
        self.cells = labels.table.cells
        self.name = labels.table.name or labels.table.title

    @cached_property
    def _exact(self) -> tuple[dict[Path, list[int]], dict[Path, list[int]]]:
        return self._by_path(label_key)

    @cached_property
    def bare(self) -> tuple[dict[Path, list[int]], dict[Path, list[int]]]:
        """Return where each path of row and of column labels stands, without footnote marks."""
        return self._by_path(bare_key)

    def _by_path(
        self, key: Callable[[str], str]
    ) -> tuple[dict[Path, list[int]], dict[Path, list[int]]]:
        axes = (self.labels.rows.paths, self.labels.columns.paths)
        found: tuple[dict[Path, list[int]], dict[Path, list[int]]] = ({}, {})
        for paths, places in zip(axes, found, strict=True):
            for number, path in enumerate(paths):
                places.setdefault(tuple(map(key, path)), []).append(number)
        return found

    def cells_of(self, binding: Binding) -> list[CellOf]:
        """Return the cells that have a binding's labels; with other footnote marks if need be."""
        for key, (rows, columns) in ((label_key, self._exact), (bare_key, self.bare)):
            row = tuple(map(key, binding.row_path))
            column = tuple(map(key, binding.column_path))
            if row in rows and column in columns:
                return [CellOf(self.labels, r, c) for c in columns[column] for r in rows[row]]
        return []

    @cached_property
    def _at(self) -> tuple[dict[int, int], dict[int, int]]:
        table = self.labels.table
        rows = {number: row for row, number in enumerate(table.row_numbers)}
        return rows, {column.index: n for n, column in enumerate(table.value_columns)}

    def cell_at(self, binding: Binding) -> CellOf | None:
        """Return the cell at a binding's address where it still has its labels."""
        row, column = parse_cell(binding.address)
        rows, columns = self._at
        if self.cells.sheet != binding.sheet or row not in rows or column not in columns:
            return None
        cell = CellOf(self.labels, rows[row], columns[column])
        as_it_was = (cell.row_path, cell.column_path) == (binding.row_path, binding.column_path)
        return cell if as_it_was else None

    def touches(self, other: TableOfCells) -> bool:
        """Return whether two tables share cells."""
        a, b = self.cells, other.cells
        apart = a.bottom < b.top or b.bottom < a.top or a.right < b.left or b.right < a.left
        return a.sheet == b.sheet and not apart


@dataclass(frozen=True, slots=True)
class _Candidate:
    """How well a table fits. score: shares of labels; agreeing, compared: counts of values."""

    table: TableOfCells
    score: float
    agreeing: int
    compared: int

    @property
    def agrees(self) -> bool:
        """Return whether most values are what they were."""
        return self.compared > 0 and self.agreeing >= _MOST_VALUES * self.compared


def find_table(known: KnownTable, tables: Sequence[TableOfCells]) -> TableAgain:
    """Return what became of a table. tables: those of the workbook as it is now."""
    every = _apart([found for table in tables if (found := _candidate(known, table))])
    near = _narrowed(known, every)
    near = [one for one in near if one.score > max(c.score for c in near) - _MARGIN]
    if not near:
        return TableLost()
    if len(near) > 1:
        stays = [one for one in near if _stays(known, one)]
        near = stays if len(stays) == 1 else near
    if len(near) > 1:
        return TableUnsure(tuple(one.table for one in near))
    (one,) = near
    rivals = [other.table for other in every if _is_rival(other, one)]
    if not one.agrees:
        rivals += _namesakes(known, one.table, tables)
    if rivals or not _is_credible(known, one):
        return TableUnsure((one.table, *rivals))
    return TableFound(one.table)


def _candidate(known: KnownTable, table: TableOfCells) -> _Candidate | None:
    rows, columns = table.bare
    row_share = _share({_bare(b.row_path) for b in known.bindings}, rows)
    column_share = _share({_bare(b.column_path) for b in known.bindings}, columns)
    if not row_share or not column_share or row_share + column_share < _ENOUGH:
        return None
    pairs = [(b, cells[0]) for b in known.bindings if len(cells := table.cells_of(b)) == 1]
    agreeing = sum(b.value_fingerprint == fingerprint(cell.value) for b, cell in pairs)
    return _Candidate(table, (row_share + column_share) / 2, agreeing, len(pairs))


def _bare(path: Path) -> Path:
    return tuple(map(bare_key, path))


def _share(wanted: set[Path], there: Iterable[Path]) -> float:
    return len(wanted.intersection(there)) / max(1, len(wanted))


def _apart(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return candidates that share no cells: of those that do, the one that fits best."""
    kept: list[_Candidate] = []
    for one in sorted(candidates, key=lambda c: -c.score):
        if not any(one.table.touches(other.table) for other in kept):
            kept.append(one)
    return kept


def _narrowed(known: KnownTable, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates with worksheet and title as they were, with either, or all."""
    sheet = [c for c in candidates if _same_sheet(known, c)]
    name = [c for c in candidates if label_key(c.table.name) == label_key(known.name)]
    both = [c for c in sheet if c in name]
    named = name if known.name else []
    return both or [c for c in candidates if c in sheet or c in named] or list(candidates)


def _same_sheet(known: KnownTable, candidate: _Candidate) -> bool:
    return candidate.table.cells.sheet.casefold() == known.sheet.casefold()


def _stays(known: KnownTable, candidate: _Candidate) -> bool:
    """Return whether all cells of a table stand where they stood, with the values they had."""
    return all(
        (cell := candidate.table.cell_at(binding)) is not None
        and fingerprint(cell.value) == binding.value_fingerprint
        for binding in known.bindings
    )


def is_laid_out_as_before(known: KnownTable, table: TableOfCells) -> bool:
    """Return whether a table has its range, and each known label still its place."""
    same = known.cells == table.cells
    return same and all(table.cell_at(binding) is not None for binding in known.bindings)


def _is_rival(one: _Candidate, chosen: _Candidate) -> bool:
    """Return whether another table fits better than the one that has worksheet and title."""
    better = one.score > chosen.score + _MARGIN
    return better and one.agreeing > chosen.agreeing


def _namesakes(
    known: KnownTable, chosen: TableOfCells, tables: Sequence[TableOfCells]
) -> list[TableOfCells]:
    """Return other tables that may be the known one with new labels, so that the chosen is not.

    They have its worksheet and title; without a title they stand where it stood.
    """
    if chosen.cells.sheet.casefold() != known.sheet.casefold():
        return []
    return [
        table
        for table in tables
        if table.cells.sheet == chosen.cells.sheet
        and label_key(table.name) == label_key(known.name)
        and not table.touches(chosen)
        and (known.name or _stands_there(known, table.cells))
    ]


def _stands_there(known: KnownTable, cells: CellRange) -> bool:
    """Return whether a range holds a cell of the table as it was."""
    places = (parse_cell(binding.address) for binding in known.bindings)
    return any(
        cells.top <= row <= cells.bottom and cells.left <= column <= cells.right
        for row, column in places
    )


def _is_credible(known: KnownTable, candidate: _Candidate) -> bool:
    """Return whether worksheet and title, or else the values, say that this is the table."""
    if not _same_sheet(known, candidate):
        named = bool(known.name) and label_key(candidate.table.name) == label_key(known.name)
        return candidate.agrees and (named or candidate.compared >= _FEW_CELLS)
    return candidate.agrees or _names_alike(known.name, candidate.table.name)


_DIGITS = re.compile(r"\d+")


def _names_alike(was: str, now: str) -> bool:
    old, new = (_DIGITS.sub("", label_key(name)) for name in (was, now))
    if not old or not new:
        return old == new
    return old == new or difflib.SequenceMatcher(None, old, new).ratio() >= _ALIKE
