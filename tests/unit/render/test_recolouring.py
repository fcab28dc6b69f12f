"""Pictures with their colours changed, and mirrored tiles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app.model.drawing import Colour, Outline, PictureChange, PictureFill
from briefing_app.ooxml.colour_transforms import encoded, linear
from tests.unit.render.conftest import Painted, box
from tests.unit.render.test_pictures import BLUE, GREEN, RED, WHITE, YELLOW, quarters

pytestmark = pytest.mark.needs("qt")

PLACES = ((10, 10), (70, 10), (10, 70), (70, 70))
Rgb = tuple[int, int, int]


def shown(painted: Painted, *changes: PictureChange, form: str = "PNG") -> list[Rgb]:
    """Return what red, green, blue and yellow have become."""
    picture = replace(quarters(form), changes=changes)
    at = painted(PictureFill(picture, (0, 0, 80, 80)))
    return [at(x, y) for x, y in PLACES]


def light(rgb: Rgb) -> float:
    """Return the luminance of a colour (IEC 61966-2-1: linear light, encoded again), 0 to 1."""
    parts = zip((0.2126, 0.7152, 0.0722), rgb, strict=True)
    return encoded(sum(share * linear(part / 255) for share, part in parts))


def test_two_colours_stand_for_dark_and_light(painted: Painted) -> None:
    change = PictureChange("duotone", (Colour("000080"), Colour("FFFFFF")))
    for found, rgb in zip(shown(painted, change), (RED, GREEN, BLUE, YELLOW), strict=True):
        share = light(rgb)
        assert found == pytest.approx((255 * share, 255 * share, 128 + 127 * share), abs=1.5)


def test_gray_and_two_levels(painted: Painted) -> None:
    greys = shown(painted, PictureChange("gray"))
    assert all(len(set(rgb)) == 1 for rgb in greys)
    assert sorted(greys) == [greys[2], greys[0], greys[1], greys[3]]  # blue is darkest
    levels = shown(painted, PictureChange("two-level", amounts=(0.6,)))
    assert levels == [(0, 0, 0), WHITE, (0, 0, 0), WHITE]


def test_a_washed_out_picture_is_pale(painted: Painted) -> None:
    # Brightness +70 %, contrast -70 %: 0 becomes (0.35 - 0.5) 0.3 + 0.85 = 0.805.
    red, *_ = shown(painted, PictureChange("light", amounts=(0.7, -0.7)))
    assert red == (255, 205, 205)
    same = shown(painted, PictureChange("light", amounts=(0.0, 0.0)))
    assert same == [RED, GREEN, BLUE, YELLOW]
    assert shown(painted, PictureChange("light", amounts=(0.0, 1.0)))[0] == RED


def test_a_colour_is_replaced_or_taken_away(painted: Painted) -> None:
    other = PictureChange("replace", (Colour("FF0000"), Colour("123456")))
    assert shown(painted, other) == [(0x12, 0x34, 0x56), GREEN, BLUE, YELLOW]
    gone = PictureChange("replace", (Colour("0000FF"), Colour("0000FF", 0.0)))
    assert shown(painted, gone, form="BMP") == [RED, GREEN, WHITE, YELLOW]


def test_changes_follow_each_other(painted: Painted) -> None:
    gone = PictureChange("replace", (Colour("0000FF"), Colour("FFFFFF", 0.0)))
    found = shown(painted, gone, PictureChange("gray"), PictureChange("unheard of"))
    assert found[2] == WHITE  # what is transparent stays so
    assert len(set(found[0])) == 1


def test_every_second_tile_may_be_mirrored(painted: Painted) -> None:
    area = Outline(box(0, 0, 80, 80))
    rows = {
        "": [RED, GREEN, RED, GREEN],
        "x": [RED, GREEN, GREEN, RED],
        "xy": [RED, GREEN, GREEN, RED],
    }
    for flip, wanted in rows.items():
        fill = PictureFill(quarters(), (0, 0, 40, 40), tiled=True, flip=flip)
        at = painted(replace(area, fill=fill))
        assert [at(x, 10) for x in (10, 30, 50, 70)] == wanted
        column = [RED, BLUE, BLUE, RED] if "y" in flip else [RED, BLUE, RED, BLUE]
        assert [at(10, y) for y in (10, 30, 50, 70)] == column
