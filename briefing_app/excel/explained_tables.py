"""Units and sources that stand on another sheet: a legend, a list of variables, metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from briefing_app.excel.annotations import SOURCE, LineKind, key_kind
from briefing_app.excel.cell_values import one_line
from briefing_app.excel.sheet_grid import SheetGrid
from briefing_app.excel.units import split_unit, unit_line, unit_of
from briefing_app.model.data_table import DataTable

_MOST_ROWS = 400
_MOST_CELLS = 8
_LONGEST_KEY = 60


@dataclass(slots=True)
class _Explained:
    """What the sheets without tables say: of a name, and of all tables."""

    names: dict[str, str] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def with_explanations(
    tables: Sequence[DataTable], grids: Sequence[SheetGrid]
) -> tuple[DataTable, ...]:
    """Return tables with the unit and source that their sheet or one without tables names.

    Only what is missing is added. A name is explained where it begins a row: ``gdp | GDP per
    capita (US$)``. A unit or a source for everything must be the only one.
    """
    if all(table.unit and table.source for table in tables):
        return tuple(tables)
    shared = _on_their_sheet(tables, grids)
    found = _explained(shared, grids)
    return tuple(_completed(table, found) for table in shared)


def _on_their_sheet(
    tables: Sequence[DataTable], grids: Sequence[SheetGrid]
) -> tuple[DataTable, ...]:
    """Return tables with the only source of their sheet where it stands at its head or foot.

    Below a table it is one for that table and those above it; above the first, for all.
    """
    lasts: dict[str, DataTable] = {}
    firsts: dict[str, int] = {}
    sources: dict[str, set[str]] = {}
    for table in tables:
        sheet, top = table.cells.sheet, table.cells.top
        firsts[sheet] = min(firsts.get(sheet, top), top)
        if table.source:
            lasts[sheet] = table
            sources.setdefault(sheet, set()).add(table.source)
    only = {sheet: table for sheet, table in lasts.items() if len(sources[sheet]) == 1}
    heads = {
        grid.sheet
        for grid in grids
        if grid.sheet in only and _is_above(grid, firsts[grid.sheet], only[grid.sheet].source)
    }
    return tuple(_with_shared(table, only.get(table.cells.sheet), heads) for table in tables)


def _is_above(grid: SheetGrid, top: int, source: str) -> bool:
    """Return whether a source stands above a row."""
    texts = (grid.values[row].values() for row in grid.rows(max(1, top - _MOST_ROWS), top - 1))
    return any(isinstance(text, str) and source in one_line(text) for row in texts for text in row)


def _with_shared(table: DataTable, last: DataTable | None, heads: Set[str]) -> DataTable:
    if table.source or last is None:
        return table
    below = last.cells.top >= table.cells.top or table.cells.sheet in heads
    return replace(table, source=last.source) if below else table


def _explained(tables: Sequence[DataTable], grids: Sequence[SheetGrid]) -> _Explained:
    with_tables = {table.cells.sheet for table in tables}
    found = _Explained()
    for grid in grids:
        if grid.sheet in with_tables:
            continue
        for key, texts in _rows(grid):
            kind = key_kind(key)
            if kind is LineKind.UNIT:
                found.units.add(one_line(texts[0]))
            elif kind is LineKind.SOURCE:
                found.sources.add(one_line(texts[0]))
            unit = next(filter(None, map(_unit_in, texts)), "")
            if unit and kind is None:
                found.names.setdefault(key.strip().casefold(), unit)
        found.sources |= set(_lone_sources(grid))
    return found


def _rows(grid: SheetGrid) -> Iterator[tuple[str, list[str]]]:
    """Yield (first text, further texts) of the rows that hold a few texts."""
    for row in [*grid.values][:_MOST_ROWS]:
        texts = [value for value in grid.values[row].values() if isinstance(value, str)]
        if 1 < len(texts) <= _MOST_CELLS and len(texts[0]) <= _LONGEST_KEY:
            yield texts[0], texts[1:]


def _lone_sources(grid: SheetGrid) -> Iterator[str]:
    for row in [*grid.values][:_MOST_ROWS]:
        for value in grid.values[row].values():
            match = SOURCE.match(value) if isinstance(value, str) else None
            if match and match["text"].strip():
                yield one_line(match["text"])


def _unit_in(text: str) -> str:
    """Return the unit that an explanation names: at its end, or before the first comma."""
    whole = unit_line(text) or split_unit(text)[1]
    return whole or split_unit(text.partition(",")[0])[1]


def _completed(table: DataTable, found: _Explained) -> DataTable:
    units = table.column_units
    if not any(units):
        named = [_named_unit(column.label, found.names) for column in table.columns]
        labels = table.header_cols
        units = ("",) * labels + tuple(named[labels:]) if any(named[labels:]) else ()
    unit = table.unit
    if not unit and not any(units):
        names = (table.title, table.name, table.cells.sheet)
        unit = next(filter(None, (_named_unit(name, found.names) for name in names)), "")
        if not unit and len(found.units) == 1:
            (only,) = found.units
            unit = unit_of(only) or only
    source = table.source
    if not source and len(found.sources) == 1:
        (source,) = found.sources
    if (unit, source, units) == (table.unit, table.source, table.column_units):
        return table
    return replace(table, unit=unit, source=source, column_units=units)


def _named_unit(name: str, names: Mapping[str, str]) -> str:
    return names.get(name.strip().casefold(), "") if name else ""
