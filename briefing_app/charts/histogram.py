"""The histogram: how many observations lie in each class, as columns that touch.

The observations are the inputs; the first limit and the width of the classes stand beside them.
Limits, names and counts are formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from statistics import median

from briefing_app.charts import placement_findings as said
from briefing_app.charts.chart_elements import (
    Plotted,
    fill_and_line,
    series_name,
    series_values,
)
from briefing_app.charts.columns_and_bars import (
    bar_chart,
    bar_series,
    end_labels,
    focus_points,
    standing_columns,
)
from briefing_app.charts.drawing import Frame, colours_of
from briefing_app.charts.drawn import Drawing
from briefing_app.charts.embedded_workbook import SheetColumn
from briefing_app.charts.histogram_classes import Classes, classes_of
from briefing_app.charts.number_labels import LabelFormat, label_format
from briefing_app.charts.plot_area import EDGE_PT, categories_of
from briefing_app.model.cell_range import column_letters
from briefing_app.model.chart_spec import ChartSpec, Series
from briefing_app.model.finding import Finding, error

_COUNT_CODE = "#,##0"
_WIDEST_CLASS_PT = 90.0
# Columns of the worksheet, 0-based; before them the names and the observations.
_START, _WIDTH, _FROM, _TO, _NAME, _COUNT = range(2, 8)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language. told: for the alternative text; to: between limits below zero."""

    count: str
    to: str
    told: str


_WORDS = {
    "en": _Words(
        "Count", " to ", "{n} observations in {k} classes; most, {most}, in {at}; "
        "mean {mean}, median {median}",
    ),
    "de": _Words(
        "Anzahl", " bis ", "{n} Beobachtungen in {k} Klassen; die meisten, {most}, in {at}; "
        "Mittelwert {mean}, Median {median}",
    ),
    "zh": _Words(
        "数量", "至", "{n}个观测值，分为{k}组；最多的是{at}（{most}个）；"
        "平均值{mean}，中位数{median}",
    ),
}  # fmt: skip


def histogram_refusal(spec: ChartSpec) -> Finding | None:
    """Return why a specification cannot be a histogram."""
    if len(spec.series) == 1:
        return None
    return error(
        "chart-histogram-series",
        f"A histogram has one series of observations, and here are {len(spec.series)}.",
        "Choose one column, or another kind of chart.",
    )


def draw_histogram(frame: Frame) -> Drawing:
    """Return a histogram of the first series."""
    words = _WORDS.get(frame.spec.language[:2].lower(), _WORDS["en"])
    values = [value for value in frame.values[0] if value is not None]
    classes = classes_of(values, frame.spec.bins)
    numbers = _limit_numbers(frame, classes)
    names = _names(classes, numbers, words)
    counts = tuple(float(count) for count in classes.counts(values))
    counted = _counted(frame, names, counts, words)
    area = replace(standing_columns(counted, EDGE_PT, _WIDEST_CLASS_PT), gap=0)
    columns = _columns(frame, classes, numbers, names, counts, words)
    categories = categories_of(area.texts, names, columns, _NAME)
    (colour, *_), marked = colours_of(counted)
    series = bar_series(
        0,
        Plotted(
            series_name(_COUNT, words.count),
            categories,
            series_values(_COUNT, counts, _COUNT_CODE),
        ),
        fill_and_line(colour, frame.palette.background),
        labels=end_labels(counted, area),
        points=focus_points(marked, frame.palette.focus),
    )
    return Drawing(
        inner=area.inner,
        groups=(bar_chart([series], lying=False, overlap=0, gap=0),),
        axes=area.axes(counted),
        columns=columns,
        series=1,
        categories=categories,
        findings=(
            *said.of_category_texts(area.texts, counted.spec, lying=False),
            *said.axis_for_labels(shown=not area.label_pt),
        ),
        told=(_told(values, names, counts, numbers, words),),
    )


def _counted(
    frame: Frame, names: tuple[str, ...], counts: tuple[float, ...], words: _Words
) -> Frame:
    """Return the frame of the counts, by which the columns are placed and labelled."""
    series = (Series(words.count, counts, _COUNT_CODE),)
    spec = replace(
        frame.spec, categories=names, series=series, number_format=_COUNT_CODE, time=False
    )
    return replace(frame, spec=spec, numbers=label_format(_COUNT_CODE, spec.language))


def _limit_numbers(frame: Frame, classes: Classes) -> LabelFormat:
    """Return how limits are printed: with the decimals that start and width need."""
    numbers = frame.numbers
    if numbers.fixed is None and numbers.code == "General":
        numbers = label_format(_COUNT_CODE, frame.spec.language)
    fixed = numbers.fixed
    scale = fixed.factor / fixed.divisor if fixed else 1.0
    finest = min(_finest(classes.width * scale), _finest(classes.start * scale)) / scale
    return label_format(numbers.for_step(finest), frame.spec.language)


def _finest(value: float) -> float:
    """Return the last decimal place that a number has: 0.01 for 2.25; 1 for whole numbers."""
    return next((10.0**-n for n in range(10) if _is_whole(value * 10**n)), 1e-9)


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


def _names(classes: Classes, numbers: LabelFormat, words: _Words) -> tuple[str, ...]:
    between = _between(classes, words)
    names = []
    for n in range(classes.count):
        low, high = classes.limit(n), classes.limit(n + 1) - classes.whole
        one = numbers.text(low)
        names.append(one if low == high else f"{one}{between}{numbers.text(high)}")
    return tuple(names)


def _between(classes: Classes, words: _Words) -> str:
    return "–" if classes.start >= 0 else words.to


def _columns(
    frame: Frame,
    classes: Classes,
    numbers: LabelFormat,
    names: Sequence[str],
    counts: Sequence[float],
    words: _Words,
) -> list[SheetColumn]:
    """Return the observations, what the classes are, and the formulas that follow from both."""
    code, rows = frame.format_of(0), range(2, classes.count + 2)
    start, width, low, high = (f"{column_letters(n + 1)}" for n in (_START, _WIDTH, _FROM, _TO))
    limits = [classes.limit(n) for n in range(classes.count + 1)]
    seen = f"$B$2:$B${len(frame.values[0]) + 1}"
    last = "<" if classes.whole else "<="
    ends = ["<"] * (classes.count - 1) + [last]
    return [
        *frame.input_columns(),
        SheetColumn("First limit", (classes.start,)),
        SheetColumn("Class width", (classes.width,)),
        _helper("From", limits[:-1], [f"{start}$2+{r - 2}*{width}$2" for r in rows], code),
        _helper("To", limits[1:], [f"{start}$2+{r - 1}*{width}$2" for r in rows], code),
        _helper("Class", names, _name_formulas(classes, numbers, words), "General"),
        _helper(
            words.count,
            counts,
            [
                f'COUNTIFS({seen},">="&{low}{r},{seen},"{end}"&{high}{r})'
                for r, end in zip(rows, ends, strict=True)
            ],
            _COUNT_CODE,
        ),
    ]


def _helper(
    header: str, values: Sequence[float | str], formulas: Sequence[str], code: str
) -> SheetColumn:
    return SheetColumn(header, values, code, helper=True, formulas=formulas)


def _name_formulas(classes: Classes, numbers: LabelFormat, words: _Words) -> list[str]:
    low, high = column_letters(_FROM + 1), column_letters(_TO + 1)
    formulas = []
    for row in range(2, classes.count + 2):
        one = numbers.formula(f"{low}{row}", signed=False)
        other = numbers.formula(
            f"({high}{row}-1)" if classes.whole else f"{high}{row}", signed=False
        )
        alone = classes.whole and classes.width == 1
        formulas.append(one if alone else f'{one}&"{_between(classes, words)}"&{other}')
    return formulas


def _told(
    values: Sequence[float],
    names: Sequence[str],
    counts: Sequence[float],
    numbers: LabelFormat,
    words: _Words,
) -> str:
    most = max(counts)
    return words.told.format(
        n=len(values),
        k=len(counts),
        most=round(most),
        at=names[list(counts).index(most)],
        mean=numbers.text(fsum(values) / len(values)),
        median=numbers.text(median(values)),
    )
