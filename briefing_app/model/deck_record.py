"""What a deck knows of its figures, and what became of them in the workbooks as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.model.slide_plan import BoundFigure, BoundValue, Provenance


@dataclass(frozen=True, slots=True)
class RecordedExhibit:
    """An exhibit as it was built. shape: its key; cells: its data table's range, without the sheet.

    number_format: the Excel format code of all its figures, "" where each has its cell's.
    """

    shape: str
    workbook: str
    sheet: str
    cells: str
    table: str
    number_format: str
    figures: tuple[BoundFigure, ...]


@dataclass(frozen=True, slots=True)
class RecordedValue:
    """A value in a text as it was built. shape: key of the text; shown: as printed."""

    shape: str
    shown: str
    value: BoundValue


@dataclass(frozen=True, slots=True)
class RecordedSlide:
    """What a slide shows of workbooks.

    creation_id: of the slide, the same wherever it stands; sources: of its exhibit, as ranges.
    """

    creation_id: str
    sources: tuple[Provenance, ...] = ()
    exhibits: tuple[RecordedExhibit, ...] = ()
    values: tuple[RecordedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckRecord:
    """What a deck was made from. sources: (file name, SHA-256) of each workbook, each once."""

    language: str
    sources: tuple[tuple[str, str], ...]
    slides: tuple[RecordedSlide, ...]


class Status(StrEnum):
    """What became of a figure."""

    SAME = "same"
    """The same value in the same cell."""
    CHANGED = "changed"
    """Another value, whether its cell moved or not."""
    MOVED = "moved"
    """The same value in another cell."""
    AMBIGUOUS = "ambiguous"
    """Several cells may be meant: a person must say which."""
    LOST = "lost"
    """No cell has its labels any more, or the formula cannot be computed any more."""


@dataclass(frozen=True, slots=True)
class FigureNow:
    """One figure of a deck beside the workbook as it is now.

    cell, cell_now: with worksheet, as formulas write them, a computed value's as ranges, cell_now
    "" where none is known; was, shown_now: as printed, shown_now "" likewise; candidates: cells
    that may be meant, or for a lost figure those that are nearest; why: what failed, or "".
    """

    shape: str
    cell: str
    status: Status
    was: str
    shown_now: str = ""
    cell_now: str = ""
    candidates: tuple[str, ...] = ()
    why: str = ""
    unseen: bool = False
    """The value changed, and what is printed did not."""

    def to_json(self, slide: int) -> dict[str, object]:
        """Return the JSON form of the contract ``briefing.check/1``. slide: 1-based."""
        known = self.status not in (Status.AMBIGUOUS, Status.LOST)
        return {
            "slide": slide,
            "shape": self.shape,
            "cell": self.cell,
            "status": self.status.value,
            "was": self.was,
            "is": self.shown_now if known else None,
            "cell_now": self.cell_now if known else None,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class TableNow:
    """What became of a data table. was, now: ranges with worksheet, "" where none is known.

    candidates: the ranges of tables that may be meant, where no one can be told from the others.
    """

    was: str
    now: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExhibitNow:
    """What became of an exhibit: of its table, and of each of its figures."""

    shape: str
    table: TableNow
    figures: tuple[FigureNow, ...]


def cells_of(value: BoundValue) -> str:
    """Return the cells of a computed value as ranges: ``Data!B4, Data!C4:C6``."""
    return ", ".join(origin.cells for origin in value.origins)
