"""Paragraphs of runs become lines of a height; titles end without a widow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.typeset.line_breaks import break_lines
from briefing_app.typeset.measure import (
    Block,
    Paragraph,
    Run,
    balanced_lines,
    has_widow,
    set_paragraphs,
)
from briefing_app.typeset.metrics import Metrics, TextStyle

REGULAR = TextStyle("Arial", 10.0)
BOLD = replace(REGULAR, bold=True)
TEXT = "Margins held at 14.3% despite higher input costs and a weaker dollar in the second half"


def one(text: str, style: TextStyle = REGULAR) -> Paragraph:
    return Paragraph((Run(text, style),))


def test_nothing_is_nothing(metrics: Metrics) -> None:
    assert set_paragraphs([], 100, metrics) == Block((), 0, 0)


def test_a_paragraph_of_one_run_breaks_as_its_text(metrics: Metrics) -> None:
    block = set_paragraphs([one(TEXT)], 150, metrics)
    assert tuple(line.text for line in block.lines) == break_lines(TEXT, REGULAR, 150, metrics)
    assert block.height_pt == pytest.approx(12 * len(block.lines))
    assert block.width_pt == max(line.width_pt for line in block.lines) <= 150


def test_width_leaves_out_hanging_spaces(metrics: Metrics) -> None:
    (line,) = set_paragraphs([one("wide   ")], 150, metrics).lines
    assert line.text == "wide   "
    assert line.width_pt == pytest.approx(metrics.width("wide", REGULAR))


def test_words_span_runs(metrics: Metrics) -> None:
    # "Growth" bold and "-led" regular: only the hyphen lets the line end, not the change of run
    paragraph = Paragraph((Run("Our Grow", BOLD), Run("th plan", REGULAR)))
    room = metrics.width("Our Grow", BOLD) + 1
    lines = [line.text for line in set_paragraphs([paragraph], room, metrics).lines]
    assert lines == ["Our ", "Growth ", "plan"]


def test_each_run_is_measured_in_its_own_style(metrics: Metrics) -> None:
    heading, text = "Price: ", "four points"
    paragraph = Paragraph((Run(heading, BOLD), Run(text, REGULAR)))
    exact = metrics.width(heading, BOLD) + metrics.width(text, REGULAR)
    assert len(set_paragraphs([paragraph], exact, metrics).lines) == 1
    assert len(set_paragraphs([paragraph], exact - 0.01, metrics).lines) == 2
    (line,) = set_paragraphs([paragraph], exact, metrics).lines
    assert line.width_pt == pytest.approx(exact)


def test_a_line_is_as_high_as_its_largest_run(metrics: Metrics) -> None:
    large = replace(REGULAR, size_pt=20)
    paragraph = Paragraph((Run("Big ", large), Run("small small small", REGULAR)))
    room = metrics.width("Big ", large) + metrics.width("small small", REGULAR)
    heights = [line.height_pt for line in set_paragraphs([paragraph], room, metrics).lines]
    assert heights == pytest.approx([24, 12])


def test_margins_narrow_the_lines_and_the_indent_the_first(metrics: Metrics) -> None:
    room = metrics.width("aa bb", REGULAR)
    text = "aa bb aa bb"
    indented = replace(one(text), left_pt=18, right_pt=5, first_pt=4)
    lines = [line.text for line in set_paragraphs([indented], room + 23, metrics).lines]
    assert lines == ["aa ", "bb aa ", "bb"]
    hanging = replace(indented, first_pt=-18)
    block = set_paragraphs([hanging], room + 23, metrics)
    assert [line.text for line in block.lines] == ["aa bb ", "aa bb"]
    assert block.width_pt == pytest.approx(18 + room)


def test_paragraphs_stack_with_their_spaces_but_not_before_the_first(metrics: Metrics) -> None:
    spaced = replace(one("x"), space_before_pt=6, space_after_pt=2)
    block = set_paragraphs([spaced, spaced, spaced], 100, metrics)
    assert block.height_pt == pytest.approx(3 * 12 + 2 * 6 + 3 * 2)
    assert [line.paragraph for line in block.lines] == [0, 1, 2]


def test_spacing_is_a_factor_and_an_exact_line_wins(metrics: Metrics) -> None:
    close = replace(one("x"), line_spacing=0.9)
    assert set_paragraphs([close], 100, metrics).height_pt == pytest.approx(10.8)
    exact = replace(close, exact_line_pt=15)
    assert set_paragraphs([exact], 100, metrics).height_pt == 15


def test_empty_lines_have_the_height_of_the_run_they_stand_in(metrics: Metrics) -> None:
    assert set_paragraphs([one("")], 100, metrics).height_pt == pytest.approx(12)
    assert set_paragraphs([Paragraph(())], 100, metrics).height_pt == 0
    large = replace(REGULAR, size_pt=20)
    paragraph = Paragraph((Run("a\n\n", large), Run("b", REGULAR)))
    lines = set_paragraphs([paragraph], 100, metrics).lines
    assert [line.text for line in lines] == ["a", "", "b"]
    assert [line.height_pt for line in lines] == pytest.approx([24, 24, 12])


def test_a_forced_break_over_a_run_border(metrics: Metrics) -> None:
    paragraph = Paragraph((Run("Heading\v", BOLD), Run("text", REGULAR)))
    lines = set_paragraphs([paragraph], 500, metrics).lines
    assert [line.text for line in lines] == ["Heading", "text"]
    assert lines[1].width_pt == pytest.approx(metrics.width("text", REGULAR))


RUNS = st.lists(
    st.tuples(st.text(st.characters(), max_size=20), st.booleans(), st.sampled_from([8.0, 12.0])),
    min_size=1,
    max_size=4,
)


@settings(deadline=None)
@given(runs=RUNS, width=st.floats(-10, 200), left=st.floats(0, 40), first=st.floats(-40, 40))
def test_any_paragraph_is_set(
    metrics: Metrics,
    runs: list[tuple[str, bool, float]],
    width: float,
    left: float,
    first: float,
) -> None:
    paragraph = Paragraph(
        tuple(Run(text, TextStyle("Calibri", size, bold)) for text, bold, size in runs),
        left_pt=left,
        first_pt=first,
    )
    block = set_paragraphs([paragraph], width, metrics)
    whole = "".join(text for text, _, _ in runs)
    assert "".join(line.text for line in block.lines) == "".join(
        break_lines(whole, REGULAR, float("inf"), metrics)
    )
    assert all(round(line.height_pt, 6) in {9.6, 14.4} for line in block.lines)
    assert block.height_pt == pytest.approx(sum(line.height_pt for line in block.lines))


TITLE = TextStyle("Arial", 24.0, bold=True)


def test_a_title_ends_without_a_widow(metrics: Metrics) -> None:
    title = "Revenue in Europe grew by 12% on price and on volume too"
    room = metrics.width("Revenue in Europe grew by 12% on price and on volume", TITLE) + 1
    plain = break_lines(title, TITLE, room, metrics)
    assert plain[-1] == "too"
    assert has_widow(plain, TITLE, room, metrics)
    balanced = balanced_lines(title, TITLE, room, metrics)
    assert balanced == ("Revenue in Europe grew by 12% on price and on ", "volume too")
    assert not has_widow(balanced, TITLE, room, metrics)


def test_a_chinese_title_does_not_leave_one_character(metrics: Metrics) -> None:
    title = "欧洲市场收入增长百分之十二并且利润率保持稳定"
    room = 24.0 * (len(title) - 1)
    balanced = balanced_lines(title, TITLE, room, metrics)
    assert len(balanced) == 2
    assert metrics.width(balanced[1], TITLE) * 4 >= room


def test_a_widow_stays_where_the_words_leave_no_choice(metrics: Metrics) -> None:
    title = "Donaudampfschifffahrtsgesellschaft ab"
    room = metrics.width("Donaudampfschifffahrtsgesellschaft", TITLE) + 1
    lines = break_lines(title, TITLE, room, metrics)
    assert has_widow(lines, TITLE, room, metrics)
    assert balanced_lines(title, TITLE, room, metrics) == lines


def test_one_line_and_long_last_words_are_no_widows(metrics: Metrics) -> None:
    assert not has_widow(("Short",), TITLE, 500, metrics)
    assert not has_widow((), TITLE, 500, metrics)
    assert not has_widow(("One ", "Wettbewerbsfähigkeit"), TITLE, 500, metrics)
    assert not has_widow(("One ", "two words"), TITLE, 5000, metrics)


@settings(deadline=None)
@given(
    text=st.lists(st.text("abcdefg中文", min_size=1, max_size=12), min_size=1, max_size=14),
    width=st.floats(30, 400),
)
def test_balancing_never_costs_a_line_and_keeps_the_text(
    metrics: Metrics, text: list[str], width: float
) -> None:
    title = " ".join(text)
    plain = break_lines(title, TITLE, width, metrics)
    balanced = balanced_lines(title, TITLE, width, metrics)
    assert "".join(balanced) == title
    assert len(balanced) == len(plain)
    if not has_widow(plain, TITLE, width, metrics):
        assert balanced == plain
