"""A theme's colours and fonts (ECMA-376-1, 20.1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefing_app.ooxml.colour_elements import colour_element, resolved_colour
from briefing_app.ooxml.names import tag

SCHEME_NAMES = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip

_EAST_ASIAN = {"ja": "Jpan", "ko": "Hang", "zh": "Hans"}
_TRADITIONAL = ("hant", "tw", "hk", "mo")
_COMPLEX = {
    "am": "Ethi", "ar": "Arab", "bn": "Beng", "bo": "Tibt", "fa": "Arab", "gu": "Gujr",
    "he": "Hebr", "hi": "Deva", "km": "Khmr", "kn": "Knda", "lo": "Laoo", "ml": "Mlym",
    "mr": "Deva", "ne": "Deva", "pa": "Guru", "ps": "Arab", "si": "Sinh", "ta": "Taml",
    "te": "Telu", "th": "Thai", "ug": "Uigh", "ur": "Arab",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FontSet:
    """The typefaces of the major (headings) or minor (body) font: Latin, East Asian, complex.

    scripts: (ISO 15924 script, family) for each script that has a family of its own.
    """

    latin: str
    east_asian: str = ""
    complex_script: str = ""
    scripts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by scheme name (``dk1`` ... ``folHlink``) as RRGGBB, and the two font sets."""

    colours: Mapping[str, str]
    major: FontSet
    minor: FontSet

    def typeface(self, name: str) -> str:
        """Return the family that a typeface name means: ``+mn-lt`` is the minor Latin font."""
        reference = {
            "+mj-lt": self.major.latin,
            "+mn-lt": self.minor.latin,
            "+mj-ea": self.major.east_asian,
            "+mn-ea": self.minor.east_asian,
            "+mj-cs": self.major.complex_script,
            "+mn-cs": self.minor.complex_script,
        }
        return reference.get(name, name)

    def typeface_for(self, name: str, languages: tuple[str, ...]) -> str:
        """Return the family for text in one of some languages (BCP 47), the first that says it.

        Where a theme names no East Asian or complex typeface, the one that it names for the
        script of the language is taken (20.1.4.1.16 a:font).
        """
        found = self.typeface(name)
        if found or name[:1] != "+":
            return found
        scripts = dict((self.major if name[1:3] == "mj" else self.minor).scripts)
        asked = (script_of(one, complex_script=name.endswith("cs")) for one in languages)
        return next((scripts[one] for one in asked if one in scripts), "")


def script_of(language: str, *, complex_script: bool) -> str:
    """Return the East Asian, or else the complex, script of a language; "" for other languages."""
    tags = language.casefold().split("-")
    if complex_script:
        return _COMPLEX.get(tags[0], "")
    if tags[0] == "zh" and any(one in _TRADITIONAL for one in tags[1:]):
        return "Hant"
    return _EAST_ASIAN.get(tags[0], "")


def _rgb(parent: etree._Element) -> str:
    node = colour_element(parent)
    colour = None if node is None else resolved_colour(node, lambda _: None)
    return "000000" if colour is None else colour.rgb


def _fonts(scheme: etree._Element | None, which: str) -> FontSet:
    node = None if scheme is None else scheme.find(tag(f"a:{which}Font"))
    if node is None:
        return FontSet("Arial")

    def family(kind: str) -> str:
        child = node.find(tag(f"a:{kind}"))
        return "" if child is None else child.get("typeface", "")

    scripts = tuple(
        (font.get("script", ""), font.get("typeface", "")) for font in node.findall(tag("a:font"))
    )
    return FontSet(family("latin") or "Arial", family("ea"), family("cs"), scripts)


def read_theme(root: etree._Element) -> Theme:
    """Return the theme of a theme part; what is missing becomes black, white or Arial."""
    elements = root.find(tag("a:themeElements"))
    scheme = None if elements is None else elements.find(tag("a:clrScheme"))
    colours = {"dk1": "000000", "lt1": "FFFFFF"}
    if scheme is not None:
        for name in SCHEME_NAMES:
            node = scheme.find(tag(f"a:{name}"))
            if node is not None:
                colours[name] = _rgb(node)
    fonts = None if elements is None else elements.find(tag("a:fontScheme"))
    return Theme(colours, _fonts(fonts, "major"), _fonts(fonts, "minor"))
