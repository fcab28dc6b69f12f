"""Thousands, millions and billions, each language its own, the unit once."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.model.number_text import MINUS, scaled_text
from briefing_app.model.rounding import exact, rounded
from briefing_app.model.scale_words import asked_scale, is_scale, power_in, scales


def plain(text: str) -> str:
    return text.replace(MINUS, "-").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german", "chinese"),
    [
        (0.0, 1, "€0.0", "0,0 €", "€0.0"),
        (12.0, 0, "€12", "12 €", "€12"),
        (1234.0, 1, "€1.2 k", "1,2 Tsd. €", "€1,234.0"),
        (12_345.0, 1, "€12.3 k", "12,3 Tsd. €", "€1.2万"),
        (999.95, 1, "€1.0 k", "1,0 Tsd. €", "€1,000.0"),
        (999_950.0, 1, "€1.0 m", "1,0 Mio. €", "€100.0万"),
        (999_949.0, 1, "€999.9 k", "999,9 Tsd. €", "€100.0万"),
        (950_000.0, 0, "€950 k", "950 Tsd. €", "€95万"),
        (99_999_999.0, 1, "€100.0 m", "100,0 Mio. €", "€1.0亿"),
        (1_234_567_890.0, 1, "€1.2 bn", "1,2 Mrd. €", "€12.3亿"),
        (-2.5e12, 1, "-€2.5 tn", "-2,5 Bio. €", "-€2.5万亿"),
        (-2.5e16, 0, "-€25,000 tn", "-25.000 Bio. €", "-€25,000万亿"),
        (-0.04, 1, "€0.0", "0,0 €", "€0.0"),
        (1.25e9, 1, "€1.3 bn", "1,3 Mrd. €", "€12.5亿"),
    ],
)
def test_each_language_has_its_words(
    value: float, decimals: int, english: str, german: str, chinese: str
) -> None:
    shown = [plain(scaled_text(value, code, decimals, "€")) for code in ("en", "de-AT", "zh-CN")]
    assert shown == [english, german, chinese]


@pytest.mark.parametrize(
    ("language", "unit", "shown"),
    [
        ("en", "US$", "US$1.5 m"),
        ("en", "EUR", "EUR 1.5 m"),
        ("en", "people", "1.5 m people"),
        ("de", "EUR", "1,5 Mio. EUR"),
        ("zh", "元", "150.0万元"),
        ("zh", "kWh", "150.0万 kWh"),
        ("en", "", "1.5 m"),
    ],
)
def test_the_unit_stands_where_the_language_puts_it(language: str, unit: str, shown: str) -> None:
    text = scaled_text(1_500_000.0, language, 1, unit)
    assert plain(text) == shown
    assert " " not in text  # figure, word and unit do not part at the end of a line


def test_a_scale_that_was_asked_for_is_kept() -> None:
    assert plain(scaled_text(250_000.0, "en", 2, scale="bn")) == "0.00 bn"
    assert plain(scaled_text(2.5e9, "de", 1, scale="bn")) == "2,5 Mrd."
    assert plain(scaled_text(2.5e9, "en", 1, scale="Mio.")) == "2,500.0 m"
    assert plain(scaled_text(2.5e9, "zh", 1, scale="m")) == "250,000.0万"
    assert scaled_text(math.inf, "en", 1) == "#NUM!"
    with pytest.raises(KeyError):
        scaled_text(1.0, "en", 1, scale="dozen")


def test_words_that_ask_for_a_scale() -> None:
    assert all(map(is_scale, ["auto", "AUTO", "k", "m", "bn", "tn", "Tsd.", "Mio", "Mrd.", "亿"]))
    assert not any(map(is_scale, ["", "0", "General", "yyyy", "km"]))
    assert asked_scale("bn", "zh").word == "亿"
    assert asked_scale("k", "zh").word == "万"


@given(st.floats(-1e17, 1e17), st.sampled_from(["en", "de", "zh"]), st.integers(0, 3))
def test_the_printed_number_is_the_rounded_one(value: float, language: str, decimals: int) -> None:
    text = scaled_text(value, language, decimals)
    figure, word = re.fullmatch(r"(\D?[\d.,]+)\u00a0?(.*)", text).groups()  # type: ignore[union-attr]
    power = next((scale.power for scale in scales(language) if scale.word == word), 0)
    point, group = (",", ".") if language == "de" else (".", ",")
    number = Decimal(figure.replace(group, "").replace(point, ".").replace(MINUS, "-"))
    assert number == rounded(exact(value).scaleb(-power), decimals) + 0
    step = {"en": 3, "de": 3, "zh": 4}[language]
    if 0 < power < 12:
        assert 1 <= abs(number) < 10**step


@pytest.mark.parametrize(
    ("unit", "power"),
    [
        ("€ m", 6), ("€m", 6), ("US$ bn", 9), ("US$ billion", 9), ("in Mio. €", 6), ("EURm", 6),
        ("Tsd. EUR", 3), ("thousand tonnes", 3), ("1,000 t", 3), ("'000", 3),
        ("1000 t", 3), ("000s", 3), ("1 000 000 €", 6),
        ("100,000 people", 5), ("10.000 €", 4), ("m people", 6),
        ("万元", 4), ("亿元", 8), ("百万美元", 6), ("€ tn", 12),
        ("€", 0), ("%", 0), ("", 0), ("km", 0), ("m²", 0), ("kWh", 0), ("index", 0),
        ("per 1,000 live births", 0), ("t/m", 0), ("Millimeter", 0),
        ("m", None), ("k", None),
    ],
)  # fmt: skip
def test_the_scale_in_a_unit(unit: str, power: int | None) -> None:
    assert power_in(unit) == power
