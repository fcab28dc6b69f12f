"""What every bundled template is made of: a design as values, and its shapes as PresentationML.

A template's own script says where things stand and how they look; this module knows how
PresentationML says it (ECMA-376-1, 19 and 20.1). Positions are EMU, sizes points, luminance per
cent. Texts are prompts: they are seen in PowerPoint while a placeholder is empty, never in a show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing_app.model.geometry import Box, pt
from briefing_app.ooxml.elements import NOTHING, Xml, join, quoted, text

LANGUAGE = "en-GB"
SCRIPTS = {
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Jpan": "Meiryo",
    "Hang": "Malgun Gothic",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Tahoma",
    "Deva": "Nirmala UI",
}
"""Fonts of other scripts that Windows brings, whatever the Latin one is."""
_LEVELS = 5
_DECORATIVE = (  # [MS-ODRAWXML] 2.2.13: screen readers pass over it
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_SLIDE_NUMBER = (
    '<a:fld id="{5C9F1A6E-0B1D-4E0C-9B57-2A6D3C1E8F40}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>&#8249;#&#8250;</a:t></a:fld>'
)


@dataclass(frozen=True, slots=True)
class Ink:
    """A theme colour; mod and off: luminance modulation and offset in per cent (20.1.2.3.20)."""

    scheme: str
    mod: int = 100
    off: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """How a list level is set. left_pt: left margin; hang_pt: how far the first line hangs out."""

    size_pt: float
    ink: Ink
    bold: bool = False
    bullet: str = ""
    left_pt: float = 0.0
    hang_pt: float = 0.0
    before_pt: float = 0.0
    line: int = 100
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder. type: as in ``p:ph``, "" for any content; the last level serves deeper."""

    type: str
    idx: int
    name: str
    box: Box
    levels: tuple[Level, ...]
    prompt: str = ""
    anchor: str = "t"
    size: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle that decorates; a rule is a rectangle as high as it is strong."""

    name: str
    box: Box
    ink: Ink


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout. type: as in ``p:sldLayout``, "" for a custom one."""

    name: str
    slots: tuple[Slot, ...]
    shapes: tuple[Shape, ...] = ()
    type: str = ""
    shows_master: bool = True


@dataclass(frozen=True, slots=True)
class Fonts:
    """Theme fonts, the same for headings and body. scripts: ISO 15924 code to typeface."""

    latin: str
    panose: str
    east_asian: str
    complex_script: str
    scripts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """A whole template. guides: EMU positions of vertical and horizontal guides on the master."""

    name: str
    cx: int
    cy: int
    colours: Mapping[str, str]
    extra_colours: Mapping[str, str]
    fonts: Fonts
    master_slots: tuple[Slot, ...]
    master_shapes: tuple[Shape, ...]
    body: tuple[Level, ...]
    other: Level
    small: Level
    layouts: tuple[Layout, ...]
    vertical_guides: tuple[int, ...]
    horizontal_guides: tuple[int, ...]
    table_style_id: str
    table_style_name: str
    headings: Fonts | None = None
    """The fonts of titles where they are not those of all other text."""
    format: str = "Widescreen"
    """The page's name in the extended properties (ECMA-376-1, 22.2.2.17)."""


def colour(ink: Ink) -> Xml:
    """Return an ``a:schemeClr``."""
    change = "" if ink.mod == 100 else f'<a:lumMod val="{ink.mod * 1000}"/>'
    change += f'<a:lumOff val="{ink.off * 1000}"/>' if ink.off else ""
    if not change:
        return Xml(f'<a:schemeClr val="{ink.scheme}"/>')
    return Xml(f'<a:schemeClr val="{ink.scheme}">{change}</a:schemeClr>')


def fill(ink: Ink) -> Xml:
    """Return an ``a:solidFill``."""
    return Xml(f"<a:solidFill>{colour(ink)}</a:solidFill>")


# ------------------------------------------------------------------------------------- text
def level_xml(number: int, level: Level, heading: bool = False) -> Xml:
    """Return ``a:lvlNpPr`` with everything said: bullet, indent, spacing, size, colour, fonts."""
    which = "mj" if heading else "mn"
    bullet = "<a:buNone/>"
    if level.bullet:
        bullet = (
            f"<a:buClr>{colour(Ink('accent1'))}</a:buClr>"
            '<a:buFont typeface="Arial" panose="020B0604020202020204" pitchFamily="34" '
            f'charset="0"/><a:buChar char="{quoted(level.bullet)}"/>'
        )
    return Xml(
        f'<a:lvl{number}pPr marL="{pt(level.left_pt)}" indent="{-pt(level.hang_pt)}" '
        f'algn="{level.align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:lnSpc><a:spcPct val="{level.line * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(level.before_pt * 100)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
        f'<a:defRPr sz="{round(level.size_pt * 100)}" b="{int(level.bold)}" i="0" kern="1200">'
        f'{fill(level.ink)}<a:latin typeface="+{which}-lt"/><a:ea typeface="+{which}-ea"/>'
        f'<a:cs typeface="+{which}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def levels_xml(levels: tuple[Level, ...], count: int = _LEVELS, heading: bool = False) -> Xml:
    """Return the first levels of a list style; the last level given serves all deeper ones."""
    return join(
        level_xml(number + 1, levels[min(number, len(levels) - 1)], heading)
        for number in range(count)
    )


def _body_properties(anchor: str) -> Xml:
    return Xml(
        '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def _paragraphs(slot: Slot) -> Xml:
    if slot.type == "sldNum":
        return Xml(f'<a:p>{_SLIDE_NUMBER}<a:endParaRPr lang="{LANGUAGE}"/></a:p>')
    if not slot.prompt:
        return Xml(f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>')
    return join(
        Xml(
            f'<a:p><a:pPr lvl="{number}"/><a:r><a:rPr lang="{LANGUAGE}"/>'
            f"<a:t>{text(line)}</a:t></a:r></a:p>"
        )
        for number, line in enumerate(slot.prompt.split("\n"))
    )


# ----------------------------------------------------------------------------------- shapes
def transform(box: Box) -> Xml:
    """Return an ``a:xfrm``."""
    return Xml(
        f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.cx}" cy="{box.cy}"/></a:xfrm>'
    )


def slot_xml(number: int, slot: Slot, on_master: bool = False) -> Xml:
    """Return a placeholder ``p:sp`` with its position, prompt and list style."""
    custom = bool(slot.prompt) and not on_master and slot.type not in {"dt", "ftr", "sldNum"}
    heading = slot.type in {"title", "ctrTitle"}
    attributes = (
        (f' type="{slot.type}"' if slot.type else "")
        + (f' sz="{slot.size}"' if slot.size else "")
        + (f' idx="{slot.idx}"' if slot.idx else "")
        + (' hasCustomPrompt="1"' if custom else "")
    )
    # A master's title and body take their levels from the text styles of the master.
    plain = on_master and slot.type in {"title", "body"}
    style = NOTHING if plain else levels_xml(slot.levels, 1 if heading else _LEVELS, heading)
    return Xml(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quoted(slot.name)}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{attributes}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{transform(slot.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody>{_body_properties(slot.anchor)}<a:lstStyle>{style}</a:lstStyle>"
        f"{_paragraphs(slot)}</p:txBody></p:sp>"
    )


def shape_xml(number: int, shape: Shape) -> Xml:
    """Return a decorating rectangle without outline, marked as such for screen readers."""
    return Xml(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quoted(shape.name)}">{_DECORATIVE}'
        '</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{transform(shape.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill(shape.ink)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def tree(shapes: tuple[Shape, ...], slots: tuple[Slot, ...], on_master: bool = False) -> Xml:
    """Return the shape tree: what decorates lies behind, then the placeholders in reading order."""
    first = len(shapes) + 2
    return join(
        [
            Xml(f"<p:spTree>{GROUP}"),
            *(shape_xml(number, shape) for number, shape in enumerate(shapes, 2)),
            *(slot_xml(number, slot, on_master) for number, slot in enumerate(slots, first)),
            Xml("</p:spTree>"),
        ]
    )
