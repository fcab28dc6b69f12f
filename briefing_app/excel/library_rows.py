"""The rows of a topic library: its sheets found, its cells read as texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing_app.errors import CallError, Place
from briefing_app.excel.cell_values import iso_date, label
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.topic_headers import (
    REQUIRED,
    LibraryColumns,
    LibrarySheet,
    library_columns,
    library_sheet,
)
from briefing_app.model.cell_range import MAX_COLUMN, MAX_ROW, CellRange, cell_address
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.finding import Finding, error, warning
from briefing_app.model.topic import Text
from briefing_app.ooxml.spreadsheet import ExcelTable

_HEADER_WITHIN = 10
_NUMBER = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)")


@dataclass(frozen=True, slots=True)
class LibraryRegion:
    """Where a sheet of the library stands. first_row: the row after its headers."""

    kind: LibrarySheet
    grid: SheetGrid
    cells: CellRange
    first_row: int
    columns: LibraryColumns


def find_library(
    grids: Sequence[SheetGrid], tables: Mapping[str, Sequence[ExcelTable]]
) -> tuple[LibraryRegion, ...]:
    """Return the regions of the library: Excel tables of its names, else sheets of its names.

    A sheet belongs to it only if one of its first rows holds a header that the library knows.
    tables: Excel tables by sheet name. Without topics there is no library.
    """
    found: dict[LibrarySheet, LibraryRegion] = {}
    for grid in grids:
        for kind, cells in _named_regions(grid, tables.get(grid.sheet, ())):
            region = _region(kind, grid, cells)
            if region and kind not in found:
                found[kind] = region
    if LibrarySheet.TOPICS not in found:
        return ()
    return tuple(found[kind] for kind in LibrarySheet if kind in found)


def _named_regions(
    grid: SheetGrid, tables: Sequence[ExcelTable]
) -> Iterator[tuple[LibrarySheet, CellRange]]:
    for table in tables:
        kind = library_sheet(table.name)
        if kind:
            try:
                yield kind, CellRange.parse(grid.sheet, table.ref)
            except CallError:
                continue
    kind = library_sheet(grid.sheet)
    whole = grid.cropped(CellRange(grid.sheet, 1, 1, MAX_ROW, MAX_COLUMN)) if kind else None
    if kind and whole:
        yield kind, whole


def _region(kind: LibrarySheet, grid: SheetGrid, cells: CellRange) -> LibraryRegion | None:
    best: LibraryRegion | None = None
    for row in grid.rows(cells.top, cells.bottom)[:_HEADER_WITHIN]:
        headers = [
            (column, label(grid.value(row, column), grid.number_format(row, column)))
            for column in grid.filled(row, cells.left, cells.right)
        ]
        columns = library_columns(kind, headers)
        if columns.roles & {*REQUIRED[kind]} and (
            best is None or len(columns.roles) > len(best.columns.roles)
        ):
            best = LibraryRegion(kind, grid, cells, row + 1, columns)
    return best


class LibraryRow:
    """One row of a library sheet; texts by role, each cell's problems reported once."""

    def __init__(
        self, region: LibraryRegion, row: int, file: str, report: Callable[[Finding], None]
    ) -> None:
        self._region, self._row, self._file, self._report = region, row, file, report

    def place(self, role: str = "") -> Place:
        """Return the place of a role's cell; without a role or a column, the row's first cell."""
        columns = self._region.columns
        in_languages = columns.by_language.get(role, ())
        column = columns.plain.get(role) or (in_languages[0][1] if in_languages else 0)
        return self._place(column or self._region.cells.left)

    def _place(self, column: int) -> Place:
        return Place(self._file, self._region.grid.sheet, cell_address(self._row, column))

    def plain(self, role: str) -> str:
        """Return the text of a role's column without a language."""
        column = self._region.columns.plain.get(role)
        return self._text(column) if column else ""

    def text(self, role: str) -> Text:
        """Return the text of a role in all its languages."""
        pairs = self._region.columns.by_language.get(role, ())
        by_language = ((code, self._text(column)) for code, column in pairs)
        return Text(self.plain(role), tuple(pair for pair in by_language if pair[1]))

    def extra(self) -> tuple[tuple[str, str], ...]:
        """Return (header, text) of the columns that have no role, the empty ones left out."""
        pairs = ((name, self._text(column)) for name, column in self._region.columns.extra)
        return tuple(pair for pair in pairs if pair[1])

    def order(self) -> float:
        """Return the number in the Order column; rows without one come last."""
        column = self._region.columns.plain.get("order")
        value = self._value(column) if column else None
        if isinstance(value, float):
            return value
        written = self._text(column) if column else ""
        match = _NUMBER.match(written)
        if written and not match:
            self._report(
                warning(
                    "library-order",
                    f"The order “{written}” is not a number; the row comes last.",
                    "Write a number.",
                    self.place("order"),
                )
            )
        return float(match[1].replace(",", ".")) if match else float("inf")

    def _value(self, column: int) -> Value:
        grid = self._region.grid
        value = grid.value(self._row, column)
        if isinstance(value, Missing) and value.kind is MissingKind.BLANK:
            for span in grid.merged:
                if span.top <= self._row <= span.bottom and span.left <= column <= span.right:
                    return grid.value(span.top, span.left)
        return value

    def _text(self, column: int) -> str:
        value = self._value(column)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, Missing):
            if value.kind is MissingKind.ERROR:
                self._report(
                    error(
                        "library-cell-error",
                        f"The cell shows {value.text}.",
                        "Mend the formula, or write the text.",
                        self._place(column),
                    )
                )
            return ""  # a formula without a result is reported for the whole workbook
        if isinstance(value, bool | float):
            return label(value, self._region.grid.number_format(self._row, column))
        return iso_date(value)
