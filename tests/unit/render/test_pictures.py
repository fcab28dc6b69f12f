"""Pictures: the part that is shown, its place, and what is not decoded."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from briefing_app.model.drawing import Outline, Picture, PictureChange, PictureFill
from tests.unit.render.conftest import Painted, box, page
from tests.unit.render.metafile_pieces import NO_PEN, RED_BRUSH, emf, emf_record

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio

pytestmark = pytest.mark.needs("qt")

WHITE, LIGHT = (255, 255, 255), (0xEE, 0xEE, 0xEE)
RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)


def picture(data: bytes, media_type: str = "image/png") -> Picture:
    return Picture(hashlib.sha256(data).hexdigest(), media_type, data)


def quarters(form: str = "PNG", side: int = 40) -> Picture:
    """Return a picture of four squares: red, green; blue, yellow."""
    made = Pillow.new("RGB", (side, side))
    half = side // 2
    for index, colour in enumerate((RED, GREEN, BLUE, YELLOW)):
        x, y = index % 2 * half, index // 2 * half
        made.paste(colour, (x, y, x + half, y + half))
    buffer = io.BytesIO()
    made.save(buffer, form)
    return picture(buffer.getvalue(), f"image/{form.lower()}")


@pytest.mark.parametrize("form", ["PNG", "BMP", "GIF", "JPEG"])
def test_a_picture_fills_its_target(painted: Painted, form: str) -> None:
    at = painted(PictureFill(quarters(form), (20, 10, 80, 60)))
    for (x, y), colour in zip(
        ((30, 20), (90, 20), (30, 60), (90, 60)), (RED, GREEN, BLUE, YELLOW), strict=True
    ):
        assert all(abs(a - b) < 8 for a, b in zip(at(x, y), colour, strict=True))
    assert at(19, 30) == at(101, 30) == at(50, 71) == WHITE


def test_a_crop_shows_the_rest_in_the_whole_target(painted: Painted) -> None:
    at = painted(PictureFill(quarters(), (0, 0, 80, 80), (0.5, 0, 0, 0.5)))
    assert at(5, 5) == at(75, 75) == GREEN


def test_a_negative_crop_leaves_room(painted: Painted) -> None:
    at = painted(PictureFill(quarters(), (0, 0, 100, 80), (-0.5, 0, -0.5, 0)))
    assert at(10, 40) == at(90, 40) == WHITE
    assert (at(30, 10), at(70, 10)) == (RED, GREEN)


def test_opacity_of_a_picture(painted: Painted) -> None:
    red, green, blue = painted(PictureFill(quarters(), (0, 0, 80, 80), alpha=0.5))(10, 10)
    assert red == 255
    assert green == blue
    assert 125 <= green <= 130


def test_a_picture_fills_a_shape_and_no_more(painted: Painted) -> None:
    fill = PictureFill(quarters(), (0, 0, 80, 80))
    at = painted(Outline((("M", (0, 0)), ("L", (80, 0)), ("L", (0, 80)), ("Z", ())), fill))
    assert (at(10, 10), at(60, 10), at(70, 70)) == (RED, GREEN, WHITE)


def test_tiles_repeat_from_their_corner_in_both_directions(painted: Painted) -> None:
    fill = PictureFill(quarters(), (50, 50, 40, 40), tiled=True)
    at = painted(Outline(box(0, 0, 200, 100), fill))
    assert [at(x, 55) for x in (55, 75, 95, 115, 15)] == [RED, GREEN, RED, GREEN, RED]
    assert [at(x, 35) for x in (55, 75)] == [BLUE, YELLOW]


def test_a_picture_that_is_much_finer_is_reduced(studio: Studio) -> None:
    found = studio.pictures.get(quarters(side=2000), (0, 0, 0, 0), (100, 100))
    assert 100 <= getattr(found, "width", int)() <= 256
    assert studio.pictures.get(quarters(side=2000), (0, 0, 0, 0), (90, 90)) is found


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def bomb(side: int) -> bytes:
    """Return a PNG of a few bytes that says it has side by side pixels."""
    header = side.to_bytes(4) * 2 + bytes((8, 6, 0, 0, 0))
    lines = zlib.compress(bytes(1 << 20), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "media_type", "said"),
    [
        (b"", "image/png", "unknown kind"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "image/png", "damaged"),
        (bomb(60_000), "image/png", "too large"),
        (bomb(20_000), "image/png", "too large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "SVG"),
        (b"\x01\x00\x00\x00" + b"\0" * 40, "image/x-emf", "metafile"),
        (b"/* XPM */ static char *x[] = {", "image/png", "unknown kind"),
    ],
)
def test_what_is_not_decoded_is_a_light_box_and_is_said(
    studio: Studio, data: bytes, media_type: str, said: str
) -> None:
    from briefing_app.render.png import image_of

    made = image_of(page(PictureFill(picture(data, media_type), (10, 10, 80, 60))), 2.0, studio)
    shown = made.pixelColor(100, 80)
    assert (shown.red(), shown.green(), shown.blue()) == LIGHT
    (told,) = studio.unpainted
    assert said in told


@pytest.mark.parametrize(
    "fill",
    [
        PictureFill(quarters(), (0, 0, 0, 50)),
        PictureFill(quarters(), (0, 0, 50, 50), (0.6, 0, 0.6, 0)),
        PictureFill(quarters(), (0, 0, float("nan"), 50)),
    ],
)
def test_a_picture_without_room_is_not_painted(painted: Painted, fill: PictureFill) -> None:
    at = painted(fill)
    assert at(20, 20) == WHITE


def test_pictures_are_the_same_by_their_digest() -> None:
    one = quarters()
    assert one == Picture(one.digest, one.media_type, b"")
    assert "\\x" not in repr(one)


def test_kept_pictures_stay_within_bounds(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing_app.render import pictures

    monkeypatch.setattr(pictures, "_MOST_BYTES", 40_000)
    for side in range(40, 80, 2):
        studio.pictures.get(quarters(side=side), (0, 0, 0, 0), (64, 64))
    assert studio.pictures._bytes <= 40_000
    assert len(studio.pictures._kept) < 8


# ---------------------------------------------------------------------------------------- metafiles
def metafile(*more: bytes) -> Picture:
    """Return an EMF picture of a red left half and a green right half."""
    green = emf_record(39, "IIII", 2, 0, 0x00FF00, 0) + emf_record(37, "I", 2)
    left, right = (emf_record(43, "4i", x, 0, x + 500, 500) for x in (0, 500))
    data = emf(NO_PEN, RED_BRUSH, left, green, right, *more)
    return picture(data, "image/x-emf")


def test_a_metafile_is_drawn_in_its_place(painted: Painted, studio: Studio) -> None:
    at = painted(PictureFill(metafile(), (20, 10, 80, 60)))
    assert (at(22, 12), at(58, 68), at(62, 12), at(98, 68)) == (RED, RED, GREEN, GREEN)
    assert at(19, 30) == at(101, 30) == at(50, 71) == WHITE
    assert not studio.unpainted


def test_a_cropped_metafile_does_not_reach_beyond_its_box(painted: Painted) -> None:
    at = painted(PictureFill(metafile(), (20, 10, 80, 60), source=(0.4, 0, 0.1, 0)))
    assert (at(30, 40), at(40, 40), at(98, 40)) == (RED, GREEN, GREEN)
    assert at(18, 40) == at(102, 40) == WHITE


def test_room_around_a_metafile_stays_free(painted: Painted) -> None:
    at = painted(PictureFill(metafile(), (20, 10, 80, 60), source=(-1, 0, 0, 0)))
    assert (at(30, 40), at(70, 40), at(90, 40)) == (WHITE, RED, GREEN)


def test_the_colours_of_a_metafile_change_as_those_of_pictures(painted: Painted) -> None:
    gray = replace(metafile(), changes=(PictureChange("gray"),))
    red, green, blue = painted(PictureFill(gray, (20, 10, 80, 60)))(30, 30)
    assert red == green == blue


def test_a_metafile_is_repeated_as_a_tile(painted: Painted) -> None:
    fill = PictureFill(metafile(), (0, 0, 20, 20), tiled=True)
    at = painted(Outline(box(0, 0, 60, 60), fill))
    assert (at(5, 5), at(15, 5), at(25, 45), at(35, 45)) == (RED, GREEN, RED, GREEN)


def test_what_a_metafile_lacks_is_said(painted: Painted, studio: Studio) -> None:
    painted(PictureFill(metafile(emf_record(97, "I", 1)), (20, 10, 80, 60)))
    assert list(studio.unpainted) == ["1 of 10 instructions of a metafile"]


@given(st.lists(st.tuples(st.integers(88, 400), st.integers(0, 255)), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_metafiles_are_painted_or_left_out(
    painted: Painted, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(metafile().data)
    for place, value in changes:
        data[place % len(data)] = value
    painted(PictureFill(picture(bytes(data), "image/x-emf"), (20, 10, 80, 60)))
