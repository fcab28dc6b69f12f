"""Hand-made drawings, and what paints them: only where Qt is there (``needs("qt")``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from briefing_app.model.drawing import Colour, Drawing, Item, Segment, TextRun, Typeface

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio
    from briefing_app.render.png import Image

Probe = Callable[[float, float], tuple[int, int, int]]
Painted = Callable[..., Probe]
INK = Colour("101010")


def box(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """Return the segments of a rectangle."""
    right, low = x + width, y + height
    corners = ((x, y), (right, y), (right, low), (x, low))
    lines: list[Segment] = [("M" if one == corners[0] else "L", one) for one in corners]
    return (*lines, ("Z", ()))


def run(text: str, x: float = 10, baseline: float = 50, width: float = 0, **more: Any) -> TextRun:  # noqa: ANN401
    """Return a text run in Arial, 20 points, with anything else as it is given."""
    size = more.pop("size", 20.0)
    face = more.pop("face", Typeface("Arial"))
    return TextRun(text, x, baseline, width, size, face, more.pop("colour", INK), **more)


def page(*items: Item, **more: Any) -> Drawing:  # noqa: ANN401
    """Return a drawing of 200 by 100 points."""
    return Drawing(more.pop("width", 200.0), more.pop("height", 100.0), items, **more)


@pytest.fixture(scope="session")
def qt() -> None:
    """Have Qt started with the shipped fonts."""
    from briefing_app.render.qt_start import start_qt
    from briefing_app.usecases.shipped_files import shipped_fonts

    start_qt(shipped_fonts())


@pytest.fixture
def studio(qt: None) -> Studio:
    """Return a studio that has painted nothing yet."""
    from briefing_app.render.painter import Studio

    return Studio()


@pytest.fixture
def image(studio: Studio) -> Callable[..., Image]:
    """Return what paints items on a page of 200 by 100 points, four pixels to the point."""
    from briefing_app.render.png import image_of

    return lambda *items: image_of(page(*items), 4.0, studio)


@pytest.fixture
def painted(image: Callable[..., Image]) -> Painted:
    """Return what paints items and returns what tells the colour at a point of the page."""

    def paint(*items: Item) -> Probe:
        made = image(*items)

        def colour(x: float, y: float) -> tuple[int, int, int]:
            found = made.pixelColor(int(x * 4), int(y * 4))
            return found.red(), found.green(), found.blue()

        return colour

    return paint
