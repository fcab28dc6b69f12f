"""Lines end where UAX #14 lets them, and as late as the width allows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters  # type: ignore[import-untyped]
from uniseg.linebreak import line_break_boundaries  # type: ignore[import-untyped]

from briefing_app.typeset import line_breaks
from briefing_app.typeset.line_breaks import FORCED, break_lines, clusters, opportunities
from briefing_app.typeset.metrics import Metrics, TextStyle

ARIAL = TextStyle("Arial", 12.0)
SAMPLES = [
    *"aZz\u00e909 .,;:!?%()[]{}\"''\u2019\u201c\u201d\u201e\u2018\u00ab\u00bb\u2013\u2014-/",
    *"$€£+\u2212",
    *"\u00b1&@#*=_|~^\\\u00a0\u00ad\u200b\u200d\u2060\u0301\n\v\r\t中文あぁかー、。",
    *"\uff0c\uff1a\uff01\uff08\uff09「」字한글אבаяΩعم\u064e\u060c\u066a5क\u093f\u094dก\u0e31🎉🇩🇪👍🏽…·°§²½№\ufe0f\u202f",
    *["  ", "   ", "and", "Q3", "12.5%", "e.g.", "km/h", "2019\u20132024", " ", " ", "a", "b"],
]
TRICKY = st.lists(st.sampled_from(SAMPLES), max_size=14).map("".join)
ANY_TEXT = st.text(st.characters(), max_size=30)
WITHOUT_ARABIC = st.text(
    st.one_of(st.sampled_from("ab cd-e f\u00a0 中文、 \n"), st.characters(max_codepoint=0x5FF)),
    max_size=60,
)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_uniseg(text: str) -> tuple[int, ...]:
    return tuple(spot for spot in line_break_boundaries(text) if 0 < spot < len(text))


@unhurried
@given(TRICKY)
def test_shortcuts_give_the_answer_of_the_library(text: str) -> None:
    assert opportunities(text) == by_uniseg(text)


@unhurried
@given(ANY_TEXT)
def test_any_text_has_the_opportunities_of_the_library(text: str) -> None:
    assert opportunities(text) == by_uniseg(text)


@unhurried
@given(st.text("abcXYZ 019.,:;!?%()[]{}\"'/-+$&@#*=_|~^\\<>`\t", max_size=40))
def test_ascii_text_has_the_opportunities_of_the_library(text: str) -> None:
    assert opportunities(text) == by_uniseg(text)


PUNCTUATION = (
    "ab1中.,:!?%()[]\"'\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014"
    "-/$€+&\u00a0、\uff0c「」\u0301"
)


@pytest.mark.parametrize("before", PUNCTUATION)
def test_no_two_marks_beside_a_space_are_taken_for_a_seam_in_error(before: str) -> None:
    for after in PUNCTUATION:
        for text in (f"e{before} {after}e", f"{before} {after}1", f"e{before} {after}"):
            assert opportunities(text) == by_uniseg(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("well-known facts", ["well-", "known ", "facts"]),
        ("12,5\u00a0% mehr", ["12,5\u00a0% ", "mehr"]),
        ("(see p. 3)", ["(see ", "p. ", "3)"]),
        ("\u201cquoted\u201d text", ["\u201cquoted\u201d ", "text"]),
        ("增长12%\uff0c达到。", ["增", "长", "12%\uff0c", "达", "到。"]),
        ("「増収」です", ["「増", "収」", "で", "す"]),
        ("-5.3 to +4", ["-5.3 ", "to ", "+4"]),
        ("2019-2024", ["2019-2024"]),
        ("EUR\u202f5", ["EUR\u202f5"]),
        ("re\u00adport", ["re\u00ad", "port"]),
    ],
)
def test_where_lines_may_end(text: str, pieces: list[str]) -> None:
    spots = [0, *opportunities(text), len(text)]
    assert [text[a:b] for a, b in pairwise(spots)] == pieces


def test_lines_are_as_full_as_the_width_allows(metrics: Metrics) -> None:
    text = "Revenue in Europe grew by 12%"
    room = metrics.width("Revenue in Europe", ARIAL)
    assert break_lines(text, ARIAL, room, metrics) == ("Revenue in Europe ", "grew by 12%")
    assert break_lines(text, ARIAL, room - 0.01, metrics)[0] == "Revenue in "


def test_spaces_hang_and_do_not_start_a_line(metrics: Metrics) -> None:
    room = metrics.width("one", ARIAL)
    assert break_lines("one    two  ", ARIAL, room, metrics) == ("one    ", "two  ")


def test_forced_breaks_end_a_line_and_are_not_part_of_it(metrics: Metrics) -> None:
    assert break_lines("a\nb\vc\r\nd", ARIAL, 500, metrics) == ("a", "b", "c", "d")
    assert break_lines("a\n\nb\n", ARIAL, 500, metrics) == ("a", "", "b", "")
    assert break_lines("", ARIAL, 500, metrics) == ("",)


def test_no_break_space_holds(metrics: Metrics) -> None:
    room = metrics.width("profit of 5", ARIAL)
    held = break_lines("profit of 5\u00a0%", ARIAL, room, metrics)
    assert held == ("profit of ", "5\u00a0%")


def test_a_word_that_is_too_long_starts_a_line_and_is_cut_between_clusters(
    metrics: Metrics,
) -> None:
    word = "Donau" + "e\u0301" * 12
    lines = break_lines(f"die {word} ab", ARIAL, 40, metrics)
    assert lines[0] == "die "
    assert "".join(lines) == f"die {word} ab"
    assert not any(line.startswith("\u0301") for line in lines)
    assert lines[-1].endswith(" ab")  # what is left of the word shares its line


def test_a_flag_is_not_torn_apart(metrics: Metrics) -> None:
    assert break_lines("🇩🇪🇫🇷", ARIAL, 1, metrics) == ("🇩🇪", "🇫🇷")


def test_chinese_punctuation_does_not_start_a_line(metrics: Metrics) -> None:
    assert break_lines("收入增长。利润", ARIAL, 48, metrics) == ("收入增", "长。利润")


@unhurried
@given(text=ANY_TEXT | TRICKY | WITHOUT_ARABIC, width=st.floats(-5, 300))
def test_lines_joined_give_the_text_without_its_forced_breaks(
    metrics: Metrics, text: str, width: float
) -> None:
    lines = break_lines(text, ARIAL, width, metrics)
    assert "".join(lines) == FORCED.sub("", text)
    assert len(lines) > len(FORCED.findall(text))


@unhurried
@given(text=WITHOUT_ARABIC, width=st.floats(0, 300), size=st.floats(6, 40))
def test_every_line_fits_unless_it_is_one_cluster(
    metrics: Metrics, text: str, width: float, size: float
) -> None:
    style = replace(ARIAL, size_pt=size)
    for line in break_lines(text, style, width, metrics):
        shown = line.rstrip(" ")
        fits = metrics.width(shown, style) <= width + 1e-6
        assert fits or len(list(grapheme_clusters(shown))) == 1


@unhurried
@given(text=ANY_TEXT | TRICKY | WITHOUT_ARABIC, width=st.floats(0, 200), more=st.floats(0, 100))
def test_wider_never_means_more_lines(
    metrics: Metrics, text: str, width: float, more: float
) -> None:
    narrow = break_lines(text, ARIAL, width, metrics)
    assert len(break_lines(text, ARIAL, width + more, metrics)) <= len(narrow)


@unhurried
@given(text=WITHOUT_ARABIC, width=st.floats(20, 200))
def test_no_line_could_take_another_piece(metrics: Metrics, text: str, width: float) -> None:
    for part in FORCED.split(text):
        lines = break_lines(part, ARIAL, width, metrics)
        at = 0
        for line in lines[:-1]:
            ends = [spot for spot in opportunities(part) if spot > at + len(line)] + [len(part)]
            longer = part[at : ends[0]].rstrip(" ")
            assert metrics.width(longer, ARIAL) > width
            at += len(line)


@unhurried
@given(ANY_TEXT | TRICKY)
def test_clusters_are_those_of_the_library(text: str) -> None:
    ends, at = [], 0
    for cluster in grapheme_clusters(text):
        at += len(cluster)
        ends.append(at)
    assert list(clusters(text)) == ends


def test_infinite_width_breaks_only_where_it_must(metrics: Metrics) -> None:
    assert len(break_lines("word " * 1000 + "\nend", ARIAL, float("inf"), metrics)) == 2


@pytest.mark.parametrize(
    "text",
    [
        " " * 30_000,
        "a" + " " * 30_000 + "b",
        "".join("(" + " " * 240 + chr(0x4E00 + number) for number in range(100)),
        "." * 5_000,
        "=-" * 2_500,
        "a" + "\u0301" * 2_000,
        "1" * 30_000,
        "收" * 30_000,
        "word " * 6_000,
        "слово " * 5_000,
        "كلمة " * 5_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_no_text_takes_long(metrics: Metrics, text: str) -> None:
    start = perf_counter()
    lines = break_lines(text, ARIAL, 300, metrics)
    assert perf_counter() - start < 60  # a hang, not a busy machine
    assert "".join(lines) == text


def test_plain_text_does_not_need_the_library() -> None:
    # a fresh Python: uniseg takes 75 ms to import
    code = (
        "import sys; from briefing_app.typeset.line_breaks import opportunities as o;"
        "o('Umsatz stieg (wie \u201eerwartet\u201c, um 12,5%) auf 1.240 Mio. Euro; high-end');"
        "o('收入增长'); o('Выручка выросла'); sys.exit('uniseg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_was_looked_up_is_kept_in_bounds() -> None:
    assert line_breaks._looked_up.cache_info().maxsize == 8192
