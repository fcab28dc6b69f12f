from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import Cap, Colour, Join, Solid
from briefing_app.ooxml.fills import INHERIT, Inherit
from briefing_app.ooxml.line_styles import (
    LineEnd,
    LineProperties,
    PenStyle,
    read_line,
    read_stroke,
)
from briefing_app.ooxml.theme_formats import (
    Shadow,
    has_effects,
    read_formats,
    read_shadow,
    reference_index,
    reference_scope,
    themed_effect,
    themed_fill,
    themed_line,
)
from tests.unit.ooxml.drawing_pieces import SCOPE, xml

RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def pen(attributes: str, inside: str = "", base: LineProperties | None = None) -> PenStyle:
    found = read_stroke(xml(f"<a:ln {attributes}>{RED}{inside}</a:ln>"), SCOPE, base)
    assert isinstance(found, PenStyle)
    return found


def test_a_plain_line() -> None:
    found = pen("")
    assert found.stroke.paint == Solid(Colour("FF0000"))
    assert (found.stroke.width, found.stroke.dash) == (0.75, ())
    assert (found.stroke.cap, found.stroke.join) == (Cap.FLAT, Join.ROUND)
    assert (found.head, found.tail, found.compound) == (LineEnd(), LineEnd(), "sng")


def test_all_that_a_line_can_say() -> None:
    found = pen(
        'w="38100" cap="sq" cmpd="dbl"',
        '<a:miter lim="800000"/><a:headEnd type="oval" w="sm"/>'
        '<a:tailEnd type="stealth" len="lg"/>',
    )
    assert (found.stroke.width, found.stroke.cap, found.stroke.join) == (3, Cap.SQUARE, Join.MITRE)
    assert found.head == LineEnd("oval", "sm", "med")
    assert found.tail == LineEnd("stealth", "med", "lg")
    assert found.compound == "dbl"


@pytest.mark.parametrize(
    ("preset", "dash"),
    [
        ("solid", ()),
        ("sysDot", (2, 2)),
        ("dash", (8, 6)),
        ("lgDashDotDot", (16, 6, 2, 6, 2, 6)),
        ("unheard", ()),
    ],
)
def test_presets_are_multiples_of_the_width(preset: str, dash: tuple[float, ...]) -> None:
    assert pen('w="25400"', f'<a:prstDash val="{preset}"/>').stroke.dash == dash


def test_caps_belong_to_the_dashes() -> None:
    assert pen('w="25400" cap="rnd"', '<a:prstDash val="sysDot"/>').stroke.dash == (0, 4)
    assert pen('w="25400" cap="sq"', '<a:prstDash val="dash"/>').stroke.dash == (6, 8)


def test_dashes_of_ones_own() -> None:
    custom = '<a:custDash><a:ds d="300000" sp="100%"/><a:ds d="50%" sp="50000"/></a:custDash>'
    assert pen('w="25400"', custom).stroke.dash == (6, 2, 1, 1)
    assert pen('w="25400"', "<a:custDash/>").stroke.dash == ()


def test_thinnest_lines_still_have_dashes() -> None:
    found = pen('w="0"', '<a:prstDash val="sysDash"/>').stroke
    assert (found.width, found.dash) == (0, (2.25, 0.75))


def test_a_line_inherits_piece_by_piece() -> None:
    theme = read_line(
        xml(f'<a:ln w="25400" cap="rnd">{RED}<a:prstDash val="dot"/><a:bevel/></a:ln>'), SCOPE
    )
    only_width = read_stroke(xml('<a:ln w="12700"/>'), SCOPE, theme)
    assert isinstance(only_width, PenStyle)
    assert only_width.stroke.paint == Solid(Colour("FF0000"))
    assert (only_width.stroke.width, only_width.stroke.cap) == (1, Cap.ROUND)
    assert only_width.stroke.join is Join.BEVEL
    solid = read_stroke(xml('<a:ln><a:prstDash val="solid"/></a:ln>'), SCOPE, theme)
    assert isinstance(solid, PenStyle)
    assert (solid.stroke.dash, solid.stroke.width) == ((), 2)
    assert read_stroke(xml("<a:ln><a:noFill/></a:ln>"), SCOPE, theme) is None
    assert read_stroke(None, SCOPE, None) is INHERIT
    assert read_stroke(xml('<a:ln w="12700"/>'), SCOPE) is INHERIT


@given(st.text("0123456789-.eptcm%", max_size=14), st.text("0123456789-.%", max_size=14))
def test_wild_lines_have_a_width_and_dashes(width: str, dash: str) -> None:
    custom = f'<a:custDash><a:ds d="{dash}" sp="{dash}"/></a:custDash>'
    found = read_stroke(xml(f'<a:ln w="{width}">{RED}{custom}</a:ln>'), SCOPE)
    assert isinstance(found, PenStyle)
    assert 0 <= found.stroke.width <= 1584
    assert all(length >= 0 for length in found.stroke.dash)


FORMATS = read_formats(
    xml(
        "<a:theme><a:themeElements><a:fmtScheme>"
        '<a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        '<a:solidFill><a:schemeClr val="phClr"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
        "</a:fillStyleLst>"
        '<a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        "</a:lnStyleLst>"
        "<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle>"
        '<a:effectLst><a:outerShdw blurRad="38100" dist="25400" dir="5400000" sx="110000" algn="t" '
        'rotWithShape="0"><a:schemeClr val="phClr"><a:alpha val="40000"/></a:schemeClr>'
        "</a:outerShdw></a:effectLst></a:effectStyle></a:effectStyleLst>"
        '<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"><a:tint val="0"/></a:schemeClr>'
        "</a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
)
BOX = (0.0, 0.0, 10.0, 10.0)


def test_references_choose_from_the_theme() -> None:
    reference = xml('<a:fillRef idx="2"><a:schemeClr val="accent1"/></a:fillRef>')
    scope = reference_scope(reference, SCOPE)
    assert reference_index(reference) == 2
    fills = {idx: themed_fill(idx, FORMATS, scope, BOX) for idx in (0, 1, 2, 3, 1000, 1001, 1003)}
    assert fills[0] is fills[1000] is None
    assert fills[1] == Solid(Colour("4F81BD"))
    assert fills[2] == fills[3] == Solid(Colour("254061"))  # too few: the last
    assert fills[1001] == fills[1003] == Solid(Colour("FFFFFF"))
    line = themed_line(1, FORMATS, scope)
    assert line is not None
    assert (line.width, line.paint) == (0.5, Solid(Colour("4F81BD")))
    assert themed_line(0, FORMATS, scope) is None


@pytest.mark.parametrize("text", ["", "-1", "x", "²", "99999999999"])
def test_strange_references_point_nowhere(text: str) -> None:
    assert reference_index(xml(f'<a:lnRef idx="{text}"/>')) == 0


def test_shadows_are_data() -> None:
    scope = SCOPE.with_placeholder(Colour("112233"))
    assert themed_effect(1, FORMATS, scope) is None
    assert themed_effect(2, FORMATS, scope) == Shadow(
        Colour("112233", 0.4), 3.0, 2.0, 90.0, (1.1, 1.0), align="t", turns=False
    )
    none = xml("<p:spPr><a:effectLst/></p:spPr>")
    assert has_effects(none)
    assert read_shadow(none, scope) is None
    assert not has_effects(xml("<p:spPr/>"))


def test_nothing_said_is_one_value() -> None:
    assert isinstance(INHERIT, Inherit)
    assert read_line(None, SCOPE) == LineProperties()
    assert LineProperties().pen() is None
