"""The values of an embedded workbook's cells, read only to compare a chart with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefing_app.errors import CallError, Place
from briefing_app.files import read_zip
from briefing_app.model.cell_range import CellRange, parse_cell
from briefing_app.ooxml.xml_reader import parse_xml

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\](),]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

Cell = float | str


@dataclass(frozen=True, slots=True)
class WorkbookCells:
    """Cell values by worksheet name and (row, column), 1-based; empty cells are left out."""

    sheets: Mapping[str, Mapping[tuple[int, int], Cell]]


def parse_reference(formula: str) -> CellRange | None:
    """Return the range that a chart refers to, None for anything but one plain range."""
    match = _REFERENCE.fullmatch(formula.strip().removeprefix("="))
    if match is None:
        return None
    sheet = match[1].replace("''", "'") if match[1] else match[2]
    try:
        return CellRange.parse(sheet, match[3])
    except CallError:
        return None


def addresses(cells: CellRange) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns of a range, row by row."""
    for row in range(cells.top, cells.bottom + 1):
        for column in range(cells.left, cells.right + 1):
            yield row, column


def read_cells(workbook: bytes, place: Place) -> WorkbookCells:
    """Return the cells of an ``.xlsx``.

    Raises FileDamaged, FileEncrypted or FileUnsafe when it cannot be read; a workbook without its
    usual parts (``.xlsb``) has no sheets here.
    """
    parts = read_zip(workbook, place)
    if _WORKBOOK not in parts:
        return WorkbookCells({})
    targets = _targets(parts, place)
    strings = _shared_strings(parts, place)
    sheets = {}
    for sheet in parse_xml(parts[_WORKBOOK], place).iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{_R}id", ""), "")
        if target in parts:
            root = parse_xml(parts[target], place)
            sheets[sheet.get("name", "")] = dict(_cells(root, strings))
    return WorkbookCells(sheets)


def _targets(parts: Mapping[str, bytes], place: Place) -> dict[str, str]:
    """Return part names by relationship id."""
    content = parts.get("xl/_rels/workbook.xml.rels")
    if content is None:
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))[1:]
        for link in parse_xml(content, place)
    }


def _shared_strings(parts: Mapping[str, bytes], place: Place) -> list[str]:
    content = parts.get("xl/sharedStrings.xml")
    if content is None:
        return []
    return [_text(item) for item in parse_xml(content, place).iter(f"{_S}si")]


def _text(item: etree._Element) -> str:
    """Return the text of a string item without its phonetic hints."""
    pieces = (node.text or "" for node in item.iter(f"{_S}t") if not _is_phonetic(node))
    return _decoded("".join(pieces))


def _is_phonetic(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == f"{_S}rPh"


def _decoded(value: str) -> str:
    """Return a string with ``_x000D_`` and the like as characters (ECMA-376-1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)


def _cells(root: etree._Element, strings: list[str]) -> Iterator[tuple[tuple[int, int], Cell]]:
    for cell in root.iter(f"{_S}c"):
        value = _value(cell, strings)
        if value is not None and value != "":
            yield parse_cell(cell.get("r", "A1")), value


def _value(cell: etree._Element, strings: list[str]) -> Cell | None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find(f"{_S}is")
        return None if inside is None else _text(inside)
    content = cell.findtext(f"{_S}v")
    if content is None:
        return None
    if kind == "s":
        return strings[int(content)] if int(content) < len(strings) else None
    if kind in ("n", "b"):
        return float(content) if content else None
    return _decoded(content)
