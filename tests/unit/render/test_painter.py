"""What is painted: probes of colours at points of hand-made drawings."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing_app.model.drawing import (
    Cap,
    Colour,
    Gradient,
    GradientShape,
    Group,
    Join,
    Outline,
    Pattern,
    Segment,
    Solid,
    Stroke,
)
from tests.unit.render.conftest import Painted, box, page, run

if TYPE_CHECKING:
    from briefing_app.render.painter import Studio
    from briefing_app.render.png import Image

pytestmark = pytest.mark.needs("qt")

RED, BLUE, BLACK = Solid(Colour("FF0000")), Solid(Colour("0000FF")), Solid(Colour("000000"))
WHITE = (255, 255, 255)
BAND = (
    (0.0, Colour("FF0000")),
    (0.25, Colour("00FF00")),
    (1.0, Colour("0000FF")),
)


def near(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 6) -> bool:
    """Tell whether two colours are the same but for rounding."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_a_shape_is_filled_to_its_edge_and_not_beyond(painted: Painted) -> None:
    at = painted(Outline(box(20, 20, 50, 30), RED))
    assert at(21, 21) == at(69, 49) == (255, 0, 0)
    assert at(19, 30) == at(71, 30) == at(40, 51) == WHITE


def test_what_comes_later_lies_above(painted: Painted) -> None:
    at = painted(Outline(box(0, 0, 60, 60), RED), Outline(box(30, 30, 60, 60), BLUE))
    assert (at(10, 10), at(40, 40)) == ((255, 0, 0), (0, 0, 255))


def test_opacity_lets_what_lies_below_shine_through(painted: Painted) -> None:
    half = Solid(Colour("0000FF", 0.5))
    at = painted(Outline(box(0, 0, 60, 60), RED), Outline(box(30, 0, 60, 60), half))
    assert near(at(40, 10), (127, 0, 127))
    assert near(at(80, 10), (127, 127, 255))


@pytest.mark.parametrize(("even_odd", "inside"), [(True, WHITE), (False, (255, 0, 0))])
def test_holes_are_a_question_of_the_rule(
    painted: Painted, even_odd: bool, inside: tuple[int, int, int]
) -> None:
    both = (*box(10, 10, 80, 80), *box(30, 30, 40, 40))
    assert painted(Outline(both, RED, even_odd=even_odd))(50, 50) == inside


def test_a_curve_bulges_to_its_side(painted: Painted) -> None:
    curve: tuple[Segment, ...] = (("M", (10, 80)), ("C", (10, 0, 110, 0, 110, 80)), ("Z", ()))
    at = painted(Outline(curve, RED))
    assert (at(60, 30), at(60, 15), at(15, 20)) == ((255, 0, 0), WHITE, WHITE)


def test_a_linear_gradient_runs_from_start_to_end(painted: Painted) -> None:
    fill = Gradient(GradientShape.LINEAR, BAND, (20, 0), (120, 0))
    at = painted(Outline(box(20, 10, 100, 50), fill))
    assert near(at(20.2, 30), (255, 0, 0), 12)
    assert near(at(45, 30), (0, 255, 0), 12)
    assert near(at(119.8, 30), (0, 0, 255), 12)
    assert near(at(70, 12), at(70, 58), 2)


def test_a_gradient_turned_round_runs_the_other_way(painted: Painted) -> None:
    fill = Gradient(GradientShape.LINEAR, BAND, (0, 60), (0, 10))
    at = painted(Outline(box(20, 10, 100, 50), fill))
    assert near(at(70, 59.8), (255, 0, 0), 12)
    assert near(at(70, 10.2), (0, 0, 255), 12)


def test_two_stops_in_one_place_are_an_edge(painted: Painted) -> None:
    stops = ((0.0, Colour("FF0000")), (0.5, Colour("FF0000")), (0.5, Colour("0000FF")),
             (1.0, Colour("0000FF")))  # fmt: skip
    at = painted(
        Outline(box(0, 0, 100, 50), Gradient(GradientShape.LINEAR, stops, (0, 0), (100, 0)))
    )
    assert near(at(49, 20), (255, 0, 0), 12)
    assert near(at(51, 20), (0, 0, 255), 12)


@pytest.mark.parametrize("alpha", [1.0, 0.999])
def test_a_circle_grows_from_its_focus(painted: Painted, alpha: float) -> None:
    stops = ((0.0, Colour("FF0000")), (1.0, Colour("0000FF", alpha)))
    fill = Gradient(GradientShape.CIRCLE, stops, (50, 50), (80, 90))  # 50 points away
    at = painted(Outline(box(0, 0, 100, 100), fill))
    assert near(at(50, 50), (255, 0, 0), 12)
    assert near(at(75, 50), at(50, 75), 6)
    assert near(at(75, 50), (127, 0, 127), 12)
    assert near(at(1, 50), (0, 0, 255), 16)


def test_a_rectangle_reaches_every_edge_at_once(painted: Painted) -> None:
    stops = ((0.0, Colour("FF0000")), (1.0, Colour("0000FF")))
    fill = Gradient(GradientShape.RECTANGLE, stops, (100, 50), (200, 100))
    at = painted(Outline(box(0, 0, 200, 100), fill))
    assert near(at(100, 50), (255, 0, 0), 12)
    assert near(at(199.5, 50), at(100, 99.5), 12)
    assert near(at(150, 50), (127, 0, 127), 12)
    assert near(at(150, 70), (127, 0, 127), 12)


def test_a_gradient_without_length_is_its_last_colour(painted: Painted) -> None:
    for shape in GradientShape:
        fill = Gradient(shape, BAND, (50, 50), (50, 50))
        assert painted(Outline(box(0, 0, 100, 100), fill))(40, 40) == (0, 0, 255)


def test_a_pattern_has_both_colours_in_its_share(image: Callable[..., Image]) -> None:
    pattern = Pattern("pct25", Colour("FF0000"), Colour("FFFFFF"))
    made = image(Outline(box(0, 0, 200, 100), pattern))
    green = [made.pixelColor(x, y).green() for x in range(768) for y in range(96)]
    assert sum(green) / len(green) == pytest.approx(0.75 * 255, abs=4)
    assert min(green) < 60


def test_a_line_is_as_wide_as_it_says(painted: Painted) -> None:
    line: tuple[Segment, ...] = (("M", (20, 50)), ("L", (180, 50)))
    at = painted(Outline(line, stroke=Stroke(BLACK, 8)))
    assert at(100, 46.5) == at(100, 53.5) == (0, 0, 0)
    assert at(100, 45.5) == at(100, 54.5) == at(18, 50) == WHITE


@pytest.mark.parametrize(
    ("cap", "beyond"), [(Cap.FLAT, WHITE), (Cap.SQUARE, (0, 0, 0)), (Cap.ROUND, (0, 0, 0))]
)
def test_a_line_ends_as_its_cap_says(
    painted: Painted, cap: Cap, beyond: tuple[int, int, int]
) -> None:
    line: tuple[Segment, ...] = (("M", (50, 50)), ("L", (150, 50)))
    assert painted(Outline(line, stroke=Stroke(BLACK, 10, cap=cap)))(48, 50) == beyond


@pytest.mark.parametrize(
    ("join", "corner"), [(Join.MITRE, (0, 0, 0)), (Join.BEVEL, WHITE), (Join.ROUND, WHITE)]
)
def test_a_corner_is_as_its_join_says(
    painted: Painted, join: Join, corner: tuple[int, int, int]
) -> None:
    stroke = Stroke(BLACK, 20, join=join)
    assert painted(Outline(box(50, 30, 100, 60), stroke=stroke))(41, 21) == corner


def test_dashes_and_gaps_are_points_long(painted: Painted) -> None:
    line: tuple[Segment, ...] = (("M", (0, 50)), ("L", (200, 50)))
    at = painted(Outline(line, stroke=Stroke(BLACK, 4, (20, 10))))
    shown = [at(x, 50) == (0, 0, 0) for x in (10, 19, 21, 29, 31, 45, 55, 65)]
    assert shown == [True, True, False, False, True, True, False, True]


def test_a_line_can_be_a_gradient(painted: Painted) -> None:
    line: tuple[Segment, ...] = (("M", (0, 50)), ("L", (200, 50)))
    fill = Gradient(GradientShape.LINEAR, BAND, (0, 0), (200, 0))
    at = painted(Outline(line, stroke=Stroke(fill, 10)))
    assert near(at(50, 50), (0, 255, 0), 12)
    assert near(at(198, 50), (0, 0, 255), 12)


def test_a_group_moves_turns_and_scales(painted: Painted) -> None:
    quarter = (0.0, 2.0, -1.0, 0.0, 100.0, 10.0)  # x' = 100 - y, y' = 10 + 2 x
    at = painted(Group((Outline(box(0, 0, 20, 40), RED),), quarter))
    assert at(61, 11) == at(99, 49) == (255, 0, 0)
    assert at(59, 20) == at(101, 20) == at(80, 51) == WHITE


def test_groups_in_groups_add_up(painted: Painted) -> None:
    inner = Group((Outline(box(0, 0, 10, 10), RED),), (2, 0, 0, 2, 10, 0))
    at = painted(Group((inner,), (1, 0, 0, 1, 50, 50)))
    assert (at(61, 51), at(79, 69), at(59, 51)) == ((255, 0, 0), (255, 0, 0), WHITE)


def test_a_group_is_clipped_by_its_outline(painted: Painted) -> None:
    clip = Outline(box(0, 0, 30, 30))
    at = painted(
        Group((Outline(box(0, 0, 100, 100), RED),), clip=clip), Outline(box(100, 0, 50, 50), BLUE)
    )
    assert (at(29, 29), at(31, 10), at(120, 40)) == ((255, 0, 0), WHITE, (0, 0, 255))


def test_opacity_of_groups_multiplies(painted: Painted) -> None:
    faint = Group((Group((Outline(box(0, 0, 50, 50), BLACK),), alpha=0.5),), alpha=0.5)
    assert near(painted(faint)(20, 20), (191, 191, 191), 3)


def test_a_ring_of_groups_too_deep_to_paint_ends(painted: Painted) -> None:
    item: Group = Group((Outline(box(0, 0, 50, 50), RED),))
    for _ in range(500):
        item = Group((item,))
    assert painted(item, Outline(box(60, 0, 20, 20), BLUE))(70, 10) == (0, 0, 255)


def ink(made: Image) -> tuple[float, float, float, float]:
    """Return the box of what is dark, in points: left, top, right, bottom."""
    dark = [
        (x, y)
        for x in range(made.width())
        for y in range(made.height())
        if made.pixelColor(x, y).lightness() < 128
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across) / 4, min(down) / 4, max(across) / 4, max(down) / 4


def test_text_stands_on_its_base_line(image: Callable[..., Image]) -> None:
    left, top, right, bottom = ink(image(run("HHHH", 20, 60, size=30.0)))
    assert left == pytest.approx(20 + 30 * 0.08, abs=1)
    assert bottom == pytest.approx(60, abs=0.5)
    assert top == pytest.approx(60 - 30 * 0.69, abs=1)
    assert right == pytest.approx(20 + 4 * 30 * 0.722, abs=3)


@pytest.mark.parametrize("width", [70.0, 87.0, 110.0])
def test_text_keeps_its_measured_width(image: Callable[..., Image], width: float) -> None:
    left, _, right, _ = ink(image(run("HHHH", 20, 60, width, size=30.0)))
    assert right - left == pytest.approx(width * (1 - 0.16 / (4 * 0.722)), abs=1.5)


def test_spaced_text_is_spaced_and_not_stretched(image: Callable[..., Image]) -> None:
    spaced = image(run("II", 20, 60, 2 * 30 * 0.278 + 60, size=30.0, spacing=30.0))
    alone = image(run("I", 20, 60, size=30.0))
    assert spaced.pixelColor(98, 200).lightness() < 128
    left, _, right, _ = ink(alone)
    second = [x for x in range(160, 600) if spaced.pixelColor(x, 200).lightness() < 128]
    assert len(second) / 4 == pytest.approx(right - left, abs=1)
    assert min(second) / 4 == pytest.approx(left + 30 * 0.278 + 30, abs=1)


def test_underline_and_strike_are_as_long_as_the_text(painted: Painted) -> None:
    at = painted(run(" " * 8, 10, 50, 120, underline=True, strike=True))
    assert at(11, 52.2) == at(129, 52.2) == at(11, 44.8) == at(129, 44.8)
    assert at(60, 52.2) != WHITE
    assert at(131, 52.2) == at(60, 48) == WHITE


def test_arabic_runs_from_right_to_left(image: Callable[..., Image]) -> None:
    made = image(run("ا" + "ـ" * 6, 20, 60, 120, size=30.0, right_to_left=True))
    columns = [
        sum(made.pixelColor(x, y).lightness() < 128 for y in range(400)) for x in range(80, 560)
    ]
    assert columns.index(max(columns)) > 240  # the upright alef stands at the right


@pytest.mark.parametrize(
    "odd",
    [
        Outline(()),
        Outline((("M", (math.nan, 1.0)), ("L", (5.0, math.inf))), RED),
        Outline(box(0, 0, 0, 0), RED, Stroke(BLACK, 0, (0.0, 0.0))),
        Outline(box(0, 0, 9, 9), Gradient(GradientShape.LINEAR, (), (0, 0), (9, 9))),
        Outline(box(0, 0, 9, 9), stroke=Stroke(BLACK, 1, (3.0,))),
        Group((Outline(box(0, 0, 9, 9), RED),), (math.nan, 0, 0, 1, 0, 0)),
        Group((Outline(box(0, 0, 9, 9), RED),), (0, 0, 0, 0, 0, 0)),
        run("x", size=0.0),
        run("x", x=math.inf),
        run(""),
        run("a\tb\nc\u2028d\u000be"),
    ],
)
def test_what_makes_no_sense_is_passed_over(painted: Painted, odd: Outline) -> None:
    assert painted(odd, Outline(box(100, 50, 20, 20), BLUE))(110, 60) == (0, 0, 255)


FIGURES = st.floats(allow_nan=True, allow_infinity=True, width=32)
COLOURS = st.builds(Colour, st.sampled_from(["000000", "FF8000"]), st.floats(-1, 2))
SEGMENTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["M", "L"]), st.tuples(FIGURES, FIGURES)),
        st.tuples(st.just("C"), st.tuples(*[FIGURES] * 6)),
        st.tuples(st.just("Z"), st.just(())),
    ),
    max_size=6,
).map(tuple)
PAINTS = st.one_of(
    st.builds(Solid, COLOURS),
    st.builds(
        Gradient,
        st.sampled_from(GradientShape),
        st.lists(st.tuples(st.floats(-1, 2), COLOURS), max_size=3).map(tuple),
        st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)),
        st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)),
    ),
    st.builds(Pattern, st.sampled_from(["dkUpDiag", "unheard"]), COLOURS, COLOURS),
)
STROKES = st.builds(
    Stroke, PAINTS, st.floats(0, 100), st.lists(st.floats(0, 50), max_size=3).map(tuple)
)
OUTLINES = st.builds(Outline, SEGMENTS, st.none() | PAINTS, st.none() | STROKES, st.booleans())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OUTLINES, max_size=4).map(tuple))
def test_wild_outlines_are_painted_or_passed_over(
    studio: Studio, outlines: tuple[Outline, ...]
) -> None:
    from briefing_app.render.png import image_of

    assert not image_of(page(*outlines), 0.5, studio).isNull()


def test_a_line_of_too_many_dashes_is_painted_whole(studio: Studio) -> None:
    from briefing_app.render.png import image_of

    path = (("M", (-1e6, 50.0)), ("L", (1e6, 50.0)))
    fine = Stroke(Solid(Colour("000000")), 4.0, (1e-4, 1e-4))
    image = image_of(page(Outline(path, stroke=fine)), 1.0, studio)
    assert image.pixelColor(50, 50).name() == "#000000"
