"""Lines across a cloud of points: at a value, a mean or a median of x or y.

A decoration names the series whose value it marks, x or y; none means y. A mean line stands at the
mean of the points drawn, a value line at its value, or, without one, at the median.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from statistics import median

from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height, spread
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.point_axes import CloudArea, Room, axis_frame
from briefing_app.charts.point_cloud import Cloud
from briefing_app.charts.point_labels import GAP_PT, Box
from briefing_app.charts.point_words import Fit
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import Decoration, Mark

_MOST = 6
_MOST_RIGHT = 0.25
"""Share of the width that the texts of lines may take."""
_PIECE_PT = 12.0
_MEDIAN = {"zh": "中位数"}


@dataclass(frozen=True, slots=True)
class PointLine:
    """A line. axis: 0 where it marks an x, and stands, 1 for a y.

    formula: of its value in the worksheet; text, text_formula: what it says; ``{}`` in the formula
    is the cell of the value, and "" means that the text is an input.
    """

    axis: int
    value: float
    formula: str
    text: str
    text_formula: str


def point_lines(frame: Frame, cloud: Cloud) -> tuple[PointLine, ...]:
    """Return the lines that the decorations of a chart ask for."""
    wanted = [d for d in frame.spec.decorations if d.mark in (Mark.VALUE_LINE, Mark.MEAN_LINE)]
    lines = (_line(frame, cloud, decoration) for decoration in wanted[:_MOST])
    return tuple(line for line in lines if line is not None)


def _line(frame: Frame, cloud: Cloud, decoration: Decoration) -> PointLine | None:
    axis = 0 if decoration.series and decoration.series == frame.names[0] else 1
    values = [(point.x, point.y)[axis] for point in cloud.points]
    numbers = axis_frame(frame, axis).numbers
    letters = column_letters(axis + 2)
    cells = f"{letters}$2:{letters}${len(values) + 1}"
    if decoration.mark is Mark.MEAN_LINE:
        value, formula, word = fsum(values) / len(values), f"AVERAGE({cells})", "Ø"
    elif decoration.value is None:
        word = _MEDIAN.get(frame.spec.language[:2], "Median")
        value, formula = median(values), f"MEDIAN({cells})"
    elif isfinite(decoration.value) and abs(decoration.value) < 1e290:
        value, formula, word = float(decoration.value), "", ""
    else:
        return None
    if decoration.text:
        return PointLine(axis, value, formula, decoration.text, "")
    lead = f"{word} " if word else ""
    shown = f'"{lead}"&' if lead else ""
    return PointLine(
        axis,
        value,
        formula,
        lead + numbers.text(value),
        shown + numbers.formula("{}", signed=False),
    )


def room_for_lines(frame: Frame, lines: Sequence[PointLine], top: float) -> Room:
    """Return the room around the axes for the texts of lines. top: what is kept free above all."""
    size = frame.least_pt
    widest = frame.ruler.widest([line.text for line in lines if line.axis == 1], size)
    right = min(widest + GAP_PT + 2 * EDGE_PT, frame.width * _MOST_RIGHT) if widest else 0.0
    over = line_height(size) if any(line.axis == 0 for line in lines) else 0.0
    return Room(top, over, max(right, EDGE_PT * 2))


@dataclass(frozen=True, slots=True)
class LineText:
    """The text of a line. shift: by how much it moves from the end, so that no two touch."""

    shown: str
    box: Box
    shift: tuple[float, float]


def line_texts(frame: Frame, area: CloudArea, lines: Sequence[PointLine]) -> list[LineText]:
    """Return where the texts stand: over standing lines, to the right of lying ones."""
    size, ruler, inner = frame.least_pt, frame.ruler, area.inner
    room = frame.width - inner.left - inner.width - GAP_PT - EDGE_PT
    limits = (frame.width / 3, max(room, size))
    shown = [ruler.shortened(line.text, size, limits[line.axis]) for line in lines]
    wide = [ruler.width(each, size) + GAP_PT for each in shown]
    high = line_height(size)
    at = [
        area.at(line.value, area.y.high) if line.axis == 0 else area.at(area.x.high, line.value)
        for line in lines
    ]
    found: list[LineText | None] = [None] * len(lines)
    for axis, (low, end) in enumerate(((0.0, frame.width), (inner.top, inner.top + inner.height))):
        members = [n for n, line in enumerate(lines) if line.axis == axis]
        sizes = [wide[n] if axis == 0 else high for n in members]
        moved = spread([at[n][axis] for n in members], sizes, low, end)
        for n, place in zip(members, moved, strict=True):
            x, y = at[n]
            if axis == 0:
                box = (place - wide[n] / 2, y - high - 3.0, place + wide[n] / 2, y)
                found[n] = LineText(shown[n], box, (place - x, 0.0))
            else:
                box = (x, place - high / 2, x + 2 * GAP_PT + wide[n], place + high / 2)
                found[n] = LineText(shown[n], box, (0.0, place - y))
    return [each for each in found if each is not None]


def lines_across(
    area: CloudArea, lines: Sequence[PointLine], fit: Fit | None, cloud: Cloud
) -> list[Box]:
    """Return small boxes along all lines, the trend among them, which names should not cross."""
    inner = area.inner
    found = []
    for line in lines:
        x, y = (
            area.at(line.value, area.y.low) if line.axis == 0 else area.at(area.x.low, line.value)
        )
        if line.axis == 0:
            found.append((x - 0.5, inner.top, x + 0.5, inner.top + inner.height))
        else:
            found.append((inner.left, y - 0.5, inner.left + inner.width, y + 0.5))
    if fit is not None:
        xs = [point.x for point in cloud.points]
        (x1, y1), (x2, y2) = (area.at(x, fit.at(x)) for x in (min(xs), max(xs)))
        count = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / _PIECE_PT))
        for n in range(count):
            left, right = (x1 + (x2 - x1) * k / count for k in (n, n + 1))
            one, other = (y1 + (y2 - y1) * k / count for k in (n, n + 1))
            found.append((left, min(one, other) - 0.5, right, max(one, other) + 0.5))
    return found
