"""What was asked for of one exhibit, in one language, before its kind is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_app.errors import Place
from briefing_app.model.cell_range import cell_address
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.labels import said
from briefing_app.story.exhibit_units import exhibit_unit


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, in one language."""

    table: DataTable
    options: dict[str, str]
    title: str
    unit: str
    """As it was asked for, "" to take the table's."""
    language: str
    message: str
    place: Place
    words: Mapping[str, str]
    """What labels are called in the language; the table's are already."""

    def unit_of(self, columns: Sequence[Column]) -> str:
        """Return the unit beside an exhibit of some columns."""
        return self.unit or exhibit_unit(self.table, columns, self.language)

    def names(self, option: str) -> tuple[str, ...]:
        """Return the names that an option lists."""
        names = (name.strip() for name in self.options.get(option, "").split(","))
        return tuple(said(name, self.words) for name in names if name)

    def address(self, row: int, column: Column) -> str:
        """Return where a cell stands; "" in a table that was computed and stands nowhere."""
        if self.table.computed:
            return ""
        return cell_address(self.table.row_numbers[row], column.index)
