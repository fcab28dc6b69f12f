"""Shapes that are drawn on a chart and stand in a part of their own (ECMA-376-1, 21.3).

Where they stand follows from the chart's frame; what they are is a matter for whoever draws shapes.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing_app.charts.chart_nodes import number
from briefing_app.ooxml.xml_reader import Node

_CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_EMU_PER_PT = 12_700
_SHAPES = frozenset(_CDR + name for name in ("sp", "grpSp", "cxnSp", "pic", "graphicFrame"))
_FARTHEST = 10.0
_MOST_PT = 20_000.0

Box = tuple[float, float, float, float]


def user_shapes_id(root: Node) -> str:
    """Return the relationship of a chart part that leads to its user shapes, "" for none."""
    found = root.find(_C + "userShapes")
    return "" if found is None else found.get(_R_ID, "")


def user_shapes(root: Node, frame: Box) -> Iterator[tuple[Node, Node, Box]]:
    """Yield anchors of a ``c:userShapes`` part from back to front, with their shapes and boxes.

    frame, boxes: x, y, width, height in points of the slide. The box of an anchor holds, whatever
    the shape's own transform says; flips and turns are the shape's own. What an anchor does not
    say in full is left out.
    """
    for anchor in root:
        relative = anchor.tag == _CDR + "relSizeAnchor"
        if not relative and anchor.tag != _CDR + "absSizeAnchor":
            continue
        shape = next((each for each in anchor if each.tag in _SHAPES), None)
        start = _point(anchor.find(_CDR + "from"), frame)
        end = _point(anchor.find(_CDR + "to"), frame) if relative else _far(anchor, start)
        if shape is not None and start is not None and end is not None:
            x, y = min(start[0], end[0]), min(start[1], end[1])
            yield anchor, shape, (x, y, abs(end[0] - start[0]), abs(end[1] - start[1]))


def _point(node: Node | None, frame: Box) -> tuple[float, float] | None:
    x, y = (None if node is None else number(node.findtext(_CDR + name)) for name in ("x", "y"))
    if x is None or y is None or max(abs(x), abs(y)) > _FARTHEST:
        return None
    return frame[0] + x * frame[2], frame[1] + y * frame[3]


def _far(anchor: Node, start: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return the opposite corner of an anchor that says its size in EMU."""
    size = anchor.find(_CDR + "ext")
    wide, high = (None if size is None else number(size.get(name)) for name in ("cx", "cy"))
    if start is None or wide is None or high is None or min(wide, high) < 0:
        return None
    return (
        start[0] + min(wide / _EMU_PER_PT, _MOST_PT),
        start[1] + min(high / _EMU_PER_PT, _MOST_PT),
    )
