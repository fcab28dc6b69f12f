"""List levels merged from several styles, and themes."""

from __future__ import annotations

import pytest
from lxml import etree

from briefing_app.errors import Place
from briefing_app.ooxml.names import A
from briefing_app.ooxml.text_levels import TextLevel, merged_levels
from briefing_app.ooxml.theme import FontSet, Theme, read_theme
from briefing_app.ooxml.xml_reader import parse_xml

THEME = Theme({}, FontSet("Georgia"), FontSet("Arial", "SimSun"))


def style(inside: str) -> etree._Element:
    return parse_xml(f'<a:lstStyle xmlns:a="{A}">{inside}</a:lstStyle>'.encode(), Place())


def test_a_stronger_style_overrides_only_what_it_says() -> None:
    weak = style(
        '<a:lvl1pPr marL="342900" indent="-342900"><a:spcBef><a:spcPct val="20000"/></a:spcBef>'
        '<a:buChar char="•"/><a:defRPr sz="3200" b="1"><a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr>'
    )
    strong = style(
        '<a:lvl1pPr><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:buNone/><a:defRPr sz="2000"/>'
        "</a:lvl1pPr>"
    )
    level = merged_levels([weak, None, strong], THEME, TextLevel())[0]
    assert (level.size_pt, level.bold, level.bullet) == (20.0, True, False)
    assert (level.left_pt, level.first_pt) == (27.0, -27.0)
    assert level.space_before_pt == pytest.approx(4.0)  # a fifth of the size that holds in the end
    assert level.line_spacing == pytest.approx(0.9)
    assert level.fonts == FontSet("Arial", "SimSun")


def test_levels_that_nothing_speaks_of_keep_the_start() -> None:
    start = TextLevel(size_pt=11.0, fonts=FontSet("Georgia"))
    assert merged_levels([], THEME, start) == (start,) * 9


def test_a_theme_gives_colours_and_fonts() -> None:
    root = parse_xml(
        f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="x">'
        '<a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1>'
        '<a:accent1><a:srgbClr val="0a309e"/></a:accent1></a:clrScheme>'
        '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Georgia"/><a:ea typeface=""/>'
        '</a:majorFont><a:minorFont><a:latin typeface="Arial"/><a:ea typeface="SimSun"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>".encode(),
        Place(),
    )
    theme = read_theme(root)
    assert theme.colours["dk1"] == "111111"
    assert theme.colours["accent1"] == "0A309E"
    assert theme.typeface("+mj-lt") == "Georgia"
    assert theme.typeface("+mn-ea") == "SimSun"
    assert theme.typeface("Verdana") == "Verdana"
