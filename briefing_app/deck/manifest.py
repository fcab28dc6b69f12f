"""What a deck knows of itself: sources with hashes, bindings, and the base state that we wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing_app.deck.identity import guid
from briefing_app.deck.slide_writer import SlideParts
from briefing_app.model.cell_range import parse_cell, split_reference
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.slide_plan import (
    Binding,
    BoundFigure,
    BoundValue,
    ComputedFigure,
    PlannedExhibit,
    PlannedSlide,
    Provenance,
    Role,
)
from briefing_app.ooxml.elements import DECLARATION, NOTHING, Xml, attributes, join, text
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
    inside = join(map(_computed, origin.computed))
    head = f"source{attributes(dict(facts))}"
    return Xml(f"<{head}>{inside}</source>" if inside else f"<{head}/>")


def _computed(figure: ComputedFigure) -> Xml:
    head = attributes({"row": figure.row, "column": figure.column, "value": figure.value})
    return Xml(f"<computed{head}>{text(figure.formula)}</computed>")


def _labels(tag: str, path: Sequence[str]) -> Xml:
    return join(Xml(f"<{tag}>{text(label)}</{tag}>") for label in path)


def _cell(cell: Binding) -> Xml:
    head = attributes(
        {
            "workbook": cell.workbook,
            "sheet": cell.sheet,
            "address": cell.address,
            "table": cell.table or None,
            "fingerprint": cell.value_fingerprint,
        }
    )
    labels = _labels("row", cell.row_path) + _labels("column", cell.column_path)
    return Xml(f"<cell{head}>{labels}</cell>")


def _value(value: BoundValue, shape: str) -> Xml:
    head = attributes(
        {
            "shape": shape,
            "start": value.start,
            "end": value.end,
            "formula": value.formula,
            "value": value.value,
        }
    )
    body = join(map(_source, value.origins)) + join(map(_cell, value.cells))
    return Xml(f"<value{head}>{body}</value>")


def _exhibit(exhibit: PlannedExhibit, shape: str) -> Xml:
    """Return the figures of an exhibit; the labels of a row or column are written once."""
    figures = exhibit.figures
    if not figures or not exhibit.provenance:
        return NOTHING
    origin, first, spec = exhibit.provenance[0], figures[0].cell, exhibit.spec
    head = attributes(
        {
            "shape": shape,
            "workbook": origin.workbook,
            "sheet": first.sheet,
            "cells": split_reference(origin.cells)[1],
            "table": first.table or None,
            "format": spec.number_format if isinstance(spec, ChartSpec) else None,
        }
    )
    places = [parse_cell(figure.cell.address) for figure in figures]
    rows = {row: f.cell.row_path for (row, _), f in zip(places, figures, strict=True)}
    columns = {column: f.cell.column_path for (_, column), f in zip(places, figures, strict=True)}
    lines = [
        *(_line("row", number, path) for number, path in rows.items()),
        *(_line("column", number, path) for number, path in columns.items()),
    ]
    return Xml(f"<exhibit{head}>{join(lines)}{join(map(_figure, figures))}</exhibit>")


def _line(tag: str, number: int, path: Sequence[str]) -> Xml:
    return Xml(f'<{tag} at="{number}">{_labels("label", path)}</{tag}>')


def _figure(figure: BoundFigure) -> Xml:
    head = attributes(
        {
            "at": figure.cell.address,
            "fingerprint": figure.cell.value_fingerprint,
            "value": figure.value,
            "shown": figure.shown if figure.shown != figure.value else None,
        }
    )
    return Xml(f"<figure{head}/>")


def _slide(slide: SlideParts, planned: PlannedSlide) -> Xml:
    exhibits = {Role.EXHIBIT: planned.exhibit, Role.SECOND_EXHIBIT: planned.second}
    origins = dict.fromkeys(o for e in planned.exhibits for o in e.provenance)
    shapes = join(
        Xml(f"<shape{attributes({'key': b.key, 'role': b.role})}>{text(b.text)}</shape>")
        for b in slide.bindings
    )
    values = join(_value(value, b.key) for b in slide.bindings for value in b.values)
    figures = join(
        _exhibit(exhibit, binding.key)
        for binding in slide.bindings
        for role, exhibit in exhibits.items()
        if exhibit and binding.role == role.value
    )
    head = attributes({"key": slide.key, "creationId": slide.creation_id})
    return Xml(f"<slide{head}>{join(map(_source, origins))}{shapes}{values}{figures}</slide>")


def manifest_parts(
    slides: Iterable[tuple[SlideParts, PlannedSlide]], language: str, names: PartNames
) -> ManifestParts:
    """Return the manifest as a custom XML part (ECMA-376-1, 15.2.5 and 15.2.6).

    start and end of a ``value`` count the characters of its ``shape``'s text; a ``figure`` stands
    in worksheet row and column ``at``, whose labels the ``row`` and ``column`` say.
    """
    body = join(_slide(slide, planned) for slide, planned in slides)
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
