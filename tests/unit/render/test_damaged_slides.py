"""Whatever is wrong with the XML of a slide: a drawing, or an error that a person understands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from briefing_app.errors import BriefingError
from briefing_app.model.drawing import Drawing
from briefing_app.ooxml.package import Package
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.slide_drawing import deck_drawings
from briefing_app.typeset.metrics import Metrics
from tests.unit.render.slide_packages import (
    deck,
    frame,
    group,
    relationships,
    shape,
    solid,
    transform,
)

TABLE = (
    '<a:tbl><a:tblPr firstRow="1"/><a:tblGrid><a:gridCol w="635000"/><a:gridCol w="635000"/>'
    '</a:tblGrid><a:tr h="254000"><a:tc gridSpan="2"><a:txBody><a:bodyPr/><a:p><a:r><a:t>A</a:t>'
    '</a:r></a:p></a:txBody><a:tcPr marL="0"/></a:tc><a:tc hMerge="1"/></a:tr></a:tbl>'
)
TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
GRADIENT = (
    '<a:gradFill rotWithShape="0"><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"><a:lumMod '
    'val="50000"/></a:schemeClr></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs>'
    '</a:gsLst><a:lin ang="5400000" scaled="1"/></a:gradFill>'
)
LINE = '<a:ln w="12700"><a:prstDash val="dash"/><a:tailEnd type="triangle" w="lg" len="sm"/></a:ln>'
CUSTOM = (
    '<a:custGeom><a:avLst><a:gd name="a" fmla="val 5"/></a:avLst><a:pathLst><a:path w="10" h="10">'
    '<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:arcTo wR="5" hR="a" stAng="0" swAng="5400000"/>'
    "<a:close/></a:path></a:pathLst></a:custGeom>"
)
STYLE = (
    '<a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr '
    'val="accent1"/></a:fillRef><a:effectRef idx="2"/><a:fontRef idx="minor"><a:srgbClr '
    'val="FF0000"/></a:fontRef>'
)
CONNECTOR = (
    '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="5" name="L"/></p:nvCxnSpPr><p:spPr>'
    + transform(5, 5, 50, 0, 'rot="600000" flipH="1"')
    + f'<a:prstGeom prst="straightConnector1"/>{LINE}</p:spPr></p:cxnSp>'
)
PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="6" name="P"/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/>'
    '<a:srcRect l="10000"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
    + transform(5, 5, 50, 50)
    + '<a:prstGeom prst="ellipse"/></p:spPr></p:pic>'
)
SLIDE = (
    shape(transform(10, 20, 30, 40, 'rot="900000" flipV="1"') + CUSTOM + GRADIENT, "Text")
    + shape("", "Title", ph='type="title"', style=STYLE)
    + group(
        shape(transform(0, 0, 5, 5) + "<a:grpFill/>" + LINE, "In a group"),
        '<a:xfrm rot="300000"><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/><a:chOff x="0" '
        'y="0"/><a:chExt cx="100" cy="100"/></a:xfrm>' + solid("00FF00"),
    )
    + CONNECTOR
    + PICTURE
    + frame(transform(10, 100, 100, 40), TABLE, TABLE_URI)
)
LAYOUT = shape(transform(10, 10, 100, 20), "prompt", ph='type="title"')
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
PACKAGE = deck(
    SLIDE,
    layout=LAYOUT,
    master=shape(transform(1, 1, 9, 9) + solid("112233")),
    parts={
        "/ppt/slides/_rels/slide1.xml.rels": relationships(
            l="slideLayout ../slideLayouts/l.xml", i="image ../media/i.png"
        ),
        "/ppt/media/i.png": PIXEL,
    },
)
PARTS = ("/ppt/slides/slide1.xml",) * 4 + (
    "/ppt/slideLayouts/l.xml", "/ppt/slideMasters/m.xml", "/ppt/theme/theme1.xml",
    "/ppt/presentation.xml",
)  # fmt: skip
WILD = st.sampled_from(
    ["", "-1", "0", "1", "9" * 20, "-99999999999", "1e400", "nan", "inf", "x", "100%", "5pt",
     "1.5", "é", "٣", "true", "rect", "none", "i", "l", "title", "2147483648", "50000", "5400000"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)  # fmt: skip


def _set(root: etree._Element, at: int, wild: str) -> None:
    places = [(node, name) for node in root.iter(etree.Element) for name in node.attrib]
    if places:
        node, name = places[at % len(places)]
        node.set(name, wild.replace("\ufffe", "").replace("\uffff", ""))


def _remove(root: etree._Element, at: int, _: str) -> None:
    nodes = list(root.iter(etree.Element))
    node = nodes[at % len(nodes)]
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _rename(root: etree._Element, at: int, _: str) -> None:
    nodes = list(root.iter(etree.Element))
    nodes[at % len(nodes)].tag = nodes[at * 7 % len(nodes)].tag


def _nest(root: etree._Element, at: int, _: str) -> None:
    nodes = list(root.iter(etree.Element))
    nodes[at % len(nodes)].append(deepcopy(nodes[at * 13 % len(nodes)]))


def _empty(root: etree._Element, at: int, _: str) -> None:
    nodes = list(root.iter(etree.Element))
    node = nodes[at % len(nodes)]
    node[:] = [etree.Comment("x"), etree.ProcessingInstruction("a", "b")]


Change = Callable[[etree._Element, int, str], None]
CHANGES = st.tuples(
    st.sampled_from([_set, _set, _remove, _rename, _nest, _empty]),
    st.integers(0, 10_000),
    WILD,
)


def changed(package: Package, part: str, changes: list[tuple[Change, int, str]]) -> Package:
    """Return the deck with one part damaged."""
    root = etree.fromstring(package.contents[part])
    for change, at, wild in changes:
        change(root, at, wild)
    return Package(
        {**package.contents, part: etree.tostring(root)},
        package.place, {"xml": "application/xml"},
        {"/ppt/presentation.xml": package.content_type("/ppt/presentation.xml")},
    )  # fmt: skip


def test_the_deck_that_is_damaged_is_sound_before(metrics: Metrics) -> None:
    (drawing,) = deck_drawings(PACKAGE, DeckResources(PACKAGE, metrics))
    assert drawing.unpainted == ()
    assert len(drawing.items) > 8


@given(st.sampled_from(PARTS), st.lists(CHANGES, min_size=1, max_size=6))
@example(PARTS[0], [(_set, 5, "nan")])
def test_no_damage_ends_in_anything_but_a_drawing(
    metrics: Metrics, part: str, changes: list[tuple[Change, int, str]]
) -> None:
    package = changed(PACKAGE, part, changes)
    with suppress(BriefingError):  # the presentation itself may be past reading
        for drawing in deck_drawings(package, DeckResources(package, metrics)):
            assert isinstance(drawing, Drawing)
            hash(drawing)
