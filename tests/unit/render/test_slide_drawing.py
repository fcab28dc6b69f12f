"""Slides as drawings: what shows, where, in which order and in which looks."""

from __future__ import annotations

import pytest

from briefing_app.errors import FileDamaged
from briefing_app.model.drawing import Colour, Drawing, Group, Link, Outline, Solid
from briefing_app.render.deck_resources import DeckResources
from briefing_app.render.slide_drawing import deck_drawings
from briefing_app.typeset.metrics import Metrics
from tests.unit.render.slide_packages import (
    deck,
    drawn,
    frame,
    group,
    named,
    outlines,
    relationships,
    shape,
    solid,
    texts,
    transform,
    tree,
)

BOX = transform(10, 20, 30, 40)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def fills(drawing: Drawing) -> list[str]:
    return [item.fill.colour.rgb for item in outlines(drawing) if isinstance(item.fill, Solid)]


def test_a_shape_stands_where_it_says_in_points(metrics: Metrics) -> None:
    (outline,) = outlines(drawn(deck(shape(BOX + RECT + solid("00FF00"))), metrics))
    points = {(x, y) for command, (x, y, *_) in
              [s for s in outline.segments if s[0] != "Z"] if command in "ML"}  # fmt: skip
    assert points == {(10.0, 20.0), (40.0, 20.0), (40.0, 60.0), (10.0, 60.0)}
    assert outline.fill == Solid(Colour("00FF00"))


def test_master_and_layout_shapes_lie_under_the_slides_own(metrics: Metrics) -> None:
    package = deck(
        shape(BOX + solid("000003")),
        layout=shape(BOX + solid("000002")),
        master=shape(BOX + solid("000001")),
    )
    assert fills(drawn(package, metrics)) == ["000001", "000002", "000003"]


def test_placeholders_of_layout_and_master_do_not_show(metrics: Metrics) -> None:
    package = deck(
        "",
        layout=shape(BOX + solid("000002"), "Click to edit", ph='type="title"'),
        master=shape(BOX + solid("000001"), "Click", ph='type="body"'),
    )
    assert drawn(package, metrics).items == ()


def test_a_slide_may_hide_what_lies_behind_it(metrics: Metrics) -> None:
    slide = tree("sld", shape(BOX + solid("000003")), attributes='showMasterSp="0"')
    package = deck(slide, layout=shape(BOX + solid("000002")))
    assert fills(drawn(package, metrics)) == ["000003"]


def test_a_placeholder_takes_place_and_fill_from_its_layout_by_index(metrics: Metrics) -> None:
    layout = shape(BOX + solid("00AA00"), "prompt", ph='type="body" idx="7"') + shape(
        transform(100, 100, 5, 5), "other", ph='type="body" idx="8"'
    )
    drawing = drawn(deck(shape("", "Hello", ph='idx="7"'), layout=layout), metrics)
    assert fills(drawing) == ["00AA00"]
    assert outlines(drawing)[0].segments[0][1] == (10.0, 20.0)


def test_a_layout_placeholder_takes_its_place_from_the_master_by_type(metrics: Metrics) -> None:
    package = deck(
        shape(solid("123456"), "T", ph='type="title"'),
        layout=shape("", "x", ph='type="title"'),
        master=shape(BOX, "y", ph='type="title"'),
    )
    drawing = drawn(package, metrics)
    assert outlines(drawing)[0].segments[0][1] == (10.0, 20.0)
    assert drawing.title == "T"


def test_own_style_beats_the_placeholder_it_follows(metrics: Metrics) -> None:
    style = '<a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef>'
    layout = shape(BOX + "<a:noFill/>", "x", ph='type="title"')
    package = deck(shape("", "T", ph='type="title"', style=style), layout=layout)
    assert fills(drawn(package, metrics)) == ["AA0000"]


def test_a_line_takes_piece_by_piece(metrics: Metrics) -> None:
    style = '<a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef>'
    package = deck(shape(BOX + '<a:ln w="63500"/>', style=style))
    stroke = outlines(drawn(package, metrics))[0].stroke
    assert stroke is not None
    assert (stroke.width, stroke.paint) == (5.0, Solid(Colour("AA0000")))


def test_an_empty_placeholder_does_not_show(metrics: Metrics) -> None:
    layout = shape(BOX + solid("00AA00"), "prompt", ph='type="pic" idx="7"')
    assert drawn(deck(shape("", ph='type="pic" idx="7"'), layout=layout), metrics).items == ()


def test_hidden_shapes_and_groups_do_not_show(metrics: Metrics) -> None:
    inner = shape(BOX + solid("00AA00"))
    package = deck(
        shape(BOX + solid("00AA00"), more='hidden="1"') + group(inner, more='hidden="1"')
    )
    assert drawn(package, metrics).items == ()


def test_of_an_alternate_the_fallback_shows(metrics: Metrics) -> None:
    choice = shape(BOX + solid("000001"))
    fallback = shape(BOX + solid("000002"))
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="p14">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    assert fills(drawn(deck(alternate), metrics)) == ["000002"]


def test_a_rotated_shape_turns_about_its_middle(metrics: Metrics) -> None:
    box = transform(100, 100, 60, 20, 'rot="5400000"')
    (turned,) = drawn(deck(shape(box + RECT + solid("00FF00"))), metrics).items
    assert isinstance(turned, Group)
    a, b, c, d, e, f = turned.matrix
    corners = {(round(a * x + c * y + e, 6), round(b * x + d * y + f, 6))
               for x in (0, 60) for y in (0, 20)}  # fmt: skip
    assert corners == {(140.0, 80.0), (120.0, 80.0), (140.0, 140.0), (120.0, 140.0)}


def test_text_of_a_shape_upside_down_is_turned_not_mirrored(metrics: Metrics) -> None:
    box = transform(100, 100, 60, 20, 'flipV="1"')
    (turned,) = drawn(deck(shape(box, "Hi")), metrics).items
    assert isinstance(turned, Group)
    assert turned.matrix[:4] == (-1.0, 0.0, 0.0, -1.0)


def test_text_of_a_shape_flipped_sideways_stays_as_it_is(metrics: Metrics) -> None:
    plain, flipped = (
        drawn(deck(shape(transform(100, 100, 60, 20, more), "Hi")), metrics).items
        for more in ("", 'flipH="1"')
    )
    assert plain == flipped


def test_a_page_number_is_that_of_the_slide(metrics: Metrics) -> None:
    field = (
        f"<p:sp>{named('N')}<p:spPr>{BOX}</p:spPr><p:txBody><a:bodyPr/><a:p>"
        '<a:fld id="{1}" type="slidenum"><a:t>9</a:t></a:fld></a:p></p:txBody></p:sp>'
    )
    package = deck("", "", master=field)
    resources = DeckResources(package, metrics)
    shown = [texts(one.items)[0].text for one in deck_drawings(package, resources)]
    assert shown == ["1", "2"]


def test_links_lead_to_slides_and_addresses(metrics: Metrics) -> None:
    jump = '<a:hlinkClick r:id="j" action="ppaction://hlinksldjump"/>'
    away, program = (
        '<a:hlinkClick r:id="a"/>',
        '<a:hlinkClick r:id="a" action="ppaction://program"/>',
    )
    slide = "".join(shape(BOX + solid("00FF00"), link=link) for link in (jump, away, program))
    rels = relationships(
        l="slideLayout ../slideLayouts/l.xml", j="slide slide2.xml",
        a="hyperlink https://example.com/",
    )  # fmt: skip
    package = deck(slide, "", parts={"/ppt/slides/_rels/slide1.xml.rels": rels})
    assert drawn(package, metrics).links == (
        Link(10.0, 20.0, 30.0, 40.0, "slide:2"),
        Link(10.0, 20.0, 30.0, 40.0, "https://example.com/"),
    )


def test_what_cannot_be_painted_is_a_named_box(metrics: Metrics) -> None:
    thing = frame(BOX, "<a:x/>", "urn:some/webextension", "Thing")
    drawing = drawn(deck(thing), metrics)
    assert drawing.unpainted == ("Thing: web add-in",)
    assert isinstance(drawing.items[0], Outline)


def test_a_damaged_chart_costs_only_itself(metrics: Metrics) -> None:
    chart = f'<c:chart xmlns:c="{CHART}" r:id="c"/>'
    rels = relationships(l="slideLayout ../slideLayouts/l.xml", c="chart ../charts/c.xml")
    package = deck(
        frame(BOX, chart, CHART) + shape(BOX + solid("00FF00")),
        parts={"/ppt/slides/_rels/slide1.xml.rels": rels, "/ppt/charts/c.xml": "<broken"},
    )
    drawing = drawn(package, metrics)
    assert len(drawing.unpainted) == 1
    assert "not well-formed" in drawing.unpainted[0]
    assert fills(drawing)[-1] == "00FF00"


def test_a_slide_that_cannot_be_read_is_a_page_that_says_so(metrics: Metrics) -> None:
    package = deck("", "", parts={"/ppt/slides/slide1.xml": "<p:sld"})
    resources = DeckResources(package, metrics)
    with pytest.raises(FileDamaged):
        drawn(package, metrics)
    first, second = deck_drawings(package, resources)
    assert first.unpainted[0].startswith("slide: ")
    assert second.unpainted == ()


def test_what_slides_share_is_made_once(metrics: Metrics) -> None:
    package = deck("", "", master=shape(BOX + solid("000001")))
    resources = DeckResources(package, metrics)
    first, second = deck_drawings(package, resources)
    assert first.items[0] is second.items[0]


def test_a_colour_map_of_a_slide_holds_for_its_master_too(metrics: Metrics) -> None:
    swapped = (
        '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" '
        'accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
        'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:clrMapOvr>'
    )
    mapped = BOX + '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    package = deck("", tree("sld", "", swapped), master=shape(mapped))
    resources = DeckResources(package, metrics)
    assert [fills(one) for one in deck_drawings(package, resources)] == [["111111"], ["FEFEFE"]]
