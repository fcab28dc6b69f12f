"""Preset shapes by name (ECMA-376-1, 20.1.10.55 ST_ShapeType), drawn by formulas of our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from briefing_app.ooxml import (
    preset_shapes_arrows,
    preset_shapes_bands,
    preset_shapes_basic,
    preset_shapes_buttons,
    preset_shapes_clouds,
    preset_shapes_flow,
    preset_shapes_lines,
    preset_shapes_round,
    preset_shapes_stars,
)
from briefing_app.ooxml.custom_geometry import custom_paths, guides
from briefing_app.ooxml.preset_box import Preset, PresetBox
from briefing_app.ooxml.shape_formulas import Values, add_guides
from briefing_app.ooxml.shape_outlines import ShapePaths

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        **preset_shapes_basic.SHAPES,
        **preset_shapes_lines.SHAPES,
        **preset_shapes_arrows.SHAPES,
        **preset_shapes_stars.SHAPES,
        **preset_shapes_round.SHAPES,
        **preset_shapes_flow.SHAPES,
        **preset_shapes_clouds.SHAPES,
        **preset_shapes_buttons.SHAPES,
        **preset_shapes_bands.SHAPES,
    }
)

_LEAST_PT = 1e-6
"""Shorter sides count as none, so that no formula leaves the range of numbers."""


def _adjustments(node: etree._Element) -> Mapping[str, float]:
    values: Values = {}
    add_guides(values, (guide for child in node.iterchildren("*") for guide in guides(child)))
    return values


def preset_paths(
    name: str, width_pt: float, height_pt: float, adjustments: Mapping[str, float] | None = None
) -> ShapePaths:
    """Return the outlines of a preset shape; a name that nobody knows stands as its box."""
    if not adjustments:
        return _unadjusted(name, width_pt, height_pt)
    return _preset_paths(name, width_pt, height_pt, adjustments)


def _preset_paths(
    name: str, width_pt: float, height_pt: float, adjustments: Mapping[str, float]
) -> ShapePaths:
    width, height = (side if side > _LEAST_PT else 0.0 for side in (width_pt, height_pt))
    box = PresetBox(width, height, adjustments)
    draw = PRESETS.get(name)
    if draw is None:
        PRESETS["rect"](box)
        drawn = box.drawn()
        return ShapePaths(drawn.paths, drawn.text_box, unknown=name)
    draw(box)
    return box.drawn()


@lru_cache(maxsize=512)
def _unadjusted(name: str, width_pt: float, height_pt: float) -> ShapePaths:
    """Return the outlines of a shape as most are: the boxes of a layout, slide by slide."""
    return _preset_paths(name, width_pt, height_pt, {})


def shape_paths(
    name_or_node: str | etree._Element,
    width_pt: float,
    height_pt: float,
    adjustments: Mapping[str, float] | None = None,
) -> ShapePaths:
    """Return a shape's outlines and its text box, in points of its own box.

    name_or_node: the name of a preset, an a:prstGeom or an a:custGeom; adjustments: as in files
    (``{"adj": 16667}``), instead of those that a node gives.
    """
    if isinstance(name_or_node, str):
        return preset_paths(name_or_node, width_pt, height_pt, adjustments)
    if etree.QName(name_or_node).localname == "custGeom":
        return custom_paths(name_or_node, width_pt, height_pt, adjustments)
    given = {**_adjustments(name_or_node), **(adjustments or {})}
    return preset_paths(name_or_node.get("prst", "rect"), width_pt, height_pt, given)
