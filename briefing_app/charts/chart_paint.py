"""Fills and lines of charts: what is said, and what Office takes where nothing is said.

The automatic looks are those of the chart styles 1 to 48 (ECMA-376-1, 21.2.2.227): the styles
share their colours in groups of eight; the first is grey, the second all accents, the others
shades of one accent each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefing_app.charts.chart_nodes import A
from briefing_app.charts.chart_paths import Rect
from briefing_app.model.drawing import Cap, Colour, Paint, Solid, Stroke
from briefing_app.model.text_body import SetRun
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.fills import Inherit, read_fill
from briefing_app.ooxml.line_styles import LineProperties, PenStyle, read_stroke
from briefing_app.ooxml.pictures import Media
from briefing_app.ooxml.xml_reader import Node

HAIRLINE = 0.75
SERIES_LINE = 2.25
"""Width of the line of a series in Office's styles 1 to 8, in points."""
_MOST_KEPT = 5_000
_GREYS = (88.5, 55.0, 75.0, 98.5, 30.0, 60.0, 80.0)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the charts of a deck have in common in one scope, so that it is worked out once.

    styles, strokes: by an element as it is written and what it stands over, which for styles is
    the one among equals in bases; fills: the same in any place; colours: of the theme, changed.
    """

    bases: dict[SetRun, SetRun] = field(default_factory=dict)
    styles: dict[tuple[bytes, int], tuple[SetRun, SetRun]] = field(default_factory=dict)
    fills: dict[bytes, Paint | Inherit | None] = field(default_factory=dict)
    strokes: dict[tuple[bytes, Stroke | None], Stroke | None] = field(default_factory=dict)
    colours: dict[tuple[str, str, float], Colour] = field(default_factory=dict)

    def bound(self) -> None:
        """Forget everything when there is too much of it; for between two charts."""
        kept: list[dict[Any, Any]] = [
            self.bases, self.styles, self.fills, self.strokes, self.colours
        ]  # fmt: skip
        if sum(map(len, kept)) > _MOST_KEPT:
            for one in kept:
                one.clear()


@dataclass(frozen=True)
class Painter:
    """Works out fills and lines of one chart. style: ``c:style``; series: how many there are."""

    scope: ColourScope
    media: Media
    style: int = 2
    series: int = 1
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)
    _fills: dict[Node, Paint | Inherit | None] = field(
        default_factory=dict, repr=False, compare=False
    )
    _series: dict[tuple[int, int], Colour] = field(default_factory=dict, repr=False, compare=False)
    _strokes: dict[Node, tuple[Stroke | None, Stroke | None]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def fill(self, node: Node | None, place: Rect, default: Paint | None) -> Paint | None:
        """Return the fill that a ``c:spPr`` gives to a place."""
        if node is None:
            return default
        found = self._fills[node] if node in self._fills else self._fill(node, place)
        return default if isinstance(found, Inherit) else found

    def _fill(self, node: Node, place: Rect) -> Paint | Inherit | None:
        key = etree.tostring(node, with_tail=False)
        if key in self.kept.fills:
            found = self._fills[node] = self.kept.fills[key]
            return found
        found = read_fill(node, self.scope, place.box, self.media)
        if found is None or isinstance(found, Solid | Inherit):  # the same in any place
            self._fills[node] = found
            if b"blip" not in key:  # a picture that one part lacks another may have
                self.kept.fills[key] = found
        return found

    def stroke(self, node: Node | None, default: Stroke | None) -> Stroke | None:
        """Return the line that a ``c:spPr`` gives; what its ``a:ln`` does not say is default."""
        if node is None:
            return default
        own = self._strokes.get(node)
        if own is not None and own[0] == default:
            return own[1]
        stroke = self._stroke(node, default)
        self._strokes[node] = default, stroke
        return stroke

    def _stroke(self, node: Node, default: Stroke | None) -> Stroke | None:
        line = next(node.iterchildren(A + "ln"), None)
        if line is None:
            return default
        key = (etree.tostring(line, with_tail=False), default)
        if key in self.kept.strokes:
            return self.kept.strokes[key]
        base = None
        if default is not None:
            base = LineProperties(default.paint, default.width, None, default.cap, default.join)
        found = read_stroke(line, self.scope, base, media=self.media)
        stroke = found.stroke if isinstance(found, PenStyle) else None
        if stroke is None or isinstance(stroke.paint, Solid):  # pictures are those of one part
            self.kept.strokes[key] = stroke
        return stroke

    def colour(self, scheme: str, change: str = "", share: float = 100.0) -> Colour:
        """Return a theme colour, changed by lumMod, tint, shade and the like, in per cent."""
        key = (scheme, change, share)
        found = self.kept.colours.get(key)
        if found is None:
            found = self.kept.colours[key] = self._colour(*key)
        return found

    def _colour(self, scheme: str, change: str, share: float) -> Colour:
        parent = _element("solidFill")
        node = _child(parent, "schemeClr", scheme)
        if change:
            _child(node, change, str(round(share * 1000)))
        return read_colour(parent, self.scope) or Colour("000000")

    def text(self) -> Colour:
        """Return the colour of text for which nothing is said."""
        return self.colour("lt1" if self.style > 40 else "tx1")

    def hairline(self, tint: float = 75.0) -> Stroke:
        """Return an automatic axis or gridline."""
        scheme = "lt1" if self.style > 40 else "tx1"
        return Stroke(Solid(self.colour(scheme, "tint", tint)), HAIRLINE)

    def series_colour(self, index: int, count: int = 0) -> Colour:
        """Return the automatic colour of a series, or of a point where points vary.

        count: how many share the colours; all series of the chart when 0.
        """
        key = (index, max(count or self.series, 1))
        found = self._series.get(key)
        if found is None:
            found = self._series[key] = self._series_colour(*key)
        return found

    def _series_colour(self, index: int, count: int) -> Colour:
        kind = (self.style - 1) % 8
        if kind == 0:
            shade = _GREYS[index % len(_GREYS)]
            return self.colour("dk1", "tint", shade)
        if kind == 1:
            cycle, cycles = index // 6, (count - 1) // 6
            return self._shaded(f"accent{index % 6 + 1}", (cycle + 1) / (cycles + 2))
        return self._shaded(f"accent{kind - 1}", (index % count + 1) / (count + 1))

    def _shaded(self, scheme: str, place: float) -> Colour:
        """Return a shade (place below a half) or tint of a colour, up to 70 per cent away."""
        change = place * 1.4 - 0.7
        if abs(change) < 1e-6:
            return self.colour(scheme)
        share = 100.0 * (1 - abs(change))
        return self.colour(scheme, "shade" if change < 0 else "tint", share)

    def series_stroke(self, index: int, count: int = 0) -> Stroke:
        """Return the automatic line of a series."""
        width = {0: SERIES_LINE, 3: 3.75}.get((self.style - 1) // 8, 3.75)
        return Stroke(Solid(self.series_colour(index, count)), width, cap=Cap.ROUND)


def _element(name: str) -> Node:
    return etree.Element(A + name)


def _child(parent: Node, name: str, value: str) -> Node:
    return etree.SubElement(parent, A + name, val=value)
