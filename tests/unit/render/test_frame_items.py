"""What graphic frames show: SmartArt by its drawing, objects by their picture, charts' shapes."""

from __future__ import annotations

import pytest

from briefing_app.model.drawing import Drawing, Outline, PictureFill, Solid
from briefing_app.typeset.metrics import Metrics
from tests.unit.render.metafile_pieces import RED_BRUSH, emf, emf_record
from tests.unit.render.slide_packages import (
    deck,
    drawn,
    frame,
    relationships,
    shape,
    solid,
    texts,
    transform,
)

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
A = f'xmlns:a="{DRAWING}main"'
BOX = transform(100, 50, 80, 40)
SLIDE_RELS = "/ppt/slides/_rels/slide1.xml.rels"
LAYOUT = "slideLayout ../slideLayouts/l.xml"
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def smart_art(inside: str, metrics: Metrics) -> Drawing:
    """Return a slide with a SmartArt graphic whose drawing holds these shapes."""
    ids = f'<dgm:relIds xmlns:dgm="{DRAWING}diagram" r:dm="d"/>'
    rels = relationships(l=LAYOUT, d="diagramData d.xml", w="x drawing.xml").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/x",
        "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
    )
    data = f'<m><e><dsp:dataModelExt xmlns:dsp="{DSP}" relId="w"/></e></m>'
    tree = f"<dsp:spTree>{inside}</dsp:spTree>"
    tree = f'<dsp:drawing xmlns:dsp="{DSP}" {A} xmlns:r="urn:r">{tree}</dsp:drawing>'
    parts = {SLIDE_RELS: rels, "/ppt/slides/d.xml": data, "/ppt/slides/drawing.xml": tree}
    return drawn(deck(frame(BOX, ids, DRAWING + "diagram"), parts=parts), metrics)


def test_smart_art_shows_the_shapes_that_office_keeps_for_it(metrics: Metrics) -> None:
    inside = shape(transform(10, 5, 70, 30) + solid("00FF00"), "Node")
    drawing = smart_art(inside.replace("p:", "dsp:"), metrics)
    outline = drawing.items[0]
    assert isinstance(outline, Outline)
    assert outline.segments[0][1] == (110.0, 55.0)
    assert outline.fill is not None
    assert [run.text.strip() for run in texts(drawing.items)] == ["Node"]
    assert drawing.unpainted == ()


def test_a_frame_inside_smart_art_is_listed_not_followed(metrics: Metrics) -> None:
    again = f'<dgm:relIds xmlns:dgm="{DRAWING}diagram" r:dm="d"/>'
    inside = frame(BOX, again, DRAWING + "diagram", "Again").replace("<p:", "<dsp:")
    drawing = smart_art(inside.replace("</p:", "</dsp:"), metrics)
    assert drawing.unpainted == ("Again: a frame inside a frame",)


def test_an_embedded_object_shows_its_picture_in_its_frame(metrics: Metrics) -> None:
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="0" name=""/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{transform(0, 0, 1, 1)}"
        "</p:spPr></p:pic>"
    )
    content = (
        '<mc:AlternateContent><mc:Choice Requires="v"><p:oleObj progId="Excel.Sheet"/></mc:Choice>'
        f'<mc:Fallback><p:oleObj progId="Excel.Sheet">{picture}</p:oleObj></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    parts: dict[str, str | bytes] = {
        SLIDE_RELS: relationships(l=LAYOUT, i="image ../media/i.png"),
        "/ppt/media/i.png": PIXEL,
    }
    uri = "http://schemas.openxmlformats.org/presentationml/2006/ole"
    (item,) = drawn(deck(frame(BOX, content, uri), parts=parts), metrics).items
    assert isinstance(item, PictureFill)
    assert item.target == (100.0, 50.0, 80.0, 40.0)


def test_an_embedded_object_without_a_picture_is_a_box_with_its_program(metrics: Metrics) -> None:
    uri = "http://schemas.openxmlformats.org/presentationml/2006/ole"
    drawing = drawn(deck(frame(BOX, '<p:oleObj progId="Visio.6"/>', uri, "Flow")), metrics)
    assert drawing.unpainted == ("Flow: embedded object (Visio.6)",)


def test_shapes_drawn_on_a_chart_stand_where_their_anchor_says(metrics: Metrics) -> None:
    inner = shape(transform(0, 0, 1, 1) + solid("00FF00")).replace("p:", "cdr:")
    shapes = (
        f'<c:userShapes xmlns:c="{DRAWING}chart" xmlns:cdr="{DRAWING}chartDrawing" {A}>'
        "<cdr:relSizeAnchor><cdr:from><cdr:x>0.5</cdr:x><cdr:y>0.25</cdr:y></cdr:from>"
        f"<cdr:to><cdr:x>0.75</cdr:x><cdr:y>0.5</cdr:y></cdr:to>{inner}</cdr:relSizeAnchor>"
        "</c:userShapes>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chart = (
        f'<c:chartSpace xmlns:c="{DRAWING}chart" xmlns:r="{office}"><c:chart><c:plotArea/>'
        '</c:chart><c:userShapes r:id="u"/></c:chartSpace>'
    )
    node = f'<c:chart xmlns:c="{DRAWING}chart" r:id="c"/>'
    parts = {
        SLIDE_RELS: relationships(l=LAYOUT, c="chart ../charts/c.xml"),
        "/ppt/charts/c.xml": chart,
        "/ppt/charts/_rels/c.xml.rels": relationships(u="chartUserShapes u.xml"),
        "/ppt/charts/u.xml": shapes,
    }
    last = drawn(deck(frame(BOX, node, DRAWING + "chart"), parts=parts), metrics).items[-1]
    assert isinstance(last, Outline)
    assert isinstance(last.fill, Solid)
    assert last.fill.colour.rgb == "00FF00"
    assert last.segments[0][1] == (140.0, 60.0)


@pytest.mark.parametrize("identity", ["{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}", "{AA}"])
def test_text_in_a_table_has_the_theme_font_that_its_style_says(
    identity: str, metrics: Metrics
) -> None:
    """Styles are built in, or say so in the table styles part; both go before master and deck."""
    table = (
        f"<a:tbl><a:tblPr><a:tableStyleId>{identity}</a:tableStyleId></a:tblPr><a:tblGrid>"
        '<a:gridCol w="1270000"/></a:tblGrid><a:tr h="0"><a:tc><a:txBody><a:bodyPr/><a:p><a:r>'
        "<a:t>abc</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    presentation = (
        f'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {A} '
        f'xmlns:r="{office}"><p:sldIdLst><p:sldId id="256" r:id="s1"/></p:sldIdLst>'
        '<p:sldSz cx="5080000" cy="3810000"/><p:defaultTextStyle><a:lvl1pPr><a:defRPr>'
        '<a:latin typeface="Georgia"/></a:defRPr></a:lvl1pPr></p:defaultTextStyle></p:presentation>'
    )
    styles = (
        f'<a:tblStyleLst {A} def=""><a:tblStyle styleId="{{AA}}"><a:wholeTbl><a:tcTxStyle>'
        '<a:fontRef idx="minor"/></a:tcTxStyle></a:wholeTbl></a:tblStyle></a:tblStyleLst>'
    )
    parts = {
        "/ppt/presentation.xml": presentation,
        "/ppt/_rels/presentation.xml.rels": relationships(
            s1="slide slides/slide1.xml", t="tableStyles tableStyles.xml"
        ),
        "/ppt/tableStyles.xml": styles,
    }
    drawing = drawn(deck(frame(BOX, table, DRAWING + "table"), parts=parts), metrics)
    assert [run.face.latin for run in texts(drawing.items)] == ["Arial"]


def test_an_embedded_object_is_shown_by_its_metafile(metrics: Metrics) -> None:
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="0" name=""/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{transform(0, 0, 1, 1)}"
        "</p:spPr></p:pic>"
    )
    parts: dict[str, str | bytes] = {
        SLIDE_RELS: relationships(l=LAYOUT, i="image ../media/i.emf"),
        "/ppt/media/i.emf": emf(RED_BRUSH, emf_record(43, "4i", 0, 0, 1000, 500)),
    }
    content = f'<p:oleObj progId="Excel.Sheet">{picture}</p:oleObj>'
    uri = "http://schemas.openxmlformats.org/presentationml/2006/ole"
    drawing = drawn(deck(frame(BOX, content, uri), parts=parts), metrics)
    (item,) = drawing.items
    assert isinstance(item, PictureFill)
    assert item.picture.media_type == "image/x-emf"
    assert drawing.unpainted == ()
