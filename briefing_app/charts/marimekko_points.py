"""What stands over the slices of a Marimekko: white lines, labels and names, all as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing_app.charts import placement_findings as said
from briefing_app.charts.chart_elements import (
    Look,
    lines_label,
    name_label,
    other_labels,
    range_label,
    series_name,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.drawing import colours_of
from briefing_app.charts.label_placement import even_sizes, size_within, spread
from briefing_app.charts.marimekko_plan import SLICES, Block, Plan, height_at
from briefing_app.charts.marimekko_sheet import Cells, height_formula, middle_formula
from briefing_app.charts.number_labels import LabelFormat
from briefing_app.charts.palette import ink_on
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.points_over_columns import Labelled, coordinates, points_series
from briefing_app.charts.segment_texts import segment_formula, segment_text
from briefing_app.model.chart_spec import SegmentLabels
from briefing_app.model.finding import Finding
from briefing_app.ooxml.elements import Xml

_LINE_PT = 1.0
_NARROW = 1.19
"""How many times as wide as its label a segment is at least."""
_LOW_LINE = 1.15
"""Height that a label needs in its segment, per point of its size."""


@dataclass(frozen=True, slots=True)
class Mosaic:
    """What all of these need: the plan, the sheet that is being filled, where its cells are."""

    plan: Plan
    sheet: ChartSheet
    cells: Cells

    @property
    def middles(self) -> list[float]:
        """Return x of the middle of each column."""
        return [block.middle for block in self.plan.blocks]


@dataclass(frozen=True, slots=True)
class _Figures:
    """A figure over or under each column.

    of: number of the column that holds them; height: number and values of where they stand;
    position, down: on which side, and how far they move from there in points.
    """

    header: str
    texts: Sequence[str]
    of: int
    numbers: LabelFormat
    height: tuple[int, Sequence[float]]
    position: str
    down: float = 0.0
    bold: bool = True


def points_over(mosaic: Mosaic, index: int) -> tuple[list[Xml], tuple[Finding, ...]]:
    """Return the points over the slices, and what is said of labels left out.

    index: the number of the first of these series.
    """
    plan = mosaic.plan
    made = _white_lines(mosaic, index)
    findings: tuple[Finding, ...] = ()
    # A column of one segment says its height on top, where totals are shown, or inside.
    if len(plan.frame.names) > 1 or plan.full or not plan.frame.spec.show_totals:
        series, findings = _segment_labels(mosaic, index + len(made))
        made += series
    if not plan.full and plan.frame.spec.show_totals:
        made.append(_tops(mosaic, index + len(made)))
    made += _names_below(mosaic, index + len(made))
    made += _names_beside(mosaic, index + len(made))
    return made, findings


# --- lines ------------------------------------------------------------------------------------


def _white_lines(mosaic: Mosaic, index: int) -> list[Xml]:
    """Return the lines between columns, and stairs between their segments."""
    plan, sheet, left = mosaic.plan, mosaic.sheet, mosaic.cells.left
    blocks, names, count = plan.blocks, plan.frame.names, len(plan.blocks)
    made: list[Xml] = []
    if count > 1:
        x = sheet.helper(
            "Borders",
            [b.left + 1.5 for b in blocks[1:] for _ in range(2)],
            [f"{cell(left, r)}+1.5" for r in range(1, count) for _ in range(2)],
        )
        ends = [plan.scale.low, plan.scale.high]
        up_and_down = [ends[(n // 2 + n) % 2] for n in range(2 * count - 2)]
        y = sheet.helper("Height of borders", up_and_down)
        made.append(_line(mosaic, index, x, y))
    if len(names) == 1:
        return made
    right = [cell(left, r + 1) if r < count - 1 else str(SLICES) for r in range(count)]
    x = sheet.helper(
        "Stairs",
        [side + 1.5 for b in blocks for side in (b.left, b.right)],
        [f"{side}+1.5" for r in range(count) for side in (cell(left, r), right[r])],
    )
    for n in range(1, len(names)):
        tops = [height_at(plan, block, n) for block in blocks]
        formulas = [height_formula(plan, mosaic.cells, r, n) for r in range(count)]
        y = sheet.helper(
            f"Under {names[n]}",
            [t for t in tops for _ in range(2)],
            [f for f in formulas for _ in range(2)],
        )
        made.append(_line(mosaic, index + len(made), x, y))
    return made


def _line(mosaic: Mosaic, index: int, x: int, y: int) -> Xml:
    sheet = mosaic.sheet
    return points_series(
        index,
        series_name(y, sheet.columns[y].header),
        coordinates("c:xVal", x, sheet.numbers(x)),
        coordinates("c:yVal", y, sheet.numbers(y)),
        line=(mosaic.plan.frame.palette.background, _LINE_PT),
    )


# --- segments ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Label:
    """The label of a segment: its text, what it says, and its size, 0 where it has no room."""

    text: str
    says: SegmentLabels
    size_pt: float


def _segment_labels(mosaic: Mosaic, index: int) -> tuple[list[Xml], tuple[Finding, ...]]:
    plan = mosaic.plan
    rows = range(len(plan.frame.names))
    fits = [[_label(plan, n, block) for block in plan.blocks] for n in rows]
    flat = [label.size_pt for row in fits for label in row if label]
    even = iter(even_sizes(flat, plan.frame.label_pt))
    labels = [[label and replace(label, size_pt=next(even)) for label in row] for row in fits]
    series = [_labels_of(mosaic, index + n, n, labels[n]) for n in rows]
    asked = plan.frame.spec.segment_labels
    short = sum(bool(x and x.size_pt and x.says is not asked) for row in labels for x in row)
    return series, (
        *said.labels_left_out(flat.count(0.0), len(flat)),
        *said.values_left_out(short, len(flat)),
    )


def _label(plan: Plan, n: int, block: Block) -> _Label | None:
    """Return the label of a segment, the share alone where value and share have no room.

    None: there is no segment.
    """
    if not block.parts[n] or not block.whole:
        return None
    asked = plan.frame.spec.segment_labels
    label = _sized(plan, n, block, asked)
    if not label.size_pt and asked is SegmentLabels.BOTH:
        return _sized(plan, n, block, SegmentLabels.SHARE)
    return label


def _sized(plan: Plan, n: int, block: Block, says: SegmentLabels) -> _Label:
    text = segment_text(says, block.parts[n], block.whole, plan.frame.numbers)
    most, least = plan.frame.sizes
    high = plan.heights(block)[n] * plan.unit
    across = plan.frame.ruler.width(text, 1.0)
    upright = size_within(_LOW_LINE, high - 1.0, most, least)
    room = plan.room(block)
    inside = max(room - 2 * EDGE_PT, room / _NARROW)
    size = min(upright, size_within(across, inside, most, least))
    return _Label(text, says, size)


def _labels_of(mosaic: Mosaic, index: int, n: int, row: Sequence[_Label | None]) -> Xml:
    """Return the points in the middle of the segments of one series, with their labels."""
    plan, sheet, cells = mosaic.plan, mosaic.sheet, mosaic.cells
    frame, blocks, rows = plan.frame, plan.blocks, range(len(plan.blocks))
    name = frame.names[n]
    kept = [label if label and label.size_pt else None for label in row]
    shown = [label.text if label else "" for label in kept]
    places = [(height_at(plan, b, n) + height_at(plan, b, n + 1)) / 2 for b in blocks]
    middles = [middle_formula(plan, cells, r, n) for r in rows]
    y = sheet.helper(f"{name} (middle)", places, middles)
    formulas = [
        segment_formula(label.says, cell(cells.first + n, r), cell(cells.whole, r), frame.numbers)
        if label
        else ""
        for r, label in enumerate(kept)
    ]
    labels = sheet.helper(f"{name} (label)", [text or None for text in shown], formulas)
    ink = ink_on(colours_of(frame)[0][n], frame.palette)
    points = [
        range_label(r, label.text, frame.look(label.size_pt, ink), "ctr")
        for r, label in enumerate(kept)
        if label
    ]
    return points_series(
        index,
        series_name(y, f"{name} (middle)"),
        coordinates("c:xVal", cells.middle, mosaic.middles),
        coordinates("c:yVal", y, places),
        labelled=Labelled.of(points, frame.look(frame.label_pt, ink), "ctr", labels, shown),
    )


# --- figures and names ------------------------------------------------------------------------


def _tops(mosaic: Mosaic, index: int) -> Xml:
    """Return the heights over columns in units, in bold where they are totals."""
    plan, whole = mosaic.plan, mosaic.cells.whole
    heights = [block.whole for block in plan.blocks]
    numbers = plan.frame.numbers
    texts = [numbers.text(height) for height in heights]
    bold = len(plan.frame.names) > 1
    figures = _Figures("Sum label", texts, whole, numbers, (whole, heights), "t", bold=bold)
    return _figures(mosaic, index, figures)


def _figures(mosaic: Mosaic, index: int, figures: _Figures) -> Xml:
    """Return one figure over or under each column that is wide enough for it."""
    plan, frame = mosaic.plan, mosaic.plan.frame
    most, least = frame.sizes
    widths = [frame.ruler.width(text, 1.0, bold=figures.bold) for text in figures.texts]
    sizes = even_sizes(
        [
            size_within(width, plan.room(block) - EDGE_PT, most, least)
            for width, block in zip(widths, plan.blocks, strict=True)
        ],
        most,
    )
    shown = [text if size else "" for text, size in zip(figures.texts, sizes, strict=True)]
    formulas = [
        figures.numbers.formula(cell(figures.of, r), signed=False) if text else ""
        for r, text in enumerate(shown)
    ]
    column = mosaic.sheet.helper(figures.header, [text or None for text in shown], formulas)
    shift = (0.0, figures.down / frame.height)
    points = [
        range_label(r, shown[r], frame.look(size, bold=figures.bold), figures.position, shift)
        for r, size in enumerate(sizes)
        if size
    ]
    return points_series(
        index,
        series_name(column, figures.header),
        coordinates("c:xVal", mosaic.cells.middle, mosaic.middles),
        coordinates("c:yVal", *figures.height),
        labelled=Labelled.of(points, frame.look(most), figures.position, column, shown),
    )


def _names_below(mosaic: Mosaic, index: int) -> list[Xml]:
    """Return the names of the columns, and in bold under them how wide they are."""
    plan, frame = mosaic.plan, mosaic.plan.frame
    zeros = [0.0] * len(plan.blocks)
    base = mosaic.sheet.helper("Base", zeros)
    look, categories = frame.look(plan.name_pt), frame.spec.categories
    points = [
        _name_label(r, lines, categories[r], look) for r, lines in enumerate(plan.names) if lines
    ]
    names = points_series(
        index,
        series_name(base, "Base"),
        coordinates("c:xVal", mosaic.cells.middle, mosaic.middles),
        coordinates("c:yVal", base, zeros),
        labelled=Labelled.of(points, look, "b", 0, categories),
    )
    texts = [plan.widths.text(block.width) for block in plan.blocks]
    down = plan.names_height
    widths = _Figures(
        "Width label", texts, mosaic.cells.width, plan.widths, (base, zeros), "b", down
    )
    return [names, _figures(mosaic, index + 1, widths)]


def _name_label(index: int, lines: Sequence[str], name: str, look: Look) -> Xml:
    if tuple(lines) == (name,):
        return range_label(index, name, look, "b")
    return lines_label(index, lines, look, "b")


def _names_beside(mosaic: Mosaic, index: int) -> list[Xml]:
    """Return the names of the series beside their segments of the last column."""
    plan, sheet, cells, side = mosaic.plan, mosaic.sheet, mosaic.cells, mosaic.plan.side
    if side is None:
        return []
    frame, last, row = plan.frame, plan.blocks[-1], len(plan.blocks) - 1
    middles = [
        (height_at(plan, last, n) + height_at(plan, last, n + 1)) / 2
        for n in range(len(frame.names))
    ]
    wanted = [(plan.scale.high - middle) * plan.unit for middle in middles]
    at = spread(wanted, side.heights, 0.0, plan.inner.height)
    x = sheet.helper("Right edge", [SLICES + 1.5])
    made = []
    for n, name in enumerate(frame.names):
        y = sheet.helper(f"{name} (name)", [middles[n]], [middle_formula(plan, cells, row, n)])
        look = frame.look(side.size_pt, bold=name in frame.spec.focus)
        lines = () if side.lines[n] == (name,) else side.lines[n]
        label = name_label(0, lines, look, (0.0, (at[n] - wanted[n]) / frame.height))
        made.append(
            points_series(
                index + n,
                series_name(cells.first + n, name),
                coordinates("c:xVal", x, [SLICES + 1.5]),
                coordinates("c:yVal", y, [middles[n]]),
                labelled=Labelled(other_labels([label], look, "r")),
            )
        )
    return made
