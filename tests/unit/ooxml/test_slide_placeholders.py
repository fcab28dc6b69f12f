"""Which placeholder of a layout or master a slide's placeholder follows."""

from __future__ import annotations

import pytest

from briefing_app.ooxml.slide_placeholders import PlaceholderIndex, placeholder_of
from briefing_app.ooxml.xml_reader import Node
from tests.unit.ooxml.drawing_pieces import xml


def shape(ph: str, name: str = "") -> Node:
    return xml(
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph {ph}/></p:nvPr>'
        "</p:nvSpPr></p:sp>"
    )


LAYOUT = [
    shape('type="title"', "title"),
    shape('type="body" idx="1"', "body one"),
    shape('idx="13"', "object"),
    shape('type="pic" idx="14"', "picture"),
    shape('type="dt" idx="10"', "date"),
    shape('type="sldNum" idx="12"', "number"),
]


@pytest.mark.parametrize(
    ("ph", "name"),
    [
        ('type="ctrTitle"', "title"),
        ('type="title" idx="44"', "title"),
        ('idx="1"', "body one"),
        ('idx="13"', "object"),
        ('type="body" idx="13"', "object"),
        ('type="pic" idx="99"', "picture"),
        ('type="dt" idx="99"', "date"),
        ('type="sldNum"', "number"),
        ('type="ftr" idx="11"', None),
        ('type="chart" idx="77"', None),
    ],
)
def test_a_slides_placeholder_follows_the_layouts(ph: str, name: str | None) -> None:
    wanted = placeholder_of(shape(ph))
    assert wanted is not None
    found = PlaceholderIndex.of(LAYOUT).on_layout(wanted)
    assert (None if found is None else found[0][0].get("name")) == name


def test_on_a_master_whatever_holds_content_follows_the_body() -> None:
    master = PlaceholderIndex.of([shape('type="title"', "title"), shape('type="body"', "body")])
    for ph, name in (('type="pic" idx="3"', "body"), ('type="ctrTitle"', "title"), ("", "body")):
        wanted = placeholder_of(shape(ph))
        assert wanted is not None
        found = master.on_master(wanted)
        assert found is not None
        assert found[0][0].get("name") == name


def test_a_shape_without_ph_is_no_placeholder() -> None:
    assert placeholder_of(xml("<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr></p:sp>")) is None
