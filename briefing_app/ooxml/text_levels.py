"""Paragraph and run properties by list level, merged from the places that a slide inherits from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.theme import FontSet, Theme

LEVELS = 9


_NO_FONTS = FontSet("Arial")


@dataclass(frozen=True, slots=True)
class TextLevel:
    """How one list level is set (ECMA-376-1, 21.1.2.2.7 and 21.1.2.3.9).

    size_pt; left_pt and first_pt: left margin and indent; space_before_pt and space_after_pt;
    line_spacing: factor of single spacing, unless exact_line_pt is above 0; fonts: family names.
    """

    size_pt: float = 18.0
    bold: bool = False
    italic: bool = False
    left_pt: float = 0.0
    first_pt: float = 0.0
    space_before_pt: float = 0.0
    space_after_pt: float = 0.0
    line_spacing: float = 1.0
    exact_line_pt: float = 0.0
    bullet: bool = False
    fonts: FontSet = _NO_FONTS
    right_to_left: bool = False


def _truth(value: str | None) -> bool:
    return value in ("1", "true")


def _spacing(node: etree._Element | None) -> tuple[float | None, float | None]:
    """Return (factor, points) of an ``a:lnSpc``, ``a:spcBef`` or ``a:spcAft``."""
    for child in () if node is None else node:
        value = child.get("val", "0").rstrip("%")
        if child.tag == tag("a:spcPct"):
            factor = float(value) / 100 if child.get("val", "").endswith("%") else int(value) / 1e5
            return factor, None
        if child.tag == tag("a:spcPts"):
            return None, int(value) / 100
    return None, None


def _with_paragraph(level: TextLevel, node: etree._Element) -> TextLevel:
    if (left := node.get("marL")) is not None:
        level = replace(level, left_pt=int(left) / EMU_PER_PT)
    if (first := node.get("indent")) is not None:
        level = replace(level, first_pt=int(first) / EMU_PER_PT)
    if (rtl := node.get("rtl")) is not None:
        level = replace(level, right_to_left=_truth(rtl))
    factor, points = _spacing(node.find(tag("a:lnSpc")))
    if factor is not None:
        level = replace(level, line_spacing=factor, exact_line_pt=0.0)
    elif points is not None:
        level = replace(level, exact_line_pt=points)
    if node.find(tag("a:buNone")) is not None:
        level = replace(level, bullet=False)
    elif any(node.find(tag(f"a:{kind}")) is not None for kind in ("buChar", "buAutoNum", "buBlip")):
        level = replace(level, bullet=True)
    return level


def _family(node: etree._Element, kind: str, theme: Theme) -> str:
    child = node.find(tag(f"a:{kind}"))
    return "" if child is None else theme.typeface(child.get("typeface", ""))


def _with_run(level: TextLevel, node: etree._Element, theme: Theme) -> TextLevel:
    if (size := node.get("sz")) is not None:
        level = replace(level, size_pt=int(size) / 100)
    if (bold := node.get("b")) is not None:
        level = replace(level, bold=_truth(bold))
    if (italic := node.get("i")) is not None:
        level = replace(level, italic=_truth(italic))
    fonts = FontSet(
        _family(node, "latin", theme) or level.fonts.latin,
        _family(node, "ea", theme) or level.fonts.east_asian,
        _family(node, "cs", theme) or level.fonts.complex_script,
    )
    return replace(level, fonts=fonts)


def _space(node: etree._Element, kind: str, level: TextLevel, inherited: float) -> float:
    factor, points = _spacing(node.find(tag(f"a:{kind}")))
    if factor is not None:
        return factor * level.size_pt
    return inherited if points is None else points


def _with_space(level: TextLevel, node: etree._Element) -> TextLevel:
    """Resolve the spaces last: a percentage is of the size, which is known only now."""
    return replace(
        level,
        space_before_pt=_space(node, "spcBef", level, level.space_before_pt),
        space_after_pt=_space(node, "spcAft", level, level.space_after_pt),
    )


def merged_levels(
    styles: Sequence[etree._Element | None], theme: Theme, start: TextLevel
) -> tuple[TextLevel, ...]:
    """Return the nine levels that follow from list styles, the weakest first."""
    levels: list[TextLevel] = []
    for number in range(1, LEVELS + 1):
        level = start
        nodes = [
            node
            for style in styles
            if style is not None
            for name in ("a:defPPr", f"a:lvl{number}pPr")
            if (node := style.find(tag(name))) is not None
        ]
        for node in nodes:
            level = _with_paragraph(level, node)
            run = node.find(tag("a:defRPr"))
            if run is not None:
                level = _with_run(level, run, theme)
        for node in nodes:
            level = _with_space(level, node)
        levels.append(level)
    return tuple(levels)
