"""Parse XML that nobody vouches for: no entities, no document types, no network, no huge trees."""

from __future__ import annotations

from lxml import etree

from briefing_app.errors import FileDamaged, FileUnsafe, Place

Node = etree._Element  # noqa: SLF001 - lxml has no public name for its type
"""An element of parsed XML, for rooms that only read it."""

_REMEDY = "Open the file in Office, save it under a new name and try again."


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )


def parse_xml(content: bytes, place: Place) -> etree._Element:
    """Return the root element of a part.

    Raises FileUnsafe when the part has a document type (OPC forbids it: ECMA-376-2, 8.2.5),
    FileDamaged when it is not well-formed.
    """
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise FileDamaged(
            f"The part is not well-formed XML ({cause}).", remedy=_REMEDY, place=place
        ) from cause
    if root is None:
        raise FileDamaged("The part is empty.", remedy=_REMEDY, place=place)
    if content.find(b"<!DOCTYPE") >= 0 or root.getroottree().docinfo.internalDTD is not None:
        raise FileUnsafe("The part declares a document type.", remedy=_REMEDY, place=place)
    return root


def serialise(root: etree._Element) -> bytes:
    """Return an element as a whole part, in UTF-8 with a declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
