"""Changes of a colour as DrawingML names them (ECMA-376-1, 20.1.2.3.1 to .35).

The standard leaves open in which space most of them work. What Office does: tint, shade and the
changes of red, green and blue in linear light (the transfer function of sRGB, IEC 61966-2-1);
hue, saturation and luminance as HSL of the encoded values, where saturation may pass 100 % and
only the finished channels are cut. LibreOffice takes a plain power of 2.3 for linear light and cuts
the saturation, so that its tints of black are lighter by two or three steps of 255.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefing_app.model.drawing import Colour

Channels = tuple[float, float, float]
Transform = tuple[str, float]
"""A name such as ``lumMod`` and its value: 1.0 for 100 %, degrees for ``hue`` and ``hueOff``."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour while it changes: channels of sRGB from 0 to 1, or hue (turns), saturation, light.

    hsl: which of the two; alpha: opacity.
    """

    channels: Channels
    alpha: float = 1.0
    hsl: bool = False


def _cut(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def linear(value: float) -> float:
    """Return a channel of sRGB, 0 to 1, as linear light (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def encoded(value: float) -> float:
    """Return linear light, 0 to 1, as a channel of sRGB."""
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def to_hsl(channels: Channels) -> Channels:
    """Return hue (0 to 1 for a whole turn), saturation and luminance of channels from 0 to 1."""
    high, low = max(channels), min(channels)
    spread, light = high - low, (high + low) / 2
    room = min(light, 1 - light) * 2
    if spread <= 0 or room <= 0:
        return 0.0, 0.0, light
    red, green, blue = channels
    if high == red:
        hue = (green - blue) / spread
    elif high == green:
        hue = 2 + (blue - red) / spread
    else:
        hue = 4 + (red - green) / spread
    return hue / 6 % 1, spread / room, light


def from_hsl(hsl: Channels) -> Channels:
    """Return the channels, 0 to 1, of a hue in turns, a saturation (any from 0), a luminance."""
    hue, saturation, light = hsl
    reach = saturation * min(light, 1 - light)

    def channel(offset: float) -> float:
        place = (offset + hue * 12) % 12
        return _cut(light - reach * max(-1.0, min(place - 3, 9 - place, 1.0)))

    return channel(0), channel(8), channel(4)


def _rgb(shade: Shade) -> Channels:
    return from_hsl(shade.channels) if shade.hsl else shade.channels


def _each(shade: Shade, change: Callable[[float], float]) -> Shade:
    """Change each channel of sRGB."""
    red, green, blue = _rgb(shade)
    return Shade((_cut(change(red)), _cut(change(green)), _cut(change(blue))), shade.alpha)


def _each_linear(shade: Shade, change: Callable[[float], float]) -> Shade:
    return _each(shade, lambda one: encoded(_cut(change(linear(one)))))


def _changed(old: float, how: str, value: float) -> float:
    """Return a part set, multiplied (``Mod``) or moved (``Off``)."""
    if how == "Mod":
        return old * value
    return old + value if how == "Off" else value


def _part_linear(shade: Shade, place: int, how: str, value: float) -> Shade:
    channels = list(_rgb(shade))
    channels[place] = encoded(_cut(_changed(linear(channels[place]), how, value)))
    return Shade((channels[0], channels[1], channels[2]), shade.alpha)


def _part_hsl(shade: Shade, place: int, how: str, value: float) -> Shade:
    hue, saturation, light = shade.channels if shade.hsl else to_hsl(shade.channels)
    if place == 0:
        turns = value if how == "Mod" else value / 360
        hue = _changed(hue, how, turns) % 1
    elif place == 1:
        saturation = max(_changed(saturation, how, value), 0.0)
    else:
        light = _cut(_changed(light, how, value))
    return Shade((hue, saturation, light), shade.alpha, hsl=True)


def _gray(shade: Shade) -> Shade:
    red, green, blue = _rgb(shade)
    light = _cut(0.22 * red + 0.72 * green + 0.06 * blue)
    return Shade((light, light, light), shade.alpha)


_LINEAR = {"red": 0, "green": 1, "blue": 2}
_HSL = {"hue": 0, "sat": 1, "lum": 2}
_WHOLE: dict[str, Callable[[Shade, float], Shade]] = {
    "tint": lambda shade, value: _each_linear(shade, lambda one: 1 - (1 - one) * value),
    "shade": lambda shade, value: _each_linear(shade, lambda one: one * value),
    "inv": lambda shade, _: _each_linear(shade, lambda one: 1 - one),
    "gamma": lambda shade, _: _each(shade, encoded),
    "invGamma": lambda shade, _: _each(shade, linear),
    "gray": lambda shade, _: _gray(shade),
    "comp": lambda shade, _: _part_hsl(shade, 0, "Off", 180.0),
}


def _step(shade: Shade, name: str, value: float) -> Shade:
    if name in _WHOLE:
        return _WHOLE[name](shade, _cut(value))
    how = name[-3:] if name.endswith(("Mod", "Off")) else ""
    part = name.removesuffix(how)
    if part == "alpha":
        alpha = _cut(_changed(shade.alpha, how, value))
        return Shade(shade.channels, alpha, shade.hsl)
    if part in _LINEAR:
        return _part_linear(shade, _LINEAR[part], how, value)
    return _part_hsl(shade, _HSL[part], how, value) if part in _HSL else shade


def transformed(shade: Shade, transforms: Iterable[Transform]) -> Shade:
    """Return a colour after its transforms, in their order; unknown names change nothing."""
    for name, value in transforms:
        shade = _step(shade, name, value)
    return shade


def shade_of(rgb: str, alpha: float = 1.0) -> Shade:
    """Return RRGGBB as a colour that can change; raises ValueError for anything else."""
    code = int(rgb, 16)
    return Shade(((code >> 16 & 255) / 255, (code >> 8 & 255) / 255, (code & 255) / 255), alpha)


def colour_of(shade: Shade) -> Colour:
    """Return the finished colour, its channels rounded to 255ths."""
    red, green, blue = (round(255 * _cut(one)) for one in _rgb(shade))
    return Colour(f"{red:02X}{green:02X}{blue:02X}", round(_cut(shade.alpha), 5))
