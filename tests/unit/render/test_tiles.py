"""The cache of images: by content, under its limit, the same in every thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from briefing_app.model.drawing import Colour, Drawing, Outline, Solid
from tests.unit.render.conftest import box, page, run

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio
    from briefing_app.render.tiles import Tiles

pytestmark = pytest.mark.needs("qt")


def drawing(colour: str = "FF0000") -> Drawing:
    return page(Outline(box(50, 0, 150, 60), Solid(Colour(colour))), run("Some text", 60, 80))


@pytest.fixture
def tiles(studio: Studio) -> Tiles:
    from briefing_app.render.tiles import Tiles

    return Tiles(studio, 4_000_000)


def test_an_equal_drawing_is_painted_once(tiles: Tiles) -> None:
    first = tiles.whole(drawing(), 400)
    assert (first.width(), first.height()) == (400, 200)
    assert tiles.whole(drawing(), 400) is first
    assert tiles.whole(drawing("00FF00"), 400) is not first
    assert tiles.whole(drawing(), 401) is not first


def test_tiles_are_the_parts_of_the_whole(tiles: Tiles) -> None:
    whole = tiles.whole(drawing(), 1200)
    for column in range(3):
        for row in range(2):
            part = tiles.tile(drawing(), 1200, column, row)
            place = (column * 512, row * 512, part.width(), part.height())
            assert part == whole.copy(*place), (column, row)
    assert tiles.tile(drawing(), 1200, 3, 0).isNull()
    assert tiles.tile(drawing(), 1200, 2, 1).width() == 1200 - 1024


def test_the_images_stay_under_the_limit(tiles: Tiles) -> None:
    first = tiles.whole(drawing(), 400)
    for number in range(30):
        tiles.whole(drawing(f"{number:06X}"), 400)
        assert tiles.kept_bytes <= 4_000_000
    assert tiles.kept_bytes > 3_000_000
    assert tiles.whole(drawing(), 400) is not first  # gone long ago, and painted again
    assert tiles.whole(drawing(), 400) == first
    assert not tiles.whole(drawing(), 3000).isNull()  # larger than the limit: not kept
    assert tiles.kept_bytes <= 4_000_000


def test_threads_paint_the_same_pixels(tiles: Tiles) -> None:
    wanted = [tiles.whole(drawing(f"{n:02X}0000"), 300).copy() for n in range(20)]
    wrong: list[int] = []

    def paint(first: int) -> None:
        for n in range(20):
            number = (first + n) % 20
            if tiles.whole(drawing(f"{number:02X}0000"), 300) != wanted[number]:
                wrong.append(number)

    threads = [threading.Thread(target=paint, args=(n * 5,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []
