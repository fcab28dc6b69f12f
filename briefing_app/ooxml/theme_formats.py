"""The formats of a theme that style references point to (ECMA-376-1, 20.1.4.1.14 a:fmtScheme)."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.drawing import Colour, Paint
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.fills import Frame, paint_of
from briefing_app.ooxml.line_styles import LineProperties, read_line
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.pictures import Media, no_media
from briefing_app.ooxml.plain_values import degrees, flag, fraction, points
from briefing_app.ooxml.xml_reader import Node

_BACKGROUNDS = 1001
"""From this index on a fill reference means a background fill (20.1.4.2.10)."""


@dataclass(frozen=True, slots=True)
class FormatScheme:
    """Three or more of each, from subtle to intense; media: the pictures of the theme part."""

    fills: tuple[Node, ...] = ()
    lines: tuple[Node, ...] = ()
    effects: tuple[Node, ...] = ()
    backgrounds: tuple[Node, ...] = ()
    media: Media = no_media


@dataclass(frozen=True, slots=True)
class Shadow:
    """An outer shadow (20.1.8.45): lengths in points, direction in degrees clockwise.

    scale: horizontal and vertical size; skew: degrees; align: the point that stays in place when
    it is scaled (``tl`` ... ``br``); turns: whether it turns with the shape.
    """

    colour: Colour
    blur: float = 0.0
    distance: float = 0.0
    direction: float = 0.0
    scale: tuple[float, float] = (1.0, 1.0)
    skew: tuple[float, float] = (0.0, 0.0)
    align: str = "b"
    turns: bool = True


def _children(scheme: Node | None, name: str) -> tuple[Node, ...]:
    parent = None if scheme is None else scheme.find(tag(name))
    return () if parent is None else tuple(parent.iterchildren("*"))


def read_formats(root: Node, media: Media = no_media) -> FormatScheme:
    """Return the formats of a theme part or of a theme override part."""
    scheme = root.find(f"{tag('a:themeElements')}/{tag('a:fmtScheme')}")
    if scheme is None:
        scheme = root.find(tag("a:fmtScheme"))
    return FormatScheme(
        _children(scheme, "a:fillStyleLst"),
        _children(scheme, "a:lnStyleLst"),
        _children(scheme, "a:effectStyleLst"),
        _children(scheme, "a:bgFillStyleLst"),
        media,
    )


def reference_index(reference: Node | None) -> int:
    """Return the ``idx`` of a style reference, 0 when there is none."""
    text = "" if reference is None else reference.get("idx", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _nth(nodes: tuple[Node, ...], number: int) -> Node | None:
    """Return one of a theme's formats; a theme with fewer gives its last."""
    if number < 1 or not nodes:
        return None
    return nodes[min(number, len(nodes)) - 1]


def themed_fill(
    idx: int, formats: FormatScheme, scope: ColourScope, frame: Frame, *, rotation: float = 0.0
) -> Paint | None:
    """Return the fill that an ``a:fillRef`` or ``p:bgRef`` points to; None for 0 and 1000.

    scope: with the reference's colour as its placeholder colour.
    """
    if idx >= _BACKGROUNDS:
        node = _nth(formats.backgrounds, idx - _BACKGROUNDS + 1)
    else:
        node = _nth(formats.fills, idx) if idx < _BACKGROUNDS - 1 else None
    if node is None:
        return None
    return paint_of(node, scope, frame, formats.media, rotation=rotation)


def themed_line(
    idx: int, formats: FormatScheme, scope: ColourScope, frame: Frame = (0, 0, 0, 0)
) -> LineProperties | None:
    """Return the line that an ``a:lnRef`` points to; None for 0."""
    node = _nth(formats.lines, idx)
    return None if node is None else read_line(node, scope, frame, formats.media)


def themed_effect(idx: int, formats: FormatScheme, scope: ColourScope) -> Shadow | None:
    """Return the outer shadow of the effects that an ``a:effectRef`` points to, if any."""
    node = _nth(formats.effects, idx)
    return None if node is None else read_shadow(node, scope)


def has_effects(properties: Node | None) -> bool:
    """Tell whether a shape says its effects itself, be it that it has none."""
    return properties is not None and any(
        properties.find(tag(name)) is not None for name in ("a:effectLst", "a:effectDag")
    )


def read_shadow(properties: Node | None, scope: ColourScope) -> Shadow | None:
    """Return the outer shadow in a shape's properties or a theme's effect style, if any."""
    if properties is None:
        return None
    node = properties.find(f"{tag('a:effectLst')}/{tag('a:outerShdw')}")
    if node is None:
        return None
    colour = read_colour(node, scope)
    if colour is None:
        return None
    return Shadow(
        colour,
        max(points(node.get("blurRad")), 0.0),
        max(points(node.get("dist")), 0.0),
        degrees(node.get("dir")) % 360,
        (fraction(node.get("sx"), 1.0), fraction(node.get("sy"), 1.0)),
        (degrees(node.get("kx")), degrees(node.get("ky"))),
        node.get("algn", "b"),
        flag(node.get("rotWithShape"), default=True),
    )


def reference_scope(reference: Node | None, scope: ColourScope) -> ColourScope:
    """Return the scope in which ``phClr`` is the colour that a style reference gives."""
    return scope.with_placeholder(read_colour(reference, scope))
