"""Widths and heights, against figures of HarfBuzz and of the fonts themselves."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.typeset.arabic import joined
from briefing_app.typeset.metrics import UNIT, Metrics, TextStyle

ARIAL = TextStyle("Arial", 10.0)
ANY_TEXT = st.text(st.characters(), max_size=40)  # lone surrogates too


@pytest.mark.parametrize(
    ("family", "text", "thousandths"),
    [
        ("Arial", "Revenue", 722 + 556 + 500 + 556 + 556 + 556 + 556),
        ("Arial", "0123456789", 5560),
        ("Times New Roman", "Revenue", 667 + 444 + 500 + 444 + 500 + 500 + 444),
        ("Calibri", "0123456789", 5070),
        ("Courier New", "any text", 4800),
    ],
)
def test_width_is_the_sum_of_the_advances_of_the_real_family(
    metrics: Metrics, family: str, text: str, thousandths: int
) -> None:
    # Adobe's and Microsoft's published widths, in thousandths of an em
    assert metrics.width(text, TextStyle(family, 10)) == pytest.approx(thousandths / 100, rel=2e-3)


def test_bold_and_italic_have_faces_of_their_own(metrics: Metrics) -> None:
    regular = metrics.width("Umsatz", ARIAL)
    assert metrics.width("Umsatz", replace(ARIAL, bold=True)) > regular * 1.04
    times = TextStyle("Times New Roman", 10)
    upright, italic = (metrics.width("www", replace(times, italic=i)) for i in (False, True))
    assert upright != italic


@pytest.mark.parametrize(
    ("word", "thousandths"),
    # shaped by HarfBuzz 11 with Noto Sans Arabic Regular 2.005, kerning off
    [("نمت", 1940), ("بنسبة", 2291), ("مليارات", 3087), ("وعشرين", 3225), ("الربع", 1694)],
)
def test_arabic_letters_count_in_their_joined_forms(
    metrics: Metrics, word: str, thousandths: int
) -> None:
    assert metrics.width(word, ARIAL) == pytest.approx(thousandths / 100, rel=1e-6)


def test_arabic_marks_do_not_part_letters_and_take_no_room(metrics: Metrics) -> None:
    assert joined("بَب") == "\ufe91\u064e\ufe90"
    assert metrics.width("بَب", ARIAL) == metrics.width("بب", ARIAL)
    assert joined("را") == "\ufead\ufe8d"  # neither reaches out to the next


def test_ideographs_are_full_width_and_quotes_among_them(metrics: Metrics) -> None:
    style = replace(ARIAL, east_asian="Microsoft YaHei")
    assert metrics.width("收入增长", style) == pytest.approx(40)
    assert metrics.width("“增长”", style) == pytest.approx(40)
    assert metrics.width("“growth”", style) < metrics.width("growth", style) + 7
    # Latin letters and digits keep the Latin family
    assert metrics.width("增长12%", style) == pytest.approx(20 + metrics.width("12%", ARIAL))


def test_what_has_no_width_has_none(metrics: Metrics) -> None:
    for invisible in "\u0301\u200b\u200d\u2060\ufe0f\n\v\r":
        assert metrics.width(f"a{invisible}b", ARIAL) == metrics.width("ab", ARIAL)
    assert metrics.width("\u00ad", ARIAL) == metrics.width("-", ARIAL)  # may come to show


def test_unknown_characters_are_taken_for_wide(metrics: Metrics) -> None:
    for unknown in "🎉✅\U00012000\U000fffff\ud800":
        assert metrics.width(unknown, ARIAL) == pytest.approx(14)


@given(text=ANY_TEXT, cut=st.integers(0, 40))
def test_any_text_is_measured_and_width_adds_up(metrics: Metrics, text: str, cut: int) -> None:
    advances = metrics.advances(text, ARIAL)
    assert len(advances) == len(text)
    assert min(advances, default=0) >= 0
    assert metrics.width(text, ARIAL) == sum(advances) / UNIT
    assert metrics.width(text[:cut], ARIAL) >= 0
    assert metrics.line_height(ARIAL, text) == 12
    assert 0 < metrics.ascent(ARIAL, text) < 12


@given(text=st.text(st.characters(max_codepoint=0x24F), max_size=40), cut=st.integers(0, 40))
def test_european_text_has_the_width_of_its_parts(metrics: Metrics, text: str, cut: int) -> None:
    parts = metrics.width(text[:cut], ARIAL) + metrics.width(text[cut:], ARIAL)
    assert metrics.width(text, ARIAL) == pytest.approx(parts)


def test_width_grows_with_the_size_alone(metrics: Metrics) -> None:
    small = metrics.width("Umsatz in Mio. €", ARIAL)
    assert metrics.width("Umsatz in Mio. €", replace(ARIAL, size_pt=25)) == pytest.approx(
        2.5 * small
    )


def test_a_line_is_a_fifth_higher_than_its_size_in_every_script(metrics: Metrics) -> None:
    for family in ("Arial", "Calibri", "Cambria", "Nobody's Sans"):
        style = TextStyle(family, 18)
        for text in ("", "Growth", "增长", "نمو"):
            assert metrics.line_height(style, text) == pytest.approx(21.6)


def test_the_baseline_divides_the_line_as_the_face_does(metrics: Metrics) -> None:
    # Arial: 1854 above, 434 below; measured on PowerPoint: 0.972 em (office2pdf 525)
    assert metrics.ascent(ARIAL) == pytest.approx(1.2 * 10 * 1854 / (1854 + 434))
    calibri = TextStyle("Calibri", 10)
    assert metrics.ascent(calibri, "增长") > metrics.ascent(calibri)  # the lowest baseline counts


@pytest.mark.parametrize(
    ("family", "stand_in"),
    [
        ("Arial", ""),
        ("ARIAL", ""),
        ("Helvetica", ""),
        ("Carlito", ""),
        ("Calibri", ""),
        ("Segoe UI", "Arial"),
        ("Verdana", "DejaVu Sans"),
        ("Aptos Display", "Arial"),
        ("Garamond", "Times New Roman"),
        ("Microsoft YaHei UI", "Noto Sans CJK SC"),
        ("SimSun", "Noto Sans CJK SC"),
        ("微软雅黑", "Noto Sans CJK SC"),
        ("Nobody's Sans", "Arial"),
        ("+mn-lt", "Arial"),
        ("", "Arial"),
    ],
)
def test_a_family_without_figures_has_a_named_stand_in(
    metrics: Metrics, family: str, stand_in: str
) -> None:
    assert metrics.stand_in(family) == stand_in


@pytest.mark.parametrize(
    ("family", "bold", "thousandths"),
    # "Operating margin fell from 14.3% to 11.8%" in the family itself, in thousandths of an em
    [
        ("Segoe UI", False, 18874),
        ("Segoe UI", True, 20294),
        ("Verdana", False, 22153),
        ("Verdana", True, 24724),
        ("Georgia", False, 18680),
        ("Georgia", True, 21546),
        ("Trebuchet MS", False, 18944),
        ("Trebuchet MS", True, 19959),
        ("Century Gothic", False, 20068),
        ("Gill Sans MT", False, 17323),
        ("Garamond", False, 16958),
        ("Consolas", False, 22550),
        ("Palatino Linotype", False, 18826),
        ("Rockwell", True, 20947),
        ("Roboto", False, 18711),
        ("Open Sans", False, 19806),
        ("Open Sans", True, 21046),
        ("Lato", False, 18899),
        ("Inter", False, 19651),
    ],
)
def test_a_stand_in_is_not_narrower_and_not_much_wider(
    metrics: Metrics, family: str, bold: bool, thousandths: int
) -> None:
    style = TextStyle(family, 10, bold)
    width = metrics.width("Operating margin fell from 14.3% to 11.8%", style) * 100
    assert 0.995 < width / thousandths < 1.15


def test_an_unknown_family_is_a_little_wider_than_its_stand_in(metrics: Metrics) -> None:
    unknown = metrics.width("Umsatz", TextStyle("Nobody's Sans", 10))
    assert unknown == pytest.approx(metrics.width("Umsatz", ARIAL) * 1.05, rel=1e-5)


def test_a_firm_may_add_the_table_of_its_own_font(
    metrics: Metrics, tables: tuple[bytes, ...]
) -> None:
    figures = {"em": 1000, "win": [900, 300], "hhea": [900, 300, 0], "default": 500}
    house = {
        "schema": "briefing.metrics/1",
        "family": "House Sans",
        "also": [],
        "scripts": [],
        "source": {"font": "House Sans", "version": "1", "licence": "ours"},
        "faces": {"regular": figures | {"advances": [[97, 700], [120, 500]]}},
    }
    own = Metrics.from_tables([*tables, json.dumps(house).encode()])
    style = TextStyle("House Sans", 10)
    assert metrics.stand_in("House Sans") == "Arial"
    assert own.stand_in("House Sans") == ""
    assert own.width("a", style) == pytest.approx(7)
    assert own.width("a", replace(style, bold=True)) == pytest.approx(7)  # only one face
    assert own.ascent(style) == pytest.approx(9)
    assert own.width("b", style) == pytest.approx(metrics.width("b", ARIAL))  # not in the table


def test_memory_for_styles_is_bounded(metrics: Metrics) -> None:
    before = metrics.width("Umsatz", ARIAL)
    for number in range(1000):
        metrics.width("Umsatz", TextStyle(f"Family {number}", 10))
    assert len(metrics._voices) <= 256
    assert metrics.width("Umsatz", ARIAL) == before
