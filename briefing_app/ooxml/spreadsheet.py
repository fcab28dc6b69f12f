"""A workbook's parts (ECMA-376-1, 18): its sheets, names and tables, and what only raw XML tells.

The cells themselves are read in ``sheet_scan``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from briefing_app.errors import FileDamaged
from briefing_app.ooxml.names import CORE, R
from briefing_app.ooxml.package import ROOT, Package

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_DC = "http://purl.org/dc/elements/1.1/"
REMEDY = "Open the file in Excel, save it under a new name and try again."
_MOST_DIGITS = 9  # of an attribute; Python reads no number of thousands
ON = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of a workbook, in its order. part: absolute part name, "" when it is missing."""

    name: str
    part: str
    visible: bool
    is_worksheet: bool


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name. sheet: the sheet it is local to, or ""; text: what it refers to."""

    name: str
    text: str
    sheet: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ExcelTable:
    """An Excel table (18.5.1.2). ref: its range in A1 form, with header and totals rows."""

    name: str
    ref: str
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What a workbook part says.

    date_1904: dates count from 1904; recalculates: asks for a full calculation when opened;
    title and author: from the core properties; strings and styles: part names; manual: formulas
    are calculated only when somebody asks for it; links: targets of the workbooks that formulas
    refer to as ``[1]``, ``[2]`` ..., "" where unknown.
    """

    sheets: tuple[SheetPart, ...]
    names: tuple[DefinedName, ...]
    date_1904: bool
    recalculates: bool
    title: str
    author: str
    strings: str
    styles: str
    manual: bool = False
    links: tuple[str, ...] = ()


def workbook_part(package: Package) -> str:
    """Return the name of the main part of an Office document; raises FileDamaged without one."""
    for relationship in package.relationships(ROOT):
        if relationship.type.endswith("/officeDocument") and not relationship.external:
            for name in package.contents:
                if name.lower() == relationship.target.lower():
                    return name
    raise FileDamaged("The file has no main part.", remedy=REMEDY, place=package.place)


def read_parts(package: Package) -> WorkbookParts:
    """Return what the workbook part says; raises FileDamaged and FileUnsafe."""
    part = workbook_part(package)
    root = package.tree(part)
    sheets = tuple(_sheets(package, part, root))
    if not sheets:
        raise FileDamaged("The workbook has no sheets.", remedy=REMEDY, place=package.place)
    properties = root.find(f"{{{S}}}workbookPr")
    calculation = root.find(f"{{{S}}}calcPr")
    core = next(iter(package.related(ROOT, _core_type(package))), "")
    return WorkbookParts(
        sheets=sheets,
        names=tuple(_names(root, [sheet.name for sheet in sheets])),
        date_1904=properties is not None and properties.get("date1904") in ON,
        recalculates=calculation is not None and calculation.get("fullCalcOnLoad") in ON,
        title=_core_text(package, core, "title"),
        author=_core_text(package, core, "creator"),
        strings=_one_related(package, part, "/sharedStrings"),
        styles=_one_related(package, part, "/styles"),
        manual=calculation is not None and calculation.get("calcMode") == "manual",
        links=tuple(_links(package, part, root)),
    )


def _links(package: Package, part: str, root: etree._Element) -> Iterator[str]:
    """Yield the target of each link to another workbook (18.14), in the order of its number."""
    by_id = {item.id: item for item in package.relationships(part)}
    for node in root.iterfind(f"{{{S}}}externalReferences/{{{S}}}externalReference"):
        relationship = by_id.get(node.get(f"{{{R}}}id", ""))
        link = relationship.target if relationship and not relationship.external else ""
        yield _external_target(package, link) if link in package.contents else ""


def _external_target(package: Package, link: str) -> str:
    """Return what a link to another workbook points to, "" where that is damaged."""
    try:
        targets = [item.target for item in package.relationships(link) if item.external]
    except FileDamaged:
        return ""
    return targets[0] if targets else ""


@dataclass(frozen=True, slots=True)
class PivotTable:
    """A pivot table (18.10). ref: its range; refreshes: its data is renewed when opened in Excel.

    stale: its data is marked as not current.
    """

    name: str
    ref: str
    refreshes: bool
    stale: bool


def pivot_tables(package: Package, sheet: SheetPart) -> tuple[PivotTable, ...]:
    """Return the pivot tables of a sheet, without those whose parts are damaged.

    Their cells are on the sheet in any case. Raises FileUnsafe.
    """
    found = []
    for relationship in package.relationships(sheet.part):
        if relationship.type.endswith("/pivotTable") and relationship.target in package.contents:
            try:
                found.append(_pivot_table(package, relationship.target))
            except FileDamaged:
                continue
    return tuple(found)


def _pivot_table(package: Package, part: str) -> PivotTable:
    root = package.tree(part)
    place = root.find(f"{{{S}}}location")
    cache = next(
        (
            package.tree(item.target)
            for item in package.relationships(part)
            if item.type.endswith("/pivotCacheDefinition") and item.target in package.contents
        ),
        None,
    )
    return PivotTable(
        root.get("name", ""),
        place.get("ref", "") if place is not None else "",
        refreshes=cache is not None and cache.get("refreshOnLoad") in ON,
        stale=cache is not None and cache.get("invalid") in ON,
    )


def _core_type(package: Package) -> str:
    types = (item.type for item in package.relationships(ROOT))
    return next((kind for kind in types if kind.endswith("/core-properties")), "")


def _core_text(package: Package, part: str, name: str) -> str:
    """Return a core property; broken properties are no reason to refuse a workbook's values."""
    if part not in package.contents:
        return ""
    try:
        root = package.tree(part)
    except FileDamaged:
        return ""
    if root.tag != f"{{{CORE}}}coreProperties":
        return ""
    return (root.findtext(f"{{{_DC}}}{name}") or "").strip()


def _one_related(package: Package, part: str, ending: str) -> str:
    for relationship in package.relationships(part):
        if relationship.type.endswith(ending) and relationship.target in package.contents:
            return relationship.target
    return ""


def _sheets(package: Package, part: str, root: etree._Element) -> Iterator[SheetPart]:
    by_id = {item.id: item for item in package.relationships(part)}
    for node in root.iterfind(f"{{{S}}}sheets/{{{S}}}sheet"):
        relationship = by_id.get(node.get(f"{{{R}}}id", ""))
        target = relationship.target if relationship and not relationship.external else ""
        yield SheetPart(
            name=node.get("name", ""),
            part=target if target in package.contents else "",
            visible=node.get("state", "visible") == "visible",
            is_worksheet=relationship is not None and relationship.type.endswith("/worksheet"),
        )


def _names(root: etree._Element, sheets: Sequence[str]) -> Iterator[DefinedName]:
    for node in root.iterfind(f"{{{S}}}definedNames/{{{S}}}definedName"):
        index = whole_number(node.get("localSheetId"), -1)
        yield DefinedName(
            name=node.get("name", ""),
            text=(node.text or "").strip(),
            sheet=sheets[index] if 0 <= index < len(sheets) else "",
            hidden=node.get("hidden") in ON,
        )


def table_parts(package: Package, sheet: SheetPart) -> tuple[str, ...]:
    """Return the names of the parts that tell of a sheet's Excel tables, in the file's order."""
    return tuple(
        item.target
        for item in package.relationships(sheet.part)
        if item.type.endswith("/table") and item.target in package.contents
    )


def excel_table(package: Package, part: str) -> ExcelTable:
    """Return the Excel table that a part tells of; raises FileDamaged and FileUnsafe."""
    root = package.tree(part)
    return ExcelTable(
        name=root.get("displayName") or root.get("name") or "",
        ref=root.get("ref", ""),
        header_rows=whole_number(root.get("headerRowCount"), 1),
        totals_rows=whole_number(root.get("totalsRowCount"), 0),
        columns=tuple(node.get("name", "") for node in root.iter(f"{{{S}}}tableColumn")),
    )


def whole_number(written: str | None, default: int) -> int:
    """Return a count or an index as an attribute holds it, the default for anything else."""
    is_number = written is not None and written.isdecimal() and len(written) <= _MOST_DIGITS
    return int(written) if written and is_number else default
