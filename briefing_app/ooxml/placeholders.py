"""Placeholders of slide layouts, with what they inherit from their slide master.

A layout's placeholder takes from the master's placeholder of the same type what it does not say
itself (ECMA-376-1, 19.3.1.36): position, text body properties, list styles.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from briefing_app.model.geometry import Box
from briefing_app.ooxml.names import Rel, tag
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.text_levels import TextLevel, merged_levels
from briefing_app.ooxml.theme import Theme

# On a master only these types stand; every other type inherits from its body.
_MASTER_TYPE = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_DEFAULT_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}


@dataclass(frozen=True, slots=True)
class Insets:
    """Inner margins of a text body in EMU."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a layout as a slide would inherit it.

    type: as in ``p:ph``, "obj" when none is given; idx: 0 for the title; box: None when neither
    the layout nor its master gives a position; levels: the nine list levels.
    """

    name: str
    type: str
    idx: int
    box: Box | None
    insets: Insets
    levels: tuple[TextLevel, ...]
    anchor: str = "t"
    prompt: str = ""


def _ph(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"./*/{tag('p:nvPr')}/{tag('p:ph')}")


def _type(shape: etree._Element) -> str:
    node = _ph(shape)
    return "" if node is None else node.get("type", "obj")


def _index(shape: etree._Element) -> int:
    node = _ph(shape)
    return 0 if node is None else int(node.get("idx", "0"))


def placeholder_shapes(root: etree._Element) -> tuple[etree._Element, ...]:
    """Return the placeholder shapes of a slide, layout or master, in reading order."""
    tree = root.find(f"{tag('p:cSld')}/{tag('p:spTree')}")
    return () if tree is None else tuple(s for s in tree.iter(tag("p:sp")) if _ph(s) is not None)


def _box(shape: etree._Element | None) -> Box | None:
    if shape is None:
        return None
    transform = shape.find(f"{tag('p:spPr')}/{tag('a:xfrm')}")
    if transform is None:
        return None
    offset, extent = transform.find(tag("a:off")), transform.find(tag("a:ext"))
    if offset is None or extent is None:
        return None
    return Box(
        int(offset.get("x", "0")), int(offset.get("y", "0")),
        int(extent.get("cx", "0")), int(extent.get("cy", "0")),
    )  # fmt: skip


def _body(shape: etree._Element | None, child: str) -> etree._Element | None:
    return None if shape is None else shape.find(f"{tag('p:txBody')}/{tag(child)}")


def _body_attribute(shapes: tuple[etree._Element | None, ...], name: str) -> str | None:
    for shape in shapes:
        node = _body(shape, "a:bodyPr")
        if node is not None and node.get(name) is not None:
            return node.get(name)
    return None


def _insets(shapes: tuple[etree._Element | None, ...]) -> Insets:
    said = {name: _body_attribute(shapes, name) for name in _DEFAULT_INSETS}
    return Insets(
        *(int(text) if text is not None else _DEFAULT_INSETS[name] for name, text in said.items())
    )


def _text_style(master: etree._Element, master_type: str) -> etree._Element | None:
    name = {"title": "titleStyle", "body": "bodyStyle"}.get(master_type, "otherStyle")
    return master.find(f"{tag('p:txStyles')}/{tag(f'p:{name}')}")


def layout_placeholders(package: Package, layout: str, theme: Theme) -> tuple[Placeholder, ...]:
    """Return a layout's placeholders, in reading order; raises FileDamaged for broken parts."""
    root = package.tree(layout)
    masters = package.related(layout, Rel.SLIDE_MASTER)
    master = package.tree(masters[0]) if masters else etree.Element(tag("p:sldMaster"))
    by_type = {_type(shape): shape for shape in reversed(placeholder_shapes(master))}
    default = _default_text_style(package)
    found: list[Placeholder] = []
    for shape in placeholder_shapes(root):
        kind = _type(shape)
        master_type = _MASTER_TYPE.get(kind, "body")
        parent = by_type.get(kind if kind in by_type else master_type)
        chain = (shape, parent)
        styles = (
            default,
            _text_style(master, master_type),
            _body(parent, "a:lstStyle"),
            _body(shape, "a:lstStyle"),
        )
        start = TextLevel(fonts=theme.major if master_type == "title" else theme.minor)
        found.append(
            Placeholder(
                name=_name(shape),
                type=kind,
                idx=_index(shape),
                box=_box(shape) or _box(parent),
                insets=_insets(chain),
                levels=merged_levels(styles, theme, start),
                anchor=_body_attribute(chain, "anchor") or "t",
                prompt="".join(node.text or "" for node in shape.iter(tag("a:t"))),
            )
        )
    return tuple(found)


def _name(shape: etree._Element) -> str:
    node = shape.find(f"./*/{tag('p:cNvPr')}")
    return "" if node is None else node.get("name", "")


def _default_text_style(package: Package) -> etree._Element | None:
    presentations = package.related("/", Rel.OFFICE_DOCUMENT)
    if not presentations:
        return None
    return package.tree(presentations[0]).find(tag("p:defaultTextStyle"))
