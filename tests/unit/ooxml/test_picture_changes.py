from __future__ import annotations

import pytest

from briefing_app.model.drawing import Colour, Picture, PictureChange, PictureFill
from briefing_app.ooxml.fills import read_fill
from briefing_app.ooxml.picture_changes import blip_changes
from tests.unit.ooxml.drawing_pieces import SCOPE, xml


@pytest.mark.parametrize(
    ("inside", "changes"),
    [
        ("", ()),
        (
            '<a:duotone><a:prstClr val="black"/><a:schemeClr val="accent1"/></a:duotone>',
            (PictureChange("duotone", (Colour("000000"), Colour("4F81BD"))),),
        ),
        ('<a:duotone><a:prstClr val="black"/></a:duotone>', ()),
        ("<a:grayscl/>", (PictureChange("gray"),)),
        ('<a:biLevel thresh="25000"/>', (PictureChange("two-level", amounts=(0.25,)),)),
        ('<a:lum bright="70000" contrast="-70000"/>', (PictureChange("light", (), (0.7, -0.7)),)),
        ('<a:lum bright="999999999"/>', (PictureChange("light", (), (1.0, 0.0)),)),
        ("<a:lum/>", ()),
        (
            '<a:clrChange><a:clrFrom><a:srgbClr val="FFFFFF"/></a:clrFrom><a:clrTo>'
            '<a:srgbClr val="FFFFFF"><a:alpha val="0"/></a:srgbClr></a:clrTo></a:clrChange>'
            "<a:grayscl/>",
            (
                PictureChange("replace", (Colour("FFFFFF"), Colour("FFFFFF", 0.0))),
                PictureChange("gray"),
            ),
        ),
        ('<a:clrChange><a:clrFrom><a:srgbClr val="FFFFFF"/></a:clrFrom></a:clrChange>', ()),
        ("<a:blur/>", ()),
    ],
)
def test_what_a_blip_asks_for(inside: str, changes: tuple[PictureChange, ...]) -> None:
    assert blip_changes(xml(f"<a:blip>{inside}</a:blip>"), SCOPE) == changes


def test_the_picture_of_a_fill_carries_its_changes() -> None:
    node = xml(
        '<p:spPr><a:blipFill><a:blip r:embed="rId1"><a:grayscl/></a:blip></a:blipFill></p:spPr>'
    )
    found = read_fill(node, SCOPE, (0, 0, 9, 9), lambda _: Picture("d", "image/png", b"x"))
    assert isinstance(found, PictureFill)
    assert found.picture.changes == (PictureChange("gray"),)
    assert found.picture != Picture("d", "image/png", b"x")
