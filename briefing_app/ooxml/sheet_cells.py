"""The cells of a worksheet as its file holds them, stored so that a million of them fit.

Long sheets are stored by columns: a stretch of rows that are written alike is a :class:`Band`. Rows
that are not are kept one by one in :class:`LooseRows`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from briefing_app.model.cell_range import cell_address
from briefing_app.model.cell_value import Missing


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell, 1-based. origin: address of the cell that ``text`` is written for.

    A shared formula (18.3.1.40) is written once; elsewhere its references move along.
    """

    row: int
    column: int
    text: str
    origin: str = ""

    @property
    def address(self) -> str:
        """Return the A1 address."""
        return cell_address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class IsoMoment:
    """The text of a cell of type ``d`` (18.18.11): a date and time of ISO 8601."""

    text: str


Raw = float | str | bool | Missing | IsoMoment
"""What a cell holds before its number format is asked: dates are still numbers of days."""

Cell = tuple[int, Raw, int]
"""1-based column, value, index of the cell's format (``cellXfs``)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One column of a band. values: one per row, None for empty; styles: one for all, or one each.

    formulas: whether the values are results of formulas, for all rows or for each.
    """

    values: array[float] | list[Raw | None]
    styles: int | list[int]
    formulas: bool | list[bool] = False

    def style(self, index: int) -> int:
        """Return the style of the row with this 0-based index."""
        return self.styles if isinstance(self.styles, int) else self.styles[index]

    def is_formula(self, index: int) -> bool:
        """Return whether the row with this 0-based index holds a formula."""
        return self.formulas if isinstance(self.formulas, bool) else self.formulas[index]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that are written alike. rows: ascending numbers; columns: ascending, by number."""

    rows: Sequence[int]
    columns: Mapping[int, Segment]

    def cells(self, index: int) -> Iterator[Cell]:
        """Yield the filled cells of the row with this 0-based index."""
        for column, segment in self.columns.items():
            value = segment.values[index]
            if value is not None:
                yield column, value, segment.style(index)

    def cell(self, index: int, column: int) -> tuple[Raw, int] | None:
        """Return (value, style) of a cell of the row with this 0-based index; None if empty."""
        segment = self.columns.get(column)
        value = segment.values[index] if segment else None
        return (value, segment.style(index)) if segment and value is not None else None

    def formula_columns(self, index: int) -> list[int]:
        """Return the columns whose cells hold formulas in the row with this 0-based index."""
        return [
            column
            for column, segment in self.columns.items()
            if segment.values[index] is not None and segment.is_formula(index)
        ]

    def has_formulas(self, column: int) -> bool:
        """Return whether a column holds a formula with a result."""
        segment = self.columns.get(column)
        return segment is not None and segment.formulas is not False

    def figures(self, column: int) -> Iterator[tuple[int, bool]]:
        """Yield (row, whether it is a formula's result) of the numbers in a column."""
        segment = self.columns.get(column)
        if segment is None:
            return
        known = segment.formulas
        formulas = repeat(known, len(self.rows)) if isinstance(known, bool) else known
        for row, value, is_formula in zip(self.rows, segment.values, formulas, strict=True):
            if isinstance(value, float):
                yield row, is_formula


@dataclass(frozen=True, slots=True)
class LooseRows:
    """Rows kept one by one, ascending, and in each the columns that hold formulas."""

    rows: list[int] = field(default_factory=list)
    content: list[list[Cell]] = field(default_factory=list)
    formulas: list[list[int]] = field(default_factory=list)

    def cells(self, index: int) -> Iterator[Cell]:
        """Yield the filled cells of the row with this 0-based index."""
        yield from self.content[index]

    def cell(self, index: int, column: int) -> tuple[Raw, int] | None:
        """Return (value, style) of a cell of the row with this 0-based index; None if empty."""
        return next(((raw, style) for at, raw, style in self.content[index] if at == column), None)

    def formula_columns(self, index: int) -> list[int]:
        """Return the columns whose cells hold formulas in the row with this 0-based index."""
        return self.formulas[index]

    def has_formulas(self, column: int) -> bool:
        """Return whether a column holds a formula with a result."""
        return any(column in columns for columns in self.formulas)

    def figures(self, column: int) -> Iterator[tuple[int, bool]]:
        """Yield (row, whether it is a formula's result) of the numbers in a column."""
        for index, row in enumerate(self.rows):
            found = self.cell(index, column)
            if found and isinstance(found[0], float):
                yield row, column in self.formulas[index]


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The filled cells of a worksheet: blocks of rows, ascending and apart from each other."""

    blocks: Sequence[Band | LooseRows] = ()
    _firsts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_firsts", [block.rows[0] for block in self.blocks])

    @property
    def row_count(self) -> int:
        """Return the number of stored rows; some of them may be empty."""
        return sum(len(block.rows) for block in self.blocks)

    def locate(self, row: int) -> tuple[Band | LooseRows, int] | None:
        """Return (block, index in it) of a row; None when nothing is stored of it."""
        number = bisect_right(self._firsts, row) - 1
        if number < 0:
            return None
        block = self.blocks[number]
        index = bisect_left(block.rows, row)
        return (block, index) if index < len(block.rows) and block.rows[index] == row else None

    def cells(self, row: int) -> Iterator[Cell]:
        """Yield the filled cells of a row, columns ascending."""
        found = self.locate(row)
        if found:
            yield from found[0].cells(found[1])

    def is_formula(self, row: int, column: int) -> bool:
        """Return whether a cell holds a formula with a result."""
        found = self.locate(row)
        return found is not None and column in found[0].formula_columns(found[1])

    def has_formulas(self, column: int) -> bool:
        """Return whether a column holds a formula with a result."""
        return any(block.has_formulas(column) for block in self.blocks)

    def figures(self, column: int, rows: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """Yield (row, whether it is a formula's result) of a column's numbers in ascending rows."""
        for block in self.blocks:
            start, end = bisect_left(rows, block.rows[0]), bisect_left(rows, block.rows[-1] + 1)
            wanted = set(rows[start:end])
            if wanted:
                yield from (item for item in block.figures(column) if item[0] in wanted)


class CellStore:
    """Takes in the rows of a sheet in the order of its file; out of order, the last one wins."""

    def __init__(self) -> None:
        self._blocks: list[Band | LooseRows] = []
        self._last = 0
        self._in_order = True

    def add_band(self, band: Band) -> None:
        """Add rows that are written alike."""
        self._in_order &= band.rows[0] > self._last
        self._last = band.rows[-1]
        self._blocks.append(band)

    def add_row(self, row: int, cells: list[Cell], formulas: list[int]) -> None:
        """Add one row. cells: columns ascending."""
        self._in_order &= row > self._last
        self._last = row
        if not self._blocks or not isinstance(self._blocks[-1], LooseRows):
            self._blocks.append(LooseRows())
        block = self._blocks[-1]
        if isinstance(block, LooseRows):
            block.rows.append(row)
            block.content.append(cells)
            block.formulas.append(formulas)

    def finish(self) -> SheetCells:
        """Return what was taken in."""
        if self._in_order:
            return SheetCells(tuple(self._blocks))
        merged: dict[int, tuple[dict[int, Cell], set[int]]] = {}
        for block in self._blocks:
            for index, row in enumerate(block.rows):
                cells, formulas = merged.setdefault(row, ({}, set()))
                cells.update((cell[0], cell) for cell in block.cells(index))
                formulas.update(block.formula_columns(index))
        loose = LooseRows()
        for row in sorted(merged):
            cells, formulas = merged[row]
            loose.rows.append(row)
            loose.content.append([cells[column] for column in sorted(cells)])
            loose.formulas.append(sorted(formulas))
        return SheetCells((loose,) if loose.rows else ())
