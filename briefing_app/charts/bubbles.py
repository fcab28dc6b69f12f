"""The bubble chart: points whose areas are a third figure, with a key of sizes.

A bubble is at most a quarter of the smaller side of the axes wide, as PowerPoint and LibreOffice
set it by themselves. Where many bubbles would cover each other, an unseen one in a series of its
own is larger than all of them, so that they become smaller in both. Nothing but bubbles may stand
in a bubble chart, so lines, leader lines and the key are shapes drawn on it: they keep their places
when figures are edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, hypot, log10, sqrt

from briefing_app.charts.axes import legend_above
from briefing_app.charts.chart_elements import (
    INVISIBLE,
    UNNAMED,
    label_range,
)
from briefing_app.charts.chart_sheet import ChartSheet
from briefing_app.charts.decoration_shapes import Shape, line, with_shapes, words
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import plain_number
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.palette import Colour, ink_on
from briefing_app.charts.plot_area import EDGE_PT, TICK_PT
from briefing_app.charts.point_axes import (
    CloudArea,
    axis_frame,
    axis_titles,
    cloud_axes,
    plan_cloud,
    titles_cut,
)
from briefing_app.charts.point_cloud import (
    SIZE,
    Cloud,
    Group,
    X,
    Y,
    cloud_of,
    cloud_sheet,
    points_missing,
    sizes_missing,
)
from briefing_app.charts.point_labels import Dot
from briefing_app.charts.point_lines import (
    LineText,
    PointLine,
    line_texts,
    lines_across,
    point_lines,
    room_for_lines,
)
from briefing_app.charts.point_names import Names, names_missing, names_of, names_shortened
from briefing_app.charts.point_series import (
    Dress,
    bubble_chart,
    bubbles_of,
    cells,
    marked_bar,
    ring,
    see_through,
)
from briefing_app.charts.point_words import cloud_told
from briefing_app.charts.scatter import cloud_legend, group_name, name_column, name_labels
from briefing_app.ooxml.elements import NOTHING, Xml

_LARGEST = 0.25
"""Diameter of the largest bubble as a share of the smaller side of the axes."""
_SHRUNK = ((8, 1.0), (16, 1.5625), (40, 2.25), (120, 3.0625))
"""Up to how many bubbles the unseen one is how many times as large as the largest."""
_SMALLEST = 5.0
_RING_SHARE = 0.01
"""Area of a bubble without a size, as a share of the unseen one."""
_OPAQUE = 85
_RING_PT = 1.25
_KEY_PT = 22.0
"""Diameter of the largest bubble of the key."""
_KEY_GAP_PT = 4.0
_KEY_SHARE = 0.55
_LEADER_PT = 0.5


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large bubbles are. whole: the size that would be as wide as the widest may be."""

    whole: float
    largest: float

    def radius(self, size: float | None, side: float) -> float:
        """Return the radius in points. side: the smaller one of the axes."""
        share = _RING_SHARE if size is None else size / self.whole
        return side * _LARGEST / 2 * sqrt(share)


@dataclass
class _Bubbles:
    """A bubble chart while it is being made."""

    frame: Frame
    cloud: Cloud
    area: CloudArea
    sheet: ChartSheet
    sizes: _Sizes
    dots: Sequence[Dot]
    names: Names


def draw_bubbles(frame: Frame) -> Drawing:
    """Return a bubble chart."""
    cloud = cloud_of(frame)
    sizes = _sizes(cloud)
    lines = point_lines(frame, cloud)
    legend, top = cloud_legend(frame, cloud)
    side = min(frame.width, frame.height) * 0.75
    # How large bubbles are depends on the axes, and their room on how large the bubbles are.
    area = _planned(frame, cloud, sizes, side, top, lines)
    side = min(area.inner.width, area.inner.height)
    area = _planned(frame, cloud, sizes, side, top, lines)
    side = min(area.inner.width, area.inner.height)
    dots = [Dot(*area.at(p.x, p.y), sizes.radius(p.size, side)) for p in cloud.points]
    texts = line_texts(frame, area, lines)
    across = lines_across(area, lines, None, cloud)
    names = names_of(frame, cloud, area, dots, ([text.box for text in texts], across))
    sheet = cloud_sheet(frame, cloud, axis_titles(frame))
    made = _Bubbles(frame, cloud, area, sheet, sizes, dots, names)
    series, shown = _series(made)
    hidden = [n for n in range(len(series)) if n not in shown]
    shapes = [*_line_shapes(frame, area, lines, texts), *_leader_shapes(made), *_key(made, side)]
    return Drawing(
        inner=area.inner,
        over=(bubble_chart(series),),
        axes=cloud_axes(frame, area, (X, Y)),
        columns=sheet.columns,
        series=len(series),
        legend=legend_above(legend, hidden, frame) if legend else NOTHING,
        findings=(
            *titles_cut(frame, area),
            *points_missing(cloud),
            *sizes_missing(cloud),
            *names_missing(names, cloud),
            *names_shortened(names, cloud),
        ),
        told=cloud_told(frame, cloud, None),
        user_shapes=with_shapes(b"", shapes, frame.width, frame.height),
    )


def _sizes(cloud: Cloud) -> _Sizes:
    largest = max((p.size for p in cloud.points if p.size is not None), default=0.0)
    count = len(cloud.points)
    times = next((times for most, times in _SHRUNK if count <= most), _SMALLEST)
    return _Sizes(largest * times if largest else 1.0, largest)


def _planned(
    frame: Frame,
    cloud: Cloud,
    sizes: _Sizes,
    side: float,
    top: float,
    lines: Sequence[PointLine],
) -> CloudArea:
    """Return the axes. side: the smaller one, as far as it is known; top: kept free above."""
    room = room_for_lines(frame, lines, top + _key_lift(frame, sizes, side))
    room = replace(room, row=bool(sizes.largest))
    points = [(p.x, p.y, sizes.radius(p.size, side) + 1.0) for p in cloud.points]
    wanted = [[line.value for line in lines if line.axis == axis] for axis in range(2)]
    return plan_cloud(frame, points, room, (wanted[0], wanted[1]))


# --- series -----------------------------------------------------------------------------------


def _series(made: _Bubbles) -> tuple[list[Xml], range]:
    """Return all series, and which of them a legend names.

    The first one has the most points, since LibreOffice leaves out whatever comes before a longer
    one; so all points come once more before the groups, unseen.
    """
    sheet, cloud, sizes = made.sheet, made.cloud, made.sizes
    count = len(cloud.points)
    drawn = SIZE
    letters = "D"
    largest = f"MAX({letters}$2:{letters}${count + 1})"
    if not all(group.sized for group in cloud.groups):
        rings = sizes.whole * _RING_SHARE
        times = plain_number(sizes.whole * _RING_SHARE / sizes.largest) if sizes.largest else ""
        sized = [p.size if p.size is not None else rings for p in cloud.points]
        sources = [
            f"D{row + 2}" if p.size is not None else f"{largest}*{times}" if times else ""
            for row, p in enumerate(cloud.points)
        ]
        drawn = sheet.helper("Size drawn", sized, sources)
    start = int(len(cloud.groups) > 1)
    series = [_bubbles(made, 0, (0, count), SIZE)] if start else []
    labels = name_column(sheet, cloud, made.names)
    for group in cloud.groups:
        series.append(_group(made, len(series), group, drawn if not group.sized else SIZE, labels))
    if sizes.whole != sizes.largest:
        series.append(_unseen(made, len(series), largest))
    return series, range(start, start + sum(group.sized for group in cloud.groups))


def _bubbles(made: _Bubbles, index: int, rows: tuple[int, int], size: int) -> Xml:
    sheet = made.sheet
    values = (
        cells("xVal", sheet, X, *rows),
        cells("yVal", sheet, Y, *rows),
        cells("bubbleSize", sheet, size, *rows),
    )
    return bubbles_of(index, UNNAMED, values, Dress(INVISIBLE))


def _unseen(made: _Bubbles, index: int, largest: str) -> Xml:
    """Return the bubble that is larger than all others, in the middle and unseen."""
    sheet, area, sizes = made.sheet, made.area, made.sizes
    x = sheet.helper("Scale x", [(area.x.low + area.x.high) / 2])
    y = sheet.helper("Scale y", [(area.y.low + area.y.high) / 2])
    times = plain_number(sizes.whole / sizes.largest) if sizes.largest else ""
    size = sheet.helper("Scale size", [sizes.whole], [f"{largest}*{times}" if times else ""])
    values = (
        cells("xVal", sheet, x, 0, 1),
        cells("yVal", sheet, y, 0, 1),
        cells("bubbleSize", sheet, size, 0, 1),
    )
    return bubbles_of(index, UNNAMED, values, Dress(INVISIBLE))


def _group(made: _Bubbles, index: int, group: Group, size: int, label_column: int) -> Xml:
    frame, sheet, cloud = made.frame, made.sheet, made.cloud
    palette = frame.palette
    rows = group.start, group.end
    if group.sized:
        look = see_through(group.colour, palette.background, _OPAQUE)
    else:
        look = ring(palette.muted, _RING_PT)
    focus = [n for n in range(*rows) if cloud.points[n].focus and group.sized]
    plain = len(cloud.named_groups) == 0
    points = []
    if len(focus) < group.end - group.start:
        own = palette.focus if plain else group.colour
        edge = palette.background if plain else palette.text
        strong = see_through(own, edge, _OPAQUE, 0.75 if plain else 1.5)
        points = [marked_bar(n - group.start, strong) for n in focus]
    inks = {
        row: ink_on(
            _seen(
                palette.focus if row in focus and plain and points else group.colour,
                palette.background,
            ),
            palette,
        )
        for row in range(*rows)
        if group.sized and (place := made.names.places.get(row)) and place.position == "ctr"
    }
    named = any(row in made.names.places for row in range(*rows))
    values = (
        cells("xVal", sheet, X, *rows),
        cells("yVal", sheet, Y, *rows),
        cells("bubbleSize", sheet, size, *rows),
    )
    return bubbles_of(
        index,
        group_name(frame, sheet, group),
        values,
        Dress(
            look,
            points=points,
            labels=name_labels(frame, cloud, made.names, group, inks),
            extension=label_range(
                label_column, made.names.texts[group.start : group.end], group.start
            )
            if named
            else NOTHING,
        ),
    )


def _seen(colour: Colour, background: Colour) -> Colour:
    """Return a colour as it looks where the background shines through."""
    share = _OPAQUE / 100
    mixed = (
        round(
            int(colour.rgb[n : n + 2], 16) * share
            + int(background.rgb[n : n + 2], 16) * (1 - share)
        )
        for n in (0, 2, 4)
    )
    return Colour("", "".join(f"{part:02X}" for part in mixed))


# --- shapes -----------------------------------------------------------------------------------


def _line_shapes(
    frame: Frame, area: CloudArea, lines: Sequence[PointLine], texts: Sequence[LineText]
) -> list[Shape]:
    look = frame.look(frame.least_pt, frame.palette.muted)
    found = []
    for each, text in zip(lines, texts, strict=True):
        if each.axis == 0:
            ends = area.at(each.value, area.y.high), area.at(each.value, area.y.low)
        else:
            ends = area.at(area.x.low, each.value), area.at(area.x.high, each.value)
        found.append(line("Line", *ends, frame.palette.muted, dashed=True))
        left, top, right, bottom = text.box
        if each.axis == 1:
            found.append(words("Line text", text.shown, (left + 3, top, right, bottom), look, "l"))
        else:
            found.append(words("Line text", text.shown, text.box, look))
    return found


def _leader_shapes(made: _Bubbles) -> list[Shape]:
    found = []
    for _, place in sorted(made.names.places.items()):
        if place.leader is None:
            continue
        x1, y1, x2, y2 = place.leader
        left, top = min(x1, x2), min(y1, y2)
        right, bottom = max(x1, x2), max(y1, y2)
        if hypot(right - left, bottom - top) < 1:
            continue
        path = ((x1 - left, y1 - top), (x2 - left, y2 - top))
        found.append(
            Shape(
                "Leader",
                "",
                left,
                top,
                right,
                bottom,
                line=made.frame.palette.muted,
                width_pt=_LEADER_PT,
                points=path,
            )
        )
    return found


def _key_lift(frame: Frame, sizes: _Sizes, side: float) -> float:
    """Return what the key needs above the title of y, beside which it stands."""
    values = _key_values(sizes, side)
    if not values:
        return 0.0
    high = 2 * sizes.radius(values[0], side) + 2.0
    return max(0.0, high - line_height(min(frame.label_pt, TICK_PT)))


def _key_values(sizes: _Sizes, side: float) -> list[float]:
    """Return the sizes in the key: round ones, of which the larger is not too large."""
    if not sizes.largest:
        return []
    most = min(sizes.largest, sizes.whole * (_KEY_PT / (side * _LARGEST)) ** 2)
    first = _round_below(most)
    second = _round_below(first / 4)
    return [first, second] if second > 0 else [first]


def _round_below(value: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is not more."""
    if value < 1e-250:
        return 0.0
    power = 10.0 ** floor(log10(value))
    factor = next(f for f in (10.0, 5.0, 2.0, 1.0, 0.5) if f * power <= value * (1 + 1e-9))
    return float(f"{factor * power:.6g}")


def _key(made: _Bubbles, side: float) -> list[Shape]:
    """Return the key at the upper right: circles of round sizes, their figures, what they are."""
    frame, sizes, ruler = made.frame, made.sizes, made.frame.ruler
    size = made.frame.least_pt
    numbers = axis_frame(frame, SIZE - 1).numbers
    told = [(value, numbers.text(value)) for value in _key_values(sizes, side)]
    values = [(value, shown) for value, shown in told if not set("123456789").isdisjoint(shown)]
    if not values:
        return []
    look = frame.look(size, frame.palette.muted)
    title = ruler.width(made.area.titles[1], made.area.size_pt) + 3 * EDGE_PT
    title *= not made.area.turned
    room = min(frame.width * _KEY_SHARE, frame.width - title)
    right = frame.width - EDGE_PT
    high = line_height(size)
    middle = made.area.title_top + line_height(made.area.size_pt)
    middle -= max(sizes.radius(values[0][0], side), high / 2)
    found: list[Shape] = []
    for value, shown in reversed(values):
        wide, radius = ruler.width(shown, size) + 2.0, sizes.radius(value, side)
        if frame.width - right + wide + 2 * radius + _KEY_GAP_PT > room:
            return found
        box = (right - wide, middle - high / 2, right, middle + high / 2)
        found.append(words("Size key", shown, box, look, "l"))
        right -= wide + _KEY_GAP_PT + 2 * radius
        found.append(
            Shape(
                "Size key",
                "ellipse",
                right,
                middle - radius,
                right + 2 * radius,
                middle + radius,
                line=frame.palette.muted,
            )
        )
        right -= 2 * _KEY_GAP_PT
    left = room - (frame.width - right)
    named = ruler.shortened(axis_titles(frame)[SIZE - 1], size, max(left, 1.0))
    wide = ruler.width(named, size) + 2.0
    if named.strip("…") and wide <= left:
        box = (right - wide, middle - high / 2, right, middle + high / 2)
        found.append(words("Size key", named, box, look, "l"))
    return found
