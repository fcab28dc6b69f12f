"""The presentation part and document properties of a deck, made from those of a template."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from briefing_app.ooxml.elements import DECLARATION, clean, text
from briefing_app.ooxml.names import CORE, P14, A, P, R, tag
from briefing_app.ooxml.xml_reader import serialise

# CT_Presentation (ECMA-376-1, 19.2.1.26): the children in schema order.
_ORDER = (
    "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags "
    "embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier "
    "extLst"
).split()
# What speaks of the template's own slides, and embedded fonts, whose licence is the template's.
_LEFT_BEHIND = "custShowLst custDataLst smartTags modifyVerifier photoAlbum embeddedFontLst".split()
_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"

FIRST_SLIDE_ID = 256
"""The least slide id that is allowed (ECMA-376-1, 19.7.13)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A native section: name, GUID in upper case with braces, ids of its slides."""

    name: str
    guid: str
    slide_ids: tuple[int, ...]


def _insert(root: etree._Element, child: etree._Element) -> None:
    """Put a child where the schema wants it, in place of one of the same name."""
    name = etree.QName(child).localname
    for old in root.findall(tag(f"p:{name}")):
        root.remove(old)
    later = {tag(f"p:{after}") for after in _ORDER[_ORDER.index(name) + 1 :]}
    position = next((i for i, node in enumerate(root) if node.tag in later), len(root))
    root.insert(position, child)


def _id_list(name: str, entry: str, entries: Sequence[tuple[int | None, str]]) -> etree._Element:
    parent = etree.Element(tag(f"p:{name}"))
    for number, relationship in entries:
        node = etree.SubElement(parent, tag(f"p:{entry}"))
        if number is not None:
            node.set("id", str(number))
        node.set(f"{{{R}}}id", relationship)
    return parent


def _section_list(sections: Sequence[Section]) -> etree._Element:
    ext = etree.Element(tag("p:ext"), uri=_SECTIONS_URI)
    parent = etree.SubElement(ext, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for section in sections:
        node = etree.SubElement(
            parent, f"{{{P14}}}section", name=clean(section.name), id=section.guid
        )
        ids = etree.SubElement(node, f"{{{P14}}}sldIdLst")
        for number in section.slide_ids:
            etree.SubElement(ids, f"{{{P14}}}sldId", id=str(number))
    return ext


def presentation_xml(
    template: etree._Element,
    *,
    masters: Sequence[str],
    notes_master: str,
    handout_masters: Sequence[str],
    slides: Sequence[str],
    sections: Sequence[Section],
) -> bytes:
    """Return the presentation part of a deck.

    template: the template's root; masters, notes_master, handout_masters, slides: the relationship
    ids of the new part. Slides get the ids from FIRST_SLIDE_ID on, in order. Everything that
    speaks of the template's own slides (shows, sections, its custom data) is left out.
    """
    root = copy.deepcopy(template)
    for name in _LEFT_BEHIND:
        for node in root.findall(tag(f"p:{name}")):
            root.remove(node)
    master_ids = [node.get("id") for node in root.iterfind(f".//{tag('p:sldMasterId')}")]
    numbers = [int(number) if number else None for number in master_ids]
    _insert(
        root, _id_list("sldMasterIdLst", "sldMasterId", list(zip(numbers, masters, strict=True)))
    )
    _insert(root, _id_list("notesMasterIdLst", "notesMasterId", [(None, notes_master)]))
    for old in root.findall(tag("p:handoutMasterIdLst")):
        root.remove(old)
    if handout_masters:
        entries = [(None, relationship) for relationship in handout_masters]
        _insert(root, _id_list("handoutMasterIdLst", "handoutMasterId", entries))
    numbered = [(FIRST_SLIDE_ID + i, relationship) for i, relationship in enumerate(slides)]
    _insert(root, _id_list("sldIdLst", "sldId", numbered))
    extensions = root.find(tag("p:extLst"))
    if extensions is None:
        extensions = etree.Element(tag("p:extLst"))
    for ext in extensions.findall(tag("p:ext")):
        if ext.get("uri") == _SECTIONS_URI:
            extensions.remove(ext)
    if sections:
        extensions.insert(0, _section_list(sections))
    if len(extensions):
        _insert(root, extensions)
    etree.cleanup_namespaces(root, top_nsmap={"a": A, "r": R, "p": P})
    return serialise(root)


def core_properties(title: str, author: str, language: str) -> bytes:
    """Return the core properties; without dates, since the same input gives the same bytes."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title)}</dc:title><dc:creator>{text(author)}</dc:creator>"
        f"<dc:language>{text(language)}</dc:language></cp:coreProperties>"
    ).encode()


def extended_properties(slides: int, notes: int) -> bytes:
    """Return the extended properties: the program and the counts, nothing of the machine."""
    return (
        f"{DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Briefing Deck Builder</Application>"
        f"<Slides>{slides}</Slides><Notes>{notes}</Notes></Properties>"
    ).encode()
