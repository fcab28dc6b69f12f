"""Numbers before paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.ooxml.autonumber import number_text

# 20.1.10.61 ST_TextAutonumberScheme, all of them, and what 1, 4 and 12 look like.
SCHEMES = {
    "alphaLcParenBoth": "(a) (d) (l)",
    "alphaUcParenBoth": "(A) (D) (L)",
    "alphaLcParenR": "a) d) l)",
    "alphaUcParenR": "A) D) L)",
    "alphaLcPeriod": "a. d. l.",
    "alphaUcPeriod": "A. D. L.",
    "arabicParenBoth": "(1) (4) (12)",
    "arabicParenR": "1) 4) 12)",
    "arabicPeriod": "1. 4. 12.",
    "arabicPlain": "1 4 12",
    "romanLcParenBoth": "(i) (iv) (xii)",
    "romanUcParenBoth": "(I) (IV) (XII)",
    "romanLcParenR": "i) iv) xii)",
    "romanUcParenR": "I) IV) XII)",
    "romanLcPeriod": "i. iv. xii.",
    "romanUcPeriod": "I. IV. XII.",
    "circleNumDbPlain": "① ④ ⑫",
    "circleNumWdBlackPlain": "❶ ❹ ⓬",
    "circleNumWdWhitePlain": "① ④ ⑫",
    "arabicDbPeriod": "１． ４． １２．",
    "arabicDbPlain": "１ ４ １２",
    "ea1ChsPeriod": "一. 四. 十二.",
    "ea1ChsPlain": "一 四 十二",
    "ea1ChtPeriod": "一. 四. 十二.",
    "ea1ChtPlain": "一 四 十二",
    "ea1JpnChsDbPeriod": "一． 四． 十二．",
    "ea1JpnKorPlain": "一 四 十二",
    "ea1JpnKorPeriod": "一. 四. 十二.",
    "arabic1Minus": "أ- ث- س-",
    "arabic2Minus": "أ- د- ل-",
    "hebrew2Minus": "א- ד- יב-",
    "thaiAlphaPeriod": "ก. ง. ฏ.",
    "thaiAlphaParenR": "ก) ง) ฏ)",
    "thaiAlphaParenBoth": "(ก) (ง) (ฏ)",
    "thaiNumPeriod": "๑. ๔. ๑๒.",
    "thaiNumParenR": "๑) ๔) ๑๒)",
    "thaiNumParenBoth": "(๑) (๔) (๑๒)",
    "hindiAlphaPeriod": "अ. ई. ऐ.",
    "hindiNumPeriod": "१. ४. १२.",
    "hindiNumParenR": "१) ४) १२)",
    "hindiAlpha1Period": "क. घ. ठ.",
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_of_the_standard(scheme: str) -> None:
    assert " ".join(number_text(scheme, number) for number in (1, 4, 12)) == SCHEMES[scheme]


@pytest.mark.parametrize(
    ("scheme", "number", "text"),
    [
        ("alphaLcPeriod", 26, "z."),
        ("alphaLcPeriod", 27, "aa."),
        ("alphaLcPeriod", 54, "bbb."),
        ("romanUcPeriod", 1994, "MCMXCIV."),
        ("romanUcPeriod", 5000, "5000."),
        ("ea1ChsPlain", 10, "十"),
        ("ea1ChsPlain", 20, "二十"),
        ("ea1ChsPlain", 101, "一百〇一"),
        ("ea1ChsPlain", 110, "一百一十"),
        ("ea1ChsPlain", 1005, "一千〇五"),
        ("ea1ChsPlain", 12345, "一二三四五"),
        ("circleNumDbPlain", 21, "㉑"),
        ("circleNumDbPlain", 60, "60"),
        ("hebrew2Minus", 15, "טו-"),
        ("arabicPeriod", 0, "1."),
        ("nobody knows", 3, "3."),
    ],
)
def test_large_and_odd_numbers(scheme: str, number: int, text: str) -> None:
    assert number_text(scheme, number) == text


@given(st.sampled_from(sorted(SCHEMES)), st.integers(1, 400), st.integers(1, 400))
def test_two_numbers_never_look_alike(scheme: str, one: int, other: int) -> None:
    assert (number_text(scheme, one) == number_text(scheme, other)) == (one == other)
