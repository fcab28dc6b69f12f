"""Pieces of chart XML that every family of chart is built from (ECMA-376-1, 21.2).

The elements declare their children in schema order. What depends on few values and comes again
and again in a deck (text properties, fills, axes) is cached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.embedded_workbook import cells_of, header_of, plain_number
from briefing_app.charts.palette import Colour
from briefing_app.model.quick_values import quick
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, leaf, quoted, text

_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt "
)

CHART_SPACE = Element(
    "c:chartSpace",
    "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr "
    "externalData printSettings userShapes extLst",
)
CHART = Element(
    "c:chart",
    "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
    "dispBlanksAs extLst",
)
PLOT_AREA = Element("c:plotArea", "layout charts axes dTable spPr extLst")
BAR_CHART = Element(
    "c:barChart", "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst"
)
LINE_CHART = Element(
    "c:lineChart",
    "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
)
BAR_SERIES = Element(
    "c:ser",
    "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape "
    "extLst",
)
LINE_SERIES = Element(
    "c:ser", "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth extLst"
)
DATA_POINT = Element(
    "c:dPt", "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst"
)
LABEL = Element("c:dLbl", "idx delete layout tx numFmt spPr txPr dLblPos shows separator extLst")
LABELS = Element(
    "c:dLbls",
    "dLbl delete numFmt spPr txPr dLblPos shows separator showLeaderLines leaderLines extLst",
)
CATEGORY_AXIS = Element(
    "c:catAx", _AXIS + "auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst"
)
VALUE_AXIS = Element("c:valAx", _AXIS + "crossBetween majorUnit minorUnit dispUnits extLst")
SCALING = Element("c:scaling", "logBase orientation max min extLst")
LEGEND = Element("c:legend", "legendPos legendEntry layout overlay spPr txPr extLst")
SHAPE = Element("c:spPr", "xfrm geometry fill ln effectLst extLst")

setting = lru_cache(maxsize=8192)(leaf)
"""An element with a ``val``; there are few different ones, and they come again and again."""

CATEGORY_AXIS_ID, VALUE_AXIS_ID = 1, 2
AXIS_IDS = Xml(f'<c:axId val="{CATEGORY_AXIS_ID}"/><c:axId val="{VALUE_AXIS_ID}"/>')
SECOND_CATEGORY_AXIS_ID, SECOND_VALUE_AXIS_ID = 3, 4
SECOND_AXIS_IDS = Xml(
    f'<c:axId val="{SECOND_CATEGORY_AXIS_ID}"/><c:axId val="{SECOND_VALUE_AXIS_ID}"/>'
)

_C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_LABEL_EXT = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
# The Open XML SDK allows one child in each of these extensions, so each piece has its own use.
NO_LEADER_LINES = Xml(
    f'<c:extLst><c:ext uri="{_LABEL_EXT}" {_C15}><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_SHOW_RANGE = Xml(
    f'<c:extLst><c:ext uri="{_LABEL_EXT}" {_C15}>'
    '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
)
_RANGE_EXT = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
# Any GUID will do; this one stands for "the text of the cell range" in all our charts.
_FIELD_ID = "{035C4EA0-D73B-5BDE-BD6F-C806B04F2EC3}"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Typefaces by script and the proofing language of all text in a chart."""

    latin: str
    east_asian: str
    complex_script: str
    lang: str


@dataclass(frozen=True, slots=True)
class Plotted:
    """What a series refers to in the workbook: ``c:tx``, ``c:cat`` and ``c:val``."""

    name: Xml
    categories: Xml
    values: Xml


@quick
class Look:
    """How a text is set. size_pt: a multiple of a half point; box: what fills the label's box."""

    fonts: Fonts
    size_pt: float
    colour: Colour
    bold: bool = False
    box: Colour | None = None


@dataclass(frozen=True, slots=True)
class Inner:
    """The axes rectangle, in points from the upper left corner of the frame."""

    left: float
    top: float
    width: float
    height: float


@lru_cache(maxsize=1024)
def colour_of(colour: Colour) -> Xml:
    """Return ``a:schemeClr`` with its changes, or ``a:srgbClr``."""
    if not colour.scheme:
        return Xml(f'<a:srgbClr val="{colour.rgb}"/>')
    changes = f'<a:lumMod val="{colour.lum_mod}"/>' if colour.lum_mod else ""
    changes += f'<a:lumOff val="{colour.lum_off}"/>' if colour.lum_off else ""
    return Xml(f'<a:schemeClr val="{quoted(colour.scheme)}">{changes}</a:schemeClr>')


@lru_cache(maxsize=1024)
def fill_and_line(fill: Colour | None, line: Colour | None, width_pt: float = 0.75) -> Xml:
    """Return ``c:spPr``: None is no fill, or no line."""
    return SHAPE(fill=_fill(fill), ln=_line(line, width_pt))


def _fill(colour: Colour | None) -> Xml:
    return Xml(f"<a:solidFill>{colour_of(colour)}</a:solidFill>" if colour else "<a:noFill/>")


def _line(colour: Colour | None, width_pt: float) -> Xml:
    if colour is None:
        return Xml("<a:ln><a:noFill/></a:ln>")
    drawn = f"{_fill(colour)}<a:round/>"
    return Xml(f'<a:ln w="{round(width_pt * 12_700)}" cap="rnd">{drawn}</a:ln>')


INVISIBLE = fill_and_line(None, None)


@lru_cache(maxsize=1024)
def line_only(colour: Colour | None, width_pt: float = 0.75) -> Xml:
    """Return the ``c:spPr`` of a line, an axis or a gridline."""
    return SHAPE(ln=_line(colour, width_pt))


@lru_cache(maxsize=2048)
def run_properties(tag: str, look: Look) -> Xml:
    """Return ``a:rPr``, ``a:defRPr`` or ``a:endParaRPr``."""
    fonts = look.fonts
    faces = f'<a:latin typeface="{quoted(fonts.latin)}"/>'
    if fonts.east_asian:
        faces += f'<a:ea typeface="{quoted(fonts.east_asian)}"/>'
    if fonts.complex_script:
        faces += f'<a:cs typeface="{quoted(fonts.complex_script)}"/>'
    return Xml(
        f'<{tag} lang="{quoted(fonts.lang)}" sz="{round(look.size_pt * 100)}" '
        f'b="{int(look.bold)}" i="0">{_fill(look.colour)}{faces}</{tag}>'
    )


PLAIN_BODY = Xml("<a:bodyPr/>")
AXIS_BODY = Xml('<a:bodyPr rot="0" vert="horz"/>')
# LibreOffice breaks labels into lines when they are told not to turn, and ignores tickLblSkip;
# without that attribute it leaves out labels by itself. PowerPoint obeys tickLblSkip.
THINNED_BODY = Xml('<a:bodyPr rot="-60000000" vert="horz"/>')
TURNED_BODY = Xml('<a:bodyPr rot="-5400000" vert="horz"/>')
# The insets that PowerPoint gives a data label: 3 pt at the sides, 1.5 pt above and below.
LABEL_BODY = Xml(
    '<a:bodyPr rot="0" vert="horz" wrap="none" lIns="38100" tIns="19050" rIns="38100" '
    'bIns="19050" anchor="ctr"><a:spAutoFit/></a:bodyPr>'
)


@lru_cache(maxsize=2048)
def text_properties(look: Look, body: Xml = LABEL_BODY) -> Xml:
    """Return ``c:txPr``; body: how lines are broken and turned."""
    end = f'<a:endParaRPr lang="{quoted(look.fonts.lang)}"/>'
    return Xml(
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>"
        f"{run_properties('a:defRPr', look)}</a:pPr>{end}</a:p></c:txPr>"
    )


def shows(*, value: bool = False, series: bool = False) -> Xml:
    """Return the six switches that say what a label prints, in schema order."""
    return join(
        (
            setting("c:showLegendKey", 0),
            setting("c:showVal", int(value)),
            setting("c:showCatName", 0),
            setting("c:showSerName", int(series)),
            setting("c:showPercent", 0),
            setting("c:showBubbleSize", 0),
        )
    )


_SHOW_NOTHING, _SHOW_VALUE = shows(), shows(value=True)
_SHOW_NAME, _SHOW_NAME_AND_VALUE = shows(series=True), shows(value=True, series=True)


@lru_cache(maxsize=1024)
def value_labels(code: str, look: Look, position: str, points: Xml = NOTHING) -> Xml:
    """Return the ``c:dLbls`` of a series whose points show their values.

    code: Excel number format; position: one that is legal for the type of chart; points: what is
    different for single points.
    """
    return LABELS(
        dLbl=points,
        numFmt=number_format(code),
        spPr=_box(look),
        txPr=text_properties(look),
        dLblPos=setting("c:dLblPos", position),
        extLst=NO_LEADER_LINES,
        shows=_SHOW_VALUE,
    )


def other_labels(points: Iterable[Xml], look: Look, position: str) -> Xml:
    """Return the ``c:dLbls`` of a series in which only the given points have labels.

    position: "" where none is legal.
    """
    return LABELS(
        dLbl=join(points),
        spPr=_box(look),
        txPr=text_properties(look),
        dLblPos=setting("c:dLblPos", position) if position else NOTHING,
        extLst=NO_LEADER_LINES,
        shows=_SHOW_NOTHING,
    )


@lru_cache(maxsize=4096)
def no_label(index: int) -> Xml:
    """Return the ``c:dLbl`` that leaves out the label of one point."""
    return LABEL(idx=setting("c:idx", index), delete=setting("c:delete", 1))


@lru_cache(maxsize=4096)
def value_label(
    index: int, code: str, look: Look, position: str, down: float = 0.0, right: float = 0.0
) -> Xml:
    """Return the ``c:dLbl`` of one point that shows its value in its own look or place.

    down, right: how far it moves from there, as fractions of the height and width of the frame.
    """
    return LABEL(
        idx=setting("c:idx", index),
        layout=moved(right, down),
        numFmt=number_format(code),
        spPr=_box(look),
        txPr=text_properties(look),
        dLblPos=setting("c:dLblPos", position),
        shows=_SHOW_VALUE,
    )


def name_label(
    index: int,
    lines: Sequence[str],
    look: Look,
    shift: tuple[float, float] = (0.0, 0.0),
    value_code: str = "",
    position: str = "r",
) -> Xml:
    """Return the ``c:dLbl`` that names a series beside one of its points.

    lines: empty to let PowerPoint print the series' own name, which then follows the sheet; else
    the name already broken into lines; shift: from where the label would stand, as fractions of
    the frame, to the right and down; position: where it stands; value_code: the value stands
    behind the name in this format.
    """
    own: dict[str, Xml] = {}
    if lines:
        own["tx"] = rich(_paragraphs(lines, look))
    else:
        own["txPr"] = text_properties(look)
    if value_code:
        own["numFmt"] = number_format(value_code)
        own["separator"] = Xml("<c:separator> </c:separator>")
    return LABEL(
        idx=setting("c:idx", index),
        layout=moved(*shift),
        spPr=_box(look),
        dLblPos=setting("c:dLblPos", position),
        shows=_SHOW_NAME_AND_VALUE if value_code else _SHOW_NAME,
        **own,
    )


def lines_label(
    index: int,
    lines: Sequence[str],
    look: Look,
    position: str,
    shift: tuple[float, float] = (0.0, 0.0),
    align: str = "ctr",
) -> Xml:
    """Return the ``c:dLbl`` of a text that was broken into lines and follows no cell.

    shift: from its position, as fractions of the frame; align: ``l``, ``ctr`` or ``r``.
    """
    return LABEL(
        idx=setting("c:idx", index),
        layout=moved(*shift),
        tx=rich(_paragraphs(lines, look, align)),
        spPr=_box(look),
        dLblPos=setting("c:dLblPos", position),
        shows=_SHOW_VALUE,
    )


def range_label(
    index: int, shown: str, look: Look, position: str, shift: tuple[float, float] = (0.0, 0.0)
) -> Xml:
    """Return the ``c:dLbl`` that prints the text of a cell; ``shown`` is for older readers.

    position: "" where none is legal; shift: from there, as fractions of the frame.
    """
    before, after, behind = _range_label(look, position)
    place = f"{setting('c:idx', index)}{moved(*shift)}"
    return Xml(f"{before}{place}{after}{text(shown)}{behind}")


@lru_cache(maxsize=512)
def _range_label(look: Look, position: str) -> tuple[str, str, str]:
    """Return such a label before its index and layout, from there to its text, and behind it."""
    run = run_properties("a:rPr", look)
    field = f'<a:fld id="{_FIELD_ID}" type="CELLRANGE">{run}<a:pPr/><a:t>\0</a:t></a:fld>'
    end = f'<a:endParaRPr lang="{quoted(look.fonts.lang)}"/>'
    label = LABEL(
        idx=Xml("\0"),
        tx=rich(f"<a:p>{field}{end}</a:p>"),
        spPr=_box(look),
        dLblPos=setting("c:dLblPos", position) if position else NOTHING,
        extLst=_SHOW_RANGE,
        shows=_SHOW_NOTHING,
    )
    before, after, behind = label.split("\0")
    return before, after, behind


def label_range(column: int, texts: Sequence[str], start: int = 0) -> Xml:
    """Return the series extension that says which cells hold the texts of its labels.

    start: the first of their rows, counted from 0 below the header.
    """
    cache = "".join(
        f'<c:pt idx="{n}"><c:v>{text(shown)}</c:v></c:pt>' for n, shown in enumerate(texts) if shown
    )
    return Xml(
        f'<c:extLst><c:ext uri="{_RANGE_EXT}" {_C15}><c15:datalabelsRange>'
        f"<c15:f>{cells_of(column, len(texts), start)}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(texts)}"/>{cache}</c15:dlblRangeCache></c15:datalabelsRange>'
        "</c:ext></c:extLst>"
    )


def _paragraphs(lines: Sequence[str], look: Look, align: str = "l") -> str:
    run = run_properties("a:rPr", look)
    return "".join(
        f'<a:p><a:pPr algn="{align}"/><a:r>{run}<a:t>{text(line)}</a:t></a:r></a:p>'
        for line in lines
    )


def rich(paragraphs: str) -> Xml:
    """Return the ``c:tx`` of a label that has a text of its own."""
    return Xml(f"<c:tx><c:rich>{LABEL_BODY}<a:lstStyle/>{paragraphs}</c:rich></c:tx>")


def _box(look: Look) -> Xml:
    """Return the ``c:spPr`` of a label."""
    return fill_and_line(look.box, None)


def moved(right: float, down: float) -> Xml:
    """Return the layout that moves a label by fractions of the frame; NOTHING for no move."""
    if not right and not down:
        return NOTHING
    place = f'<c:x val="{_fraction(right)}"/><c:y val="{_fraction(down)}"/>'
    return Xml(f"<c:layout><c:manualLayout>{place}</c:manualLayout></c:layout>")


def placed(box: Inner, width_pt: float, height_pt: float, *, inner: bool) -> Xml:
    """Return the layout that fixes a box in the frame; inner: the axes without their labels."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    return Xml(
        f"<c:layout><c:manualLayout>{target}"
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{_fraction(box.left / width_pt)}"/>'
        f'<c:y val="{_fraction(box.top / height_pt)}"/>'
        f'<c:w val="{_fraction(box.width / width_pt)}"/>'
        f'<c:h val="{_fraction(box.height / height_pt)}"/>'
        "</c:manualLayout></c:layout>"
    )


def _fraction(value: float) -> str:
    return plain_number(round(value, 5))


@lru_cache(maxsize=1024)
def number_format(code: str) -> Xml:
    """Return ``c:numFmt`` for our own format, not that of the sheet."""
    return Xml(f'<c:numFmt formatCode="{quoted(code)}" sourceLinked="0"/>')


def series_name(column: int, name: str) -> Xml:
    """Return ``c:tx``: the header of a column names the series."""
    return Xml(
        f"<c:tx><c:strRef><c:f>{header_of(column)}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{text(name)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


def series_title(column: int, name: str, shown: str) -> Xml:
    """Return ``c:tx`` by the header of a column, or in plain where the name was cut to be shown."""
    if shown == name:
        return series_name(column, name)
    return Xml(f"<c:tx><c:v>{text(shown)}</c:v></c:tx>")


UNNAMED = Xml("<c:tx><c:v> </c:v></c:tx>")
"""The name of a helper that would else have a legend entry."""


def category_texts(column: int, texts: Sequence[str]) -> Xml:
    """Return ``c:cat``: the cells of a column are the categories."""
    points = "".join(
        [
            f'<c:pt idx="{n}"><c:v>{text(shown)}</c:v></c:pt>'
            for n, shown in enumerate(texts)
            if shown
        ]
    )
    return Xml(
        f"<c:cat><c:strRef><c:f>{cells_of(column, len(texts))}</c:f><c:strCache>"
        f'<c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def series_values(column: int, values: Sequence[float | str | None], code: str) -> Xml:
    """Return ``c:val``: the cells of a column are the values; what is no number is left out."""
    points = "".join(
        [
            f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>'
            for n, value in enumerate(values)
            if value is not None and not isinstance(value, str)
        ]
    )
    return Xml(
        f"<c:val><c:numRef><c:f>{cells_of(column, len(values))}</c:f><c:numCache>"
        f"<c:formatCode>{text(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


@lru_cache(maxsize=4096)
def indices(index: int) -> tuple[Xml, Xml]:
    """Return ``c:idx`` and ``c:order`` of the series with a 0-based index in the whole chart."""
    return setting("c:idx", index), setting("c:order", index)


def hidden_line(
    index: int, name: Xml, categories: Xml, values: Xml, labels: Xml, extension: Xml = NOTHING
) -> Xml:
    """Return a line series that draws nothing and only carries labels."""
    idx, order = indices(index)
    return LINE_SERIES(
        idx=idx,
        order=order,
        tx=name,
        spPr=line_only(None),
        marker=NO_MARKER,
        dLbls=labels,
        cat=categories,
        val=values,
        smooth=setting("c:smooth", 0),
        extLst=extension,
    )


NO_MARKER = Xml('<c:marker><c:symbol val="none"/></c:marker>')


def line_chart(series: Iterable[Xml], axes: Xml = AXIS_IDS) -> Xml:
    """Return a line chart, on the first pair of axes unless it is told otherwise."""
    return LINE_CHART(
        grouping=setting("c:grouping", "standard"),
        varyColors=setting("c:varyColors", 0),
        ser=join(series),
        marker=setting("c:marker", 1),
        axId=axes,
    )
