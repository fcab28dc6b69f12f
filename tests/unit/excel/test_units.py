from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.excel.units import split_unit, unit_line


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Revenue (€ m)", ("Revenue", "€ m")),
        ("Revenue, in € m", ("Revenue", "€ m")),
        ("Revenue (US$ billion)", ("Revenue", "US$ billion")),
        ("GDP per capita (current US$)", ("GDP per capita", "current US$")),
        ("Umsatz in Mio. €", ("Umsatz", "Mio. €")),
        ("Anteil in % des BIP", ("Anteil", "% des BIP")),
        ("营业收入\uff08亿元\uff09", ("营业收入", "亿元")),
        ("Index (2015=100)", ("Index", "2015=100")),
        ("Ridership (000'S)", ("Ridership", "000'S")),
        ("Emissions [Mt CO2]", ("Emissions", "Mt CO2")),
        ("Share of GDP, %", ("Share of GDP", "%")),
    ],
)
def test_a_unit_is_split_from_its_text(text: str, split: tuple[str, str]) -> None:
    assert split_unit(text) == split


@pytest.mark.parametrize(
    "text",
    [
        "Revenue", "Revenue (2019)", "Revenue (2019\u20132023)", "Results (audited)",
        "Made in Germany",
        "Sales in 2019", "Births, total", "Table 3 (continued)", "Trade in goods", "(€ m)", "",
        "Profit (loss)", "Members (EU)",
    ],
)  # fmt: skip
def test_what_is_no_unit_stays(text: str) -> None:
    assert split_unit(text) == (text, "")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("in € m", "€ m"), ("% of GDP", "% of GDP"), ("Unit: persons", "persons"), ("%", "%"),
        ("(persons)", "persons"), ("单位\uff1a万元", "万元"), ("in thousands of US dollars",
        "thousands of US dollars"), ("Population", ""), ("Year", ""), ("Number", ""), ("", ""),
        ("GDP per capita (current US$)", ""),
    ],
)  # fmt: skip
def test_a_line_is_a_unit_only_where_it_says_so(text: str, unit: str) -> None:
    assert unit_line(text) == unit


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    rest, unit = split_unit(text)
    assert (rest == text) == (unit == "")
    assert isinstance(unit_line(text), str)
