"""What cells of native tables share: rules, fills and the pitch of their lines."""

from __future__ import annotations

import re

from briefing_app.charts.palette import Colour
from briefing_app.model.geometry import pt
from briefing_app.ooxml.elements import Xml, join, leaf
from briefing_app.typeset.faces import EM
from briefing_app.typeset.metrics import SINGLE_LINE

ROW_RULE_PT = 0.5
# Letters whose fonts are higher than Latin ones: in a table some viewers set their lines wider
# apart than measured, and the table would outgrow its place; so the pitch is written there.
_TALL = re.compile("[\u0590-\u1dff\u2e80-\ufdff\ufe70-\uffef\U00010000-\U0010ffff]")


def solid_fill(colour: Colour, alpha: int = 0) -> Xml:
    """Return a solid fill; alpha: opacity in thousandths of a per cent, 0 for opaque."""
    changes = join(
        leaf(f"a:{name}", value)
        for name, value in (
            ("lumMod", colour.lum_mod),
            ("lumOff", colour.lum_off),
            ("alpha", alpha),
        )
        if value
    )
    kind, value = ("schemeClr", colour.scheme) if colour.scheme else ("srgbClr", colour.rgb)
    return Xml(f'<a:solidFill><a:{kind} val="{value}">{changes}</a:{kind}></a:solidFill>')


def rule(side: str, width_pt: float, colour: Colour | None) -> Xml:
    """Return a border of a cell. side: L, R, T or B; colour None: none."""
    if colour is None:
        return Xml(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>')
    return Xml(f'<a:ln{side} w="{pt(width_pt)}">{solid_fill(colour)}</a:ln{side}>')


def exact_pitch(size_pt: float) -> Xml:
    """Return single line spacing in points (ECMA-376-1, 21.1.2.2.12), as rows are measured."""
    return Xml(f'<a:lnSpc><a:spcPts val="{round(size_pt * SINGLE_LINE / EM * 100)}"/></a:lnSpc>')


def is_tall(text: str) -> bool:
    """Return whether a text has letters whose fonts are higher than Latin ones."""
    return bool(_TALL.search(text))
