"""Cells that a formula names: what they hold, what they are called, and why one has no figure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.facts.labels import TableLabels, unit_in
from briefing_app.facts.syntax import Path
from briefing_app.model.cell_range import CellRange, cell_address, quote_sheet
from briefing_app.model.cell_value import Missing, MissingKind, Value
from briefing_app.model.data_table import Column
from briefing_app.model.number_text import is_percent, scale_of
from briefing_app.model.scale_words import power_in
from briefing_app.model.slide_plan import Binding, Provenance


class Unanswerable(ValueError):
    """A formula has no answer. code: of the finding; message and remedy: for a person."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


UNSURE = -1
"""The power of a figure whose unit may be a scale or a measure, such as ``m``."""

_WHY = {
    MissingKind.BLANK: ("is empty", "Fill it in, or name another cell."),
    MissingKind.NOT_AVAILABLE: (
        "says “{text}”: there is no figure",
        "Name a cell with a figure, or write the sentence without it.",
    ),
    MissingKind.SUPPRESSED: (
        "says “{text}”: the publisher keeps the figure back",
        "Name a cell with a figure, or write the sentence without it.",
    ),
    MissingKind.ERROR: ("holds the error {text}", "Correct the formula in Excel and save."),
    MissingKind.UNCALCULATED: (
        "holds a formula that was never calculated",
        "Open the workbook in Excel, let it calculate, and save.",
    ),
}
_power_of = lru_cache(maxsize=256)(power_in)


@dataclass(frozen=True, slots=True)
class CellOf:
    """One cell of a table. row, column: 0-based within the data and the value columns."""

    labels: TableLabels
    row: int
    column: int

    @property
    def _column(self) -> Column:
        table = self.labels.table
        return table.columns[table.header_cols + self.column]

    @property
    def value(self) -> Value:
        """Return what the cell holds."""
        return self._column.values[self.row]

    @property
    def number_format(self) -> str:
        """Return the cell's own Excel format code."""
        return self._column.number_formats[self.row]

    @property
    def place(self) -> tuple[int, int]:
        """Return worksheet row and column, 1-based."""
        return self.labels.table.row_numbers[self.row], self._column.index

    @property
    def address(self) -> str:
        """Return the A1 address."""
        return cell_address(*self.place)

    @property
    def shown(self) -> str:
        """Return the address with its worksheet: ``Sheet!B4``; of a summary, what it sums up."""
        if self.labels.table.computed:
            return f"the summary of {self.labels.table.cells}"
        return f"{quote_sheet(self.labels.table.cells.sheet)}!{self.address}"

    @property
    def row_path(self) -> Path:
        """Return the labels of the row."""
        return self.labels.rows.paths[self.row]

    @property
    def column_path(self) -> Path:
        """Return the labels of the column."""
        return self.labels.columns.paths[self.column]

    @property
    def unit(self) -> str:
        """Return the unit: in brackets in a label of the row or column, else the table's."""
        return unit_in(self.row_path) or self.labels.column_units[self.column]

    @property
    def power(self) -> int:
        """Return the power of ten that the figure stands for, UNSURE where its unit can be two."""
        if is_percent(self.number_format):
            return 0
        power = _power_of(self.unit)
        # A cell that shows millions by its format (0.0,,) holds them in full.
        hidden = 3 * scale_of(self.number_format)
        if power is None:
            return 0 if hidden else UNSURE
        return max(0, power - hidden)

    def why_missing(self) -> Unanswerable | None:
        """Return why the cell has no value, or None when it has one."""
        value = self.value
        if not isinstance(value, Missing):
            return None
        what, remedy = _WHY[value.kind]
        code = f"bound-{value.kind.value.replace(' ', '-')}"
        return Unanswerable(code, f"{self.shown} {what.format(text=value.text)}", remedy)

    def binding(self) -> Binding:
        """Return the tie to this cell."""
        table = self.labels.table
        return Binding(
            workbook=table.workbook.name,
            sheet=table.cells.sheet,
            address=self.address,
            row_path=self.row_path,
            column_path=self.column_path,
            value_fingerprint=fingerprint(self.value),
            table=table.name or table.title,
        )


def fingerprint(value: Value) -> str:
    """Return a short hash that is equal for equal values of the same kind."""
    if isinstance(value, Missing):
        told = f"{value.kind.value}:{value.text}"
    else:
        told = f"{type(value).__name__}:{value!r}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def name_of(path: Path) -> str:
    """Return a path as a formula writes it: ``'Europe' > 'Germany'``."""
    return " > ".join("'" + label.replace("'", "''") + "'" for label in path)


def listed(cells: Iterable[CellOf], most: int = 6) -> str:
    """Return the addresses of the first cells, and how many more there are."""
    addresses = [cell.shown for cell in cells]
    more = f" and {len(addresses) - most} more" if len(addresses) > most else ""
    return ", ".join(addresses[:most]) + more


def origins(cells: Iterable[CellOf]) -> tuple[Provenance, ...]:
    """Return where cells came from: by workbook and worksheet, cells that touch as ranges."""
    sheets: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    computed: dict[Provenance, None] = {}
    for cell in cells:
        table = cell.labels.table
        if table.computed:
            # A summary stands in no cells: it came from all of its records.
            whole = Provenance(table.workbook.name, table.workbook.sha256, str(table.cells))
            computed[whole] = None
            continue
        key = table.workbook.name, table.workbook.sha256, table.cells.sheet
        sheets.setdefault(key, set()).add(cell.place)
    return *computed, *(
        Provenance(name, digest, ", ".join(map(_written, _ranges(sheet, sorted(places)))))
        for (name, digest, sheet), places in sheets.items()
    )


def _written(cells: CellRange) -> str:
    """Return a range as formulas write it, one cell without its colon."""
    first, _, last = str(cells).partition(":")
    return first if first.endswith(f"!{last}") else str(cells)


def _ranges(sheet: str, places: Sequence[tuple[int, int]]) -> list[CellRange]:
    """Return places as rectangles: runs along rows, then equal runs below each other."""
    runs: list[list[int]] = []
    for row, column in places:
        if runs and runs[-1][0] == row and runs[-1][2] == column - 1:
            runs[-1][2] = column
        else:
            runs.append([row, column, column])
    found: dict[tuple[int, int, int], CellRange] = {}
    for row, left, right in runs:
        above = found.pop((row - 1, left, right), None)
        top = above.top if above else row
        found[row, left, right] = CellRange(sheet, top, left, row, right)
    return sorted(found.values())
