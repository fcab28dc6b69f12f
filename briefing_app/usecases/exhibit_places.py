"""Where exhibits lie on the slides of a deck, and which of them is at a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing_app.model.geometry import Box
from briefing_app.model.slide_plan import LaidOutPlan, LaidOutSlide, Role

_SUFFIX = "#data"


@dataclass(frozen=True, slots=True)
class ExhibitPlace:
    """An exhibit on a slide.

    number: among those of its topic that are shown, from 1; box: in EMU; at: a place in it as
    shares of its width and height, None for no place.
    """

    number: int
    box: Box
    at: tuple[float, float] | None = None


def place_of(plan: LaidOutPlan, item: str, number: int) -> ExhibitPlace | None:
    """Return where an exhibit of an item lies; None where it is on no slide."""
    places = (
        place
        for slide in plan.slides
        if slide.planned.place.item == item
        for place in _places(slide)
    )
    return next((place for place in places if place.number == number), None)


def place_at(plan: LaidOutPlan, key: str, point: tuple[float, float] | None) -> ExhibitPlace | None:
    """Return the exhibit of a slide at a point in EMU, else its first one; None without any."""
    slide = next((one for one in plan.slides if one.planned.key == key), None)
    places = [*_places(slide)] if slide is not None else []
    for place in places if point is not None else ():
        at = _share(place.box, point)
        if at is not None:
            return replace(place, at=at)
    return places[0] if places else None


def _places(slide: LaidOutSlide) -> Iterator[ExhibitPlace]:
    boxes = {fill.role: fill.box for fill in slide.fills}
    shown = {Role.EXHIBIT: slide.planned.exhibit, Role.SECOND_EXHIBIT: slide.planned.second}
    for role, exhibit in shown.items():
        if exhibit is not None and role in boxes:
            yield ExhibitPlace(_number(exhibit.key, slide.planned.group), boxes[role])


def _number(key: str, group: str) -> int:
    """Return the number that stands in the key of an exhibit, behind that of its topic."""
    behind = key.removesuffix(_SUFFIX).removeprefix(group).partition("/")[0].lstrip(":")
    return int(behind) if behind.isdecimal() else 1


def _share(box: Box, point: tuple[float, float] | None) -> tuple[float, float] | None:
    if point is None or box.cx <= 0 or box.cy <= 0:
        return None
    at = (point[0] - box.x) / box.cx, (point[1] - box.y) / box.cy
    return at if 0 <= at[0] < 1 and 0 <= at[1] < 1 else None
