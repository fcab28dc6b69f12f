"""The figures of a deck beside the workbooks as they are now: same, changed, moved, or not found.

A figure is looked for in its own table only (:mod:`tables_again`), so that no other table with the
same labels answers for it. A value in a text is computed anew by its formula, from those tables.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from briefing_app.errors import NOWHERE
from briefing_app.facts.cells import CellOf, fingerprint, name_of
from briefing_app.facts.exhibit_cells import in_full, printed_cell
from briefing_app.facts.labels import TableLabels
from briefing_app.facts.syntax import Path
from briefing_app.facts.tables_again import (
    KnownTable,
    TableAgain,
    TableFound,
    TableLost,
    TableOfCells,
    TableUnsure,
    find_table,
    is_laid_out_as_before,
)
from briefing_app.model.bound_text import BoundText, FillIn
from briefing_app.model.cell_range import CellRange, parse_cell, quote_sheet
from briefing_app.model.data_table import DataTable
from briefing_app.model.deck_record import (
    DeckRecord,
    ExhibitNow,
    FigureNow,
    RecordedExhibit,
    RecordedValue,
    Status,
    TableNow,
    cells_of,
)
from briefing_app.model.slide_plan import Binding, BoundFigure, BoundValue, Provenance
from briefing_app.model.typography import set_text

_FIRST_CELLS = re.compile(r"(?:'((?:[^']|'')+)'|([^\s,'!]+))!([A-Z]{1,3}[1-9][0-9]{0,6})")
_MOST_NEAR = 3
_NEAR = 0.6
_Key = tuple[str, str, str]
"""Workbook, worksheet, and range or name of a table."""


class FiguresAgain:
    """Finds the figures of one deck again. tables: by the name of each source that was given."""

    def __init__(
        self, record: DeckRecord, tables: Mapping[str, Sequence[DataTable]], fill_in: FillIn
    ) -> None:
        self._language = record.language
        self._fill_in = fill_in
        self._now = {
            book: [TableOfCells(TableLabels(table)) for table in found]
            for book, found in tables.items()
        }
        self._known = _known_tables(record)
        self._again: dict[_Key, TableAgain] = {}
        self._still: dict[_Key, bool] = {}

    def has_changed(self, source: Provenance) -> bool:
        """Return whether a source's workbook was given and is another file now."""
        tables = self._now.get(source.workbook, ())
        return any(t.labels.table.workbook.sha256 != source.sha256 for t in tables)

    def exhibit(self, exhibit: RecordedExhibit) -> ExhibitNow | None:
        """Return what became of an exhibit, None where its workbook was not given."""
        if exhibit.workbook not in self._now or not exhibit.figures:
            return None
        key = (exhibit.workbook, exhibit.sheet, exhibit.cells)
        again = self._table(key)
        was = f"{quote_sheet(exhibit.sheet)}!{exhibit.cells}"
        return ExhibitNow(
            exhibit.shape,
            _table_now(was, again),
            tuple(self._figure(figure, exhibit, again) for figure in exhibit.figures),
        )

    def tables_of_texts(self) -> Iterator[TableNow]:
        """Yield what became of each table that only texts speak of: its bound cells, and theirs."""
        for key, known in self._known.items():
            again = self._table(key) if key[0] in self._now and known.cells is None else None
            if isinstance(again, TableFound):
                addresses = ", ".join(dict.fromkeys(b.address for b in known.bindings))
                moved = [
                    cells[0].address
                    for binding in known.bindings
                    if len(cells := again.table.cells_of(binding)) == 1
                ]
                was = f"{quote_sheet(known.sheet)}!{addresses}"
                now = f"{quote_sheet(again.table.cells.sheet)}!{', '.join(dict.fromkeys(moved))}"
                yield TableNow(was, now)

    def value(self, recorded: RecordedValue) -> FigureNow | None:
        """Return what became of a value in a text.

        None where a workbook was not given, or where the deck does not say which table it was.
        """
        bound = recorded.value
        if not bound.origins or any(o.workbook not in self._now for o in bound.origins):
            return None
        keys = list(dict.fromkeys(self._keys_of(bound)))
        found = [self._table(key) for key in keys]
        unsure = [again for again in found if isinstance(again, TableUnsure)]
        if unsure:
            ranges = tuple(str(t.cells) for again in unsure for t in again.candidates)
            return _unknown(recorded, Status.AMBIGUOUS, ranges)
        tables = [again.table for again in found if isinstance(again, TableFound)]
        if not found:
            return None
        if len(tables) < len(found):
            near = tuple(c for b in bound.cells for c in nearest(b, self._now[b.workbook]))
            return _unknown(recorded, Status.LOST, near[:_MOST_NEAR])
        return self._computed(recorded, keys, tables)

    def _table(self, key: _Key) -> TableAgain:
        if key not in self._again:
            self._again[key] = find_table(self._known[key], self._now[key[0]])
        return self._again[key]

    def _keys_of(self, bound: BoundValue) -> Iterator[_Key]:
        for cell in bound.cells:
            yield _key_of(cell, self._known)
        if not bound.cells:
            for origin in bound.origins:
                yield from _keys_of_ranges(origin.workbook, origin.cells, self._known)

    def _figure(
        self, figure: BoundFigure, exhibit: RecordedExhibit, again: TableAgain
    ) -> FigureNow:
        cell = figure.cell
        where = f"{quote_sheet(cell.sheet)}!{cell.address}"
        if isinstance(again, TableUnsure):
            found = [c for table in again.candidates for c in table.cells_of(cell)]
            return _open(exhibit.shape, where, figure.shown, Status.AMBIGUOUS, found)
        cells = again.table.cells_of(cell) if isinstance(again, TableFound) else []
        if len(cells) > 1:
            key = (exhibit.workbook, exhibit.sheet, exhibit.cells)
            cells = self._confirmed(cell, cells, key)
        if len(cells) > 1:
            return _open(exhibit.shape, where, figure.shown, Status.AMBIGUOUS, cells)
        if not cells:
            tables = [again.table] if isinstance(again, TableFound) else self._now[cell.workbook]
            near = tuple(nearest(cell, tables))
            return FigureNow(exhibit.shape, where, Status.LOST, figure.shown, candidates=near)
        return _compared(figure, exhibit, where, cells[0], self._language)

    def _cells_again(self, binding: Binding, tables: Mapping[_Key, TableOfCells]) -> list[CellOf]:
        key = _key_of(binding, self._known)
        cells = tables[key].cells_of(binding)
        return self._confirmed(binding, cells, key) if len(cells) > 1 else cells

    def _confirmed(self, binding: Binding, cells: list[CellOf], key: _Key) -> list[CellOf]:
        """Return the one cell that stands where it stood with the value it had, else all.

        Where others have that value too, the whole table must be laid out as it was.
        """
        same = [c for c in cells if fingerprint(c.value) == binding.value_fingerprint]
        stays = [c for c in same if c.address == binding.address]
        return stays if stays and (len(same) == 1 or self._is_still(key)) else cells

    def _is_still(self, key: _Key) -> bool:
        if key not in self._still:
            again = self._table(key)
            self._still[key] = isinstance(again, TableFound) and is_laid_out_as_before(
                self._known[key], again.table
            )
        return self._still[key]

    def _computed(
        self, recorded: RecordedValue, keys: Sequence[_Key], tables: Sequence[TableOfCells]
    ) -> FigureNow:
        """Return a value computed anew by its formula."""
        bound = recorded.value
        by_key = dict(zip(keys, tables, strict=True))
        again = [self._cells_again(cell, by_key) for cell in bound.cells]
        twice = [cell for cells in again if len(cells) > 1 for cell in cells]
        if twice:
            return _unknown(recorded, Status.AMBIGUOUS, tuple(cell.shown for cell in twice))
        among = [table.labels.table for table in dict.fromkeys(tables)]
        filled = self._fill_in(f"{{{bound.formula}}}", among, self._language, NOWHERE)
        if not filled.values and bound.cells and all(len(cells) == 1 for cells in again):
            cells = ", ".join(dict.fromkeys(cell.shown for one in again for cell in one))
            shape, was, shown = recorded.shape, cells_of(bound), recorded.shown
            return FigureNow(shape, was, Status.CHANGED, shown, "", cells, why=_why(filled))
        if not filled.values:
            near = tuple(
                place
                for cell, cells in zip(bound.cells, again, strict=True)
                if not cells
                for place in nearest(cell, [by_key[_key_of(cell, self._known)]])
            )
            why = _why(filled)
            return _unknown(recorded, Status.LOST, near[:_MOST_NEAR], why)
        now = filled.values[0]
        taken = {f"{quote_sheet(cell.sheet)}!{cell.address}" for cell in now.cells}
        kept = [cell.shown for cells in again for cell in cells]
        if "(" not in bound.formula and not taken.issuperset(kept):
            # The formula's words name other cells now than those that the labels lead to.
            return _unknown(recorded, Status.AMBIGUOUS, (*taken, *kept))
        return _value_now(recorded, now, set_text(filled.text, self._language))


def _why(filled: BoundText) -> str:
    """Return why a formula has no answer now."""
    message = filled.findings[0].message if filled.findings else ""
    return message.removesuffix(" The text is left out.")


def share_found(record: DeckRecord, source: str, tables: Sequence[DataTable]) -> float:
    """Return the share of a source's tables that are among these, 0 where none is known of it."""
    among = [TableOfCells(TableLabels(table)) for table in tables]
    known = [table for key, table in _known_tables(record).items() if key[0] == source]
    found = sum(not isinstance(find_table(table, among), TableLost) for table in known)
    return found / len(known) if known else 0.0


def _value_now(recorded: RecordedValue, now: BoundValue, text: str) -> FigureNow:
    bound = recorded.value
    was_cells, now_cells = cells_of(bound), cells_of(now)
    if not _equal(bound.value, now.value):
        status = Status.CHANGED
    else:
        text = recorded.shown
        status = Status.SAME if was_cells == now_cells else Status.MOVED
    unseen = status is Status.CHANGED and _plain(text) == _plain(recorded.shown)
    shape = recorded.shape
    return FigureNow(shape, was_cells, status, recorded.shown, text, now_cells, unseen=unseen)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _equal(was: str, now: str) -> bool:
    """Return whether two values are the same; sums in another order differ in their last digits."""
    if was == now:
        return True
    try:
        return math.isclose(float(was), float(now), rel_tol=1e-12)
    except ValueError:
        return False


def _unknown(
    recorded: RecordedValue, status: Status, candidates: tuple[str, ...], why: str = ""
) -> FigureNow:
    where = cells_of(recorded.value)
    once = tuple(dict.fromkeys(candidates))
    return FigureNow(recorded.shape, where, status, recorded.shown, candidates=once, why=why)


def _open(
    shape: str, where: str, was: str, status: Status, candidates: Sequence[CellOf]
) -> FigureNow:
    listed = tuple(dict.fromkeys(cell.shown for cell in candidates))
    return FigureNow(shape, where, status, was, candidates=listed)


def _compared(
    figure: BoundFigure, exhibit: RecordedExhibit, where: str, now: CellOf, language: str
) -> FigureNow:
    text = printed_cell(now, exhibit.number_format, language)
    unseen = False
    if fingerprint(now.value) != figure.cell.value_fingerprint:
        status = Status.CHANGED
        unseen = text == figure.shown
        text = text or in_full(now.value)
    else:
        status = Status.SAME if now.shown == where else Status.MOVED
        text = figure.shown
    return FigureNow(exhibit.shape, where, status, figure.shown, text, now.shown, unseen=unseen)


def _known_tables(record: DeckRecord) -> dict[_Key, KnownTable]:
    """Return the tables that a deck speaks of: those of exhibits, and those of texts alone."""
    ranges: dict[_Key, tuple[CellRange, str, dict[Binding, None]]] = {}
    for exhibit in (exhibit for slide in record.slides for exhibit in slide.exhibits):
        key = (exhibit.workbook, exhibit.sheet, exhibit.cells)
        cells = CellRange.parse(exhibit.sheet, exhibit.cells)
        bindings = ranges.setdefault(key, (cells, exhibit.table, {}))[2]
        bindings.update(dict.fromkeys(figure.cell for figure in exhibit.figures))
    known = {
        key: KnownTable(key[1], name, cells, tuple(bindings))
        for key, (cells, name, bindings) in ranges.items()
    }
    others: dict[_Key, dict[Binding, None]] = {}
    for value in (value for slide in record.slides for value in slide.values):
        for cell in value.value.cells:
            key = _key_of(cell, known)
            if key not in known:
                others.setdefault(key, {})[cell] = None
    for key, found in others.items():
        known[key] = KnownTable(key[1], next(iter(found)).table, None, tuple(found))
    return known


def _key_of(cell: Binding, known: Mapping[_Key, KnownTable]) -> _Key:
    """Return the key of the table that a cell stands in; of an unknown one by its name."""
    row, column = parse_cell(cell.address)
    for key, table in known.items():
        same = key[:2] == (cell.workbook, cell.sheet) and table.name == cell.table
        if same and _holds(table.cells, row, column):
            return key
    return (cell.workbook, cell.sheet, f"#{cell.table}")


def _keys_of_ranges(
    workbook: str, written: str, known: Mapping[_Key, KnownTable]
) -> Iterator[_Key]:
    """Yield the tables that hold the first cell of each range that a value was computed from."""
    for quoted, plain, first in _FIRST_CELLS.findall(written):
        sheet = quoted.replace("''", "'") or plain
        row, column = parse_cell(first)
        for key, table in known.items():
            if key[:2] == (workbook, sheet) and _holds(table.cells, row, column):
                yield key


def _holds(cells: CellRange | None, row: int, column: int) -> bool:
    if cells is None:
        return False
    return cells.top <= row <= cells.bottom and cells.left <= column <= cells.right


def _table_now(was: str, again: TableAgain) -> TableNow:
    if isinstance(again, TableFound):
        return TableNow(was, str(again.table.cells))
    if isinstance(again, TableUnsure):
        return TableNow(was, candidates=tuple(str(table.cells) for table in again.candidates))
    return TableNow(was)


def nearest(binding: Binding, tables: Sequence[TableOfCells]) -> Iterator[str]:
    """Yield the cells whose labels are most like a binding's, with these labels."""
    found = 0
    for table in tables:
        axes = (table.labels.rows.paths, table.labels.columns.paths)
        rows, columns = (
            _alike(path, paths)
            for path, paths in zip((binding.row_path, binding.column_path), axes, strict=True)
        )
        for row in rows:
            for column in columns:
                cell = CellOf(table.labels, row, column)
                yield f"{cell.shown} ({name_of(cell.row_path)}, {name_of(cell.column_path)})"
                found += 1
                if found == _MOST_NEAR:
                    return


def _alike(path: Path, paths: Sequence[Path]) -> list[int]:
    """Return where a path stands, or where paths like it stand, the most alike first."""
    if path in paths:
        return [paths.index(path)]
    told = [" ".join(other).casefold() for other in paths]
    near = difflib.get_close_matches(" ".join(path).casefold(), told, n=2, cutoff=_NEAR)
    return [told.index(text) for text in near]
