"""What a chart or a table shows, independent of PowerPoint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing_app.model.cell_value import GENERAL, Missing


class ChartKind(StrEnum):
    """The kinds of chart, named as a topic library names them."""

    COLUMN = "column"
    STACKED_COLUMN = "stacked column"
    BAR = "bar"
    STACKED_BAR = "stacked bar"
    LINE = "line"
    WATERFALL = "waterfall"


@dataclass(frozen=True, slots=True)
class Series:
    """One series. values: one per category, a number or why there is none.

    cells: the A1 reference of its values in the source workbook, with sheet, or ""; addresses: the
    A1 address of each value's cell, or () where the values are not cells of it.
    """

    name: str
    values: tuple[float | Missing, ...]
    number_format: str = GENERAL
    cells: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart before PowerPoint knows of it.

    categories: texts as shown; time: the categories are points in time, in order; focus: names of
    the series, or of the categories of a single series, that the headline speaks of;
    total_categories (waterfall): 0-based categories that are levels (start, subtotals, end) and
    not changes; show_totals: totals over stacks; number_format: one Excel format code for all
    labels and the axis; language: whose decimal marks and words are used.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    unit: str = ""
    number_format: str = GENERAL
    language: str = "en"
    time: bool = False
    focus: tuple[str, ...] = ()
    total_categories: tuple[int, ...] = ()
    show_totals: bool = True
    message: str = ""
    """The action title it serves; it opens the alternative text."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A native table: texts as they are printed.

    compares: the columns but the first stand against each other, as equals; heads that
    ``focus_heads`` names are in the focus colour.

    header: one text per column; rows: texts per row; numeric: which columns hold numbers and are
    set right-aligned; total_rows: 0-based rows set bold with a rule above; focus_rows: tinted.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total_rows: tuple[int, ...] = ()
    focus_rows: tuple[int, ...] = ()
    addresses: tuple[tuple[str, ...], ...] = ()
    """The A1 address of each text's cell in the source workbook, or () where they are no cells."""
    longest: tuple[str, ...] = ()
    """Of a part of a long table: the widest text of each column of the whole, so that all parts
    are set alike; empty otherwise."""
    title: str = ""
    unit: str = ""
    language: str = "en"
    message: str = ""
    compares: bool = False
    focus_heads: tuple[str, ...] = ()
