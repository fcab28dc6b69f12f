"""The unit of a table, as its headers, its labels, its cells or their formats say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing_app.excel.annotations import LineKind, key_kind
from briefing_app.excel.units import has_scale, is_count, split_unit, unit_line, unit_of
from briefing_app.model.cell_value import BLANK
from briefing_app.model.data_table import Column

Path = tuple[str, ...]
"""The headers over one column, outermost first."""

_CURRENCY_FORMAT = re.compile(
    r'\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|"\s?([€£$¥]|[A-Z]{3})\s?"|([€£¥$])'
)
_BRACKETED = re.compile(r"[(\[\uff08](?!\d+[)\]\uff09])[^()\[\]\d]{2,40}[)\]\uff09]")
_ENOUGH_LABELS = 2


def values_unit(columns: Sequence[Column], labels: int) -> str:
    """Return the unit that the cells themselves say, "" where they say none or several.

    That is a column with one unit, the unit that ends every label, or the number formats.
    """
    for column in columns:
        texts = {value for value in column.values if value != BLANK}
        if len(texts) == 1 and len(column.values) > 1:
            text = texts.pop()
            if isinstance(text, str) and (unit := _unit_cell(column, text)):
                return unit
    in_rows = _unit_rows(columns[labels:])
    return _label_unit(columns[:labels]) or in_rows or _format_units(columns[labels:])


def _unit_rows(values: Sequence[Column]) -> str:
    """Return the unit of a row in the body that holds nothing else, where all such rows agree."""
    if not values or len(values) < _ENOUGH_LABELS:
        return ""
    found = set()
    for row, first in enumerate(values[0].values):
        unit = unit_line(first) if isinstance(first, str) else ""
        if unit and all(column.values[row] in (first, BLANK) for column in values):
            found.add(unit)
    return found.pop() if len(found) == 1 else ""


def _unit_cell(column: Column, text: str) -> str:
    """Return the unit that stands in every cell of a column; its header may say that it is one."""
    if any(key_kind(part) is LineKind.UNIT for part in column.header):
        return unit_of(text) or text.strip()
    return unit_line(text)


def _label_unit(labels: Sequence[Column]) -> str:
    """Return the unit that ends every label: ``Exports (EUR m)``, ``Imports (EUR m)``."""
    for column in labels:
        texts = [value for value in column.values if isinstance(value, str)]
        units = {split_unit(text)[1] for text in texts}
        if len(texts) >= _ENOUGH_LABELS and len(units) == 1 and (unit := units.pop()):
            return unit
    return ""


def _format_units(columns: Sequence[Column]) -> str:
    units = {
        _format_unit(form)
        for column in columns
        for form, value in zip(column.number_formats[:60], column.values, strict=False)
        if isinstance(value, float)
    }
    return units.pop() if len(units) == 1 else ""


def _format_unit(number_format: str) -> str:
    shown = number_format.partition(";")[0]
    if "%" in shown:
        return "%"
    found = _CURRENCY_FORMAT.search(shown)
    return next((part for part in found.groups() if part), "").strip() if found else ""


def shared_unit(paths: list[Path], label_columns: int) -> tuple[list[Path], str]:
    """Return header paths without the unit that all value columns share, and that unit.

    A unit in the corner above the labels is one for all of them, too.
    """
    labels, values = paths[:label_columns], paths[label_columns:]
    levels = _unit_levels(values) | _named_levels(labels) | _bracketed_levels(values)
    units = {_path_unit(path, levels) for path in values}
    for level in sorted(_named_levels(labels)):
        parts = {path[level] for path in values if level < len(path) and path[level]}
        if len(parts) == 1 and len(values) > 1:
            units = {unit_of(only := parts.pop()) or only}
            levels = levels | {level}
    if len(units) == 1 and (unit := units.pop()):
        return [*labels, *(_without_unit(path, levels) for path in values)], unit
    for at, path in reversed(list(enumerate(labels))):
        if path and (unit := unit_line(path[-1])):
            return [*labels[:at], (*path[:-1], ""), *labels[at + 1 :], *values], unit
    in_corner = {split_unit(part)[1] for path in labels for part in path}
    scaled = next((unit for unit in sorted(in_corner) if has_scale(unit)), "")
    if scaled and not any(units):
        return paths, scaled
    return paths, ""


def column_units(headers: Sequence[Path], labels: int) -> tuple[str, ...]:
    """Return the unit that each column's header names, () when none does."""
    values = headers[labels:]
    levels = _unit_levels(values) | _named_levels(headers[:labels]) | _bracketed_levels(values)
    units = tuple("" if i < labels else _path_unit(path, levels) for i, path in enumerate(headers))
    return units if any(units) else ()


def _unit_levels(values: Sequence[Path]) -> frozenset[int]:
    """Return the header rows below the first that hold nothing but units: ``Number``, ``%``."""
    found = set()
    for level in range(1, max((len(path) for path in values), default=0)):
        parts = [path[level] for path in values if level < len(path) and path[level]]
        certain = any(unit_line(part) or is_count(part) for part in parts)
        if certain and all(unit_of(part) for part in parts):
            found.add(level)
    return frozenset(found)


def _named_levels(labels: Sequence[Path]) -> frozenset[int]:
    """Return the header rows whose label says that units follow: ``Unit``, ``Einheit``."""
    return frozenset(
        level
        for path in labels
        for level, part in enumerate(path)
        if level and key_kind(part) is LineKind.UNIT
    )


def _bracketed_levels(values: Sequence[Path]) -> frozenset[int]:
    """Return the header rows below the first that repeat one text in brackets, a unit."""
    found = set()
    for level in range(1, max((len(path) for path in values), default=0)):
        parts = {path[level].strip() for path in values if level < len(path)}
        if len(values) > 1 and len(parts) == 1 and _BRACKETED.fullmatch(parts.pop()):
            found.add(level)
    return frozenset(found)


def _path_unit(path: Path, levels: frozenset[int]) -> str:
    for level, part in reversed(list(enumerate(path))):
        if level in levels and part:
            return unit_of(part) or part.strip(" ()[]")
        unit = unit_line(part) or split_unit(part)[1]
        if unit:
            return unit
    return ""


def _without_unit(path: Path, levels: frozenset[int]) -> Path:
    """Return a header path without its unit, unless nothing else would be left to name it."""
    bare = tuple(
        "" if level in levels or unit_line(part) else split_unit(part)[0]
        for level, part in enumerate(path)
    )
    return bare if any(bare) else path
