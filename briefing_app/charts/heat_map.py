"""The heat map: a field of equal cells, coloured by class of value.

Each row of cells is a layer of stacked columns without gaps. In every layer each class has a
series of its own, one high where the value is of that class and nothing elsewhere, by formula; so
colours follow the figures. Values are printed by two lines that draw nothing, one in dark and one
in light ink; a cell's text stands in the one that is clear on its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.charts import placement_findings as said
from briefing_app.charts.axes import (
    BAR_KEY_PT,
    LegendPlan,
    Scale,
    category_axis,
    legend_above,
    nice_scale,
    plan_legend,
    value_axis,
)
from briefing_app.charts.chart_elements import (
    UNNAMED,
    Inner,
    Plotted,
    fill_and_line,
    hidden_line,
    label_range,
    lines_label,
    name_label,
    other_labels,
    range_label,
    series_name,
    series_values,
)
from briefing_app.charts.chart_sheet import ChartSheet, cell
from briefing_app.charts.columns_and_bars import bar_chart, bar_series
from briefing_app.charts.drawing import Frame
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SHEET_NAME
from briefing_app.charts.label_placement import AxisTexts, line_height, texts_beside_bars
from briefing_app.charts.number_labels import LabelFormat, label_format
from briefing_app.charts.palette import Colour, ink_on
from briefing_app.charts.plot_area import EDGE_PT, categories_of, height_above, slots_below
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartSpec
from briefing_app.model.finding import Finding, error
from briefing_app.ooxml.elements import NOTHING, Xml, join, text

MOST_ROWS, MOST_COLUMNS = 20, 40
_MOST_CLASSES = 7
_NAMES_SHARE = 0.3
_CELL_HEIGHT_PT = 46.0
_CELL_WIDTH_PT = 120.0
_WHITE_PT = 1.0
_TO = {"de": "bis", "zh": "至"}
_LIGHTEST = 0.14
"""Share of the full colour in the lightest class."""


def heat_map_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a heat map."""
    rows, columns = len(spec.series), len(spec.categories)
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS:
        return None
    return error(
        "chart-heat-map-size",
        f"A heat map has {MOST_ROWS} rows and {MOST_COLUMNS} columns at most, and here are {rows} "
        f"and {columns}.",
        "Choose fewer rows and columns, or gather them.",
    )


@dataclass(frozen=True)
class Classes:
    """Classes of values. limits: between them, rising; colours: one for each class."""

    limits: tuple[float, ...]
    colours: tuple[Colour, ...]

    def of(self, value: float) -> int:
        """Return the class of a value; a limit belongs to the class above it."""
        return sum(value >= limit for limit in self.limits)


def classes_of(frame: Frame) -> Classes:
    """Return classes of equal steps at round limits; zero is one where values change sign.

    Values on either side of zero have a hue each, deeper the farther they are from it.
    """
    palette, (low, high) = frame.palette, frame.limits
    scale = nice_scale(low, high, _MOST_CLASSES)
    inner = scale.ticks[1:-1] if high > low else ()
    limits = tuple(float(f"{round(tick / scale.step) * scale.step:.12g}") for tick in inner)
    if low < 0 < high:
        below = sum(limit <= 0 for limit in limits)
        above = len(limits) + 1 - below
        reach = max(below, above)
        falling = _tints(palette.negative, palette.background, reach)[:below]
        rising = _tints(palette.focus, palette.background, reach)[:above]
        return Classes(limits, (*reversed(falling), *rising))
    below_zero = high <= 0 and low < 0
    hue = palette.negative if below_zero else palette.focus
    tints = _tints(hue, palette.background, len(limits) + 1)
    return Classes(limits, tints[::-1] if below_zero else tints)


def _tints(colour: Colour, paper: Colour, count: int) -> tuple[Colour, ...]:
    """Return a colour from a light tint to its full strength, in even steps.

    Tints are mixed with the background: made lighter as themes do it, a dark colour turns garish.
    """
    if count == 1:
        return (_mixed(colour, paper, 0.6),)
    step = (1 - _LIGHTEST) / (count - 1)
    tints = [_mixed(colour, paper, _LIGHTEST + n * step) for n in range(count - 1)]
    return (*tints, colour)


def _mixed(colour: Colour, paper: Colour, share: float) -> Colour:
    channels = [
        round(int(colour.rgb[n : n + 2], 16) * share + int(paper.rgb[n : n + 2], 16) * (1 - share))
        for n in (0, 2, 4)
    ]
    return Colour("", "".join(f"{channel:02X}" for channel in channels))


@dataclass(frozen=True)
class _Plan:
    """Where the field stands. cell_pt: height of a cell; label_pt: of the values, 0 for none."""

    frame: Frame
    classes: Classes
    class_names: tuple[str, ...]
    limit_numbers: LabelFormat
    legend: LegendPlan
    inner: Inner
    texts: AxisTexts
    rows: AxisTexts
    cell_pt: float
    label_pt: float


def draw_heat_map(frame: Frame) -> Drawing:
    """Return a heat map: series are its rows, from the top, categories its columns."""
    plan = _plan(frame)
    sheet = ChartSheet.of(frame)
    categories = categories_of(plan.texts, frame.spec.categories, sheet.columns)
    limits, names = _class_columns(plan, sheet)
    bars = _layers(plan, sheet, categories, limits, names)
    lines = _row_names(plan, sheet, categories, len(bars))
    if plan.label_pt:
        lines += _value_lines(plan, sheet, categories, limits, len(bars) + len(lines))
    count = len(plan.classes.colours)
    hidden = range(count, len(bars) + len(lines))
    scale = Scale(0.0, float(len(frame.names)))
    return Drawing(
        inner=plan.inner,
        groups=(bar_chart(bars, lying=False, overlap=100, gap=0),),
        lines=tuple(lines),
        axes=join(
            (
                category_axis(plan.texts, frame, horizontal=False, line=False),
                value_axis(scale, frame, horizontal=False),
            )
        ),
        columns=sheet.columns,
        series=len(bars) + len(lines),
        categories=categories,
        legend=legend_above(plan.legend, hidden, frame) if count > 1 else NOTHING,
        findings=(
            *said.names_cut(plan.rows.shortened),
            *said.of_category_texts(plan.texts, frame.spec, lying=True),
            *said.cells_without_values(shown=not plan.label_pt),
        ),
        told=(_told(frame),),
    )


# --- geometry ---------------------------------------------------------------------------------


def _plan(frame: Frame) -> _Plan:
    classes = classes_of(frame)
    numbers = _limit_numbers(frame, classes)
    names = tuple(_class_name(n, classes.limits, numbers) for n in range(len(classes.colours)))
    legend = plan_legend(names, frame, BAR_KEY_PT + 10.0)
    top = (legend.height if len(names) > 1 else 0.0) + 2 * EDGE_PT
    count = len(frame.names)
    guess = max(frame.height - top - 3 * line_height(frame.label_pt), frame.height * 0.2) / count
    rows = texts_beside_bars(
        frame.names, max(guess, 1.0), frame.width * _NAMES_SHARE, frame.sizes, frame.ruler
    )
    left = rows.widest * 1.03 + 3 * EDGE_PT
    left, slot, texts = slots_below(frame, left, EDGE_PT, _CELL_WIDTH_PT)
    height = min(height_above(frame, top, texts), _CELL_HEIGHT_PT * count)
    inner = Inner(left, top, slot * len(frame.spec.categories), height)
    cell_pt = height / count
    return _Plan(
        frame, classes, names, numbers, legend, inner, texts, rows, cell_pt,
        _label_size(frame, slot, cell_pt),
    )  # fmt: skip


def _label_size(frame: Frame, slot: float, height: float) -> float:
    """Return the size at which every value fits its cell, 0 where one would not."""
    most, least = frame.sizes
    natural = frame.ruler.widest_number(frame.all_value_texts, 1.0)
    size = min(most, (slot - EDGE_PT) / natural if natural else most, height / 1.1)
    size = int(size * 2) / 2
    return size if size >= least else 0.0


def _limit_numbers(frame: Frame, classes: Classes) -> LabelFormat:
    steps = [b - a for a, b in zip(classes.limits, classes.limits[1:], strict=False)]
    step = min(steps, default=abs(classes.limits[0]) if classes.limits else 0.0)
    code = frame.numbers.for_step(step) if step else frame.numbers.code
    return label_format(code, frame.spec.language)


def _class_name(n: int, limits: Sequence[float], numbers: LabelFormat) -> str:
    """Return what the legend says of a class: ``< 10``, ``10 to 20``, ``≥ 20``."""
    if not limits:
        return " "
    if n == 0:
        return f"< {numbers.text(limits[0])}"
    if n == len(limits):
        return f"≥ {numbers.text(limits[-1])}"
    to = _TO.get(numbers.language[:2], "to")
    return f"{numbers.text(limits[n - 1])} {to} {numbers.text(limits[n])}"


def _class_name_formula(n: int, limits: int, count: int, numbers: LabelFormat) -> str:
    shown = [numbers.formula(cell(limits, k), signed=False) for k in range(count)]
    if n == 0:
        return f'"< "&{shown[0]}'
    if n == count:
        return f'"≥ "&{shown[-1]}'
    to = _TO.get(numbers.language[:2], "to")
    return f'{shown[n - 1]}&" {to} "&{shown[n]}'


# --- the worksheet ----------------------------------------------------------------------------


def _class_columns(plan: _Plan, sheet: ChartSheet) -> tuple[int, int]:
    """Add the limits of the classes, which may be edited, and the names made of them."""
    limits = plan.classes.limits
    where = sheet.input("Class from", limits, plan.limit_numbers.code)
    count = len(limits)
    formulas = [
        _class_name_formula(n, where, count, plan.limit_numbers) for n in range(count + 1) if count
    ]
    names = sheet.helper("Class", plan.class_names, formulas)
    return where, names


def _layers(plan: _Plan, sheet: ChartSheet, categories: Xml, limits: int, names: int) -> list[Xml]:
    """Return the stacked series from the lowest row of cells up, for each all its classes.

    A last series of each layer stands where there is no value, so that no layer sinks.
    """
    frame, classes = plan.frame, plan.classes
    paper = frame.palette.background
    series: list[Xml] = []
    count = len(frame.names)
    for layer, row in enumerate(reversed(range(count))):
        found = [None if v is None else classes.of(v) for v in frame.values[row]]
        for k, colour in enumerate((*classes.colours, None)):
            values = [float(f is None) if colour is None else float(f == k) for f in found]
            column = sheet.helper(
                f"{frame.names[row]} / {k + 1 if colour else '–'}",
                values,
                _layer_formulas(plan, row, k if colour else -1, limits, len(values)),
                "0",
            )
            name = _name_of_class(plan, names, k) if colour and not layer else UNNAMED
            look = fill_and_line(colour or frame.palette.background, paper, _WHITE_PT)
            held = [v or None for v in values]
            series.append(
                bar_series(
                    len(series), Plotted(name, categories, series_values(column, held, "0")), look
                )
            )
    return series


def _layer_formulas(plan: _Plan, row: int, of_class: int, limits: int, count: int) -> list[str]:
    letters = column_letters(row + 2)
    at = column_letters(limits + 1)
    last = len(plan.classes.limits)
    formulas = []
    for r in range(2, count + 2):
        value = f"{letters}{r}"
        if of_class < 0:
            formulas.append(f"IF(ISNUMBER({value}),0,1)")
            continue
        tests = []
        if of_class:
            tests.append(f"({value}>=${at}${of_class + 1})")
        if of_class < last:
            tests.append(f"({value}<${at}${of_class + 2})")
        formulas.append(f"IF(ISNUMBER({value}),{'*'.join(tests) or '1'},0)")
    return formulas


def _name_of_class(plan: _Plan, names: int, k: int) -> Xml:
    address = f"{SHEET_NAME}!${column_letters(names + 1)}${k + 2}"
    return Xml(
        f"<c:tx><c:strRef><c:f>{address}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{text(plan.class_names[k])}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


# --- names and values -------------------------------------------------------------------------


def _row_names(plan: _Plan, sheet: ChartSheet, categories: Xml, index: int) -> list[Xml]:
    """Return for each row a point in the middle of its first cell, with the name to the left."""
    frame = plan.frame
    count, look = len(frame.names), frame.look(plan.rows.size_pt)
    slot = plan.inner.width / len(frame.spec.categories)
    shift = (-slot / 2 / frame.width, 0.0)
    blank = [None] * (len(frame.spec.categories) - 1)
    made = []
    for n in range(count):
        row = count - 1 - n
        shown, name = plan.rows.texts[row], frame.names[row]
        lines = frame.ruler.lines(shown, plan.rows.size_pt, frame.width * _NAMES_SHARE)
        middle = sheet.helper(f"Middle {n + 1}", [n + 0.5, *blank])
        label = (
            name_label(0, (), look, shift, position="l")
            if lines == (name,)
            else lines_label(0, lines, look, "l", shift, "r")
        )
        made.append(
            hidden_line(
                index + n,
                series_name(row + 1, name),
                categories,
                series_values(middle, [n + 0.5, *blank], "General"),
                other_labels([label], look, "l") if shown.strip() else NOTHING,
            )
        )
    return made


def _value_lines(
    plan: _Plan, sheet: ChartSheet, categories: Xml, limits: int, index: int
) -> list[Xml]:
    """Return two lines for each row, one for each ink, with the values of their cells."""
    frame, classes = plan.frame, plan.classes
    inks = [ink_on(colour, frame.palette) for colour in classes.colours]
    made: list[Xml] = []
    count, width = len(frame.names), len(frame.spec.categories)
    for row in range(count):
        height = count - row - 0.5
        middle = sheet.helper(f"{frame.names[row]} (middle)", [height] * width)
        for ink in dict.fromkeys(inks):
            mine = [n for n, other in enumerate(inks) if other == ink]
            column = _texts_column(plan, sheet, limits, row, mine)
            texts = [str(v or "") for v in sheet.columns[column].values]
            look = frame.look(plan.label_pt, ink)
            points = [range_label(n, shown, look, "ctr") for n, shown in enumerate(texts)]
            made.append(
                hidden_line(
                    index + len(made),
                    series_name(column, sheet.columns[column].header),
                    categories,
                    series_values(middle, [height] * width, "General"),
                    other_labels(points, look, "ctr"),
                    label_range(column, texts),
                )
            )
    return made


def _texts_column(
    plan: _Plan, sheet: ChartSheet, limits: int, row: int, mine: Sequence[int]
) -> int:
    """Add the texts of the values of one row that are of some classes."""
    frame, classes = plan.frame, plan.classes
    texts = [
        frame.numbers.text(v) if v is not None and classes.of(v) in mine else ""
        for v in frame.values[row]
    ]
    formulas = [
        _text_formula(plan, f"{column_letters(row + 2)}{r}", limits, mine)
        for r in range(2, len(texts) + 2)
    ]
    name = f"{frame.names[row]} (label {'dark' if 0 in mine else 'light'})"
    return sheet.helper(name, texts, formulas)


def _text_formula(plan: _Plan, value: str, limits: int, mine: Sequence[int]) -> str:
    """Return the formula of a text that is empty unless the value is of one of some classes."""
    count = len(plan.classes.limits)
    at = f"${column_letters(limits + 1)}$2:${column_letters(limits + 1)}${count + 1}"
    shown = plan.frame.numbers.formula(value, signed=False)
    if len(mine) == count + 1:
        return f'IF(ISNUMBER({value}),{shown},"")'
    found = f"IFERROR(MATCH({value},{at},1),0)"
    tests = "+".join(f"({found}={k})" for k in mine)
    return f'IF(ISNUMBER({value}),IF({tests}>0,{shown},""),"")'


# --- in words ---------------------------------------------------------------------------------

_TOLD = {
    "en": "Highest: {high} ({high_at}); lowest: {low} ({low_at})",
    "de": "Höchster Wert: {high} ({high_at}); niedrigster: {low} ({low_at})",
    "zh": "最高：{high}（{high_at}）；最低：{low}（{low_at}）",
}
_LONGEST_NAME = 60


def _told(frame: Frame) -> str:
    """Return the highest and the lowest value and where they stand, for the alternative text."""
    known = [
        (value, row, column)
        for row, values in enumerate(frame.values)
        for column, value in enumerate(values)
        if value is not None
    ]
    pattern = _TOLD.get(frame.spec.language[:2], _TOLD["en"])
    high = max(known, key=lambda each: each[0])
    low = min(known, key=lambda each: each[0])
    return pattern.format(
        high=frame.numbers.text(high[0]),
        high_at=_place(frame, *high[1:]),
        low=frame.numbers.text(low[0]),
        low_at=_place(frame, *low[1:]),
    )


def _place(frame: Frame, row: int, column: int) -> str:
    names = (frame.names[row][:_LONGEST_NAME], frame.spec.categories[column][:_LONGEST_NAME])
    return ", ".join(name for name in names if name)
