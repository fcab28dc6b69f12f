"""Lines with heads: cut back at the right end, heads at the right place."""

from __future__ import annotations

import pytest

from briefing_app.model.drawing import Segment
from briefing_app.ooxml.line_ends import with_ends

LINE: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (100.0, 0.0)))
TRIANGLE = ("triangle", "med", "med")


def test_a_tail_stands_at_the_end_and_the_line_stops_short_of_it() -> None:
    line, ((is_filled, head),) = with_ends(LINE, 2.0, None, TRIANGLE)
    assert is_filled
    assert max(x for _, numbers in head for x in numbers[0::2]) == pytest.approx(100)
    assert line[0] == LINE[0]
    assert 90 < line[1][1][0] < 100


def test_a_head_stands_at_the_beginning() -> None:
    line, ((_, head),) = with_ends(LINE, 2.0, TRIANGLE, None)
    assert min(x for _, numbers in head for x in numbers[0::2]) == pytest.approx(0)
    assert 0 < line[0][1][0] < 10
    assert line[1] == LINE[1]


def test_the_same_head_may_stand_at_both_ends() -> None:
    line, heads = with_ends(LINE, 2.0, TRIANGLE, TRIANGLE)
    assert len(heads) == 2
    assert 0 < line[0][1][0] < 10
    assert 90 < line[1][1][0] < 100


def test_a_curve_keeps_its_direction_where_it_is_cut() -> None:
    curve: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("C", (0, 50, 100, 50, 100, 0)))
    line, _ = with_ends(curve, 2.0, None, TRIANGLE)
    x2, y2, x, y = line[1][1][2:]
    assert x2 == x == pytest.approx(100)
    assert y > 0
    assert y2 - y == pytest.approx(50)


def test_a_line_shorter_than_its_heads_is_not_turned_round() -> None:
    short: tuple[Segment, ...] = (("M", (0.0, 0.0)), ("L", (1.0, 0.0)))
    line, _ = with_ends(short, 10.0, TRIANGLE, TRIANGLE)
    assert line[0][1][0] < line[1][1][0]


def test_an_open_arrow_is_drawn_with_the_pen() -> None:
    _, ((is_filled, _),) = with_ends(LINE, 2.0, None, ("arrow", "med", "med"))
    assert not is_filled


def test_closed_stretches_and_points_have_no_ends() -> None:
    closed: tuple[Segment, ...] = (*LINE, ("L", (50.0, 50.0)), ("Z", ()))
    assert with_ends(closed, 2.0, TRIANGLE, TRIANGLE) == (closed, [])
    assert with_ends((("M", (1.0, 1.0)),), 2.0, TRIANGLE, TRIANGLE)[1] == []
