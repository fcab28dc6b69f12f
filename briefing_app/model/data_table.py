"""A data table: a rectangle of a worksheet read as headers and values, however it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.model.cell_range import CellRange, cell_address
from briefing_app.model.cell_value import Value, number
from briefing_app.model.quick_values import quick


class FoundBy(StrEnum):
    """How a data table was found."""

    TABLE = "table"
    """An Excel table (ListObject)."""
    NAME = "name"
    """A defined name."""
    PRINT_AREA = "print_area"
    BLOCK = "block"
    """A block of filled cells."""


class TableKind(StrEnum):
    """What sort of table it is."""

    CROSS_TAB = "cross-tab"
    """Figures by row label and column header."""
    RECORDS = "records"
    """One record per row, the columns its fields; to be summed up before it is charted."""
    KEY_VALUE = "key-value"
    """Labels with one figure each, without a header."""


class Orientation(StrEnum):
    """Where the variables of a table run."""

    COLUMNS = "columns"
    """Each value column is one variable; rows are its cases or points in time."""
    ROWS = "rows"
    """Each row is one variable; columns are its cases or points in time: a transposed table."""


@quick
class Column:
    """One column of a data table, header columns included.

    header: path through the header rows, outermost first; values and number_formats: one per
    data row, top to bottom, number formats as Excel format codes; index: 1-based worksheet column.
    """

    header: tuple[str, ...]
    values: tuple[Value, ...]
    number_formats: tuple[str, ...]
    index: int

    @property
    def label(self) -> str:
        """Return the header as one line: the levels that say something, joined by a blank."""
        return " ".join(part for part in self.header if part)

    @property
    def numbers(self) -> tuple[float | None, ...]:
        """Return the values as numbers, None where there is none."""
        return tuple(number(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where data came from: the file's name, without its folder, and the hash of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Computation:
    """How a table that stands in no cells was computed from the records of one that does.

    method: in words, for the source line: ``sum of Sales, 50,000 records``; formulas: for each
    value column one Excel formula per row that gives the same value, without the leading ``=``;
    "" where no single formula does; is_part: groups are gathered or left out.
    """

    method: str
    formulas: tuple[tuple[str, ...], ...]
    is_part: bool = False


@quick
class DataTable:
    """Header rows, header columns and values, with what a person needs to trust them.

    id: how `briefing tables` names it (``Sheet#1``: the first on that sheet); name: its Excel
    table's or defined name, or ""; cells: the whole table with its headers, without title and
    notes; header_rows and header_cols: counts; columns: all of them, the first ``header_cols``
    hold the row labels; total_rows: 0-based data rows that are totals of others.
    """

    id: str
    name: str
    cells: CellRange
    header_rows: int
    header_cols: int
    columns: tuple[Column, ...]
    found_by: FoundBy
    workbook: Workbook
    title: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    total_rows: tuple[int, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    row_numbers: tuple[int, ...] = ()
    """1-based worksheet row of each data row (hidden rows are left out)."""
    kind: TableKind = TableKind.CROSS_TAB
    orientation: Orientation = Orientation.COLUMNS
    header_height: int = 0
    header_width: int = 0
    """Worksheet rows and columns that the headers take, blank ones between them counted; hidden
    rows are not, hidden columns are where they hold labels."""
    column_units: tuple[str, ...] = ()
    """The unit of each column where units differ, "" where a column says none; or ()."""
    row_levels: tuple[int, ...] = ()
    """The level of each data row in the hierarchy that indents show, 0 outermost; () when flat."""
    computed: Computation | None = None
    """Of a summary: how it came about; then ``cells`` are those of the records, and row numbers
    and column indexes only count."""

    @property
    def row_count(self) -> int:
        """Return the number of data rows."""
        return len(self.row_numbers)

    @property
    def label_columns(self) -> tuple[Column, ...]:
        """Return the header columns."""
        return self.columns[: self.header_cols]

    @property
    def value_columns(self) -> tuple[Column, ...]:
        """Return the columns that hold the values."""
        return self.columns[self.header_cols :]

    def address(self, row: int, column: int) -> str:
        """Return the A1 address of a data cell; row and column are 0-based within the data."""
        return cell_address(self.row_numbers[row], self.columns[column].index)
