"""Check what a reader of a deck would stumble over: titles, empty placeholders, missing texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pptx
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.picture import Picture
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide

from briefing_app.deck.manifest_reader import read_manifest
from briefing_app.deck.preflight import check_package
from briefing_app.errors import BriefingError, Place
from briefing_app.model.deck_record import DeckRecord
from briefing_app.model.finding import Finding, Severity, info, of_error, warning
from briefing_app.ooxml.package import Package

# python-pptx knows no prefix for the extension's namespace.
_CREATION_ID = "./p:cSld/p:extLst//*[local-name()='creationId']/@val"


def check_deck(
    content: bytes, name: str, workbooks: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a deck.

    content: bytes of a .pptx; name: for messages; workbooks: SHA-256 by file name of the workbooks
    to check against, or None to check against the deck's own embedded data.
    """
    findings = list(check_package(content, name))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return tuple(findings)
    place = Place(file=name)
    presentation = pptx.Presentation(io.BytesIO(content))
    titles: dict[str, int] = {}
    for number, slide in enumerate(presentation.slides, start=1):
        findings += _slide(slide, replace(place, slide=number), titles)
    try:
        findings += _sources(Package.read(content, place), workbooks)
    except BriefingError as problem:
        findings.append(of_error(problem))
    return tuple(findings)


def recorded(content: bytes, name: str) -> tuple[DeckRecord | None, dict[str, int]]:
    """Return what a deck says of its figures, and the number of each slide by its creation id.

    (None, {}) for a deck without a manifest, and for one that :func:`check_deck` refuses.
    """
    if any(finding.severity is Severity.ERROR for finding in check_package(content, name)):
        return None, {}
    try:
        record = read_manifest(Package.read(content, Place(file=name)))
    except BriefingError:
        return None, {}
    slides = pptx.Presentation(io.BytesIO(content)).slides
    numbers = {
        str(identity): number
        for number, slide in enumerate(slides, start=1)
        for identity in slide.element.xpath(_CREATION_ID)
    }
    return record, numbers


def _slide(slide: Slide, place: Place, titles: dict[str, int]) -> Iterator[Finding]:
    heading = slide.shapes.title
    title = heading.text_frame.text.strip() if heading is not None else ""
    if not title:
        yield warning(
            "title-missing",
            "The slide has no title.",
            "Give it one: screen readers and the outline need it.",
            place,
        )
    elif title in titles:
        yield warning(
            "title-twice",
            f"The slide has the same title as slide {titles[title]}.",
            "Say on each what it alone shows.",
            place,
        )
    titles.setdefault(title, place.slide)
    for shape in slide.shapes:
        yield from _shape(shape, replace(place, slot=shape.name))


def _shape(shape: BaseShape, place: Place) -> Iterator[Finding]:
    if isinstance(shape, SlidePlaceholder) and not shape.text_frame.text.strip():
        yield warning(
            "placeholder-empty",
            "The placeholder is empty.",
            "Fill it or delete it.",
            place,
        )
    if isinstance(shape, GraphicFrame | Picture):
        properties = shape._element.xpath(".//p:cNvPr")  # noqa: SLF001 - there is no public way
        if properties and not properties[0].get("descr"):
            yield warning(
                "alt-text-missing",
                "The exhibit has no alternative text.",
                "Describe what it shows in one sentence.",
                place,
            )


def _sources(package: Package, workbooks: Mapping[str, str] | None) -> Iterator[Finding]:
    """Compare the hashes of the manifest with those of the workbooks at hand."""
    if workbooks is None:
        yield info(
            "own-data",
            "Checked against the deck's own embedded data.",
            "Give the workbook with --with to check against it.",
            package.place,
        )
        return
    record = read_manifest(package)
    known = dict(record.sources) if record else {}
    if not known:
        yield warning(
            "manifest-missing",
            "The deck does not say which workbooks it was made from.",
            "It was exported clean or made elsewhere; check its figures by hand.",
            package.place,
        )
    for name, digest in known.items():
        if name not in workbooks:
            yield warning(
                "source-not-given",
                f"The deck was made from “{name}”, which was not given.",
                "Give it with --with.",
                package.place,
            )
        elif workbooks[name] != digest:
            yield warning(
                "source-changed",
                f"“{name}” has changed since the deck was built.",
                "Build the deck again from the workbook as it is now.",
                package.place,
            )
