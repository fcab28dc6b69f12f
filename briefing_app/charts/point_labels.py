"""Where the names of points stand: over no other name, over no point, inside the frame.

Greedy in the order asked for, so that what matters more is placed first, with one repair: a name
that finds its places taken may push one other name to another free place. What finds no place
beside its point is moved a little away and joined to it by a line, or is left out. All lengths in
points from the upper left corner of the frame. The same input gives the same places.

The places looked at are a fixed number for each name, and what is near is found by a grid, so the
work grows with the number of names and points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

GAP_PT = 3.0
"""From the edge of a point to the text beside it: the inset of a label in PowerPoint."""
_ABOVE_PT = 1.5
"""The same above and below."""
_SLACK_PT = 1.0
"""Air on all sides of a text, for other readers set it a little elsewhere."""
_CELL_PT = 24.0
_TILT = 0.8
"""Heights of a text by which it moves up or down to stand obliquely beside its point."""
_DIRECTIONS = (-35, 35, -145, 145, -90, 90, -15, 15, -165, 165)
"""Degrees, clockwise from the right."""


def _ends(reaches: tuple[float, ...]) -> tuple[tuple[float, float, float], ...]:
    return tuple(
        (reach, 0.0 if abs(turn) == 90 else cos(radians(turn)), sin(radians(turn)))
        for reach in reaches
        for turn in _DIRECTIONS
    )


_LEADERS = _ends((10.0, 20.0, 34.0))
"""Length of a leader line, and how far its end lies to the right and down for each point of it."""
_FAR_LEADERS = _ends((50.0, 70.0, 95.0, 125.0, 160.0))
_MOST_SEARCHES = 12
"""Names for which a leader line is looked for; a thicket of lines helps nobody."""
_LEADER_HALF_PT = 1.0
_STEP_PT = 4.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Line = tuple[float, float, float, float]
"""Where it starts and where it ends."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point as it is drawn."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A name to be placed.

    dot: the number of its point; width, height: of the text; far: it may stand far away, and its
    leader line may cross other points.
    """

    dot: int
    width: float
    height: float
    far: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands.

    position: where PowerPoint would set it (``c:dLblPos``); shift: by how much it is moved from
    there, to the right and down; box: of the text; leader: the line to its point, None for none.
    """

    position: str
    box: Box
    shift: tuple[float, float] = (0.0, 0.0)
    leader: Line | None = None


def place_names(
    dots: Sequence[Dot],
    wishes: Sequence[Wish],
    bounds: Box,
    taken: Iterable[Box] = (),
    crossed: Iterable[Box] = (),
) -> list[Place | None]:
    """Return a place for each wish, None for what has none. What matters most comes first.

    bounds: what no name leaves; taken: boxes that are kept free; crossed: boxes along lines, on
    which a name stands only where there is no other place beside its point.
    """
    field = _Field(dots, bounds)
    for box in taken:
        field.put_box(_TAKEN, box)
    for box in crossed:
        field.put_box(_CROSSED, box)
    places: dict[int, Place] = {}
    searches = 0
    for n, wish in enumerate(wishes):
        dot = dots[wish.dot]
        found = _beside(field, wish, dot) or _by_pushing(field, dots, wishes, places, n)
        if found is None and (searches < _MOST_SEARCHES or wish.far):
            searches += 1
            found = _led(field, wish, dot, _LEADERS) or (
                _led(field, wish, dot, _FAR_LEADERS) if wish.far else None
            )
        if found is not None:
            places[n] = found
            field.put(n, found)
    return [places.get(n) for n in range(len(wishes))]


def _beside(field: _Field, wish: Wish, dot: Dot) -> Place | None:
    """Return the first free place in or beside a point, if possible one on no line."""
    crossing: Place | None = None
    for place in near_places(dot, wish):
        if field.may_stand(place.box, wish.dot):
            there = field.names_in(place.box)
            if not there:
                return place
            if crossing is None and there == {_CROSSED}:
                crossing = place
    return crossing


def _by_pushing(
    field: _Field,
    dots: Sequence[Dot],
    wishes: Sequence[Wish],
    places: dict[int, Place],
    n: int,
) -> Place | None:
    """Return a place that is free once another name has moved; it is moved then."""
    wish = wishes[n]
    for place in near_places(dots[wish.dot], wish):
        if not field.may_stand(place.box, wish.dot):
            continue
        there = field.names_in(place.box) - {_CROSSED}
        if len(there) != 1 or (other := there.pop()) not in places:
            continue
        before = places[other]
        field.take(other, before)
        field.put(n, place)
        moved = _beside(field, wishes[other], dots[wishes[other].dot])
        field.put(other, moved or before)
        field.take(n, place)
        if moved is not None:
            places[other] = moved
            return place
    return None


def _led(
    field: _Field, wish: Wish, dot: Dot, leaders: Sequence[tuple[float, float, float]]
) -> Place | None:
    """Return the first free place at the end of a leader line."""
    wide, high = wish.width, wish.height
    for reach, right, down in leaders:
        away = dot.radius + reach
        x, y = dot.x + right * away, dot.y + down * away
        side = "t" if right == 0 > down else "b" if right == 0 else "r" if right > 0 else "l"
        box = _at_end(side, x, y, wide, high)
        if not field.is_free(box, None):
            continue
        edge = dot.radius + 0.5
        leader = (dot.x + right * edge, dot.y + down * edge, x, y)
        if all(field.lets_pass(each, wish) for each in _along(leader)):
            return Place(side, box, _shift(side, x - dot.x, y - dot.y, dot.radius), leader)
    return None


def _at_end(side: str, x: float, y: float, wide: float, high: float) -> Box:
    """Return the box of a text whose near edge stands at the end of a leader line."""
    if side == "r":
        return x + GAP_PT, y - high / 2, x + GAP_PT + wide, y + high / 2
    if side == "l":
        return x - GAP_PT - wide, y - high / 2, x - GAP_PT, y + high / 2
    if side == "t":
        return x - wide / 2, y - _ABOVE_PT - high, x + wide / 2, y - _ABOVE_PT
    return x - wide / 2, y + _ABOVE_PT, x + wide / 2, y + _ABOVE_PT + high


def _shift(side: str, right: float, down: float, radius: float) -> tuple[float, float]:
    """Return a move from where a label stands beside its point."""
    if side in "lr":
        return right - radius if side == "r" else right + radius, down
    return 0.0, down - radius if side == "b" else down + radius


def near_places(dot: Dot, wish: Wish) -> Iterator[Place]:
    """Yield the places in and beside a point, the best first."""
    wide, high = wish.width, wish.height
    x, y = dot.x, dot.y
    if hypot(wide / 2 + GAP_PT, high / 2 + _SLACK_PT) <= dot.radius:
        yield Place("ctr", _around(x, y, wide, high))
    across, down = dot.radius + GAP_PT + wide / 2, dot.radius + _ABOVE_PT + high / 2
    yield Place("r", _around(x + across, y, wide, high))
    yield Place("l", _around(x - across, y, wide, high))
    yield Place("t", _around(x, y - down, wide, high))
    yield Place("b", _around(x, y + down, wide, high))
    tilt = high * _TILT
    for side, sign in (("r", 1.0), ("l", -1.0)):
        for shift in (-tilt, tilt):
            yield Place(side, _around(x + sign * across, y + shift, wide, high), (0.0, shift))


def _around(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _along(line: Line) -> Iterator[Box]:
    """Yield small boxes that cover a line but for its end, where its text begins."""
    x1, y1, x2, y2 = line
    count = max(1, int(hypot(x2 - x1, y2 - y1) / _STEP_PT))
    half = _LEADER_HALF_PT
    for n in range(count):
        x, y = x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count
        yield x - half, y - half, x + half, y + half


_CROSSED, _TAKEN = -2, -1
"""Owners of boxes along lines and of boxes that are kept free, beside the numbers of names."""
_Cell = tuple[int, int]


class _Field:
    """What stands where: points that stay, and names and leader lines that come and go."""

    __slots__ = ("_bounds", "_grid", "_names")

    def __init__(self, dots: Sequence[Dot], bounds: Box) -> None:
        self._bounds = bounds
        self._grid: dict[_Cell, list[tuple[int, float, float, float]]] = {}
        self._names: dict[_Cell, list[tuple[int, Box]]] = {}
        for n, dot in enumerate(dots):
            reach = dot.radius
            around = (dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach)
            for cell in _cells(around):
                self._grid.setdefault(cell, []).append((n, dot.x, dot.y, reach * reach))

    def put_box(self, owner: int, box: Box) -> None:
        """Take a box."""
        for cell in _cells(box):
            self._names.setdefault(cell, []).append((owner, box))

    def put(self, owner: int, place: Place) -> None:
        """Take the place of a name and of its leader line."""
        for box in _boxes(place):
            self.put_box(owner, box)

    def take(self, owner: int, place: Place) -> None:
        """Give the place of a name free again."""
        for box in _boxes(place):
            for cell in _cells(box):
                self._names[cell].remove((owner, box))

    def is_free(self, box: Box, own: int | None) -> bool:
        """Return whether a box lies in bounds, on no name and on no point but its own."""
        return self.may_stand(box, own) and self.is_unnamed(box)

    def may_stand(self, box: Box, own: int | None) -> bool:
        """Return whether a box lies in bounds and on no point but its own."""
        left, top, right, bottom = box
        bounds = self._bounds
        if left < bounds[0] or top < bounds[1] or right > bounds[2] or bottom > bounds[3]:
            return False
        left, top, right, bottom = wide = _wider(box)
        grid = self._grid
        for cell in _cells(wide):
            for n, x, y, reach in grid.get(cell, ()):
                across = left - x if x < left else x - right if x > right else 0.0
                down = top - y if y < top else y - bottom if y > bottom else 0.0
                if across * across + down * down < reach and n != own:
                    return False
        return True

    def lets_pass(self, box: Box, wish: Wish) -> bool:
        """Return whether a leader line may run here: over lines, but over no name or point."""
        return (wish.far or self.may_stand(box, wish.dot)) and self.names_in(box) <= {_CROSSED}

    def is_unnamed(self, box: Box) -> bool:
        """Return whether no name and no line lies where a box would stand."""
        left, top, right, bottom = wide = _wider(box)
        names = self._names
        for cell in _cells(wide):
            for _, (l, t, r, b) in names.get(cell, ()):  # noqa: E741
                if left < r and l < right and top < b and t < bottom:
                    return False
        return True

    def names_in(self, box: Box) -> set[int]:
        """Return the owners of what lies where a box would stand."""
        left, top, right, bottom = wide = _wider(box)
        return {
            owner
            for cell in _cells(wide)
            for owner, (l, t, r, b) in self._names.get(cell, ())  # noqa: E741
            if left < r and l < right and top < b and t < bottom
        }


def _boxes(place: Place) -> list[Box]:
    return [place.box, *(_along(place.leader) if place.leader is not None else ())]


def _wider(box: Box) -> Box:
    return box[0] - _SLACK_PT, box[1] - _SLACK_PT, box[2] + _SLACK_PT, box[3] + _SLACK_PT


def _cells(box: Box) -> list[_Cell]:
    first_x, last_x = int(box[0] // _CELL_PT), int(box[2] // _CELL_PT)
    first_y, last_y = int(box[1] // _CELL_PT), int(box[3] // _CELL_PT)
    return [(x, y) for x in range(first_x, last_x + 1) for y in range(first_y, last_y + 1)]
