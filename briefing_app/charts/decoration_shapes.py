"""Shapes drawn on a chart, as a part of their own (``c:userShapes``, ECMA-376-1, 21.2.2.230).

They stand at fractions of the frame: they move and grow with the chart, but do not follow its
values. So only what has a fixed place is a shape: what stands over categories in the room that is
kept free above the values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from briefing_app.charts.chart_elements import Look, colour_of, run_properties
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.palette import Colour
from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.ooxml.elements import DECLARATION, quoted, text

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CDR = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_END = "</c:userShapes>"
_FIRST_ID = 2
HEAD_PT = 6.0
"""Length and width of an arrow head."""


class Way(IntEnum):
    """Where an arrow head points to: degrees by which an upright triangle is turned."""

    UP = 0
    RIGHT = 90
    DOWN = 180
    LEFT = 270


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape in the frame: its corners in points, what it is and how it looks.

    geometry: name of a preset (ECMA-376-1, 20.1.10.56) or, for points, "" ; points: a path from
    the upper left corner, in points; line, fill: None for none.
    """

    name: str
    geometry: str
    left: float
    top: float
    right: float
    bottom: float
    line: Colour | None = None
    fill: Colour | None = None
    width_pt: float = 0.75
    turned: int = 0
    dashed: bool = False
    words: str = ""
    look: Look | None = None
    align: str = "ctr"
    points: tuple[tuple[float, float], ...] = ()


def line(
    name: str,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: Colour,
    width_pt: float = 0.75,
    *,
    dashed: bool = False,
) -> Shape:
    """Return an upright or level line."""
    (x, y), (right, bottom) = start, end
    return Shape(
        name,
        "line",
        min(x, right),
        min(y, bottom),
        max(x, right),
        max(y, bottom),
        line=colour,
        width_pt=width_pt,
        dashed=dashed,
    )


def head(name: str, tip: tuple[float, float], way: Way, colour: Colour) -> Shape:
    """Return an arrow head whose tip is where it is asked to be."""
    half = HEAD_PT / 2
    back = {Way.UP: (0, 1), Way.RIGHT: (-1, 0), Way.DOWN: (0, -1), Way.LEFT: (1, 0)}[way]
    x, y = tip[0] + back[0] * half, tip[1] + back[1] * half
    return Shape(
        name, "triangle", x - half, y - half, x + half, y + half, fill=colour, turned=int(way)
    )


def pill(
    name: str, centre: tuple[float, float], size: tuple[float, float], colour: Colour
) -> Shape:
    """Return the outline around a label, half round at both ends."""
    (x, y), (wide, high) = centre, size
    return Shape(
        name, "roundRect", x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, line=colour
    )


def words(
    name: str, shown: str, box: tuple[float, float, float, float], look: Look, align: str = "ctr"
) -> Shape:
    """Return a text on one line in a box: left, top, right, bottom. align: ``l``, ctr, ``r``."""
    return Shape(name, "rect", *box, words=shown, look=look, align=align)


def with_shapes(part: bytes, shapes: Sequence[Shape], width: float, height: float) -> bytes:
    """Return a part of user shapes with more of them; b"" is a part that is not there yet.

    width, height: of the frame in points.
    """
    if not shapes:
        return part
    before = part.decode("utf-8") if part else _start()
    inside = before.removesuffix(_END)
    first = _FIRST_ID + inside.count("<cdr:cNvPr ")
    anchors = "".join([_anchor(shape, first + n, width, height) for n, shape in enumerate(shapes)])
    return f"{inside}{anchors}{_END}".encode()


def _start() -> str:
    return f'{DECLARATION}<c:userShapes xmlns:c="{_C}" xmlns:a="{_A}" xmlns:cdr="{_CDR}">{_END}'


def _anchor(shape: Shape, number: int, width: float, height: float) -> str:
    corners = "".join(
        f"<cdr:{tag}><cdr:x>{_share(x, width)}</cdr:x>"
        f"<cdr:y>{_share(y, height)}</cdr:y></cdr:{tag}>"
        for tag, x, y in (("from", shape.left, shape.top), ("to", shape.right, shape.bottom))
    )
    return f"<cdr:relSizeAnchor>{corners}{_body(shape, number)}</cdr:relSizeAnchor>"


def _share(at: float, whole: float) -> str:
    return plain_number(round(min(max(at / whole, 0.0), 1.0), 5))


def _body(shape: Shape, number: int) -> str:
    named = f'<cdr:cNvPr id="{number}" name="{quoted(shape.name)}"/>'
    drawn = f"<cdr:spPr>{_transform(shape)}{_geometry(shape)}{_paint(shape)}</cdr:spPr>"
    if shape.geometry == "line":
        return (
            f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr>{named}<cdr:cNvCxnSpPr/></cdr:nvCxnSpPr>'
            f"{drawn}</cdr:cxnSp>"
        )
    return (
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr>{named}<cdr:cNvSpPr/></cdr:nvSpPr>'
        f"{drawn}{_text(shape)}</cdr:sp>"
    )


def _transform(shape: Shape) -> str:
    turned = f' rot="{shape.turned * 60_000}"' if shape.turned else ""
    x, y = round(shape.left * EMU_PER_PT), round(shape.top * EMU_PER_PT)
    wide = round((shape.right - shape.left) * EMU_PER_PT)
    high = round((shape.bottom - shape.top) * EMU_PER_PT)
    return f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _geometry(shape: Shape) -> str:
    if not shape.points:
        adjusted = '<a:gd name="adj" fmla="val 50000"/>' if shape.geometry == "roundRect" else ""
        return f'<a:prstGeom prst="{shape.geometry}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'
    wide = round((shape.right - shape.left) * EMU_PER_PT)
    high = round((shape.bottom - shape.top) * EMU_PER_PT)
    places = [
        f'<a:pt x="{round(x * EMU_PER_PT)}" y="{round(y * EMU_PER_PT)}"/>' for x, y in shape.points
    ]
    path = f"<a:moveTo>{places[0]}</a:moveTo>" + "".join(
        f"<a:lnTo>{place}</a:lnTo>" for place in places[1:]
    )
    closed, unfilled = ("<a:close/>", "") if shape.fill else ("", ' fill="none"')
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}"{unfilled}>{path}{closed}</a:path></a:pathLst>'
        "</a:custGeom>"
    )


def _paint(shape: Shape) -> str:
    fill = f"<a:solidFill>{colour_of(shape.fill)}</a:solidFill>" if shape.fill else "<a:noFill/>"
    if shape.line is None:
        return f"{fill}<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if shape.dashed else ""
    drawn = f"<a:solidFill>{colour_of(shape.line)}</a:solidFill>{dash}"
    outline = f'<a:ln w="{round(shape.width_pt * EMU_PER_PT)}">{drawn}</a:ln>'
    return outline if shape.geometry == "line" else fill + outline


def _text(shape: Shape) -> str:
    if shape.look is None:
        return ""
    run = run_properties("a:rPr", shape.look)
    return (
        '<cdr:txBody><a:bodyPr vertOverflow="overflow" horzOverflow="overflow" wrap="none" '
        'lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{shape.align}"/><a:r>{run}<a:t>{text(shape.words)}</a:t></a:r></a:p>'
        "</cdr:txBody>"
    )
