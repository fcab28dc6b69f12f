"""The theme's colours, computed from the template file: contrast, colour blindness, greyscale."""

from __future__ import annotations

import itertools
import math
import re
import zipfile
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "templates"
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
SERIES = ("dk2", *ACCENTS)  # what a chart may show side by side: totals are in dk2

DIFFERENT = 12.0
"""CIEDE2000; 2.3 is just noticeable, 10 is seen at a glance."""

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color
# Vision Deficiency", severity 1.0; applied to linear RGB.
FULL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SIGHTS = {
    "full": FULL,
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (  # IEC 61966-2-1 (sRGB), D65
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]


def applied(matrix: Matrix, triple: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, triple, strict=True)) for row in matrix)
    return x, y, z


def linear(rgb: str) -> Triple:
    def channel(at: int) -> float:
        value = int(rgb[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return channel(0), channel(2), channel(4)


def luminance(rgb: str) -> float:
    return applied(TO_XYZ, linear(rgb))[1]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: str, sight: Matrix = FULL) -> Triple:
    """CIE 1976 L*a*b* of a colour as it is seen."""
    seen = applied(sight, linear(rgb))
    xyz = applied(
        TO_XYZ, (max(0, min(1, seen[0])), max(0, min(1, seen[1])), max(0, min(1, seen[2])))
    )

    def f(value: float) -> float:
        return math.cbrt(value) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    x, y, z = (f(value / white) for value, white in zip(xyz, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, other: Triple) -> float:
    """Sharma, Wu and Dalal (2005), "The CIEDE2000 Color-Difference Formula"."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = math.hypot(g * a1, b1), math.hypot(g * a2, b2)
    h1 = math.degrees(math.atan2(b1, g * a1)) % 360
    h2 = math.degrees(math.atan2(b2, g * a2)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + h2 if c1 * c2 == 0 else h1 + turn / 2

    def cos(degrees: float) -> float:
        return math.cos(math.radians(degrees))

    t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6)
    t -= 0.20 * cos(4 * hue - 63)
    s_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = math.sin(math.radians(60 * math.exp(-(((hue % 360 - 275) / 25) ** 2))))
    r_t = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * bend
    x, y, z = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return math.sqrt(x * x + y * y + z * z + r_t * y * z)


@pytest.fixture(scope="module", params=["client-16x9", "radar-a4"])
def colours(request: pytest.FixtureRequest) -> dict[str, str]:
    with zipfile.ZipFile(TEMPLATES / f"{request.param}.pptx") as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode("utf-8")
    scheme = theme[theme.index("<a:clrScheme") : theme.index("</a:clrScheme>")]
    return dict(re.findall(r'<a:(\w+)><a:srgbClr val="([0-9A-F]{6})"/></a:\1>', scheme))


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [  # from the test data of Sharma, Wu and Dalal: pairs 1, 7, 17, 25
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_our_ciede2000_agrees_with_the_published_pairs(
    one: Triple, other: Triple, difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_simulated_sight_leaves_white_and_grey_alone(sight: str) -> None:
    for row in SIGHTS[sight]:
        assert sum(row) == pytest.approx(1.0, abs=2e-6)


def test_a_red_green_pair_is_lost_in_simulation() -> None:
    red, green = "C00000", "5A6B00"
    seen = {name: ciede2000(lab(red, m), lab(green, m)) for name, m in SIGHTS.items()}
    assert seen["full"] > 40
    assert seen["deutan"] < 15


def test_the_theme_has_twelve_colours_of_its_own(colours: dict[str, str]) -> None:
    office = {"4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47"}  # Office 2013-2022
    office |= {"156082", "E97132", "196B24", "0F9ED5", "A02B93", "4EA72E"}  # Office 2023
    assert len(colours) == 12
    assert colours["lt1"] == "FFFFFF"
    assert not office & set(colours.values())


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_is_seen_on_white_and_bears_text(colours: dict[str, str], accent: str) -> None:
    rgb = colours[accent]
    assert contrast(rgb, colours["lt1"]) >= 3.0  # WCAG 2.2, 1.4.11
    assert max(contrast(rgb, colours["lt1"]), contrast(rgb, colours["dk1"])) >= 4.5  # 1.4.3


def test_text_colours_are_read_on_both_light_grounds(colours: dict[str, str]) -> None:
    for ink, ground in itertools.product(("dk1", "dk2", "hlink", "folHlink"), ("lt1", "lt2")):
        assert contrast(colours[ink], colours[ground]) >= 7.0


@pytest.mark.parametrize("sight", SIGHTS)
def test_each_pair_of_series_is_told_apart(colours: dict[str, str], sight: str) -> None:
    for one, other in itertools.combinations(SERIES, 2):
        seen = (lab(colours[name], SIGHTS[sight]) for name in (one, other))
        assert ciede2000(*seen) >= DIFFERENT, f"{one} and {other} for {sight} sight"


def test_in_greyscale_the_colours_are_a_ladder(colours: dict[str, str]) -> None:
    light = {name: lab(colours[name])[0] for name in SERIES}
    steps = [after - before for before, after in itertools.pairwise(sorted(light.values()))]
    assert min(steps) >= 6.0
    # Neighbours among the series colours, the good beside the bad, and a total beside either.
    pairs = list(itertools.pairwise(ACCENTS[:4]))
    pairs += [("accent5", "accent6"), ("dk2", "accent5"), ("dk2", "accent6")]
    assert min(abs(light[one] - light[other]) for one, other in pairs) >= 14.0


def test_good_is_green_and_bad_is_red(colours: dict[str, str]) -> None:
    def hue(name: str) -> float:
        _, a, b = lab(colours[name])
        return math.degrees(math.atan2(b, a)) % 360

    assert 140 <= hue("accent5") <= 200
    assert 15 <= hue("accent6") <= 60
