"""Where shapes stand: transforms, groups within groups, rotations and flips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.ooxml.shape_placement import (
    GroupSpace,
    Matrix,
    Placement,
    points,
    read_group_space,
    read_transform,
    whole,
)
from tests.unit.ooxml.drawing_pieces import xml

angles = st.sampled_from([0.0, 30.0, 90.0, 180.0, 270.0, 123.0])
sides = st.floats(1, 500)
places = st.builds(
    Placement, st.floats(-500, 500), st.floats(-500, 500), sides, sides, angles,
    st.booleans(), st.booleans(),
)  # fmt: skip


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@given(places)
def test_the_middle_of_a_box_stays_where_it_is(place: Placement) -> None:
    middle = (place.x + place.width / 2, place.y + place.height / 2)
    for flipped in (True, False):
        matrix = place.matrix(flipped=flipped)
        assert at(matrix, place.width / 2, place.height / 2) == pytest.approx(middle)


@given(places, places, st.floats(0, 1), st.floats(0, 1))
def test_a_child_as_large_as_its_group_is_turned_as_both_say(
    group: Placement, child: Placement, u: float, v: float
) -> None:
    """The group's matrix after the child's is the matrix of the flattened child."""
    space = GroupSpace(group, 0.0, 0.0, group.width, group.height)
    placed = space.place(child)
    inner = at(child.matrix(), u * child.width, v * child.height)
    assert at(placed.matrix(), u * child.width, v * child.height) == pytest.approx(
        at(group.matrix(), *inner), abs=1e-6
    )


def test_a_group_stretches_its_children() -> None:
    space = GroupSpace(Placement(100, 100, 50, 200), 10, 10, 100, 100)
    assert space.place(Placement(10, 10, 20, 20)) == Placement(100, 100, 10, 40)


def test_a_child_on_its_side_is_stretched_along_the_slides_axes() -> None:
    space = GroupSpace(Placement(0, 0, 200, 100), 0, 0, 100, 100)
    placed = space.place(Placement(40, 40, 20, 10, 90.0))
    assert (placed.width, placed.height) == (20, 20)


def test_the_upright_box_around_a_rotated_one() -> None:
    assert Placement(0, 0, 40, 20, 90.0).bounds() == pytest.approx((10, -10, 20, 40))


def test_a_transform_is_read_in_points_and_degrees() -> None:
    node = xml(
        '<a:xfrm rot="-5400000" flipH="1"><a:off x="12700" y="25400"/>'
        '<a:ext cx="127000" cy="-5"/></a:xfrm>'
    )
    assert read_transform(node) == Placement(1, 2, 10, 0, 270.0, flip_h=True)


def test_a_transform_without_a_size_says_nothing() -> None:
    assert read_transform(xml('<a:xfrm><a:off x="1" y="1"/></a:xfrm>')) is None
    assert read_transform(None) is None


def test_a_group_without_inner_coordinates_keeps_its_own() -> None:
    node = xml('<a:xfrm><a:off x="12700" y="0"/><a:ext cx="12700" cy="12700"/></a:xfrm>')
    group = Placement(1, 0, 1, 1)
    assert read_group_space(node, group).place(Placement(1, 0, 1, 1)) == group


@pytest.mark.parametrize(
    ("text", "length"),
    [("12700", 1.0), ("1in", 72.0), ("2.54cm", 72.0), ("nan", 5.0), ("1e999", 5.0), ("", 5.0)],
)
def test_lengths(text: str, length: float) -> None:
    assert points(text, 5.0) == pytest.approx(length)


def test_a_number_beyond_reason_is_none() -> None:
    assert whole("99999999999", 7) == 7
    assert whole("x", 7) == 7
