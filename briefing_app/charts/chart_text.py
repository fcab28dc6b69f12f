"""Text of charts: styles by inheritance, set into blocks, placed and turned.

Styles come from the chart's ``c:txPr``, the element's own, the paragraph's ``a:defRPr`` and the
run's ``a:rPr`` (ECMA-376-1, 21.2.2.216 and 21.1.2.3), each over the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, pi, radians, sin

from lxml import etree

from briefing_app.charts.chart_nodes import A, number
from briefing_app.charts.chart_paint import Kept
from briefing_app.charts.chart_paths import XY
from briefing_app.model.drawing import Colour, Group, Item, Outline, Segment, TextRun, Typeface
from briefing_app.model.quick_values import quick
from briefing_app.model.text_body import Alignment, SetParagraph, SetRun, TextBody
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.xml_reader import Node
from briefing_app.typeset.metrics import Metrics, TextStyle
from briefing_app.typeset.paragraph_setting import text_style
from briefing_app.typeset.text_layout import lay_out

DEFAULT_PT = 10.0
"""Text of a chart that says no size (Office takes 10 pt)."""
_LARGEST_PT = 400.0
_LONGEST = 2_000
"""Characters of one text that are shown."""
_ALIGNMENTS = {each.value: each for each in Alignment}
_SHARES = {Alignment.CENTRE: 0.5, Alignment.RIGHT: 1.0}
_UNWRAPPED_PT = 10_000.0
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


@quick
class Block:
    """Text set into lines: items with the upper left corner of the block at 0, 0."""

    items: tuple[Item, ...] = ()
    width: float = 0.0
    height: float = 0.0

    def turned(self, degrees: float) -> tuple[float, float]:
        """Return width and height of the smallest upright box around the turned block."""
        c, s = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
        return self.width * c + self.height * s, self.width * s + self.height * c

    def at(self, x: float, y: float) -> tuple[Item, ...]:
        """Return the items with the upper left corner of the block there."""
        return tuple(moved(item, x, y) for item in self.items)

    def around(self, centre: XY, degrees: float) -> tuple[Item, ...]:
        """Return the items with the middle of the block there, turned clockwise about it."""
        x, y = centre
        if abs(degrees) < 0.01:
            return self.at(x - self.width / 2, y - self.height / 2)
        angle = degrees * pi / 180
        c, s = cos(angle), sin(angle)
        items = self.at(-self.width / 2, -self.height / 2)
        return (Group(items, (c, s, -s, c, x, y)),) if items else ()


NO_TEXT = Block()


def moved(item: Item, dx: float, dy: float) -> Item:
    """Return an item moved to the right and down."""
    if isinstance(item, TextRun):
        return TextRun(  # labels are moved by the thousand, and replace takes four times as long
            item.text, item.x + dx, item.baseline + dy, item.width, item.size, item.face,
            item.colour, item.right_to_left, item.underline, item.strike, item.link,
            item.language, item.spacing,
        )  # fmt: skip
    if isinstance(item, Outline):
        return replace(item, segments=tuple(_shifted(each, dx, dy) for each in item.segments))
    return Group((item,), (1.0, 0.0, 0.0, 1.0, dx, dy))


def _shifted(segment: Segment, dx: float, dy: float) -> Segment:
    command, values = segment
    return command, tuple(v + (dy if n % 2 else dx) for n, v in enumerate(values))


@dataclass(frozen=True)
class Setter:
    """Sets text with one library of metrics and one set of colours and fonts."""

    metrics: Metrics
    scope: ColourScope
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)
    _set: dict[tuple[object, ...], tuple[SetRun, Block]] = field(
        default_factory=dict, repr=False, compare=False
    )  # by the identity of styles: to hash them costs more than to set a text
    _styles: dict[tuple[Node, int], tuple[SetRun, SetRun]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _voices: dict[int, tuple[SetRun, tuple[TextStyle, float | None, float]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def base(self, node: Node | None, language: str, colour: Colour) -> SetRun:
        """Return the style of all text in a chart: its ``c:txPr`` over Office's own."""
        theme = self.scope.theme.minor
        face = Typeface(theme.latin, theme.east_asian, theme.complex_script)
        return self.style(node, SetRun("", DEFAULT_PT, face, colour, language=language))

    def style(self, text_node: Node | None, base: SetRun) -> SetRun:
        """Return the style that a ``c:txPr`` gives."""
        if text_node is None:
            return base
        key = (text_node, id(base))  # an element is equal to itself alone, and kept alive as a key
        known = self._styles.get(key)
        if known is not None and known[0] is base:
            return known[1]
        first = _default_run(text_node)
        found = base if first is None else self.run_style(first, base)
        self._styles[key] = base, found
        return found

    def run_style(self, node: Node, base: SetRun) -> SetRun:
        """Return the style that ``a:rPr`` or ``a:defRPr`` gives over another."""
        written = etree.tostring(node, with_tail=False)
        known = self.kept.styles.get((written, id(base)))
        if known is not None and known[0] is base:
            return known[1]
        same = self.kept.bases.setdefault(base, base)
        if same is not base:
            return self.run_style(node, same)
        found = self._run_style(node, base)
        self.kept.styles[written, id(base)] = base, found
        return found

    def _run_style(self, node: Node, base: SetRun) -> SetRun:
        face = Typeface(
            self._family(node, "latin", base.face.latin),
            self._family(node, "ea", base.face.east_asian),
            self._family(node, "cs", base.face.complex_script),
            _flag(node, "b", base.face.bold),
            _flag(node, "i", base.face.italic),
        )
        fill = node.find(f"{A}solidFill")
        colour = None if fill is None else read_colour(fill, self.scope)
        size = number(node.get("sz"))
        raised, spacing = number(node.get("baseline")), number(node.get("spc"))
        return replace(
            base,
            size_pt=base.size_pt if size is None else min(max(size / 100, 1.0), _LARGEST_PT),
            face=face,
            colour=colour or base.colour,
            underline=node.get("u", "sng" if base.underline else "none") != "none",
            strike=node.get("strike", "sngStrike" if base.strike else "noStrike") != "noStrike",
            baseline=base.baseline if raised is None else min(max(raised / 100_000, -1.0), 1.0),
            caps={"all": "all", "small": "small", "none": ""}.get(node.get("cap", "-"), base.caps),
            language=node.get("lang", base.language),
            spacing_pt=base.spacing_pt if spacing is None else min(max(spacing / 100, -50), 50),
        )

    def _family(self, node: Node, kind: str, inherited: str) -> str:
        found = node.find(A + kind)
        name = "" if found is None else found.get("typeface", "")
        return self.scope.theme.typeface(name) if name else inherited

    def plain(
        self,
        text: str,
        style: SetRun,
        width: float | None = None,
        alignment: Alignment = Alignment.CENTRE,
    ) -> Block:
        """Return a text in one style; wrapped where a width is given."""
        shown = text[:_LONGEST]
        key = (shown, id(style), width, alignment)
        known = self._set.get(key)
        if known is not None and known[0] is style:
            return known[1]
        found = self._line(shown, style, width)
        if found is None:
            paragraphs = tuple(
                SetParagraph((replace(style, text=line),), alignment)
                for line in shown.replace("\r\n", "\n").split("\n")
            )
            found = self.block(paragraphs, width)
        self._set[key] = style, found
        return found

    def _line(self, shown: str, style: SetRun, width: float | None) -> Block | None:
        """Return a plain text on one line, as :func:`lay_out` sets it, only faster.

        None where there is more to do: scripts, raised or spread letters, lines to break.
        """
        if not (shown.isascii() and shown.isprintable()) or style.caps:
            return None
        if style.baseline or style.spacing_pt or shown != shown.strip():
            return None
        voice, ascent, high = self._voice(style)
        wide = self.metrics.width(shown, voice)
        if not shown or (width is not None and wide > width):
            return None
        run = TextRun(
            shown, 0.0, self.metrics.ascent(voice, shown) if ascent is None else ascent, wide,
            style.size_pt, style.face, style.colour, underline=style.underline,
            strike=style.strike, link=style.link, language=style.language,
        )  # fmt: skip
        return Block((run,), wide, high)

    def _voice(self, style: SetRun) -> tuple[TextStyle, float | None, float]:
        """Return how a style's letters of ASCII are measured, their ascent and line height.

        The ascent is None where it hangs on the letters.
        """
        known = self._voices.get(id(style))
        if known is not None and known[0] is style:
            return known[1]
        voice = text_style(style.face, style.size_pt)
        ascent = self.metrics.ascent(voice, _ASCII)
        usual = ascent == self.metrics.ascent(voice)  # of all faces that letters of ASCII need
        found = (voice, ascent if usual else None, self.metrics.line_height(voice))
        self._voices[id(style)] = style, found
        return found

    def rich(
        self,
        node: Node,
        base: SetRun,
        width: float | None = None,
        field_text: Callable[[str, str], str] = lambda _, shown: shown,
    ) -> Block:
        """Return a ``c:rich`` set; field_text: of a field's type and what it shows by itself."""
        paragraphs = tuple(self._paragraphs(node, base, field_text))
        return self.block(paragraphs, width)

    def _paragraphs(
        self, node: Node, base: SetRun, field_text: Callable[[str, str], str]
    ) -> Iterator[SetParagraph]:
        left = _LONGEST
        for paragraph in node.findall(A + "p"):
            properties = paragraph.find(A + "pPr")
            own = None if properties is None else properties.find(A + "defRPr")
            style = base if own is None else self.run_style(own, base)
            said = "" if properties is None else properties.get("algn", "")
            runs = []
            for run in self._runs(paragraph, style, field_text):
                runs.append(replace(run, text=run.text[: max(left, 0)]))
                left -= len(run.text)
            yield SetParagraph(
                tuple(runs) or (replace(style, text=""),),
                _ALIGNMENTS.get(said, Alignment.CENTRE),
            )

    def _runs(
        self, paragraph: Node, style: SetRun, field_text: Callable[[str, str], str]
    ) -> Iterator[SetRun]:
        for node in paragraph:
            properties = node.find(A + "rPr")
            own = style if properties is None else self.run_style(properties, style)
            if node.tag == A + "br":
                yield replace(own, text="\v")
                continue
            part = node.find(A + "t")
            shown = "" if part is None else part.text or ""
            if node.tag == A + "fld":
                shown = field_text(node.get("type", ""), shown)
            if node.tag in {A + "r", A + "fld"} and shown:
                yield replace(own, text=shown)

    def block(self, paragraphs: Sequence[SetParagraph], width: float | None = None) -> Block:
        """Return paragraphs set in a block as wide as its widest line, aligned within it."""
        body = TextBody(tuple(paragraphs), (0.0, 0.0, 0.0, 0.0), wrap=width is not None)
        room = _UNWRAPPED_PT if width is None else max(width, 1.0)
        done = lay_out(body, room, _UNWRAPPED_PT, self.metrics)
        share = _SHARES.get(paragraphs[0].alignment, 0.0) if paragraphs else 0.0
        spare = (room - done.width_pt) * share
        items = tuple(moved(item, -spare, 0.0) for item in done.items) if spare else done.items
        return Block(items, done.width_pt, done.height_pt)


def _default_run(text_node: Node) -> Node | None:
    """Return the first ``a:defRPr`` of the paragraphs of a text."""
    for paragraph in text_node.iterchildren(A + "p"):
        for properties in paragraph.iterchildren(A + "pPr"):
            for found in properties.iterchildren(A + "defRPr"):
                return found
    return None


def _flag(node: Node, name: str, inherited: bool) -> bool:
    value = node.get(name)
    return inherited if value is None else value in {"1", "true", "on"}


def rotation_of(*nodes: Node | None) -> float | None:
    """Return the turn that the first ``a:bodyPr`` with one asks for, clockwise; None: none does.

    ``rot`` of -60000000 stands for "by itself" (MS-OI29500, 2.1.1357).
    """
    for node in nodes:
        body = None if node is None else next(node.iterchildren(A + "bodyPr"), None)
        if body is None:
            continue
        upright = {"vert": 90.0, "vert270": -90.0, "wordArtVert": 0.0}.get(body.get("vert", ""))
        angle = number(body.get("rot"))
        if angle is not None and abs(angle) <= 5_400_000:
            return angle / 60_000 + (upright or 0.0)
        if upright:
            return upright
    return None
