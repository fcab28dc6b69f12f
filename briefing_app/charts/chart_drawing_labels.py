"""Data labels: what they say, where they stand, their boxes and leader lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing_app.charts.chart_board import Spot
from briefing_app.charts.chart_nodes import A, number
from briefing_app.charts.chart_paths import XY, Rect, painted, straight
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_text import Block, rotation_of
from briefing_app.charts.chart_values import Label, Layout, Plot
from briefing_app.model.drawing import Item
from briefing_app.model.text_body import SetRun
from briefing_app.ooxml.xml_reader import Node

_INSETS = (3.0, 1.5)
"""Office's insets of a label, left and right, top and bottom, in points."""
_WRAP_SHARE = 0.2
"""A label of its own text is wrapped at this share of the chart's width (as Office does)."""
_LEADER_PT = 6.0
"""A label moved by less needs no leader line."""
_EMU = 12_700


def label_items(scene: Scene, spots: list[Spot]) -> Iterator[Item]:
    """Yield the labels of points, leader lines before their texts."""
    known: dict[int, _Look] = {}  # by the identity of labels, which the spots keep alive
    for spot in spots:
        label = spot.series.label(spot.index)
        if label.shows:
            look = known.get(id(label))
            if look is None:
                look = known[id(label)] = _look(scene, label)
            yield from _items(scene, spot, label, look)


@dataclass(frozen=True, slots=True)
class _Look:
    """What all texts of one label have in common."""

    style: SetRun
    width: float | None
    degrees: float
    insets: XY


def _look(scene: Scene, label: Label) -> _Look:
    return _Look(
        scene.setter.style(label.text, scene.text),
        _wrap_width(scene, label.text if label.rich is None else label.rich),
        rotation_of(label.rich, label.text) or 0.0,
        insets_of(label),
    )


def _items(scene: Scene, spot: Spot, label: Label, look: _Look) -> Iterator[Item]:
    block = _block(scene, spot, label, look)
    if block is None or not block.items:
        return
    degrees, (left, top) = look.degrees, look.insets
    wide, high = block.turned(degrees) if degrees else (block.width, block.height)
    width, height = wide + 2 * left, high + 2 * top
    centre = _place(spot, label, width, height)
    yield from set_label(
        scene,
        label,
        block,
        Rect(centre[0] - width / 2, centre[1] - height / 2, width, height),
        spot.body.centre,
        degrees,
    )


def set_label(
    scene: Scene, label: Label, block: Block, automatic: Rect, anchor: XY, degrees: float = 0.0
) -> Iterator[Item]:
    """Yield a label at its place or where its layout moves it; anchor: where a leader begins."""
    if label.layout is None and label.box is None:  # most labels
        yield from block.around(automatic.centre, degrees)
        return
    place = shifted(label.layout, scene.frame, automatic)
    if label.leader_lines and (place.x, place.y) != (automatic.x, automatic.y):
        yield from _leader(scene, label, place, anchor)
    yield from scene.box(label.box, place)
    yield from block.around(place.centre, degrees)


def shifted(layout: Layout | None, frame: Rect, automatic: Rect) -> Rect:
    """Return a label's box after its layout: a shift from its place, or fractions of the frame."""
    if layout is None:
        return automatic
    x, y = automatic.x, automatic.y
    if layout.x is not None:
        x = frame.x + layout.x * frame.width if layout.x_edge else x + layout.x * frame.width
    if layout.y is not None:
        y = frame.y + layout.y * frame.height if layout.y_edge else y + layout.y * frame.height
    return Rect(x, y, automatic.width, automatic.height)


def _leader(scene: Scene, label: Label, place: Rect, anchor: XY) -> Iterator[Item]:
    x = min(max(anchor[0], place.x), place.right)
    y = min(max(anchor[1], place.y), place.bottom)
    if abs(x - anchor[0]) + abs(y - anchor[1]) < _LEADER_PT:
        return
    stroke = scene.painter.stroke(label.leader_line, scene.painter.hairline())
    yield from painted(straight(*anchor, x, y), None, stroke)


def insets_of(label: Label) -> tuple[float, float]:
    """Return the insets of a label, left or right and top or bottom."""
    for node in (label.rich, label.text):
        body = None if node is None else next(node.iterchildren(A + "bodyPr"), None)
        if body is not None:
            sides = (number(body.get("lIns")), number(body.get("tIns")))
            across, down = (
                own if said is None else min(max(said / _EMU, 0.0), 100.0)
                for said, own in zip(sides, _INSETS, strict=True)
            )
            return across, down
    return _INSETS


def label_block(scene: Scene, spot: Spot, label: Label) -> Block | None:
    """Return the text of a label, set."""
    return _block(scene, spot, label, _look(scene, label))


def _block(scene: Scene, spot: Spot, label: Label, look: _Look) -> Block | None:
    if label.rich is not None:
        fields = _fields(scene, spot, label)
        return scene.setter.rich(label.rich, look.style, look.width, fields)
    shown = label_text(scene, spot, label)
    if not shown:
        return None
    block = scene.setter.plain(shown, look.style)
    if look.width is None or block.width <= look.width:
        return block
    return scene.setter.plain(shown, look.style, look.width)


def _wrap_width(scene: Scene, text: Node | None) -> float | None:
    body = None if text is None else next(text.iterchildren(A + "bodyPr"), None)
    if body is not None and body.get("wrap") == "none":
        return None
    return max(scene.frame.width * _WRAP_SHARE, 20.0)


def label_text(scene: Scene, spot: Spot, label: Label) -> str:
    """Return what a label without text of its own says."""
    parts = []
    if label.from_cells:
        parts.append(spot.series.cell_texts.get(spot.index, ""))
    if label.series:
        parts.append(spot.series.name)
    if label.category:
        parts.append(category_text(scene, spot))
    if label.value:
        parts.append(value_text(scene, spot, label))
    if label.percent and spot.plot.kind in {"pie", "doughnut"}:
        parts.append(_percent(scene, spot, label))
    if label.bubble and spot.index < len(spot.series.sizes):
        size = spot.series.sizes[spot.index]
        parts.append("" if size is None else scene.number(size, label.number_format))
    return (label.separator or ", ").join(part for part in parts if part)


def category_text(scene: Scene, spot: Spot) -> str:
    """Return the name of a point's category, or its x."""
    texts = spot.series.categories
    if spot.x is not None and not texts.levels:
        return scene.number(spot.x, texts.number_format)
    if texts.levels:
        level = texts.levels[0]
        return level[spot.index] if spot.index < len(level) else ""
    value = texts.numbers[spot.index] if spot.index < len(texts.numbers) else None
    return str(spot.index + 1) if value is None else scene.number(value, texts.number_format)


def value_text(scene: Scene, spot: Spot, label: Label) -> str:
    """Return a value in the label's format, or that of its cell."""
    own = label.number_format if label.number_format and not label.linked else ""
    return scene.number(spot.value, own or spot.series.number_format)


def _percent(scene: Scene, spot: Spot, label: Label) -> str:
    code = label.number_format
    own = code if code and not label.linked and not label.value else "0%"
    return scene.number(spot.share, own)


def _fields(scene: Scene, spot: Spot, label: Label) -> Callable[[str, str], str]:
    """Return what the fields in a label's text print (MS-ODRAWXML, 2.24.3.12)."""

    def shown(kind: str, otherwise: str) -> str:
        if kind == "CELLRANGE":
            return spot.series.cell_texts.get(spot.index, otherwise)
        if kind in {"VALUE", "YVALUE"}:
            return value_text(scene, spot, label)
        if kind == "SERIESNAME":
            return spot.series.name
        if kind in {"CATEGORYNAME", "XVALUE"}:
            return category_text(scene, spot)
        if kind == "PERCENTAGE":
            return _percent(scene, spot, label)
        return otherwise

    return shown


def _place(spot: Spot, label: Label, width: float, height: float) -> XY:
    """Return the middle of a label's box (ECMA-376-1, 21.2.3.10 ST_DLblPos)."""
    body = spot.body
    x, y = body.centre
    if spot.kind == "bar":
        return _bar_place(spot, label.position or _automatic(spot.plot), width, height)
    position = label.position or _automatic(spot.plot)
    shifts = {
        "l": (-(body.width + width) / 2, 0.0),
        "r": ((body.width + width) / 2, 0.0),
        "t": (0.0, -(body.height + height) / 2),
        "b": (0.0, (body.height + height) / 2),
    }
    dx, dy = shifts.get(position, (0.0, 0.0))
    return x + dx, y + dy


def _bar_place(spot: Spot, position: str, width: float, height: float) -> XY:
    body = spot.body
    x, y = body.centre
    length, own = (body.width, width) if spot.lying else (body.height, height)
    reach = {
        "outEnd": (length + own) / 2,
        "inEnd": (length - own) / 2,
        "inBase": (own - length) / 2,
    }.get(position, 0.0)
    away = reach if spot.upwards else -reach
    return (x + away, y) if spot.lying else (x, y - away)


def _automatic(plot: Plot) -> str:
    if plot.kind == "bar":
        return "ctr" if plot.stacked else "outEnd"
    return "r" if plot.kind in {"line", "scatter", "stock", "bubble"} else "ctr"
