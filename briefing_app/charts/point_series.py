"""Series of points: what a scatter and a bubble chart are made of (ECMA-376-1, 21.2.2.161, .20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.chart_elements import (
    NO_MARKER,
    SHAPE,
    colour_of,
    indices,
    line_only,
    setting,
)
from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.embedded_workbook import SHEET_NAME, cells_of, plain_number
from briefing_app.charts.palette import Colour
from briefing_app.charts.point_axes import X_AXIS_ID, Y_AXIS_ID
from briefing_app.charts.points_over_columns import SCATTER_CHART, SCATTER_SERIES
from briefing_app.model.cell_range import column_letters
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, text

BUBBLE_CHART = Element(
    "c:bubbleChart",
    "varyColors ser dLbls bubble3D bubbleScale showNegBubbles sizeRepresents axId extLst",
)
BUBBLE_SERIES = Element(
    "c:ser",
    "idx order tx spPr invertIfNegative dPt dLbls trendline errBars xVal yVal bubbleSize "
    "bubble3D extLst",
)
_AXIS_IDS = Xml(f'<c:axId val="{X_AXIS_ID}"/><c:axId val="{Y_AXIS_ID}"/>')
_NO_LINE = Xml('<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>')
_OPAQUE = 100


def scatter_chart(series: Iterable[Xml]) -> Xml:
    """Return ``c:scatterChart``."""
    return SCATTER_CHART(
        scatterStyle=setting("c:scatterStyle", "lineMarker"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        axId=_AXIS_IDS,
    )


def bubble_chart(series: Iterable[Xml]) -> Xml:
    """Return ``c:bubbleChart``, the areas of whose bubbles are as their sizes."""
    return BUBBLE_CHART(
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        # LibreOffice ignores the scale, so it is always the natural one.
        bubbleScale=setting("c:bubbleScale", 100),
        showNegBubbles=setting("c:showNegBubbles", 0),
        sizeRepresents=setting("c:sizeRepresents", "area"),
        axId=_AXIS_IDS,
    )


def cells(tag: str, sheet: ChartSheet, column: int, start: int, end: int) -> Xml:
    """Return ``c:xVal``, ``c:yVal`` or ``c:bubbleSize``: rows of a column, from 0, end excluded."""
    held = sheet.columns[column]
    points = "".join(
        [
            f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>'
            for n, value in enumerate(held.values[start:end])
            if isinstance(value, float | int)
        ]
    )
    return Xml(
        f"<c:{tag}><c:numRef><c:f>{cells_of(column, end - start, start)}</c:f><c:numCache>"
        f"<c:formatCode>{text(held.number_format)}</c:formatCode>"
        f'<c:ptCount val="{end - start}"/>{points}</c:numCache></c:numRef></c:{tag}>'
    )


def name_in_cell(column: int, row: int, shown: str) -> Xml:
    """Return ``c:tx``: the text of a cell, row counted from 0 below the header, is the name."""
    if not shown:
        return Xml("<c:tx><c:v> </c:v></c:tx>")
    address = f"{SHEET_NAME}!${column_letters(column + 1)}${row + 2}"
    return Xml(
        f"<c:tx><c:strRef><c:f>{address}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{text(shown)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


@lru_cache(maxsize=256)
def see_through(fill: Colour, border: Colour | None, percent: int, width_pt: float = 0.75) -> Xml:
    """Return ``c:spPr`` of a filled shape. percent: how opaque it is; border: None for none."""
    inside = _with_alpha(fill, percent)
    line = "<a:ln><a:noFill/></a:ln>"
    if border is not None:
        drawn = f"<a:solidFill>{colour_of(border)}</a:solidFill>"
        line = f'<a:ln w="{round(width_pt * 12_700)}">{drawn}</a:ln>'
    return SHAPE(fill=Xml(f"<a:solidFill>{inside}</a:solidFill>"), ln=Xml(line))


def _with_alpha(colour: Colour, percent: int) -> str:
    whole = str(colour_of(colour))
    if percent >= _OPAQUE:
        return whole
    alpha = f'<a:alpha val="{percent * 1000}"/>'
    if whole.endswith("/>"):
        tag = whole[1 : whole.index(" ")]
        return f"{whole[:-2]}>{alpha}</{tag}>"
    end = whole.rindex("</")
    return whole[:end] + alpha + whole[end:]


@lru_cache(maxsize=64)
def ring(colour: Colour, width_pt: float) -> Xml:
    """Return ``c:spPr`` of a shape that has only a border."""
    line = f'<a:ln w="{round(width_pt * 12_700)}"><a:solidFill>{colour_of(colour)}</a:solidFill>'
    return SHAPE(fill=Xml("<a:noFill/>"), ln=Xml(line + "</a:ln>"))


def marker(look: Xml, size: int) -> Xml:
    """Return ``c:marker``: a round one. look: its ``c:spPr``; size: in points."""
    return Xml(f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>{look}</c:marker>')


@dataclass(frozen=True, slots=True)
class Dress:
    """How a series looks. look: its ``c:spPr``; mark: ``c:marker``; points: what is different."""

    look: Xml = _NO_LINE
    mark: Xml = NO_MARKER
    points: Sequence[Xml] = ()
    labels: Xml = NOTHING
    extension: Xml = NOTHING
    trend: Xml = NOTHING


def points_of(index: int, name: Xml, values: tuple[Xml, Xml], dress: Dress) -> Xml:
    """Return a series of a scatter. values: ``c:xVal`` and ``c:yVal``."""
    idx, order = indices(index)
    return SCATTER_SERIES(
        idx=idx,
        order=order,
        tx=name,
        spPr=dress.look,
        marker=dress.mark,
        dPt=join(dress.points),
        dLbls=dress.labels,
        trendline=dress.trend,
        xVal=values[0],
        yVal=values[1],
        smooth=setting("c:smooth", 0),
        extLst=dress.extension,
    )


def marked_point(index: int, mark: Xml) -> Xml:
    """Return the ``c:dPt`` of a point with a marker of its own."""
    return Xml(f'<c:dPt><c:idx val="{index}"/>{mark}<c:bubble3D val="0"/>{_NO_LINE}</c:dPt>')


@lru_cache(maxsize=64)
def thin_line(colour: Colour, width_pt: float, dash: str = "") -> Xml:
    """Return ``c:spPr`` of a line, perhaps dashed (``a:prstDash``)."""
    plain = line_only(colour, width_pt)
    return (
        Xml(plain.replace("<a:round/>", f'<a:prstDash val="{dash}"/><a:round/>')) if dash else plain
    )


def trend_line(look: Xml) -> Xml:
    """Return a straight line of best fit. look: its ``c:spPr``."""
    return Xml(
        f'<c:trendline>{look}<c:trendlineType val="linear"/>'
        '<c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def bubbles_of(index: int, name: Xml, values: tuple[Xml, Xml, Xml], dress: Dress) -> Xml:
    """Return a series of a bubble chart. values: x, y and ``c:bubbleSize``."""
    idx, order = indices(index)
    return BUBBLE_SERIES(
        idx=idx,
        order=order,
        tx=name,
        spPr=dress.look,
        invertIfNegative=setting("c:invertIfNegative", 0),
        dPt=join(dress.points),
        dLbls=dress.labels,
        xVal=values[0],
        yVal=values[1],
        bubbleSize=values[2],
        bubble3D=setting("c:bubble3D", 0),
        extLst=dress.extension,
    )


def marked_bar(index: int, look: Xml) -> Xml:
    """Return the ``c:dPt`` of a bar or a bubble with a look of its own."""
    return Xml(
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{look}</c:dPt>"
    )
