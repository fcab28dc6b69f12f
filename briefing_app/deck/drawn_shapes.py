"""Exhibits drawn as native shapes: fields, lines and texts in one group that moves as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts.palette import Colour
from briefing_app.deck.identity import guid
from briefing_app.deck.table_rules import solid_fill
from briefing_app.deck.text_body import RunFormat, is_right_to_left, run
from briefing_app.model.finding import Finding
from briefing_app.model.geometry import Box, pt
from briefing_app.ooxml.elements import Xml, attributes, join
from briefing_app.ooxml.names import A16

_CREATION = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_DECORATIVE = (  # [MS-ODRAWXML] 2.2.13: screen readers pass over it
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
_INNER = 1000
"""Shapes in a group are numbered from this times the group's own number."""


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A paragraph of a drawn text. before_pt: the space above it."""

    text: str
    size_pt: float
    colour: Colour
    bold: bool = False
    before_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A field, with a text or without. preset: as in ``a:prstGeom``; fill None: none.

    anchor: ``t``, ``ctr`` or ``b``; align: ``l``, ``ctr`` or ``r``.
    """

    name: str
    box: Box
    preset: str = "rect"
    fill: Colour | None = None
    texts: tuple[DrawnText, ...] = ()
    anchor: str = "t"
    align: str = "l"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A straight line from one point to another, in EMU."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    colour: Colour
    width_pt: float = 0.75


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn exhibit: its shapes in the order in which they are read, all within a box."""

    shapes: tuple[DrawnShape | DrawnLine, ...]
    box: Box
    alt_text: str
    findings: tuple[Finding, ...] = ()


def group_xml(drawn: Drawn, number: int, head: Xml, tags: Xml, style: RunFormat, key: str) -> Xml:
    """Return a ``p:grpSp`` (ECMA-376-1, 19.3.1.22).

    head: its ``p:cNvPr``; tags: its custom data; key: the base of the ids of what is in it.
    """
    place = _place(drawn.box)
    inside = join(
        _shape(shape, number * _INNER + at, f"{key}/{at}", style)
        if isinstance(shape, DrawnShape)
        else _line(shape, number * _INNER + at, f"{key}/{at}")
        for at, shape in enumerate(drawn.shapes, 1)
    )
    child = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return Xml(
        f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr>{tags}</p:nvPr></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}{child}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


def _place(box: Box) -> str:
    return f'<a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.cx}" cy="{box.cy}"/>'


def _non_visual(number: int, name: str, key: str, *, decorates: bool) -> str:
    mark = _DECORATIVE if decorates else ""
    return (
        f"<p:cNvPr{attributes({'id': number, 'name': name})}><a:extLst>"
        f'<a:ext uri="{_CREATION}"><a16:creationId xmlns:a16="{A16}" id="{guid(key)}"/></a:ext>'
        f"{mark}</a:extLst></p:cNvPr>"
    )


def _shape(shape: DrawnShape, number: int, key: str, style: RunFormat) -> Xml:
    fill = "<a:noFill/>" if shape.fill is None else solid_fill(shape.fill)
    head = _non_visual(number, shape.name, key, decorates=not shape.texts)
    box = ' txBox="1"' if shape.texts and shape.fill is None else ""
    return Xml(
        f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>"
        f'<a:xfrm>{_place(shape.box)}</a:xfrm><a:prstGeom prst="{shape.preset}"><a:avLst/>'
        f"</a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>{_text(shape, style)}</p:sp>"
    )


def _text(shape: DrawnShape, style: RunFormat) -> Xml:
    body = (
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{shape.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
    )
    paragraphs = join(_paragraph(text, shape.align, style) for text in shape.texts)
    return Xml(f"<p:txBody>{body}{paragraphs or '<a:p/>'}</p:txBody>")


def _paragraph(text: DrawnText, align: str, style: RunFormat) -> Xml:
    from_right = is_right_to_left(text.text)
    facts = {
        "algn": "r" if from_right and align == "l" else align,
        "rtl": 1 if from_right else None,
    }
    before = round(text.before_pt * 100)
    space = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>' if before else ""
    own = RunFormat(style.language, text.size_pt, solid_fill(text.colour), style.fonts)
    return Xml(
        f"<a:p><a:pPr{attributes(dict(facts))}>{space}</a:pPr>"
        f"{run(text.text, own, bold=text.bold)}</a:p>"
    )


def _line(line: DrawnLine, number: int, key: str) -> Xml:
    (x1, y1), (x2, y2) = line.start, line.end
    box = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    flip = ' flipV="1"' if (x2 - x1) * (y2 - y1) < 0 else ""
    return Xml(
        f"<p:cxnSp><p:nvCxnSpPr>{_non_visual(number, line.name, key, decorates=True)}"
        f"<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm{flip}>{_place(box)}</a:xfrm>"
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{pt(line.width_pt)}">{solid_fill(line.colour)}</a:ln></p:spPr></p:cxnSp>'
    )


def around(shapes: Sequence[DrawnShape | DrawnLine], least: Box) -> Box:
    """Return the box around shapes, at least as wide as the one given, from its top left."""
    bottoms = [
        shape.box.bottom if isinstance(shape, DrawnShape) else max(shape.start[1], shape.end[1])
        for shape in shapes
    ]
    return Box(least.x, least.y, least.cx, max(bottoms, default=least.y) - least.y)
