"""What a slide is painted in and on: themes, colour maps, backgrounds, which shapes show.

A background is ``p:bgPr`` (a fill) or ``p:bgRef`` (one of the theme's, with a colour); a slide
without one takes its layout's, a layout its master's (ECMA-376-1, 19.3.1.1 to .3).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

from lxml import etree

from briefing_app.model.drawing import Paint
from briefing_app.ooxml.drawing_colours import ColourScope, colour_mapping
from briefing_app.ooxml.fills import Frame, fill_element, paint_of
from briefing_app.ooxml.names import R, Rel, tag
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.pictures import Media, PictureStore, no_media
from briefing_app.ooxml.plain_values import flag
from briefing_app.ooxml.theme import Theme, read_theme
from briefing_app.ooxml.theme_formats import (
    FormatScheme,
    read_formats,
    reference_index,
    reference_scope,
    themed_fill,
)
from briefing_app.ooxml.xml_reader import Node

THEME_OVERRIDE = R + "/themeOverride"


_LAST = frozenset({tag("p:sldMaster"), tag("p:notesMaster"), tag("p:handoutMaster")})
_BEHIND = (Rel.SLIDE_LAYOUT, Rel.SLIDE_MASTER, Rel.NOTES_MASTER)


@dataclass(frozen=True, slots=True)
class PartLook:
    """A part that is painted - slide, layout, master, notes page - and with what.

    part: its name; root: its element; media: its own pictures; scope, formats: colours and theme.
    """

    part: str
    root: Node
    media: Media
    scope: ColourScope
    formats: FormatScheme


@dataclass(frozen=True, slots=True)
class SlideLook:
    """The parts of a slide, itself first, then its layout, then its master, and their colours.

    For a layout: itself and its master; for a notes page: itself and the notes master. Colour map
    and theme are those of the first part, overrides included, and hold for the shapes and
    backgrounds of all: a slide with a colour map of its own shows its master in these colours.
    """

    parts: tuple[PartLook, ...]

    @property
    def scope(self) -> ColourScope:
        """Return the theme and the colour map of the page."""
        return self.parts[0].scope

    @property
    def formats(self) -> FormatScheme:
        """Return the theme's formats as they hold for the page."""
        return self.parts[0].formats

    @property
    def painted(self) -> tuple[PartLook, ...]:
        """Return the parts whose own shapes show, from back to front.

        A slide or layout with showMasterSp="0" hides those of all parts behind it.
        """
        shown: list[PartLook] = []
        for look in self.parts:
            shown.insert(0, look)
            if not flag(look.root.get("showMasterSp"), default=True):
                break
        return tuple(shown)

    def background(self, frame: Frame) -> Paint | None:
        """Return what the page is filled with; None where nothing is said or nothing is filled.

        frame: the whole page in points.
        """
        for look in self.parts:
            node = look.root.find(f"{tag('p:cSld')}/{tag('p:bg')}")
            if node is not None:
                return _background(node, self, look.media, frame)
        return None


def _background(node: Node, look: SlideLook, media: Media, frame: Frame) -> Paint | None:
    reference = node.find(tag("p:bgRef"))
    if reference is not None:
        scope = reference_scope(reference, look.scope)
        return themed_fill(reference_index(reference), look.formats, scope, frame)
    fill = fill_element(node.find(tag("p:bgPr")))
    return None if fill is None else paint_of(fill, look.scope, frame, media)


class Looks:
    """Works out looks for the parts of one package; themes and pictures are read once."""

    def __init__(self, package: Package, pictures: PictureStore | None = None) -> None:
        self._package = package
        self.pictures = pictures or PictureStore(package)
        self._themes: dict[tuple[str, ...], tuple[Theme, FormatScheme]] = {}
        self._scopes: dict[tuple[object, ...], ColourScope] = {}

    def of(self, part: str) -> SlideLook:
        """Return the look of a slide, layout, master, notes page, notes or handout master.

        Raises FileDamaged for parts that are missing or broken.
        """
        chain = self._chain(part)
        roots = [self._package.tree(name) for name in chain]
        # Slides of one master share its theme unless one of the parts overrides it.
        key = (chain[-1], *(self._related(name, THEME_OVERRIDE) for name in chain[:-1]))
        if key not in self._themes:
            self._themes[key] = self._theme(chain)
        theme, formats = self._themes[key]
        mapping = colour_mapping(*roots)
        # one scope for all slides of one theme and mapping: it knows the colours worked out so far
        scope = self._scopes.setdefault((key, *mapping.items()), ColourScope(theme, mapping))
        return SlideLook(
            tuple(
                PartLook(name, root, self.pictures.of(name), scope, formats)
                for name, root in zip(chain, roots, strict=True)
            )
        )

    def _chain(self, part: str) -> tuple[str, ...]:
        """Return a part and what lies behind it, up to a master."""
        chain = [part]
        while self._package.tree(chain[-1]).tag not in _LAST:
            behind = self._related(chain[-1], *_BEHIND)
            if not behind or behind in chain:
                break
            chain.append(behind)
        return tuple(chain)

    def _related(self, part: str, *kinds: str) -> str:
        return next((name for kind in kinds for name in self._package.related(part, kind)), "")

    def _theme(self, chain: tuple[str, ...]) -> tuple[Theme, FormatScheme]:
        """Return the theme of the last part of a chain, with what the parts before it override."""
        name = self._related(chain[-1], Rel.THEME)
        root = self._package.tree(name) if name else etree.Element(tag("a:theme"))
        media = self.pictures.of(name) if name else no_media
        theme, formats = read_theme(root), read_formats(root, media)
        for part in reversed(chain[:-1]):
            override = self._related(part, THEME_OVERRIDE)
            if override:
                root = self._package.tree(override)
                theme = _overridden(root, theme)
                if root.find(tag("a:fmtScheme")) is not None:
                    formats = read_formats(root, self.pictures.of(override))
        return theme, formats


def _overridden(root: Node, theme: Theme) -> Theme:
    """Return a theme with the colours and fonts of a theme override part (20.1.6.12)."""
    whole = etree.Element(tag("a:theme"))
    elements = etree.SubElement(whole, tag("a:themeElements"))
    elements.extend([copy.deepcopy(child) for child in root])
    own = read_theme(whole)
    if root.find(tag("a:clrScheme")) is not None:
        theme = replace(theme, colours=own.colours)
    if root.find(tag("a:fontScheme")) is not None:
        theme = replace(theme, major=own.major, minor=own.minor)
    return theme
