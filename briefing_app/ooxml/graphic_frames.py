"""What a graphic frame holds: a table, a chart, or something that only its picture shows.

ECMA-376-1, 19.3.1.21 p:graphicFrame and 20.1.2.2.17 a:graphicData.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing_app.errors import BriefingError
from briefing_app.ooxml.names import R
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.shape_placement import child, local_name
from briefing_app.ooxml.slide_shapes import alternate
from briefing_app.ooxml.xml_reader import Node

TABLE, CHART, DIAGRAM, OLE, OTHER = "table", "chart", "diagram", "ole", "other"
_CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM_DRAWING = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
_NAMES = {
    "table": "table",
    "chart": "chart",
    "diagram": "SmartArt graphic",
    "ole": "embedded object",
    "chartex": "chart of a newer kind",
    "model3d": "3D model",
    "media": "media",
    "ink": "ink",
    "slidezoom": "slide zoom",
    "sectionzoom": "section zoom",
    "summaryzoom": "summary zoom",
    "webextension": "web add-in",
}


@dataclass(frozen=True, slots=True)
class FrameContent:
    """What a frame holds.

    kind: TABLE, CHART, DIAGRAM, OLE or OTHER; label: what it is, for a person; node: the ``a:tbl``
    of a table; part: the chart's or the diagram's drawing part, "" where there is none; picture:
    the ``p:pic`` that stands for it in viewers that cannot show it.
    """

    kind: str
    label: str
    node: Node | None = None
    part: str = ""
    picture: Node | None = None


def frame_content(package: Package, part: str, frame: Node) -> FrameContent:
    """Return what a ``p:graphicFrame`` of a part holds; raises FileDamaged for broken relations."""
    data = child(child(frame, "graphic"), "graphicData")
    if data is None:
        return FrameContent(OTHER, "empty frame")
    inner = next(_contents(data), None)
    uri = data.get("uri", "")
    if inner is None:
        return FrameContent(OTHER, _label(uri))
    name = local_name(inner)
    if name == "tbl":
        return FrameContent(TABLE, _NAMES[TABLE], inner)
    if name == "chart" and uri == _CHART_URI:
        target = target_of(package, part, inner.get(f"{{{R}}}id", ""))
        return FrameContent(CHART, _NAMES[CHART], part=target)
    if name == "relIds":
        return FrameContent(DIAGRAM, _NAMES[DIAGRAM], part=_diagram_drawing(package, part, inner))
    picture = next((node for node in data.iter() if local_name(node) == "pic"), None)
    if name == "oleObj":
        program = inner.get("progId", "")
        label = f"{_NAMES[OLE]} ({program})" if program else _NAMES[OLE]
        return FrameContent(OLE, label, picture=picture)
    return FrameContent(OTHER, _label(uri), picture=picture)


def _label(uri: str) -> str:
    last = uri.rstrip("/").rpartition("/")[2].lower()
    return _NAMES.get(last, f"object ({last})" if last else "object")


def _contents(data: Node) -> Iterator[Node]:
    """Yield the elements in an ``a:graphicData``, alternates already chosen."""
    for node in data:
        if local_name(node) == "AlternateContent":
            chosen = alternate(node)
            if chosen is not None:
                yield from (one for one in chosen if local_name(one))
        elif local_name(node):
            yield node


def target_of(package: Package, part: str, relation: str) -> str:
    """Return the part that a relationship of a part leads to, "" for none or for the outside."""
    for one in package.relationships(part):
        if one.id == relation and not one.external:
            return one.target if one.target in package.contents else ""
    return ""


def _diagram_drawing(package: Package, part: str, ids: Node) -> str:
    """Return the part in which Office keeps a SmartArt graphic as ordinary shapes.

    The data model names it in an extension (MS-ODRAWXML, 2.6.2 dataModelExt); where it does not,
    the drawing stands beside the data part in the order of the relationships.
    """
    data = target_of(package, part, ids.get(f"{{{R}}}dm", ""))
    drawings = [
        one.target
        for one in package.relationships(part)
        if one.type == _DIAGRAM_DRAWING and one.target in package.contents
    ]
    if not data:
        return ""
    try:
        root = package.tree(data)
    except BriefingError:
        return drawings[0] if len(drawings) == 1 else ""
    for node in root.iter():
        if local_name(node) == "dataModelExt":
            return target_of(package, part, node.get("relId", ""))
    return drawings[0] if len(drawings) == 1 else ""
