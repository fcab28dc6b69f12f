"""A broken axis: columns that tower over the others are drawn shorter, and visibly cut.

What is drawn are formulas over the true figures and two cells that say where the break begins and
ends; the labels print the true figures. A white zig-zag lies across each cut column, and a finding
says that the axis is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10

from briefing_app.charts import decoration_findings as said
from briefing_app.charts.chart_elements import (
    label_range,
    other_labels,
    range_label,
    series_values,
)
from briefing_app.charts.columns_and_bars import draw_clustered
from briefing_app.charts.decoration_findings import Reason
from briefing_app.charts.decoration_shapes import Shape
from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.plot_area import PlotArea
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartKind, Decoration, Mark
from briefing_app.ooxml.elements import Xml

_TOWERS = 2.0
"""A column is cut where it is so many times as high as the next lower one."""
_ABOVE, _STUB = 1.15, 0.3
"""Where the break begins, and how much is seen behind it, in heights of the next lower column."""
_BAND_PT, _TOOTH_PT, _OUTSIDE_PT = 4.0, 3.0, 3.0
_LEAST_SPAN = 1e-9


@dataclass(frozen=True, slots=True)
class Break:
    """From where to where the axis is cut, and the categories whose columns are."""

    start: float
    end: float
    cut: tuple[int, ...]

    def drawn(self, value: float | None) -> float | None:
        """Return how high a value is drawn."""
        if value is None or value <= self.start:
            return value
        return value - (self.end - self.start) if value > self.end else self.start


def break_of(frame: Frame) -> Break | Reason | None:
    """Return the break of the axis, why there is none, or None where none is asked for."""
    asked = next((d for d in frame.spec.decorations if d.mark is Mark.AXIS_BREAK), None)
    if asked is None:
        return None
    if frame.spec.kind is not ChartKind.COLUMN:
        return said.not_for(frame.spec.kind)
    known = [v for v in frame.values[0] if v is not None]
    if len(frame.values) > 1 or min(known) < 0 or frame.spec.limits is not None:
        return said.ONE_SERIES
    return _break(frame.values[0], sorted(known), asked) or said.NO_BREAK


def _break(row: Row, known: Sequence[float], asked: Decoration) -> Break | None:
    if asked.value is not None:
        lower = max((v for v in known if v <= asked.value), default=0.0)
    else:
        lower = max((a for a, b in pairwise(known) if a > 0 and b >= a * _TOWERS), default=0.0)
    cut = tuple(n for n, v in enumerate(row) if v is not None and v > lower)
    if lower <= 0 or not cut:
        return None
    start = _rounded(asked.value if asked.value is not None else lower * _ABOVE)
    end = _rounded(min(row[n] or 0.0 for n in cut) - lower * _STUB)
    return Break(start, end, cut) if end - start > lower * _LEAST_SPAN else None


def _rounded(value: float) -> float:
    unit = 10.0 ** (floor(log10(value)) - 2) if value > 0 else 1.0
    return float(f"{round(value / unit) * unit:.12g}")


def broken_columns(frame: Frame, cut: Break) -> tuple[Drawing, tuple[Shape, ...]] | Reason:
    """Return columns on a broken axis and what marks the break."""
    spec, true = frame.spec, frame.values[0]
    drawn = tuple(cut.drawn(v) for v in true)
    shown = replace(
        spec.series[0],
        values=tuple(
            v if d is None else d for v, d in zip(spec.series[0].values, drawn, strict=True)
        ),
    )
    changed = replace(frame, spec=replace(spec, series=(shown,)), reach=(), beside=0.0)
    drawing = draw_clustered(changed, lying=False)
    area = drawing.area
    if area is None or not area.label_pt:
        return said.NO_ROOM
    texts = ["" if v is None else frame.numbers.text(v) for v in true]
    if frame.ruler.widest(texts, area.label_pt) > area.slot - 2.0:
        return said.NO_ROOM
    columns, number = _columns(frame, drawing, cut, drawn, texts)
    group = _with_true_labels(frame, drawing.groups[0], number, drawn, texts, area)
    findings = [said.broken(spec.categories[n]) for n in cut.cut]
    broken = replace(
        drawing, columns=columns, groups=(group,), findings=(*drawing.findings, *findings)
    )
    level = (cut.start + min(drawn[n] or 0.0 for n in cut.cut)) / 2
    return broken, tuple(shape for n in cut.cut for shape in _zigzag(frame, area, n, level))


def _columns(
    frame: Frame, drawing: Drawing, cut: Break, drawn: Row, texts: Sequence[str]
) -> tuple[list[SheetColumn], int]:
    """Return the columns of the workbook, and the 0-based number of what is drawn."""
    columns, code = list(drawing.columns), frame.format_of(0)
    rest = (None,) * (len(drawn) - 1)
    columns[1] = replace(columns[1], values=frame.values[0])
    first = len(columns)
    start, end = (f"${column_letters(first + n)}$2" for n in (1, 2))
    formulas = [
        "" if v is None else f"IF(B{row}>{end},B{row}-({end}-{start}),MIN(B{row},{start}))"
        for row, v in enumerate(drawn, 2)
    ]
    labels = [
        frame.numbers.formula(f"B{row}", signed=False) if text else ""
        for row, text in enumerate(texts, 2)
    ]
    columns += [
        SheetColumn("Axis break from", (cut.start, *rest), code),
        SheetColumn("Axis break to", (cut.end, *rest), code),
        SheetColumn("Drawn", drawn, code, helper=True, formulas=formulas),
        SheetColumn("Label", [t or None for t in texts], helper=True, formulas=labels),
    ]
    return columns, first + 2


def _with_true_labels(
    frame: Frame, group: Xml, number: int, drawn: Row, texts: Sequence[str], area: PlotArea
) -> Xml:
    """Return the columns drawn from the helper cells, with labels from cells."""
    look = frame.look(area.label_pt)
    points = [range_label(n, text, look, "outEnd") for n, text in enumerate(texts) if text]
    before, _, rest = group.partition("<c:dLbls>")
    after = rest.partition("</c:dLbls>")[2]
    inside, _, tail = after.partition("<c:val>")
    tail = tail.partition("</c:val>")[2]
    values = series_values(number, drawn, frame.format_of(0))
    labels = other_labels(points, look, "outEnd")
    extension = label_range(number + 1, texts)
    return Xml(f"{before}{labels}{inside}{values}{extension}{tail}")


def _zigzag(frame: Frame, area: PlotArea, category: int, level: float) -> tuple[Shape, ...]:
    """Return a band across a column, with a line of teeth along each side."""
    inner = area.inner
    x, _ = area.point(category, 0.0)
    left = inner.left + x - area.bar / 2 - _OUTSIDE_PT
    wide = area.bar + 2 * _OUTSIDE_PT
    middle = inner.top + area.point(category, level)[1]
    count = max(4, 2 * round(wide / 12.0))
    teeth = [(wide * n / count, _TOOTH_PT * (n % 2)) for n in range(count + 1)]
    band = [*teeth, *((tx, ty + _BAND_PT) for tx, ty in reversed(teeth))]
    high = _TOOTH_PT + _BAND_PT
    start = middle - high / 2
    box = (left, start, left + wide, start + high)
    name, ink = Mark.AXIS_BREAK.value, frame.palette.text
    lines = (
        Shape(
            name,
            "",
            left,
            start + down,
            left + wide,
            start + down + _TOOTH_PT,
            line=ink,
            points=tuple(teeth),
        )
        for down in (0.0, _BAND_PT)
    )
    return (Shape(name, "", *box, fill=frame.palette.background, points=tuple(band)), *lines)
