"""Level lines over the whole width of a chart: a value that is given, or the mean.

A line is a helper series of which only the straight line of best fit is drawn, half a category
longer at both ends. Its numbers are formulas, so a mean follows the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts.chart_elements import colour_of, label_range, other_labels, range_label
from briefing_app.charts.decoration_additions import Additions
from briefing_app.charts.decoration_basis import LINES, LYING, STACKS, Basis
from briefing_app.charts.decoration_figures import MEAN_WORDS, Figure, language_of
from briefing_app.charts.drawing import Frame
from briefing_app.charts.label_placement import line_height, spread
from briefing_app.charts.palette import Colour
from briefing_app.charts.plot_area import EDGE_PT
from briefing_app.charts.side_names import side_names
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import Decoration, Mark
from briefing_app.ooxml.elements import Xml

_LINE_PT = 1.25
_GAP_PT = 4.0
_APART = 1.4
"""How far apart the middles of two texts are that shall not touch, in their mean heights."""
_MOST_WORDS, _MOST_BESIDE_NAMES, _MOST_ALONE = 0.14, 0.26, 0.42
"""Shares of the width that the words of a line may take, which are shortened, and its whole text
beside the names of several series and without them."""
_MOST_ABOVE = 0.5
"""The same for words that stand above lying bars."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A line at a value. header: of its column; formulas: by category, "" for an input."""

    mark: Mark
    header: str
    figure: Figure
    formulas: tuple[str, ...]


def value_line(frame: Frame, decoration: Decoration, value: float) -> LevelLine:
    """Return the line of a value, which is one cell that can be edited; the others follow it."""
    name = decoration.text
    before = _words(frame, name)
    count = len(frame.spec.categories)
    figure = Figure(value, "", frame.numbers, before=before)
    return LevelLine(Mark.VALUE_LINE, name or "Value line", figure, ("",) * count)


def mean_line(frame: Frame, decoration: Decoration, basis: Basis) -> LevelLine | None:
    """Return the line of the mean of what a decoration measures, None where there is nothing."""
    known = [v for v in basis.values if v is not None]
    if not known:
        return None
    name = decoration.text or MEAN_WORDS.get(language_of(frame.numbers), "Mean")
    cells = [c for c, v in zip(basis.cells, basis.values, strict=True) if v is not None]
    formula = _mean_of(cells)
    figure = Figure(sum(known) / len(known), formula, frame.numbers, before=_words(frame, name))
    return LevelLine(Mark.MEAN_LINE, name, figure, (formula,) * len(frame.spec.categories))


def _mean_of(cells: Sequence[str]) -> str:
    """Return the mean of expressions such as ``B2`` or ``SUM(B2:D2)`` of rows below each other."""
    first, last = cells[0], cells[-1]
    inside = first.startswith("SUM(")
    if inside:
        start, end = first[4:-1].split(":")[0], last[4:-1].split(":")[1]
        return f"SUM({_fixed(start)}:{_fixed(end)})/{len(cells)}"
    return f"AVERAGE({_fixed(first)}:{_fixed(last)})"


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _words(frame: Frame, name: str) -> str:
    """Return the words before a number, shortened to what a chart has room for."""
    if not name:
        return ""
    share = _MOST_WORDS * (2 if len(frame.names) == 1 else 1)
    share = _MOST_ABOVE if frame.spec.kind in LYING else share
    return frame.ruler.shortened(name, frame.label_pt, frame.width * share) + "\u00a0"


def has_room_beside(frame: Frame, line: LevelLine) -> bool:
    """Return whether the text of a line leaves room for the chart."""
    most = _MOST_ALONE if len(frame.names) == 1 else _MOST_BESIDE_NAMES
    return room_beside(frame, [line]) <= frame.width * most


def room_beside(frame: Frame, lines: Sequence[LevelLine]) -> float:
    """Return the points at the right that the texts of lines take."""
    texts = [line.figure.text for line in lines]
    return frame.ruler.widest(texts, frame.label_pt) * 1.03 + _GAP_PT + EDGE_PT if texts else 0.0


def add_level_lines(adding: Additions, lines: Sequence[LevelLine]) -> None:
    """Add the lines with their texts at the right end, moved apart where they would touch."""
    if not lines:
        return
    frame, inner = adding.frame, adding.area.inner
    wanted = [adding.place(0, line.figure.value)[1] - inner.top for line in lines]
    high = line_height(frame.label_pt)
    placed = spread(wanted, [high] * len(lines), -high / 2, inner.height + high / 2)
    left = _text_left(adding, placed)
    for line, own, at in zip(lines, wanted, placed, strict=True):
        _add(adding, line, left, at - own)


def _text_left(adding: Additions, at: Sequence[float]) -> float:
    """Return where the texts begin: at the end of the axes, or behind the names of the series.

    at: the heights of their middles, from the upper end of the axes.
    """
    frame, inner = adding.frame, adding.area.inner
    end = inner.left + inner.width
    side = side_names(frame) if frame.spec.kind not in LINES else None
    highest = max(side.heights) if side else line_height(frame.label_pt)
    apart = (highest + line_height(frame.label_pt)) / 2 * _APART
    names = names_at(adding)
    if all(abs(one - other) > apart for one in at for other in names):
        return end + _GAP_PT
    if side is not None:
        return min(end + side.width + _GAP_PT, frame.width - frame.beside + _GAP_PT)
    return frame.width - frame.beside + _GAP_PT


def names_at(adding: Additions, *, always: bool = False) -> list[float]:
    """Return about where the names of series stand beside the last category.

    Heights from the upper end of the axes; always: even where a legend has the names.
    """
    frame = adding.frame
    beside = len(frame.names) > 1 and not adding.drawing.legend
    if not (beside or always) or frame.spec.kind not in LINES | STACKS:
        return []
    levels, stacked = [], {True: 0.0, False: 0.0}  # by whether a value is above zero
    for row in frame.values:
        value = next((v for v in reversed(row) if v is not None), 0.0)
        levels.append(value if frame.spec.kind in LINES else stacked[value >= 0] + value / 2)
        stacked[value >= 0] += value
    wanted = [adding.area.point(0, level)[1] for level in levels]
    side = side_names(frame) if frame.spec.kind not in LINES else None
    high = line_height(frame.label_pt)
    heights = side.heights if side else [high] * len(wanted)
    return spread(wanted, heights, 0.0 if side else -high / 2, adding.area.inner.height)


def _add(adding: Additions, line: LevelLine, left: float, down: float) -> None:
    frame, count = adding.frame, adding.count
    value = line.figure.value
    number = column_letters(adding.next_column + 1)
    formulas = line.formulas
    if not line.figure.formula:
        formulas = ("", *(f"${number}$2" for _ in range(count - 1)))
    column = adding.add_column(line.header, [value] * count, formulas)
    texts = [*[""] * (count - 1), line.figure.text]
    cell = f"{number}{count + 1}"
    text_column = adding.add_column(
        f"{line.header} (text)",
        [each or None for each in texts],
        [*[""] * (count - 1), line.figure.text_formula(cell)],
        "General",
    )
    colour = frame.palette.text
    look = frame.look(frame.label_pt, colour)
    x = adding.place(count - 1, value)[0]
    # A label to the right of a point begins a few points beside it.
    shift = ((left - x - _GAP_PT) / frame.width, down / frame.height)
    label = range_label(count - 1, line.figure.text, look, "r", shift)
    adding.add_line(
        column,
        labels=other_labels([label], look, "r"),
        trend=_trend(colour),
        extension=label_range(text_column, texts),
    )


@lru_cache(maxsize=64)
def _trend(colour: Colour) -> Xml:
    fill = f"<a:solidFill>{colour_of(colour)}</a:solidFill>"
    look = f'<a:ln w="{round(_LINE_PT * 12_700)}">{fill}<a:prstDash val="dash"/></a:ln>'
    return Xml(
        f'<c:trendline><c:spPr>{look}</c:spPr><c:trendlineType val="linear"/>'
        '<c:forward val="0.5"/><c:backward val="0.5"/><c:dispRSqr val="0"/><c:dispEq val="0"/>'
        "</c:trendline>"
    )
