"""Paint and strokes of a drawing as Qt's brushes and pens."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from briefing_app.model.drawing import (
    Cap,
    Colour,
    Gradient,
    GradientShape,
    Join,
    Paint,
    Pattern,
    Segment,
    Solid,
    Stroke,
)
from briefing_app.render.preset_patterns import SIDE, pattern_dots

DOT_PT = 0.75
"""One dot of a preset pattern: a pixel at 96 dpi."""
_MITRE_LIMIT = 8.0  # what PowerPoint writes: lim="800000"
_LEAST_DASH = 0.001
_PICTURE_SIDE = 256
_STRIP_LENGTH = 512
_MOST_PICTURES = 64
_MOST_COLOURS = 512
_CAPS = {
    Cap.FLAT: Qt.PenCapStyle.FlatCap,
    Cap.ROUND: Qt.PenCapStyle.RoundCap,
    Cap.SQUARE: Qt.PenCapStyle.SquareCap,
}
_JOINS = {
    Join.ROUND: Qt.PenJoinStyle.RoundJoin,
    Join.BEVEL: Qt.PenJoinStyle.BevelJoin,
    Join.MITRE: Qt.PenJoinStyle.SvgMiterJoin,
}


@lru_cache(maxsize=_MOST_COLOURS)
def colour_of(colour: Colour) -> QColor:
    """Return the colour for Qt, not to be changed; raises ValueError for rgb that is no number."""
    code = int(colour.rgb, 16)
    made = QColor(code >> 16 & 0xFF, code >> 8 & 0xFF, code & 0xFF)
    made.setAlphaF(min(1.0, max(0.0, colour.alpha)))
    return made


@lru_cache(maxsize=_MOST_COLOURS)
def brush_of(paint: Solid | Gradient | Pattern) -> QBrush:
    """Return the brush for a paint, in points of the slide; not to be changed.

    A rectangular gradient has no brush in Qt: its outermost colour stands for it, which is what
    strokes get; :func:`gradient_picture` fills with it.
    """
    if isinstance(paint, Solid):
        return QBrush(colour_of(paint.colour))
    if isinstance(paint, Pattern):
        return _pattern_brush(paint)
    return _gradient_brush(paint)


def _gradient_brush(paint: Gradient) -> QBrush:
    start, end = QPointF(*paint.start), QPointF(*paint.end)
    reach = math.dist(paint.start, paint.end)
    if not paint.stops or reach == 0 or paint.shape is GradientShape.RECTANGLE:
        return QBrush(colour_of(paint.stops[-1][1])) if paint.stops else QBrush()
    made: QGradient = (
        QLinearGradient(start, end)
        if paint.shape is GradientShape.LINEAR
        else QRadialGradient(start, reach)
    )
    _add_stops(made, paint)
    return QBrush(made)


def _add_stops(made: QGradient, paint: Gradient) -> None:
    # Colour and opacity each on their own, as PDF has it.
    made.setInterpolationMode(QGradient.InterpolationMode.ComponentInterpolation)
    last = -1.0
    for position, colour in paint.stops:
        # Two stops in one place are a hard edge; Qt would keep only the second.
        place = min(1.0, max(0.0, position))
        place = place if place > last else min(1.0, last + 1e-6)
        made.setColorAt(place, colour_of(colour))
        last = place


def needs_picture(paint: Paint) -> bool:
    """Tell whether a gradient is painted as a picture: what Qt, or Qt's PDF, cannot do itself.

    Qt has no rectangular gradients, and its PDF loses the opacity of stops.
    """
    if not isinstance(paint, Gradient):
        return False
    return paint.shape is GradientShape.RECTANGLE or any(c.alpha < 1 for _, c in paint.stops)


@lru_cache(maxsize=_MOST_PICTURES)
def gradient_strip(paint: Gradient, first: float, last: float) -> QImage:
    """Return a picture of a linear gradient, from left to right, one pixel high.

    first, last: where it begins and ends; the gradient's start is 0, its end 1.
    """
    image = QImage(_STRIP_LENGTH, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    unit = _STRIP_LENGTH / (last - first)
    linear = QLinearGradient(QPointF(-first * unit, 0), QPointF((1 - first) * unit, 0))
    _add_stops(linear, paint)
    painter = QPainter(image)
    painter.fillRect(image.rect(), linear)
    painter.end()
    return image


@lru_cache(maxsize=_MOST_PICTURES)
def gradient_picture(paint: Gradient) -> QImage:
    """Return a square picture of a gradient around a focus, which lies in its centre.

    A rectangle's spans the far corner to the far corner mirrored at the focus; a circle's ends at
    the edges. The same gradient gives the
    same picture, which a PDF then holds once; it is not to be painted on.
    """
    side = _PICTURE_SIDE
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setPen(Qt.PenStyle.NoPen)
    half = side / 2
    centre = QPointF(half, half)
    if paint.shape is GradientShape.CIRCLE:
        radial = QRadialGradient(centre, half)
        _add_stops(radial, paint)
        painter.fillRect(image.rect(), radial)
    else:
        _paint_quarters(painter, centre, half, paint)
    painter.end()
    return image


def _paint_quarters(painter: QPainter, centre: QPointF, half: float, paint: Gradient) -> None:
    """Paint the four triangles between the centre and the edges of a square."""
    side = 2 * half
    corners = [QPointF(0, 0), QPointF(side, 0), QPointF(side, side), QPointF(0, side)]
    edges = [QPointF(half, 0), QPointF(side, half), QPointF(half, side), QPointF(0, half)]
    for index, edge in enumerate(edges):
        gradient = QLinearGradient(centre, edge)
        _add_stops(gradient, paint)
        painter.setBrush(gradient)
        painter.drawPolygon(QPolygonF([centre, corners[index], corners[(index + 1) % 4]]))


def _pattern_brush(paint: Pattern) -> QBrush:
    brush = QBrush(_pattern_picture(paint))
    brush.setTransform(QTransform.fromScale(DOT_PT, DOT_PT))
    return brush


@lru_cache(maxsize=_MOST_PICTURES)
def _pattern_picture(paint: Pattern) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    fore, back = colour_of(paint.fore), colour_of(paint.back)
    for y, row in enumerate(pattern_dots(paint.name)):
        for x in range(SIDE):
            image.setPixelColor(x, y, fore if row & (0x80 >> x) else back)
    return image


def pen_of(stroke: Stroke, brush: QBrush) -> QPen:
    """Return the pen of a stroke that is painted with a brush."""
    pen = QPen(brush, max(0.0, stroke.width))
    pen.setCapStyle(_CAPS[stroke.cap])
    pen.setJoinStyle(_JOINS[stroke.join])
    pen.setMiterLimit(_MITRE_LIMIT)
    if stroke.dash and stroke.width > 0:
        lengths = [max(_LEAST_DASH, one / stroke.width) for one in stroke.dash]
        pen.setDashPattern(lengths if len(lengths) % 2 == 0 else lengths * 2)
    return pen


_FARTHEST = 20_000.0
"""Points; the largest slide is 4,032 wide (ECMA-376-1, 19.7.16 ST_SlideSizeCoordinate)."""


def path_of(segments: tuple[Segment, ...], *, even_odd: bool = False) -> QPainterPath:
    """Return the path that segments describe; what is no number on a page is left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill if even_odd else Qt.FillRule.WindingFill)
    for name, said in segments:
        at = said if math.hypot(*said) <= _FARTHEST else _within(said)
        if at is None:
            continue
        if name == "L":
            path.lineTo(at[0], at[1])
        elif name == "M":
            path.moveTo(at[0], at[1])
        elif name == "C":
            path.cubicTo(at[0], at[1], at[2], at[3], at[4], at[5])
        else:
            path.closeSubpath()
    return path


def _within(figures: tuple[float, ...]) -> tuple[float, ...] | None:
    """Return figures moved to where Qt does not take minutes; None for what is no number."""
    if not all(map(math.isfinite, figures)):
        return None
    return tuple(min(max(one, -_FARTHEST), _FARTHEST) for one in figures)
