"""A REF: how a data table is named anywhere, and what to say when there is none of that name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from briefing_app.errors import CallError, Place, ReferenceMissing
from briefing_app.model.cell_range import CellRange, split_reference
from briefing_app.model.data_table import DataTable

_BOOK = re.compile(r"'?\[(?P<book>[^\]]+)\](?P<rest>.+)\Z")
_STRUCTURED = re.compile(r"\[\s*#?\s*(?:all|data|alle|daten)?\s*\]\Z", re.IGNORECASE)
_MOST_NAMES = 8


def resolve(reference: str, tables: Sequence[DataTable]) -> DataTable:
    """Return the table that a reference means.

    reference, without regard to case: an id (``Sheet#1``), a range (``Sheet!A3:F12``, or ``A3:F12``
    where only one table has it), the name of an Excel table or a defined name (``Sheet!Name`` for
    one that is local), or a bare sheet name for the first table on it. ``[Book.xlsx]`` before any
    of them names the workbook. Raises ReferenceMissing, with the nearest names and what there is,
    and also when tables of several workbooks fit.
    """
    book, wanted = split_workbook(reference)
    among = [table for table in tables if not book or table.workbook.name.casefold() == book]
    for fits in (_by_id, _by_name, _by_range, _by_sheet):
        found = _firsts([table for table in among if fits(table, wanted)], fits)
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(reference, found)
    raise _missing(reference, wanted, among or tables)


def split_workbook(reference: str) -> tuple[str, str]:
    """Split ``[Book.xlsx]Sheet!A1`` into (book in lower case, reference), book "" without."""
    match = _BOOK.match(reference.strip())
    if not match:
        return "", reference.strip()
    quote = "'" if reference.strip().startswith("'") and not match["rest"].startswith("'") else ""
    return match["book"].casefold(), quote + match["rest"]


def _by_id(table: DataTable, wanted: str) -> bool:
    return table.id.casefold() == wanted.casefold()


def _by_name(table: DataTable, wanted: str) -> bool:
    sheet, name = split_reference(wanted)
    bare = _STRUCTURED.sub("", name).casefold()
    on_sheet = not sheet or table.cells.sheet.casefold() == sheet.casefold()
    return bool(table.name) and table.name.casefold() == bare and on_sheet


def _by_range(table: DataTable, wanted: str) -> bool:
    sheet, address = split_reference(wanted)
    try:
        cells = CellRange.parse(sheet or table.cells.sheet, address)
    except CallError:
        return False
    return cells.address == table.cells.address and (
        cells.sheet.casefold() == table.cells.sheet.casefold()
    )


def _by_sheet(table: DataTable, wanted: str) -> bool:
    sheet, address = split_reference(wanted)
    name = address if not sheet else sheet if not address else ""
    return table.cells.sheet.casefold() == name.strip("'").replace("''", "'").casefold()


def _firsts(found: list[DataTable], fits: Callable[[DataTable, str], bool]) -> list[DataTable]:
    """Return the first table of each workbook; of ranges without a sheet every one."""
    if fits is _by_range:
        unique = {(table.workbook, table.cells): table for table in found}
        return list(unique.values())
    firsts: dict[object, DataTable] = {}
    for table in found:
        firsts.setdefault(table.workbook, table)
    return list(firsts.values())


def _ambiguous(reference: str, found: Sequence[DataTable]) -> ReferenceMissing:
    listed = ", ".join(f"[{table.workbook.name}]{table.id}" for table in found[:_MOST_NAMES])
    return ReferenceMissing(
        f"“{reference}” fits {len(found)} tables: {listed}.",
        remedy="Name the workbook and the sheet, as in [Book.xlsx]Sheet!A3:F12.",
        place=Place(cell=reference),
    )


def _missing(reference: str, wanted: str, tables: Sequence[DataTable]) -> ReferenceMissing:
    known = known_names(tables)
    near = nearest(wanted, known)
    if near:
        remedy = f"Did you mean {' or '.join(near)}?"
    elif known:
        remedy = f"There are: {_listed(known)}."
    else:
        remedy = "No data table was found; name a range such as Sheet!A3:F12."
    place = Place(file=tables[0].workbook.name if len({t.workbook for t in tables}) == 1 else "")
    return ReferenceMissing(
        f"There is no sheet, table or name “{reference}”.", remedy=remedy, place=place
    )


def known_names(tables: Sequence[DataTable]) -> list[str]:
    """Return what tables can be called: names, ids and sheets, each once."""
    names = [name for table in tables for name in (table.name, table.id) if name]
    return list(dict.fromkeys([*names, *(table.cells.sheet for table in tables)]))


def nearest(wanted: str, known: Sequence[str]) -> list[str]:
    """Return up to three known names that resemble one, best first, as they are written."""
    by_fold = {name.casefold(): name for name in reversed(known)}
    sheet = split_reference(wanted)[0]
    matches = difflib.get_close_matches(wanted.casefold(), list(by_fold), n=3, cutoff=0.6)
    if not matches and sheet:
        matches = difflib.get_close_matches(sheet.casefold(), list(by_fold), n=3, cutoff=0.6)
    return [by_fold[match] for match in matches]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
