"""Check a package for what makes PowerPoint offer a repair, beyond what a schema can say."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from briefing_app.charts.chart_check import check_chart
from briefing_app.errors import BriefingError, Place
from briefing_app.model.finding import Finding, error, of_error
from briefing_app.ooxml.names import P14, ContentType, P, R, Rel, tag
from briefing_app.ooxml.package import ROOT, Package, relationships_name
from briefing_app.ooxml.presentation import FIRST_SLIDE_ID

_REMEDY = "Build the deck again; if it comes back, report it with the deck."
_R_ID = f"{{{R}}}"
_LAYOUT_IDS = 1 << 31  # ECMA-376-1, 19.7.5 and 19.7.6: layout and master ids start here.
_XML_TYPES = ("+xml", "/xml")


def check_package(content: bytes, name: str) -> tuple[Finding, ...]:
    """Return what is wrong with the package of a deck; content: bytes of a .pptx.

    Relationships, content types, part names, orphans, ids of shapes, slides, masters and layouts,
    sections, and every chart with its workbook. A package that cannot be read is one finding.
    """
    place = Place(file=name)
    try:
        package = Package.read(content, place)
        return tuple(_problems(package))
    except BriefingError as problem:
        return (of_error(problem),)


def _problem(package: Package, code: str, message: str) -> Finding:
    return error(code, message, _REMEDY, package.place)


def _parts(package: Package) -> list[str]:
    return [name for name in package.contents if not name.endswith(".rels")]


def _problems(package: Package) -> Iterator[Finding]:
    yield from _part_names(package)
    yield from _relationships(package)
    yield from _orphans(package)
    mains = package.related(ROOT, Rel.OFFICE_DOCUMENT)
    if len(mains) != 1:
        yield _problem(package, "main-part", f"The package has {len(mains)} main parts.")
        return
    for part in _parts(package):
        if package.content_type(part).endswith(_XML_TYPES):
            yield from _references(package, part)
    yield from _presentation(package, mains[0])
    for part in package.related(mains[0], Rel.SLIDE):
        yield from _shape_ids(package, part)
        yield from _charts(package, part)


def _part_names(package: Package) -> Iterator[Finding]:
    for name, count in Counter(name.lower() for name in package.contents).items():
        if count > 1:
            yield _problem(package, "part-twice", f"The part {name} stands {count} times.")
    for name in _parts(package):
        if not package.content_type(name):
            yield _problem(package, "content-type", f"The part {name} has no content type.")


def _relationships(package: Package) -> Iterator[Finding]:
    for source in (ROOT, *_parts(package)):
        relationships = package.relationships(source)
        doubles = [i for i, n in Counter(r.id for r in relationships).items() if n > 1]
        for identity in doubles:
            message = f"{source} has the relationship {identity} twice."
            yield _problem(package, "relationship-twice", message)
        for relationship in relationships:
            if not relationship.external and relationship.target not in package.contents:
                message = f"{source} points to {relationship.target}, which is not there."
                yield _problem(package, "relationship-dangling", message)


def _orphans(package: Package) -> Iterator[Finding]:
    reached: set[str] = set()
    waiting = [ROOT]
    while waiting:
        for relationship in package.relationships(waiting.pop()):
            if not relationship.external and relationship.target not in reached:
                reached.add(relationship.target)
                if relationship.target in package.contents:
                    waiting.append(relationship.target)
    for name in _parts(package):
        if name not in reached:
            yield _problem(package, "part-orphan", f"Nothing points to the part {name}.")
    sources = {relationships_name(part) for part in (ROOT, *_parts(package))}
    for name in package.contents:
        if name.endswith(".rels") and name not in sources:
            yield _problem(package, "part-orphan", f"{name} belongs to no part.")


def _references(package: Package, part: str) -> Iterator[Finding]:
    """Check that every r:id, r:embed and r:link in a part is one of its relationships."""
    known = {relationship.id for relationship in package.relationships(part)}
    for node in package.tree(part).iter("*"):
        for attribute, value in node.attrib.items():
            # An empty r:id is how a hyperlink without a target is written (19.7.1).
            if str(attribute).startswith(_R_ID) and value and value not in known:
                message = f"{part} uses the relationship {value!s}, which it does not have."
                yield _problem(package, "relationship-unknown", message)


def _shape_ids(package: Package, part: str) -> Iterator[Finding]:
    ids = Counter(node.get("id") for node in package.tree(part).iter(tag("p:cNvPr")))
    for number, count in ids.items():
        if count > 1:
            message = f"{posixpath.basename(part)} has {count} shapes with the id {number}."
            yield _problem(package, "shape-id-twice", message)


def _presentation(package: Package, main: str) -> Iterator[Finding]:
    root = package.tree(main)
    slides = [int(node.get("id", "0")) for node in root.iter(tag("p:sldId"))]
    if len(set(slides)) != len(slides) or any(number < FIRST_SLIDE_ID for number in slides):
        yield _problem(package, "slide-id", "Slide ids are not unique or below 256.")
    masters = list(root.iter(tag("p:sldMasterId")))
    ids = [node.get("id") for node in masters]
    for master in package.related(main, Rel.SLIDE_MASTER):
        ids += [node.get("id") for node in package.tree(master).iter(tag("p:sldLayoutId"))]
    numbers = [int(number) for number in ids if number]
    if len(set(numbers)) != len(numbers) or any(number < _LAYOUT_IDS for number in numbers):
        message = "Ids of masters and layouts are not unique or below 2147483648."
        yield _problem(package, "layout-id", message)
    listed = [int(node.get("id", "0")) for node in root.iter(f"{{{P14}}}sldId")]
    if listed and sorted(listed) != sorted(slides):
        message = "The sections do not list every slide exactly once."
        yield _problem(package, "section-slides", message)
    unlisted = set(package.related(main, Rel.SLIDE)) - _listed_slides(package, main)
    for name in sorted(unlisted):
        yield _problem(package, "slide-unlisted", f"{name} is not in the list of slides.")


def _listed_slides(package: Package, main: str) -> set[str]:
    by_id = {r.id: r.target for r in package.relationships(main)}
    nodes = package.tree(main).iter(f"{{{P}}}sldId")
    return {by_id.get(node.get(f"{_R_ID}id", ""), "") for node in nodes}


def _charts(package: Package, slide: str) -> Iterator[Finding]:
    place = Place(file=package.place.file, slot=posixpath.basename(slide))
    for chart in package.related(slide, Rel.CHART):
        books = package.related(chart, Rel.PACKAGE)
        workbook = package.contents.get(books[0]) if books else None
        if package.content_type(chart) == ContentType.CHART and chart in package.contents:
            yield from check_chart(package.contents[chart], workbook, place)
