"""The box plot: for each group of observations a box from quartile to quartile, and whiskers.

The observations are the inputs; everything drawn is a formula on them. The box is stacked on an
unseen column, apart for above and below zero, as in a waterfall; whiskers are error bars of two
unseen lines at the quartiles; means, outliers and the points of small groups are lines of which
only markers are seen. The values have an axis, and the medians their labels beside the boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import Scale, legend_above, nice_scale, plan_legend
from briefing_app.charts.box_words import (
    LANGUAGES,
    MOST_POINTS,
    BoxWords,
    boxes_told,
    few_observations,
    medians_left_out,
    outliers_left_out,
)
from briefing_app.charts.chart_elements import (
    AXIS_IDS,
    BAR_CHART,
    LINE_SERIES,
    NO_MARKER,
    Plotted,
    fill_and_line,
    indices,
    line_only,
    other_labels,
    series_name,
    series_values,
    setting,
    value_label,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell, fixed
from briefing_app.charts.columns_and_bars import bar_series
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import NOT_AVAILABLE, cells_of, plain_number
from briefing_app.charts.five_numbers import (
    FEWEST,
    FiveNumbers,
    five_numbers,
    high_formula,
    low_formula,
    outlier_formula,
    point_formula,
    quartile_formula,
)
from briefing_app.charts.label_placement import size_within
from briefing_app.charts.palette import Colour, shade
from briefing_app.charts.plot_area import EDGE_PT, PlotArea, categories_of, standing_with_axis
from briefing_app.charts.point_series import marked_bar, marker, see_through
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import Series
from briefing_app.ooxml.elements import NOTHING, Xml

_GAP = 140
"""Per cent of a box's width between two boxes."""
_WIDEST_SLOT_PT = 150.0
_NEAR_ZERO = 0.35
_WHISKER_PT, _BORDER_PT = 1.0, 1.5
_POINT_PT, _MEAN_PT = 4, 6
_BESIDE_PT = 9.0
"""From a box to the end of its median's label, without its text."""
_KEY_PT = 48.0
_DARKER, _LIGHTER = (60_000, 40_000), (40_000, 60_000)


@dataclass
class _Boxes:
    """A box plot while it is being made. boxes: by group, None for a group of points."""

    frame: Frame
    words: BoxWords
    rows: Sequence[tuple[float, ...]]
    boxes: Sequence[FiveNumbers | None]
    sheet: ChartSheet
    categories: Xml = NOTHING

    @property
    def code(self) -> str:
        """Return the number format of the observations."""
        return self.frame.format_of(0)


def draw_box_plot(frame: Frame) -> Drawing:
    """Return a box plot of the series."""
    words = LANGUAGES.get(frame.spec.language[:2], LANGUAGES["en"])
    rows = [tuple(v for v in row if v is not None) for row in frame.values]
    boxes = [five_numbers(row) if len(row) >= FEWEST else None for row in rows]
    made = _Boxes(frame, words, rows, boxes, ChartSheet.of(frame))
    drawn = max((len(box.outliers) for box in boxes if box), default=0)
    small = max((len(row) for row, box in zip(rows, boxes, strict=True) if not box), default=0)
    drawn = min(drawn, MOST_POINTS)
    named = [words.mean] * any(boxes) + [words.outlier] * bool(drawn) + [words.point] * bool(small)
    legend = plan_legend(named, frame, key_pt=_KEY_PT)
    area, label_pt = _area(made, legend.height + EDGE_PT)
    groups = made.sheet.helper(
        words.group,
        [name or None for name in frame.names],
        [_header(n) if frame.names[n] else "" for n in range(len(rows))],
    )
    made.categories = categories_of(area.texts, frame.names, made.sheet.columns, groups)
    columns = _numbers(made)
    bars = _bars(made, columns)
    lines = _lines(made, columns, len(bars), area if label_pt else None, label_pt)
    shown = []
    for count, word, value in (
        (int(any(boxes)), words.mean, _mean),
        (drawn, words.outlier, _outlier),
        (small, words.point, _point),
    ):
        if count:
            shown.append(len(bars) + len(lines))
        for n in range(count):
            lines.append(_points(made, columns, len(bars) + len(lines), (word, n), value))
    total = len(bars) + len(lines)
    return Drawing(
        inner=area.inner,
        groups=(_chart(bars),),
        lines=tuple(lines),
        axes=area.axes(frame),
        columns=made.sheet.columns,
        series=total,
        categories=made.categories,
        legend=legend_above(legend, [n for n in range(total) if n not in shown], frame),
        findings=(
            *said.of_category_texts(area.texts, _as_groups(frame).spec, lying=False),
            *few_observations(boxes),
            *outliers_left_out(boxes),
            *medians_left_out(shown=bool(label_pt) or not any(boxes)),
        ),
        told=boxes_told(frame, words, rows, boxes),
    )


def _header(group: int) -> str:
    return f"{column_letters(group + 2)}$1"


def _as_groups(frame: Frame) -> Frame:
    """Return a frame whose categories are the groups."""
    spec = replace(
        frame.spec,
        categories=frame.names,
        series=(Series("", (0.0,) * len(frame.names)),),
        time=False,
        groups=(),
        decorations=(),
    )
    return replace(frame, spec=spec)


# --- geometry ---------------------------------------------------------------------------------


def _area(made: _Boxes, top: float) -> tuple[PlotArea, float]:
    """Return the axes, and the size of the medians' labels, 0 where they have no room."""
    frame, grouped = made.frame, _as_groups(made.frame)
    low, high = frame.limits
    if frame.spec.limits is not None:
        low, high = min(low, frame.spec.limits[0]), max(high, frame.spec.limits[1])
    elif 0 < low < high * _NEAR_ZERO:
        low = 0.0
    elif low * _NEAR_ZERO < high < 0:
        high = 0.0
    scale = nice_scale(low, high)
    texts = [frame.numbers.quick_text(box.median) for box in made.boxes if box]
    natural = frame.ruler.widest_number(texts, 1.0, bold=True)
    area = _standing(grouped, top, scale, EDGE_PT)
    size = _median_size(frame, area, natural)
    if size:
        # The label of the last box needs room at the right, which makes the slots narrower.
        gap = area.slot * _GAP / (100 + _GAP)
        beside = natural * size + _BESIDE_PT - gap / 2
        area = _standing(grouped, top, scale, max(beside, EDGE_PT))
        size = _median_size(frame, area, natural)
    return area, size


def _median_size(frame: Frame, area: PlotArea, natural: float) -> float:
    """Return the size at which medians fit between two boxes, 0 for none."""
    gap = area.slot * _GAP / (100 + _GAP)
    return size_within(natural, gap - _BESIDE_PT, *frame.sizes) if natural else 0.0


def _standing(grouped: Frame, top: float, scale: Scale, right: float) -> PlotArea:
    return standing_with_axis(grouped, top, scale, right=right, cap=_WIDEST_SLOT_PT)


# --- the worksheet ----------------------------------------------------------------------------

Value = Callable[[FiveNumbers], float]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Numbers of the helper columns."""

    first: int
    median: int
    third: int
    low: int
    high: int
    up: int
    down: int


def _numbers(made: _Boxes) -> _Columns:
    """Add the five numbers of each group, and the lengths of its whiskers."""

    def add(header: str, value: Value, formula: Callable[[int, str], str]) -> int:
        values = [value(box) if box else None for box in made.boxes]
        formulas = [
            formula(n, fixed(n + 1, len(made.frame.spec.categories))) if box else ""
            for n, box in enumerate(made.boxes)
        ]
        return made.sheet.helper(header, values, formulas, made.code)

    first = add("Q1", lambda b: b.first, lambda _, cells: quartile_formula(cells, 1))
    median = add("Median", lambda b: b.median, lambda _, cells: quartile_formula(cells, 2))
    third = add("Q3", lambda b: b.third, lambda _, cells: quartile_formula(cells, 3))
    low = add(
        "Low whisker",
        lambda b: b.low,
        lambda n, cells: low_formula(cells, cell(first, n), cell(third, n)),
    )
    high = add(
        "High whisker",
        lambda b: b.high,
        lambda n, cells: high_formula(cells, cell(first, n), cell(third, n)),
    )
    up = add("Up", lambda b: b.high - b.third, lambda n, _: f"{cell(high, n)}-{cell(third, n)}")
    down = add("Down", lambda b: b.first - b.low, lambda n, _: f"{cell(first, n)}-{cell(low, n)}")
    return _Columns(first, median, third, low, high, up, down)


def _piece(low: float, high: float, *, above: bool) -> float:
    """Return the part of a span that lies above zero, or, as a negative length, below."""
    if above:
        return max(high, 0.0) - max(low, 0.0)
    return min(low, 0.0) - min(high, 0.0)


def _base(low: float, high: float) -> float:
    return low if low > 0 else high if high < 0 else 0.0


def _bars(made: _Boxes, columns: _Columns) -> list[Xml]:
    """Return the stacked columns: an unseen base, then both halves above and below zero."""
    boxes, sheet = made.boxes, made.sheet
    straddles = any(box and box.first < 0 < box.third for box in boxes)
    border = None if straddles else made.frame.palette.background
    lower, upper = _tints(made)

    def formulas(make: Callable[[str, str], str], ends: tuple[int, int]) -> list[str]:
        return [
            make(cell(ends[0], n), cell(ends[1], n)) if box else "" for n, box in enumerate(boxes)
        ]

    first, median, third = columns.first, columns.median, columns.third
    base = sheet.helper(
        "Base",
        [_base(box.first, box.third) if box else None for box in boxes],
        formulas(lambda a, b: f"IF({a}>0,{a},IF({b}<0,{b},0))", (first, third)),
        made.code,
    )
    series = [_bar(made, 0, base, fill_and_line(None, None), NOTHING)]
    halves = (
        ("Lower half", (first, median), True, lower),
        ("Upper half", (median, third), True, upper),
        ("Upper half below zero", (median, third), False, upper),
        ("Lower half below zero", (first, median), False, lower),
    )
    for header, ends, above, tints in halves:
        values = []
        for box in boxes:
            low, high = (0.0, 0.0)
            if box:
                low, high = (box.first, box.median) if ends[0] == first else (box.median, box.third)
            values.append(_piece(low, high, above=above) if box else None)
        make = _above_formula if above else _below_formula
        column = sheet.helper(header, values, formulas(make, ends), made.code)
        own = [n for n, name in enumerate(made.frame.names) if name in made.frame.spec.focus]
        usual, strong = tints
        points = [marked_bar(n, fill_and_line(strong, border, _BORDER_PT)) for n in own]
        look = fill_and_line(usual, border, _BORDER_PT)
        series.append(_bar(made, len(series), column, look, Xml("".join(points))))
    return series


def _above_formula(low: str, high: str) -> str:
    return f"MAX({high},0)-MAX({low},0)"


def _below_formula(low: str, high: str) -> str:
    return f"MIN({low},0)-MIN({high},0)"


def _tints(made: _Boxes) -> tuple[tuple[Colour, Colour], tuple[Colour, Colour]]:
    """Return the colours of the lower and the upper half: as usual and in focus."""
    frame = made.frame
    palette, names = frame.palette, set(frame.names)
    inside = names.intersection(frame.spec.focus)
    usual = palette.series[0]
    lower, upper = _tint(usual, *_DARKER), _tint(usual, *_LIGHTER)
    if inside and len(inside) < len(names):
        lower, upper = palette.greys[0], palette.greys[1]
    focus = palette.focus
    return (lower, _tint(focus, *_DARKER)), (upper, _tint(focus, *_LIGHTER))


def _tint(colour: Colour, mod: int, off: int) -> Colour:
    if colour.scheme and not colour.lum_mod and colour.scheme.startswith("accent"):
        return shade(colour.scheme, colour.rgb, mod, off)
    return colour


def _bar(made: _Boxes, index: int, column: int, look: Xml, points: Xml) -> Xml:
    held = made.sheet.columns[column]
    values = [v if isinstance(v, float) and v else None for v in held.values]
    plotted = Plotted(
        series_name(column, held.header),
        made.categories,
        series_values(column, values, made.code),
    )
    return bar_series(index, plotted, look, points=points)


def _chart(bars: Sequence[Xml]) -> Xml:
    return BAR_CHART(
        barDir=setting("c:barDir", "col"),
        grouping=setting("c:grouping", "stacked"),
        varyColors=setting("c:varyColors", 0),
        ser=Xml("".join(bars)),
        gapWidth=setting("c:gapWidth", _GAP),
        overlap=setting("c:overlap", 100),
        axId=AXIS_IDS,
    )


# --- lines ------------------------------------------------------------------------------------


def _lines(
    made: _Boxes, columns: _Columns, index: int, area: PlotArea | None, label_pt: float
) -> list[Xml]:
    """Return the unseen lines that carry whiskers and the labels of the medians."""
    if not any(made.boxes):
        return []
    ink = made.frame.palette.total
    whiskers = (
        (columns.third, "plus", columns.up),
        (columns.first, "minus", columns.down),
    )
    series = [
        _line(made, index + n, at, errors=_whisker(made, side, length, ink))
        for n, (at, side, length) in enumerate(whiskers)
    ]
    if area is not None:
        # Axis and gridlines run behind the labels.
        look = replace(made.frame.look(label_pt, bold=True), box=made.frame.palette.background)
        code = made.frame.numbers.written(negative=area.scale.low < 0)
        right = area.slot / (1 + _GAP / 100) / 2 / made.frame.width
        points = [
            value_label(n, code, look, "r", right=right) for n, box in enumerate(made.boxes) if box
        ]
        labels = other_labels(points, look, "r")
        series.append(_line(made, index + 2, columns.median, labels=labels))
    return series


def _line(
    made: _Boxes,
    index: int,
    column: int,
    *,
    errors: Xml = NOTHING,
    labels: Xml = NOTHING,
    mark: Xml = NO_MARKER,
) -> Xml:
    idx, order = indices(index)
    held = made.sheet.columns[column]
    values = [v if isinstance(v, float) else None for v in held.values]
    return LINE_SERIES(
        idx=idx,
        order=order,
        tx=series_name(column, held.header),
        spPr=line_only(None),
        marker=mark,
        dLbls=labels,
        errBars=errors,
        cat=made.categories,
        val=series_values(column, values, made.code),
        smooth=setting("c:smooth", 0),
    )


def _whisker(made: _Boxes, side: str, column: int, ink: Colour) -> Xml:
    """Return error bars whose lengths are the cells of a column (ECMA-376-1, 21.2.2.55)."""
    lengths = made.sheet.columns[column].values
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>'
        for n, value in enumerate(lengths)
        if isinstance(value, float)
    )
    return Xml(
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="{side}"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:{side}><c:numRef><c:f>{cells_of(column, len(lengths))}</c:f>'
        f"<c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(lengths)}"/>{points}</c:numCache></c:numRef></c:{side}>'
        f"{line_only(ink, _WHISKER_PT)}</c:errBars>"
    )


_At = tuple[int, tuple[float, ...], FiveNumbers | None, str, _Columns]


def _mean(at: _At, _: int) -> tuple[float | None, str]:
    """Return the mean of a group and its formula."""
    box, cells = at[2:4]
    return (box.mean, f"AVERAGE({cells})") if box else (None, "")


def _outlier(at: _At, number: int) -> tuple[float | None, str]:
    """Return an outlier of a group, None where it has no more."""
    row, _, box, cells, columns = at
    if box is None:
        return None, ""
    value = box.outliers[number] if number < len(box.outliers) else None
    low, high = cell(columns.low, row), cell(columns.high, row)
    return value, outlier_formula(cells, low, high, number + 1)


def _point(at: _At, number: int) -> tuple[float | None, str]:
    """Return an observation of a small group."""
    _, values, box, cells, _ = at
    if box is not None:
        return None, ""
    value = sorted(values)[number] if number < len(values) else None
    return value, point_formula(cells, number + 1)


def _points(
    made: _Boxes,
    columns: _Columns,
    index: int,
    named: tuple[str, int],
    value: Callable[[_At, int], tuple[float | None, str]],
) -> Xml:
    """Return a line of which only its markers are seen. named: word and number."""
    word, number = named
    values: list[float | str | None] = []
    formulas: list[str] = []
    for n, (row, box) in enumerate(zip(made.rows, made.boxes, strict=True)):
        cells = fixed(n + 1, len(made.frame.spec.categories))
        own, formula = value((n, row, box, cells, columns), number)
        values.append(NOT_AVAILABLE if own is None and formula else own)
        formulas.append(formula)
    header = f"{word} {number + 1}" if number else word
    column = made.sheet.helper(header, values, formulas, made.code)
    palette = made.frame.palette
    mark = _diamond(palette.text)
    if value is not _mean:
        mark = marker(see_through(palette.muted, None, 100), _POINT_PT)
    return _line(made, index, column, mark=mark)


@lru_cache(maxsize=16)
def _diamond(fill: Colour) -> Xml:
    look = fill_and_line(fill, None)
    return Xml(f'<c:marker><c:symbol val="diamond"/><c:size val="{_MEAN_PT}"/>{look}</c:marker>')
