"""The unit beside an exhibit, and which columns and rows share one axis.

A unit is told by headers and lines (``DataTable.unit``, ``column_units``) or by number formats: a
currency, a per cent sign, or commas that divide (``#,##0,`` prints thousands without a word).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing_app.model.data_table import Column, DataTable
from briefing_app.model.number_format import Kind, read_format
from briefing_app.model.number_text import is_percent, scale_of
from briefing_app.model.scale_words import power_in

_SCALES = {
    "en": ("thousand", "million", "billion", "trillion"),
    "de": ("Tsd.", "Mio.", "Mrd.", "Bio."),
    "zh": ("千", "百万", "十亿", "万亿"),
}
_MONEY = re.compile(r"[A-Za-z]{0,3}[$€£¥₹₩₽]|[A-Z]{3}")


def unit_by_column(table: DataTable) -> dict[int, str]:
    """Return the unit that each value column has for itself, by worksheet column."""
    units = table.column_units or ("",) * len(table.columns)
    return {
        column.index: unit or _format_unit(column)
        for column, unit in zip(table.columns, units, strict=True)
    }


def _format_unit(column: Column) -> str:
    codes = _codes((column,))
    return "%" if codes and is_percent(codes[0]) else currency_of(codes[0]) if codes else ""


_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|([€£¥$])")


def currency_of(number_format: str) -> str:
    """Return the currency that the first section of a format shows, "" without one."""
    found = _CURRENCY.search(number_format.partition(";")[0].replace("[$-", "[-"))
    return (found[1] or found[2]).strip() if found else ""


def _codes(columns: Sequence[Column]) -> list[str]:
    return [
        code
        for column in columns
        for value, code in zip(column.values, column.number_formats, strict=True)
        if isinstance(value, float)
    ]


def exhibit_unit(table: DataTable, columns: Sequence[Column], language: str) -> str:
    """Return the unit of what is shown: the one that its columns share, else the table's.

    columns: the value columns that are shown. "" where percentages say so themselves; a scale that
    formats hide is named: ``€ thousand``.
    """
    codes = _codes(columns)
    if codes and all(map(is_percent, codes)):
        return ""
    told = table.column_units or ("",) * len(table.columns)
    named = {column.index: unit for column, unit in zip(table.columns, told, strict=True)}
    shared = {named.get(column.index, "") or table.unit for column in columns}
    unit = shared.pop() if len(shared) == 1 else table.unit
    scales = {_silent_scale(code) for code in codes if not is_percent(code)}
    return _scaled(unit, scales.pop(), language) if len(scales) == 1 else unit


@lru_cache(maxsize=1024)
def _silent_scale(number_format: str) -> int:
    """Return the power of 1000 that a format divides by without a word such as ``k`` beside it."""
    shown = read_format(number_format)
    if shown is None:
        return 0
    words = (t.text for t in shown.sections[0].tokens if t.kind is Kind.LITERAL)
    spoken = any(char.isalpha() for text in words for char in text)
    return 0 if spoken else scale_of(number_format)


def _scaled(unit: str, scale: int, language: str) -> str:
    """Return a unit with its scale: ``€ thousand``, ``thousand tonnes``, ``Tsd. €``, ``千元``."""
    if not 0 < scale <= len(_SCALES["en"]) or power_in(unit) != 0:
        return unit
    base = language.replace("_", "-").partition("-")[0].lower()
    word = _SCALES.get(base, _SCALES["en"])[scale - 1]
    if base == "zh":
        return f"{word}{unit}"
    before = base != "de" and _MONEY.fullmatch(unit)
    return (f"{unit} {word}" if before else f"{word} {unit}").strip()


def same_measure(
    columns: Sequence[Column], units: dict[int, str] | None = None
) -> tuple[Column, ...]:
    """Return the columns that share the first one's measure, so that one axis can carry them.

    Percentages and amounts share no axis, nor do two units; a column that tells none may have the
    first one's. units: by worksheet column.
    """
    if not columns:
        return ()
    known = units or {}
    first, unit = _percent(columns[0]), known.get(columns[0].index, "")
    alike = [column for column in columns if _percent(column) == first]
    if not unit:
        return tuple(alike)
    return tuple(column for column in alike if known.get(column.index, "") in ("", unit))


def _percent(column: Column) -> bool:
    codes = _codes((column,))
    return bool(codes) and is_percent(codes[0])


def rows_of_one_measure(columns: Sequence[Column], rows: Sequence[int]) -> tuple[int, ...]:
    """Return the rows whose figures are percentages if the first row's are, and amounts if not.

    For tables whose variables run in rows: ``Revenue``, ``Growth``, ``Margin``.
    """
    shares = {row: share for row in rows if (share := _row_percent(columns, row)) is not None}
    if not shares:
        return tuple(rows)
    first = shares[next(iter(shares))]
    return tuple(row for row in rows if shares.get(row, first) == first)


def _row_percent(columns: Sequence[Column], row: int) -> bool | None:
    """Return whether a row's figures are percentages, None without any figure."""
    codes = [
        column.number_formats[row] for column in columns if isinstance(column.values[row], float)
    ]
    return is_percent(codes[0]) if codes else None
