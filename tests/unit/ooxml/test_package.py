"""Packages: what is written reads back; names, targets and types hold."""

from __future__ import annotations

import pytest

from briefing_app.errors import FileDamaged, FileUnsafe, Place
from briefing_app.files import write_zip
from briefing_app.ooxml.names import ContentType, Rel
from briefing_app.ooxml.package import (
    ROOT,
    LivePackage,
    Package,
    Part,
    Relationship,
    relationships_name,
    relative_target,
    resolve_target,
    write_package,
)
from briefing_app.ooxml.part_names import CHART, SLIDE, PartNames
from briefing_app.ooxml.xml_reader import parse_xml

HERE = Place(file="t.pptx")


def test_a_package_reads_back_as_it_was_written() -> None:
    slide = Part(
        "/ppt/slides/slide1.xml",
        ContentType.SLIDE,
        b"<a/>",
        (
            Relationship("rId1", Rel.SLIDE_LAYOUT, "/ppt/slideLayouts/slideLayout1.xml"),
            Relationship("rId2", "link", "http://example.org/?a=1&b=2", external=True),
        ),
    )
    layout = Part("/ppt/slideLayouts/slideLayout1.xml", ContentType.SLIDE_LAYOUT, b"<b/>")
    content = write_package([slide, layout], [Relationship("rId1", "main", slide.name)])
    package = Package.read(content, HERE)
    assert package.part(slide.name) == slide
    assert package.part(layout.name) == layout
    assert package.related(ROOT, "main") == (slide.name,)
    assert package.related(slide.name, "link") == ()
    assert write_package([slide, layout], [Relationship("rId1", "main", slide.name)]) == content


def test_a_live_package_changes_part_by_part() -> None:
    def part(content: bytes, target: str) -> Part:
        related = (Relationship("rId1", Rel.CHART, target),)
        return Part("/ppt/slides/slide1.xml", ContentType.SLIDE, content, related)

    first = part(b"<a/>", "/ppt/charts/chart1.xml")
    package = LivePackage([first], [Relationship("rId1", "main", first.name)], HERE)
    assert package.part(first.name) == first
    assert package.related(ROOT, "main") == (first.name,)
    assert package.tree(first.name).tag == "a"
    package.put(second := part(b"<b/>", "/ppt/charts/chart2.xml"))
    assert package.part(first.name) == second
    assert package.tree(first.name).tag == "b"
    package.drop(first.name)
    package.drop(first.name)
    assert first.name not in package.contents
    assert package.content_type(first.name) == ""
    assert package.relationships(first.name) == ()
    with pytest.raises(FileDamaged):
        package.tree(first.name)


@pytest.mark.parametrize(
    ("source", "target", "relative"),
    [
        ("/ppt/slides/slide1.xml", "/ppt/charts/chart1.xml", "../charts/chart1.xml"),
        ("/", "/ppt/presentation.xml", "ppt/presentation.xml"),
        ("/ppt/presentation.xml", "/ppt/slides/slide1.xml", "slides/slide1.xml"),
    ],
)
def test_targets_are_relative_and_resolve_back(source: str, target: str, relative: str) -> None:
    assert relative_target(source, target) == relative
    assert resolve_target(source, relative) == target
    assert resolve_target(source, target) == target


def test_relationships_part_names() -> None:
    assert relationships_name(ROOT) == "/_rels/.rels"
    assert relationships_name("/ppt/presentation.xml") == "/ppt/_rels/presentation.xml.rels"


def test_a_zip_that_is_no_office_document_is_refused() -> None:
    with pytest.raises(FileDamaged, match="no content types"):
        Package.read(write_zip([("a.txt", b"x")]), HERE)


def test_a_part_with_a_document_type_is_refused() -> None:
    with pytest.raises(FileUnsafe):
        parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', HERE)
    with pytest.raises(FileDamaged, match="well-formed"):
        parse_xml(b"<a>", HERE)


def test_part_names_go_on_from_the_highest_and_ignore_case() -> None:
    names = PartNames(["/ppt/slides/Slide7.xml", "/ppt/slides/slide2.xml"])
    assert names.next(SLIDE) == "/ppt/slides/slide8.xml"
    assert names.next(SLIDE) == "/ppt/slides/slide9.xml"
    assert names.next(CHART) == "/ppt/charts/chart1.xml"
