"""Arrows and brackets drawn in their rows."""

from __future__ import annotations

from briefing_app.charts.chart_elements import line_only, lines_label, other_labels
from briefing_app.charts.decoration_additions import Additions, PlacedLabel
from briefing_app.charts.decoration_basis import Basis
from briefing_app.charts.decoration_rows import (
    RowMark,
    centre_of,
    label_height,
    label_width,
    room_over_columns,
    row_middles,
    text_size,
    top_of_rows,
)
from briefing_app.charts.decoration_shapes import HEAD_PT, Way, head, line, pill
from briefing_app.charts.embedded_workbook import cells_of, plain_number
from briefing_app.charts.palette import Colour
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartKind, Mark
from briefing_app.ooxml.elements import NOTHING, Xml

_APART_PT = 3.0
"""Between the ends of two arrows that meet over one column."""
_TICK_PT = 5.0
_HEAD = "▼"
_HEAD_PT = 8.0
_FIRST_ROW = 2


def add_rows(adding: Additions, marks: tuple[RowMark, ...]) -> None:
    """Add the marks of all rows."""
    if not marks:
        return
    frame = adding.frame
    middles = row_middles(frame, marks, top_of_rows(frame, adding.area))
    for mark in marks:
        _DRAWN[mark.mark](adding, mark, middles[mark.row])


def _ends(adding: Additions, mark: RowMark) -> tuple[float, float]:
    """Return where a mark begins and ends in the frame, over the middle of its columns."""
    return adding.place(mark.start, 0.0)[0], adding.place(mark.end, 0.0)[0]


def _text(
    adding: Additions, mark: RowMark, wanted: float, y: float, *, muted: bool = False
) -> float:
    """Add the text of a mark, and its outline where it has one; return where its middle is."""
    frame = adding.frame
    wide = label_width(frame, mark)
    x = centre_of(frame, wanted, wide)
    colour = frame.palette.muted if muted else None
    look = frame.look(text_size(frame), colour, bold=mark.outlined)
    adding.labels.append(PlacedLabel((x, y), mark.text, look, mark.figure))
    if mark.outlined:
        size = (wide, label_height(frame))
        adding.shapes.append(pill(_name(mark), (x, y), size, frame.palette.text))
    return x


def _name(mark: RowMark) -> str:
    return mark.mark.value


def _level_line(adding: Additions, mark: RowMark, start: float, end: float, y: float) -> float:
    """Add a level line with the text on it, or above it where it is longer; return its height."""
    frame, colour = adding.frame, adding.frame.palette.text
    wide = label_width(frame, mark)
    middle = (start + end) / 2
    if wide + 2 * HEAD_PT + 4.0 > abs(end - start):
        _text(adding, mark, middle, y)
        below = y + label_height(frame) / 2
        adding.shapes.append(line(_name(mark), (start, below), (end, below), colour))
        return below
    x = _text(adding, mark, middle, y)
    for one, other in ((start, x - wide / 2), (x + wide / 2, end)):
        if other > one:
            adding.shapes.append(line(_name(mark), (one, y), (other, y), colour))
    return y


def _growth(adding: Additions, mark: RowMark, y: float) -> None:
    """Add a level arrow from one column to another."""
    start, end = _ends(adding, mark)
    start, end = start + _APART_PT, end - _APART_PT
    y = _level_line(adding, mark, start, end - HEAD_PT / 2, y)
    adding.shapes.append(head(_name(mark), (end, y), Way.RIGHT, adding.frame.palette.text))


def _difference(adding: Additions, mark: RowMark, y: float) -> None:
    """Add an arrow that rises from one column, and falls onto another."""
    start, end = _ends(adding, mark)
    y = _level_line(adding, mark, start, end, y)
    if mark.basis is not None and not _through_totals(adding, mark):
        _legs(adding, mark, mark.basis, y)
    else:
        _short_legs(adding, mark, (start, end), y)


def _through_totals(adding: Additions, mark: RowMark) -> bool:
    """Return whether a leg would run through a total at the end of stacked areas.

    Those stand over the areas, from the first and the last point inwards.
    """
    frame, last = adding.frame, adding.count - 1
    if frame.spec.kind is not ChartKind.STACKED_AREA or not frame.spec.show_totals:
        return False
    tops = (mark.basis.tops[n] or 0.0 for n in (0, last)) if mark.basis else ()
    texts = [frame.numbers.text(top) for top in tops]
    wide = frame.ruler.widest(texts, frame.label_pt, bold=True) + HEAD_PT
    ways = (n * adding.area.slot for at in (mark.start, mark.end) for n in (at, last - at))
    return any(0.0 < way < wide for way in ways)


def _short_legs(adding: Additions, mark: RowMark, ends: tuple[float, float], y: float) -> None:
    """Add ends that only show the way down."""
    colour = adding.frame.palette.text
    onto = 0 if mark.backwards else 1
    for n, x in enumerate(ends):
        foot = y + label_height(adding.frame) / 2 + HEAD_PT
        adding.shapes.append(line(_name(mark), (x, y), (x, foot), colour))
        if n == onto:
            adding.shapes.append(head(_name(mark), (x, foot), Way.DOWN, colour))


def _legs(adding: Additions, mark: RowMark, basis: Basis, y: float) -> None:
    """Add the upright ends of a difference arrow: error bars, which follow the values.

    Each leg begins over the label of its column and reaches up to the arrow's line. Above
    the end of an axis, which is where lines end, they are shapes.
    """
    area, frame = adding.area, adding.frame
    level = float(f"{area.scale.high - max(y - area.inner.top, 0.0) / area.unit:.9g}")
    feet: list[float | None] = [None] * adding.count
    legs: list[float | None] = [None] * adding.count
    foot_formulas, leg_formulas = [""] * adding.count, [""] * adding.count
    letters = column_letters(adding.next_column + 1)
    onto = mark.start if mark.backwards else mark.end
    for n in (mark.start, mark.end):
        over = float(f"{_room_over(adding, basis, n) / area.unit:.6g}")
        feet[n], foot_formulas[n] = _sum(basis.tops[n], over), _plus(basis.top_cells[n], over)
        legs[n] = max(level - (feet[n] or 0.0), 0.0)
        leg_formulas[n] = f"MAX({plain_number(level)}-{letters}{n + _FIRST_ROW},0)"
        _outside(adding, mark, (n, feet[n] or 0.0), y, pointed=n == onto)
    foot_column = adding.add_column("Arrow foot", feet, foot_formulas)
    leg_column = adding.add_column("Arrow length", legs, leg_formulas)
    look = frame.look(_HEAD_PT, frame.palette.text)
    inside = (feet[onto] or 0.0) <= area.scale.high
    heads = [lines_label(onto, [_HEAD], look, "ctr")] if inside else []
    adding.add_line(
        foot_column,
        labels=other_labels(heads, look, "ctr") if heads else NOTHING,
        errors=_upright(leg_column, legs, frame.palette.text),
    )


def _sum(top: float | None, over: float) -> float:
    return (top or 0.0) + over


def _plus(cell: str, over: float) -> str:
    return f"{cell}+{plain_number(over)}"


def _outside(
    adding: Additions, mark: RowMark, foot: tuple[int, float], y: float, *, pointed: bool
) -> None:
    """Add the part of a leg above the end of the axis, and its head where that is there too."""
    area, colour = adding.area, adding.frame.palette.text
    category, value = foot
    if y >= area.inner.top:
        return
    x, end = adding.place(category, value)
    adding.shapes.append(line(_name(mark), (x, y), (x, min(end, area.inner.top)), colour))
    if pointed and value > area.scale.high:
        adding.shapes.append(head(_name(mark), (x, end), Way.DOWN, colour))


def _room_over(adding: Additions, basis: Basis, category: int) -> float:
    """Return the points above a column or point that a leg keeps free.

    The totals at the ends of stacked areas are raised by what the areas rise under them.
    """
    frame, area = adding.frame, adding.area
    room = room_over_columns(frame, area)
    if frame.spec.kind is not ChartKind.STACKED_AREA or category not in (0, adding.count - 1):
        return room
    inwards = 1 if category == 0 else adding.count - 2
    own, other = (basis.tops[n] or 0.0 for n in (category, inwards))
    shown = frame.numbers.text(own)
    share = min(1.0, frame.ruler.width(shown, frame.label_pt, bold=True) / area.slot)
    return room + max(0.0, other - own) * share * area.unit


def _upright(column: int, lengths: list[float | None], colour: Colour) -> Xml:
    """Return error bars that reach up from points by the numbers of a column."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain_number(length)}</c:v></c:pt>'
        for n, length in enumerate(lengths)
        if length is not None
    )
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}'
    return Xml(
        '<c:errBars><c:errDir val="y"/><c:errBarType val="plus"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus><c:numRef><c:f>{cells_of(column, len(lengths))}</c:f>'
        f"<c:numCache>{cache}</c:numCache></c:numRef></c:plus>{line_only(colour)}</c:errBars>"
    )


def _bracket(adding: Additions, mark: RowMark, y: float) -> None:
    """Add a line over several columns with its ends turned down, and the text above it."""
    frame, colour = adding.frame, adding.frame.palette.muted
    inner = adding.area.inner
    start = inner.left + mark.start * adding.area.slot + 2.0
    end = inner.left + (mark.end + 1) * adding.area.slot - 2.0
    _text(adding, mark, (start + end) / 2, y)
    level = y + label_height(frame) / 2
    for one, other in (
        ((start, level), (end, level)),
        ((start, level), (start, level + _TICK_PT)),
        ((end, level), (end, level + _TICK_PT)),
    ):
        adding.shapes.append(line(_name(mark), one, other, colour))


def _forecast(adding: Additions, mark: RowMark, y: float) -> None:
    """Add the word for a forecast, and a light line over the categories it holds for."""
    frame, inner = adding.frame, adding.area.inner
    start = inner.left + mark.start * adding.area.slot + 2.0
    end = inner.left + (mark.end + 1) * adding.area.slot - 2.0
    _text(adding, mark, (start + end) / 2, y, muted=True)
    level = y + label_height(frame) / 2
    adding.shapes.append(
        line(_name(mark), (start, level), (end, level), frame.palette.muted, dashed=True)
    )


_DRAWN = {
    Mark.CAGR: _growth,
    Mark.DIFFERENCE: _difference,
    Mark.BRACKET: _bracket,
    Mark.FORECAST: _forecast,
}
