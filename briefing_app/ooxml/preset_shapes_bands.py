"""Preset shapes: waves, ribbons, scrolls, and arrows that are bent round."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, dist, hypot, radians, sin, sqrt

from briefing_app.ooxml.preset_box import (
    Preset,
    PresetBox,
    from_left_to_right,
    over_the_diagonal,
    upside_down,
)
from briefing_app.ooxml.preset_shapes_round import seen_at
from briefing_app.ooxml.shape_outlines import Point, ShapePen


def _wave(count: int, usual: float, most: float) -> Preset:
    """Return a flag with that many waves on an edge."""

    def draw(b: PresetBox) -> None:
        y = b.h * b.part("adj1", usual, 0, most)
        lean = 2 * b.w * b.part("adj2", 0, -10000, 10000)
        top, low = max(-lean, 0.0), max(lean, 0.0)
        width = b.w - top - low
        step, up = width / count, y * 10 / 3
        pen = b.pen().move(top, y)
        for k in range(count):
            x = top + k * step
            pen.cubic(x + step / 3, y - up, x + step * 2 / 3, y + up, x + step, y)
        far, base = low + width, b.h - y
        pen.line((far, base))
        for k in range(count):
            x = far - k * step
            pen.cubic(x - step / 3, base + up, x - step * 2 / 3, base - up, x - step, base)
        pen.close()
        b.text(max(top, low), 2 * y, min(b.w - low, b.w - top), b.h - 2 * y)

    return draw


def _ribbon(b: PresetBox) -> None:
    """Draw the ribbon whose middle stands above its ends."""
    w, h = b.w, b.h
    deep = h * b.part("adj1", 16667, 0, 33333)
    x = b.hc - w * b.part("adj2", 50000, 25000, 75000) / 2
    rx, ry = w / 32, deep / 4
    base, fold, back = h - deep, h - deep / 2, x + w / 8
    tail = (w / 8, (deep + h) / 2)

    def ends(pen: ShapePen) -> ShapePen:
        """Draw the lower edge from left to right, the ends of the middle rolled in."""
        pen.line((back - rx, h)).arc(rx, ry, 90, -180).line((x + rx, fold)).arc(rx, ry, 90, 180)
        pen.line((w - x - rx, base)).arc(rx, ry, 270, 180).line((w - back + rx, fold))
        return pen.arc(rx, ry, 270, -180).line((w, h), (w - tail[0], tail[1]), (w, deep))

    def upper(pen: ShapePen) -> ShapePen:
        pen.line((w - x, deep), (w - x, ry)).arc(rx, ry, 0, -90).line((x + rx, 0))
        return pen.arc(rx, ry, 270, -90).line((x, deep), (0, deep), tail).close()

    upper(ends(b.pen(stroked=False).move(0, h)))
    dark = b.pen("darkenLess", stroked=False)
    dark.move(back, h - ry).arc(rx, ry, 0, -90).line((x + rx, fold)).arc(rx, ry, 90, 180)
    dark.line((back, base)).close()
    dark.move(w - back, h - ry).arc(rx, ry, 180, 90).line((w - x - rx, fold))
    dark.arc(rx, ry, 90, -180).line((w - back, base)).close()
    lines = upper(ends(b.pen("none").move(0, h)))
    for one, two in (
        ((back, base), (back, h - ry)), ((w - back, h - ry), (w - back, base)),
        ((x, h - deep + ry), (x, deep)), ((w - x, deep), (w - x, h - deep + ry)),
    ):  # fmt: skip
        lines.move(*one).line(two)
    b.text(x, 0, w - x, base)


def _scroll(b: PresetBox) -> None:
    """Draw the scroll that lies level."""
    w, h = b.w, b.h
    d = b.s * b.part("adj", 12500, 0, 25000)
    r, q = d / 2, d / 4
    body = b.pen(stroked=False).move(w, r).arc(r, r, 0, 90).line((w - r, r)).arc(q, q, 0, 180)
    body.line((w - d, d), (r, d)).arc(r, r, 270, -90).line((0, h - r)).arc(r, r, 180, -180)
    body.line((d, h - d), (w - r, h - d)).arc(r, r, 90, -90).close()
    body.move(r, 2 * d).arc(r, r, 90, -90).arc(q, q, 0, -180).close()
    dark = b.pen("darkenLess", stroked=False)
    dark.move(r, 2 * d).arc(r, r, 90, -90).arc(q, q, 0, -180).close()
    dark.move(w - r, d).arc(r, r, 90, -270).arc(q, q, 180, -180).close()
    pen = b.pen("none").move(0, d + r).arc(r, r, 180, 90).line((w - d, d), (w - d, r))
    pen.arc(r, r, 180, 180).line((w, h - d - r)).arc(r, r, 0, 90).line((d, h - d), (d, h - r))
    pen.arc(r, r, 0, 180).close()
    pen.move(w - d, d).line((w - r, d)).arc(r, r, 90, -90)
    pen.move(w - r, d).line((w - r, r)).arc(q, q, 0, 180)
    pen.move(r, 2 * d).line((r, d + r)).arc(q, q, 180, 180).arc(r, r, 0, 180)
    pen.move(d, d + r).line((d, h - d))
    b.text(d, d, w - r, h - d)


class _Swing:
    """The measures of an arrow that swings out to the left and points to the right."""

    def __init__(self, b: PresetBox) -> None:
        w, h = b.w, b.h
        a2 = b.part("adj2", 50000, 0, 50_000 * h / b.s if b.s else 0)
        self.thick, wide = b.s * b.part("adj1", 25000, 0, 100_000 * a2), b.s * a2
        self.ry = ry = b.vc - (self.thick + wide) / 4
        reach = sqrt(max(0.0, 4 * ry * ry - self.thick**2)) * w / (2 * ry) if ry else 0.0
        long = b.s * b.part("adj3", 25000, 0, 100_000 * reach / b.s if b.s else 0)
        down = sqrt(max(0.0, w * w - long * long)) * ry / w if w else 0.0
        self.swing = degrees(atan2(down, long))
        self.turn = degrees(atan2(self.thick / 2, reach))
        self.low, x, half = ry + self.thick, w - long, (wide - self.thick) / 2
        self.near, self.far = (x, ry + down), (x, self.low + down)
        self.head = ((x, ry + down - half), (w, h - wide / 2), (x, self.low + down + half))


def _curved(b: PresetBox) -> None:
    """Draw the arrow whose head lies in front."""
    a, w = _Swing(b), b.w

    def front(pen: ShapePen) -> ShapePen:
        pen.move(0, a.ry).arc(w, a.ry, 180, -a.swing).line(*a.head, a.far)
        return pen.arc(w, a.ry, 180 - a.swing, a.swing)

    front(b.pen(stroked=False)).close()
    back = b.pen("darkenLess", stroked=False).move(w, a.thick).arc(w, a.ry, 270, a.turn - 90)
    back.arc(w, a.ry, 180 - a.turn, 90 + a.turn).close()
    pen = front(b.pen("none")).line((0, a.ry)).arc(w, a.ry, 180, 90).line((w, a.thick))
    pen.arc(w, a.ry, 270, a.turn - 90)


def _curved_behind(b: PresetBox) -> None:
    """Draw the arrow whose head lies behind."""
    a, w = _Swing(b), b.w
    pen = b.pen(stroked=False).move(*a.head[1]).line(a.head[0], a.near)
    pen.arc(w, a.ry, 180 - a.swing, a.swing - a.turn)
    pen.arc(w, a.ry, 180 + a.turn, -a.turn - a.swing).line(a.head[2]).close()

    def band(pen: ShapePen) -> ShapePen:
        return pen.move(0, a.low).arc(w, a.ry, 180, 90).line((w, 0)).arc(w, a.ry, 270, -90)

    band(b.pen("darkenLess", stroked=False)).close()
    pen = band(b.pen("none")).line((0, a.low)).arc(w, a.ry, 180, -a.swing)
    pen.line(*reversed(a.head), a.near).arc(w, a.ry, 180 - a.swing, a.swing - a.turn)


def _meets(b: PresetBox, through: Point, way: Point, rx: float, ry: float) -> Point:
    """Return where a line leaves an ellipse around the middle, on the side of a point."""
    x, y = (through[0] - b.hc) / rx, (through[1] - b.vc) / ry
    dx, dy = way[0] / rx, way[1] / ry
    a, c = dx * dx + dy * dy, x * x + y * y - 1
    half = x * dx + y * dy
    root = sqrt(max(0.0, half * half - a * c))
    t = min((-half + root) / a, (-half - root) / a, key=abs)
    return through[0] + t * way[0], through[1] + t * way[1]


class _Ring:
    """A ring with the head of an arrow on it. outer, inner, middle: radii across and down."""

    def __init__(self, b: PresetBox) -> None:
        a5 = b.part("adj5", 12500, 0, 25000)
        thick, self.wide = b.s * b.part("adj1", 12500, 0, 200_000 * a5), b.s * a5
        self.outer = (b.hc + thick / 2 - self.wide, b.vc + thick / 2 - self.wide)
        self.inner = (self.outer[0] - thick, self.outer[1] - thick)
        self.middle = (self.outer[0] - thick / 2, self.outer[1] - thick / 2)
        x, y = self.outer[0] * sqrt(0.5), self.outer[1] * sqrt(0.5)
        b.text(b.hc - x, b.vc - y, b.hc + x, b.vc + y)

    @property
    def is_open(self) -> bool:
        """Tell whether there is room inside."""
        return min(self.inner) > 0

    def head(self, b: PresetBox, end: float, ahead: float) -> _Head:
        """Return the head whose base lies at one angle and whose tip some degrees ahead."""
        neck = seen_at(b, *self.middle, end)
        tip = end + min(ahead, _steepest(b, neck, self.inner))
        way = (cos(radians(tip)), sin(radians(tip)))
        edges = _meets(b, neck, way, *self.outer), _meets(b, neck, way, *self.inner)
        is_hidden = dist(*edges) > 2 * self.wide
        outside, inside = edges if is_hidden else self.barbs(neck, tip)
        return _Head(edges, tip, (outside, seen_at(b, *self.middle, tip), inside), is_hidden)

    def barbs(self, neck: Point, tip: float) -> tuple[Point, Point]:
        """Return the outer and the inner end of the base of a head."""
        x, y = self.wide * cos(radians(tip)), self.wide * sin(radians(tip))
        return (neck[0] + x, neck[1] + y), (neck[0] - x, neck[1] - y)


@dataclass(frozen=True, slots=True)
class _Head:
    """A head: where its base crosses the ring's edges, where its tip points, its corners.

    is_hidden: the ring is wider than the base, whose ends do not show.
    """

    edges: tuple[Point, Point]
    tip: float
    corners: tuple[Point, Point, Point]
    is_hidden: bool

    def angles(self, b: PresetBox) -> tuple[float, float]:
        """Return the angles under which the crossings are seen, in degrees."""
        one, two = (degrees(atan2(y - b.vc, x - b.hc)) for x, y in self.edges)
        return one, two


def _ring_with_head(b: PresetBox, start: float, end: float, ahead: float) -> None:
    """Draw an arrow along a ring, clockwise."""
    ring = _Ring(b)
    if not ring.is_open:
        return
    head = ring.head(b, end, ahead)
    one, two = head.angles(b)
    pen = b.pen().move(*seen_at(b, *ring.outer, start)).arc(*ring.outer, start, (one - start) % 360)
    pen.line(*head.corners, head.edges[1]).arc(*ring.inner, two, -((two - start) % 360)).close()


_FORWARDS, _USUAL_END = 1142319 / 60000, 20457681 / 60000
_LEAST_ANGLE = 1 / 60000


def _ring_arrow(b: PresetBox) -> None:
    """Draw the arrow that runs clockwise."""
    end = b.angle("adj3", _USUAL_END, _LEAST_ANGLE)
    _ring_with_head(b, b.angle("adj4", 180), end, b.angle("adj2", _FORWARDS))


def _ring_arrow_below(b: PresetBox) -> None:
    """Draw what water below shows of the arrow that runs against the clock."""
    end = 360 - b.angle("adj3", _FORWARDS, _LEAST_ANGLE)
    start = -b.angle("adj4", 180) % 360
    _ring_with_head(b, start, end, abs(b.angle("adj2", -_FORWARDS, -360)))


def _ring_arrow_both_ways(b: PresetBox) -> None:
    """Draw the arrow with a head at either end: the second one as the first, mirrored."""
    ring = _Ring(b)
    if not ring.is_open:
        return
    end, start = b.angle("adj3", _USUAL_END, _LEAST_ANGLE), b.angle("adj4", 11942319 / 60000)
    head = ring.head(b, end, b.angle("adj2", _FORWARDS))
    one, two = head.angles(b)
    first, second = start - (one - end) % 360, start - ((two - end) % 360 - 360)
    edges = seen_at(b, *ring.outer, first), seen_at(b, *ring.inner, second)
    tip = start - (head.tip - end)
    neck = seen_at(b, *ring.middle, start)
    outside, inside = edges if head.is_hidden else ring.barbs(neck, tip)
    pen = b.pen().move(*seen_at(b, *ring.middle, tip)).line(outside, edges[0])
    pen.arc(*ring.outer, first, (one - first) % 360).line(*head.corners, head.edges[1])
    pen.arc(*ring.inner, two, -((two - second) % 360)).line(inside).close()


def _steepest(b: PresetBox, neck: Point, inner: Point) -> float:
    """Return by how many degrees the tip may be ahead, so that its base still meets the ring."""
    short = min(inner)
    x, y = neck[0] - b.hc, neck[1] - b.vc
    far = hypot(x, y)
    return degrees(atan2(short, sqrt(max(0.0, far * far - short * short)))) if far else 0.0


def _bent_ribbon(b: PresetBox) -> None:
    """Draw the ribbon whose edges are parabolas, its middle hanging in front."""
    w, h = b.w, b.h
    a1, a2 = b.part("adj1", 25000), b.part("adj2", 50000, 25000, 75000)
    least = max(0.0, a1 - (1 - a1) / 2)
    deep, sag = h * a1, h * b.part("adj3", 12500, 100_000 * least, 100_000 * a1)
    x, band = b.hc - w * a2 / 2, h - deep
    back, slope = x + w / 8, 4 * sag / w if w else 0.0

    def bend(at: float) -> float:
        return slope * at * (1 - at / w) if w else 0.0

    front, behind = bend(x) + deep - sag, bend(back)
    notch = bend(w / 8) + band / 2

    def middle(pen: ShapePen, left: float, y: float, low: float) -> ShapePen:
        """Draw a parabola across the middle that is lowest at ``low``."""
        return pen.quad(b.hc, 2 * low - y, w - left, y)

    def around(pen: ShapePen) -> ShapePen:
        pen.move(0, 0).quad(back / 2, slope * back / 2, back, behind).line((x, front))
        middle(pen, x, front, deep).line((w - back, behind))
        pen.quad(w - back / 2, slope * back / 2, w, 0).line((w - w / 8, notch), (w, band))
        pen.quad(w - x / 2, slope * x / 2 + band, w - x, bend(x) + band)
        pen.line((w - x, front + band)).quad(b.hc, 2 * deep - front + band, x, front + band)
        pen.line((x, bend(x) + band)).quad(x / 2, slope * x / 2 + band, 0, band)
        return pen.line((w / 8, notch)).close()

    low = behind + deep - sag
    around(b.pen(stroked=False))
    fold = b.pen("darkenLess", stroked=False).move(back, low).line((back, behind), (x, front))
    middle(fold, x, front, deep).line((w - back, behind), (w - back, low))
    fold.quad(b.hc, 2 * deep - low, back, low).close()
    pen = around(b.pen("none"))
    for at in (x, w - x):
        pen.move(at, bend(x) + band).line((at, front))
    for at in (back, w - back):
        pen.move(at, behind).line((at, low))
    b.text(x, deep, w - x, front + band)


def _arrow_ribbon(b: PresetBox) -> None:
    """Draw the ribbon that points to the left above and to the right below."""
    w, h, rx = b.w, b.h, b.w / 32
    a3 = b.part("adj3", 16667, 0, 33333)
    half, step = h * b.part("adj1", 50000, 0, 100_000 * (1 - a3)) / 2, h * a3 / 2
    long = b.s * b.part("adj2", 50000, 0, 100_000 * (b.hc - rx) / b.s if b.s else 0.0)
    tip, ry = b.vc - step, a3 * b.s / 4
    top, low = tip - half, tip + half

    def around(pen: ShapePen) -> ShapePen:
        pen.move(0, tip).line((long, 0), (long, top), (b.hc, top))
        pen.arc(rx, ry, 270, 180).arc(rx, ry, 270, -180)
        pen.line((w - long, h - low), (w - long, h - 2 * tip), (w, h - tip), (w - long, h))
        pen.line((w - long, h - top), (b.hc, h - top)).arc(rx, ry, 90, 90)
        return pen.line((b.hc - rx, low), (long, low), (long, 2 * tip)).close()

    around(b.pen(stroked=False))
    fold = b.pen("darkenLess", stroked=False).move(b.hc + rx, top + ry)
    fold.arc(rx, ry, 0, 90).arc(rx, ry, 270, -180).line((b.hc + rx, h - low)).close()
    pen = around(b.pen("none"))
    pen.move(b.hc + rx, top + ry).line((b.hc + rx, h - low))
    pen.move(b.hc - rx, h - low - ry).line((b.hc - rx, low))
    b.text(long, top, w - long, h - top)


SHAPES: dict[str, Preset] = {
    "wave": _wave(1, 12500, 20000),
    "doubleWave": _wave(2, 6250, 12500),
    "ribbon2": _ribbon,
    "ribbon": upside_down(_ribbon),
    "horizontalScroll": _scroll,
    "verticalScroll": over_the_diagonal(_scroll),
    "curvedRightArrow": _curved,
    "curvedLeftArrow": from_left_to_right(_curved_behind),
    "curvedDownArrow": over_the_diagonal(_curved),
    "curvedUpArrow": upside_down(over_the_diagonal(_curved_behind)),
    "circularArrow": _ring_arrow,
    "leftCircularArrow": upside_down(_ring_arrow_below),
    "leftRightCircularArrow": _ring_arrow_both_ways,
    "ellipseRibbon": _bent_ribbon,
    "ellipseRibbon2": upside_down(_bent_ribbon),
    "leftRightRibbon": _arrow_ribbon,
}
