"""Elements of large parts, one by one, without the whole part standing in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from briefing_app.errors import FileDamaged, FileUnsafe, Place
from briefing_app.ooxml.spreadsheet import REMEDY


def element_ends(content: bytes, place: Place, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield elements as they end; raises FileUnsafe for a document type, FileDamaged if broken."""
    try:
        events = etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            tag=("{*}worksheet", "{*}sst", "{*}styleSheet", *tags),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        first = True
        for event, element in events:
            if first:
                first = False
                if element.getroottree().docinfo.doctype:
                    raise FileUnsafe(
                        "A sheet declares a document type, which no workbook needs.",
                        remedy="Do not open the file; ask where it comes from.",
                        place=place,
                    )
            if event == "end" and element.tag in tags:
                yield element
    except etree.XMLSyntaxError as cause:
        raise FileDamaged(
            f"A sheet is not well-formed XML ({cause}).", remedy=REMEDY, place=place
        ) from cause
    if first:
        raise FileDamaged("A part is not what it should be.", remedy=REMEDY, place=place)


def forget(element: etree._Element) -> None:
    """Free an element and those before it, so that a large part never stands in memory whole."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
