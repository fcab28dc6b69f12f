"""Run and paragraph properties as they are said, one list over the other, and what they mean.

What is said is gathered first, by name, and worked out once at the end: a percentage counts from a
size that a later list may change (ECMA-376-1, 21.1.2.2.7 a:pPr, 21.1.2.3.9 a:rPr).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree

from briefing_app.model.drawing import Colour, Picture, Typeface
from briefing_app.model.text_body import Alignment, Bullet, SetParagraph, SetRun, TabStop, TextBody
from briefing_app.ooxml.autonumber import number_text
from briefing_app.ooxml.drawing_colours import ColourScope, read_colour
from briefing_app.ooxml.names import R, tag
from briefing_app.ooxml.plain_values import flag, fraction, number, points
from briefing_app.ooxml.symbol_fonts import is_symbol_font, shown, with_symbols
from briefing_app.ooxml.xml_reader import Node

_PARAGRAPH_CHILDREN = {
    tag(f"a:{name}"): key
    for key, names in {
        "lnSpc": ("lnSpc",),
        "spcBef": ("spcBef",),
        "spcAft": ("spcAft",),
        "tabLst": ("tabLst",),
        "bullet": ("buNone", "buAutoNum", "buChar", "buBlip"),
        "buClr": ("buClrTx", "buClr"),
        "buSz": ("buSzTx", "buSzPct", "buSzPts"),
        "buFont": ("buFontTx", "buFont"),
    }.items()
    for name in names
}
_FAMILIES = {tag(f"a:{kind}"): kind for kind in ("latin", "ea", "cs", "sym")}
_RUN_CHILDREN = {
    **{tag(f"a:{kind}Fill"): "fill" for kind in ("no", "solid", "grad", "blip", "patt", "grp")},
    tag("a:highlight"): "highlight",
    tag("a:hlinkClick"): "hlinkClick",
}
_ALIGNMENTS = {
    **{each.value: each for each in Alignment},
    "justLow": Alignment.JUSTIFIED,
    "thaiDist": Alignment.DISTRIBUTED,
}
_DEFAULT_PT = 18.0
_DEFAULT_TAB_PT = 72.0
_LARGEST_PT = 4000.0
_LEAST_BULLET, _MOST_BULLET = 0.25, 4.0
_NO_COLOUR = Colour("000000", 0.0)


def _scheme_colour(name: str) -> Node:
    node = etree.Element(tag("a:solidFill"))
    etree.SubElement(node, tag("a:schemeClr"), {"val": name})
    return node


_TEXT_COLOUR = _scheme_colour("tx1")
_LINK_COLOUR = _scheme_colour("hlink")
_THEME_FONTS = {"major": "mj", "minor": "mn"}


@dataclass(slots=True)
class Said:
    """What has been said of runs or of paragraphs, the last word on each thing.

    values: attributes, and families under latin, ea, cs, sym; nodes: other children, by the name
    of the choice that they belong to.
    """

    values: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def copy(self) -> Said:
        """Return the same, to say more in."""
        return Said({**self.values}, {**self.nodes})

    def add_paragraph(self, node: Node) -> None:
        """Put what an ``a:pPr`` or ``a:lvl1pPr`` says over what was said before."""
        self.values.update(attributes_of(node))
        for child in node:
            if (key := _PARAGRAPH_CHILDREN.get(child.tag)) is not None:
                self.nodes[key] = child

    def add_run(self, node: Node) -> None:
        """Put what an ``a:rPr`` or ``a:defRPr`` says over what was said before."""
        self.values.update(attributes_of(node))
        for child in node:
            if (family := _FAMILIES.get(child.tag)) is not None:
                self.values[family] = child.get("typeface", "")
            elif (key := _RUN_CHILDREN.get(child.tag)) is not None:
                self.nodes[key] = child

    def add_theme_font(self, index: str) -> None:
        """Put the theme's ``major`` or ``minor`` fonts over what was said before."""
        if (kind := _THEME_FONTS.get(index)) is not None:
            self.values.update({"latin": f"+{kind}-lt", "ea": f"+{kind}-ea", "cs": f"+{kind}-cs"})

    def add_font_reference(self, node: Node) -> None:
        """Put what an ``a:fontRef`` says over what was said before (20.1.4.1.17)."""
        self.add_theme_font(node.get("idx", ""))
        if len(node):
            self.nodes["fill"] = node


@dataclass(frozen=True, slots=True)
class Level:
    """What a level inherits: said of paragraphs and of runs; nobody says more in these.

    Worked out in this scope, by their properties as written: runs with any text, and paragraphs
    without any, with all that is said of them.
    """

    paragraph: Said
    run: Said
    scope: ColourScope
    runs: dict[bytes, SetRun] = field(default_factory=dict, compare=False)
    paragraphs: dict[bytes, tuple[Said, SetParagraph]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """What the texts of a deck have in common, worked out once.

    levels: what levels inherit; boxes: bodies without a paragraph, by what says how they are set.
    """

    levels: dict[tuple[object, ...], Level] = field(default_factory=dict)
    boxes: dict[tuple[object, ...], TextBody] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextResources:
    """What text asks of the slide that it stands on.

    fields: what to show for a field type (21.1.2.2.4), such as ``slidenum``, instead of the text
    that the file holds; picture: the picture of a relationship id; link: where an ``a:hlinkClick``
    leads to, "" for nowhere; kept: from one text to the next.
    """

    fields: dict[str, str] = field(default_factory=dict)
    picture: Callable[[str], Picture | None] = lambda _: None
    link: Callable[[Node], str] = lambda _: ""
    kept: KeptTexts | None = field(default=None, compare=False, repr=False)


def local_name(node: Node) -> str:
    """Return the name of an element without its namespace; of an instruction, what is no name."""
    return str(node.tag).rpartition("}")[2]


def attributes_of(node: Node) -> list[tuple[str, str]]:
    """Return the attributes of an element."""
    return cast("list[tuple[str, str]]", node.items())  # its stubs say that it may be bytes


def run_of(text: str, said: Said, scope: ColourScope, resources: TextResources) -> SetRun:
    """Return a run with everything worked out."""
    face = _face(said.values, scope)
    text = shown(with_symbols(text, said.values.get("sym", "")), face.latin)
    if is_symbol_font(face.latin):
        face = replace(face, latin=scope.theme.typeface("+mn-lt"))
    link, click = "", _clicked(said)
    colour = _colour(said.nodes.get("fill"), scope)
    if click is not None:
        link = resources.link(click)
        if not _keeps_colour(click):
            colour = read_colour(_LINK_COLOUR, scope) or colour
    marked, values = said.nodes.get("highlight"), said.values
    return SetRun(
        text=text,
        size_pt=_size(values),
        face=face,
        colour=colour,
        underline=click is not None or values.get("u", "none") != "none",
        strike=values.get("strike", "noStrike") != "noStrike",
        baseline=fraction(values.get("baseline")),
        caps=values.get("cap", "").replace("none", ""),
        spacing_pt=_spacing(values.get("spc")),
        link=link,
        language=values.get("lang", ""),
        highlight=None if marked is None else read_colour(marked, scope),
    )


def is_plain(said: Said, scope: ColourScope) -> bool:
    """Return whether runs of which that is said differ in their text alone."""
    return "hlinkClick" not in said.nodes and not is_symbol_font(_face(said.values, scope).latin)


def _size(values: Mapping[str, str]) -> float:
    size = number(values.get("sz")) / 100
    return min(size, _LARGEST_PT) if size >= 1 else _DEFAULT_PT


def _spacing(text: str | None) -> float:
    """Return letter spacing in points: hundredths of a point, or a number with its unit."""
    return points(text) if text and text[-1:].isalpha() else number(text) / 100


def _face(values: Mapping[str, str], scope: ColourScope) -> Typeface:
    languages = (values.get("lang", ""), values.get("altLang", ""))
    latin, east_asian, complex_script = (
        # "@SimSun" is SimSun turned for vertical text
        scope.theme.typeface_for(values.get(kind, ""), languages).lstrip("@")
        for kind in ("latin", "ea", "cs")
    )
    return Typeface(
        latin=latin or scope.theme.typeface("+mn-lt"),
        east_asian=east_asian,
        complex_script=complex_script,
        bold=flag(values.get("b")),
        italic=flag(values.get("i")),
    )


def _colour(fill: Node | None, scope: ColourScope) -> Colour:
    """Return the colour of text; of gradients and patterns the one that covers most of it."""
    found: Colour | None = None
    if fill is not None:
        kind = local_name(fill)
        if kind == "noFill":
            return _NO_COLOUR
        if kind == "gradFill":
            stops = fill.findall(f"{tag('a:gsLst')}/{tag('a:gs')}")
            middle = min(stops, key=lambda gs: abs(fraction(gs.get("pos")) - 0.5), default=None)
            found = None if middle is None else read_colour(middle, scope)
        elif kind == "pattFill":
            fore = fill.find(tag("a:fgClr"))
            found = None if fore is None else read_colour(fore, scope)
        else:
            found = read_colour(fill, scope)
    return found or read_colour(_TEXT_COLOUR, scope) or Colour("000000")


def _clicked(said: Said) -> Node | None:
    """Return the link of a run; one without relationship and action takes a link away."""
    node = said.nodes.get("hlinkClick")
    if node is None:
        return None
    return node if node.get(f"{{{R}}}id") or node.get("action") else None


def _keeps_colour(click: Node) -> bool:
    """Tell whether a link has the colour of its text (MS-ODRAWXML, 2.27.1 hlinkClr)."""
    kept = (node for node in click.iter() if local_name(node) == "hlinkClr")
    return any(node.get("val") == "tx" for node in kept)


def paragraph_of(said: Said) -> SetParagraph:
    """Return a paragraph with everything worked out but its runs and its bullet."""
    values, nodes = said.values, said.nodes
    (spacing, exact), (before_factor, before), (after_factor, after) = (
        _distance(nodes.get(name)) for name in ("lnSpc", "spcBef", "spcAft")
    )
    return SetParagraph(
        runs=(),
        alignment=_ALIGNMENTS.get(values.get("algn", ""), Alignment.LEFT),
        left_pt=max(points(values.get("marL")), 0.0),
        right_pt=max(points(values.get("marR")), 0.0),
        first_pt=points(values.get("indent")),
        space_before_pt=before,
        space_before_factor=before_factor,
        space_after_pt=after,
        space_after_factor=after_factor,
        line_spacing=spacing or 1.0,
        exact_line_pt=exact,
        tabs=tuple(_tabs(nodes.get("tabLst"))),
        default_tab_pt=points(values.get("defTabSz"), _DEFAULT_TAB_PT),
        right_to_left=flag(values.get("rtl")),
    )


def _distance(node: Node | None) -> tuple[float, float]:
    """Return (factor, points) of an ``a:lnSpc``, ``a:spcBef`` or ``a:spcAft``; (0, 0) for none."""
    for child in () if node is None else node:
        if child.tag == tag("a:spcPct"):
            return max(fraction(child.get("val")), 0.0), 0.0
        if child.tag == tag("a:spcPts"):
            return 0.0, max(number(child.get("val")) / 100, 0.0)
    return 0.0, 0.0


def _tabs(node: Node | None) -> Iterator[TabStop]:
    for child in () if node is None else node.iter(tag("a:tab")):
        yield TabStop(points(child.get("pos")), child.get("algn", "l"))


def bullet_of(
    said: Said, count: int, first: SetRun, scope: ColourScope, resources: TextResources
) -> Bullet | None:
    """Return what stands before a paragraph whose first run is given; count: its number."""
    node = said.nodes.get("bullet")
    if node is None or node.tag == tag("a:buNone"):
        return None
    size, face, colour = _bullet_size(said, first), first.face, first.colour
    font, marked = said.nodes.get("buFont"), said.nodes.get("buClr")
    if font is not None and font.get("typeface"):
        family = scope.theme.typeface(font.get("typeface", ""))
        face = replace(face, latin=family, east_asian=family if _is_own(family) else "")
    if marked is not None and marked.tag == tag("a:buClr"):
        colour = read_colour(marked, scope) or colour
    if node.tag == tag("a:buBlip"):
        blip = node.find(tag("a:blip"))
        picture = None if blip is None else resources.picture(blip.get(f"{{{R}}}embed", ""))
        return Bullet("•", size, first.face, colour, picture)
    if node.tag == tag("a:buAutoNum"):
        return Bullet(number_text(node.get("type", "arabicPeriod"), count), size, face, colour)
    text = shown(node.get("char", ""), face.latin)
    if is_symbol_font(face.latin):
        face = replace(first.face, bold=False, italic=False)
    return Bullet(text, size, face, colour) if text else None


def _is_own(family: str) -> bool:
    """Tell whether a bullet's family is one for East Asian letters."""
    return any(letter >= "\u2e80" for letter in family)


def _bullet_size(said: Said, first: SetRun) -> float:
    node = said.nodes.get("buSz")
    if node is None:
        return first.size_pt
    if node.tag == tag("a:buSzPct"):
        share = fraction(node.get("val"), 1.0)
        return first.size_pt * min(max(share, _LEAST_BULLET), _MOST_BULLET)
    if node.tag == tag("a:buSzPts"):
        return min(max(number(node.get("val")) / 100, 1.0), _LARGEST_PT)
    return first.size_pt
