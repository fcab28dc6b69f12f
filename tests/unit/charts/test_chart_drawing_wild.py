"""Charts that no schema allows: whatever a part says, something finite is drawn, and soon."""

from __future__ import annotations

from copy import deepcopy
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.charts.chart_drawing import chart_items
from briefing_app.charts.user_shapes import user_shapes
from briefing_app.errors import Place
from briefing_app.model.drawing import Item, Outline, TextRun
from briefing_app.ooxml.xml_reader import Node, parse_xml
from tests.unit.charts.chart_pictures import (
    FRAME,
    INNER,
    SCOPE,
    axes,
    bars,
    chart_space,
    labels,
    metrics,
    opened,
    series,
)

_ROW = (3.0, None, -2.5, 8.0, 1e6)
_RICH = (
    '<c:dLbl><c:idx val="1"/><c:layout><c:manualLayout><c:x val="0.1"/></c:manualLayout>'
    "</c:layout>"
    '<c:tx><c:rich><a:bodyPr rot="-2700000"/><a:p><a:fld type="VALUE"><a:t>1</a:t></a:fld>'
    '<a:r><a:rPr sz="1200" b="1"/><a:t>x</a:t></a:r></a:p></c:rich></c:tx></c:dLbl>'
)
_EXTRAS = (
    '<c:spPr><a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst><a:lin ang="5400000"/>'
    '</a:gradFill><a:ln w="12700" cap="rnd"/></c:spPr>'
    '<c:marker><c:symbol val="star"/><c:size val="9"/></c:marker>'
    '<c:dPt><c:idx val="2"/><c:spPr><a:noFill/></c:spPr><c:explosion val="20"/></c:dPt>'
    + labels("outEnd", _RICH)
    + '<c:trendline><c:trendlineType val="exp"/><c:forward val="2"/></c:trendline>'
    '<c:errBars><c:errBarType val="both"/><c:errValType val="stdDev"/><c:val val="2"/></c:errBars>'
)
_SHOWN = axes(
    category='<c:title/><c:tickLblSkip val="2"/>',
    value='<c:majorGridlines/><c:minorGridlines/><c:majorUnit val="2"/><c:crosses val="max"/>',
    deleted=False,
)


def _plot(kind: str, inside: str = "") -> str:
    row = series(_ROW, extra=_EXTRAS) + series((1.0, 2.0), index=1)
    ids = '<c:axId val="1"/><c:axId val="2"/>'
    return f"<c:{kind}>{inside}{row}{ids}</c:{kind}>" + _SHOWN


_PLOTS = (
    INNER + bars(series(_ROW, extra=_EXTRAS) + series((1.0,), index=1)) + _SHOWN,
    bars(series(_ROW, extra=_EXTRAS), direction="bar", grouping="percentStacked") + _SHOWN,
    _plot("lineChart", '<c:grouping val="stacked"/><c:dropLines/><c:hiLowLines/><c:upDownBars/>'),
    _plot("areaChart"),
    _plot("pieChart", '<c:varyColors val="1"/>'),
    _plot("doughnutChart"),
    _plot("radarChart"),
    _plot("scatterChart", '<c:scatterStyle val="lineMarker"/>').replace("c:val>", "c:yVal>"),
    _plot("bubbleChart").replace("c:val>", "c:yVal>"),
    _plot("lineChart").replace("catAx", "dateAx").replace("c:strCache", "c:numCache"),
    _plot("stockChart"),
)
_AROUND = "<c:title><c:overlay/></c:title>"
_BASES = tuple(
    chart_space(plot + "<c:legend/>", _AROUND, '<c:style val="26"/><c:txPr><a:p/></c:txPr>')
    for plot in _PLOTS
)
for _base in _BASES:  # the legend belongs to the chart
    _base[0].append(_base[0][1][-1])

_WORDS = st.sampled_from(
    (
        ",0,-1,1,2,7,1e308,-1e308,1e-320,NaN,inf,999999999,x,max,min,low,high,cross,out,b,r,t,ctr,"
        "percentStacked,2958465"
    ).split(",")
)
_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "twice", "val", "text", "move"]), st.integers(0, 500), _WORDS
    ),
    max_size=8,
)


def _changed(root: Node, changes: list[tuple[str, int, str]]) -> Node:
    root = deepcopy(root)
    for what, where, word in changes:
        nodes = list(root.iter())[1:]
        if not nodes:
            return root
        node = nodes[where % len(nodes)]
        parent = node.getparent()
        if what == "drop" and parent is not None:
            parent.remove(node)
        elif what == "twice" and parent is not None:
            parent.append(deepcopy(node))
        elif what == "val":
            node.set(next(iter(node.keys()), "val"), word)
        elif what == "text":
            node.text = word
        elif parent is not None:
            root.append(node)
    return root


def _coordinates(items: tuple[Item, ...]) -> list[float]:
    found: list[float] = []
    for item in opened(items):
        if isinstance(item, TextRun):
            found += (item.x, item.baseline, item.width, item.size)
        elif isinstance(item, Outline):
            found += (value for _, values in item.segments for value in values)
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(_BASES) - 1),
    _CHANGES,
    st.tuples(st.floats(0, 900), st.floats(0, 900)),
)
def test_no_chart_is_too_wild(
    base: int, changes: list[tuple[str, int, str]], size: tuple[float, float]
) -> None:
    root = _changed(_BASES[base], changes)
    items, unpainted = chart_items(root, (*FRAME[:2], *size), SCOPE, metrics())
    coordinates = _coordinates(items)
    assert all(isfinite(value) and abs(value) < 1e6 for value in coordinates)
    assert len(coordinates) < 1_000_000
    assert all(isinstance(each, str) for each in unpainted)


def test_all_kinds_draw_something_by_themselves() -> None:
    for base in _BASES:
        items, unpainted = chart_items(base, FRAME, SCOPE, metrics())
        assert unpainted == ()
        assert len(items) > 8


def test_the_same_chart_draws_the_same() -> None:
    for base in _BASES:
        one, _ = chart_items(base, FRAME, SCOPE, metrics())
        other, _ = chart_items(deepcopy(base), FRAME, SCOPE, metrics())
        assert one == other


_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"'
)


def _anchored(inside: str) -> list[tuple[float, float, float, float]]:
    root = parse_xml(f"<c:userShapes {_NAMESPACES}>{inside}</c:userShapes>".encode(), Place())
    return [box for _, _, box in user_shapes(root, FRAME)]


def test_user_shapes_stand_at_fractions_of_the_frame() -> None:
    start = "<x:from><x:x>0.25</x:x><x:y>0.5</x:y></x:from>"
    relative = (
        f"<x:relSizeAnchor>{start}<x:to><x:x>0.75</x:x><x:y>1</x:y></x:to><x:sp/></x:relSizeAnchor>"
    )
    absolute = f'<x:absSizeAnchor>{start}<x:ext cx="127000" cy="254000"/><x:sp/></x:absSizeAnchor>'
    assert _anchored(relative + absolute) == [
        (200.0, 200.0, 200.0, 150.0),
        (200.0, 200.0, 10.0, 20.0),
    ]


def test_anchors_that_say_too_little_are_left_out() -> None:
    nowhere = "<x:relSizeAnchor><x:sp/></x:relSizeAnchor>"
    corner = "<x:from><x:x>1e9</x:x><x:y>0</x:y></x:from>"
    far = f"<x:absSizeAnchor>{corner}<x:ext/><x:sp/></x:absSizeAnchor>"
    assert _anchored(nowhere + far + "<x:other/>") == []
