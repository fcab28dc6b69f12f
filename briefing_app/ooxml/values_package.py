"""A workbook cut down to its values, so that openpyxl meets nothing that it can fail on.

openpyxl refuses workbooks whose pictures, styles, names or properties it does not understand,
although every value is sound; and it takes a link's target for the value of an empty cell.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from lxml import etree

from briefing_app.files import write_zip
from briefing_app.ooxml.elements import DECLARATION, Xml, attributes, join
from briefing_app.ooxml.names import RELS, TYPES, ContentType, R
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.sheet_scan import element_ends
from briefing_app.ooxml.spreadsheet import S, SheetPart, WorkbookParts

_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def values_package(package: Package, workbook: WorkbookParts, sheets: Sequence[SheetPart]) -> bytes:
    """Return a small workbook that holds the values and number formats of these sheets only.

    Left out is all that openpyxl would read besides and can fail on: pictures, charts, pivots,
    comments, links, fonts, fills, custom properties. Styles keep their number, their number
    format and their alignment. Sheets keep their order, names and XML.
    """
    entries = [("xl/workbook.xml", _small_workbook(workbook, sheets))]
    relationships: list[tuple[str, str]] = []
    overrides = [("/xl/workbook.xml", f"{_SML}sheet.main+xml")]
    for number, sheet in enumerate(sheets, 1):
        content = _cells_only(package.contents[sheet.part])
        entries.append((f"xl/worksheets/sheet{number}.xml", content))
        relationships.append(("worksheet", f"worksheets/sheet{number}.xml"))
        overrides.append((f"/xl/worksheets/sheet{number}.xml", f"{_SML}worksheet+xml"))
    if workbook.strings:
        content = package.contents[workbook.strings]
        for _ in element_ends(content, package.place, ()):
            """Only the check for a document type and for being well-formed is wanted."""
        entries.append(("xl/sharedStrings.xml", content))
        relationships.append(("sharedStrings", "sharedStrings.xml"))
        overrides.append(("/xl/sharedStrings.xml", f"{_SML}sharedStrings+xml"))
    if workbook.styles:
        entries.append(("xl/styles.xml", _small_styles(package.tree(workbook.styles))))
        relationships.append(("styles", "styles.xml"))
        overrides.append(("/xl/styles.xml", f"{_SML}styles+xml"))
    return write_zip(
        [
            ("[Content_Types].xml", _content_types(overrides)),
            ("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])),
            ("xl/_rels/workbook.xml.rels", _relationships(relationships)),
            *entries,
        ]
    )


NO_DIMENSION = b'dimension ref="A1"/>'
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WORKSHEET_TAG = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet\b[^>]*>")


def _cells_only(content: bytes) -> bytes:
    """Return a worksheet part with nothing but its cells, in UTF-8.

    The declared dimension, too, is replaced by :data:`NO_DIMENSION`: files say less there than they
    hold. Whoever reads the package with openpyxl calls ``reset_dimensions`` on each sheet; without
    any dimension openpyxl would read the whole sheet in search of one.
    """
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = _XML_DECLARATION.sub("", content.decode("utf-16")).encode()
    root = _WORKSHEET_TAG.search(content)
    if root is None:
        return content
    closing = b"</" + root[1] + b"sheetData>"
    start, end = content.find(b"<" + root[1] + b"sheetData"), content.rfind(closing)
    if not root.end() <= start < end:
        return content
    cells = content[start : end + len(closing)]
    dimension = b"<" + root[1] + NO_DIMENSION
    return b"".join((content[: root.end()], dimension, cells, b"</", root[1], b"worksheet>"))


def _small_workbook(workbook: WorkbookParts, sheets: Sequence[SheetPart]) -> bytes:
    listed = join(
        Xml(f"<sheet{attributes({'name': sheet.name, 'sheetId': n, 'r:id': f'rId{n}'})}/>")
        for n, sheet in enumerate(sheets, 1)
    )
    epoch = '<workbookPr date1904="1"/>' if workbook.date_1904 else ""
    return (
        f'{DECLARATION}<workbook xmlns="{S}" xmlns:r="{R}">{epoch}<sheets>{listed}</sheets>'
        "</workbook>"
    ).encode()


def _content_types(overrides: Sequence[tuple[str, str]]) -> bytes:
    listed = join(
        Xml(f"<Override{attributes({'PartName': name, 'ContentType': kind})}/>")
        for name, kind in overrides
    )
    rels = attributes({"Extension": "rels", "ContentType": ContentType.RELATIONSHIPS})
    return f'{DECLARATION}<Types xmlns="{TYPES}"><Default{rels}/>{listed}</Types>'.encode()


def _relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    listed = join(
        Xml(f"<Relationship{attributes({'Id': f'rId{n}', 'Type': f'{R}/{kind}', 'Target': to})}/>")
        for n, (kind, to) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{RELS}">{listed}</Relationships>'.encode()


def _small_styles(root: etree._Element) -> bytes:
    """Return a style sheet with the same cell formats, by number format and alignment only."""
    formats = join(
        Xml(
            "<numFmt"
            + attributes({name: node.get(name) for name in ("numFmtId", "formatCode")})
            + "/>"
        )
        for node in root.iterfind(f"{{{S}}}numFmts/{{{S}}}numFmt")
    )
    cells = join(_small_format(node) for node in root.iterfind(f"{{{S}}}cellXfs/{{{S}}}xf"))
    plain = "<xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>"
    return (
        f'{DECLARATION}<styleSheet xmlns="{S}">'
        + (f"<numFmts>{formats}</numFmts>" if formats else "")
        + "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
        f"<borders><border/></borders><cellStyleXfs>{plain}</cellStyleXfs>"
        f"<cellXfs>{cells or plain}</cellXfs>"
        "<cellStyles><cellStyle name='Normal' xfId='0' builtinId='0'/></cellStyles></styleSheet>"
    ).encode()


def _small_format(node: etree._Element) -> Xml:
    number = node.get("numFmtId", "0")
    alignment = node.find(f"{{{S}}}alignment")
    indent = alignment.get("indent", "0") if alignment is not None else "0"
    inside = f"<alignment indent='{indent}'/>" if indent.isdecimal() and indent != "0" else ""
    return Xml(
        f"<xf numFmtId='{number if number.isdecimal() else 0}' fontId='0' fillId='0'"
        f" borderId='0' xfId='0'>{inside}</xf>"
    )
