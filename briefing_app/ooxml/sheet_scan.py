"""A worksheet part read once: its cells, formulas, what is hidden, merged, filtered.

Plain parts, nearly all there are, are read in stretches of rows that are written alike
(:mod:`row_patterns`), and by an XML parser where a row is written unlike those before it. Any
other part goes through the parser as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from briefing_app.errors import CallError, FileDamaged, Place
from briefing_app.model.cell_range import MAX_COLUMN, MAX_ROW, parse_cell
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.ooxml.cell_text import rich_text, shown_text
from briefing_app.ooxml.formula_notes import FormulaNotes
from briefing_app.ooxml.plain_xml import is_utf8_xml
from briefing_app.ooxml.row_patterns import RowPattern, finite
from briefing_app.ooxml.sheet_cells import (
    Band,
    Cell,
    CellStore,
    Formula,
    IsoMoment,
    Raw,
    SheetCells,
)
from briefing_app.ooxml.sheet_elements import element_ends, forget
from briefing_app.ooxml.spreadsheet import ON, REMEDY, S

__all__ = ["Formula", "SheetScan", "scan_sheet"]

Told = Callable[[int], None]
"""Called with how many bytes of the part are read; may raise Cancelled."""


def _nobody(_position: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class SheetScan:
    """Raw facts of one worksheet.

    formulas: how many formula cells there are; uncached: those without a stored result; zeros:
    those whose stored result is exactly 0, when they were asked for; hidden_rows and
    hidden_columns: (first, last) spans, ascending; merged: ranges in A1 form; filters: ranges of
    auto filters that leave something out; linked: formulas that refer to other workbooks.
    """

    cells: SheetCells
    formulas: int
    uncached: tuple[Formula, ...]
    zeros: tuple[Formula, ...]
    hidden_rows: tuple[tuple[int, int], ...]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[str, ...]
    filters: tuple[str, ...] = ()
    linked: tuple[Formula, ...] = ()


_ROW, _COL, _MERGE = f"{{{S}}}row", f"{{{S}}}col", f"{{{S}}}mergeCell"
_FILTER, _FILTER_COLUMN = f"{{{S}}}autoFilter", f"{{{S}}}filterColumn"
_CELL, _FORMULA, _VALUE = f"{{{S}}}c", f"{{{S}}}f", f"{{{S}}}v"
_INLINE = f"{{{S}}}is"
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*\Z", re.ASCII)
_NOT_FINITE = re.compile(r"\s*[-+]?(?:inf|nan)\s*\Z", re.IGNORECASE)
_SHEET_TAG = re.compile(rb"<worksheet\b[^<>]*>")
_DATA_START, _DATA_END = re.compile(rb"<sheetData\s*>\s*"), b"</sheetData>"
_ROW_TAG = re.compile(rb"<row\b[^<>]*>")
_ROW_END = re.compile(rb"</row>\s*")
_BLANKS = re.compile(rb"\s*")
_SMALL = 1 << 14  # bytes; the parser alone is faster with less
_LARGEST_PIECE = 1 << 18  # bytes of odd rows that go to the parser at once
_MEANS_NOTHING = (ValueError, OverflowError, LookupError, CallError)
_HIDDEN = re.compile(rb' (?:hidden="(?:1|true|on)"|ht="0*\.?0*")')


def scan_sheet(
    content: bytes,
    place: Place,
    strings: Sequence[str | None] = (),
    told: Told = _nobody,
    *,
    doubts_zeros: bool = False,
) -> SheetScan:
    """Return the cells and facts of a worksheet part; raises FileDamaged and FileUnsafe.

    strings: the shared strings by index. Rows and cells without an address follow the one before
    (18.3.1.73, 18.3.1.4).
    """
    scan = _Scan(strings, FormulaNotes(doubts_zeros))
    try:
        if _scan_plain(scan, content, place, told):
            return scan.finish()
    except _MEANS_NOTHING:
        """The parser knows better what is wrong, if it is."""
    scan = _Scan(strings, FormulaNotes(doubts_zeros))
    try:
        _scan_elements(scan, content, place, told)
    except _MEANS_NOTHING as cause:
        raise FileDamaged(
            f"A row, column or cell is written in a way that means nothing ({cause}).",
            remedy=REMEDY,
            place=place,
        ) from cause
    return scan.finish()


def _scan_plain(scan: _Scan, content: bytes, place: Place, told: Told) -> bool:
    """Read a plain part; return False, having read nothing, when it is not built as expected.

    What stands between rows and is none (comments, sections) is a ValueError.
    """
    if len(content) < _SMALL or not is_utf8_xml(content):
        return False
    tag, start = _SHEET_TAG.search(content), _DATA_START.search(content)
    end = content.rfind(_DATA_END)
    if not tag or not start or not tag.end() <= start.start() < end:
        return False
    head, tail = content[: start.start()], content[end + len(_DATA_END) :]
    _scan_elements(scan, head + b"<sheetData/>" + tail, place, told)
    _scan_rows(scan, content, (start.end(), end), tag[0], told)
    return True


def _scan_rows(scan: _Scan, content: bytes, span: tuple[int, int], tag: bytes, told: Told) -> None:
    position, end = span
    pattern = RowPattern(scan.strings, scan.formulas)
    size = 0
    while position < end:
        told(position)
        run = pattern.read(content, position, end)
        if run:
            position, band, attributes = run
            scan.take_band(band, attributes)
            size = 0
            continue
        start = position
        position, row = _row_at(content, start, end)
        if pattern.learns:
            pattern.learn(row)
        else:  # most rows are odd: more and more of them go to the parser at once
            size = min(max(size, len(row)) * 2, _LARGEST_PIECE)
            position = _piece_end(content, position, start + size, end)
            row = content[start:position]
        for element in _parsed(row, tag):
            scan.take_row(element)


def _piece_end(content: bytes, position: int, wanted: int, end: int) -> int:
    """Return where a row ends, as many bytes on as are wanted or the next row after them."""
    if wanted <= position:
        return position
    closing = _ROW_END.search(content, min(wanted, end), end)
    return closing.end() if closing else end


def _row_at(content: bytes, position: int, end: int) -> tuple[int, bytes]:
    """Return (where the next row starts, the row that starts here)."""
    opening = _ROW_TAG.match(content, position)
    if not opening:
        raise ValueError("something else than rows stands between the rows")
    if opening[0].endswith(b"/>"):
        blanks = _BLANKS.match(content, opening.end())
        return blanks.end() if blanks else opening.end(), opening[0]
    closing = _ROW_END.search(content, opening.end(), end)
    if not closing:
        raise ValueError("a row does not end")
    return closing.end(), content[position : closing.end()]


def _parsed(row: bytes, tag: bytes) -> Iterable[etree._Element]:
    """Return the row elements in a piece of a sheet; tag: the sheet's own, with its namespaces."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(b"".join((tag, row, b"</worksheet>")), parser)
    except etree.XMLSyntaxError as cause:
        raise ValueError(str(cause)) from cause
    return root.iterfind(_ROW)


def _scan_elements(scan: _Scan, content: bytes, place: Place, told: Told) -> None:
    """Read a part, or what stands around its rows, with the XML parser."""
    for count, element in enumerate(element_ends(content, place, (_ROW, _COL, _MERGE, _FILTER))):
        if element.tag == _ROW:
            scan.take_row(element)
            forget(element)
            if count % 1024 == 0:
                told(0)
        elif element.tag == _COL:
            scan.take_columns(element)
        elif element.tag == _MERGE:
            scan.merged.append(element.get("ref", ""))
        elif element.find(_FILTER_COLUMN) is not None:
            scan.filters.append(element.get("ref", ""))


@dataclass(slots=True)
class _Scan:
    """Takes in a sheet, element by element or in stretches of rows."""

    strings: Sequence[str | None]
    formulas: FormulaNotes
    store: CellStore = field(default_factory=CellStore)
    rows: list[tuple[int, int]] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    number: int = 0
    _columns_by_letters: dict[str, int] = field(default_factory=dict)

    def finish(self) -> SheetScan:
        return SheetScan(
            self.store.finish(),
            self.formulas.count,
            tuple(self.formulas.uncached),
            tuple(self.formulas.zeros),
            _joined(self.rows),
            _joined(self.columns),
            tuple(self.merged),
            tuple(self.filters),
            tuple(self.formulas.linked),
        )

    def take_band(self, band: Band, attributes: Sequence[bytes]) -> None:
        """Take in rows that are written alike, with the attributes of each."""
        if not 1 <= band.rows[0] <= band.rows[-1] <= MAX_ROW or not _ascends(band.rows):
            raise ValueError("row numbers do not rise")
        hiding = {text for text in set(attributes) if _HIDDEN.search(text)}
        if hiding:
            pairs = zip(band.rows, attributes, strict=True)
            self.rows += [(row, row) for row, text in pairs if text in hiding]
        self.store.add_band(band)
        self.number = band.rows[-1]

    def take_columns(self, element: etree._Element) -> None:
        """Take in what a ``col`` element says of columns (18.3.1.13)."""
        if element.get("hidden") in ON or _is_nothing(element.get("width")):
            first, last = int(element.get("min", "")), int(element.get("max", ""))
            if not 1 <= first <= last:
                raise ValueError("a span of columns ends before it starts")
            self.columns.append((first, last))

    def take_row(self, element: etree._Element) -> None:
        """Take in a row element with its cells."""
        self.number = _row_number(element, self.number)
        if element.get("hidden") in ON or _is_nothing(element.get("ht")):
            self.rows.append((self.number, self.number))
        cells: dict[int, Cell] = {}
        formulas: list[int] = []
        column = 0
        for cell in element.iterchildren(_CELL):
            address = cell.get("r")
            column = self._column(address) if address else column + 1
            if column > MAX_COLUMN:
                raise ValueError("a column number is out of range")
            formula, text, inline = _inside(cell)
            kind = cell.get("t", "n")
            if formula is not None:
                self._take_formula(formula, column, kind, text)
            value = self._value(kind, text, inline)
            if value is not None:
                formulas += [column] * (formula is not None)
                cells[column] = (column, value, _index(cell.get("s", "0")))
        if cells:
            ordered = [cells[column] for column in sorted(cells)]
            self.store.add_row(self.number, ordered, formulas)

    def _column(self, address: str) -> int:
        """Return the column of an address; letters are looked at once."""
        row = str(self.number)
        letters = address.removesuffix(row)
        column = self._columns_by_letters.get(letters)
        if column is None or len(letters) == len(address):
            column = parse_cell(address)[1]
            if letters.isalpha():
                self._columns_by_letters[letters] = column
        return column

    def _take_formula(
        self, element: etree._Element, column: int, kind: str, value: str | None
    ) -> None:
        self.formulas.count += 1
        text, index = element.text or "", element.get("si", "")
        formula = Formula(self.number, column, text)
        self.formulas.note_link(self.number, column, text)
        if element.get("t") == "shared":
            if text:
                self.formulas.share(self.number, column, index, text)
            else:
                formula = self.formulas.shared(self.number, column, index)
        # An empty result is a result only where it is a text: ="" gives t="str" and an empty v.
        if value is None or (not value and kind != "str"):
            self.formulas.uncached.append(formula)
        elif value == "0" and kind == "n" and self.formulas.doubts_zeros:
            self.formulas.zeros.append(formula)

    def _value(self, kind: str, text: str | None, inline: etree._Element | None) -> Raw | None:
        """Return what a cell holds (18.18.11), None when it shows nothing."""
        if kind == "inlineStr":
            return shown_text(rich_text(inline)) if inline is not None else None
        if not text:
            return None
        return self.strings[_index(text)] if kind == "s" else _read(text, kind)


def _inside(
    cell: etree._Element,
) -> tuple[etree._Element | None, str | None, etree._Element | None]:
    """Return (formula, text of the value, inline string) of a cell, the first of each."""
    formula = text = inline = None
    for child in cell:
        tag = child.tag
        if tag == _VALUE:
            text = child.text or "" if text is None else text
        elif tag == _FORMULA:
            formula = child if formula is None else formula
        elif tag == _INLINE:
            inline = child if inline is None else inline
    return formula, text, inline


def _read(text: str, kind: str) -> Raw | None:
    if kind == "n":
        if not _NUMBER.match(text) and not _NOT_FINITE.match(text):
            raise ValueError(f"{text[:20]!r} is no number")
        return finite(float(text))
    if kind == "b":
        return text in ON or bool(int(text))
    if kind == "e":
        return Missing(MissingKind.ERROR, text)
    return IsoMoment(text) if kind == "d" else shown_text(text)


def _index(text: str) -> int:
    if not text.strip().isdecimal():
        raise ValueError(f"{text[:20]!r} is no number of a text or a format")
    return int(text)


def _ascends(rows: Sequence[int]) -> bool:
    if rows[-1] - rows[0] + 1 == len(rows):
        return len(set(rows)) == len(rows)
    return all(one < other for one, other in pairwise(rows))


def _row_number(row: etree._Element, before: int) -> int:
    written = row.get("r")
    number = int(float(written)) if written else before + 1
    if not 1 <= number <= MAX_ROW:
        raise ValueError("a row number is out of range")
    return number


def _is_nothing(size: str | None) -> bool:
    return size is not None and float(size) == 0


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in ascending order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
