"""The alternative text of a chart: its message, what is charted, and the figures that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from briefing_app.charts.drawing import Frame, Row
from briefing_app.charts.number_labels import label_format
from briefing_app.charts.waterfall import steps_of
from briefing_app.model.chart_spec import ChartKind, ChartSpec

_MOST_SERIES = 6
"""Series whose figures are told one by one."""
_MOST_IN_FULL = 2
"""Series that are told with their highest and lowest values."""
_WITH_TOTALS = frozenset(
    {
        ChartKind.STACKED_COLUMN,
        ChartKind.STACKED_BAR,
        ChartKind.FULL_COLUMN,
        ChartKind.FULL_BAR,
    }
)
_LONGEST_NAME = 60
"""Characters of a name; a screen reader shall not read a paragraph five times."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of one language. Places in braces are filled in."""

    kinds: dict[ChartKind, str]
    chart: str
    unit: str
    of: str
    range: str
    ends_only: str
    one: str
    constant: str
    totals: str
    bridge: str
    rise: str
    fall: str
    between: tuple[str, str]
    more: str
    stop: str
    ends: str


_EN = _Words(
    kinds={
        ChartKind.COLUMN: "Column chart",
        ChartKind.STACKED_COLUMN: "Stacked column chart",
        ChartKind.FULL_COLUMN: "100 % stacked column chart",
        ChartKind.STACKED_CLUSTERED: "Stacked clustered column chart",
        ChartKind.BAR: "Bar chart",
        ChartKind.STACKED_BAR: "Stacked bar chart",
        ChartKind.FULL_BAR: "100 % stacked bar chart",
        ChartKind.LINE: "Line chart",
        ChartKind.AREA: "Area chart",
        ChartKind.STACKED_AREA: "Stacked area chart",
        ChartKind.FULL_AREA: "100 % stacked area chart",
        ChartKind.COMBINATION: "Combination chart",
        ChartKind.PIE: "Pie chart",
        ChartKind.DOUGHNUT: "Doughnut chart",
        ChartKind.WATERFALL: "Waterfall chart",
        ChartKind.STACKED_WATERFALL: "Stacked waterfall chart",
        ChartKind.MARIMEKKO: "Marimekko chart",
        ChartKind.MARIMEKKO_UNITS: "Marimekko chart in units",
        ChartKind.BUTTERFLY: "Butterfly chart",
        ChartKind.SCATTER: "Scatter chart",
        ChartKind.BUBBLE: "Bubble chart",
        ChartKind.SLOPE: "Slope chart",
        ChartKind.DUMBBELL: "Dumbbell chart",
        ChartKind.BULLET: "Bullet chart",
        ChartKind.HISTOGRAM: "Histogram",
        ChartKind.BOX_PLOT: "Box plot",
        ChartKind.PARETO: "Pareto chart",
        ChartKind.HEAT_MAP: "Heat map",
        ChartKind.SMALL_MULTIPLES: "Small multiples",
        ChartKind.GANTT: "Gantt chart",
    },
    chart="{kind}: {title}",
    unit="{title} ({unit})",
    of="{first} to {last}, {count} categories",
    range="{name}: {first} at {first_at}, {last} at {last_at}; highest {high} at {high_at}, "
    "lowest {low} at {low_at}",
    ends_only="{name}: {first} at {first_at}, {last} at {last_at}",
    one="{name}: {first} at {first_at}",
    constant="{name}: {first} throughout",
    totals="Total: {first} at {first_at}, {last} at {last_at}",
    bridge="From {first} ({first_at}) to {last} ({last_at})",
    rise="largest rise {value} ({at})",
    fall="largest fall {value} ({at})",
    between=("; ", ", "),
    more="{count} more series",
    stop=". ",
    ends=".",
)
_DE = _Words(
    kinds={
        ChartKind.COLUMN: "Säulendiagramm",
        ChartKind.STACKED_COLUMN: "Gestapeltes Säulendiagramm",
        ChartKind.FULL_COLUMN: "100-%-Säulendiagramm",
        ChartKind.STACKED_CLUSTERED: "Gruppiertes gestapeltes Säulendiagramm",
        ChartKind.BAR: "Balkendiagramm",
        ChartKind.STACKED_BAR: "Gestapeltes Balkendiagramm",
        ChartKind.FULL_BAR: "100-%-Balkendiagramm",
        ChartKind.LINE: "Liniendiagramm",
        ChartKind.AREA: "Flächendiagramm",
        ChartKind.STACKED_AREA: "Gestapeltes Flächendiagramm",
        ChartKind.FULL_AREA: "100-%-Flächendiagramm",
        ChartKind.COMBINATION: "Verbunddiagramm",
        ChartKind.PIE: "Kreisdiagramm",
        ChartKind.DOUGHNUT: "Ringdiagramm",
        ChartKind.WATERFALL: "Wasserfalldiagramm",
        ChartKind.STACKED_WATERFALL: "Gestapeltes Wasserfalldiagramm",
        ChartKind.MARIMEKKO: "Marimekko-Diagramm",
        ChartKind.MARIMEKKO_UNITS: "Marimekko-Diagramm in Einheiten",
        ChartKind.BUTTERFLY: "Schmetterlingsdiagramm",
        ChartKind.SCATTER: "Streudiagramm",
        ChartKind.BUBBLE: "Blasendiagramm",
        ChartKind.SLOPE: "Steigungsdiagramm",
        ChartKind.DUMBBELL: "Hanteldiagramm",
        ChartKind.BULLET: "Bullet-Diagramm",
        ChartKind.HISTOGRAM: "Histogramm",
        ChartKind.BOX_PLOT: "Boxplot",
        ChartKind.PARETO: "Pareto-Diagramm",
        ChartKind.HEAT_MAP: "Heatmap",
        ChartKind.SMALL_MULTIPLES: "Kleine Vielfache",
        ChartKind.GANTT: "Gantt-Diagramm",
    },
    chart="{kind}: {title}",
    unit="{title} ({unit})",
    of="{first} bis {last}, {count} Kategorien",
    range="{name}: {first} bei {first_at}, {last} bei {last_at}; höchster Wert {high} bei "
    "{high_at}, niedrigster {low} bei {low_at}",
    ends_only="{name}: {first} bei {first_at}, {last} bei {last_at}",
    one="{name}: {first} bei {first_at}",
    constant="{name}: durchgehend {first}",
    totals="Summe: {first} bei {first_at}, {last} bei {last_at}",
    bridge="Von {first} ({first_at}) zu {last} ({last_at})",
    rise="größter Anstieg {value} ({at})",
    fall="größter Rückgang {value} ({at})",
    between=("; ", ", "),
    more="{count} weitere Reihen",
    stop=". ",
    ends=".",
)
_ZH = _Words(
    kinds={
        ChartKind.COLUMN: "柱形图",
        ChartKind.STACKED_COLUMN: "堆积柱形图",
        ChartKind.FULL_COLUMN: "百分比堆积柱形图",
        ChartKind.STACKED_CLUSTERED: "分组堆积柱形图",
        ChartKind.BAR: "条形图",
        ChartKind.STACKED_BAR: "堆积条形图",
        ChartKind.FULL_BAR: "百分比堆积条形图",
        ChartKind.LINE: "折线图",
        ChartKind.AREA: "面积图",
        ChartKind.STACKED_AREA: "堆积面积图",
        ChartKind.FULL_AREA: "百分比堆积面积图",
        ChartKind.COMBINATION: "组合图",
        ChartKind.PIE: "饼图",
        ChartKind.DOUGHNUT: "圆环图",
        ChartKind.WATERFALL: "瀑布图",
        ChartKind.STACKED_WATERFALL: "堆积瀑布图",
        ChartKind.MARIMEKKO: "马赛克图",
        ChartKind.MARIMEKKO_UNITS: "不等宽柱形图",
        ChartKind.BUTTERFLY: "蝴蝶图",
        ChartKind.SCATTER: "散点图",
        ChartKind.BUBBLE: "气泡图",
        ChartKind.SLOPE: "斜率图",
        ChartKind.DUMBBELL: "哑铃图",
        ChartKind.BULLET: "子弹图",
        ChartKind.HISTOGRAM: "直方图",
        ChartKind.BOX_PLOT: "箱线图",
        ChartKind.PARETO: "帕累托图",
        ChartKind.HEAT_MAP: "热力图",
        ChartKind.SMALL_MULTIPLES: "小多图",
        ChartKind.GANTT: "甘特图",
    },
    chart="{kind}：{title}",
    unit="{title}（{unit}）",
    of="{first}至{last}，共{count}个类别",
    range="{name}：{first_at}为{first}，{last_at}为{last}；最高{high}（{high_at}），"
    "最低{low}（{low_at}）",
    ends_only="{name}：{first_at}为{first}，{last_at}为{last}",
    one="{name}：{first_at}为{first}",
    constant="{name}：始终为{first}",
    totals="合计：{first_at}为{first}，{last_at}为{last}",
    bridge="从{first}（{first_at}）到{last}（{last_at}）",
    rise="最大增加{value}（{at}）",
    fall="最大减少{value}（{at}）",
    between=("；", "，"),
    more="另有{count}个系列",
    stop="。",
    ends="。",
)
_LANGUAGES = {"en": _EN, "de": _DE, "zh": _ZH}


def alt_text(frame: Frame, told: Sequence[str] = ()) -> str:
    """Return the alternative text, in the language of the specification (else English).

    told: sentences in place of the figures of the series, from a family that knows better.
    """
    spec = frame.spec
    words = _LANGUAGES.get(spec.language[:2].lower(), _EN)
    title = spec.title or ", ".join(_clipped(n) for n in frame.names[:_MOST_SERIES] if n)
    if spec.unit and spec.unit not in title:
        title = words.unit.format(title=title, unit=spec.unit) if title else spec.unit
    kind = words.kinds[spec.kind]
    sentences = [spec.message] if spec.message else []
    sentences.append(words.chart.format(kind=kind, title=title) if title else kind)
    if len(spec.categories) > 1 and spec.kind is not ChartKind.HISTOGRAM:
        first, last = _clipped(spec.categories[0]), _clipped(spec.categories[-1])
        sentences.append(words.of.format(first=first, last=last, count=len(spec.categories)))
    if told:
        sentences += told
    elif spec.kind is ChartKind.WATERFALL:
        sentences.append(_bridge(frame, words))
    else:
        sentences += _series(frame, words)
    # A text may end in a stop of its own, above all a message that somebody wrote.
    stripped = [sentence.strip().rstrip(".。") for sentence in sentences]
    return words.stop.join(sentence for sentence in stripped if sentence) + words.ends


def _series(frame: Frame, words: _Words) -> list[str]:
    spec = frame.spec
    sentences = [
        _figures(_in_own_numbers(frame, n), words, _full_name(spec, n), row)
        for n, row in enumerate(frame.values[:_MOST_SERIES])
    ]
    if len(spec.series) > _MOST_SERIES:
        sentences.append(words.more.format(count=len(spec.series) - _MOST_SERIES))
    stacked = spec.kind in _WITH_TOTALS
    if stacked and spec.show_totals and len(spec.series) > 1:
        columns = [
            [v for v in column if v is not None] for column in zip(*frame.values, strict=True)
        ]
        totals = [fsum(column) if column else None for column in columns]
        sentences.append(_totals(frame, words, totals))
    return [sentence for sentence in sentences if sentence]


def _in_own_numbers(frame: Frame, n: int) -> Frame:
    """Return the frame with the numbers that a series is labelled in."""
    spec = frame.spec
    first_line = len(spec.series) - len(spec.line_series)
    if spec.kind is not ChartKind.COMBINATION or not spec.second_axis or n < first_line:
        return frame
    return replace(frame, numbers=label_format(frame.format_of(n), spec.language))


def _full_name(spec: ChartSpec, n: int) -> str:
    """Return the name of a series, with its stack where several stand side by side."""
    name = spec.series[n].name
    if spec.kind is ChartKind.STACKED_CLUSTERED and n < len(spec.stacks):
        return f"{name} ({spec.stacks[n]})"
    return name


def _figures(frame: Frame, words: _Words, name: str, row: Row) -> str:
    known = [n for n, value in enumerate(row) if value is not None]
    if not known:
        return ""
    facts = _ends_of(frame, row, known)
    facts["name"] = _clipped(name or frame.spec.title)
    if len(known) == 1:
        return words.one.format(**facts)
    if len(frame.values) > _MOST_IN_FULL:
        return words.ends_only.format(**facts)
    high = max(known, key=lambda n: row[n] or 0.0)
    low = min(known, key=lambda n: row[n] or 0.0)
    if row[high] == row[low]:
        return words.constant.format(**facts)
    facts |= _at(frame, "high", high, row[high]) | _at(frame, "low", low, row[low])
    return words.range.format(**facts)


def _totals(frame: Frame, words: _Words, totals: Sequence[float | None]) -> str:
    known = [n for n, value in enumerate(totals) if value is not None]
    return words.totals.format(**_ends_of(frame, totals, known)) if len(known) > 1 else ""


def _ends_of(frame: Frame, row: Sequence[float | None], known: Sequence[int]) -> dict[str, str]:
    first, last = known[0], known[-1]
    return _at(frame, "first", first, row[first]) | _at(frame, "last", last, row[last])


def _at(frame: Frame, key: str, n: int, value: float | None) -> dict[str, str]:
    shown = "" if value is None else frame.numbers.text(value)
    return {key: shown, f"{key}_at": _clipped(frame.spec.categories[n])}


def _clipped(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _bridge(frame: Frame, words: _Words) -> str:
    steps = steps_of(frame)
    changes = [(s.change, n) for n, s in enumerate(steps) if not s.total and s.change]
    names = frame.spec.categories
    moves = [
        pattern.format(value=frame.numbers.signed_text(change), at=_clipped(names[n]))
        for pattern, (change, n), sign in (
            (words.rise, max(changes, default=(0.0, -1)), 1),
            (words.fall, min(changes, default=(0.0, -1)), -1),
        )
        if change * sign > 0
    ]
    bridge = words.bridge.format(
        first=frame.numbers.text(steps[0].end),
        first_at=_clipped(names[0]),
        last=frame.numbers.text(steps[-1].end),
        last_at=_clipped(names[-1]),
    )
    first, second = words.between
    return first.join(filter(None, (bridge, second.join(moves))))
