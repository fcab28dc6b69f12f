"""Columns of figures that were typed as text, read as figures, and what to say about it.

What ``1,234`` means is decided by its own column, then its table, then the whole file; where
nothing decides it stays text and is a finding, since a thousandfold error looks like a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from briefing_app.errors import Place
from briefing_app.excel.cell_types import CellType, text_type
from briefing_app.excel.header_words import is_code, is_number_of
from briefing_app.excel.number_in_text import (
    TypedNumber,
    TypedStyle,
    common_style,
    decimal_sign,
    decimal_sign_by_shape,
    mark_in_text,
    typed_number,
)
from briefing_app.excel.table_reader import added_up
from briefing_app.excel.table_units import values_unit
from briefing_app.model.cell_value import Missing
from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.finding import Finding, info, warning

_Item = TypeVar("_Item")
_LOOKED_AT = 2_000
"""Cells of a long column that tell what it holds, and texts that tell its decimal sign."""
_MOST_ADDED = 4_000
"""Rows up to which totals are looked for by adding up: longer tables are records."""
_CODE_LENGTH = 5
"""Digits from which on texts of one length, all different, look like codes and not amounts."""
_FEWEST_CODES = 3
_MOST_RANGES = 12
_CONVERT = "In Excel, select the cells and choose Convert to Number, so that it counts them, too."


@dataclass(frozen=True, slots=True)
class _Typed:
    """What became of a column: the column, and its rows that were text, unclear or codes."""

    column: Column
    read: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()


def typed_tables(
    found: Sequence[DataTable], referenced: Sequence[tuple[str, DataTable]], file_sign: str
) -> tuple[tuple[DataTable, ...], tuple[tuple[str, DataTable], ...], tuple[Finding, ...]]:
    """Return :func:`with_typed_numbers` of the tables that were found and of those asked for."""
    asked = [table for _, table in referenced]
    tables, findings = with_typed_numbers((*found, *asked), file_sign)
    names = [name for name, _ in referenced]
    return tables[: len(found)], tuple(zip(names, tables[len(found) :], strict=True)), findings


def with_typed_numbers(
    tables: Sequence[DataTable], file_sign: str = ""
) -> tuple[tuple[DataTable, ...], tuple[Finding, ...]]:
    """Return the tables of a file with figures typed as text as numbers, and findings.

    file_sign: the decimal sign of a text file, "" for a workbook. Each number takes a format code
    that shows it as it was typed, with the decimals of its column.
    """
    measures = [_measures(table) for table in tables]
    signs = [_sign(tuple(columns.values())) for columns in measures]
    known = {sign for sign in signs if sign}
    of_file = file_sign or (known.pop() if len(known) == 1 else "")
    read: list[DataTable] = []
    findings: list[Finding] = []
    for table, columns, sign in zip(tables, measures, signs, strict=True):
        typed = tuple(
            _typed(column, columns[place], sign or of_file) if place in columns else _Typed(column)
            for place, column in enumerate(table.columns)
        )
        read.append(_with_columns(table, typed) if columns else table)
        findings += _findings(table, typed, is_text_file=bool(file_sign))
    return tuple(read), tuple(dict.fromkeys(findings))


def _measures(table: DataTable) -> dict[int, tuple[str, ...]]:
    """Return the different texts of the columns of figures that hold any, by place."""
    found = {}
    for place in range(table.header_cols, len(table.columns)):
        column = table.columns[place]
        texts = tuple(dict.fromkeys(value for value in column.values if isinstance(value, str)))
        named = is_code(column.label) or is_number_of(column.label)
        if texts and not named and _are_figures(column, texts):
            found[place] = texts
    return found


def _are_figures(column: Column, texts: Sequence[str]) -> bool:
    """Return whether a column holds figures: numbers, typed or not, at least as often as words."""
    sample = _some(column.values)
    written = [value for value in sample if isinstance(value, str)]
    typed = [text for text in written if typed_number(text) is not None]
    numbers = sum(isinstance(value, float) for value in sample)
    figures = numbers + len(typed)
    marks = sum(mark_in_text(text) is not None for text in written)
    years = sum(text_type(text) is CellType.PERIOD for text in typed)
    if figures <= len(written) - len(typed) - marks or years * 2 > figures:
        return False
    return bool(numbers) or not any(map(_leads_with_zero, texts))


def _some(items: Sequence[_Item]) -> Sequence[_Item]:
    """Return at most some thousand items, evenly spread."""
    return items[:: 1 + len(items) // _LOOKED_AT]


def _leads_with_zero(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare.isdecimal() and bare[0] == "0"


def _sign(columns: Sequence[Sequence[str]]) -> str:
    """Return the decimal sign of a table: what its columns show, else how they are made."""
    together = [text for texts in columns for text in _some(texts)]
    found = {sign for texts in columns if (sign := _column_sign(texts))}
    return decimal_sign(together) or (found.pop() if len(found) == 1 else "")


def _column_sign(texts: Sequence[str]) -> str:
    some = _some(texts)
    years_apart = [text for text in some if text_type(text) is not CellType.PERIOD]
    return decimal_sign(some) or decimal_sign_by_shape(years_apart)


def _typed(column: Column, texts: Sequence[str], outer: str) -> _Typed:
    """Return a column with its typed numbers read. outer: decimal sign of what is around it."""
    sign = _column_sign(texts) or outer
    known: dict[str, TypedNumber | Missing | None] = {
        text: mark_in_text(text) or typed_number(text, sign) for text in texts
    }
    if _are_codes(column, known):
        rows = tuple(i for i, value in enumerate(column.values) if isinstance(value, str))
        return _Typed(column, codes=rows)
    alike = _alike(known.values())
    values, codes = list(column.values), list(column.number_formats)
    read, unclear = [], []
    for row, value in enumerate(column.values):
        meant = known[value] if isinstance(value, str) else None
        if isinstance(meant, Missing):
            values[row] = meant
        elif meant is not None and meant.either:
            unclear.append(row)
        elif meant is not None:
            values[row], codes[row] = meant.value, alike[meant.style]
            read.append(row)
    changed = replace(column, values=tuple(values), number_formats=tuple(codes))
    return _Typed(changed, tuple(read), tuple(unclear))


def _alike(known: Iterable[TypedNumber | Missing | None]) -> dict[TypedStyle, str]:
    """Return the number format of each style: one for all of a kin in a column."""
    styles = {item.style for item in known if isinstance(item, TypedNumber) and not item.either}
    kin: dict[TypedStyle, list[TypedStyle]] = {}
    for style in styles:
        kin.setdefault(style.kin(), []).append(style)
    codes = {one: common_style(listed).number_format for one, listed in kin.items()}
    return {style: codes[style.kin()] for style in styles}


def _are_codes(column: Column, known: Mapping[str, TypedNumber | Missing | None]) -> bool:
    """Return whether all texts are bare digits of one length, too long and too many for chance."""
    if any(isinstance(value, float) for value in column.values):
        return False
    bare = [text.strip() for text, meant in known.items() if isinstance(meant, TypedNumber)]
    filled = [value for value in column.values if isinstance(value, str)]
    return (
        len(bare) >= _FEWEST_CODES
        and len(filled) == len(known)
        and all(map(str.isdecimal, bare))
        and len(set(map(len, bare))) == 1
        and len(bare[0]) >= _CODE_LENGTH
    )


def _with_columns(table: DataTable, typed: Sequence[_Typed]) -> DataTable:
    """Return a table with its columns, and what follows from its figures: totals, unit."""
    columns = tuple(item.column for item in typed)
    if columns == table.columns:
        return table
    totals = set(table.total_rows)
    if not _is_sample(table) and table.row_count <= _MOST_ADDED:
        totals.update(added_up(columns, table.header_cols, table.row_count))
    changed = [item.column for item in typed if item.read]
    unit = table.unit or values_unit(changed, 0)
    return replace(table, columns=columns, total_rows=tuple(sorted(totals)), unit=unit)


def _is_sample(table: DataTable) -> bool:
    """Return whether columns hold fewer rows than the table has: it was only to be listed."""
    return any(len(column.values) != table.row_count for column in table.columns)


def _findings(
    table: DataTable, typed: Sequence[_Typed], *, is_text_file: bool
) -> Iterator[Finding]:
    cells = _cells(table, [item.read for item in typed])
    if cells:
        say = info if is_text_file else warning
        yield say(
            "number-as-text",
            f"Figures are stored as text in {cells}; they were read as numbers, without the signs "
            "of notes and flags beside them.",
            _CONVERT,
            _place(table),
        )
    unclear = _cells(table, [item.unclear for item in typed])
    if unclear:
        example = next(
            str(item.column.values[item.unclear[0]]).strip() for item in typed if item.unclear
        )
        yield warning(
            "number-unclear",
            f"The texts in {unclear} may be thousands or decimals (“{example}”), and nothing in "
            "the file decides; they were left as text and are not charted.",
            _CONVERT,
            _place(table),
        )
    codes = _cells(table, [item.codes for item in typed])
    if codes:
        yield info(
            "number-as-code",
            f"The texts in {codes} are all different and of one length; they were taken for codes "
            "and not for figures.",
            "Where they are figures: in Excel, select them and choose Convert to Number.",
            _place(table),
        )


def _place(table: DataTable) -> Place:
    return Place(table.workbook.name, table.cells.sheet, table.cells.address)


def _cells(table: DataTable, rows: Sequence[Sequence[int]]) -> str:
    """Return cells as ranges. rows: 0-based data rows of each column of the table.

    A sample, which has a row of each kind, tells in which columns such cells are, and whether all
    of a column's are; not which, nor how many.
    """
    whole = all(len(rows[i]) in (0, len(c.values)) for i, c in enumerate(table.columns))
    some = "" if whole else "cells of " if _is_sample(table) else "many cells of "
    if not _is_sample(table):
        ranges = [part for place, run in enumerate(rows) for part in _ranges(table, place, run)]
        if len(ranges) <= _MOST_RANGES:
            return ", ".join(ranges)
    last = table.row_count - 1
    ends = [
        f"{table.address(0, place)}:{table.address(last, place)}"
        for place, listed in enumerate(rows)
        if listed
    ]
    if not ends:
        return ""
    more = len(ends) - _MOST_RANGES
    said = ", ".join(ends[:_MOST_RANGES])
    return f"{some}{said}" + (f" and {more:,} more columns" if more > 0 else "")


def _ranges(table: DataTable, place: int, rows: Sequence[int]) -> Iterator[str]:
    """Yield the unbroken stretches of a column's rows: ``C5:C9``."""
    for _, run in groupby(enumerate(rows), lambda item: item[1] - item[0]):
        listed = [row for _, row in run]
        first, last = table.address(listed[0], place), table.address(listed[-1], place)
        yield first if first == last else f"{first}:{last}"
