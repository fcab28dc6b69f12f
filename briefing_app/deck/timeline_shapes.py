"""A timeline as native shapes: events on an axis that is true to distance, labels kept apart.

Labels stand on one side of the axis where there is room, else on both in turn, and begin at the
right of their events or, near the end of the axis, as far left of them as they must; where an axis
across has no room for them at a readable size, the events stand one under the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing_app.charts.palette import Colour, Palette, ink_on
from briefing_app.deck.drawn_shapes import Drawn, DrawnLine, DrawnShape, DrawnText, around
from briefing_app.deck.drawn_text import Gauge
from briefing_app.deck.timeline_axis import Period, periods, spread
from briefing_app.model.exhibit_spec import TimelineEvent, TimelineSpec
from briefing_app.model.finding import Finding, warning
from briefing_app.model.geometry import EMU_PER_PT, Box, pt

_SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)
_SMALL_SIZES = (9.5, 9.0)
_BAND, _STEM, _MARK = 17.0, 20.0, 9.0
_MOST_STEM, _RULE_GAP = 44.0, 4.0
_GAP, _INSET, _NAME_INSET = 12.0, 7.0, 5.0
_WIDEST = 215.0
_NARROWEST = 8.5
"""Widths of labels, the least in times the type size; lengths in points."""
_DATE_GAP = 22.0
_ROW_GAP, _MOST_ROW_GAP = 7.0, 22.0
_AXIS_AT = 11.0
_ALT = {
    "en": "Timeline{title}: {events}.",
    "de": "Zeitstrahl{title}: {events}.",
    "zh": "时间线{title}：{events}。",
}


@dataclass(frozen=True, slots=True)
class _Across:
    """An axis across: the labels of each side (above, below), their width, all heights."""

    size_pt: float
    width: float
    sides: tuple[tuple[int, ...], tuple[int, ...]]
    heights: tuple[float, float]
    marks: tuple[float, ...]
    lefts: tuple[float, ...]
    """Where events stand on the axis, and the left edges of their labels."""

    @property
    def height(self) -> float:
        stems = sum(_STEM for height in self.heights if height)
        return sum(self.heights) + stems + _BAND

    def reached(self, number: int) -> float:
        """Return where the line from an event comes to its label: straight on, if it can."""
        left = self.lefts[number]
        return min(max(self.marks[number], left), left + self.width)

    @property
    def cost(self) -> float:
        """Return how far labels are from their events, and how high they are, to be least."""
        shifts = (
            abs(self.reached(i) - mark) + (self.reached(i) - self.lefts[i]) / 2
            for i, mark in enumerate(self.marks)
        )
        return sum(shifts) / len(self.marks) + sum(self.heights)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sets one timeline. box: its place on the slide, in EMU; most_pt: the largest size of type."""

    spec: TimelineSpec
    box: Box
    palette: Palette
    gauge: Gauge
    most_pt: float = _SIZES[0]

    def drawn(self) -> Drawn:
        """Return its shapes, and a finding when the events do not fit into the place."""
        sizes = [size for size in _SIZES if size <= self.most_pt]
        for size in sizes:
            if across := self._across(size):
                return self._made(self._shapes_across(across), ())
        for size in (*sizes, *_SMALL_SIZES):
            if self._down_height(size) <= self.box.height_pt:
                return self._made(self._shapes_down(size), ())
        for size in _SMALL_SIZES:
            if across := self._across(size):
                return self._made(self._shapes_across(across), ())
        return self._too_full()

    def _too_full(self) -> Drawn:
        """Return the events without their details, or, where not even they fit, all of them."""
        bare = tuple(replace(event, detail="") for event in self.spec.events)
        what = f"{len(bare)} events do not fit into the place of the timeline."
        if bare != self.spec.events:
            drawn = replace(self, spec=replace(self.spec, events=bare)).drawn()
            if not drawn.findings:
                what = "The details of the events do not fit into the place; they are left out."
        else:
            drawn = self._made(self._shapes_down(_SMALL_SIZES[-1]), ())
        remedy = "Shorten their texts, or show fewer of them."
        return replace(drawn, findings=(warning("timeline-too-full", what, remedy),))

    def _made(
        self, shapes: Iterator[DrawnShape | DrawnLine], findings: tuple[Finding, ...]
    ) -> Drawn:
        listed = tuple(shapes)
        return Drawn(listed, around(listed, self.box), timeline_alt_text(self.spec), findings)

    def _label(
        self, event: TimelineEvent, size: float, *, dated: bool = True
    ) -> tuple[DrawnText, ...]:
        palette = self.palette
        lead = palette.focus if event.focus else palette.text
        texts = [DrawnText(event.event, size, lead, bold=True, before_pt=1.0)]
        if dated:
            texts.insert(0, DrawnText(event.date, size, self._date_colour(event), bold=True))
        if event.detail:
            texts.append(DrawnText(event.detail, size, palette.text, before_pt=1.0))
        return tuple(texts)

    def _date_colour(self, event: TimelineEvent) -> Colour:
        some = any(other.focus for other in self.spec.events)
        return self.palette.focus if event.focus or not some else self.palette.muted

    # ------------------------------------------------------------------------- an axis across
    def _axis(self) -> tuple[tuple[Period, ...], float]:
        """Return the periods of the axis, and how many points a day takes."""
        events = self.spec.events
        axis = periods(events[0].day, events[-1].day, self.spec.language)
        return axis, self.box.width_pt / (axis[-1].until - axis[0].since)

    def _across(self, size: float) -> _Across | None:
        """Return how labels stand along an axis across at a size; None when they do not fit."""
        count = len(self.spec.events)
        one = ((), tuple(range(count)))
        both = (tuple(range(0, count, 2)), tuple(range(1, count, 2)))
        labels = [self._label(event, size) for event in self.spec.events]
        words = max(self.gauge.widest_word(text) for label in labels for text in label)
        room = self.box.width_pt
        for sides, least in ((one, 11.0), (both, _NARROWEST)) if count < 6 else ((both, 8.5),):
            most = max(map(len, sides))
            widest = min(_WIDEST, (room - _GAP * (most - 1)) / most)
            widths = (widest * share for share in (1.0, 0.9, 0.8, 0.7, 0.6))
            tried = (
                self._set(labels, width, size, sides)
                for width in widths
                if width >= max(least * size, words + _INSET)
            )
            fitting = [across for across in tried if across.height <= self.box.height_pt]
            if fitting:
                return min(fitting, key=lambda across: across.cost)
        return None

    def _set(
        self,
        labels: Sequence[tuple[DrawnText, ...]],
        width: float,
        size: float,
        sides: tuple[tuple[int, ...], tuple[int, ...]],
    ) -> _Across:
        """Return labels of a width along the axis, each as near to its event as may be."""
        high = [self.gauge.height(label, width - _INSET) for label in labels]
        heights = [max((high[i] for i in side), default=0.0) for side in sides]
        axis, scale = self._axis()
        marks = tuple((event.day - axis[0].since) * scale for event in self.spec.events)
        room = self.box.width_pt
        lefts = [0.0] * len(marks)
        for side in sides:
            wanted = [marks[i] for i in side]
            for number, left in zip(side, spread(wanted, width, _GAP, room), strict=True):
                lefts[number] = left
        return _Across(size, width, sides, (heights[0], heights[1]), marks, tuple(lefts))

    def _shapes_across(self, across: _Across) -> Iterator[DrawnShape | DrawnLine]:
        axis, scale = self._axis()
        above, below = across.heights
        spare = self.box.height_pt - across.height
        longer = min(_MOST_STEM - _STEM, spare * 0.15)
        stem = _STEM + longer
        top = (spare - longer * sum(1 for high in across.heights if high)) * 0.45
        band = top + (above + stem if above else 0.0)
        yield from self._band(axis, scale, band)
        for number in range(len(self.spec.events)):
            upper = number in across.sides[0]
            start = band if upper else band + _BAND
            head = top if upper else start + stem
            yield from self._flag(number, (start, head, above if upper else below), across)

    def _flag(
        self, number: int, rows: tuple[float, float, float], across: _Across
    ) -> Iterator[DrawnShape | DrawnLine]:
        """Yield a label with its line to the axis. rows: axis, top of the label, its height.

        The line meets the label's edge, runs along it to its left end, and down beside it.
        """
        start, head, high = rows
        event, mark, left = self.spec.events[number], across.marks[number], across.lefts[number]
        reached = across.reached(number)
        texts = self._label(event, across.size_pt)
        near = head + high + _RULE_GAP if head < start else head - _RULE_GAP
        far = head
        if head > start:
            far += self.gauge.height(texts, across.width - _INSET)
        colour = self.palette.grid
        turn, corner = self._at(reached, near), self._at(left, near)
        yield DrawnLine(f"Line {number + 1}", self._at(mark, start), turn, colour)
        if turn != corner:
            yield DrawnLine(f"Edge {number + 1}", corner, turn, colour)
        yield DrawnLine(f"Stem {number + 1}", corner, self._at(left, far), colour)
        disc = self._box(mark - _MARK / 2, start - _MARK / 2, _MARK, _MARK)
        yield DrawnShape(f"Mark {number + 1}", disc, "ellipse", self._date_colour(event))
        words = self._box(left + _INSET, head, across.width - _INSET, high)
        yield DrawnShape(f"Event {number + 1}", words, texts=texts)

    def _band(self, axis: Sequence[Period], scale: float, top: float) -> Iterator[DrawnShape]:
        """Yield the axis: a field per period with its name, as far as names have room."""
        size = 9.0
        fill = self.palette.grid
        first = axis[0].since
        for number, period in enumerate(axis, 1):
            left, right = (period.since - first) * scale, (period.until - first) * scale
            text = DrawnText(period.name, size, ink_on(fill, self.palette))
            gap = 1.0 if number < len(axis) else 0.0
            box = self._box(left, top, right - left - gap, _BAND)
            yield DrawnShape(f"Period {number}", box, "rect", fill)
            # At its left end, since events without a month stand in the middle of their year.
            if self.gauge.width(text) < right - left - 2 * _NAME_INSET:
                words = self._box(left + _NAME_INSET, top, right - left - 2 * _NAME_INSET, _BAND)
                yield DrawnShape(f"Period name {number}", words, texts=(text,), anchor="ctr")

    # ----------------------------------------------------------------- one under the other
    def _dates_width(self, size: float) -> float:
        dates = (DrawnText(e.date, size, self.palette.text, bold=True) for e in self.spec.events)
        # A little more than measured, or rounding to EMU would break the widest one.
        return min(max(map(self.gauge.width, dates)) + 0.5, self.box.width_pt * 0.3)

    def _rows(self, size: float) -> list[float]:
        wide = self._dates_width(size)
        room = self.box.width_pt - wide - _DATE_GAP - _INSET
        return [
            max(
                self.gauge.height(self._label(event, size, dated=False), room),
                self.gauge.height(self._label(event, size)[:1], wide),
            )
            for event in self.spec.events
        ]

    def _down_height(self, size: float) -> float:
        rows = self._rows(size)
        return sum(rows) + _ROW_GAP * (len(rows) - 1)

    def _shapes_down(self, size: float) -> Iterator[DrawnShape | DrawnLine]:
        rows, wide = self._rows(size), self._dates_width(size)
        spare = self.box.height_pt - sum(rows)
        gap = max(_ROW_GAP, min(_MOST_ROW_GAP, spare / max(1, len(rows) - 1)))
        axis = wide + _AXIS_AT
        last = sum(rows[:-1]) + gap * (len(rows) - 1) + size * 0.6
        grid = self.palette.grid
        yield DrawnLine("Axis", self._at(axis, size * 0.6), self._at(axis, last), grid, 1.5)
        top = 0.0
        left = wide + _DATE_GAP
        for number, (event, high) in enumerate(zip(self.spec.events, rows, strict=True), 1):
            disc = self._box(axis - _MARK / 2, top + size * 0.6 - _MARK / 2, _MARK, _MARK)
            yield DrawnShape(f"Mark {number}", disc, "ellipse", self._date_colour(event))
            date = self._label(event, size)[:1]
            yield DrawnShape(f"Date {number}", self._box(0, top, wide, high), texts=date, align="r")
            texts = self._label(event, size, dated=False)
            texts = (replace(texts[0], before_pt=0.0), *texts[1:])
            words = self._box(left, top, self.box.width_pt - left, high)
            yield DrawnShape(f"Event {number}", words, texts=texts)
            top += high + gap

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return self.box.x + pt(x), self.box.y + pt(y)

    def _box(self, x: float, y: float, wide: float, high: float) -> Box:
        left, top = self._at(x, y)
        return Box(left, top, round(wide * EMU_PER_PT), round(high * EMU_PER_PT))


def timeline_alt_text(spec: TimelineSpec) -> str:
    """Return the alternative text: the message it serves, then each event with its date."""
    chinese = spec.language == "zh"
    pattern = _ALT.get(spec.language, _ALT["en"])
    said = ("；" if chinese else "; ").join(f"{event.date} {event.event}" for event in spec.events)
    title = spec.title and ("：" if chinese else ", ") + spec.title
    text = pattern.format(title=title, events=said)
    return f"{spec.message}. {text}" if spec.message else text
