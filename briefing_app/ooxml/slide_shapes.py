"""The shapes of a slide, layout or master in the order in which they are painted.

Groups are flattened, alternates chosen, hidden shapes left out; each shape knows what it takes
after, and the tree of a sheet is looked through once for all slides that use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing_app.model.quick_values import quick
from briefing_app.ooxml.backgrounds import PartLook
from briefing_app.ooxml.fills import Frame
from briefing_app.ooxml.names import tag
from briefing_app.ooxml.pictures import Media
from briefing_app.ooxml.shape_placement import (
    GroupSpace,
    Placement,
    child,
    is_true,
    local_name,
    read_group_space,
    read_transform,
)
from briefing_app.ooxml.slide_placeholders import (
    PlaceholderIndex,
    SlidePlaceholder,
    placeholder_of,
)
from briefing_app.ooxml.xml_reader import Node

SHAPE, CONNECTOR, PICTURE, FRAME = "sp", "cxnSp", "pic", "graphicFrame"
_LEAVES = frozenset({SHAPE, CONNECTOR, PICTURE, FRAME})
_DEEPEST = 40
_MOST_SHAPES = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide, layout or master as a tree of shapes, and the placeholders in it.

    followed: what a slide's placeholders take after, where the sheet is the first behind slides.
    """

    look: PartLook
    tree: Node | None
    index: PlaceholderIndex
    followed: dict[SlidePlaceholder, _Followed] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def is_layout(self) -> bool:
        """Return whether the sheet is a layout."""
        return local_name(self.look.root) == "sldLayout"


@dataclass(frozen=True, slots=True)
class Parent:
    """A placeholder that a shape follows, with the pictures of the part that it stands in.

    properties, style, body: its ``p:spPr``, ``p:style`` and ``p:txBody``.
    """

    node: Node
    media: Media
    properties: Node | None
    style: Node | None
    body: Node | None

    @classmethod
    def of(cls, node: Node, media: Media) -> Parent:
        """Return a shape as one that others follow."""
        return cls(node, media, child(node, "spPr"), child(node, "style"), child(node, "txBody"))


@dataclass(frozen=True, slots=True)
class _Followed:
    """What placeholders alike take after: placeholders, what the last is, the nearest place."""

    parents: tuple[Parent, ...]
    placeholder: SlidePlaceholder
    placement: Placement | None


@quick
class SlideShape:
    """A shape with everything that it takes after.

    kind: SHAPE, CONNECTOR, PICTURE or FRAME; parents: placeholders of layout and master, nearest
    first; groups: the properties (``p:grpSpPr``) of the groups around it with their boxes, the
    innermost first; placement: None where neither it nor its parents say where it stands;
    part: the part whose relationships it uses.
    """

    kind: str
    node: Node
    name: str
    part: str
    placement: Placement | None
    placeholder: SlidePlaceholder | None = None
    parents: tuple[Parent, ...] = ()
    groups: tuple[tuple[Node, Placement], ...] = ()


def read_sheet(look: PartLook, *, indexed: bool = True) -> Sheet:
    """Return the tree of a slide, layout, master or notes page; indexed: others follow it."""
    tree = child(child(look.root, "cSld"), "spTree")
    if tree is None or not indexed:
        return Sheet(look, tree, PlaceholderIndex())
    return Sheet(look, tree, PlaceholderIndex.of(leaf for leaf, _ in _leaves(tree)))


def alternate(node: Node) -> Node | None:
    """Return what to read of an ``mc:AlternateContent``: the fallback, else the first choice.

    Choices name features of later versions; the fallback is what every viewer can show
    (ECMA-376-3, 10.2.1).
    """
    fallback = child(node, "Fallback")
    return fallback if fallback is not None and len(fallback) else child(node, "Choice")


def _parts(parent: Node, depth: int = 0) -> Iterator[Node]:
    """Yield the shapes and groups in a group, alternates already chosen."""
    for node in parent:
        name = local_name(node)
        if name == "AlternateContent" and depth < _DEEPEST:
            chosen = alternate(node)
            if chosen is not None:
                yield from _parts(chosen, depth + 1)
        elif name in _LEAVES or name == "grpSp":
            yield node


def _properties(node: Node) -> Node | None:
    """Return the ``cNvPr`` of a shape or group."""
    for part in node:
        if local_name(part).startswith("nv"):
            return child(part, "cNvPr")
    return None


def shape_name(node: Node) -> str:
    """Return the name of a shape as the selection pane shows it."""
    properties = _properties(node)
    return "" if properties is None else properties.get("name", "")


def shape_link(node: Node) -> Node | None:
    """Return the ``a:hlinkClick`` of a whole shape."""
    return child(_properties(node), "hlinkClick")


def _is_hidden(node: Node) -> bool:
    properties = _properties(node)
    return properties is not None and is_true(properties.get("hidden"))


_Around = tuple[tuple[Node, GroupSpace], ...]


def _leaves(tree: Node, around: _Around = ()) -> Iterator[tuple[Node, _Around]]:
    """Yield each visible shape from back to front with the groups around it, outermost first."""
    for node in _parts(tree):
        if _is_hidden(node):
            continue
        if local_name(node) != "grpSp":
            yield node, around
        elif len(around) < _DEEPEST:
            properties = child(node, "grpSpPr")
            transform = child(properties, "xfrm")
            box = read_transform(transform) or _unmoved(around)
            placed = around[-1][1].place(box) if around else box
            space = read_group_space(transform, placed)
            yield from _leaves(node, (*around, (node if properties is None else properties, space)))


def _unmoved(around: _Around) -> Placement:
    """Return the box of a group that says none: its children stand as in the group around it."""
    if not around:
        return Placement(0.0, 0.0, 0.0, 0.0)
    space = around[-1][1]
    return Placement(space.x, space.y, space.width, space.height)


def own_transform(node: Node) -> Placement | None:
    """Return the box that a shape itself gives, in the coordinates of the group around it."""
    direct = child(node, "xfrm")
    return read_transform(direct if direct is not None else child(child(node, "spPr"), "xfrm"))


def tree_shapes(tree: Node, part: str, space: GroupSpace | None = None) -> Iterator[SlideShape]:
    """Yield the shapes of any shape tree; space: the place on the slide that it is laid over."""
    around: _Around = () if space is None else ((tree, space),)
    for count, (node, groups) in enumerate(_leaves(tree, around)):
        if count >= _MOST_SHAPES:
            return
        box = own_transform(node)
        placement = groups[-1][1].place(box) if groups and box else box
        inside = tuple((properties, inner.group) for properties, inner in reversed(groups))
        yield SlideShape(
            local_name(node), node, shape_name(node), part, placement, placeholder_of(node),
            groups=inside,
        )  # fmt: skip


def anchored_shapes(node: Node, part: str, box: Frame) -> Iterator[SlideShape]:
    """Yield a shape, or the shapes of a group, whose place is given by an anchor around it.

    box: x, y, width and height in points of the slide; turns and flips are the shape's own.
    """
    properties = child(node, "grpSpPr")
    transform = child(properties, "xfrm")
    own = own_transform(node) if properties is None else read_transform(transform)
    placed = Placement(*box)
    if own is not None:
        placed = replace(placed, rotation=own.rotation, flip_h=own.flip_h, flip_v=own.flip_v)
    if local_name(node) == "grpSp":
        yield from tree_shapes(node, part, read_group_space(transform, placed))
    elif not _is_hidden(node):
        yield SlideShape(local_name(node), node, shape_name(node), part, placed)


def standing_shapes(sheet: Sheet) -> Iterator[SlideShape]:
    """Yield what a layout or master shows on every slide: all shapes but its placeholders."""
    if sheet.tree is not None:
        shapes = tree_shapes(sheet.tree, sheet.look.part)
        yield from (shape for shape in shapes if not shape.placeholder)


def shows_fields(sheet: Sheet) -> bool:
    """Return whether what a layout or master shows itself depends on the slide."""
    kinds = (tag("a:fld"), tag("a:hlinkClick"))
    return any(next(shape.node.iter(*kinds), None) is not None for shape in standing_shapes(sheet))


def slide_shapes(sheet: Sheet, behind: Sequence[Sheet]) -> Iterator[SlideShape]:
    """Yield a slide's own shapes with the placeholders that they follow.

    behind: its layout and master, or of a notes page the notes master.
    """
    if sheet.tree is not None:
        for shape in tree_shapes(sheet.tree, sheet.look.part):
            wanted = shape.placeholder
            yield shape if wanted is None else _following(shape, wanted, behind)


def _following(shape: SlideShape, wanted: SlidePlaceholder, behind: Sequence[Sheet]) -> SlideShape:
    found = behind[0].followed.get(wanted) if behind else _Followed((), wanted, None)
    if found is None:
        found = _followed(wanted, behind)
        if len(behind[0].followed) < _MOST_SHAPES:
            behind[0].followed[wanted] = found
    return SlideShape(
        shape.kind, shape.node, shape.name, shape.part, shape.placement or found.placement,
        found.placeholder, found.parents, shape.groups,
    )  # fmt: skip


def _followed(wanted: SlidePlaceholder, behind: Sequence[Sheet]) -> _Followed:
    parents: list[Parent] = []
    for sheet in behind:
        find = sheet.index.on_layout if sheet.is_layout else sheet.index.on_master
        found = find(wanted)
        if found is not None:
            parents.append(Parent.of(found, sheet.look.media))
            wanted = placeholder_of(found) or wanted
    boxes = (own_transform(parent.node) for parent in parents)
    return _Followed(tuple(parents), wanted, next(filter(None, boxes), None))
