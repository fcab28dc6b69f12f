"""The columns of a table that a summary request means; what is wrong with it names the others."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.errors import CallError, Place, ReferenceMissing
from briefing_app.model.cell_value import Missing
from briefing_app.model.data_table import DataTable
from briefing_app.model.moments import is_moment
from briefing_app.model.number_text import is_date
from briefing_app.model.summary import DatePart, Grouping, How, SummaryRequest, date_part

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """Columns by number, 0-based.

    measure: None for the records themselves; name: the measure's header without its unit; heads:
    those of the columns grouped by.
    """

    measure: int | None
    name: str
    unit: str
    groups: tuple[tuple[int, DatePart | None], ...]
    heads: tuple[str, ...]


def resolve_summary(table: DataTable, request: SummaryRequest, place: Place) -> Chosen:
    """Return the columns that a request means.

    Raises ReferenceMissing for a name that no column or several have, and CallError where a column
    cannot do what is asked: place is the request's.
    """
    groups = tuple(_group(table, grouping, place) for grouping in request.groups)
    if len({column for column, _ in groups}) < len(groups) and len(set(groups)) < len(groups):
        name = request.groups[0].column
        what = f"The summary groups by “{name}” twice."
        raise CallError(what, remedy="Name two different columns, or one.", place=place)
    heads = tuple(bare_name(table, column) for column, _ in groups)
    if not request.measure:
        return Chosen(None, "", "", groups, heads)
    measure = _column(table, request.measure, place)
    if request.how is not How.COUNT and not any(
        type(value) is float for value in table.columns[measure].values
    ):
        what = f"The column “{request.measure}” of {table.cells} holds no figures."
        remedy = f"Columns with figures: {_listed(_with_figures(table))}."
        raise CallError(what, remedy=remedy, place=place)
    unit = "" if request.how is How.COUNT else column_unit(table, measure)
    return Chosen(measure, bare_name(table, measure), unit, groups, heads)


def column_unit(table: DataTable, number: int) -> str:
    """Return the unit of a column's figures, "" where none is told."""
    return table.column_units[number] if table.column_units else table.unit


def bare_name(table: DataTable, number: int) -> str:
    """Return a column's header on one line, without its unit in brackets."""
    label = " ".join(table.columns[number].label.split())
    unit = table.column_units[number] if table.column_units else ""
    if unit:
        label = re.sub(rf"\s*(?:[(\[]{re.escape(unit)}[)\]]|,\s*{re.escape(unit)})\Z", "", label)
    return label or f"column {number + 1}"


def _names(table: DataTable) -> list[str]:
    return [" ".join(column.label.split()) for column in table.columns]


def _with_figures(table: DataTable) -> list[str]:
    return [
        name
        for name, column in zip(_names(table), table.columns, strict=True)
        if name and any(type(value) is float for value in column.values)
    ]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return (", ".join(f"“{name}”" for name in names[:_MOST_NAMES]) or "none") + more


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _found(table: DataTable, wanted: str) -> list[int]:
    """Return the columns of a name: by the whole header, else without its unit.

    A unit that all columns share was taken out of the headers, but stands there in Excel.
    """
    key = _key(wanted)
    found = [n for n, name in enumerate(_names(table)) if _key(name) == key]
    if found:
        return found
    found = [n for n in range(len(table.columns)) if _key(bare_name(table, n)) == key]
    bare = re.sub(rf"\s*[(\[]{re.escape(table.unit)}[)\]]\Z", "", wanted) if table.unit else wanted
    return _found(table, bare) if not found and bare != wanted else found


def _column(table: DataTable, wanted: str, place: Place) -> int:
    found = _found(table, wanted)
    if len(found) == 1:
        return found[0]
    names = [name for name in _names(table) if name]
    if found:
        cells = ", ".join(table.address(0, n) for n in found) if table.row_numbers else ""
        what = f"Several columns of {table.cells} are named “{wanted}” ({cells})."
        raise ReferenceMissing(what, remedy="Rename one of them in Excel.", place=place)
    near = difflib.get_close_matches(_key(wanted), [_key(name) for name in names], n=2, cutoff=0.6)
    meant = [name for name in names if _key(name) in near]
    hint = f"Did you mean {' or '.join(f'“{name}”' for name in meant)}? " if meant else ""
    what = f"{table.cells} has no column “{wanted}”."
    raise ReferenceMissing(what, remedy=f"{hint}Its columns: {_listed(names)}.", place=place)


def _group(table: DataTable, grouping: Grouping, place: Place) -> tuple[int, DatePart | None]:
    """Return the column of a grouping; ``Year`` alone means the only column of dates, too."""
    part = grouping.part
    alone = date_part(grouping.column) if part is None else None
    if alone and not _found(table, grouping.column):
        dated = [n for n in range(len(table.columns)) if has_dates(table, n)]
        if len(dated) == 1:
            return dated[0], alone
    number = _column(table, grouping.column, place)
    if part and not has_dates(table, number):
        dated = [n for n in range(len(table.columns)) if has_dates(table, n)]
        what = f"The column “{grouping.column}” of {table.cells} holds no dates."
        names = _names(table)
        remedy = f"Columns with dates: {_listed([names[n] for n in dated])}."
        raise CallError(what, remedy=remedy, place=place)
    return number, part


def has_dates(table: DataTable, number: int) -> bool:
    """Return whether most of what stands in a column is dates."""
    column = table.columns[number]
    filled = [value for value in column.values if not isinstance(value, Missing)]
    if sum(map(is_moment, filled)) * 2 > len(filled):
        return True
    serial = column.number_formats and all(map(is_date, set(column.number_formats)))
    return bool(serial) and any(type(value) is float for value in column.values)
