from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.point_labels import Box, Dot, Place, Wish, place_names

BOUNDS = (0.0, 0.0, 400.0, 250.0)


def _dots(most: int) -> st.SearchStrategy[list[Dot]]:
    dot = st.builds(Dot, st.floats(0, 400), st.floats(0, 250), st.sampled_from([2.0, 4.0, 25.0]))
    return st.lists(dot, min_size=1, max_size=most)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(box: Box, dot: Dot) -> bool:
    across = max(box[0] - dot.x, 0.0, dot.x - box[2])
    down = max(box[1] - dot.y, 0.0, dot.y - box[3])
    return across**2 + down**2 < dot.radius**2


def _wishes(dots: list[Dot], width: float) -> list[Wish]:
    return [Wish(n, width + n % 5 * 8, 12.0) for n in range(len(dots))]


def _points_on(line: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    x1, y1, x2, y2 = line
    return [(x1 + (x2 - x1) * n / 50, y1 + (y2 - y1) * n / 50) for n in range(50)]


@given(dots=_dots(60), width=st.floats(5, 90))
def test_no_name_lies_on_another_on_a_point_or_outside(dots: list[Dot], width: float) -> None:
    wishes = _wishes(dots, width)
    places = place_names(dots, wishes, BOUNDS)
    assert len(places) == len(wishes)
    assert places == place_names(dots, wishes, BOUNDS)
    found = [(wish, place) for wish, place in zip(wishes, places, strict=True) if place]
    for wish, place in found:
        left, top, right, bottom = place.box
        assert left >= 0
        assert top >= 0
        assert right <= 400
        assert bottom <= 250
        assert right - left == pytest.approx(wish.width)
        others = [dot for n, dot in enumerate(dots) if n != wish.dot]
        assert not any(_covers(place.box, dot) for dot in others)
        if place.position != "ctr":
            assert not _covers(place.box, dots[wish.dot])
    for (_, one), (_, other) in combinations(found, 2):
        assert not _overlap(one.box, other.box)


@given(dots=_dots(60))
def test_leader_lines_cross_no_name_and_no_other_point(dots: list[Dot]) -> None:
    wishes = _wishes(dots, 40.0)
    places = place_names(dots, wishes, BOUNDS)
    for wish, place in zip(wishes, places, strict=True):
        if place is None or place.leader is None:
            continue
        others = [p.box for p in places if p is not None and p is not place]
        for x, y in _points_on(place.leader):
            assert not any(b[0] < x < b[2] and b[1] < y < b[3] for b in others)
            assert not any(
                (x - dot.x) ** 2 + (y - dot.y) ** 2 < (dot.radius - 1.0) ** 2
                for n, dot in enumerate(dots)
                if n != wish.dot
            )


def _one(dots: list[Dot], wish: Wish, taken: tuple[Box, ...] = ()) -> Place:
    place = place_names(dots, [wish], BOUNDS, taken)[0]
    assert place is not None
    return place


def test_a_lonely_point_has_its_name_at_the_right() -> None:
    place = _one([Dot(100, 100, 4)], Wish(0, 40, 12))
    assert place.position == "r"
    assert place.shift == (0.0, 0.0)
    assert place.box == (107.0, 94.0, 147.0, 106.0)


@pytest.mark.parametrize(
    ("x", "y", "position"), [(390, 100, "l"), (10, 100, "r"), (200, 2, "b"), (200, 248, "t")]
)
def test_a_name_turns_away_from_the_edge(x: float, y: float, position: str) -> None:
    # Beside a point in the corner there is room only on one side.
    taken = ((150.0, 0.0, 195.0, 250.0), (205.0, 0.0, 250.0, 250.0)) if x == 200 else ()
    place = _one([Dot(x, y, 4)], Wish(0, 8, 12) if x == 200 else Wish(0, 60, 12), taken)
    assert place.position == position


def test_a_name_stands_in_its_bubble_when_it_fits() -> None:
    assert _one([Dot(100, 100, 30)], Wish(0, 40, 12)).position == "ctr"
    assert _one([Dot(100, 100, 30)], Wish(0, 58, 12)).position == "r"


def test_a_name_pushes_another_one_aside() -> None:
    dots = [Dot(100, 100, 4), Dot(180, 100, 4)]
    walls = (
        (90.0, 0.0, 400.0, 90.0),
        (90.0, 110.0, 400.0, 250.0),
        (190.0, 90.0, 400.0, 110.0),
    )
    first, second = place_names(dots, [Wish(0, 60, 12), Wish(1, 60, 12)], BOUNDS, walls)
    assert first is not None
    assert second is not None
    # Alone, the first one stands at the right, which is all that the second one has.
    assert (first.position, second.position) == ("l", "l")


def test_a_name_without_room_beside_its_point_has_a_leader_line() -> None:
    beside = [Dot(200 + dx, 100 + dy, 4) for dx in (-14, 14) for dy in (-12, 0, 12)]
    place = _one([Dot(200, 100, 4), *beside], Wish(0, 60, 12))
    assert place.leader is not None
    assert place.shift != (0.0, 0.0)


def test_what_finds_no_place_is_left_out_and_the_first_comes_first() -> None:
    dots = [Dot(50, 15, 4)] * 3
    places = place_names(dots, [Wish(n, 60, 12) for n in range(3)], (45.0, 5.0, 125.0, 25.0))
    assert [place is not None for place in places] == [True, False, False]
