"""The outline of a deck: its slides in order, sections, page sizes and document properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefing_app.errors import FileDamaged
from briefing_app.ooxml.names import P14, ContentType, R, Rel, tag
from briefing_app.ooxml.package import ROOT, Package

EMU_PER_POINT = 12_700
_SLIDE_SIZE = (9_144_000, 6_858_000)  # the defaults of 19.2.1.39 p:sldSz and 19.2.1.23 p:notesSz
_NOTES_SIZE = (6_858_000, 9_144_000)
_LEAST_SIDE, _MOST_SIDE = 914_400 // 4, 51_206_400  # 20.1.10.84 ST_SlideSizeCoordinate, and less
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class OutlinedSlide:
    """A slide: its part and whether shows leave it out (19.3.1.38 p:sld, show)."""

    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class DeckOutline:
    """slide_size, notes_size: width and height in points; sections: name, first slide (from 1)."""

    presentation: str
    slides: tuple[OutlinedSlide, ...]
    slide_size: tuple[float, float]
    notes_size: tuple[float, float]
    sections: tuple[tuple[str, int], ...] = ()
    title: str = ""
    author: str = ""
    language: str = ""


def read_outline(package: Package) -> DeckOutline:
    """Return the outline of a deck.

    Slides whose part is missing or broken are left in: whoever reads them meets the fault.
    Raises FileDamaged when the package holds no presentation.
    """
    part = _presentation(package)
    root = package.tree(part)
    targets = {one.id: one.target for one in package.relationships(part) if not one.external}
    listed = [
        (node.get("id", ""), targets[relation])
        for node in root.iterfind(f"{tag('p:sldIdLst')}/{tag('p:sldId')}")
        if (relation := node.get(f"{{{R}}}id", "")) in targets
    ]
    title, author, language = _properties(package)
    return DeckOutline(
        part,
        tuple(OutlinedSlide(slide, _is_hidden(package, slide)) for _, slide in listed),
        _size(root.find(tag("p:sldSz")), _SLIDE_SIZE),
        _size(root.find(tag("p:notesSz")), _NOTES_SIZE),
        tuple(_sections(root, [number for number, _ in listed])),
        title,
        author,
        language,
    )


def _presentation(package: Package) -> str:
    for part in package.related(ROOT, Rel.OFFICE_DOCUMENT):
        if package.content_type(part) in ContentType.PRESENTATIONS:
            return part
    raise FileDamaged(
        "This Office document is no presentation.",
        remedy="Choose a .pptx or .potx file.",
        place=package.place,
    )


def _is_hidden(package: Package, slide: str) -> bool:
    content = package.contents.get(slide, b"")
    if b"show" not in content and b"\0" not in content[:4]:  # UTF-16 has such bytes
        return False  # and the slide need not be parsed
    try:
        return package.tree(slide).get("show", "1") in {"0", "false"}
    except FileDamaged:
        return False


def _size(node: etree._Element | None, default: tuple[int, int]) -> tuple[float, float]:
    sides = []
    for name, usual in zip(("cx", "cy"), default, strict=True):
        written = "" if node is None else node.get(name, "")
        side = int(written) if written.isdecimal() else usual
        sides.append(side if _LEAST_SIDE <= side <= _MOST_SIDE else usual)
    return sides[0] / EMU_PER_POINT, sides[1] / EMU_PER_POINT


def _sections(root: etree._Element, slide_ids: list[str]) -> Iterator[tuple[str, int]]:
    """Yield name and first slide of each section that has slides, in the order of the slides."""
    found: dict[int, str] = {}
    for section in root.iter(f"{{{P14}}}section"):
        ids = {node.get("id", "") for node in section.iter(f"{{{P14}}}sldId")}
        places = [place for place, one in enumerate(slide_ids, 1) if one in ids]
        if places:
            found[min(places)] = section.get("name", "")
    yield from ((found[first], first) for first in sorted(found))


def _properties(package: Package) -> tuple[str, str, str]:
    """Return title, author and language, each "" when the file does not say it."""
    try:
        part = next(iter(package.related(ROOT, Rel.CORE)), "")
        root = package.tree(part)
    except FileDamaged:
        return "", "", ""
    title, author, language = (
        " ".join((root.findtext(f"{_DC}{name}") or "").split())
        for name in ("title", "creator", "language")
    )
    return title, author, language
