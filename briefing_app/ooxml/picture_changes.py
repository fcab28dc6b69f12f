"""Changes of a picture's colours that a blip asks for (ECMA-376-1, 20.1.8.13)."""

from __future__ import annotations

from briefing_app.model.drawing import PictureChange
from briefing_app.ooxml.colour_elements import resolved_colour
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.plain_values import fraction
from briefing_app.ooxml.xml_reader import Node


def _duotone(node: Node, scope: ColourScope) -> PictureChange | None:
    colours = [
        colour
        for child in node.iterchildren("*")
        if (colour := resolved_colour(child, scope.named)) is not None
    ]
    return PictureChange("duotone", (colours[0], colours[1])) if len(colours) == 2 else None


def _replace(node: Node, scope: ColourScope) -> PictureChange | None:
    old = read_colour(node.find(tag("a:clrFrom")), scope)
    new = read_colour(node.find(tag("a:clrTo")), scope)
    return None if old is None or new is None else PictureChange("replace", (old, new))


def _amount(text: str | None) -> float:
    return min(max(fraction(text), -1.0), 1.0)


def _change(node: Node, scope: ColourScope) -> PictureChange | None:
    if node.tag == tag("a:duotone"):
        return _duotone(node, scope)
    if node.tag == tag("a:clrChange"):
        return _replace(node, scope)
    if node.tag == tag("a:grayscl"):
        return PictureChange("gray")
    if node.tag == tag("a:biLevel"):
        return PictureChange("two-level", amounts=(max(_amount(node.get("thresh")), 0.0),))
    if node.tag == tag("a:lum"):
        amounts = (_amount(node.get("bright")), _amount(node.get("contrast")))
        return PictureChange("light", amounts=amounts) if any(amounts) else None
    return None


def blip_changes(blip: Node, scope: ColourScope) -> tuple[PictureChange, ...]:
    """Return the changes that an ``a:blip`` asks for, in order; others than these are left out."""
    found = (_change(child, scope) for child in blip.iterchildren("*"))
    return tuple(change for change in found if change is not None)
