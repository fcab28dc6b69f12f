from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import Colour
from briefing_app.ooxml.colour_transforms import from_hsl, shade_of, to_hsl, transformed
from briefing_app.ooxml.drawing_colours import (
    USUAL_MAPPING,
    ColourScope,
    colour_mapping,
    read_colour,
)
from briefing_app.ooxml.theme import read_theme
from tests.unit.ooxml.drawing_pieces import SCOPE, xml

TRANSFORMS = (
    "tint shade comp inv gray alpha alphaOff alphaMod hue hueOff hueMod sat satOff satMod lum "
    "lumOff lumMod red redOff redMod green greenOff greenMod blue blueOff blueMod gamma invGamma "
    "unknown"
).split()


def colour(inside: str, scope: ColourScope = SCOPE) -> Colour | None:
    return read_colour(xml(f"<a:solidFill>{inside}</a:solidFill>"), scope)


def changed(rgb: str, *changes: tuple[str, int]) -> str:
    inside = "".join(f'<a:{name} val="{value}"/>' for name, value in changes)
    found = colour(f'<a:srgbClr val="{rgb}">{inside}</a:srgbClr>')
    assert found is not None
    return found.rgb


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<a:srgbClr val="12abEF"/>', "12ABEF"),
        ('<a:scrgbClr r="100000" g="0" b="50%"/>', "FF00BC"),  # linear light: 50 % is 188
        ('<a:hslClr hue="7200000" sat="100000" lum="50000"/>', "00FF00"),
        ('<a:sysClr val="window" lastClr="FDFDFD"/>', "FDFDFD"),
        ('<a:sysClr val="highlight"/>', "3399FF"),
        ('<a:prstClr val="ltSalmon"/>', "FFA07A"),
        ('<a:prstClr val="medSpringGreen"/>', "00FA9A"),
        ('<a:prstClr val="dkSlateGrey"/>', "2F4F4F"),
        ('<a:schemeClr val="accent2"/>', "C0504D"),
        ('<a:schemeClr val="tx1"/>', "000000"),
        ('<a:schemeClr val="lt2"/>', "EEECE1"),
    ],
)
def test_every_kind_of_colour_is_read(inside: str, expected: str) -> None:
    assert colour(inside) == Colour(expected)


@pytest.mark.parametrize(
    "inside", ['<a:srgbClr val="red"/>', '<a:prstClr val="no"/>', '<a:schemeClr val="phClr"/>', ""]
)
def test_what_is_no_colour_is_none(inside: str) -> None:
    assert colour(inside) is None


@pytest.mark.parametrize(
    ("rgb", "changes", "expected"),
    [
        # What PowerPoint and Word show, and write into the fallbacks of what they save: slide
        # numbers of the Office themes; outlines of shapes; "lighter 40 %" and "darker 25 %"; the
        # subtle and the intense fill of Office 2007.
        ("000000", [("tint", 75000)], "898989"),
        ("5B9BD5", [("shade", 50000)], "41719C"),
        ("4472C4", [("shade", 50000)], "2F528F"),
        ("4472C4", [("lumMod", 60000), ("lumOff", 40000)], "8FAADC"),
        ("4472C4", [("lumMod", 75000)], "2F5597"),
        ("000000", [("lumMod", 65000), ("lumOff", 35000)], "595959"),
        ("4F81BD", [("tint", 50000), ("satMod", 300000)], "A3C4FF"),
        ("4F81BD", [("tint", 37000), ("satMod", 300000)], "BFD5FF"),
        ("4F81BD", [("tint", 15000), ("satMod", 350000)], "E5EEFF"),
        ("4F81BD", [("shade", 51000), ("satMod", 130000)], "2C5D98"),
        ("4F81BD", [("shade", 93000), ("satMod", 130000)], "3C7BC7"),
        ("4F81BD", [("shade", 94000), ("satMod", 135000)], "3A7CCB"),
        # By the definition of each.
        ("FF0000", [("inv", 0)], "00FFFF"),
        ("FF0000", [("comp", 0)], "00FFFF"),
        ("FF8000", [("hueOff", 10800000)], "007FFF"),
        ("FF0000", [("hue", 7200000)], "00FF00"),
        ("00FFFF", [("hueMod", 50000)], "80FF00"),
        ("FF0000", [("sat", 0)], "808080"),
        ("BF4040", [("satOff", 50000)], "FF0000"),
        ("FF0000", [("lum", 25000)], "800000"),
        ("808080", [("red", 100000), ("greenMod", 0), ("blueOff", 100000)], "FF00FF"),
        ("0000FF", [("gray", 0)], "0F0F0F"),
        ("808080", [("invGamma", 0), ("gamma", 0)], "808080"),
        ("123456", [("unknown", 5)], "123456"),
    ],
)
def test_colours_change_as_office_changes_them(
    rgb: str, changes: list[tuple[str, int]], expected: str
) -> None:
    assert changed(rgb, *changes) == expected


def test_transforms_without_a_value_change_nothing() -> None:
    assert colour('<a:srgbClr val="123456"><a:lumMod/><a:alpha val="x"/></a:srgbClr>') == Colour(
        "123456"
    )


def test_opacity_is_set_multiplied_and_moved() -> None:
    inside = '<a:alpha val="50%"/><a:alphaMod val="50000"/><a:alphaOff val="10000"/>'
    assert colour(f'<a:prstClr val="black">{inside}</a:prstClr>') == Colour("000000", 0.35)


def test_a_placeholder_colour_takes_its_changes_and_keeps_its_opacity() -> None:
    scope = SCOPE.with_placeholder(Colour("4472C4", 0.5))
    found = colour('<a:schemeClr val="phClr"><a:shade val="50000"/></a:schemeClr>', scope)
    assert found == Colour("2F528F", 0.5)


def test_a_slide_with_a_map_of_its_own_swaps_dark_and_light() -> None:
    override = 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'
    slide = xml(f"<p:sld><p:clrMapOvr><a:overrideClrMapping {override}/></p:clrMapOvr></p:sld>")
    master = xml('<p:sldMaster><p:clrMap bg1="lt2" tx1="dk2"/></p:sldMaster>')
    plain = xml("<p:sld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>")
    assert colour_mapping(slide, plain, master)["tx1"] == "lt1"
    assert colour_mapping(plain, slide, master)["tx1"] == "lt1"
    assert colour_mapping(plain, plain, master)["tx1"] == "dk2"
    assert colour_mapping(plain, None)["tx1"] == USUAL_MAPPING["tx1"] == "dk1"


def test_a_theme_may_define_its_colours_in_any_way() -> None:
    theme = read_theme(
        xml(
            "<a:theme><a:themeElements><a:clrScheme>"
            '<a:dk1><a:sysClr val="windowText" lastClr="010101"/></a:dk1>'
            '<a:lt1><a:prstClr val="white"><a:lumMod val="50000"/></a:prstClr></a:lt1>'
            '<a:accent1><a:hslClr hue="0" sat="100%" lum="50%"/></a:accent1>'
            "</a:clrScheme></a:themeElements></a:theme>"
        )
    )
    assert theme.colours == {"dk1": "010101", "lt1": "808080", "accent1": "FF0000"}


@given(
    st.integers(0, 0xFFFFFF),
    st.lists(
        st.tuples(
            st.sampled_from(TRANSFORMS),
            st.one_of(
                st.integers(-(10**12), 10**12).map(str),
                st.floats(-1000, 1000).map("{:.3f}%".format),
                st.text("0123456789.%-+eE٣ ", max_size=20),
            ),
        ),
        max_size=6,
    ),
)
def test_no_change_leads_out_of_the_colours(code: int, changes: list[tuple[str, str]]) -> None:
    inside = "".join(f'<a:{name} val="{value}"/>' for name, value in changes)
    found = colour(f'<a:srgbClr val="{code:06X}">{inside}</a:srgbClr>')
    assert found is not None
    assert re.fullmatch("[0-9A-F]{6}", found.rgb)
    assert 0 <= found.alpha <= 1


@given(st.integers(0, 0xFFFFFF))
def test_hue_saturation_and_luminance_lead_back(code: int) -> None:
    channels = shade_of(f"{code:06X}").channels
    assert from_hsl(to_hsl(channels)) == pytest.approx(channels, abs=1e-9)


@given(st.integers(0, 0xFFFFFF))
def test_changes_that_change_nothing_are_exact(code: int) -> None:
    whole = [(name, 1.0) for name in ("tint", "shade", "lumMod", "satMod", "hueMod", "redMod")]
    rgb = f"{code:06X}"
    assert changed(rgb, *((name, 100_000) for name, _ in whole)) == rgb
    assert transformed(shade_of(rgb), ()).channels == shade_of(rgb).channels


def test_equal_elements_are_worked_out_once_and_others_on_their_own() -> None:
    scope = ColourScope(SCOPE.theme, USUAL_MAPPING)
    inside = '<a:srgbClr val="336699"><a:lumMod val="{}"/></a:srgbClr>'
    first, second = (colour(inside.format(share), scope) for share in (50_000, 50_000))
    assert first is second
    assert colour(inside.format(60_000), scope) != first
    assert colour('<a:srgbClr val="336699"/>', scope) == Colour("336699")


def test_what_a_placeholder_colour_stands_for_is_not_remembered_elsewhere() -> None:
    scope = ColourScope(SCOPE.theme, USUAL_MAPPING)
    inside = '<a:schemeClr val="phClr"/>'
    assert colour(inside, scope) is None
    assert colour(inside, scope.with_placeholder(Colour("FF0000"))) == Colour("FF0000")
    assert colour(inside, scope.with_placeholder(Colour("00FF00"))) == Colour("00FF00")
    assert colour(inside, scope) is None
