from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing_app.excel.units import split_unit, unit_line, unit_within


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
        ("GDP per capita (current US$)", ""), ("(in thousands)", "thousands"),
        ("Einheit: 1 000 t", "1 000 t"), ("单位\uff1a元", "元"), ("单位:万元 币种:人民币", "万元"),
        ("Index 2015=100", "Index 2015=100"), ("1982-84=100", "1982-84=100"),
        ("上年=100", "上年=100"),
        ("en milliers", "milliers"), ("millones de euros", "millones de euros"),
        ("(en milliers d'euros)", "milliers d'euros"), ("Unit of measure: Number", "Number"),
        ("Angaben in %", "%"), ("x mln euro", "mln euro"), ("w tys.", "tys."),
        ("(тысяч человек)", "тысяч человек"), ("US dollars per barrel", "US dollars per barrel"),
        ("°C", "°C"), ("GWh", "GWh"), ("Percent of total", "Percent of total"),
        ("M", ""), ("TKM", ""), ("MT", ""), ("Deaths per 100 births", ""), ("Men", ""),
        ("Employees", ""), ("Average price", ""), ("Gross domestic product", ""),
        ("Real GDP per capita, 1990 and 2016", ""), ("Real US$", "Real US$"),
    ],
)  # fmt: skip
def test_a_line_is_a_unit_only_where_it_says_so(text: str, unit: str) -> None:
    assert unit_line(text) == unit


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    rest, unit = split_unit(text)
    assert (rest == text) == (unit == "")
    assert isinstance(unit_line(text), str)


@pytest.mark.parametrize(
    "text",
    [
        "million dead-weight tons", "Q1 2015 = 100",
        "Million bushels", "1,000 tonnes", "(Thousand riyals)", "Exajoules", "megawatts", "MSEK",
        "€/MWh", "KES millions", "% y/y", "basis points", "千人", "천명", "2020年\uff1d100",
        "Ene / Fév / Mar / Abr 2020 = 100", "1990 International Geary-Khamis dollars",
    ],
)  # fmt: skip
def test_scale_measure_and_base_make_a_unit(text: str) -> None:
    assert unit_line(text) == text.strip("()")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(Numbers in thousands. Civilian population.1)", "thousands"),
        ("(% of net imports in available energy, based on joules)",
        "% of net imports in available energy, based on joules"),
        ("(quarterly percentage changes; seasonally adjusted)", "quarterly percentage changes"),
        ("(absolute values in thousands and changes)", "thousands"),
        ("Value (Million Riyals)", "Million Riyals"), ("v Kč, stálé ceny", "Kč, stálé ceny"),
        ("Bedragen x € 1.000", "Bedragen x € 1.000"), ("Values in millimetres.", "millimetres"),
        ("(σε χιλιάδες)", "χιλιάδες"), ("i tusen", "tusen"),
        ("SLE", ""), ("ALL", ""), ("1000", ""), ("Investment in 2019", ""),
    ],
)  # fmt: skip
def test_a_unit_is_cut_out_of_what_is_said_with_it(text: str, unit: str) -> None:
    assert unit_line(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Jobs in thousands by region", "thousands"), ("Births in Ontario", ""),
     ("Trade in services with the US", ""), ("Shops in 1000 cities", "")],
)  # fmt: skip
def test_a_title_may_hold_its_unit(text: str, unit: str) -> None:
    assert unit_within(text) == unit


@given(st.text(st.sampled_from("([{)]}\u00a0\u2003 %€/.,:-=1kA元"), max_size=8))
@example("(\u00a0)")
def test_blanks_of_any_kind_in_brackets_are_no_unit(text: str) -> None:
    if not text.strip("([{)]} \u00a0\u2003"):
        assert unit_line(text) == ""
    else:
        unit_line(text)
