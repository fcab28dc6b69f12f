"""Number formats as Excel shows them, set in type; checked against LibreOffice and by decimal."""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.cell_value import BLANK, Missing, MissingKind, Value
from briefing_app.model.number_text import (
    MINUS,
    date_text,
    decimals_of,
    is_date,
    is_percent,
    is_readable,
    number_text,
    scale_of,
    value_text,
)

TUESDAY = datetime.datetime.fromisoformat("2024-03-05")
ACCOUNTS = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'
EUROSTAT = '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'
UNITED_NATIONS = "#\\ ###\\ ###\\ ##0;\\-#\\ ###\\ ###\\ ##0;0"


def plain(text: str) -> str:
    """Return the text with a hyphen for a minus and common blanks, to write tables by."""
    return text.replace(MINUS, "-").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.0", "1,234.5"),
        (-1234.5, "#,##0.0", "-1,234.5"),
        (1234567.891, "#,###,##0.00", "1,234,567.89"),
        (999.95, "0.0", "1000.0"),
        (0.0, "0.00", "0.00"),
        (0.0, "#,##0", "0"),
        (0.0, "#", ""),
        (0.5, "#.0", ".5"),
        (12.5, ".00", "12.50"),
        (5.0, "#,##0.####", "5"),
        (5.25, "#,##0.####", "5.25"),
        (42.0, "000000", "000042"),
        (123456789.0, "000\\-00\\-0000", "123-45-6789"),
        (12345.0, "0,000", "12,345"),
        (5.0, "0,000", "0,005"),
        (3.14159, "??0.0??", "3.142"),
        (0.1234, "0%", "12%"),
        (0.1234, "0.0%", "12.3%"),
        (1.005, "0.0%", "100.5%"),
        (12345.0, "0.00E+00", "1.23E+04"),
        (0.00012345, "0.00E+00", "1.23E-04"),
        (0.00012345, "0.0E-0", "1.2E-4"),
        (12345.0, "0.0E-0", "1.2E4"),
        (12345.0, "##0.0E+0", "12.3E+3"),
        (999950.0, "##0.0E+0", "1.0E+6"),
        (0.0, "0.00E+00", "0.00E+00"),
        (9.996, "0.00E+00", "1.00E+01"),
    ],
)
def test_digits(value: float, code: str, shown: str) -> None:
    assert plain(number_text(value, code)) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (7794798739.0, '0.0,,," bn"', "7.8 bn"),
        (1234567.0, "#,##0,", "1,235"),
        (1234567.0, "0.00,,", "1.23"),
        (1234567.0, "0,.0", "1234.6"),
        (1234567.0, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "1.2M"),
        (1234.0, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "1.2K"),
        (12.0, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "12"),
        (-12.0, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "-12"),
    ],
)
def test_scales(value: float, code: str, shown: str) -> None:
    assert plain(number_text(value, code)) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (-5.0, "0;0", "5"),
        (-5.0, "0;(0)", "(5)"),
        (0.0, "0;(0)", "0"),
        (0.0, '0;-0;"zero"', "zero"),
        (-5.0, "\\+0.0;[Red]\\-0.0", "-5.0"),
        (5.0, "\\+0.0;[Red]\\-0.0", "+5.0"),
        (-5.0, "0;;", ""),
        (-5.0, ";;;", ""),
        (5.0, "#,##0;-#,##0;;@", "5"),
        (0.0, "#,##0;-#,##0;;@", ""),
        (-5.0, "0;@", "-5"),
        (-5.0, '"$"0', "-$5"),
        (-5.0, "0-", "-5-"),
        (-5.0, "0;0-", "5-"),
        # what Excel does with conditions (SheetJS/sheetjs issues 2573 and 2586, POI request 229)
        (-2.0, "[>=-1]0;0", "2"),
        (-2.0, "[>=1]0;0", "-2"),
        (-25.0, "[Red][<=-25]General;[Blue][>=25]General;[Green]General", "25"),
        (-12.3, "[=0]?;#,##0.00", "-12.30"),
        (-12.3, '[>=1000000]#,,"M";####.00', "-12.30"),
        (-20.0, '[<-10]#" Wow"', "20 Wow"),
        (-5.0, '[>-10]#" Wow"', "-5 Wow"),
        (50.0, "[>100]0.00", "50"),
        (5.0, "[<3]0;[>7]0.0", "5"),
        (3.0, "[<>3]0;0.00", "3.00"),
    ],
)
def test_sections(value: float, code: str, shown: str) -> None:
    assert plain(number_text(value, code)) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.0, ACCOUNTS, "$1,234.00"),
        (-1234.0, ACCOUNTS, "$(1,234.00)"),
        (0.0, ACCOUNTS, "$-"),
        (1234.0, EUROSTAT, "1,234"),
        (-1234.0, EUROSTAT, "-1,234"),
        (1234.0, UNITED_NATIONS, "1 234"),
        (-7794798.6, UNITED_NATIONS, "-7 794 799"),
        (0.0, UNITED_NATIONS, "0"),
        (-8.0, '"$"#,##0_);[Red]\\("$"#,##0\\)', "($8)"),
        (1234.5, "#,##0.00 [$€-407]", "1,234.50 €"),
        (1234.5, "[$¥-804]#,##0", "¥1,235"),
        (1234.5, "[$-409]#,##0.0", "1,234.5"),
        (3.0, '0" units"', "3 units"),
        (3.0, '"A"0"B"0"C"', "A0B3C"),
        (12.3, '0.0"%"', "12.3%"),
        (2.5, 'General" kg"', "2.5 kg"),
        (3.0, '"Co-op "0', "Co-op 3"),
        (-3.0, '"n/a"', "-n/a"),
    ],
)
def test_words_and_money(value: float, code: str, shown: str) -> None:
    assert plain(number_text(value, code)) == shown


def test_a_lone_dash_for_zero_is_an_en_dash() -> None:
    assert number_text(0.0, EUROSTAT) == "\u2013"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5.125, "# ?/?", "5 1/8"),
        (0.125, "# ??/??", "1/8"),
        (5.0, "# ?/?", "5"),
        (0.0, "# ?/?", "0"),
        (1.9999, "# ?/?", "2"),
        (1.5, "?/?", "3/2"),
        (0.0, "?/?", "0/1"),
        (0.3, "# ?/16", "5/16"),
        (-0.5, "# ?/?", "-1/2"),
        (3.14159265, "# ???/???", "3 16/113"),
        (2.5, "0 0/0", "2 1/2"),
        (0.5, "0 0/0", "0 1/2"),
    ],
)
def test_fractions(value: float, code: str, shown: str) -> None:
    assert plain(number_text(value, code)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (1.1, "1.1"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (-1 / 3, "-0.333333333"),
        (100 / 3, "33.33333333"),
        (123456.789012, "123456.789"),
        (1234567890.123, "1234567890"),
        (12345678901.0, "12345678901"),
        (99999999999.7, "1E+11"),
        (123456789012.0, "1.23457E+11"),
        (1e-5, "0.00001"),
        (0.0000123456789, "1.23457E-05"),
        (0.000123456789, "0.000123457"),
        (9.999999e20, "1E+21"),
        (5e-324, "5E-324"),
    ],
)
def test_general(value: float, shown: str) -> None:
    assert plain(number_text(value, "General")) == shown


@pytest.mark.parametrize(
    ("language", "code", "shown"),
    [
        ("en", "#,##0.0", "\u22121,234.5"),
        ("de", "#,##0.0", "\u22121.234,5"),
        ("de-AT", "#,##0.0", "\u22121.234,5"),
        ("zh", "#,##0.0", "\u22121,234.5"),
        ("zh-Hans-CN", "#,##0.0", "\u22121,234.5"),
        ("fr", "#,##0.0", "\u22121,234.5"),
        ("de", "General", "\u22121234,5"),
        ("de", "0.0%", "\u2212123450,0\u00a0%"),
        ("de", '0.0"%"', "\u22121234,5\u00a0%"),
        ("de", "0.0 %", "\u2212123450,0\u00a0%"),
        ("en", "0.0%", "\u2212123450.0%"),
        ("zh", "0.0%", "\u2212123450.0%"),
        ("de", "0.00E+00", "\u22121,23E+03"),
        ("en", '0" km"', "\u22121235\u00a0km"),
    ],
)
def test_type_is_set_by_language(language: str, code: str, shown: str) -> None:
    assert number_text(-1234.5, code, language) == shown


@pytest.mark.parametrize("code", ["0", "0.0", "#,##0.00", "0;-0", "0%", EUROSTAT, "[<5]0.0;0"])
def test_a_rounded_zero_has_no_sign(code: str) -> None:
    assert "0" in number_text(-0.0001, code)
    assert MINUS not in number_text(-0.0001, code)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2024-03-05"),
        ("d-mmm-yy", "5-Mar-24"),
        ("dd/mmm/yy_)", "05/Mar/24"),
        ("mmmm yyyy", "March 2024"),
        ("mmmmm", "M"),
        ("ddd, d.m.", "Tue, 5.3."),
        ("dddd", "Tuesday"),
        ("h:mm", "14:07"),
        ("h:mm:ss", "14:07:10"),
        ("h:mm:ss.000", "14:07:09.500"),
        ("h:mm AM/PM", "2:07 PM"),
        ("hh A/P", "02 P"),
        ("mm:ss", "07:10"),
        ("m/d/yyyy", "3/5/2024"),
        ("yyyy\\-mm\\-dd\\Thh:mm", "2024-03-05T14:07"),
        ('yyyy"年"m"月"d"日"', "2024年3月5日"),
        ("[$-407]mmmm", "March"),
        ("yyyy;@", "2024"),
        ("[h]:mm", "1088558:07"),
        ("[m]", "65313487"),
        ("bbbb", "2567"),
        ("mm-dd-yy", "5 Mar 2024"),
        ("m/d/yy h:mm", "5 Mar 2024 14:07"),
        ("General", "2024-03-05 14:07"),
        ("0.0", "2024-03-05 14:07"),
    ],
)
def test_dates(code: str, shown: str) -> None:
    moment = datetime.datetime.fromisoformat("2024-03-05T14:07:09.5")
    assert plain(date_text(moment, code)) == shown


@pytest.mark.parametrize(
    ("language", "code", "shown"),
    [
        ("de", "mmm yyyy", "Mrz 2024"),
        ("de", "dddd, d. mmmm yyyy", "Dienstag, 5. März 2024"),
        ("de", "mm-dd-yy", "05.03.2024"),
        ("zh", "mmm", "3月"),
        ("zh", "aaaa", "星期二"),
        ("zh", "mm-dd-yy", "2024/3/5"),
        ("zh", "上午/下午h:mm", "上午12:00"),
    ],
)
def test_dates_by_language(language: str, code: str, shown: str) -> None:
    assert plain(date_text(TUESDAY, code, language)) == shown


def test_serial_numbers_are_dates_too() -> None:
    assert number_text(44927.75, "yyyy-mm-dd hh:mm") == "2023-01-01\u00a018:00"
    assert number_text(1.0, "yyyy-mm-dd") == "1900-01-01"
    assert number_text(61.0, "yyyy-mm-dd") == "1900-03-01"
    assert number_text(1.5, "[h]:mm") == "36:00"
    assert number_text(math.nextafter(2_958_466.0, 0.0), "yyyy") == "9999"
    assert plain(number_text(-1.0, "yyyy-mm-dd")) == "-1"
    assert number_text(3e6, "yyyy-mm-dd") == "3000000"


def test_a_second_rounds_up_into_the_next_day() -> None:
    late = datetime.datetime.fromisoformat("2024-12-31T23:59:59.6")
    assert date_text(late, "yyyy-mm-dd h:mm:ss") == "2025-01-01\u00a00:00:00"
    assert date_text(late, "yyyy-mm-dd h:mm") == "2024-12-31\u00a023:59"
    assert (
        date_text(datetime.datetime.fromisoformat("9999-12-31T23:59:59.999999"), "yyyy h:mm:ss")
        == "9999\u00a023:59:59"
    )


def test_five_kinds_of_nothing_stay_different() -> None:
    kinds: list[tuple[Value, str]] = [
        (BLANK, ""),
        (Missing(MissingKind.NOT_AVAILABLE, "n/a"), "n/a"),
        (Missing(MissingKind.SUPPRESSED, "x"), "x"),
        (Missing(MissingKind.ERROR, "#REF!"), "#REF!"),
        (0.0, "0.0"),
    ]
    for value, shown in kinds:
        assert value_text(value, "0.0") == shown


def test_values_of_every_kind() -> None:
    assert value_text("as it is ", "0.0") == "as it is "
    assert value_text(True, "0.0") == "TRUE"
    assert value_text(False, "0.0") == "FALSE"
    assert value_text(TUESDAY, "yyyy") == "2024"
    assert value_text(1234.5, "#,##0.0", "de") == "1.234,5"
    assert value_text(float("nan"), "0") == value_text(float("-inf"), "0") == "#NUM!"


@pytest.mark.parametrize(
    "code",
    [
        "0.0 kg",
        '0"open',
        "0\\",
        "0_",
        "0*",
        "[Rosa]0",
        "0;0;0;@;0",
        "@;0",
        "0E+0E+0",
        "yyyy 0",
        "yyyy h:mm:ss.00#",
        "General 0",
        "[$€",
        "",
        "0" * 300,
    ],
)
def test_what_excel_refuses_shows_as_general(code: str) -> None:
    assert not is_readable(code)
    assert number_text(1234.5, code) == "1234.5"
    assert date_text(TUESDAY, code) == "2024-03-05"
    assert decimals_of(code) is None
    assert scale_of(code) == 0
    assert not is_percent(code)
    assert not is_date(code)


@pytest.mark.parametrize(
    ("code", "decimals", "scale", "percent", "date"),
    [
        ("General", None, 0, False, False),
        ("@", None, 0, False, False),
        ("0", 0, 0, False, False),
        ("#,##0.0##", 3, 0, False, False),
        ("0.0,,;(0.000)", 1, 2, False, False),
        ("0.00%", 2, 0, True, False),
        ('0"%"', 0, 0, False, False),
        ("0.0E+00", 1, 0, False, False),
        ("# ?/?", None, 0, False, False),
        ("yyyy-mm-dd", None, 0, False, True),
        ("h:mm:ss.00", None, 0, False, True),
        ('"yy"0', 0, 0, False, False),
        ("[Red]0", 0, 0, False, False),
    ],
)
def test_what_a_code_says(
    code: str, decimals: int | None, scale: int, percent: bool, date: bool
) -> None:
    assert decimals_of(code) == decimals
    assert scale_of(code) == scale
    assert is_percent(code) is percent
    assert is_date(code) is date


CODE_LETTERS = st.sampled_from(list('0#?.,%E+-/@;"\\_*[]()$ymdhsAP:<>=1 €年g'))
CODES = st.one_of(
    st.text(max_size=24),
    st.lists(CODE_LETTERS, max_size=24).map("".join),
    st.lists(
        st.sampled_from(
            [
                "0",
                "#",
                "?",
                ".",
                ",",
                "%",
                "E+",
                "/",
                ";",
                "yyyy",
                "mm",
                "ss",
                "[h]",
                "[>5]",
                "@",
                "General",
                '"x"',
                "\\-",
                "_)",
                "* ",
                "AM/PM",
                "[$€-407]",
                ".0",
                " ",
            ]
        ),
        max_size=12,
    ).map("".join),
)
ANY_FLOAT = st.floats()
MOMENTS = st.datetimes()


@given(value=ANY_FLOAT, code=CODES, language=st.sampled_from(["en", "de", "zh", "x", ""]))
def test_no_code_and_no_number_raises(value: float, code: str, language: str) -> None:
    shown = number_text(value, code, language)
    assert shown == shown.strip(" ")
    if math.isfinite(value) and not is_readable(code):
        assert shown == number_text(value, "General", language)


@given(moment=MOMENTS, code=CODES, language=st.sampled_from(["en", "de", "zh"]))
def test_no_code_and_no_moment_raises(moment: datetime.datetime, code: str, language: str) -> None:
    shown = date_text(moment, code, language)
    if not is_date(code):
        assert shown.startswith(moment.date().isoformat())


@given(
    value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e13, max_value=1e13),
    decimals=st.integers(0, 6),
    grouped=st.booleans(),
    percent=st.booleans(),
    thousands=st.integers(0, 3),
)
def test_simple_formats_keep_sign_and_magnitude(
    value: float, decimals: int, grouped: bool, percent: bool, thousands: int
) -> None:
    """Recomputed with decimal and Python's own grouping, from Excel's fifteen digits."""
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    code += "," * thousands + ("%" if percent else "")
    with localcontext(prec=60, rounding=ROUND_HALF_UP):
        seen = Decimal(f"{abs(Decimal(value)):.14e}") if value else Decimal(0)
        amount = seen * (100 if percent else 1) / 1000**thousands
        amount = amount.quantize(Decimal(1).scaleb(-decimals))
        expected = f"{amount:,f}" if grouped else f"{amount:f}"
        sign = MINUS if value < 0 and amount else ""
    assert number_text(value, code) == sign + expected + ("%" if percent else "")


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_general_shows_the_number_to_its_width(value: float) -> None:
    shown = plain(number_text(value, "General"))
    near = float(shown)
    assert near == pytest.approx(value, rel=6e-6, abs=5e-10)
    assert re.fullmatch(r"-?(\d+(\.\d+)?|\d(\.\d{1,5})?E[+-]\d{2,3})", shown)
    assert len(shown.lstrip("-")) <= 12


def test_each_of_many_codes_shows_numbers_its_own_way() -> None:
    codes = [f"0.{'0' * (places % 9 + 1)}\\{chr(65 + places % 26)}" for places in range(300)]
    for code in (*codes, *codes):
        decimals = code.count("0") - 1
        assert number_text(1.5, code) == f"1.5{'0' * (decimals - 1)}{code[-1]}"
    assert number_text(-1234.5, "#,##0.0;(0)") == "(1235)"
    assert number_text(1234.5, "#,##0.0;(0)") == "1,234.5"


@given(
    value=st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**7), 10**7).map(float),
    code=st.sampled_from(["0", "#,##0", "##0.00", "#,##0.0", "0%", "#,##0.0%", "0.0,", "#,##0,,"]),
    language=st.sampled_from(["en", "de", "zh", "de-AT", "fr"]),
)
def test_plain_codes_show_what_they_show_among_literals(
    value: float, code: str, language: str
) -> None:
    """The commonest codes have a way of their own; an empty literal takes it from them."""
    assert number_text(value, code, language) == number_text(value, f'""{code}', language)
