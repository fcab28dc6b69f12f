"""Elements of colours: their kinds and their changes (ECMA-376-1, 20.1.2.3).

Without a theme: who reads them says what a scheme colour means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isnan, nan

from briefing_app.model.drawing import Colour
from briefing_app.ooxml.colour_transforms import (
    Shade,
    Transform,
    colour_of,
    encoded,
    from_hsl,
    shade_of,
    transformed,
)
from briefing_app.ooxml.named_colours import preset_colour, system_colour
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.plain_values import degrees, fraction
from briefing_app.ooxml.xml_reader import Node

Named = Callable[[str], Colour | None]
"""What a scheme colour means, None for one that is not there."""

RGB = re.compile(r"[0-9A-Fa-f]{6}\Z")
_ANGLES = frozenset({"hue", "hueOff"})
_WITHOUT_VALUE = frozenset({"gray", "comp", "inv", "gamma", "invGamma"})
_KINDS = frozenset(
    tag(f"a:{name}") for name in ("srgbClr", "scrgbClr", "hslClr", "sysClr", "schemeClr", "prstClr")
)


def _scrgb(node: Node) -> Shade:
    red, green, blue = (
        encoded(min(max(fraction(node.get(name)), 0.0), 1.0)) for name in ("r", "g", "b")
    )
    return Shade((red, green, blue))


def _base(node: Node, named: Named) -> Shade | None:
    """Return the colour before its transforms; None for a scheme colour that is not there."""
    value = node.get("val", "")
    kind = node.tag
    if kind == tag("a:schemeClr"):
        found = named(value)
        return None if found is None else shade_of(found.rgb, found.alpha)
    if kind == tag("a:scrgbClr"):
        return _scrgb(node)
    if kind == tag("a:hslClr"):
        hue, saturation = degrees(node.get("hue")) / 360 % 1, fraction(node.get("sat"))
        light = min(max(fraction(node.get("lum")), 0.0), 1.0)
        return Shade(from_hsl((hue, min(max(saturation, 0.0), 1.0), light)))
    if kind == tag("a:sysClr"):
        last = node.get("lastClr", "")
        return shade_of(last if RGB.match(last) else system_colour(value))
    if kind == tag("a:prstClr"):
        preset = preset_colour(value)
        return None if preset is None else shade_of(preset)
    return shade_of(value) if RGB.match(value) else None


def _transforms(node: Node) -> Iterable[Transform]:
    for child in node.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        text = child.get("val")
        value = degrees(text, nan) if name in _ANGLES else fraction(text, nan)
        if not isnan(value) or name in _WITHOUT_VALUE:
            yield name, value


def colour_element(parent: Node | None) -> Node | None:
    """Return the colour that stands in an element: ``a:srgbClr``, ``a:schemeClr`` and so on."""
    return None if parent is None else next((one for one in parent if one.tag in _KINDS), None)


def resolved_colour(node: Node, named: Named) -> Colour | None:
    """Return what a colour element means; None when it names a colour that is not there."""
    base = _base(node, named)
    return None if base is None else colour_of(transformed(base, _transforms(node)))
