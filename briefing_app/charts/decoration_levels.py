"""An upright arrow from one line of a chart to another, with their difference in a box on it.

Arrow, box and number hang on helper lines whose cells are formulas, so all of it follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing_app.charts import decoration_findings as said
from briefing_app.charts.chart_elements import (
    colour_of,
    fill_and_line,
    label_range,
    other_labels,
    range_label,
)
from briefing_app.charts.decoration_additions import Additions
from briefing_app.charts.decoration_figures import Figure, difference_figure
from briefing_app.charts.decoration_findings import Reason
from briefing_app.charts.drawing import Frame
from briefing_app.charts.embedded_workbook import CellValue, cells_of, plain_number
from briefing_app.charts.label_placement import line_height
from briefing_app.charts.palette import Colour
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartKind, Decoration, Mark, Measure
from briefing_app.ooxml.elements import Xml

_AIR_PT = 8.0
_LINE_PT = 1.0


@dataclass(frozen=True, slots=True)
class LevelGap:
    """The difference of two series at a category; all are 0-based numbers."""

    start: int
    end: int
    category: int
    figure: Figure


def names_series(frame: Frame, decoration: Decoration) -> bool:
    """Return whether a difference is one of two series, not of two categories."""
    return (
        decoration.mark is Mark.DIFFERENCE
        and {decoration.start, decoration.end} <= set(frame.names)
        and not {decoration.start, decoration.end} & set(frame.spec.categories)
    )


def level_gap(frame: Frame, decoration: Decoration) -> LevelGap | Reason:
    """Return the gap of two lines at a category, or why there is none to be drawn."""
    spec, names = frame.spec, frame.names
    if spec.kind is not ChartKind.LINE:
        return said.LINES_ONLY
    if decoration.at and decoration.at not in spec.categories:
        return said.no_category(decoration.at)
    last = len(spec.categories) - 1
    category = spec.categories.index(decoration.at) if decoration.at else last
    start, end = names.index(decoration.start), names.index(decoration.end)
    first, second = frame.values[start][category], frame.values[end][category]
    if first is None or second is None:
        return said.no_value(spec.categories[category])
    if first == second:
        return said.SAME_PLACE
    if decoration.measure is not Measure.ABSOLUTE and first <= 0:
        return said.FROM_ZERO
    cells = (_cell(start, category), _cell(end, category))
    figure = difference_figure((first, second), cells, decoration.measure, frame.numbers)
    return LevelGap(start, end, category, figure)


def _cell(series: int, category: int) -> str:
    return f"{column_letters(series + 2)}{category + 2}"


def add_level_gaps(adding: Additions, gaps: list[LevelGap]) -> None:
    """Add the arrows; one without room between its lines is left out."""
    taken: set[int] = set()
    for gap in gaps:
        if gap.category in taken or not _has_room(adding, gap):
            adding.findings.append(said.left_out(Mark.DIFFERENCE, said.NO_ROOM))
        else:
            taken.add(gap.category)
            _add(adding, gap)


def _values(frame: Frame, gap: LevelGap) -> tuple[float, float]:
    rows = frame.values
    return rows[gap.start][gap.category] or 0.0, rows[gap.end][gap.category] or 0.0


def _has_room(adding: Additions, gap: LevelGap) -> bool:
    """Return whether the box touches no number: none of the two lines', and of no line between."""
    frame, area = adding.frame, adding.area
    first, second = _values(frame, gap)
    high = line_height(frame.label_pt) + _AIR_PT
    label = line_height(area.label_pt) * 1.6 + _AIR_PT if area.label_pt else _AIR_PT
    if abs(second - first) * area.unit < high + 2 * label:
        return False
    wide = frame.ruler.width(gap.figure.text, frame.label_pt, bold=True)
    if wide > area.slot * 0.8 and gap.category + 1 < adding.count:
        return False
    middle = (first + second) / 2
    others = (row[gap.category] for row in frame.values)
    near = [v for v in others if v is not None and v not in (first, second)]
    return all(abs(v - middle) * area.unit > high / 2 + label for v in near)


def _add(adding: Additions, gap: LevelGap) -> None:
    frame, count, at = adding.frame, adding.count, gap.category
    first, second = _values(frame, gap)
    one, other = _cell(gap.start, at), _cell(gap.end, at)
    colour = frame.palette.text
    length = adding.add_column(
        "Gap length", _at(count, at, abs(second - first)), _texts(count, at, f"ABS({other}-{one})")
    )
    foot = adding.add_column("Gap from", _at(count, at, first), _texts(count, at, one))
    adding.add_line(
        foot, errors=_arrow(length, count, at, abs(second - first), colour, upwards=second > first)
    )
    number = adding.add_column(
        "Gap", _at(count, at, gap.figure.value), _texts(count, at, gap.figure.formula), "General"
    )
    cell = f"{column_letters(number + 1)}{at + 2}"
    shown = [gap.figure.text if n == at else "" for n in range(count)]
    text = adding.add_column(
        "Gap text",
        [each or None for each in shown],
        _texts(count, at, gap.figure.text_formula(cell)),
        "General",
    )
    middle = adding.add_column(
        "Gap middle", _at(count, at, (first + second) / 2), _texts(count, at, f"({one}+{other})/2")
    )
    look = frame.look(frame.label_pt, colour, bold=True)
    plain = range_label(at, gap.figure.text, look, "ctr")
    boxed = plain.replace(
        fill_and_line(None, None), fill_and_line(frame.palette.background, colour), 1
    )
    adding.add_line(
        middle, labels=other_labels([Xml(boxed)], look, "ctr"), extension=label_range(text, shown)
    )


def _at(count: int, place: int, value: float) -> list[CellValue]:
    return [value if n == place else None for n in range(count)]


def _texts(count: int, place: int, formula: str) -> list[str]:
    return [formula if n == place else "" for n in range(count)]


def _arrow(
    column: int, count: int, at: int, length: float, colour: Colour, *, upwards: bool
) -> Xml:
    """Return an error bar with a head at its far end."""
    side = "plus" if upwards else "minus"
    cache = (
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>'
        f'<c:pt idx="{at}"><c:v>{plain_number(length)}</c:v></c:pt>'
    )
    return Xml(
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="{side}"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:{side}><c:numRef><c:f>{cells_of(column, count)}</c:f>'
        f"<c:numCache>{cache}</c:numCache></c:numRef></c:{side}>{_headed(colour)}</c:errBars>"
    )


@lru_cache(maxsize=16)
def _headed(colour: Colour) -> Xml:
    fill = f"<a:solidFill>{colour_of(colour)}</a:solidFill>"
    return Xml(
        f'<c:spPr><a:ln w="{round(_LINE_PT * 12_700)}">{fill}<a:round/>'
        '<a:tailEnd type="triangle"/></a:ln></c:spPr>'
    )
