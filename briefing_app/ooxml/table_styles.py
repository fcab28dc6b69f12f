"""Table styles: what a table looks like before its cells say anything (ECMA-376-1, 20.1.4.2).

A style's formats stay XML nodes here, since colours depend on the slide that shows the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefing_app.ooxml.names import tag
from briefing_app.ooxml.table_style_catalogue import built_in_style

PARTS = (
    "wholeTbl", "band1V", "band2V", "band1H", "band2H", "lastCol", "firstCol", "lastRow",
    "firstRow", "seCell", "swCell", "neCell", "nwCell",
)  # fmt: skip
"""The parts of a table that a style formats, each over those before it."""
_FILLS = ("a:noFill", "a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")


@dataclass(frozen=True, slots=True)
class CellText:
    """How a style sets text; None: not said.

    colour: the element that holds the colour, as ``read_colour`` takes it; font: ``major``,
    ``minor`` or "".
    """

    bold: bool | None = None
    italic: bool | None = None
    colour: etree._Element | None = None
    font: str = ""

    def over(self, below: CellText) -> CellText:
        """Return this with what it does not say from another."""
        return CellText(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.colour if self.colour is None else self.colour,
            self.font or below.font,
        )


@dataclass(frozen=True, slots=True)
class StylePart:
    """One part of a style.

    borders: by ``left``, ``right``, ``top``, ``bottom``, ``insideH``, ``insideV``, ``tl2br``,
    ``tr2bl`` an a:ln or an a:lnRef; fill: an a:fillRef, or the element that holds a fill.
    """

    text: CellText
    borders: Mapping[str, etree._Element]
    fill: etree._Element | None


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style. background: behind all cells, as a part's fill."""

    parts: Mapping[str, StylePart]
    background: etree._Element | None = None


NO_STYLE = TableStyle({})


def _switch(node: etree._Element, name: str) -> bool | None:
    return {"on": True, "off": False}.get(node.get(name, ""))


def _text(node: etree._Element | None) -> CellText:
    if node is None:
        return CellText()
    reference = node.find(tag("a:fontRef"))
    colours = any(etree.QName(child).localname.endswith("Clr") for child in node.iterchildren("*"))
    colour = node if colours else reference if reference is not None and len(reference) else None
    return CellText(
        _switch(node, "b"),
        _switch(node, "i"),
        colour,
        "" if reference is None else reference.get("idx", ""),
    )


def fill_holder(node: etree._Element | None) -> etree._Element | None:
    """Return what holds the fill of a cell or of a style's part, None where it says nothing."""
    if node is None:
        return None
    for name in ("a:fillRef", "a:fill"):
        found = node.find(tag(name))
        if found is not None:
            return found if name == "a:fillRef" or len(found) else None
    return node if any(node.find(tag(name)) is not None for name in _FILLS) else None


def _borders(node: etree._Element | None) -> Mapping[str, etree._Element]:
    edges = None if node is None else node.find(tag("a:tcBdr"))
    if edges is None:
        return {}
    return {
        etree.QName(edge).localname: line
        for edge in edges.iterchildren("*")
        if (line := next(edge.iterchildren("*"), None)) is not None
    }


def read_style(node: etree._Element) -> TableStyle:
    """Return the style that an a:tblStyle describes."""
    parts = {}
    for name in PARTS:
        part = node.find(tag(f"a:{name}"))
        if part is not None:
            cell = part.find(tag("a:tcStyle"))
            parts[name] = StylePart(
                _text(part.find(tag("a:tcTxStyle"))), _borders(cell), fill_holder(cell)
            )
    return TableStyle(parts, fill_holder(node.find(tag("a:tblBg"))))


def table_style(identity: str, root: etree._Element | None) -> TableStyle:
    """Return a style by its GUID: from a table styles part, else one that PowerPoint knows.

    root: the a:tblStyleLst, or None; a GUID that nobody knows has no formats.
    """
    wanted = identity.strip().upper()
    for node in () if root is None else root.iterchildren(tag("a:tblStyle")):
        if node.get("styleId", "").upper() == wanted:
            return read_style(node)
    built_in = built_in_style(wanted)
    return NO_STYLE if built_in is None else read_style(built_in)
