"""What only the raw XML of a worksheet tells: hidden, merged, and formulas never calculated.

openpyxl computes nothing and reads a formula without a stored result as an empty cell; when it
streams it says neither what is hidden nor what is merged.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefing_app.errors import CallError, FileDamaged, FileUnsafe, Place
from briefing_app.model.cell_range import MAX_ROW, cell_address, parse_cell
from briefing_app.ooxml.spreadsheet import ON, REMEDY, S


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
class SheetScan:
    """Raw facts of one worksheet.

    formulas: how many formula cells there are; uncached: those without a stored result; zeros:
    those whose stored result is exactly 0; hidden_rows and hidden_columns: (first, last) spans,
    ascending; merged: ranges in A1 form.
    """

    formulas: int
    uncached: tuple[Formula, ...]
    zeros: tuple[Formula, ...]
    hidden_rows: tuple[tuple[int, int], ...]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[str, ...]


_ROW, _COL, _MERGE = f"{{{S}}}row", f"{{{S}}}col", f"{{{S}}}mergeCell"
_CELL, _FORMULA, _VALUE = f"{{{S}}}c", f"{{{S}}}f", f"{{{S}}}v"


def element_ends(content: bytes, place: Place, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield elements as they end; raises FileUnsafe for a document type, FileDamaged if broken."""
    try:
        events = etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            tag=("{*}worksheet", "{*}sst", "{*}styleSheet", *tags),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
        )
        first = True
        for event, element in events:
            if first:
                first = False
                if element.getroottree().docinfo.doctype:
                    raise FileUnsafe(
                        "A sheet declares a document type, which no workbook needs.",
                        remedy="Do not open the file; ask where it comes from.",
                        place=place,
                    )
            if event == "end" and element.tag in tags:
                yield element
    except etree.XMLSyntaxError as cause:
        raise FileDamaged(
            f"A sheet is not well-formed XML ({cause}).", remedy=REMEDY, place=place
        ) from cause
    if first:
        raise FileDamaged("A part is not what it should be.", remedy=REMEDY, place=place)


def scan_sheet(content: bytes, place: Place) -> SheetScan:
    """Return the raw facts of a worksheet part; raises FileDamaged and FileUnsafe.

    Rows and cells without an address follow the one before (18.3.1.73, 18.3.1.4).
    """
    formulas = _FormulaScan()
    rows: list[tuple[int, int]] = []
    columns: list[tuple[int, int]] = []
    merged: list[str] = []
    number = 0
    try:
        for element in element_ends(content, place, (_ROW, _COL, _MERGE)):
            if element.tag == _ROW:
                number = _row_number(element, number)
                if element.get("hidden") in ON or _is_nothing(element.get("ht")):
                    rows.append((number, number))
                formulas.scan(element, number)
                _forget(element)
            elif element.tag == _COL:
                if element.get("hidden") in ON or _is_nothing(element.get("width")):
                    columns.append(_column_span(element))
            else:
                merged.append(element.get("ref", ""))
    except (ValueError, OverflowError, CallError) as cause:
        raise FileDamaged(
            "A row, column or cell has an impossible address.", remedy=REMEDY, place=place
        ) from cause
    return SheetScan(
        formulas.count,
        tuple(formulas.uncached),
        tuple(formulas.zeros),
        _joined(rows),
        _joined(columns),
        tuple(merged),
    )


def _row_number(row: etree._Element, before: int) -> int:
    written = row.get("r")
    number = int(float(written)) if written else before + 1
    if not 1 <= number <= MAX_ROW:
        raise ValueError("a row number is out of range")
    return number


def _column_span(columns: etree._Element) -> tuple[int, int]:
    first, last = int(columns.get("min", "")), int(columns.get("max", ""))
    if not 1 <= first <= last:
        raise ValueError("a span of columns ends before it starts")
    return first, last


def _is_nothing(size: str | None) -> bool:
    return size is not None and float(size) == 0


def _forget(element: etree._Element) -> None:
    """Free an element and those before it, so that a large sheet never stands in memory whole."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in ascending order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _column_number(cell: etree._Element) -> int:
    """Return the 1-based column of a cell; without an address it follows the one before."""
    steps = 0
    place: etree._Element | None = cell
    while place is not None:
        address = place.get("r")
        if address:
            return parse_cell(address)[1] + steps
        steps += 1
        place = place.getprevious()
    return steps


class _FormulaScan:
    """Collects the formula cells of a sheet, row by row."""

    def __init__(self) -> None:
        self.count = 0
        self.uncached: list[Formula] = []
        self.zeros: list[Formula] = []
        self._shared: dict[str, tuple[str, str]] = {}

    def scan(self, row: etree._Element, number: int) -> None:
        """Take in the formulas of one row element."""
        for formula in row.iter(_FORMULA):
            cell = formula.getparent()
            if cell is not None and cell.tag == _CELL:
                self._take(cell, formula, number, _column_number(cell))

    def _take(self, cell: etree._Element, formula: etree._Element, row: int, column: int) -> None:
        self.count += 1
        address = cell_address(row, column)
        text, origin = formula.text or "", address
        if formula.get("t") == "shared":
            index = formula.get("si", "")
            if text:
                self._shared[index] = (text, address)
            else:
                text, origin = self._shared.get(index, ("", address))
        value = cell.findtext(_VALUE)
        # An empty result is a result only where it is a text: ="" gives t="str" and an empty v.
        if value is None or (not value and cell.get("t") != "str"):
            self.uncached.append(Formula(row, column, text, origin if origin != address else ""))
        elif value == "0" and cell.get("t", "n") == "n":
            self.zeros.append(Formula(row, column, text, origin if origin != address else ""))
