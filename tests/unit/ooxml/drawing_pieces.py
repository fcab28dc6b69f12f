"""Pieces of drawings for tests: XML by its usual prefixes, a theme of known colours."""

from __future__ import annotations

from lxml import etree

from briefing_app.ooxml.drawing_colours import USUAL_MAPPING, ColourScope
from briefing_app.ooxml.names import NAMESPACES
from briefing_app.ooxml.theme import FontSet, Theme
from briefing_app.ooxml.xml_reader import Node

OFFICE_2007 = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1", "accent1": "4F81BD",
    "accent2": "C0504D", "accent3": "9BBB59", "accent4": "8064A2", "accent5": "4BACC6",
    "accent6": "F79646", "hlink": "0000FF", "folHlink": "800080",
}  # fmt: skip
SCOPE = ColourScope(Theme(OFFICE_2007, FontSet("Calibri"), FontSet("Calibri")), USUAL_MAPPING)


def xml(text: str) -> Node:
    """Return an element; the prefixes a, c, p and r need no declaration."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<root {names}>{text}</root>")[0]
