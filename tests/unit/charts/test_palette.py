from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.charts.palette import Colour, Palette, contrast, ink_on, palette_of, shade

OFFICE = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
}
GREYS = {f"accent{n}": "7F7F7F" for n in range(1, 7)}
RGB = st.from_regex("[0-9A-F]{6}", fullmatch=True)


def test_our_own_theme_gives_each_role_its_accent(palette: Palette) -> None:
    assert palette.focus.scheme == "accent1"
    assert palette.positive.scheme == "accent5"
    assert palette.negative.scheme == "accent6"


def test_a_foreign_theme_is_searched_for_green_and_red() -> None:
    palette = palette_of(OFFICE)
    assert palette.positive.scheme == "accent6"
    assert palette.negative.scheme == "accent2"


def test_a_theme_without_green_and_red_gets_fixed_colours() -> None:
    palette = palette_of({"dk1": "000000", "lt1": "FFFFFF", **GREYS})
    assert palette.positive.scheme == palette.negative.scheme == ""
    assert palette.positive.rgb != palette.negative.rgb


def test_better_and_worse_are_used_for_nothing_else(palette: Palette) -> None:
    reserved = {palette.positive.scheme, palette.negative.scheme}
    assert not reserved & {colour.scheme for colour in palette.series}


def test_series_neighbours_differ_in_lightness(palette: Palette) -> None:
    def light(colour: Colour) -> float:
        return contrast(colour, Colour("", "000000"))

    for one, other in zip(palette.series[:6], palette.series[1:6], strict=False):
        assert max(light(one), light(other)) / min(light(one), light(other)) > 1.25


def test_a_shade_is_what_powerpoint_shows() -> None:
    # "Lighter 40 %" and "Darker 25 %" of Office's blue, as PowerPoint's colour picker says.
    assert shade("accent1", "4472C4", 60_000, 40_000).rgb == "8FAADC"
    assert shade("accent1", "4472C4", 75_000).rgb == "2F5597"


def test_contrast_is_that_of_wcag() -> None:
    white, black = Colour("", "FFFFFF"), Colour("", "000000")
    assert contrast(white, black) == contrast(black, white) == 21.0


@given(st.fixed_dictionaries(dict.fromkeys(OFFICE, RGB)))
def test_any_theme_gives_legible_text(theme: dict[str, str]) -> None:
    palette = palette_of(theme)
    assert 1 <= len(palette.series) <= 12
    assert len(set(palette.series)) == len(palette.series)
    best = contrast(palette.text, palette.background)
    assert contrast(palette.muted, palette.background) >= min(4.5, best)
    for fill in palette.series:
        ink = ink_on(fill, palette)
        assert contrast(fill, ink) >= min(
            4.5, max(contrast(fill, palette.text), contrast(fill, palette.background))
        )
