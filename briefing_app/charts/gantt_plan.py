"""What a plan of tasks shows, and where its rows stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from briefing_app.charts.axes import LegendPlan, plan_legend
from briefing_app.charts.chart_elements import Inner
from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.label_placement import (
    AXIS_GAP_PT,
    AxisTexts,
    line_height,
    size_within,
    texts_beside_bars,
)
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.time_ruler import FIRST_DAY, LAST_DAY, DateWords, Ruler, ruler_of
from briefing_app.model.chart_spec import Mark

GAP_WIDTH = 45
_MOST_DATE_PT = 10.0
_HIGHEST_SLOT_PT = 26.0
_NAMES_SHARE = 0.36
_RIGHT_PT = 12.0
"""Right of the last day, for half a diamond."""
DASH = " – "


@dataclass(frozen=True, slots=True)
class Task:
    """A task. end: None for a milestone; start None where there is nothing to show."""

    start: float | None
    end: float | None
    group: int

    @property
    def length(self) -> float:
        """Return the days that it takes, its last one included; 0 for a milestone."""
        if self.start is None or self.end is None or self.turned_round:
            return 0.0
        return self.end - self.start + 1.0

    @property
    def milestone(self) -> bool:
        """Return whether it is a single day."""
        return self.start is not None and (self.end is None or self.turned_round)

    @property
    def turned_round(self) -> bool:
        """Return whether it ends before it starts."""
        return self.start is not None and self.end is not None and self.end < self.start


@dataclass(frozen=True, slots=True)
class Today:
    """An upright line at a day, with a word below it."""

    day: float
    words: str


@dataclass(frozen=True)
class Plan:
    """What stands where. head: rows of the ruler; rows: names of all rows."""

    frame: Frame
    tasks: tuple[Task, ...]
    groups: tuple[str, ...]
    shown: tuple[str, ...]
    colours: tuple[Colour, ...]
    ruler: Ruler
    words: DateWords
    legend: LegendPlan | None
    inner: Inner
    slot: float
    texts: AxisTexts
    label_pt: float

    blanks: int
    """Empty rows above each row of the ruler, where rows are too low for its names."""
    today: Today | None

    @property
    def head(self) -> int:
        """Return how many rows stand above the tasks."""
        return len(self.ruler.rows) * (1 + self.blanks)

    def ruler_row(self, n: int) -> int:
        """Return the number of the row of a row of the ruler."""
        return n * (1 + self.blanks) + self.blanks

    @property
    def unit(self) -> float:
        """Return points per day."""
        return self.inner.width / (self.ruler.high - self.ruler.low)

    @property
    def bar(self) -> float:
        """Return the thickness of a bar."""
        return self.slot / (1 + GAP_WIDTH / 100)

    def text(self, task: Task) -> str:
        """Return the dates of a task."""
        if task.start is None:
            return ""
        first = self.words.text(task.start)
        last = first if task.end is None or task.milestone else self.words.text(task.end)
        return first if first == last else first + DASH + last


def plan_of(frame: Frame) -> Plan:
    """Return what stands where."""
    groups = tuple(dict.fromkeys(_groups(frame))) or ("",)
    tasks = _tasks(frame, groups)
    room = frame.width * 0.9 - 36.0
    shown = tuple(frame.ruler.shortened(name, frame.least_pt, room) for name in groups)
    legend = plan_legend(shown, frame) if len(groups) > 1 else None
    top = (legend.height + EDGE_PT if legend else EDGE_PT) + frame.over
    first = min(task.start for task in tasks if task.start is not None)
    last = max(max(task.start, task.end or task.start) for task in tasks if task.start)
    today = _today(frame)
    below = line_height(frame.least_pt) + EDGE_PT if today else EDGE_PT
    room = frame.height - top - below
    fitted = _fitted(frame, (first, last), 2, room)
    if len(fitted.ruler.rows) == 1:
        fitted = _fitted(frame, (first, last), 1, room)
    count = len(tasks) + len(fitted.ruler.rows) * (1 + fitted.blanks)
    inner = Inner(fitted.left, top, frame.width - fitted.left - _RIGHT_PT, fitted.slot * count)
    if today and not fitted.ruler.low <= today.day < fitted.ruler.high:
        today = None
    return Plan(
        frame, tasks, groups, shown, _colours(frame, groups), fitted.ruler,
        DateWords.over(fitted.ruler.low, fitted.ruler.high, frame.spec.language), legend, inner,
        fitted.slot, fitted.texts, fitted.size_pt, fitted.blanks, today,
    )  # fmt: skip


def _today(frame: Frame) -> Today | None:
    """Return the day that a value line asks for, None for none."""
    for mark in frame.spec.decorations:
        if mark.mark is Mark.VALUE_LINE and mark.value is not None and isfinite(mark.value):
            if not FIRST_DAY <= mark.value <= LAST_DAY:
                return None
            words = DateWords.over(0.0, 0.0, frame.spec.language)
            return Today(mark.value, mark.text or words.text(mark.value))
    return None


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Rows as they fit. left: where the bars begin; size_pt: of dates, 0 for none."""

    ruler: Ruler
    texts: AxisTexts
    slot: float
    left: float
    blanks: int
    size_pt: float


def _fitted(frame: Frame, days: tuple[float, float], rows: int, height: float) -> _Fitted:
    """Return how tasks and a ruler of some rows share the height."""
    tasks, blanks = len(frame.spec.categories), 0
    least = line_height(frame.least_pt)
    while True:
        slot = min(height / (tasks + rows * (1 + blanks)), _HIGHEST_SLOT_PT)
        if slot * max(blanks, 1) >= least or blanks >= tasks:
            break
        blanks += 1
    names = (*("",) * (rows * (1 + blanks)), *frame.spec.categories)
    widest = frame.width * _NAMES_SHARE
    texts = texts_beside_bars(names, slot, widest, frame.sizes, frame.ruler)
    left = texts.widest * 1.03 + AXIS_GAP_PT + EDGE_PT
    size = size_within(1.1, slot, min(frame.label_pt, _MOST_DATE_PT), frame.least_pt)
    ruler = ruler_of(
        days,
        frame.width - left - _RIGHT_PT,
        frame.spec.language,
        lambda name: frame.ruler.width(name, size or frame.least_pt, bold=True) + 2 * EDGE_PT,
        fine=rows > 1,
    )
    return _Fitted(ruler, texts, slot, left, blanks, size)


def _groups(frame: Frame) -> tuple[str, ...]:
    """Return the group of each task; none where they do not belong to the tasks."""
    groups = frame.spec.groups
    return groups if len(groups) == len(frame.spec.categories) else ()


def _tasks(frame: Frame, groups: Sequence[str]) -> tuple[Task, ...]:
    numbers = [groups.index(name) for name in _groups(frame)] or [0] * len(frame.spec.categories)
    starts = frame.values[0]
    ends: Row = frame.values[1] if len(frame.values) > 1 else (None,) * len(starts)
    return tuple(
        Task(start, end, number) for start, end, number in zip(starts, ends, numbers, strict=True)
    )


def _colours(frame: Frame, groups: Sequence[str]) -> tuple[Colour, ...]:
    palette, focus = frame.palette, set(frame.spec.focus)
    if focus.intersection(groups) and not focus.issuperset(groups):
        return tuple(
            palette.focus if name in focus else palette.greys[n % len(palette.greys)]
            for n, name in enumerate(groups)
        )
    return tuple(palette.series[n % len(palette.series)] for n in range(len(groups)))
