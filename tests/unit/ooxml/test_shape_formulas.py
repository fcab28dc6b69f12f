"""The guides of shapes (ECMA-376-1, 20.1.9.11)."""

from __future__ import annotations

from math import isfinite, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.ooxml.shape_formulas import add_guides, box_guides, evaluate

_VALUES = {"w": 300.0, "h": 400.0, "a": 90 * 60_000.0}


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("val 7", 7),
        ("*/ w 2 3", 200),
        ("+- w h 50", 650),
        ("+/ w h 2", 350),
        ("abs -5", 5),
        ("?: 1 w h", 300),
        ("?: 0 w h", 400),
        ("sqrt 16", 4),
        ("mod w h 0", 500),
        ("min w h", 300),
        ("max w h", 400),
        ("sin w a", 300),
        ("cos w 5400000", 0),
        ("tan 10 2700000", 10),
        ("at2 1 1", 2_700_000),
        ("cat2 100 w h", 60),
        ("sat2 100 w h", 80),
        ("pin 0 w 100", 100),
        ("pin 350 w 400", 350),
    ],
)
def test_each_formula(formula: str, result: float) -> None:
    assert evaluate(formula, _VALUES) == pytest.approx(result, abs=1e-9)


@pytest.mark.parametrize("formula", ["", "*/ w h 0", "sqrt -1", "nonsense 1 2", "*/ x 1 1"])
def test_what_cannot_be_worked_out_is_nought(formula: str) -> None:
    assert evaluate(formula, _VALUES) == 0


def test_four_lengths_in_emu_may_be_multiplied() -> None:
    values = {"d": 12_192_000.0}
    add_guides(values, [("d2", "*/ d d 1"), ("d4", "*/ d2 d2 1"), ("back", "sqrt d4")])
    assert sqrt(values["back"]) == pytest.approx(12_192_000)


def test_guides_know_those_before_them_and_the_box() -> None:
    values = box_guides(200, 100)
    add_guides(values, [("x", "*/ ss 1 2"), ("y", "+- x wd4 hd2")])
    assert values["y"] == 50


@given(st.text(max_size=30), st.floats())
def test_any_text_gives_a_finite_number(formula: str, value: float) -> None:
    assert isfinite(evaluate(formula, {"x": 1.0}))
    assert isfinite(evaluate(f"*/ {value} {value} {value}", {}))
