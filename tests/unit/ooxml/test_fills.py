from __future__ import annotations

import struct
from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.drawing import (
    Colour,
    Gradient,
    GradientShape,
    Pattern,
    Picture,
    PictureFill,
    Solid,
)
from briefing_app.ooxml.fills import INHERIT, Frame, read_fill
from briefing_app.ooxml.pictures import picture_size, picture_type, unpainted_label
from tests.unit.ooxml.drawing_pieces import SCOPE, xml

FRAME = (100.0, 50.0, 200.0, 100.0)
RED, BLUE = '<a:srgbClr val="FF0000"/>', '<a:srgbClr val="0000FF"/>'
STOPS = f'<a:gsLst><a:gs pos="100000">{BLUE}</a:gs><a:gs pos="0">{RED}</a:gs></a:gsLst>'


def png(width: int = 96, height: int = 48, per_metre: int = 0) -> bytes:
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    density = b"\x00\x00\x00\x09pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + size + b"\x00\x00\x00\x00" + density


def picture(data: bytes) -> Picture:
    return Picture("d" * 64, picture_type(data), data)


def media(relationship: str) -> Picture | None:
    return picture(png()) if relationship == "rId1" else None


def fill(inside: str, **more: object) -> object:
    node = xml(f"<p:spPr>{inside}</p:spPr>")
    return read_fill(node, SCOPE, FRAME, media, **more)  # type: ignore[arg-type]


def gradient(inside: str, **more: object) -> Gradient:
    found = fill(f"<a:gradFill{inside}</a:gradFill>", **more)
    assert isinstance(found, Gradient)
    return found


def blip(inside: str = "<a:stretch><a:fillRect/></a:stretch>", within: str = "") -> PictureFill:
    found = fill(f'<a:blipFill><a:blip r:embed="rId1">{within}</a:blip>{inside}</a:blipFill>')
    assert isinstance(found, PictureFill)
    return found


def test_fills_that_say_nothing_nothing_or_one_colour() -> None:
    assert fill("") is INHERIT
    assert fill("<a:noFill/>") is None
    assert fill('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>') == Solid(
        Colour("4F81BD")
    )
    assert fill("<a:grpFill/>", group=Solid(Colour("123456"))) == Solid(Colour("123456"))
    assert fill("<a:grpFill/>") is None


def test_a_linear_gradient_reaches_from_corner_to_corner() -> None:
    found = gradient(f'>{STOPS}<a:lin ang="0" scaled="0"/>')
    assert found.stops == ((0.0, Colour("FF0000")), (1.0, Colour("0000FF")))
    assert (found.start, found.end) == ((100, 100), (300, 100))
    down = gradient(f'>{STOPS}<a:lin ang="5400000"/>')
    assert down.start == pytest.approx((200, 50))
    assert down.end == pytest.approx((200, 150))
    # At 45 degrees the first and the last colour lie in corners: half of (200 + 100) / sqrt 2.
    slanted = gradient(f'>{STOPS}<a:lin ang="2700000"/>')
    assert slanted.start == pytest.approx((200 - 75, 100 - 75))
    assert slanted.end == pytest.approx((275, 175))


def test_a_scaled_angle_follows_the_diagonal() -> None:
    found = gradient(f'>{STOPS}<a:lin ang="2700000" scaled="1"/>')
    assert found.start == pytest.approx((100, 50))
    assert found.end == pytest.approx((300, 150))


def test_a_gradient_that_stays_upright_is_turned_back() -> None:
    found = gradient(f' rotWithShape="0">{STOPS}<a:lin ang="0"/>', rotation=90.0)
    # On the page the shape is 100 wide and 200 high: 50 to both sides, from left to right.
    assert found.start == pytest.approx((200, 150))
    assert found.end == pytest.approx((200, 50))
    assert gradient(f">{STOPS}", rotation=90.0).start == (100, 100)


def test_path_gradients_reach_from_their_focus_to_the_farthest_corner() -> None:
    middle = '<a:fillToRect l="50000" t="50000" r="50000" b="50000"/>'
    circle = gradient(f'>{STOPS}<a:path path="circle">{middle}</a:path>')
    assert circle.shape is GradientShape.CIRCLE
    assert (circle.start, circle.end) == ((200, 100), (300, 150))
    corner = gradient(f'>{STOPS}<a:path path="rect"><a:fillToRect l="100%" b="100%"/></a:path>')
    assert corner.shape is GradientShape.RECTANGLE
    assert (corner.start, corner.end) == ((300, 50), (100, 150))


def test_a_focus_with_an_extent_has_the_first_colour() -> None:
    box = '<a:fillToRect l="25000" t="25000" r="25000" b="25000"/>'
    found = gradient(f'>{STOPS}<a:path path="rect">{box}</a:path>')
    assert [place for place, _ in found.stops] == pytest.approx([0.5, 1.0])


def test_a_tile_rectangle_widens_the_gradient() -> None:
    found = gradient(f'>{STOPS}<a:lin ang="0"/><a:tileRect r="-100000"/>')
    assert (found.start, found.end) == ((100, 100), (500, 100))


def test_gradients_of_few_stops() -> None:
    assert fill("<a:gradFill><a:gsLst/></a:gradFill>") is None
    one = f'<a:gradFill><a:gsLst><a:gs pos="0">{RED}</a:gs></a:gsLst></a:gradFill>'
    assert fill(one) == Solid(Colour("FF0000"))


def test_patterns_have_two_colours() -> None:
    found = fill(f'<a:pattFill prst="dkUpDiag"><a:fgClr>{RED}</a:fgClr></a:pattFill>')
    assert found == Pattern("dkUpDiag", Colour("FF0000"), Colour("FFFFFF"))


def test_a_stretched_picture_fills_its_rectangle() -> None:
    assert blip().target == FRAME
    inset = '<a:stretch><a:fillRect l="10000" t="-10000" r="20%"/></a:stretch>'
    assert blip(inset).target == pytest.approx((120, 40, 140, 110))
    assert blip(within='<a:alphaModFix amt="25000"/>').alpha == 0.25


def test_a_picture_is_cut_or_set_into_its_frame() -> None:
    cut = blip('<a:srcRect l="10000" b="50000"/><a:stretch><a:fillRect/></a:stretch>')
    assert cut.source == (0.1, 0.0, 0.0, 0.5)
    assert cut.target == FRAME
    # Below 0 the picture ends before the frame does: half of its width is added on the right.
    less = blip('<a:srcRect r="-50000" t="25000"/><a:stretch/>')
    assert less.source == (0.0, 0.25, 0.0, 0.0)
    assert less.target == pytest.approx((100, 50, 200 / 1.5, 100))
    assert blip('<a:srcRect l="60000" r="60000"/><a:stretch/>').source == (0.0, 0.0, 0.0, 0.0)


def test_tiles_have_the_size_of_the_picture() -> None:
    tiled = blip('<a:tile sx="50000" sy="100000" tx="127000" algn="br"/>')
    assert tiled.target == pytest.approx((300 - 36 + 10, 150 - 36, 36, 36))
    assert (tiled.tiled, blip().tiled) == (True, False)
    assert blip('<a:tile algn="ctr"/>').target == pytest.approx((164, 82, 72, 36))
    assert blip('<a:tile algn="t"/>').target == pytest.approx((164, 50, 72, 36))


def test_pictures_that_are_not_there_fill_nothing() -> None:
    assert fill('<a:blipFill><a:blip r:embed="rId9"/></a:blipFill>') is None
    assert fill('<a:blipFill><a:blip r:link="rId1"/></a:blipFill>') is None
    assert fill("<a:blipFill/>") is None


def test_the_raster_beside_an_svg_is_taken() -> None:
    def both(relationship: str) -> Picture | None:
        return picture(png() if relationship == "rId1" else b"<svg/>")

    svg = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><svgBlip r:embed="rId2" '
        'xmlns="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
    )
    for embed, kind in (('r:embed="rId1"', "image/png"), ("", "image/svg+xml")):
        node = xml(f"<p:spPr><a:blipFill><a:blip {embed}>{svg}</a:blip></a:blipFill></p:spPr>")
        found = read_fill(node, SCOPE, FRAME, lambda name: both(name) if name else None)
        assert isinstance(found, PictureFill)
        assert found.picture.media_type == kind


JFIF = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x01\x2c\x01\x2c\x00\x00"
FRAME_0 = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 300, 600) + b"\x03" + bytes(9)
TIFF = (
    b"MM\x00*\x00\x00\x00\x08\x00\x02"
    + struct.pack(">HHIHH", 256, 3, 1, 40, 0)
    + struct.pack(">HHII", 257, 4, 1, 20)
    + bytes(4)
)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 96, -96) + bytes(12) + struct.pack("<i", 3780)


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(), "image/png", (72, 36)),
        (png(300, 300, 11811), "image/png", (72, 72)),  # 300 dpi
        (JFIF + FRAME_0, "image/jpeg", (144, 72)),
        (b"GIF89a" + struct.pack("<HH", 96, 192), "image/gif", (72, 144)),
        (BMP, "image/bmp", (72, 72)),
        (TIFF, "image/tiff", (30, 15)),
        (b"\xd7\xcd\xc6\x9a", "image/x-wmf", None),
        (b"\x02\x00\x09\x00", "image/x-wmf", None),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF", "image/x-emf", None),
        (bytes(32) + struct.pack("<ii", 2540, 1270) + b" EMF", "image/x-emf", (72, 36)),
        (
            b"\xd7\xcd\xc6\x9a" + struct.pack("<H4hH", 0, 0, 0, 200, -50, 100),
            "image/x-wmf",
            (144, 36),
        ),
        (b'<?xml version="1.0"?>\n<svg:svg xmlns:svg="x">', "image/svg+xml", None),
        (b"nothing", "", None),
        (png()[:20], "image/png", None),
    ],
)
def test_pictures_are_known_by_their_content(
    data: bytes, kind: str, size: tuple[float, float] | None
) -> None:
    found = picture(data)
    assert found.media_type == kind
    assert picture_size(found) == (None if size is None else pytest.approx(size, rel=1e-3))
    assert bool(unpainted_label(found)) == (kind not in {
        "image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf",
        "image/x-wmf",
    })  # fmt: skip


@given(
    st.sampled_from(
        [
            png(),
            JFIF,
            JFIF + FRAME_0,
            BMP,
            TIFF,
            b"GIF89a",
            b"II*\x00",
            bytes(40) + b" EMF",
            b"\xd7\xcd\xc6\x9a",
        ]
    ),
    st.binary(max_size=60),
    st.integers(0, 60),
)
def test_damaged_pictures_have_a_size_or_none(data: bytes, rest: bytes, place: int) -> None:
    found = picture_size(picture(data[:place] + rest))
    assert found is None or all(side > 0 and isfinite(side) for side in found)


NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.sampled_from(["", "x", "1e9", "100000", "50%", "-99999%", "999999999999"]),
)
FRAMES = st.tuples(
    st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.sampled_from([0.0, 1e-9, 1.0, 1e5]),
    st.sampled_from([0.0, 1e-9, 1.0, 1e5]),
)  # fmt: skip


@given(st.lists(NUMBERS, min_size=10, max_size=10), FRAMES, st.floats(-720, 720))
def test_wild_gradients_stay_numbers(values: list[str], frame: Frame, rotation: float) -> None:
    a, b, c, d, e, f, g, h, i, j = values
    kinds = (
        f'<a:lin ang="{a}" scaled="1"/>',
        f'<a:path path="rect"><a:fillToRect l="{a}" t="{b}" r="{c}" b="{d}"/></a:path>',
        f'<a:path path="circle"><a:fillToRect l="{d}" t="{c}" r="{b}" b="{a}"/></a:path>',
    )
    tile = f'<a:tileRect l="{e}" t="{f}" r="{g}" b="{h}"/>'
    for kind in kinds:
        node = xml(
            f'<p:spPr><a:gradFill rotWithShape="0"><a:gsLst><a:gs pos="{i}">{RED}</a:gs>'
            f'<a:gs pos="{j}">{BLUE}</a:gs></a:gsLst>{kind}{tile}</a:gradFill></p:spPr>'
        )
        found = read_fill(node, SCOPE, frame, rotation=rotation)
        assert isinstance(found, Gradient)
        places = [place for place, _ in found.stops]
        assert places == sorted(places)
        assert 0 <= places[0] <= places[-1] <= 1
        assert all(map(isfinite, (*found.start, *found.end)))


@given(st.lists(NUMBERS, min_size=8, max_size=8), FRAMES)
def test_wild_pictures_stay_numbers(values: list[str], frame: Frame) -> None:
    a, b, c, d, e, f, g, h = values
    source = f'<a:srcRect l="{a}" t="{b}" r="{c}" b="{d}"/>'
    for mode in (
        f'<a:stretch><a:fillRect l="{e}" t="{f}" r="{g}" b="{h}"/></a:stretch>',
        f'<a:tile tx="{e}" ty="{f}" sx="{g}" sy="{h}" algn="br"/>',
    ):
        node = xml(
            f'<p:spPr><a:blipFill><a:blip r:embed="rId1"/>{source}{mode}</a:blipFill></p:spPr>'
        )
        found = read_fill(node, SCOPE, frame, media)
        if found is None:
            continue
        assert isinstance(found, PictureFill)
        assert all(map(isfinite, found.target))
        assert found.target[2] >= 0
        assert found.target[3] >= 0
        left, top, right, bottom = found.source
        assert left + right < 1
        assert top + bottom < 1
        assert min(found.source) >= 0


def test_the_diagonal_is_what_scaled_means() -> None:
    # ECMA-376-1, 20.1.8.41: (cos x, sin x) becomes (w cos x, h sin x) before it is made one long.
    found = gradient(f'>{STOPS}<a:lin ang="2700000" scaled="1"/>')
    dx, dy = found.end[0] - found.start[0], found.end[1] - found.start[1]
    assert sqrt(dx**2 + dy**2) == pytest.approx(sqrt(200**2 + 100**2))
