"""A text body as a file has it, with all that it inherits, as a value that can be set into lines.

ECMA-376-1, 21.1.2: ``p:txBody``, ``a:txBody`` and ``c:rich`` are of one type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefing_app.model.drawing import Colour
from briefing_app.model.text_body import Anchor, Fit, SetParagraph, SetRun, TextBody
from briefing_app.ooxml.drawing_colours import ColourScope
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.plain_values import degrees, flag, fraction, number, points
from briefing_app.ooxml.symbol_fonts import PRIVATE
from briefing_app.ooxml.text_properties import (
    Level,
    Said,
    TextResources,
    attributes_of,
    bullet_of,
    is_plain,
    local_name,
    paragraph_of,
    run_of,
)
from briefing_app.ooxml.xml_reader import Node

_INSETS_PT = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))
_FITS = {"noAutofit": Fit.NONE, "normAutofit": Fit.SHRINK, "spAutoFit": Fit.GROW}
_ANCHORS = {each.value: each for each in Anchor}
_LAST_LEVEL = 8
_MOST_COLUMNS = 16
_BREAK = "\v"
_PARAGRAPH, _TEXT = tag("a:p"), tag("a:t")
_BODY_PROPERTIES, _LIST_STYLE = tag("a:bodyPr"), tag("a:lstStyle")
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = tag("a:pPr"), tag("a:rPr")
_END_PROPERTIES = tag("a:endParaRPr")
_LEAST_SCALE = 0.1
_MOST_KEPT = 1_000
"""Levels of a deck, and runs of a level, that are kept to be read once."""


@dataclass(frozen=True, slots=True)
class TextSources:
    """Where a text body takes what it does not say itself, in each tuple the weakest first.

    styles: list styles of presentation and master, such as ``p:defaultTextStyle`` and
    ``p:titleStyle``; font: the ``a:fontRef`` of the shape's style, over these; theme_font
    (``major``, ``minor`` or ""), bold, italic, colour: of a table style, over these; bodies: the
    text bodies of the placeholders that the shape follows, master before layout: their
    ``a:lstStyle`` and ``a:bodyPr``.
    """

    styles: tuple[Node, ...] = ()
    bodies: tuple[Node, ...] = ()
    font: Node | None = None
    theme_font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    colour: Colour | None = None


_NO_SOURCES = TextSources()
_NO_RESOURCES = TextResources()


def text_body(
    node: Node,
    scope: ColourScope,
    sources: TextSources = _NO_SOURCES,
    resources: TextResources = _NO_RESOURCES,
) -> TextBody:
    """Return a text body resolved. Values that no schema allows count as not said."""
    return _Reader(node, scope, sources, resources).body()


@dataclass(slots=True)
class _Reader:
    """Reads one text body; keeps what its levels inherit, and how far its numbers have come."""

    node: Node
    scope: ColourScope
    sources: TextSources
    resources: TextResources
    levels: dict[int, Level] = field(default_factory=dict)
    numbers: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def body(self) -> TextBody:
        """Return the whole body."""
        paragraphs = self.node.iterchildren(_PARAGRAPH)
        return self._box().holding(tuple([self.paragraph(one) for one in paragraphs]))

    def _box(self) -> TextBody:
        """Return the body without a paragraph; those that say the same are read once."""
        own, kept = _first(self.node, _BODY_PROPERTIES), self.resources.kept
        if kept is None or len(kept.boxes) >= _MOST_KEPT:
            return self._read_box()
        key = (self.sources.bodies, _as_written(own))
        box = kept.boxes.get(key)
        if box is None:
            box = kept.boxes[key] = self._read_box()
        return box

    def _read_box(self) -> TextBody:
        said: dict[str, str] = {}
        fitted: Node | None = None
        for node in self._properties():
            said.update(attributes_of(node))
            fitted = next((child for child in node if local_name(child) in _FITS), fitted)
        left, top, right, bottom = (points(said.get(name), usual) for name, usual in _INSETS_PT)
        scale, cut = self._scale(fitted)
        return TextBody(
            paragraphs=(),
            insets=(left, top, right, bottom),
            anchor=_ANCHORS.get(said.get("anchor", ""), Anchor.TOP),
            anchor_centre=flag(said.get("anchorCtr")),
            wrap=said.get("wrap") != "none",
            fit=Fit.NONE if fitted is None else _FITS[local_name(fitted)],
            font_scale=scale,
            spacing_reduction=cut,
            vertical=said.get("vert", "horz"),
            rotation=degrees(said.get("rot")),
            columns=int(min(max(number(said.get("numCol"), 1), 1), _MOST_COLUMNS)),
            column_gap_pt=max(points(said.get("spcCol")), 0.0),
        )

    def _properties(self) -> list[Node]:
        """Return the ``a:bodyPr`` of all bodies, the weakest first."""
        bodies = (*self.sources.bodies, self.node)
        return [node for body in bodies if (node := _first(body, _BODY_PROPERTIES)) is not None]

    def _scale(self, fitted: Node | None) -> tuple[float, float]:
        """Return font scale and spacing reduction; a layout's own belong to its prompt text."""
        if fitted is None or (home := fitted.getparent()) is None or home.getparent() != self.node:
            return 1.0, 0.0
        scale = fraction(fitted.get("fontScale"), 1.0)
        cut = fraction(fitted.get("lnSpcReduction"))
        return min(max(scale, _LEAST_SCALE), 1.0), min(max(cut, 0.0), 1.0 - _LEAST_SCALE)

    def level(self, level: int) -> Level:
        """Return what a level says of paragraphs and of runs, all lists together."""
        if level not in self.levels:
            self.levels[level] = self._level(level)
        return self.levels[level]

    def _level(self, level: int) -> Level:
        """Return a level, the same for all texts that only inherit, while resources last."""
        own, kept = _first(self.node, _LIST_STYLE), self.resources.kept
        is_own = (own is not None and len(own)) or self.sources.font is not None
        if kept is None or is_own or len(kept.levels) >= _MOST_KEPT:
            return self._gathered(level)
        known = kept.levels
        key = (id(self.scope), self.sources, level)  # a level keeps its scope, and so the identity
        if key not in known:
            known[key] = self._gathered(level)
        return known[key]

    def _gathered(self, level: int) -> Level:
        paragraph, run = Said(), Said()
        run.add_theme_font("minor")
        for style in self.sources.styles:
            _add_level(style, level, paragraph, run)
        self._add_shape(run)
        for body in (*self.sources.bodies, self.node):
            own = body.find(tag("a:lstStyle"))
            if own is not None:
                _add_level(own, level, paragraph, run)
        return Level(paragraph, run, self.scope)

    def _add_shape(self, run: Said) -> None:
        """Put what the shape's style or the table's says over the presentation's styles."""
        if self.sources.font is not None:
            run.add_font_reference(self.sources.font)
        run.add_theme_font(self.sources.theme_font)
        if self.sources.bold is not None:
            run.values["b"] = str(int(self.sources.bold))
        if self.sources.italic is not None:
            run.values["i"] = str(int(self.sources.italic))
        if self.sources.colour is not None:
            run.nodes["fill"] = _colour_node(self.sources.colour)

    def paragraph(self, node: Node) -> SetParagraph:
        """Return an ``a:p`` resolved."""
        properties = _first(node, _PARAGRAPH_PROPERTIES)
        written = None if properties is None else properties.get("lvl")
        level = int(min(max(number(written), 0), _LAST_LEVEL)) if written else 0
        inherited = self.level(level)
        said, style = _style(inherited, properties)
        runs = tuple(self.runs(node, inherited))
        empty = not any(run.text for run in runs)
        if empty:
            runs = (self.run("", inherited, _first(node, _END_PROPERTIES)),)
        count = 0 if empty else self._count(level, said)
        first = next((run for run in runs if run.text.strip(_BREAK)), runs[0])
        bullet = None if empty else bullet_of(said, count, first, self.scope, self.resources)
        return style.showing(runs, bullet)

    def run(self, text: str, inherited: Level, properties: Node | None) -> SetRun:
        """Return a run with the given ``a:rPr``; plain ones that say the same are read once."""
        key = _as_written(properties)
        is_usual = not PRIVATE.search(text)
        if is_usual and (known := inherited.runs.get(key)) is not None:
            return known.saying(text)
        said = inherited.run.copy()
        if properties is not None:
            said.add_run(properties)
        run = run_of(text, said, self.scope, self.resources)
        if is_usual and len(inherited.runs) < _MOST_KEPT and is_plain(said, self.scope):
            inherited.runs[key] = run
        return run

    def runs(self, node: Node, inherited: Level) -> Iterator[SetRun]:
        """Yield what a paragraph shows: runs, fields, breaks, formulas as their text."""
        for child in node:
            name = local_name(child)
            if name in ("r", "fld", "br"):
                properties = _first(child, _RUN_PROPERTIES)
                yield self.run(self._text(child, name), inherited, properties)
            elif name == "AlternateContent":
                for other in child:
                    if local_name(other) == "Fallback":
                        yield from self.runs(other, inherited)
            elif name == "m":
                letters = (part.text or "" for part in child.iter() if local_name(part) == "t")
                yield self.run("".join(letters), inherited, None)

    def _text(self, node: Node, name: str) -> str:
        if name == "br":
            return _BREAK
        said = _first(node, _TEXT)
        text = "" if said is None else said.text or ""
        if name == "fld":
            text = self.resources.fields.get(node.get("type", ""), text)
        return text.replace("_x000B_", _BREAK).replace("_x000D_", "").replace("\n", " ")

    def _count(self, level: int, said: Said) -> int:
        """Return the number of a paragraph; paragraphs of deeper levels do not interrupt a list."""
        for deeper in [known for known in self.numbers if known > level]:
            del self.numbers[deeper]
        node = said.nodes.get("bullet")
        if node is None or node.tag != tag("a:buAutoNum"):
            self.numbers.pop(level, None)
            return 0
        scheme, start = node.get("type", ""), int(number(node.get("startAt"), 1))
        before = self.numbers.get(level)
        count = before[2] + 1 if before and before[:2] == (scheme, start) else start
        self.numbers[level] = scheme, start, count
        return count


def _first(node: Node, name: str) -> Node | None:
    """Return the first child of a name."""
    for found in node.iterchildren(name):
        return found
    return None


def _as_written(node: Node | None) -> bytes:
    return b"" if node is None else etree.tostring(node, with_tail=False)


def _style(inherited: Level, properties: Node | None) -> tuple[Said, SetParagraph]:
    """Return what is said of a paragraph with the given ``a:pPr``, and what that comes to."""
    key = _as_written(properties)
    known = inherited.paragraphs.get(key)
    if known is None:
        said = inherited.paragraph.copy()
        if properties is not None:
            said.add_paragraph(properties)
        known = said, paragraph_of(said)
        if len(inherited.paragraphs) < _MOST_KEPT:
            inherited.paragraphs[key] = known
    return known


def _add_level(style: Node, level: int, paragraph: Said, run: Said) -> None:
    """Put what a list style says of a level (from 0) over what was said before."""
    for name in ("a:defPPr", f"a:lvl{level + 1}pPr"):
        node = style.find(tag(name))
        if node is not None:
            paragraph.add_paragraph(node)
            defaults = node.find(tag("a:defRPr"))
            if defaults is not None:
                run.add_run(defaults)


def _colour_node(colour: Colour) -> Node:
    node = etree.Element(tag("a:solidFill"))
    child = etree.SubElement(node, tag("a:srgbClr"), {"val": colour.rgb})
    if colour.alpha < 1:
        etree.SubElement(child, tag("a:alpha"), {"val": str(round(colour.alpha * 100_000))})
    return node
