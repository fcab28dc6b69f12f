"""The colours of a chart by role, chosen from a theme.

Every colour keeps its theme name, so that a chart follows when the firm changes its theme, and
its resolved value, so that contrast can be judged without the theme.

The choice: ``accent1`` is the focus colour. ``accent5`` means better and ``accent6`` means worse
when their hues bear that out (green or teal; red or orange); in a foreign theme the accents are
searched for such hues, and failing that fixed colours are taken. What is reserved for better and
worse is used for nothing else. Series colours are the other accents in the theme's order, then
their tints and shades; one is passed over as long as it would be too near to those before it, above
all in lightness (greyscale print) and to readers without red or green cones.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import dist

_WHITE = "FFFFFF"
_BLACK = "000000"
_POSITIVE_RGB = "2E8B6F"
_NEGATIVE_RGB = "C0482C"
_SERIES_COUNT = 12
_CLIP = 255


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: a scheme colour, perhaps made lighter or darker, or a plain one.

    scheme: name in the slide's colour map (``accent1``, ``tx1``) or "" for a plain colour;
    rgb: ``RRGGBB`` as it comes out; lum_mod, lum_off: thousandths of a per cent as in DrawingML
    (ECMA-376-1, 20.1.2.3.20 and 21), 0 for none.
    """

    scheme: str
    rgb: str
    lum_mod: int = 0
    lum_off: int = 0


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role. muted: axis labels; neutral: what is not in focus; total: dark neutral."""

    text: Colour
    muted: Colour
    grid: Colour
    background: Colour
    focus: Colour
    series: tuple[Colour, ...]
    neutral: Colour
    total: Colour
    positive: Colour
    negative: Colour
    greys: tuple[Colour, ...]
    """For several series out of focus: neighbours differ in lightness."""


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    high, low = sorted((_luminance(one.rgb), _luminance(other.rgb)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: Colour, palette: Palette) -> Colour:
    """Return the colour for text on a fill: background or text colour, whichever is clearer.

    The background colour wins from 4.5 : 1 on, since light text on a strong colour reads calmer.
    """
    if contrast(fill, palette.background) >= 4.5:
        return palette.background
    return max((palette.text, palette.background), key=lambda ink: contrast(fill, ink))


def shade(scheme: str, rgb: str, lum_mod: int, lum_off: int = 0) -> Colour:
    """Return a scheme colour made darker or lighter, as PowerPoint computes it in HSL."""
    red, green, blue = _channels(rgb)
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = min(1.0, max(0.0, light * lum_mod / 100_000 + lum_off / 100_000))
    mixed = colorsys.hls_to_rgb(hue, light, saturation)
    return Colour(scheme, "".join(f"{round(c * _CLIP):02X}" for c in mixed), lum_mod, lum_off)


def palette_of(colours: Mapping[str, str]) -> Palette:
    """Return the palette of a theme.

    colours: ``RRGGBB`` by scheme name (dk1, lt1, dk2, lt2, accent1 ... accent6); a missing one is
    replaced (dk1 black, lt1 white, an accent by dk2 or dk1). The slide's colour map is taken to be
    the usual one: tx1 is dk1 and bg1 is lt1.
    """
    return _palette(tuple(sorted((name, rgb.upper()) for name, rgb in colours.items())))


@lru_cache(maxsize=64)
def _palette(pairs: tuple[tuple[str, str], ...]) -> Palette:
    known = dict(pairs)
    dark, light = known.get("dk1", _BLACK), known.get("lt1", _WHITE)
    text, background = Colour("tx1", dark), Colour("bg1", light)
    spare = known.get("dk2", dark)
    accents = [Colour(f"accent{n}", known.get(f"accent{n}", spare)) for n in range(1, 7)]
    focus = next((a for a in accents if contrast(a, background) >= 3.0), text)
    positive = _by_hue(accents, "accent5", focus, 85.0, 195.0) or Colour("", _POSITIVE_RGB)
    negative = _by_hue(accents, "accent6", focus, 345.0, 40.0) or Colour("", _NEGATIVE_RGB)
    reserved = {positive.scheme, negative.scheme}
    free = [focus, *(a for a in accents if a != focus and a.scheme not in reserved)]
    grey = _greys(light)
    return Palette(
        text=text,
        muted=_muted(dark, background),
        grid=grey(85),
        background=background,
        focus=focus,
        series=_apart(free, background),
        neutral=grey(72),
        total=_dark_neutral(dark),
        positive=positive,
        negative=negative,
        greys=tuple(grey(step) for step in (62, 78, 48, 72, 56, 80, 40)),
    )


def _greys(light: str) -> Callable[[int], Colour]:
    return lambda percent: shade("bg1", light, percent * 1000)


def _muted(dark: str, background: Colour) -> Colour:
    """Return a grey for axis labels: the text colour made lighter, as far as 4.5 : 1 allows."""
    for off in (35, 25, 15):
        colour = shade("tx1", dark, (100 - off) * 1000, off * 1000)
        if contrast(colour, background) >= 4.5:
            return colour
    return Colour("tx1", dark)


def _dark_neutral(dark: str) -> Colour:
    return shade("tx1", dark, 75_000, 25_000)


def _by_hue(
    accents: list[Colour], first: str, focus: Colour, low: float, high: float
) -> Colour | None:
    """Return the accent whose hue lies between two angles, looking at ``first`` before others."""
    ordered = sorted(accents, key=lambda accent: accent.scheme != first)
    return next((a for a in ordered if a != focus and _hue_within(a.rgb, low, high)), None)


def _hue_within(rgb: str, low: float, high: float) -> bool:
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(rgb))
    angle = hue * 360
    inside = low <= angle <= high if low <= high else angle >= low or angle <= high
    return inside and saturation >= 0.25 and 0.15 <= light <= 0.7


_CLEARLY_APART = 20.0
"""From here on the theme's own order is kept."""
_VARIANTS = ((0, 0), (60_000, 40_000), (75_000, 0), (40_000, 60_000), (50_000, 0))


def _apart(accents: list[Colour], background: Colour) -> tuple[Colour, ...]:
    """Return series colours: the first in order that is apart from those before it."""
    candidates = [
        shade(accent.scheme, accent.rgb, mod, off) if mod else accent
        for mod, off in _VARIANTS
        for accent in accents
    ]
    visible = [c for c in candidates if contrast(c, background) >= 1.3]
    chosen = [accents[0]]
    while len(chosen) < _SERIES_COUNT and len(chosen) < len(visible):
        rest = [c for c in visible if c not in chosen]
        clear = [c for c in rest if _separation(c, chosen) >= _CLEARLY_APART]
        chosen.append(clear[0] if clear else max(rest, key=lambda c: _separation(c, chosen)))
    return tuple(chosen)


def _separation(colour: Colour, chosen: list[Colour]) -> float:
    """Return how far a colour is from all before it; from its neighbour it must be twice as far."""
    nearest = min(_distance(colour.rgb, other.rgb) for other in chosen)
    return min(nearest, _distance(colour.rgb, chosen[-1].rgb) / 2)


# Machado, Oliveira, Fernandes (2009): protanopia and deuteranopia, severity 1, on linear RGB.
_VISIONS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
)


def separation(one: Colour, other: Colour) -> float:
    """Return how far two colours are apart, 0 for the same; from 40 on they are easily told."""
    return _distance(one.rgb, other.rgb)


@lru_cache(maxsize=4096)
def _distance(one: str, other: str) -> float:
    """Return how far two colours are apart for the reader who sees the least of it.

    The difference in CIE lightness counts once more, since it is all that greyscale print keeps.
    """
    least = min(dist(_lab(one, v), _lab(other, v)) for v in range(len(_VISIONS)))
    return least + abs(_lab(one, 0)[0] - _lab(other, 0)[0])


@lru_cache(maxsize=1024)
def _lab(rgb: str, vision: int) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as one of three kinds of eyes sees it."""
    linear = [_linear(c) for c in _channels(rgb)]
    red, green, blue = (
        min(1.0, max(0.0, sum(w * c for w, c in zip(row, linear, strict=True))))
        for row in _VISIONS[vision]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _channels(rgb: str) -> tuple[float, float, float]:
    return int(rgb[0:2], 16) / _CLIP, int(rgb[2:4], 16) / _CLIP, int(rgb[4:6], 16) / _CLIP


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else pow((channel + 0.055) / 1.055, 2.4)


@lru_cache(maxsize=1024)
def _luminance(rgb: str) -> float:
    red, green, blue = (_linear(c) for c in _channels(rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
