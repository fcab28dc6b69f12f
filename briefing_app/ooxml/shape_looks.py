"""How a shape looks: what it says itself, what it follows, what its style refers to.

A shape's own properties come first, then the theme's formats that its style names, then the same of
the placeholders that it follows (ECMA-376-1, 19.3.1.36 and 20.1.2.2.37).
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.drawing import Paint
from briefing_app.ooxml.drawing_colours import ColourScope
from briefing_app.ooxml.fills import INHERIT, Frame, read_fill
from briefing_app.ooxml.line_styles import LineProperties, PenStyle, read_line
from briefing_app.ooxml.pictures import Media
from briefing_app.ooxml.shape_placement import Placement, child
from briefing_app.ooxml.slide_shapes import Parent, SlideShape
from briefing_app.ooxml.theme_formats import (
    FormatScheme,
    Shadow,
    has_effects,
    read_shadow,
    reference_index,
    reference_scope,
    themed_effect,
    themed_fill,
    themed_line,
)
from briefing_app.ooxml.xml_reader import Node


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a shape is painted in: colours, the theme's formats, the pictures of its part."""

    scope: ColourScope
    formats: FormatScheme
    media: Media


@dataclass(frozen=True, slots=True)
class _Level:
    """What a shape says of its looks; the pictures that it may use."""

    properties: Node | None
    style: Node | None
    media: Media


def _levels(shape: SlideShape, around: Surroundings) -> list[_Level | Parent]:
    """Return the shape itself and what it follows, the nearest first."""
    own = _Level(child(shape.node, "spPr"), child(shape.node, "style"), around.media)
    return [own, *shape.parents]


def font_reference(shape: SlideShape) -> Node | None:
    """Return the ``a:fontRef`` of a shape's style."""
    styles = (child(shape.node, "style"), *(parent.style for parent in shape.parents))
    for style in styles:
        if style is not None:
            return child(style, "fontRef")
    return None


def shape_geometry(shape: SlideShape) -> Node | None:
    """Return the ``a:prstGeom`` or ``a:custGeom`` of a shape or of what it follows."""
    own = child(shape.node, "spPr")
    for properties in (own, *(parent.properties for parent in shape.parents)):
        found = child(properties, "prstGeom", "custGeom")
        if found is not None:
            return found
    return None


def _group_fill(
    groups: tuple[tuple[Node, Placement], ...], around: Surroundings, origin: tuple[float, float]
) -> Paint | None:
    """Return the fill of the innermost group that has one, laid over that group's box."""
    if not groups:
        return None
    properties, box = groups[0]
    frame = (box.x - origin[0], box.y - origin[1], box.width, box.height)
    outer = _group_fill(groups[1:], around, origin)
    found = read_fill(properties, around.scope, frame, around.media, group=outer)
    return None if found is INHERIT else found


def shape_fill(
    shape: SlideShape,
    around: Surroundings,
    frame: Frame,
    origin: tuple[float, float],
    rotation: float,
) -> Paint | None:
    """Return the fill of a shape.

    frame: its box in the coordinates in which it is painted; origin: where on the slide these
    begin; rotation: degrees by which they are going to be turned.
    """
    group = _group_fill(shape.groups, around, origin) if shape.groups else None
    for level in _levels(shape, around):
        found = read_fill(
            level.properties, around.scope, frame, level.media, group=group, rotation=rotation
        )
        if found is not INHERIT:
            return found
        reference = child(level.style, "fillRef")
        if reference is not None:
            idx, scope = reference_index(reference), reference_scope(reference, around.scope)
            return themed_fill(idx, around.formats, scope, frame, rotation=rotation)
    return None


def shape_line(shape: SlideShape, around: Surroundings, frame: Frame) -> PenStyle | None:
    """Return the pen of a shape's line, with what each source says of it put together."""
    said: LineProperties | None = None
    for level in reversed(_levels(shape, around)):
        reference = child(level.style, "lnRef")
        if reference is not None:
            idx, scope = reference_index(reference), reference_scope(reference, around.scope)
            said = themed_line(idx, around.formats, scope, frame)
        line = child(level.properties, "ln")
        if line is not None:
            said = read_line(line, around.scope, frame, level.media).over(said)
    return None if said is None else said.pen()


def shape_shadow(shape: SlideShape, around: Surroundings) -> Shadow | None:
    """Return the outer shadow of a shape, if any."""
    for level in _levels(shape, around):
        if has_effects(level.properties):
            return read_shadow(level.properties, around.scope)
        reference = child(level.style, "effectRef")
        if reference is not None:
            idx, scope = reference_index(reference), reference_scope(reference, around.scope)
            return themed_effect(idx, around.formats, scope)
    return None
