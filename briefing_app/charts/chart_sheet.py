"""The worksheet of a chart while it is being filled: a column at a time, referred to by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.model.cell_range import column_letters
from briefing_app.model.cell_value import GENERAL

Cell = float | str | None


@dataclass
class ChartSheet:
    """Columns in their order; what is added first stands to the left."""

    columns: list[SheetColumn] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame) -> ChartSheet:
        """Return a sheet with the categories and the series of a chart."""
        return cls(frame.input_columns())

    def input(self, header: str, values: Sequence[Cell], code: str = GENERAL) -> int:
        """Add a column that a person would edit and return its 0-based number."""
        self.columns.append(SheetColumn(header, values, code))
        return len(self.columns) - 1

    def helper(
        self, header: str, values: Sequence[Cell], formulas: Sequence[str] = (), code: str = GENERAL
    ) -> int:
        """Add a column that the drawing needs and return its 0-based number.

        formulas: one per value, "" for none.
        """
        self.columns.append(SheetColumn(header, values, code, helper=True, formulas=formulas))
        return len(self.columns) - 1

    def numbers(self, column: int) -> tuple[float | None, ...]:
        """Return the numbers in a column; texts are None."""
        return tuple(v if isinstance(v, float) else None for v in self.columns[column].values)


def cell(column: int, row: int) -> str:
    """Return the address of the cell of a 0-based column in a 0-based row below the header."""
    return f"{column_letters(column + 1)}{row + 2}"


def fixed(column: int, count: int) -> str:
    """Return the absolute address of the first ``count`` cells of a column below its header."""
    letters = column_letters(column + 1)
    return f"${letters}$2:${letters}${count + 1}"
