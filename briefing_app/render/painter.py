"""Drawings painted: the one place where a list of things becomes pixels or PDF.

Everything is painted in points of the slide; whoever owns the device scales it before. The same
calls paint pictures and PDF, so that a preview shows what the file will be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from briefing_app.model.drawing import (
    Drawing,
    Gradient,
    GradientShape,
    Group,
    Item,
    Outline,
    Paint,
    PictureFill,
    Segment,
    Stroke,
    TextRun,
    Typeface,
)
from briefing_app.render.brushes import (
    brush_of,
    colour_of,
    gradient_picture,
    gradient_strip,
    needs_picture,
    path_of,
    pen_of,
)
from briefing_app.render.fonts import EM, Fonts, SetLine
from briefing_app.render.metafiles import METAFILES, Metafiles, Played, placed
from briefing_app.render.pictures import Pictures, Unpainted, format_of
from briefing_app.render.recolouring import mirrored_tile, recoloured

_HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)
_DEEPEST = 64
_MOST_DASHES = 5_000
"""Dashes of one line that are painted as such."""
_LEAST_STRETCH, _MOST_STRETCH = 0.6, 1.6
_LINE_AT, _LINE_WIDTH, _STRIKE_AT = 0.11, 0.06, -0.26  # ems below the base line
_LARGEST_PLAYED = 2_000
"""Pixels of a side of a metafile that is painted as an image."""
_NO_METAFILE = "a metafile that is damaged, or of a kind that is not known"
_NO_PICTURE = QColor(0xEE, 0xEE, 0xEE)
_NO_PICTURE_EDGE = QColor(0xBB, 0xBB, 0xBB)


@dataclass(slots=True)
class Studio:
    """What painting keeps from page to page. Needs :func:`qt_start.start_qt` before.

    unpainted: what stands as a light box, in the order in which it was met, each once.
    dots_per_point: how fine pictures are decoded; device pixels to the point.
    """

    fonts: Fonts = field(default_factory=Fonts)
    pictures: Pictures = field(default_factory=Pictures)
    unpainted: dict[str, None] = field(default_factory=dict)
    metafiles: Metafiles = field(init=False)

    def __post_init__(self) -> None:
        """Have metafiles measured with the same fonts."""
        self.metafiles = Metafiles(self._ems)

    def _ems(self, text: str, face: Typeface) -> float:
        if not self.fonts.are_there:
            return 0.0
        return self.fonts.line(text, face, rtl=False, language="").width / EM


def paint(
    painter: QPainter,
    drawing: Drawing,
    studio: Studio,
    dots_per_point: float,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Paint a drawing in points, its top left corner at the painter's origin.

    dots_per_point: device pixels to the point, for the fineness of pictures; check is called now
    and then and may raise to stop. What cannot be painted is a light box and is noted in the
    studio.
    """
    _Brush(painter, studio, dots_per_point, check).items(drawing.items, 0)


class _Brush:
    """One painting of one drawing."""

    __slots__ = ("_check", "_dots", "_painter", "_studio")

    def __init__(
        self, painter: QPainter, studio: Studio, dots: float, check: Callable[[], None]
    ) -> None:
        self._painter = painter
        self._studio = studio
        self._dots = dots
        self._check = check
        painter.setRenderHints(_HINTS)

    def items(self, items: Iterable[Item], depth: int) -> None:
        """Paint things one above the other."""
        for item in items:
            self._check()
            if isinstance(item, TextRun):
                self._text(item)
            elif isinstance(item, Outline):
                self._outline(item)
            elif isinstance(item, PictureFill):
                self._picture(item)
            elif depth < _DEEPEST:
                self._group(item, depth)

    def _group(self, group: Group, depth: int) -> None:
        if not all(map(math.isfinite, group.matrix)) or group.alpha <= 0:
            return
        painter = self._painter
        painter.save()
        painter.setTransform(QTransform(*group.matrix), combine=True)
        if group.alpha < 1:
            painter.setOpacity(painter.opacity() * group.alpha)
        if group.clip is not None:
            self._clip(path_of(group.clip.segments, even_odd=group.clip.even_odd))
        self.items(group.items, depth + 1)
        painter.restore()

    def _clip(self, path: QPainterPath) -> None:
        self._painter.setClipPath(path, Qt.ClipOperation.IntersectClip)

    def _outline(self, outline: Outline) -> None:
        path = path_of(outline.segments, even_odd=outline.even_odd)
        if path.isEmpty():
            return
        if outline.fill is not None:
            self._fill(path, outline.fill)
        if outline.stroke is not None:
            self._stroke(path, outline.stroke)

    def _fill(self, path: QPainterPath, paint: Paint) -> None:
        if isinstance(paint, PictureFill):
            self._fill_with_picture(path, paint)
        elif isinstance(paint, Gradient) and needs_picture(paint):
            along = paint.shape is GradientShape.LINEAR
            (self._fill_along_line if along else self._fill_around_focus)(path, paint)
        else:
            self._painter.fillPath(path, brush_of(paint))

    def _fill_along_line(self, path: QPainterPath, paint: Gradient) -> None:
        (x, y), (end_x, end_y) = paint.start, paint.end
        length = math.hypot(end_x - x, end_y - y)
        if length <= 0:
            self._painter.fillPath(path, brush_of(paint))
            return
        turn = QTransform.fromTranslate(x, y)
        turn.rotateRadians(math.atan2(end_y - y, end_x - x))
        box = turn.inverted()[0].mapRect(path.boundingRect())  # the line lies on its x axis
        first, last = box.left() / length, box.right() / length
        if last <= first:
            return
        self._painter.save()
        self._clip(path)
        self._painter.setTransform(turn, combine=True)
        self._painter.drawImage(box, gradient_strip(paint, first, last))
        self._painter.restore()

    def _fill_around_focus(self, path: QPainterPath, paint: Gradient) -> None:
        (x, y), (far_x, far_y) = paint.start, paint.end
        wide, high = abs(far_x - x), abs(far_y - y)
        if paint.shape is GradientShape.CIRCLE:
            wide = high = math.hypot(wide, high)
        if wide <= 0 or high <= 0:
            self._painter.fillPath(path, brush_of(paint))
            return
        self._painter.save()
        self._clip(path)
        box = QRectF(x - wide, y - high, 2 * wide, 2 * high)
        self._painter.drawImage(box, gradient_picture(paint))
        self._painter.restore()

    def _stroke(self, path: QPainterPath, stroke: Stroke) -> None:
        paint = stroke.paint
        brush = QBrush(QColor(128, 128, 128)) if isinstance(paint, PictureFill) else brush_of(paint)
        if stroke.dash and path.length() > _MOST_DASHES * max(sum(stroke.dash), stroke.width / 100):
            stroke = replace(stroke, dash=())  # too fine to be seen, and Qt paints each dash
        self._painter.strokePath(path, pen_of(stroke, brush))

    # --- pictures ----------------------------------------------------------------------------

    def _picture(self, picture: PictureFill) -> None:
        self._draw_picture(picture)

    def _fill_with_picture(self, path: QPainterPath, paint: PictureFill) -> None:
        self._painter.save()
        self._clip(path)
        if paint.tiled:
            self._tile(path, paint)
        else:
            self._draw_picture(paint)
        self._painter.restore()

    def _draw_picture(self, fill: PictureFill) -> None:
        target = _placed(fill)
        if target is None:
            return
        if fill.picture.media_type in METAFILES and not fill.picture.changes:
            self._play(fill, target)
            return
        image = self._decoded(fill, target)
        if image is None:
            self._light_box(QRectF(*fill.target))
            return
        painter = self._painter
        painter.save()
        painter.setOpacity(painter.opacity() * min(1.0, max(0.0, fill.alpha)))
        self._keep_exact(fill)
        painter.drawImage(target, image)
        painter.restore()

    def _play(self, fill: PictureFill, target: QRectF) -> None:
        played = self._played(fill)
        if played is None:
            self._light_box(QRectF(*fill.target))
            return
        shown = (target.x(), target.y(), target.width(), target.height())
        drawn = placed(played, fill.target, fill.source, shown)
        self._group(replace(drawn, alpha=min(1.0, max(0.0, fill.alpha))), 0)

    def _played(self, fill: PictureFill) -> Played | None:
        """Return the drawing of a metafile, what is missing of it noted."""
        played = self._studio.metafiles.get(fill.picture)
        complaint = _NO_METAFILE if played is None else played.complaint
        if complaint:
            self._studio.unpainted[complaint] = None
        return played

    def _pixels_of(self, fill: PictureFill, wide: float, high: float) -> QImage | None:
        """Return the shown part of a metafile as an image of about so many pixels."""
        played = self._played(fill)
        if played is None:
            return None
        size = [max(1, min(round(one), _LARGEST_PLAYED)) for one in (wide, high)]
        image = QImage(size[0], size[1], QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        box = (0.0, 0.0, float(size[0]), float(size[1]))
        cuts = tuple(min(1.0, max(0.0, cut)) for cut in fill.source)
        group = placed(played, box, (cuts[0], cuts[1], cuts[2], cuts[3]), box)
        _Brush(painter, self._studio, 1.0, self._check).items((group,), 0)
        painter.end()
        return recoloured(image, fill.picture.changes)

    def _keep_exact(self, fill: PictureFill) -> None:
        """Have a PDF hold a picture as it is, unless it was a photograph's format already."""
        exact = format_of(fill.picture.data) != "jpeg"
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, exact)

    def _tile(self, path: QPainterPath, fill: PictureFill) -> None:
        x, y, wide, high = fill.target
        image = self._decoded(fill, QRectF(x, y, wide, high)) if wide > 0 and high > 0 else None
        if image is None:
            self._light_box(path.boundingRect())
            return
        scale_x, scale_y = wide / image.width(), high / image.height()
        brush = QBrush(mirrored_tile(image, fill.flip))
        brush.setTransform(QTransform.fromTranslate(x, y).scale(scale_x, scale_y))
        self._painter.save()
        self._painter.setOpacity(self._painter.opacity() * min(1.0, max(0.0, fill.alpha)))
        self._keep_exact(fill)
        self._painter.fillPath(path, brush)
        self._painter.restore()

    def _decoded(self, fill: PictureFill, target: QRectF) -> QImage | None:
        matrix = self._painter.transform()
        across = math.hypot(matrix.m11(), matrix.m12()) * target.width()
        down = math.hypot(matrix.m21(), matrix.m22()) * target.height()
        left, top, right, bottom = (min(1.0, max(0.0, cut)) for cut in fill.source)
        wanted = (across * self._dots, down * self._dots)
        if fill.picture.media_type in METAFILES:
            return self._pixels_of(fill, *wanted)
        found = self._studio.pictures.get(fill.picture, (left, top, right, bottom), wanted)
        if isinstance(found, Unpainted):
            self._studio.unpainted[found.what] = None
            return None
        return found

    def _light_box(self, box: QRectF) -> None:
        self._painter.fillRect(box, _NO_PICTURE)
        path = QPainterPath()
        path.addRect(box)
        edge = self._painter.pen()
        edge.setColor(_NO_PICTURE_EDGE)
        edge.setWidthF(0.5)
        self._painter.strokePath(path, edge)

    # --- text --------------------------------------------------------------------------------

    def _text(self, run: TextRun) -> None:
        if not run.text or run.size <= 0 or run.colour.alpha <= 0:
            return
        if not all(map(math.isfinite, (run.x, run.baseline, run.width, run.size))):
            return
        if not self._studio.fonts.are_there:  # Qt would crash; whoever asks is told of it
            return
        line = self._studio.fonts.line(
            run.text,
            run.face,
            rtl=run.right_to_left,
            language=run.language,
            spacing=run.spacing / run.size,
        )
        painter, scale = self._painter, run.size / EM
        around = painter.transform()
        across = scale * _stretch(run, line)
        painter.setTransform(QTransform(across, 0.0, 0.0, scale, run.x, run.baseline) * around)
        painter.setPen(colour_of(run.colour))
        line.draw(painter)
        painter.setTransform(around)  # to save and restore all else takes longer
        self._decorate(run)

    def _decorate(self, run: TextRun) -> None:
        thick = run.size * _LINE_WIDTH
        for wanted, at in ((run.underline, _LINE_AT), (run.strike, _STRIKE_AT)):
            if wanted:
                top = run.baseline + run.size * at - thick / 2
                box = QRectF(run.x, top, run.width, thick)
                self._painter.fillRect(box, colour_of(run.colour))


def _stretch(run: TextRun, line: SetLine) -> float:
    """Return how much wider than by nature a line is painted to have its measured width."""
    natural = line.width * run.size / EM
    if run.width <= 0 or natural <= 0:
        return 1.0
    return min(_MOST_STRETCH, max(_LEAST_STRETCH, run.width / natural))


def _placed(fill: PictureFill) -> QRectF | None:
    """Return where the part of the picture that is there lies, None when nothing is.

    A negative cut leaves room around the picture (20.1.8.55 a:srcRect).
    """
    x, y, wide, high = fill.target
    left, top, right, bottom = fill.source
    shown_across, shown_down = 1 - left - right, 1 - top - bottom
    if min(wide, high, shown_across, shown_down) <= 0 or not all(map(math.isfinite, fill.target)):
        return None
    unit_x, unit_y = wide / shown_across, high / shown_down
    return QRectF(
        x + max(0.0, -left) * unit_x,
        y + max(0.0, -top) * unit_y,
        wide - (max(0.0, -left) + max(0.0, -right)) * unit_x,
        high - (max(0.0, -top) + max(0.0, -bottom)) * unit_y,
    )


def outline_of_box(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """Return the segments of a rectangle, in points."""
    return (
        ("M", (x, y)),
        ("L", (x + width, y)),
        ("L", (x + width, y + height)),
        ("L", (x, y + height)),
        ("Z", ()),
    )
