"""What was asked for of one exhibit, in one language, before its kind is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_app.errors import Place
from briefing_app.model.cell_range import cell_address
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.labels import said
from briefing_app.story.exhibit_units import exhibit_unit

YES = frozenset({"", "yes", "on", "true", "ja", "an", "wahr", "是", "有"})
NO = frozenset({"no", "none", "off", "false", "nein", "keine", "aus", "falsch", "否", "无"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, in one language."""

    table: DataTable
    asked: tuple[tuple[str, str], ...]
    """The options, by their English names; one may stand several times."""
    title: str
    unit: str
    """As it was asked for, "" to take the table's."""
    language: str
    message: str
    place: Place
    words: Mapping[str, str]
    """What labels are called in the language; the table's are already."""

    @property
    def options(self) -> dict[str, str]:
        """Return the options by name, of several with one name the last."""
        return dict(self.asked)

    def all_of(self, option: str) -> tuple[str, ...]:
        """Return what is said of an option, each time that it stands there."""
        return tuple(value for name, value in self.asked if name == option)

    def unit_of(self, columns: Sequence[Column]) -> str:
        """Return the unit beside an exhibit of some columns."""
        return self.unit or exhibit_unit(self.table, columns, self.language)

    def names(self, option: str) -> tuple[str, ...]:
        """Return the names that an option lists."""
        names = (name.strip() for name in self.options.get(option, "").split(","))
        return tuple(said(name, self.words) for name in names if name)

    def says(self, option: str) -> bool | None:
        """Return whether an option is said to be on or off; None where it is neither."""
        if option not in self.options:
            return None
        word = self.options[option].casefold()
        return False if word in NO else True if word in YES else None

    def address(self, row: int, column: Column) -> str:
        """Return where a cell stands; "" in a table that was computed and stands nowhere."""
        if self.table.computed:
            return ""
        return cell_address(self.table.row_numbers[row], column.index)
