"""Chinese and Japanese numerals, eras and other calendars in number formats."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.number_text import date_text, number_text, value_text
from briefing_app.model.numerals import digit_by_digit, in_words, numerals

MARCH = datetime.datetime.fromisoformat("2024-03-15")


@pytest.mark.parametrize(
    ("number", "simple", "cheque"),
    [
        (0, "〇", "零"), (7, "七", "柒"), (10, "一十", "壹拾"), (15, "一十五", "壹拾伍"),
        (20, "二十", "贰拾"), (101, "一百〇一", "壹佰零壹"), (110, "一百一十", "壹佰壹拾"),
        (1001, "一千〇一", "壹仟零壹"), (1010, "一千〇一十", "壹仟零壹拾"),
        (10_010, "一万〇一十", "壹万零壹拾"), (100_000, "一十万", "壹拾万"),
        (20_304_050, "二千〇三十万四千〇五十", "贰仟零叁拾万肆仟零伍拾"),
        (100_000_001, "一亿〇一", "壹亿零壹"), (1_0000_2000, "一亿〇二千", "壹亿零贰仟"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: float, simple: str, cheque: str) -> None:
    assert number_text(number, "[DBNum1][$-804]General") == simple
    assert number_text(number, "[DBNum2][$-804]General") == cheque


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (123, "[DBNum3][$-804]General", "１百２十３"),
        (123, "[DBNum1]0", "一二三"),
        (12.5, "[DBNum2][$-804]General", "壹拾贰.伍"),
        (-12, "[DBNum1][$-804]General", "−一十二"),
        (1234.5, "[DBNum1][$-804]#,##0.00", "一,二三四.五〇"),
        (123, "[DBNum1][$-411]General", "百二十三"),
        (1001, "[DBNum1][$-411]General", "千一"),
        (123, "[DBNum2][$-404]General", "壹佰貳拾參"),
        (5, "[DBNum4]General", "5"),
        (-0.004, "[DBNum2][$-804]0.00", "零.零零"),
        (-0.5, "0;[DBNum2](0.00)", "(零.伍零)"),
    ],
)
def test_digits_and_languages(value: float, code: str, shown: str) -> None:
    assert number_text(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年三月十五日"),
        ('[$-411]ggge"年"m"月"d"日"', "令和6年3月15日"),
        ("[$-411]ge.m.d", "R6.3.15"),
        ("[$-411]ggee", "令06"),
        ("[$-404]e/m/d", "113/3/15"),
        ('[$-404]ggge"年"', "中華民國113年"),
        ("[$-107041E]d/m/yyyy", "15/3/2567"),
        ("[$-60409]d/m/yyyy", "2024-03-15"),  # the calendar of the Hijra: ISO 8601 instead
        ('[$-804]e"年"', "2024年"),
        ('上午/下午h"时"mm"分"', "上午12时00分"),
    ],
)
def test_eras_and_calendars(code: str, shown: str) -> None:
    assert date_text(MARCH, code) == shown


def test_an_era_begins_on_its_day() -> None:
    code = "[$-411]ge"
    assert date_text(datetime.datetime.fromisoformat("2019-04-30"), code) == "H31"
    assert date_text(datetime.datetime.fromisoformat("2019-05-01"), code) == "R1"
    assert date_text(datetime.datetime.fromisoformat("1901-01-01"), "[$-404]e") == "1901"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("ab", "@", "ab"), (" ab ", "_(@_)", " ab "), ("ab", '0;0;0;"text: "@', "text: ab"),
        ("ab", ";;;", ""), ("ab", "0.0", "ab"), ("ab", '0;-0;;@', "ab"),
    ],
)  # fmt: skip
def test_texts_follow_the_section_for_texts(text: str, code: str, shown: str) -> None:
    assert value_text(text, code) == shown


def test_time_that_runs_backwards_keeps_its_sign() -> None:
    assert number_text(-1.5, "[h]:mm") == "−36:00"
    assert number_text(-0.00001, "[h]:mm") == "0:00"


def read(text: str) -> int:
    """Read a number in words back, by the value of each sign."""
    digits = "〇一二三四五六七八九"
    units = {"十": 10, "百": 100, "千": 1000}
    total = section = digit = 0
    for char in text:
        if char in digits:
            digit = digits.index(char)
        elif char in units:
            section, digit = section + digit * units[char], 0
        else:
            large = {"万": 10**4, "亿": 10**8}[char]
            total += (section + digit) * large
            section = digit = 0
    return total + section + digit


@given(st.integers(0, 10**12 - 1))
def test_words_read_back(number: int) -> None:
    kind = numerals("zh", 1)
    assert kind is not None
    assert read(in_words(str(number), kind)) == number


@given(st.text(max_size=20))
def test_no_text_raises(text: str) -> None:
    for language in ("zh", "zh-tw", "ja"):
        for switch in (1, 2, 3):
            kind = numerals(language, switch)
            assert kind is not None
            assert isinstance(in_words(text, kind), str)
            assert len(digit_by_digit(text, kind)) == len(text)
