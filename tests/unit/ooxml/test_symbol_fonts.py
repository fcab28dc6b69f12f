"""Letters of symbol fonts as what they show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.ooxml.symbol_fonts import is_symbol_font, shown, with_symbols


@pytest.mark.parametrize(
    ("text", "family", "expected"),
    [
        ("§", "Wingdings", "▪"),
        ("\uf0a7", "Wingdings", "▪"),
        ("Ø", "wingdings", "➢"),
        ("\uf097", "Wingdings 2", "●"),
        ("}", "Wingdings 3", "▶"),
        ("a \u00b7 b", "Symbol", "α • β"),
        ("12", "Symbol", "12"),
        ("§", "Arial", "§"),
        ("\uf0a7", "Arial", "▪"),  # the font's name was lost, the private code was not
        ("1", "Wingdings", "•"),  # a picture that is not in the table
        ("增", "Wingdings", "增"),
    ],
)
def test_what_is_shown(text: str, family: str, expected: str) -> None:
    assert shown(text, family) == expected


def test_beside_a_symbol_font_only_private_codes_change() -> None:
    assert with_symbols("a§\uf0fc", "Wingdings") == "a§✓"
    assert is_symbol_font("Wingdings")
    assert not is_symbol_font("Arial")


@given(st.text(), st.sampled_from(["Wingdings", "Wingdings 2", "Symbol", "Arial"]))
def test_one_character_stays_one_and_none_is_private(text: str, family: str) -> None:
    found = shown(text, family)
    assert len(found) == len(text)
    assert not any("\uf000" <= letter <= "\uf0ff" for letter in found)
    assert all(unicodedata.category(letter) != "Cn" for letter in shown("\uf0a7", family))
