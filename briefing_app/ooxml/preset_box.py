"""The box of a preset shape, the adjustments that were made to it, and the paths drawn in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, radians, sin

from briefing_app.model.drawing import Segment
from briefing_app.ooxml.shape_outlines import Point, ShapePath, ShapePaths, ShapePen

_WHOLE = 100_000
_DEGREE = 60_000


class PresetBox:
    """What a preset shape is drawn in. w, h: its size; s: its shorter, m: its longer side."""

    __slots__ = ("_adjustments", "_pens", "_text", "h", "hc", "m", "s", "vc", "w")

    def __init__(self, width: float, height: float, adjustments: Mapping[str, float]) -> None:
        self.w, self.h = width, height
        self.hc, self.vc = width / 2, height / 2
        self.s, self.m = min(width, height), max(width, height)
        self._adjustments = adjustments
        self._pens: list[ShapePen | ShapePath] = []
        self._text = (0.0, 0.0, width, height)

    def part(
        self, name: str, default: float, low: float = 0.0, high: float = _WHOLE
    ) -> float:  # fmt: skip
        """Return an adjustment as a fraction; default and limits as in files (100,000 is 1)."""
        value = self._adjustments.get(name, default)
        return (low if value < low else min(value, high)) / _WHOLE

    def free(self, name: str, default: float) -> float:
        """Return an adjustment without limits as a fraction."""
        return self._adjustments.get(name, default) / _WHOLE

    def angle(
        self, name: str, default: float, low: float = 0.0, high: float = 360 - 1 / _DEGREE
    ) -> float:
        """Return an adjustment that is an angle; all in degrees."""
        value = self._adjustments.get(name, default * _DEGREE) / _DEGREE
        return low if value < low else min(value, high)

    def pen(self, fill: str = "norm", *, stroked: bool = True) -> ShapePen:
        """Begin a path, in front of those before."""
        pen = ShapePen(fill, stroked=stroked)
        self._pens.append(pen)
        return pen

    def grid(self, columns: float, rows: float, fill: str = "norm", *, stroked: bool = True
             ) -> ShapePen:  # fmt: skip
        """Begin a path in coordinates of a grid that fills the box."""
        pen = ShapePen(fill, (self.w / columns, self.h / rows), stroked=stroked)
        self._pens.append(pen)
        return pen

    def text(self, left: float, top: float, right: float, bottom: float) -> None:
        """Say where text stands; without this it is the whole box."""
        self._text = (left, top, right, bottom)

    def text_parts(self, left: float, top: float, right: float, bottom: float) -> None:
        """Say where text stands, in fractions of the box."""
        self._text = (left * self.w, top * self.h, right * self.w, bottom * self.h)

    def on_ellipse(self, degrees: float, rx: float = -1.0, ry: float = -1.0) -> Point:
        """Return a point of an ellipse around the middle by its parameter."""
        turn = radians(degrees)
        return (
            self.hc + (self.hc if rx < 0 else rx) * cos(turn),
            self.vc + (self.vc if ry < 0 else ry) * sin(turn),
        )

    def within(self, preset: Preset, place: Place, *, turned: bool) -> None:
        """Draw another preset and put each of its points in its place.

        turned: draw it in a box whose width is this one's height.
        """
        size = (self.h, self.w) if turned else (self.w, self.h)
        inner = PresetBox(*size, self._adjustments)
        preset(inner)
        drawn = inner.drawn()
        for path in drawn.paths:
            segments: list[Segment] = []
            for letter, n in path.segments:
                points = (place(n[i], n[i + 1]) for i in range(0, len(n), 2))
                segments.append((letter, tuple(value for point in points for value in point)))
            self._pens.append(ShapePath(tuple(segments), path.fill, path.stroked))
        left, top, right, bottom = drawn.text_box
        (x1, y1), (x2, y2) = place(left, top), place(right, bottom)
        self._text = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def drawn(self) -> ShapePaths:
        """Return what was drawn."""
        paths: tuple[ShapePath, ...] = tuple(
            pen if isinstance(pen, ShapePath) else pen.path() for pen in self._pens
        )
        return ShapePaths(paths, self._text)


Preset = Callable[[PresetBox], None]
Place = Callable[[float, float], Point]


def from_left_to_right(preset: Preset) -> Preset:
    """Return a preset as a mirror beside it shows it."""
    return lambda b: b.within(preset, lambda x, y: (b.w - x, y), turned=False)


def upside_down(preset: Preset) -> Preset:
    """Return a preset as water below shows it."""
    return lambda b: b.within(preset, lambda x, y: (x, b.h - y), turned=False)


def over_the_diagonal(preset: Preset) -> Preset:
    """Return a preset with across and down exchanged."""
    return lambda b: b.within(preset, lambda x, y: (y, x), turned=True)
