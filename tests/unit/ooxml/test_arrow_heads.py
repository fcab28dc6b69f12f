"""Ends of lines (ECMA-376-1, 20.1.8.57)."""

from __future__ import annotations

import pytest

from briefing_app.ooxml.arrow_heads import arrow_head


def test_a_triangle_lies_behind_its_tip_and_grows_with_the_line() -> None:
    segments, cut = arrow_head("triangle", "med", "lg", 4, (100, 50), (7, 0))
    points = [numbers for _, numbers in segments if numbers]
    assert list(points[0]) == [100, 50]
    assert sorted(map(list, points[1:])) == [[80, 44], [80, 56]]
    assert 0 < cut <= 20


def test_heads_turn_with_the_line() -> None:
    segments, _ = arrow_head("triangle", "sm", "sm", 5, (0, 0), (0, 3))
    assert {numbers[1] for _, numbers in segments if numbers} == {0, -10}


def test_thin_lines_have_heads_that_can_be_seen() -> None:
    thin, thicker = (arrow_head("stealth", "med", "med", w, (0, 0), (1, 0))[0] for w in (0.25, 2))
    assert thin == thicker


def test_an_oval_stands_around_the_end() -> None:
    segments, cut = arrow_head("oval", "lg", "sm", 3, (10, 10), (1, 0))
    xs = [numbers[-2] for _, numbers in segments if numbers]
    ys = [numbers[-1] for _, numbers in segments if numbers]
    assert (min(xs), max(xs)) == pytest.approx((7, 13))
    assert (min(ys), max(ys)) == pytest.approx((2.5, 17.5))
    assert cut == 0


def test_no_head_draws_nothing() -> None:
    assert arrow_head("none", "med", "med", 1, (0, 0), (1, 0)) == ((), 0.0)
