"""Images and PNG files: sizes, limits, bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing_app.errors import CallError, Cancelled
from tests.unit.render.conftest import page, run

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio

pytestmark = pytest.mark.needs("qt")


@pytest.mark.parametrize(
    ("size", "scale", "pixels"),
    [
        ((960.0, 540.0), 2.0, (1920, 1080)),
        ((720.0, 405.3), 1.0, (720, 406)),
        ((1.0, 1.0), 0.01, (1, 1)),
    ],
)
def test_pixels_cover_the_page(
    size: tuple[float, float], scale: float, pixels: tuple[int, int]
) -> None:
    from briefing_app.render import png

    assert png.pixels(page(width=size[0], height=size[1]), scale) == pixels


def test_an_image_that_would_fill_the_memory_is_refused(studio: Studio) -> None:
    from briefing_app.render.png import image_of

    with pytest.raises(CallError, match="too large"):
        image_of(page(), 100.0, studio)


def test_whoever_checks_may_stop_the_painting(studio: Studio) -> None:
    from briefing_app.render.png import image_of

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        image_of(page(run("x")), 1.0, studio, stop)


def test_the_same_drawing_gives_the_same_file(studio: Studio) -> None:
    from briefing_app.render.painter import Studio as Other
    from briefing_app.render.png import image_of, png_of

    one = png_of(image_of(page(run("x")), 2.0, studio), 144)
    assert one == png_of(image_of(page(run("x")), 2.0, Other()), 144)
    assert one.startswith(b"\x89PNG")
    for word in (b"tIME", b"Software", b"tEXt"):
        assert word not in one
