"""Which placeholder of a layout or master a shape on a slide takes after.

A slide's placeholder follows the layout's of the same index, the layout's follows the master's of
the same type (ECMA-376-1, 19.3.1.36 p:ph). Titles, dates, footers and page numbers stand once on
a sheet and go by their type alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing_app.ooxml.shape_placement import child, local_name, whole
from briefing_app.ooxml.xml_reader import Node

_ALONE = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum",
          "hdr": "hdr", "sldImg": "sldImg"}  # fmt: skip
_STYLES = {"title": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle", "sldNum": "otherStyle",
           "hdr": "otherStyle"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlidePlaceholder:
    """A ``p:ph``: type as written (``obj`` where none is), index, and the role on a master."""

    type: str
    index: int
    role: str

    @property
    def text_style(self) -> str:
        """Return which of the master's ``p:txStyles`` the text takes after."""
        return _STYLES.get(self.role, "bodyStyle")


def placeholder_of(node: Node) -> SlidePlaceholder | None:
    """Return what a shape says of itself in its ``p:ph``, or None where it is no placeholder."""
    for part in node:
        name = local_name(part)
        if name.startswith("nv"):
            ph = child(child(part, "nvPr"), "ph")
            if ph is None:
                return None
            kind = ph.get("type", "obj")
            return SlidePlaceholder(kind, whole(ph.get("idx")), _ALONE.get(kind, "body"))
    return None


@dataclass(frozen=True, slots=True)
class PlaceholderIndex:
    """The placeholders of a layout or a master, in the order of the file."""

    entries: tuple[tuple[SlidePlaceholder, Node], ...] = ()

    @classmethod
    def of(cls, shapes: Iterable[Node]) -> PlaceholderIndex:
        """Return the index of those among these shapes that are placeholders."""
        found = ((placeholder_of(shape), shape) for shape in shapes)
        return cls(tuple((ph, shape) for ph, shape in found if ph is not None))

    def on_layout(self, wanted: SlidePlaceholder) -> Node | None:
        """Return the layout's placeholder that a slide's placeholder follows."""
        same_role = [entry for entry in self.entries if entry[0].role == wanted.role]
        same_index = [entry for entry in same_role if entry[0].index == wanted.index]
        same_type = [entry for entry in same_role if entry[0].type == wanted.type]
        both = [entry for entry in same_index if entry in same_type]
        choices = both or same_index or same_type
        if not choices and wanted.role != "body":
            choices = same_role
        return choices[0][1] if choices else None

    def on_master(self, wanted: SlidePlaceholder) -> Node | None:
        """Return the master's placeholder that a layout's or slide's placeholder follows."""
        for ph, node in self.entries:
            if ph.type == wanted.type:
                return node
        return next((node for ph, node in self.entries if ph.role == wanted.role), None)
