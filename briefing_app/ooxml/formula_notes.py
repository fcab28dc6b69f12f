"""What is noted of a worksheet's formulas while its rows are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing_app.model.cell_range import cell_address
from briefing_app.ooxml.sheet_cells import Formula

_LINK = re.compile(r"\[\d+\][^\[\],]*!|\[\d+\]!")


@dataclass(slots=True)
class FormulaNotes:
    """How many formulas there are, those without a result, and those whose result is exactly 0.

    doubts_zeros: whether the last are noted; linked: those that refer to another
    workbook.
    """

    doubts_zeros: bool = False
    count: int = 0
    uncached: list[Formula] = field(default_factory=list)
    zeros: list[Formula] = field(default_factory=list)
    linked: list[Formula] = field(default_factory=list)
    _shared: dict[str, tuple[str, str]] = field(default_factory=dict)

    def note_link(self, row: int, column: int, text: str) -> None:
        """Note a formula that refers to another workbook: ``[1]Sheet!A1`` (18.17.2.3)."""
        if "[" in text and _LINK.search(text):
            self.linked.append(Formula(row, column, text))

    def shared(self, row: int, column: int, index: str) -> Formula:
        """Return the formula of a cell that shares one written elsewhere (18.3.1.40)."""
        text, origin = self._shared.get(index, ("", ""))
        return Formula(row, column, text, origin)

    def share(self, row: int, column: int, index: str, text: str) -> None:
        """Note a formula that other cells share."""
        self._shared[index] = (text, cell_address(row, column))
