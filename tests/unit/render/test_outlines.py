"""Outlines of shapes: shaded faces, heads, shadows."""

from __future__ import annotations

from briefing_app.model.drawing import Colour, Segment, Solid, Stroke
from briefing_app.ooxml.line_styles import LineEnd, PenStyle
from briefing_app.ooxml.shape_outlines import ShapePath
from briefing_app.ooxml.shape_placement import Placement
from briefing_app.ooxml.theme_formats import Shadow
from briefing_app.render.outlines import path_outlines, shaded, shadow_outlines

LINE: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (50.0, 0.0)))
BOX: tuple[Segment, ...] = (*LINE, ("L", (50.0, 20.0)), ("Z", ()))
RED = Solid(Colour("FF0000"))
UPRIGHT = Placement(0, 0, 50, 20)
SIDEWAYS = Placement(0, 0, 50, 20, 90.0)
PEN = PenStyle(Stroke(RED, 2.0), tail=LineEnd("triangle"))


def test_faces_of_a_shape_are_lighter_or_darker() -> None:
    assert shaded(RED, "darken") == Solid(Colour("990000"))
    assert shaded(RED, "lightenLess") == Solid(Colour("FF3333"))
    assert shaded(RED, "norm") is RED
    assert shaded(RED, "none") is None


def test_a_closed_path_is_one_outline_with_fill_and_line() -> None:
    (outline,) = path_outlines(ShapePath(BOX), RED, PEN, 5.0, 7.0)
    assert (outline.fill, outline.stroke) == (RED, PEN.stroke)
    assert outline.segments[0] == ("M", (5.0, 7.0))


def test_an_open_path_gets_its_head_filled_with_the_line() -> None:
    line, head = path_outlines(ShapePath(LINE, "none"), None, PEN, 0.0, 0.0)
    assert (line.fill, line.stroke) == (None, PEN.stroke)
    assert (head.fill, head.stroke) == (RED, None)


def test_a_path_that_is_not_stroked_is_only_filled() -> None:
    (outline,) = path_outlines(ShapePath(BOX, stroked=False), RED, PEN, 0.0, 0.0)
    assert (outline.fill, outline.stroke) == (RED, None)
    assert list(path_outlines(ShapePath(BOX, "none", stroked=False), RED, PEN, 0, 0)) == []


def test_a_shadow_falls_in_its_direction_and_reaches_around_the_line() -> None:
    shadow = Shadow(Colour("000000", 0.5), distance=3.0, direction=90.0)
    (outline,) = shadow_outlines((ShapePath(BOX),), shadow, PEN, (10.0, 10.0), UPRIGHT)
    x, y = outline.segments[0][1]
    assert (round(x, 6), round(y, 6)) == (10.0, 13.0)
    assert outline.stroke is not None
    assert outline.stroke.width == 2.0


def test_a_shadow_that_does_not_turn_falls_downwards_whatever_the_shape_does() -> None:
    shadow = Shadow(Colour("000000"), distance=3.0, direction=90.0, turns=False)
    (outline,) = shadow_outlines((ShapePath(BOX),), shadow, None, (0.0, 0.0), SIDEWAYS)
    x, y = outline.segments[0][1]
    assert (round(x, 6), round(y, 6)) == (3.0, 0.0)


def test_a_blurred_shadow_is_fainter_and_larger() -> None:
    shadow = Shadow(Colour("000000", 0.5), blur=8.0, distance=3.0)
    outlines = list(shadow_outlines((ShapePath(BOX),), shadow, None, (0.0, 0.0), UPRIGHT))
    alphas = [o.fill.colour.alpha for o in outlines if isinstance(o.fill, Solid)]
    assert len(outlines) == 2
    assert max(alphas) < 0.5


def test_a_shadow_is_not_flipped_with_its_shape() -> None:
    shadow = Shadow(Colour("000000"), distance=3.0, direction=0.0)
    flipped = Placement(0, 0, 50, 20, flip_h=True)
    (outline,) = shadow_outlines((ShapePath(BOX),), shadow, None, (0.0, 0.0), flipped)
    assert outline.segments[0][1] == (-3.0, 0.0)
