"""Small multiples: a panel for each series, all on one scale, as one chart.

Columns, or lines where the categories are points in time. What is drawn are helper columns, one
cell for each category of each panel, with formulas that point to the table of the inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import value_axis
from briefing_app.charts.cell_labels import name_formula
from briefing_app.charts.chart_elements import (
    CATEGORY_AXIS,
    CATEGORY_AXIS_ID,
    INVISIBLE,
    LINE_SERIES,
    NO_MARKER,
    SCALING,
    VALUE_AXIS_ID,
    Look,
    Plotted,
    category_texts,
    fill_and_line,
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
from briefing_app.charts.columns_and_bars import bar_chart, bar_series, focus_points
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn, plain_number
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.lines import LINE_PT, marker_of
from briefing_app.charts.palette import Colour
from briefing_app.charts.panel_grid import Cells, Grid, cell_of, plan_grid
from briefing_app.charts.panel_labels import PanelLabel, panel_labels
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error, info
from briefing_app.ooxml.elements import NOTHING, Xml, join

_MOST_PANELS = 12
_MOST_POINTS = 400
_BASE_PT = 0.75
_RIGHT_GAP_PT = 4.0
"""From a point to the text of a label to its right."""


def multiples_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be small multiples."""
    if len(spec.series) > _MOST_PANELS:
        return error(
            "chart-too-many-panels",
            f"{_MOST_PANELS} panels fit on a slide, and here are {len(spec.series)} series.",
            "Choose fewer series, or several slides.",
        )
    if len(spec.categories) > _MOST_POINTS:
        return error(
            "chart-panel-points",
            f"A panel is too small for {len(spec.categories)} points.",
            "Choose fewer rows, or lines in one chart.",
        )
    return None


def draw_multiples(frame: Frame) -> Drawing:
    """Return a panel for each series."""
    bars = not frame.spec.time or len(frame.spec.categories) < 2
    panels = _Panels(plan_grid(frame, bars=bars), frame.input_columns())
    grid = panels.grid
    panels.start()
    charts = (panels.bars(),) if bars else ()
    lines = [*panels.bases()]
    if not bars:
        lines += panels.lines()
    labels = panel_labels(grid, bars=bars)
    lines += panels.values(labels)
    lines += panels.names()
    lines += panels.titles()
    shown = {(label.panel, label.point) for label in labels}
    wanted = {
        (n, k) for n, row in enumerate(frame.values) for k, v in enumerate(row) if v is not None
    }
    return Drawing(
        inner=grid.inner,
        groups=charts,
        lines=tuple(lines),
        axes=join((_hidden_categories(), value_axis(grid.scale, frame, horizontal=False))),
        columns=panels.columns,
        series=panels.next,
        categories=panels.categories,
        findings=(
            *said.names_cut(sum("".join(t).endswith("…") for t in grid.titles)),
            *said.of_category_texts(grid.names, frame.spec, lying=True),
            *_labels_shown(len(shown), len(wanted)),
            *_cut_scale(grid),
        ),
    )


def _labels_shown(shown: int, wanted: int) -> tuple[Finding, ...]:
    if shown == wanted:
        return ()
    return (
        info(
            "chart-label-left-out",
            f"There is room for {shown} of {wanted} values; the first and last come first.",
            "Show fewer panels or points where each value should be read.",
        ),
    )


def _cut_scale(grid: Grid) -> tuple[Finding, ...]:
    if grid.from_zero:
        return ()
    return (
        info(
            "chart-axis-not-from-zero",
            "The panels do not start at zero, so that the change can be seen.",
            "Choose columns where the size of the values matters more than their change.",
        ),
    )


@dataclass
class _Panels:
    """The series as they are made, and the columns of the workbook that they add."""

    grid: Grid
    columns: list[SheetColumn]
    categories: Xml = NOTHING
    next: int = field(default=0)

    @property
    def frame(self) -> Frame:
        return self.grid.frame

    @property
    def code(self) -> str:
        return self.frame.spec.number_format

    def start(self) -> None:
        """Add the column of all categories, panel after panel."""
        grid, names = self.grid, self.frame.spec.categories
        cells = {
            panel * (grid.points + grid.gap) + k: (name, f"A{k + 2}")
            for panel in range(grid.columns)
            for k, name in enumerate(names)
            if name
        }
        column = self._add(grid.column("Point", cells, "General"))
        texts = [str(v or "") for v in self.columns[column].values]
        self.categories = category_texts(column, texts)

    def _add(self, column: SheetColumn) -> int:
        self.columns.append(column)
        return len(self.columns) - 1

    def _index(self) -> int:
        self.next += 1
        return self.next - 1

    # --- what is drawn

    def bars(self) -> Xml:
        """Return columns: those of upper rows stand on columns that are not drawn."""
        grid = self.grid
        series = []
        for row in range(grid.rows):
            if row:
                cells = {s: self._pad(n, k, row) for n, k, s in self._points(row)}
                series.append(self._bar(f"Under row {row + 1}", cells, INVISIBLE, NOTHING))
            cells = {
                s: self._height(n, k, row)
                for n, k, s in self._points(row)
                if self.frame.values[n][k] is not None
            }
            colour, focus = self._colours()
            marked = frozenset(s for n, _, s in self._points(row) if n in focus and s in cells)
            points = focus_points(marked, self.frame.palette.focus)
            series.append(self._bar(f"Row {row + 1}", cells, fill_and_line(colour, None), points))
        return bar_chart(series, lying=False, overlap=100)

    def _bar(self, header: str, cells: Cells, fill: Xml, points: Xml) -> Xml:
        column = self._add(self.grid.column(header, cells, self.code))
        values = self.columns[column].values
        kept = [v if isinstance(v, float) and v else None for v in values]
        plotted = Plotted(
            series_name(column, header), self.categories, series_values(column, kept, self.code)
        )
        return bar_series(self._index(), plotted, fill, points=points)

    def _points(self, row: int) -> Iterator[tuple[int, int, int]]:
        """Yield panel, point and slot of a row."""
        for panel in self.grid.in_row(row):
            first = self.grid.first(panel)
            for point in range(self.grid.points):
                yield panel, point, first + point

    def _pad(self, panel: int, point: int, row: int) -> tuple[float, str]:
        """Return what lies under a column: up to its foot, from the top of the one below."""
        under = panel + self.grid.columns
        values, up = self.frame.values, self.grid.up(row)
        foot = up + min(values[panel][point] or 0.0, 0.0)
        formula = f"{plain_number(up)}+MIN({cell_of(panel, point)},0)"
        if under >= len(values):
            return foot, formula
        before = self.grid.up(row - 1)
        top = before + max(values[under][point] or 0.0, 0.0)
        below = f"({plain_number(before)}+MAX({cell_of(under, point)},0))"
        return foot - top, f"{formula}-{below}"

    def _height(self, panel: int, point: int, row: int) -> tuple[float, str]:
        value, cell = self.frame.values[panel][point] or 0.0, cell_of(panel, point)
        return (abs(value), f"ABS({cell})") if row else (value, cell)

    def lines(self) -> list[Xml]:
        """Return a line for each row, broken between panels; those in focus on their own."""
        made = []
        plain, focus = self._colours()
        for row in range(self.grid.rows):
            for inside in (False, True):
                cells = {
                    s: self._level(n, k, row)
                    for n, k, s in self._points(row)
                    if (n in focus) == inside and self.frame.values[n][k] is not None
                }
                if cells:
                    header = f"Row {row + 1}" + (" (in focus)" if inside else "")
                    colour = self.frame.palette.focus if inside else plain
                    made.append(self._line(header, cells, colour, LINE_PT, mark=True))
        return made

    def _level(self, panel: int, point: int, row: int) -> tuple[float, str]:
        """Return the height of a value in its row."""
        up, cell = self.grid.up(row), cell_of(panel, point)
        value = self.frame.values[panel][point] or 0.0
        return (value + up, f"{cell}+{plain_number(up)}") if row else (value, cell)

    def bases(self) -> list[Xml]:
        """Return the base lines of the panels, where they start at zero."""
        if not self.grid.from_zero or self.grid.points < 2:
            return []
        made = []
        for row in range(self.grid.rows):
            cells: Cells = {s: (self.grid.up(row), "") for _, _, s in self._points(row)}
            header = f"Base of row {row + 1}"
            made.append(self._line(header, cells, self.frame.palette.greys[1], _BASE_PT))
        return made

    def _line(
        self,
        header: str,
        cells: Cells,
        colour: Colour,
        width: float,
        *,
        mark: bool = False,
    ) -> Xml:
        column = self._add(self.grid.column(header, cells, self.code))
        values = [v if isinstance(v, float) else None for v in self.columns[column].values]
        idx, order = indices(self._index())
        return LINE_SERIES(
            idx=idx,
            order=order,
            tx=series_name(column, header),
            spPr=line_only(colour, width),
            marker=marker_of(colour, self.grid.points) if mark else NO_MARKER,
            cat=self.categories,
            val=series_values(column, values, self.code),
            smooth=setting("c:smooth", 0),
        )

    def _colours(self) -> tuple[Colour, frozenset[int]]:
        """Return the colour of panels, and the panels in focus where there are other ones."""
        palette, names = self.frame.palette, self.frame.names
        inside = frozenset(n for n, name in enumerate(names) if name in self.frame.spec.focus)
        if not inside or len(inside) == len(names):
            return palette.series[0], frozenset()
        return palette.neutral, inside

    # --- what is written

    def values(self, labels: Sequence[PanelLabel]) -> list[Xml]:
        """Return the lines that draw nothing and carry the values."""
        made = []
        numbers = self.frame.numbers
        for row in range(self.grid.rows):
            own = [label for label in labels if self.grid.row(label.panel) == row]
            if not own:
                continue
            levels: dict[int, tuple[float | str, str]] = {}
            texts: dict[int, tuple[float | str, str]] = {}
            marks = []
            for label in own:
                slot = self.grid.first(label.panel) + label.point
                cell = cell_of(label.panel, label.point)
                value = self.frame.values[label.panel][label.point] or 0.0
                levels[slot] = self._level(label.panel, label.point, row)
                texts[slot] = (numbers.text(value), numbers.formula(cell, signed=False))
                look = self.frame.look(label.size_pt)
                shift = (label.right / self.frame.width, -label.up / self.frame.height)
                marks.append(range_label(slot, numbers.text(value), look, label.position, shift))
            made.append(self._carrier(f"Label of row {row + 1}", levels, texts, marks))
        return made

    def _carrier(
        self,
        header: str,
        levels: Cells,
        texts: Cells,
        marks: Sequence[Xml],
    ) -> Xml:
        """Return a line that draws nothing and has labels from cells."""
        level = self._add(self.grid.column(header, levels, self.code))
        column = self._add(self.grid.column(f"{header} (text)", texts, "General"))
        values = [v if isinstance(v, float) else None for v in self.columns[level].values]
        shown = [str(v or "") for v in self.columns[column].values]
        return hidden_line(
            self._index(),
            series_name(level, header),
            self.categories,
            series_values(level, values, self.code),
            other_labels(marks, self.frame.look(self.frame.label_pt), "t"),
            label_range(column, shown),
        )

    def names(self) -> list[Xml]:
        """Return the lines that carry the names of the categories under the panels."""
        grid, frame = self.grid, self.frame
        names = grid.names
        look = frame.look(names.size_pt, frame.palette.muted)
        ends = names.skip > 1
        made = []
        for row in range(grid.rows):
            levels: dict[int, tuple[float | str, str]] = {}
            texts: dict[int, tuple[float | str, str]] = {}
            marks = []
            for _, point, slot in self._points(row):
                shown = names.texts[point]
                if not shown.strip():
                    continue
                lines = frame.ruler.lines(shown, names.size_pt, grid.slot * 0.9)
                lines = (shown,) if ends else lines
                levels[slot] = (self._foot(row), "")
                texts[slot] = (
                    "\n".join(lines),
                    name_formula(lines, frame.spec.categories[point], f"A{point + 2}"),
                )
                right = self._inwards(point, shown, look) if ends else 0.0
                shift = (right / frame.width, 0.0)
                marks.append(range_label(slot, "\n".join(lines), look, "b", shift))
            if marks:
                made.append(self._carrier(f"Name under row {row + 1}", levels, texts, marks))
        return made

    def _foot(self, row: int) -> float:
        """Return the level under which the names of the categories stand."""
        grid = self.grid
        return float(f"{grid.low - grid.under / grid.unit + grid.up(row):.9g}")

    def _inwards(self, point: int, shown: str, look: Look) -> float:
        """Return how far the first or last name moves so that it ends with its panel."""
        over = self.frame.ruler.width(shown, look.size_pt) - self.grid.slot
        return max(0.0, over / 2) * (1 if point == 0 else -1)

    def titles(self) -> list[Xml]:
        """Return the lines that carry the names of the panels."""
        grid, frame = self.grid, self.frame
        line = line_height(grid.title_pt)
        _, focus = self._colours()
        made = []
        for row in range(grid.rows):
            top = grid.scale.low + grid.step * (row + 1)
            levels: dict[int, tuple[float | str, str]] = {}
            texts: dict[int, tuple[float | str, str]] = {}
            marks = []
            for panel in grid.in_row(row):
                lines, slot = grid.titles[panel], grid.first(panel)
                if not "".join(lines).strip():
                    continue
                half = len(lines) * line / 2 / grid.unit
                levels[slot] = (float(f"{top - half:.9g}"), "")
                cell = f"{column_letters(panel + 2)}$1"
                texts[slot] = ("\n".join(lines), name_formula(lines, frame.names[panel], cell))
                ink = frame.palette.focus if panel in focus else frame.palette.text
                look = frame.look(grid.title_pt, ink, bold=True)
                shift = (-(grid.slot / 2 + _RIGHT_GAP_PT) / frame.width, 0.0)
                marks.append(range_label(slot, "\n".join(lines), look, "r", shift))
            if marks:
                made.append(self._carrier(f"Title of row {row + 1}", levels, texts, marks))
        return made


def _hidden_categories() -> Xml:
    """Return the axis of categories, which is not shown: names are labels of their own."""
    return CATEGORY_AXIS(
        axId=setting("c:axId", CATEGORY_AXIS_ID),
        scaling=SCALING(orientation=setting("c:orientation", "minMax")),
        delete=setting("c:delete", 1),
        axPos=setting("c:axPos", "b"),
        majorTickMark=setting("c:majorTickMark", "none"),
        minorTickMark=setting("c:minorTickMark", "none"),
        tickLblPos=setting("c:tickLblPos", "none"),
        crossAx=setting("c:crossAx", VALUE_AXIS_ID),
        crosses=setting("c:crosses", "autoZero"),
        auto=setting("c:auto", 0),
        lblAlgn=setting("c:lblAlgn", "ctr"),
        lblOffset=setting("c:lblOffset", 100),
        noMultiLvlLbl=setting("c:noMultiLvlLbl", 1),
    )
