"""Colours of drawings in the light of a theme and a colour map (ECMA-376-1, 20.1.2.3, 19.3.1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing_app.model.drawing import Colour
from briefing_app.ooxml.colour_elements import RGB, colour_element, resolved_colour
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.theme import Theme
from briefing_app.ooxml.xml_reader import Node

_MAPPED = (
    "bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
USUAL_MAPPING: Mapping[str, str] = {
    **{name: name for name in _MAPPED},
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
}
"""The colour map of a deck that says nothing else: dark text on a light background."""


@dataclass(frozen=True, slots=True)
class ColourScope:
    """What colours of one part depend on.

    mapping: from ``bg1``, ``tx1`` ... to names of the theme's colours (ECMA-376-1, 19.3.1.6);
    placeholder_colour: what ``phClr`` of a theme's formats stands for.
    """

    theme: Theme
    mapping: Mapping[str, str]
    placeholder_colour: Colour | None = None
    _known: dict[tuple[object, ...], Colour | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def with_placeholder(self, colour: Colour | None) -> ColourScope:
        """Return the scope in which ``phClr`` is a colour; None leaves it as it is."""
        return self if colour is None else replace(self, placeholder_colour=colour)

    def named(self, name: str) -> Colour | None:
        """Return a scheme colour by its name, None when the theme does not have it."""
        if name == "phClr":
            return self.placeholder_colour
        rgb = self.theme.colours.get(self.mapping.get(name, USUAL_MAPPING.get(name, name)))
        return Colour(rgb.upper()) if rgb is not None and RGB.match(rgb) else None

    def colour(self, node: Node) -> Colour | None:
        """Return what a colour element means; equal elements are worked out once."""
        # all that resolved_colour reads of an element
        key = (node.tag, *node.items(), *((one.tag, one.get("val")) for one in node))
        if key not in self._known:
            self._known[key] = resolved_colour(node, self.named)
        return self._known[key]


def colour_mapping(*roots: Node | None) -> Mapping[str, str]:
    """Return the colour map that holds for the first of the roots: slide, layout, master.

    A part that overrides the map says it in full; any other takes that of the part behind it
    (ECMA-376-1, 19.3.1.6, 19.3.1.7).
    """
    for root in roots:
        own = None if root is None else root.find(tag("p:clrMap"))
        if root is not None and own is None:
            own = root.find(f"{tag('p:clrMapOvr')}/{tag('a:overrideClrMapping')}")
        if own is not None:
            return {name: own.get(name, USUAL_MAPPING[name]) for name in _MAPPED}
    return USUAL_MAPPING


def read_colour(parent: Node | None, scope: ColourScope) -> Colour | None:
    """Return the colour that stands in an element such as ``a:solidFill`` or ``a:fillRef``.

    None when there is none, or when it names a colour that the theme does not have.
    """
    node = colour_element(parent)
    return None if node is None else scope.colour(node)
