"""Where shapes stand: transforms of shapes and of the groups around them, worked out together.

Groups are flattened: every shape gets its own box, rotation and flips on the slide, so that text
in a flipped group stays readable, as it does in PowerPoint (ECMA-376-1, 20.1.7.5 and 20.1.7.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, isfinite, radians, sin

from lxml import etree

from briefing_app.model.geometry import EMU_PER_PT
from briefing_app.model.quick_values import quick
from briefing_app.ooxml.names import A, P
from briefing_app.ooxml.xml_reader import Node

Matrix = tuple[float, float, float, float, float, float]

ANGLE = 60_000
"""Angles in files are this many to the degree (20.1.10.3)."""
_LARGEST_EMU = 1e9
_UNITS = {"in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pt": 1.0, "pc": 12.0, "pi": 12.0}


@quick
class Placement:
    """A box in points before it is flipped, then rotated (degrees clockwise) about its middle."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False

    @property
    def upright(self) -> bool:
        """Return whether the box stands neither rotated nor flipped."""
        return not (self.rotation or self.flip_h or self.flip_v)

    def matrix(self, *, flipped: bool = True) -> Matrix:
        """Return the way from the box's own coordinates (0, 0, width, height) to the slide.

        flipped: False keeps left and right as they are and turns by 180 degrees where the box
        is flipped upside down, as text does.
        """
        half_w, half_h = self.width / 2, self.height / 2
        turn = self.rotation + (180.0 if self.flip_v and not flipped else 0.0)
        c, s = _turn(turn)
        fx = -1.0 if flipped and self.flip_h else 1.0
        fy = -1.0 if flipped and self.flip_v else 1.0
        a, b, m, d = c * fx, s * fx, -s * fy, c * fy
        cx, cy = self.x + half_w, self.y + half_h
        return (a, b, m, d, cx - a * half_w - m * half_h, cy - b * half_w - d * half_h)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return x, y, width and height of the upright box around the rotated one."""
        c, s = (abs(part) for part in _turn(self.rotation))
        width, height = self.width * c + self.height * s, self.width * s + self.height * c
        return (
            self.x + (self.width - width) / 2, self.y + (self.height - height) / 2, width, height,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupSpace:
    """The coordinates inside a group: a rectangle in points that is laid over the group's box."""

    group: Placement
    x: float
    y: float
    width: float
    height: float

    def place(self, child: Placement) -> Placement:
        """Return where on the slide a child of the group stands."""
        sx = self.group.width / self.width if self.width else 1.0
        sy = self.group.height / self.height if self.height else 1.0
        # A child that lies on its side is stretched along the slide's axes, not along its own.
        sideways = 45 <= child.rotation % 180 < 135
        width = child.width * (sy if sideways else sx)
        height = child.height * (sx if sideways else sy)
        right = (child.x + child.width / 2 - self.x) * sx - self.group.width / 2
        down = (child.y + child.height / 2 - self.y) * sy - self.group.height / 2
        right = -right if self.group.flip_h else right
        down = -down if self.group.flip_v else down
        c, s = _turn(self.group.rotation)
        cx = self.group.x + self.group.width / 2 + right * c - down * s
        cy = self.group.y + self.group.height / 2 + right * s + down * c
        turned = -child.rotation if self.group.flip_h != self.group.flip_v else child.rotation
        return Placement(
            cx - width / 2, cy - height / 2, width, height,
            (self.group.rotation + turned) % 360,
            self.group.flip_h != child.flip_h, self.group.flip_v != child.flip_v,
        )  # fmt: skip


def _turn(degrees: float) -> tuple[float, float]:
    """Return cosine and sine; exact for quarter turns, so that edges stay sharp."""
    exact = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    angle = degrees % 360
    return exact.get(angle) or (cos(radians(angle)), sin(radians(angle)))


def points(text: str | None, default: float = 0.0) -> float:
    """Return a coordinate in points: EMU or a number with a unit (20.1.10.16 ST_Coordinate)."""
    if not text:
        return default
    unit = _UNITS.get(text[-2:])
    try:
        value = float(text[:-2]) * unit * EMU_PER_PT if unit else float(text)
    except ValueError:
        return default
    if not isfinite(value):
        return default
    return min(max(value, -_LARGEST_EMU), _LARGEST_EMU) / EMU_PER_PT


def whole(text: str | None, default: int = 0) -> int:
    """Return an integer of a file, or the default where it is none or beyond 32 bits."""
    try:
        value = int(text or "")
    except ValueError:
        return default
    return value if abs(value) < 2**31 else default


_NAMESPACES = (
    P,
    A,
    "http://schemas.microsoft.com/office/drawing/2008/diagram",
    "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
)
"""In which the parts of shapes are named alike: slides, drawings, SmartArt, charts, alternates."""
_tags: dict[tuple[str, ...], frozenset[str]] = {}


def child(node: Node | None, *names: str) -> Node | None:
    """Return the first child of one of these names, in any namespace that shapes stand in."""
    if node is None:
        return None
    wanted = _tags.get(names)
    if wanted is None:
        tags = frozenset(f"{{{namespace}}}{name}" for name in names for namespace in _NAMESPACES)
        wanted = _tags.setdefault(names, tags)
    for part in node:
        if part.tag in wanted:
            return part
    return None


def local_name(node: Node) -> str:
    """Return the local name of an element; "" for what is no element."""
    name: object = node.tag  # of a comment or an instruction it is no text
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def is_true(text: str | None) -> bool:
    """Return whether an attribute says true (22.9.2.7)."""
    return text in {"1", "true", "on"}


def read_transform(node: Node | None) -> Placement | None:
    """Return the box of an ``a:xfrm`` or ``p:xfrm``; None where it gives no size or place."""
    offset, extent = child(node, "off"), child(node, "ext")
    if node is None or offset is None or extent is None:
        return None
    return Placement(
        points(offset.get("x")), points(offset.get("y")),
        max(points(extent.get("cx")), 0.0), max(points(extent.get("cy")), 0.0),
        whole(node.get("rot")) / ANGLE % 360,
        is_true(node.get("flipH")), is_true(node.get("flipV")),
    )  # fmt: skip


def read_group_space(node: etree._Element | None, group: Placement) -> GroupSpace:
    """Return the coordinates inside a group whose own box on the slide is known."""
    offset, extent = child(node, "chOff"), child(node, "chExt")
    if offset is None or extent is None:
        own = read_transform(node) or group
        return GroupSpace(group, own.x, own.y, own.width, own.height)
    return GroupSpace(
        group, points(offset.get("x")), points(offset.get("y")),
        points(extent.get("cx")), points(extent.get("cy")),
    )  # fmt: skip
