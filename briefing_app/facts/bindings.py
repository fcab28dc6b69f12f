"""A bound cell found again by its labels, when rows, columns or worksheets moved; never a guess.

The worksheet and the table narrow the search where they still fit; the address and the value only
confirm what the labels say, they never stand in for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing_app.facts.axis import bare_key, label_key
from briefing_app.facts.cells import CellOf
from briefing_app.facts.labels import TableLabels
from briefing_app.facts.syntax import Path
from briefing_app.model.data_table import DataTable
from briefing_app.model.slide_plan import Binding


@dataclass(frozen=True, slots=True)
class Found:
    """The cell is where it was. unchanged: and its value is what it was."""

    binding: Binding
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The labels stand at another address now. binding: as it is from now on."""

    binding: Binding
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several cells have these labels now; a person must say which is meant."""

    candidates: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """No cell has these labels any more."""


Again = Found | Moved | Ambiguous | Lost


def find_again(binding: Binding, tables: Sequence[DataTable]) -> Again:
    """Return what became of a bound cell. tables: those of the workbook as it is now."""
    return finder(tables)(binding)


def finder(tables: Sequence[DataTable]) -> Callable[[Binding], Again]:
    """Return :func:`find_again` for many bindings: the labels of the tables are read once."""
    by_key = [
        (key, [_Paths(TableLabels(table), key) for table in tables])
        for key in (label_key, bare_key)
    ]

    def find(binding: Binding) -> Again:
        for key, known in by_key:
            row = tuple(map(key, binding.row_path))
            column = tuple(map(key, binding.column_path))
            cells = [cell for paths in known for cell in paths.cells(row, column)]
            if cells:
                return _one_of(binding, cells)
        return Lost()

    return find


class _Paths:
    """Where each path of labels stands in a table."""

    def __init__(self, labels: TableLabels, key: Callable[[str], str]) -> None:
        self._labels = labels
        self._key = key

    @cached_property
    def _rows(self) -> dict[Path, list[int]]:
        return self._by_path(self._labels.rows.paths)

    @cached_property
    def _columns(self) -> dict[Path, list[int]]:
        return self._by_path(self._labels.columns.paths)

    def _by_path(self, paths: Sequence[Path]) -> dict[Path, list[int]]:
        found: dict[Path, list[int]] = {}
        for number, path in enumerate(paths):
            found.setdefault(tuple(map(self._key, path)), []).append(number)
        return found

    def cells(self, row: Path, column: Path) -> Iterator[CellOf]:
        """Return the cells whose labels have these keys."""
        for number in self._columns.get(column, ()):
            for place in self._rows.get(row, ()):
                yield CellOf(self._labels, place, number)


_Candidate = tuple[CellOf, Binding]


def _one_of(binding: Binding, cells: Sequence[CellOf]) -> Again:
    candidates = _nearest(binding, [(cell, cell.binding()) for cell in cells])
    if len(candidates) > 1:
        candidates = _confirmed(binding, candidates) or candidates
    if len(candidates) > 1:
        return Ambiguous(tuple(now for _, now in candidates))
    now = candidates[0][1]
    unchanged = now.value_fingerprint == binding.value_fingerprint
    stays = (now.sheet, now.address) == (binding.sheet, binding.address)
    return Found(now, unchanged) if stays else Moved(now, unchanged)


def _nearest(was: Binding, candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates on the same worksheet, in the same table, or both where they agree."""
    sheet = [pair for pair in candidates if pair[1].sheet.casefold() == was.sheet.casefold()]
    table = [pair for pair in candidates if was.table and _name(pair[1]) == _name(was)]
    both = [pair for pair in sheet if pair in table]
    either = [pair for pair in candidates if pair in sheet or pair in table]
    return both or either or candidates


def _name(binding: Binding) -> str:
    return label_key(binding.table)


def _confirmed(binding: Binding, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the one candidate whose address and value are as they were, if no other has either.

    Two tables with the same labels on one worksheet are told apart so while nothing has moved.
    """
    same = [pair for pair in candidates if pair[1].value_fingerprint == binding.value_fingerprint]
    if len(same) != 1:
        return []
    now = same[0][1]
    return same if (now.sheet, now.address) == (binding.sheet, binding.address) else []
