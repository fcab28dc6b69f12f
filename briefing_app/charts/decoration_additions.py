"""What decorations add to a drawing: columns of the workbook, hidden lines, labels and shapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing_app.charts.chart_elements import (
    LINE_SERIES,
    NO_MARKER,
    Look,
    hidden_line,
    indices,
    label_range,
    line_only,
    other_labels,
    range_label,
    series_name,
    series_values,
    setting,
)
from briefing_app.charts.decoration_figures import Figure
from briefing_app.charts.decoration_shapes import Shape, with_shapes
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import CellValue, SheetColumn
from briefing_app.charts.plot_area import PlotArea
from briefing_app.model.cell_range import column_letters
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import NOTHING, Xml

_LEGEND_ENTRY = re.compile(r'(<c:legendEntry><c:idx val=")(\d+)')
_LEGEND_END = "<c:layout>"
_FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label in the frame: its centre in points, its text and where that comes from."""

    centre: tuple[float, float]
    text: str
    look: Look
    figure: Figure | None = None


@dataclass(slots=True)
class Additions:
    """What is being added to one drawing."""

    frame: Frame
    drawing: Drawing
    area: PlotArea
    columns: list[SheetColumn] = field(default_factory=list)
    lines: list[Xml] = field(default_factory=list)
    labels: list[PlacedLabel] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    trends: int = 0

    @property
    def count(self) -> int:
        """Return how many categories there are."""
        return len(self.frame.spec.categories)

    @property
    def next_series(self) -> int:
        """Return the number of the next series."""
        return self.drawing.series + len(self.lines)

    @property
    def next_column(self) -> int:
        """Return the 0-based number of the next column."""
        return len(self.drawing.columns) + len(self.columns)

    def place(self, category: int, value: float) -> tuple[float, float]:
        """Return where a value stands in the frame."""
        x, y = self.area.point(category, value)
        return self.area.inner.left + x, self.area.inner.top + y

    def value_at(self, y: float) -> float:
        """Return the value at a height of the frame, the nearest that is on the axis."""
        scale = self.area.scale
        value = scale.high - (y - self.area.inner.top) / self.area.unit
        return min(max(value, scale.low), scale.high)

    def add_column(
        self,
        header: str,
        values: Sequence[CellValue],
        formulas: Sequence[str] = (),
        code: str = "",
    ) -> int:
        """Add a helper column and return its 0-based number."""
        number = self.next_column
        shown = code or self.frame.spec.number_format
        self.columns.append(SheetColumn(header, values, shown, helper=True, formulas=formulas))
        return number

    def add_line(
        self,
        column: int,
        *,
        look: Xml | None = None,
        labels: Xml = NOTHING,
        trend: Xml = NOTHING,
        errors: Xml = NOTHING,
        extension: Xml = NOTHING,
    ) -> None:
        """Add a line through the numbers of a helper column; without a look, it draws nothing."""
        source = self.columns[column - len(self.drawing.columns)]
        idx, order = indices(self.next_series)
        self.trends += bool(trend)
        self.lines.append(
            LINE_SERIES(
                idx=idx,
                order=order,
                tx=series_name(column, source.header),
                spPr=line_only(None) if look is None else look,
                marker=NO_MARKER,
                dLbls=labels,
                trendline=trend,
                errBars=errors,
                cat=self.drawing.categories,
                val=series_values(column, source.values, source.number_format),
                smooth=setting("c:smooth", 0),
                extLst=extension,
            )
        )

    def result(self) -> Drawing:
        """Return the drawing with all of it."""
        self._add_labels()
        drawing, frame = self.drawing, self.frame
        return replace(
            drawing,
            lines=(*drawing.lines, *self.lines),
            columns=[*drawing.columns, *self.columns],
            series=drawing.series + len(self.lines),
            legend=self._legend(),
            findings=(*drawing.findings, *self.findings),
            user_shapes=with_shapes(drawing.user_shapes, self.shapes, frame.width, frame.height),
        )

    def _legend(self) -> Xml:
        """Return the legend without the lines that were added, and without their trend lines."""
        legend, count = self.drawing.legend, len(self.lines)
        if not legend or not count:
            return legend
        # Entries are counted as series stand in the part, whatever their numbers: what is painted
        # over the lines, such as that on a second axis, comes after them.
        later = sum(chart.count("<c:ser>") for chart in self.drawing.over)
        first = self.drawing.series - later
        moved = _LEGEND_ENTRY.sub(
            lambda entry: f"{entry[1]}{int(entry[2]) + count * (int(entry[2]) >= first)}", legend
        )
        trends = range(first + count + later, first + count + later + self.trends)
        hidden = "".join(
            f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
            for n in (*range(first, first + count), *trends)
        )
        return Xml(moved.replace(_LEGEND_END, hidden + _LEGEND_END, 1))

    def _add_labels(self) -> None:
        """Add the labels that stand at places of their own, as many in a line as it has points.

        Each hangs on a point of a line that draws nothing, and is moved from there to its place.
        """
        for first in range(0, len(self.labels), self.count):
            self._add_label_line(self.labels[first : first + self.count])

    def _add_label_line(self, labels: Sequence[PlacedLabel]) -> None:
        at = _nearest_free([self._category_near(label.centre[0]) for label in labels], self.count)
        levels: list[float | None] = [None] * self.count
        figures: list[CellValue] = [None] * self.count
        figure_formulas, texts, formulas = [""] * self.count, [""] * self.count, [""] * self.count
        points = []
        figure_letters = column_letters(self.next_column + 1)
        for category, label in zip(at, labels, strict=True):
            levels[category] = float(f"{self.value_at(label.centre[1]):.12g}")
            texts[category] = label.text
            if label.figure:
                figures[category] = label.figure.value
                figure_formulas[category] = label.figure.formula
                cell = f"{figure_letters}{category + _FIRST_ROW}"
                formulas[category] = label.figure.text_formula(cell)
            x, y = self.place(category, levels[category] or 0.0)
            shift = (
                (label.centre[0] - x) / self.frame.width,
                (label.centre[1] - y) / self.frame.height,
            )
            points.append((category, range_label(category, label.text, label.look, "ctr", shift)))
        self.add_column("Mark figure", figures, figure_formulas, "General")
        text_column = self.add_column("Mark text", [t or None for t in texts], formulas, "General")
        level_column = self.add_column("Mark level", levels)
        look = labels[0].look
        source = self.columns[-1]
        self.lines.append(
            hidden_line(
                self.next_series,
                series_name(level_column, source.header),
                self.drawing.categories,
                series_values(level_column, levels, source.number_format),
                other_labels([label for _, label in sorted(points)], look, "ctr"),
                label_range(text_column, texts),
            )
        )

    def _category_near(self, x: float) -> int:
        nearest = round((x - self.area.inner.left) / self.area.slot - 0.5)
        return min(max(nearest, 0), self.count - 1)


def _nearest_free(wanted: Sequence[int], count: int) -> list[int]:
    """Return a different place for each, as near as can be to the one it wants."""
    taken: set[int] = set()
    found = []
    for place in wanted:
        free = min((n for n in range(count) if n not in taken), key=lambda n: abs(n - place))
        taken.add(free)
        found.append(free)
    return found
