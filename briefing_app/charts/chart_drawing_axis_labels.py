"""Labels of axes: wrapped, turned or left out where they do not fit side by side, as in Office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil, cos, inf, radians, sin

from briefing_app.charts.chart_paths import Rect
from briefing_app.charts.chart_scales import Scale, Slots
from briefing_app.charts.chart_scene import Scene
from briefing_app.charts.chart_text import Block, rotation_of
from briefing_app.charts.chart_values import Axis, Texts
from briefing_app.model.drawing import Item
from briefing_app.model.text_body import Alignment, SetRun

_SLOT_USE = 0.95
_MOST_SHARE = 0.4
"""Share of the frame that labels may take beside their axis."""
_MOST_LINES = 4
_ELLIPSIS = "…"
_SAMPLED = 200
"""Names that are measured where there are many, to see whether they fit."""
_DAYS = {"days": 1.0, "months": 30.4375, "years": 365.25}


@dataclass(frozen=True, slots=True)
class AxisLabels:
    """Labels by the share of their axis.

    degrees: all are turned by that; step: slots from one to the next; starts: of an outer level,
    the slots with which its groups begin.
    """

    marks: tuple[tuple[float, Block], ...] = ()
    degrees: float = 0.0
    step: float = 1.0
    starts: tuple[int, ...] = ()

    def thickness(self, *, horizontal: bool) -> float:
        """Return what the labels take across the axis."""
        sizes = [block.turned(self.degrees) for _, block in self.marks]
        return max((high if horizontal else wide for wide, high in sizes), default=0.0)

    def below(self, block: Block, x: float, y: float, side: int) -> tuple[Item, ...]:
        """Return a label under (side 1) or over (-1) a point of a lying axis.

        A slanted label ends, or begins, at its tick; an upright or a level one is centred.
        """
        _wide, high = block.turned(self.degrees)
        centre_y = y + side * high / 2
        if abs(self.degrees) % 90 < 0.5:
            return block.around((x, centre_y), self.degrees)
        reach = cos(radians(self.degrees)) * block.width / 2
        lead = -reach if (self.degrees < 0) == (side > 0) else reach
        half = abs(sin(radians(self.degrees))) * block.height / 2
        return block.around((x + lead + (half if lead < 0 else -half) / 2, centre_y), self.degrees)

    def beside(self, block: Block, x: float, y: float, side: int) -> tuple[Item, ...]:
        """Return a label at the right (side 1) or left (-1) of a point of a standing axis."""
        wide, _ = block.turned(self.degrees)
        return block.around((x + side * wide / 2, y), self.degrees)


def value_labels(
    scene: Scene, axis: Axis, scale: Scale, code: str, plot: Rect, horizontal: bool
) -> AxisLabels:
    """Return the labels of an axis of values."""
    style = scene.setter.style(axis.text, scene.text)
    turn = rotation_of(axis.text) or 0.0
    marks = []
    for value in scale.ticks:
        share = scale.share(value)
        if -1e-6 <= share <= 1 + 1e-6:
            shown = scene.number(value / axis.divisor, code)
            marks.append((share, scene.setter.plain(shown, style)))
    length = plot.width if horizontal else plot.height
    skip = _skip([block for _, block in marks], length / max(len(marks) - 1, 1), turn, horizontal)
    return AxisLabels(tuple(marks[::skip]), turn, skip)


def _skip(blocks: list[Block], slot: float, degrees: float, horizontal: bool) -> int:
    """Return at which distance labels do not touch, in slots."""
    sizes = [block.turned(degrees) for block in blocks]
    needed = max(((wide + 2) if horizontal else high * 0.9 for wide, high in sizes), default=0.0)
    return _steps(needed, slot)


def _steps(needed: float, slot: float) -> int:
    if slot <= 0:
        return 1_000_000
    return max(1, min(ceil(needed / slot - 1e-6), 1_000_000))


Namer = Callable[[int], str]


def _names(scene: Scene, axis: Axis, scale: Slots, texts: Texts) -> tuple[Namer, int]:
    """Return what the slots are called, and the step that the axis asks for."""
    if axis.kind == "date" and texts.numbers and len(texts.numbers) == len(scale.places):
        return _dates(scene, axis, scale, texts)
    return partial(_name, scene, axis, texts), max(axis.skip, 1)


def _name(scene: Scene, axis: Axis, texts: Texts, index: int) -> str:
    if not texts.count:
        return str(index + 1)
    if texts.levels:
        level = texts.levels[0]
        return level[index] if index < len(level) else ""
    value = texts.numbers[index] if index < len(texts.numbers) else None
    if value is None:
        return ""
    own = axis.number_format if axis.number_format and not axis.linked else ""
    return scene.number(value, own or texts.number_format)


def _dates(scene: Scene, axis: Axis, scale: Slots, texts: Texts) -> tuple[Namer, int]:
    """Return the date of each slot as a text: days between those of categories have theirs too."""
    own = axis.number_format if axis.number_format and not axis.linked else ""
    code = own or texts.number_format
    known = {
        int(place): value
        for place, value in zip(scale.places, texts.numbers, strict=True)
        if value is not None
    }
    first = min(known, default=0)
    daily = len(known) > 1 and _per_slot(known) < 2
    days = _DAYS.get(axis.major_time, 1.0) if daily else 1.0
    step = 1 if axis.major_unit is None else max(1, round(min(axis.major_unit * days, 1e6)))

    def shown(place: int) -> str:
        value = known.get(place)
        if value is None and daily:
            value = known[first] + place - first
        return "" if value is None else scene.number(value, code)

    return shown, step


def _per_slot(known: dict[int, float]) -> float:
    """Return how many days a slot is long."""
    low, high = min(known), max(known)
    return (known[high] - known[low]) / max(high - low, 1)


def category_labels(
    scene: Scene, axis: Axis, scale: Slots, texts: Texts, plot: Rect, horizontal: bool
) -> AxisLabels:
    """Return the labels of an axis of categories, fitted into their slots."""
    style = scene.setter.style(axis.text, scene.text)
    name, step = _names(scene, axis, scale, texts)
    turn = rotation_of(axis.text)
    length = plot.width if horizontal else plot.height
    dated = axis.kind == "date"
    fitter = _Fitter(scene, style, name, scale, length * scale.size, step, axis.skip > 0, dated)
    if not horizontal:
        return fitter.beside(turn or 0.0, _room_beside(scene, plot))
    if turn is not None and abs(turn) > 0.5:
        return fitter.turned(turn)
    level = fitter.level(thinned=turn is not None)
    if level is not None:
        return level
    return fitter.slanted()


def _room_beside(scene: Scene, plot: Rect) -> float:
    """Return the width for names beside a standing axis."""
    layout = scene.chart.layout
    if layout is not None and layout.inner and layout.x is not None:
        return max(plot.x - scene.frame.x - 3, scene.frame.width * 0.1)
    return scene.frame.width * _MOST_SHARE


@dataclass(frozen=True)
class _Fitter:
    """Labels looking for their places. slot: its length in points; fixed: the step is said."""

    scene: Scene
    style: SetRun
    name: Namer
    scale: Slots
    slot: float
    step: int
    fixed: bool
    dated: bool = False

    def _labels(
        self,
        step: int,
        degrees: float,
        width: float | None,
        alignment: Alignment,
        longest: float = inf,
    ) -> AxisLabels:
        named = ((place, self.name(place)) for place in range(0, self.scale.count, step))
        marks = tuple(
            (
                self.scale.at(place + 0.5),
                self.scene.setter.plain(self._cut(shown, longest), self.style, width, alignment),
            )
            for place, shown in named
            if shown
        )
        return AxisLabels(marks, degrees, step)

    def level(self, *, thinned: bool) -> AxisLabels | None:
        """Return labels that stand level, wrapped; None when words do not fit.

        thinned: they may not be turned, so some are left out instead.
        """
        step = self.step
        some = range(0, self.scale.count, max(1, self.scale.count // _SAMPLED))
        widest = max((self._widest_word(self.name(place)) for place in some), default=0.0)
        if widest > self.slot * step * 1.02:
            if not thinned:
                return None
            if not self.fixed:
                step = max(step, _steps(widest, self.slot))
        labels = self._labels(step, 0.0, max(self.slot * step * _SLOT_USE, 4.0), Alignment.CENTRE)
        tall = labels.thickness(horizontal=True)
        most = max(self.style.size_pt * 1.2 * _MOST_LINES, self.scene.frame.height * 0.2)
        return labels if tall <= most or thinned else None

    def _widest_word(self, shown: str) -> float:
        words = shown.split() or [""]
        longest = sorted(words, key=len)[-2:]
        return max(self.scene.setter.plain(word, self.style).width for word in longest)

    def slanted(self) -> AxisLabels:
        """Return labels turned by 45 degrees, or upright where not even that is enough."""
        line = self.style.size_pt * 1.2
        if self.dated or self.slot * self.step >= line * 1.4:
            return self.turned(-45.0)
        return self.turned(-90.0)

    def turned(self, degrees: float) -> AxisLabels:
        """Return labels turned and, where they still touch, thinned out; too long ones are cut."""
        line = self.style.size_pt * 1.2
        needed = line / max(abs(sin(radians(degrees))), 0.2)
        step = self.step if self.fixed else max(self.step, _steps(needed * 0.95, self.slot))
        most = self.scene.frame.height * _MOST_SHARE / max(abs(sin(radians(degrees))), 0.2)
        return self._labels(step, degrees, None, Alignment.CENTRE, most)

    def _cut(self, shown: str, most: float) -> str:
        if most == inf:
            return shown
        width = self.scene.setter.plain(shown, self.style).width
        if width <= most:
            return shown
        return shown[: max(int(len(shown) * most / width) - 1, 1)].rstrip() + _ELLIPSIS

    def beside(self, degrees: float, room: float) -> AxisLabels:
        """Return labels beside a standing axis, wrapped into the room there is."""
        line = self.style.size_pt * 1.2
        step = self.step
        if not self.fixed:
            step = max(step, _steps(line * 0.9, self.slot))
        width = None if abs(degrees) > 0.5 else room
        return self._labels(step, degrees, width, Alignment.RIGHT)


def outer_levels(scene: Scene, axis: Axis, scale: Slots, texts: Texts) -> tuple[AxisLabels, ...]:
    """Return the outer levels of categories, each name in the middle of those it is for."""
    if not axis.levels or len(texts.levels) < 2:
        return ()
    style = scene.setter.style(axis.text, scene.text)
    return tuple(
        AxisLabels(
            tuple(
                (scale.at((start + end) / 2), scene.setter.plain(shown, style))
                for start, end, shown in _groups(level)
            ),
            starts=tuple(start for start, _, _ in _groups(level)),
        )
        for level in texts.levels[1:]
    )


def _groups(level: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    starts = [n for n, shown in enumerate(level) if shown]
    for start, end in zip(starts, [*starts[1:], len(level)], strict=True):
        yield start, end, level[start]
