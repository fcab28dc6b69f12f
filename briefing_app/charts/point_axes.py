"""The two axes of a scatter or a bubble chart: nice ticks, few gridlines, titles with units.

The title of y stands above its axis, that of x below the ticks at the right: both lie, since a
turned text is hard to read. LibreOffice breaks a lying title of y at a fifth of the width, so a
longer one is turned after all. All lengths in points from the upper left corner of the frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, nice_scale, tick_texts
from briefing_app.charts.chart_elements import (
    AXIS_BODY,
    SCALING,
    VALUE_AXIS,
    Inner,
    line_only,
    number_format,
    placed,
    setting,
    text_properties,
)
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import header_of, plain_number
from briefing_app.charts.label_placement import AXIS_GAP_PT, line_height
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.plot_area import EDGE_PT, TICK_PT
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import NOTHING, Element, Xml, join, text

X_AXIS_ID, Y_AXIS_ID = 1, 2
TITLE = Element("c:title", "tx layout overlay spPr txPr extLst")
_GRID_PT, _AXIS_PT = 0.5, 0.75
_NEAR_ZERO = 0.35
"""An axis starts at zero when the lowest value is less of the highest than this."""
_MOST_TICKS, _FEWEST_TICKS = 7, 3
_X_TICK_PT, _Y_TICK_PT = 14.0, 26.0
"""Air between two ticks."""
_LEAST_SHARE = 0.2
_TRIES = 4
_LYING_TITLE, _STANDING_TITLE = 0.17, 0.75
"""Shares of the width and of the height that the title of y may take."""
_TURNED_BODY = Xml('<a:bodyPr rot="-5400000" vert="horz"/>')


@dataclass(frozen=True, slots=True)
class Room:
    """Points kept free: above the title of y, between it and the axes, and to the right.

    row: something else stands in the row of the title, so that it is kept where the title is not.
    """

    top: float
    over: float
    right: float
    row: bool = False


@dataclass(frozen=True, slots=True)
class CloudArea:
    """Where the axes stand.

    x, y: their scales; titles: as they fit; size_pt: of ticks; turned: the title of y stands.
    """

    inner: Inner
    x: Scale
    y: Scale
    titles: tuple[str, str]
    size_pt: float
    title_top: float
    turned: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point stands in the frame."""
        inner = self.inner
        across = (x - self.x.low) / (self.x.high - self.x.low)
        down = (self.y.high - y) / (self.y.high - self.y.low)
        return inner.left + across * inner.width, inner.top + down * inner.height

    @property
    def per_point(self) -> tuple[float, float]:
        """Return units of x and of y for a point of length."""
        inner = self.inner
        return (
            (self.x.high - self.x.low) / inner.width,
            (self.y.high - self.y.low) / inner.height,
        )


def axis_frame(frame: Frame, series: int) -> Frame:
    """Return the frame with the numbers of one series."""
    numbers = label_format(frame.format_of(series), frame.spec.language)
    return replace(frame, numbers=numbers)


def axis_titles(frame: Frame) -> list[str]:
    """Return the names of the series with their units."""
    return [
        f"{s.name}, {s.unit}" if s.unit and s.unit not in s.name and s.name else s.name or s.unit
        for s in frame.spec.series
    ]


def plan_cloud(
    frame: Frame,
    points: Sequence[tuple[float, float, float]],
    room: Room,
    more: tuple[Sequence[float], Sequence[float]] = ((), ()),
) -> CloudArea:
    """Return the axes around points. points: x, y, radius in points; more: values to be shown."""
    size = min(frame.label_pt, TICK_PT)
    titles = axis_titles(frame)
    high = line_height(size)
    turned = frame.ruler.width(titles[1], size) > frame.width * _LYING_TITLE
    top = room.top + room.over + high / 2 + EDGE_PT
    top += high if room.row or (titles[1] and not turned) else 0.0
    below = line_height(size) + AXIS_GAP_PT + EDGE_PT
    below += line_height(size) + 2.0 if titles[0] else 0.0
    height = max(frame.height - top - below, frame.height * _LEAST_SHARE)
    y_frame, x_frame = axis_frame(frame, 1), axis_frame(frame, 0)
    most = _ticks_in(height, line_height(size) + _Y_TICK_PT)
    ys = [(y, radius) for _, y, radius in points]
    y_scale = _scale(ys, more[1], height, most)
    left = frame.ruler.widest(tick_texts(y_scale, y_frame), size) + AXIS_GAP_PT + EDGE_PT
    left += high + 2.0 if turned else 0.0
    width = max(frame.width - left - room.right, frame.width * _LEAST_SHARE)
    xs = [(x, radius) for x, _, radius in points]
    x_scale, end = _x_scale(x_frame, xs, more[0], width, size)
    if end > room.right:
        width = max(frame.width - left - end, frame.width * _LEAST_SHARE)
        x_scale, _ = _x_scale(x_frame, xs, more[0], width, size)
    shown = (
        frame.ruler.shortened(titles[0], size, width),
        frame.ruler.shortened(titles[1], size, frame.height * _STANDING_TITLE)
        if turned
        else titles[1],
    )
    inner = Inner(left, top, width, height)
    return CloudArea(inner, x_scale, y_scale, shown, size, room.top, turned)


def _x_scale(
    frame: Frame,
    xs: Sequence[tuple[float, float]],
    more: Sequence[float],
    width: float,
    size: float,
) -> tuple[Scale, float]:
    """Return the scale of x with as many ticks as have room, and what the last sticks out."""
    ruler = frame.ruler
    most = _MOST_TICKS
    while True:
        scale = _scale(xs, more, width, most)
        texts = tick_texts(scale, frame)
        needed = (len(texts) - 1) * (ruler.widest(texts, size) + _X_TICK_PT)
        if needed <= width or most <= _FEWEST_TICKS:
            return scale, ruler.widest(texts[-1:], size) / 2 + EDGE_PT
        most -= 1


def _ticks_in(length: float, pitch: float) -> int:
    return max(_FEWEST_TICKS, min(_MOST_TICKS, int(length / pitch) + 1))


def _scale(
    values: Sequence[tuple[float, float]], more: Sequence[float], length: float, most: int
) -> Scale:
    """Return a scale with nice ends that cuts no point. values: with the radius in points.

    Only what is larger than a marker needs room; a marker may stand on an axis.
    """
    low = min(*(v for v, _ in values), *more) if more else min(v for v, _ in values)
    high = max(*(v for v, _ in values), *more) if more else max(v for v, _ in values)
    scale = nice_scale(*_from_zero(low, high), most)
    for _ in range(_TRIES):
        unit = (scale.high - scale.low) / length
        least = min(low, *(v - radius * unit for v, radius in values))
        largest = max(high, *(v + radius * unit for v, radius in values))
        if scale.low <= least and largest <= scale.high:
            break
        scale = nice_scale(*_from_zero(least, largest), most)
    return scale


def _from_zero(low: float, high: float) -> tuple[float, float]:
    if 0 < low < high * _NEAR_ZERO:
        return 0.0, high
    if 0 > high > low * _NEAR_ZERO:
        return low, 0.0
    return low, high


def titles_cut(frame: Frame, area: CloudArea) -> tuple[Finding, ...]:
    """Return what is said of titles that end in an ellipsis."""
    pairs = zip(axis_titles(frame), area.titles, strict=False)
    return said.names_cut(sum(whole != shown for whole, shown in pairs))


def cloud_axes(frame: Frame, area: CloudArea, columns: tuple[int, int]) -> Xml:
    """Return both axes. columns: of the worksheet whose headers are their titles."""
    values = frame.values
    signs = [_both_signs([v for v in values[n] if v is not None]) for n in range(2)]
    titles = axis_titles(frame)
    inner = area.inner
    wide = frame.ruler.width(area.titles[0], area.size_pt)
    high = line_height(area.size_pt)
    places = (
        Inner(
            max(inner.left + inner.width - wide - 1, 0.0),
            min(inner.top + inner.height + high + AXIS_GAP_PT + 2.0, frame.height - high),
            wide,
            high,
        ),
        Inner(0.0, area.title_top, frame.width, high),
    )
    if area.turned:
        long = frame.ruler.width(area.titles[1], area.size_pt)
        middle = inner.top + inner.height / 2
        places = (places[0], Inner(0.0, max(middle - long / 2, 0.0), high, long))
    xml = []
    for n in range(2):
        title = NOTHING
        if titles[n]:
            title = _title(frame, area, columns[n], n, places[n])
        crosses = "autoZero" if signs[1 - n] else "min"
        xml.append(_axis(frame, area, n, title, crosses))
    return join(xml)


def _both_signs(values: Sequence[float]) -> bool:
    return min(values, default=0.0) < 0 < max(values, default=0.0)


def _title(frame: Frame, area: CloudArea, column: int, n: int, place: Inner) -> Xml:
    """Return the title of x or y, which is the header of its column unless it was cut."""
    whole, shown = axis_titles(frame)[n], area.titles[n]
    look = frame.look(area.size_pt, frame.palette.muted)
    source = (
        f"<c:tx><c:strRef><c:f>{header_of(column)}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{text(shown)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )
    turned = n == 1 and area.turned
    properties = text_properties(look, _TURNED_BODY if turned else AXIS_BODY)
    if whole != shown:
        inside = properties.removeprefix("<c:txPr>").removesuffix("</c:txPr>")
        paragraph = inside.rindex("<a:endParaRPr")
        run = _run_of(inside)
        source = (
            f"<c:tx><c:rich>{inside[:paragraph]}<a:r>{run}<a:t>{text(shown)}</a:t></a:r></a:p>"
            "</c:rich></c:tx>"
        )
    layout = placed(place, frame.width, frame.height, inner=False)
    ends = layout.index("<c:w ")
    closing = "</c:manualLayout></c:layout>"
    return TITLE(
        tx=Xml(source),
        layout=Xml(layout[:ends] + closing),
        overlay=setting("c:overlay", 0),
        txPr=NOTHING if whole != shown else properties,
    )


def _run_of(body: str) -> str:
    """Return the properties of a paragraph's type as those of a run."""
    start, end = body.index("<a:defRPr"), body.index("</a:defRPr>")
    return body[start:end].replace("<a:defRPr", "<a:rPr", 1) + "</a:rPr>"


def _tick_code(frame: Frame, scale: Scale, n: int) -> str:
    """Return the format of ticks; none is shown below zero where no value is."""
    own = axis_frame(frame, n).numbers
    numbers = label_format(own.for_step(scale.step), own.language)
    below = scale.low < 0
    if below and ";" not in numbers.code and all(v is None or v >= 0 for v in frame.values[n]):
        code = numbers.written(negative=False)
        return f"{code};;{code}"
    return numbers.written(negative=below)


def _axis(frame: Frame, area: CloudArea, n: int, title: Xml, crosses: str) -> Xml:
    """Return ``c:valAx`` of x (n is 0) or of y. crosses: where it stands on the other one."""
    palette, scale = frame.palette, (area.x, area.y)[n]
    look = frame.look(area.size_pt, palette.muted)
    grid = Xml(f"<c:majorGridlines>{line_only(palette.grid, _GRID_PT)}</c:majorGridlines>")
    own, other = (X_AXIS_ID, Y_AXIS_ID) if n == 0 else (Y_AXIS_ID, X_AXIS_ID)
    code = _tick_code(frame, scale, n)
    return VALUE_AXIS(
        axId=setting("c:axId", own),
        scaling=SCALING(
            orientation=setting("c:orientation", "minMax"),
            max=setting("c:max", plain_number(scale.high)),
            min=setting("c:min", plain_number(scale.low)),
        ),
        delete=setting("c:delete", 0),
        axPos=setting("c:axPos", "b" if n == 0 else "l"),
        majorGridlines=grid,
        title=title,
        numFmt=number_format(code),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "low"),
        spPr=line_only(palette.muted, _AXIS_PT),
        txPr=text_properties(look, AXIS_BODY),
        crossAx=setting("c:crossAx", other),
        crosses=setting("c:crosses", crosses),
        crossBetween=setting("c:crossBetween", "midCat"),
        majorUnit=setting("c:majorUnit", plain_number(scale.step)),
    )
