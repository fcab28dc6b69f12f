from __future__ import annotations

import pytest

from briefing_app.errors import FileDamaged, Place
from briefing_app.model.drawing import Colour, Paint, PictureFill, Solid
from briefing_app.ooxml.backgrounds import THEME_OVERRIDE, Looks, SlideLook
from briefing_app.ooxml.names import A, P, R, Rel
from briefing_app.ooxml.package import Package, Part, Relationship, write_package

SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
PAGE = (0.0, 0.0, 720.0, 540.0)
THEME = (
    f"<a:theme {SPACES}><a:themeElements><a:clrScheme>"
    '<a:dk1><a:srgbClr val="111111"/></a:dk1><a:lt1><a:srgbClr val="EEEEEE"/></a:lt1>'
    "</a:clrScheme><a:fmtScheme><a:bgFillStyleLst>"
    '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    '<a:blipFill><a:blip r:embed="rId1"/><a:stretch/></a:blipFill>'
    "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
OVERRIDE = (
    f'<a:themeOverride {SPACES}><a:clrScheme><a:dk1><a:srgbClr val="222222"/></a:dk1>'
    '<a:lt1><a:srgbClr val="DDDDDD"/></a:lt1></a:clrScheme></a:themeOverride>'
)
REFERENCE = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
PICTURE = '<p:bg><p:bgRef idx="1002"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
OWN = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></p:bgPr></p:bg>'
SWAPPED = '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1"/></p:clrMapOvr>'


def sheet(kind: str, background: str = "", more: str = "", attributes: str = "") -> str:
    inside = f"<p:cSld>{background}<p:spTree/></p:cSld>{more}"
    return f"<p:{kind} {SPACES} {attributes}>{inside}</p:{kind}>"


def look(slide: str, layout: str, master: str, override: str = "") -> SlideLook:
    """Return the look of the slide of a package of one slide, layout, master and theme."""
    return looks(slide, layout, master, override).of("/s.xml")


def looks(slide: str, layout: str, master: str, override: str = "") -> Looks:
    """Return the looks of such a package."""
    parts = [
        Part("/s.xml", "x/s", slide.encode(), (Relationship("rId1", Rel.SLIDE_LAYOUT, "/l.xml"),)),
        Part(
            "/l.xml",
            "x/l",
            layout.encode(),
            (
                Relationship("rId1", Rel.SLIDE_MASTER, "/m.xml"),
                *([Relationship("rId2", THEME_OVERRIDE, "/o.xml")] if override else []),
            ),
        ),
        Part(
            "/m.xml",
            "x/m",
            master.encode(),
            (
                Relationship("rId1", Rel.SLIDE_LAYOUT, "/l.xml"),
                Relationship("rId2", Rel.THEME, "/t.xml"),
            ),
        ),
        Part("/t.xml", "x/t", THEME.encode(), (Relationship("rId1", R + "/image", "/i.png"),)),
        Part("/i.png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ]
    if override:
        parts.append(Part("/o.xml", "x/o", override.encode()))
    return Looks(Package.read(write_package(parts, ()), Place()))


def background(*sheets: str) -> Paint | None:
    return look(*sheets).background(PAGE)


def test_a_background_is_that_of_the_nearest_part_that_has_one() -> None:
    slide, layout, master = sheet("sld"), sheet("sldLayout"), sheet("sldMaster", REFERENCE)
    assert background(slide, layout, master) == Solid(Colour("EEEEEE"))
    green = Solid(Colour("00FF00"))
    assert background(slide, sheet("sldLayout", OWN), master) == green
    assert background(sheet("sld", OWN), layout, master) == green
    assert background(slide, layout, sheet("sldMaster")) is None


def test_a_background_of_the_theme_has_the_pictures_of_the_theme() -> None:
    found = background(sheet("sld"), sheet("sldLayout"), sheet("sldMaster", PICTURE))
    assert isinstance(found, PictureFill)
    assert found.target == PAGE


def test_a_slide_shows_what_is_behind_it_in_its_own_colours() -> None:
    dark = look(sheet("sld", more=SWAPPED), sheet("sldLayout"), sheet("sldMaster", REFERENCE))
    assert dark.background(PAGE) == Solid(Colour("111111"))
    assert {part.scope.mapping["bg1"] for part in dark.painted} == {"dk1"}


def test_a_theme_override_of_the_layout_holds_for_its_slides() -> None:
    found = look(sheet("sld"), sheet("sldLayout"), sheet("sldMaster", REFERENCE), OVERRIDE)
    assert found.background(PAGE) == Solid(Colour("DDDDDD"))


@pytest.mark.parametrize(
    ("slide", "layout", "shown"),
    [
        ("", "", ["/m.xml", "/l.xml", "/s.xml"]),
        ("", 'showMasterSp="0"', ["/l.xml", "/s.xml"]),
        ('showMasterSp="false"', "", ["/s.xml"]),
        ('showMasterSp="1"', 'showMasterSp="1"', ["/m.xml", "/l.xml", "/s.xml"]),
    ],
)
def test_shapes_of_the_master_may_be_hidden(slide: str, layout: str, shown: list[str]) -> None:
    found = look(
        sheet("sld", attributes=slide), sheet("sldLayout", attributes=layout), sheet("sldMaster")
    )
    assert [part.part for part in found.painted] == shown


def test_a_slide_whose_layout_is_missing_is_damaged() -> None:
    slide = Part(
        "/s.xml", "x/s", sheet("sld").encode(), (Relationship("rId1", Rel.SLIDE_LAYOUT, "/l.xml"),)
    )
    with pytest.raises(FileDamaged):
        Looks(Package.read(write_package([slide], ()), Place())).of("/s.xml")


def test_a_slide_without_a_layout_has_the_usual_colours() -> None:
    slide = Part("/s.xml", "x/s", sheet("sld", REFERENCE).encode())
    found = Looks(Package.read(write_package([slide], ()), Place())).of("/s.xml")
    assert found.background(PAGE) is None
    assert found.scope.named("bg1") == Colour("FFFFFF")


def test_parts_of_one_theme_and_mapping_share_what_is_known_of_colours() -> None:
    plain = sheet("sld"), sheet("sldLayout"), sheet("sldMaster")
    found = looks(*plain)
    assert found.of("/s.xml").scope is found.of("/s.xml").scope
    swapped = looks(sheet("sld", more=SWAPPED), *plain[1:])
    assert swapped.of("/s.xml").scope != swapped.of("/l.xml").scope
