"""Where the columns, names and segments of a Marimekko stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from briefing_app.charts.axes import BAR_KEY_PT, LegendPlan, Scale, plan_legend, scale_with_room
from briefing_app.charts.chart_elements import Inner
from briefing_app.charts.columns_and_bars import names_for_legend
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import AXIS_GAP_PT, line_height
from briefing_app.charts.number_labels import LabelFormat, label_format
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.side_names import SideNames, side_names
from briefing_app.model.chart_spec import ChartKind

SLICES = 100
_TOP_PT = 6.0
_KEY_PT = BAR_KEY_PT + 16.0
"""Keys are wider where a chart has lines too."""


@dataclass(frozen=True, slots=True)
class Block:
    """One wide column. left, right: its borders in slices; width: its figure; parts: by series.

    whole: the sum of its parts.
    """

    left: float
    right: float
    width: float
    parts: tuple[float, ...]
    whole: float

    @property
    def middle(self) -> float:
        """Return x of its middle on the axis of slices."""
        return (self.left + self.right) / 2 + 1.5


def blocks_of(frame: Frame) -> tuple[Block, ...]:
    """Return the wide columns from left to right; a missing part counts as zero."""
    units = frame.spec.kind is ChartKind.MARIMEKKO_UNITS
    parts = [tuple(v or 0.0 for v in column) for column in zip(*frame.values, strict=True)]
    wholes = [float(sum(column)) for column in parts]
    widths = [float(w) for w in frame.spec.widths] if units else wholes
    total, before, borders = sum(widths), 0.0, []
    for width in widths:
        borders.append(float(floor(before / total * SLICES + 0.5)))
        before += width
    borders.append(float(SLICES))
    return tuple(
        Block(borders[n], borders[n + 1], width, column, whole)
        for n, (width, column, whole) in enumerate(zip(widths, parts, wholes, strict=True))
    )


@dataclass(frozen=True)
class Plan:
    """What is drawn where.

    full: heights are shares; side, legend: where the series are named; shown: their names there,
    of which some are cut; names: lines of the names of columns, none where one has no room, of
    which some are shortened; widths: how widths are printed.
    """

    frame: Frame
    blocks: tuple[Block, ...]
    full: bool
    inner: Inner
    scale: Scale
    side: SideNames | None
    legend: LegendPlan | None
    shown: tuple[str, ...]
    cut: int
    names: tuple[tuple[str, ...], ...]
    name_pt: float
    name_lines: int
    shortened: int
    widths: LabelFormat

    @property
    def names_height(self) -> float:
        """Return the height of the names of the columns."""
        return self.name_lines * name_line(self.frame.spec.categories, self.name_pt)

    @property
    def slice_pt(self) -> float:
        """Return the width of a slice in points."""
        return self.inner.width / (SLICES + 2)

    @property
    def unit(self) -> float:
        """Return points for one of a value."""
        return self.inner.height / (self.scale.high - self.scale.low)

    def heights(self, block: Block) -> tuple[float, ...]:
        """Return the parts of a column as they are high: shares, or values."""
        if not self.full:
            return block.parts
        return tuple(part / block.whole if block.whole else 0.0 for part in block.parts)

    def room(self, block: Block) -> float:
        """Return the width of a column in points."""
        return (block.right - block.left) * self.slice_pt


# --- geometry ---------------------------------------------------------------------------------


def plan_of(frame: Frame) -> Plan:
    """Return where everything stands."""
    blocks = blocks_of(frame)
    full = frame.spec.kind is ChartKind.MARIMEKKO
    side = side_names(frame) if len(frame.names) > 1 else None
    if side and not _can_name(frame, blocks, side):
        side = None
    shown, cut = (frame.names, side.cut) if side else names_for_legend(frame)
    legend = plan_legend(shown, frame, _KEY_PT) if not side and len(frame.names) > 1 else None
    top = (legend.height if legend else 0.0) + (EDGE_PT if full else line_height(frame.label_pt))
    right = max(EDGE_PT, side.width if side else 0.0)
    width = max(frame.width - EDGE_PT - right, frame.width * 0.3)
    rooms = [(b.right - b.left) * width / (SLICES + 2) for b in blocks]
    names, size, shortened = _column_names(frame, rooms)
    lines = max((len(each) for each in names), default=0)
    below = (
        AXIS_GAP_PT
        + lines * name_line(frame.spec.categories, size)
        + line_height(frame.label_pt)
        + EDGE_PT
    )
    height = max(frame.height - top - frame.over - below, frame.height * 0.2)
    high = 1.0 if full else max(block.whole for block in blocks)
    scale = Scale(0.0, 1.0) if full else scale_with_room(0.0, high, height, 0.0, _TOP_PT)
    inner = Inner(EDGE_PT, top + frame.over, width, height)
    return Plan(
        frame, blocks, full, inner, scale, side, legend, shown, cut, names, size, lines,
        shortened, _width_format(frame, full=full),
    )  # fmt: skip


def _can_name(frame: Frame, blocks: Sequence[Block], side: SideNames) -> bool:
    """Return whether the last column is drawn and high enough for names beside its segments."""
    last = blocks[-1]
    if last.right <= last.left or len(side.named) < len(frame.names):
        return False
    if frame.spec.kind is ChartKind.MARIMEKKO:
        return last.whole > 0
    share = last.whole / max(block.whole for block in blocks)
    return share * frame.height * 0.75 >= sum(side.heights)


_EAST_ASIAN = "\u2e80"
_EAST_ASIAN_LINE = 1.55
"""Lines of ideographs are farther apart, per point of their size."""


def name_line(names: Sequence[str], size_pt: float) -> float:
    """Return the distance of two lines of names."""
    tall = any(char >= _EAST_ASIAN for name in names for char in name)
    return size_pt * _EAST_ASIAN_LINE if tall else line_height(size_pt)


def _width_format(frame: Frame, *, full: bool) -> LabelFormat:
    if full:
        return frame.numbers
    whole = all(float(w).is_integer() for w in frame.spec.widths)
    return label_format("#,##0" if whole else "#,##0.0", frame.spec.language)


def _column_names(
    frame: Frame, rooms: Sequence[float]
) -> tuple[tuple[tuple[str, ...], ...], float, int]:
    """Return the lines of each name below its column, their size, and how many were cut.

    A name that would not say anything in the width of its column has no lines.
    """
    ruler, (most, least) = frame.ruler, frame.sizes
    size = most
    while size > least and not all(
        ruler.words_fit(name, size, room - EDGE_PT)
        for name, room in zip(frame.spec.categories, rooms, strict=True)
        if room > least * 4
    ):
        size = max(least, size - 1.0)
    lines, cut = [], 0
    for name, room in zip(frame.spec.categories, rooms, strict=True):
        fitted = _lines_within(frame, name, size, room - EDGE_PT)
        cut += "".join(fitted).replace(" ", "") != name.replace(" ", "")
        lines.append(fitted)
    return tuple(lines), size, cut


def _lines_within(frame: Frame, name: str, size: float, room: float) -> tuple[str, ...]:
    ruler = frame.ruler
    if not name.strip():
        return ()
    if ruler.words_fit(name, size, room):
        lines = ruler.lines(name, size, room)
        if len(lines) <= 3:
            return lines
        last = ruler.shortened(" ".join(lines[2:]), size, room)
        return (*lines[:2], last)
    short = ruler.shortened(name, size, room)
    return (short,) if len(short) > 3 and ruler.width(short, size) <= room else ()


def height_at(plan: Plan, block: Block, below: int) -> float:
    """Return the height of the first parts of a column together."""
    height = float(sum(block.parts[:below]))
    if not plan.full:
        return height
    return height / block.whole if block.whole else 0.0
