"""Namespaces, relationship types and content types of the parts that we read and write."""

from __future__ import annotations

from functools import cache

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

NAMESPACES = {"a": A, "c": C, "p": P, "r": R, "p14": P14, "a16": A16}


class Rel:
    """Relationship types (ECMA-376-1, 15.2; transitional)."""

    OFFICE_DOCUMENT = R + "/officeDocument"
    CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    EXTENDED = R + "/extended-properties"
    SLIDE = R + "/slide"
    SLIDE_LAYOUT = R + "/slideLayout"
    SLIDE_MASTER = R + "/slideMaster"
    NOTES_SLIDE = R + "/notesSlide"
    NOTES_MASTER = R + "/notesMaster"
    HANDOUT_MASTER = R + "/handoutMaster"
    THEME = R + "/theme"
    CHART = R + "/chart"
    CHART_USER_SHAPES = R + "/chartUserShapes"
    PACKAGE = R + "/package"
    TAGS = R + "/tags"
    CUSTOM_XML = R + "/customXml"
    CUSTOM_XML_PROPS = R + "/customXmlProps"


class ContentType:
    """Content types of the parts that we write (ECMA-376-1, 15)."""

    _PML = "application/vnd.openxmlformats-officedocument.presentationml."
    PRESENTATION = _PML + "presentation.main+xml"
    SLIDE = _PML + "slide+xml"
    SLIDE_LAYOUT = _PML + "slideLayout+xml"
    SLIDE_MASTER = _PML + "slideMaster+xml"
    NOTES_SLIDE = _PML + "notesSlide+xml"
    NOTES_MASTER = _PML + "notesMaster+xml"
    TAGS = _PML + "tags+xml"
    THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
    CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    CHART_SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CORE = "application/vnd.openxmlformats-package.core-properties+xml"
    EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    CUSTOM_XML_PROPS = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
    XML = "application/xml"

    PRESENTATIONS = frozenset(
        {
            PRESENTATION,
            _PML + "template.main+xml",
            _PML + "slideshow.main+xml",
            "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
            "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
        }
    )


@cache
def tag(prefixed: str) -> str:
    """Return ``p:sp`` as lxml writes it: ``{namespace}sp``."""
    prefix, _, name = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
