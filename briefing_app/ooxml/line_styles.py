"""Lines: width, paint, dashes, caps, joins and ends (ECMA-376-1, 20.1.2.2.24 a:ln).

A line inherits piece by piece: a slide's ``a:ln`` may give a width only, and take the paint from
the layout's or from the theme's line. :class:`LineProperties` holds what one element says.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.model.drawing import Cap, Join, Paint, Stroke
from briefing_app.ooxml.drawing_colours import ColourScope
from briefing_app.ooxml.fills import INHERIT, Frame, Inherit, read_fill
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.pictures import Media, no_media
from briefing_app.ooxml.plain_values import fraction, points
from briefing_app.ooxml.xml_reader import Node

DEFAULT_WIDTH_PT = 0.75
_WIDEST_PT = 1584.0  # 20.1.10.35 ST_LineWidth
_MOST_DASHES = 64

# 20.1.10.49 ST_PresetLineDashVal: lengths of dash and gap in widths of the line.
_DASHES: dict[str, tuple[float, ...]] = {
    "solid": (),
    "dot": (1, 3),
    "dash": (4, 3),
    "lgDash": (8, 3),
    "dashDot": (4, 3, 1, 3),
    "lgDashDot": (8, 3, 1, 3),
    "lgDashDotDot": (8, 3, 1, 3, 1, 3),
    "sysDash": (3, 1),
    "sysDot": (1, 1),
    "sysDashDot": (3, 1, 1, 1),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}
_CAPS = {"flat": Cap.FLAT, "rnd": Cap.ROUND, "sq": Cap.SQUARE}
_JOINS = {
    tag("a:round"): Join.ROUND,
    tag("a:bevel"): Join.BEVEL,
    tag("a:miter"): Join.MITRE,
}


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A head or tail: ``none``, ``triangle``, ``stealth``, ``diamond``, ``oval`` or ``arrow``.

    width, length: ``sm``, ``med`` or ``lg`` (20.1.8.38).
    """

    kind: str = "none"
    width: str = "med"
    length: str = "med"


@dataclass(frozen=True, slots=True)
class PenStyle:
    """A stroke with its ends: head at the beginning of the path, tail at its end.

    compound: ``sng``, ``dbl``, ``thickThin``, ``thinThick`` or ``tri`` (20.1.10.15).
    """

    stroke: Stroke
    head: LineEnd = LineEnd()
    tail: LineEnd = LineEnd()
    compound: str = "sng"


@dataclass(frozen=True, slots=True)
class LineProperties:
    """What one ``a:ln`` says; None, or INHERIT for the paint, where it says nothing.

    width: points; dash: in widths of the line, empty for a solid line.
    """

    paint: Paint | Inherit | None = INHERIT
    width: float | None = None
    dash: tuple[float, ...] | None = None
    cap: Cap | None = None
    join: Join | None = None
    head: LineEnd | None = None
    tail: LineEnd | None = None
    compound: str | None = None

    def over(self, base: LineProperties | None) -> LineProperties:
        """Return these properties, and the base's where these say nothing."""
        if base is None:
            return self
        return LineProperties(
            base.paint if self.paint is INHERIT else self.paint,
            base.width if self.width is None else self.width,
            base.dash if self.dash is None else self.dash,
            self.cap or base.cap,
            self.join or base.join,
            self.head or base.head,
            self.tail or base.tail,
            self.compound or base.compound,
        )

    def pen(self) -> PenStyle | None:
        """Return the pen, None when there is no paint to draw with."""
        if self.paint is None or isinstance(self.paint, Inherit):
            return None
        width = DEFAULT_WIDTH_PT if self.width is None else self.width
        cap = self.cap or Cap.FLAT
        stroke = Stroke(
            self.paint, width, _dash_lengths(self.dash or (), width, cap), cap,
            self.join or Join.ROUND,
        )  # fmt: skip
        none = LineEnd()
        return PenStyle(stroke, self.head or none, self.tail or none, self.compound or "sng")


def _dash_lengths(dash: tuple[float, ...], width: float, cap: Cap) -> tuple[float, ...]:
    """Return dashes and gaps in points.

    A cap belongs to its dash, as Office draws it: round dots are as far apart as square ones. The
    pen adds half a width at both ends, which is taken off before.
    """
    # The thinnest line that a screen shows still has dashes.
    unit = max(width, DEFAULT_WIDTH_PT)
    off = 0.0 if cap is Cap.FLAT else width
    return tuple(
        max(one * unit - off, 0.0) if index % 2 == 0 else one * unit + off
        for index, one in enumerate(dash)
    )


def _dash(node: Node) -> tuple[float, ...] | None:
    preset = node.find(tag("a:prstDash"))
    if preset is not None:
        return _DASHES.get(preset.get("val", "solid"), ())
    custom = node.find(tag("a:custDash"))
    if custom is None:
        return None
    lengths = [
        max(fraction(stop.get(name)), 0.0)
        for stop in custom.findall(tag("a:ds"))[:_MOST_DASHES]
        for name in ("d", "sp")
    ]
    return tuple(lengths) if sum(lengths) > 0 else ()


def _end(node: Node, name: str) -> LineEnd | None:
    end = node.find(tag(name))
    if end is None:
        return None
    return LineEnd(end.get("type", "none"), end.get("w", "med"), end.get("len", "med"))


def read_line(
    node: Node | None, scope: ColourScope, frame: Frame = (0, 0, 0, 0), media: Media = no_media
) -> LineProperties:
    """Return what an ``a:ln`` (or ``a:lnL``, ``c:spPr/a:ln`` ...) says.

    frame: the box of the shape, in which gradients of lines lie.
    """
    if node is None:
        return LineProperties()
    width = node.get("w")
    return LineProperties(
        read_fill(node, scope, frame, media),
        None if width is None else min(max(points(width, DEFAULT_WIDTH_PT), 0.0), _WIDEST_PT),
        _dash(node),
        _CAPS.get(node.get("cap", "")),
        next((_JOINS[child.tag] for child in node if child.tag in _JOINS), None),
        _end(node, "a:headEnd"),
        _end(node, "a:tailEnd"),
        node.get("cmpd"),
    )


def read_stroke(
    node: Node | None,
    scope: ColourScope,
    base: LineProperties | None = None,
    frame: Frame = (0, 0, 0, 0),
    media: Media = no_media,
) -> PenStyle | Inherit | None:
    """Return the pen of an ``a:ln``, over a base; None for no line.

    INHERIT when neither says with what paint.
    """
    line = read_line(node, scope, frame, media).over(base)
    return INHERIT if line.paint is INHERIT else line.pen()
