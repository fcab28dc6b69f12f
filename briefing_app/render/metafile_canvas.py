"""What a metafile draws, collected as things to paint in the picture's units.

The operations are those of both kinds of metafile (MS-EMF 2.3.5, MS-WMF 2.3.3); who reads the
records calls them with logical coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import atan2, ceil, cos, hypot, pi, sin, tan

from briefing_app.model.drawing import (
    Colour,
    Group,
    Item,
    Outline,
    Paint,
    Segment,
    Solid,
    TextRun,
    Typeface,
)
from briefing_app.ooxml.symbol_fonts import is_symbol_font, shown
from briefing_app.render.metafile_state import Box, Clip, DeviceContext, Font, mapped, scale_of

Point = tuple[float, float]
Measure = Callable[[str, Typeface], float]
"""The width of a text in ems."""

_MOST_ITEMS = 100_000
_MOST_POINTS = 1_000_000
_MOST_CLIPS = 8
_MOST_SAVED = 256
_FAR = 1e6
_NOTHING, _ERASE_BLACK, _ERASE_WHITE = 11, 1, 16
_ASCENT, _DESCENT = 0.905, 0.212  # of Arial, in ems
_TA_UPDATE, _TA_RIGHT, _TA_CENTRE, _TA_BOTTOM, _TA_BASELINE = 1, 2, 6, 8, 24


class TooLong(ValueError):
    """A metafile draws more than is painted."""


class Canvas:
    """Draws in the picture's units. items: from back to front."""

    def __init__(self, measure: Measure) -> None:
        self.now = DeviceContext()
        self.saved: list[DeviceContext] = []
        self.path: list[Segment] = []
        self.in_path = False
        self._measure = measure
        self._layers: list[tuple[Clip, list[Item]]] = []
        self._count = self._points = 0

    # ------------------------------------------------------------------------------------- state
    def save(self) -> None:
        """Keep the state (SaveDC)."""
        if len(self.saved) < _MOST_SAVED:
            self.saved.append(self.now.copy())

    def restore(self, which: int) -> None:
        """Take up a kept state: by its place from 1, or below 0 counted from the last one."""
        index = len(self.saved) + which if which < 0 else which - 1
        if 0 <= index < len(self.saved):
            self.now = self.saved[index]
            del self.saved[index:]

    def items(self) -> tuple[Item, ...]:
        """Return what was drawn."""
        found: list[Item] = []
        for clip, layer in self._layers:
            found += _clipped(clip, layer)
        return tuple(found)

    def add(self, *items: Item) -> None:
        """Put things on top, under the clip of the moment."""
        self._count += len(items)
        if self._count > _MOST_ITEMS:
            raise TooLong("too many things")
        clip = self.now.clip
        if not self._layers or self._layers[-1][0] != clip:
            self._layers.append((clip, []))
        self._layers[-1][1].extend(items)

    # ------------------------------------------------------------------------------------- lines
    def device(self, points: Sequence[Point]) -> list[Point]:
        """Return logical points in the picture's units."""
        self._points += len(points)
        if self._points > _MOST_POINTS:
            raise TooLong("too many points")
        matrix = self.now.matrix()
        return [mapped(matrix, x, y) for x, y in points]

    def device_box(self, box: Box) -> Box:
        """Return a box in device units as one in the picture's."""
        left, top = mapped(self.now.picture, box[0], box[1])
        right, bottom = mapped(self.now.picture, box[2], box[3])
        return left, top, right, bottom

    def draw(self, segments: Sequence[Segment], *, fill: bool = True, stroke: bool = True) -> None:
        """Put a figure in the picture's units on the path that is open, else paint it."""
        if self.in_path:
            self.path += segments
            return
        paint = self.fill_paint() if fill else None
        pen = self.now.pen if stroke else None
        dot = self.now.picture[0]
        line = None if pen is None else pen.stroke(scale_of(self.now.matrix()), dot)
        if self.now.raster_operation == _NOTHING or (paint is None and line is None):
            return
        self.add(Outline(tuple(segments), paint, line, self.now.even_odd))

    def fill_paint(self) -> Paint | None:
        """Return what areas are filled with, the raster operation considered.

        Operations that mix with what is there are painted as if they did not.
        """
        fixed: dict[int, Paint] = {
            _ERASE_BLACK: Solid(Colour("000000")), _ERASE_WHITE: Solid(Colour("FFFFFF")),
        }  # fmt: skip
        paint = self.now.fill()
        return None if paint is None else fixed.get(self.now.raster_operation, paint)

    def polygons(self, figures: Sequence[Sequence[Point]]) -> None:
        """Draw closed figures as one."""
        segments: list[Segment] = []
        for figure in figures:
            segments += _lines(self.device(figure), closed=True)
        self.draw(segments)

    def polyline(self, points: Sequence[Point]) -> None:
        """Draw an open line that leaves the current position alone."""
        self.draw(_lines(self.device(points), closed=False), fill=False)

    def beziers(self, points: Sequence[Point]) -> None:
        """Draw curves: a start, then three points for each."""
        found = self.device(points)
        if found:
            self.draw([("M", found[0]), *_curves(found[1:])], fill=False)

    def move_to(self, point: Point) -> None:
        """Begin somewhere else."""
        self.now.at = point
        if self.in_path:
            self.path.append(("M", self.device([point])[0]))

    def line_to(self, points: Sequence[Point]) -> None:
        """Draw lines from the current position on, and stay at their end."""
        if points:
            found = self.device(points)
            self._go_on([("L", one) for one in found], points[-1])

    def beziers_to(self, points: Sequence[Point]) -> None:
        """Draw curves from the current position on, and stay at their end."""
        if points:
            self._go_on(_curves(self.device(points)), points[-1])

    def _go_on(self, segments: Sequence[Segment], end: Point) -> None:
        begins = not self.in_path or not self.path or self.path[-1][0] == "Z"
        start: list[Segment] = [("M", self.device([self.now.at])[0])] if begins else []
        self.draw(start + list(segments), fill=False)
        self.now.at = end

    # -------------------------------------------------------------------------------- round shapes
    def rectangle(self, box: Box) -> None:
        """Draw a rectangle."""
        self.draw(_lines(self.device(corners(box)), closed=True))

    def rounded(self, box: Box, across: float, down: float) -> None:
        """Draw a rectangle with corners of an ellipse of that size."""
        left, right = sorted((box[0], box[2]))
        top, bottom = sorted((box[1], box[3]))
        rx, ry = min(abs(across), right - left) / 2, min(abs(down), bottom - top) / 2
        centres = (
            (left + rx, top + ry, pi), (right - rx, top + ry, 1.5 * pi),
            (right - rx, bottom - ry, 0.0), (left + rx, bottom - ry, 0.5 * pi),
        )  # fmt: skip
        segments: list[Segment] = []
        for x, y, start in centres:
            arc = self.device(arc_points(x, y, rx, ry, start, start + pi / 2))
            segments += [("L" if segments else "M", arc[0]), *_curves(arc[1:])]
        self.draw([*segments, ("Z", ())])

    def ellipse(self, box: Box) -> None:
        """Draw an ellipse."""
        points = arc_points(*_middle(box), 0.0, 2 * pi)
        found = self.device(points)
        self.draw([("M", found[0]), *_curves(found[1:]), ("Z", ())])

    def arc(self, box: Box, start: Point, end: Point, kind: str) -> None:
        """Draw a part of an ellipse between two rays from its middle.

        kind: "arc", "chord", "pie" or "to" (from the current position on, and stay at the end).
        """
        x, y, rx, ry = _middle(box)
        if rx <= 0 or ry <= 0:
            return
        first, last = (atan2((py - y) / ry, (px - x) / rx) for px, py in (start, end))
        first, last = self._swept(first, last)
        logical = arc_points(x, y, rx, ry, first, last)
        found = self.device(logical)
        if kind == "to":
            self._go_on([("L", found[0]), *_curves(found[1:])], logical[-1])
            return
        segments: list[Segment] = [("M", found[0]), *_curves(found[1:])]
        if kind == "pie":
            segments.append(("L", self.device([(x, y)])[0]))
        if kind != "arc":
            segments.append(("Z", ()))
        self.draw(segments, fill=kind != "arc")

    def _swept(self, first: float, last: float) -> tuple[float, float]:
        """Return angles so that one leads to the other in the direction that is set."""
        matrix = self.now.matrix()
        mirrored = matrix[0] * matrix[3] - matrix[1] * matrix[2] < 0
        if self.now.clockwise != mirrored:
            return first, last if last > first else last + 2 * pi
        return first, last if last < first else last - 2 * pi

    # --------------------------------------------------------------------------------------- clips
    def clip_to(self, segments: Sequence[Segment], *, afresh: bool, even_odd: bool) -> None:
        """Paint inside an outline only; afresh: whatever the clip was before."""
        if len(self.now.clip.outlines) >= _MOST_CLIPS and not afresh:
            raise ValueError("too many clips")
        before = Clip() if afresh else self.now.clip
        outline = Outline(tuple(segments), even_odd=even_odd)
        self.now.clip = Clip(before.box, (*before.outlines, outline))

    def clip_to_box(self, box: Box) -> None:
        """Paint inside a logical rectangle only."""
        found = self.device(corners(box))
        if _is_upright(found):
            xs, ys = zip(*found, strict=True)
            self.now.clip = self.now.clip.within((min(xs), min(ys), max(xs), max(ys)))
        else:
            self.clip_to(_lines(found, closed=True), afresh=False, even_odd=False)

    def clip_out(self, box: Box) -> None:
        """Paint outside of a logical rectangle only."""
        everything = corners((-_FAR, -_FAR, _FAR, _FAR))
        hole = _lines(self.device(corners(box)), closed=True)
        outlines = [*_lines(everything, closed=True), *hole]
        self.clip_to(outlines, afresh=False, even_odd=True)

    # ---------------------------------------------------------------------------------------- text
    def text(self, text: str, at: Point, steps: Sequence[float] = ()
             ) -> None:  # fmt: skip
        """Draw a text (MS-EMF 2.3.5.8). steps: logical widths of its letters."""
        now = self.now
        if now.text_align & _TA_UPDATE:
            at = now.at
        matrix = now.matrix()
        font, face = now.font, _typeface(now.font)
        size = _em(font) * hypot(matrix[2], matrix[3])
        along = hypot(matrix[0], matrix[1])
        text = shown(text, font.family) if is_symbol_font(font.family) else text
        text = text.replace("\0", "").rstrip("\r\n")
        natural = self._measure(text, face) * size + now.letter_spacing * len(text) * along
        width = sum(steps) * along if any(steps) else natural
        if not text or size <= 0 or width <= 0:
            return
        x = self._shift(width)
        baseline = self._drop(size)
        items: list[Item] = []
        if now.back_opaque:
            box = (x, baseline - _ASCENT * size, x + width, baseline + _DESCENT * size)
            items.append(Outline(tuple(_lines(corners(box), closed=True)), Solid(now.back_colour)))
        items.append(
            TextRun(
                text,
                x,
                baseline,
                width,
                size,
                face,
                now.text_colour,
                underline=font.underline,
                strike=font.strike,
            )
        )
        place, turn = (
            self.device([at])[0],
            -font.angle / 10 * pi / 180 + atan2(matrix[1], matrix[0]),
        )
        if matrix[0] < 0 and abs(matrix[1]) < 1e-9:  # mirrored pictures keep their text readable
            turn -= pi
        self.add(Group(tuple(items), (cos(turn), sin(turn), -sin(turn), cos(turn), *place)))
        if now.text_align & _TA_UPDATE and along > 0:
            now.at = (at[0] + width / along, at[1])

    def ground(self, box: Box) -> None:
        """Fill a rectangle with the background colour."""
        pen, brush, hatch = self.now.pen, self.now.brush, self.now.hatch
        self.now.pen, self.now.brush, self.now.hatch = None, Solid(self.now.back_colour), -1
        self.rectangle(box)
        self.now.pen, self.now.brush, self.now.hatch = pen, brush, hatch

    def _shift(self, width: float) -> float:
        across = self.now.text_align & _TA_CENTRE
        return {_TA_CENTRE: -width / 2, _TA_RIGHT: -width}.get(across, 0.0)

    def _drop(self, size: float) -> float:
        """Return how far the base line lies below the point that the text is put at."""
        down = self.now.text_align & _TA_BASELINE
        if down == _TA_BASELINE:
            return 0.0
        return -_DESCENT * size if down == _TA_BOTTOM else _ASCENT * size


def _typeface(font: Font) -> Typeface:
    family = font.family.lstrip("@") or "Arial"
    return Typeface(family, family, family, font.weight >= 600, font.italic)


def _em(font: Font) -> float:
    """Return the em of a font; a height above 0 is that of the whole line, 0 is the usual one."""
    if font.height < 0:
        return -font.height
    return font.height / (_ASCENT + _DESCENT) if font.height else 12.0


def corners(box: Box) -> list[Point]:
    """Return the corners of a box in turn."""
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _lines(points: Sequence[Point], *, closed: bool) -> list[Segment]:
    if not points:
        return []
    found: list[Segment] = [("M", points[0])]
    found += [("L", one) for one in points[1:]]
    return [*found, ("Z", ())] if closed else found


def _curves(points: Sequence[Point]) -> list[Segment]:
    """Return curves, each of three points; what is left over is not drawn."""
    whole = len(points) - len(points) % 3
    return [("C", (*points[n], *points[n + 1], *points[n + 2])) for n in range(0, whole, 3)]


def _middle(box: Box) -> tuple[float, float, float, float]:
    """Return the middle of a box and half of its sides."""
    left, top, right, bottom = box
    return (
        (left + right) / 2, (top + bottom) / 2, abs(right - left) / 2, abs(bottom - top) / 2,
    )  # fmt: skip


def arc_points(x: float, y: float, rx: float, ry: float, first: float, last: float) -> list[Point]:
    """Return start and Bézier points of a part of an ellipse; angles in radians."""
    pieces = max(1, ceil(abs(last - first) / (pi / 2) - 1e-9))
    step = (last - first) / pieces
    reach = 4 / 3 * tan(step / 4)
    found = [(x + rx * cos(first), y + ry * sin(first))]
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        found += [
            (x + rx * (cos(a) - reach * sin(a)), y + ry * (sin(a) + reach * cos(a))),
            (x + rx * (cos(b) + reach * sin(b)), y + ry * (sin(b) - reach * cos(b))),
            (x + rx * cos(b), y + ry * sin(b)),
        ]
    return found


def _is_upright(points: Sequence[Point]) -> bool:
    (ax, ay), (bx, by), (cx, cy), _ = points
    return (ay == by and bx == cx) or (ax == bx and by == cy)


def _clipped(clip: Clip, items: list[Item]) -> list[Item]:
    """Return things inside the groups that clip them."""
    found = items
    for outline in clip.outlines[::-1]:
        found = [Group(tuple(found), clip=outline)]
    if clip.box is not None:
        left, top, right, bottom = clip.box
        if right <= left or bottom <= top:
            return []
        outline = Outline(tuple(_lines(corners(clip.box), closed=True)))
        found = [Group(tuple(found), clip=outline)]
    return found
