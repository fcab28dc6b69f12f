"""Formulas and braces: what they read as, and that nothing else can be written."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.facts.braces import Formula, Literal, LooseBrace, cut
from briefing_app.facts.syntax import (
    DEEPEST,
    LONGEST_FORMULA,
    Call,
    Negative,
    Number,
    Operation,
    Reference,
    Span,
    UnreadableFormula,
    Words,
    parse,
)

FORMULA_SIGNS = "Rev[]()2024'\"“”:>,;+-*/^%|{} .äé万%\n\t_$#@"


def test_a_reference_and_its_forms() -> None:
    assert parse("Revenue[2024]") == Reference(("Revenue",), Span(("2024",)), "Revenue[2024]")
    assert parse("2024[Revenue]") == Reference(("2024",), Span(("Revenue",)), "2024[Revenue]")
    assert parse("'GDP (US$)'[2019:2024]") == Reference(
        ("GDP (US$)",), Span(("2019",), ("2024",)), "'GDP (US$)'[2019:2024]"
    )
    assert parse("'Europe' > 'Côte d''Ivoire'['GDP' > 2024]") == Reference(
        ("Europe", "Côte d'Ivoire"),
        Span(("GDP", "2024")),
        "'Europe' > 'Côte d''Ivoire'['GDP' > 2024]",
    )
    assert parse("收入") == Reference(("收入",), None, "收入")
    assert parse("sum[1H24]") == Reference(("sum",), Span(("1H24",)), "sum[1H24]")


def test_precedence_is_excels() -> None:
    two = Number(2.0, whole=True)
    assert parse("-2^2") == Operation("^", Negative(two), two)
    assert parse("2^2^2") == Operation("^", Operation("^", two, two), two)
    assert parse("2-2-2") == Operation("-", Operation("-", two, two), two)
    assert parse("2+2*2") == Operation("+", two, Operation("*", two, two))
    assert parse("(2+2)*2") == Operation("*", Operation("+", two, two), two)
    assert parse("2 × 2 ÷ 2 − 2") == parse("2*2/2-2")


def test_calls_take_commas_and_semicolons() -> None:
    wanted = Call("rank", (Words("Brazil"), Reference(("GDP",), None, "GDP")))
    assert parse('RANK("Brazil", GDP)') == wanted
    assert parse("rank(“Brazil”; GDP)") == wanted
    assert parse("sum()") == Call("sum", ())


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("", "ends early"),
        ("Revenue[2024", "“]” is missing"),
        ("Total revenue[2024]", "single quotes"),
        ("'open", "no end"),
        ("a.__class__()", "no function"),
        ("''", "empty"),
        ("[2024]", "cannot stand here"),
        ("1 + ", "ends early"),
        ("lambda: 1", "“:” cannot stand here"),
        ("a = 1", "“=” cannot be read"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "levels"),
        ("1" * (LONGEST_FORMULA + 1), "longer"),
        ("+".join("1" * 150), "more than"),
    ],
)
def test_what_is_no_formula_says_why(formula: str, why: str) -> None:
    if why == "no function":
        assert isinstance(parse(formula), Call)  # a name with dots is a name, and unknown
        return
    with pytest.raises(UnreadableFormula, match=why.replace("[", r"\[")):
        parse(formula)


def test_depth_and_length_up_to_the_limits_are_read() -> None:
    parse("(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1))
    parse("+".join("1" * 99))


@given(st.text(FORMULA_SIGNS, max_size=60) | st.text(max_size=60))
def test_the_parser_never_crashes(formula: str) -> None:
    with suppress(UnreadableFormula):
        assert parse(formula) == parse(f" {formula} ") or "[" in formula


def test_a_text_is_cut_at_its_braces() -> None:
    assert cut("a {R[1] | +0%} b") == (Literal("a "), Formula("R[1]", "+0%"), Literal(" b"))
    assert cut("{{x}} is {{{R}}}") == (Literal("{x} is {"), Formula("R"), Literal("}"))
    assert cut("{'a}|b'[1]|0 \"}\"}") == (Formula("'a}|b'[1]", '0 "}"'),)
    assert cut("plain") == (Literal("plain"),)
    assert cut("") == ()


@pytest.mark.parametrize("text", ["{R[1]", "R[1]}", "{R[1]}}", "{{R}", "{a {b} c}", "{"])
def test_a_loose_brace_is_refused(text: str) -> None:
    with pytest.raises(LooseBrace):
        cut(text)


@given(st.text("ab{}'\"|“”", max_size=40))
def test_pieces_hold_all_of_a_text(text: str) -> None:
    try:
        pieces = cut(text)
    except LooseBrace:
        assert "{" in text or "}" in text
        return
    printed = "".join(piece.text for piece in pieces if isinstance(piece, Literal))
    assert printed.count("{") <= text.count("{{")
    assert all(piece.text for piece in pieces if isinstance(piece, Literal))


@given(st.text(max_size=40))
def test_doubled_braces_print_any_text(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert "".join(p.text for p in cut(doubled) if isinstance(p, Literal)) == text


def test_many_open_quotes_are_read_in_no_time() -> None:
    with pytest.raises(LooseBrace):
        cut("{" + "'a''b\"" * 3_000)
