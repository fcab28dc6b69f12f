"""Preset shapes, drawn by formulas of our own."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing_app.ooxml.names import A
from briefing_app.ooxml.preset_shapes import PRESETS, shape_paths
from briefing_app.ooxml.shape_outlines import ShapePaths, ShapePen

_SIZES = st.one_of(st.just(0.0), st.floats(0, 5000))


def _ends(paths: ShapePaths) -> list[tuple[float, ...]]:
    return [numbers[-2:] for path in paths.paths for letter, numbers in path.segments if numbers]


def test_a_name_that_nobody_knows_is_its_box_and_says_so() -> None:
    found = shape_paths("noSuchShape", 20, 10)
    assert found.unknown == "noSuchShape"
    assert found.paths == shape_paths("rect", 20, 10).paths
    assert shape_paths("rect", 20, 10).unknown == ""


def test_adjustments_come_from_the_node_unless_given() -> None:
    node = etree.fromstring(
        f'<a:prstGeom xmlns:a="{A}" prst="triangle"><a:avLst>'
        '<a:gd name="adj" fmla="val 25000"/></a:avLst></a:prstGeom>'
    )
    assert (25.0, 0.0) in _ends(shape_paths(node, 100, 40))
    assert (80.0, 0.0) in _ends(shape_paths(node, 100, 40, {"adj": 80_000}))


def test_corners_are_rounded_by_the_shorter_side_and_text_keeps_clear_of_them() -> None:
    found = shape_paths("roundRect", 200, 100, {"adj": 50_000})
    assert (50.0, 0.0) in [pytest.approx(end) for end in _ends(found)]
    assert found.text_box == pytest.approx((14.645, 14.645, 185.355, 85.355), abs=0.001)


def test_a_mirrored_arrow_is_the_mirror_of_its_twin() -> None:
    right, left = (shape_paths(name, 200, 80) for name in ("rightArrow", "leftArrow"))
    assert sorted((200 - x, y) for x, y in _ends(right)) == sorted(_ends(left))


def test_shades_of_a_cube_stand_in_its_paths() -> None:
    found = shape_paths("cube", 100, 100)
    said = [(path.fill, path.stroked) for path in found.paths]
    assert said == [("norm", False), ("darkenLess", False), ("lightenLess", False), ("none", True)]


def test_angles_of_arcs_are_those_of_the_ray_from_the_middle() -> None:
    pen = ShapePen().move(200, 50).arc(100, 50, 0, 45)
    x, y = pen.x - 100, pen.y - 50
    assert x == pytest.approx(y)
    assert (x / 100) ** 2 + (y / 50) ** 2 == pytest.approx(1)


def test_an_arc_of_a_whole_turn_comes_back() -> None:
    pen = ShapePen().move(0, 50).arc(100, 50, 180, 360)
    assert (pen.x, pen.y) == pytest.approx((0, 50))


@settings(max_examples=12, deadline=None)
@given(_SIZES, _SIZES, st.floats(-1e6, 1e6))
def test_every_preset_stands_any_box_and_any_adjustment(w: float, h: float, value: float) -> None:
    given_values = dict.fromkeys(("adj", *(f"adj{i}" for i in range(1, 9))), value)
    for name in PRESETS:
        for values in ({}, given_values):
            found = shape_paths(name, w, h, values)
            assert all(isfinite(n) for path in found.paths for _, ns in path.segments for n in ns)
            assert all(isfinite(side) for side in found.text_box)


@pytest.mark.parametrize(
    ("name", "adjustments", "point"),
    [
        # the parabola hangs an eighth of the height; its tails end after 3/8 of the width
        ("ellipseRibbon", {}, (150.0, 4 * 12.5 * (0.375 - 0.375**2))),
        ("ellipseRibbon2", {}, (150.0, 100 - 4 * 12.5 * (0.375 - 0.375**2))),
        ("leftRightRibbon", {}, (0.0, 50 - 100 * 0.16667 / 2)),
        ("leftRightRibbon", {}, (400.0, 50 + 100 * 0.16667 / 2)),
        ("swooshArrow", {"adj1": 40_000}, (400.0, 12.5 + 20 - 5)),
        ("leftCircularArrow", {"adj4": 0}, (400 - 12.5 / 2, 50.0)),
        ("leftRightCircularArrow", {}, None),
    ],
)
def test_ribbons_and_rings_go_through_their_points(
    name: str, adjustments: dict[str, float], point: tuple[float, float] | None
) -> None:
    found = shape_paths(name, 400, 100, adjustments)
    assert found.unknown == ""
    assert point is None or pytest.approx(point, abs=0.01) in _ends(found)


def test_a_ring_with_two_heads_is_its_own_mirror() -> None:
    # from 45 degrees left of the lowest point to 45 degrees right of it
    heads = {"adj3": 45 * 60_000, "adj4": 135 * 60_000}
    found = shape_paths("leftRightCircularArrow", 100, 100, heads)
    ends = [pytest.approx(end, abs=0.01) for end in _ends(found)]
    assert all((100 - x, y) in ends for x, y in _ends(found) if y > 60)
