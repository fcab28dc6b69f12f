"""What a deck knows of itself: sources with hashes, bindings, and the base state that we wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing_app.deck.identity import guid
from briefing_app.deck.slide_writer import SlideParts
from briefing_app.model.slide_plan import Provenance
from briefing_app.ooxml.elements import DECLARATION, Xml, attributes, join, text
from briefing_app.ooxml.names import ContentType, Rel
from briefing_app.ooxml.package import Part, Relationship
from briefing_app.ooxml.part_names import CUSTOM_XML, CUSTOM_XML_PROPS, PartNames

NAMESPACE = "urn:briefing-deck-builder:manifest:1"


@dataclass(frozen=True, slots=True)
class ManifestParts:
    """The custom XML part and its properties part."""

    item: Part
    properties: Part

    @property
    def parts(self) -> tuple[Part, Part]:
        """Return both parts, ready to be written."""
        return self.item, self.properties


def _source(origin: Provenance) -> Xml:
    facts = {"workbook": origin.workbook, "sha256": origin.sha256, "cells": origin.cells}
    return Xml(f"<source{attributes(dict(facts))}/>")


def _slide(slide: SlideParts, origins: Sequence[Provenance]) -> Xml:
    shapes = join(
        Xml(f"<shape{attributes({'key': b.key, 'role': b.role})}>{text(b.text)}</shape>")
        for b in slide.bindings
    )
    head = attributes({"key": slide.key, "creationId": slide.creation_id})
    return Xml(f"<slide{head}>{join(map(_source, origins))}{shapes}</slide>")


def manifest_parts(
    slides: Iterable[tuple[SlideParts, Sequence[Provenance]]], language: str, names: PartNames
) -> ManifestParts:
    """Return the manifest as a custom XML part (ECMA-376-1, 15.2.5 and 15.2.6)."""
    body = join(_slide(slide, origins) for slide, origins in slides)
    content = f'{DECLARATION}<manifest xmlns="{NAMESPACE}" language="{language}">{body}</manifest>'
    item, properties = names.next(CUSTOM_XML), names.next(CUSTOM_XML_PROPS)
    ds = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    described = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{ds}" ds:itemID="{guid(NAMESPACE)}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return ManifestParts(
        Part(
            item,
            ContentType.XML,
            content.encode(),
            (Relationship("rId1", Rel.CUSTOM_XML_PROPS, properties),),
        ),
        Part(properties, ContentType.CUSTOM_XML_PROPS, described.encode()),
    )
