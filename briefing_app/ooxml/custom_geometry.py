"""Custom geometry: the paths that a file itself describes (ECMA-376-1, 20.1.9.8 a:custGeom)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from briefing_app.ooxml.shape_formulas import DEGREE, Values, add_guides, box_guides, value_of
from briefing_app.ooxml.shape_outlines import ShapePath, ShapePaths, ShapePen

EMU_PER_POINT = 12_700
_MOST_STEPS = 50_000
_POINTS = {"moveTo": 1, "lnTo": 1, "quadBezTo": 2, "cubicBezTo": 3}


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _child(node: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in node.iterchildren("*") if _name(child) == name), None)


def guides(node: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Return (name, formula) of each a:gd of an a:avLst or a:gdLst."""
    for child in () if node is None else node.iterchildren("*"):
        if _name(child) == "gd":
            yield child.get("name", ""), child.get("fmla", "")


def _values(
    node: etree._Element, width: float, height: float, adjustments: Mapping[str, float] | None
) -> Values:
    values = box_guides(width, height)
    add_guides(values, guides(_child(node, "avLst")))
    values.update(adjustments or {})
    add_guides(values, guides(_child(node, "gdLst")))
    return values


def _text_box(
    node: etree._Element, values: Values, width: float, height: float
) -> tuple[float, float, float, float]:
    rect = _child(node, "rect")
    if rect is None:
        return (0.0, 0.0, width / EMU_PER_POINT, height / EMU_PER_POINT)
    left, top, right, bottom = (value_of(rect.get(side), values) for side in "ltrb")
    return (
        left / EMU_PER_POINT, top / EMU_PER_POINT, right / EMU_PER_POINT, bottom / EMU_PER_POINT,
    )  # fmt: skip


def _line(pen: ShapePen, name: str, n: list[float]) -> None:
    """Draw one step to the points it needs; one with too few or too many is left out."""
    if len(n) != 2 * _POINTS.get(name, 0):
        return
    if name == "moveTo":
        pen.move(n[0], n[1])
    elif name == "lnTo":
        pen.line((n[0], n[1]))
    elif name == "quadBezTo":
        pen.quad(n[0], n[1], n[2], n[3])
    else:
        pen.cubic(*n)


def _step(pen: ShapePen, node: etree._Element, values: Values) -> None:
    name = _name(node)
    if name == "close":
        pen.close()
    elif name == "arcTo":
        radii = (value_of(node.get("wR"), values), value_of(node.get("hR"), values))
        start = value_of(node.get("stAng"), values) / DEGREE
        pen.arc(*radii, start, value_of(node.get("swAng"), values) / DEGREE)
    else:
        numbers = [
            value_of(point.get(axis), values) for point in node.iterchildren("*") for axis in "xy"
        ]
        _line(pen, name, numbers)


def _path(node: etree._Element, values: Values) -> ShapePath:
    """Return one a:path; its own w and h, where given, are stretched to the shape's box."""
    scale = [1.0, 1.0]
    for index, side in enumerate("wh"):
        own = value_of(node.get(side), {})
        if own > 0:
            scale[index] = values[side] / own
    pen = ShapePen(
        node.get("fill", "norm"),
        (scale[0] / EMU_PER_POINT, scale[1] / EMU_PER_POINT),
        stroked=node.get("stroke", "1") not in {"0", "false"},
    )
    for count, child in enumerate(node.iterchildren("*")):
        if count >= _MOST_STEPS:
            break
        _step(pen, child, values)
    return pen.path()


def custom_paths(
    node: etree._Element,
    width_pt: float,
    height_pt: float,
    adjustments: Mapping[str, float] | None = None,
) -> ShapePaths:
    """Return the paths of an a:custGeom for a box in points; nothing in it raises.

    adjustments: by name, instead of those that the a:avLst gives.
    """
    width, height = width_pt * EMU_PER_POINT, height_pt * EMU_PER_POINT
    values = _values(node, width, height, adjustments)
    paths = _child(node, "pathLst")
    return ShapePaths(
        tuple(_path(child, values) for child in (() if paths is None else paths.iterchildren("*"))
              if _name(child) == "path"),
        _text_box(node, values, width, height),
    )  # fmt: skip
